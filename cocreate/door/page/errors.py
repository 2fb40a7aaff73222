"""What went wrong, as somebody at a browser reads it."""

from cocreate.door.page.hints import hint_words
from cocreate.model.errors import CocreateError, in_words


def sentence_of(error: CocreateError) -> str:
    """A failure in words, with what would help."""
    what, helps = in_words(error)
    return " ".join(part for part in (what, hint_words(helps)) if part)
