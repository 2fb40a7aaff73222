"""Who speaks, and beginning a workspace."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Say, process


def test_who_speaks_is_told_with_the_reason(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    assert say("me").out == "Mavi Lindqvist is speaking (mavi), as $COCREATE_AS says.\n"
    assert say("me", "--json").json == {"by": ["mavi"], "noted_by": "", "from": "variable"}
    monkeypatch.delenv("COCREATE_AS")
    ran = say("me")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Nobody is speaking yet.\n")
    saved = say("me", "Erkan", "ada-trenkel", "--noted-by", "ana").out
    assert saved == (
        "Erkan Yıldırım, Prof. Dr. Ada Trenkel are speaking, Ana Beltrán is typing (erkan, ada-trenkel), "
        "as chosen in this terminal.\n"
    )
    assert say("me", "--json").json == {"by": ["erkan", "ada-trenkel"], "noted_by": "ana", "from": "sitting"}
    assert say("idea", "Hm", "--json").json["noted_by"] == "ana"
    assert say("me", "--noted-by", "tomek", "--json").json["noted_by"] == "tomek"
    assert say("me", "--by", "tomek", "--json").json["from"] == "option"
    assert say("me", "mavi", "--json").json == {"by": ["mavi"], "noted_by": "", "from": "sitting"}


def test_git_s_address_tells_who_speaks(teambase: str) -> None:
    subprocess.run(["git", "init", "--quiet", teambase], check=True)
    subprocess.run(["git", "-C", teambase, "config", "user.email", "Tomek@example.org"], check=True)
    assert process("me", "--json", cwd=teambase).json == {"by": ["tomek"], "noted_by": "", "from": "email"}
    ran = process("idea", "Steam", cwd=teambase)
    assert ran.code == 0
    assert "Steam" in [idea["title"] for idea in process("list", "ideas", "--by", "tomek", "--json", cwd=teambase).json]


def test_whoever_speaks_without_a_card_is_told_how_to_write_one(say: Say) -> None:
    ran = say("me", "zoe", "--new", "--json")
    assert ran.json["by"] == ["zoe"]
    assert 'cocreate person zoe --name "…"' in ran.err


def test_a_name_that_several_have_is_asked_about(say: Say) -> None:
    say("person", "ana-two", "--name", "Ana Second")
    ran = say("me", "Ana")
    assert ran.code == 1
    assert "Say which one: " in ran.err
    assert "ana-two" in ran.err


def test_a_variable_that_names_nobody_is_told(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COCREATE_AS", "../x")
    ran = say("idea", "Hm")
    assert ran.code == 1
    assert ran.err.startswith("../x cannot be a person's short name.\n")


def test_a_workspace_begins_with_its_repository_and_a_card(say: Say, tmp_path: Path) -> None:
    Path(os.environ["HOME"], ".gitconfig").write_text("[user]\n\temail = ada@example.org\n")
    root = tmp_path / "new" / "lab"
    ran = say("init", str(root), "--name", "Cup lab", "--by", "ada-trenkel", "--json")
    assert ran.code == 0
    assert ran.json == {"workspace": str(root), "name": "Cup lab"}
    assert "Next:\n" in ran.err
    assert (root / ".git").is_dir()
    assert (root / "people/ada-trenkel.md").read_text() == ("---\nname: Ada Trenkel\nemails: [ada@example.org]\n---\n")
    os.environ.pop("COCREATE_AS")
    os.chdir(root)
    assert say("me", "--json").json == {"by": ["ada-trenkel"], "noted_by": "", "from": "copy"}
    assert say("me").out == "Ada Trenkel is speaking (ada-trenkel), because this copy is yours.\n"
    assert say("idea", "First").code == 0


def test_several_people_begin_together_by_name(say: Say, tmp_path: Path) -> None:
    root = tmp_path / "lab"
    assert say("init", str(root), "--name", "Lab", "--by", "Jo Löwe", "--by", "mavi").code == 0
    assert "name: Jo Löwe\n" in (root / "people/jo-loewe.md").read_text()
    assert "name: Mavi\n---" in (root / "people/mavi.md").read_text()


def test_nobody_is_asked_where_nobody_can_answer(say: Say, tmp_path: Path) -> None:
    ran = say("init", str(tmp_path / "lab"), "--name", "Lab")
    assert ran.code == 0
    assert "write your own card" in ran.err
    assert list((tmp_path / "lab/people").iterdir()) == []


def test_a_workspace_without_git_is_a_workspace_all_the_same(tmp_path: Path) -> None:
    ran = process("init", "lab", "--name", "Lab", "--by", "ada", cwd=str(tmp_path), PATH="/nowhere")
    assert (ran.code, ran.out) == (0, f"workspace  Lab  {tmp_path}/lab\n")
    assert ran.err.startswith("git is not on this computer.\n")
    assert process("idea", "Works", cwd=str(tmp_path / "lab"), PATH="/nowhere").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [(["init"], 2), (["init", ".", "--name", "X"], 1), (["init", "lab"], 2), (["init", "lab", "--name", " "], 1)],
)
def test_what_cannot_begin_is_told(say: Say, words: list[str], code: int) -> None:
    ran = say(*words)
    assert (ran.code, ran.out) == (code, "")


def test_the_sample_is_copied_and_mavi_speaks_in_it(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COCREATE_AS")
    ran = say("demo")
    assert ran.code == 0
    assert ran.out.startswith("Teambase\nMavi Lindqvist is speaking\n")
    folder = ran.err.splitlines()[1].rpartition(" --workspace ")[2]
    assert Path(folder, "workspace.md").is_file()
    assert say("idea", "Try", "--workspace", folder).code == 0
    news = say("catch-up", "--json", "--workspace", folder).json
    away = datetime.now(UTC) - timedelta(days=10, hours=1)
    assert news
    assert [one["happened"] for one in news if datetime.fromisoformat(one["at"]) < away] == []


def test_the_sample_goes_into_a_new_folder_where_one_is_named_and_into_no_other(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COCREATE_AS")
    assert say("demo", str(tmp_path / "try")).code == 0
    assert (tmp_path / "try" / "teambase" / "workspace.md").is_file()
    for words in (["demo", str(tmp_path / "try")], ["demo", "--workspace", str(tmp_path / "new")]):
        ran = say(*words)
        assert (ran.code, ran.out) == (1, "")
    assert not (tmp_path / "new").exists()
