"""What went wrong, as somebody at a browser reads it: a sentence and a hint, and nothing of the door's computer."""

import os

from cocreate.door.page.hints import hint_words
from cocreate.locale import _
from cocreate.model.errors import CocreateError


def sentence_of(error: CocreateError, *folders: str) -> str:
    """A failure in words, without the names of folders, should any stand in them."""
    words = " ".join(part for part in (error.message, hint_words(error.hint)) if part)
    hidden = [one for one in (*folders, os.path.expanduser("~")) if len(one) > 1]
    return _("That cannot be done here right now.") if any(one in words for one in hidden) else words
