"""What was changed on somebody's card, in words: what stands now, and what stood until then."""

from __future__ import annotations

from cocreate.cli.output import printing
from cocreate.cli.output.layout import page_width, wrap
from cocreate.model.errors import Unreadable
from cocreate.sync.differences import differences
from cocreate.workspace import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.cli.call import Call


def card_at(root: str, path: str) -> bytes | None:
    """What a card holds; None where there is none, or it cannot be read."""
    try:
        return files.read(root, path)
    except (FileNotFoundError, Unreadable):
        return None


def tell_changes(call: Call, path: str, before: bytes | None) -> None:
    """Say what the card at `path` says otherwise than `before`: what is set anew takes the place of what stood."""
    now = card_at(call.root, path)
    if call.wants_json or before is None or now is None:
        return
    for told in differences(call.collection, path, before, now):
        printing.talk(*wrap(told, page_width()))
