"""What people do, on real files: what is written, whom it is credited to, and what is refused."""

import multiprocessing
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit, edit_whole
from cocreate.acts.introduce import introduce
from cocreate.acts.join_in import is_in, join_in, step_back
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.states import finish, rest, resume
from cocreate.acts.values import join_words, person_named, split_pairs, split_words, values_for
from cocreate.acts.voice import Voice
from cocreate.acts.weave import weave
from cocreate.model import schema
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, NotFound, NotWritten, Refused
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution, Idea, Item, Person, Project, Value
from cocreate.workspace import files
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.format.writing import list_of
from cocreate.workspace.merge.edits import open_document
from tests.conftest import all_files, collected, make_voice

FORK = multiprocessing.get_context("fork")
AT = "2026-11-21T14:03:11+01:00"


@pytest.fixture
def idea(workspace: str) -> Idea:
    path, _fields, _body = catch_idea(
        workspace,
        Voice(["ana"], clock=make_voice().clock, new_id=lambda: "9d2m4x7t0e"),
        "A jug",
        "One line inside.",
    )
    found = read_item(workspace, path)
    assert isinstance(found, Idea)
    return found


@pytest.fixture
def project(workspace: str) -> Project:
    voice = Voice(["ben"], clock=make_voice().clock, new_id=lambda: "k7f3q2ab1c")
    return start_project(workspace, voice, "Milk Foam School", "Anyone can foam milk.")


def refused(root: str, act: Callable[[], object], error: type[CocreateError] = Refused) -> CocreateError:
    """The refusal of `act`, which has a sentence and a hint and wrote nothing."""
    before = all_files(root)
    with pytest.raises(error) as caught:
        act()
    assert all_files(root) == before, "nothing is written"
    assert caught.value.message.endswith((".", "?"))
    return caught.value


def text_of(root: str, item: Item) -> str:
    return Path(root, item.path).read_text(encoding="utf-8")


def reload(root: str, item: Item) -> Item:
    return read_item(root, item.path)


# Beginning


@given_any(st.lists(st.text(), max_size=5))
def test_a_list_that_is_shown_to_be_edited_is_read_back_as_it_was(words: list[str]) -> None:
    kept = list_of(words)
    assert split_words(join_words(kept)) == kept


def test_a_word_of_a_list_that_holds_a_comma_stands_in_quotes() -> None:
    assert split_words('bread, "honey, from the roof",  5" pipes') == ["bread", "honey, from the roof", '5" pipes']
    assert split_words("x" * 200_000) == ["x" * 200_000]


def test_a_workspace_begins_with_its_mark_its_folders_and_how_git_treats_it(tmp_path: Path) -> None:
    root = str(tmp_path / "a" / "b")
    begin_workspace(root, "  Team   base ")
    assert all_files(root) == {
        "workspace.md": b'---\nformat: "1"\nname: Team base\n---\n',
        ".gitattributes": b"* text=auto eol=lf\n",
    }
    assert {"people", "projects", "ideas", "commons"} <= set(os.listdir(root))


