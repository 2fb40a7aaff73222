"""Catching ideas, starting projects, weaving: what is written, and what is refused."""

from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea, themes_in, themes_named
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.join_in import join_in
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.states import rest
from cocreate.acts.voice import Voice
from cocreate.acts.weave import weave
from cocreate.model.errors import NotWritten
from cocreate.model.items import Idea, Project
from cocreate.workspace.format.reading import read_item
from tests.acts.written import AT, refused, reload, text_of
from tests.conftest import all_files, collected, make_voice

# Catching an idea


def test_a_caught_idea_is_one_file_with_its_keys_in_order(workspace: str) -> None:
    voice = make_voice("mavi", "ana", noted_by="ben")
    path, fields, body = catch_idea(
        workspace,
        voice,
        " What if\nthe cups  came back? ",
        "\nSay #more.\n\n",
        project="k7f3q2ab1c",
        themes=["clay", "clay", ""],
    )
    assert path == "ideas/2026-11/what-if-the-cups-came-back-0000000001/idea.md"
    assert Path(workspace, path).read_text(encoding="utf-8") == (
        '---\nid: "0000000001"\ntitle: What if the cups came back?\nstate: fresh\n'
        f"project: k7f3q2ab1c\nthemes: [clay]\nby: [mavi, ana]\nnoted_by: ben\nat: {AT}\n---\n\nSay #more.\n"
    )
    again = read_item(workspace, path)
    assert (again.fields, again.body) == (fields, body)


def test_whoever_types_is_noted_only_if_it_is_somebody_else() -> None:
    assert Voice(["mavi", "ana", "mavi"], "ana").signature(AT) == {"by": ["mavi", "ana"], "at": AT}
    assert Voice(["mavi"], "ana").signature(AT) == {"by": ["mavi"], "noted_by": "ana", "at": AT}


@pytest.mark.parametrize("title", ["", "  \n\t ", "\r\n"])
def test_an_idea_without_words_is_refused(workspace: str, title: str) -> None:
    assert "such as" in refused(workspace, lambda: catch_idea(workspace, make_voice(), title, "body")).hint


def test_an_idea_that_is_too_long_for_a_file_is_not_written(workspace: str) -> None:
    refused(workspace, lambda: catch_idea(workspace, make_voice(), "x " * 40_000), NotWritten)
    refused(workspace, lambda: catch_idea(workspace, make_voice(), "x", "y" * (1 << 20)), NotWritten)


def test_an_idea_of_odd_characters_is_caught_and_read(workspace: str) -> None:
    body = "<<<<<<< mine\n=======\n>>>>>>> yours\n\udcff\ud800\0"
    path, fields, kept = catch_idea(workspace, make_voice(), "\ud800 - [x]: 'y' # \x1b[2J\u202e", body)
    again = read_item(workspace, path)
    assert (again.fields, again.body) == (fields, kept)


def test_a_byte_order_mark_that_was_pasted_is_no_letter_of_a_title(workspace: str) -> None:
    path, fields, _body = catch_idea(workspace, make_voice(), "\ufeffA lamp")
    assert (fields["title"], read_item(workspace, path).title) == ("A lamp", "A lamp")


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("in #ff8800 or #F80, #fff; #FFFFFF, #ab12cd34", []),
        ("see #1234 and #2 # ## #! #5ab", []),
        ("#cafe #facade #decade #Bad", ["cafe", "facade", "decade", "Bad"]),
        ("#a#b #tea#ff8800#cups", ["a", "b", "tea", "cups"]),
        ("#node.js, (#no) a#no C# #web2… #über-mut! “#no” #tee’", ["node.js", "web2", "über-mut", "tee"]),
    ],
)
def test_only_words_are_themes(text: str, themes: list[str]) -> None:
    assert themes_in(text) == themes


def test_themes_may_be_named_with_their_mark_and_several_at_once() -> None:
    assert themes_named(["#wood, clay", "wood", "#", "Milk foam"]) == ["wood", "clay", "Milk foam"]


def test_words_marked_in_a_text_are_themes_and_numbers_are_none() -> None:
    assert themes_in("more #coffee, #clay! and #2 of #coffee # #") == ["coffee", "clay"]


# Projects


