"""What may stand in the way of a sync on this computer: each is named for what it is, and all the rest goes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.model.errors import CocreateError
from cocreate.sync.checking import NOTE, check
from cocreate.sync.cloning import clone
from cocreate.sync.git import _moved
from cocreate.sync.history import history
from cocreate.sync.refusals import Blocked
from tests.conftest import collected
from tests.sync.clones import Copy, drained, git, message, shared
from tests.sync.far import impatient, set_hook
from tests.sync.hostile import unfit


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def read(copy: Copy, path: str) -> str:
    return Path(copy.root, path).read_text()


def blocked(copy: Copy, *said: str, path: str = "") -> None:
    """It says so, in words that are nobody's but a person's, a path aside."""
    synced = copy.syncs()
    assert synced.state == "blocked", message(synced)
    assert unfit(message(synced).replace(path or "\n", "x")) == ""
    for words in said:
        assert words in message(synced)


# Files that cannot be read


@pytest.fixture
def of_nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Copy]]:
    """Two copies of somebody for whom the disk does not do everything."""
    folder = Path(tempfile.mkdtemp())
    was = os.geteuid()
    monkeypatch.setenv("HOME", str(folder))
    copies = shared(folder, "mavi", "erkan")
    copies[0].catches("First")
    drained(copies)  # whatever of Python this takes is read by now, by somebody who may
    if was == 0:
        for at, folders, names in os.walk(folder):
            for name in (".", *folders, *names):
                os.chown(f"{at}/{name}", 65534, 65534)
        os.setresuid(65534, 65534, 0)
    try:
        yield copies
    finally:
        os.setresuid(was, was, was)
        shutil.rmtree(folder)


def test_a_file_that_may_not_be_read_is_named_and_the_rest_goes(of_nobody: list[Copy]) -> None:
    mavi, erkan = of_nobody
    closed, kept = mavi.catches("Closed"), mavi.catches("Kept")
    drained(of_nobody)
    mavi.changes(kept.id, body="more")
    collection = mavi.collection
    os.chmod(f"{mavi.root}/{closed.path}", 0)
    synced = mavi.syncs()
    assert (synced.state, synced.sent, synced.left) == ("in-step", 1, (closed.path,))
    assert "is not shared" in message(synced)
    assert (closed.path, "this computer does not allow reading it, so it is not shared") in [
        (one.path, one.what) for one in check(mavi.root, collection)
    ]
    erkan.syncs()
    erkan.changes(closed.id, body="from elsewhere")
    erkan.syncs()
    blocked(mavi, closed.path, "does not allow reading it", "Make yours as it should be")
    os.chmod(f"{mavi.root}/{closed.path}", 0o644)
    drained(of_nobody)


# Filters


def set_filter(home: Path, monkeypatch: pytest.MonkeyPatch, **keys: str) -> None:
    """Have git, for this person, send every text through a program."""
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (home / "attributes").write_text("*.txt filter=odd\n")
    lines = [f"\t{key} = {value}" for key, value in keys.items()]
    (home / ".gitconfig").write_text(
        "\n".join([f"[core]\n\tattributesFile = {home}/attributes", '[filter "odd"]', *lines, ""])
    )


def test_where_a_filter_of_gits_is_missing_its_files_are_named_and_the_rest_goes_and_comes(
    two: list[Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mavi, erkan = two
    erkan.write("commons/there.txt", "from elsewhere\n")
    erkan.write("commons/both.txt", "one\n")
    drained(two)
    set_filter(tmp_path / "home", monkeypatch, clean="not-there", smudge="not-there", required="true")
    mavi.write("commons/here.txt", "x\n")
    mavi.write("commons/both.txt", "two\n")
    idea = mavi.catches("Cup library")
    synced = mavi.syncs()
    assert (synced.state, synced.sent, sorted(synced.left)) == ("in-step", 1, ["commons/both.txt", "commons/here.txt"])
    named = {one.path: one.what for one in check(mavi.root, mavi.collection)}
    assert named.keys() == {"commons/both.txt", "commons/here.txt"}
    assert "git on this computer would convert it" in named["commons/here.txt"]
    (tmp_path / "home/.gitconfig").unlink()
    erkan.syncs()
    assert erkan.finds("Cup library").id == idea.id
    erkan.write("commons/there.txt", "more from elsewhere\n")
    erkan.syncs()
    shutil.rmtree(tmp_path / "home")
    set_filter(tmp_path / "home", monkeypatch, clean="not-there", smudge="not-there", required="true")
    assert mavi.syncs().state == "in-step"
    assert mavi.files()["commons/there.txt"] == b"more from elsewhere\n"


def test_a_filter_that_works_is_none_of_ours(two: list[Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_filter(tmp_path / "home", monkeypatch, clean="cat", smudge="cat", required="true")
    two[0].write("commons/here.txt", "x\n")
    assert (two[0].syncs().left, two[1].syncs().received) == ((), 1)
    assert check(two[0].root, two[0].collection) == []


def test_what_stays_here_converts_nothing_that_goes(
    two: list[Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that puts something else in the place of pictures, as one that keeps them elsewhere does."""
    set_filter(tmp_path / "home", monkeypatch, clean="wc -c")
    (tmp_path / "home/attributes").unlink()
    two[0].write(".gitattributes", "*.png filter=odd\n")
    two[0].write("commons/x.png", "a picture\n")
    two[0].catches("Cup library")
    synced = two[0].syncs()
    assert (synced.sent, sorted(synced.left)) == (1, [".gitattributes", "commons/x.png"])
    assert two[1].syncs().received == 1


