"""What comes from elsewhere as lines: what would come in, what came in, and how many things that are."""

from collections.abc import Iterator, Sequence

from cocreate.cli.output.layout import cut, page_width, width
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.locale import _, plural
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item
from cocreate.model.moments import day_words
from cocreate.model.phrases import kind_words, names, standing, type_words
from cocreate.model.signs import sign_of


def planned_lines(together: Collection, items: Sequence[Item]) -> Iterator[Line]:
    """What would come in, a line each: no short names, which things get when they are made.

    Args:
        together: what is here, and `items`.
        items: what would come in.
    """
    for item in items:
        told = [names(together, item.by), day_words(item.at)]
        if isinstance(item, Idea) and item.state != "fresh":
            told.insert(0, standing(item))
        if isinstance(item, Idea) and item.body:
            lines = item.body.count("\n") + 1
            told.append(plural("{count} line of text", "{count} lines of text", lines).format(count=lines))
        edge = "  " + ", ".join(told)
        head = f"{sign_of(item)} " if isinstance(item, Idea) else f"  {sign_of(item)} {kind_words(item.text('kind'))}  "
        room = max(20, page_width() - width(head) - width(edge))
        yield head, Bold(cut(item.title, room)), Dim(edge)


def brought_lines(here: Collection, items: Sequence[Item]) -> Iterator[Line]:
    """What came in, a line each, as any act prints what it made."""
    for item in items:
        what = kind_words(item.kind) if isinstance(item, Contribution) else type_words(item)
        head = f"{what}  {here.short(item.id)}  "
        yield head, Bold(cut(item.title, max(20, page_width() - width(head))))


def how_many(items: Sequence[Item]) -> str:
    """How many ideas and comments that are, in words."""
    ideas = sum(isinstance(item, Idea) for item in items)
    comments = len(items) - ideas
    told = [plural("{count} idea", "{count} ideas", ideas).format(count=ideas)] if ideas or not comments else []
    if comments:
        told.append(plural("{count} comment", "{count} comments", comments).format(count=comments))
    return f" {_('and')} ".join(told)
