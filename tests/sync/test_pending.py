"""What is committed of what was written, and in whose name, where it is not as simple as it looks."""

import os
from pathlib import Path

import pytest

from cocreate.acts.undo import last_done, take_back
from cocreate.sync import committing
from cocreate.sync.checking import check
from cocreate.sync.committing import commit_pending
from cocreate.sync.git import Git
from cocreate.workspace import files, journal
from cocreate.workspace.format.writing import document
from tests.sync.clones import Copy, drained, git, message, shared


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def author_of(copy: Copy, path: str) -> str:
    return copy.git("log", "-1", "--format=%an", "--", path).strip()


def credits_of(copy: Copy, path: str) -> list[str]:
    return copy.git("log", "--reverse", "--format=%an", "--", path).split("\n")[:-1]


def test_a_note_whose_file_is_yet_to_come_is_not_forgotten(two: list[Copy]) -> None:
    mavi = two[0]
    data = document({"name": "Noor"})
    journal.note(mavi.root, "people/noor.md", data, ["erkan"])
    mavi.catches("Cup library")
    assert mavi.syncs().sent == 1
    files.create(mavi.root, "people/noor.md", data)
    assert mavi.syncs().sent == 1
    assert author_of(mavi, "people/noor.md") == "Erkan"


def test_a_note_whose_file_never_came_is_forgotten_after_a_while(two: list[Copy]) -> None:
    mavi = two[0]
    journal.note(mavi.root, "people/noor.md", b"never", ["erkan"])
    mavi.syncs()
    assert len(journal.notes(mavi.root)) == 1
    os.utime(f"{mavi.root}/.cocreate/written", (0, 0))
    mavi.syncs()
    assert journal.notes(mavi.root) == []


