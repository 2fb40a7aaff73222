"""Settings of a person on this computer, such as colours: one small file a setting, in the usual folder."""

import os
from collections.abc import Sequence

from cocreate.model.errors import NotWritten
from cocreate.workspace import files


def usual_folder() -> str:
    """Where settings are kept, by the XDG base directory specification."""
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "cocreate")


class Settings:
    """The settings of whoever sits somewhere.

    Args:
        folder: where they are kept; without it, where this computer keeps those of whoever works at it.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder

    def read(self, name: str, allowed: Sequence[str]) -> str:
        """The setting called `name`, if it is one of `allowed`; else empty."""
        try:
            with open(f"{self._folder or usual_folder()}/{name}", encoding="utf-8") as file:
                value = file.read(200).strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return value if value in allowed else ""

    def write(self, name: str, value: str) -> None:
        """Remember a setting; on a disk that says no it holds for this session only."""
        folder = self._folder or usual_folder()
        try:
            os.makedirs(folder, exist_ok=True)
            files.replace(folder, name, f"{value}\n".encode())
        except (OSError, NotWritten):
            return
