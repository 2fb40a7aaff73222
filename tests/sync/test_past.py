"""The past that the demo gives to the sample: by whom, until when, shared, and nothing outside its folder."""

import subprocess
from datetime import date, timedelta
from pathlib import Path

from cocreate.cli.commands.demo import SAMPLE_FOLDERS
from cocreate.sync.past import SECOND, SHARED, copy_with_past
from cocreate.sync.syncing import sync
from cocreate.workspace.local import give_copy
from tests.conftest import all_files, collected

SAMPLE = SAMPLE_FOLDERS[1]
TODAY = date(2027, 3, 9)


def git(folder: str, *words: str) -> list[str]:
    ran = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return ran.stdout.splitlines()


def test_each_thing_is_by_whoever_gave_it_and_the_newest_is_of_yesterday(tmp_path: Path) -> None:
    before = all_files(SAMPLE)
    root = copy_with_past(SAMPLE, str(tmp_path), "teambase", "mavi", TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["teambase", SECOND, SHARED])
    assert all_files(SAMPLE) == before
    second = collected(str(tmp_path / SECOND))
    given = [item for item in second.items() if item.by]
    assert max(item.at.date() for item in given) == TODAY - timedelta(days=1)
    authors = {}
    for line in git(str(tmp_path / SECOND), "log", "--format=%x00%an", "--name-only"):
        author = line[1:] if line.startswith("\0") else author  # noqa: F821 - git names it before the first path
        authors[line] = author
    assert all(authors[item.path] == second.name_of(item.by[0]) for item in given)
    times = [int(line) for line in git(root, "log", "--reverse", "--format=%ct")]
    assert times == sorted(times)
    assert git(root, "status", "--porcelain") == []


def test_it_is_well_formed_and_what_somebody_else_gave_last_arrives(tmp_path: Path) -> None:
    root = copy_with_past(SAMPLE, str(tmp_path), "teambase", "mavi", TODAY)
    give_copy(root, "mavi")
    assert collected(root).unread == []
    there, here = all_files(str(tmp_path / SECOND)), all_files(root)
    [late] = there.keys() - here.keys()
    done = sync(root)
    assert (done.state, done.received) == ("in-step", 1)
    assert late in all_files(root)
    assert len(all_files(root)) == len(all_files(SAMPLE))
