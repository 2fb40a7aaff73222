"""Unsent words: whose they are, where they come back, and that none is lost or overwritten."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.sittings.drafts import Draft, Drafts
from cocreate.sittings.speaking import Speaking
from cocreate.workspace.local import give_copy

MAVI, ERKAN, BOTH = Speaking(["mavi"]), Speaking(["erkan"]), Speaking(["mavi", "erkan"])
PLACE = "say-comment-0123456789"


class Program:
    """A process that stands for another running cocreate."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(["sleep", "1000"], stdin=subprocess.DEVNULL)
        self.number = self._process.pid

    def crash(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def other() -> Iterator[Program]:
    program = Program()
    yield program
    program.crash()


def kept(root: str) -> list[Path]:
    return sorted(Path(root, ".cocreate", "drafts").iterdir())


def words(found: Draft | None) -> str:
    return found.words if found else ""


def by(speaking: Speaking, said: str, place: str = PLACE) -> Draft:
    return Draft(place, said, speaking.by, speaking.noted_by)


def test_unsent_words_come_back_where_one_of_those_speaks_who_did_when_they_were_typed(workspace: str) -> None:
    drafts = Drafts(workspace, "named-a", BOTH)
    assert drafts.keep(by(BOTH, "A bell"))
    for speaking in (BOTH, MAVI, ERKAN, Speaking(["erkan", "ana"])):
        drafts.speaking = speaking
        found = drafts.find(PLACE)
        assert found
        assert (found.words, found.by) == ("A bell", ("mavi", "erkan"))
        assert found.speaking == BOTH
        assert drafts.places() == [PLACE]
    for speaking in (Speaking(["ana"]), Speaking(["ana"], "mavi"), None):
        drafts.speaking = speaking
        assert (drafts.find(PLACE), drafts.take(PLACE), drafts.places(), drafts.of_nobody()) == (None, None, [], [])


def test_words_typed_for_another_are_that_persons(workspace: str) -> None:
    drafts = Drafts(workspace, "named-a", Speaking(["erkan"], "mavi"))
    drafts.keep(Draft(PLACE, "Die mit dem Henkel", ("erkan",), "mavi"))
    drafts.speaking = MAVI
    assert drafts.find(PLACE) is None
    drafts.speaking = ERKAN
    found = drafts.find(PLACE)
    assert found
    assert found.speaking == Speaking(["erkan"], "mavi")


def test_what_is_typed_while_somebody_else_speaks_stays_whose_it_was(workspace: str) -> None:
    drafts = Drafts(workspace, "named-a", MAVI)
    draft = by(MAVI, "A bell")
    drafts.keep(draft)
    drafts.speaking = ERKAN  # the window stays open
    drafts.keep(replace(draft, words="A bell at the door"))
    drafts.keep(by(ERKAN, "A shelf"))
    assert words(drafts.find(PLACE)) == "A shelf"
    drafts.speaking = MAVI
    assert words(drafts.find(PLACE)) == "A bell at the door"
    assert len(kept(workspace)) == 2


def test_what_nobody_said_comes_back_to_nobody_at_that_sitting_and_is_given_only_on_purpose(workspace: str) -> None:
    first, elsewhere = Drafts(workspace, "named-a"), Drafts(workspace, "named-b")
    first.keep(Draft(PLACE, "Whose"))
    first.close()
    again = Drafts(workspace, "named-a")
    assert words(again.find(PLACE)) == "Whose"
    assert (elsewhere.find(PLACE), elsewhere.of_nobody()) == (None, [])
    again.speaking = elsewhere.speaking = MAVI
    assert (again.find(PLACE), again.places(), elsewhere.of_nobody()) == (None, [], [])
    [draft] = again.of_nobody()
    assert draft.words == "Whose"
    assert draft.speaking is None
    again.keep(draft.given_to(MAVI))
    assert again.of_nobody() == []
    assert words(again.find(PLACE)) == "Whose"
    assert len(kept(workspace)) == 1


def test_a_sitting_without_a_key_finds_what_nobody_said_only_itself(workspace: str) -> None:
    one, other = Drafts(workspace), Drafts(workspace)
    one.keep(Draft(PLACE, "Whose"))
    assert (words(one.find(PLACE)), other.find(PLACE)) == ("Whose", None)
    one.close()
    assert other.of_nobody() == []


def test_two_sittings_at_one_place_never_overwrite_or_see_one_another(workspace: str, other: Program) -> None:
    here, there = Drafts(workspace, "named-a", MAVI), Drafts(workspace, "named-b", MAVI, other.number)
    beside = Drafts(workspace, "named-c", MAVI)
    for drafts, said in ((here, "One"), (there, "Two"), (beside, "Three")):
        assert drafts.take(PLACE) is None
        drafts.keep(by(MAVI, said))
    assert [words(drafts.find(PLACE)) for drafts in (here, there, beside)] == ["One", "Two", "Three"]
    draft = here.find(PLACE)
    assert draft
    here.drop(draft)
    assert (here.find(PLACE), words(there.find(PLACE))) == (None, "Two")
    beside.close()
    assert words(here.find(PLACE)) == "Three"


def test_after_a_crash_the_words_are_there_once_for_whoever_takes_them_first(workspace: str, other: Program) -> None:
    crashed = Drafts(workspace, "named-a", MAVI, other.number)
    crashed.keep(by(MAVI, "Half a thought"))
    here, there = Drafts(workspace, "named-a", MAVI), Drafts(workspace, "named-b", MAVI)
    assert here.take(PLACE) is None
    other.crash()
    assert words(here.find(PLACE)) == words(there.find(PLACE)) == "Half a thought"
    taken = here.take(PLACE)
    assert words(taken) == "Half a thought"
    assert there.take(PLACE) is None
    assert taken
    here.keep(replace(taken, words="Half a thought more"))
    assert words(here.take(PLACE)) == "Half a thought more"
    assert len(kept(workspace)) == 1
    here.drop(taken)
    assert kept(workspace) == []


def test_several_drafts_of_one_place_are_gone_on_with_one_after_the_other(workspace: str) -> None:
    for number in range(3):
        drafts = Drafts(workspace, "named-a", MAVI)
        drafts.keep(by(MAVI, f"Words {number}"))
        drafts.close()
        os.utime(kept(workspace)[-1], None)
    drafts, seen = Drafts(workspace, "named-a", MAVI), []
    while taken := drafts.take(PLACE):
        seen.append(taken.words)
        drafts.drop(taken)
    assert sorted(seen) == ["Words 0", "Words 1", "Words 2"]


def test_what_is_kept_after_the_end_of_its_sitting_harms_nobody_who_went_on_with_it(workspace: str) -> None:
    """Keeping is done in threads: one may come after all else."""
    gone = Drafts(workspace, "gone", MAVI)
    draft = Draft(PLACE, "one", MAVI.by)
    gone.keep(draft)
    gone.close()
    next_ = Drafts(workspace, "next", MAVI)
    taken = next_.take(PLACE)
    assert taken
    next_.keep(replace(taken, words="one two"))
    gone.keep(draft)
    next_.close()
    last = Drafts(workspace, "last", MAVI)
    found = last.take(PLACE)
    assert found
    assert found.words == "one two"
    last.keep(found)
    gone.keep(replace(draft, words="one three"))  # what is new in it is kept beside
    gone.keep(replace(draft, words=""))
    last.drop(found)
    assert [json.loads(path.read_text())["words"] for path in kept(workspace)] == ["one three"]


def test_what_is_kept_last_after_the_end_of_a_sitting_is_what_is_found(workspace: str) -> None:
    gone = Drafts(workspace, "gone", MAVI)
    draft = Draft(PLACE, "one", MAVI.by)
    gone.keep(draft)
    gone.close()
    gone.keep(replace(draft, words="one two"))
    found = Drafts(workspace, "next", MAVI).take(PLACE)
    assert found
    assert found.words == "one two"


def test_words_that_were_taken_away_leave_no_draft(workspace: str) -> None:
    drafts = Drafts(workspace, "named-a", MAVI)
    draft = by(MAVI, "A bell")
    drafts.keep(draft)
    assert drafts.keep(replace(draft, words=" \n"))
    assert drafts.places() == []
    assert kept(workspace) == []


@pytest.mark.parametrize("said", ["Grüße, 漢字, 👩‍🚀", "\ud800 half", "\0\x1b[2J", '"quotes" \\ {}', "x" * (3 << 20)])
def test_any_words_come_back_as_they_were(workspace: str, said: str) -> None:
    drafts = Drafts(workspace, "named-a", MAVI)
    assert drafts.keep(by(MAVI, said))
    assert words(Drafts(workspace, "named-a", MAVI).find(PLACE)) == ""
    assert words(drafts.find(PLACE)) == said


# As version 0.1.0 kept them


def old_draft(root: str, said: str, process: int, place: str = PLACE) -> Path:
    folder = Path(root, ".cocreate", "drafts")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{place}~{process}"
    path.write_text(said)
    return path


def test_old_drafts_are_those_of_whose_copy_it_is(workspace: str, other: Program) -> None:
    give_copy(workspace, "mavi")
    old_draft(workspace, '{"text": "Half a thought"}', other.number)
    drafts = Drafts(workspace, "named-a", MAVI)
    assert drafts.places() == []
    other.crash()
    drafts.speaking = ERKAN
    assert (drafts.find(PLACE), drafts.places()) == (None, [])
    drafts.speaking = MAVI
    taken = drafts.take(PLACE)
    assert taken
    assert (taken.words, taken.by) == ('{"text": "Half a thought"}', ("mavi",))
    assert drafts.find(PLACE) == taken
    drafts.keep(replace(taken, words='{"text": "Half a thought more"}'))
    assert [json.loads(path.read_text())["by"] for path in kept(workspace)] == [["mavi"]]


def test_old_drafts_of_a_copy_that_is_nobodys_are_asked_about(workspace: str, other: Program) -> None:
    other.crash()
    old_draft(workspace, '{"text": "Half a thought"}', other.number)
    drafts = Drafts(workspace, "named-a", MAVI)
    assert drafts.find(PLACE) is None
    [draft] = drafts.of_nobody()
    assert draft.words == '{"text": "Half a thought"}'
    drafts.keep(draft.given_to(MAVI))
    assert len(kept(workspace)) == 1
    assert words(drafts.find(PLACE)) == '{"text": "Half a thought"}'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"by": "mavi", "noted_by": "", "sitting": "", "words": "x"}',
        '{"by": [1], "noted_by": "", "sitting": "", "words": "x"}',
        '{"by": ["../x"], "noted_by": "../y", "sitting": "z", "words": "x"}',
        '{"by": ["mavi"], "noted_by": "", "sitting": "", "words": "x", "more": ""}',
    ],
)
def test_a_file_that_is_no_draft_of_ours_harms_nothing(workspace: str, content: str) -> None:
    path = old_draft(workspace, content, 0)
    path.rename(path.with_name(f"{PLACE}~abc.left"))
    path.with_name("no tilde").write_text("x")
    path.with_name("~").mkdir()
    path.with_name(f"{PLACE}~link.left").symlink_to(__file__)
    os.mkfifo(path.with_name(f"{PLACE}~pipe.left"))
    drafts = Drafts(workspace, "named-a", MAVI)
    assert (drafts.find(PLACE), drafts.places()) == (None, [])
    drafts.keep(by(MAVI, "A bell"))
    assert words(drafts.take(PLACE)) == "A bell"


def test_a_disk_that_says_no_is_said(workspace: str) -> None:
    Path(workspace, ".cocreate").write_text("in the way")
    drafts = Drafts(workspace, "named-a", MAVI)
    assert not drafts.keep(by(MAVI, "A bell"))
    assert (drafts.find(PLACE), drafts.places()) == (None, [])
