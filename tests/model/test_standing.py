"""How what people hold to stands: to be decided, due, in force, replaced, withdrawn."""

from datetime import date

from cocreate.model.items import Contribution, Value
from cocreate.model.standing import by_standing

TODAY = date(2026, 11, 21)


def given(name: str, kind: str, **keys: Value) -> Contribution:
    fields = {"id": name, "kind": kind, "on": "workspace", "by": ["ana"], "at": "2026-05-01T10:00:00+02:00", **keys}
    return Contribution(f"commons/2026-05/{name}.md", fields)


def test_each_stands_where_it_belongs() -> None:
    some = [
        given("a", "proposal", state="open"),
        given("b", "proposal", state="decided", review="2027-01-01"),
        given("c", "proposal", state="decided", review="2026-11-21"),
        given("d", "proposal", state="withdrawn"),
        given("e", "agreement"),
        given("f", "agreement", replaces="e"),
        given("g", "knowhow", checked="2026-06-01"),
        given("h", "knowhow"),
        given("i", "proposal", state="open", replaces="b"),
        given("j", "comment"),
    ]
    assert {how: [one.id for one in found] for how, found in by_standing(some, TODAY).items()} == {
        "open": ["i", "a"],
        "due": ["h", "c"],
        "in-force": ["g", "f", "b"],
        "replaced": ["e"],
        "withdrawn": ["d"],
    }
