"""What an act is about: a contribution of one kind, in a state in which it can be done."""

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.errors import DoesNotFit, Refused
from cocreate.model.items import Contribution, Item


def the(kind: str, item: Item, *states: str) -> Contribution:
    """`item` as a contribution of `kind`, in one of `states`, if any are named.

    Raises:
        DoesNotFit: it is something else.
        Refused: its state is another one.
    """
    if not isinstance(item, Contribution) or item.kind != kind:
        wanted, is_ = phrases.kind_words(kind), phrases.type_words(item)
        raise DoesNotFit(
            _("This takes: {wanted}; it is: {kind}.").format(wanted=wanted, kind=is_),
            "",
            item,
            kind,
            lambda one: isinstance(one, Contribution) and one.kind == kind and (not states or one.state in states),
        )
    if states and item.state not in states:
        raise Refused(_("It is {state} already.").format(state=phrases.state_words(item.state)), "")
    return item
