"""Rows that are known again once they are painted: as what is here and what it is called now have it."""

from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item, Person
from cocreate.pages.parts import QUIET, Row, Words
from cocreate.tui.blocks import Link, lines_of
from cocreate.tui.painting import painted

CUPS = "9d2m4x7t0e"


def of(*items: Item) -> Collection:
    return Collection("Teambase", items)


def person(name: str) -> Item:
    return Person("people/ana.md", {"name": name})


def idea(title: str) -> Item:
    return Idea(f"ideas/2026-11/i-{CUPS}/idea.md", {"id": CUPS, "title": title, "state": "fresh", "by": ["ana"]})


def test_the_same_row_is_the_same_block_for_whoever_reads_it() -> None:
    first, again = (
        painted(of(person("Ana Beltrán")), [Row((Words("Cups"),)), Row((Words("Ana Beltrán asks", QUIET),), ref=CUPS)])
        for _each in range(2)
    )
    assert first[1] is again[1]


def test_a_name_of_now_is_not_parted_where_it_was_before_it_was_a_name() -> None:
    row = Row((Words("Today Ana Beltrán asks"),))
    for called, wanted in (
        ("Ana", ["Today Ana", "Beltrán", "asks"]),
        ("Ana Beltrán", ["Today", "Ana Beltrán", "asks"]),
    ):
        (block,) = painted(of(person(called)), [row])
        assert [line.plain for line in lines_of(block, 11)] == wanted


def test_a_row_links_to_what_its_words_lead_to_as_it_is_called_now() -> None:
    row = Row((Words(f"As [[{CUPS}]]"),))
    for title in ("Cups to lend", "Bowls to lend"):
        (block,) = painted(of(idea(title)), [row])
        assert block.content.plain == f"As {title}"
        assert block.links == (Link(title, f"cocreate:{CUPS}"),)
    (block,) = painted(of(), [row])
    assert (block.content.plain, block.links) == (f"As [[{CUPS}]]", ())
