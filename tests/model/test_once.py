"""What is worked out of a collection once."""

from gc import collect
from weakref import ref

from cocreate.model.collection import Collection
from cocreate.model.once import once


def test_what_is_asked_again_of_a_collection_is_not_worked_out_again() -> None:
    asked: list[str] = []

    @once
    def named(collection: Collection, said: str) -> str:
        asked.append(said)
        return f"{collection.name} {said}"

    one, other = Collection("one", []), Collection("other", [])
    assert [named(one, "a"), named(one, "a"), named(one, "b"), named(other, "a")] == [
        "one a",
        "one a",
        "one b",
        "other a",
    ]
    assert asked == ["a", "b", "a"]


def test_it_goes_with_its_collection() -> None:
    class Told:
        """What is worked out."""

    @once
    def told(_collection: Collection) -> Told:
        return Told()

    collection = Collection("one", [])
    kept = ref(told(collection))
    collect()
    assert kept() is told(collection)
    del collection
    collect()
    assert kept() is None
