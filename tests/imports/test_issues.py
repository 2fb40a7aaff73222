"""Issues of GitHub: both of its forms, pages that follow one another, and JSON that breaks off."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.imports.issues import is_issues, read_issues

BY_GH = {
    "number": 12,
    "title": "Cup library",
    "body": "You borrow a cup",
    "author": {"login": "ada", "name": "Ada Trenkel"},
    "createdAt": "2026-09-12T14:08:19Z",
    "labels": [{"name": "clay"}, {"name": "lending"}],
    "state": "CLOSED",
    "stateReason": "COMPLETED",
    "comments": [
        {"author": {"login": "tomek"}, "body": "I would lend mine", "createdAt": "2026-09-13T14:08:19Z"},
        {"author": None, "body": "Me too", "createdAt": ""},
        {"author": {"login": "x"}, "body": "  "},
    ],
}
BY_REST = {
    "number": 13,
    "title": "A shelf",
    "body": None,
    "user": {"login": "mavi"},
    "created_at": "2026-09-12T14:08:19Z",
    "labels": ["wood"],
    "state": "open",
    "comments": 3,
}


def test_an_issue_is_an_idea_and_its_comments_are_by_those_who_said_them() -> None:
    (idea,) = read_issues(json.dumps([BY_GH])).found
    assert (idea.title, idea.text, idea.by) == ("Cup library", "You borrow a cup", ("ada",))
    assert idea.at == datetime(2026, 9, 12, 14, 8, 19, tzinfo=UTC)
    assert (idea.themes, idea.state, idea.because) == (("clay", "lending"), "resting", "done before it came here")
    assert [(one.by, one.text) for one in idea.remarks] == [("tomek", "I would lend mine"), ("ghost", "Me too")]
    assert [one.at for one in idea.remarks] == [datetime(2026, 9, 13, 14, 8, 19, tzinfo=UTC), None]


def test_the_form_of_the_rest_interface_is_read_as_well() -> None:
    (idea,) = read_issues(json.dumps(BY_REST)).found
    assert (idea.title, idea.text, idea.by, idea.themes) == ("A shelf", "", ("mavi",), ("wood",))
    assert (idea.state, idea.because, idea.remarks) == ("fresh", "", ())


@pytest.mark.parametrize("between", ["\n", "", ","])
def test_pages_and_lines_that_follow_one_another_are_read_as_one(between: str) -> None:
    text = json.dumps([BY_GH], indent=1) + between + json.dumps([BY_REST]) + "\n" + json.dumps({"items": [BY_REST]})
    assert [one.title for one in read_issues(text).found] == ["Cup library", "A shelf", "A shelf"]


def test_what_is_no_issue_is_named_by_the_line_it_begins_in() -> None:
    text = '[\n  {"title": "One"},\n  {"title": " "},\n  7,\n  {"title": "P", "pull_request": {"a": 1}},\n'
    text += '  {"title": "D", "createdAt": "soon"},\n  {"title": "Two"}, {"title": "broken\n]'
    read = read_issues(text)
    assert [(one.line, one.title) for one in read.found] == [(2, "One"), (7, "Two")]
    assert [(one.line, str(one.what)) for one in read.cannot] == [
        (3, "it has no title"),
        (4, "it is no issue"),
        (5, "it is a change that was proposed to code, not an issue"),
        (6, "soon is no moment such as 2026-11-21T14:03:11+01:00"),
        (7, "it is no JSON from here on, so what follows is not read"),
    ]


def test_json_that_is_too_deep_or_a_number_too_long_is_named() -> None:
    for text in ('{"a":' * 100_000, '[{"title": "x", "n": ' + "9" * 5000 + "}]"):
        assert len(read_issues(text).cannot) == 1


def test_an_issue_is_told_from_a_list_with_boxes() -> None:
    assert is_issues(' [{"title": "x"}]')
    assert not is_issues("[x] done")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*BY_GH, *BY_REST, "login"]), inner),
    max_leaves=20,
)


@given(st.lists(VALUES, max_size=5))
def test_whatever_the_json_holds_it_is_read_or_named(values: list[Any]) -> None:
    read = read_issues(json.dumps(values, indent=1))
    assert all(one.title.strip() and one.by for one in read.found)


@given(st.text(max_size=100))
def test_whatever_text_is_given_it_is_read_or_named(text: str) -> None:
    read_issues(text)


def test_comments_that_are_only_counted_are_named_and_who_does_it_is_told() -> None:
    issue = {
        "title": "Cups",
        "body": "Text",
        "comments": 3,
        "assignees": [{"login": "ada"}],
        "milestone": {"title": "May"},
    }
    read = read_issues(json.dumps([issue, {"title": "Hooks", "comments": 0}]))
    assert read.found[0].text == "Text\n\n- Taken on by: ada\n- Milestone: May"
    assert [(one.line, str(one.what)) for one in read.cannot] == [
        (1, "its comments are only counted here, 3 of them, and not told")
    ]
