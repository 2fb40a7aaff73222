"""`cocreate story`, and what a foreign reader makes of a lineage."""

from prov.model import ProvDocument

from tests.cli.conftest import Say


def test_the_story_begins_with_the_oldest_and_tells_the_spin_off(say: Say) -> None:
    told = " ".join(row["told"] for row in say("story", "barista-pass", "--json").json)
    assert "start Milk foam school" in say("story", "barista-pass").out
    assert told.index("start Milk foam school") < told.index("let it grow: Barista pass grew from")
    assert "Decided on Milk foam school" in told
    days = [row["at"] for row in say("story", "barista-pass", "--json").json]
    assert days == sorted(days)


def test_a_person_has_none(say: Say) -> None:
    assert say("story", "mavi").code == 1


def test_a_foreign_reader_takes_the_lineage_as_it_stands_and_gives_it_back(say: Say) -> None:
    told = say("lineage", "--format", "prov").out
    read = ProvDocument.deserialize(content=told, format="json")
    ours = say("lineage", "--json").json
    kinds = [record.get_type().localpart for record in read.get_records()]
    assert kinds.count("Entity") == len(ours["nodes"])
    assert kinds.count("Derivation") == len(ours["edges"])
    again = ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert again == read
    assert {str(r.identifier) for r in read.get_records()} >= {f"workspace:{node['id']}" for node in ours["nodes"]}
