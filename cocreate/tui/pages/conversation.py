"""A conversation: contributions flat and in order, answers under their question, stances under their proposal."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.form import KIND_KEYS, Shape
from cocreate.model.items import Contribution
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.markdown import blocks_of
from cocreate.tui.pages.parts import names, two_sided, when
from cocreate.tui.signs import sign_for
from cocreate.tui.themes import MUTED

STANDS_UNDER = {"answer": "question", "stance": "proposal"}
"""These stand under what they are on, if it is of that kind; everything else stands where its time puts it."""


def conversation(collection: Collection, thread: list[Contribution], now: datetime) -> list[Block]:
    """`thread`, oldest first, as blocks that can be selected one contribution at a time."""
    return [block for given, depth in arranged(collection, thread) for block in said(collection, given, depth, now)]


def arranged(collection: Collection, thread: list[Contribution]) -> Iterator[tuple[Contribution, int]]:
    """Each contribution of `thread` with how far it is set in: 1 where it stands under another, else 0."""
    here = {given.id for given in thread}
    for given in thread:
        above = collection.contributions.get(given.on)
        if above and above.id in here and STANDS_UNDER.get(given.kind) == above.kind:
            continue
        yield given, 0
        for reply in collection.replies(given.id):
            if reply.id in here and STANDS_UNDER.get(reply.kind) == given.kind:
                yield reply, 1


def said(collection: Collection, given: Contribution, depth: int, now: datetime) -> list[Block]:
    """One contribution: who and what, what it is about, its keys, its text."""
    indent = safe.line("  " * depth)
    inner = safe.line("  " * (depth + 1))
    blocks = [
        Block(
            first=indent,
            rest=indent,
            ref=given.id,
            gap=1,
            draw=two_sided(_headline(collection, given), when(given, now)),
        )
    ]
    if not depth:
        blocks += _quoted(collection, given, inner)
    blocks += [Block(line, first=inner, rest=inner, ref=given.id) for line in _keys(collection, given)]
    return blocks + blocks_of(given.body, ref=given.id, indent=inner)


def _headline(collection: Collection, given: Contribution) -> Content:
    sign = sign_for(given.text("stance") if given.kind == "stance" else given.kind)
    parts = [sign.content, safe.line(" "), names(collection, given.by), safe.line(f"  {_what(given)}", MUTED)]
    if given.noted_by:
        noted = _("noted by {name}").format(name=collection.name_of(given.noted_by))
        parts.append(safe.line(f", {noted}", MUTED))
    return safe.join(*parts)


def _what(given: Contribution) -> str:
    if given.kind == "stance":
        return phrases.state_words(given.text("stance"))
    return phrases.kind_words(given.kind)


def _quoted(collection: Collection, given: Contribution, inner: Content) -> Iterator[Block]:
    """The first words of the contribution this one is on."""
    above = collection.contributions.get(given.on)
    if above:
        words = f"▏{phrases.names(collection, above.by)}: {above.title}"
        yield Block(safe.line(words, MUTED), first=inner, rest=inner, ref=given.id, flow="crop")


def _keys(collection: Collection, given: Contribution) -> Iterator[Content]:
    """What else the contribution says: by when, in what state, to whom."""
    if given.kind == "question":
        if waits := question_waits(collection, given):
            yield safe.line(waits, "$warm")
        return
    shapes = {key.name: key.shape for key in KIND_KEYS.get(given.kind, ())}
    for name in [*shapes, *_extra(given)]:
        if name not in {"stance", "of"} and given.fields.get(name):
            yield safe.join(
                safe.line(f"{phrases.key_words(name)} ", MUTED), _value(collection, given, name, shapes.get(name))
            )


def question_waits(collection: Collection, question: Contribution) -> str:
    """What a question still waits for, in words; empty if an answer helped."""
    if collection.is_answered(question):
        return ""
    if any(reply.kind == "answer" for reply in collection.replies(question.id)):
        return _("answered; h on an answer says that it helped")
    return _("waits for an answer")


def _value(collection: Collection, given: Contribution, name: str, shape: Shape | None) -> Content:
    """The value of a key as a person reads it."""
    if shape is Shape.PEOPLE:
        return names(collection, given.listed(name))
    if shape is Shape.ID:
        meant = collection.get(given.text(name))
        return safe.line(meant.title if meant else given.text(name))
    return safe.line(phrases.state_words(given.text(name)))


def _extra(given: Contribution) -> list[str]:
    """The values that a wording keeps beside the item's."""
    usual = {"id", "kind", "on", "by", "noted_by", "at", "of", "card"}
    return [name for name in given.fields if name not in usual] if given.kind == "wording" else []
