"""What the top line and the windows tell of a sitting and its table, in the reader's language."""

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from cocreate.locale import N_, _
from cocreate.model.collection import Collection
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.hints import hint_words
from cocreate.tui.painting import names
from cocreate.tui.safe import Safe
from cocreate.tui.sync_loop import SYNCING, UNKNOWN, WAITS
from cocreate.tui.themes import MUTED

if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.sync.outcome import Synced

_STEPS: Final = {
    WAITS: N_("⇅ not sent yet"),
    SYNCING: N_("⇅ syncing"),
    "in-step": N_("⇅ in step"),
    "not-shared": N_("⇅ not shared"),
    "offline": N_("⇅ offline"),
}

_SHORTLY: Final = {WAITS: N_("⇅ to send"), "not-shared": N_("⇅ alone")}
"""The same in fewer cells, where it takes more than others."""


def step_words(standing: str, known: "datetime | None" = None) -> str:
    """How a copy stands with the others, in a word or two, and as of when; nothing where that is not known."""
    if standing == "in-step" and known:
        return _("⇅ in step {time}").format(time=f"{known:%H:%M}")
    return "" if standing == UNKNOWN else _(_STEPS.get(standing, N_("⇅ not in step")))


def step_shortly(standing: str) -> str:
    """The same where there is little room."""
    if standing == UNKNOWN:
        return ""
    return _(_SHORTLY.get(standing) or _STEPS.get(standing, N_("⇅ apart")))


def step_room() -> int:
    """The cells that the longest of `step_shortly` takes: with so many kept free, nothing moves as it changes."""
    return max(cell_len(step_shortly(standing)) for standing in (*_STEPS, "else"))


def reading_words(count: int, of: int) -> str:
    """How far the reading of the files is; nothing where none is read, or not for long."""
    return _("reading {count} of {of}").format(count=count, of=of) if of else ""


def known_words(known: "datetime | None") -> str:
    """As of when it is known what the others wrote; nothing where it never was."""
    return _("What the others wrote is known as of {time}.").format(time=f"{known:%H:%M:%S}") if known else ""


def sync_words(synced: "Synced") -> str:
    """What came of a sync."""
    from cocreate.sync.outcome import describe  # deferred: the screens are painted without it

    return describe(synced, hint_words)


def speakers(collection: Collection, speaking: Speaking | None) -> Safe:
    """Who speaks, each in their colour, and who types for them."""
    if speaking is None:
        return safe.line(_("nobody yet"), "$warm")
    people = names(collection, speaking.by, " + ")
    if not speaking.noted_by:
        return safe.join(people)
    noted = _("typed by {name}").format(name=collection.name_of(speaking.noted_by))
    return safe.join(people, safe.line(f" ({noted})", MUTED))