def test_a_project_starts_with_its_purpose_and_whoever_speaks_in_it(workspace: str) -> None:
    project = start_project(
        workspace,
        make_voice("mavi", "ana", noted_by="ben"),
        "Milk Foam School",
        "Anyone can.",
        "Why",
        people=["ana", "cem"],
    )
    assert project.path == "projects/milk-foam-school-0000000001/project.md"
    assert text_of(workspace, project) == (
        '---\nid: "0000000001"\ntitle: Milk Foam School\npurpose: Anyone can.\nstate: active\n'
        f"people: [mavi, ana, cem]\nby: [mavi, ana]\nat: {AT}\n---\nWhy\n"
    )
    assert reload(workspace, project) == project


@pytest.mark.parametrize(("title", "purpose", "word"), [("", "x", "title"), ("x", " ", "purpose")])
def test_a_project_needs_its_title_and_its_purpose(workspace: str, title: str, purpose: str, word: str) -> None:
    assert word in refused(workspace, lambda: start_project(workspace, make_voice(), title, purpose)).message


def test_a_spin_off_of_ideas_and_a_project_takes_along_people_and_themes(
    workspace: str, idea: Idea, project: Project
) -> None:
    join_in(workspace, make_voice("dora"), idea)
    path, _fields, _body = catch_idea(workspace, make_voice("cem"), "Second", themes=["milk"])
    edit(workspace, make_voice(), idea, {"themes": ["clay", "milk"]})
    rest(workspace, make_voice(), idea, "no time")
    sources = [reload(workspace, idea), read_item(workspace, path), project]

    grown = spin_off(workspace, make_voice("mavi", "ana"), sources, "Cup library", "Cups come back.")

    assert grown.grew_from == (idea.id, sources[1].id, project.id)
    assert grown.people == ("mavi", "ana", "cem", "dora")
    assert grown.themes == ("clay", "milk")
    assert grown.by == ("mavi", "ana")
    assert list(grown.fields) == [
        "id",
        "title",
        "purpose",
        "state",
        "grew_from",
        "people",
        "themes",
        "by",
        "at",
    ]
    assert [reload(workspace, source).state for source in sources] == ["taken-up", "taken-up", "active"]
    assert reload(workspace, idea).text("because") == ""
    assert collected(workspace).children(project.id) == [grown.id]


def test_a_spin_off_of_nothing_or_of_a_comment_or_without_purpose_is_refused(workspace: str, idea: Idea) -> None:
    comment = contribute(workspace, make_voice(), collected(workspace), idea.id, "comment", "Yes")
    for sources, purpose in (([], "x"), ([comment], "x"), ([idea], "")):
        refused(workspace, lambda s=sources, p=purpose: spin_off(workspace, make_voice(), s, "Title", p))


def test_a_spin_off_stands_even_if_its_idea_went_away_meanwhile(workspace: str, idea: Idea) -> None:
    Path(workspace, idea.path).unlink()
    grown = spin_off(workspace, make_voice(), [idea], "Cup library", "Cups come back.")
    assert reload(workspace, grown) == grown


# Weaving


def test_ideas_woven_become_a_new_one_and_stay_as_they_are(workspace: str, idea: Idea) -> None:
    path, _fields, _body = catch_idea(workspace, make_voice("cem"), "Second", project="k7f3q2ab1c", themes=["milk"])
    second = read_item(workspace, path)
    before = all_files(workspace)
    voice = Voice(["mavi", "ana"], clock=make_voice().clock)
    woven = weave(workspace, voice, [idea, second], "Both", "Together.")
    assert woven.woven_from == (idea.id, second.id)
    assert woven.themes == ("milk",)
    assert woven.by == ("mavi", "ana")
    assert woven.project == "", "they are not discussed in one project"
    assert reload(workspace, woven) == woven
    assert all_files(workspace).items() > before.items()
    third = weave(workspace, voice, [second, Idea("x", {**second.fields, "id": "0000000009"})], "Same")
    assert third.project == "k7f3q2ab1c"


def test_weaving_takes_two_different_ideas_and_a_title(workspace: str, idea: Idea, project: Project) -> None:
    other = Idea("x", {**idea.fields, "id": "0000000009"})
    for parents, title in (([idea], "x"), ([idea, idea], "x"), ([idea, project], "x"), ([idea, other], " ")):
        refused(workspace, lambda p=parents, t=title: weave(workspace, make_voice(), p, t))
