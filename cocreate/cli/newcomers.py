"""People who are named and have no card yet: told, because a slip would credit somebody who is not there.

Nothing heavy may be imported here, because catching an idea may pass through it.
"""

from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.sittings.speaking import FROM_VARIABLE, VARIABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from cocreate.sittings.speaking import Speaking


def tell_new(speaking: "Speaking", cards: "Container[str]") -> None:
    """Say which of those who speak or type is on none of the `cards`, and how one is written."""
    named = _('{person}, whom {variable} names, has no card yet: cocreate person {person} --name "…"')
    for person in speaking.people:
        if person not in cards:
            by_variable = speaking.known_from == FROM_VARIABLE and person in speaking.by
            if by_variable:
                printing.talk(named.format(person=person, variable=f"${VARIABLE}"))
            else:
                tell_new_one(person)


def tell_new_one(person: str) -> None:
    """Say that somebody has no card yet, and how one is written."""
    printing.talk(_('{person} has no card yet: cocreate person {person} --name "…"').format(person=person))
