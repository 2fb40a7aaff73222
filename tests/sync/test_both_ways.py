"""The gate looks both ways: what is stopped on arrival is never sent, and is named here, while everything else goes."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
from cocreate.sync import gate
from cocreate.sync.arrivals import MOVED, latest_arrivals
from cocreate.sync.checking import check
from cocreate.sync.cloning import clone
from cocreate.sync.outcome import question
from cocreate.sync.placing import share_at
from cocreate.sync.syncing import put_back, sync
from tests.conftest import collected
from tests.sync.clones import Copy, drained, git, message, shared
from tests.sync.hostile import Blob, Place, begun, copied, nested, unfit
from tests.sync.unfit_cases import CASES, HARMLESS, OWN_HISTORY, Case

# From elsewhere


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return begun(tmp_path_factory.mktemp("both-ways"))


@pytest.fixture
def place(made: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made.traps.ran()
    yield (found := copied(made, tmp_path, monkeypatch))
    assert found.traps.ran() == ""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_comes_is_stopped(place: Place, case: Case) -> None:
    what = Blob(mode="160000", name=place.git("rev-parse", "main")) if case.what is OWN_HISTORY else case.what
    first, *rest = case.path.encode("utf-8", "surrogateescape").split(b"/")
    if rest and first == b"workspace.md":
        place.publishes({first: None})
    place.publishes(nested(case.path.encode("utf-8", "surrogateescape"), what))
    before, head = place.seen(), place.head()
    synced = place.syncs()
    assert (synced.state, place.seen(), place.head()) == ("blocked", before, head)
    assert case.there in message(synced)
    assert unfit(message(synced)) == ""
    said = place.joins()
    assert case.there in said or "no workspace" in said
    assert unfit(said) == ""


# From here


@pytest.fixture(scope="module")
def two_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    mavi, erkan = shared(folder, "mavi", "erkan")
    for copy in (mavi, erkan):
        copy.git("remote", "set-url", "origin", "../shared.git")
    for number in range(6):
        catch_idea(mavi.root, Voice(["mavi"], new_id=partial("made0000{:02d}".format, number)), f"Idea {number}")
    drained([mavi, erkan])
    return folder


@pytest.fixture
def two(two_made: Path, tmp_path: Path) -> list[Copy]:
    shutil.copytree(two_made, tmp_path / "both", symlinks=True)
    return [Copy(tmp_path / "both" / person, person) for person in ("mavi", "erkan")]


def make(copy: Copy, case: Case) -> None:
    """Make it by hand, as somebody would."""
    file = Path(copy.root, case.path)
    if case.path.startswith("workspace.md") and case.path != "workspace.md":
        os.unlink(f"{copy.root}/workspace.md")
    file.parent.mkdir(parents=True, exist_ok=True)
    if case.what is None or (case.what.mode == "120000" and file.exists()):
        file.unlink()
    if case.what is OWN_HISTORY:
        file.mkdir()
        (file / "note.txt").write_text("x\n")
        git(file, "init", "--quiet")
        git(file, "add", ".")
        git(file, "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "--quiet", "-m", "x")
    elif case.what and case.what.mode == "120000":
        file.symlink_to(case.what.data.decode())
    elif case.what:
        file.write_bytes(case.what.data)


def stays(two: list[Copy], case: Case) -> None:
    """It is left here and named, everything else goes, and all the others stay in step."""
    mavi, erkan = two
    synced = mavi.syncs()
    named = "workspace.md" if case.path.startswith("workspace.md") else case.path
    assert synced.state == "in-step", message(synced)
    assert named in synced.left
    assert "not shared" in message(synced)
    assert unfit(message(synced)) == ""
    assert os.path.lexists(f"{mavi.root}/{case.path}") == (case.what is not None)
    said = {one.path: one.what for one in check(mavi.root, collected(mavi.root)) if case.here in one.what}
    assert said.keys() & {case.path, named}
    assert erkan.syncs().state == "in-step"
    assert erkan.finds("Cup library").by == ("mavi",)
    assert check(erkan.root, erkan.collection) == []
    place = Path(mavi.root).parent
    assert (
        collected(clone(str(place / "shared.git"), str(place / "third"))).ideas.keys() == erkan.collection.ideas.keys()
    )
    assert mavi.syncs().left == synced.left, "as long as it is there"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_made_here_stays_here(two: list[Copy], case: Case) -> None:
    two[0].catches("Cup library")
    make(two[0], case)
    stays(two, case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_a_hand_put_into_the_history_stays_here_too(two: list[Copy], case: Case) -> None:
    two[0].catches("Cup library")
    make(two[0], case)
    two[0].git("add", "--all", "--force", "--", *([case.path] if case.what else ["workspace.md"]))
    two[0].git("commit", "--quiet", "--all", "-m", "by hand")
    stays(two, case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_a_hand_shared_past_this_program_is_taken_back_out_by_whoever_has_it(two: list[Copy], case: Case) -> None:
    mavi, erkan = two
    mavi.catches("Cup library")
    mavi.syncs()
    make(mavi, case)
    mavi.git("add", "--all", "--force", "--", *([case.path] if case.what else ["workspace.md"]))
    mavi.git("commit", "--quiet", "--all", "-m", "by hand")
    mavi.git("push", "--quiet", "origin", "HEAD")
    assert erkan.syncs().state == "blocked"
    stays(two, case)


def test_what_a_hand_shared_and_another_took_over_is_taken_back_out_by_either(two: list[Copy]) -> None:
    mavi, erkan = two
    mavi.write(".gitattributes", "*.md conflict-marker-size=20\n")
    mavi.git("add", ".gitattributes")
    mavi.git("commit", "--quiet", "-m", "by hand")
    mavi.git("push", "--quiet", "origin", "HEAD")
    erkan.git("pull", "--quiet", "origin", "main")
    erkan.catches("Cup library")
    synced = erkan.syncs()
    assert (synced.state, synced.left, synced.sent) == ("in-step", (".gitattributes",), 1), message(synced)
    assert mavi.syncs().state == "in-step"
    assert mavi.finds("Cup library")
    assert "conflict" not in git(Path(mavi.root).parent / "shared.git", "show", "main:.gitattributes")


@pytest.mark.parametrize("words", HARMLESS.values(), ids=HARMLESS)
def test_what_changes_no_words_is_let_in(two: list[Copy], words: str) -> None:
    two[0].write(".gitattributes", words)
    synced = two[0].syncs()
    assert (synced.sent, synced.left) == (1, ())
    drained(two)


@pytest.mark.parametrize("words", HARMLESS.values(), ids=HARMLESS)
def test_so_it_is_where_it_comes_from_elsewhere(place: Place, words: str) -> None:
    place.publishes({b".gitattributes": Blob(words.encode())})
    assert place.syncs().state == "in-step"
    assert place.joins() == ""


# More than others could take over


def test_what_is_too_much_together_is_stopped_both_ways(
    two: list[Copy], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LARGEST_ARRIVAL", 1 << 20)
    pictures = {f"{number}.png".encode(): Blob(bytes([number]) * 300_000) for number in range(4)}
    place.publishes({b"commons": pictures})
    assert "larger than can be taken over at once" in message(place.syncs())
    assert "larger than can be taken over at once" in place.joins()
    mavi, erkan = two
    for name, picture in pictures.items():
        Path(mavi.root, "commons", name.decode()).write_bytes(picture.data)
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert "larger than others can take over at once" in message(synced)
    assert unfit(message(synced)) == ""
    assert erkan.syncs().received == 0
    os.unlink(f"{mavi.root}/commons/1.png")
    assert (mavi.syncs().sent, erkan.syncs().received) == (3, 3)


def test_what_is_beside_the_workspace_and_reaches_into_it_is_not_sent(tmp_path: Path) -> None:
    first = tmp_path / "first"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "shared.git")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "first")
    begin_workspace(str(first / "team"), "Teambase")
    ana = Copy(first / "team", "ana")
    share_at(ana.root, str(tmp_path / "shared.git"))
    assert ana.syncs().state == "in-step"
    (first / ".gitattributes").write_text("*.md filter=crypt\n")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "-m", "by hand")
    ana.catches("Cup library")
    synced = ana.syncs()
    assert synced.state == "blocked"
    assert ".gitattributes is beside the workspace" in message(synced)
    assert unfit(message(synced)) == ""
    git(first, "rm", "--quiet", ".gitattributes")
    git(first, "commit", "--quiet", "-m", "by hand")
    assert ana.syncs().state == "in-step"


# A large part that is gone


def vanish(copy: Copy) -> None:
    """As a disk that is not there."""
    os.rename(f"{copy.root}/ideas", f"{copy.root}/../away")


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_large_part_that_is_gone_is_asked_about_before_it_goes_and_where_it_comes(
    two: list[Copy], *, by_hand: bool
) -> None:
    mavi, erkan = two
    vanish(mavi)
    if by_hand:
        mavi.git("commit", "--quiet", "--all", "-m", "by hand")
    said = mavi.says("workspace", "Still here")
    synced = mavi.syncs()
    assert (synced.state, question(synced)) == ("blocked", "send-deletion")
    assert "6 things are gone here, a large part" in message(synced)
    assert "cocreate sync --accept" in message(synced)
    assert unfit(message(synced)) == ""
    assert erkan.syncs().received == (0 if by_hand else 1), "what was written meanwhile goes"
    assert len(erkan.collection.ideas) == 6
    assert ("ideas", "a large part of it is gone here; the others have it still") in [
        (one.path, one.what) for one in check(mavi.root, mavi.collection)
    ] or by_hand
    assert sync(mavi.root, may_delete=True).state == "in-step"
    synced = erkan.syncs()
    assert question(synced) == "accept-deletion"
    assert len(erkan.collection.ideas) == 6
    assert sync(erkan.root, accept=True).state == "in-step"
    assert not erkan.collection.ideas
    assert erkan.collection.contributions.keys() == {said.id}


def test_what_is_gone_by_a_slip_is_put_back(two: list[Copy]) -> None:
    mavi, erkan = two
    before = mavi.files()
    vanish(mavi)
    assert mavi.syncs().state == "blocked"
    erkan.changes(next(iter(erkan.collection.ideas)), body="more")
    erkan.syncs()
    assert question(mavi.syncs()) == "send-deletion", "what others write meanwhile comes"
    assert put_back(mavi.root) == 5
    drained(two)
    assert mavi.files().keys() == before.keys()
    assert put_back(mavi.root) == 0


def test_a_folder_that_is_a_file_now_takes_nothing_along(two: list[Copy]) -> None:
    mavi, erkan = two
    vanish(mavi)
    mavi.write("ideas", "only a file\n")
    synced = mavi.syncs()
    assert (question(synced), synced.left) == ("send-deletion", ("ideas",))
    assert erkan.syncs().received == 0


def test_where_nobody_else_has_anything_nothing_is_asked(workspace: str) -> None:
    git(workspace, "init", "--quiet", "--initial-branch=main")
    copy = Copy(Path(workspace), "mavi")
    for number in range(6):
        copy.catches(f"Idea {number}")
    copy.syncs()
    vanish(copy)
    assert copy.syncs().state == "not-shared"
    assert copy.git("status", "--porcelain") == ""


def test_a_few_things_go_without_a_word(two: list[Copy]) -> None:
    mavi, erkan = two
    for idea in list(mavi.collection.ideas.values())[:4]:
        os.unlink(f"{mavi.root}/{idea.path}")
    assert (mavi.syncs().sent, erkan.syncs().received) == (4, 4)


def test_what_was_moved_is_not_taken_out(two: list[Copy]) -> None:
    """A folder that somebody renames, as that of a month."""
    mavi, erkan = two
    (month,) = os.listdir(f"{mavi.root}/ideas")
    os.rename(f"{mavi.root}/ideas/{month}", f"{mavi.root}/ideas/autumn")
    assert mavi.syncs().state == "in-step"
    synced = erkan.syncs()
    assert synced.state == "in-step", message(synced)
    assert len(erkan.collection.ideas) == 6
    assert erkan.collection.unread == []
    assert {(one.how, one.path.split("/")[1]) for one in latest_arrivals(erkan.root)[:6]} == {(MOVED, "autumn")}
