"""Looking: lists, pages, search, lineage, credits, Home."""

import json
import os
import shutil
from pathlib import Path

import pytest

from cocreate.cli.output.layout import width
from tests.cli.conftest import Ran, Say

PASS, FOAM, BOARD, KITCHEN = "dwte9t7rpx", "mba0rszf7e", "gmwawa9ss0", "9516dtw8qz"
DRINK = "jggzhy4z5r"
NUMBERS = ("total", "count", "score", "rank", "points")


def ids(ran: Ran) -> list[str]:
    return [item["id"] for item in ran.json]


def test_a_list_shows_projects_with_their_purpose_and_then_ideas(say: Say) -> None:
    ran = say("list")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("gmwa  ◆ Whiteboard to go  active")
    assert "Anyone who comes in can make perfect foam." in ran.out
    assert "9516  ○ Summer kitchen  resting: until the roof is done" in lines
    assert ran.out.index("Summer kitchen") < ran.out.index("Ein Haken für jede Schürze")
    assert max(map(width, lines)) <= 80


@pytest.mark.parametrize("what", ["ideas", "projects", "people", "contributions"])
def test_what_is_listed_as_text_is_listed_as_json(say: Say, what: str) -> None:
    found = say("list", what, "--json").json
    assert {item["type"] for item in found} == {{"people": "person"}.get(what, what.removesuffix("s"))}
    assert all(set(item) >= {"type", "path", "id"} for item in found)
    assert all(("body" in item) == (what == "contributions") for item in found)
    rows = [line for line in say("list", what).out.splitlines() if not line.startswith(" ")]
    assert len(rows) == len(found)


def test_json_holds_every_key_as_it_is_stored(say: Say, teambase: str) -> None:
    path = Path(teambase, "people", "zoe.md")
    path.write_text('---\nname: Zoë\nhat: "yes"\ntype: x\n---\nHallo\n')
    assert say("show", "zoe", "--json").json == {
        "type": "person",
        "id": "zoe",
        "name": "Zoë",
        "hat": "yes",
        "path": "people/zoe.md",
        "body": "Hallo",
        "thread": [],
    }


def test_a_list_is_narrowed_by_every_option(say: Say) -> None:
    assert ids(say("list", "projects", "--state", "resting", "--json")) == [KITCHEN]
    assert ids(say("list", "ideas", "--project", "barista", "--theme", "CLAY", "--by", "Mavi Lindqvist", "--json")) == [
        DRINK,
        "c18ah0rf7s",
    ]
    questions = say("list", "--kind", "question", "--project", PASS, "--json").json
    assert {one["kind"] for one in questions} == {"question"}
    assert len(say("list", "--limit", "1", "--json").json) == 2
    assert len(say("list", "contributions", "--by", "mavi", "--state", "open", "--json").json) > 0


def test_an_empty_list_says_so_and_is_no_failure(say: Say) -> None:
    ran = say("list", "ideas", "--theme", "nothing")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err
    assert say("list", "ideas", "--theme", "nothing", "--json").json == []


def test_what_has_no_kind_is_not_asked_for_one(say: Say) -> None:
    assert say("list", "ideas", "--kind", "question").code == 2


def test_a_person_is_no_project(say: Say) -> None:
    ran = say("list", "--project", "mavi")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "Mavi Lindqvist is not a project.")


def test_ideas_come_newest_first_and_active_projects_before_the_others(say: Say) -> None:
    moments = [item["at"] for item in say("list", "ideas", "--json").json]
    assert moments[0] > "2026-11-2" > moments[-1]
    assert ids(say("list", "projects", "--json")) == [BOARD, PASS, FOAM, KITCHEN]


def test_a_theme_is_found_as_pages_tell_it(say: Say) -> None:
    assert ids(say("list", "ideas", "--theme", "#wood", "--json")) == ids(
        say("list", "ideas", "--theme", "wood", "--json")
    )
    assert ids(say("search", "#wood", "--json")) == ids(say("search", "wood", "--json")) != []


