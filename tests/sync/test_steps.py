"""Who brought a file to what it holds, told from notes alone."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from cocreate.sync.steps import steps
from cocreate.workspace.journal import LOST, NOTHING, Note, mark_of

HAND = ""
WRITERS = st.sampled_from([HAND, "mavi", "erkan", "noor"])
CONTENTS = {name: name.encode() for name in "abcdefghij"}


def wrote(before: str, after: str, *by: str) -> Note:
    """The note of an act that brought the file from one kept content to another."""
    return Note("people/a.md", mark_of(CONTENTS.get(after)), by, "act", before, after)


def told(notes: list[Note], now: str, committed: str = NOTHING) -> list[tuple[tuple[str, ...], str]]:
    marks = [mark_of(CONTENTS.get(name)) for name in (now, committed)]
    return [(step.by, step.left) for step in steps(notes, marks[0], marks[1:], CONTENTS.get)]


@given(writers=st.lists(WRITERS, min_size=1, max_size=9))
def test_every_stretch_is_told_by_whoever_wrote_it(writers: list[str]) -> None:
    states = [NOTHING, *list(CONTENTS)[: len(writers)]]
    moves = list(zip(writers, states, states[1:], strict=False))
    notes = [wrote(before, after, who) for who, before, after in moves if who != HAND]
    expected: list[tuple[tuple[str, ...], str]] = []
    for who, group in groupby(moves, lambda move: move[0]):
        *_rest, (_who, _before, after) = group
        expected.append(((who,) if who else (), after if after != states[len(writers)] else ""))
    assert told(notes, states[len(writers)]) == expected


def test_an_act_that_never_came_is_passed_over() -> None:
    assert told([wrote("a", "b", "mavi"), wrote("a", "c", "erkan")], "c", "a") == [(("erkan",), "")]


def test_an_act_that_is_yet_to_come_is_not_told() -> None:
    assert told([wrote("b", "c", "mavi")], "b", "a") == [((), "")]


def test_an_act_that_took_the_file_out_is_told_before_the_hand_that_made_it_anew() -> None:
    assert told([wrote("a", NOTHING, "mavi")], "b", "a") == [(("mavi",), NOTHING), ((), "")]


def test_where_contents_were_not_kept_acts_are_taken_to_follow_on() -> None:
    notes = [
        Note("people/a.md", mark_of(b"b"), ("mavi",), "one", LOST, LOST),
        Note("people/a.md", mark_of(b"c"), ("erkan",), "two", LOST, LOST),
    ]
    assert told(notes, "c", "a") == [(("erkan", "mavi"), "")]
    assert told(notes, "d", "a") == [((), "")]


def test_what_is_committed_already_has_no_step() -> None:
    assert told([wrote("a", "b", "mavi"), wrote("b", "a", "mavi")], "a", "a") == []