def test_files_that_are_there_stay_when_a_workspace_begins_around_them(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    begin_workspace(str(tmp_path), "Teambase")
    assert all_files(str(tmp_path)).items() >= {".gitattributes": b"mine", "notes.txt": b"mine"}.items()


def test_no_workspace_begins_where_one_is_within_one_or_without_a_name(workspace: str, tmp_path: Path) -> None:
    assert "already" in refused(workspace, lambda: begin_workspace(workspace, "Again")).message
    assert "within" in refused(workspace, lambda: begin_workspace(f"{workspace}/ideas/inner", "Inner")).message
    assert refused(workspace, lambda: begin_workspace(str(tmp_path / "other"), " \n ")).hint == Hint(
        "say-name", "Teambase"
    )
    assert not (tmp_path / "other").exists()


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


# Contributions

EXTRA: dict[str, Mapping[str, Value]] = {
    "stance": {"stance": "agree"},
    "promise": {"until": "2026-12-01"},
    "thanks": {"to": ["ana"]},
    "encounter": {"form": "visit", "people": ["cem"], "on_day": "2026-11-20"},
    "hiccup": {"felt_by": ["cem"], "between": ["kiln", "bar"], "step": "glazing"},
}


@pytest.mark.parametrize("kind", schema.GIVEN_KINDS)
def test_every_kind_is_written_with_its_keys_in_order_and_reads_back(
    workspace: str, project: Project, kind: str
) -> None:
    voice = make_voice("mavi", "ana", noted_by="ben")
    given = contribute(workspace, voice, collected(workspace), project.id, kind, "\nWords\n", EXTRA.get(kind))
    assert given.path == f"{project.path.removesuffix('project.md')}2026-11/20261121T130311Z-{kind}-0000000001.md"
    assert reload(workspace, given) == given
    assert (given.by, given.noted_by, given.body, given.on) == (("mavi", "ana"), "ben", "Words", project.id)
    assert given.state == schema.FIRST_STATES.get(kind, "")
    order = [key.name for key in schema.contribution_keys(kind)]
    assert list(given.fields) == [key for key in order if key in given.fields]


def test_a_contribution_stands_in_the_thread_of_what_it_is_finally_given_to(workspace: str, idea: Idea) -> None:
    voice = make_voice()
    question = contribute(workspace, voice, collected(workspace), idea.id, "question", "How?")
    answer = contribute(workspace, voice, collected(workspace), question.id, "answer", "So.")
    common = contribute(workspace, voice, collected(workspace), "workspace", "agreement", "We listen.")
    reply = contribute(workspace, voice, collected(workspace), common.id, "comment", "Gladly.")
    assert Path(answer.path).parent == Path(question.path).parent == Path(idea.path).parent
    assert Path(reply.path).parent == Path(common.path).parent == Path("commons/2026-11")
    Path(workspace, question.path).unlink()
    late = contribute(workspace, voice, collected(workspace), answer.id, "comment", "Thanks.")
    assert Path(late.path).parent == Path(idea.path).parent


def test_an_addition_lets_a_fresh_idea_grow_and_nothing_else_does(workspace: str, idea: Idea) -> None:
    voice = make_voice("cem")
    comment = contribute(workspace, voice, collected(workspace), idea.id, "comment", "Hm.")
    contribute(workspace, voice, collected(workspace), comment.id, "addition", "Yes, and")
    assert reload(workspace, idea).state == "fresh"
    contribute(workspace, voice, collected(workspace), idea.id, "addition", "Yes, and")
    assert reload(workspace, idea).state == "growing"
    assert reload(workspace, idea).by == ("ana",)
    rest(workspace, voice, idea, "winter")
    contribute(workspace, voice, collected(workspace), idea.id, "addition", "And")
    assert reload(workspace, idea).state == "resting"


def test_an_addition_stands_even_if_its_idea_cannot_be_changed(workspace: str, idea: Idea) -> None:
    collection = collected(workspace)
    Path(workspace, idea.path).write_bytes(b"broken by hand")
    given = contribute(workspace, make_voice(), collection, idea.id, "addition", "Yes, and")
    assert reload(workspace, given) == given
    assert Path(workspace, idea.path).read_bytes() == b"broken by hand"


def test_thanks_go_to_whoever_gave_it_or_to_the_person_named(workspace: str, idea: Idea) -> None:
    introduce(workspace, "cem", {"name": "Cem"})
    collection = collected(workspace)
    assert contribute(workspace, make_voice(), collection, idea.id, "thanks", "").fields["to"] == ["ana"]
    thanks = contribute(workspace, Voice(["mavi"]), collection, "cem", "thanks", "")
    assert (thanks.on, thanks.fields["to"]) == ("workspace", ["cem"])


def test_what_says_nothing_or_goes_nowhere_is_refused(workspace: str, idea: Idea) -> None:
    introduce(workspace, "cem", {"name": "Cem"})
    collection = collected(workspace)

    def give(on: str, kind: str, text: str, keys: Mapping[str, Value] | None = None) -> Callable[[], object]:
        return lambda: contribute(workspace, make_voice(), collection, on, kind, text, keys)

    refused(workspace, give(idea.id, "comment", " \n "))
    assert "reason" in refused(workspace, give(idea.id, "stance", "", {"stance": "object"})).message
    refused(workspace, give("cem", "comment", "Hello"))
    refused(workspace, give("0000000000", "comment", "Hello"), NotFound)
    refused(workspace, give(idea.id, "stance", "Well"))
    refused(workspace, give(idea.id, "stance", "Well", {"stance": "maybe"}))
    refused(workspace, give(idea.id, "promise", "I will", {"until": "soon"}))
    refused(workspace, give(idea.id, "thanks", "x", {"to": ["../x"]}))
    refused(workspace, give(idea.id, "encounter", "x", {"form": "x" * 70_000}))
    refused(workspace, give(idea.id, "comment", "x" * (1 << 20)), NotWritten)


# Joining


def test_whoever_speaks_joins_an_idea_or_a_project_and_steps_back(workspace: str, idea: Idea, project: Project) -> None:
    pair = make_voice("mavi", "cem")
    joined = join_in(workspace, pair, idea).item
    assert joined.listed("joined") == ("mavi", "cem")
    assert is_in(pair, joined)
    assert not is_in(make_voice("mavi", "dora"), joined)
    assert list(joined.fields) == ["id", "title", "state", "joined", "by", "at"]
    assert step_back(workspace, make_voice("mavi"), joined).item.listed("joined") == ("cem",)
    assert "joined" not in step_back(workspace, pair, joined).item.fields
    assert join_in(workspace, pair, project).item.listed("people") == ("ben", "mavi", "cem")


def test_joining_from_an_old_view_loses_nobody_who_joined_since(workspace: str, idea: Idea) -> None:
    for person in ("mavi", "cem", "dora"):
        join_in(workspace, make_voice(person), idea)
    assert reload(workspace, idea).listed("joined") == ("mavi", "cem", "dora")
    seen = reload(workspace, idea)
    step_back(workspace, make_voice("cem"), idea)
    assert reload(workspace, idea).listed("joined") == ("mavi", "dora")
    join_in(workspace, make_voice("ben"), seen)
    assert reload(workspace, idea).listed("joined") == ("mavi", "dora", "ben"), "nobody is brought back"


def test_joining_twice_changes_nothing(workspace: str, idea: Idea) -> None:
    join_in(workspace, make_voice("mavi"), idea)
    before = all_files(workspace)
    join_in(workspace, make_voice("mavi"), idea)
    assert all_files(workspace) == before


def join_as(root: str, item: Item, number: int) -> None:
    join_in(root, Voice([f"person-{number}"]), item)


def test_sixteen_people_join_at_once_and_all_are_in(workspace: str, idea: Idea) -> None:
    workers = [FORK.Process(target=join_as, args=(workspace, idea, number)) for number in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(reload(workspace, idea).listed("joined")) == {f"person-{number}" for number in range(16)}


def test_one_does_not_join_a_comment(workspace: str, idea: Idea) -> None:
    comment = contribute(workspace, make_voice(), collected(workspace), idea.id, "comment", "Yes")
    for act in (join_in, step_back):
        refused(workspace, lambda act=act: act(workspace, make_voice(), comment))


# Resting, resuming, finishing


def test_what_rests_says_why_and_forgets_it_when_it_resumes(workspace: str, idea: Idea, project: Project) -> None:
    resting = rest(workspace, make_voice(), idea, " until the\nroof is done ").item
    assert (resting.state, resting.text("because")) == ("resting", "until the roof is done")
    assert list(resting.fields) == ["id", "title", "state", "state_since", "state_by", "because", "by", "at"]
    assert (resting.listed("state_by"), resting.text("state_since")) == (("mavi",), "2026-11-21T14:03:11+01:00")
    fresh = resume(workspace, make_voice(), resting, collected(workspace)).item
    assert (fresh.state, "because" in fresh.fields) == ("fresh", False)
    assert rest(workspace, make_voice(), project, "winter").item.state == "resting"
    assert resume(workspace, make_voice(), project, collected(workspace)).item.state == "active"
    finished = finish(workspace, make_voice(), project).item
    assert finished.state == "finished"
    assert resume(workspace, make_voice(), finished, collected(workspace)).item.state == "active"


def test_an_idea_that_was_built_on_or_taken_up_resumes_as_such(workspace: str, idea: Idea) -> None:
    contribute(workspace, make_voice(), collected(workspace), idea.id, "addition", "Yes, and")
    rest(workspace, make_voice(), idea, "winter")
    assert resume(workspace, make_voice(), idea, collected(workspace)).item.state == "growing"
    spin_off(workspace, make_voice(), [idea], "Jugs", "Everybody has one.")
    rest(workspace, make_voice(), idea, "winter")
    assert resume(workspace, make_voice(), idea, collected(workspace)).item.state == "taken-up"


def test_what_cannot_rest_or_finish_is_refused(workspace: str, idea: Idea) -> None:
    comment = contribute(workspace, make_voice(), collected(workspace), idea.id, "comment", "Yes")
    voice, collection = make_voice(), collected(workspace)
    refused(workspace, lambda: rest(workspace, voice, idea, "  "))
    refused(workspace, lambda: rest(workspace, voice, comment, "x"))
    refused(workspace, lambda: resume(workspace, voice, comment, collection))
    refused(workspace, lambda: finish(workspace, voice, idea))


# Editing


def test_an_edit_keeps_every_byte_it_does_not_change(teambase: str) -> None:
    before = all_files(teambase)
    for item in collected(teambase).items():
        text = text_of(teambase, item)
        assert edit(teambase, make_voice(), item, dict(item.fields), item.body).wording is None
        edit(teambase, make_voice(), item, {"odd-key": "by hand"})
        assert text_of(teambase, item).replace("odd-key: by hand\n", "") == text
        edit(teambase, make_voice(), item, {"odd-key": ""})
    assert all_files(teambase) == before


def test_of_what_two_people_changed_the_second_wording_is_kept_in_the_thread(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice("cem"), idea, {"title": "A pot", "id": idea.id}, "One line outside.", base)
    later = edit(workspace, make_voice("mavi", "ana", noted_by="ben"), idea, {"title": "A bowl"}, "No line.", base)
    assert (later.item.title, later.item.body) == ("A pot", "One line outside.")
    assert later.wording is not None
    kept = reload(workspace, later.wording)
    assert isinstance(kept, Contribution)
    assert (kept.kind, kept.on, kept.by, kept.noted_by) == ("wording", idea.id, ("mavi", "ana"), "ben")
    assert (kept.fields["title"], kept.body) == ("A bowl", "No line.")
    assert Path(kept.path).parent == Path(idea.path).parent
    assert collected(workspace).unread == []


def test_a_wording_keeps_keys_that_every_contribution_has_under_names_of_their_own(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice("cem"), idea, {"noted_by": "cem", "a: #b": "theirs"}, None, base)
    kept = edit(workspace, make_voice("mavi"), idea, {"noted_by": "dora", "a: #b": "ours"}, None, base).wording
    assert kept is not None
    again = reload(workspace, kept)
    assert (again.fields["kept_noted_by"], again.fields["a: #b"], again.by) == ("dora", "ours", ("mavi",))


def test_a_wording_of_a_card_is_kept_in_the_commons(workspace: str) -> None:
    card = introduce(workspace, "mavi", {"name": "Mavi"}, "I foam.")
    base = open_document(workspace, card.path)
    edit(workspace, make_voice("mavi"), card, {"address": "Mavi"}, "I foam milk.", base)
    kept = edit(workspace, make_voice("mavi"), card, {"address": "Chef"}, "I steam.", base).wording
    assert kept is not None
    again = reload(workspace, kept)
    assert Path(kept.path).parent == Path("commons/2026-11")
    assert (again.text("on"), again.text("address"), again.body) == ("workspace", "Chef", "I steam.")
    assert sorted(os.listdir(f"{workspace}/people")) == ["mavi.md"]


def test_an_edit_that_nobody_could_read_is_refused(workspace: str, idea: Idea) -> None:
    for changes in ({"state": "sleeping"}, {"title": ""}, {"by": []}, {"project": "../x"}):
        refused(workspace, lambda changes=changes: edit(workspace, make_voice(), idea, changes))
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {}, "x" * (1 << 20)), NotWritten)


