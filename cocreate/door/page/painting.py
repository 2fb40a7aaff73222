"""Paints pages as HTML: each part as an element, each meaning as a class, what tells of one thing as one item."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from cocreate.door.page.hints import hint_html
from cocreate.door.page.html import EMPTY, Html, begin, end, join, line, tag
from cocreate.door.page.markdown import set_body
from cocreate.door.page.places import person_place, place_of, searched
from cocreate.model.collection import Collection
from cocreate.pages import parts
from cocreate.pages.colours import colour_of
from cocreate.pages.linking import told
from cocreate.pages.parts import Body, Branch, Empty, Fact, Heading, Line, Page, Part, Row, Words

DEEPEST: Final = 6
"""Steps that something is set in at most."""

STEP: Final = 3
"""Columns of a branch that are one step of a tree."""

_SAYING: Final = frozenset([parts.PLAIN, parts.TITLE, parts.STRONG, parts.WARM, parts.ALARM])
"""Meanings of words that say what a line tells."""

Offer = Callable[[str], Html]
"""What can be done with the item called so, to stand under it; nothing for most."""

Group = list[Part]
"""Parts that are painted as one."""


def no_offer(_ref: str) -> Html:
    """Nothing."""
    return EMPTY


class Painter:
    """Paints for one reader.

    Args:
        collection: what there is.
        own: the id of what the page is about, which does not lead to itself.
        offer: says what stands under what was said.
    """

    def __init__(self, collection: Collection, own: str = "", offer: Offer = no_offer) -> None:
        self._collection, self._own, self._offer = collection, own, offer
        self._people = tuple(collection.people)
        self._level = 1

    def title(self, page: Page) -> tuple[Html, Page]:
        """The first line of a page as its heading, and the page without it."""
        first, *head = page.head
        assert isinstance(first, Row)  # noqa: S101 - the page of an item begins with what it is about
        when = tag("span", self._words(first.right), class_="right") if first.right else EMPTY
        return tag("h1", self._words(first.left), " " if when else "", when), Page(head, page.around, page.rest)

    def paint(self, page: Iterable[Part]) -> Html:
        """Parts one under the other."""
        runs = groupby(self._groups(page), lambda group: self._kind(group[0]))
        return join(self._run(kind, list(groups)) for kind, groups in runs)

    # What is painted together

    def _groups(self, page: Iterable[Part]) -> Iterator[Group]:
        """Parts that tell of one and the same item, one after the other, are one group; all else is by itself."""
        group: Group = []
        for part in page:
            if isinstance(part, Fact) and not part.lines:
                continue
            if group and self._belongs(part, group[0]):
                group.append(part)
                continue
            if group:
                yield group
            group = [part]
        if group:
            yield group

    def _belongs(self, part: Part, first: Part) -> bool:
        if self._kind(first) != "item" or isinstance(part, Heading | Empty | Branch):
            return False
        is_another = isinstance(part, Row) and part.gap
        return part.ref == _ref(first) and not is_another

    def _kind(self, part: Part) -> str:
        if isinstance(part, Row) and _is_title(part.left):
            return "title"
        if isinstance(part, Row | Body):
            return "item" if part.ref and part.ref != self._own else "alone"
        return type(part).__name__.lower()

    def _run(self, kind: str, groups: list[Group]) -> Html:
        if kind == "item":
            return tag("ul", *map(self._item, groups), class_="rows")
        if kind == "fact":
            return self._facts([part for group in groups for part in group if isinstance(part, Fact)])
        if kind == "branch":
            return self._tree([part for group in groups for part in group if isinstance(part, Branch)])
        return join(self._alone(group[0]) for group in groups)

    # The kinds of parts

    def _alone(self, part: Part) -> Html:
        if isinstance(part, Heading):
            self._level = 2
            return tag("h2", part.words)
        if isinstance(part, Body):
            return self._body(part)
        if isinstance(part, Empty):
            hint = hint_html(self._collection, part.hint)
            return tag("p", part.words, " " if part.words and hint else "", hint, class_="empty")
        assert isinstance(part, Row)  # noqa: S101 - the others come in runs
        if self._kind(part) == "title":
            self._level = 2
            return tag("h2", self._line(part.left, part.ref)[0])
        return tag("p", self._two_sided(part, ""), class_="row")

    def _item(self, group: Group) -> Html:
        """What tells of one thing; its first line leads there."""
        first, *rest = group
        ref, depth = _ref(first), min(getattr(first, "depth", 0), DEEPEST)
        pieces: list[Html] = []
        if isinstance(first, Row):
            pieces.append(tag("p", self._two_sided(first, ref), class_="row"))
        else:
            rest = group
        facts = [part for part in rest if isinstance(part, Fact)]
        for part in rest:
            if isinstance(part, Row):
                pieces.append(tag("p", self._two_sided(part, ""), class_="row under"))
            elif isinstance(part, Body):
                pieces.append(self._body(part))
        pieces += [self._facts(facts)] if facts else []
        is_said = isinstance(first, Row) and first.gap
        classes = [*[f"in{depth}"] * bool(depth), *["said"] * is_said]
        offer = self._offer(ref) if is_said else EMPTY
        return tag(
            "li",
            *pieces,
            offer,
            id=ref if ref in self._collection.contributions and is_said else "",
            class_=" ".join(classes),
        )

    def _body(self, body: Body) -> Html:
        inside = set_body(body.text, self._level, self._tell, lambda name: place_of(self._collection, name))
        return tag("div", inside, class_="body") if inside else EMPTY

    def _facts(self, facts: Sequence[Fact]) -> Html:
        return tag("dl", *(self._fact(fact) for fact in facts))

    def _fact(self, fact: Fact) -> Html:
        return tag("div", tag("dt", fact.label), *self._values(fact), class_="inline" if fact.inline else "")

    def _values(self, fact: Fact) -> Iterator[Html]:
        for words, ref in fact.lines:
            yield tag("dd", self._line(words, "" if ref == self._own else ref)[0])

    def _tree(self, branches: Sequence[Branch]) -> Html:
        """Branches as lists within lists; what other faces draw beside them is their depth here."""
        pieces: list[Html] = []
        depth = -1
        for branch in branches:
            wanted = min(len(branch.branch) // STEP, depth + 1)
            if wanted > depth:
                pieces.append(begin("ul", class_="" if wanted else "tree"))
            else:
                pieces += [end("li"), *[end("ul"), end("li")] * (depth - wanted)]
            depth = wanted
            pieces += [begin("li"), self._branch(branch)]
        return join((*pieces, *[end("li"), end("ul")] * (depth + 1)))

    def _branch(self, branch: Branch) -> Html:
        shown, _is_led = self._line(branch.line, "" if branch.ref == self._own else branch.ref)
        under = tag("p", self._words(branch.under), class_="row under") if branch.under else EMPTY
        return join((tag("p", shown, class_="row"), under))

    # Words

    def _two_sided(self, row: Row, ref: str) -> Html:
        left, is_led = self._line(row.left, ref, quiet=not row.right)
        if not row.right:
            return left
        right, _is_led = self._line(row.right, "" if is_led else ref)
        return join((tag("span", left, class_="left"), " ", tag("span", right, class_="right")))

    def _line(self, words: Line, ref: str, *, quiet: bool = True) -> tuple[Html, bool]:
        """A line that leads to an item, and whether any of its words can: a link holds no other.

        Args:
            words: the line.
            ref: the id of the item; empty where it leads nowhere.
            quiet: whether quiet words may be what leads there.
        """
        place = place_of(self._collection, ref) if ref else ""
        pieces = told(self._collection, words)
        if not place:
            return join(map(self._piece, pieces)), any(one.about == ref for one in pieces if ref)
        leading = _leading(pieces, ref, quiet=quiet)
        linked = (self._linked(one, place) if one is leading else self._piece(one) for one in pieces)
        is_led = leading is not None or any(one.meaning == parts.PERSON and one.about == ref for one in pieces)
        return join(linked), is_led

    def _linked(self, words: Words, place: str) -> Html:
        """Words as a link; what parts them from a sign or a name before them is none of it."""
        said = words.text.lstrip(", ") or words.text
        space = words.text[: len(words.text) - len(said)]
        return join((space, tag("a", self._plain(Words(said, words.meaning, words.about)), href=place)))

    def _words(self, words: Line) -> Html:
        return join(map(self._piece, told(self._collection, words)))

    def _tell(self, words: str) -> Html:
        return self._words((Words(words),))

    def _piece(self, words: Words) -> Html:
        if words.meaning == parts.PERSON:
            place = "" if words.about == self._own else person_place(self._collection, words.about)
            colour = colour_of(words.about, self._people) + 1
            name = tag("span", words.text, class_=f"person-{colour}")
            return tag("a", name, href=place, class_="person") if place else name
        if words.meaning == parts.LINK:
            return tag("a", words.text, href=place_of(self._collection, words.about) or None)
        if words.meaning == parts.THEME:
            return join((tag("a", one, href=searched(one)) for one in words.text.split()), "  ")
        return self._plain(words)

    def _plain(self, words: Words) -> Html:
        if words.meaning == parts.SIGN:
            return tag("span", words.text, class_=f"sign sign-{_known(words.about)}", aria_hidden="true")
        if words.meaning in {parts.TITLE, parts.STRONG}:
            return tag("strong", words.text)
        return tag("span", words.text, class_=words.meaning) if words.meaning else line(words.text)


def _ref(part: Part) -> str:
    return "" if isinstance(part, Heading | Empty) else part.ref


def _is_title(words: Line) -> bool:
    """Whether a line says what a page, or a part of it, is called."""
    said = [one for one in words if one.meaning != parts.SIGN and one.text.strip()]
    return bool(said) and all(one.meaning == parts.TITLE for one in said)


def _leading(pieces: Line, ref: str, *, quiet: bool) -> Words | None:
    """The words that lead to what a line tells of: those that say it; else quiet ones; none where a name does."""
    said = [one for one in pieces if one.text.strip()]
    if any(one.meaning in {parts.PERSON, parts.LINK} and one.about == ref for one in said):
        return None
    found = [one for one in said if one.meaning in _SAYING]
    if not found and quiet:
        found = [one for one in said if one.meaning == parts.QUIET]
    return found[0] if found else None


def _known(meaning: str) -> str:
    """A meaning as the name of a class: what is no plain word is none."""
    return meaning if meaning.replace("-", "").isalpha() and meaning.isascii() else "other"
