"""What belongs to this copy of the workspace alone, and git never sees: whose it is, whether it syncs by itself."""

import os

from cocreate.model.ids import is_person_slug
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

BY_HAND, BY_ITSELF = "hand", "itself"
_SYNC, _WHOSE = "sync", "whose"

CHOSEN = f"{LOCAL}/chosen"
"""Where it stands who was ever chosen to speak in this copy."""

UNREADABLE = "?"
"""Stands for somebody: where it cannot be read who was chosen, nobody is taken for the only one."""


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
    _write(root, _SYNC, how)


def whose_copy(root: str) -> str:
    """The one person this copy belongs to, who began it or joined with it; empty where there is none."""
    try:
        with open(f"{root}/{LOCAL}/{_WHOSE}", encoding="utf-8") as file:
            person = file.readline().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return person if is_person_slug(person) else ""


def ever_chosen(root: str) -> list[str]:
    """The people who were ever chosen to speak in this copy, by slug."""
    try:
        with open(f"{root}/{CHOSEN}", encoding="utf-8", errors="replace") as file:
            return file.read().split()
    except FileNotFoundError:
        return []
    except OSError:
        return [UNREADABLE]


def give_copy(root: str, person: str) -> None:
    """From now on this copy of the workspace belongs to `person`, who began it or joined with it.

    Raises:
        NotWritten: the disk said no.
    """
    _write(root, _WHOSE, person)


def _write(root: str, name: str, word: str) -> None:
    try:
        local_folder(root)
    except OSError as error:
        raise files.not_written(error) from error
    files.replace(root, f"{LOCAL}/{name}", f"{word}\n".encode())
