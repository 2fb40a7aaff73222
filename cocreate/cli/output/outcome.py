"""What an act came to: the item it made, as one line or as JSON, and what was kept beside it."""

from __future__ import annotations

from cocreate.cli.output import as_json, printing
from cocreate.cli.output.layout import page_width, wrap
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.items import Contribution, Item, Project
from cocreate.model.links import ids_in
from cocreate.model.phrases import about, names, standing, state_words, type_words
from cocreate.pages.linking import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.acts.edit import Edited
    from cocreate.cli.call import Call


def show_item(call: Call, item: Item) -> None:
    """Print the item that an act made, or changed."""
    if call.wants_json:
        printing.show_json(as_json.item(item))
        return
    until = item.text("until")[:10] if isinstance(item, Contribution) else ""
    day = "  " + _("until {day}").format(day=until) if until else ""
    lines: list[Line] = [
        (f"{type_words(item)}  {call.collection.short(item.id)}  ", Bold(_title(call, item)), Dim(day))
    ]
    if isinstance(item, Project):
        lines += [("  ", Dim(line)) for line in wrap(linked(call, item.purpose), page_width() - 2)]
    printing.show(lines)


def linked(call: Call, text: str) -> str:
    """`text` with the titles and names that it links to, which are looked at here: an act looks at what it needs."""
    call.look_also_at(ids_in(text))
    return shown(call.collection, text)


def show_edited(call: Call, edited: Edited) -> None:
    """Print how an item stands after a change; say what was kept because somebody changed the same words."""
    show_item(call, edited.item)
    if edited.item.state and not call.wants_json:
        stands = linked(call, standing(edited.item))
        printing.show([("  ", Dim(line)) for line in wrap(stands, page_width() - 2)])
    if edited.wording is not None:
        printing.talk(
            _("Somebody changed the same words meanwhile. Theirs stand; yours are kept beside them."),
            _("Read yours: cocreate show {short}").format(short=call.collection.short(edited.wording.id)),
        )


def _title(call: Call, item: Item) -> str:
    """What stands for an item in one line; without words, whom it thanks, or what it agrees on."""
    if item.title or not isinstance(item, Contribution):
        return linked(call, item.title)
    if item.listed("to"):
        return _("to {people}").format(people=names(call.collection, item.listed("to")))
    root = call.collection.get(call.collection.root_of(item))
    place = linked(call, root.title) if root else about(call.collection, item)
    return _("{stance}, on {title}").format(stance=state_words(item.text("stance")), title=place)
