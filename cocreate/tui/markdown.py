"""Markdown as blocks for the reader: from tokens, never HTML, every string cleaned after parsing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual.content import Content

from cocreate.locale import _
from cocreate.pages.marked import BOXES, TARGET, in_pieces, tokens_of
from cocreate.tui import safe
from cocreate.tui.blocks import Block, Link
from cocreate.tui.safe import EMPTY
from cocreate.tui.tables import MarkdownTable
from cocreate.tui.themes import MUTED

if TYPE_CHECKING:
    from markdown_it.token import Token

_CODE: Final = "$code on $code-background"
_HEADINGS: Final = {"h1": "bold $accent", "h2": "bold $accent", "h3": "bold"}
_STYLES: Final = {"strong": "bold", "em": "italic", "s": "strike"}


Told = Iterable[tuple[Content, Link | None]]
"""A text in pieces, each as it is painted, with the link that it is, if it is one."""

Tell = Callable[[str, str], Told]
"""Gives a text of a style with its links to what is in the workspace."""


def blocks_of(body: str, ref: str = "", indent: Content = EMPTY, tell: Tell | None = None) -> list[Block]:
    """`body` set as blocks that belong to `ref`, each line after `indent`; the first has no gap above.

    Without `tell`, links to what is in the workspace stay as they are written.

    Never raises. Pure, and safe in a thread: do so where the body is over some 8 kB. What is longer than
    `LONGEST`, nested beyond reason or made to be slow comes as it is written, with a line that says so.
    """
    tokens = tokens_of(body)
    page = _Page(ref, indent, tell)
    if tokens is None:
        page.as_written(body)
    else:
        page.set(tokens)
    return page.blocks


@dataclass(slots=True)
class _Prefix:
    """What stands before the lines inside a quote or a list item."""

    first: Content
    rest: Content
    used: bool = False


class _Page:
    """Sets tokens as blocks, one after the other."""

    def __init__(self, ref: str, indent: Content, tell: Tell | None) -> None:
        self.blocks: list[Block] = []
        self._ref = ref
        self._tell = tell
        self._prefixes = [_Prefix(indent, indent)]
        self._gap = 0
        self._lists: list[bool] = []
        self._style = ""

    def as_written(self, body: str) -> None:
        """The body as plain text."""
        self._put(Block(safe.line(_("Shown as written: too long or too deeply nested to be set."), MUTED)))
        self._gap = 1
        self._put(Block(safe.text(body.strip("\n"))))

    def set(self, tokens: Sequence[Token]) -> None:
        """Set every token, from its own method where it has one."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close")
                self._table(tokens[at:end])
                at = end
            elif method := getattr(self, f"_on_{token.type}", None):
                method(token)
            at += 1

    # Blocks that hold others

    def _on_blockquote_open(self, _token: Token) -> None:
        bar = safe.line("▎ ", MUTED)
        self._prefixes.append(_Prefix(bar, bar))

    def _on_blockquote_close(self, _token: Token) -> None:
        self._leave()
        self._gap = 1

    def _on_list_item_open(self, token: Token) -> None:
        mark = safe.line(f"{token.info}{token.markup} " if token.info else "• ", "$accent")
        self._prefixes.append(_Prefix(mark, safe.line(" " * mark.cell_length)))

    def _on_list_item_close(self, _token: Token) -> None:
        self._leave()

    def _on_bullet_list_close(self, token: Token) -> None:
        self._gap = 1 if token.level == 0 else self._gap

    _on_ordered_list_close = _on_bullet_list_close

    def _leave(self) -> None:
        """Out of a quote or an item; an empty one still shows its mark."""
        if not self._prefixes[-1].used:
            self._put(Block())
            self._gap = 0
        self._prefixes.pop()

    # Blocks

    def _on_paragraph_open(self, _token: Token) -> None:
        self._style = ""

    def _on_heading_open(self, token: Token) -> None:
        self._style = _HEADINGS.get(token.tag, "bold italic")

    def _on_inline(self, token: Token) -> None:
        content, links = _inline(token.children or [], self._style, self._tell)
        if len(self._prefixes) > 1 and not self._prefixes[-1].used:
            content = self._task(content)
        self._put(Block(content, links=tuple(links)))

    def _on_paragraph_close(self, token: Token) -> None:
        self._gap = 0 if token.hidden else 1

    def _on_heading_close(self, token: Token) -> None:
        if token.tag == "h1":
            self._gap = 0
            self._rule("━")
        self._gap = 1

    def _on_fence(self, token: Token) -> None:
        self._prefixes.append(_Prefix(safe.line("  "), safe.line("  ")))
        self._put(Block(safe.text(token.content.rstrip("\n"), "$code"), flow="fold"))
        self._prefixes.pop()
        self._gap = 1

    _on_code_block = _on_fence

    def _on_hr(self, _token: Token) -> None:
        self._rule("─")

    def _rule(self, character: str) -> None:
        self._put(Block(draw=lambda width: [safe.line(character * width, MUTED)]))
        self._gap = 1

    def _table(self, tokens: Sequence[Token]) -> None:
        """A table: its rows gathered, then drawn for the width of the view."""
        rows: list[list[Content]] = []
        links: list[Link] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                content, found = _inline(token.children or [], "", self._tell)
                rows[-1].append(content)
                links.extend(found)
        aligns = [
            str(token.attrGet("style") or "").removeprefix("text-align:") for token in tokens if token.type == "th_open"
        ]
        for block in MarkdownTable(rows[0], rows[1:], aligns).blocks():
            self._put(replace(block, links=tuple(links)))
            links, self._gap = [], 0
        self._gap = 1

    def _task(self, content: Content) -> Content:
        """A list item that begins with `[ ]` or `[x]` gets a box for its mark."""
        box = BOXES.get(content.plain[:4])
        if box is None or self._prefixes[-1].first.plain[:1] == "▎":
            return content
        self._prefixes[-1].first = safe.line(box, "$accent")
        return content[4:]

    def _put(self, block: Block) -> None:
        """Add a block after the prefixes of what it is in; a gap inside a quote keeps the bar."""
        gap = self._gap if self.blocks else 0
        around = safe.join(*(prefix.rest for prefix in self._prefixes if prefix.used))
        if gap and around.plain.strip():
            self.blocks.append(Block(first=around, ref=self._ref))
            gap = 0
        first = safe.join(*(prefix.rest if prefix.used else prefix.first for prefix in self._prefixes))
        rest = safe.join(*(prefix.rest for prefix in self._prefixes))
        for prefix in self._prefixes:
            prefix.used = True
        self.blocks.append(replace(block, first=first, rest=rest, ref=self._ref, gap=gap))