def test_an_edit_of_what_has_gone_or_is_broken_is_refused(workspace: str, idea: Idea) -> None:
    Path(workspace, idea.path).write_bytes(b"broken by hand")
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {"title": "x"}))
    Path(workspace, idea.path).unlink()
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {"title": "x"}))


def test_a_whole_file_is_taken_over_as_an_editor_left_it(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    join_in(workspace, make_voice("dora"), idea)
    left = base.encode().replace(b"A jug", b"A pot").replace(b"inside", b"outside")
    done = edit_whole(workspace, make_voice(), idea, base, left)
    assert (done.item.title, done.item.body, done.wording) == ("A pot", "One line outside.", None)
    assert done.item.listed("joined") == ("dora",), "what happened meanwhile stays"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"9d2m4x7t0e", b"0000000001"),
        (b"---", b"+++"),
        (b"fresh", b"asleep"),
        (b"A jug", b"&x jug"),
        (b"A", b"\xff"),
    ],
)
def test_a_whole_file_that_is_not_this_item_any_more_is_refused(
    workspace: str, idea: Idea, old: bytes, new: bytes
) -> None:
    base = open_document(workspace, idea.path)
    refused(workspace, lambda: edit_whole(workspace, make_voice(), idea, base, base.encode().replace(old, new)))


