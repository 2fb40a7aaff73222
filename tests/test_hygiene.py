"""How the code keeps house: what catching an idea loads, and that every module says what it is."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "cocreate").rglob("*.py"))
HEAVY = {
    "textual",
    "rich",
    "tinydb",
    "markdown_it",
    "yaml",
    "asyncio",
    "dataclasses",
    "pathlib",
    "re",
    "inspect",
}

CATCH = """
import sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
catch_idea(sys.argv[2], Voice(["mavi"], "ana"), "Über Tassen #clay", "More", themes=["clay"])
print(*sorted(sys.modules.keys()))
"""


def test_catching_an_idea_loads_nothing_heavy(workspace: str) -> None:
    command = [sys.executable, "-I", "-S", "-c", CATCH, str(ROOT), workspace]
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    loaded = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert "cocreate" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", "?", ":"))


def test_only_one_module_asks_this_clock_for_its_zone() -> None:
    """It may be a day off, which Python refuses: `model/moments.py` knows what to do then."""
    asking = [path.name for path in MODULES if ".astimezone()" in path.read_text(encoding="utf-8")]
    assert asking == ["moments.py"]
