"""What is found without loading everything: the short way tells what the long way tells, or leaves it to that."""

from __future__ import annotations

import os
import shutil
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cocreate.cli import opening
from cocreate.cli.output import as_json
from cocreate.cli.output.painting import paint
from cocreate.model.catching_up import Seen, caught_up, seen_now
from cocreate.model.choosing import newest_first
from cocreate.model.credits import credits_for
from cocreate.model.errors import NotFound
from cocreate.model.items import Contribution, Idea, Person
from cocreate.model.lineage import lineage, tree
from cocreate.model.search import Finder
from cocreate.model.waiting import Wait, everything_waiting
from cocreate.pages.catch_up import catch_up_data
from cocreate.pages.credits import credits_page
from cocreate.pages.named import decisions
from cocreate.pages.page_of import page_of
from cocreate.workspace.index import around, sight, storage
from cocreate.workspace.index.index import Index
from cocreate.workspace.index.storage import AtomicStorage
from tests.conftest import NOON
from tests.workspace.index.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocreate.model.collection import Collection

FROM, SEEDS = int(os.environ.get("COCREATE_FROM", "0")), int(os.environ.get("COCREATE_SEEDS", "16"))
"""COCREATE_SEEDS=500 goes further than the suite does every day."""


pytestmark = pytest.mark.usefixtures("later")


def told(here: Collection, ref: str) -> object:
    """All that is shown of a thing, or why it is not."""
    try:
        item = here.find(ref)
    except NotFound as error:
        return error.message, error.hint
    thread = here.below(item) if isinstance(item, Contribution) else here.thread(item.id)
    return paint(here, page_of(here, item, NOON).parts(), 80), as_json.whole(item, thread)


def looked(root: Path) -> Collection:
    index = Index(str(root))
    index.refresh()
    return index.collection()


