"""The kinds of sources: which one a place is, and what is found there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from cocreate.imports.backlog import FOLDERS, is_task, read_backlog
from cocreate.imports.bullets import is_list, read_list
from cocreate.imports.disk import read_file, read_folder
from cocreate.imports.found import Cannot, File, Read, Source
from cocreate.imports.issues import is_issues, read_issues
from cocreate.imports.notes import ENDINGS, read_notes
from cocreate.imports.table import is_table, read_table
from cocreate.imports.words import text_in
from cocreate.locale import N_, Sentence, _
from cocreate.model.errors import Refused, Unreadable

CSV, LIST, NOTES, GITHUB, BACKLOG = KINDS = ("csv", "list", "notes", "github", "backlog")

_OF_TEXT: Final[dict[str, Callable[[str], Read]]] = {CSV: read_table, LIST: read_list, GITHUB: read_issues}
_OF_FILES: Final[dict[str, Callable[[Sequence[File]], Read]]] = {NOTES: read_notes, BACKLOG: read_backlog}
_BY_ENDING: Final = {".csv": CSV, ".tsv": CSV, ".json": GITHUB, ".jsonl": GITHUB, ".ndjson": GITHUB}
_BACKLOGS: Final = ("", "backlog", ".backlog")
"""Where in a folder the one with the tasks may be."""


def look_at(path: str, kind: str = "") -> tuple[str, Source]:
    """What is at `path`, as a kind of source; the one that it looks like, where none is asked for.

    Raises:
        Refused: there is nothing that such a source could be.
        OSError: the system said no.
    """
    if not os.path.isdir(path):
        if kind == BACKLOG:
            raise Refused(_("A backlog is a folder of tasks."), _("Name the folder with its tasks in it."))
        source = Source((read_file(path),))
        return kind or kind_of(source.files[0]), source
    if kind in _OF_TEXT:
        raise Refused(_("{path} is a folder.").format(path=path), _("Name a file in it."))
    tasks = _tasks_in(path)
    if kind == NOTES or not (kind or tasks):
        return NOTES, read_folder(path, ENDINGS)
    return BACKLOG, read_folder(tasks or path, ENDINGS, FOLDERS if os.path.isdir(f"{tasks}/tasks") else ())


def read(kind: str, source: Source) -> Read:
    """What a source of `kind` holds."""
    found = _OF_FILES[kind](source.files) if kind in _OF_FILES else _in_text(kind, source.files[0])
    if not source.is_folder:
        return _of_one_file(found)
    return replace(found, cannot=tuple(sorted((*source.cannot, *found.cannot), key=lambda one: (one.file, one.line))))


def _in_text(kind: str, file: File) -> Read:
    try:
        text = text_in(file.data)
    except Unreadable as error:
        return Read(cannot=(Cannot(1, error.reason),))
    found = _OF_TEXT[kind](text)
    return found if found.found or found.cannot else Read(cannot=(Cannot(1, Sentence(N_("there is nothing in it"))),))


def _of_one_file(found: Read) -> Read:
    """What was found, without the name of the file: a person knows it."""
    return Read(
        tuple(replace(one, file="") for one in found.found), tuple(replace(one, file="") for one in found.cannot)
    )


def kind_of(file: File) -> str:
    """What a file looks like."""
    ending = os.path.splitext(file.name)[1].lower()
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    try:
        text = text_in(file.data)
    except Unreadable:
        return LIST
    if ending in ENDINGS:
        return LIST if is_list(text) else NOTES
    if is_issues(text):
        return GITHUB
    return CSV if is_table(text) else LIST


def _tasks_in(path: str) -> str:
    """The folder of the backlog that `path` is, or holds; empty where there is none."""
    for name in _BACKLOGS:
        folder = os.path.join(path, name) if name else path
        if _has_tasks(f"{folder}/tasks"):
            return folder
    return path if os.path.basename(os.path.abspath(path)) == "tasks" and _has_tasks(path) else ""


def _has_tasks(folder: str) -> bool:
    try:
        return not os.path.islink(folder) and any(map(is_task, os.listdir(folder)))
    except OSError:
        return False
