"""docs/format.md says what the program does: examples are read, tables are the form, limits hold."""

import itertools
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from cocreate.model import schema
from cocreate.model.errors import Unreadable
from cocreate.model.ids import ALPHABET, ID_LENGTH, SHOWN_AT_LEAST
from cocreate.model.schema import Key, Shape
from cocreate.model.text import SLUG_LENGTH, slug
from cocreate.workspace import files
from cocreate.workspace.format.documents import parse
from cocreate.workspace.format.front_matter import MOST_NODES
from cocreate.workspace.format.reading import check, to_item
from cocreate.workspace.format.writing import document
from cocreate.workspace.index.scan import DEEPEST
from cocreate.workspace.paths import contribution_path, idea_path, project_path, type_at
from tests.conftest import NOON, ROOT

DOCUMENT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(?:markdown|yaml)\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
PATHS = {
    "person": "people/ada-trenkel.md",
    "project": "projects/a-a000000000/project.md",
    "idea": "ideas/2026-11/a-a000000000/idea.md",
    "contribution": "commons/2026-11/20261121T130311Z-comment-a000000000.md",
}
SHAPES = {"day": Shape.DATE}
"""Shapes by their word in the document, where it is not the name in the code."""

AWKWARD = [
    *["", " a", "a ", "a:", "a: b", "a #b", "- a", "'a'", '"a"', "@a", "*a", "&a", "!a", "%a", "[a", "{a"],
    *["1", "1.5", "+1", "0x1f", "1e3", ".5", "1_000", "12:30", "null", "~", "yes", "No", "ON", "y", "true"],
    *["a\tb", "a\u200bb", "ä, b", "a, b", "(a)", "/a", "a\u2028b", "2026-11-21", "2026-11-21T14:03:11+01:00"],
]


def _type_of(example: str) -> str:
    fields = parse(example.encode()).fields
    if "kind" in fields:
        return "contribution"
    if "purpose" in fields:
        return "project"
    return "idea" if "title" in fields else ("workspace" if "format" in fields else "person")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[1])
def test_an_example_is_read_and_would_be_written_just_so(example: str) -> None:
    read = parse(example.encode())
    type_ = _type_of(example)
    if type_ == "workspace":
        check(schema.WORKSPACE_KEYS, read.fields)
    else:
        item = to_item(PATHS[type_], read)
        keys = [key.name for key in schema.keys_of(type_, str(read.fields.get("kind", "")))]
        known = [name for name in item.fields if name in keys]
        assert known == [name for name in keys if name in known]
        if item.text("kind") != "wording":
            assert set(item.fields) <= set(keys)
    assert document(read.fields, read.words) == example.encode()


def test_there_is_an_example_of_each_kind_of_file_and_of_each_kind_with_keys() -> None:
    types = {_type_of(example) for example in EXAMPLES}
    kinds = {str(parse(example.encode()).fields.get("kind", "")) for example in EXAMPLES}
    assert types == {"workspace", *PATHS}
    assert kinds >= {kind for kind, keys in schema.KIND_KEYS.items() if keys}


# The tables


