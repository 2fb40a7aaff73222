"""What was written here looking back and is shown by now, wherever somebody did: it comes out with the next sync."""

from contextlib import suppress

from cocreate.acts.look_back import release
from cocreate.model.errors import CocreateError


def show_what_waited(root: str) -> bool:
    """Give what waits in this copy in looking backs that are shown; whether there was any. It stops no sync."""
    with suppress(CocreateError, OSError):
        return release(root)
    return False
