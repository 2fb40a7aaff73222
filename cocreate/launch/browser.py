"""Opening a link in the browser, only when a person has seen where it leads and asked for it."""

from cocreate.locale import _
from cocreate.model.errors import Refused

OPENED = ("https://", "http://", "mailto:")
"""What may be opened."""


def open_link(target: str) -> None:
    """Open `target`.

    Raises:
        Refused: it leads somewhere that is never opened.
    """
    if not target.lower().startswith(OPENED) or not target.isprintable():
        raise Refused(_("This link is not opened: {target}").format(target=target), _("Only web and mail links are."))
    import webbrowser  # deferred: few sittings open a link

    webbrowser.open(target)
