"""The doorbell of a table: who stands before the door, and what those at the table say to that."""

from collections.abc import Callable
from threading import RLock

from cocreate.locale import _
from cocreate.model.text import clean_name

MOST = 8
"""So many may stand before a door at once; whoever comes then is asked to come back."""


class Knock:
    """Somebody who knocks.

    Args:
        name: as they said it; it proves nothing.
        ends: the last letters of their key's fingerprint.
        person: the slug of whom they say they are, where that is somebody known here.
        answered: told once whether they are let in, in any thread; False where they went, or somebody else said it.
        token: what they are known by to other programs on this copy; empty where those are not told.
        elsewhere: whether they stand before the door of another program.
    """

    __slots__ = ("answered", "elsewhere", "ends", "name", "person", "token")

    def __init__(
        self,
        name: str,
        ends: str,
        person: str,
        answered: Callable[[bool], bool],
        *,
        token: str = "",
        elsewhere: bool = False,
    ) -> None:
        self.name = name
        self.ends = ends
        self.person = person
        self.answered = answered
        self.token = token
        self.elsewhere = elsewhere


class Doorbell:
    """Who knocks at one table; any thread may ask.

    Attributes:
        claim: whether an answer given at this table is the first, where other programs may answer too.
    """

    def __init__(self) -> None:
        self.claim: Callable[[Knock], bool] = lambda _knock: True
        self._lock = RLock()
        self._knocking: list[Knock] = []
        self._listening: list[Callable[[], None]] = []

    @property
    def knocking(self) -> tuple[Knock, ...]:
        """Those who wait to be let in, whoever waits longest first."""
        with self._lock:
            return tuple(self._knocking)

    def listen(self, tell: Callable[[], None]) -> Callable[[], None]:
        """From now on `tell` is called when somebody knocks or goes; what is returned ends that."""
        with self._lock:
            self._listening.append(tell)
        return lambda: self._deaf(tell)

    def _deaf(self, tell: Callable[[], None]) -> None:
        with self._lock:
            if tell in self._listening:
                self._listening.remove(tell)

    def ring(self, knock: Knock) -> bool:
        """Somebody knocks; False where too many do already."""
        with self._lock:
            if len(self._knocking) >= MOST:
                return False
            self._knocking.append(knock)
        self._tell()
        return True

    def answer(self, knock: Knock, *, let_in: bool) -> bool:
        """Say whether somebody comes in; False where they went, or somebody else said it already."""
        return knock in self.knocking and self.claim(knock) and self.settle(knock, let_in=let_in)

    def settle(self, knock: Knock, *, let_in: bool) -> bool:
        """The same for an answer that is the first."""
        return self._take(knock) and knock.answered(let_in)

    def gone(self, knock: Knock) -> None:
        """They do not wait any more."""
        self._take(knock)

    def _take(self, knock: Knock) -> bool:
        with self._lock:
            stands = knock in self._knocking
            if stands:
                self._knocking.remove(knock)
        if stands:
            self._tell()
        return stands

    def _tell(self) -> None:
        with self._lock:
            listening = tuple(self._listening)
        for tell in listening:
            tell()


def knock_words(knock: Knock) -> str:
    """Who knocks, in a sentence."""
    name, ends = clean_name(knock.name), knock.ends
    if knock.person:
        return _("Somebody who says to be {name}, who is known here, knocks with a new key. It ends in {ends}.").format(
            name=name, ends=ends
        )
    return _("{name} knocks. Their key ends in {ends}.").format(name=name, ends=ends)
