"""`cocreate import`: what is printed, what stays out, and that nothing is written before it is meant."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.conftest import all_files, collected

TABLE = (
    "title,text,by,at,project,themes,state\n"
    "Saucers,You borrow one,Ada Trenkel,2026-09-12,Milk foam school,clay; lending,fresh\n"
    ",nothing,,,,,\n"
    "A rack,,Tomasz Weber,2026-09-13T08:00:00+02:00,,,resting\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "ideas.csv").write_text(TABLE)
    return str(tmp_path / "ideas.csv")


def test_a_dry_run_shows_what_would_come_and_writes_nothing(say: Say, teambase: str, table: str) -> None:
    before = all_files(teambase)
    ran = say("import", table, "--dry-run")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "✦ Saucers  Prof. Dr. Ada Trenkel, 2026-09-12, 1 line of text",
        "○ A rack  resting: it rested before it came here, tomasz-weber, 2026-09-13",
    ]
    assert ran.err.splitlines() == [
        "New here, with a card that has their name: Tomasz Weber (tomasz-weber)",
        "Line 3 cannot come: it has no title.",
        "It would bring in 2 ideas. Nothing was written.",
        "To bring it in, say the same without --dry-run.",
    ]
    assert all_files(teambase) == before


def test_a_dry_run_as_json_has_what_would_come_and_what_cannot(say: Say, teambase: str, table: str) -> None:
    before = all_files(teambase)
    told = say("import", table, "--dry-run", "--json").json
    assert set(told) == {"would", "cannot"}
    assert told["cannot"] == [{"line": 3, "what": "it has no title"}]
    one = told["would"][0]
    assert (one["type"], one["title"], one["by"], one["themes"]) == (
        "idea",
        "Saucers",
        ["ada-trenkel"],
        ["clay", "lending"],
    )
    assert (one["at"], one["project"], one["state"]) == ("2026-09-12T00:00:00+00:00", "mba0rszf7e", "fresh")
    assert all_files(teambase) == before


def test_what_came_in_is_printed_told_and_taken_back_as_one(say: Say, teambase: str, table: str) -> None:
    before = all_files(teambase)
    ran = say("import", table, "--json")
    assert ran.code == 0
    assert [one["title"] for one in ran.json] == ["Saucers", "A rack"]
    assert "Line 3 cannot come: it has no title." in ran.err
    assert "2 ideas came in." in ran.err
    here = collected(teambase)
    assert {here.ideas[one["id"]].by for one in ran.json} == {("ada-trenkel",), ("tomasz-weber",)}
    again = say("import", table)
    assert (again.code, again.out) == (0, "")
    assert f"Here already: Saucers ({ran.json[0]['id'][:4]}" in again.err
    assert say("undo").code == 0
    assert all_files(teambase) == before


def test_what_came_in_is_called_by_its_short_name(say: Say, table: str) -> None:
    lines = say("import", table).out.splitlines()
    kind, short, title = lines[0].split("  ")
    assert (kind, title) == ("idea", "Saucers")
    assert say("show", short, "--json").json["body"] == "You borrow one"


def test_an_address_names_whoever_has_it_on_their_card(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("title,by\nSaucers,Somebody <ana@example.org>\nCups,Noor <noor@example.net>\n")
    told = say("import", str(tmp_path / "x.csv"), "--dry-run", "--json").json["would"]
    assert [one["by"] for one in told] == [["ana"], ["noor"]]


def test_a_name_without_letters_of_ours_waits_for_a_card(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("title,by\nSaucers,李明\n")
    ran = say("import", str(tmp_path / "x.csv"))
    assert ran.code == 1
    assert 'cocreate person SHORT-NAME --name "李明"' in ran.err
    say("person", "ming", "--name", "李明")
    assert say("import", str(tmp_path / "x.csv"), "--json").json[0]["by"] == ["ming"]


def test_a_pipe_is_read_as_a_file_is(say: Say) -> None:
    issues = json.dumps([{"title": "Cups", "user": {"login": "ada-trenkel"}, "created_at": "2026-09-12T14:08:19Z"}])
    assert say("import", "-", "--json", stdin=issues).json[0]["by"] == ["ada-trenkel"]
    assert say("import", "-", "--dry-run", stdin="- One\n- Two\n").out.startswith("✦ One")


def test_a_folder_tells_which_file_cannot_come(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "Saucers.md").write_text("Text")
    (folder / "empty.md").write_text("")
    (folder / "cup.png").write_bytes(b"x")
    (folder / "out.md").symlink_to(tmp_path)
    ran = say("import", str(folder))
    assert "empty.md cannot come: there is nothing in it." in ran.err
    assert "out.md cannot come: it is a link, and links are not followed." in ran.err
    assert "cup.png cannot come: only files that end in .md, .markdown come." in ran.err
    told = say("import", str(folder), "--dry-run", "--json").json
    assert told["cannot"][1] == {"file": "empty.md", "line": 1, "what": "there is nothing in it"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nothing.csv"], 1, "No such file"),
        ([], 2, "PATH"),
        (["x", "--from", "nonsense"], 2, "nonsense is none of: "),
    ],
)
def test_what_is_not_there_or_not_understood_is_said(say: Say, words: list[str], code: int, said: str) -> None:
    ran = say("import", *words)
    assert ran.code == code
    assert said in ran.err


def test_nothing_that_could_come_is_a_failure(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"title\nS\xfc\xdfe\n")
    ran = say("import", str(tmp_path / "x.csv"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Line 1 cannot come: it is no text in UTF-8.\n"


def test_nobody_who_speaks_brings_nothing_in(say: Say, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COCREATE_AS")
    assert say("import", table).code == 1


def test_hostile_words_are_words(say: Say, tmp_path: Path, teambase: str) -> None:
    (tmp_path / "x.csv").write_text('title,text,themes\n"\x1b[2J[/] ../../x","---\nby: x\n---\n<<<<<<< a","[a]: b"\n')
    ran = say("import", str(tmp_path / "x.csv"))
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert not [path for path in all_files(teambase) if ".." in path]
    assert say("check").code == 0
    assert not os.path.exists(tmp_path / "x")


def test_a_workspace_is_no_folder_of_notes(say: Say, teambase: str, tmp_path: Path) -> None:
    for folder in (teambase, f"{teambase}/people", f"{teambase}/ideas"):
        ran = say("import", folder)
        assert (ran.code, ran.out) == (1, ""), folder
        assert "belongs to a workspace" in ran.err
    notes = tmp_path / "notes"
    shutil.copytree(teambase, notes / "old")
    subprocess.run(["git", "init", "-q", "--bare", "shared.git"], cwd=notes, check=True)
    (notes / "mine.md").write_text("A shelf that turns\n")
    ran = say("import", str(notes), "--dry-run", "--json")
    assert [one["title"] for one in ran.json["would"]] == ["mine"]
    assert [one["file"] for one in ran.json["cannot"]] == ["old", "shared.git"]
    ran = say("import", str(notes), "--dry-run")
    assert "old is a workspace, or what git keeps, and is left out.\n" in ran.err
    assert say("import", str(notes / "shared.git")).code == 1


def test_of_a_row_that_comes_is_said_what_it_comes_without(say: Say, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("title,colour\nCups,red\nShelves,blue,zz\n,green,yy\n")
    ran = say("import", str(tmp_path / "i.csv"), "--dry-run")
    assert "The column colour is left out.\n" in ran.err
    assert "Line 3 comes without: zz\n" in ran.err
    assert "Line 4 cannot come: yy stands in no column.\n" in ran.err
    assert "Line 3 cannot come" not in ran.err
