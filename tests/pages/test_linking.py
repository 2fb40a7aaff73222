"""Links as pages tell them: titles and names on both faces, what is hostile harmless, and where something is linked."""

import re
from pathlib import Path
from typing import Any

import pytest

from cocreate.cli.output.painting import paint
from cocreate.model.collection import Collection
from cocreate.model.items import Value
from cocreate.pages import linking
from cocreate.pages.page_of import page_of
from cocreate.pages.parts import LINK, PERSON, THEME, Words
from cocreate.tui.blocks import Link, lines_of
from cocreate.tui.painting import painted
from tests.conftest import NOON, collected, put

FIRST, SECOND, SAID = "9d2m4x7t0e", "4h8s1v6w3z", "x81ma2b4c9"
IDEA: dict[str, Value] = {"state": "fresh", "by": ["mavi"], "at": "2026-11-20T14:03:11+01:00"}


def idea(root: str, name: str, title: str, body: str = "") -> None:
    path = f"ideas/2026-11/i-{name}/idea.md"
    (Path(root) / path).unlink(missing_ok=True)
    put(root, path, {"id": name, "title": title, **IDEA}, body)


def say(root: str, body: str, name: str = SAID, on: str = SECOND) -> None:
    fields: dict[str, Value] = {
        "id": name,
        "kind": "comment",
        "on": on,
        "by": ["mavi"],
        "at": "2026-11-21T14:03:11+01:00",
    }
    put(root, f"ideas/2026-11/i-{on}/20261121T130311Z-comment-{name}.md", fields, body)


def in_shell(here: Collection, name: str) -> str:
    item = here.get(name)
    assert item
    return "\n".join("".join(line) for line in paint(here, page_of(here, item, NOON).parts(), 80))


def on_screen(here: Collection, name: str) -> tuple[str, list[Link]]:
    item = here.get(name)
    assert item
    blocks = painted(here, page_of(here, item, NOON).parts())
    words = "\n".join(line.plain for block in blocks for line in lines_of(block, 80))
    return words, [link for block in blocks for link in block.links]


@pytest.fixture
def root(workspace: str) -> str:
    put(workspace, "people/mavi.md", {"name": "Mavi Lindqvist"})
    idea(workspace, FIRST, "Cup library")
    idea(workspace, SECOND, "Glazes")
    return workspace


def test_both_faces_show_titles_and_names_and_the_shell_the_short_name_to_follow(root: str) -> None:
    say(root, f"As in [[{FIRST}]], ask @mavi about #clay.")
    here = collected(root)
    assert "As in Cup library (9d2m), ask Mavi Lindqvist about #clay." in in_shell(here, SECOND)
    words, links = on_screen(here, SECOND)
    assert "As in Cup library, ask Mavi Lindqvist about #clay." in words
    assert [link.item or link.theme for link in links] == [FIRST, "mavi", "clay"]


def test_what_is_not_there_and_what_is_code_is_shown_as_it_was_typed(root: str) -> None:
    said = f"[[zzzzzzzzzz]] @nobody `[[{FIRST}]]`"
    say(root, said)
    here = collected(root)
    assert said in in_shell(here, SECOND)
    words, links = on_screen(here, SECOND)
    assert said.replace("`", "") in words
    assert links == []


def test_a_fenced_link_is_shown_as_it_was_typed_also_after_a_title_that_looks_like_a_fence(root: str) -> None:
    idea(root, FIRST, "```")
    say(root, f"[[{FIRST}]]\n\n[[{FIRST}]]\n```\n[[{FIRST}]]\n```")
    told = in_shell(collected(root), SECOND)
    assert told.count("``` (9d2m)") == 2
    assert told.count(f"[[{FIRST}]]") == 1


@pytest.mark.parametrize("title", [f"[[{SECOND}]]", "[x](https://evil.example)", "**b** `c`", f"@mavi [[{FIRST}]]"])
def test_a_title_is_never_read_as_a_link_or_as_markdown_where_it_is_linked(root: str, title: str) -> None:
    idea(root, FIRST, title)
    say(root, f"See [[{FIRST}]].")
    here = collected(root)
    assert f"See {title} (9d2m)." in in_shell(here, SECOND)
    words, links = on_screen(here, SAID)
    assert f"See {title}." in words
    assert [link.target for link in links] == [f"cocreate:{FIRST}"]


def test_a_linked_title_goes_through_the_door_in_one_line_and_cut(root: str) -> None:
    idea(root, FIRST, "A\u202e\u001b[2J" + "b" * 5000)
    say(root, f"See [[{FIRST}]].")
    here = collected(root)
    for told in (in_shell(here, SAID), on_screen(here, SAID)[0]):
        assert "\u202e" not in told
        assert "\x1b" not in told
        assert "b" * 61 not in told


def test_texts_that_link_to_one_another_come_to_an_end(root: str) -> None:
    idea(root, FIRST, f"One [[{SECOND}]]", f"[[{SECOND}]]")
    idea(root, SECOND, f"Two [[{FIRST}]]", f"[[{FIRST}]]")
    here = collected(root)
    assert f"One Two [[{FIRST}]] (4h8s)" in in_shell(here, FIRST)
    assert f"Two One [[{SECOND}]]" in on_screen(here, SECOND)[0]


def test_ten_thousand_links_are_each_looked_up_once_and_told_no_longer_than_so_many_titles(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea(root, FIRST, "T" * 5000)
    say(root, f"[[{FIRST}]] " * 10_000)
    here = collected(root)
    asked: list[str] = []
    looked: list[object] = []
    short, led = Collection.short, linking._led

    def asking(self: Collection, name: str) -> str:
        asked.append(name)
        return short(self, name)

    def leading(*each: Any) -> Words | None:
        looked.append(each)
        return led(*each)

    monkeypatch.setattr(Collection, "short", asking)
    item = here.get(SAID)
    assert item
    told = "".join("".join(line) for line in paint(here, page_of(here, item, NOON, whole=True).parts(), 80))
    assert asked.count(FIRST) <= 2
    assert len(told) < 10_000 * (linking.LONGEST_TITLE + 20)
    monkeypatch.setattr(linking, "_led", leading)
    painted(here, page_of(here, item, NOON, whole=True).parts())
    assert len(looked) <= 10_000


def test_a_page_tells_where_a_thing_or_a_person_is_mentioned(root: str) -> None:
    say(root, f"As in [[{FIRST}]], ask @mavi.")
    here = collected(root)
    for name in (FIRST, "mavi"):
        assert re.search(r"Mentioned in +x81m  “ Mavi Lindqvist  Glazes", in_shell(here, name))
        assert "Mentioned in" in on_screen(here, name)[0]
    assert "Mentioned in" not in in_shell(here, SECOND)


def test_words_keep_their_meaning_around_a_link(root: str) -> None:
    here = collected(root)
    line = (Words(f"a [[{FIRST}]] b @mavi #c", "quiet"), Words("@mavi", PERSON, "mavi"))
    assert [words.meaning for words in linking.told(here, line)] == [
        *("quiet", LINK, "quiet", PERSON, "quiet", THEME, PERSON)
    ]
    plain = (Words("nothing"),)
    assert linking.told(here, plain) is plain
