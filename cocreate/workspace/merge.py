"""The three-way merge of documents: nothing is refused, nothing is lost, nobody is asked.

Pure: documents in, a document and what could not stand beside it out. Edits that meet on one machine and
histories that meet between machines go by the same rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cocreate.model.items import Value, as_list
from cocreate.workspace.documents import Document, edited


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    `document` stands; `kept` holds our values and `kept_body` our whole text where the published ones took
    their place. Both go into a contribution of kind `wording`.
    """

    document: Document
    kept: dict[str, Value] = field(default_factory=dict)
    kept_body: str = ""


def merge(base: Document, ours: Document, published: Document, order: Sequence[str] = ()) -> Merged:
    """What `ours` changed since `base`, brought into `published`.

    A key or a run of lines changed on one side is taken from it; changed on both, the published one stands and
    ours is kept. Lists are sets: what either side added is in, what either took out is out.
    """
    changes: dict[str, Value] = {}
    kept: dict[str, Value] = {}
    for key in dict.fromkeys([*published.fields, *ours.fields, *base.fields]):
        before, mine, theirs = (document.fields.get(key, "") for document in (base, ours, published))
        if mine in (before, theirs):
            continue
        if theirs == before:
            changes[key] = mine
        elif any(isinstance(value, list) for value in (before, mine, theirs)):
            changes[key] = _merged_list(as_list(before), as_list(mine), as_list(theirs))
        elif mine:
            kept[key] = mine
    body, conflict = merge_text(base.words, ours.words, published.words)
    return Merged(edited(published, changes, body, order), kept, ours.words if conflict else "")


def _merged_list(before: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    """Their list without what we took out, then what we added; theirs as it is, if nothing would remain."""
    taken_out = set(before) - set(mine)
    added = [word for word in mine if word not in before and word not in theirs]
    return [word for word in theirs if word not in taken_out] + added or list(theirs)


def merge_text(base: str, ours: str, published: str) -> tuple[str, bool]:
    """The text with both sides' changed lines, and whether some of ours had to give way to published ones."""
    if ours in (base, published):
        return published, False
    if published == base:
        return ours, False
    from merge3 import Merge3  # deferred: most saves meet nobody

    before, mine, theirs = base.split("\n"), ours.split("\n"), published.split("\n")
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
    return "\n".join(lines), conflict
