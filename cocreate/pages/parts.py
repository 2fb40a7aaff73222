"""The parts that pages are made of: values whose words carry a meaning, never a style.

A page is a list of these. Painters know each of them, so a new page costs no painter anything, and a new painter
no page. No dataclasses, whose module takes longer to import than printing a page takes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from cocreate.model.hints import Hint

PLAIN, QUIET, STRONG, TITLE, WARM, ALARM = "", "quiet", "strong", "title", "warm", "alarm"
"""What words mean: just what they say, stepping back, standing out, naming the page, asking for a look, wrong."""

PERSON, SIGN, THEME, LINK = "person", "sign", "theme", "link"
"""Words that are somebody's name, a sign of one column, a theme, or the title of what they lead to."""


class Value:
    """A value of named slots: equal to another that says the same, and never changed."""

    __slots__: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """What its slots are called."""
        return self.__slots__

    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.names())

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._said()!r}"


class Words(Value):
    """A run of words with one meaning.

    Args:
        text: the words, as somebody wrote them: painters make them harmless.
        meaning: one of the words above.
        about: of a person the slug, of a sign the meaning it stands for, of a link the id of what it leads to; else
            empty.
    """

    __slots__ = ("about", "meaning", "text")

    def __init__(self, text: str, meaning: str = PLAIN, about: str = "") -> None:
        self.text: Final = text
        self.meaning: Final = meaning
        self.about: Final = about

    def _said(self) -> tuple[object, ...]:
        return self.text, self.meaning, self.about  # asked for of every word of a page, by painters that know it again


Line = tuple[Words, ...]
"""Words one after the other; painters break them into as many lines as they need."""


class Heading(Value):
    """What the parts after it are about."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words: Final = words


class Row(Value):
    """A line, wrapped where it must be, perhaps with something at its right edge.

    Args:
        left: what it says.
        right: what stands at its right edge.
        ref: the id of the item that it tells of, to which it leads; empty where it leads nowhere.
        depth: how far it is set in, in steps.
        gap: whether a blank line stands above it.
        cut: so many lines it takes at most, and is cut where it is longer; 0 for as many as it needs.
    """

    __slots__ = ("cut", "depth", "gap", "left", "ref", "right")

    def __init__(
        self,
        left: Line,
        right: Line = (),
        *,
        ref: str = "",
        depth: int = 0,
        gap: bool = False,
        cut: int = 0,
    ) -> None:
        self.left: Final = left
        self.right: Final = right
        self.ref: Final = ref
        self.depth: Final = depth
        self.gap: Final = gap
        self.cut: Final = cut

    def _said(self) -> tuple[object, ...]:
        return self.ref, self.left, self.right, self.depth, self.gap, self.cut  # as of words


class Fact(Value):
    """A label, and the lines that stand beside it or under it, each with the id of the item that it leads to.

    Args:
        label: what they are.
        lines: at least one, or nothing is painted.
        ref: the id of the item that the fact is about; empty where its lines lead elsewhere.
        inline: whether the lines are short and may stand beside one another.
    """

    __slots__ = ("inline", "label", "lines", "ref")

    def __init__(self, label: str, *lines: tuple[Line, str], ref: str = "", inline: bool = False) -> None:
        self.label: Final = label
        self.lines: Final = lines
        self.inline: Final = inline
        self.ref: Final = ref


class Body(Value):
    """A text in Markdown, which belongs to the item called `ref`, set in by so many steps."""

    __slots__ = ("depth", "ref", "text")

    def __init__(self, text: str, ref: str = "", depth: int = 0) -> None:
        self.text: Final = text
        self.ref: Final = ref
        self.depth: Final = depth


class Branch(Value):
    """A line of a tree.

    Args:
        branch: what is drawn at its left, such as `├─ `.
        line: what it says.
        ref: the id of the item that it leads to; empty where it leads nowhere.
        beside: what is drawn at the left of `under`: the branches that go on.
        under: what stands below the line; may be empty.
    """

    __slots__ = ("beside", "branch", "line", "ref", "under")

    def __init__(self, branch: str, line: Line, ref: str = "", beside: str = "", under: Line = ()) -> None:
        self.branch: Final = branch
        self.line: Final = line
        self.ref: Final = ref
        self.beside: Final = beside
        self.under: Final = under


class Empty(Value):
    """What is said where nothing is, and what would help."""

    __slots__ = ("hint", "words")

    def __init__(self, words: str, hint: Hint | None = None) -> None:
        self.words: Final = words
        self.hint: Final = hint


Part = Heading | Row | Fact | Body | Branch | Empty
Parts = list[Part]


class Page(Value):
    """A page in its sections.

    Args:
        head: what it is about; always in sight where a face can.
        around: what stands around that: people, lineage, what waits. A face with room shows it beside the rest.
        rest: the text, and what was said.
    """

    __slots__ = ("around", "head", "rest")

    def __init__(self, head: Parts, around: Parts, rest: Parts) -> None:
        self.head: Final = head
        self.around: Final = around
        self.rest: Final = rest

    def parts(self) -> Parts:
        """All of it, one after the other."""
        return [*self.head, *self.around, *self.rest]


def plain(line: Line) -> str:
    """The words of a line, without what they mean."""
    return "".join(words.text for words in line)
