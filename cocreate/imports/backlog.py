"""A backlog as Backlog.md keeps it: a folder of Markdown files, a task each, with front matter.

Read from what that program itself reads (https://github.com/MrLesk/Backlog.md, `src/markdown/parser.ts`): keys `id`,
`title`, `status`, `assignee`, `reporter`, `created_date`, `labels`, `dependencies`, `priority`, `milestone`,
`parent_task_id`; sections marked by comments such as `<!-- SECTION:DESCRIPTION:BEGIN -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from cocreate.imports.found import Cannot, File, Found, Read
from cocreate.imports.front import Fronted, fronted, others_told
from cocreate.imports.words import moment_in, text_in
from cocreate.locale import N_, _
from cocreate.model.errors import Unreadable

FOLDERS: Final = ("tasks", "drafts", "completed")
"""Where tasks are that somebody still means; those put away into `archive` stay there."""

_DONE: Final = frozenset(["done", "complete", "completed", "closed", "finished"])
_GROWING: Final = frozenset(["in progress", "in-progress", "doing", "review", "in review"])
_FRESH: Final = frozenset(["", "to do", "todo", "to-do", "open", "new", "draft", "backlog"])
_KEYS: Final = frozenset(
    [*("id", "title", "reporter", "labels", "assignee"), *("dependencies", "priority", "milestone", "parent_task_id")]
)
_MARK: Final = re.compile(r"<!-- (?:SECTION:)?[A-Z_]+:(?:BEGIN|END) -->[ \t]*\n?")
_YEAR_OF_TWO: Final = re.compile(r"(\d\d)[-/.](\d\d)[-/.](\d\d)", re.ASCII)
_NAME: Final = re.compile(r"([A-Za-z]+-[0-9.]+) - (.*)\.md", re.ASCII | re.DOTALL)


def is_task(name: str) -> bool:
    """Whether a file is called as tasks are: `back-12 - Warm cups.md`."""
    return bool(_NAME.fullmatch(name))


def read_backlog(files: Sequence[File]) -> Read:
    """The ideas in a backlog."""
    found: list[Found] = []
    cannot: list[Cannot] = []
    for file in files:
        try:
            found.append(_idea(fronted(text_in(file.data)), file))
        except Unreadable as error:
            cannot.append(Cannot(1, error.reason, file.name))
    return Read(tuple(found), tuple(cannot))


def _idea(task: Fronted, file: File) -> Found:
    """The idea that a task is; Unreadable, with the reason, where it is none."""
    if "title" not in task.fields and "status" not in task.fields:
        raise Unreadable(N_("it is no task: it has no title and no status"))
    named = _NAME.fullmatch(file.name.rpartition("/")[2])
    title = task.first("title") or (named[2].replace("-", " ") if named else "")
    if not title.strip():
        raise Unreadable(N_("it has no title"))
    status = task.first("status").strip().lower()
    is_done = status in _DONE or file.name.startswith("completed/")
    told = "\n".join(filter(None, (*_told(task), others_told(task, _known(task)))))
    text = _MARK.sub("", task.body).strip("\n").removeprefix("## Description").strip("\n")
    name = task.first("id") or (named[1] if named else "")
    return Found(
        title,
        f"{text}\n\n{told}".strip("\n"),
        tuple(filter(None, [task.first("reporter").strip()])),
        _moment(task.first("created_date")),
        file.saved_at,
        themes=task.several("labels"),
        state="resting" if is_done else "growing" if status in _GROWING else "fresh",
        because=_("done before it came here") if is_done else "",
        names=(name,) if name else (),
        file=file.name,
    )


def _known(task: Fronted) -> frozenset[str]:
    """The keys of a task that have a place here; what stands under others is told in words."""
    is_plain = task.first("status").strip().lower() in _DONE | _GROWING | _FRESH
    return (
        _KEYS
        | ({"status"} if is_plain else set())
        | ({"created_date"} if _moment(task.first("created_date")) else set())
    )


def _moment(text: str) -> datetime | None:
    """The moment of a key; that program once wrote days as `21-11-26`, the year last."""
    if short := _YEAR_OF_TWO.fullmatch(text.strip()):
        day, month, year = short.groups()
        return moment_in(f"20{year}-{month}-{day}")
    return moment_in(text)


def _told(task: Fronted) -> Iterator[str]:
    """What a task says of itself and an idea has no key for, in words; other tasks as links."""
    for key, sentence in (
        ("parent_task_id", N_("Part of: {what}")),
        ("dependencies", N_("Needs first: {what}")),
        ("assignee", N_("Taken on by: {what}")),
        ("milestone", N_("Milestone: {what}")),
        ("priority", N_("Priority: {what}")),
    ):
        words = [word for word in task.several(key) if word.strip()]
        if key in {"parent_task_id", "dependencies"}:
            words = [f"[[{word}]]" for word in words]
        if words:
            yield f"- {_(sentence).format(what=', '.join(words))}"