def saved(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    index.save()


@pytest.mark.parametrize("part", range(4))
def test_whatever_changed_since_the_last_save_the_short_way_tells_what_the_long_way_tells(
    tmp_path: Path, part: int
) -> None:
    asked = ["newest", "newest said", "found", "linked", "credited", "related", "nearby", "known"]
    short = dict.fromkeys([*asked, "held", "waiting", "news"], 0)
    for seed in range(FROM + part, FROM + SEEDS, 4):
        hand = Hand(tmp_path / str(seed), seed)
        for _edit in range(40):
            hand.chance.choice([hand.idea, hand.project, hand.say, hand.say])()
        for _round in range(4):
            saved(hand.root)
            for _edit in range(6):
                hand.anything()
            everything = looked(hand.root)
            for question, answer in told_shortly(hand, everything):
                short[question] += answer
    assert all(short.values()), short


def told_shortly(hand: Hand, everything: Collection) -> Iterator[tuple[str, bool]]:
    """Ask everything that can be asked the short way; each with whether it was answered."""
    root = str(hand.root)
    newest = opening.open_newest(root, 5)
    ideas = newest_first(everything.ideas.values())[:5]
    assert newest is None or newest_first(newest.ideas.values())[:5] == ideas
    yield "newest", newest is not None
    said = opening.open_newest_said(root, 5)
    assert said is None or newest_told(said) == newest_told(everything)
    yield "newest said", said is not None
    yield from found_shortly(root, everything)
    yield from gathered_shortly(root, everything)
    for name in hand.chance.sample(list(hand.files), 15):
        for ref in (name, name[:5], "milk"):
            around = opening.open_related(root, ref)
            assert around is None or told(around, ref) == told(everything, ref)
            yield "related", around is not None
        item = everything.get(name)
        near = opening.open_nearby(root, [name])
        assert near is None or near.get(name) == item
        assert near is None or near.root_of(near.find(name)) == everything.root_of(near.find(name))
        yield "nearby", near is not None
        known = opening.open_known(root, [name, "zzzzzzzzzz"])
        assert known is None or known.get(name) in {item, None}
        yield "known", known is not None and known.get(name) is not None
        linked = opening.open_linked(root, name)
        if linked and not isinstance(item, Contribution):
            drawn = lineage(linked[0], name)
            assert drawn == lineage(everything, name)
            assert tree(linked[0], drawn.nodes) == tree(everything, drawn.nodes)
        yield "linked", linked is not None
        credited = opening.open_credited(root, name)
        if credited:
            assert credits_for(credited[0], name) == credits_for(everything, name)
            assert credits_page(credited[0], name) == credits_page(everything, name)
        yield "credited", credited is not None


def gathered_shortly(root: str, everything: Collection) -> Iterator[tuple[str, bool]]:
    held = opening.open_held(root)
    if held:
        told_all = paint(everything, decisions.tell(everything, NOON, ()), 80)
        assert paint(held, decisions.tell(held, NOON, ()), 80) == told_all
    yield "held", held is not None
    for most, speakers in product((None, 3), ((), ("mavi",), ("ana", "erkan"))):
        waiting = opening.open_waiting(root, most, partial(among, speakers))
        if waiting:
            (mine, rest), (my_some, some) = (waits_told(each, speakers) for each in (everything, waiting))
            assert my_some == mine
            assert some[:most] == rest[:most]
            assert set(some) <= set(rest)
        yield "waiting", waiting is not None
    moment = NOON.replace(hour=14, minute=40)
    for states in (None, seen_now(everything, moment).states):
        some_states = {name: state for name, state in states.items() if name[-1] in "01abc"} if states else states
        since = Seen(moment, some_states)
        news = opening.open_news(root, [since], NOON)
        if news:
            assert dict(news[1].states or {}) == dict(seen_now(everything, NOON).states or {})
            for person in ("", "mavi", "ana"):
                told_all = catch_up_data(everything, caught_up(everything, person, since))
                assert catch_up_data(news[0], caught_up(news[0], person, since)) == told_all
        yield "news", news is not None


def among(speakers: tuple[str, ...], people: Collection) -> tuple[str, ...]:
    return tuple(person for person in speakers if person in people.people or person in people.known_people)


def newest_told(collection: Collection) -> list[tuple[str, str]]:
    """What was said last, and on what."""
    said = newest_first(collection.contributions.values())[:5]
    return [(given.path, collection.root_of(given)) for given in said]


def waits_told(collection: Collection, speakers: tuple[str, ...]) -> tuple[list[tuple[object, ...]], ...]:
    """What waits for one of `speakers`, and what waits for others."""
    waits = everything_waiting(collection, NOON.date(), speakers)
    return tuple(
        [wait_told(wait) for wait in waits if {*speakers}.isdisjoint(wait.whom) is others] for others in (False, True)
    )


def wait_told(wait: Wait) -> tuple[object, ...]:
    return wait.item.path, wait.waits, wait.of, wait.whom, wait.until


def found_shortly(root: str, everything: Collection) -> Iterator[tuple[str, bool]]:
    finder = Finder()
    finder.renew(everything)
    for words in (
        ["cups"],
        ["cusp"],
        ["yes"],
        ["milk"],
        ["mavi"],
        ["nobody"],
        ["erkan", "no"],
        ["bowls", "ana"],
        ["nothing"],
    ):
        for limit in (3, None):
            found = opening.open_found(root, words, limit)
            assert found is None or found[1] == finder.find(words)[:limit], words
            yield "found", found is not None


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    hand = Hand(tmp_path, 7)
    hand.idea("9d2m4x7t0e")
    hand.project("k7f3q2ab1c")
    for _more in range(20):
        hand.idea()
        hand.say()
    saved(tmp_path)
    return hand


def short(hand: Hand, ref: str) -> Collection | None:
    return opening.open_related(str(hand.root), ref)


def test_the_short_way_loads_neither_ideas_nor_what_was_said(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    real = AtomicStorage._load
    monkeypatch.setattr(AtomicStorage, "_load", lambda self, table: (loaded.append(table), real(self, table))[1])
    here = short(hand, "9d2m")
    assert here
    assert here.find("9d2m").id == "9d2m4x7t0e"
    assert opening.open_newest(str(hand.root), 3)
    assert opening.open_found(str(hand.root), ["cups"], 3)
    assert opening.open_linked(str(hand.root), "9d2m")
    assert opening.open_credited(str(hand.root), "k7f3q2ab1c")
    assert opening.open_nearby(str(hand.root), ["9d2m"])
    assert not {"idea", "contribution"} & set(loaded)


def test_an_idea_that_was_edited_to_grow_from_it_is_found_at_once(hand: Hand) -> None:
    name = next(name for name, path in hand.files.items() if path.endswith("idea.md") and name != "9d2m4x7t0e")
    grown = {"id": name, "title": "Grown", "state": "fresh", "woven_from": ["9d2m4x7t0e"], **hand.signed()}
    hand.put(hand.files[name], grown)
    here = short(hand, "9d2m4x7t0e")
    assert here
    assert name in here.children("9d2m4x7t0e")


def test_among_more_ideas_than_are_looked_at_one_that_was_edited_is_found_once_ideas_were_looked_at(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "MOST_LOOKED_AT", 3)
    name = next(name for name, path in hand.files.items() if path.endswith("idea.md") and name != "9d2m4x7t0e")
    grown = {"id": name, "title": "Grown", "state": "fresh", "woven_from": ["9d2m4x7t0e"], **hand.signed()}
    hand.put(hand.files[name], grown)
    drawn = opening.open_linked(str(hand.root), "9d2m4x7t0e")
    assert drawn
    assert name in drawn[0].children("9d2m4x7t0e")
    here = short(hand, "9d2m4x7t0e")
    assert here
    assert name in here.children("9d2m4x7t0e")


def test_an_idea_that_no_longer_grew_from_it_is_not_told_of_it(hand: Hand) -> None:
    name = next(name for name, path in hand.files.items() if path.endswith("idea.md") and name != "9d2m4x7t0e")
    fields = {"id": name, "title": "Grown", "state": "fresh", "woven_from": ["9d2m4x7t0e"], **hand.signed()}
    hand.put(hand.files[name], fields)
    saved(hand.root)
    here = short(hand, "9d2m4x7t0e")
    assert here
    assert name in here.children("9d2m4x7t0e")
    hand.put(hand.files[name], {**fields, "woven_from": []})
    here = short(hand, "9d2m4x7t0e")
    assert here
    assert name not in here.children("9d2m4x7t0e")


def test_an_idea_woven_since_is_found_in_the_folder_of_its_month(hand: Hand) -> None:
    woven = {"id": "zzzzzzzzzz", "title": "Woven", "state": "fresh", "woven_from": ["9d2m4x7t0e"], **hand.signed()}
    hand.put("ideas/2026-02/it-zzzzzzzzzz/idea.md", woven)
    here = short(hand, "9d2m4x7t0e")
    assert here
    assert "zzzzzzzzzz" in here.children("9d2m4x7t0e")


def test_a_contribution_put_into_another_folder_by_hand_and_saved_is_left_to_a_look_at_everything(
    hand: Hand,
) -> None:
    astray = {"id": "4h8s1v6w3z", "kind": "comment", "on": "9d2m4x7t0e", **hand.signed()}
    hand.put("commons/2026-11/x-4h8s1v6w3z.md", astray, "Here I am")
    for save in ("_save_tables", "save"):
        index = Index(str(hand.root))
        index.refresh()
        index.save()
        getattr(index._storage, save)()
        assert short(hand, "9d2m4x7t0e") is None
        assert opening.open_credited(str(hand.root), "9d2m4x7t0e") is None


@pytest.mark.parametrize("ref", ["zzzz", "", "~", "../x", "workspace"])
def test_what_it_does_not_know_it_leaves_to_a_look_at_everything(hand: Hand, ref: str) -> None:
    assert short(hand, ref) is None
    assert opening.open_nearby(str(hand.root), [ref]) is None
    assert opening.open_credited(str(hand.root), ref) is None


def test_a_person_is_left_to_a_look_at_everything_because_their_page_tells_of_all_they_gave(hand: Hand) -> None:
    assert short(hand, "mavi") is None
    near = opening.open_nearby(str(hand.root), ["mavi"])
    assert near
    assert isinstance(near.find("mavi"), Person)


@pytest.mark.parametrize(
    "name", ["idea.jsonl", "contribution.jsonl", "idea.glance", "contribution.glance", "folder.glance"]
)
@pytest.mark.parametrize("damage", [b"", b"\xff\0", None])
def test_a_damaged_index_is_left_to_a_look_at_everything(hand: Hand, name: str, damage: bytes | None) -> None:
    path = hand.root / f".cocreate/index/{name}"
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-40] + b"\n" if damage is None else damage)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    everything = looked(hand.root)
    around = short(hand, "9d2m4x7t0e")
    assert around is None or told(around, "9d2m4x7t0e") == told(everything, "9d2m4x7t0e")
    for question, _answer in told_shortly(hand, everything):
        assert question