# Cards


def test_a_card_is_written_changed_and_kept_as_it_was_where_nothing_changed(workspace: str) -> None:
    card = introduce(workspace, "ada-trenkel", {"curious": ["kilns"], "name": "Ada Trenkel"}, "\nHello\ud800 \n")
    assert text_of(workspace, card) == "---\nname: Ada Trenkel\ncurious: [kilns]\n---\n\nHello\ufffd\n"
    assert reload(workspace, card) == card
    changed = introduce(workspace, "ada-trenkel", {"address": "Ada"})
    assert text_of(workspace, changed) == "---\nname: Ada Trenkel\naddress: Ada\ncurious: [kilns]\n---\n\nHello\ufffd\n"


def test_a_card_needs_a_name_and_a_short_name_that_is_one(workspace: str) -> None:
    refused(workspace, lambda: introduce(workspace, "ada", {"address": "Ada"}))
    for slug in ("../ada", "", "Ada", "con", "-rf"):
        refused(workspace, lambda slug=slug: introduce(workspace, slug, {"name": "Ada"}))


def test_a_card_that_cannot_be_read_is_refused_and_stays(workspace: str) -> None:
    Path(workspace, "people/ada.md").write_bytes(b"by hand")
    assert "line ---" in refused(workspace, lambda: introduce(workspace, "ada", {"name": "Ada"})).message


