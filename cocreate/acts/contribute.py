"""Giving something to a project, an idea, a contribution or the commons: a comment, a question, thanks, and so on."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from cocreate.acts.own_yes import check_own_yes
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import schema
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, DoesNotFit, NotFound, Refused, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Value
from cocreate.model.moments import later, parse_moment, written
from cocreate.workspace.create import create_document
from cocreate.workspace.format import reading
from cocreate.workspace.format.writing import document, storable
from cocreate.workspace.paths import contribution_path

SAYS_IT_ALL = frozenset(["stance", "thanks"])
"""Kinds that mean something without a word of text: agreeing, and thanking somebody."""


def contribute(
    root: str,
    voice: Voice,
    collection: Collection,
    on: str,
    kind: str,
    text: str,
    keys: Mapping[str, Value] | None = None,
) -> Contribution:
    """Write down a contribution and return it.

    An idea that was fresh is growing, once somebody builds on it with an addition.

    Args:
        root: the folder of the workspace.
        voice: who gives it.
        collection: what is in the workspace, to find the thread it belongs to.
        on: the id of what it is given to, or `workspace`.
        kind: one of `schema.GIVEN_KINDS`.
        text: what is said, Markdown.
        keys: what else this kind has, as `schema.KIND_KEYS` says.

    Raises:
        Refused: it says nothing, objects without a reason, has a key that its kind does not take, is given
            to a person, is a stance on what is no open proposal, or names somebody who says so only themselves.
        NotFound: there is nothing called `on`.
        NotWritten: the disk said no.
    """
    given = dict(keys or {})
    if kind == "thanks" and on in collection.people:
        given.setdefault("to", [on])
        on = COMMONS
    own = _own_keys(kind, given, collection, on, voice.by)
    text = storable(text).strip("\n").rstrip()
    _check_says_something(kind, own, text)
    thread = _thread_file(collection, on)
    if kind == "stance":
        _check_takes_stance(collection.get(on))
    if kind == "answer":
        _check_takes_answer(collection.get(on))
    check_own_yes(root, voice, {}, own)
    at, name = later(voice.clock(), _before(collection, on, kind, voice.by)), voice.new_id()
    fields: dict[str, Value] = {"id": name, "kind": kind, "on": on, **voice.signature(written(at)), **own}
    path = contribution_path(thread, kind, name, at)
    item = _as_read_back(path, fields, text)
    create_document(root, path, fields, text, voice.act)
    if kind == "addition":
        _let_grow(root, voice, collection, on)
    assert isinstance(item, Contribution)  # noqa: S101 - the path says so
    return item


def _as_read_back(path: str, fields: dict[str, Value], text: str) -> Item:
    """The item that others will read; Refused, where they could not."""
    try:
        return reading.item_in(path, document(fields, text))
    except Unreadable as error:
        raise Refused(
            _("It cannot be given like this: {reason}.").format(reason=error.message),
            _("Nothing was written."),
        ) from error


def _own_keys(
    kind: str, keys: dict[str, Value], collection: Collection, on: str, by: Sequence[str]
) -> dict[str, Value]:
    """The keys of `kind` in the order of the form, with what goes without saying."""
    if kind in schema.FIRST_STATES:
        keys.setdefault("state", schema.FIRST_STATES[kind])
    thanked = collection.get(on)
    if kind == "thanks" and not keys.get("to") and thanked:
        keys["to"] = [person for person in thanked.by if person not in by]  # nobody thanks themselves
    return {key.name: keys[key.name] for key in schema.KIND_KEYS[kind] if keys.get(key.name)}


def _before(collection: Collection, on: str, kind: str, by: Sequence[str]) -> datetime | None:
    """After which moment something counts: a stance after one's last and the words it is to, a hiccup after an end."""
    above = collection.contributions.get(on)
    if above is None or kind not in {"stance", "hiccup"}:
        return None
    if kind == "hiccup":
        return parse_moment(above.text("state_since")) if above.kind == "hiccup" else None
    from cocreate.model.consent import last_said  # deferred: what else is said needs no more than its own moment

    return last_said(collection, above, by)


def _check_takes_stance(item: Item | None) -> None:
    """A stance is given to a proposal, as long as it is open: on anything else it would never count."""
    if not isinstance(item, Contribution) or item.kind != "proposal":
        raise DoesNotFit(
            _("A stance is taken on a proposal, and this is none."),
            _("No proposal is open with it. Say it as a comment, or propose something first."),
            item,
            "proposal",
            lambda one: isinstance(one, Contribution) and one.kind == "proposal" and one.state in {"open", ""},
        )
    if item.state not in {"open", ""}:
        from cocreate.model import phrases  # deferred: only who refuses says so

        raise Refused(
            _("It is {state} already: a stance would not count any more.").format(
                state=phrases.state_words(item.state)
            ),
            _("Say it as a comment, or propose something else in its place."),
        )


def _check_takes_answer(item: Item | None) -> None:
    """An answer is given to a question: on anything else it would never answer one."""
    if not isinstance(item, Contribution) or item.kind != "question":
        raise DoesNotFit(
            _("An answer is given to a question, and this is none."),
            _("Say it as a comment, or as what builds on it."),
            item,
            "question",
            lambda one: isinstance(one, Contribution) and one.kind == "question",
        )


def _check_says_something(kind: str, keys: Mapping[str, Value], text: str) -> None:
    if kind == "stance" and keys.get("stance") == "object" and not text:
        hint = _("Say what is in the way, so that it can be taken in.")
        raise Refused(_("An objection needs its reason."), hint).under("text")
    if not text and kind not in SAYS_IT_ALL:
        raise Refused(_("There is nothing in it yet."), _("Say it in a few words.")).under("text")


def _thread_file(collection: Collection, on: str) -> str:
    """The file of the item in whose thread something on `on` belongs; empty for the commons."""
    if on == COMMONS:
        return ""
    item = collection.get(on)
    if item is None:
        raise NotFound(_("There is nothing called {name} any more.").format(name=on), _("It may have just gone."))
    if isinstance(item, Person):
        raise Refused(
            _("Contributions go to projects, ideas and other contributions."),
            Hint("say-in-commons"),
        )
    thread = collection.root_of(item)
    root_item = collection.get(thread)
    if root_item is not None:
        return root_item.path
    lost = item.path.rpartition("/")[0] + "/"  # what it was on is gone; stay beside it
    return "" if thread == COMMONS else lost


def _let_grow(root: str, voice: Voice, collection: Collection, on: str) -> None:
    idea = collection.get(on)
    if isinstance(idea, Idea) and idea.state == "fresh":
        from cocreate.acts.edit import edit  # deferred: what is said changes no other file

        with suppress(CocreateError):  # the addition is given; an error would make people give it again
            edit(root, voice, idea, {"state": "growing"})
