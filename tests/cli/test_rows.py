"""Rows in a terminal of any width: what a thing is called comes first, and no row is wider than the terminal."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.cli.output.layout import width
from cocreate.cli.output.printing import Line
from cocreate.cli.output.rows import Rows
from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Person, Project
from tests.cli.conftest import Say

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AT = "2026-11-01T10:00:00+00:00"
ADA, LONG = "ada", "a-very-long-short-name-that-somebody-took"

IDEAS = [
    Idea(
        "a.md", {"type": "idea", "id": f"zzzzzzzzz{at}", "title": title, "by": [ADA, LONG], "at": AT, "state": "fresh"}
    )
    for at, title in enumerate(("Foam that stands", "x" * 300, "泡の学校をもう一度ひらく、みんなで", ""))
]
PEOPLE = [
    Person(f"people/{slug}.md", {"type": "person", "id": slug, "name": name, "address": "by my whole name"})
    for slug, name in ((ADA, "Prof. Dr. Ada Trenkel of the coffee bean"), ("k", "K"), (LONG, "Milchschaum"))
]
PROJECTS = [
    Project(
        "p.md",
        {
            "type": "project",
            "id": "zzzzzzzzz9",
            "title": "Milk foam school for everybody",
            "by": [ADA],
            "at": AT,
            "state": "resting",
            "because": "the stove is cold and nobody is here",
            "purpose": "Everybody knows how foam comes to be, and can make some that stands.",
        },
    )
]


def text(line: Line) -> str:
    return line if isinstance(line, str) else "".join(line)


def rows_at(columns: int, people: list[Person] = PEOPLE) -> list[str]:
    collection = Collection("Many", [*IDEAS, *people, *PROJECTS])
    rows = Rows(collection, columns, NOW)
    found = [*rows.ideas(IDEAS), *rows.mixed([*IDEAS, *people, *PROJECTS]), *rows.people(people)]
    found += [*rows.projects(PROJECTS), *rows.project(PROJECTS[0], indent=" " * 12)]
    found += [rows.excerpt("foam " * 90), *rows.under("foam " * 90)]
    return [text(line) for line in found]


@given(st.integers(20, 200), st.booleans())
def test_no_row_is_wider_than_the_terminal(columns: int, with_long: bool) -> None:  # noqa: FBT001
    lines = rows_at(columns, PEOPLE if with_long else PEOPLE[:2])
    assert [line for line in lines if width(line) > columns] == []


@given(st.integers(32, 200))
def test_what_a_thing_is_called_gives_way_last(columns: int) -> None:
    rows = Rows(Collection("Many", [*IDEAS[:1], *PEOPLE]), columns, NOW)
    (line,) = map(text, rows.ideas(IDEAS[:1]))
    assert "Foam that stands" in line
    assert ("Prof" in line) <= ("fresh" in line) <= (" d" in line.split("stands")[1])


@pytest.mark.parametrize("columns", ["40", "24"])
def test_at_a_narrow_terminal_lists_tell_what_things_are_called(
    say: Say, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for words in (("search", "foam"), ("list",), ("list", "ideas"), ("list", "people"), ("list", "contributions")):
        lines = say(*words).out.splitlines()
        assert [line for line in lines if width(line) > int(columns)] == [], words
    people = say("list", "people").out
    assert "Mavi Lindqvist" in people


def test_home_in_a_pipe_is_not_flooded_by_one_long_title(say: Say) -> None:
    say("idea", " ".join(["word"] * 3000))
    home = say().out
    assert home.count("word") < 200
    assert "word…  Mavi Lindqvist" in " ".join(home.split()) or "… Mavi Lindqvist" in " ".join(home.split())
