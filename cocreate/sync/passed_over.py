"""Files that are nobody's contribution: hidden, or left by an editor, a system, a browser or a file syncer."""

from typing import Final

from cocreate.workspace.paths import LOCAL, type_at

_OWN: Final = frozenset([".gitattributes", ".gitignore"])
_ENDS: Final = (
    *("~", ".tmp", ".temp", ".swp", ".swo", ".swx", ".orig", ".rej", ".bak", "___jb_tmp___", "___jb_old___"),
    *(".part", ".partial", ".crdownload"),
)
_LITTER: Final = frozenset(
    [
        *("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$recycle.bin", "system volume information"),
        *("__macosx", "icon\r", "network trash folder", "temporary items", "lost+found", "deadjoe"),
        *(".stversions", ".stfolder", ".dropbox.cache", "@eadir", "#recycle", "#snapshot"),
    ]
)
"""Names, in lowercase, of files and folders that systems, disks and file syncers leave wherever they pass."""

_VIM_TRIES: Final = range(4913, 100_000, 123)
"""The names that Vim tries a folder with, in this order, until it finds one that is free."""


def is_passed_over(path: str) -> bool:
    """Whether the file at `path` is left alone, whoever made it, and named to nobody."""
    *folders, name = path.casefold().split("/")
    if any(folder.startswith(".") and folder != LOCAL for folder in folders):
        return True  # what looks like our own folder is none of it, and is named
    if name in _OWN:
        return False
    is_emacs_own = name.startswith("#") and name.endswith("#")
    is_passing = name.startswith((".", "~$")) or name.endswith(_ENDS) or is_emacs_own or _is_from_vim(name)
    return is_passing or not (type_at(path) or _LITTER.isdisjoint([*folders, name]))


def _is_from_vim(name: str) -> bool:
    return name.isascii() and name.isdecimal() and int(name[:9]) in _VIM_TRIES
