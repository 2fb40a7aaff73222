"""A workspace in a folder that a file syncer keeps: the copies that it makes are named, and nothing goes into them."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Say

IDEA = "1fjyrj6h8f"


def folder_of(root: str, name: str) -> Path:
    [found] = Path(root).glob(f"*/**/*{name}")
    return found


@pytest.mark.parametrize("added", [" 2", " (1)", " (conflicted copy 2026-11-26)", "-DESKTOP-ABC", "_conflict-20261126"])
@pytest.mark.parametrize("looked", [False, True])
def test_what_is_written_goes_into_the_thing_itself_and_never_into_a_copy_of_its_folder(
    say: Say, teambase: str, added: str, *, looked: bool
) -> None:
    folder = folder_of(teambase, IDEA)
    before = say("show", IDEA, "--json").json if looked else None
    copy = Path(shutil.copytree(folder, f"{folder}{added}"))
    assert say("edit", IDEA, "--set", "title=Hooks").code == 0
    said = say("say", IDEA, "I have two", "--json").json
    shown = say("show", IDEA, "--json")
    assert before is None or len(shown.json["thread"]) == len(before["thread"]) + 1
    assert str(copy.relative_to(teambase)) in shown.err
    shutil.rmtree(copy)
    shown = say("show", IDEA, "--json")
    assert (shown.json["title"], shown.json["thread"][-1]["id"], shown.err) == ("Hooks", said["id"], "")


@pytest.mark.parametrize("added", [" 2", " (1)", ".sync-conflict-20261126-120000-ABCDEFG", "-DESKTOP-ABC"])
def test_copies_of_files_are_named_also_by_check(say: Say, teambase: str, added: str) -> None:
    folder = folder_of(teambase, IDEA)
    comment = Path(teambase, say("say", IDEA, "I have two", "--json").json["path"])
    copies = [
        Path(shutil.copy(path, path.with_name(f"{path.stem}{added}.md"))) for path in (folder / "idea.md", comment)
    ]
    ran = say("check", "--json")
    assert ran.code == 1
    told = {problem["path"]: problem["what"] for problem in ran.json["problems"]}
    assert told == {
        str(copies[0].relative_to(teambase)): "it looks like a copy of idea.md, and only idea.md counts",
        str(copies[1].relative_to(teambase)): f"it has the id of {comment.relative_to(teambase)}",
    }
    assert say("show", IDEA, "--json").json["title"] == "Ein Haken für jede Schürze"
