"""Made-up documents, as people and other programs write them, and what becomes of one in two hands at once.

They differ in how they are written as well: quotes, brackets or hyphens, comments, line ends, a byte order mark, no
newline at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import assume
from hypothesis import strategies as st

from cocreate.model.errors import Unreadable
from cocreate.model.items import Value, as_list
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.format.writing import line, quoted, scalar

ONES = ("title", "because", "odd", "a: #b")
"""Keys with one word, two of them unknown."""

LISTS = ("themes", "by", "odd ones")
KEYS = (*ONES, *LISTS)
WORDS = st.sampled_from(["clay", "milk", "Cup: blue", "# kiln", "yes", "1.10", "x" * 300, "jug, handle", "ä\u00a0o"])
VALUES = {**dict.fromkeys(ONES, WORDS | st.just("")), **dict.fromkeys(LISTS, st.lists(WORDS, unique=True, max_size=4))}
LINES = st.sampled_from(
    ["one", "two", "three", "four", "five", "", "one", "  ", "end  ", "y" * 3000]
) | st.sampled_from(["---", "=======", "<<<<<<< a", ">>>>>>> b", "\ta tab", "title: x", "\ufeffodd", "a\rb", "\rc"])
BODIES = st.lists(LINES, max_size=9)


def hyphens(indent: str) -> Callable[[str, Value], str]:
    return lambda key, value: f"{line(key, '')[:-3]}:\n" + "".join(f"{indent}- {scalar(w)}\n" for w in as_list(value))


def broken(key: str, value: Value) -> str:
    """A list in brackets over several lines."""
    words = ",\n    ".join(scalar(word, in_list=True) for word in as_list(value))
    return f"{line(key, '')[:-3]}: [\n    {words}\n  ]\n"


def block(key: str, value: Value) -> str:
    """Words in a block of their own, where they can be."""
    fit = isinstance(value, str) and value and value.isprintable()
    return f"{line(key, '')[:-3]}: |-\n   {value}\n" if fit else plain(key, value)


def plain(key: str, value: Value) -> str:
    return f"{line(key, value)}\n"


def noted(key: str, value: Value) -> str:
    return f"# what {key.strip(':# ')} is\n{line(key, value)}   # said there\n\n"


def in_quotes(key: str, value: Value) -> str:
    return f"{line(key, '')[:-3]}: {quoted(value)}\n" if isinstance(value, str) else plain(key, value)


ONE_WAYS = (plain, in_quotes, block, noted)
LIST_WAYS = (plain, hyphens(""), hyphens("  "), broken, noted)


@dataclass(frozen=True)
class Sketch:
    """What a document says, and how it is written."""

    fields: dict[str, Value]
    ways: dict[str, int]
    lines: list[str]
    newlines: tuple[str, str] = ("\n", "\n")
    start: str = ""
    end: str = "\n"

    def document(self) -> Document:
        head = "".join(self._written(key, value) for key, value in self.fields.items() if value is not None)
        first, last = self.newlines
        front = f"---\n{head}---\n".replace("\n", first)
        body = "\n".join(self.lines).replace("\n", last) + (self.end.replace("\n", last) if self.lines else "")
        return parse(f"{self.start}{front}{body}".encode())

    def _written(self, key: str, value: Value) -> str:
        if not value:
            return f"{line(key, '')[:-3]}:\n"
        ways = LIST_WAYS if isinstance(value, list) else ONE_WAYS
        return ways[self.ways.get(key, 0) % len(ways)](key, value)


WAYS = st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, st.integers(1, 4)))
NEWLINES = st.sampled_from([("\n", "\n"), ("\r\n", "\r\n"), ("\n", "\r\n"), ("\r\n", "\n")])
SKETCHES = st.builds(
    Sketch,
    st.fixed_dictionaries({}, optional=VALUES),
    WAYS,
    BODIES,
    NEWLINES,
    st.sampled_from(["", "", "\ufeff"]),
    st.sampled_from(["\n", "", "\n\n", "  \n"]),
)


@st.composite
def gone_on(draw: st.DrawFn, sketch: Sketch) -> Sketch:
    """What somebody made of it: a few keys and a few lines are others, or are written in another way."""
    fields = dict(sketch.fields)
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True)):
        now = draw(VALUES[key] | st.none() | st.just(list(reversed(as_list(fields.get(key))))))
        fields.pop(key, None)
        if now is not None and not (key in ONES and isinstance(now, list)):
            fields[key] = now
    lines = list(sketch.lines)
    for _change in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        lines[at : at + draw(st.integers(0, 2))] = draw(st.lists(LINES, max_size=2))
    return replace(sketch, fields=fields, ways={**sketch.ways, **draw(WAYS)}, lines=lines)


@st.composite
def threes(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    base = draw(SKETCHES)
    others = [draw(gone_on(base) | SKETCHES) for _side in range(2)]
    try:
        return base.document(), others[0].document(), others[1].document()
    except Unreadable:
        assume(False)  # noqa: FBT003 - its name says it; lines that look like a conflict came together
        raise
