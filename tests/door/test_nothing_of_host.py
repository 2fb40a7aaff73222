"""Nothing of the host is named to whoever comes in: no answer holds a place on it, whatever goes wrong there."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from cocreate.cli import through_door
from cocreate.cli.program import main
from cocreate.cli.registry import MODULES
from cocreate.cli.visiting import come_in
from cocreate.model import host
from cocreate.model.errors import NotWritten, in_words
from cocreate.sync import refusals
from cocreate.sync.git import GitFailed
from cocreate.sync.outcome import BLOCKED, Synced, describe
from cocreate.tui.hints import hint_words
from tests.door.test_coming_in import no_window
from tests.door.visitors import open_house
from tests.sync.clones import git

HELPS = "Whoever opened the door can help."
IN_THE_WAY = "Something is in the way on the computer that this door is on."

IDEA = "8tp8"
ASKED = [
    "",
    "--help",
    "help",
    "me",
    "here",
    "history",
    "sync",
    "check",
    "show nothing-called-so",
    "idea x --project nope",
]
ASKED += ["show projects/../..", "list --limit x", "idea --theme", "undo --list", "--version", "--json"]
ASKED += [f"show {IDEA} --json", f"edit {IDEA} --body x --set state=nope", f"history {IDEA} --json", "me --json"]


@pytest.fixture
def places(teambase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What must stand in no answer: where the workspace is, where somebody is at home, where temporary files go."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return [teambase, os.environ["HOME"], str(temporary), str(tmp_path), str(Path(__file__).parent.parent.parent)]


def in_the_way(root: str, path: str) -> None:
    """Put a file in the place of a folder, where nothing can be written any more, whoever runs this."""
    shutil.rmtree(f"{root}/{path}", ignore_errors=True)
    Path(root, path).write_text("in the way\n")


BROKEN = {
    "whole": lambda _root: None,
    "no place for ideas": lambda root: in_the_way(root, "ideas"),
    "no place for what is local": lambda root: in_the_way(root, ".cocreate"),
    "no mark": lambda root: Path(root, "workspace.md").unlink(),
    "gone": shutil.rmtree,
    "a git that is none": lambda root: in_the_way(root, ".git"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_no_command_names_a_place_of_the_host_whatever_is_in_its_way(
    teambase: str, places: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setenv("COCREATE_WORKSPACE", teambase)
    monkeypatch.setenv("COCREATE_AS", "mavi")
    monkeypatch.setenv("COCREATE_DOOR", "mavi")
    monkeypatch.chdir("/")
    BROKEN[broken](teambase)
    asked = [*ASKED, *(f"{word} {IDEA} words" for word in sorted(set(MODULES) - {"sit", "door", "completion"}))]
    asked += sorted(through_door.ALLOWED - {"idea"}) if broken == "whole" else []

    def ask_all() -> None:
        come_in(teambase, os.environ)
        for line in asked:
            try:
                main(through_door.allowed(line.split()))
            except through_door.WrongUsage:
                continue
            told = "".join(capsys.readouterr())
            assert not [place for place in places if place in told], f"{line}: {told}"

    copy_context().run(ask_all)


def kept(root: str) -> str:
    return "".join(path.read_text() for path in Path(root, ".cocreate", "drafts").glob("[!.]*"))


async def test_words_that_found_no_place_wait_in_ones_screens(teambase: str, places: list[str]) -> None:
    long = "A shelf that turns\n" + "and goes on turning\n" * 500
    async with open_house(teambase) as door:
        in_the_way(teambase, "ideas")
        key = door.key_of("mavi")
        done = await door.run(key, "idea -", long)
        assert done.exit_status == 1
        assert "What you wrote is kept with what you did not send" in str(done.stderr)
        assert not [place for place in places if place in str(done.stderr)]
        assert not list(Path(os.environ["TMPDIR"]).glob("cocreate-*"))
        short = await door.run(key, "idea A bell")
        assert "What you wrote:\nA bell" in str(short.stderr)
        async with door.visit(door.key_of("erkan")) as erkan, door.visit(key) as mavi:
            await mavi.sees("not sent is kept")
            mavi.forget()
            mavi.presses("r")
            await mavi.sees("A shelf that turns", "and goes on turning")
            await erkan.sees("Milk foam school")
            erkan.presses("i")
            await erkan.sees("What could be?")
            assert "A shelf that turns" not in erkan.text


async def test_where_nothing_can_be_kept_they_have_their_words_back_whole(teambase: str, places: list[str]) -> None:
    long = "A shelf that turns\n" + "".join(f"and turns {number}\n" for number in range(900))
    async with open_house(teambase) as door:
        in_the_way(teambase, "ideas")
        in_the_way(teambase, ".cocreate")
        done = await door.run(door.key_of("mavi"), "idea -", long)
    assert str(done.stderr).endswith(long)
    assert not [place for place in places if place in str(done.stderr)]


async def test_screens_tell_what_is_in_the_way_and_who_can_help(teambase: str, places: list[str]) -> None:
    async with open_house(teambase) as door, door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        in_the_way(teambase, "ideas")
        mavi.presses("i")
        await mavi.sees("What could be?")
        mavi.types("A bell at the door\r")
        await mavi.sees("It could not be written")
        assert "A bell at the door" in kept(teambase)
        mavi.presses("escape")
        await no_window(door, "mavi")
        shutil.rmtree(teambase)
        mavi.presses("i")
        await mavi.sees("What could be?")
        mavi.types("A lamp\r")
        await mavi.sees("ritten")
        assert not [place for place in places if place in mavi.text]


async def test_screens_that_fail_close_with_a_sentence_that_names_nothing(teambase: str, places: list[str]) -> None:
    async with open_house(teambase) as door, door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        screens = next(iter(door.house.of("mavi")[0].sessions))._screens
        assert screens
        screens.app.call_later(_fails, f"{teambase}/a-secret")
        await mavi.sees("these screens had to close")
        assert await mavi.ends() == 1
        assert "whoever opened the door can help" in " ".join(mavi.text.split())
        assert not [place for place in places if place in mavi.text]
    assert "a-secret" in "".join(door.told)  # whoever opened the door is told


def _fails(path: str) -> None:
    raise FileNotFoundError(2, "No such file or directory", path)


async def test_a_command_that_fails_as_nobody_thought_of_names_no_file_and_the_host_is_told(
    teambase: str, places: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # a module that breaks once it is imported stands for whatever may break
    broken = Path(places[3], "broken")
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import sys\nclass Finder:\n    def find_spec(self, name, *_rest):\n"
        "        if name == 'cocreate.cli.commands.listing': raise RuntimeError(f'in {__file__}')\n"
        "sys.meta_path.insert(0, Finder())\n"
    )
    from cocreate.launch import apart

    monkeypatch.setattr(apart, "LEFT", (*apart.LEFT, "PYTHONPATH"))
    monkeypatch.setenv("PYTHONPATH", str(broken))
    async with open_house(teambase) as door:
        done = await door.run(door.key_of("mavi"), "list")
        assert str(done.stderr) == "Something went wrong here.\nWhoever opened the door can help.\n"
        assert done.exit_status == 70
        assert door.told[-1] == "A command of Mavi Lindqvist ended in a way that it should not: list"


async def test_a_sync_that_cannot_go_on_says_so_without_gits_words(teambase: str, places: list[str]) -> None:
    git(teambase, "init", "--quiet", "--initial-branch=main")
    git(teambase, "remote", "add", "origin", "../nothing-there")
    async with open_house(teambase) as door, door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school", "not in step")
        mavi.presses("g")
        await mavi.sees("Whoever opened the door can help.")
        assert not [place for place in [*places, "nothing-there", "git -C"] if place in mavi.text]


@pytest.mark.parametrize("asked", ["list", "idea x", "sync", ""])
def test_behind_a_running_sshd_nothing_is_named_either(teambase: str, places: list[str], asked: str) -> None:
    Path(teambase, "workspace.md").unlink()
    command = [sys.executable, "-m", "cocreate", "--workspace", teambase, "sit", "--by", "mavi"]
    environ = {**os.environ, "SSH_ORIGINAL_COMMAND": asked}
    done = subprocess.run(
        command, env=environ, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert IN_THE_WAY in done.stderr
    assert not [place for place in places if place in done.stdout + done.stderr]


# What is told, and what is not


@pytest.fixture
def from_elsewhere() -> Iterator[None]:
    """Whoever reads came in by a door to /srv/garden on a computer whose home is /home/mavi."""
    token = host._kept_back.set(None)
    host.tell_nothing_of_host("/srv/garden", ["/home/mavi", "/tmp", "/"])  # noqa: S108
    yield
    host._kept_back.reset(token)


@pytest.mark.usefixtures("from_elsewhere")
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(2, "No such file", "/opt/x"), ("This computer said no: No such file.", HELPS)),
        (
            OSError(2, "No such file", "/srv/garden/ideas/x"),
            ("This computer said no: No such file.", "Look at ideas/x."),
        ),
        (OSError("cannot lock /home/mavi/.lock"), (IN_THE_WAY, HELPS)),
        (NotWritten("/srv/garden is not there.", "Put it back."), (IN_THE_WAY, "Put it back.")),
        (NotWritten("/srv/garden/people/x.md is not there."), ("people/x.md is not there.", "")),
        (NotWritten("There is nothing called /tmp/x.", "Look."), ("There is nothing called /tmp/x.", "Look.")),
        (NotWritten("/srv/gardens is another."), ("/srv/gardens is another.", "")),
        (GitFailed(128, b"fatal: /var/lib/x is no repository"), (IN_THE_WAY, HELPS)),
        (KeyError("/var/lib/x"), (IN_THE_WAY, HELPS)),
    ],
)
def test_an_error_names_only_what_is_in_the_workspace(error: Exception, told: tuple[str, str]) -> None:
    assert in_words(error) == told


@pytest.mark.usefixtures("from_elsewhere")
@pytest.mark.parametrize(
    "said",
    [
        "fatal: '/var/lib/garden.git' does not appear to be a git repository",
        "fatal: not in a git directory: '/var/lib/garden.git' is not yours",
        "error: something about /var/lib/garden.git",
        "remote: ask at /var/lib/garden.git\n! [remote rejected] main -> main (hook at /var/lib/x)",
        "fatal: could not read Username for 'https://example.org'",
        "fatal: remote error: /var/lib/garden.git is full",
        "fatal: bad object refs/heads/main",
        "error: x from promisor remote",
    ],
)
def test_what_git_says_of_the_host_stays_there(said: str) -> None:
    failed = refusals.why_not(GitFailed(128, said.encode()), "/srv/garden")
    told = describe(Synced(BLOCKED, why=failed.why, hint=failed.what_helps), hint_words)
    assert not [word for word in ("/var", "/srv", "git -C", "git config") if word in told]
    assert "Whoever opened the door can help." in told or "Ask whoever looks after that place." in told


def test_whoever_sits_at_the_computer_is_told_all_of_it() -> None:
    failed = refusals.why_not(GitFailed(128, b"error: something about /var/lib/x"), "/srv/garden")
    told = describe(Synced(BLOCKED, why=failed.why, hint=failed.what_helps), hint_words)
    assert "/var/lib/x" in told
    assert "git -C /srv/garden fetch" in told