def test_many_changes_are_left_to_a_look_at_everything(hand: Hand) -> None:
    for _new in range(300):
        hand.idea()
    assert short(hand, "9d2m4x7t0e") is None
    assert opening.open_newest(str(hand.root), 3) is None
    assert isinstance(looked(hand.root).find("9d2m4x7t0e"), Idea)


def test_folders_that_are_kept_beside_the_table_or_gone_are_looked_at_as_any_other(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "MOST_STALE", 4)
    for number in range(8):
        name = f"7777777{number:03}"
        idea = {"id": name, "title": "New", "state": "fresh", **hand.signed()}
        hand.put(f"ideas/2026-03/it-{name}/idea.md", idea)
        said = {"id": f"6666666{number:03}", "kind": "comment", "on": name, **hand.signed()}
        hand.put(f"ideas/2026-03/it-{name}/said-6666666{number:03}.md", said, "Yes")
    saved(hand.root)
    shutil.rmtree(hand.root / "ideas/2026-03/it-7777777003")
    saved(hand.root)
    newest = opening.open_newest_said(str(hand.root), 100)
    assert newest
    assert "6666666002" in newest.contributions
    assert "6666666003" not in newest.contributions
    found = opening.open_found(str(hand.root), ["yes"], None)
    assert found
    assert {item.id for item in found[1]} >= {"6666666000", "6666666007"}
    hand.put("ideas/2026-03/it-7777777005/said-6666666009.md", {**said, "id": "6666666009", "on": "7777777005"}, "Then")
    hand.put("ideas/2026-03/it-7777777003/idea.md", {**idea, "id": "7777777003"})
    hand.put("ideas/2026-03/it-7777777003/said-6666666003.md", {**said, "id": "6666666003", "on": "7777777003"}, "Back")
    newest = opening.open_newest_said(str(hand.root), 100)
    assert newest
    assert {"6666666009", "6666666003"} <= newest.contributions.keys()


def test_what_a_look_at_everything_leaves_beside_the_tables_is_never_too_much_for_a_short_one(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "MOST_RECENT", 0)
    monkeypatch.setattr(around, "MOST_BESIDE", 0)
    for _more in range(100):
        hand.idea()
    saved(hand.root)
    kept, emptied = hand.root / ".cocreate/index/recent.jsonl", 0
    for _more in range(12):
        hand.idea()
        saved(hand.root)
        emptied += b'"parts":{}' in kept.read_bytes()
        assert opening.open_newest_said(str(hand.root), 3)
        hand.idea()
        assert opening.open_found(str(hand.root), ["cups"], 3)
    assert emptied
