"""Places to share at: what is one, what is there already, what its branch is called, what lies beside the workspace."""

import os
from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.cli.output.hints import hint_words
from cocreate.model.errors import CocreateError, Refused
from cocreate.sync.cloning import clone
from cocreate.sync.git import make_repository
from cocreate.sync.placing import share_at
from tests.cli.conftest import process
from tests.conftest import collected
from tests.sync.clones import Copy, drained, git, message, shared
from tests.sync.hostile import unfit


@pytest.fixture
def alone(tmp_path: Path) -> Copy:
    """A workspace that is shared nowhere yet."""
    root = tmp_path / "garden"
    begin_workspace(str(root), "Garden")
    make_repository(str(root))
    return Copy(root, "ana")


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def joined(place: Path | str, to: Path, person: str = "ben") -> Copy:
    return Copy(Path(clone(str(place), str(to))), person)


def said_of(error: CocreateError) -> str:
    return f"{error.message} {hint_words(error.hint)}"


# Addresses


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("github.com/me/garden", "https://github.com/me/garden or git@github.com:me/garden"),
        ("git@github.com/me/x.git", "https://github.com/me/x.git or git@github.com:me/x.git"),
        ("shared", "is in a workspace itself"),
        ("ideas/shared", "is in a workspace itself"),
        (".", "is in a workspace itself"),
        (".git", "is in a workspace itself"),
        ("../garden", "is in a workspace itself"),
        ("file://{root}", "is in a workspace itself"),
        ("{root}/deep/place", "is in a workspace itself"),
        ("../link", "is in a workspace itself"),
    ],
)
def test_nothing_is_made_in_a_workspace_and_an_address_says_what_it_looks_like(
    alone: Copy, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    os.symlink("garden", f"{alone.root}/../link")
    monkeypatch.chdir(alone.root)
    before = sorted(os.listdir(alone.root))
    with pytest.raises(Refused) as refused:
        share_at(alone.root, address.format(root=alone.root))
    assert said in said_of(refused.value)
    assert sorted(os.listdir(alone.root)) == before
    assert alone.git("config", "--get", "remote.origin.url", fine=(1,)) == ""


def test_half_an_address_is_told_to_whoever_joins_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match="for an address, something is missing"):
        clone("github.com/me/garden", str(tmp_path / "copy"))
    assert os.listdir(tmp_path) == []


def test_no_copy_is_made_in_a_workspace(two: list[Copy], tmp_path: Path) -> None:
    ran = process("join", f"{tmp_path}/shared.git", cwd=two[0].root)
    assert ran.code == 1
    assert "lies within the workspace" in ran.err
    assert not os.path.lexists(f"{two[0].root}/shared")


