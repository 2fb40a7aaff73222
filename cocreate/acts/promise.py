"""Promises: kept, given a new day with a word why, or released."""

from cocreate.acts.edit import Edited, edit
from cocreate.acts.subjects import the
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Item
from cocreate.model.schema import OPEN_PROMISES
from cocreate.workspace.format.writing import one_line


def keep(root: str, voice: Voice, item: Item) -> Edited:
    """Say that a promise is kept."""
    return edit(root, voice, the("promise", item, *OPEN_PROMISES), {"state": "kept"})


def release(root: str, voice: Voice, item: Item, because: str = "") -> Edited:
    """Let a promise go, and perhaps say why: nobody waits for it any more."""
    return edit(root, voice, the("promise", item, *OPEN_PROMISES), {"state": "released", "because": one_line(because)})


def renew(root: str, voice: Voice, item: Item, until: str, because: str = "") -> Edited:
    """Give a promise a new day, or an open proposal more time, and perhaps say why.

    Args:
        root: the folder of the workspace.
        voice: who does.
        item: the promise or the proposal.
        until: the day, such as `2026-12-05`; for a proposal a moment will do as well.
        because: why; may be empty.

    Raises:
        Refused: it is neither, or has been closed, or no day is named.
        NotWritten: the disk said no.
    """
    if not until:
        raise Refused(_("Until when?"), _("Say a day, such as: friday, 5.12., in 2 weeks")).under("until")
    why = one_line(because)
    if isinstance(item, Contribution) and item.kind == "proposal":
        return edit(root, voice, the("proposal", item, "open"), {"until": until, **({"because": why} if why else {})})
    return edit(
        root, voice, the("promise", item, *OPEN_PROMISES), {"state": "renegotiated", "until": until, "because": why}
    )
