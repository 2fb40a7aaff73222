"""Which terminal this is: a key for the sitting at it, that no other terminal has, now or later.

Who speaks is remembered under it, so a key that two terminals shared would let one speak with the other's name. A
device and the number of a process come back after a while; the moment at which a process began, and which start of the
computer that was, do not. Nothing heavy is imported, because catching an idea passes here.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "COCREATE_SITTING"
"""Names a sitting, where it is not to be that of the terminal."""

TERMINAL, TMUX, SCREEN, NAMED = "terminal", "tmux", "screen", "named"
"""What a key begins with: how the sitting is known."""

UNKNOWN = "0"
"""Stands in a key for what this system does not tell."""

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
LONGEST_NAME = 80
"""Letters of a name that stand in its key; a longer one is summed up."""


class Process:
    """What the system tells of a process: its parent, its session's leader, its terminal's device, when it began.

    Args:
        parent: the number of its parent.
        leader: the number of the leader of its session.
        terminal: the device of its terminal, as the system numbers it; 0 where it has none.
        began: when it began, as the system counts; to be compared, not read.
        runs: whether it still runs: one that has ended, and whose parent does not know yet, does not.
    """

    __slots__ = ("began", "leader", "parent", "runs", "terminal")

    def __init__(self, parent: int, leader: int, terminal: int, began: str, *, runs: bool) -> None:
        self.parent = parent
        self.leader = leader
        self.terminal = terminal
        self.began = began
        self.runs = runs


def sitting_key(environ: "Mapping[str, str]") -> str:
    """The key of the sitting that this process belongs to, good as a file's name; empty where there is no terminal.

    It is what `$COCREATE_SITTING` says (a name, or in tmux the pane it is to speak for, such as `%3`), else the pane of
    tmux or the window of screen, else the terminal's device with its session. What goes through a pipe in a terminal
    belongs to that terminal; what cron or a build runs belongs to none.
    """
    if name := environ.get(VARIABLE, "").strip():
        return _pane_called(name, environ) or key_named(name)
    here = process("self")
    if here is None:
        return _without_proc(environ)
    terminal = here.terminal or _terminal_at_hand()
    if not terminal:
        return ""
    leader = process(here.leader)
    began = leader.began if leader else UNKNOWN
    return _multiplexed(environ, leader) or f"{TERMINAL}-{terminal:x}-{here.leader}-{began}-{boot()}"


def stands(key: str) -> bool | None:
    """Whether the session of `key` still stands; None where only its age can tell."""
    kind, *parts = key.split("-")
    if kind == TERMINAL and len(parts) == 4:
        return _runs(*parts[1:])
    if kind in {TMUX, SCREEN} and len(parts) == 4:
        return _runs(*parts[:3])
    return None


def process_key(number: int) -> str:
    """What this process is called, and no other, now or later."""
    return f"{number}-{_began(number)}-{boot()}"


def process_stands(key: str) -> bool:
    """Whether the process that is called so still runs, or could, for all this system tells."""
    parts = key.split("-")
    return len(parts) == 3 and parts[2] == boot() and _runs(*parts) is not False


def _runs(number: str, began: str, of_boot: str) -> bool | None:
    """Whether the process runs that has this number since then; None where that cannot be told from here."""
    if of_boot != boot() or not number.isdecimal():
        return None  # of another start of this computer, or of another computer that has the same folder
    found = process(number)
    if found is not None:
        return found.runs and began in {found.began, UNKNOWN}
    now = _began(int(number))
    if now != UNKNOWN:
        return began in {now, UNKNOWN}
    return None if is_running(number) else False


def is_running(number: str) -> bool:
    """Whether there is a process of this number, whichever it is."""
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def key_named(name: str) -> str:
    """The key of a sitting that somebody named: its letters, spelt out where a file's name could not hold them."""
    spelt = "".join([one if one in PLAIN else f"_{ord(one):x}_" for one in name])
    if len(spelt) > LONGEST_NAME:
        from hashlib import sha256  # deferred: hardly anybody names a sitting at such length

        spelt = f"{spelt[:LONGEST_NAME]}.{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
    return f"{NAMED}-{spelt}"


