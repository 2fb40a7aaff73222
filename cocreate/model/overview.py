"""An overview: what every screen begins with, worked out once for a collection and away from the screen's turn."""

from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Idea, Item
from cocreate.model.pulse import pulses

LATELY = 100
"""How many things that happened are told."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All ideas, and what happened lately, newest first; and the pulse of each project."""

    ideas: list[Idea] = field(default_factory=list)
    latest: list[Item] = field(default_factory=list)
    pulses: dict[str, str] = field(default_factory=dict)


def overview(collection: Collection, now: datetime) -> Overview:
    """The overview of `collection`; what the collection works out when first asked is worked out by then."""
    collection.thread(COMMONS)
    collection.replies(COMMONS)
    collection.children(COMMONS)
    collection.ideas_in(COMMONS)
    happened: list[Item] = [
        *collection.projects.values(),
        *collection.ideas.values(),
        *collection.contributions.values(),
    ]
    return Overview(
        sorted(collection.ideas.values(), key=lambda idea: (idea.at, idea.id), reverse=True),
        nlargest(LATELY, happened, key=lambda item: (item.at, item.id)),
        pulses(collection, now),
    )
