"""What is there and cannot be read: found by the name of its file, so that nobody believes it gone."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.ids import is_id, is_id_prefix
from cocreate.model.text import clean_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocreate.model.collection import Unread


def check_is_read(unread: Iterable[Unread], ref: str) -> None:
    """Raise NotFound, naming the file and the reason, where `ref` is what one of the `unread` files would be called."""
    for one in unread:
        folder, _slash, name = one.path.rpartition("/")
        own = folder.rpartition("/")[2] if name in {"idea.md", "project.md"} else name.removesuffix(".md")
        called, _hyphen, last = own.rpartition("-")
        named = {own, called} if is_id(last) else {own}
        if ref in named or (is_id(last) and is_id_prefix(ref) and last.startswith(ref)):
            raise NotFound(
                _("{path} cannot be read: {reason}.").format(path=clean_name(one.path), reason=one.reason),
                _("Mend that file, and it is there again."),
            )