def introduce_as(root: str, number: int) -> None:
    introduce(root, "ada", {"name": "Ada", f"odd-{number}": "x", "brings": [f"b{number}"]})


def test_several_processes_write_one_card_and_none_fails(workspace: str) -> None:
    workers = [FORK.Process(target=introduce_as, args=(workspace, number)) for number in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 16
    card = read_item(workspace, "people/ada.md")
    assert isinstance(card, Person)
    assert card.title == "Ada"


def test_a_card_that_somebody_writes_in_the_very_moment_is_changed_instead(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_beside = files._write_beside

    def write_late(path: str, data: bytes) -> str:
        if not os.path.exists(f"{workspace}/people/ada.md"):
            Path(workspace, "people/ada.md").write_text("---\nname: A.\nodd: x\n---\n", encoding="utf-8")
        return write_beside(path, data)

    monkeypatch.setattr(files, "_write_beside", write_late)
    card = introduce(workspace, "ada", {"name": "Ada", "address": "Ada"})
    assert card.fields == {"name": "Ada", "address": "Ada", "odd": "x"}


# Values as typed


@pytest.fixture
def collection(workspace: str, idea: Idea, project: Project) -> Collection:
    assert idea.path
    assert project.path
    introduce(workspace, "ada-trenkel", {"name": "Ada Trenkel"})
    introduce(workspace, "ada-munk", {"name": "Ada Munk"})
    return collected(workspace)


def test_pairs_are_split_at_the_first_equals_sign_and_gathered_by_key() -> None:
    assert split_pairs(["a=1=2", " b =", "a=3"]) == {"a": ["1=2", "3"], "b": [""]}
    for pair in ("a", "=1", " =x"):
        with pytest.raises(Refused):
            split_pairs([pair])


def test_values_are_read_as_their_keys_hold_them(collection: Collection) -> None:
    given = {
        "themes": ["clay, milk", "clay"],
        "joined": ["Trenkel,ana"],
        "project": ["k7f3"],
        "because": [""],
    }
    assert values_for(schema.IDEA_KEYS, given, collection, "An idea") == {
        "themes": ["clay", "milk"],
        "joined": ["ada-trenkel", "ana"],
        "project": "k7f3q2ab1c",
        "because": "",
    }


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"purpose": ["x"]}, Refused),
        ({"id": ["0000000001"]}, Refused),
        ({"at": ["now"]}, Refused),
        ({"title": [" "]}, Refused),
        ({"state": ["asleep"]}, Refused),
        ({"project": ["zzzz"]}, NotFound),
        ({"project": ["ada-trenkel"]}, Refused),
        ({"joined": ["Ada"]}, NotFound),
        ({"joined": ["日本"]}, NotFound),
    ],
)
def test_values_that_do_not_fit_are_refused(
    collection: Collection, given: dict[str, list[str]], error: type[CocreateError]
) -> None:
    with pytest.raises(error):
        values_for(schema.IDEA_KEYS, given, collection, "An idea")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ana", "ana"),
        ("@ada-munk", "ada-munk"),
        ("Ada Trenkel", "ada-trenkel"),
        ("munk", "ada-munk"),
        ("MUNK", "ada-munk"),
        ("Jürgen Groß", "juergen-gross"),
    ],
)
def test_people_are_named_by_slug_by_name_or_for_the_first_time(collection: Collection, name: str, slug: str) -> None:
    assert person_named(collection, name) == slug
