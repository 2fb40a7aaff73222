"""The outermost edge of a command: what went wrong becomes a sentence, a hint and an exit code."""

import os
import sys

from cocreate.cli.output import printing
from cocreate.cli.output.hints import hint_words
from cocreate.locale import _
from cocreate.model.decoding import is_text, undecoded
from cocreate.model.errors import CocreateError, in_words, why
from cocreate.model.host import is_from_elsewhere

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

DONE, FAILED, WRONG_USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit codes; the last two as shells give them for SIGINT and SIGPIPE."""

LONGEST_GIVEN_BACK = 4000
"""Characters of a person's text that are printed back; a longer one, and what is no text, is kept in a file."""


class WrongUsage(CocreateError):
    """The command was not said in a way it can be understood."""


def guarded(work: "Callable[[], int]") -> int:
    """Run `work` and return its exit code, or that of its failure, once the person knows what it was."""
    printing.prepare_streams()
    try:
        code = work()
        sys.stdout.flush()
    except CocreateError as error:
        code = _tell(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        code = PIPE_CLOSED
    except OSError as error:
        _let_go_of_stdout()
        code = _tell(_system_says_no(error))
    return code


def _tell(error: CocreateError) -> int:
    what, hint = in_words(error)
    printing.talk(what, hint_words(hint))
    for text in getattr(error, "__notes__", ()):
        _hand_back(text)
    return WRONG_USAGE if isinstance(error, WrongUsage) else FAILED


def _hand_back(text: str) -> None:
    """Give a person back what they wrote, to the byte, for it found no place."""
    is_long = len(text) > LONGEST_GIVEN_BACK or not is_text(text)
    if is_long and is_from_elsewhere():
        from cocreate.cli.visiting import keep_unsent  # deferred: for whoever came in through a door

        if keep_unsent(text):
            printing.talk(_("What you wrote is kept with what you did not send: come without a command, and press r."))
            return
    elif is_long:
        printing.talk(_("What you wrote is kept in {path}").format(path=_saved_in_file(text)))
        return
    printing.talk(_("What you wrote:"))
    printing.give_back(text)


def _saved_in_file(text: str) -> str:
    import tempfile  # deferred: hardly ever needed

    handle, path = tempfile.mkstemp(prefix="cocreate-", suffix=".md")
    with open(handle, "wb") as file:
        file.write(undecoded(text))
    return path


def _system_says_no(error: OSError) -> CocreateError:
    failure = CocreateError(*why(error))
    failure.__notes__ = getattr(error, "__notes__", [])
    return failure


def _let_go_of_stdout() -> None:
    """Point stdout at nothing, or Python would complain about it once more on its way out."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
