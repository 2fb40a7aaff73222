"""What is typed and not sent, as forms have it: fields by their names, in one window, kept while they are typed."""

import json
from asyncio import to_thread
from dataclasses import replace
from threading import Lock

from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking

BASE = ""
"""The name under which a draft has what its form was filled from; no field is called so."""

ALONE = "look-back-"
"""What the names of places begin with in which each writes alone."""

Values = dict[str, str]
"""What stands in the fields of a form, by their names."""


def values_of(draft: Draft) -> Values:
    """The fields that were typed in, and what the form was filled from."""
    try:
        typed = json.loads(draft.words or "{}")
    except (ValueError, RecursionError):
        return {}
    return {k: v for k, v in typed.items() if isinstance(v, str)} if isinstance(typed, dict) else {}


def unsent(sitting: Sitting) -> list[Draft]:
    """All that whoever speaks may go on with, of each place the newest; and what nobody said yet. Reads files.

    Where several speak, nobody is shown what another of them wrote alone.
    """
    found = filter(None, map(sitting.drafts.find, sitting.drafts.places()))
    every = {draft.name: draft for draft in [*found, *sitting.drafts.of_nobody()]}
    several = sitting.speaking is not None and len(sitting.speaking.by) > 1
    kept = [draft for draft in every.values() if not (several and draft.place.startswith(ALONE))]
    return [draft for draft in kept if values_of(draft)]


def begin(sitting: Sitting, place: str, writer: Speaking | None = None) -> Draft:
    """What is unsent in a place, to go on with; else a new draft of whoever speaks. Reads and renames files.

    With a `writer`, it is theirs alone.
    """
    if writer:
        return sitting.drafts.take(place, writer.by) or Draft(place, "", writer.by, writer.noted_by)
    by, noted_by = (sitting.speaking.by, sitting.speaking.noted_by) if sitting.speaking else ((), "")
    return sitting.drafts.take(place) or Draft(place, "", by, noted_by)


class Writing:
    """The words of one window while they are typed, kept in threads and in order.

    Whoever speaks when it opens speaks in it, whoever speaks elsewhere by then.
    """

    def __init__(self, sitting: Sitting, draft: Draft) -> None:
        self._drafts = sitting.drafts
        self._draft = draft
        self._latest: Values = {}
        self._keeping = Lock()

    @property
    def place(self) -> str:
        """Where they are typed."""
        return self._draft.place

    @property
    def begun(self) -> Values:
        """What was typed before."""
        return values_of(self._draft)

    @property
    def speaking(self) -> Speaking | None:
        """Whose words they are; None as long as they are nobody's."""
        return self._draft.speaking

    def give_to(self, speaking: Speaking) -> None:
        """From now on these are the words of other people, who say so."""
        self._draft = self._draft.given_to(speaking)

    async def keep(self, values: Values) -> None:
        """Put them on the disk; without values, there is nothing unsent any more."""
        self._latest = values
        await to_thread(self._keep, values)

    def _keep(self, values: Values) -> None:
        with self._keeping:
            if values is self._latest:  # else a thread that was begun earlier comes later
                self._drafts.keep(replace(self._draft, words=json.dumps(values) if values else ""))
