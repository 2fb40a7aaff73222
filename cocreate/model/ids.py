"""Names by which things are found: random ids, people's slugs, and the patterns that keep both harmless.

Written without `re`, which alone costs 10 ms at the start of a program that should take no time.
"""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lowercase: no i, l, o, u to misread (docs/format.md)."""

ID_LENGTH = 10
SHOWN_AT_LEAST = 4
COMMONS = "workspace"
"""What a contribution in the commons is `on`."""

_IN_IDS = frozenset(ALPHABET)
_IN_SLUGS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)
"""Names that Windows takes for devices, whatever ending they have."""


def id_from(noise: bytes) -> str:
    """An id from at least `ID_LENGTH` random bytes, five bits of each."""
    return "".join(ALPHABET[byte & 31] for byte in noise[:ID_LENGTH])


def is_id(text: str) -> bool:
    """Whether `text` is a whole id."""
    return len(text) == ID_LENGTH and _IN_IDS.issuperset(text)


def is_id_prefix(text: str) -> bool:
    """Whether `text` could begin an id."""
    return 0 < len(text) <= ID_LENGTH and _IN_IDS.issuperset(text)


def is_person_slug(text: str) -> bool:
    """Whether `text` may name a person: `[a-z0-9-]{1,40}`, no leading hyphen, no device name of Windows."""
    return 0 < len(text) <= 40 and _IN_SLUGS.issuperset(text) and text[0] != "-" and text not in DEVICES


def read_crockford(text: str) -> str:
    """`text` as an id would be written, where a person misread i or l for 1, or o for 0."""
    return text.lower().replace("i", "1").replace("l", "1").replace("o", "0")


def shortest_prefix(name: str, ordered: Sequence[str]) -> str:
    """The shortest prefix of `name`, of at least `SHOWN_AT_LEAST`, that no other of the sorted ids shares."""
    longest = max((_shared(name, other) for other in next_to(name, ordered)), default=-1)
    return name[: max(SHOWN_AT_LEAST, longest + 1)]


def beginning_with(prefix: str, ordered: Sequence[str]) -> Sequence[str]:
    """Those of the sorted ids that begin with `prefix`."""
    return ordered[bisect_left(ordered, prefix) : bisect_left(ordered, f"{prefix}~")]


def next_to(name: str, ordered: Sequence[str]) -> list[str]:
    """Those of the sorted ids that stand before and after `name`, which may be among them; none at an end."""
    place = bisect_left(ordered, name)
    after = place + 1 if place < len(ordered) and ordered[place] == name else place
    return [ordered[one] for one in (place - 1, after) if 0 <= one < len(ordered)]


def _shared(left: str, right: str) -> int:
    """How many characters two ids begin with in common."""
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
