"""What can be read at the page, by its path; the same pages as every face, painted for a browser."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from cocreate.door.page import forms, places
from cocreate.door.page.frame import Shown
from cocreate.door.page.html import EMPTY, Html, join, tag
from cocreate.door.page.lists import MOST, listed, projects
from cocreate.door.page.painting import Painter
from cocreate.door.page.stays import Stay
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.errors import NotFound
from cocreate.model.ids import COMMONS, is_id
from cocreate.model.items import Idea, Item, Person, Project
from cocreate.pages.being_here import HOME, told_here
from cocreate.pages.commons import commons_page
from cocreate.pages.credits import credits_page
from cocreate.pages.home import home_page, unread_page
from cocreate.pages.lineage import lineage_page
from cocreate.pages.named import page_called, page_words
from cocreate.pages.overlaps import overlaps_page
from cocreate.pages.page_of import page_of
from cocreate.pages.parts import Empty, Heading, Page, Parts, Row
from cocreate.pages.projects import tabs
from cocreate.sittings.here import Present, here_now
from cocreate.sittings.table import Table
from cocreate.workspace.merge.edits import open_document
from cocreate.workspace.paths import MARK

WHOLE: Final = "yes"
"""What stands in an address where all of a long page is asked for."""

LATELY: Final = 25
"""How much of what happened lately is told at once."""


class Reading:
    """What one reader is told at one moment. Its methods read files: call them in a thread.

    Args:
        table: what there is.
        stay: whose it is.
        token: makes tokens for their forms.
        said: what was asked for beside the path.
    """

    def __init__(self, table: Table, stay: Stay, token: forms.Token, said: Mapping[str, str]) -> None:
        self._table, self._stay, self._token, self._said = table, stay, token, said
        self._collection = table.collection
        self._now = table.clock()
        self._person = stay.key.person

    def page(self, path: tuple[str, ...]) -> Shown | None:
        """The page at a path; None where there is none."""
        word, rest = (path[0], path[1:]) if path else ("", ())
        whole: dict[str, Callable[[], Shown | None]] = {
            "": self._home,
            "ideas": self._ideas,
            "projects": self._projects,
            "people": self._people,
            "search": self._search,
            "idea": self.idea,
            "card": self.card,
            "lineage": self._lineage,
            "credits": self._credits,
            "unread": self._unread,
        }
        if not rest:
            return self._named(word) if word in page_words() else whole[word]() if word in whole else None
        return self.item(rest[0], rest[1:]) if word == "on" and len(rest) <= 2 else None

    # Everything

    def _painter(self, own: str = "") -> Painter:
        return Painter(self._collection, own, self._offer)

    def _plain(self, title: str, parts: Parts, before: Html = EMPTY, after: Html = EMPTY) -> Shown:
        return Shown(title, join((tag("h1", title), before, self._painter().paint(parts), after)))

    def _home(self) -> Shown:
        collection, visit, people = self._collection, self._stay.visit, (self._person,)
        with self._stay.lock:
            news = visit.news(collection, people, self._now)
            known = self._table.overview
            is_cut = not self._is_whole and len(known.latest) > LATELY
            known = replace(known, latest=known.latest[:LATELY]) if is_cut else known
            page = home_page(collection, known, self._now, people, news, visit.since(people))
            visit.show(collection, people, self._now)
        form = forms.idea_form(self._token, collection, {})
        heading = tag("h1", collection.name)
        more = tag("p", tag("a", _("What happened before"), href="/?all=yes"), class_="more")
        main = join((heading, form, self._painter().paint(page.rest), more if is_cut else EMPTY))
        return Shown(collection.name, main, self._painter().paint([*page.around, *self._here()]))

    def _here(self) -> Parts:
        """Who else is here, and where."""
        others = [one for one in here_now(self._table.root) if one.people != (self._person,)]
        rows = [Row(told_here(self._collection, one), ref=_about(one)) for one in others]
        return [Heading(_("Here now")), *rows] if rows else []

    def _ideas(self) -> Shown:
        ideas = self._table.overview.ideas or []
        more = tag("p", tag("a", _("Catch an idea"), href=places.IDEA), class_="more")
        return self._paged(_("Ideas"), list(ideas), _("No idea yet."), before=more)

    def _projects(self) -> Shown:
        parts = projects(self._collection, self._now)
        return self._plain(_("Projects"), parts or [Empty(_("No project yet."))])

    def _people(self) -> Shown:
        people = sorted(self._collection.people.values(), key=lambda one: one.title.casefold())
        return self._paged(_("People"), list(people), _("Nobody yet."))

    def _paged(
        self, title: str, items: list[Item], nobody: str, words: tuple[str, ...] = (), before: Html = EMPTY
    ) -> Shown:
        text = self._said.get("from", "0")
        at = int(text) if text.isdecimal() and len(text) < 8 else 0
        parts = listed(self._collection, items[at : at + MOST], self._now, words) or [Empty(nobody)]
        ways = []
        asked = f"&words={quote(' '.join(words), safe='')}" if words else ""
        if at:
            ways.append(tag("a", _("Those before"), href=f"?from={max(0, at - MOST)}{asked}"))
        if items[at + MOST :]:
            ways.append(tag("a", _("Those after"), href=f"?from={at + MOST}{asked}"))
        return self._plain(title, parts, before, tag("p", join(ways, " · "), class_="more") if ways else EMPTY)

    def _search(self) -> Shown:
        text = self._said.get("words", "")[: forms.LONGEST_LINE]
        words = tuple(text.split())
        line = forms.field("words", _("Words that stand in it"), text, type="search")
        form = tag("form", line, tag("p", forms.button(_("Search"))), method="get", action=places.SEARCH, class_="give")
        if not words:
            return Shown(_("Search"), join((tag("h1", _("Search")), form)))
        found = self._table.find(list(words))
        return self._paged(_("Search"), found, _("Nothing here holds these words."), words, before=form)

    def _named(self, word: str) -> Shown:
        page = page_called(word)
        return self._plain(_(page.title), page.tell(self._collection, self._now, [self._person]))

    def _lineage(self) -> Shown:
        return self._plain(_("Lineage"), lineage_page(self._collection, whole=self._is_whole))

    def _credits(self) -> Shown:
        return self._plain(_("Credits"), credits_page(self._collection))

    def _unread(self) -> Shown | None:
        parts = unread_page(self._collection, self._said.get("file", ""))
        return self._plain(_("Could not be read"), parts) if parts else None

    @property
    def _is_whole(self) -> bool:
        return self._said.get("all") == WHOLE

    # One thing

    def item(self, name: str, more: tuple[str, ...] = (), said: forms.Said | None = None) -> Shown | None:
        """The page of what is called `name`, or what can be read beside it; `said` stands in its form already."""
        item = self._collection.get(name)
        if item is None and name != COMMONS and name not in self._collection.known_people:
            item = self._meant(name)
            if item is None:
                return None
            name = item.id
        if more:
            return self._beside(item, more[0]) if item else None
        page = self._page(item, name)
        painter = self._painter(name)
        heading, page = painter.title(page)
        title = item.title if item else self._collection.name if name == COMMONS else name
        form = forms.say_form(self._token, item, name, said or {}) if item or name == COMMONS else EMPTY
        give = tag("section", tag("h2", self._giving(item)), form, id=places.GIVE) if form else EMPTY
        acts = tag("div", *self._acts(item), class_="acts") if item else EMPTY
        ways = self._ways(item) if item else EMPTY
        head = painter.paint(page.head)
        main = join((heading, head, acts, painter.paint(page.rest), give))
        around = join((painter.paint(page.around), ways))
        return Shown(title or phrases.kind_words(item.text("kind") if item else ""), main, around, name)

    def _meant(self, name: str) -> Item | None:
        """What somebody means by the beginning of an id, or another name, as in the shell; None if by none."""
        with suppress(NotFound):
            return self._collection.find(name)
        return None

    def _page(self, item: Item | None, name: str) -> Page:
        if item:
            return page_of(self._collection, item, self._now, whole=self._is_whole)
        if name == COMMONS:
            text = open_document(self._table.root, MARK).words
            return commons_page(self._collection, self._now, text, whole=self._is_whole)
        from cocreate.pages.people import person_page  # deferred: of who has a card, `page_of` knows

        return person_page(self._collection, name, self._now)

    def _giving(self, item: Item | None) -> str:
        if isinstance(item, Person):
            return _("Thank {name}").format(name=item.title)
        return _("Give something to it") if item else _("Say something to everybody")

    def _acts(self, item: Item) -> list[Html]:
        found = [forms.join_form(self._token, item, self._person), forms.helped_form(self._token, item, self._person)]
        if isinstance(item, Person) and item.id == self._person:
            found.append(tag("p", tag("a", _("Change your card"), href=places.CARD)))
        if isinstance(item, Project):
            found.append(tag("p", tag("a", _("Catch an idea for it"), href=f"{places.IDEA}?project={item.id}")))
        return [one for one in found if one]

    def _ways(self, item: Item) -> Html:
        """What else can be read about an item: the tabs of a project, and what is beside everything."""
        words = {
            "lineage": _("Lineage"),
            "credits": _("Credits"),
            "history": _("History"),
            "overlaps": _("Who could help"),
        }
        if not isinstance(item, Project | Idea):
            words = {"history": words["history"]} if not isinstance(item, Person) else {}
        if isinstance(item, Project):
            own = {name: _(told) for name, (told, _tab) in tabs().items() if name in {"decisions", "knowhow", "about"}}
            words = own | words
        links = [tag("li", tag("a", told, href=f"/on/{item.id}/{name}")) for name, told in words.items()]
        return tag("nav", tag("ul", *links), aria_label=_("More about it"), class_="ways") if links else EMPTY

    def _beside(self, item: Item, word: str) -> Shown | None:
        parts = self._beside_parts(item, word)
        if parts is None:
            return None
        told = {"history": _("History"), "overlaps": _("Who could help")}
        told |= {name: _(words) for name, (words, _tab) in tabs().items()}
        title = f"{told[word]}: {item.title}"
        back = tag("p", tag("a", item.title or phrases.kind_words(item.text("kind")), href=f"/on/{item.id}"))
        main = join((tag("h1", told[word]), back, self._painter().paint(parts)))
        return Shown(title, main, about=item.id)

    def _beside_parts(self, item: Item, word: str) -> Parts | None:
        collection = self._collection
        if word == "history":
            from cocreate.pages.history import history_page  # deferred: few ask for it
            from cocreate.sync.history import history, place_of

            return history_page(collection, history(self._table.root, collection, [place_of(item)]))
        if word == "overlaps":
            return overlaps_page(collection, [item])
        if word == "lineage":
            return lineage_page(collection, item.id, whole=self._is_whole)
        if word == "credits":
            return credits_page(collection, item.id)
        found = tabs().get(word)
        return found[1](collection, item, self._now) if found and isinstance(item, Project) else None

    def _offer(self, ref: str) -> Html:
        """Under what was said: the way to reply to it."""
        given = self._collection.contributions.get(ref)
        if given is None:
            return EMPTY
        words = {"question": _("Answer"), "proposal": _("Agree, or object")}.get(given.kind, _("Reply"))
        whom = tag("span", f": {phrases.names(self._collection, given.by)}", class_="unseen")
        return tag("p", tag("a", words, whom, href=f"/on/{ref}#{places.GIVE}"), class_="offer")

    # Forms by themselves

    def idea(self, said: forms.Said | None = None) -> Shown:
        """What is filled in to catch an idea."""
        form = forms.idea_form(self._token, self._collection, said or {}, self._standing())
        return Shown(_("An idea"), join((tag("h1", _("An idea")), form)))

    def _standing(self) -> Project | None:
        name = self._said.get("project", "")
        return self._collection.projects.get(name) if is_id(name) else None

    def card(self, said: forms.Said | None = None) -> Shown:
        """What is filled in for a card of one's own."""
        from cocreate.acts.values import join_words  # deferred: few write a card

        card = self._collection.people.get(self._person)
        if said is None and card:
            said = {name: card.text(name) for name in ("name", "address", "language")}
            said |= {name: join_words(card.listed(name)) for name in ("brings", "curious")}
        said = said if said is not None else {"name": self._stay.key.called}
        title = _("A card of your own")
        about = tag("p", _("Everybody here sees it; you can change it at any time."))
        return Shown(title, join((tag("h1", title), about, forms.card_form(self._token, said))), about=self._person)


def _about(one: Present) -> str:
    """What somebody looks at, where that is a thing; Home is about many."""
    return "" if one.place.mode == HOME else one.place.item
