"""A table: CSV with a head line, as spreadsheets save it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cocreate.imports.found import Cannot, Found, Read
from cocreate.imports.words import moment_in, people_in, words_in
from cocreate.locale import N_, Sentence, _
from cocreate.model.schema import IDEA_STATES
from cocreate.workspace.files import LARGEST_FILE

COLUMNS: Final = ("title", "text", "by", "at", "project", "themes", "state", "because")

_DELIMITERS: Final = ",;\t"


def read_table(text: str) -> Read:
    """The ideas in the rows of a table; lines are counted from 1 with the head, a row by the line it begins in."""
    head, rows = _parted(text)
    if "title" not in head:
        return Read(cannot=(Cannot(1, Sentence(N_("the first line names no column title"))),))
    found: list[Found] = []
    cannot = [
        Cannot(
            1,
            Sentence(N_("there is no place for the column {name}"), name=name),
            told=Sentence(N_("The column {name} is left out."), name=name),
        )
        for name in _others(head)
    ]
    twice = [name for name in COLUMNS if head.count(name) > 1]
    for name in twice:
        why = Sentence(N_("of several columns {name} only the last one comes"), name=name)
        cannot.append(
            Cannot(1, why, told=Sentence(N_("Of several columns {name} only the last one comes."), name=name))
        )
    for row in rows:
        cells = dict(zip(head, row.cells, strict=False))
        lost = [cell.strip() for place, cell in enumerate(row.cells) if not any(head[place : place + 1])]
        idea = row.why or _idea(row.line, cells)
        cannot += [_in_no_column(row.line, cell, comes=isinstance(idea, Found)) for cell in filter(None, lost)]
        if isinstance(idea, Found) and cells.get("because", "").strip() and not idea.because:
            why = Sentence(N_("its because has a place only where it is resting"))
            english = N_("Line {line} comes without its because: that has a place only where it is resting.")
            cannot.append(Cannot(row.line, why, told=Sentence(english, line=row.line)))
        if isinstance(idea, Found):
            found.append(idea)
        elif idea:
            cannot.append(Cannot(row.line, idea))
    return Read(tuple(found), tuple(cannot))


def _in_no_column(line: int, cell: str, *, comes: bool) -> Cannot:
    text = cell[:100]
    told = Sentence(N_("Line {line} comes without: {text}"), line=line, text=text) if comes else ""
    return Cannot(line, Sentence(N_("{text} stands in no column"), text=text), told=told)


def is_table(text: str) -> bool:
    """Whether the first line of `text` names columns, one of them title."""
    return "title" in _parted(text.partition("\n")[0])[0]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]
    why: Sentence | None = None


def _parted(text: str) -> tuple[list[str], Iterator[_Row]]:
    """The names of the columns, and the rows."""
    lines = text.split("\n", 1)
    head: list[str] = []
    for delimiter in _DELIMITERS:
        first = next(_rows(lines[0], delimiter), None)
        head = [cell.strip().lower() for cell in first.cells] if first else []
        if "title" in head:
            return head, _rows(text, delimiter, skip=1)
    return head, iter(())


def _rows(text: str, delimiter: str, skip: int = 0) -> Iterator[_Row]:
    """The rows of `text` but for the first `skip`, each with the line it begins in."""
    usual = csv.field_size_limit(2 * LARGEST_FILE)  # a text may be as long as a file is; the module allows an eighth
    try:
        found = list(_read([f"{line}\n" for line in text.rstrip("\n").split("\n")], delimiter))
    finally:
        csv.field_size_limit(usual)
    return iter(found[skip:])


def _read(lines: list[str], delimiter: str) -> Iterator[_Row]:
    """The rows; after one that is none, reading goes on in the line below the one that it began in."""
    at = 0
    while at < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter, strict=True)
        begun = at
        try:
            for cells in reader:
                yield _Row(begun + 1, cells)
                begun = at + reader.line_num
        except csv.Error:
            yield _Row(begun + 1, [], Sentence(N_("it is no row of a table: look at its quotation marks")))
            at = begun + 1
        else:
            return


def _others(head: list[str]) -> list[str]:
    return [name for name in dict.fromkeys(head) if name and name not in COLUMNS]


def _idea(line: int, cells: Mapping[str, str]) -> Found | Sentence | None:
    """The idea of a row, or why there is none; None for an empty row."""
    said = {name: cells.get(name, "").strip() for name in COLUMNS}
    if not any(cell.strip() for cell in cells.values()):
        return None
    if not said["title"]:
        return Sentence(N_("it has no title"))
    at = moment_in(said["at"])
    if said["at"] and at is None:
        return Sentence(N_("{text} is no moment such as 2026-11-21T14:03:11+01:00"), text=said["at"])
    state = said["state"].lower().replace(" ", "-") or "fresh"
    if state not in IDEA_STATES:
        return Sentence(N_("its state is none of: {choices}"), choices=", ".join(IDEA_STATES))
    because = said["because"] or (_("it rested before it came here") if state == "resting" else "")
    return Found(
        said["title"],
        said["text"],
        people_in(said["by"]),
        at,
        project=said["project"],
        themes=words_in(said["themes"]),
        state=state,
        because=because if state == "resting" else "",
        line=line,
    )
