"""`cocreate person` and `cocreate me`: who is here, and who is speaking."""

import os

from cocreate.acts.introduce import introduce
from cocreate.acts.voice import Voice
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.newcomers import tell_new
from cocreate.cli.output import printing
from cocreate.cli.output.cards import card_at, tell_changes
from cocreate.cli.output.outcome import confirm, show_item
from cocreate.locale import _, plural
from cocreate.model.errors import Refused
from cocreate.model.items import Value
from cocreate.model.phrases import names
from cocreate.pages import confirming
from cocreate.sittings.identity import identify
from cocreate.sittings.speaking import COPY, EMAIL, FROM_VARIABLE, OPTION, SITTING, VARIABLE, Speaking, choose
from cocreate.workspace.format.writing import list_of, one_line
from cocreate.workspace.paths import person_path


def commands() -> tuple[ShellCommand, ...]:
    """`me` and `person`."""
    return (
        ShellCommand(
            "me",
            _("Show who is speaking, or say who is: one person, or several."),
            "cocreate me mavi erkan",
            _declare_me,
            _me,
        ),
        ShellCommand(
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
    if call.identity is None:
        raise call.nobody()
    _show(call, call.identity)


def _choose(call: Call) -> None:
    """Remember for this terminal who speaks from now on."""
    by = [call.person(name) for name in call.options.people]
    if not by:
        if call.identity is None:
            raise call.nobody()
        by = list(call.identity.by)
    noted_by = call.person(call.options.noted_by) if call.options.noted_by else ""
    speaking = Speaking(by, noted_by, SITTING)
    if call.sitting:
        choose(call.root, call.sitting, speaking)
    else:
        speaking = _speaks_anyway(call, speaking)
    _show(call, speaking)
    tell_new(speaking, call.people.people)
    if (others := os.environ.get(VARIABLE, "").strip(", ")) and others.split(",") != by:
        printing.talk(
            _("As long as {variable} is set, what it says counts first: {others}").format(
                variable=f"${VARIABLE}", others=others
            )
        )


def _speaks_anyway(call: Call, speaking: Speaking) -> Speaking:
    """How it is known without a terminal that these people speak.

    Raises:
        Refused: it is not known, and nothing can be remembered for a terminal that there is not.
    """
    always = identify(call.root, lambda: call.people, [], "", {}, "")
    if always == speaking:
        return always
    raise Refused(
        _("There is no terminal here to remember it for."),
        _("Say it each time with --by, or once with export COCREATE_AS={person}, or name this: {name}").format(
            person=",".join(speaking.by), name="export COCREATE_SITTING=NAME"
        ),
    )


def _show(call: Call, speaking: Speaking) -> None:
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
        SITTING: _("as chosen in this terminal"),
        COPY: _("because this copy is yours"),
        EMAIL: _("by the email address on the card"),
    }[known_from]


def _who_writes(call: Call, person: str) -> Voice | None:
    """Who writes the card of `person`: whoever speaks; nobody else, where it is their own, or nobody speaks yet."""
    if call.options.by == [person] or call.identity is None:
        return None
    return call.voice


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
    before = card_at(call.root, person_path(given.slug))
    person = introduce(call.root, given.slug, values, voice=_who_writes(call, given.slug))
    show_item(call, person)
    if before is not None and call.identity:
        confirm(call, person, confirming.changed)
    tell_changes(call, person.path, before)
    if not call.options.by and not call.options.noted_by and call.identity is None:
        way = f"cocreate me {person.id}" if call.sitting else f"--by {person.id}"
        printing.talk(_("To speak as {name} here: {way}").format(name=person.title, way=way))
