"""What a commit says was done, in words, as somebody reads it who looks at the shared place with git's own tools."""

from collections.abc import Sequence

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.text import clean_line, clean_name
from cocreate.sync.pending import PendingChange
from cocreate.workspace.format import reading
from cocreate.workspace.paths import person_path, thread_home, type_at


def message_of(root: str, group: Sequence[PendingChange], names: Sequence[str]) -> str:
    """What was done: the first thing in the first line; where there are more, each in a line of its own.

    Args:
        root: the folder of the workspace.
        group: the changes, at least one.
        names: the names of whoever made them.
    """
    made_first = sorted(group, key=lambda change: change.is_gone)
    told = [_told(root, change, ", ".join(names)) for change in made_first]
    if len(told) == 1:
        return told[0]
    rest = len(told) - 1
    head = plural("{first}, and one more", "{first}, and {count} more", rest).format(first=told[0], count=rest)
    return "\n".join([head, "", *(f"- {line}" for line in told)])


def _told(root: str, change: PendingChange, who: str) -> str:
    item = _item_at(root, change.path)
    if item is None:
        what = _("{who}: takes out {path}") if change.is_gone else _("{who}: {path}")
        return what.format(who=who, path=clean_name(change.path))
    if not change.is_new or isinstance(item, Person):
        return _("{who}: changes on {title}").format(who=who, title=clean_line(_title(root, item)))
    named = [_item_at(root, person_path(name)) for name in (*item.by, *item.listed("to"))]
    around: list[Item] = [card for card in named if isinstance(card, Person)]
    if isinstance(item, Contribution):
        lies_in = thread_home(change.path)
        home = _item_at(root, lies_in)
        on = home.id if home else item.on if lies_in else COMMONS
        item = Contribution(item.path, {**item.fields, "on": on}, item.body)
        around += [home] if home else []
    return clean_line(phrases.happened(Collection("", [item, *around]), item))


def _title(root: str, item: Item) -> str:
    if isinstance(item, Contribution) and (home := _item_at(root, thread_home(item.path))):
        return home.title
    return item.title


def _item_at(root: str, path: str) -> Item | None:
    if not path or not type_at(path):
        return None
    try:
        return reading.read_item(root, path)
    except (FileNotFoundError, Unreadable):
        return None
