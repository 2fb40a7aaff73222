"""What is there and cannot be read: found by the name of its file, so that nobody believes it gone."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.hints import Hint
from cocreate.model.ids import is_id, is_id_prefix
from cocreate.model.text import clean_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocreate.model.collection import Unread


def not_here(ref: str, unread: Iterable[Unread], alike: str) -> NotFound:
    """That nothing is called `ref`; or that it is there and cannot be read, with the name of the file and the reason.

    Args:
        ref: what somebody typed.
        unread: the files that could not be read.
        alike: what may have been meant, as it is named.
    """
    for one in unread:
        if _is_called(one.path, ref):
            return NotFound(
                _("{path} cannot be read: {reason}.").format(path=clean_name(one.path), reason=one.reason),
                _("Mend that file, and it is there again."),
            )
    hint = _("Is it {candidates}?").format(candidates=alike) if alike else Hint("search")
    return NotFound(_("Nothing here is called {ref}.").format(ref=clean_name(ref)), hint)


def _is_called(path: str, ref: str) -> bool:
    """Whether what the file at `path` was made for is called `ref`: by its id, or the slug of its title or person."""
    folder, _slash, name = path.rpartition("/")
    own = folder.rpartition("/")[2] if name in {"idea.md", "project.md"} else name.removesuffix(".md")
    called, _hyphen, last = own.rpartition("-")
    return ref in {own, called if is_id(last) else own} or (is_id(last) and is_id_prefix(ref) and last.startswith(ref))
