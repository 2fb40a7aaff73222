"""A page is cut where it is very long; what it shows, with what its sentence names, is everything."""

import re

import pytest

from cocreate.model.collection import Collection
from cocreate.pages import conversation as talk
from cocreate.pages import cutting, lineage, page_of
from cocreate.pages.parts import Body, Branch, Empty, Fact, Page, Parts, Row, plain
from tests.conftest import NOON, collected


@pytest.fixture
def sample(teambase: str) -> Collection:
    return collected(teambase)


def _left(parts: Parts) -> int:
    """How many the sentences of a page say are left out."""
    told = [part.words for part in parts if isinstance(part, Empty) and part.hint and part.hint.what.startswith("all")]
    return sum(int(number) for words in told for number in re.findall(r"\d+", words))


def _said(parts: Parts, collection: Collection) -> set[str]:
    return {part.ref for part in parts if isinstance(part, Row) and part.ref in collection.contributions}


def test_no_page_of_the_sample_is_cut(sample: Collection) -> None:
    for item in sample.items():
        whole = page_of.page_of(sample, item, NOON, whole=True)
        assert page_of.page_of(sample, item, NOON) == whole


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8])
def test_what_is_said_and_what_is_left_out_is_the_whole_thread(
    sample: Collection, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk, "MOST_SAID", most)
    for root in [*sample.ideas, *sample.projects]:
        thread = sample.thread(root)
        parts = talk.conversation(sample, thread, NOON, root)
        assert len(_said(parts, sample)) + _left(parts) == len(thread)
        assert len(_said(parts, sample)) <= most + 1  # what the first of them stands under is shown as well
        assert _left(talk.conversation(sample, thread, NOON, root, whole=True)) == 0


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_a_lineage_keeps_what_is_nearest_and_counts_the_rest(
    sample: Collection, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lineage, "MOST_OF_LINEAGE", most)
    for name in ["", *sample.projects, *sample.ideas]:
        whole = {one.ref for one in lineage.lineage_page(sample, name, whole=True) if isinstance(one, Branch)}
        parts = lineage.lineage_page(sample, name)
        shown = {one.ref for one in parts if isinstance(one, Branch) and one.ref}
        assert len(shown) + _left(parts) == len(whole - {""})
        assert not whole or not name or name in shown


@pytest.mark.parametrize("text", ["a\n" * 9_000, "x" * 300_000, "漢字 " * 90_000, "short", "a\n" * 4_000])
def test_a_text_and_the_letters_left_out_are_all_its_letters(text: str) -> None:
    page = cutting.shortened(Page([], [], [Body(text, "k"), Body(text, "k")]), "k")
    bodies = [part.text for part in page.rest if isinstance(part, Body)]
    assert sum(map(len, bodies)) + _left(page.rest) == 2 * len(text)
    assert all(text.startswith(body) for body in bodies)
    assert sum(body.count("\n") for body in bodies) <= cutting.MOST_LINES
    assert sum(map(len, bodies)) <= cutting.MOST_CHARACTERS
    assert cutting.shortened(page, "k").rest[0] == page.rest[0]


def test_a_fact_names_so_many_and_counts_the_others() -> None:
    fact = Fact("Grew into", *((((), str(number))) for number in range(1_000)))
    page = cutting.shortened(Page([], [fact], []), "k")
    (cut,) = page.around
    assert isinstance(cut, Fact)
    assert len(cut.lines) == cutting.MOST_BESIDE + 1
    assert plain(cut.lines[-1][0]) == f"and {1_000 - cutting.MOST_BESIDE} more"
    assert cutting.shortened(page, "k") == page