def test_what_is_saved_while_it_is_committed_waits_and_is_credited_to_whoever_saved_it(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library", "one")
    staged = committing._staged

    def saved_before(*arguments: object) -> object:
        monkeypatch.setattr(committing, "_staged", staged)
        mavi.changes(idea.id, by=("erkan",), body="two")
        return staged(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(committing, "_staged", saved_before)
    mavi.syncs()
    mavi.syncs()
    drained(two)
    assert credits_of(mavi, idea.path) == ["Mavi", "Erkan"]


def test_who_took_a_file_out_is_credited(two: list[Copy]) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library")
    mavi.syncs()
    journal.note(mavi.root, idea.path, None, ["erkan"])
    os.unlink(f"{mavi.root}/{idea.path}")
    mavi.syncs()
    assert author_of(mavi, idea.path) == "Erkan"


def test_a_folder_with_a_history_of_its_own_is_not_shared(two: list[Copy]) -> None:
    mavi = two[0]
    mavi.write("commons/other/note.txt", "x\n")
    git(f"{mavi.root}/commons/other", "init", "--quiet")
    git(f"{mavi.root}/commons/other", "add", ".")
    git(
        f"{mavi.root}/commons/other",
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@y.example",
        "commit",
        "--quiet",
        "-m",
        "x",
    )
    mavi.catches("Cup library")
    assert mavi.syncs().sent == 1
    assert two[1].syncs().state == "in-step"


def test_a_stash_that_could_not_be_applied_is_left_to_whoever_applied_it(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one")
    drained(two)
    erkan.changes(idea.id, body="erkan")
    erkan.syncs()
    mavi.changes(idea.id, body="mavi")
    mavi.git("stash")
    mavi.syncs()
    mavi.git("stash", "pop", fine=(1,))
    mavi.catches("Hooks")
    mavi.syncs()
    assert "<<<<<<<" in Path(mavi.root, idea.path).read_text()
    assert "<<<<<<<" not in mavi.git("show", f"HEAD:{idea.path}")


@pytest.mark.parametrize(
    "name",
    ["a [b] {c}.txt", "it's.txt", "#1 $HOME `x`.txt", "ünï.txt", "日本.txt"],
)
def test_files_of_any_name_are_committed_as_they_are(two: list[Copy], name: str) -> None:
    mavi = two[0]
    for path in (f"commons/{name}", f"commons/{name}.d/{name}"):
        Path(mavi.root, path).parent.mkdir(parents=True, exist_ok=True)
        Path(mavi.root, path).write_text("x\n")
    mavi.git("config", "branch.main.remote", "")
    mavi.syncs()
    assert mavi.git("status", "--porcelain") == ""
    os.unlink(f"{mavi.root}/commons/{name}")
    mavi.syncs()
    assert mavi.git("status", "--porcelain") == ""
    assert mavi.git("rev-list", "--count", "HEAD", "--", "commons").strip() == "2"


LITTER = (
    *("Thumbs.db", "desktop.ini", "4913", "5036", ".DS_Store", "._mavi.md", "Icon\r", "~$list.docx", "#ana.md#"),
    *("ana.md~", "ana.md.bak", "ana.md.orig", "ana.md.rej", ".ana.md.swp", "ana.md.tmp", "list.part", "a.crdownload"),
    *("__MACOSX/a.txt", "$RECYCLE.BIN/x/a.txt", "System Volume Information/x", ".stversions/a.txt", "@eaDir/a.jpg"),
    *(".obsidian/app.json", ".Trash-1000/files/f.txt", ".vscode/.gitignore", ".stversions/cups-9d2m4x7t0e/idea.md"),
)


def test_what_systems_and_editors_leave_is_neither_shared_nor_named(two: list[Copy]) -> None:
    mavi = two[0]
    for name in LITTER:
        for folder in ("people", "ideas/2026-11", "."):
            place = Path(mavi.root, folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("x\n")
    files.create(mavi.root, ".stversions/ideas/2026-11/cups-9d2m4x7t0e/idea.md", b"old")
    for name in ("4914", "2026", "menu.ini", "a draft.txt"):
        Path(mavi.root, "commons").mkdir(exist_ok=True)
        Path(mavi.root, "commons", name).write_text("x\n")
    mavi.syncs()
    shared_now = set(mavi.git("ls-files", "-z").split("\0"))
    assert {"commons/4914", "commons/2026", "commons/menu.ini", "commons/a draft.txt"} <= shared_now
    assert not [path for path in shared_now if path.endswith((*LITTER, "9d2m4x7t0e/idea.md"))]
    assert check(mavi.root, mavi.collection) == []


@pytest.mark.parametrize(
    "name",
    [
        '"quoted".txt',
        "back\\slash.txt",
        "two\nlines.txt",
        "a:b",
        "-rf",
        b"\xff.txt".decode(errors="surrogateescape"),
        "/".join(["x" * 200] * 4),
    ],
    ids=["quotes", "backslash", "lines", "colon", "option", "bytes", "long"],
)
def test_what_others_would_not_let_in_is_left_and_named(two: list[Copy], name: str) -> None:
    """Shared, it would stop everybody else."""
    mavi, erkan = two
    file = Path(mavi.root, "commons", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x\n")
    mavi.catches("Cup library")
    synced = mavi.syncs()
    assert (synced.state, synced.sent, synced.left) == ("in-step", 1, (f"commons/{name}",))
    assert "is not shared. Why: cocreate check" in message(synced)
    assert erkan.syncs().state == "in-step"
    assert [one.path for one in check(mavi.root, mavi.collection)] == [f"commons/{name}"]


def test_a_file_that_is_too_large_or_a_link_is_left_and_named(two: list[Copy]) -> None:
    mavi, erkan = two
    Path(mavi.root, "commons").mkdir(exist_ok=True)
    with open(f"{mavi.root}/commons/film.mkv", "wb") as film:
        film.truncate(33 << 20)
    os.symlink("/etc/passwd", f"{mavi.root}/commons/link")
    synced = mavi.syncs()
    assert (synced.state, synced.sent, sorted(synced.left)) == ("in-step", 0, ["commons/film.mkv", "commons/link"])
    assert "and 1 more are not shared" in message(synced)
    assert erkan.syncs().state == "in-step"


def test_what_the_person_told_git_to_ignore_stays_with_them(two: list[Copy]) -> None:
    mavi = two[0]
    Path(mavi.root, ".git/info/exclude").write_text("people/private.md\n")
    mavi.write("people/private.md", "---\nname: Only mine\n---\n")
    assert mavi.syncs().sent == 0


def test_hundreds_of_files_are_committed_to_the_byte(two: list[Copy]) -> None:
    mavi = two[0]
    for number in range(150):
        mavi.write(f"commons/{number}.txt", f"{number}\n" * number)
    Path(mavi.root, "commons/crlf.txt").write_bytes(b"a\r\nb\r\n")
    assert [mavi.syncs().sent, mavi.syncs().sent, two[1].syncs().received] == [151, 0, 151]
    assert mavi.git("status", "--porcelain") == ""
    assert two[1].files()["commons/crlf.txt"] == b"a\nb\n", "as the workspace says that texts are shared"
    assert two[1].files()["commons/149.txt"] == b"149\n" * 149
    assert git(mavi.root, "show", "HEAD:commons/3.txt") == "3\n3\n3\n"


def test_names_that_would_end_a_line_of_git_do_no_harm(two: list[Copy]) -> None:
    mavi = two[0]
    data = document({"name": "Noor"})
    journal.note(mavi.root, "people/noor.md", data, ["no>or<x"])
    files.create(mavi.root, "people/noor.md", data)
    assert mavi.syncs().sent == 1
    drained(two)


def test_what_a_hand_adds_to_what_somebody_wrote_is_the_hands_alone(two: list[Copy]) -> None:
    mavi = two[0]
    mavi.person = "erkan"
    idea = mavi.catches("Cup library")
    before = mavi.read(idea.path)
    mavi.write(idea.path, before.replace("\n---\n", "\nthemes: [cups]\n---\n", 1))
    assert "themes" in mavi.read(idea.path)
    mavi.syncs()
    assert credits_of(mavi, idea.path) == ["Erkan", "Mavi"]
    assert mavi.git("show", f"HEAD~1:{idea.path}") == before
    assert check(mavi.root, mavi.collection) == []


def test_what_a_hand_wrote_before_somebody_changed_it_is_the_hands_alone(two: list[Copy]) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library")
    mavi.syncs()
    mavi.write(idea.path, mavi.read(idea.path) + "By a hand.\n")
    mavi.changes(idea.id, by=("erkan",), title="Cups for all")
    mavi.syncs()
    assert credits_of(mavi, idea.path) == ["Mavi", "Mavi", "Erkan"]
    assert "By a hand." in mavi.git("show", f"HEAD~1:{idea.path}")
    assert "Cups for all" not in mavi.git("show", f"HEAD~1:{idea.path}")


def test_after_a_hand_had_the_last_word_its_next_words_are_its_alone_too(two: list[Copy]) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library", "one")
    for words in ("By a hand.", "Once more."):
        mavi.write(idea.path, mavi.read(idea.path) + f"{words}\n")
        mavi.syncs()
    assert credits_of(mavi, idea.path) == ["Mavi", "Mavi", "Mavi"]


def test_of_several_who_wrote_each_is_the_author_about_as_often(two: list[Copy]) -> None:
    mavi, erkan = two
    for number in range(40):
        mavi.catches(f"Cup library {number}", by=("mavi", "erkan"))
        commit_pending(Git(mavi.root), mavi.root, "")
    mavi.syncs()
    erkan.syncs()
    said = [copy.git("log", "-40", "--format=%an").split() for copy in two]
    assert said[0] == said[1]
    assert 10 <= said[0].count("Mavi") <= 30


def test_what_somebody_changed_and_took_back_before_a_sync_is_still_whose_it_was(two: list[Copy]) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library", "one")
    mavi.changes(idea.id, by=("erkan",), title="Cups for all")
    voice = mavi.voice("erkan")
    take_back(mavi.root, voice, mavi.collection, last_done(mavi.root, voice.by, mavi.collection))
    mavi.syncs()
    assert credits_of(mavi, idea.path)[0] == "Mavi"
    assert mavi.git("log", "--format=", "--diff-filter=D", "--name-only", "--", idea.path) == ""
    assert check(mavi.root, mavi.collection) == []
