"""Files that are nobody's contribution: hidden, or left by an editor, a system or a browser beside what is written."""

from typing import Final

_OWN: Final = frozenset([".gitattributes", ".gitignore"])
_ENDS: Final = ("~", ".tmp", ".swp", ".swx", ".orig", ".bak", ".crdownload", "___jb_tmp___", "___jb_old___")
_BEGINS: Final = (".", "~$")
_NAMES: Final = frozenset(["4913", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"])
"""4913 is what Vim makes to see whether it may."""

_FOLDERS: Final = frozenset(["@eadir", "$recycle.bin", "system volume information", "lost+found", "__macosx"])
"""What systems keep for themselves on the disks that they share."""


def is_passed_over(path: str) -> bool:
    """Whether the file at `path` is left alone, whoever made it, and named to nobody."""
    *folders, name = path.casefold().split("/")
    if name in _OWN:
        return False
    is_emacs_own = name.startswith("#") and name.endswith("#")
    is_left = is_emacs_own or name in _NAMES or name.startswith(_BEGINS) or name.endswith(_ENDS)
    return is_left or not _FOLDERS.isdisjoint(folders)
