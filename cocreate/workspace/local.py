"""What belongs to this copy of the workspace alone: the folder `.cocreate/`, which git never sees."""

import os
from contextlib import suppress

from cocreate.workspace import files
from cocreate.workspace.paths import LOCAL


def local_folder(root: str, *names: str) -> str:
    """The folder `.cocreate/…`, made if need be; it tells git to ignore all of it.

    Raises:
        OSError: it cannot be made.
    """
    if not os.path.exists(f"{root}/{LOCAL}/.gitignore"):
        files.make_folders(root, LOCAL)
        with suppress(FileExistsError):
            files.create(root, f"{LOCAL}/.gitignore", b"*\n")
    return files.make_folders(root, "/".join((LOCAL, *names)))
