"""Every page of a workspace, told once: what the painters are held against."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cocreate.model.catching_up import Seen, caught_up, together
from cocreate.model.choosing import fresh, newest_first
from cocreate.model.collection import Collection
from cocreate.pages import home, projects
from cocreate.pages.catch_up import catch_up
from cocreate.pages.commons import commons_page
from cocreate.pages.credits import credits_page
from cocreate.pages.in_step import in_step_page
from cocreate.pages.lineage import lineage_page
from cocreate.pages.named import page_called, page_words
from cocreate.pages.overlaps import overlaps_page
from cocreate.pages.page_of import page_of
from cocreate.pages.parts import Parts
from cocreate.sync.arrivals import CHANGED, GONE, Arrival
from cocreate.sync.history import history


def every_page(collection: Collection, now: datetime) -> Iterator[tuple[str, Parts]]:
    """Each page that can be told of `collection` without git, by a name that says which."""
    for item in collection.items():
        yield f"{item.type} {item.id}", page_of(collection, item, now).parts()
        yield f"lineage {item.id}", lineage_page(collection, item.id)
        yield f"credits {item.id}", credits_page(collection, item.id)
        yield f"overlaps {item.id}", overlaps_page(collection, [item])
    for name, (_words, tab) in projects.tabs().items():
        for project in collection.projects.values():
            yield f"{name} {project.id}", tab(collection, project, now)
    yield "commons", commons_page(collection, now, "# What we *agreed* on").parts()
    yield "lineage", lineage_page(collection)
    yield "credits", credits_page(collection)
    yield "lately", home.lately(collection, newest_first(collection.items()), now)
    yield "fresh", home.fresh_ideas(collection, fresh(collection.ideas.values()))
    yield "unread", home.unread(collection)
    for unread in collection.unread:
        yield unread.path, home.unread_page(collection, unread.path)
    for word in page_words():
        yield word, page_called(word).tell(collection, now, ["mavi"])
    for people in (["mavi"], ["mavi", "erkan"]):
        since = Seen(now - timedelta(days=20))
        news = together(caught_up(collection, person, since) for person in people)
        yield f"catch-up {people}", catch_up(collection, news, now, "Since then", people)
    yield "in step", in_step_page(collection, "In step.", _came(collection), now)


def _came(collection: Collection) -> list[Arrival]:
    at = "2026-11-20T10:00:00+01:00"
    changed = [Arrival(item.path, at, ("mavi",), CHANGED, met=True) for item in collection.items()[:40]]
    return [*changed, Arrival("ideas/2026-11/gone/idea.md", at, ("erkan",), GONE, title="A bell")]


def histories(root: str, collection: Collection) -> Parts:
    """The history of all that is in the workspace at `root`, which git knows."""
    from cocreate.pages.history import history_page

    return history_page(collection, history(root, collection, []))
