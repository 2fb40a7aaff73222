"""Notes: titles from keys, headings or names, what stands above them, and what they link to."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.imports.found import File
from cocreate.imports.front import fronted
from cocreate.imports.notes import linked, read_note, read_notes
from cocreate.imports.words import text_in
from cocreate.model.errors import Unreadable

LATER = datetime(2026, 11, 20, 8, tzinfo=UTC)


def note(text: str, name: str = "Cups/Cup library.md") -> File:
    return File(name, text.encode(), LATER)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Some text\n", "Cup library", "Some text\n"),
        ("# Cups that travel #\n\nText\n", "Cups that travel", "Text\n"),
        ("Text\n\n## Costs\n", "Cup library", "Text\n\n## Costs\n"),
        ("Text\n\n# Cups that travel\n", "Cups that travel", "Text\n\n# Cups that travel\n"),
        ("Text\n\n```\n# no heading\n```\n", "Cup library", "Text\n\n```\n# no heading\n```\n"),
        ("---\ntitle: Shelf\n---\n# Heading\n", "Shelf", ""),
        ("title:: Shelf\n\n- block\n", "Shelf", "- block\n"),
    ],
)
def test_the_title_is_in_the_keys_the_first_heading_or_the_name(text: str, title: str, body: str) -> None:
    found = read_note(text, note(text))
    assert (found.title, found.text) == (title, body.strip("\n"))


def test_what_stands_above_a_note_is_kept() -> None:
    text = (
        "---\ntags:\n  - clay\n  - '#lending'\ncreated: 2026-09-12 16:08\n"
        'author: "[[Ada Trenkel]], Mavi"\naliases: [the library]\n---\nText\n'
    )
    found = read_note(text, note(text))
    assert found.themes == ("clay", "lending")
    assert found.by == ("Ada Trenkel", "Mavi")
    assert found.at == datetime(2026, 9, 12, 16, 8, tzinfo=UTC)
    assert found.names == ("Cups/Cup library", "Cup library", "the library")


def test_keys_that_have_no_place_here_stand_below_the_text() -> None:
    text = "---\ncreated: last summer\nstatus: draft\nrated: [a, 'b  c']\nempty:\n---\nText\n"
    assert read_note(text, note(text)).text == "Text\n\n- created: last summer\n- status: draft\n- rated: a, b c"


def test_a_note_that_tells_no_moment_has_that_of_its_name_or_its_file() -> None:
    assert read_note("x", note("x", "journals/2026_11_21.md")).at == datetime(2026, 11, 21, tzinfo=UTC)
    undated = read_note("x", note("x"))
    assert (undated.at, undated.saved_at) == (None, LATER)


def test_logseq_writes_its_keys_in_the_text_and_signs_of_names_in_its_own_way() -> None:
    text = "tags:: [[clay]], #wood\nauthor:: [[mavi]]\n\n- block\n"
    found = read_note(text, note(text, "pages/a___b%3F.md"))
    assert (found.title, found.themes, found.by, found.text) == ("a/b?", ("clay", "wood"), ("mavi",), "- block")


def test_front_matter_that_we_would_not_take_is_read_as_far_as_it_goes() -> None:
    read = fronted(
        "---\ntitle: >-\n  Warm\n  cups\nreporter: @ada\nnested:\n  a: b\nlabels: [@x, y]\nempty:\n---\nText"
    )
    assert (read.first("title"), read.first("reporter"), read.several("labels")) == ("Warm cups", "@ada", ("@x", "y"))
    assert read.body == "Text"


def test_what_is_empty_or_no_text_is_named_and_the_rest_comes() -> None:
    files = [note("", "a.md"), File("b.md", b"\xff\x00"), note("x", "c.md"), File("d.md", "y".encode("utf-16"))]
    read = read_notes(files)
    assert [one.file for one in read.found] == ["c.md", "d.md"]
    assert [(one.file, str(one.what)) for one in read.cannot] == [
        ("a.md", "there is nothing in it"),
        ("b.md", "it is no text in UTF-8"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[Shelf]]", "[[0000000001]]"),
        ("![[Shelf#Costs]]", "[[0000000001]]"),
        ("[[Shelf#Costs|the shelf]]", "the shelf [[0000000001]]"),
        ("[[Nowhere]] and [[|]] and [[ ", "[[Nowhere]] and [[|]] and [[ "),
        ("[[Shelf\n]]", "[[Shelf\n]]"),
    ],
)
def test_a_link_to_another_note_becomes_one_to_the_idea_and_others_stay(text: str, told: str) -> None:
    assert linked(text, {"Shelf": "0000000001"}.get) == told  # type: ignore[arg-type]


@given(st.text(alphabet="-: \n#[]@'\">|abAB\t&*!{}", max_size=300))
def test_whatever_stands_above_a_note_its_text_is_below(text: str) -> None:
    whole = f"---\n{text}\n---\nThe text"
    assert fronted(whole).body.endswith("The text")
    read_note(whole, note(whole))


@given(st.binary(max_size=300))
def test_bytes_are_a_note_or_refused(data: bytes) -> None:
    try:
        found = read_note(text_in(data), File("x.md", data))
    except Unreadable:
        return
    assert found.title


@given(st.text(alphabet="[]|#!ab\n", max_size=200))
def test_without_a_name_that_is_known_no_link_changes(text: str) -> None:
    assert linked(text, lambda _name: "") == text
