"""Stays: a browser that asks for pages is somebody who is here, until it has asked for none for a while.

So whoever reads by browser is seen by the others, finds what is new since they were last here, and is told once what
came of what they did.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import Final

from cocreate.pages.being_here import MODES
from cocreate.sittings.here import Place, Presence, Present
from cocreate.sittings.keys import Key
from cocreate.sittings.visit import Visit

IDLE: Final = timedelta(minutes=10)
"""After this time without a page somebody is not here any more."""

BROWSER: Final = "page"
"""What others are told of where somebody is, beside what they read."""


@dataclass(slots=True)
class Stay:
    """One browser's stay: whose it is, what was new when it came, when it last asked, what it is still to be told."""

    key: Key
    visit: Visit
    presence: Presence
    at: datetime
    told: str = ""
    act: str = ""
    lock: RLock = field(default_factory=RLock)

    def tell(self, words: str, act: str = "") -> None:
        """Say it with the next page; `act` can be taken back there."""
        self.told, self.act = words, act

    def heard(self) -> tuple[str, str]:
        """What is to be said, once."""
        said, self.told, self.act = (self.told, self.act), "", ""
        return said

    def end(self, now: datetime) -> None:
        """They are not here any more, and have seen what they were shown."""
        self.presence.leave()
        self.visit.leave(now)


class Stays:
    """All who are here by browser. Its methods may read and write files, and any thread may call them.

    Args:
        root: the folder of the workspace.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._lock = RLock()
        self._here: dict[str, Stay] = {}
        self._visits: dict[str, Visit] = {}
        """Visits outlast stays for a while: whoever comes back soon finds what was new as it stood."""

    def of(self, key: Key, now: datetime) -> tuple[Stay, bool]:
        """The stay of a browser, and whether it begins."""
        with self._lock:
            known = self._here.get(key.public)
            if known:
                known.at = now
                return known, False
            visit = self._visits.setdefault(key.public, Visit(self._root))
            visit.come(now)
            stay = Stay(key, visit, Presence(self._root), now)
            self._here[key.public] = stay
            return stay, True

    def is_at(self, stay: Stay, mode: str, item: str) -> None:
        """They read this now: an item, or what the screens have as a mode."""
        stay.presence.tell(Present((stay.key.person,), Place(mode if mode in MODES else BROWSER, item)))

    def idle(self, now: datetime, holds: Callable[[Key], bool]) -> list[Stay]:
        """Those that asked for nothing for a while, or whose key does not hold any more; they are ended with it."""
        gone = self._ended([one for one in self._all() if now - one.at > IDLE or not holds(one.key)], now)
        with self._lock:
            self._visits = {public: visit for public, visit in self._visits.items() if not visit.is_over(now)}
        return gone

    def end(self, key: Key, now: datetime) -> list[Stay]:
        """The stay of one browser, which is ended with it."""
        return self._ended([one for one in self._all() if one.key.public == key.public], now)

    def end_all(self, now: datetime) -> None:
        """The door is closed."""
        self._ended(self._all(), now)

    def _all(self) -> list[Stay]:
        with self._lock:
            return list(self._here.values())

    def _ended(self, some: list[Stay], now: datetime) -> list[Stay]:
        with self._lock:
            gone = [one for one in some if self._here.pop(one.key.public, None)]
        for one in gone:
            one.end(now)
        return gone