def test_a_folder_whose_name_has_a_dot_is_a_folder(
    alone: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.org").mkdir()
    for address in ("example.org/place", "place.git"):
        git(tmp_path, "init", "--quiet", "--bare", address)
        share_at(alone.root, address)
        assert alone.git("config", "--get", "remote.origin.url").strip() == f"{tmp_path}/{address}"
        alone.git("update-ref", "-d", "refs/cocreate/origin/main")


# What is there already


def hosted(folder: Path, files: dict[str, str], branch: str = "main", first: str = "") -> Path:
    """A place as a host makes it, with a first commit of `files` on `branch`."""
    place = folder / "place.git"
    git(folder, "init", "--quiet", "--bare", f"--initial-branch={first or branch}", str(place))
    git(folder, "init", "--quiet", f"--initial-branch={branch}", "seed")
    for name, words in files.items():
        (folder / "seed" / name).parent.mkdir(exist_ok=True)
        (folder / "seed" / name).write_text(words)
    git(folder / "seed", "add", ".")
    git(
        folder / "seed",
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@y.example",
        "commit",
        "--quiet",
        "-m",
        "Initial commit",
    )
    git(folder / "seed", "push", "--quiet", str(place), branch)
    return place


@pytest.mark.parametrize("branch", ["main", "trunk"])
def test_a_place_with_a_readme_takes_a_workspace(alone: Copy, tmp_path: Path, branch: str) -> None:
    place = hosted(tmp_path, {"README.md": "# garden\n", "LICENSE": "MIT\n", ".gitignore": "*.pyc\n"}, branch)
    with pytest.raises(CocreateError) as failed:
        clone(str(place), str(tmp_path / "copy"))
    assert f"cocreate sync --with {place}" in said_of(failed.value)
    alone.catches("Cup library")
    share_at(alone.root, str(place))
    synced = alone.syncs()
    assert synced.state == "in-step", message(synced)
    ben = joined(place, tmp_path / "copy")
    assert [idea.title for idea in ben.collection.ideas.values()] == ["Cup library"]
    assert Path(ben.root, "README.md").read_text() == "# garden\n"
    ben.catches("From the other side")
    drained([ben, alone])


def test_a_place_with_something_else_is_left_alone_and_another_can_be_taken(alone: Copy, tmp_path: Path) -> None:
    place = hosted(tmp_path, {"README.md": "# site\n", "src/main.py": "print()\n"})
    share_at(alone.root, str(place))
    synced = alone.syncs()
    assert synced.state == "blocked"
    assert "something else already. Make an empty place" in message(synced)
    assert unfit(message(synced)) == ""
    assert git(place, "rev-list", "--count", "main").strip() == "1"
    share_at(alone.root, str(tmp_path / "empty"))
    assert alone.syncs().state == "in-step"


@pytest.mark.usefixtures("two")
def test_a_place_with_a_workspace_of_its_own_is_joined(alone: Copy, tmp_path: Path) -> None:
    share_at(alone.root, str(tmp_path / "shared.git"))
    synced = alone.syncs()
    assert synced.state == "blocked"
    assert "cocreate join" in message(synced)
    assert joined(tmp_path / "shared.git", tmp_path / "copy").syncs().state == "in-step"


def test_a_workspace_on_another_branch_than_the_first_is_found(alone: Copy, tmp_path: Path) -> None:
    place = hosted(tmp_path, {"README.md": "# site\n"}, "trunk")
    alone.catches("Cup library")
    share_at(alone.root, str(place))
    alone.git("config", "branch.main.merge", "refs/heads/main")
    assert alone.syncs().state == "in-step"
    ben = joined(place, tmp_path / "copy")
    ben.catches("From the other side")
    drained([ben, alone])


# A branch under another name


def test_a_branch_that_is_called_otherwise_now_is_followed(two: list[Copy], tmp_path: Path) -> None:
    mavi, erkan = two
    git(tmp_path / "shared.git", "branch", "--move", "main", "trunk")
    git(tmp_path / "shared.git", "symbolic-ref", "HEAD", "refs/heads/trunk")
    ben = joined(tmp_path / "shared.git", tmp_path / "copy")
    for number, copy in enumerate((mavi, ben, erkan)):
        copy.catches(f"Of {copy.person} {number}")
        assert copy.syncs().state == "in-step"
    drained([mavi, erkan, ben])
    assert git(tmp_path / "shared.git", "for-each-ref", "--format=%(refname)").split() == ["refs/heads/trunk"]


def test_a_branch_that_is_gone_for_another_history_is_said(two: list[Copy], tmp_path: Path) -> None:
    place = tmp_path / "shared.git"
    tree = git(place, "rev-parse", "main^{tree}").strip()
    other = git(place, "-c", "user.name=x", "-c", "user.email=x@y.example", "commit-tree", tree, "-m", "x").strip()
    git(place, "branch", "other", other)
    git(place, "symbolic-ref", "HEAD", "refs/heads/other")
    git(place, "branch", "-D", "main")
    two[0].catches("Cup library")
    synced = two[0].syncs()
    assert synced.state == "blocked"
    assert "not at the shared place any more: main." in message(synced)
    assert unfit(message(synced)) == ""
    assert "main" not in git(place, "for-each-ref", "--format=%(refname)")


# Beside the workspace


@pytest.fixture
def larger(tmp_path: Path) -> Copy:
    """A workspace in a larger repository, which has a link and a module beside it, shared."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "place.git")
    top = tmp_path / "larger"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "larger")
    begin_workspace(str(top / "team"), "Teambase")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "module")
    git(tmp_path / "module", "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "-qm", "x", "--allow-empty")
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "module"), "module")
    os.symlink("one", top / "link")
    mavi = Copy(top / "team", "mavi")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "begin")
    share_at(mavi.root, str(tmp_path / "place.git"))
    assert mavi.syncs().state == "in-step"
    return mavi


def test_what_lies_beside_the_workspace_is_as_git_has_it(larger: Copy, tmp_path: Path) -> None:
    top = Path(larger.root).parent
    ben = joined(tmp_path / "place.git", tmp_path / "copy")
    assert ben.root == str(tmp_path / "copy/team")
    assert os.readlink(tmp_path / "copy/link") == "one"
    assert os.listdir(tmp_path / "copy/module") == []
    (top / "link").unlink()
    os.symlink("two", top / "link")
    git(top, "commit", "--quiet", "--all", "-m", "by hand")
    larger.catches("Cup library")
    assert larger.syncs().state == "in-step"
    assert ben.syncs().state == "in-step"
    assert os.readlink(tmp_path / "copy/link") == "two"
    assert git(tmp_path / "copy", "status", "--porcelain") == ""
    assert len(collected(ben.root).ideas) == 1


def test_where_git_is_told_that_there_are_no_links_they_are_files(larger: Copy, tmp_path: Path) -> None:
    ben = joined(tmp_path / "place.git", tmp_path / "copy")
    git(tmp_path / "copy", "config", "core.symlinks", "false")
    (Path(larger.root).parent / "link").unlink()
    os.symlink("two", Path(larger.root).parent / "link")
    git(Path(larger.root).parent, "commit", "--quiet", "--all", "-m", "by hand")
    larger.syncs()
    assert ben.syncs().state == "in-step"
    assert (tmp_path / "copy/link").read_text() == "two"


def test_a_link_beside_the_workspace_that_looks_like_it_is_stopped(larger: Copy, tmp_path: Path) -> None:
    ben = joined(tmp_path / "place.git", tmp_path / "copy")
    top = Path(larger.root).parent
    os.symlink("module", top / "Team")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "by hand")
    git(top, "push", "--quiet")
    synced = ben.syncs()
    assert (synced.state, "is a link" in message(synced)) == ("blocked", True)
