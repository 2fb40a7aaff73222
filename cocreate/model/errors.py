"""What can go wrong, each as one sentence and a hint at what to do."""

from cocreate.locale import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.hints import Hint


class CocreateError(Exception):
    """A named failure: `message` says what is wrong, `hint` what to do about it.

    A hint that takes a command or a key is a `Hint`, and each face says it in its own words.
    """

    def __init__(self, message: str, hint: "str | Hint" = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unreadable(CocreateError):
    """A file that format 1 cannot read; the message is its reason, without the name of the file."""


class NotFound(CocreateError):
    """Nothing, or more than one thing, answers to a reference."""


class NotWritten(CocreateError):
    """The disk said no; the old file stands."""


class Refused(CocreateError):
    """What was asked for does not fit the thing it was asked of."""


def in_words(error: Exception) -> "tuple[str, str | Hint]":
    """What is wrong, and what to do about it; where the system said no, what it said."""
    if isinstance(error, CocreateError):
        return error.message, error.hint
    if not isinstance(error, OSError):
        return str(error), ""
    hint = _("Look at {path}.").format(path=error.filename) if error.filename else ""
    return _("This computer said no: {reason}.").format(reason=error.strerror or error), hint
