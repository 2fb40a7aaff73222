"""A table of the index laid out so that a part of it is read without the rest: for commands that print a little.

Beside each table of things with ids, and that of folders, lies a file of sections, of numbers and of text, in the order
of the paths. What is looked for is found in a section as it is, and only the rows that are printed are read from the
table. Whatever is not as this program writes it raises one of `sealed.DOUBTS`.
"""

from __future__ import annotations

import json
import os
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from sys import byteorder

from cocreate.model.ids import ID_LENGTH
from cocreate.model.items import Contribution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any, BinaryIO, Final, Self

    from cocreate.model.items import Item
    from cocreate.workspace.index.scan import Signature

SECTIONS = (
    *("ids", "order", "path_ends", "paths", "numbers", "moments", "turns", "marks", "mark_numbers"),
    *("projects", "woven", "links", "text_ends", "texts", "words", "people"),
)
WIDTH = ID_LENGTH

Mark = tuple[str, str, bool, bool]
"""The kind of a contribution, else the type; the state, or the stance taken; whether others joined an idea, or what was
given is addressed to somebody; whether an idea is offered to somebody, or somebody found helpful what was given."""

MOST_MARKS = 256

BETWEEN = "\0"
"""Stands between paths, and between a text and the slugs of those who gave it; in none of them."""