def test_a_page_tells_purpose_lineage_people_text_and_what_was_said(say: Say) -> None:
    page = say("show", "barista-pass").out
    for said in (
        "dwte  ◆ Barista pass\n      A card for everyone who has learned the machine",
        "Started by    Ana Beltrán, Erkan Yıldırım",
        "Grew from     cknp  ◈ A card for whoever has stood at the machine three times",
        "It is a card with a first name and three stamped marks.",
        "Growing\njggz  ◐ A pass you can drink from",
        "63gp  ◇ Ana Beltrán, Erkan Yıldırım, Prof. Dr. Ada Trenkel  proposal",
        "      decided, 2026-10-17: Ana Beltrán, Erkan Yıldırım",
        "    arfs  ✓ Tomasz Wilk  agrees",
        "✓ Hildegard Voss  agrees, noted by Ana Beltrán",
        "promise, open, by 2026-12-01",
        "question, answered",
    ):
        assert said in page
    idea = say("show", DRINK[:4]).out
    assert "Discussed in  dwte  ◆ Barista pass  A card for everyone" in idea
    assert "Grew from     8tp8  ◐ Cup library" in idea
    assert "Grew into    jggz  ◐ A pass you can drink from" in say("show", "8tp8").out


def test_a_page_fits_its_width(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    page = say("show", "milk-foam-school").out
    assert max(map(width, page.splitlines())) <= 90  # a heading of a thread is one line, whatever it holds
    monkeypatch.setenv("COLUMNS", "400")
    assert max(map(width, say("list").out.splitlines())) <= 100


def test_show_as_json_has_the_text_and_the_thread_oldest_first(say: Say) -> None:
    shown = say("show", PASS, "--json").json
    assert shown["type"] == "project"
    assert shown["body"].startswith("The foam evenings left us")
    assert [one["kind"] for one in shown["thread"]][:3] == ["comment", "comment", "proposal"]
    assert shown["thread"][0]["body"].startswith("I have cut a first lino")
    answers = say("show", "tbxhzt1chd", "--json").json["thread"]
    assert [one["id"] for one in answers] == ["gp1ppnyf02"]


def test_the_commons_can_be_shown(say: Say) -> None:
    shown = say("show", "workspace", "--json").json
    assert (shown["type"], shown["name"], shown["path"]) == ("workspace", "Teambase", "workspace.md")
    assert shown["thread"][0]["kind"] == "agreement"
    assert "We address each person the way" in say("show", "workspace").out


def test_a_reference_that_leads_nowhere_or_to_several_is_told(say: Say, teambase: str) -> None:
    ran = say("show", "nothing")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "Nothing here is called nothing.")
    shutil.copytree(f"{teambase}/ideas/2026-09/cup-library-8tp8qnsvq5", f"{teambase}/ideas/2026-09/x-8tp8qnsvq6")
    idea = Path(teambase, "ideas/2026-09/x-8tp8qnsvq6/idea.md")
    idea.write_text(idea.read_text().replace("8tp8qnsvq5", "8tp8qnsvq6"))
    for each in idea.parent.glob("2*.md"):
        each.unlink()
    ran = say("show", "8tp8")
    assert ran.code == 1
    assert "8tp8qnsvq5 (Cup library)" in ran.err


def test_search_finds_whatever_the_spelling(say: Say) -> None:
    assert DRINK in ids(say("search", "DRINK", "from", "--json"))
    assert say("search", "foam", "--json").json == say("search", "FOAM", "--json").json != []
    assert ids(say("search", "whitebord", "--json"))[0] == BOARD
    assert ids(say("search", "schurze", "--json")) == ids(say("search", "Schürze", "--json"))
    assert {item["kind"] for item in say("search", "foam", "--kind", "stance", "--json").json} == {"stance"}
    text = say("search", "foam").out
    assert "Anyone who comes in can make perfect foam." in text
    assert say("search", "zzzz") == Ran(0, "", "Nothing here holds zzzz.\n")
    assert say("search", "zzzz", "--json").json == []


