"""What a person tells: in words on the command line, through a pipe, or in the editor; none of it is lost.

Nothing heavy may be imported here, because catching an idea passes through it.
"""

import sys

from cocreate.locale import _
from cocreate.model.decoding import decoded
from cocreate.model.errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

STDIN = "-"
MOST = 8 << 20
"""Bytes read from a pipe; a file of the workspace holds an eighth of it."""


class Given:
    """Words that somebody gave; `with` them, a failure hands them back."""

    def __init__(self, *texts: str | None) -> None:
        self._text: str | None = "\n".join([text for text in texts if text]) or None

    def also(self, text: str) -> str:
        """`text`, which is handed back with the rest."""
        self._text = "\n".join([one for one in (self._text, text) if one])
        return text

    def __enter__(self) -> "Self":
        return self

    def __exit__(
        self, kind: "type[BaseException] | None", error: "BaseException | None", trace: "TracebackType | None"
    ) -> None:
        if error is not None and self._text and self._text.strip():
            error.add_note(self._text)


class Typed(Given):
    """What a person tells: known at once, unless the editor is to ask; `with` it, a failure hands it back.

    Args:
        words: the words of the command line; `-`, or none at all and a pipe, means that stdin has it.
        may_be_empty: whether the command makes sense without a word, so that no editor opens for it.
    """

    def __init__(self, words: "Sequence[str]", *, may_be_empty: bool = False) -> None:
        super().__init__()
        if reads_stdin(words, may_be_empty=may_be_empty):
            self._text = read_stdin()
        elif words or may_be_empty:
            self._text = " ".join(words)

    def text(self, question: str) -> str:
        """The text; asked for in the editor, under `question`, where nothing was said yet.

        Raises:
            Refused: the editor left nothing.
        """
        if self._text is None:
            from cocreate.launch.editor import write_in_editor  # deferred: words and pipes need no editor

            self._text = write_in_editor(question)
            if not self._text.strip():
                raise Refused(_("There was nothing in it; nothing was kept."), "")
        return self._text


def reads_stdin(words: "Sequence[str]", *, may_be_empty: bool = False) -> bool:
    """Whether the text is to come from stdin."""
    return list(words) == [STDIN] or (not words and not may_be_empty and not is_terminal())


def is_terminal() -> bool:
    """Whether a person can type an answer: stdin is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def read_stdin() -> str:
    """All that stdin has.

    Raises:
        Refused: it is no text; it is handed back.
    """
    return decoded(sys.stdin.buffer.read(MOST)) if sys.stdin is not None else ""


def first_line_and_rest(text: str) -> tuple[str, str]:
    """The first line that says something, and all after it but blank lines in between."""
    title, _newline, rest = text.replace("\r\n", "\n").lstrip().partition("\n")
    return title, rest.lstrip("\n")
