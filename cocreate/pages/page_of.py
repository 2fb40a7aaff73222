"""The page of any item."""

from __future__ import annotations

from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.pages.conversation import contribution_page
from cocreate.pages.cutting import shortened
from cocreate.pages.ideas import idea_page
from cocreate.pages.parts import Page
from cocreate.pages.people import person_page
from cocreate.pages.projects import project_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection


def page_of(collection: Collection, item: Item, now: datetime, *, whole: bool = False) -> Page:
    """The page of a person, a project, an idea or a contribution: cut where it is very long, or the whole."""
    page = _page_of(collection, item, now, whole=whole)
    return page if whole else shortened(page, item.id)


def _page_of(collection: Collection, item: Item, now: datetime, *, whole: bool) -> Page:
    if isinstance(item, Project):
        return project_page(collection, item, now, whole=whole)
    if isinstance(item, Idea):
        return idea_page(collection, item, now, whole=whole)
    if isinstance(item, Contribution):
        return contribution_page(collection, item, now, whole=whole)
    return person_page(collection, item.id, now) if isinstance(item, Person) else Page([], [], [])
