"""What is worked out of a collection once."""

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
    counted: list[int] = []

    @once
    def count(collection: Collection) -> int:
        counted.append(len(collection.items()))
        return counted[-1]

    for _each in range(3):
        count(Collection("the same name", []))
    assert len(counted) == 3
