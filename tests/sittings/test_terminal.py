"""The key of a terminal: good as a file's name, no two alike, and over with its session."""

import os
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cocreate.sittings import terminal
from cocreate.sittings.terminal import boot, process, process_key, process_stands, sitting_key, stands

names = st.text(st.characters(exclude_characters="\0"), min_size=1).filter(str.strip)
on_linux = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="only Linux tells of processes in files")


def sleeper() -> "subprocess.Popen[bytes]":
    """A process that leads a session of its own."""
    return subprocess.Popen(["sleep", "1000"], start_new_session=True, stdin=subprocess.DEVNULL)


@given(names)
def test_any_name_makes_a_key_that_is_good_as_a_files_name(name: str) -> None:
    key = sitting_key({"COCREATE_SITTING": name})
    assert key.startswith("named-")
    assert len(key) < 200
    assert set(key) <= terminal.PLAIN | set("-_.")
    assert key == sitting_key({"COCREATE_SITTING": name})


@given(names, names)
@example("0" * 300 + "\ud800", "x")
def test_no_two_names_make_one_key(one: str, other: str) -> None:
    same = one.strip() == other.strip()
    assert (sitting_key({"COCREATE_SITTING": one}) == sitting_key({"COCREATE_SITTING": other})) == same


def test_names_that_begin_alike_for_long_or_differ_in_case_are_two() -> None:
    keys = [sitting_key({"COCREATE_SITTING": name}) for name in ("x" * 300, "x" * 301, "Kitchen", "kitchen", "K_69_")]
    assert len({key.lower() for key in keys}) == 5


def test_a_pane_is_named_only_within_tmux() -> None:
    assert sitting_key({"COCREATE_SITTING": "%3"}) == "named-_25_3"
    within = sitting_key({"COCREATE_SITTING": "%3", "TMUX": f"/run/a,b/default,{os.getpid()},0"})
    assert within == f"tmux-{process_key(os.getpid())}-3"


@on_linux
def test_a_key_stands_as_long_as_its_session() -> None:
    leader = sleeper()
    began = process(leader.pid).began
    keys = [f"terminal-8801-{leader.pid}-{began}-{boot()}", f"tmux-{leader.pid}-{began}-{boot()}-4"]
    keys.append(f"screen-{leader.pid}-{began}-{boot()}-0")
    assert [stands(key) for key in keys] == [True, True, True]
    leader.kill()
    os.waitid(os.P_PID, leader.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and we did not look yet
    assert [stands(key) for key in keys] == [False, False, False]
    leader.wait()
    assert [stands(key) for key in keys] == [False, False, False]


@on_linux
def test_what_another_process_of_the_same_number_began_is_over() -> None:
    assert stands(f"terminal-8801-{os.getpid()}-1-{boot()}") is False
    assert not process_stands(f"{os.getpid()}-1-{boot()}")


@pytest.mark.parametrize(
    "key", ["terminal-8801-1-2-00000000", "named-kitchen", "terminal", "", "tmux-x-y-z-1", "terminal-1-2-3-4-5-6"]
)
def test_of_another_computer_or_a_name_only_the_age_tells(key: str) -> None:
    assert stands(key) is None


def test_a_process_stands_until_it_has_ended() -> None:
    other = sleeper()
    key = process_key(other.pid)
    assert process_stands(key)
    other.kill()
    other.wait()
    assert not process_stands(key)
    for nothing in ("", "left", "1", "x-y-z", "99999999999999999999-1-0"):
        assert not process_stands(nothing)


def test_without_a_terminal_there_is_no_key() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import os; from cocreate.sittings.terminal import sitting_key as k; print([k({})])"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        check=True,
    )
    assert told.stdout == b"['']\n"


def test_where_there_is_no_proc_dev_tty_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "process", lambda _number: None)
    leader = os.getsid(0)
    has_terminal = True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        has_terminal = any(os.isatty(handle) for handle in (0, 1, 2))
    key = sitting_key({})
    assert key == (f"terminal-0-{leader}-0-{boot()}" if has_terminal else "")
    assert not key or stands(key) is None
