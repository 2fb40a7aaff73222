"""A text in Markdown as HTML: from tokens, every string cleaned after parsing; its own HTML is words like all else."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cocreate.door.page.html import EMPTY, Html, begin, end, join, line, tag, text
from cocreate.locale import _
from cocreate.model.text import clean_line
from cocreate.pages.marked import BOXES, in_pieces, tokens_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_SAME: Final = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "strong": "strong",
    "em": "em",
    "s": "s",
}
"""Tokens that open and close, by the element that they are."""

_LOWEST: Final = 6
"""The deepest heading that there is."""

Tell = Callable[[str], Html]
"""A text, with what it links to in the workspace."""

Lead = Callable[[str], str]
"""Where the item called so is read; empty where it is not here."""


def set_body(body: str, above: int, tell: Tell, lead: Lead) -> Html:
    """`body` as HTML; never raises.

    Args:
        body: the text.
        above: the level of the heading that it stands under, 1 for that of the page.
        tell: tells its links.
        lead: says where an item is read.
    """
    tokens = tokens_of(body)
    if tokens is None:
        told = _("Shown as written: too long or too deeply nested to be set.")
        return join((tag("p", told, class_="quiet"), tag("pre", text(body.strip("\n")), class_="written")))
    return _Setter(above, tell, lead).set(tokens)


class _Setter:
    """Sets tokens one after the other."""

    def __init__(self, above: int, tell: Tell, lead: Lead) -> None:
        self._tell, self._lead = tell, lead
        self._above = self._before = above
        self._ranks: dict[str, int] = {}
        self._heading = ""
        self._links: list[Html] = []
        self._in_item = False

    def set(self, tokens: Sequence["Token"]) -> Html:
        """All of a text. Its headings stand under the one above it, whatever rank they were written with."""
        tags = sorted({token.tag for token in tokens if token.type == "heading_open"})
        self._ranks = {one: self._above + 1 + number for number, one in enumerate(tags)}
        return join(self._one(token) for token in tokens)

    def _one(self, token: "Token") -> Html:
        if token.type == "inline":
            return self._inline(token.children or [])
        kind, _underscore, way = token.type.rpartition("_")
        if kind in _SAME:
            self._in_item = token.type == "list_item_open"
            return begin(_SAME[kind]) if way == "open" else end(_SAME[kind])
        method = getattr(self, f"_on_{token.type}", None)
        return method(token) if method else EMPTY

    # Blocks

    def _on_paragraph_open(self, token: "Token") -> Html:
        return EMPTY if token.hidden else begin("p")

    def _on_paragraph_close(self, token: "Token") -> Html:
        return line(" ") if token.hidden else end("p")

    def _on_heading_open(self, token: "Token") -> Html:
        level = min(self._ranks[token.tag], self._before + 1, _LOWEST)
        self._before, self._heading = level, f"h{level}"
        return begin(self._heading)

    def _on_heading_close(self, _token: "Token") -> Html:
        return end(self._heading)

    def _on_ordered_list_open(self, token: "Token") -> Html:
        first = token.attrGet("start")
        return begin("ol", start=first if isinstance(first, int) and 0 <= first < 1_000_000_000 else None)

    def _on_ordered_list_close(self, _token: "Token") -> Html:
        return end("ol")

    def _on_th_open(self, _token: "Token") -> Html:
        return begin("th", scope="col")

    def _on_th_close(self, _token: "Token") -> Html:
        return end("th")

    def _on_td_open(self, _token: "Token") -> Html:
        return begin("td")

    def _on_td_close(self, _token: "Token") -> Html:
        return end("td")

    def _on_fence(self, token: "Token") -> Html:
        return tag("pre", tag("code", text(token.content.rstrip("\n"))))

    _on_code_block = _on_fence

    def _on_hr(self, _token: "Token") -> Html:
        return tag("hr")

    # Words

    def _inline(self, tokens: Sequence["Token"]) -> Html:
        is_first, self._in_item = self._in_item, False
        return join(
            piece for number, token in enumerate(tokens) for piece in self._words(token, is_first and not number)
        )

    def _words(self, token: "Token", begins_item: bool) -> Iterator[Html]:  # noqa: FBT001 - of a token
        kind, _underscore, way = token.type.rpartition("_")
        if token.type == "link_open":
            yield self._link(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            yield self._links.pop()
        elif kind in _SAME:
            yield begin(_SAME[kind]) if way == "open" else end(_SAME[kind])
        elif token.type == "softbreak":
            yield line(" ")
        elif token.type == "hardbreak":
            yield tag("br")
        elif token.type == "code_inline":
            yield tag("code", token.content)
        elif token.type == "image":
            yield self._image(token)
        else:
            yield from self._text(token.content, begins_item)

    def _text(self, words: str, begins_item: bool) -> Iterator[Html]:  # noqa: FBT001 - of a token
        if begins_item and (box := BOXES.get(words[:4])):
            yield line(box)
            words = words[4:]
        if self._links:  # in a link there is no other
            yield line(words)
            return
        for piece, is_address in in_pieces(words):
            yield outside(piece, piece) if is_address else self._tell(piece)

    def _link(self, target: str) -> Html:
        """The beginning of a link; its end, which waits, says where it leads, so that nobody is misled."""
        target = clean_line(target)
        inside = self._lead(target.removeprefix("cocreate:"))
        if inside:
            self._links.append(end("a"))
            return begin("a", href=inside)
        where = tag("span", f" ({_place(target)})", class_="quiet")
        if not leads_outside(target):
            self._links.append(where)
            return EMPTY
        self._links.append(join((end("a"), where)))
        return begin("a", href=target, rel="noreferrer nofollow")

    def _image(self, token: "Token") -> Html:
        """A picture is never fetched: its description, and where it is."""
        label = "".join(child.content for child in token.children or []) or _("image")
        target = clean_line(str(token.attrGet("src") or ""))
        shown = outside(target, label) if leads_outside(target) and not self._links else line(label)
        return join(("▧ ", shown, tag("span", f" ({_place(target)})", class_="quiet")))


def outside(target: str, words: str) -> Html:
    """A link to somewhere else, which does not learn from where somebody came."""
    return tag("a", words, href=target, rel="noreferrer nofollow")


def leads_outside(target: str) -> bool:
    """Whether a target is on the web, or an address for mail."""
    return target.startswith(("http://", "https://", "mailto:"))


def _place(target: str) -> str:
    """The part of an address by which one knows where it leads; what is none, as it is."""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        host = ""
    return host if host and target.startswith(("http://", "https://")) else target.removeprefix("mailto:")
