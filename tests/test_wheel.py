"""The wheel is all that people need: built with what is locked, installed where no checkout is, it works from there."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import cocreate
from tests.conftest import ROOT, SAMPLE

BUILT_FROM = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "cocreate", "workspaces/teambase")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".cocreate", ".git")
PIP = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet"]
OFFLINE = ["--no-deps", "--no-index"]


def run(*command: str | Path, at: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with nothing of this computer's around it but where programs are."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(at), "TMPDIR": str(at), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(
        command, cwd=at, env=clean | environ, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def packed(folder: Path, within: str) -> Iterator[str]:
    """What should stand in the wheel of a folder here: everything that is for somebody who runs the program."""
    for path in folder.rglob("*"):
        names = path.relative_to(folder).parts
        if (
            path.is_file()
            and not {"__pycache__", ".cocreate", ".git"} & set(names)
            and path.suffix not in {".po", ".pot"}
        ):
            yield "/".join((within, *names))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / "copy" / name, ignore=LEFT_OUT)
        else:
            (folder / "copy").mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / "copy" / name)
    run(*PIP, "wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", folder, folder / "copy", at=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own that has the wheel, and what the wheel needs from the one the tests run in.

    A folder that a .pth file names is looked in, but the .pth files in that folder are not read: what leads to the
    checkout from the environment of the tests does not lead there from this one.
    """
    place = tmp_path_factory.mktemp("place")
    run(sys.executable, "-m", "venv", "--without-pip", place, at=place)
    run(*PIP, "--python", place / "bin" / "python", "install", *OFFLINE, "--no-compile", wheel, at=place)
    beside = {path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}}
    packages = sysconfig.get_path("purelib", "venv", {"base": str(place)})
    Path(packages, "beside.pth").write_text("\n".join(sorted(beside)) + "\n", encoding="utf-8")
    return place


def test_the_wheel_holds_the_program_its_looks_its_words_and_the_sample_and_nothing_else(wheel: Path) -> None:
    expected = {*packed(ROOT / "cocreate", "cocreate"), *packed(SAMPLE, "cocreate/sample")}
    about = f"cocreate-{cocreate.__version__}.dist-info/"
    held = {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(about)}
    assert held == expected
    assert {"cocreate/tui/cocreate.tcss", "cocreate/sample/workspace.md", "cocreate/locale/__init__.py"} < held


def test_what_is_installed_is_not_the_checkout(place: Path) -> None:
    where = run(place / "bin" / "python", "-c", "import cocreate, textual; print(cocreate.__file__)", at=place).stdout
    assert Path(where.strip()).is_relative_to(place)


def test_the_sample_opens_from_the_wheel_with_its_copy_in_a_folder_of_its_own(place: Path) -> None:
    done = run(place / "bin" / "cocreate", "demo", at=place)
    assert "Anyone who comes in can make perfect foam." in done.stdout
    [copied] = place.glob("cocreate-demo-*/teambase")
    assert str(copied) in done.stderr


def test_people_begin_catch_an_idea_and_stay_in_step_with_what_is_installed(place: Path, tmp_path: Path) -> None:
    program, shared = place / "bin" / "cocreate", tmp_path / "shared.git"
    run("git", "init", "--quiet", "--bare", shared, at=tmp_path)
    run(program, "init", "lab", "--name", "Lab", "--by", "Mavi", at=tmp_path)
    lab = tmp_path / "lab"
    run(program, "idea", "A bell at the door", at=lab)
    synced = json.loads(run(program, "sync", "--with", shared, "--json", at=lab).stdout)
    assert (synced["state"], synced["wordings"]) == ("in-step", [])
    run(program, "join", shared, tmp_path / "joined", "--by", "Erkan", at=tmp_path)
    [idea] = json.loads(run(program, "list", "ideas", "--json", at=tmp_path / "joined").stdout)
    assert (idea["title"], idea["by"]) == ("A bell at the door", ["mavi"])
