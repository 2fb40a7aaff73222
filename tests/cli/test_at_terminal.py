"""At a terminal: questions are asked, the editor opens, and what it leaves is never lost."""

from pathlib import Path

import pytest

from tests.cli.conftest import at_terminal, process
from tests.sync.clones import git

IDEA = "1fjyrj6h8f"


def editor(folder: Path, script: str) -> str:
    """An editor that runs `script` on its file `$1`; its command."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def titles(root: str) -> list[str]:
    return [item["title"] for item in process("list", "ideas", "--json", cwd=root).json]


def test_init_asks_who_you_are(tmp_path: Path) -> None:
    ran = at_terminal(
        ["init", "lab"],
        cwd=str(tmp_path),
        answers=[
            ("What is the workspace called?", "Cup lab\n"),
            ("Your name, as others see it:", "Zoë Löwe\n"),
            ("be addressed? (may stay empty)", "Zoë, du\n"),
        ],
    )
    assert ran.code == 0
    assert (tmp_path / "lab/people/zoe-loewe.md").read_text() == "---\nname: Zoë Löwe\naddress: Zoë, du\n---\n"
    assert process("me", "--json", cwd=str(tmp_path / "lab")).json["by"] == ["zoe-loewe"]


def test_init_left_at_any_question_leaves_nothing_behind(tmp_path: Path) -> None:
    asked = [
        ("It is made if need be:", "lab\n"),
        ("What is the workspace called?", "Cup lab\n"),
        ("Your name, as others see it:", "Zoë Löwe\n"),
        ("be addressed? (may stay empty)", "\n"),
    ]
    for number in range(len(asked)):
        answers = [*asked[:number], (asked[number][0], "\x03")]
        assert at_terminal(["init"], cwd=str(tmp_path), answers=answers).code in {130, -2}
        assert list(tmp_path.iterdir()) == []
    assert at_terminal(["init"], cwd=str(tmp_path), answers=asked).code == 0
    assert (tmp_path / "lab/people/zoe-loewe.md").exists()


def test_nobody_is_asked_about_a_folder_that_is_taken(teambase: str) -> None:
    ran = at_terminal(["init", "."], cwd=teambase)
    assert ran.code == 1
    assert "is a workspace already" in ran.out
    assert "called?" not in ran.out


def test_join_asks_who_you_are_and_you_may_be_here_already(tmp_path: Path) -> None:
    folder = str(tmp_path)
    git(folder, "init", "--quiet", "--bare", "place.git")
    assert process("init", "lab", "--name", "Lab", "--by", "Ada Trenkel", cwd=folder).code == 0
    assert process("sync", "--with", "../place.git", cwd=f"{folder}/lab").code == 0
    answers = {
        "new": [("others see it:", "Zoë Löwe\n"), ("(may stay empty)", "Zoë\n")],
        "known": [("others see it:", "Ada Trenkel\n"), ("Is that you? [Y/n]", "y\n")],
        "another": [
            *[("others see it:", "Ada Trenkel\n"), ("Is that you? [Y/n]", "n\n")],
            *[("short name", "ada-two\n"), ("(may stay empty)", "\n")],
        ],
    }
    for copy, person in (("new", "zoe-loewe"), ("known", "ada-trenkel"), ("another", "ada-two")):
        ran = at_terminal(["join", "place.git", copy], cwd=folder, answers=answers[copy])
        assert ran.code == 0, ran.out
        assert process("me", "--json", cwd=f"{folder}/{copy}").json["by"] == [person]
    assert (tmp_path / "known/people/ada-trenkel.md").read_text() == (
        tmp_path / "lab/people/ada-trenkel.md"
    ).read_text()
    assert (tmp_path / "another/people/ada-two.md").read_text() == "---\nname: Ada Trenkel\n---\n"


def test_whoever_says_nothing_joins_all_the_same(tmp_path: Path) -> None:
    folder = str(tmp_path)
    git(folder, "init", "--quiet", "--bare", "place.git")
    process("init", "lab", "--name", "Lab", "--by", "Ada Trenkel", cwd=folder)
    process("sync", "--with", "../place.git", cwd=f"{folder}/lab")
    assert at_terminal(["join", "place.git", "copy"], cwd=folder, answers=[("see it:", "\n")]).code == 0
    ran = process("idea", "Hm", cwd=f"{folder}/copy")
    assert (ran.code, ran.err.startswith("Nobody is speaking yet.")) == (1, True)
    assert at_terminal(["join", "place.git", "left"], cwd=folder, answers=[("see it:", "\x03")]).code in {130, -2}
    assert process("list", "people", cwd=f"{folder}/left").code == 0, "what is there is whole"


def test_init_takes_no_answer_for_an_answer(tmp_path: Path) -> None:
    ran = at_terminal(["init", "lab", "--name", "Lab"], cwd=str(tmp_path), answers=[("others see it:", "\n")])
    assert ran.code == 0
    assert list((tmp_path / "lab/people").iterdir()) == []


def test_leaving_a_question_ends_the_command_quietly(teambase: str) -> None:
    for key in ("\x03", "\x04"):
        ran = at_terminal(["project", "Shelf"], cwd=teambase, answers=[("What is it for?", key)], COCREATE_AS="mavi")
        assert ran.code in {130, -2}
        assert "Traceback" not in ran.out


def test_a_missing_purpose_is_asked_for(teambase: str) -> None:
    ran = at_terminal(
        ["spin-off", IDEA],
        cwd=teambase,
        answers=[("What is it called?", "Aprons\n"), ("What is it for?", "Nobody looks for one.\n")],
        COCREATE_AS="mavi",
    )
    assert ran.code == 0
    assert "Nobody looks for one." in process("list", "projects", cwd=teambase).out


def test_an_idea_is_written_in_the_editor(teambase: str, tmp_path: Path) -> None:
    write = editor(
        tmp_path,
        'cp "$1" "$0.seen"; printf "A lamp\\n\\n# Why\\nIt is dark\\n" | cat - "$1" > "$0.2"; cp "$0.2" "$1"',
    )
    ran = at_terminal(["idea", "-t", "light"], cwd=teambase, COCREATE_AS="mavi", EDITOR=write)
    assert ran.code == 0
    seen = Path(f"{write}.seen").read_text()
    assert seen.startswith("\n\n# Your idea: the first line is its title")
    [lamp] = process("list", "ideas", "--theme", "light", "--json", cwd=teambase).json
    assert lamp["title"] == "A lamp"
    assert process("show", lamp["id"], "--json", cwd=teambase).json["body"] == "# Why\nIt is dark"


def leaves(folder: Path, data: bytes) -> str:
    """An editor that leaves `data` in its file; its command."""
    (folder / "left").write_bytes(data)
    return editor(folder, f'cp "{folder}/left" "$1"')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_editor_may_leave_a_mark_before_its_text(teambase: str, tmp_path: Path, encoding: str) -> None:
    write = leaves(tmp_path, "Lämpchen\r\n".encode(encoding))
    ran = at_terminal(["idea", "-t", "light"], cwd=teambase, COCREATE_AS="mavi", EDITOR=write)
    assert ran.code == 0
    [lamp] = process("list", "ideas", "--theme", "light", "--json", cwd=teambase).json
    assert lamp["title"] == "Lämpchen"


def test_what_the_editor_left_that_is_no_text_is_refused_and_stays_in_its_file(teambase: str, tmp_path: Path) -> None:
    before = titles(teambase)
    write = leaves(tmp_path, b"K\xe4se")
    ran = at_terminal(["idea"], cwd=teambase, COCREATE_AS="mavi", EDITOR=write)
    assert ran.code == 1
    assert "That is not text in UTF-8" in ran.out
    assert Path(ran.out.split()[-1]).read_bytes() == b"K\xe4se"
    assert titles(teambase) == before


def test_a_whole_file_may_be_left_in_utf_16(teambase: str, tmp_path: Path) -> None:
    [path] = Path(teambase).glob(f"ideas/*/*{IDEA}/idea.md")
    before = path.read_bytes()
    write = leaves(tmp_path, before.decode().encode("utf-16"))
    ran = at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR=write)
    assert (ran.code, "Nothing was changed." in ran.out) == (0, True)
    write = leaves(tmp_path, before.decode().replace("title: ", "title: New ").encode("utf-16"))
    assert at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR=write).code == 0
    assert path.read_bytes() == before.replace(b"title: ", b"title: New ") != before


def test_an_answer_that_is_no_text_is_refused(tmp_path: Path) -> None:
    ran = at_terminal(["init", "lab"], cwd=str(tmp_path), answers=[("called?", "K\udce4se\n")])
    assert (ran.code, "That is not text in UTF-8" in ran.out, "Traceback" in ran.out) == (1, True, False)
    assert list(tmp_path.iterdir()) == []


def test_an_editor_that_leaves_nothing_keeps_nothing(teambase: str) -> None:
    before = titles(teambase)
    ran = at_terminal(["idea"], cwd=teambase, COCREATE_AS="mavi", EDITOR="true")
    assert ran.code == 1
    assert "There was nothing in it; nothing was kept." in ran.out
    assert titles(teambase) == before


def test_visual_comes_before_editor_and_may_have_arguments(teambase: str, tmp_path: Path) -> None:
    write = editor(tmp_path, 'echo "$1" > "$2"')
    ran = at_terminal(["ask", IDEA], cwd=teambase, COCREATE_AS="mavi", VISUAL=f"{write} 'Who sews?'", EDITOR="false")
    assert ran.code == 0
    assert "Who sews?" in ran.out


def test_an_editor_that_fails_or_is_missing_is_named(teambase: str) -> None:
    for command, said in (
        ("false", "The editor false ended with an error."),
        ("/no/such", "would not start"),
    ):
        ran = at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR=command)
        assert ran.code == 1
        assert said in ran.out
        assert Path(ran.out.split()[-1]).read_text().startswith("---\nid: 1fjyrj6h8f\n")


def test_the_whole_file_is_edited(teambase: str, tmp_path: Path) -> None:
    change = editor(tmp_path, 'sed -i "s/^title: .*/title: Hooks for all/" "$1"')
    ran = at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR=change)
    assert ran.code == 0
    assert process("show", IDEA, "--json", cwd=teambase).json["title"] == "Hooks for all"


def test_an_edit_that_changes_nothing_says_so(teambase: str) -> None:
    ran = at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR="true")
    assert ran.code == 0
    assert "Nothing was changed." in ran.out


def test_what_the_editor_left_unreadable_is_opened_again_or_kept(teambase: str, tmp_path: Path) -> None:
    breaks = editor(tmp_path, 'sed -i "s/^state: .*/state: done/" "$1"')
    before = process("show", IDEA, "--json", cwd=teambase).json
    ran = at_terminal(
        ["edit", IDEA],
        cwd=teambase,
        answers=[("[Y/n]", "\n"), ("[Y/n]", "n\n")],
        COCREATE_AS="mavi",
        EDITOR=breaks,
    )
    assert ran.code == 1
    assert ran.out.count("its state is none of") >= 2
    assert "state: done" in Path(ran.out.split()[-1]).read_text()
    assert process("show", IDEA, "--json", cwd=teambase).json == before


def test_what_somebody_else_changed_meanwhile_is_merged_and_ours_is_kept(teambase: str, tmp_path: Path) -> None:
    path = next(Path(teambase).glob(f"ideas/*/*{IDEA}/idea.md"))
    both = editor(
        tmp_path,
        f'sed -i "s/^title: .*/title: Mine/" "$1"; sed -i "s/^title: .*/title: Theirs/" "{path}"',
    )
    ran = at_terminal(["edit", IDEA], cwd=teambase, COCREATE_AS="mavi", EDITOR=both)
    assert ran.code == 0
    assert "Theirs stand; yours are kept beside them." in ran.out
    assert process("show", IDEA, "--json", cwd=teambase).json["title"] == "Theirs"
    short = ran.out.split()[-1]
    assert process("show", short, "--json", cwd=teambase).json["title"] == "Mine"


def test_an_objection_without_words_opens_the_editor_and_agreeing_does_not(teambase: str, tmp_path: Path) -> None:
    write = editor(tmp_path, 'echo "Too heavy" > "$1"')
    ran = at_terminal(["object", "kdgbg9kp5n"], cwd=teambase, COCREATE_AS="mavi", EDITOR=write)
    assert (ran.code, "Too heavy" in ran.out) == (0, True)
    assert at_terminal(["agree", "kdgbg9kp5n"], cwd=teambase, COCREATE_AS="mavi", EDITOR="false").code == 0


def test_a_terminal_that_only_prints_lines_gets_home_as_text(teambase: str) -> None:
    ran = at_terminal([], cwd=teambase, TERM="dumb")
    assert ran.code == 0
    assert "Milk foam school" in ran.out
    assert "(TERM=dumb), so here is Home as text." in ran.out
    assert "\x1b" not in ran.out


def test_enter_takes_the_folder_one_is_in_where_it_is_empty_and_asks_again_elsewhere(tmp_path: Path) -> None:
    asked = [("workspace called?", "Teambase\n"), ("Your name", "\n")]
    empty, taken = tmp_path / "empty", tmp_path / "taken"
    empty.mkdir()
    taken.mkdir()
    (taken / "notes.txt").write_text("mine")
    offered = ("Enter takes this one. It is made if need be:", "\n")
    ran = at_terminal(["init"], cwd=str(empty), answers=[offered, *asked])
    assert ran.code == 0
    assert (empty / "workspace.md").exists()
    again = [("It is made if need be:", "\n"), ("It needs a name, such as teambase:", "ours\n"), *asked]
    assert at_terminal(["init"], cwd=str(taken), answers=again).code == 0
    assert (taken / "ours").is_dir()
    ran = at_terminal(["init"], cwd=str(taken), answers=[("made if need be:", "\n"), ("such as teambase:", "\n")])
    assert "A workspace needs a folder." in ran.out
