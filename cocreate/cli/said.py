"""A thread as plain text: who said what, with each answer and stance under what it belongs to."""

from cocreate.cli.layout import set_body
from cocreate.cli.printing import Body, Bold, Dim, Line
from cocreate.locale import _
from cocreate.model import form, phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item, as_list
from cocreate.model.moments import day_words
from cocreate.model.phrases import kind_words, names, state_words
from cocreate.model.signs import sign_of
from cocreate.workspace.wordings import kept_values

STEP, DEEPEST = 4, 4
"""Columns that an answer is set in by, and how many times at most."""

_SAID_ABOVE = frozenset(["state", "stance", "helpful", "until", "to", "of"])
"""Keys that the line above the text speaks of, and one that only programs read."""


def signed(collection: Collection, item: Item) -> str:
    """Who gave it, and who noted it down, if that was somebody else."""
    who = names(collection, item.by)
    if not item.noted_by:
        return who
    return _("{who} (noted by {typist})").format(who=who, typist=collection.name_of(item.noted_by))


def kind_said(collection: Collection, item: Contribution) -> str:
    """What a contribution is, and how it stands: `question, answered`, `promise, open, until 2026-12-01`."""
    parts = [kind_words(item.kind)]
    if item.kind == "stance":
        parts = [state_words(item.text("stance"))]
    if item.state:
        parts.append(state_words(item.state))
    if item.kind == "question" and collection.is_answered(item):
        parts.append(_("answered"))
    if item.text("until"):
        parts.append(_("until {day}").format(day=item.text("until")))
    if item.listed("to"):
        parts.append(_("to {people}").format(people=names(collection, item.listed("to"))))
    if item.listed("helpful"):
        parts.append(_("helped {people}").format(people=names(collection, item.listed("helpful"))))
    return ", ".join(parts)


def thread_lines(collection: Collection, root: str, columns: int) -> list[Line]:
    """What was given to the item called `root`, oldest first, replies set in under what they reply to."""
    thread = collection.thread(root)
    inside = {item.id for item in thread}
    lines: list[Line] = []
    seen: set[str] = set()
    for item in thread:
        if item.on not in inside:
            _add(collection, item, columns, lines, seen)
    for item in thread:  # what answers itself in a circle
        _add(collection, item, columns, lines, seen)
    return lines


def replies_lines(collection: Collection, item: Contribution, columns: int) -> list[Line]:
    """What was given to one contribution, and below."""
    lines: list[Line] = []
    seen = {item.id}
    for reply in collection.replies(item.id):
        _add(collection, reply, columns, lines, seen)
    return lines


def _add(collection: Collection, first: Contribution, columns: int, lines: list[Line], seen: set[str]) -> None:
    """Add a contribution and all below it; without recursion, as threads may be deep."""
    open_ = [(first, 0)]
    while open_:
        item, depth = open_.pop()
        if item.id in seen:
            continue
        seen.add(item.id)
        lines += _entry(collection, item, columns, " " * (STEP * min(depth, DEEPEST)))
        open_ += [(reply, depth + 1) for reply in reversed(collection.replies(item.id))]


def _entry(collection: Collection, item: Contribution, columns: int, indent: str) -> list[Line]:
    short = collection.short(item.id)
    under = indent + " " * (len(short) + 2)
    head: Line = (
        f"{indent}{short}  {sign_of(item)} ",
        Bold(signed(collection, item)),
        Dim(f"  {day_words(item.at)}"),
        f"  {kind_said(collection, item)}",
    )
    return [head, *_text(collection, item, columns - len(under), under), ""]


def _text(collection: Collection, item: Contribution, columns: int, under: str) -> list[Line]:
    body: list[Line] = [(under, Body(line)) for line in set_body(item.body, columns)] if item.body else []
    return [*body, *((under, Dim(line)) for line in more_keys(collection, item))]


def more_keys(collection: Collection, item: Contribution) -> list[str]:
    """What else its kind has, a line each: `outcome: three marks on three days`."""
    told = []
    for key in form.KIND_KEYS.get(item.kind, ()):
        value = item.listed(key.name)
        if not value or key.name in _SAID_ABOVE:
            continue
        if key.shape is form.Shape.PEOPLE or key.name == "between":
            said = names(collection, value)
        elif key.shape is form.Shape.ID:
            said = collection.short(value[0])
        else:
            said = ", ".join(value)
        told.append(f"{key_words(key.name)}: {said}")
    if item.kind == "wording":
        kept = kept_values(item.fields)
        told += [f"{phrases.key_words(name)}: {', '.join(as_list(value))}" for name, value in kept.items()]
    return told


def key_words(key: str) -> str:
    """A key of a contribution as a person says it."""
    return {
        "outcome": _("outcome"),
        "review": _("look at it again on"),
        "replaces": _("replaces"),
        "step": _("at the step"),
        "between": _("between"),
        "felt_by": _("felt by"),
        "form": _("form"),
        "people": _("with"),
        "on_day": _("on"),
        "checked": _("checked"),
        "because": _("because"),
    }.get(key, key)
