"""Paints pages on the screens: each part as blocks for the reader, each meaning in its style."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from typing import Final

from textual.content import Content

from cocreate.model.collection import Collection
from cocreate.model.hints import Hint
from cocreate.model.items import Item
from cocreate.model.signs import meaning_of
from cocreate.pages import lines, parts
from cocreate.pages.linking import told
from cocreate.pages.parts import Body, Branch, Empty, Fact, Heading, Line, Part, Row, Words
from cocreate.tui import safe
from cocreate.tui.blocks import APART, THEMED, Block, Flow, Link, ending, flowed, wrapped
from cocreate.tui.hints import COMMANDS, hint_words
from cocreate.tui.markdown import blocks_of
from cocreate.tui.safe import EMPTY, Safe
from cocreate.tui.signs import style_of
from cocreate.tui.themes import MUTED, TOGETHER, person_style

STEP: Final = 2
"""Columns that a step sets in, and that a sign takes with its space."""

LEAST: Final = 16
"""Columns beside what stands at the right edge; where fewer are left, that goes to a line of its own."""

LONGEST_CUT: Final = 4_000
"""Characters of a line that is cut at the edge: more than any window is wide, whatever its links are told as."""

WIDEST_LABEL: Final = 20

_WORD: Final = re.compile(r"[^ ]+")

MOST_WORKSPACES: Final = 8
"""Workspaces whose people are known again."""

MOST_KNOWN: Final = 5_000
"""Rows that are known again once they are painted, whoever reads them."""

_STYLES: Final = {
    parts.PLAIN: "",
    parts.QUIET: MUTED,
    parts.STRONG: "bold",
    parts.TITLE: "bold $accent",
    parts.WARM: "$warm",
    parts.ALARM: "$alarm",
    parts.THEME: "$link",
    parts.LINK: "underline $link",
}


def content(line: Line, people: Iterable[str] = ()) -> Safe:
    """The words of a line, each in the style of its meaning; names in the colours of `people`."""
    return safe.join(*(safe.line(words.text, _style(words, people)) for words in line))


def _style(words: Words, people: Iterable[str]) -> str:
    if words.meaning == parts.PERSON:
        return person_style(words.about, people)
    return style_of(words.about) if words.meaning == parts.SIGN else _STYLES[words.meaning]


def names(collection: Collection, people: Iterable[str], between: str = ", ") -> Safe:
    """What people are called, each in their own colour."""
    return content(lines.names(collection, people, between), collection.people)


def sign_for(meaning: str) -> Safe:
    """The sign of a meaning, in its colour."""
    return content((lines.sign(meaning),))


def sign_of(item: Item) -> Safe:
    """The sign of an item: its state, or its kind."""
    return sign_for(meaning_of(item))


def painted(collection: Collection, page: Sequence[Part]) -> list[Block]:
    """Parts one under the other, facts beside their labels."""
    painter = _Painter(collection)
    return painter.paint(page, painter.facts)


def painted_beside(collection: Collection, page: Sequence[Part]) -> list[Block]:
    """Parts for a narrow pane: facts under their labels, each line of its own."""
    painter = _Painter(collection)
    return painter.paint(page, painter.stacked)


class _Painter:
    """Paints for the people of one workspace, each in their colour."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._people = _people_called(tuple((person.id, person.title) for person in collection.people.values()))

    def paint(self, page: Sequence[Part], facts: Callable[[list[Fact]], list[Block]]) -> list[Block]:
        """Parts as blocks that begin at the top of the page; facts as `facts` sets them."""
        found = [block for blocks in self._runs(page, facts) for block in blocks]
        return [replace(found[0], gap=0), *found[1:]] if found else []

    def facts(self, facts: list[Fact]) -> list[Block]:
        """Facts under one another, their labels in a column."""
        wide = min(max((len(safe.line(fact.label)) for fact in facts), default=0), WIDEST_LABEL) + 2
        blocks = []
        for fact in facts:
            label = safe.line(fact.label.ljust(wide), MUTED)
            indent = safe.line(" " * wide)
            several = [(self._content(line), ref) for line, ref in fact.lines]
            shown = [(self._beside_one_another(fact), "")] if fact.inline else several
            for number, (line, ref) in enumerate(shown):
                links = self._links(*(line for line, _ref in fact.lines)) if fact.ref and not number else ()
                first = indent if number else label
                blocks.append(Block(line, first=first, rest=indent, ref=ref or fact.ref, links=links))
        return blocks

    def stacked(self, facts: list[Fact]) -> list[Block]:
        """Facts as headings, with a line for each thing that they name."""
        blocks = []
        for fact in facts:
            blocks.append(Block(safe.line(fact.label, f"bold {MUTED}"), gap=1))
            blocks += [_flowing(self._row(Row(line, ref=ref or fact.ref))) for line, ref in fact.lines]
        return blocks

    def _content(self, line: Line) -> Safe:
        return _set(told(self._collection, line), self._people)

    def _links(self, *lines: Line) -> tuple[Link, ...]:
        """What the words of some lines link to."""
        found = (_link(after) for line in lines if (led := told(self._collection, line)) is not line for after in led)
        return tuple(link for link in found if link)

    def _tell(self, text: str, style: str) -> Iterator[tuple[Content, Link | None]]:
        """A text with the titles and names of what it links to."""
        for words in told(self._collection, (Words(text),)):
            own = _style(words, self._people.slugs)
            yield safe.line(words.text, f"{style} {own}".strip()), _link(words)

    def _runs(self, page: Sequence[Part], facts: Callable[[list[Fact]], list[Block]]) -> Iterator[list[Block]]:
        """The blocks of each part; facts that stand one after the other are set together."""
        for are_facts, run in groupby(page, lambda part: isinstance(part, Fact)):
            if are_facts:
                yield facts([part for part in run if isinstance(part, Fact) and part.lines])
            else:
                yield from map(self._blocks, run)

    def _blocks(self, part: Part) -> list[Block]:
        if isinstance(part, Row):
            return [self._row(part)]
        if isinstance(part, Heading):
            return [Block(safe.line(part.words, f"bold {MUTED}"), gap=1)]
        if isinstance(part, Body):
            indent = safe.line(" " * (STEP * part.depth))
            set_ = blocks_of(part.text, ref=part.ref, indent=indent, tell=self._tell)
            return [replace(set_[0], gap=0 if part.depth else 1), *set_[1:]] if set_ else []
        if isinstance(part, Branch):
            return self._branch(part)
        return [_empty(part)] if isinstance(part, Empty) else []

    def _row(self, row: Row) -> Block:
        said = _short(row.left) if row.cut else row.left
        left, right = told(self._collection, said), told(self._collection, row.right)
        if left is row.left and right is row.right:
            return _row_of(row, self._people, ())
        how = Row(left, right, ref=row.ref, depth=row.depth, gap=row.gap, cut=row.cut)
        return _row_of(how, self._people, self._links(said))

    def _branch(self, branch: Branch) -> list[Block]:
        first = safe.line(branch.branch, MUTED)
        rest = safe.line(branch.beside + " " * (len(branch.branch) + STEP - len(branch.beside)), MUTED)
        sign, title = _after_sign(first, told(self._collection, _short(branch.line)), self._people)
        blocks = [_flowing(Block(title, first=sign, rest=rest, ref=branch.ref))]
        if branch.under:
            blocks.append(Block(self._content(branch.under), first=rest, rest=rest, ref=branch.ref))
        return blocks

    def _beside_one_another(self, fact: Fact) -> Safe:
        found = [self._content(line) for line, _ref in fact.lines]
        return Safe(safe.line(", ", MUTED).join(found))


