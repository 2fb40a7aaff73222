"""In tmux: the lines that `cocreate tmux` prints work in a real one, and a pane that several see says so."""

import os
import pty
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from cocreate.launch.tmux import terminals_at
from cocreate.sittings.here import Place, Presence, Present
from cocreate.sittings.terminal import pane_of
from tests.conftest import collected
from tests.sittings.shells import PATIENCE, Shell, Tmux, shell, tmux

ODD = 'T\'b #{pid} (#[fg=red]) $HOME 100%S "x"'
"""A name of a folder that shells, tmux and its clock would each make something else of."""


class Looker:
    """Somebody who looks at a server of tmux in a terminal of their own, and types there."""

    def __init__(self, server: Tmux) -> None:
        self._ours, theirs = pty.openpty()
        environ = {**server._environ, "TERM": "xterm"}
        self._attached = subprocess.Popen(
            ["tmux", "attach"], env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self._seen = b""
        self._looking = Thread(target=self._looks, daemon=True)
        self._looking.start()
        self.sees("[")  # the status line

    def presses(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def _looks(self) -> None:
        with suppress(OSError):
            while data := os.read(self._ours, 65536):
                self._seen += data

    def sees(self, words: str) -> None:
        """Wait until `words` were painted since this was asked last."""
        waits_until(lambda: words.encode() in self._seen, words)
        self._seen = b""

    def leaves(self) -> None:
        """Close the terminal."""
        self._attached.kill()
        self._attached.wait(PATIENCE)
        self._looking.join(PATIENCE)
        os.close(self._ours)


@contextmanager
def looking(server: Tmux) -> Iterator[Looker]:
    """Somebody who looks at it, as long as they do."""
    looker = Looker(server)
    try:
        yield looker
    finally:
        looker.leaves()


@pytest.fixture(autouse=True)
def as_wide_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else says how wide a terminal is."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)


@pytest.fixture
def odd(teambase: str) -> str:
    """The sample in a folder of an odd name."""
    return str(Path(teambase).rename(Path(teambase).with_name(ODD)))


def waits_until(is_so: Callable[[], bool], *what: object) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, ("never came", *what)
        time.sleep(0.02)


def test_the_printed_lines_catch_an_idea_from_any_folder_as_whoever_speaks_in_the_pane_and_tell_who_is_here(
    odd: str, tmp_path: Path
) -> None:
    with shell(odd, tmp_path) as begun:
        lines = begun.tells("cocreate tmux --key M-i")
    config = tmp_path / "tmux.conf"
    config.write_text(lines)
    Presence(odd).tell(Present(("ana",), Place("ideas", "8tp8qnsvq5")))
    with tmux(odd, tmp_path) as server:
        pane = server.runs("list-panes", "-F", "#{pane_id}")
        assert server.says(pane, "cocreate me erkan; cd /")[0] == 0
        server.runs("source-file", str(config))
        with looking(server) as erkan:
            erkan.sees("✎ Erkan Yıldırım · Ana Beltrán, on Cup")
            erkan.presses("\x02\x1bi")
            erkan.sees("An idea, in one line; enter keeps it.")
            erkan.presses("A bell #hours; `x` $(y)\r")
            title = "A bell #hours; `x` $(y)"
            waits_until(lambda: title in {idea.title for idea in collected(odd).ideas.values()}, "the idea")
    [idea] = [idea for idea in collected(odd).ideas.values() if idea.title == title]
    assert (idea.by, idea.themes) == (("erkan",), ("hours",))


def test_the_line_is_empty_where_no_workspace_is_and_nothing_goes_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    with shell(str(folder), tmp_path) as begun:
        assert begun.says("cocreate tmux --line") == (0, "")
        assert begun.says("cocreate tmux --line --workspace /nowhere") == (0, "")
        assert begun.says("cocreate tmux")[0] == 1


def told(begun: Shell, line: str = "cocreate tmux --line") -> str:
    return begun.tells(line).rstrip("\n")


def test_the_line_tells_what_waits_for_those_who_speak_and_others_words_style_nothing(
    teambase: str, tmp_path: Path
) -> None:
    Presence(teambase).tell(Present(("ana", "tomek"), Place("home")))
    with shell(teambase, tmp_path) as begun:
        assert told(begun) == "✎ nobody yet · Ana Beltrán, Tomasz Wilk, on Home"
        begun.tells('cocreate me mavi; cocreate idea "#[fg=red,reverse] red"; cocreate rest 8tp8 --because "x"')
        name = next(i.id for i in collected(teambase).ideas.values() if "red" in i.title)
        begun.tells(f'cocreate ask {name} "Whose #[bold] is it?" --by ana')
        Presence(teambase).tell(Present(("erkan",), Place("ideas", name)))
        line = told(begun)
        assert line.startswith("✎ Mavi Lindqvist · Ana Beltrán, Tomasz Wilk, on Home · Erkan Yıldırım, on ##[fg=red")
        assert " · waits for you: " in line
        assert "#" not in line.replace("##", "")
        assert told(begun, "cocreate tmux --line --by tomek").startswith("✎ Tomasz Wilk · Ana")


def test_keys_and_folders_that_could_be_obeyed_are_not_printed(teambase: str, tmp_path: Path) -> None:
    other = Path(teambase).rename(Path(teambase).with_name("a) b"))
    with shell(str(other), tmp_path) as begun:
        assert "cannot stand in a line of tmux" in begun.says("cocreate tmux")[1]
        assert "This key cannot be bound" in begun.says("cocreate tmux --key 'i; kill-server'")[1]


def test_a_pane_that_several_see_says_so_and_offers_who_typed_last(teambase: str, tmp_path: Path) -> None:
    with tmux(teambase, tmp_path) as server:
        pane = server.runs("list-panes", "-F", "#{pane_id}")
        socket, number = server.runs("display-message", "-p", "#{socket_path} #{pid}").split()
        assert pane_of(f"tmux-{number}-1-x-{pane[1:]}", {"TMUX": f"{socket},{number},0"}) == (socket, pane)
        with looking(server) as one, looking(server) as other:
            assert len(terminals_at(socket, pane)) == 2
            server.runs("send-keys", "-t", pane, "cocreate", "Enter")

            def shows(*words: str) -> None:
                seen: list[str] = [""]

                def are_painted() -> bool:
                    seen[0] = server.runs("capture-pane", "-p", "-t", pane)
                    return all(word in seen[0] for word in words)

                waits_until(are_painted, seen, *words)

            def turn(looker: Looker, keys: str) -> None:
                """Type, in a second in which nobody else did: tmux counts in seconds."""
                now = int(time.time())
                waits_until(lambda: int(time.time()) > now)
                looker.presses(keys)

            shows("Who is speaking now?")
            turn(one, "mavi")
            shows("│ mavi")
            one.presses("\r")
            shows("✎ mavi")
            turn(other, "s")
            shows("Who is speaking now?")
            turn(other, "erkan")
            shows("│ erkan")
            other.presses("\r")
            shows("✎ erkan")
            turn(one, "i")
            shows("Typed last here: Mavi Lindqvist. ctrl+o says")
            turn(one, "\x1b")
            turn(one, "s")
            shows("▌  Mavi Lindqvist  typed last here")
            turn(one, "\r")
            shows("✎ mavi")
            turn(one, "q")


def test_without_tmux_nobody_is_known_to_look(tmp_path: Path) -> None:
    assert terminals_at(str(tmp_path / "nothing"), "%0") == []
    assert pane_of("terminal-8801-1-2-x", {"TMUX": "/run/tmux,1,0"}) is None
    assert pane_of("tmux-1-2-x-3", {}) is None
