"""The three-way merge of documents: nothing is refused, nothing is lost, nobody is asked.

Pure: documents in, a document and what could not stand beside it out. Edits that meet on one machine and
histories that meet between machines go by the same rules.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Final

from cocreate.model import schema
from cocreate.model.errors import Unreadable
from cocreate.model.items import Value, as_list
from cocreate.model.moments import parse_moment
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.format.comments import with_comments_of
from cocreate.workspace.format.documents import Document, edited, has_marks_of_conflict

MOST_PAIRS: Final = 1_000_000
"""Pairs of the same line in two texts up to which they are compared; more take longer than anybody waits."""

_OF_STATE: Final = frozenset(["state_since", "state_by"])
"""Keys that tell of the state, so that they go with the one that stands: nobody wrote them in so many words."""

_MOMENTS: Final = frozenset(["state_since", "revised"])
"""Keys of which the later moment stands."""

_KEYS: Final = (
    *(key for type_ in ("person", "project", "idea") for key in schema.keys_of(type_)),
    *(key for kind in schema.KINDS for key in schema.contribution_keys(kind)),
)
_SEVERAL: Final = {key.name: key.shape.several for key in _KEYS}
"""Whether a key holds a list, for each key of the form, whatever it is the key of."""


class Merged:
    """What came of a merge.

    Args:
        document: what stands.
        aside: our values whose place the published ones took; they go into a contribution of kind `wording`.
        body_aside: likewise our whole text.
        gave_way: whether anything of ours found no place, be it only that we took something out.
    """

    __slots__ = ("aside", "body_aside", "document", "gave_way")

    def __init__(
        self,
        document: Document,
        aside: Mapping[str, Value] | None = None,
        body_aside: str = "",
        *,
        gave_way: bool = False,
    ) -> None:
        self.document: Final = document
        self.aside: Final[dict[str, Value]] = dict(aside or {})
        self.body_aside: Final = body_aside
        self.gave_way: Final = gave_way

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Merged) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash((self.document, self.body_aside))

    @property
    def _parts(self) -> tuple[Document, dict[str, Value], str]:
        return self.document, self.aside, self.body_aside


def merge(base: Document, ours: Document, published: Document, order: Sequence[str] = ()) -> Merged:
    """What `ours` changed since `base`, brought into `published`.

    A key or a run of lines changed on one side is taken from it; changed on both, the published one stands and
    ours is kept. Lists are sets: what either side added is in, what either took out is out. Where only ours changed
    it stands as it is written. What together would be more than a file may hold is not put together: ours is kept.
    """
    if published == base:
        return Merged(ours)
    changes, aside, gave_way = _merged_fields(base.fields, ours.fields, published.fields)
    body, conflict = merge_text(base.words, ours.words, published.words)
    try:
        document = with_comments_of(edited(published, changes, body, order), base, published, ours)
        if document != published and not _fits(document):
            document = with_comments_of(edited(published, changes, None, order), base, published, ours)
            conflict = True
    except Unreadable:
        return Merged(published, {}, ours.encode().decode(), gave_way=True)
    return Merged(document, aside, ours.words if conflict else "", gave_way=gave_way or conflict)


def _fits(document: Document) -> bool:
    """Whether a file may hold it: two halves can make a whole that is too large, or looks like a conflict of git's."""
    data = document.encode()
    return len(data) <= LARGEST_FILE and not has_marks_of_conflict(data.decode())


def _merged_fields(
    base: Mapping[str, Value], ours: Mapping[str, Value], published: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value], bool]:
    """The keys to change in what is published, those of ours that are kept beside it, whether any gave way."""
    changes: dict[str, Value] = {}
    aside: dict[str, Value] = {}
    gave_way = False
    is_same_state = ours.get("state") == published.get("state")
    for key in dict.fromkeys([*published, *ours, *base]):
        before, mine, theirs = (fields.get(key) or "" for fields in (base, ours, published))
        if mine in (before, theirs):
            continue
        if theirs == before or (key in _MOMENTS and is_same_state and _is_later(mine, theirs)):
            changes[key] = mine
        elif (key in _MOMENTS and _is_later(theirs, mine)) or (key in _OF_STATE and not is_same_state):
            continue
        elif _is_list(key, before, mine, theirs):
            there = as_list(theirs)
            together = _merged_list(as_list(before), as_list(mine), there)
            if together != list(there):
                changes[key] = together
        else:
            gave_way = True
            if mine:
                aside[key] = mine
    _keep_accepted(published, changes)
    return changes, aside, gave_way


def _keep_accepted(published: Mapping[str, Value], changes: dict[str, Value]) -> None:
    """Whoever said yes on one side is not asked again because the other side still offers it."""
    offered = as_list(changes.get("offered", published.get("offered", "")))
    by = as_list(changes.get("by", published.get("by", "")))
    left = [person for person in offered if person not in by]
    if len(left) < len(offered):
        changes["offered"] = left


def _is_later(one: Value, other: Value) -> bool:
    """Whether `one` is a moment, and a later one than `other` if that is one too."""
    moments = [parse_moment(value) if isinstance(value, str) else None for value in (one, other)]
    return moments[0] is not None and (moments[1] is None or moments[0] > moments[1])


def _is_list(key: str, *values: Value) -> bool:
    """Whether `key` holds a list: where the form does not know it, as soon as anybody wrote one."""
    return _SEVERAL.get(key, any(isinstance(value, list) for value in values))


def _merged_list(before: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    """Their list without what we took out, then what we added.

    Theirs stays as it is if nothing would remain where they took something out too.
    """
    taken_out = set(before) - set(mine)
    added = dict.fromkeys(word for word in mine if word not in before and word not in theirs)
    together = [*(word for word in theirs if word not in taken_out), *added]
    return together if together or set(before) <= set(theirs) else list(theirs)


def merge_text(base: str, ours: str, published: str) -> tuple[str, bool]:
    """The text with both sides' changed lines, and whether some of ours had to give way to published ones."""
    if ours in (base, published):
        return published, False
    if published == base:
        return ours, False
    from merge3 import Merge3  # deferred: most saves meet nobody

    texts = [text.split("\n") for text in (base, ours, published)]
    start = _alike(texts)
    end = _alike([text[: start - 1 if start else None : -1] for text in texts])
    first, last = texts[0][:start], texts[0][len(texts[0]) - end :]
    before, mine, theirs = (text[start : len(text) - end] for text in texts)
    if _pairs(before, mine) + _pairs(before, theirs) > MOST_PAIRS:
        return published, True
    lines: list[str] = []
    conflict = False
    for region in Merge3(before, mine, theirs).merge_regions():
        what, *ends = region
        if what == "conflict":
            conflict = True
            lines += theirs[ends[4] : ends[5]]
        else:
            source = {"unchanged": before, "a": mine, "same": mine, "b": theirs}[what]
            lines += source[ends[0] : ends[1]]
    return "\n".join([*first, *lines, *last]), conflict


def _alike(texts: Sequence[Sequence[str]]) -> int:
    """How many lines all of `texts` begin with."""
    return sum(1 for _same in takewhile(lambda lines: len(set(lines)) == 1, zip(*texts, strict=False)))


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pairs of the same line are to be looked at; what is in every hundredth line is passed over."""
    often = len(other) // 100 + 1 if len(other) >= 200 else len(other)
    there = Counter(other)
    return sum(count * there[line] for line, count in Counter(one).items() if there[line] <= often)
