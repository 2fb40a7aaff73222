"""Reading at the page: everything that there is, in plain HTML that is whole."""

import re
import subprocess
from asyncio import to_thread
from itertools import pairwise
from pathlib import Path

import pytest

from cocreate.door.page import allowance, reading
from cocreate.door.page.hints import WORDS, hint_html
from cocreate.model.hints import Hint
from tests.conftest import collected
from tests.door.page.browsers import Answer, open_page

BESIDE = 20
"""So many pages beside things, such as their lineage, are looked at."""

CUP_LIBRARY = "8tp8qnsvq5"


def check_whole(answer: Answer, path: str) -> None:
    """A page is well-formed, with one heading of the first rank, landmarks, and a name for each field."""
    page = answer.page
    assert answer.status == 200, path
    assert page.wrong == [], path
    assert page.open == [], path
    tags = [tag for tag, _attributes in page.elements]
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1, path
    assert dict(page.elements)["html"]["lang"] == "en"
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)), path
    labels = {attributes.get("for") for tag, attributes in page.elements if tag == "label"}
    for tag, attributes in page.elements:
        if tag in {"input", "textarea", "select"} and attributes.get("type") != "hidden":
            assert attributes["id"] in labels, path
        assert not any(name.startswith("on") or name == "style" for name in attributes), path
        assert tag not in {"script", "iframe", "object", "embed", "img", "style", "base"}, path
    ranks = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(ranks)), (path, ranks)


def links(answer: Answer) -> list[str]:
    """The paths that a page leads to, here."""
    found = [attributes.get("href", "") for tag, attributes in answer.page.elements if tag == "a"]
    return [one.partition("#")[0] for one in found if one.startswith("/")]


async def test_every_page_that_a_page_leads_to_is_there_and_is_whole(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "EACH", (10_000.0, 10_000.0))
    Path(teambase, "people", "x.md").write_text("---\naddress: Du\n---\n")
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        to_see, seen, beside = ["/"], set[str](), 0
        while to_see:
            path = to_see.pop()
            beside += path.count("/") == 3
            if path in seen or "/history" in path or (path.count("/") == 3 and beside > BESIDE):
                continue
            seen.add(path)
            answer = await mavi.get(path)
            check_whole(answer, path)
            to_see += links(answer)
    collection = collected(teambase)
    assert {f"/on/{item.id}" for item in collection.items()} <= seen
    assert any(path.startswith("/unread") for path in seen)


async def test_an_idea_is_read_with_its_text_its_thread_and_what_stands_around_it(teambase: str) -> None:
    async with open_page(teambase) as page:
        answer = await page.known("mavi").get(f"/on/{CUP_LIBRARY}")
        answer.says("Cup library", "You borrow a cup the way you borrow a book.", "Grew into", "Could help")
        assert ("em", {}) in answer.page.elements
        assert "holds the heat" in answer.text


async def test_every_hint_leads_to_a_page_that_is_there(teambase: str) -> None:
    async with open_page(teambase) as page:
        mavi, here = page.known("mavi"), page.door.house.table.collection
        for what in WORDS:
            about = "" if what == "all-lineages" else CUP_LIBRARY
            (way,) = re.findall('href="([^"]*)"', hint_html(here, Hint(what, about)))
            assert (await mavi.get(way.partition("#")[0])).status == 200, what


async def test_home_leads_further_back_only_where_more_happened(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        for most, path, leads in ((1, "/", True), (1, "/?all=yes", False), (10_000, "/", False)):
            monkeypatch.setattr(reading, "LATELY", most)
            assert ("What happened before" in (await mavi.get(path)).text) is leads


async def test_it_is_read_in_the_first_language_that_there_are_words_in(teambase: str) -> None:
    async with open_page(teambase) as page:
        answer = await page.known("mavi").get("/", Accept_Language="xx, ../../etc;q=0.9, en-GB;q=0.3, *;q=0.1")
        assert dict(answer.page.elements)["html"]["lang"] == "en"


async def test_what_is_looked_for_is_found_and_a_theme_leads_there(teambase: str) -> None:
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        (await mavi.get("/search?words=cup+library")).says("Cup library")
        (await mavi.get("/search?words=%23clay")).says("Cup library")
        (await mavi.get("/search?words=zzzzqqq")).says("Nothing here holds these words.")


async def test_a_history_is_read_where_there_is_one(teambase: str) -> None:
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        (await mavi.get(f"/on/{CUP_LIBRARY}/history")).says("Nothing is in the history yet.")
        await to_thread(_with_history, teambase)
        (await mavi.get(f"/on/{CUP_LIBRARY}/history")).says("History", "Cup library", "Ana")


def _with_history(root: str) -> None:
    for command in ("init -q", "add -A", "-c user.name=Ana -c user.email=ana@example.org commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)


async def test_the_beginning_of_an_id_leads_where_the_whole_does(teambase: str) -> None:
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        shortly, whole = await mavi.get("/on/8tp8"), await mavi.get(f"/on/{CUP_LIBRARY}")
        assert shortly.status == 200
        assert links(shortly) == links(whole)
        assert (await mavi.get("/on/8tp8/lineage")).status == 200
        assert (await mavi.get("/on/zzzz")).status == 404
        assert (await mavi.get("/on/e")).status == 404
