"""What belongs to this copy of the workspace alone, and git never sees: whether it is brought in step by itself."""

import os

from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

BY_HAND, BY_ITSELF = "hand", "itself"
_SYNC = "sync"


def syncs_by_itself(root: str) -> bool:
    """Whether this copy is brought in step by itself.

    As it was said last; otherwise only where the workspace has a repository of its own, because in one that holds
    other things as well a person may not want a commit that they did not make.
    """
    try:
        with open(f"{root}/{LOCAL}/{_SYNC}", encoding="utf-8", errors="replace") as file:
            return file.read(20).strip() == BY_ITSELF
    except OSError:
        return os.path.lexists(f"{root}/.git")


def say_sync(root: str, how: str) -> None:
    """Remember for this copy whether sync happens `BY_HAND` or `BY_ITSELF`.

    Raises:
        NotWritten: the disk said no.
    """
    try:
        local_folder(root)
    except OSError as error:
        raise files.not_written(error) from error
    files.replace(root, f"{LOCAL}/{_SYNC}", f"{how}\n".encode())
