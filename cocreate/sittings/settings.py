"""Settings of a person on this computer, such as colours: one small file a setting, in the usual folder."""

import os
from collections.abc import Sequence

from cocreate.model.errors import NotWritten
from cocreate.workspace import files


def _folder() -> str:
    """Where settings are kept, by the XDG base directory specification."""
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "cocreate")


def read_setting(name: str, allowed: Sequence[str]) -> str:
    """The setting called `name`, if it is one of `allowed`; else empty."""
    try:
        with open(f"{_folder()}/{name}", encoding="utf-8") as file:
            value = file.read(200).strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return value if value in allowed else ""


def write_setting(name: str, value: str) -> None:
    """Remember a setting; on a disk that says no it holds for this session only."""
    try:
        os.makedirs(_folder(), exist_ok=True)
        files.replace(_folder(), name, f"{value}\n".encode())
    except (OSError, NotWritten):
        return
