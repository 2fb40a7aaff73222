"""One kind of person: no word in the project parts people into kinds, in every file, every help and every screen."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cocreate.cli.command import parser_for
from cocreate.cli.registry import all_commands
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp
from cocreate.tui.commands import all_commands as all_screen_commands
from tests.conftest import NOON, ROOT

MILK_FOAM_SCHOOL, CUP_LIBRARY = "mba0rszf7e", "8tp8qnsvq5"

# The words

PARTING = ("role", "client", "customer", "guest", "admin", "owner", "member", "permission")  # the list
ASYNCSSH = r"(?:authorized_client_keys|known_client_hosts|trust_client_host|start_sftp_client|client_keys)\b"
TMUX = r"|\b(?:list-clients|client_(?:activity|name|readonly|tty|user|width))\b"
OF_OTHERS = ASYNCSSH + TMUX
HARMLESS = re.compile(r"(?:[Rr]e|dis)member\w*|Permission(?:Error|Denied)|openssh-client|SSHClient\w*|\b" + OF_OTHERS)
"""To remember is no belonging; the rest are names that Python, asyncssh, tmux and a package have."""

NAMED_BY_LAW = {"LICENSE"}
"""The licence says "permission", and its wording is not ours."""

FOUND = re.compile("|".join(PARTING))


def _parting_words(text: str) -> list[str]:
    """The words in `text` that hold one of those that part people, in whatever compound or case."""
    words = re.findall(r"\w+", HARMLESS.sub("", text))
    return [word for word in words if FOUND.search(word.casefold())]


def _project_files() -> list[Path]:
    """Every file that git keeps, or would."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return sorted(path for path in paths if path.is_file() and path.name not in NAMED_BY_LAW)


def test_no_file_parts_people_into_kinds() -> None:
    found = {}
    for path in _project_files():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        if path == Path(__file__):
            lines = [
                line
                for line in lines
                if not line.startswith(
                    ("PARTING = ", "ASYNCSSH = ", "TMUX = ", "HARMLESS = ", '"""To remember', '"""The licence')
                )
            ]
        if path == ROOT / "README.md":
            lines = [line for line in lines if not all(word in line for word in PARTING)]
        if words := _parting_words(str(path.relative_to(ROOT)) + "\n" + "\n".join(lines)):
            found[str(path.relative_to(ROOT))] = words
    assert found == {}


def test_the_readme_names_the_words_in_one_sentence_and_says_why() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    naming = [line for line in lines if _parting_words(line)]
    assert len(naming) == 1
    sentences = [part for part in re.split(r"(?<=[.?])\s", naming[0]) if _parting_words(part)]
    assert len(sentences) == 1
    assert "because" in sentences[0]


def test_no_help_parts_people_into_kinds() -> None:
    for command in all_commands():
        help_ = parser_for(command).format_help()
        assert command.word in help_
        assert _parting_words(help_) == [], command.word


def test_the_words_are_found_in_compounds_plurals_and_names_of_code() -> None:
    for word in PARTING:
        for compound in (word, f"{word}s", word.upper(), f"Team{word.title()}", f"is_{word}", f"{word}ship"):
            assert _parting_words(f"a {compound} b") == [compound]
    assert _parting_words("I remember what was remembered; except PermissionError:") == []


# The screens


def _shown(pilot: Pilot[None]) -> str:
    """All that the screen shows now, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being looked up any more, and what there is is drawn."""
    waited = [worker for worker in pilot.app.workers if worker.group == "open"]
    if waited:
        await pilot.app.workers.wait_for_complete(waited)
    await pilot.pause()


def screens_of(root: str) -> CocreateApp:
    """The screens of somebody on the workspace at `root`."""
    table = Table(root, lambda: NOON)
    table.first_look()
    sitting = Sitting(table, "", ("mavi",))
    sitting.identify()
    return CocreateApp(table, sitting)


async def _open_sample(app: CocreateApp, pilot: Pilot[None]) -> None:
    await _settle(pilot)
    await app.look()
    await _settle(pilot)


MODES = ("home", "ideas", "projects", "people", "search")
DIALOGS = {
    "idea": "What could be",
    "build": "yes, and",
    "contribute": "What would you like to give",
    "spin-off": "What does it grow from",
    "weave": "Which ideas belong together",
    "edit": "title",
    "rest": "Rest",
    "speak": "Who is speaking",
    "thank": "thanks",
    "look-back": "What happened?",
    "palette": "Catch an idea",
    "help": "What the keys do here",
}
"""What opens on an idea by a command, with words by which one knows that it did."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["small", "usual", "large"])
async def test_no_mode_parts_people_into_kinds(teambase: str, size: tuple[int, int]) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=size) as pilot:
        await _open_sample(app, pilot)
        for mode in MODES:
            app.go_mode(mode)
            await _settle(pilot)
            shown = _shown(pilot)
            assert "cocreate" in shown or size[0] < 90
            assert _parting_words(shown) == [], mode
            for _step in range(3):
                await pilot.press("tab")
                await _settle(pilot)
                assert _parting_words(_shown(pilot)) == [], mode


async def test_no_tab_of_a_project_parts_people_into_kinds(teambase: str) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=(120, 40)) as pilot:
        await _open_sample(app, pilot)
        app.go_to(MILK_FOAM_SCHOOL)
        await _settle(pilot)
        seen = set()
        for _step in range(8):
            shown = _shown(pilot)
            seen.add(shown)
            assert "Anyone who comes in can make perfect foam." in shown
            assert _parting_words(shown) == []
            await pilot.press("right")
            await _settle(pilot)
        assert len(seen) > 4


@pytest.mark.parametrize("name", DIALOGS)
async def test_no_dialog_parts_people_into_kinds(teambase: str, name: str) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=(120, 40)) as pilot:
        await _open_sample(app, pilot)
        app.go_to(MILK_FOAM_SCHOOL if name == "look-back" else CUP_LIBRARY)
        await _settle(pilot)
        app.give(name)
        for _wait in range(20):
            await _settle(pilot)
            if DIALOGS[name] in _shown(pilot):
                break
        shown = _shown(pilot)
        assert DIALOGS[name] in shown
        assert _parting_words(shown) == []


def test_no_command_of_the_screens_parts_people_into_kinds() -> None:
    told = [(command.id, command.words, command.told()) for command in all_screen_commands().values()]
    assert _parting_words(json.dumps(told)) == []
