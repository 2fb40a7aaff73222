"""Beginning a workspace: the folder, its mark, and how git is to treat its text."""

import os

from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.model.schema import FORMAT
from cocreate.workspace import files
from cocreate.workspace.create import create_document
from cocreate.workspace.format.writing import one_line
from cocreate.workspace.paths import FOLDERS, MARK
from cocreate.workspace.root import is_workspace, workspace_above

ATTRIBUTES = b"* text=auto eol=lf\n"


def refuse_taken(root: str) -> None:
    """See that a workspace may begin in the folder `root`.

    Raises:
        Refused: it is a workspace already, or lies within one.
    """
    if is_workspace(root):
        raise Refused(_("{folder} is a workspace already.").format(folder=root), Hint("open"))
    if outer := workspace_above(os.path.abspath(root)):
        raise Refused(
            _("{folder} lies within the workspace {outer}.").format(folder=root, outer=outer),
            _("Name a folder outside of it."),
        )


def begin_workspace(root: str, name: str) -> None:
    """Make the folder `root`, if need be, and in it a workspace called `name`.

    Files that are there already stay as they are.

    Raises:
        Refused: it is a workspace already, lies within one, or has no name.
        NotWritten: the disk said no.
    """
    refuse_taken(root)
    if not one_line(name):
        raise Refused(_("A workspace needs a name."), Hint("say-name", "Teambase"))
    try:
        os.makedirs(root, exist_ok=True)
        for folder in FOLDERS:
            files.make_folders(root, folder)
    except OSError as error:
        raise files.not_written(error) from error
    if not os.path.lexists(f"{root}/.gitattributes"):
        files.create(root, ".gitattributes", ATTRIBUTES)
    create_document(root, MARK, {"format": FORMAT, "name": one_line(name)}, "")
