"""From what a person typed to the values of keys: `key=value` pairs, people by name, references by prefix."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.days import day_named
from cocreate.model.errors import CocreateError, NotFound, Refused, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Value
from cocreate.model.moments import date_shortly, near_words, on_this_clock, parse_moment, written
from cocreate.model.schema import Key, Shape, words_for
from cocreate.model.text import fold, slug
from cocreate.workspace.format.reading import check_value
from cocreate.workspace.format.writing import one_line

PAST = frozenset(["on_day", "checked"])
"""Keys that hold a day that was."""

FIXED = frozenset(["id", "kind", "on", "at"])
"""Keys that are made once and never set by hand."""

AHEAD = frozenset(["until", "review"])
"""Keys that name what is to come."""


def split_pairs(pairs: Iterable[str]) -> dict[str, list[str]]:
    """`key=value` pairs by key; a key given several times has several values."""
    given: dict[str, list[str]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise Refused(
                _("{pair} does not set anything.").format(pair=pair),
                Hint("set-keys"),
            )
        given.setdefault(key.strip(), []).append(value)
    return given


def split_words(text: str) -> list[str]:
    """The words of a list as they are typed: parted by commas; one that holds a comma stands in quotes."""
    import csv  # deferred: few keys hold lists

    line = one_line(text)
    try:
        return [word.strip() for word in next(csv.reader([line], skipinitialspace=True), [])]
    except csv.Error:  # longer than any front matter may be: refused where it would be written
        return [line]


def join_words(words: Iterable[str]) -> str:
    """A list as it may be typed again: `split_words` makes the same words of it."""
    quoted = ('"{}"'.format(word.replace('"', '""')) if "," in word or word.startswith('"') else word for word in words)
    return ", ".join(quoted)


def values_for(
    keys: tuple[Key, ...],
    given: Mapping[str, list[str]],
    collection: Collection,
    what: str,
    person: Callable[[str], str] | None = None,
    *,
    over: bool = False,
) -> dict[str, Value]:
    """The values of `given` as `keys` hold them.

    Several words of a list are typed as `split_words` says, or given one at a time. People may be named by their
    slug or their name, things by any unique prefix. An empty value takes a key away.

    Args:
        keys: those that the thing may have.
        given: what was typed, by the names of keys.
        collection: what is in the workspace, for whom and what is named.
        what: a word for the thing.
        person: finds who is called so, and refuses whom it does not know; without it, somebody new may be named.
        over: whether the thing waits for nothing more; else it is promised, or looked at again, on a day to come.

    Raises:
        Refused: `what` (a word for the thing) has no such key, or the value may not stand under it.
        NotFound: a reference leads nowhere.
    """
    who = person or (lambda name: person_named(collection, name))
    known = {key.name: key for key in keys if key.name not in FIXED}
    values: dict[str, Value] = {}
    for name, texts in given.items():
        if name not in known:
            raise Refused(
                _("{what} has no key {key} that can be set.").format(what=what, key=name),
                _("It has: {keys}.").format(keys=", ".join(known)) if known else "",
            )
        try:
            values[name] = _value(known[name], texts, collection, who, over=over)
        except CocreateError as error:
            raise error.under(name) from error.__cause__
    return values


def name_others(keys: tuple[Key, ...], given: Mapping[str, list[str]]) -> bool:
    """Whether something in `given` is a person or a thing, to be found among all there are."""
    shapes = {key.shape for key in keys if key.name in given}
    return not shapes.isdisjoint({Shape.PEOPLE, Shape.PERSON, Shape.ID, Shape.IDS})


def _value(key: Key, texts: list[str], collection: Collection, who: Callable[[str], str], *, over: bool) -> Value:
    words = [word for text in texts for word in (split_words(text) if key.shape.several else [one_line(text)])]
    meant = list(dict.fromkeys(_meant(key, word, collection, who, over=over) for word in words if word))
    value: Value = meant if key.shape.several else (meant[-1] if meant else "")
    if key.required and not value:
        raise Refused(_("{key} cannot be empty.").format(key=key.name), "")
    try:
        check_value(key, value)
    except Unreadable as error:
        raise Refused(
            _("{key} cannot be {value}.").format(key=key.name, value=", ".join(words)),
            _("It holds {shape}.").format(shape=", ".join(key.choices) or words_for(key.shape)),
        ) from error
    return value


def day_meant(text: str, key: str = "", *, is_past: bool = False) -> str:
    """The day that `text` names, from today on, or until today where it `is_past`, as files hold it, under `key`.

    Raises:
        Refused: it names none.
    """
    day = day_named(text, _today(), is_past=is_past)
    if day is None:
        raise Refused(
            _("{text} is no day.").format(text=one_line(text)), _("Say it like: 2026-12-05, friday, 5.12., in 2 weeks")
        ).under(key)
    return day.isoformat()


def day_ahead(text: str, key: str = "") -> str:
    """The day that `text` names, which has not passed, under `key`.

    Raises:
        Refused: it names none, or one that has passed.
    """
    meant = day_meant(text, key)
    if meant < _today().isoformat():
        raise _passed(meant).under(key)
    return meant


def moment_ahead(text: str, key: str = "") -> str:
    """The moment that `text` names, or the end of the day that it names, which has not passed, under `key`.

    Raises:
        Refused: it names neither, or one that has passed.
    """
    meant = moment_meant(text, key)
    moment = parse_moment(meant)
    if moment and moment < datetime.now(UTC):
        raise _passed(meant[:10]).under(key)
    return meant


def _passed(day: str) -> Refused:
    return Refused(
        _("{day} has passed.").format(day=day), _("Say a day from today on, such as: friday, 5.12., in 2 weeks")
    )


def _today() -> date:
    return on_this_clock(datetime.now(UTC)).date()


def day_told(text: str) -> str:
    """Which day `text` means that lies before, or is to come: `Fri 27 Nov, today`; empty where it names none."""
    return _day_told(text, is_past=False)


def past_day_told(text: str) -> str:
    """The same of a day that was."""
    return _day_told(text, is_past=True)


def _day_told(text: str, *, is_past: bool) -> str:
    today = _today()
    day = day_named(text, today, is_past=is_past) if text.strip() else None
    return ", ".join(filter(None, (date_shortly(day, today), near_words(day, today)))) if day else ""


def moment_meant(text: str, key: str = "") -> str:
    """The moment that `text` names, or the end of the day that it names, as files hold it, under `key`.

    Raises:
        Refused: it names neither.
    """
    if "T" in text and parse_moment(text):
        return text
    return written(on_this_clock(datetime.combine(date.fromisoformat(day_meant(text, key)), time(23, 59, 59))))


def _meant(key: Key, word: str, collection: Collection, who: Callable[[str], str], *, over: bool) -> str:
    is_ahead = key.name in AHEAD and not over
    if key.shape is Shape.DATE:
        return day_ahead(word) if is_ahead else day_meant(word, is_past=key.name in PAST)
    if key.shape is Shape.MOMENT:
        return moment_ahead(word) if is_ahead else moment_meant(word)
    if key.shape in {Shape.PEOPLE, Shape.PERSON}:
        return who(word)
    if key.shape in {Shape.ID, Shape.IDS}:
        return collection.find(word).id
    return word.removeprefix("#") if key.name == "themes" else word


def name_for(collection: Collection, person: str) -> str:
    """By which name somebody may be named: their own, where nobody else is meant by it; else the short name."""
    name = collection.name_of(person)
    try:
        return name if person_named(collection, name) == person else person
    except NotFound:
        return person


def person_named(collection: Collection, name: str) -> str:
    """The slug of the person called `name`, by slug, by the name on the card, or by a name nobody has yet.

    Raises:
        NotFound: several people answer to it, or no slug can be made of it.
    """
    name = name.strip().removeprefix("@")
    if not name:
        raise NotFound(_("Nobody is named."), _("Name somebody, such as ada-trenkel."))
    if name in collection.people or name in collection.known_people:
        return name
    called = [p.id for p in collection.people.values() if fold(p.title) == fold(name)]
    called = called or [p.id for p in collection.people.values() if fold(name) in fold(p.title).split()]
    if len(called) == 1:
        return called[0]
    if len(called) > 1:
        raise NotFound(
            _("Several people are called {name}.").format(name=name),
            _("Say which one: {people}").format(people=", ".join(called)),
        )
    if is_person_slug(name):
        return name
    if is_person_slug(slug(name)):
        return slug(name)
    raise NotFound(
        _("{name} cannot be a person's short name.").format(name=name),
        _("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."),
    )
