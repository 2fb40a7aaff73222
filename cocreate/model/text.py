"""Text as people may see it: the one door for untrusted strings, folding for search, slugs for names.

Everything that a file, a name, git or the clipboard brings may hold characters that move the cursor, turn
the reading direction or hide themselves. They pass `clean` or `clean_line` before any screen or stdout.
"""

import unicodedata

REPLACEMENT = "\ufffd"
SLUG_LENGTH = 40
MARKS_IN_A_ROW = 4
"""So many combining marks may sit on one letter (Vietnamese needs two, some scripts three)."""

_JOINERS = "\u200c\u200d"
_HIDDEN = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065, 0x3164, 0xFFA0]
).union(range(0xFFF0, 0xFFF9))
_TAGS = range(0xE0000, 0xE1000)
_LIGATURES = {ord("ß"): "ss", ord("ø"): "o", ord("æ"): "a", ord("œ"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}
_SPELT_OUT = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


class _Door(dict[int, int | str]):
    """A table for `str.translate` that decides about a character when it first meets it."""

    def __init__(self, staying: str) -> None:
        super().__init__((ord(character), character) for character in staying)

    def __missing__(self, point: int) -> int | str:
        hidden = (
            unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
            or point in _HIDDEN
            or point in _TAGS
            or point & 0xFFFE == 0xFFFE
        )
        self[point] = shown = REPLACEMENT if hidden else point
        return shown


_TEXT_DOOR = _Door("\t\n" + _JOINERS)
_LINE_DOOR = _Door("")


def clean(text: str) -> str:
    """`text` as it may be shown: a body of several lines.

    Controls but tab and newline, bidirectional, tag and other invisible format characters become U+FFFD;
    carriage returns before a newline go; combining marks beyond `MARKS_IN_A_ROW` on one letter go.
    """
    if text.isascii() and text.isprintable():
        return text
    return _calm(text.replace("\r\n", "\n").translate(_TEXT_DOOR))


def clean_line(text: str) -> str:
    """`text` as it may be shown in one line: as `clean`, with breaks and tabs as spaces, and no joiners."""
    if text.isascii() and text.isprintable():
        return text
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    if _JOINERS[1] in flat:
        flat = _emoji_apart(flat)
    return _calm(flat.translate(_LINE_DOOR))


def _emoji_apart(text: str) -> str:
    """Emoji that a joiner makes one sign, as the signs they are made of; other joiners stay to be replaced."""
    left = (
        character
        for place, character in enumerate(text)
        if character != _JOINERS[1] or unicodedata.category(text[place - 1 : place] or "a") not in {"So", "Sk", "Mn"}
    )
    return "".join(left)


def _calm(text: str) -> str:
    """Drop combining marks beyond the limit, so that no letter grows into its neighbours' lines."""
    if text.isascii():
        return text
    left, row = [], 0
    for character in text:
        if character > "\u02ff" and unicodedata.category(character) in {"Mn", "Me"}:
            row += 1
            if row > MARKS_IN_A_ROW:
                continue
        elif character not in _JOINERS:
            row = 0
        left.append(character)
    return "".join(left)


def fold(text: str) -> str:
    """`text` as search compares it: without case, accents, or the difference of ü, ue and u.

    Both what is searched and what is searched for pass here, so `Müller`, `MULLER` and `mueller` are one.
    """
    if text.isascii():
        folded = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LIGATURES)
        folded = "".join(character for character in apart if not unicodedata.combining(character))
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def slug(text: str) -> str:
    """A name for a path: lowercase ASCII letters, digits and single hyphens, at most `SLUG_LENGTH`.

    May be empty, when nothing of `text` can be written in ASCII (docs/format.md).
    """
    spelt = unicodedata.normalize("NFC", text).lower().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt).translate(_LIGATURES).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return "-".join(words)[:SLUG_LENGTH].strip("-")
