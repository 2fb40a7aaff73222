"""Joining, resting, finishing: who is in, and where a thing stands."""

from cocreate.acts.contribute import contribute
from cocreate.acts.join_in import is_in, join_in, step_back
from cocreate.acts.projects import spin_off
from cocreate.acts.states import finish, rest, resume
from cocreate.acts.voice import Voice
from cocreate.model.items import Idea, Item, Project
from tests.acts.written import FORK, refused, reload
from tests.conftest import all_files, collected, make_voice

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
    resting = rest(workspace, make_voice(), project, "winter").item
    assert resting.state == "resting"
    assert resume(workspace, make_voice(), resting, collected(workspace)).item.state == "active"
    finished = finish(workspace, make_voice(), project).item
    assert finished.state == "finished"
    assert resume(workspace, make_voice(), finished, collected(workspace)).item.state == "active"


def test_an_idea_that_was_built_on_or_taken_up_resumes_as_such(workspace: str, idea: Idea) -> None:
    contribute(workspace, make_voice(), collected(workspace), idea.id, "addition", "Yes, and")
    resting = rest(workspace, make_voice(), idea, "winter").item
    assert resume(workspace, make_voice(), resting, collected(workspace)).item.state == "growing"
    spin_off(workspace, make_voice(), [idea], "Jugs", "Everybody has one.")
    resting = rest(workspace, make_voice(), idea, "winter").item
    assert resume(workspace, make_voice(), resting, collected(workspace)).item.state == "taken-up"


def test_what_cannot_rest_or_finish_is_refused(workspace: str, idea: Idea) -> None:
    comment = contribute(workspace, make_voice(), collected(workspace), idea.id, "comment", "Yes")
    voice, collection = make_voice(), collected(workspace)
    refused(workspace, lambda: rest(workspace, voice, idea, "  "))
    refused(workspace, lambda: rest(workspace, voice, comment, "x"))
    refused(workspace, lambda: resume(workspace, voice, comment, collection))
    refused(workspace, lambda: finish(workspace, voice, idea))
