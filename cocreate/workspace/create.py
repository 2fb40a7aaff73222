"""Creating a document: one new file, noted for whom it is credited to, then written whole.

Nothing heavy is imported: catching an idea passes here.
"""

from cocreate.locale import _
from cocreate.model.errors import NotWritten
from cocreate.workspace import files
from cocreate.workspace.format.writing import document
from cocreate.workspace.journal import note
from cocreate.workspace.writable import check_writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocreate.model.items import Value


def create_document(
    root: str, path: str, fields: "dict[str, Value]", body: str, act: str = "", by: "Sequence[str]" = ()
) -> None:
    """Write a new document; it is credited to the people in its key `by`, a card to its person, the mark to nobody.

    Args:
        root: the folder of the workspace.
        path: where it goes, relative to `root`; folders are made as needed.
        fields: its front matter, in the order in which it is written; words and lists of words, without line ends.
        body: its text, Markdown, as `writing.storable` leaves it.
        act: the name of the act that it is a part of (`Voice.act`); without one nothing can take it back.
        by: who writes it, by slug, if that is somebody else.

    Raises:
        NotWritten: the front matter is larger than 64 KiB, the file larger than 1 MiB, or the disk says no; there is
            no file then.
        FileExistsError: there is a file of that name; it stays as it is.
        Refused: the workspace is in a format that this program does not write.
    """
    check_writable(root)
    data = document(fields, body)
    if len(data) - len(body.encode()) > files.LARGEST_FRONT_MATTER:
        raise NotWritten(_("The first line is too long for a title."), _("Put a short line before it."))
    files.check_size(data)
    if "/" in path:
        own = fields.get("by") or [path.rpartition("/")[2].removesuffix(".md")]  # a card is by its person
        note(root, path, data, by or own, act)
    files.create(root, path, data)
