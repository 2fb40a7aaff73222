"""`cocreate person` and `cocreate me`: who is here, and who is speaking."""

from difflib import get_close_matches

from cocreate.acts.introduce import introduce
from cocreate.acts.values import person_named
from cocreate.cli import printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.done import show_item
from cocreate.locale import _, plural
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.model.items import Value
from cocreate.model.phrases import names
from cocreate.sittings.identity import EMAIL, FROM_VARIABLE, OPTION, SAVED, Identity
from cocreate.sittings.speaking import VARIABLE, Speaking, nobody, save_speaking
from cocreate.workspace.writing import list_of, one_line


def commands() -> tuple[Command, ...]:
    """`me` and `person`."""
    return (
        Command(
            "me",
            _("Show who is speaking, or say who is: one person, or several."),
            "cocreate me mavi erkan",
            _declare_me,
            _me,
        ),
        Command(
            "person",
            _("Write a person's card, or change it."),
            'cocreate person ada-trenkel --name "Ada Trenkel" --address "Ada, or Frau Trenkel on the phone"',
            _declare_person,
            _person,
        ),
    )


def _declare_me(parser: Parser) -> None:
    parser.add_argument("people", nargs="*", metavar="PERSON", help=_("who speaks from now on: short names, or names"))


def _me(call: Call) -> None:
    if call.options.people or call.options.noted_by:
        _choose(call)
        return
    speaking = call.identity
    if speaking is None:
        raise nobody()
    _show(call, speaking)


def _choose(call: Call) -> None:
    """Save who speaks in this copy from now on."""
    here = call.collection
    by = [_known_or_new(here, name) for name in call.options.people]
    if not by:
        if call.identity is None:
            raise nobody()
        by = list(call.identity.by)
    noted_by = person_named(here, call.options.noted_by) if call.options.noted_by else ""
    save_speaking(call.root, Speaking(by, noted_by))
    _show(call, Identity(by, noted_by if noted_by not in by else "", SAVED))
    for person in [*by, *([noted_by] if noted_by else [])]:
        if person not in here.people:
            printing.talk(_('{person} has no card yet: cocreate person {person} --name "…"').format(person=person))


def _known_or_new(here: Collection, name: str) -> str:
    """The slug of the person called `name`; one that nobody has yet only if it is not nearly somebody's.

    Raises:
        NotFound: it looks like somebody's, with a letter wrong.
    """
    person = person_named(here, name)
    near = get_close_matches(person, here.people, n=1, cutoff=0.7) if person not in here.known_people else []
    if near:
        raise NotFound(
            _("Nobody here is called {name}.").format(name=name),
            _('Do you mean {near}? Somebody new writes a card first: cocreate person {name} --name "…"').format(
                near=near[0], name=person
            ),
        )
    return person


def _show(call: Call, speaking: Identity) -> None:
    if call.wants_json:
        printing.show_json({"by": list(speaking.by), "noted_by": speaking.noted_by, "from": speaking.known_from})
        return
    who = names(call.people, speaking.by)
    said = plural("{who} is speaking", "{who} are speaking", len(speaking.by)).format(who=who)
    if speaking.noted_by:
        said += _(", {typist} is typing").format(typist=call.people.name_of(speaking.noted_by))
    printing.show([f"{said} ({', '.join(speaking.by)}), {_why(speaking.known_from)}."])


def _why(known_from: str) -> str:
    return {
        OPTION: _("as --by says"),
        FROM_VARIABLE: _("as {variable} says").format(variable=f"${VARIABLE}"),
        SAVED: _("as saved in this copy of the workspace"),
        EMAIL: _("by the email address on the card"),
    }[known_from]


def _declare_person(parser: Parser) -> None:
    parser.add_argument("slug", metavar="SLUG", help=_("the short name: a-z, 0-9 and hyphens"))
    parser.add_argument("--name", metavar="N", help=_("the name"))
    parser.add_argument("--address", metavar="A", help=_("how to be addressed"))
    for option, meaning in (
        ("--brings", _("something they bring; again for more")),
        ("--curious", _("something they are curious about; again for more")),
    ):
        parser.add_argument(option, metavar="X", action="append", help=meaning)
    parser.add_argument("--email", metavar="E", action="append", help=_("an email address of theirs; again for more"))


def _person(call: Call) -> None:
    given = call.options
    values: dict[str, Value] = {
        key: one_line(text) for key, text in (("name", given.name), ("address", given.address)) if text is not None
    }
    several = (("brings", given.brings), ("curious", given.curious), ("emails", given.email))
    values |= {key: list_of(words) for key, words in several if words is not None}
    person = introduce(call.root, given.slug, values)
    show_item(call, person)
    if call.identity is None:
        printing.talk(_("To speak as {name} here: cocreate me {person}").format(name=person.title, person=person.id))
