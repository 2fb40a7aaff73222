"""What is given to something: what is written, whose it is, and what is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cocreate.acts.contribute import contribute
from cocreate.acts.decide import decide
from cocreate.acts.introduce import introduce
from cocreate.acts.states import rest
from cocreate.acts.voice import Voice
from cocreate.model import schema
from cocreate.model.errors import NotFound, NotWritten
from cocreate.model.items import Idea, Project, Value
from tests.acts.written import refused, reload
from tests.conftest import collected, make_voice

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
    on, number = project.id, 1
    if kind == "stance":
        on, number = contribute(workspace, voice, collected(workspace), on, "proposal", "Words").id, 2
    if kind == "answer":
        on, number = contribute(workspace, voice, collected(workspace), on, "question", "Words").id, 2
    given = contribute(workspace, voice, collected(workspace), on, kind, "\nWords\n", EXTRA.get(kind))
    assert (
        given.path == f"{project.path.removesuffix('project.md')}2026-11/20261121T130311Z-{kind}-000000000{number}.md"
    )
    assert reload(workspace, given) == given
    assert (given.by, given.noted_by, given.body, given.on) == (("mavi", "ana"), "ben", "Words", on)
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
    assert "none" in refused(workspace, give(idea.id, "stance", "Well", {"stance": "agree"})).message
    refused(workspace, give("0000000000", "comment", "Hello"), NotFound)
    refused(workspace, give(idea.id, "stance", "Well"))
    refused(workspace, give(idea.id, "stance", "Well", {"stance": "maybe"}))
    refused(workspace, give(idea.id, "promise", "I will", {"until": "soon"}))
    refused(workspace, give(idea.id, "thanks", "x", {"to": ["../x"]}))
    refused(workspace, give(idea.id, "encounter", "x", {"form": "x" * 70_000}))
    refused(workspace, give(idea.id, "comment", "x" * (1 << 20)), NotWritten)


def test_a_stance_is_taken_on_a_proposal_as_long_as_it_is_open(workspace: str, idea: Idea) -> None:
    voice = make_voice()

    def agree(on: str) -> Callable[[], object]:
        return lambda: contribute(workspace, voice, collected(workspace), on, "stance", "", {"stance": "agree"})

    proposal = contribute(workspace, voice, collected(workspace), idea.id, "proposal", "Two jugs.")
    agree(proposal.id)()
    decide(workspace, voice, collected(workspace), proposal)
    refusal = refused(workspace, agree(proposal.id))
    assert refusal.message == "It is decided already: a stance would not count any more."
    comment = contribute(workspace, voice, collected(workspace), proposal.id, "comment", "Good.")
    refused(workspace, agree(comment.id))
