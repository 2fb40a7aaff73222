"""What is typed and not sent: it belongs to whoever was speaking, and comes back only where one of them speaks.

The one module of the screens that knows how drafts are kept. What is not `async` here reads and writes files.
"""

import json
from asyncio import to_thread
from dataclasses import dataclass
from threading import Lock

from cocreate.share.speaking import Speaking
from cocreate.tui.session import Sitting

BASE = ""
"""The name under which a draft has what its form was filled from; no field is called so."""

Values = dict[str, str]
"""What stands in the fields of a form, by their names."""

_PARTS = "="
"""Parts place, speakers and typist in the name of a draft; none of them holds it."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words that wait in a place: the fields that differ from what stood there, and whose they are."""

    place: str
    values: Values
    speaking: Speaking | None = None

    @property
    def name(self) -> str:
        """What it is called among all that is unsent."""
        return _name(self.place, self.speaking)


def unsent(sitting: Sitting) -> list[Unsent]:
    """All that whoever speaks at a sitting has not sent yet; of a place, first what is wholly theirs."""
    found = [_read(sitting, name) for name in sitting.drafts.places()]
    theirs = [one for one in found if one.values and _is_theirs(one.speaking, sitting.speaking)]
    return sorted(theirs, key=lambda one: (one.place, one.speaking != sitting.speaking))


def unsent_in(sitting: Sitting, place: str, speaking: Speaking | None) -> Unsent:
    """What these people have not sent in a place, else what one of them has not; without values if there is none."""
    found = [one for one in unsent(sitting) if one.place == place]
    exact = [one for one in found if one.speaking == speaking]
    return next(iter(exact or found), Unsent(place, {}, speaking))


class Draft:
    """The words of one window while they are typed, kept in threads and in order.

    Args:
        sitting: where they are typed.
        begun: what was typed before and not sent, with whoever spoke then.
    """

    def __init__(self, sitting: Sitting, begun: Unsent) -> None:
        self._sitting, self._place = sitting, begun.place
        self.begun = begun.values
        self.speaking = begun.speaking or sitting.speaking
        self._name = begun.name
        self._latest = begun.values
        self._writing = Lock()

    async def keep(self, values: Values) -> None:
        """Put them on the disk; without values, there is nothing unsent any more."""
        self._latest = values
        await to_thread(self._write, values)

    async def hand_over(self, speaking: Speaking) -> Values:
        """From now on these are the words of `speaking`; what they had not sent in this place themselves comes back."""
        theirs = await to_thread(_read, self._sitting, _name(self._place, speaking))
        self.speaking = speaking
        return theirs.values

    def _write(self, values: Values) -> None:
        with self._writing:
            if values is not self._latest:
                return  # a thread that was begun earlier comes later
            name = _name(self._place, self.speaking)
            if name != self._name:
                self._sitting.drafts.drop(self._name)
                self._name = name
            if values:
                self._sitting.drafts.keep(name, json.dumps(values))
            else:
                self._sitting.drafts.drop(name)


def _name(place: str, speaking: Speaking | None) -> str:
    return _PARTS.join((place, "+".join(speaking.by), speaking.noted_by)) if speaking else place


def _read(sitting: Sitting, name: str) -> Unsent:
    place, by, noted_by = (*name.split(_PARTS), "", "")[:3]
    speaking = Speaking(by.split("+"), noted_by) if by else None
    try:
        typed = json.loads(sitting.drafts.find(name) or "{}")
    except ValueError:
        typed = None
    values = {k: v for k, v in typed.items() if isinstance(v, str)} if isinstance(typed, dict) else {}
    return Unsent(place, values, speaking)


def _is_theirs(speaking: Speaking | None, now: Speaking | None) -> bool:
    """Whether one of those who speak now typed it, or nobody was speaking when it was typed."""
    return speaking is None or (now is not None and not set(speaking.by).isdisjoint(now.by))
