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

PATIENCE = 2
"""Seconds for which a pipe is waited for that need not say anything."""


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
        may_be_empty: whether the command makes sense without a word, so that no editor opens for it, and a pipe out
            of which nothing comes is not waited for.
    """

    def __init__(self, words: "Sequence[str]", *, may_be_empty: bool = False) -> None:
        super().__init__()
        self._may_be_empty = may_be_empty
        if list(words) == [STDIN]:
            self._text = read_stdin()
        elif words:
            self._text = " ".join(words)
        elif may_be_empty:
            self._text = what_came()
        elif not is_terminal():
            self._text = read_stdin()

    def text(self, question: str) -> str:
        """The text; asked for in the editor, under `question`, where nothing was said yet and something has to be.

        Raises:
            Refused: the editor left nothing.
        """
        return self._text or "" if self._may_be_empty else self.needed(question)

    def needed(self, question: str) -> str:
        """The same, where it turned out that something has to be said."""
        if self._text is None and self._may_be_empty and not is_terminal():
            return ""
        if self._text is None:
            from cocreate.launch.editor import write_in_editor  # deferred: words and pipes need no editor

            self._text = write_in_editor(question)
            if not self._text.strip():
                raise Refused(_("There was nothing in it; nothing was kept."), "")
        return self._text


def said(value: str | None, *, may_be_piped: bool = True) -> str | None:
    """What an option of words says: `-` reads it from stdin, and so does a pipe where it was not given."""
    if value == STDIN:
        return read_stdin()
    return what_came() if value is None and may_be_piped else value


def what_came() -> str | None:
    """What comes through a pipe, if anything does: who only might say something is not kept waiting for it."""
    if sys.stdin is None or is_terminal():
        return None
    if not _comes_something():
        from cocreate.cli.output import printing  # deferred: hardly ever needed

        printing.talk(
            _("Nothing came through the pipe for {count} seconds: it is done without.").format(count=PATIENCE),
            _("To wait for words: -"),
        )
        return None
    text = read_stdin()
    return text if text.strip() else None


def _comes_something() -> bool:
    """Whether stdin has something, or its end, before anybody loses patience: a pipe may be left open for good."""
    from select import select  # deferred: words of the command line need none of it

    try:
        return bool(select([sys.stdin.fileno()], [], [], PATIENCE)[0])
    except (OSError, ValueError):  # what is no file of the system has all it will ever have
        return True


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
