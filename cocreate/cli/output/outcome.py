"""What an act came to: the item it made, as one line or as JSON, and what was kept beside it."""

from __future__ import annotations

from cocreate.cli.output import as_json, printing
from cocreate.cli.output.layout import page_width, wrap
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.items import Contribution, Item, Project
from cocreate.model.links import ids_in, written
from cocreate.model.phrases import OVER, about, key_words, names, standing, state_words, type_words
from cocreate.pages import confirming
from cocreate.pages.linking import nowhere, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from cocreate.acts.edit import Edited
    from cocreate.cli.call import Call
    from cocreate.model.collection import Collection

    Telling = Callable[[Collection, Any, Sequence[str]], str]


def show_made(call: Call, item: Item) -> None:
    """Print what was given; say on what, and for whom."""
    show_item(call, item)
    if isinstance(item, Contribution):
        confirm(call, item, lambda collection, made, _by: confirming.given(collection, made))
    tell_nowhere(call, item)


def confirm(call: Call, item: Item, telling: Telling) -> None:
    """Say what an act came to, with the names of all whom it concerns; in JSON the item itself says all of it."""
    if call.wants_json:
        return
    by, above = call.voice.by, call.collection.get(item.text("on"))
    call.look_also_at(dict.fromkeys([*by, *item.by, *item.listed("to"), *(above.by if above else ())]))
    if sentence := telling(call.collection, item, by):
        printing.talk(linked(call, sentence))


def show_item(call: Call, item: Item) -> None:
    """Print the item that an act made, or changed."""
    if call.wants_json:
        printing.show_json(as_json.item(item))
        return
    until = item.text("until")[:10] if isinstance(item, Contribution) else ""
    day = "  " + _("by {day}").format(day=until) if until else ""
    lines: list[Line] = [
        (f"{type_words(item)}  {call.collection.short(item.id)}  ", Bold(_title(call, item)), Dim(day))
    ]
    if isinstance(item, Project):
        lines += [("  ", Dim(line)) for line in wrap(linked(call, item.purpose), page_width() - 2)]
    printing.show(lines)


def tell_nowhere(call: Call, item: Item) -> None:
    """Say what looks like a link in what somebody wrote and leads nowhere."""
    text = "" if call.wants_json else written(item)
    if "[[" in text or "@" in text:
        call.look_also_at(ids_in(text))
        people = call.people.people.values()
        if told := nowhere(call.collection.joined_by(people), item):
            printing.talk(told)


def linked(call: Call, text: str) -> str:
    """`text` with the titles and names that it links to, which are looked at here: an act looks at what it needs."""
    call.look_also_at(ids_in(text))
    return shown(call.collection, text)


def show_edited(call: Call, edited: Edited, telling: Telling = confirming.changed) -> None:
    """Print how an item stands after a change, and say whose it is; and what was kept, where another changed it too.

    Args:
        call: the command.
        edited: what came of it.
        telling: gives the sentence of the act: whose it was done to, and who says so.
    """
    item = edited.item
    show_item(call, item)
    if not call.wants_json:
        printing.show(("  ", Dim(line)) for told in _stands(call, item) for line in wrap(told, page_width() - 2))
        confirm(call, item, telling)
    if edited.wording is not None:
        printing.talk(
            _("Somebody changed the same words meanwhile. Theirs stand; yours are kept beside them."),
            _("Read yours: cocreate show {short}").format(short=call.collection.short(edited.wording.id)),
        )


def _stands(call: Call, item: Item) -> Iterator[str]:
    """How an item stands, what came of it, in spite of what, and when it is looked at again."""
    if item.state:
        yield linked(call, standing(item))
    if isinstance(item, Contribution) and item.state in OVER:
        for key in ("outcome", "despite", "review"):
            if (value := item.text(key)) and (key != "review" or item.state == "decided"):
                yield f"{key_words(key)}: {linked(call, value)}"


def _title(call: Call, item: Item) -> str:
    """What stands for an item in one line; without words, whom it thanks, or what it agrees on."""
    if item.title or not isinstance(item, Contribution):
        return linked(call, item.title)
    if item.listed("to"):
        return _("to {people}").format(people=names(call.collection, item.listed("to")))
    root = call.collection.get(call.collection.root_of(item))
    place = linked(call, root.title) if root else about(call.collection, item)
    return _("{stance}, on {title}").format(stance=state_words(item.text("stance")), title=place)