# Files beside the workspace


@pytest.fixture
def larger(tmp_path: Path) -> list[Copy]:
    """Two copies of a larger repository that has a file beside the workspace."""
    mavi, erkan = shared(tmp_path, "mavi", "erkan")
    for copy in (mavi, erkan):
        os.mkdir(f"{copy.root}/team")
    names = [name for name in os.listdir(mavi.root) if name not in {".git", "team", ".cocreate"}]
    for name in names:
        mavi.git("mv", name, f"team/{name}", fine=(0, 128))
    mavi.write("notes.txt", "one\n")
    mavi.git("add", "--all")
    mavi.git("commit", "--quiet", "-m", "by hand")
    mavi.git("push", "--quiet")
    erkan.git("pull", "--quiet")
    return [Copy(Path(copy.root, "team"), copy.person) for copy in (mavi, erkan)]


def test_a_file_beside_the_workspace_that_changed_on_both_sides_is_called_that(larger: list[Copy]) -> None:
    mavi, erkan = larger
    top = Path(mavi.root).parent
    (top / "notes.txt").write_text("two\n")
    git(top, "commit", "--quiet", "--all", "-m", "by hand")
    assert mavi.syncs().state == "in-step"
    Path(erkan.root, "../notes.txt").write_text("mine\n")
    blocked(erkan, "notes.txt, beside the workspace, was changed here, and elsewhere, too.", "Keep your change")
    assert Path(erkan.root, "../notes.txt").read_text() == "mine\n"
    git(Path(erkan.root).parent, "checkout", "--quiet", "--", "notes.txt")
    assert erkan.syncs().state == "in-step"


# What git keeps of this copy


@pytest.mark.parametrize("name", ["heads/main 2", "heads/main (Ana's copy)", "remotes/origin/main 2", "stash 2"])
def test_a_doubled_file_of_gits_is_named_and_nobody_is_blamed(two: list[Copy], name: str) -> None:
    mavi = two[0]
    mavi.catches("Cup library")
    file = Path(mavi.root, ".git/refs", name)
    shutil.copy(f"{mavi.root}/.git/refs/heads/main", file)
    blocked(mavi, f".git/refs/{name}.", "Move it out of", path=f"refs/{name}")
    file.unlink()
    assert mavi.syncs().sent == 1


def test_a_file_of_gits_that_was_cut_off_is_named_too(two: list[Copy]) -> None:
    Path(two[0].root, ".git/refs/heads/other").write_text("0" * 20)
    two[0].catches("Cup library")
    blocked(two[0], ".git/refs/heads/other.", path="refs/heads/other")


@pytest.mark.skipif(os.geteuid() != 0, reason="only whoever may do everything can give a folder away")
def test_a_workspace_of_somebody_else_is_told_as_that(two: list[Copy]) -> None:
    os.chown(two[0].root, 12345, 12345)
    os.chown(f"{two[0].root}/.git", 12345, 12345)
    theirs = "This workspace belongs to somebody else on this computer."
    blocked(two[0], theirs, f"safe.directory {two[0].root}")
    with pytest.raises(Blocked, match=theirs):
        history(two[0].root, collected(two[0].root), [])
    [told] = check(two[0].root, collected(two[0].root))
    assert (told.kind, told.path, theirs in told.what) == (NOTE, ".git", True)
    os.chown(two[0].root, 0, 0)
    os.chown(f"{two[0].root}/.git", 0, 0)
    assert two[0].syncs().state == "in-step"


