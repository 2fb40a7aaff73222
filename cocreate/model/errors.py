"""What can go wrong, each as one sentence and a hint at what to do."""

from cocreate.locale import N_, Sentence
from cocreate.model.hints import Hint
from cocreate.model.host import OfHost, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from cocreate.model.items import Item


class CocreateError(Exception):
    """A named failure: `message` says what is wrong, `hint` what to do about it.

    A hint that takes a command or a key is a `Hint`, and each face says it in its own words. What several may read is a
    `Sentence`: `why` and `what_helps` hold it as it is, `message` and `hint` tell it in the language of whoever asks.
    """

    key = ""
    """The key whose value is wrong, or missing; empty where it is none, or is not known."""

    def under(self, key: str) -> "Self":
        """The same failure, of the value under a key; what is known already stays."""
        self.key = self.key or key
        return self

    def __init__(self, message: str | Sentence, hint: str | Sentence | Hint = "") -> None:
        super().__init__(message)
        self.why = message
        self.what_helps = hint

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return str(self.why)

    @property
    def hint(self) -> "str | Hint":
        """What to do about it."""
        return self.what_helps if isinstance(self.what_helps, Hint) else str(self.what_helps)


class Unreadable(CocreateError):
    """A file that format 1 cannot read; the message is its reason, without the name of the file.

    Args:
        english: the reason, marked by `N_`; it is told to each reader in their own language.
        details: what is filled into it: words and numbers only, because the index keeps them.
    """

    def __init__(self, english: str, **details: str | int) -> None:
        super().__init__(Sentence(english, **details))
        self.reason = Sentence(english, **details)


class NotFound(CocreateError):
    """Nothing, or more than one thing, answers to a reference."""


class NotWritten(CocreateError):
    """The disk said no; the old file stands."""


class Refused(CocreateError):
    """What was asked for does not fit the thing it was asked of."""


class DoesNotFit(Refused):
    """What was asked for does not fit this thing; others around it may.

    Args:
        message: what is wrong, in a sentence.
        hint: what to do where nothing fits.
        item: what it was asked of.
        kind: what would fit: a kind of contribution, or a type.
        fits: whether it fits an item.
    """

    def __init__(
        self, message: str, hint: str | Hint, item: "Item | None", kind: str, fits: "Callable[[Item], bool]"
    ) -> None:
        super().__init__(message, hint)
        self.item = item
        self.kind = kind
        self.fits = fits


def why(error: Exception) -> "tuple[str | Sentence, str | Sentence | Hint]":
    """What is wrong, and what to do about it, for whoever reads it; where the system said no, what it said."""
    if isinstance(error, CocreateError):
        return error.why, error.what_helps
    if not isinstance(error, OSError):
        return OfHost(error), ""
    hint = Sentence(N_("Look at {path}."), path=OfHost(error.filename)) if error.filename else ""
    return Sentence(N_("This computer said no: {reason}."), reason=error.strerror or OfHost(error)), hint


def in_words(error: Exception) -> "tuple[str, str | Hint]":
    """The same, as whoever reads it now may read it: nothing of this computer, where they came in through a door."""
    return told(*why(error))
