"""A visit: what those who speak at a sitting had seen when they came, and what they were shown meanwhile.

What is new stays new as long as somebody looks: they have seen it once they go on. Whoever comes back soon finds it as
it stood. `news` and `leave` read and write files, so screens call them in a thread.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cocreate.model.catching_up import News, Seen, seen_now
from cocreate.model.collection import Collection
from cocreate.sittings.last_here import news_for, note_here, since_for

SOON = timedelta(hours=1)
"""Whoever comes back within this time is still on the same visit."""


class Visit:
    """A visit of one sitting to the workspace at `root`; people may take turns in it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._since: dict[str, Seen] = {}
        self._shown: dict[str, tuple[Collection, datetime]] = {}
        self._left: datetime | None = None

    def since(self, people: Iterable[str]) -> Seen | None:
        """What those of `people` had seen who were away longest; None where nobody asked."""
        return min((self._since[person] for person in people if person in self._since), key=_at, default=None)

    def news(self, collection: Collection, people: Iterable[str], now: datetime) -> list[News]:
        """What is new for these people since their visit before this one."""
        since = {person: self._since.get(person) or since_for(self._root, collection, person, now) for person in people}
        self._since |= since
        return news_for(self._root, collection, since)

    def show(self, collection: Collection, people: Iterable[str], now: datetime) -> None:
        """They were shown what there was then."""
        self._shown |= dict.fromkeys(people, (collection, now))

    def leave(self, now: datetime) -> None:
        """They go on: what they were shown, they have seen."""
        self._left = now
        for person, shown in list(self._shown.items()):
            collection, at = shown
            note_here(self._root, [person], seen_now(collection, at))
            if self._shown.get(person) is shown:  # else they were shown more meanwhile, or somebody noted it too
                self._shown.pop(person, None)

    def is_over(self, now: datetime) -> bool:
        """Whether they have been away for so long that whenever they come it is another visit."""
        return self._left is not None and now - self._left > SOON

    def come(self, now: datetime) -> bool:
        """They are here again; whether that is another visit."""
        is_another = self.is_over(now)
        if is_another:
            self._since.clear()
        self._left = None
        return is_another


def _at(seen: Seen) -> datetime:
    return seen.at
