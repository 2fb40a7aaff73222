"""Credits: names and what they gave, along the lineage, in an order that says nothing of merit."""

from cocreate.model.collection import Collection
from cocreate.model.credits import credits_for
from cocreate.model.items import Contribution, Person
from tests.model.test_lineage import idea, project


def said(name: str, on: str, by: str, kind: str = "comment") -> Contribution:
    fields = {"id": name, "kind": kind, "on": on, "by": [by], "at": "2026-11-02T12:00:00+01:00"}
    return Contribution(f"commons/2026-11/{name}.md", fields, "words")


HERE = Collection(
    "w",
    [
        Person("people/zoe.md", {"name": "Änne"}),
        idea("root", by=["ana"], joined=["tomek", "ana"]),
        said("c1", "root", "erkan", "addition"),
        said("c2", "c1", "zoe", "answer"),
        project("school", grew_from=["root"], by=["mavi"]),
        idea("inside", project="school", by=["hilde"]),
        said("c3", "inside", "jonas", "wording"),
        project("other", by=["nobody"]),
        said("c4", "other", "stranger"),
    ],
)


def gifts(name: str = "") -> dict[str, list[tuple[str, str]]]:
    return {c.person: [(gift.how, gift.item.id) for gift in c.gifts] for c in credits_for(HERE, name)}


def test_credit_follows_a_project_to_the_roots_and_into_its_ideas_and_threads() -> None:
    assert gifts("school") == {
        "ana": [("idea", "root")],
        "zoe": [("answer", "c2")],
        "erkan": [("addition", "c1")],
        "hilde": [("idea", "inside")],
        "mavi": [("project", "school")],
        "tomek": [("joined", "root")],
    }


def test_people_come_in_the_order_of_their_names_whatever_they_gave() -> None:
    assert list(gifts("school")) == ["ana", "zoe", "erkan", "hilde", "mavi", "tomek"]


def test_what_sync_kept_is_no_gift_and_without_a_name_all_of_the_workspace_counts() -> None:
    assert "jonas" not in gifts()
    assert {"nobody", "stranger"} <= set(gifts())


def test_a_contribution_has_the_credits_of_what_was_said_on_it() -> None:
    assert gifts("c1") == {"erkan": [("addition", "c1")], "zoe": [("answer", "c2")]}