def _inline(tokens: Sequence[Token], base: str, tell: Tell | None) -> tuple[Content, list[Link]]:
    """The words of a paragraph in their styles, and the links among them."""
    words: list[Content] = []
    links: list[Link] = []
    styles = [base] if base else []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        kind, _underscore, way = token.type.rpartition("_")
        if kind == "link" and way == "open":
            opened.append((len(words), str(token.attrGet("href") or "")))
        elif kind == "link":
            _close(words, links, *opened.pop())
        elif way == "open" and kind in _STYLES:
            styles.append(_STYLES[kind])
        elif way == "close" and kind in _STYLES:
            styles.remove(_STYLES[kind])
        else:
            words.extend(_words(token, " ".join(styles), links, tell, linked=bool(opened)))
    return safe.join(*words), links


def _close(words: list[Content], links: list[Link], start: int, target: str) -> None:
    """End of a link: underlined and kept where it may be opened, else with its target after it."""
    label = safe.join(*words[start:])
    target = safe.line(target).plain
    if TARGET.match(target):
        links.append(Link(label.plain, target))
        words[start:] = [label.stylize("underline $link")]
    else:
        words[start:] = [label, safe.line(f" ({target})", MUTED)]


def _words(token: Token, style: str, links: list[Link], tell: Tell | None, *, linked: bool) -> Iterator[Content]:
    """The words of one token; in a link there is no other."""
    if token.type == "softbreak":
        yield safe.line(" ", style)
    elif token.type == "hardbreak":
        yield safe.text("\n")
    elif token.type == "code_inline":
        yield safe.line(token.content, f"{style} {_CODE}".strip())
    elif token.type == "image":
        yield from _image(token, links)
    elif linked:
        yield safe.line(token.content, style)
    else:
        yield from _with_addresses(token.content, style, links, tell)


def _image(token: Token, links: list[Link]) -> Iterator[Content]:
    """An image is never fetched: its description and where it is."""
    label = safe.line("".join(child.content for child in token.children or []) or _("image"))
    target = safe.line(str(token.attrGet("src") or "")).plain
    if TARGET.match(target):
        links.append(Link(label.plain, target))
    yield safe.join(safe.line("▧ ", MUTED), label, safe.line(f" ({target})", MUTED))


def _with_addresses(text: str, style: str, links: list[Link], tell: Tell | None) -> Iterator[Content]:
    """Text, with the addresses in it as links; what ends a sentence does not belong to an address."""
    for piece, is_address in in_pieces(text):
        if not is_address:
            yield from _with_links(piece, style, links, tell)
            continue
        shown = safe.line(piece, f"{style} underline $link".strip())
        links.append(Link(shown.plain, shown.plain))
        yield shown


def _with_links(text: str, style: str, links: list[Link], tell: Tell | None) -> Iterator[Content]:
    """Text, with what it links to in the workspace."""
    if tell is None:
        yield safe.line(text, style)
        return
    for words, link in tell(text, style):
        if link:
            links.append(link)
        yield words