class Ids(Sequence[str]):
    """Sorted ids in one piece of bytes: looked through by halves, never taken apart."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data) // WIDTH

    def __getitem__(self, place: Any) -> Any:
        if place >= len(self):
            raise IndexError(place)
        return self._data[place * WIDTH : place * WIDTH + WIDTH].decode("ascii")

    def beginning_with(self, prefix: str) -> range:
        """The places of those that begin so."""
        return range(bisect_left(self, prefix), bisect_left(self, f"{prefix}~"))

    def next_to(self, name: str, lost: Container[str]) -> list[str]:
        """Those before and after `name` that are not `lost`."""
        place = bisect_left(self, name)
        ways = (range(place - 1, -1, -1), range(place, len(self)))
        near = (next((self[one] for one in way if self[one] != name and self[one] not in lost), "") for way in ways)
        return [one for one in near if one]


class Glance:
    """The sections of one table, each read when it is first asked for; to be closed.

    Args:
        head: the first line of the file.
        file: read up to there.

    Attributes:
        token: the writing it is from.
        rows: how many rows the table has.
        odd: whether some file is not named for its id, or two have one id, or something said lies in another folder.
        ground: of ideas, the folders that are not an idea's, each with its signature.
    """

    def __init__(self, head: Any, file: BinaryIO) -> None:
        self.token: Final = str(head["token"])
        self.rows: Final = int(head["rows"])
        self.odd: Final = bool(head["odd"])
        self.ground: Final[dict[str, Signature]] = {folder: tuple(each) for folder, each in head["ground"].items()}
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}
        self._read: dict[int, str] = {}
        place = file.tell()
        for name, size in zip(SECTIONS, head["sizes"], strict=True):
            self._places[name] = place, size
            place += size + 1
        if place != os.fstat(file.fileno()).st_size:
            raise ValueError(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def _section(self, name: str) -> bytes:
        place, size = self._places[name]
        self._file.seek(place)
        return self._file.read(size)

    def _numbers(self, name: str, code: str, count: int) -> array[Any]:
        numbers = array(code)
        numbers.frombytes(self._section(name))
        if len(numbers) != count:
            raise ValueError(name)
        return numbers

    @cached_property
    def ids(self) -> Ids:
        """The ids, sorted."""
        return Ids(self._section("ids"))

    @cached_property
    def paths(self) -> list[str]:
        """The path of each row, sorted."""
        paths = self._section("paths").decode("utf-8", "surrogatepass").split(BETWEEN) if self.rows else []
        if len(paths) != self.rows:
            raise ValueError(self.rows)
        return paths

    def path(self, number: int) -> str:
        """The path of one row, without all others unless these are known."""
        if "paths" in self.__dict__:
            return self.paths[number]
        if number not in self._read:  # who looks for many paths in turn comes by the same ones each time
            self._read[number] = self._path(number)
        return self._read[number]

    def _path(self, number: int) -> str:
        place, _size = self._places["path_ends"]
        start = 8 * max(0, number - 1)
        self._file.seek(place + start)
        ends = array("Q")
        ends.frombytes(self._file.read(8 * min(number + 1, 2)))
        first = ends[0] + 1 if number else 0
        self._file.seek(self._places["paths"][0] + first)
        return self._file.read(ends[-1] - first).decode("utf-8", "surrogatepass")

    def number(self, place: int) -> int:
        """The number of the row whose id is at a place among the sorted ones."""
        self._file.seek(self._places["order"][0] + 4 * place)
        return int.from_bytes(self._file.read(4), byteorder)

    def signature(self, number: int) -> Signature:
        """The signature of one row."""
        self._file.seek(self._places["numbers"][0] + 32 * number)
        changed, status_changed, size, inode = array("q", self._file.read(32))
        return changed, status_changed, size, inode

    @cached_property
    def signatures(self) -> list[array[int]]:
        """The four numbers of each signature: all first ones, all second ones, and so on."""
        numbers = self._numbers("numbers", "q", 4 * self.rows)
        return [numbers[part::4] for part in range(4)]

    @cached_property
    def moments(self) -> array[float]:
        """When what each row holds was given, in seconds since 1970."""
        return self._numbers("moments", "d", self.rows)

    @cached_property
    def turns(self) -> array[float]:
        """Since when each row is in the state that it is in, likewise; 0 where the file does not say."""
        return self._numbers("turns", "d", self.rows)

    @cached_property
    def marks(self) -> list[Mark]:
        """What `mark_of` says of the rows: each that occurs once."""
        marks = json.loads(self._section("marks"))
        return [(str(kind), str(state), bool(joined), bool(offered)) for kind, state, joined, offered in marks]

    @cached_property
    def mark_numbers(self) -> bytes:
        """Which of the `marks` each row has."""
        numbers = self._section("mark_numbers")
        if len(numbers) != self.rows:
            raise ValueError(self.rows)
        return numbers

    def in_project(self, name: str) -> list[int]:
        """The numbers of the ideas discussed in the project with this id."""
        data, wanted = self._section("projects"), name.encode()
        found, place = [], data.find(wanted)
        while place >= 0:
            if place % WIDTH == 0:
                found.append(place // WIDTH)
            place = data.find(wanted, place + 1)
        return found

    @cached_property
    def woven(self) -> dict[int, list[str]]:
        """The ids of what an idea is woven from, by the number of its row, for each that is woven."""
        pairs = json.loads(self._section("woven"))
        return {int(number): [str(name) for name in names] for number, names in pairs}

    @cached_property
    def links(self) -> dict[int, list[str]]:
        """The ids that the texts of an item link to, by the number of its row, for each that links to something."""
        pairs = json.loads(self._section("links"))
        return {int(number): [str(name) for name in names] for number, names in pairs}

    @cached_property
    def texts(self) -> bytes:
        """All folded text: of each row its title, a line end, all that is searched, and who gave it."""
        return self._section("texts")

    @cached_property
    def text_ends(self) -> array[int]:
        """Where the text of each row ends."""
        return self._numbers("text_ends", "Q", self.rows)

    @property
    def words(self) -> str:
        """All words that occur, a line each."""
        return self._section("words").decode("utf-8", "surrogatepass")

    @property
    def people(self) -> list[str]:
        """The slugs of all who gave something."""
        return self._section("people").decode("ascii").split()


def mark_of(item: Item) -> Mark:
    """What tells whether something may wait, hold or have turned."""
    if isinstance(item, Contribution):
        is_to_somebody = bool(item.listed("to")) or (item.kind == "question" and "@" in item.body)
        return item.kind, item.state or item.text("stance"), is_to_somebody, bool(item.listed("helpful"))
    return item.type, item.state, not set(item.listed("joined")).issubset(item.by), bool(item.listed("offered"))


def text_to_find(item: Item, folded: str) -> str:
    """What `texts` has of an item, whose title and text were `folded` together."""
    return "".join([folded.replace(BETWEEN, " "), BETWEEN, *(person + BETWEEN for person in item.by)])