def test_lineage_is_a_tree_a_graph_or_json(say: Say) -> None:
    drawn = say("lineage", DRINK).out
    assert "└─ jggz  ◐ A pass you can drink from  growing" in drawn
    assert "(see above)" in drawn
    found = say("lineage", DRINK, "--json").json
    assert {"from": "8tp8qnsvq5", "to": DRINK, "how": "weave"} in found["edges"]
    assert {node["id"] for node in found["nodes"]} >= {DRINK, "8tp8qnsvq5"}
    assert all("title" in node and "type" in node for node in found["nodes"])
    assert say("lineage", "--format", "mermaid").out.startswith("graph TD\n")
    assert say("lineage", "--format", "dot").out.startswith("digraph lineage {\n")


def test_a_lineage_marks_the_thing_that_was_asked_about(say: Say) -> None:
    marked = [line for line in say("lineage", "barista-pass").out.splitlines() if "← this one" in line]
    assert len(marked) == 1
    assert "dwte  ◆ Barista pass  active  ← this one" in marked[0]
    assert "← this one" not in say("lineage").out


def test_lineage_is_told_to_other_programs_as_prov(say: Say) -> None:
    told = json.loads(say("lineage", "barista-pass", "--format", "prov").out)
    drawn = say("lineage", "barista-pass", "--json").json
    named = {f"workspace:{node['id']}" for node in drawn["nodes"]}
    assert set(told["entity"]) == named
    derived = {(one["prov:usedEntity"], one["prov:generatedEntity"]) for one in told["wasDerivedFrom"].values()}
    assert derived == {(f"workspace:{edge['from']}", f"workspace:{edge['to']}") for edge in drawn["edges"]}
    for one in told["wasAttributedTo"].values():
        assert one["prov:entity"] in named
        assert one["prov:agent"] in told["agent"]
    assert all(one["prov:activity"] in told["activity"] for one in told["wasGeneratedBy"].values())
    assert {name.partition(":")[0] for kind in ("entity", "agent", "activity") for name in told[kind]} == {"workspace"}
    assert "Whiteboard to go" in say("lineage").out
    assert say("lineage", "mavi").code == 1


def test_credits_are_names_and_words_never_numbers(say: Say) -> None:
    found = say("credits", BOARD, "--json").json
    assert found[0]["person"] == "ana"
    assert set(found[0]) == {"person", "name", "gave"}
    assert set(found[0]["gave"][0]) == {"how", "id", "title"}
    assert not [word for word in NUMBERS if word in json.dumps(list(found[0]))]
    text = say("credits", "whiteboard").out
    assert text.startswith("Ana Beltrán\n  count me in")
    cups = say("credits", "8tp8").out
    assert "stance       Yes, and I draw the slips. (r065)" in cups, "what it was, and how to follow it"
    assert say("credits").out.count("\n\n") >= 5
    assert say("credits", "workspace").code == 0
    assert say("credits", "mavi").code == 1


def test_home_has_projects_under_what_they_grew_from_and_commands_to_try(say: Say) -> None:
    home = say()
    assert (home.code, home.err) == (0, "")
    assert home.out.startswith("Teambase\nMavi Lindqvist is speaking\n\nProjects\n")
    assert "\n    dwte  ◆ Barista pass  active\n            A card for everyone" in home.out
    assert "\n        gmwa  ◆ Whiteboard to go" in home.out
    assert "resting: until the roof is done" in home.out
    assert "Fresh ideas" in home.out
    assert "asks on Barista pass" in home.out
    assert "Could not be read" not in home.out
    assert "cocreate show mba0" in home.out
    assert max(map(width, home.out.splitlines())) <= 80
    as_json = say("--json").json
    assert [one["id"] for one in as_json["projects"]] == [FOAM, PASS, BOARD, KITCHEN]
    assert as_json["speaking"] == ["mavi"]


