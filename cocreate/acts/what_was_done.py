"""What was done, in a sentence, as undo tells it: what an act made, what it changed, what became of something by it."""

from collections.abc import Sequence

from cocreate.locale import _, plural
from cocreate.model import phrases, schema
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.text import cut_at_word, unstopped
from cocreate.model.turning import told_growth, told_turn, turned
from cocreate.workspace import journal
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import parse

TEXT = "\0text"
"""Stands among keys for the text, which has none."""


QUOTED = 40
"""Characters of the new words of a change that are told."""


def told(root: str, collection: Collection, notes: Sequence[journal.Note]) -> tuple[Item, str]:
    """What an act was about, and a sentence for it: what it made comes before what it changed."""
    first = next((note for note in notes if note.before == journal.NOTHING), notes[0])
    item = next((one for one in collection.items() if one.path == first.path), None)
    item = item or held(root, first.path, first.before)
    if item is None:
        return Item(first.path, {"title": first.path}), first.path
    if first.mark == journal.NOTHING:
        return item, _("what was let go: {title}").format(title=_title(collection, item))
    if first.before != journal.NOTHING:
        return item, _told_turn(root, collection, first) or _told_change(root, collection, item, first, notes)
    made = held(root, first.path, first.after)
    return item, _with_others(_told_made(collection, item, made or item), notes)


def _told_made(collection: Collection, item: Item, made: Item) -> str:
    """What was made, by whom, on what: the `item` as it is now, which may have become more than was `made`."""
    if isinstance(item, Person):
        return _("the card of {name}").format(name=item.title)
    if isinstance(item, Contribution) and turned(made):
        return told_turn(collection, item, made.state)
    said = told_growth(collection, item) or phrases.happened(collection, item)
    if isinstance(item, Contribution) and item.title and not said.endswith(item.title):
        said = f"{said}: {item.title}"
    return said


def _taken_over(root: str, notes: Sequence[journal.Note]) -> Contribution | None:
    """The other wording that an act took out as it took it over; None where it did not."""
    gone = (held(root, note.path, note.before) for note in notes if note.mark == journal.NOTHING)
    return next((one for one in gone if isinstance(one, Contribution) and one.kind == "wording"), None)


def _told_change(
    root: str, collection: Collection, item: Item, note: journal.Note, notes: Sequence[journal.Note]
) -> str:
    """What a change came to, in a sentence where one says it; else which keys it changed of what."""
    title = _title(collection, item)
    old, new = (held(root, note.path, name) for name in (note.before, note.after))
    keys = _changed_keys(root, note)
    if wording := _taken_over(root, notes):
        whose = phrases.whose(collection, wording)
        return _("what was taken over on {title} from {wording}: {keys}").format(
            title=title, wording=whose, keys=", ".join(map(_text_or, keys))
        )
    if old is None or new is None or not keys:
        return _("what was changed on {title}").format(title=title)
    if meaning := _told_meaning(collection, old, new, keys, title):
        return meaning
    said = _("what was changed on {title}: {keys}").format(title=title, keys=", ".join(map(_text_or, keys)))
    words = _new_words(old, new, keys[0])
    return _("{what}, now “{words}”").format(what=said, words=words) if words else said


def _told_meaning(collection: Collection, old: Item, new: Item, keys: Sequence[str], title: str) -> str:
    """What it means that these keys, and no others, are other ones; empty where no sentence says it."""
    if len(keys) == 1 and keys[0] in {"helpful", "joined", "people", "offered", "confirmed"}:
        came, went = (_names_beside(collection, one, other, keys[0]) for one, other in ((new, old), (old, new)))
        return _told_people(keys[0], came, went).format(title=title, people=came or went) if came or went else ""
    if {*keys} == {"by", "offered"} and (came := _names_beside(collection, new, old, "by")):
        return _("that {title} is the idea of {people} too").format(title=title, people=came)
    if {*keys} <= {"checked", "review"} and isinstance(new, Contribution) and new.kind in schema.HELD:
        return _("that {title} still holds").format(title=title)
    if keys[0] == "state" and {*keys} <= {"state", "because", "outcome"}:
        return _("that {title} is {state} now").format(state=phrases.state_words(new.state), title=title)
    if {*keys} <= {"until", "because"} and new.text("until"):
        return _("that there is time until {day} for {title}").format(day=new.text("until")[:10], title=title)
    return ""


def _new_words(old: Item, new: Item, key: str) -> str:
    """The first words under a key, or in the text, that were not there before, by which a change is known again."""
    if key != TEXT:
        is_words = any(
            known.name == key and known.shape is schema.Shape.TEXT
            for known in schema.keys_of(new.type, new.text("kind"))
        )
        return cut_at_word(new.text(key), QUOTED) if is_words else ""
    before = set(old.body.splitlines())
    line = next((line for line in new.body.splitlines() if line and line not in before), "")
    return cut_at_word(line, QUOTED)


def _told_people(key: str, came: str, went: str) -> str:
    """That people came into a list of an item, or went out of it."""
    is_more = bool(came) and not went
    if went and not came:
        return {
            "joined": _("that {people} stepped back from {title}"),
            "people": _("that {people} stepped back from {title}"),
            "offered": _("that {title} is not offered to {people} any more"),
        }.get(key, "")
    return (
        {
            "helpful": _("that {title} helped {people}"),
            "joined": _("that {people} joined {title}"),
            "people": _("that {people} joined {title}"),
            "offered": _("that {title} is offered to {people}"),
            "confirmed": _("that it was heard right, says {people}: {title}"),
        }[key]
        if is_more
        else ""
    )


def _names_beside(collection: Collection, item: Item, other: Item, key: str) -> str:
    """The names of those whom `item` has under a key and `other` has not."""
    there = other.listed(key)
    return phrases.names(collection, (person for person in item.listed(key) if person not in there))


def _told_turn(root: str, collection: Collection, note: journal.Note) -> str:
    """What a change let become of something, such as decided, kept or resting, in a sentence; else empty."""
    old, new = (held(root, note.path, name) for name in (note.before, note.after))
    if old is None or new is None or old.state == new.state:
        return ""
    return told_turn(collection, new, new.state) if turned(new) or turned(old) else ""


def _with_others(said: str, notes: Sequence[journal.Note]) -> str:
    """The sentence for what an act made first, and how much else it made."""
    rest = sum(note.before == journal.NOTHING != note.mark for note in notes) - 1
    if rest < 1:
        return said
    said = unstopped(said)
    return plural("{first}, and one more", "{first}, and {count} more", rest).format(first=said, count=rest)


def _title(collection: Collection, item: Item) -> str:
    """What something is called; of a contribution whose it is and on what; of a card, whose."""
    if isinstance(item, Contribution | Person):
        return phrases.whose_on(collection, item)
    return item.title


def held(root: str, path: str, name: str) -> Item | None:
    """The item that a file held, or was to hold, whose content is kept under `name`."""
    try:
        return reading.to_item(path, parse(journal.content(root, name) or b""))
    except (Unreadable, KeyError):
        return None


def _changed_keys(root: str, note: journal.Note) -> list[str]:
    """The keys that a change changed, and `TEXT` for the text."""
    try:
        old, new = (parse(journal.content(root, name) or b"") for name in (note.before, note.after))
    except Unreadable:
        return []
    known = [key for key in dict.fromkeys([*new.fields, *old.fields]) if key not in schema.BOOKKEEPING]
    keys = [key for key in known if new.fields.get(key) != old.fields.get(key)]
    return [*keys, *([TEXT] if new.words != old.words else [])]


def _text_or(key: str) -> str:
    return _("text") if key == TEXT else phrases.key_words(key)
