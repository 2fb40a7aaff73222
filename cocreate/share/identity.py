"""Who is at the keyboard: the names a person types, the saved choice, the address that git knows."""

from collections.abc import Callable, Mapping, Sequence

from cocreate.acts.values import person_named
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, NotFound
from cocreate.model.hints import Hint
from cocreate.share.speaking import VARIABLE, Speaking, who_speaks

OPTION, FROM_VARIABLE, SAVED, EMAIL = "option", "variable", "saved", "email"
"""How it is known who speaks, in the order in which it is asked (docs/cli.md)."""


class Identity(Speaking):
    """Who speaks, and `known_from`: `option`, `variable`, `saved` or `email`."""

    __slots__ = ("known_from",)

    def __init__(self, by: Sequence[str], noted_by: str, known_from: str) -> None:
        super().__init__(by, noted_by)
        self.known_from = known_from


def identify(
    root: str,
    people: Callable[[], Collection],
    asked: Sequence[str],
    noted_by: str,
    environ: Mapping[str, str],
) -> Identity | None:
    """Who speaks in the workspace at `root`; None where nothing tells.

    Args:
        root: the folder of the workspace.
        people: gives the people's cards, when names or addresses have to be looked up.
        asked: whom the person named, by slug or name.
        noted_by: who types, by slug or name; may be empty.
        environ: the environment.

    Raises:
        NotFound: a name is that of several people, or of nobody.
        Refused: the variable names somebody by something that is no slug.
    """
    by = [person_named(people(), name) for name in asked]
    noted_by = person_named(people(), noted_by) if noted_by else ""
    speaking = who_speaks(root, by, noted_by, environ)
    if speaking is None:
        person = person_by_email(people(), _own_email(root))
        return Identity([person], noted_by, EMAIL) if person else None
    known_from = OPTION if by else FROM_VARIABLE if environ.get(VARIABLE, "").strip(", ") else SAVED
    return Identity(speaking.by, speaking.noted_by, known_from)


def _own_email(root: str) -> str:
    from cocreate.sync.git import own_email  # deferred: whoever said who they are needs no program started

    try:
        return own_email(root)
    except CocreateError:
        return ""  # without git, nothing is known that way


def person_by_email(people: Collection, email: str) -> str:
    """The slug of the one person whose card has `email`; empty where there is none, or more than one."""
    found = [
        person.id
        for person in people.people.values()
        if email and email.lower() in map(str.lower, person.listed("emails"))
    ]
    return found[0] if len(found) == 1 else ""


def person_known(collection: Collection, name: str) -> str:
    """The slug of somebody who is here already, by slug or name.

    Raises:
        NotFound: nobody here, or more than one, is called so.
    """
    person = person_named(collection, name)
    if person not in collection.people and person not in collection.known_people:
        raise NotFound(_("Nobody here is called {name}.").format(name=name), Hint("list-people"))
    return person
