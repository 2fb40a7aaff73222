"""References: what an item says of other items, by id."""

from collections.abc import Iterator

from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item
from cocreate.model.schema import Shape, keys_of


def references(item: Item) -> Iterator[tuple[str, str]]:
    """Each key of `item` that names another item, with the id it names."""
    kind = item.kind if isinstance(item, Contribution) else ""
    for key in keys_of(item.type, kind):
        if key.shape in {Shape.ID, Shape.IDS} and key.name != "id":
            yield from ((key.name, name) for name in item.listed(key.name))
    if isinstance(item, Contribution) and item.on != COMMONS:
        yield "on", item.on


def referring_to(collection: Collection, name: str) -> list[Item]:
    """What names the item called `name`, in the order of the collection."""
    return [item for item in collection.items() if any(named == name for _key, named in references(item))]
