"""What comes in from somebody's terminal: bytes become keys and pastes, as many as anybody gets at once."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from time import monotonic
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import InBandWindowResize

from cocreate.door.limits import BURST, KEYS, LONGEST_PASTE

BEGIN: Final = "\x1b[200~"
END: Final = "\x1b[201~"
"""What a terminal puts around what is pasted (bracketed paste mode)."""

AT_ONCE: Final = 64
"""Characters that are understood before others have their turn."""


UNCLEAR: Final = 4096
"""Characters in a row that mean nothing; after that what they began is let go."""


class TooLong(Message):
    """Something was pasted that no file holds; what is over the limit was left out."""


class Typing:
    """The stream of one terminal.

    A paste is taken as one piece, so that it costs no more than its length, whatever it holds. What a terminal tells of
    its size in this stream is not taken: the size comes with the connection, and within limits.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._text = ""
        self._unclear = 0
        self._pasted: list[str] | None = None
        self._length = 0
        self._keys, self._at = float(BURST), monotonic()

    def take(self, data: bytes) -> None:
        """More came in."""
        self._text += self._decode(data)

    @property
    def has_more(self) -> bool:
        """Whether something came in that can be understood without what may follow."""
        if self._pasted is not None:
            return len(self._text) >= len(END)
        return bool(self._text) and not (BEGIN.startswith(self._text) and self._text != BEGIN)

    def some(self) -> list[Message]:
        """The messages that the next few characters are."""
        return list(self._paste() if self._pasted is not None else self._keys_typed())

    def tick(self) -> list[Message]:
        """What an escape is, once nothing followed it; nothing, as long as what did follow waits for its turn."""
        if self.has_more:
            return []
        if self._text and self._pasted is None:
            return list(self._fed(self._cut(len(self._text))))  # no mark came of it
        return [one for one in self._parser.tick() if _is_taken(one)]

    @property
    def is_unsure(self) -> bool:
        """Whether it waits for what may follow an escape."""
        return bool(self._text) or self._parser._timeout_time is not None  # noqa: SLF001 - nothing else tells

    def wait(self, count: int) -> float:
        """Seconds to wait after so many keys."""
        now = monotonic()
        self._keys = min(float(BURST), self._keys + (now - self._at) * KEYS) - count
        self._at = now
        return max(0.0, -self._keys / KEYS)

    def _cut(self, end: int) -> str:
        text, self._text = self._text[:end], self._text[end:]
        return text

    def _keys_typed(self) -> Iterator[Message]:
        at = self._text.find(BEGIN)
        if at == 0:
            self._cut(len(BEGIN))
            self._pasted, self._length = [], 0
            return
        yield from self._fed(self._cut(min(AT_ONCE, at if at > 0 else self._before_mark())))

    def _before_mark(self) -> int:
        """How much can be understood without breaking the beginning of a mark that may go on."""
        at = self._text.rfind("\x1b", max(0, len(self._text) - len(BEGIN)))
        return at if at > 0 and BEGIN.startswith(self._text[at:]) else len(self._text)

    def _fed(self, text: str) -> Iterator[Message]:
        found: list[Message] = []
        try:
            found = list(self._parser.feed(text))
        except Exception:  # noqa: BLE001 - whatever a terminal sends, it ends nothing
            self._unclear = UNCLEAR
        self._unclear = 0 if found else self._unclear + len(text)
        if self._unclear > UNCLEAR:
            self._parser, self._unclear = XTermParser(), 0
        yield from filter(_is_taken, found)

    def _paste(self) -> Iterator[Message]:
        assert self._pasted is not None  # noqa: S101 - whoever calls it looked
        end = self._text.find(END)
        if end < 0:
            # the end of the mark may come with the next bytes
            self._keep(self._cut(max(0, len(self._text) - len(END) + 1)) if len(self._text) >= len(END) else "")
            return
        self._keep(self._cut(end))
        self._cut(len(END))
        text, too_long = "".join(self._pasted)[:LONGEST_PASTE], self._length > LONGEST_PASTE
        self._pasted = None
        yield events.Paste(text)
        if too_long:
            yield TooLong()

    def _keep(self, text: str) -> None:
        assert self._pasted is not None  # noqa: S101 - whoever calls it looked
        if self._length <= LONGEST_PASTE:
            self._pasted.append(text)
        self._length += len(text)


def _is_taken(message: Message) -> bool:
    return not isinstance(message, events.Resize | InBandWindowResize)
