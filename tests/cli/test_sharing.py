"""Sharing from the shell: where, moving it, a copy of one's own, and what is said of each."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, process


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A workspace that Ana began."""
    assert process("init", "garden", "--name", "Garden", "--by", "ana", cwd=str(tmp_path)).code == 0
    return tmp_path / "garden"


def at(folder: Path, *words: str) -> Ran:
    return process(*words, cwd=str(folder))


def url(folder: Path) -> str:
    found = subprocess.run(["git", "config", "remote.origin.url"], cwd=folder, capture_output=True, check=True)
    return found.stdout.decode().strip()


def test_a_place_that_is_made_is_named(garden: Path, tmp_path: Path) -> None:
    ran = at(garden, "sync", "--with", str(tmp_path / "nowhere.git"))
    assert ran.code == 0
    assert f"There was no such place yet, so one was made: {tmp_path}/nowhere.git\n" in ran.err
    assert ran.out.endswith("went.\n")
    ran = at(garden, "sync", "--with", str(tmp_path / "nowhere.git"))
    assert (ran.code, ran.out, ran.err) == (0, "Everything is in step.\n", "")


def test_what_is_shared_is_moved_only_where_that_is_said(garden: Path, tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.git", tmp_path / "right.git"
    at(garden, "sync", "--with", str(wrong))
    ran = at(garden, "sync", "--with", str(right))
    assert ran.code == 1
    assert f"It is shared already, at {wrong}." in ran.err
    assert f"cocreate sync --with {right} --move" in ran.err
    assert not right.exists()
    ran = at(garden, "sync", "--with", str(right), "--move")
    assert ran.code == 0
    assert f"What was shared before stays at {wrong}" in ran.err
    assert url(garden) == str(right)
    assert at(tmp_path, "join", str(right), "copy", "--by", "noor").code == 0
    assert at(garden, "sync").code == 0


def test_it_does_not_move_where_something_else_is(garden: Path, tmp_path: Path) -> None:
    at(garden, "sync", "--with", str(tmp_path / "right.git"))
    process("init", "other", "--name", "Other", "--by", "ben", cwd=str(tmp_path))
    at(tmp_path / "other", "sync", "--with", str(tmp_path / "other.git"))
    ran = at(garden, "sync", "--with", str(tmp_path / "other.git"), "--move")
    assert ran.code == 1
    assert f"it is shared at {tmp_path}/right.git, as before" in ran.err
    assert url(garden) == str(tmp_path / "right.git")
    at(garden, "idea", "Still shared", "--by", "ana")
    assert at(garden, "sync").out == "1 thing went.\n"


def test_it_does_not_move_where_nobody_answers(garden: Path, tmp_path: Path) -> None:
    at(garden, "sync", "--with", str(tmp_path / "right.git"))
    ran = at(garden, "sync", "--with", "https://127.0.0.1:1/garden.git", "--move")
    assert ran.code == 1
    assert "as before" in ran.err
    assert url(garden) == str(tmp_path / "right.git")


@pytest.mark.parametrize("words", [("--with", ""), ("--with", " "), ("--move",)])
def test_no_place_is_no_place(garden: Path, words: tuple[str, ...]) -> None:
    ran = at(garden, "sync", *words)
    assert ran.code in {1, 2}
    assert ran.err.startswith("Say where")


def test_who_joins_is_told_of_their_card_and_what_comes_next(garden: Path, tmp_path: Path) -> None:
    at(garden, "sync", "--with", str(tmp_path / "place.git"))
    ran = at(tmp_path, "join", "place.git", "copy", "--by", "noor")
    assert ran.code == 0
    assert "Noor has a card now.\n" in ran.err
    assert "Next:\n  cd copy" in ran.err
    assert "cocreate me" not in ran.err
    ran = at(tmp_path, "join", "place.git", "again", "--by", "ana")
    assert "Ana has a card here already.\n" in ran.err


def test_who_joins_as_nobody_is_told_how_to_write_a_card(garden: Path, tmp_path: Path) -> None:
    at(garden, "sync", "--with", str(tmp_path / "place.git"))
    ran = at(tmp_path, "join", "place.git", "copy")
    assert ran.code == 0
    assert 'cocreate person SHORT-NAME --name "…"' in ran.err
    assert "cocreate me SHORT-NAME" in ran.err


def test_of_an_empty_place_is_said_how_to_share_there(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", "place.git"], cwd=tmp_path, check=True)
    ran = at(tmp_path, "join", "place.git", "copy")
    assert ran.code == 1
    assert "cocreate init PATH. Then, in it: cocreate sync --with place.git" in ran.err


def test_a_shared_folder_that_is_away_is_waited_for(garden: Path, tmp_path: Path) -> None:
    place = tmp_path / "place.git"
    at(garden, "sync", "--with", str(place))
    place.rename(tmp_path / "away.git")
    at(garden, "idea", "Written without it", "--by", "ana")
    ran = at(garden, "sync")
    assert ran.code == 0
    assert ran.out == f"The shared folder is not there now: {place}. Yours is kept here. It is tried again by itself.\n"
    (tmp_path / "away.git").rename(place)
    assert at(garden, "sync").out == "1 thing went.\n"
