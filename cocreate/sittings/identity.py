"""Who is at the keyboard: the names a person types, what was chosen, the address that git knows."""

from collections.abc import Callable, Mapping, Sequence

from cocreate.acts.values import person_named
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, NotFound
from cocreate.model.hints import Hint
from cocreate.model.text import fold
from cocreate.sittings.speaking import EMAIL, Speaking, chose_nobody_but, who_speaks, whose_copy
from cocreate.workspace.root import has_card

ALIKE = 0.55
"""How much of two names is the same where one may be meant by the other, as difflib counts."""


LONGEST = 100
"""Letters of a name that are compared with others."""


class Unknown(NotFound):
    """Nobody here has that name: `name` as it was typed, `person` as it would be a short name."""

    def __init__(self, message: str, name: str, person: str, hint: str | Hint = Hint("new-person")) -> None:  # noqa: B008
        super().__init__(message, hint)
        self.name = name
        self.person = person


def identify(
    root: str,
    people: Callable[[], Collection],
    asked: Sequence[str],
    noted_by: str,
    environ: Mapping[str, str],
    key: str | None = None,
) -> Speaking | None:
    """Who speaks at a sitting in the workspace at `root`; None where nothing tells.

    Args:
        root: the folder of the workspace.
        people: gives the people's cards, when names or addresses have to be looked up.
        asked: whom the person named, by slug or name; whether they are known here is for `person_known` to say.
        noted_by: who types, by slug or name; may be empty.
        environ: the environment.
        key: of the sitting; without it, that of this terminal.

    Raises:
        NotFound: a name is that of several people.
        Refused: the variable names somebody by something that is no slug.
    """
    by = [name if has_card(root, name) else person_named(people(), name) for name in asked]
    noted_by = noted_by if not noted_by or has_card(root, noted_by) else person_named(people(), noted_by)
    speaking = who_speaks(root, by, noted_by, environ, key)
    if speaking is not None or whose_copy(root):
        return speaking
    person = person_by_email(people(), _own_email(root))
    return Speaking([person], noted_by, EMAIL) if person and chose_nobody_but(root, person) else None


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
    """The slug of somebody who is here already, by slug or name; for what a slip would put under another name.

    Raises:
        Unknown: nobody here is called so; the sentence names whoever may have been meant.
        NotFound: several people answer to it, or no slug can be made of it.
    """
    person = person_named(collection, name)
    if person in collection.people or person in collection.known_people or _is_named(collection, person):
        return person
    said = _("Nobody here is called {name}.").format(name=name)
    if near := _near(collection, name):
        said += " " + _("Did you mean {near}?").format(near=near)
    raise Unknown(said, name, person)


def _is_named(collection: Collection, person: str) -> bool:
    """Whether they have typed something for others, somebody met them, or they felt a hiccup."""
    keys = ("noted_by", "people", "heard_from", "felt_by")
    return any(person in item.listed(key) for item in collection.items() for key in keys)


def _near(collection: Collection, name: str) -> str:
    """The name of whoever is called nearly so, by short name, by name, or by a part of either; else empty."""
    called: dict[str, str] = {}
    for person in reversed(collection.known_people):
        title = collection.name_of(person)
        for one in (person, *person.split("-"), fold(title), *fold(title).split()):
            called[one] = title
    from difflib import get_close_matches  # deferred: only a name that nobody has is like another

    near = get_close_matches(fold(name[:LONGEST]), called, 1, ALIKE)
    return called[near[0]] if near else ""
