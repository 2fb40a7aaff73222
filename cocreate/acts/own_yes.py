"""Nobody is named as one of those whose words these are, or who says so, without their own yes."""

from collections.abc import Mapping
from typing import Final

from cocreate.acts.called import called
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.model.items import Value, as_list

OWN: Final = ("by", "noted_by", "state_by", "confirmed", "written")
"""Keys that name who says so themselves; it is for nobody else to say."""


def check_own_yes(
    root: str, voice: Voice, before: Mapping[str, Value], after: Mapping[str, Value], idea: str = ""
) -> None:
    """Refuse to name somebody so who does not speak, and was not named before; and to take a stance for others.

    Args:
        root: the folder of the workspace.
        voice: who speaks.
        before: what stood there.
        after: what is to stand there.
        idea: its id, where it is an idea: it can be offered.

    Raises:
        Refused: somebody else is named, or it is theirs to change; the failure says by which key.
    """
    whose = as_list(before.get("by"))
    if whose and before.get("stance", "") != after.get("stance", "") and set(whose).isdisjoint(voice.by):
        told = _("A stance is for those to change who took it: {people}.")
        hint = _("Take one of your own on the proposal.")
        raise Refused(told.format(people=called(root, whose)), hint).under("stance")
    for key in OWN:
        there, named = (as_list(fields.get(key)) for fields in (before, after))
        new = set(named).difference(there, voice.by, [voice.noted_by] if key == "noted_by" else [])
        if not new:
            continue
        people = called(root, sorted(new))
        if key == "by" and idea:
            told = _("Nobody becomes one of those whose idea it is without their own yes: {people}.")
            raise Refused(told.format(people=people), Hint("offer", idea)).under(key)
        told = _("Nobody is named there without their own yes: {people}.")
        raise Refused(told.format(people=people), _("Whoever it is says it themselves.")).under(key)
