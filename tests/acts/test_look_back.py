"""Looking back: each writes alone, it is shown together, and no word is anybody else's, lost, or seen before."""

import os
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.acts import look_back as acts
from cocreate.acts.contribute import contribute
from cocreate.acts.hear import make_of
from cocreate.acts.look_back import look_back, release, show_together
from cocreate.acts.projects import start_project
from cocreate.acts.promise import keep
from cocreate.acts.undo import last_done, take_back
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused
from cocreate.model.hearing import came_of
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Person, Project
from cocreate.model.looking_back import carried_in, open_on, still_to_write
from cocreate.model.schema import ASKED
from cocreate.model.threads import arranged
from cocreate.model.turning import told_turn, turned
from cocreate.model.waiting import LOOKBACK, everything_waiting
from cocreate.pages.page_of import page_of
from cocreate.pages.parts import Row, plain
from cocreate.workspace import unshown
from tests.conftest import NOON, all_files, collected, make_voice

SCHOOL = "mba0rszf7e"


def project(root: str) -> Project:
    return start_project(root, make_voice("mavi"), "Evenings", "We meet.", people=["mavi", "erkan"])


def writes(root: str, person: str, on: str, **answers: str) -> Contribution:
    said = {asked.replace("_", "-"): words for asked, words in answers.items()}
    return look_back(root, make_voice(person), collected(root), on, said)


def shows(root: str, person: str, on: str) -> None:
    show_together(root, make_voice(person), collected(root), on)


def said_in(root: str, lookback: Contribution) -> list[tuple[str, str, str]]:
    """Who said what to which question, as the page has it."""
    here = collected(root)
    under = [one for one, depth in arranged(here, here.thread(here.root_of(lookback))) if depth]
    return [(one.text("asked"), ",".join(one.by), one.body) for one in under if one.on == lookback.id]


def undone(root: str, person: str) -> str:
    did = last_done(root, [person], collected(root))
    take_back(root, make_voice(person), collected(root), did)
    return did.words


def shared_words(root: str) -> bytes:
    """All that git would carry."""
    return b"\n".join(all_files(root).values())


