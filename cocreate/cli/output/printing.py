"""Stdout and stderr: the one place that writes to them, and the door that every character passes.

Stdout is data, stderr is talk. Nothing heavy may be imported here, because catching an idea passes through.
"""

import os
import sys
from stat import S_ISFIFO

from cocreate.model.host import is_from_elsewhere
from cocreate.model.text import JOINERS, REPLACEMENT, clean, clean_line, one_stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


class Bold(str):
    """A piece of a line that is drawn bold, where the terminal can."""

    __slots__ = ()


class Dim(str):
    """A piece of a line that is drawn faintly, where the terminal can."""

    __slots__ = ()


class Prose(str):
    """A piece of a line out of somebody's text, where letters may be joined (emoji, Persian, Hindi)."""

    __slots__ = ()


Line = str | tuple[str, ...]
"""A line to print: one piece, or several. Pieces are cleaned when they are printed, not before."""


_LEAVES = 400
"""Milliseconds in which whoever reads a pipe, and wanted no more of it, has left."""


def prepare_streams() -> None:
    """Let no character crash what prints: UTF-8 into pipes and files, escapes where nothing helps."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open as long as we run
        elif hasattr(stream, "reconfigure"):
            poor = not stream.isatty() or stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}
            stream.reconfigure(encoding="utf-8" if poor else None, errors="backslashreplace")


def show(lines: "Iterable[Line]") -> None:
    """Print lines of data."""
    write = sys.stdout.write
    colour = has_colour(sys.stdout)
    for line in lines:
        write(_drawn(line, colour=colour) + "\n")


def talk(*sentences: str) -> None:
    """Say something about what is going on, on stderr, a line each; what says nothing is not said."""
    sys.stdout.flush()
    for sentence in sentences:
        if sentence:
            sys.stderr.write(one_stop(clean_line(_as_typed(sentence))) + "\n")
    sys.stderr.flush()


def was_taken() -> bool:
    """Whether all that was printed went out, and whoever reads it through a pipe did not leave before its end.

    Raises:
        BrokenPipeError: they left in the middle.
    """
    sys.stdout.flush()
    try:
        handle = sys.stdout.fileno()
        if not S_ISFIFO(os.fstat(handle).st_mode):
            return True
    except (OSError, ValueError):  # no file of the system: a test, or a screen of ours
        return True
    from select import poll  # deferred: few commands ask

    pipe = poll()
    pipe.register(handle, 0)  # what is told without being asked: that nobody reads any more
    return not pipe.poll(_LEAVES)


def _as_typed(sentence: str) -> str:
    if not is_from_elsewhere():
        return sentence
    from cocreate.cli.output.hints import as_typed  # deferred: for whoever came in through a door

    return as_typed(sentence)


def give_back(text: str) -> None:
    """Print a person's own text on stderr, so that they can have it again."""
    sys.stderr.write(clean(text).rstrip("\n") + "\n")
    sys.stderr.flush()


def show_json(value: object) -> None:
    """Print `value` as JSON that is exact, and harmless on a terminal: what does not show is escaped."""
    import json  # deferred: an idea caught in passing has no use for it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    plain = text.isascii() and "\x7f" not in text  # of all that does not show, JSON leaves only DEL in ASCII
    sys.stdout.write((text if plain else text.translate(_JSON_DOOR)) + "\n")


def has_colour(stream: "TextIO") -> bool:
    """Whether to draw bold and faint on `stream`: on a terminal, unless NO_COLOR says no (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def _drawn(line: Line, *, colour: bool) -> str:
    pieces = (line,) if isinstance(line, str) else line
    return "".join([_piece(piece, colour=colour) for piece in pieces]).rstrip()


def _piece(piece: str, *, colour: bool) -> str:
    safe = clean(piece).replace("\n", " ") if isinstance(piece, Prose) else clean_line(piece)
    if colour and isinstance(piece, Bold):
        return f"\x1b[1m{safe}\x1b[22m"
    if colour and isinstance(piece, Dim):
        return f"\x1b[2m{safe}\x1b[22m"
    return safe


class _JsonDoor(dict[int, str]):
    """A table for `str.translate` that spells out whatever `clean` would hide, as JSON escapes it."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        hidden = clean(character) != character and character not in f"\n{REPLACEMENT}{JOINERS}"
        self[point] = shown = _spelt(point) if hidden else character
        return shown


def _spelt(point: int) -> str:
    """A character as JSON's escapes: beyond U+FFFF two surrogates (RFC 8259, section 7)."""
    if point < 0x10000:
        return f"\\u{point:04x}"
    rest = point - 0x10000
    return f"\\u{0xD800 + (rest >> 10):04x}\\u{0xDC00 + (rest & 0x3FF):04x}"


_JSON_DOOR = _JsonDoor()
