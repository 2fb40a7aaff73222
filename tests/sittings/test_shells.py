"""Who speaks in real terminals: two beside one another, a pipe, none at all, panes of tmux, one that is closed."""

import json
from pathlib import Path

import pytest

from cocreate.workspace.local import give_copy
from tests.conftest import collected
from tests.sittings.shells import DONE, said_in, shell, tmux

NOBODY = "Nobody is speaking yet."


def by(root: str, title: str) -> tuple[str, ...]:
    """Whom the idea called `title` is credited to."""
    return next(idea.by for idea in collected(root).ideas.values() if idea.title == title)


def titles(root: str) -> set[str]:
    return {idea.title for idea in collected(root).ideas.values()}


def sittings(root: str) -> list[str]:
    folder = Path(root, ".cocreate", "sittings")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_two_terminals_never_touch_one_another(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path) as one, shell(teambase, tmp_path) as other:
        assert one.tells("cocreate me mavi") == "Mavi Lindqvist is speaking (mavi), as chosen in this terminal.\n"
        other.tells("cocreate me erkan --noted-by ana")
        one.tells("cocreate idea A bell at the door")
        other.tells("cocreate idea A shelf that turns")
        assert json.loads(one.tells("cocreate me --json")) == {"by": ["mavi"], "noted_by": "", "from": "sitting"}
        one.tells("cocreate me tomek")
        assert "Erkan Yıldırım is speaking, Ana Beltrán is typing" in other.tells("cocreate me")
    assert by(teambase, "A bell at the door") == ("mavi",)
    assert by(teambase, "A shelf that turns") == ("erkan",)


def test_what_goes_through_a_pipe_in_a_terminal_is_said_there(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path) as mavi:
        mavi.tells("cocreate me mavi")
        mavi.tells("echo A bell | cocreate idea | cat")
        mavi.tells("cocreate list ideas --limit 1 < /dev/null | cocreate idea - -t clay > /dev/null 2>&1")
        mavi.tells("echo A shelf | (cocreate idea > /dev/null 2>&1)")
    assert by(teambase, "A bell") == by(teambase, "A shelf") == ("mavi",)


def test_a_shell_without_a_terminal_is_told_what_to_do(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path, terminal=False) as build:
        before = titles(teambase)
        code, said = build.says("echo A bell at the door | cocreate idea")
        assert code == 1
        assert said.startswith(f"{NOBODY}\nSay who you are: --by NAME, or export COCREATE_AS=NAME.")
        assert said.endswith("A bell at the door\n")
        code, said = build.says("cocreate me mavi")
        assert code == 1
        assert said.startswith("There is no terminal here to remember it for.\n")
        assert all(way in said for way in ("--by", "COCREATE_AS=mavi", "COCREATE_SITTING"))
        assert titles(teambase) == before
        assert sittings(teambase) == []
        build.tells("cocreate list ideas --limit 1")
        build.tells("export COCREATE_SITTING=build; cocreate me mavi")
        build.tells("cocreate idea A bell at the door")
    assert by(teambase, "A bell at the door") == ("mavi",)


def test_whoever_a_copy_belongs_to_needs_no_terminal(teambase: str, tmp_path: Path) -> None:
    give_copy(teambase, "mavi")
    with shell(teambase, tmp_path, terminal=False) as build:
        assert build.tells("cocreate me mavi") == "Mavi Lindqvist is speaking (mavi), because this copy is yours.\n"
        build.tells("cocreate idea A bell")
        code, said = build.says("cocreate me erkan")
        assert (code, "no terminal" in said) == (1, True)
        build.tells("cocreate idea A shelf")
    assert by(teambase, "A bell") == by(teambase, "A shelf") == ("mavi",)


def test_whoever_is_alone_is_never_asked_and_whoever_is_not_once_a_terminal(teambase: str, tmp_path: Path) -> None:
    give_copy(teambase, "mavi")
    with shell(teambase, tmp_path) as mavi, shell(teambase, tmp_path) as erkan:
        mavi.tells("cocreate idea A bell")
        erkan.tells("cocreate me erkan")
        code, said = mavi.says("cocreate idea A shelf")
        assert (code, NOBODY in said, "A shelf" in said) == (1, True, True)
        mavi.tells("cocreate list ideas --limit 1")
        mavi.tells("cocreate me mavi")
        mavi.tells("cocreate idea A shelf")
        erkan.tells("cocreate idea A hook")
    with shell(teambase, tmp_path) as later:
        code, said = later.says("cocreate idea Whose")
        assert (code, NOBODY in said) == (1, True)
    assert by(teambase, "A bell") == by(teambase, "A shelf") == ("mavi",)
    assert by(teambase, "A hook") == ("erkan",)
    assert "Whose" not in titles(teambase)


def test_what_a_closed_terminal_chose_is_over_and_swept(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path) as erkan:
        erkan.tells("cocreate me erkan")
        [key] = sittings(teambase)
    with shell(teambase, tmp_path) as later:  # on the device that was his
        code, said = later.says("cocreate idea Whose")
        assert (code, NOBODY in said) == (1, True)
        later.tells("cocreate me ana")
        assert key not in sittings(teambase)
        assert len(sittings(teambase)) == 1