def _tables() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The tables, each with the heading above it, as rows by column."""
    heading = ""
    lines = DOCUMENT.splitlines()
    for table, group in itertools.groupby(lines, key=lambda line: line.startswith("|")):
        block = list(group)
        if not table:
            heading = next((line.lstrip("# ") for line in reversed(block) if line.startswith("#")), heading)
            continue
        names = _cells(block[0])
        yield heading, [dict(zip(names, _cells(line), strict=True)) for line in block[2:]]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _keys_in(rows: list[dict[str, str]]) -> tuple[Key, ...]:
    return tuple(
        Key(
            row["key"],
            SHAPES.get(row["shape"]) or Shape[row["shape"].upper()],
            row["required"] == "yes",
            tuple(word for word in row["words"].split(", ") if word),
        )
        for row in rows
        if row["key"]
    )


def _table(heading: str, column: str = "key") -> list[dict[str, str]]:
    return next(rows for above, rows in _tables() if above == heading and column in rows[0])


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("workspace.md", schema.WORKSPACE_KEYS),
        ("person", schema.PERSON_KEYS),
        ("project", schema.PROJECT_KEYS),
        ("idea", schema.IDEA_KEYS),
        ("Contributions", schema.contribution_keys("comment")),
    ],
)
def test_a_table_of_keys_is_the_form(heading: str, keys: tuple[Key, ...]) -> None:
    assert _keys_in(_table(heading)) == keys


def test_the_table_of_kinds_is_the_form() -> None:
    rows = _table("Contributions", "what it is")
    kinds: dict[str, list[dict[str, str]]] = {}
    kind = ""
    for row in rows:
        kind = row["kind"] or kind
        kinds.setdefault(kind, []).append(row)
    assert {kind: _keys_in(group) for kind, group in kinds.items()} == schema.KIND_KEYS
    assert tuple(kinds) == schema.KINDS


# The limits and the paths


def test_the_limits_in_the_document_are_those_of_the_program() -> None:
    assert f"1 MiB ({files.LARGEST_FILE:_} bytes)".replace("_", " ") in DOCUMENT
    assert f"64 KiB ({files.LARGEST_FRONT_MATTER:_} bytes)".replace("_", " ") in DOCUMENT
    assert f"{MOST_NODES} YAML events" in DOCUMENT
    assert f"{ID_LENGTH} characters of `{ALPHABET}`" in DOCUMENT
    assert f"of at least {SHOWN_AT_LEAST} characters" in DOCUMENT
    assert f"cut to {SLUG_LENGTH} characters" in DOCUMENT
    assert DEEPEST == 6
    assert "more than six folders below" in DOCUMENT
    assert f"`format` must be `{schema.FORMAT}`" in DOCUMENT


def test_paths_are_made_as_the_document_says() -> None:
    moment = datetime.fromisoformat("2026-12-01T00:30:00+01:00")
    assert idea_path("Über Tassen", "9d2m4x7t0e", moment) == "ideas/2026-11/ueber-tassen-9d2m4x7t0e/idea.md"
    assert idea_path("茶", "9d2m4x7t0e", moment) == "ideas/2026-11/9d2m4x7t0e/idea.md"
    project = project_path("Łódź, œuvre & Smørrebrød", "k7f3q2ab1c")
    assert project == "projects/lodz-ouvre-smorrebrod-k7f3q2ab1c/project.md"
    stamp = "20261130T233000Z-question-x81ma2b4c9.md"
    made = [contribution_path(root, "question", "x81ma2b4c9", moment) for root in ("", project, "ideas/a/idea.md")]
    assert made == [
        f"commons/2026-11/{stamp}",
        f"projects/lodz-ouvre-smorrebrod-k7f3q2ab1c/2026-11/{stamp}",
        f"ideas/a/{stamp}",
    ]
    assert slug("x" * 39 + " y") == "x" * 39


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("people/mavi.md", "person"),
        ("people/old/mavi.md", ""),
        ("projects/a/project.md", "project"),
        ("projects/a/2026-11/project.md", "contribution"),
        ("projects/note.md", ""),
        ("ideas/2026-11/a/idea.md", "idea"),
        ("ideas/a/idea.md", "idea"),
        ("ideas/note.md", ""),
        ("ideas/2026-11/a/b.md", "contribution"),
        ("commons/b.md", "contribution"),
        ("commons/2026-11/.b.md", ""),
        ("commons/2026-11/b.txt", ""),
        ("notes/b.md", ""),
    ],
)
def test_the_path_alone_tells_what_a_file_is(path: str, type_: str) -> None:
    assert type_at(path) == type_


# What is refused, what is taken

GOOD = "id: 9d2m4x7t0e\ntitle: A\nstate: fresh\nby: [mavi]\nat: 2026-09-12T16:08:19+02:00\n"
REFUSED = {
    "no UTF-8": b"---\ntitle: \xff\n---\n",
    "a NUL byte": b"---\ntitle: a\n---\n\0",
    "no first line": b"title: a\n---\n",
    "no partner": b"---\ntitle: a\n",
    "no YAML": b"---\ntitle: [a\n---\n",
    "an anchor": b"---\ntitle: &a b\n---\n",
    "an alias": b"---\na: &a b\nb: *a\n---\n",
    "a tag": b"---\ntitle: !!str b\n---\n",
    "a directive": b"---\n%YAML 1.1\n---\ntitle: a\n---\n",
    "a key twice": b"---\na: b\na: c\n---\n",
    "a key that does not begin its line": b"---\n{a: b, c: d}\n---\n",
    "a list in a list": b"---\na: [[b]]\n---\n",
    "keys below a key": b"---\na:\n  b: c\n---\n",
    "a conflict": b"---\na: b\n---\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n",
    "too much front matter": b"---\na: " + b"x" * files.LARGEST_FRONT_MATTER + b"\n---\n",
    "too many events": b"---\na: [" + b"b, " * MOST_NODES + b"b]\n---\n",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_document_says_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(data)


TAKEN = {
    "spaces behind the lines": f"---  \n{GOOD}--- \n",
    "a byte order mark": f"\ufeff---\n{GOOD}---\n",
    "CRLF": f"---\n{GOOD}---\nText\n".replace("\n", "\r\n"),
    "a comment": f"---\n# by hand\n{GOOD}---\n",
    "an unknown key": f"---\n{GOOD}mood: blue\n---\n",
    "one word for a list": f"---\n{GOOD}---\n".replace("[mavi]", "mavi"),
    "hyphens": f"---\n{GOOD}---\n".replace("[mavi]", "\n  - mavi\n  - ana"),
    "an empty value": f"---\n{GOOD}because:\n---\n",
    "no offset": f"---\n{GOOD}---\n".replace("+02:00", ""),
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN.keys())
def test_what_the_document_says_is_taken(text: str) -> None:
    item = to_item(PATHS["idea"], parse(text.encode()))
    assert item.title == "A"
    assert item.by[0] == "mavi"
    assert item.at.tzinfo is not None


@pytest.mark.parametrize("word", AWKWARD)
def test_every_word_is_read_as_the_string_it_is(word: str) -> None:
    fields = {"title": word, "themes": [word, "b"]}
    read = parse(document(fields))
    assert read.fields == fields


@pytest.mark.parametrize("word", ["yes", "1.10", "2026-11-21", "null"])
def test_a_plain_scalar_is_a_string(word: str) -> None:
    assert parse(f"---\ntitle: {word}\n---\n".encode()).fields == {"title": word}


def test_a_file_of_the_full_size_is_read_and_a_longer_one_is_not(tmp_path: Path) -> None:
    head = f"---\n{GOOD}---\n".encode()
    (tmp_path / "full.md").write_bytes(head + b"x" * (files.LARGEST_FILE - len(head)))
    (tmp_path / "more.md").write_bytes(head + b"x" * (files.LARGEST_FILE - len(head) + 1))
    assert len(files.read(str(tmp_path), "full.md")) == files.LARGEST_FILE
    with pytest.raises(Unreadable):
        files.read(str(tmp_path), "more.md")


def test_the_example_of_a_stamp_is_one() -> None:
    assert contribution_path("", "question", "x81ma2b4c9", NOON).endswith("20261121T130311Z-question-x81ma2b4c9.md")
    assert "20261121T130311Z-question-x81ma2b4c9.md" in DOCUMENT
