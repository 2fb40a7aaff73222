"""What git prints for other programs, read from git itself and from made-up answers: no name can pass for another."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.log import read_log
from cocreate.sync.records import BASE, LINK, OURS, PLAIN, RAW, THEIRS, FileChange, LoggedFile, StoredFile
from tests.sync.clones import git

ODD = ["plain.md", ":100644 100644", "a\tb\nc.md", "# branch.oid 0", "? ! 1 2", "ä ö.md", "raw \udcff.md", "x/y z.md"]
"""Names that look like something else that git says, or hold what parts it."""


@pytest.fixture
def repository(tmp_path: Path) -> Git:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "user.name", "Mavi")
    git(tmp_path, "config", "user.email", "mavi@example.org")
    for name in ODD:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("one\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "begin\n\n:100644 in a message\n\nCo-authored-by: Ana <a@x>")
    return Git(str(tmp_path))


def change(repository: Git, data: str, *names: str) -> None:
    for name in names:
        Path(repository.at, name).write_text(data)


def test_names_come_back_as_they_are(repository: Git) -> None:
    listed = records.paths(repository.run("ls-tree", "-r", "-z", "--name-only", "HEAD"))
    assert sorted(listed) == sorted(ODD)
    change(repository, "two\n", *ODD)
    repository.run("update-index", "-z", "--stdin", data=records.as_input(ODD))
    staged = records.changes(repository.run("diff-index", "--cached", *RAW, "HEAD"))
    assert sorted(one.path for one in staged) == sorted(ODD)
    assert {one.how for one in staged} == {"M"}


def test_a_change_has_what_was_before_and_what_is_after(repository: Git) -> None:
    first = repository.line("rev-parse", "HEAD")
    Path(repository.at, "plain.md").unlink()
    Path(repository.at, "new.md").write_text("new\n")
    os.symlink("nowhere", Path(repository.at, "link"))
    Path(repository.at, "ä ö.md").chmod(0o755)
    git(repository.at, "add", "--all")
    git(repository.at, "commit", "--quiet", "--message", "more")
    found = {one.path: one for one in records.changes(repository.run("diff-tree", "-r", *RAW, first, "HEAD"))}
    one, new = (git(repository.at, "rev-parse", name).strip() for name in (f"{first}:plain.md", "HEAD:new.md"))
    link = git(repository.at, "rev-parse", "HEAD:link").strip()
    assert found == {
        "plain.md": FileChange("plain.md", StoredFile(PLAIN, one), None, "D"),
        "new.md": FileChange("new.md", None, StoredFile(PLAIN, new), "A"),
        "link": FileChange("link", None, StoredFile(LINK, link), "A"),
        "ä ö.md": FileChange("ä ö.md", StoredFile(PLAIN, one), StoredFile("100755", one), "M"),
    }
    told = records.letters(repository.run("diff", "-z", "--no-renames", "--name-status", first, "HEAD"))
    assert told == {path: change.how for path, change in found.items()}


def test_the_status_tells_what_is_new_changed_gone_and_ignored(repository: Git) -> None:
    asked = ("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignored=traditional")
    assert records.status(repository.run(*asked)) == records.Status(repository.line("rev-parse", "HEAD"), ())
    one = repository.line("rev-parse", "HEAD:plain.md")
    Path(repository.at, "plain.md").unlink()
    change(repository, "two\n", "? ! 1 2", "1 new\n# branch.oid 1")
    Path(repository.at, ".gitignore").write_text("*.out\n")
    Path(repository.at, "a b.out").touch()
    found = {file.path: file for file in records.status(repository.run(*asked)).files}
    assert found == {
        "plain.md": records.StatusFile("plain.md", committed=one, is_there=False),
        "? ! 1 2": records.StatusFile("? ! 1 2", committed=one),
        "1 new\n# branch.oid 1": records.StatusFile("1 new\n# branch.oid 1"),
        ".gitignore": records.StatusFile(".gitignore"),
        "a b.out": records.StatusFile("a b.out", is_ignored=True),
    }
    plain = Git(repository.at, literal=False)
    told = plain.run("check-ignore", "--verbose", "-z", "--stdin", data=b"a b.out", fine=(0, 1))
    assert records.ignoring(told) == {"a b.out": ".gitignore"}


def test_nothing_was_committed_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    asked = ("status", "--porcelain=v2", "--branch", "-z")
    assert records.status(Git(str(tmp_path)).run(*asked)) == records.Status("", ())
    assert records.refs(Git(str(tmp_path)).run("for-each-ref", "--format=%(refname) %(objectname)")) == {}


def test_what_a_merge_left_apart_has_its_sides(repository: Git) -> None:
    at = repository.at
    git(at, "switch", "--quiet", "--create", "other")
    change(repository, "theirs\n", "plain.md", "a\tb\nc.md")
    git(at, "commit", "--quiet", "--all", "--message", "theirs")
    git(at, "switch", "--quiet", "main")
    change(repository, "ours\n", "plain.md")
    git(at, "rm", "--quiet", "a\tb\nc.md")
    git(at, "commit", "--quiet", "--all", "--message", "ours")
    git(at, "merge", "other", fine=(1,))
    found = records.unmerged(repository.run("ls-files", "--unmerged", "-z"))
    assert {path: set(stages) for path, stages in found.items()} == {
        "plain.md": {BASE, OURS, THEIRS},
        "a\tb\nc.md": {BASE, THEIRS},
    }
    stages = found["plain.md"]
    assert repository.blobs([stages[side].blob for side in (BASE, OURS, THEIRS)]) == [b"one\n", b"ours\n", b"theirs\n"]


def test_the_log_tells_each_commit_with_its_files_whatever_is_written_there(repository: Git) -> None:
    git(repository.at, "commit", "--quiet", "--allow-empty", "--message", "nothing changed")
    last, first = read_log(repository, "HEAD")
    assert (last.message.strip(), last.files) == ("nothing changed", ())
    assert first.authors == [("Mavi", "mavi@example.org"), ("Ana", "a@x")]
    assert ":100644 in a message" in first.message
    assert sorted(file.path for file in first.files) == sorted(ODD)
    assert {(file.before, bool(file.after)) for file in first.files} == {((None,), True)}


def test_a_merge_tells_every_parent(repository: Git) -> None:
    at = repository.at
    git(at, "switch", "--quiet", "--create", "other")
    change(repository, "theirs\n", "plain.md")
    git(at, "commit", "--quiet", "--all", "--message", "theirs")
    git(at, "switch", "--quiet", "main")
    change(repository, "ours\n", "plain.md")
    git(at, "commit", "--quiet", "--all", "--message", "ours")
    git(at, "merge", "--quiet", "other", fine=(1,))
    change(repository, "both\n", "plain.md")
    git(at, "commit", "--quiet", "--all", "--no-edit")
    (file,) = next(iter(read_log(repository, "-c", "HEAD"))).files
    sides = [repository.line("rev-parse", f"{parent}:plain.md") for parent in ("HEAD^1", "HEAD^2", "HEAD")]
    ours, theirs, both = (StoredFile(PLAIN, blob) for blob in sides)
    assert file == LoggedFile("plain.md", (ours, theirs), both)


def test_contents_come_in_order_and_what_is_none_is_none(repository: Git) -> None:
    names = ["HEAD:plain.md", "HEAD:not there", "HEAD:not there blob", "HEAD:x", "HEAD:x/y z.md"]
    assert repository.blobs(names) == [b"one\n", None, None, None, b"one\n"]
    assert repository.blobs([]) == []


def test_the_last_of_a_setting_counts(repository: Git) -> None:
    git(repository.at, "config", "--add", "user.name", "Mavi Öz\nand more")
    told = records.settings(repository.run("config", "-z", "--get-regexp", r"^user\."))
    assert told == {"user.name": "Mavi Öz\nand more", "user.email": "mavi@example.org"}


def test_nobody_else_takes_a_list_of_gits_apart() -> None:
    package = Path(records.__file__).parent
    marks = ('split("\\0")', 'split(b"\\0")', "[::2]", "[1::2]", '"--raw"', 'removeprefix(":")')
    texts = {module.name: module.read_text(encoding="utf-8") for module in package.glob("*.py")}
    assert [name for name, text in texts.items() if any(mark in text for mark in marks)] == ["records.py"]


# Made up

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
FILES = st.none() | st.builds(
    StoredFile, st.sampled_from([PLAIN, "100755", LINK]), st.text("0123456789abcdef", min_size=40, max_size=40)
)
CHANGES = st.builds(FileChange, NAMES, FILES, FILES, st.sampled_from("ADMTU"))


def raw(side: StoredFile | None) -> tuple[str, str]:
    return (side.mode, side.blob) if side else ("000000", "0" * 40)


def printed(changes: list[FileChange]) -> Iterator[str]:
    for one in changes:
        (was, before), (mode, blob) = raw(one.before), raw(one.after)
        yield f":{was} {mode} {before} {blob} {one.how}\0{one.path}\0"


@given(st.lists(CHANGES, max_size=5))
def test_whatever_a_file_is_called_its_change_is_read_as_it_is(changes: list[FileChange]) -> None:
    assert records.changes("".join(printed(changes)).encode()) == changes


@given(st.lists(NAMES, max_size=5))
def test_names_that_are_given_to_git_are_read_back(names: list[str]) -> None:
    assert records.paths(records.as_input(names)) == names


@given(st.lists(st.none() | st.binary(max_size=20), max_size=5))
def test_contents_may_hold_anything(contents: list[bytes | None]) -> None:
    out = b"".join(
        b"x missing\n" if data is None else b"0" * 40 + b" blob %d\n" % len(data) + data + b"\n" for data in contents
    )
    assert records.contents(out) == contents
