"""Who could help, by the words that cards and things have in common."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from cocreate.model import overlaps as overlapping
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.overlaps import BRINGS, CURIOUS, GAVE, asking, overlaps, stems
from tests.conftest import collected

AT = "2026-11-21T14:03:11+01:00"


def person(name: str, brings: list[str], curious: list[str]) -> Item:
    return Person(f"people/{name}.md", {"name": name.title(), "brings": brings, "curious": curious})  # type: ignore[dict-item]


def idea(name: str, by: str, title: str, *themes: str, body: str = "") -> Item:
    fields = {"id": name, "title": title, "state": "fresh", "themes": list(themes), "by": [by], "at": AT}
    return Idea(f"ideas/2026-11/x-{name}/idea.md", fields, body)  # type: ignore[arg-type]


def found(item: Item, *others: Item, of_ideas: bool = True) -> list[tuple[str, str, tuple[str, ...]]]:
    collection = Collection("Teambase", [item, *others])
    return [(one.person, one.how, one.themes) for one in overlaps(collection, item, of_ideas=of_ideas)]


TOMEK = person("tomek", ["a cargo bike with a coffee cart"], ["letters on paper"])
HILDE = person("hilde", ["Holz, altes und neues"], ["Bienen"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("kiln", "Kilns"), ("glaze", "glazes"), ("berry", "berries"), ("box", "boxes"), ("letter", "letters")],
        *[("evening", "evenings"), ("bread", "breads"), ("Biene", "Bienen"), ("Glasur", "Glasuren")],
        *[
            ("Brett", "Bretter"),
            ("Tasse", "Tassen"),
            ("Möhre", "moehren"),
            ("Holz", "Hölzer"),
            ("coffee", "coffees"),
            ("wood", "wooden"),
        ],
    ],
)
def test_singular_and_plural_are_one_in_english_and_german(one: str, other: str) -> None:
    assert [stem for _word, stem in stems(one)] == [stem for _word, stem in stems(other)]


@pytest.mark.parametrize(("one", "other"), [("glass", "glaze"), ("bread", "brew"), ("ton", "tin"), ("wood", "word")])
def test_other_words_are_others(one: str, other: str) -> None:
    assert [stem for _word, stem in stems(one)] != [stem for _word, stem in stems(other)]


def test_small_words_and_numbers_say_nothing() -> None:
    assert list(stems("what is with the 2026 of them, und wie für die Leute?")) == []


def test_a_thing_finds_who_brings_its_themes_and_who_is_curious_about_them() -> None:
    thing = idea("a000000000", "mavi", "Postcards from the cart", "coffee", "letters")
    assert found(thing, TOMEK, HILDE) == [("tomek", BRINGS, ("coffee", "cart")), ("tomek", CURIOUS, ("letters",))]


def test_the_words_of_a_text_count_as_its_title_does_but_of_a_project_only_title_purpose_and_themes() -> None:
    asked = Contribution("x/y.md", {"id": "q000000000", "kind": "question", "by": ["mavi"], "at": AT}, "Who has Holz?")
    assert found(asked, HILDE) == [("hilde", BRINGS, ("holz",))]
    fields = {"id": "p000000000", "title": "Honey", "purpose": "Sweet.", "by": ["mavi"], "at": AT}
    project = Project("projects/x-p000000000/project.md", fields, "Bienen und coffee.")  # type: ignore[arg-type]
    assert found(project, TOMEK, HILDE) == []
    bees = Project("projects/x-p000000000/project.md", {**fields, "purpose": "A home for a Biene."})  # type: ignore[dict-item]
    assert found(bees, TOMEK, HILDE) == [("hilde", CURIOUS, ("biene",))]


def test_between_people_it_goes_both_ways_and_never_to_oneself() -> None:
    both = person("ada", ["bees", "paper"], ["coffee", "bees"])
    assert found(both, TOMEK, HILDE) == [("tomek", BRINGS, ("coffee",)), ("tomek", CURIOUS, ("paper",))]


def test_whoever_asks_does_not_help_themselves() -> None:
    assert found(idea("a000000000", "tomek", "A coffee cart"), TOMEK) == []


def test_where_no_card_brings_a_theme_whoever_gave_something_under_it_may_know() -> None:
    thing = idea("a000000000", "mavi", "A shelf", "wood", "coffee")
    boards = idea("b000000000", "hilde", "Boards", "wood", "coffee")
    assert found(thing, TOMEK, HILDE, boards) == [("hilde", GAVE, ("wood",)), ("tomek", BRINGS, ("coffee",))]
    assert found(thing, TOMEK, HILDE, boards, of_ideas=False) == [("tomek", BRINGS, ("coffee",))]


def test_the_order_is_that_of_names_however_much_there_is_in_common() -> None:
    thing = idea("a000000000", "mavi", "Clay, glaze and kiln", "clay")
    little, much = person("ana", ["clay"], []), person("zoe", ["clay", "glaze", "kilns"], [])
    assert [who for who, _how, _words in found(thing, much, little)] == ["ana", "zoe"]


def test_in_the_sample_coffee_leads_to_the_cart_and_wood_to_the_joiner(teambase: str) -> None:
    sample = collected(teambase)
    school = overlaps(sample, sample.find("milk-foam-school"))
    cart = next(one for one in school if (one.person, one.how) == ("tomek", BRINGS))
    assert (cart.themes, cart.words) == (("coffee",), ("a cargo bike with a coffee cart",))
    tray = overlaps(sample, sample.find("zjh2"))
    assert ("hildegard-voss", BRINGS) in {(one.person, one.how) for one in tray if "wood" in one.themes}


def test_in_the_sample_wood_and_coffee_are_found_in_english_and_in_german(teambase: str) -> None:
    sample = collected(teambase)
    for person, how, *words in (
        ("hildegard-voss", BRINGS, "wood", "Holz"),
        ("hildegard-voss", GAVE, "wood", "Holz"),
        ("erkan", BRINGS, "coffee", "Kaffee"),
        ("mavi", GAVE, "coffee", "Kaffee"),
    ):
        for word in words:
            assert (person, how) in {(one.person, one.how) for one in overlaps(sample, asking(word))}, word


def test_ones_own_card_does_not_hide_who_else_gave_something_under_the_theme() -> None:
    thing = idea("a000000000", "hilde", "A shelf", "Holz")
    boards = idea("b000000000", "ana", "Boards", "Holz")
    assert found(thing, HILDE, boards) == [("ana", GAVE, ("holz",))]


def test_who_asks_meanwhile_in_another_thread_finds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    thing, brings = idea("a000000000", "mavi", "Postcards from the cart", "coffee"), overlapping.stems
    collection = Collection("Teambase", [thing, TOMEK, HILDE])
    meanwhile: list[list[str]] = []

    def interrupted(text: str) -> Iterator[tuple[str, str]]:
        if not meanwhile:
            meanwhile.append([])
            with ThreadPoolExecutor() as others:
                meanwhile[0] += [one.person for one in others.submit(overlaps, collection, thing).result()]
        return brings(text)

    monkeypatch.setattr(overlapping, "stems", interrupted)
    assert [one.person for one in overlaps(collection, thing)] == ["tomek"]
    assert meanwhile == [["tomek"]]
