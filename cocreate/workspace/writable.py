"""Whether this program may write in a workspace: one in a format of a later day is read as far as that goes.

Asked before every file that is written, so a mark as this program writes it is known without taking it apart.
"""

from cocreate.locale import N_, Sentence
from cocreate.model.errors import Refused, Unreadable
from cocreate.workspace import files
from cocreate.workspace.paths import MARK

_PLAIN = (b"\nformat: '1'\n", b'\nformat: "1"\n', b"\nformat: 1\n")


def check_writable(root: str) -> None:
    """See that the workspace at `root` is in a format that this program writes; where its mark cannot be read, it may.

    Raises:
        Refused: with the format that it is in.
    """
    if other := other_format(root):
        raise Refused(in_format(other), Sentence(N_("A newer cocreate can.")))


def other_format(root: str) -> str:
    """The format that the workspace at `root` is in, if that is another than the one that this program writes."""
    try:
        data = files.read(root, MARK)
        if any(plain in data for plain in _PLAIN):
            return ""
        from cocreate.workspace.format.reading import FORMAT, mark_in  # deferred: catching an idea passes here

        found = str(mark_in(data)["format"])
    except (Unreadable, FileNotFoundError):
        return ""
    return "" if found == FORMAT else found


def in_format(other: str) -> Sentence:
    """That a workspace is in another format, in a sentence."""
    return Sentence(N_("This workspace is in format {other}, which this program can read and not write."), other=other)
