"""What closing something asks for: what came of it, until when, and why."""

from collections.abc import Callable

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.consent import objections
from cocreate.model.items import Contribution, Item
from cocreate.tui.commands.base import Context
from cocreate.tui.commands.days_asked import day_field
from cocreate.tui.widgets.fields import Field


def because(hint: str) -> Callable[[Context, Item], list[Field]]:
    """Why, with what may be written there."""
    return lambda _context, _item: [Field("because", _("because"), "", _(hint), wrapped=True)]


def deciding(context: Context, item: Item) -> list[Field]:
    """What was decided, when to look at it again, and why in spite of an objection, where one stands."""
    fields = [
        Field("outcome", _("outcome"), "", _("what was decided, if you like"), wrapped=True),
        day_field("review", _("look again"), N_("perhaps a day, such as: in 3 months")),
    ]
    standing = objections(context.collection, item) if isinstance(item, Contribution) else []
    if standing:
        who = phrases.names(context.collection, dict.fromkeys(person for one in standing for person in one.by))
        fields.append(
            Field(
                "despite",
                _("in spite of an objection"),
                "",
                _("why, though {who} objects").format(who=who),
                wrapped=True,
            )
        )
    return fields


def became(context: Context, item: Item) -> list[Field]:
    """What became of it."""
    del context, item
    return [Field("outcome", _("outcome"), "", _("what became of it, if you like"), wrapped=True)]


def day(context: Context, item: Item) -> list[Field]:
    """A day, and why."""
    del context, item
    return [
        day_field("until", _("by when")),
        Field("because", _("because"), "", _("why, if you like"), wrapped=True),
    ]
