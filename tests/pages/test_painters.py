"""Every page, painted by every painter, says the same words, leads to the same things, in the same order."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import pytest

from cocreate.cli.output.painting import paint
from cocreate.door.page.painting import Painter
from cocreate.door.page.places import place_of
from cocreate.model.collection import Collection
from cocreate.pages.linking import told
from cocreate.pages.parts import SIGN, Body, Branch, Empty, Fact, Heading, Line, Part, Parts, Row
from cocreate.tui.blocks import Block, lines_of
from cocreate.tui.hints import DOES
from cocreate.tui.painting import painted, painted_beside
from tests.conftest import NOON, collected
from tests.pages.told import every_page, histories

WIDE = 4000
"""Columns in which nothing is cut."""

WORD = re.compile(r"\w+")


@pytest.fixture
def sample(teambase: str) -> Collection:
    """The sample, with a file that cannot be read."""
    Path(teambase, "people", "x.md").write_text("---\naddress: Du\n---\n")
    return collected(teambase)


def test_every_page_says_the_same_words_in_the_same_order_whoever_paints_it(sample: Collection) -> None:
    pages = dict(every_page(sample, NOON))
    assert len(pages) > 300
    for name, page in pages.items():
        _compare(sample, name, page)


def test_a_history_is_no_exception(teambase: str) -> None:
    for command in ("init -q", "add -A", "-c user.name=Ana -c user.email=ana@example.org commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=teambase, check=True)
    collection = collected(teambase)
    page = histories(teambase, collection)
    assert len(page) > 40
    _compare(collection, "history", page)


def _compare(sample: Collection, name: str, page: Parts) -> None:
    shell = _in_shell(sample, page)
    for blocks, stacked in ((painted(sample, page), False), (painted_beside(sample, page), True)):
        screen = _on_screen(blocks)
        told = list(_told(sample, page, screen))
        assert _missing(told, WORD.findall(screen)) == [], name
        assert _missing(told, WORD.findall(shell)) == [], name
        assert _once(block.ref for block in blocks if not block.ref.startswith(DOES)) == _once(
            _refs(page, stacked=stacked)
        ), name
    _compare_html(sample, name, page, told)
    short = [sample.short(ref) for line, ref in _signed(page) if sample.get(ref) and line]
    assert _missing(short, shell.split()) == [], name


def _compare_html(collection: Collection, name: str, page: Parts, told: list[str]) -> None:
    own = name.rpartition(" ")[2] if collection.get(name.rpartition(" ")[2]) else ""
    html = Painter(collection, own).paint(page)
    words = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|li|dt|dd|h\d|ul)>|<br>", "\n", html)))
    assert _missing(told, WORD.findall(words)) == [], name
    places = [place_of(collection, ref) for ref in _once(_refs(page, stacked=True)) if ref != own]
    assert _missing([place for place in places if place], re.findall(r'href="([^"]*)"', html)) == [], name


def _in_shell(collection: Collection, page: Parts) -> str:
    lines = paint(collection, page, WIDE)
    return "\n".join(line if isinstance(line, str) else "".join(line) for line in lines)


def _on_screen(blocks: Sequence[Block]) -> str:
    return "\n".join(line.plain for block in blocks for line in lines_of(block, WIDE))


def _told(collection: Collection, page: Parts, screen: str) -> Iterator[str]:
    """The words of a page, links as they are told; of a text in Markdown those that are no markup."""
    for part in page:
        if isinstance(part, Body):
            shown = set(WORD.findall(screen))
            yield from (word for word in WORD.findall(part.text) if word in shown and _is_prose(part.text))
        else:
            yield from WORD.findall(" ".join(_words(collection, part)))


def _is_prose(text: str) -> bool:
    """Whether a text reads the same on every face: no table, link, list with numbers or code."""
    return not re.search(r"[|\[\]`#*_]|^\d", text, re.MULTILINE)


def _words(collection: Collection, part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield part.words
    elif isinstance(part, Row):
        yield from (_plain(collection, part.left), _plain(collection, part.right))
    elif isinstance(part, Fact):
        yield part.label
        yield from (_plain(collection, line) for line, _ref in part.lines)
    elif isinstance(part, Branch):
        yield from (_plain(collection, part.line), _plain(collection, part.under))
    elif isinstance(part, Empty):
        yield part.words


def _plain(collection: Collection, line: Line) -> str:
    return "".join(words.text for words in told(collection, line))


def _refs(page: Parts, *, stacked: bool) -> Iterator[str]:
    """The ids of what a page leads to, in order; short facts lead to each of theirs only where they are `stacked`."""
    for part in page:
        if isinstance(part, Fact):
            alone = [part.ref] if part.inline and not stacked else []
            yield from alone or (ref or part.ref for _line, ref in part.lines)
        elif isinstance(part, Row | Branch | Body):
            yield part.ref


def _signed(page: Parts) -> Iterator[tuple[bool, str]]:
    """The ids of what lines lead to that begin with a sign: before these the shell has a short name."""
    for part in page:
        lines: list[tuple[Line, str]] = []
        if isinstance(part, Row):
            lines = [(part.left, part.ref)]
        elif isinstance(part, Branch):
            lines = [(part.line, part.ref)]
        elif isinstance(part, Fact) and not part.inline:
            lines = [*part.lines]
        yield from ((bool(line and line[0].meaning == SIGN), ref) for line, ref in lines if ref)


def _once(names: Iterator[str]) -> list[str]:
    """Names in their order, those in a row that are the same once, without what leads nowhere."""
    found: list[str] = []
    for name in names:
        if name and (not found or found[-1] != name):
            found.append(name)
    return found


def _missing(wanted: list[str], there: list[str]) -> list[str]:
    """Those of `wanted` that do not come in `there` in their order."""
    rest = iter(there)
    return [word for word in wanted if not any(word == other for other in rest)][:5]
