"""`cocreate init`: a new workspace, with its git repository and the card of whoever begins it."""

import os
import shlex
from collections.abc import Sequence

from cocreate.acts.begin import begin_workspace, refuse_taken
from cocreate.acts.introduce import introduce
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.asking import ask, can_ask, is_yes, needed
from cocreate.cli.output import printing
from cocreate.cli.output.layout import pad, width
from cocreate.locale import _, plural
from cocreate.model.errors import CocreateError, Refused, Unreadable
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Value
from cocreate.model.text import slug
from cocreate.sittings.speaking import Speaking, choose
from cocreate.sync.git import make_repository, own_email
from cocreate.sync.signatures import people_by_email
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.format.writing import one_line
from cocreate.workspace.local import give_copy
from cocreate.workspace.paths import person_path
from cocreate.workspace.root import has_card, working_folder


class Newcomer:
    """Somebody who begins a workspace: a slug, a name, and how they like to be addressed."""

    __slots__ = ("address", "is_new", "name", "person")

    def __init__(self, person: str, name: str, address: str = "") -> None:
        self.person = person
        self.name = name
        self.address = address
        self.is_new = True


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "init",
            _("Begin a workspace: a folder of plain text that people share."),
            "cocreate init teambase --name Teambase --by ada-trenkel",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help=_("the folder, made if need be"))
    parser.add_argument("--name", metavar="N", help=_("what the workspace is called"))


def _run(call: Call) -> None:
    """Ask all there is to ask before anything is made: whoever leaves a question leaves nothing behind."""
    path = needed(call.options.path, _("In which folder? It is made if need be:"), _("PATH --name NAME"))
    if not path:
        raise Refused(_("A workspace needs a folder."), _("Say which: cocreate init PATH --name NAME"))
    root = os.path.abspath(os.path.expanduser(path))
    if can_ask():
        refuse_taken(root)  # or somebody would be asked in vain
    people = [named(word) for word in call.options.by or []]
    name = needed(call.options.name, _("What is the workspace called?"), _('--name "Teambase"'))
    people = people or ask_who(root)
    begin_workspace(root, name)
    settle(call, root, people, _repository(root))
    if call.wants_json:
        printing.show_json({"workspace": root, "name": one_line(name)})
    else:
        printing.show([(f"{_('workspace')}  ", printing.Bold(one_line(name)), f"  {root}")])
    tell_cards(people)
    tell_what_next(path, [one.person for one in people], (("cocreate sync --with ADDRESS", _("share it with others")),))


def named(word: str) -> Newcomer:
    """Somebody by slug or name: from `ada-trenkel` comes Ada Trenkel, and the other way round."""
    word = one_line(word).removeprefix("@")
    if is_person_slug(word):
        return Newcomer(word, " ".join(part.capitalize() for part in word.split("-") if part))
    person = slug(word)
    if not is_person_slug(person):
        raise CocreateError(
            _("{name} cannot be a person's short name.").format(name=word),
            _("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."),
        )
    return Newcomer(person, word)


def _repository(root: str) -> str:
    """Make the git repository and return the address git knows; the workspace stands without git as well."""
    try:
        make_repository(root)
        return own_email(root)
    except CocreateError as error:
        printing.talk(error.message, _("The workspace is there all the same; sharing it with others takes git."))
        return ""


def ask_who(root: str) -> list[Newcomer]:
    """Who begins or joins, asked at a terminal; nobody, where nobody can be asked or somebody does not say."""
    if not can_ask():
        return []
    while name := one_line(ask(_("Who are you? Your name, as others see it:"))):
        person = _short_name(name, root)
        if person and has_card(root, person):
            return [Newcomer(person, name)]
        if person:
            address = one_line(ask(_("How do you like to be addressed? (may stay empty)")))
            return [Newcomer(person, name, address)]
    return []


def _short_name(name: str, root: str) -> str:
    """The short name of whoever says that this is their name; empty where they give none that can be one."""
    person = slug(name)
    while not is_person_slug(person) or has_card(root, person):
        told = _("{name} has a card here already. Is that you? [Y/n]").format(name=person)
        if is_person_slug(person) and is_yes(ask(told)):
            break
        person = ask(_("And a short name, of a-z, 0-9 and hyphens:"))
        if not is_person_slug(person):
            printing.talk(_("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."))
            return ""
    return person


def settle(call: Call, root: str, people: list[Newcomer], email: str) -> None:
    """Give those who begin or join their cards; where it is one person, the copy of the workspace is theirs.

    Several people share a copy that is nobody's: at this terminal they speak together, at others it is asked.
    """
    for one in people:
        _write_card(root, one, email if len(people) == 1 else "")
    if len(people) == 1:
        give_copy(root, people[0].person)
    elif people:
        choose(root, call.sitting, Speaking([one.person for one in people]))


def _write_card(root: str, one: Newcomer, email: str) -> None:
    """Write the card of `one`, with the address that git knows, unless it is on somebody's card already.

    On a card that is there already, what somebody wrote stays: it only takes the address in.
    """
    values: dict[str, Value] = {}
    emails: list[str] = []
    if has_card(root, one.person):
        one.is_new = False
        try:
            emails = list(read_item(root, person_path(one.person)).listed("emails"))
        except Unreadable:
            return  # whoever meets it names it
    else:
        values = {"name": one.name, "address": one.address} if one.address else {"name": one.name}
    if email and email.lower() not in people_by_email(root):
        values["emails"] = [*emails, email]
    if values:
        introduce(root, one.person, values)


def tell_cards(people: Sequence[Newcomer]) -> None:
    """Say whose cards were written, and whose stood already."""
    new, known = ([one.name for one in people if one.is_new is is_new] for is_new in (True, False))
    if new:
        told = plural("{who} has a card now.", "{who} have cards now.", len(new))
        printing.talk(told.format(who=", ".join(new)))
    if known:
        told = plural("{who} has a card here already.", "{who} have cards here already.", len(known))
        printing.talk(told.format(who=", ".join(known)))


def tell_what_next(path: str, people: Sequence[str], last: Sequence[tuple[str, str]]) -> None:
    """Say what one does in a new workspace, or a new copy of one, a command a line.

    Args:
        path: its folder, as it was said.
        people: who speaks there.
        last: what one can do besides, with what that is.
    """
    steps = [
        ("cocreate idea What if …", _("catch an idea")),
        ('cocreate project TITLE --purpose "…"', _("start a project")),
        ("cocreate", _("open the screens")),
        *last,
    ]
    if not people:
        steps = [
            ('cocreate person SHORT-NAME --name "…"', _("write your own card")),
            ("cocreate me SHORT-NAME", _("say that it is you who speaks")),
            *steps,
        ]
    if os.path.abspath(os.path.expanduser(path)) != working_folder():
        steps.insert(0, (f"cd {shlex.quote(path) if not path.startswith('~') else path}", _("go there")))
    wide = max(width(command) for command, _what in steps)
    printing.talk(_("Next:"), *(f"  {pad(command, wide)}  {what}" for command, what in steps))
