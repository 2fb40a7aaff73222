"""Asking a person at the terminal for what a command still needs; without a terminal, that is wrong usage."""

import sys

from cocreate.cli.guard import WrongUsage
from cocreate.cli.input.typed import Given, is_terminal
from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.model.decoding import decoded
from cocreate.model.text import clean_line


def needed(value: str | None, question: str, option: str, given: Given | None = None) -> str:
    """`value`, or the answer to `question` where it was not given; what is answered is added to what was `given`.

    Raises:
        WrongUsage: nobody can be asked; the hint names the `option`.
    """
    if value is not None:
        return value
    if not can_ask():
        raise WrongUsage(
            _("It takes {option} as well.").format(option=option.partition(" ")[0]),
            _("Say it: {option}").format(option=option),
        )
    answer = ask(question)
    return given.also(answer) if given else answer


def can_ask() -> bool:
    """Whether somebody sits at a terminal: stdin and stderr are one."""
    return is_terminal() and sys.stderr.isatty()


def ask(question: str) -> str:
    """A person's answer in one line, without white space around it.

    Raises:
        KeyboardInterrupt: they leave.
        Refused: it is no text.
    """
    sys.stdout.flush()
    sys.stderr.write(clean_line(question) + " ")
    sys.stderr.flush()
    answer = decoded(sys.stdin.buffer.readline())
    if not answer:
        printing.talk(" ")
        raise KeyboardInterrupt
    return answer.strip()


def is_yes(answer: str) -> bool:
    """Whether an answer to a yes-or-no question is yes; nothing counts as yes."""
    return answer.strip().lower()[:1] in {"", "y", *_("y")}
