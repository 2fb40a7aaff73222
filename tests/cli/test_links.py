"""Links in the shell: titles in lists, the text as it was written in JSON, and what was just written told at once."""

import json
from collections.abc import Callable

import pytest

from cocreate.model.items import Value
from cocreate.workspace.index.index import Index
from cocreate.workspace.index.storage import AtomicStorage
from tests.cli.conftest import Say
from tests.conftest import put

FIRST, SECOND = "9d2m4x7t0e", "4h8s1v6w3z"


def idea(root: str, name: str, title: str, body: str = "") -> None:
    fields: dict[str, Value] = {
        "id": name,
        "title": title,
        "state": "fresh",
        "by": ["mavi"],
        "at": "2026-11-22T14:03:11+01:00",
    }
    put(root, f"ideas/2026-11/i-{name}/idea.md", fields, body)


@pytest.fixture(autouse=True)
def _ideas(teambase: str) -> None:
    idea(teambase, FIRST, "Cups to lend")
    idea(teambase, SECOND, f"Like [[{FIRST}]]", f"See [[{FIRST}]]")


def test_lists_show_titles_and_json_the_text_as_it_was_written(say: Say) -> None:
    assert say("list").code == 0
    for words in (("list", "ideas"), ("list", "ideas", "--limit", "2"), ("search", "like", "--limit", "1")):
        assert "Like Cups to lend" in say(*words).out
    told = json.loads(say("show", SECOND, "--json").out)
    assert (told["title"], told["body"]) == (f"Like [[{FIRST}]]", f"See [[{FIRST}]]")


@pytest.mark.parametrize("most", [0, 2_000])
def test_a_link_that_was_just_written_is_told_where_it_leads(
    say: Say, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cocreate.workspace.index.around.MOST_LOOKED_AT_FOR_LINKS", most)
    assert say("list").code == 0
    assert say("say", "8tp8", f"As in [[{FIRST}]]").code == 0
    shown = say("show", FIRST).out
    assert "Mentioned in" in shown
    assert "Cup library" in shown
    assert "As in Cups to lend (9d2m)" in say("show", "8tp8").out


def test_what_can_be_taken_back_is_told_with_titles_and_names(say: Say) -> None:
    caught = say("idea", f"A rail like [[{FIRST}]] for @ana").out
    assert caught.rstrip().endswith("  A rail like Cups to lend for Ana Beltrán")
    told = "A rail like Cups to lend for Ana Beltrán"
    assert say("undo", "--list").out.splitlines()[0].endswith(told)
    assert say("undo", "--dry-run").out.rstrip().endswith(told)
    assert say("undo").out.splitlines()[0].endswith(told)


def test_what_an_act_prints_and_lists_show_tells_the_titles_of_links(say: Say) -> None:
    asked = ("spin-off", SECOND, "--title", f"After [[{FIRST}]]", "--purpose", f"So that [[{FIRST}]] is not alone.")
    told = [say(*asked).out, say("list", "projects").out]
    told.append(say("propose", SECOND, f"As in [[{FIRST}]].").out)
    told.append(say("rest", SECOND, "--because", f"until [[{FIRST}]] is done").out)
    told += [say("undo", "--list").out, say("list", "ideas", "--limit", "3").out, say("story", SECOND).out]
    for one in told:
        assert "[[" not in one, one
    assert "until Cups to lend is done" in told[3]


def test_what_an_act_prints_tells_whom_and_which_project_it_links_to(say: Say) -> None:
    assert say("list").code == 0
    said = say("say", FIRST, f"As in [[dwte9t7rpx]] with [[erkan]], [[{SECOND}]], [[gone]].").out
    assert "As in Barista pass with Erkan Yıldırım, Like [[9d2m4x7t0e]], [[gone]]." in said


def test_all_that_is_linked_to_is_looked_at_at_once(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [say("say", FIRST, words, "--json") for words in ("Mugs", "Pots", "Jugs")]
    names = [json.loads(one.out)["id"] for one in said]
    say("idea", "Of " + ", ".join(f"[[{name}]]" for name in [*names, "zzzzzzzzzz"]))
    looks: list[int] = []
    shortly = Index.shortly

    def counted(self: Index, ask: Callable[[str, AtomicStorage], object]) -> object:
        looks.append(1)
        return shortly(self, ask)

    monkeypatch.setattr(Index, "shortly", counted)
    assert "Of Mugs, Pots, Jugs, [[zzzzzzzzzz]]" in say("list", "ideas").out
    assert len(looks) == 1


def test_an_act_looks_at_no_link_that_it_does_not_print(
    say: Say, teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea(teambase, "x81ma2b4c9", "Pots to lend", f"As [[{FIRST}]].")
    assert say("list").code == 0
    monkeypatch.setattr("cocreate.cli.opening.open_known", pytest.fail)
    assert say("rest", "x81ma2b4c9", "--because", "they are in use").code == 0


def test_a_short_name_that_is_linked_to_is_kept_whole_and_told_by_its_title(say: Say) -> None:
    words = f"As [[{FIRST[:5]}]]"
    made = json.loads(say("say", SECOND, words, "--json").out)
    assert json.loads(say("show", made["id"], "--json").out)["body"] == f"As [[{FIRST}]]"
    assert json.loads(say("idea", words, "--json").out)["title"] == f"As [[{FIRST}]]"
    assert "As Cups to lend" in say("say", SECOND, words).out
    assert "As [[zzzz]]" in say("say", SECOND, "As [[zzzz]]").out


def test_what_is_called_by_its_title_is_kept_by_its_id_and_what_leads_nowhere_is_said(say: Say) -> None:
    caught = say("idea", "A rail like [[Cups to lend]] for @til")
    assert "A rail like Cups to lend for @til" in caught.out
    assert caught.err.splitlines()[-1] == "@til leads nowhere."
    given = say("say", "8tp8", "As in [[cups to lend]], not [[cupz]]")
    assert "As in Cups to lend" in given.out
    assert "[[cupz]] leads nowhere." in given.err
    assert "leads nowhere" not in say("say", "8tp8", "Ask @ana of [[Cup library]]").err
    assert "leads nowhere" not in say("idea", "Ask @ana").err