def test_a_shell_within_a_shell_is_the_same_terminal(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path) as mavi:
        mavi.tells("cocreate me mavi")
        mavi.tells("sh -c 'cocreate idea A bell; true'")
        mavi.tells("(cd projects && env -u TERM cocreate idea A shelf) &\nwait")
        code, said = mavi.says("setsid -w cocreate idea Whose < /dev/null 2>&1 | cat; cocreate search Whose")
        assert (code, NOBODY in said) == (0, True), "a session of its own without a terminal is none of this one"
    assert by(teambase, "A bell") == by(teambase, "A shelf") == ("mavi",)


def test_a_name_for_a_sitting_is_one_sitting_wherever_it_is_said(teambase: str, tmp_path: Path) -> None:
    with shell(teambase, tmp_path) as one, shell(teambase, tmp_path, COCREATE_SITTING="the big screen / 3") as other:
        one.tells("cocreate me mavi")
        one.tells("COCREATE_SITTING='the big screen / 3' cocreate me erkan")
        assert json.loads(other.tells("cocreate me --json"))["by"] == ["erkan"]
        assert json.loads(one.tells("cocreate me --json"))["by"] == ["mavi"]
    assert all("/" not in key for key in sittings(teambase))


def test_panes_of_tmux_are_sittings_of_their_own(teambase: str, tmp_path: Path) -> None:
    with tmux(teambase, tmp_path) as server:
        first, second = server.runs("list-panes", "-F", "#{pane_id}"), server.new_pane()
        assert server.says(first, "cocreate me mavi")[0] == 0
        assert server.says(second, "cocreate idea Whose")[0] == 1
        assert server.says(second, "cocreate me erkan")[0] == 0
        assert server.says(first, "cocreate idea A bell")[0] == 0
        assert server.says(second, "echo A shelf | cocreate idea")[0] == 0
        server.runs("respawn-pane", "-k", "-t", first, "/bin/sh")
        assert server.says(first, "cocreate idea A hook")[0] == 0
        assert {key.partition("-")[0] for key in sittings(teambase)} == {"tmux"}
    assert by(teambase, "A bell") == by(teambase, "A hook") == ("mavi",)
    assert by(teambase, "A shelf") == ("erkan",)
    with shell(teambase, tmp_path) as later:
        later.tells("cocreate me ana")
    assert [key.partition("-")[0] for key in sittings(teambase)] == ["terminal"], "the server is gone, and its panes"


def test_a_popup_is_a_terminal_of_its_own_unless_it_speaks_for_the_pane_below(teambase: str, tmp_path: Path) -> None:
    with tmux(teambase, tmp_path) as server, server.watched():
        pane = server.runs("list-panes", "-F", "#{pane_id}")
        assert server.says(pane, "cocreate me mavi")[0] == 0

        def in_popup(line: str, *options: str) -> tuple[int, str]:
            file = server.new_file()
            server.runs("display-popup", *options, "-E", f"({line}) > {file} 2>&1; echo {DONE}$? >> {file}")
            return said_in(file)

        assert in_popup("cocreate idea Whose")[0] == 1
        assert in_popup("cocreate idea A bell", "-e", f"COCREATE_SITTING={pane}")[0] == 0
        assert in_popup("cocreate me erkan", "-e", f"COCREATE_SITTING={pane}")[0] == 0
        assert json.loads(server.says(pane, "cocreate me --json")[1])["by"] == ["erkan"]
    assert by(teambase, "A bell") == ("mavi",)
    assert "Whose" not in titles(teambase)


def test_a_window_that_was_opened_from_within_a_pane_is_not_the_pane(teambase: str, tmp_path: Path) -> None:
    with tmux(teambase, tmp_path) as server:
        pane = server.runs("list-panes", "-F", "#{pane_id}")
        assert server.says(pane, "cocreate me mavi")[0] == 0
        handed_on = server.runs("display-message", "-p", "-t", pane, "#{socket_path},#{pid},0")
        with shell(teambase, tmp_path, TMUX=handed_on, TMUX_PANE=pane) as window:
            code, said = window.says("cocreate idea Whose")
            assert (code, NOBODY in said) == (1, True)


BEGINS = ('cocreate init ../new --name New --by "Ada Trenkel"', "cd ../new")
JOINS = (
    "cd .. && git init -q --bare place.git && cocreate init old --name Old --by bo",
    "cd old && cocreate sync --with ../place.git && cd ..",
    "cocreate join place.git new --by ada-trenkel",
    "cd new",
)


@pytest.mark.parametrize("lines", [BEGINS, JOINS], ids=["init", "join"])
def test_a_copy_belongs_to_whoever_began_it_or_joined_with_it(
    teambase: str, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    with shell(teambase, tmp_path) as ada:
        for line in lines:
            ada.tells(line)
        assert "because this copy is yours" in ada.tells("cocreate me")
        new = str(Path(ada.tells("pwd").strip()))
    with shell(new, tmp_path) as tomorrow:
        tomorrow.tells("cocreate idea A bell")
    assert by(new, "A bell") == ("ada-trenkel",)
