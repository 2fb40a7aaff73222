"""Computers that are set up oddly: a time zone a day off, a locale that knows ASCII only, a folder that is gone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, command, process

ASCII_ONLY = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOOKS = (["sync"], ["list"], ["show", "mavi"], ["history"], ["listening"], ["check"], ["undo", "--dry-run"])


@pytest.mark.parametrize("zone", ["UTC+24", "UTC-24", "UTC+24:59:59", "<x>-99", "nowhere/at all", "LMT0:19:32"])
def test_in_whatever_time_zone_an_idea_is_caught_and_everything_is_told(teambase: str, zone: str) -> None:
    subprocess.run(["git", "init", "-q", teambase], check=True)
    made = process("idea", "Hm", cwd=teambase, COCREATE_AS="mavi", TZ=zone)
    assert (made.code, made.err) == (0, "")
    for words in LOOKS:
        ran = process(*words, cwd=teambase, COCREATE_AS="mavi", TZ=zone)
        assert "Traceback" not in ran.err, ran.err
        assert (ran.code, bool(ran.out)) == (0, True), (words, ran.err)


def test_a_locale_that_knows_ascii_only_stops_nothing(tmp_path: Path) -> None:
    here, there = str(tmp_path), str(tmp_path / "gemeinsam-für-alle.git")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", there], check=True)
    assert process("init", "Über", "--name", "Über Größe", "--by", "ana", cwd=here, **ASCII_ONLY).code == 0
    root = f"{here}/Über"
    Path(root, "commons/Öl.txt").write_text("x\n")
    assert process("idea", "Käse", "--by", "ana", cwd=root, **ASCII_ONLY).code == 0
    for words in (["sync", "--with", there], ["sync"], ["list"], ["history"], ["check"]):
        ran = process(*words, cwd=root, **ASCII_ONLY)
        assert (ran.code, "Traceback" in ran.err) == (0, False), ran.err
    assert "Käse" in process("list", cwd=root, **ASCII_ONLY).out
    assert process("join", there, "zweite", "--by", "ben", cwd=here, **ASCII_ONLY).code == 0
    assert Path(here, "zweite/commons/Öl.txt").read_text() == "x\n"


def in_a_folder_that_is_gone(folder: Path, *words: str, **environ: str) -> Ran:
    """Run a command where its working folder has been removed."""
    folder.mkdir()
    script = 'rmdir "$PWD" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *command(*words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])} | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    shutil.rmtree(folder, ignore_errors=True)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_folder_that_is_gone_does_not_matter_where_the_workspace_is_named(teambase: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", teambase], check=True)
    gone = tmp_path / "gone"
    for words in (["idea", "Hm"], ["idea", "Hm", "--json"], *LOOKS):
        ran = in_a_folder_that_is_gone(gone, *words, "--workspace", teambase, COCREATE_AS="mavi")
        assert (ran.code, "Traceback" in ran.err) == (0, False), (words, ran.err)
    ran = in_a_folder_that_is_gone(gone, "list", COCREATE_WORKSPACE=teambase)
    assert ran.code == 0
    ran = in_a_folder_that_is_gone(gone, "list")
    assert (ran.code, ran.err) == (1, "The folder you are in is gone.\nGo to one that is there.\n")
    assert in_a_folder_that_is_gone(gone, "init", str(tmp_path / "new"), "--name", "New", "--by", "ana").code == 0
