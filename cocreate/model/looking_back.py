"""Looking back: what is asked, who has still to write, and the open promises that are carried in.

What each writes is a contribution of their own on the looking back, once it is shown together (docs/format.md).
"""

from __future__ import annotations

from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution
from cocreate.model.schema import ASKED, OPEN_PROMISES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

OPEN, SHOWN = "open", "shown"


def is_looking_back(given: object) -> bool:
    """Whether it is one that several write to, and neither an answer in it nor what somebody said alone."""
    return isinstance(given, Contribution) and given.kind == "lookback" and given.state in {OPEN, SHOWN}


def is_said_looking_back(given: object) -> TypeGuard[Contribution]:
    """Whether it is what somebody wrote looking back, together with others or alone."""
    return isinstance(given, Contribution) and given.kind == "lookback" and not is_looking_back(given)


def is_open(given: object) -> bool:
    """Whether it is a looking back whose answers are not shown yet."""
    return isinstance(given, Contribution) and given.kind == "lookback" and given.state == OPEN


def looking_back_of(collection: Collection, item: Item) -> Contribution | None:
    """The looking back that `item` is, or that it is an answer in; None where it is neither."""
    if not isinstance(item, Contribution) or item.kind != "lookback":
        return None
    above = collection.contributions.get(item.on)
    return item if is_looking_back(item) else above if above and is_looking_back(above) else None


def open_on(collection: Collection, on: str) -> Contribution | None:
    """The looking back on the project or the commons called `on` that is not shown yet; of several the newest."""
    return next((given for given in reversed(collection.replies(on)) if is_open(given)), None)


def still_to_write(collection: Collection, lookback: Contribution) -> tuple[str, ...]:
    """Those in what is looked back on who have not written yet, by slug; anybody else may write as well."""
    item = collection.get(collection.root_of(lookback))
    inside = (*item.by, *item.listed("people"), *item.listed("joined")) if item else ()
    written = lookback.listed("written")
    return tuple(person for person in dict.fromkeys(inside) if person not in written)


def carried_in(collection: Collection, lookback: Contribution) -> list[Contribution]:
    """The promises of what is looked back on, and of its ideas, that stand open today, oldest first."""
    return open_promises(collection, collection.root_of(lookback))


def open_promises(collection: Collection, root: str) -> list[Contribution]:
    """The promises of the project, idea or commons called `root`, and of a project's ideas, that stand open."""
    threads = [root, *(idea.id for idea in collection.ideas_in(root))] if root != COMMONS else [root]
    said = (given for thread in threads for given in collection.thread(thread))
    found = [given for given in said if given.kind == "promise" and given.state in OPEN_PROMISES]
    return sorted(found, key=lambda given: (given.at, given.id))


def by_question(answers: list[Contribution]) -> list[Contribution]:
    """What was given to a looking back, by what was asked, else as it stood; all that answers none comes after."""
    return sorted(answers, key=lambda one: ASKED.index(one.text("asked")) if one.text("asked") in ASKED else len(ASKED))
