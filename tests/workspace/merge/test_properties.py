"""The merge over made-up documents: whatever meets, no value is dropped, and whoever merges, the same survives."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cocreate.model import schema
from cocreate.model.held import original_name
from cocreate.model.items import Value, as_list
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.format.documents import Document, edited, parse
from cocreate.workspace.format.reading import to_item
from cocreate.workspace.format.writing import document, storable
from cocreate.workspace.merge.three_way import Merged, merge, merge_text
from cocreate.workspace.merge.wordings import wording_document
from cocreate.workspace.paths import type_at
from tests.workspace.sketches import KEYS, LISTS, ONES, WORDS, threes


def words_of(document: Document, key: str) -> set[str]:
    return set(as_list(document.fields.get(key)))


def lines_of(text: str) -> set[str]:
    return {one.rstrip() for one in text.split("\n")}


def said(merged: Merged, key: str) -> set[str]:
    """All words that stand under `key` or are kept of it."""
    return words_of(merged.document, key) | set(as_list(merged.aside.get(key)))


def same(one: Document, other: Document) -> bool:
    mine, theirs = ({key: value for key, value in doc.fields.items() if value} for doc in (one, other))
    return mine == theirs and one.words == other.words


many = settings(max_examples=150)


@many
@given(threes())
def test_what_either_side_wrote_stands_or_is_kept(three: tuple[Document, Document, Document]) -> None:
    base, ours, published = three
    merged = merge(base, ours, published)
    for key in KEYS:
        before, mine, theirs = (words_of(one, key) for one in three)
        assert mine - before <= said(merged, key), "ours stands or is kept"
        assert theirs - before <= words_of(merged.document, key), "what is published stands"
        assert words_of(merged.document, key) <= mine | theirs, "nothing is made up, and nothing comes back"
    now, known = lines_of(merged.document.words), lines_of(base.words)
    assert lines_of(published.words) - known <= now
    assert lines_of(ours.words) - known <= now | lines_of(merged.body_aside)
    assert now <= lines_of(ours.words) | lines_of(published.words)
    assert merged.body_aside in ("", ours.words), "our text is kept whole"


@many
@given(threes())
def test_what_came_together_reads_back_as_it_is(three: tuple[Document, Document, Document]) -> None:
    merged = merge(*three).document
    back = parse(merged.encode())
    assert back.encode() == merged.encode()
    assert (back.fields, back.words) == (merged.fields, merged.words)


@many
@given(threes())
def test_whoever_merges_the_same_words_survive(three: tuple[Document, Document, Document]) -> None:
    base, one, other = three
    here, there = merge(base, one, other), merge(base, other, one)
    for key in KEYS:
        new = said(here, key) - words_of(base, key), said(there, key) - words_of(base, key)
        assert new[0] == new[1]
        if key in LISTS and words_of(here.document, key) and not _all_taken_out(base, one, other, key):
            assert words_of(here.document, key) == words_of(there.document, key)
        if key in ONES and key not in {**here.aside, **there.aside}:
            left = {words_of(base, key) == words_of(side, key) for side in (one, other)}
            assert words_of(here.document, key) == words_of(there.document, key) or left == {False}
    known = lines_of(base.words)
    left, right = (lines_of(m.document.words) | lines_of(m.body_aside) for m in (here, there))
    assert left - known == right - known
    if not here.body_aside and not there.body_aside and one.words and other.words:
        assert here.document.words == there.document.words


def _all_taken_out(base: Document, one: Document, other: Document, key: str) -> bool:
    before, mine, theirs = (words_of(doc, key) for doc in (base, one, other))
    return not (before & mine & theirs or mine - before or theirs - before)


@many
@given(threes())
def test_merging_once_more_changes_nothing(three: tuple[Document, Document, Document]) -> None:
    base, ours, published = three
    once = merge(base, ours, published)
    merged = once.document
    for before, mine in ((published, published), (published, merged), (base, merged), (ours, merged), (ours, ours)):
        again = merge(before, mine, merged)
        assert again.document.encode() == merged.encode()
        assert (again.aside, again.body_aside) == ({}, "")
    if not once.body_aside:  # else a line that we moved went where it was, and found no place where we had put it
        assert merge(base, ours, merged).document.encode() == merged.encode()


@many
@given(threes())
def test_what_one_side_alone_changed_is_taken_as_it_is(three: tuple[Document, Document, Document]) -> None:
    base, changed, _other = three
    assert merge(base, changed, base) == Merged(changed), "with its comments, quotes and line ends"
    assert merge(base, base, changed) == Merged(changed)
    assert merge(base, changed, changed) == Merged(changed)


@many
@given(threes())
def test_lines_that_nobody_else_changed_stay_to_the_byte(three: tuple[Document, Document, Document]) -> None:
    base, ours, published = three
    merged = merge(base, ours, published).document
    if published.encode() == base.encode():
        return
    there = [part for key, part in _parts(published) if merged.fields.get(key) == published.fields[key]]
    now = [part for key, part in _parts(merged) if merged.fields[key] == published.fields.get(key)]
    assert there == now
    assert merged.before == published.before
    if merged.words == published.words:
        assert merged.body == published.body
    before, after = (one.body.split("\n") for one in (published, merged))
    for one in before[:-1]:
        if before.count(one) == 1 and one.strip() and _bare(after).count(one.rstrip("\r")) == 1:
            place = _bare(after).index(one.rstrip("\r"))
            assert after[place] == one or place >= len(after) - 2, "but for white space at the end of the text"


def _bare(lines: list[str]) -> list[str]:
    return [one.rstrip("\r") for one in lines]


def _parts(document: Document) -> list[tuple[str, str]]:
    """Each key with all that is written for it: its lines, without the comments above the next."""
    starts = [entry.key_start for entry in document.entries]
    ends = [document.head.find("\n", entry.value_end) for entry in document.entries]
    spans = zip(document.entries, starts, ends, strict=True)
    return [(entry.key, document.head[start:end]) for entry, start, end in spans]


# What is easy to get wrong


def read(head: str, body: str = "") -> Document:
    return parse(f"---\n{head}---\n{body}".encode())


@pytest.mark.parametrize("empty", ["", "themes:\n", "themes: []\n", 'themes: ""\n'])
@pytest.mark.parametrize("other", ["", "themes:\n", "themes: []\n"])
def test_what_both_emptied_is_empty(empty: str, other: str) -> None:
    merged = merge(read("themes: [clay]\n"), read(empty), read(other))
    assert merged.document == read(other)
    assert not merged.aside


@pytest.mark.parametrize("empty", ["", "because:\n", "because: []\n"])
def test_one_word_that_both_wrote_where_nothing_was_does_not_become_a_list(empty: str) -> None:
    merged = merge(read(empty), read("because: ours\n"), read("because: theirs\n"))
    assert merged == Merged(read("because: theirs\n"), {"because": "ours"})
    assert merge(read("because: x\n"), read(empty), read("because: y\n")) == Merged(read("because: y\n"))
    kept = merge(read("because: x\n"), read("because: y\n"), read(empty))
    assert (kept.document, kept.aside) == (read(empty), {"because": "y"})


def test_a_list_that_one_emptied_and_another_put_in_order_is_empty() -> None:
    merged = merge(read("themes: [a, b]\n"), read(""), read("themes: [b, a]\n"))
    assert merged == Merged(read(""))
    merged = merge(read("themes: [a, b]\n"), read("themes: [c]\n"), read("themes: [b, a]\n"))
    assert merged.document.fields == {"themes": ["c"]}


def test_one_takes_a_word_out_of_a_list_that_another_put_in_order() -> None:
    base, less, turned = read("themes: [a, b, c]\n"), read("themes: [a, c]\n"), read("themes: [c, b, a]\n")
    assert merge(base, less, turned).document.fields == {"themes": ["c", "a"]}
    assert merge(base, turned, less).document.fields == {"themes": ["a", "c"]}


def test_single_words_where_a_list_belongs_come_together_as_a_list() -> None:
    merged = merge(read("themes: a\n"), read("themes: b\n"), read("themes: c\n"))
    assert merged == Merged(read("themes: [c, b]\n"))


def test_a_word_written_without_brackets_stays_so_where_nothing_is_added() -> None:
    published = read("themes: b\n")
    assert merge(read("themes: [a, b]\n"), read("themes: [b]\n"), published) == Merged(published)


def test_a_list_where_one_word_belongs_is_kept_beside_it() -> None:
    merged = merge(read("title: x\n"), read("title: [a, b]\n"), read("title: y\n"))
    assert merged == Merged(read("title: y\n"), {"title": ["a", "b"]})


def test_what_a_list_has_twice_is_added_once() -> None:
    merged = merge(read("themes: [a]\n"), read("themes: [a, b, b]\n"), read("themes: [a, c]\n"))
    assert merged.document.fields["themes"] == ["a", "c", "b"]


def test_the_same_insertion_on_both_sides_stands_once() -> None:
    assert merge_text("a\nc", "a\nb\nc", "a\nb\nc\nd") == ("a\nb\nc\nd", False)


def test_lines_of_ours_that_clash_with_nothing_stand_beside_published_ones_that_do() -> None:
    base, ours = read("", "a\nb\nc\nd\ne\n"), read("", "a\nmine\nc\nd\nnew\ne\n")
    merged = merge(base, ours, read("", "a\ntheirs\nc\nd\ne\n"))
    assert merged.document.words == "a\ntheirs\nc\nd\nnew\ne"
    assert merged.body_aside == "a\nmine\nc\nd\nnew\ne"


def test_texts_that_only_together_look_like_a_conflict_are_not_put_together() -> None:
    base = read("title: x\n", "a\n\nb\n\nc\n")
    ours = read("title: y\n", "<<<<<<< a\n=======\n\nb\n\nc\n")
    published = read("title: x\n", "a\n\nb\n\nc\n>>>>>>> d\n")
    merged = merge(base, ours, published)
    assert (merged.document.words, merged.document.fields["title"]) == (published.words, "y")
    assert merged.body_aside == ours.words


def test_lists_too_long_together_give_way_whole() -> None:
    base = read("themes: [a]\n")
    ours, published = (read(f"themes: [{', '.join(f'{side}{n}' for n in range(1500))}]\n") for side in "xy")
    merged = merge(base, ours, published)
    assert merged == Merged(published, {}, ours.encode().decode())


def test_texts_too_long_together_give_way_whole() -> None:
    long = "word " * (LARGEST_FILE // 8)
    base, ours, published = read("", "a\nb\nc\n"), read("", f"{long}\nb\nc\n"), read("", f"a\nb\n{long}\n")
    merged = merge(base, ours, published)
    assert (merged.document, merged.body_aside) == (published, ours.words)


def test_texts_that_would_take_minutes_to_compare_give_way_whole() -> None:
    lines = [str(number * number % 1009) for number in range(100_000)]
    ours, published = ("\n".join([f"{side}", *lines[1:-1], f"{side}"]) for side in ("ours", "theirs"))
    shuffled = "\n".join(sorted(lines))
    assert merge_text("\n".join(lines), f"{shuffled}\n{ours}", f"{published}\n{shuffled}") == (
        f"{published}\n{shuffled}",
        True,
    )


def test_the_quick_ends_of_a_long_text_do_not_count() -> None:
    lines = [str(number % 100) for number in range(200_000)]
    texts = []
    for here, there in (("10", "20"), ("ours", "20"), ("10", "theirs"), ("ours", "theirs")):
        texts.append("\n".join([*lines[:10], here, *lines[11:20], there, *lines[21:]]))
    base, ours, published, both = texts
    assert merge_text(base, ours, published) == (both, False)


# Other wording

KEPT_KEYS = st.sampled_from(["title", "state", "because", "themes", "name", "emails", "stance", "odd key: #"]) | (
    st.sampled_from(["by", "at", "on", "kind", "id", "of", "noted_by", "kept_", "kept_by", "kept_kept_by", "kept_odd"])
)
KEPT = st.dictionaries(
    KEPT_KEYS, WORDS | st.text(max_size=9).map(storable).filter(bool) | st.lists(WORDS, min_size=1, max_size=3)
)
PATHS = st.sampled_from(
    [
        "ideas/2026-11/cup-9d2m4x7t0e/idea.md",
        "ideas/2026-11/cup-9d2m4x7t0e/20261121T131500Z-addition-4h8s1v6w3z.md",
        "projects/milk-k7f3q2ab1c/project.md",
        "projects/milk-k7f3q2ab1c/2026-11/20261121T130311Z-question-x81ma2b4c9.md",
        "people/ana.md",
        "commons/2026-11/20261121T140000Z-agreement-7n2c5r8d1k.md",
        "workspace.md",
        "",
    ]
)
OWN = {key.name for key in schema.contribution_keys("wording")}


@settings(max_examples=200)
@given(PATHS, KEPT, st.text(max_size=40).map(storable))
@example("", {"by": ["ana"], "kept_by": ["mavi"]}, "")
def test_a_wording_of_whatever_is_kept_can_be_read_and_gives_it_back(
    path: str, aside: dict[str, Value], body: str
) -> None:
    signature: dict[str, Value] = {"by": ["mavi"], "at": "2026-11-21T14:03:11+01:00", "of": "0" * 40}
    home, fields = wording_document(
        path, "9d2m4x7t0e", "xd3d2e3n8e", datetime(2026, 11, 21, tzinfo=UTC), signature, aside
    )
    found = parse(document(fields, body))
    assert to_item(home, found).title is not None
    assert type_at(home) == "contribution"
    assert {original_name(key): value for key, value in found.fields.items() if key not in OWN} == aside
    assert all(found.fields[key] == value for key, value in signature.items())


@settings(max_examples=200)
@given(threes())
def test_taking_over_what_was_kept_gives_what_we_had(three: tuple[Document, Document, Document]) -> None:
    base, ours, published = three
    merged = merge(base, ours, published)
    at = datetime(2026, 11, 21, tzinfo=UTC)
    signature: dict[str, Value] = {"by": ["mavi"], "at": "2026-11-21T14:03:11+01:00"}
    _home, fields = wording_document("people/ana.md", "", "xd3d2e3n8e", at, signature, merged.aside)
    found = parse(document(fields, storable(merged.body_aside)))
    values = {original_name(key): value for key, value in found.fields.items() if key not in OWN}
    taken = edited(merged.document, values, found.words or None)
    assert all(taken.fields[key] == ours.fields[key] for key in merged.aside)
    if merged.body_aside:
        assert taken.words == storable(ours.words).strip("\n").rstrip()
    assert not merge(merged.document, taken, merged.document).aside


def test_no_key_holds_a_list_here_and_one_word_there() -> None:
    shapes: dict[str, set[bool]] = {}
    for type_, kind in [("person", ""), ("project", ""), ("idea", ""), *(("contribution", k) for k in schema.KINDS)]:
        for key in schema.keys_of(type_, kind):
            shapes.setdefault(key.name, set()).add(key.shape.several)
    assert all(len(several) == 1 for several in shapes.values()), "the merge goes by the name alone"