class _People:
    """The people of a workspace; one object for the same people, called the same.

    Args:
        called: short names, each with the name.

    Attributes:
        slugs: the short names.
        parted: the names of several words, by their first one.
    """

    def __init__(self, called: tuple[tuple[str, str], ...]) -> None:
        self.slugs: Final = tuple(slug for slug, _name in called)
        self.parted: Final[dict[str, list[str]]] = {}
        for _slug, title in called:
            first, space, _more = (name := safe.line(title).plain).partition(" ")
            if space:
                self.parted.setdefault(first, []).append(name)


_people_called = lru_cache(MOST_WORKSPACES)(_People)


def _set(line: Line, people: _People) -> Safe:
    """A line as it is painted, whose names are not parted, also those that are told of in a sentence."""
    said = content(line, people.slugs)
    tied: Content = said
    for word in _WORD.finditer(said.plain, 0, LONGEST_CUT):
        for name in people.parted.get(word[0], ()):
            if said.plain.startswith(name, word.start()):
                tied = tied.stylize(TOGETHER, word.start(), word.start() + len(name))
                break
    return Safe(tied)


@lru_cache(MOST_KNOWN)
def _row_of(row: Row, people: _People, links: tuple[Link, ...]) -> Block:
    """A row whose links are told; the same block for the same row, so that it is laid out and drawn once."""
    indent = safe.line(" " * (STEP * row.depth))
    said = _short(row.left) if row.cut else row.left
    first, rest, left = indent, indent, EMPTY
    if said and said[0].meaning == parts.SIGN and len(said) > 1:
        first, left = _after_sign(indent, said, people)
        rest = safe.line(" " * (STEP * row.depth + STEP))
    else:
        left = _set(said, people)
    draw: Callable[[int], Sequence[Content]] | None = None
    if row.right:
        draw = two_sided(left, _set(row.right, people), flowed if _is_titled(said) else wrapped)
    elif row.cut > 1:
        draw = no_more_than(row.cut, left)
    flow: Flow = "crop" if row.cut and not draw else "wrap"
    shown = EMPTY if draw else left
    return Block(shown, first=first, rest=rest, ref=row.ref, gap=int(row.gap), links=links, flow=flow, draw=draw)


