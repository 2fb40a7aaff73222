"""Links in texts: what is one, what is none, whom and what it means, and what links to what."""

import pytest

from cocreate.model import links
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Value
from cocreate.model.links import Link, ids_linked, kept, links_in

FIRST, SECOND = "9d2m4x7t0e", "4h8s1v6w3z"


def idea(name: str, body: str = "", **more: Value) -> Idea:
    fields: dict[str, Value] = {"id": name, "title": f"Idea {name}", "state": "fresh", "by": ["mavi"], **more}
    return Idea(f"ideas/2026-11/idea-{name}/idea.md", {"at": "2026-11-21T14:03:11+01:00", **fields}, body)


def person(slug: str, name: str) -> Person:
    return Person(f"people/{slug}.md", {"name": name})


def told(found: Link) -> tuple[str, str]:
    return found.kind, found.name


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"As in [[{FIRST}]].", "item", FIRST),
        ("[[mavi]]", "item", "mavi"),
        ("Ask @mavi.", "mark", "mavi"),
        ("(@ada-trenkel)", "mark", "ada-trenkel"),
        ("@Jürgen", "mark", "Jürgen"),
        ("About #clay, again", "theme", "clay"),
        ("#töpfern", "theme", "töpfern"),
    ],
)
def test_a_link_is_found_with_what_it_leads_to(text: str, kind: str, name: str) -> None:
    (found,) = links_in(text)
    assert told(found) == (kind, name)
    assert name in text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "mavi@example.org",
        "see https://example.org/@mavi/[[9d2m4x7t0e]]#clay",
        "`[[9d2m4x7t0e]] @mavi #clay`",
        "[[]] [[9d2m 4x7t]] [[9D2M4X7T0E]] [9d2m4x7t0e]",
        "# Heading, ## another, #1, C#, &#35; ##clay",
        "@ #",
        "people/@mavi",
    ],
)
def test_an_address_code_and_all_else_is_no_link(text: str) -> None:
    assert list(links_in(text)) == []


def test_what_stands_between_fences_links_to_nothing() -> None:
    body = f"[[{FIRST}]]\n```\n[[{SECOND}]]\n```\n`[[mavi]]`"
    assert list(ids_linked(idea("a" * 10, body))) == [FIRST]


def test_the_words_of_a_title_a_purpose_and_a_reason_link_too_and_themes_do_not() -> None:
    found = ids_linked(idea(FIRST, because=f"of [[{SECOND}]]", themes=["[[mavi]]"], title="As [[erkan]]"))
    assert set(found) == {SECOND, "erkan"}


def test_a_mark_means_a_slug_else_a_word_of_a_name_that_one_person_has() -> None:
    people = [person("mavi", "Mavi Lindqvist"), person("ada-trenkel", "Prof. Ada Trenkel"), person("ada", "Ada Mavi")]
    called = Collection("x", people).marks
    meant = {word: links.meant(called, word) for word in ("mavi", "Trenkel", "trenkel", "Ada", "Prof", "noor")}
    assert meant == {
        "mavi": "mavi",
        "Trenkel": "ada-trenkel",
        "trenkel": "ada-trenkel",
        "Ada": "ada",
        "Prof": "",
        "noor": "",
    }


def test_a_mark_that_several_are_called_by_means_nobody() -> None:
    called = Collection("x", [person("ana", "Ana Mavi"), person("tomek", "Tomek Mavi")]).marks
    assert links.meant(called, "mavi") == ""


def test_mentions_are_told_once_each_the_newest_first_and_not_from_its_own_thread() -> None:
    given = {"kind": "comment", "by": ["ana"], "at": "2026-11-22T14:03:11+01:00"}
    items: list[Item] = [
        idea(FIRST, f"[[{FIRST}]]"),
        idea(SECOND, f"[[{FIRST}]] and [[{FIRST}]]"),
        Contribution("ideas/x/c1.md", {"id": "c" * 10, "on": FIRST, **given}, f"[[{FIRST}]]"),
        Contribution("ideas/x/c2.md", {"id": "d" * 10, "on": SECOND, **given}, f"[[{FIRST}]] @ana"),
        person("ana", "Ana"),
    ]
    here = Collection("x", items)
    assert [item.id for item in here.mentions(FIRST)] == ["d" * 10, SECOND]
    assert [item.id for item in here.mentions("ana")] == ["d" * 10]
    assert here.mentions("mavi") == []


def test_a_text_is_looked_through_once_however_many_signs_are_in_it() -> None:
    for sign in ("`", "[[", "@", "#", "https://", "[[a", "`a\n"):
        assert len(list(links_in(sign * 100_000))) <= 1
    assert len(list(links_in(f"[[{FIRST}]] @mavi " * 10_000))) == 20_000


def test_what_is_linked_to_by_a_short_name_is_kept_by_its_whole_id() -> None:
    here = Collection("x", [idea("9d2m4x7t0e", ""), idea("9d2n4x7t0e", ""), person("ana", "Ana")])
    for said, kept_as in (
        ("see [[9d2m]] and [[9d2n4]]", "see [[9d2m4x7t0e]] and [[9d2n4x7t0e]]"),
        ("[[9d2]] is of two, [[9d2m4x7t0e]] whole, [[zzzz]] nobody", None),
        ("`[[9d2m]]` is code\n```\n[[9d2m]]\n```\n[[9d2m]]", "`[[9d2m]]` is code\n```\n[[9d2m]]\n```\n[[9d2m4x7t0e]]"),
        ("no link, #wood @ana", None),
        ("", None),
    ):
        assert kept(here, {"text": said}) == {"text": kept_as or said}


def test_what_is_linked_to_by_its_whole_title_is_kept_by_its_id_where_one_thing_alone_has_it() -> None:
    cups = idea(FIRST, title="Cup library")
    here = Collection(
        "x", [cups, idea(SECOND, title="Glazes"), idea("a" * 10, title="glazes"), person("ana", "Ana W.")]
    )
    for said, kept_as in (
        ("as in [[Cup library]], [[cup  LIBRARY]]", f"as in [[{FIRST}]], [[{FIRST}]]"),
        ("[[Glazes]] are two, [[Cup]] is none", None),
        ("[[Ana W.]] asks", "[[ana]] asks"),
        ("`[[Cup library]]` [[no\nlink]]", None),
    ):
        assert kept(here, {"text": said}) == {"text": kept_as or said}


def test_what_is_written_on_is_read_by_its_titles_and_kept_as_it_was() -> None:
    two = [idea(SECOND, title="Glazes"), idea("a" * 10, title="glazes")]
    linking = idea("b" * 10, title=f"Mugs [[{FIRST}]]")
    here = Collection("x", [idea(FIRST, title="Cup library"), *two, linking, person("ana", "Ana W.")])
    said = f"[[{FIRST}]], [[{SECOND}]], [[{'b' * 10}]], [[ana]], [[zzzzzzzzzz]] `[[{FIRST}]]`"
    told = links.readable(here, said)
    assert told.startswith(f"[[Cup library]], [[{SECOND}]], [[{'b' * 10}]]")
    assert told.endswith(f"`[[{FIRST}]]`")
    assert kept(here, {"text": told}) == {"text": said}


def test_what_looks_like_a_link_and_leads_nowhere_is_found() -> None:
    here = Collection("x", [idea(FIRST), person("ana", "Ana")])
    said = idea(SECOND, f"[[Cupz]] [[Cupz]] [[{FIRST}]] @ana @til #clay noor@example.org `@noor`", title="As [[zzzz]]")
    assert list(links.nowhere(here, said)) == ["[[zzzz]]", "[[Cupz]]", "@til"]