def test_what_each_writes_is_seen_by_nobody_until_it_is_shown_and_then_it_is_theirs(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.", now_what="Move it to Friday.")
    again = writes(workspace, "erkan", on.id, what="It rained.", so_what="Rain matters.")
    assert (again.id, again.listed("written"), again.state) == (begun.id, ("mavi", "erkan"), "open")
    for word in (b"Nobody came", b"Friday", b"rained", b"matters"):
        assert word not in shared_words(workspace)
    assert said_in(workspace, begun) == []
    shows(workspace, "ana", on.id)
    assert said_in(workspace, begun) == [
        ("what", "mavi", "Nobody came."),
        ("what", "erkan", "It rained."),
        ("so-what", "erkan", "Rain matters."),
        ("now-what", "mavi", "Move it to Friday."),
    ]
    now = collected(workspace).contributions[begun.id]
    assert (now.state, now.listed("state_by"), turned(now)) == ("shown", ("ana",), "shown")
    assert told_turn(collected(workspace), now, "shown") == "What was written looking back on Evenings is shown"
    assert not unshown.there_is_some(workspace)


def test_what_one_wrote_can_be_gone_on_with_and_a_question_left_out_stays_as_it_was(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.", so_what="A pity.")
    writes(workspace, "mavi", on.id, what="One came.")
    writes(workspace, "mavi", begun.id, so_what="", now_what="Again.")
    shows(workspace, "mavi", begun.id)
    assert said_in(workspace, begun) == [("what", "mavi", "One came."), ("now-what", "mavi", "Again.")]


def test_whoever_writes_once_it_is_shown_says_it_at_once(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")
    shows(workspace, "mavi", begun.id)
    late = writes(workspace, "erkan", begun.id, what="It rained.")
    assert late.listed("written") == ("mavi", "erkan")
    writes(workspace, "mavi", begun.id, what="Nobody came.", so_what="A pity.")  # shown while she went on
    told = [("what", "mavi", "Nobody came."), ("what", "erkan", "It rained."), ("so-what", "mavi", "A pity.")]
    assert said_in(workspace, begun) == told
    another = writes(workspace, "mavi", on.id, what="They came.")
    assert another.id != begun.id


def test_several_at_one_keyboard_write_one_after_the_other(workspace: str) -> None:
    on = project(workspace)
    with pytest.raises(Refused, match="each writes alone"):
        look_back(workspace, make_voice("mavi", "erkan"), collected(workspace), on.id, {"what": "We two."})
    assert open_on(collected(workspace), on.id) is None
    typed = make_voice("mavi", noted_by="erkan")
    begun = look_back(workspace, typed, collected(workspace), on.id, {"what": "Nobody came."})
    shows(workspace, "erkan", begun.id)
    (given_,) = collected(workspace).replies(begun.id)
    assert (given_.by, given_.noted_by) == (("mavi",), "erkan")


def test_nothing_is_nothing_and_only_projects_and_the_commons_are_looked_back_on(teambase: str) -> None:
    with pytest.raises(Refused, match="nothing in it yet"):
        writes(teambase, "mavi", SCHOOL, what=" \n ")
    with pytest.raises(Refused, match="for a project, or the commons"):
        writes(teambase, "mavi", "8tp8qnsvq5", what="Cups.")
    with pytest.raises(Refused, match="Nobody is looking back"):
        shows(teambase, "mavi", COMMONS)
    here = writes(teambase, "mavi", COMMONS, what="A good year.")
    assert here.path.startswith("commons/")
    shows(teambase, "mavi", COMMONS)
    with pytest.raises(Refused, match="shown already"):
        shows(teambase, "mavi", here.id)


def test_it_waits_for_those_in_the_project_and_then_for_anybody_to_show_it(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")

    def waits() -> list[tuple[str, ...]]:
        every = everything_waiting(collected(workspace), NOON.date())
        return [wait.whom for wait in every if wait.waits == LOOKBACK and wait.item.id == begun.id]

    assert waits() == [("erkan",)]
    assert still_to_write(collected(workspace), begun) == ("erkan",)
    writes(workspace, "erkan", on.id, what="It rained.")
    assert waits() == [()]
    shows(workspace, "mavi", on.id)
    assert waits() == []


def test_open_promises_are_carried_in_as_they_are_now_and_a_now_what_becomes_one(teambase: str) -> None:
    here = collected(teambase)
    begun = writes(teambase, "mavi", SCHOOL, now_what="Somebody asks the dairy. We meet on Friday.")
    promised = contribute(teambase, make_voice("ana"), here, "8tp8qnsvq5", "promise", "Six hooks.", {})
    here = collected(teambase)
    mine = [one for one in here.contributions.values() if one.kind == "promise" and one.state in {"open", ""}]
    inside = {SCHOOL, *(idea.id for idea in here.ideas_in(SCHOOL))}
    expected = {one.id for one in mine if here.root_of(one) in inside}
    assert {one.id for one in carried_in(here, here.contributions[begun.id])} == expected
    assert (promised.id in expected) == ("8tp8qnsvq5" in inside)
    with pytest.raises(Refused, match="This takes: encounter"):
        make_of(teambase, make_voice("ana"), here, here.contributions[begun.id], "promise", "I ask.")
    shows(teambase, "mavi", begun.id)
    (answer,) = collected(teambase).replies(begun.id)
    made = make_of(teambase, make_voice("ana"), collected(teambase), answer, "promise", "I ask.", until="2026-12-01")
    now = collected(teambase)
    assert came_of(now, answer) == [now.contributions[made.id]]
    assert made.id in {one.id for one in carried_in(now, begun)}
    assert "I ask." in repr(page_of(now, now.contributions[begun.id], NOON).around)
    keep(teambase, make_voice("ana"), now.contributions[made.id])
    assert made.id not in {one.id for one in carried_in(collected(teambase), begun)}


# Undo


def test_undo_takes_back_that_one_has_written_and_the_words_stay_with_whoever_wrote_them(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")
    writes(workspace, "erkan", on.id, what="It rained.")
    assert "who has written" in undone(workspace, "mavi")
    now = collected(workspace).contributions[begun.id]
    assert now.listed("written") == ("erkan",)
    shows(workspace, "erkan", begun.id)
    assert said_in(workspace, begun) == [("what", "erkan", "It rained.")]
    assert [one.words for one in acts.written_before(workspace, collected(workspace), begun.id, "mavi")] == [
        "Nobody came."
    ]
    writes(workspace, "mavi", begun.id, what="Nobody came.")
    assert ("what", "mavi", "Nobody came.") in said_in(workspace, begun)


def test_undo_takes_the_beginning_back_where_nobody_else_wrote_and_the_words_begin_the_next(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")
    undone(workspace, "mavi")
    undone(workspace, "mavi")
    assert begun.id not in collected(workspace).contributions
    another = writes(workspace, "mavi", on.id, so_what="A pity.")
    assert another.id != begun.id
    shows(workspace, "mavi", on.id)
    assert said_in(workspace, another) == [("what", "mavi", "Nobody came."), ("so-what", "mavi", "A pity.")]


def test_undo_of_showing_opens_it_again_and_what_was_seen_stays(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")
    shows(workspace, "mavi", begun.id)
    assert undone(workspace, "mavi").endswith(" is shown")
    page = page_of(collected(workspace), collected(workspace).contributions[begun.id], NOON).parts()
    assert any("It was shown once" in plain(part.left) for part in page if isinstance(part, Row))
    assert collected(workspace).contributions[begun.id].state == "open"
    assert said_in(workspace, begun) == [("what", "mavi", "Nobody came.")]
    writes(workspace, "erkan", on.id, what="It rained.")
    assert len(said_in(workspace, begun)) == 1
    shows(workspace, "erkan", begun.id)
    assert len(said_in(workspace, begun)) == 2


def test_whoever_wrote_can_take_it_all_back_once_it_is_shown(workspace: str) -> None:
    on = project(workspace)
    begun = writes(workspace, "erkan", on.id, what="It rained.", so_what="Rain matters.")
    shows(workspace, "mavi", begun.id)
    assert "and one more" in undone(workspace, "erkan")
    assert said_in(workspace, begun) == []
    assert collected(workspace).contributions[begun.id].listed("written") == ()


# Crashes


class Killed(BaseException):
    """Ends an act in the middle, as a kill does."""


@pytest.mark.parametrize("after", range(4))
def test_a_crash_while_showing_loses_nothing_and_says_nothing_twice(
    workspace: str, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.", so_what="A pity.")
    writes(workspace, "erkan", on.id, what="It rained.", now_what="Umbrellas.")
    left = [after]

    def dies(root: str, one: unshown.Unshown) -> None:
        if not left[0]:
            raise Killed
        left[0] -= 1
        os.unlink(f"{root}/{one.kept_at}")

    monkeypatch.setattr(unshown, "drop", dies)
    with pytest.raises(Killed):
        shows(workspace, "ana", begun.id)
    monkeypatch.undo()
    assert release(workspace)
    assert len(said_in(workspace, begun)) == 4
    assert not unshown.there_is_some(workspace)


def test_a_crash_between_keeping_the_words_and_saying_so_keeps_the_words(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = project(workspace)

    def dies(*_given: object, **_more: object) -> None:
        raise Killed

    monkeypatch.setattr(acts, "edit_list", dies)
    with pytest.raises(Killed):
        writes(workspace, "mavi", on.id, what="Nobody came.")
    begun = open_on(collected(workspace), on.id)
    assert begun is not None
    assert not begun.listed("written")
    (kept,) = acts.written_before(workspace, collected(workspace), on.id, "mavi")
    assert kept.words == "Nobody came."


def test_what_lies_among_what_waits_and_is_none_of_it_is_left_alone(workspace: str, tmp_path: Path) -> None:
    on = project(workspace)
    begun = writes(workspace, "mavi", on.id, what="Nobody came.")
    folder = Path(workspace, unshown.FOLDER)
    (kept,) = folder.iterdir()
    for name in ("README", "x~y~z.md", f"{begun.id}~erkan~what.md", f"{begun.id}~mavi~so-what.md"):
        (folder / name).write_bytes(kept.read_bytes())
    (folder / f"{begun.id}~ana~what.md").symlink_to(tmp_path / "elsewhere")
    shows(workspace, "mavi", begun.id)
    assert said_in(workspace, begun) == [("what", "mavi", "Nobody came.")]
    assert len(list(folder.iterdir())) == 5


# In order

ANSWERS = st.lists(
    st.tuples(st.sampled_from(["mavi", "erkan", "ana"]), st.sampled_from(["", "other", *ASKED]), st.integers(0, 59)),
    max_size=8,
)


def _answer(number: int, by: str, asked: str, minute: int, on: str = "lookback00") -> Contribution:
    fields: Mapping[str, str | list[str]] = {
        "id": f"a{number:09}",
        "kind": "lookback",
        "on": on,
        "by": [by],
        "at": f"2026-11-21T14:{minute:02}:00+01:00",
        "asked": asked,
    }
    return Contribution(f"commons/2026-11/a{number:09}.md", {k: v for k, v in fields.items() if v}, "Words.")


@given(ANSWERS)
def test_whatever_is_answered_stands_by_question_each_once_and_in_the_order_of_a_thread(
    answers: list[tuple[str, str, int]],
) -> None:
    at = "2026-11-21T14:00:00+01:00"
    fields = {"id": "lookback00", "kind": "lookback", "on": COMMONS, "by": ["mavi"], "at": at, "state": "shown"}
    lookback = Contribution("commons/2026-11/lookback00.md", fields, "A year")
    given_ = [_answer(number, *one) for number, one in enumerate(answers)]
    here = Collection("Teambase", [lookback, *given_, Person("people/mavi.md", {"name": "Mavi"})])
    told = [one for one, _depth in arranged(here, here.thread(COMMONS))]
    assert told[0] == lookback
    assert sorted(one.id for one in told[1:]) == sorted(one.id for one in given_)
    places = [ASKED.index(one.text("asked")) if one.text("asked") in ASKED else len(ASKED) for one in told[1:]]
    assert places == sorted(places)
    for asked in ASKED:
        same = [(one.at, one.id) for one in told[1:] if one.text("asked") == asked]
        assert same == sorted(same)


@pytest.mark.parametrize("states", permutations(["open", "", "shown"]))
def test_however_looking_backs_lie_on_one_another_each_is_told_once(states: tuple[str, ...]) -> None:
    found = []
    above = COMMONS
    for number, state in enumerate(states):
        one = _answer(number, "mavi", "", number, on=above)
        found.append(Contribution(one.path, {**one.fields, **({"state": state} if state else {})}, "Words."))
        above = one.id
    here = Collection("Teambase", found)
    assert sorted(one.id for one, _depth in arranged(here, here.thread(COMMONS))) == [one.id for one in found]