def _after_sign(indent: Content, line: Line, people: _People) -> tuple[Safe, Safe]:
    """What stands before a line that begins with a sign, and the line: it wraps under its words, not its sign."""
    sign, following, *more = line
    words = _without_space(following)
    first = safe.join(indent, content((sign,)), safe.line(" "))
    return first, _set((words, *more) if words.text else tuple(more), people)


def _link(words: Words) -> Link | None:
    """The link that these words are, if they are one."""
    if words.meaning == parts.THEME:
        return Link(words.text, f"{THEMED}{words.about}") if words.about else None
    return Link(words.text, f"cocreate:{words.about}") if words.meaning in {parts.LINK, parts.PERSON} else None


def _without_space(words: Words) -> Words:
    """`words` without the space that parts them from a sign before them."""
    return Words(words.text.removeprefix(" "), words.meaning, words.about)


def _empty(empty: Empty) -> Block:
    words = " ".join(part for part in (empty.words, _hint(empty.hint)) if part)
    ref = COMMANDS.get(empty.hint.what, "") if empty.hint else ""
    return Block(safe.line(words, MUTED), gap=1, ref=ref)


def _flowing(row: Block) -> Block:
    """A row of which what is told beside a title goes under it where it finds no room."""
    return replace(row, draw=partial(flowed, row.content)) if APART in row.content.plain else row


def _short(line: Line) -> Line:
    """What of a line that is cut at the edge may be seen: what somebody said may be one line as long as a book."""
    if all(len(one.text) <= LONGEST_CUT for one in line):
        return line
    return tuple(Words(one.text[:LONGEST_CUT], one.meaning, one.about) for one in line)


def _hint(hint: Hint | None) -> str:
    return hint_words(hint) if hint else ""


def _is_titled(line: Line) -> bool:
    """Whether a line begins with what something is called, not with whoever said it."""
    first = next((words for words in line if words.meaning != parts.SIGN and words.text.strip()), None)
    return first is not None and first.meaning != parts.PERSON


def two_sided(
    left: Content, right: Content, breaks: Callable[[Content, int], list[Content]] = wrapped
) -> Callable[[int], Sequence[Content]]:
    """Draws `left`, which `breaks` into lines if need be, with `right` at the right edge of its first line."""

    def draw(width: int) -> Sequence[Content]:
        room = width - right.cell_length - STEP
        if room < LEAST:
            return [*breaks(left, width), right]
        wrapped_lines = breaks(left, room)
        space = safe.line(" " * (width - wrapped_lines[0].cell_length - right.cell_length))
        return [safe.join(wrapped_lines[0], space, right), *wrapped_lines[1:]]

    return draw


def no_more_than(most: int, content: Content) -> Callable[[int], Sequence[Content]]:
    """Draws `content`, wrapped if need be, in at most so many lines; a sign ends the last where more would follow."""

    def draw(width: int) -> Sequence[Content]:
        lines = wrapped(content, width)
        return lines if len(lines) <= most else [*lines[: most - 1], ending(lines[most - 1], width)]

    return draw