def test_home_of_an_empty_workspace_says_how_to_begin(say: Say, workspace: str) -> None:
    home = say("--workspace", workspace).out
    assert home.startswith("Teambase\nmavi is speaking\n")
    assert "Projects" not in home
    assert "cocreate project TITLE" in home


def test_what_cannot_be_read_is_named_and_hides_nothing(say: Say, teambase: str) -> None:
    Path(teambase, "people", "x.md").write_text("---\naddress: Du\n---\n")
    for words in (["list"], ["show", "mavi"], ["list", "people"], ["search", "foam"], []):
        ran = say(*words)
        assert ran.code == 0
        assert ran.err == "people/x.md: it has no name\n"
    assert "Could not be read\n× people/x.md\n  it has no name" in say().out
    assert say("--json").json["unread"] == [{"path": "people/x.md", "what": "it has no name"}]


def test_without_a_workspace_the_hint_says_how_to_begin(say: Say, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.chdir(tmp_path / "empty")
    for words in ([], ["list"], ["idea", "x"], ["me"]):
        ran = say(*words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.splitlines()[0] == "There is no workspace here."
        assert "cocreate init" in ran.err.splitlines()[1]


def test_of_many_files_that_cannot_be_read_the_first_are_named_and_how_many_more(say: Say, teambase: str) -> None:
    for number in range(1, 4):
        Path(teambase, f"people/x{number}.md").write_text("nothing")
    named = [f"people/x{number}.md: it does not begin with a line ---" for number in range(1, 4)]
    assert say("list").err.splitlines() == named
    Path(teambase, "people/x4.md").write_text("nothing")
    assert say("list").err.splitlines() == [*named, "1 more cannot be read. Which: cocreate check"]
    for number in range(5, 1000):
        Path(teambase, f"people/x{number:03}.md").write_text("nothing")
    for words in (["list", "people"], ["show", "mavi"], ["search", "cup"], ["--by", "mavi", "list", "ideas"]):
        told = say(*words).err.splitlines()
        assert len(told) == 4, words
        assert told[3] == "996 more cannot be read. Which: cocreate check"


def test_what_is_on_a_card_is_found_with_the_reason(say: Say) -> None:
    assert "brings: a cargo bike with a coffee cart" in say("search", "cargo", "bike").out
    say("person", "tomek", "--curious", "Wie Milch reißt", "--address", "Tomek, bitte")
    assert "curious about: Wie Milch reißt" in say("search", "reisst").out
    assert "how to address me: Tomek, bitte" in say("search", "bitte").out
    say("edit", "tomek", "--body", "I come on Tuesdays.\n\nWith two nephews.")
    assert "With two nephews." in say("search", "nephews").out


def test_json_gives_a_list_wherever_a_key_holds_one(say: Say, teambase: str) -> None:
    at = "2026-11-21T10:00:00+01:00"
    folder = Path(teambase, "ideas/2026-11/i-zzzzzzzzz1")
    folder.mkdir(parents=True)
    Path(teambase, "people/noor.md").write_text("---\nname: Noor\nbrings: tea\ncurious:\n---\n")
    (folder / "idea.md").write_text(
        f"---\nid: zzzzzzzzz1\ntitle: Tea\nstate: fresh\nthemes: clay\njoined: ana\nby: mavi\nat: {at}\n---\n"
    )
    (folder / "20261121T090000Z-wording-zzzzzzzzz2.md").write_text(
        f"---\nid: zzzzzzzzz2\nkind: wording\non: zzzzzzzzz1\nby: noor\nat: {at}\nkept_themes: tea\ntitle: T\n---\n"
    )
    card = say("show", "noor", "--json").json
    assert (card["brings"], card["curious"], card["name"]) == (["tea"], [], "Noor")
    idea = say("show", "zzzzzzzzz1", "--json").json
    assert (idea["themes"], idea["joined"], idea["by"], idea["title"]) == (["clay"], ["ana"], ["mavi"], "Tea")
    [wording] = idea["thread"]
    assert (wording["by"], wording["kept_themes"], wording["title"]) == (["noor"], ["tea"], "T")
    [listed] = [one for one in say("list", "ideas", "--json").json if one["id"] == "zzzzzzzzz1"]
    assert listed["themes"] == ["clay"]


def test_rows_of_one_line_are_as_wide_as_the_terminal_and_text_is_not(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    lines = say("listening").out.splitlines()
    promise = next(line for line in lines if line.startswith("hfqd"))
    assert 100 < width(promise) <= 160
    assert any(line.startswith("hfqd") and width(line) > 100 for line in say("list", "contributions").out.splitlines())
    assert max(map(width, say("decisions").out.splitlines())) <= 160
    body = say("show", "milk-foam-school").out.splitlines()
    assert max(map(width, body)) <= 100


def test_states_are_asked_for_as_they_are_printed(say: Say) -> None:
    question = say("ask", "1fjy", "How warm?", "--json").json["id"]
    ids = [one["id"] for one in say("list", "contributions", "--kind", "question", "--state", "open", "--json").json]
    assert question in ids
    answer = say("answer", question, "Warm enough", "--json").json["id"]
    say("helped", answer)
    answered = say("list", "contributions", "--state", "answered", "--json").json
    assert question in [one["id"] for one in answered]
    assert "body" in answered[0]
    assert (
        say("list", "ideas", "--state", "taken up", "--json").json
        == say(*("list", "ideas", "--state", "taken-up", "--json")).json
    )
    assert say("list", "contributions", "--kind", "good to know").out
    assert all("body" in one for one in say("decisions", "--json").json)


def test_a_word_that_is_none_of_those_there_are_names_the_nearest(say: Say) -> None:
    for words, near in (
        (["list", "idea"], "ideas"),
        (["list", "--state", "answerd"], "answered"),
        (["contribute", "1fjy", "x", "--kind", "questio"], "question"),
    ):
        ran = say(*words)
        assert ran.code == 2
        assert " is none of: " in ran.err
        assert f"Is it {near}?" in ran.err.splitlines()[0]


def test_numbers_are_understood_alike(say: Say) -> None:
    for words in (["history", "--limit", "-1"], ["list", "--limit", "-1"], ["undo", "--", "-1"]):
        ran = say(*words)
        assert (ran.code, ran.err.splitlines()[0].endswith("-1 is no number such as 3.")) == (2, True), ran.err
        assert "\0" not in ran.err
    for words in (["list", "--limit", "0"], ["history", "--limit", "0"]):
        ran = say(*words)
        assert (ran.code, ran.out, ran.err) == (0, "", "There is nothing of the kind.\n"), words


def test_who_speaks_is_offered_where_somebody_does(say: Say) -> None:
    assert "--noted-by" not in say("show", "--help").out
    assert say("show", "1fjy", "--by", "erkan", "--new").code == 0
    assert "whose things are told" in " ".join(say("list", "--help").out.split())
    assert "whose words these are" in " ".join(say("say", "--help").out.split())


def test_what_does_not_fit_says_what_it_is(say: Say) -> None:
    assert "Weaving takes ideas; Barista pass is: project." in say("weave", "m61k", "dwte", "--title", "X").err
    for word in ("list", "history"):
        asked = say(word, "--by", "nobodyx")
        assert (asked.code, "Nobody here is called nobodyx." in asked.err, "--new" in asked.err) == (1, True, False)
    assert "Nobody is named." in say("say", "1fjy", "hallo", "--by", "").err
    twice = [say("idea", "A very same bell", "--json").json["id"] for _time in range(2)]
    told = say("show", "A very same bell").err
    assert "Use one of these short names: " in told
    assert all(one[:4] in told for one in twice)