@pytest.mark.parametrize("part", ["blob:none", "tree:0"])
def test_a_copy_of_a_part_gets_the_rest_by_itself(two: list[Copy], tmp_path: Path, part: str) -> None:
    mavi, _erkan = two
    idea = mavi.catches("Cup library", "one")
    mavi.changes(idea.id, body="two")
    mavi.syncs()
    git(tmp_path / "shared.git", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", f"--filter={part}", f"file://{tmp_path}/shared.git", "ben")
    ben = Copy(tmp_path / "ben", "ben")
    mavi.changes(idea.id, body="mavi")
    mavi.syncs()
    ben.changes(idea.id, body="ben")
    ben.catches("Hooks")
    synced = ben.syncs()
    assert (synced.state, synced.merged) == ("in-step", 1), message(synced)
    drained([ben, *two])


def test_a_copy_of_a_part_whose_place_is_gone_is_told_what_helps(two: list[Copy], tmp_path: Path) -> None:
    idea = two[0].catches("Cup library", "one")
    two[0].syncs()
    git(tmp_path / "shared.git", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{tmp_path}/shared.git", "ben")
    ben = Copy(tmp_path / "ben", "ben")
    two[0].changes(idea.id, body="mavi")
    two[0].syncs()
    git(tmp_path / "shared.git", "config", "uploadpack.allowFilter", "false")
    ben.changes(idea.id, body="ben")
    assert ben.syncs().state == "in-step", "all of it may be had where a part may not"


def test_the_history_of_a_copy_of_a_part_tells_what_helps_where_its_place_is_gone(
    two: list[Copy], tmp_path: Path
) -> None:
    idea = two[0].catches("Cup library", "one")
    two[0].syncs()
    two[0].changes(idea.id, body="two")
    two[0].syncs()
    git(tmp_path / "shared.git", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{tmp_path}/shared.git", "ben")
    (tmp_path / "shared.git").rename(tmp_path / "moved.git")
    ben = str(tmp_path / "ben")
    with pytest.raises(Blocked, match="only a part") as told:
        history(ben, collected(ben), [])
    assert "fetch --refetch" in str(told.value.hint)


# Places that never come to an end


def test_a_place_that_only_talks_is_left_after_a_while(
    two: list[Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_hook(tmp_path, "pre-receive", "while true; do echo 'Writing objects: 1% (1/9), 1.00 KiB' >&2; sleep 0.2; done")
    monkeypatch.setattr("cocreate.sync.git.TOTAL", 2.0)
    two[0].catches("Cup library")
    synced = two[0].syncs()
    assert synced.state == "offline"
    assert "keeps on talking, and nothing moves" in message(synced)
    assert unfit(message(synced)) == ""
    (tmp_path / "shared.git/hooks/pre-receive").unlink()
    assert two[0].syncs().sent == 1


@pytest.mark.parametrize("name", ["HEAD", "config", "refs/heads/main", "packed-refs", "objects/info/alternates"])
def test_a_pipe_in_a_shared_folder_is_not_waited_for(
    two: list[Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    impatient(monkeypatch, 5.0)
    file = tmp_path / "shared.git" / name
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    blocked(two[0], f"In the shared folder, {name} is neither a file nor a folder.", path=name)
    with pytest.raises(CocreateError, match="neither a file nor a folder"):
        clone(str(tmp_path / "shared.git"), str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()


# A pull by hand


@pytest.mark.parametrize("size", [1, 7, 20])
@pytest.mark.parametrize("by", [".git/info/attributes", ".gitattributes"])
def test_a_pull_by_hand_is_finished_from_what_both_had_however_git_marked_it(
    two: list[Copy], size: int, by: str
) -> None:
    mavi, erkan = two
    idea, other = mavi.catches("Cup library", "one\n\ntwo"), mavi.catches("Hooks", "one")
    drained(two)
    for copy in two:
        copy.changes(idea.id, body=f"{copy.person}\n\ntwo")
    mavi.syncs()
    erkan.git("add", "--all")
    erkan.git("commit", "--quiet", "-m", "by hand")
    erkan.write(by, f"* conflict-marker-size={size}\n")
    erkan.git("pull", "--quiet", "--no-rebase", fine=(1,))
    assert "=" * size in read(erkan, idea.path)
    assert erkan.syncs().state == "in-step"
    os.unlink(f"{erkan.root}/{by}")
    drained(two)
    assert "=" * size + "\n" not in read(erkan, idea.path)
    texts = read(erkan, idea.path) + "".join(one.body for one in erkan.collection.thread(idea.id))
    assert {"mavi", "erkan"} <= set(texts.split())
    assert other.id in erkan.collection.ideas


def test_what_a_hand_has_brought_together_stays_whatever_its_lines_look_like(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one\n\ntwo")
    drained(two)
    for copy in two:
        copy.changes(idea.id, body=f"{copy.person}\n\ntwo")
    mavi.syncs()
    erkan.git("add", "--all")
    erkan.git("commit", "--quiet", "-m", "by hand")
    erkan.git("pull", "--quiet", "--no-rebase", fine=(1,))
    half = read(erkan, idea.path).replace("two", "> quoted").replace("<<<<<<< HEAD\n", "")
    erkan.write(idea.path, half)
    assert erkan.syncs().state == "blocked", "a hand has begun"
    assert read(erkan, idea.path) == half
    whole = erkan.git("show", f"HEAD:{idea.path}").replace("two", "mavi\n\n> quoted\n>>>>>>> and more")
    erkan.write(idea.path, whole)
    assert erkan.syncs().state == "in-step"
    assert read(erkan, idea.path) == whole


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        (b"Writing objects: 100% (4/4), 370 bytes | 370.00 KiB/s, done.", 370),
        (b"Receiving objects:  50% (1/2), 1.50 MiB | 120.00 MiB/s\r", 1.5 * (1 << 20)),
        (b"remote: thinking", 0),
    ],
)
def test_how_fast_something_moves_is_not_how_much_has_moved(said: bytes, moved: float) -> None:
    assert _moved(said) == moved
