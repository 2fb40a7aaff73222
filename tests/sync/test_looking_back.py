"""Looking back on several copies: what waits in each comes out once any of them shows it, by whoever wrote it."""

from pathlib import Path

from cocreate.acts.look_back import look_back, show_together
from cocreate.acts.projects import start_project
from cocreate.workspace import unshown
from tests.sync.clones import Copy, drained, git, shared


def writes(copy: Copy, on: str, by: str = "", **answers: str) -> str:
    said = {asked.replace("_", "-"): words for asked, words in answers.items()}
    return look_back(copy.root, copy.voice(by or copy.person), copy.collection, on, said).id


def told(copy: Copy, lookback: str) -> set[tuple[str, tuple[str, ...], str]]:
    return {(one.text("asked"), one.by, one.body) for one in copy.collection.replies(lookback)}


def begun(folder: Path, *people: str) -> tuple[list[Copy], str]:
    """Copies of a workspace with a project, all in step; and the project."""
    copies = shared(folder, *people)
    on = start_project(copies[0].root, copies[0].voice(), "Evenings", "We meet.").id
    meet(*copies)
    return copies, on


def meet(*copies: Copy) -> None:
    """Each syncs until all have what the others gave."""
    for copy in (*copies, *copies[:-1]):
        assert copy.syncs().state == "in-step"


def carried(copy: Copy) -> str:
    """All that any commit has, in words."""
    return copy.git("log", "--all", "-p", "--format=%an")


def test_each_copy_keeps_its_words_until_one_shows_them_and_each_is_credited_to_its_giver(tmp_path: Path) -> None:
    (mavi, erkan), on = begun(tmp_path, "mavi", "erkan")
    lookback = writes(mavi, on, what="Nobody came.", now_what="Move it to Friday.")
    meet(mavi, erkan)
    assert writes(erkan, on, what="It rained.") == lookback
    writes(erkan, on, by="ana", so_what="Rain matters.")
    meet(erkan, mavi)
    for copy in (mavi, erkan):
        assert told(copy, lookback) == set()
        assert copy.collection.contributions[lookback].listed("written") == ("mavi", "erkan", "ana")
        for word in ("Nobody came", "Friday", "It rained", "matters"):
            assert word not in carried(copy)
    show_together(mavi.root, mavi.voice(), mavi.collection, on)
    assert {by for _asked, by, _words in told(mavi, lookback)} == {("mavi",)}
    drained([mavi, erkan])
    for copy in (mavi, erkan):
        assert told(copy, lookback) == {
            ("what", ("mavi",), "Nobody came."),
            ("now-what", ("mavi",), "Move it to Friday."),
            ("what", ("erkan",), "It rained."),
            ("so-what", ("ana",), "Rain matters."),
        }
        assert not unshown.there_is_some(copy.root)
    for path, item in ((one.path, one) for one in mavi.collection.replies(lookback)):
        authors = git(mavi.root, "log", "--format=%an", "--", path).split()
        assert [name.lower() for name in authors] == list(item.by)


def test_both_show_it_at_once_and_whoever_was_away_adds_theirs_with_the_next_sync(tmp_path: Path) -> None:
    (mavi, erkan, away), on = begun(tmp_path, "mavi", "erkan", "ana")
    lookback = writes(mavi, on, what="Nobody came.")
    meet(mavi, erkan, away)
    writes(erkan, on, what="It rained.")
    writes(away, on, what="I was away.")
    for copy in (mavi, erkan):
        show_together(copy.root, copy.voice(), copy.collection, on)
    meet(mavi, erkan)
    assert {words for _asked, _by, words in told(mavi, lookback)} == {"Nobody came.", "It rained."}
    assert told(away, lookback) == set()
    meet(away, mavi)
    assert {words for _asked, _by, words in told(mavi, lookback)} == {"Nobody came.", "It rained.", "I was away."}
    assert mavi.collection.contributions[lookback].listed("written") == ("mavi", "erkan", "ana")


def test_what_a_hand_shows_comes_out_too_and_what_was_written_in_one_that_is_gone_stays_unseen(tmp_path: Path) -> None:
    (mavi, erkan), on = begun(tmp_path, "mavi", "erkan")
    gone = writes(mavi, on, what="Nobody came.")
    Path(mavi.root, mavi.collection.contributions[gone].path).unlink()
    meet(mavi, erkan)
    assert unshown.there_is_some(mavi.root)
    lookback = writes(mavi, on, so_what="A pity.")
    path = mavi.collection.contributions[lookback].path
    assert "Nobody came" not in carried(mavi)
    mavi.write(path, mavi.read(path).replace("state: open", "state: shown"))
    meet(mavi, erkan)
    assert {words for _asked, _by, words in told(erkan, lookback)} == {"Nobody came.", "A pity."}
    assert not unshown.there_is_some(mavi.root)
