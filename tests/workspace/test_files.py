"""Files: what is not read, what is not written over, and what a crash or a full disk leaves."""

import errno
import functools
import json
import multiprocessing
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
from cocreate.model.errors import NotWritten, Unreadable
from cocreate.workspace import files
from tests.conftest import all_files, make_voice

HERE = Path(__file__).resolve().parent
FORK = multiprocessing.get_context("fork")


# Reading


def test_a_plain_file_is_read_to_the_byte(workspace: str) -> None:
    Path(workspace, "people/mavi.md").write_bytes(b"x\r\n\xff")
    assert files.read(workspace, "people/mavi.md") == b"x\r\n\xff"


def test_a_missing_file_is_told_apart_from_an_unreadable_one(workspace: str) -> None:
    for path in ("people/nobody.md", "people/no/body.md"):
        with pytest.raises(FileNotFoundError):
            files.read(workspace, path)


def refusal(root: str, path: str) -> str:
    with pytest.raises(Unreadable) as caught:
        files.read(root, path)
    return caught.value.message


def test_a_link_is_not_followed(workspace: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    Path(workspace, "people/x.md").symlink_to(tmp_path / "secret")
    assert refusal(workspace, "people/x.md") == "it is a link, and links are not followed"


def test_a_folder_that_is_a_link_is_not_followed(workspace: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("secret", encoding="utf-8")
    Path(workspace, "ideas/2026-11").symlink_to(outside)
    assert refusal(workspace, "ideas/2026-11/x.md") == "it is a link, and links are not followed"


def test_a_pipe_is_refused_without_waiting_for_a_writer(workspace: str) -> None:
    os.mkfifo(f"{workspace}/people/x.md")
    assert refusal(workspace, "people/x.md") == "it is not a plain file"


def test_a_folder_called_like_a_file_is_refused(workspace: str) -> None:
    Path(workspace, "people/x.md").mkdir()
    assert refusal(workspace, "people/x.md") == "it is not a plain file"


def test_a_device_is_refused() -> None:
    assert refusal("/dev", "null") == "it is not a plain file"
    assert refusal("/dev", "zero") == "it is not a plain file"


def test_a_file_of_one_mebibyte_is_read_and_a_byte_more_is_refused(workspace: str) -> None:
    path = Path(workspace, "people/x.md")
    path.write_bytes(b"x" * files.LARGEST_FILE)
    assert len(files.read(workspace, "people/x.md")) == files.LARGEST_FILE
    path.write_bytes(b"x" * (files.LARGEST_FILE + 1))
    assert refusal(workspace, "people/x.md") == "it is larger than 1 MiB"


def test_a_file_whose_size_the_system_hides_is_read_within_the_limit() -> None:
    assert files.read("/proc", "self/status" if not Path("/proc/self").is_symlink() else f"{os.getpid()}/status")


# Creating and replacing


def test_a_new_file_is_made_with_its_folders_and_nothing_beside_it(workspace: str) -> None:
    files.create(workspace, "ideas/2026-11/a/idea.md", b"new")
    assert all_files(f"{workspace}/ideas") == {"2026-11/a/idea.md": b"new"}


def test_creating_never_takes_a_name_that_is_there(workspace: str) -> None:
    files.create(workspace, "people/x.md", b"first")
    Path(workspace, "people/link.md").symlink_to("nowhere")
    Path(workspace, "people/folder.md").mkdir()
    for name in ("x", "link", "folder"):
        with pytest.raises(FileExistsError):
            files.create(workspace, f"people/{name}.md", b"second")
    assert files.read(workspace, "people/x.md") == b"first"
    assert not Path(workspace, "people/nowhere").exists()
    assert sorted(os.listdir(f"{workspace}/people")) == ["folder.md", "link.md", "x.md"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_hard_links_is_written_to_all_the_same(
    workspace: str, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def no_links(*_args: object, **_keys: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", no_links)
    files.create(workspace, "people/x.md", b"first")
    with pytest.raises(FileExistsError):
        files.create(workspace, "people/x.md", b"second")
    assert all_files(f"{workspace}/people") == {"x.md": b"first"}


def test_without_hard_links_a_rename_that_fails_leaves_no_empty_file(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(code: int, *_args: object, **_keys: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", functools.partial(refuse, errno.EPERM))
    monkeypatch.setattr(os, "replace", functools.partial(refuse, errno.EIO))
    with pytest.raises(NotWritten):
        files.create(workspace, "people/x.md", b"first")
    assert all_files(f"{workspace}/people") == {}


def test_replacing_keeps_the_mode_of_the_file(workspace: str) -> None:
    path = Path(workspace, "people/x.md")
    files.create(workspace, "people/x.md", b"old")
    path.chmod(0o640)
    assert files.replace(workspace, "people/x.md", b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert all_files(f"{workspace}/people") == {"x.md": b"new"}


def test_a_file_that_somebody_else_saved_meanwhile_is_not_replaced(workspace: str) -> None:
    files.create(workspace, "people/x.md", b"theirs")
    assert not files.replace(workspace, "people/x.md", b"ours", seen=b"what we read")
    assert all_files(f"{workspace}/people") == {"x.md": b"theirs"}
    assert files.replace(workspace, "people/x.md", b"ours", seen=b"theirs")
    assert all_files(f"{workspace}/people") == {"x.md": b"ours"}


def test_a_link_is_not_replaced(workspace: str, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"outside")
    Path(workspace, "people/x.md").symlink_to(tmp_path / "outside")
    with pytest.raises(NotWritten):
        files.replace(workspace, "people/x.md", b"new")
    assert (tmp_path / "outside").read_bytes() == b"outside"
    assert Path(workspace, "people/x.md").is_symlink()


@pytest.mark.parametrize("write", [files.create, files.replace])
def test_nothing_is_written_through_a_folder_that_is_a_link(
    workspace: str, tmp_path: Path, write: "type[files.create]"
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    Path(workspace, "ideas/2026-11").symlink_to(outside)
    with pytest.raises(NotWritten):
        write(workspace, "ideas/2026-11/a/idea.md", b"new")
    with pytest.raises(NotWritten):
        catch_idea(workspace, make_voice(), "An idea")
    assert os.listdir(outside) == []


@pytest.mark.parametrize("path", ["../x.md", "people/../../x.md", "people/./x.md", "people//x.md"])
def test_nothing_is_written_outside_of_the_workspace(workspace: str, path: str) -> None:
    for write in (files.create, files.replace):
        with pytest.raises(NotWritten):
            write(workspace, path, b"new")
    assert not Path(workspace, "../x.md").exists()


# Several processes


def create_many(root: str, worker: int, counts: "FORK.Queue[int]") -> None:
    won = 0
    for number in range(20):
        try:
            files.create(root, f"ideas/{number}/idea.md", f"{worker}".encode() * 5000)
            won += 1
        except FileExistsError:
            continue
    counts.put(won)


def test_of_sixteen_processes_that_create_one_file_exactly_one_does(workspace: str) -> None:
    counts = FORK.Queue()
    workers = [FORK.Process(target=create_many, args=(workspace, n, counts)) for n in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts.get() for _worker in workers) == 20
    there = all_files(f"{workspace}/ideas")
    assert len(there) == 20
    assert all(data in {f"{n}".encode() * 5000 for n in range(16)} for data in there.values())


def catch_many(root: str, worker: int) -> None:
    for number in range(10):
        catch_idea(root, Voice(["mavi"]), f"Idea {number} of {worker}")


def test_sixteen_processes_catch_ideas_and_none_is_lost(workspace: str) -> None:
    workers = [FORK.Process(target=catch_many, args=(workspace, n)) for n in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 16
    assert len(all_files(f"{workspace}/ideas")) == 160


# Crashes


@functools.cache
def crash(scenario: str, folder: Path) -> dict[str, object]:
    command = [sys.executable, str(HERE / "crashing.py"), scenario, str(folder / "crash")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, cwd=HERE.parent.parent)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("scenario", "at_least"), [("catch", 44), ("add", 100), ("change", 75), ("clash", 95), ("begin", 66)]
)
def test_a_process_killed_at_any_call_leaves_every_file_old_or_new_and_keeps_what_it_told(
    tmp_path: Path, scenario: str, at_least: int
) -> None:
    report = crash(scenario, tmp_path)
    before, points = report["before"], report["points"]
    steps = before_and_between(scenario, before, points[-1]["after"])
    assert points[-1]["done"]
    assert len(points) > at_least, "the enumeration reaches every call"
    for number, point in enumerate(points):
        after = {path: text for path, text in point["after"].items() if not path.endswith(".tmp")}
        assert before.keys() <= after.keys(), number
        for path, text in after.items():
            assert text in steps[path], (number, path)
        if point["done"]:
            assert after == points[-1]["after"], number
        assert point["carries_on"], number


def before_and_between(scenario: str, before: dict[str, str], end: dict[str, str]) -> dict[str, set[str]]:
    """What may stand in each file: what did before, what will in the end; of two saves, the first."""
    steps = {path: {text} for path, text in end.items()}
    for path, text in before.items():
        steps[path].add(text)
        if scenario == "clash":
            steps[path].add(text.replace("title: A jug\n", "title: A pot\n"))
    return steps


# A disk that says no

FULL = """
import os, sys
sys.path.insert(0, {root!r})
from tests.conftest import all_files, make_voice
from cocreate.acts.capture import catch_idea
from cocreate.acts.edit import edit
from cocreate.model.errors import CocreateError
from cocreate.workspace.format.reading import read_item
workspace, path = sys.argv[1:]
idea = read_item(workspace, path)
before = all_files(workspace)
for act in (
    lambda: catch_idea(workspace, make_voice(), "New", "more words " * 9000),
    lambda: edit(workspace, make_voice(), idea, {{}}, "more words " * 9000),
):
    try:
        act()
    except CocreateError as error:
        print(type(error).__name__, error.message, error.hint)
    else:
        raise SystemExit("it was written")
assert all_files(workspace) == before, sorted(all_files(workspace))
"""


def in_a_shell_of_its_own(commands: str, workspace: str, path: str) -> list[str]:
    """What the acts print after `commands`, in a namespace where one may mount; else skipped."""
    program = FULL.format(root=str(HERE.parent.parent))
    script = f'{commands} || exit 77; exec "$2" -c "$3" "$0" "$1"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, workspace, path, sys.executable, program],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if done.returncode == 77 or b"unshare" in done.stderr:
        pytest.skip("this system lets nobody mount here")
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()


needs_unshare = pytest.mark.skipif(not shutil.which("unshare"), reason="there is no unshare")


@needs_unshare
def test_on_a_full_disk_the_old_files_stand_and_one_sentence_says_so(workspace: str) -> None:
    path, _fields, _body = catch_idea(workspace, make_voice(), "Old", "words")
    full = 'cp -r "$0" "$0-copy" && mount -t tmpfs -o size=100k tmpfs "$0" && cp -r "$0-copy/." "$0"'
    said = in_a_shell_of_its_own(full, workspace, path)
    assert said == ["NotWritten The disk is full; nothing was changed. Make room, then try again."] * 2


@needs_unshare
def test_in_a_read_only_folder_the_old_files_stand_and_one_sentence_says_so(workspace: str) -> None:
    path, _fields, _body = catch_idea(workspace, make_voice(), "Old", "words")
    locked = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'
    said = in_a_shell_of_its_own(locked, workspace, path)
    sentence = "NotWritten This computer does not allow writing there; nothing was changed."
    assert said == [f"{sentence} Look at who may write in the workspace folder."] * 2


def write_within_limit(root: str, path: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    for write in (files.create, files.replace):
        try:
            write(root, path if write is files.replace else "people/new.md", b"x" * 5000)
        except NotWritten:
            continue
        os._exit(1)
    os._exit(0)


def test_a_write_that_stops_half_way_leaves_nothing_behind(workspace: str) -> None:
    files.create(workspace, "people/x.md", b"old")
    child = FORK.Process(target=write_within_limit, args=(workspace, "people/x.md"))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert all_files(f"{workspace}/people") == {"x.md": b"old"}


def test_a_workspace_that_was_moved_away_is_not_made_anew(workspace: str) -> None:
    os.rename(workspace, f"{workspace}-moved")
    with pytest.raises(NotWritten):
        catch_idea(workspace, make_voice(), "An idea")
    assert not os.path.exists(workspace)
