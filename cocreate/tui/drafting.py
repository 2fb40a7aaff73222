"""What is typed in a window and not sent: it is whoever spoke then's, and comes back only where one of them speaks.

The one module of the screens that knows how drafts are kept. What is not `async` here reads and writes files.
"""

import json
from asyncio import to_thread
from dataclasses import dataclass, replace
from threading import Lock

from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking

BASE = ""
"""The name under which a draft has what its form was filled from; no field is called so."""

Values = dict[str, str]
"""What stands in the fields of a form, by their names."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words that wait in a place: the fields that differ from what stood there, and the draft that keeps them."""

    values: Values
    draft: Draft

    @property
    def place(self) -> str:
        """Where they were typed."""
        return self.draft.place

    @property
    def speaking(self) -> Speaking | None:
        """Whose they are; None where nobody was speaking."""
        return self.draft.speaking


def unsent(sitting: Sitting) -> list[Unsent]:
    """What those who speak at a sitting have not sent, then what was typed there before anybody spoke."""
    found = [sitting.drafts.find(place) for place in sitting.drafts.places()]
    theirs = [_read(draft) for draft in found if draft]
    nobodys = map(_read, sitting.drafts.of_nobody()) if sitting.speaking else ()
    return [one for one in (*theirs, *nobodys) if one.values]


def unsent_in(sitting: Sitting, place: str) -> Unsent:
    """What those who speak have not sent in a place, from now on in the hands of this sitting; else nothing yet."""
    draft = sitting.drafts.take(place)
    if draft is None:
        speaking = sitting.speaking
        draft = Draft(place, "", speaking.by, speaking.noted_by) if speaking else Draft(place)
    return _read(draft)


class Typing:
    """The words of one window while they are typed, kept in threads and in order.

    Args:
        sitting: where they are typed.
        begun: what was typed before and not sent. Where nobody spoke then, whoever goes on with it now has said that
            it is theirs.
    """

    def __init__(self, sitting: Sitting, begun: Unsent) -> None:
        self._sitting = sitting
        self.begun = begun.values
        speaking = sitting.speaking
        self._draft = begun.draft.given_to(speaking) if speaking and not begun.speaking else begun.draft
        self._latest = begun.values
        self._writing = Lock()
        self._done: list[Draft] = []
        """Drafts whose words are in another by now; they go once that one is on the disk."""

    @property
    def speaking(self) -> Speaking | None:
        """Whose words they are."""
        return self._draft.speaking

    async def keep(self, values: Values) -> None:
        """Put them on the disk; without values, there is nothing unsent any more."""
        self._latest = values
        await to_thread(self._write, values)

    async def hand_over(self, speaking: Speaking) -> Values:
        """From now on these are the words of `speaking`; what they had not sent in this place themselves comes back."""
        return await to_thread(self._hand_over, speaking)

    def _hand_over(self, speaking: Speaking) -> Values:
        with self._writing:
            theirs = self._sitting.drafts.take(self._draft.place, speaking)
            self._draft = self._draft.given_to(speaking)
            if theirs is None or theirs.name == self._draft.name or theirs.speaking != speaking:
                return {}
            self._done.append(self._draft)
            self._draft = theirs  # one draft from here on, in which both are
            return _read(theirs).values

    def _write(self, values: Values) -> None:
        with self._writing:
            if values is not self._latest:
                return  # a thread that was begun earlier comes later
            self._draft = replace(self._draft, words=json.dumps(values) if values else "")
            self._sitting.drafts.keep(self._draft)
            while self._done:
                self._sitting.drafts.drop(self._done.pop())


def _read(draft: Draft) -> Unsent:
    try:
        typed = json.loads(draft.words or "{}")
    except ValueError:
        typed = None
    values = {k: v for k, v in typed.items() if isinstance(v, str)} if isinstance(typed, dict) else {}
    return Unsent(values, draft)
