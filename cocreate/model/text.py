"""Text as people may see it: the one door for untrusted strings, folding for search, slugs for names.

Everything that a file, a name, git or the clipboard brings may hold characters that move the cursor, turn
the reading direction or hide themselves. They pass `clean` or `clean_line` before any screen or stdout.
"""

import unicodedata

REPLACEMENT = "\ufffd"
SLUG_LENGTH = 40
MARKS_IN_A_ROW = 4
"""So many combining marks may sit on one letter (Vietnamese needs two, some scripts three)."""

JOINERS = "\u200c\u200d"
"""Take no room: what stands around them is joined to one sign, or kept from it."""

_EMOJI_JOINER = JOINERS[1]
_UNSEEN = frozenset(f"\u00ad\u200b\u200e\u200f\u2060\ufeff{JOINERS}")
"""Letters that take no room: where a word may be parted, which way it reads. People's editors put them in."""

_JOINING = (
    *(range(0x0600, 0x0900), range(0x0900, 0x0E00), range(0x1000, 0x10A0), range(0x1780, 0x18B0)),
    *(range(0x1A20, 0x1C50), range(0xA800, 0xAAE0), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD)),
    range(0x10A00, 0x12000),
)
"""The scripts whose letters change by what they are joined to: Arabic and its kin, those of India and around it."""

_HIDDEN = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065, 0x3164, 0xFFA0]
).union(range(0xFFF0, 0xFFF9))
_TAGS = range(0xE0000, 0xE1000)
_LIGATURES = {ord("ß"): "ss", ord("ø"): "o", ord("æ"): "a", ord("œ"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}
_FOLDED_APART = _LIGATURES | dict.fromkeys([*map(ord, _UNSEEN), 0x034F, *range(0xFE00, 0xFE10)])
_SPELT_OUT = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


class _Door(dict[int, int | str | None]):
    """A table for `str.translate` that decides about a character when it first meets it.

    Args:
        staying: passes though it would be replaced, or dropped.
        dropped: passes unseen.
    """

    def __init__(self, staying: str, dropped: frozenset[str]) -> None:
        super().__init__({ord(character): None for character in dropped})
        self.update((ord(character), character) for character in staying)

    def __missing__(self, point: int) -> int | str:
        hidden = (
            unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
            or point in _HIDDEN
            or point in _TAGS
            or point & 0xFFFE == 0xFFFE
        )
        self[point] = shown = REPLACEMENT if hidden else point
        return shown


_TEXT_DOOR = _Door("\t\n" + JOINERS, _UNSEEN)
_LINE_DOOR = _Door(JOINERS, _UNSEEN)
_NAME_DOOR = _Door("", frozenset())


def clean(text: str) -> str:
    """`text` as it may be shown: a body of several lines.

    Controls but tab and newline, bidirectional, tag and other format characters that could hide something become
    U+FFFD; carriage returns before a newline go, and so do letters that take no room, but for joiners where a script or
    an emoji needs them; combining marks beyond `MARKS_IN_A_ROW` on one letter go.
    """
    if text.isascii() and text.isprintable():
        return text
    return _only_needed(_calm(text.replace("\r\n", "\n").translate(_TEXT_DOOR)))


def clean_line(text: str) -> str:
    """`text` as it may be shown in one line: as `clean`, with breaks and tabs as spaces, and emoji apart."""
    if text.isascii() and text.isprintable():
        return text
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return emoji_apart(_only_needed(_calm(flat.translate(_LINE_DOOR))))


def clean_name(text: str) -> str:
    """A path, an address, a short name as it may be shown: as `clean_line`, but nothing in it stays unseen."""
    return text if text.isascii() and text.isprintable() else _calm(text.translate(_NAME_DOOR))


def emoji_apart(text: str) -> str:
    """Emoji that a joiner makes one sign as the signs they are made of: terminals disagree over how wide the one is."""
    if _EMOJI_JOINER not in text:
        return text
    return "".join(c for at, c in enumerate(text) if c != _EMOJI_JOINER or _is_of_joining_script(text[at - 1 : at]))


def _only_needed(text: str) -> str:
    """`text` without joiners that join nothing: they would only hide there."""
    if not any(joiner in text for joiner in JOINERS):
        return text
    return "".join(c for at, c in enumerate(text) if c not in JOINERS or _joins(text, at))


def _joins(text: str, at: int) -> bool:
    """Whether the joiner at this place stands after a letter that it changes, or between two emoji."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or not after or text[at] != _EMOJI_JOINER:
        return _is_of_joining_script(before)
    of_emoji = unicodedata.category(before) in {"So", "Sk"} or before == "\ufe0f"
    return _is_of_joining_script(before) or (of_emoji and unicodedata.category(after) == "So")


def _is_of_joining_script(character: str) -> bool:
    return character > "\u05ff" and f"a{character}".isidentifier() and any(ord(character) in some for some in _JOINING)


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
        elif character not in JOINERS:
            row = 0
        left.append(character)
    return "".join(left)


def fold(text: str) -> str:
    """`text` as search compares it: without case, accents, what is unseen, or the difference of ü, ue and u.

    Both what is searched and what is searched for pass here, so `Müller`, `MULLER` and `mueller` are one.
    """
    if text.isascii():
        folded = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED_APART)
        folded = "".join(character for character in apart if not unicodedata.combining(character))
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def unstopped(text: str) -> str:
    """`text` without a full stop at its end, for a sentence that goes on after it; three of them stay."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def one_stop(sentences: str) -> str:
    """`sentences` without a full stop where what somebody wrote, such as a question, ends one by itself."""
    for sign in "?!…":
        sentences = f"{sentences} ".replace(f"{sign}. ", f"{sign} ")[:-1]
    return sentences


def cut_at_word(text: str, most: int) -> str:
    """`text` in at most so many characters, and a sign, where it is longer: it ends with a word where it can."""
    if len(text) <= most:
        return text
    head = text[:most]
    return f"{head[: head.rfind(' ') if ' ' in head else most].rstrip(' ,;:')}…"


def slug(text: str) -> str:
    """A name for a path: lowercase ASCII letters, digits and single hyphens, at most `SLUG_LENGTH`.

    May be empty, when nothing of `text` can be written in ASCII (docs/format.md).
    """
    spelt = unicodedata.normalize("NFC", text).lower().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt).translate(_LIGATURES).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return "-".join(words)[:SLUG_LENGTH].strip("-")
