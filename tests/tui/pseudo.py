"""A language made up of everything that is said: each sentence in other brackets, as its catalogue would have it."""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from cocreate import locale

LANGUAGE = "qq"
PACKAGE = Path(locale.FOLDER).parent
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def told(sentence: str) -> str:
    """A sentence in that language."""
    return f"«{sentence}»"


def untold(screen: str) -> list[str]:
    """The sentences of three words and more that stand on a screen as they are in English."""
    said = re.sub(r"«[^»]*»", "", screen.replace("\n", " "))
    found = (one for module in PACKAGE.rglob("*.py") for one in _sentences(ast.parse(module.read_text("utf-8"))))
    return sorted({one for one, _plural in found if one.count(" ") > 1 and "{" not in one and one in said})


def write_catalogue(folder: Path) -> None:
    """A catalogue of all sentences of the program, as `msgfmt` writes it, below `folder`."""
    entries = {"": HEADER}
    for module in PACKAGE.rglob("*.py"):
        for singular, plural in _sentences(ast.parse(module.read_text(encoding="utf-8"))):
            if plural:
                entries[f"{singular}\0{plural}"] = f"{told(singular)}\0{told(plural)}"
            else:
                entries[singular] = told(singular)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "cocreate.mo").write_bytes(_compiled(entries))


def _sentences(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module says: each sentence, with its plural if it has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id in {"_", "N_"} and words:
                yield words[0], ""
            elif node.func.id == "plural" and len(words) == 2:
                yield words[0], words[1]


def _compiled(entries: dict[str, str]) -> bytes:
    """The bytes of a catalogue, by the manual of gettext, "The Format of GNU MO Files"."""
    pairs = sorted((one.encode(), other.encode()) for one, other in entries.items())
    texts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    count, tables = len(pairs), 28
    at = tables + 16 * count
    index, data = b"", b""
    for column in texts:
        for text in column:
            index += struct.pack("<II", len(text), at + len(data))
            data += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, tables, tables + 8 * count, 0, at) + index + data