def pane_of(key: str, environ: "Mapping[str, str]") -> "tuple[str, str] | None":
    """The socket of tmux and the pane, such as `%3`, that the sitting `key` is in; None if it is in none."""
    socket, (kind, *parts) = environ.get("TMUX", "").rsplit(",", 2)[0], key.split("-")
    return (socket, f"%{parts[-1]}") if kind == TMUX and len(parts) == 4 and socket else None


def _pane_called(name: str, environ: "Mapping[str, str]") -> str:
    """The key of the pane of this tmux that `name` speaks for, such as `%3`; empty if it means none."""
    server = _tmux_server(environ)
    return _window_key(TMUX, server, name[1:]) if server and name[:1] == "%" and name[1:].isdecimal() else ""


def _multiplexed(environ: "Mapping[str, str]", leader: Process | None) -> str:
    """The key of the pane of tmux, or the window of screen, that this is in; empty if it is in none.

    Variables are inherited: a window that was opened from within a pane has those of the pane. So they count only where
    that server itself began the session, as far as the system tells.
    """
    for kind, server, window in (
        (TMUX, _tmux_server(environ), environ.get("TMUX_PANE", "").removeprefix("%")),
        (SCREEN, environ.get("STY", "").partition(".")[0], environ.get("WINDOW", "")),
    ):
        if server.isdecimal() and window.isdecimal() and (leader is None or leader.parent == int(server)):
            return _window_key(kind, server, window)
    return ""


def _tmux_server(environ: "Mapping[str, str]") -> str:
    """The number of the process that is the server of this tmux; empty if this is in none."""
    parts = environ.get("TMUX", "").rsplit(",", 2)
    return parts[1] if len(parts) == 3 and parts[1].isdecimal() else ""


def _window_key(kind: str, server: str, window: str) -> str:
    return f"{kind}-{server}-{_began(int(server))}-{boot()}-{window}"


def _terminal_at_hand() -> int:
    """The device of a terminal that is open here without being that of the session; 0 if there is none."""
    for handle in (0, 1, 2):
        try:
            if os.isatty(handle):
                return os.fstat(handle).st_rdev
        except OSError:
            continue
    return 0


def _without_proc(environ: "Mapping[str, str]") -> str:
    """The key where the system has no /proc: there, `/dev/tty` tells whether there is a terminal, but not which."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        if not _terminal_at_hand():
            return ""
    leader = os.getsid(0)
    return _multiplexed(environ, None) or f"{TERMINAL}-{UNKNOWN}-{leader}-{_began(leader)}-{boot()}"


def process(number: int | str) -> Process | None:
    """What /proc tells of a process (proc_pid_stat(5)); None where it tells nothing."""
    try:
        with open(f"/proc/{number}/stat", "rb", buffering=0) as file:
            parts = file.read(4096).rpartition(b")")[2].split()
        numbers = (int(parts[1]), int(parts[3]), int(parts[4]) & 0xFFFFFFFF)
        return Process(*numbers, parts[19].decode("ascii"), runs=parts[0] not in b"ZX")
    except (OSError, ValueError, IndexError):
        return None


def _began(number: int) -> str:
    """When a process began, as the system counts; UNKNOWN where it does not tell, or there is none."""
    found = process(number)
    if found is not None:
        return found.began
    return _began_on_a_mac(number) if sys.platform == "darwin" else UNKNOWN


def _began_on_a_mac(number: int) -> str:
    """The same from sysctl(3): what it tells of a process begins with that moment."""
    import ctypes  # deferred: elsewhere a file tells

    name = (ctypes.c_int * 4)(1, 14, 1, number)  # CTL_KERN, KERN_PROC, KERN_PROC_PID
    told, size = ctypes.create_string_buffer(2048), ctypes.c_size_t(2048)
    failed = ctypes.CDLL(None).sysctl(name, 4, told, ctypes.byref(size), None, ctypes.c_size_t(0))
    if failed or size.value < 16:
        return UNKNOWN
    return f"{int.from_bytes(told.raw[:8], 'little')}.{int.from_bytes(told.raw[8:12], 'little')}"


def boot() -> str:
    """Which start of this computer this is; UNKNOWN where the system gives it no name."""
    try:
        with open("/proc/sys/kernel/random/boot_id", "rb", buffering=0) as file:
            return file.read(8).decode("ascii")
    except (OSError, UnicodeDecodeError):
        return UNKNOWN
