"""The three-way merge: nothing is refused, nothing is lost, nobody is asked."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cocreate.model.items import Value, as_list
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.format.writing import document
from cocreate.workspace.merge.three_way import Merged, merge, merge_text

WORDS = st.sampled_from(["clay", "milk", "cups", "kiln", "steam", "jug"])
TEXT = WORDS | st.just("")
LISTS = st.lists(WORDS, unique=True, max_size=5)
SCALAR_KEYS, LIST_KEYS = ("title", "state", "because", "odd one"), ("themes", "joined", "by")
FIELDS = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(SCALAR_KEYS, WORDS), **dict.fromkeys(LIST_KEYS, LISTS.filter(bool))}
)
BODIES = st.lists(st.sampled_from(["one", "two", "three", "four", "", "five", "six"]), max_size=9).map("\n".join)


def doc(fields: dict[str, Value], body: str = "") -> Document:
    return parse(document(fields, body))


DOCUMENTS = st.builds(doc, FIELDS, BODIES)
UNIQUE_LINES = st.lists(st.integers(0, 30).map(lambda n: f"line {n}"), unique=True, max_size=12).map("\n".join)


def same(one: Document, other: Document) -> bool:
    return one.fields == other.fields and one.words == other.words


@settings(max_examples=150)
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_every_value_of_either_side_is_in_the_result_or_kept(
    base: Document, ours: Document, published: Document
) -> None:
    merged = merge(base, ours, published)
    for key in SCALAR_KEYS:
        before, mine, theirs = (d.fields.get(key, "") for d in (base, ours, published))
        result = merged.document.fields.get(key, "")
        if mine and mine != before:
            assert mine == result or merged.aside[key] == mine, "ours"
        if theirs != before:
            assert result == theirs, "what is published stands"
    for key in LIST_KEYS:
        before, mine, theirs = (set(as_list(d.fields.get(key))) for d in (base, ours, published))
        result = set(as_list(merged.document.fields.get(key)))
        assert (mine - before) | (theirs - before) <= result, "what either side added is in"
        assert before & mine & theirs <= result, "what nobody took out stays"


@settings(max_examples=150)
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_lists_are_sets_of_what_was_added_and_not_taken_out(
    base: Document, ours: Document, published: Document
) -> None:
    merged = merge(base, ours, published)
    for key in LIST_KEYS:
        before, mine, theirs = (set(as_list(d.fields.get(key))) for d in (base, ours, published))
        result = as_list(merged.document.fields.get(key))
        assert len(result) == len(set(result)), "nothing is in it twice"
        expected = (before & mine & theirs) | (mine - before) | (theirs - before)
        assert set(result) == expected or (not expected and set(result) == theirs)
        assert key not in merged.aside, "a list needs no other wording"


@given(DOCUMENTS, DOCUMENTS)
def test_what_changed_on_one_side_is_taken_from_it(base: Document, changed: Document) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert same(merged.document, changed)
        assert not merged.aside
        assert not merged.body_aside


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_merging_what_was_merged_changes_nothing_more(base: Document, ours: Document, published: Document) -> None:
    merged = merge(base, ours, published).document
    for again in (
        merge(published, merged, published),
        merge(base, merged, merged),
        merge(ours, merged, merged),
    ):
        assert same(again.document, merged)
        assert not again.aside
        assert not again.body_aside


@given(DOCUMENTS, DOCUMENTS)
def test_where_ours_changed_nothing_the_published_file_stays_to_the_byte(base: Document, published: Document) -> None:
    assert merge(base, base, published).document.encode() == published.encode()


@settings(max_examples=150)
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_in_either_order_the_same_comes_out_but_for_which_side_is_published(
    base: Document, one: Document, other: Document
) -> None:
    here, there = merge(base, one, other), merge(base, other, one)
    for key in SCALAR_KEYS:
        if key not in here.aside and key not in there.aside:
            results = {here.document.fields.get(key, ""), there.document.fields.get(key, "")}
            both_changed = base.fields.get(key, "") not in (
                one.fields.get(key, ""),
                other.fields.get(key, ""),
            )
            assert len(results) == 1 or both_changed, "one side took it away, the other one changed it"
    for key in LIST_KEYS:
        left, right = (as_list(m.document.fields.get(key)) for m in (here, there))
        nothing_left = not (set(as_list(one.fields.get(key))) & set(as_list(other.fields.get(key))))
        assert set(left) == set(right) or nothing_left
    assert bool(here.body_aside) == bool(there.body_aside) or not (one.words and other.words)
    if not here.body_aside and not there.body_aside:
        assert here.document.words == there.document.words


@settings(max_examples=200)
@given(UNIQUE_LINES, UNIQUE_LINES, UNIQUE_LINES)
@example("a", "a\nours", "a\ntheirs")
def test_no_line_that_somebody_wrote_is_dropped(base: str, ours: str, published: str) -> None:
    text, conflict = merge_text(base, ours, published)
    lines, known = set(text.split("\n")), set(base.split("\n"))
    assert set(published.split("\n")) - known <= lines, "published lines stand"
    assert conflict or set(ours.split("\n")) - known <= lines, "ours stand, or are kept whole"
    assert lines <= known | set(ours.split("\n")) | set(published.split("\n")), "nothing is made up"


def test_different_lines_of_a_body_come_together() -> None:
    assert merge_text("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", "a\nb\nc\nd\nE") == ("A\nb\nc\nd\nE", False)


def test_of_the_same_line_the_published_one_stands_and_our_text_is_kept_whole() -> None:
    merged = merge(doc({}, "a\nb\nc"), doc({}, "A\nmine\nc"), doc({}, "a\ntheirs\nc"))
    assert "theirs" in merged.document.words
    assert "mine" not in merged.document.words
    assert merged.body_aside == "A\nmine\nc"


def test_a_scalar_changed_on_both_sides_is_the_published_one_and_ours_is_kept() -> None:
    base, ours, published = (doc({"title": title, "state": "fresh"}) for title in ("Cup", "Mine", "Theirs"))
    merged = merge(base, ours, published)
    assert merged.document.fields == {"title": "Theirs", "state": "fresh"}
    assert merged.aside == {"title": "Mine"}


def test_a_key_taken_away_here_and_changed_there_stays_as_it_was_changed() -> None:
    base, ours, published = doc({"because": "x"}), doc({}), doc({"because": "y"})
    assert merge(base, ours, published) == Merged(published)
    assert merge(base, published, ours) == Merged(ours, {"because": "y"})


def test_a_word_written_without_brackets_counts_as_a_list_of_one() -> None:
    base, ours, published = (
        doc({"joined": "ana"}),
        doc({"joined": ["ana", "ben"]}),
        doc({"joined": ["ana", "cem"]}),
    )
    assert merge(base, ours, published).document.fields["joined"] == ["ana", "cem", "ben"]


def test_an_unknown_key_whose_name_needs_quotes_is_merged_too() -> None:
    base, ours = doc({"title": "x"}), doc({"title": "x", "a: #b": "y"})
    assert merge(base, ours, doc({"title": "z"})).document.fields == {"title": "z", "a: #b": "y"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_published_line_ends_stay(newline: str) -> None:
    published = parse(f"---{newline}title: y{newline}---{newline}a{newline}b{newline}c{newline}".encode())
    merged = merge(doc({"title": "x"}, "a\nb\nc"), doc({"title": "x", "odd": "o"}, "a\nb\nc\nd"), published)
    expected = ["---", "title: y", "odd: o", "---", "a", "b", "c", "d", ""]
    assert merged.document.encode().decode() == newline.join(expected)
