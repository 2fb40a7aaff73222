"""What comes from whoever means harm: no program runs, nothing is written elsewhere, and one sentence says what it is.

Each case is published with git's own objects, then taken over by a copy that shares its history and by a new one.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.sync.syncing import sync
from tests.conftest import all_files
from tests.sync.clones import Copy, git, message
from tests.sync.hostile import IDEAS, Blob, Place, begun, copied, link, unfit
from tests.sync.hostile_cases import CASES, Case


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return begun(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def place(made: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made.traps.ran()
    yield (found := copied(made, tmp_path, monkeypatch))
    assert found.traps.ran() == ""


def _only_in(folder: Path, before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> bool:
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return all(path == str(folder) or path.startswith(f"{folder}/") for path in changed)


def _is_plain(folder: Path) -> bool:
    """Whether all that is there are files and folders, and nothing that leads elsewhere."""
    modes = (path.lstat().st_mode for path in folder.rglob("*"))
    return all(stat.S_ISREG(mode) or stat.S_ISDIR(mode) for mode in modes)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_means_harm_does_none(place: Place, case: Case) -> None:
    case.publish(place)
    before, head = place.seen(), place.head()
    synced = place.syncs()
    assert synced.state == ("blocked" if case.stopped else "in-step"), message(synced)
    assert case.stopped in message(synced)
    assert unfit(message(synced)) == ""
    if case.stopped:
        assert (place.seen(), place.head()) == (before, head)
    assert _only_in(place.root, before, place.seen())
    assert _is_plain(place.root)

    joining = case.stopped if case.joining is None else case.joining
    before = place.seen()
    said = place.joins()
    assert bool(said) == bool(joining), said
    assert joining in said
    if joining:
        assert unfit(said) == ""
        assert place.seen() == before
    assert _only_in(place.joined, before, place.seen())
    assert not place.joined.exists() or _is_plain(place.joined)


def test_many_ways_are_tried() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 100


def test_after_what_was_stopped_writing_goes_on_and_is_kept(place: Place) -> None:
    before = place.git("rev-parse", "refs/heads/main")
    place.publishes({b"x.md": link("/etc/passwd")})
    copy = Copy(place.root, "mavi")
    idea = copy.catches("Written meanwhile")
    assert place.syncs().state == "blocked"
    assert copy.finds("Written meanwhile").id == idea.id
    assert git(place.root, "log", "--format=%s", "-1").startswith("mavi has an idea")
    place.names(before)
    assert sync(str(place.root), accept=True).state == "in-step"
    assert idea.path in place.git("ls-tree", "-r", "--name-only", "refs/heads/main")


def test_even_what_is_accepted_may_not_harm(place: Place) -> None:
    place.publishes({b"ideas": None, b"x.md": link("/etc/passwd")})
    before = place.seen()
    synced = sync(str(place.root), accept=True)
    assert (synced.state, place.seen()) == ("blocked", before)
    assert "is a link" in message(synced)


def test_what_is_taken_out_on_purpose_is_accepted(place: Place) -> None:
    place.publishes({b"ideas": None})
    assert place.syncs().state == "blocked"
    assert sync(str(place.root), accept=True).state == "in-step"
    assert not list(place.root.glob("ideas/*/*/idea.md"))


def test_one_bad_document_hides_no_other(place: Place) -> None:
    place.publishes({b"people": {b"evil.md": Blob(b"<<<<<<< a\n\xff\0\n>>>>>>> b\n")}})
    assert place.syncs().state == "in-step"
    collection = Copy(place.root, "mavi").collection
    assert len(collection.ideas) == IDEAS
    assert [one.path for one in collection.unread] == ["people/evil.md"]


def test_who_is_credited_is_not_for_others_to_say(place: Place) -> None:
    copy = Copy(place.root, "mavi")
    idea = copy.finds("Idea 1")
    copy.write("people/mavi.md", "---\nname: Mavi\nemails: [mavi@example.org]\n---\n")
    assert place.syncs().state == "in-step"
    data = (place.root / idea.path).read_bytes()
    what: dict[bytes, object] = {idea.path.rpartition("/")[2].encode(): Blob(data.replace(b"two", b"evil"))}
    for name in reversed(idea.path.split("/")[:-1]):
        what = {name.encode(): what}
    place.publishes({**what, b".mailmap": Blob(b"Evil <evil@example.org> <mavi@example.org>\n")})
    copy.changes(idea.id, body="one\nmavi\nthree")
    assert place.syncs().merged == 1
    (kept,) = copy.collection.thread(idea.id)
    assert (kept.by, kept.body) == (("mavi",), "one\nmavi\nthree")


def test_nobody_can_have_the_words_of_others_left_out(place: Place) -> None:
    place.publishes({b".gitignore": Blob(b"*.md\nideas/\n")})
    assert place.syncs().state == "in-step"
    idea = Copy(place.root, "mavi").catches("Not to be seen")
    assert place.syncs().sent == 1
    assert idea.path in place.git("ls-tree", "-r", "--name-only", "refs/heads/main")


def test_nothing_that_is_only_here_is_overwritten(place: Place) -> None:
    place.publishes({b".gitignore": Blob(b"*.txt\n")})
    assert place.syncs().state == "in-step"
    Copy(place.root, "mavi").write("commons/note.txt", "only here\n")
    place.publishes({b"commons": {b"note.txt": Blob(b"from elsewhere\n")}})
    assert unfit(message(place.syncs())) == ""
    assert (place.root / "commons/note.txt").read_text() == "only here\n"


def test_links_above_and_beside_the_workspace_lead_nowhere(place: Place) -> None:
    """A workspace within a larger repository: what is beside it may be anything, but not lead into it."""
    everything = place.git("rev-parse", "refs/heads/main^{tree}")
    inner = place.committed(place.listed([("40000", b"team", everything)]), parents=b"")
    place.names(inner)
    assert place.joins() == ""
    root = str(place.joined / "team")
    for name, tree, said in (
        ("link", {b"team": link("../beside")}, "is a link"),
        ("module", {b"team": Blob(mode="160000", name=inner)}, "history of its own"),
        ("file", {b"team": Blob()}, "takes out"),
        ("filter", {b".gitattributes": Blob(b"team/** filter=evil\n")}, "converted"),
        ("macro", {b".gitattributes": Blob(b"[attr]x.y filter=evil\n*.md x.y\n")}, "converted"),
    ):
        place.publishes(tree)
        before = place.seen()
        synced = sync(root)
        assert (synced.state, place.seen()) == ("blocked", before), name
        assert said in message(synced)
        assert unfit(message(synced)) == ""
        place.publishes({b"team": Blob(mode="40000", name=everything), b".gitattributes": Blob(b"*.md text\n")})
        assert sync(root).state == "in-step", name
    place.publishes({b"code": link("/etc/passwd"), b".gitattributes": Blob(b"*.png filter=lfs\n*.md text\n")})
    assert sync(root).state == "in-step"
    assert os.readlink(place.joined / "code") == "/etc/passwd", "as git made it: it leads from nowhere in the workspace"
    place.publishes({b"team": {b"commons": {b"x.txt": Blob()}}})
    assert sync(root).state == "in-step"
    assert all_files(root)["commons/x.txt"] == b"words\n"
    assert os.path.realpath(f"{root}/commons/x.txt").startswith(str(place.joined))
