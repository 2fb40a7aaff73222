"""`cocreate init`: a new workspace, with its git repository and the card of whoever begins it."""

import os

from cocreate.acts.begin import begin_workspace
from cocreate.acts.introduce import introduce
from cocreate.cli import printing
from cocreate.cli.asking import ask, can_ask, needed
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.layout import pad, width
from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Value
from cocreate.model.text import slug
from cocreate.share.speaking import Speaking, save_speaking
from cocreate.sync.git import make_repository, own_email
from cocreate.sync.signatures import people_by_email
from cocreate.workspace.writing import one_line


class Newcomer:
    """Somebody who begins a workspace: a slug, a name, and how they like to be addressed."""

    __slots__ = ("address", "name", "person")

    def __init__(self, person: str, name: str, address: str = "") -> None:
        self.person = person
        self.name = name
        self.address = address


def commands() -> tuple[Command, ...]:
    """The one command of this module."""
    return (
        Command(
            "init",
            _("Begin a workspace: a folder of plain text that people share."),
            "cocreate init teambase --name Teambase --by ada-trenkel",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("the folder, made if need be"))
    parser.add_argument("--name", metavar="N", help=_("what the workspace is called"))


def _run(call: Call) -> None:
    root = os.path.abspath(os.path.expanduser(call.options.path))
    people = [named(word) for word in call.options.by or []]
    name = needed(call.options.name, _("What is the workspace called?"), _('--name "Teambase"'))
    begin_workspace(root, name)
    email = _repository(root)
    people = people or _asked()
    for one in people:
        write_card(root, one, email if len(people) == 1 else "")
    if people:
        save_speaking(root, Speaking([one.person for one in people]))
    if call.wants_json:
        printing.show_json({"workspace": root, "name": one_line(name)})
    else:
        printing.show([(f"{_('workspace')}  ", printing.Bold(one_line(name)), f"  {root}")])
    _tell_what_next(call.options.path, people)


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


def _asked() -> list[Newcomer]:
    """Who begins, asked at a terminal."""
    if not can_ask():
        return []
    while name := one_line(ask(_("Who are you? Your name, as others see it:"))):
        person = slug(name)
        if not is_person_slug(person):
            person = ask(_("And a short name, of a-z, 0-9 and hyphens:"))
        if is_person_slug(person):
            address = one_line(ask(_("How do you like to be addressed? (may stay empty)")))
            return [Newcomer(person, name, address)]
        printing.talk(_("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."))
    return []


def write_card(root: str, one: Newcomer, email: str) -> None:
    """Write the card of somebody new, with the address that git knows, unless it is on somebody's card already."""
    values: dict[str, Value] = {"name": one.name}
    if one.address:
        values["address"] = one.address
    if email and email.lower() not in people_by_email(root):
        values["emails"] = [email]
    introduce(root, one.person, values)


def _tell_what_next(path: str, people: list[Newcomer]) -> None:
    """Say what one does in a new workspace, a command a line."""
    steps = [
        ("cocreate idea What if …", _("catch an idea")),
        ('cocreate project TITLE --purpose "…"', _("start a project")),
        ("cocreate", _("open the screens")),
        ("cocreate sync --with ADDRESS", _("share it with others")),
    ]
    if not people:
        steps = [
            ('cocreate person mavi --name "Mavi"', _("write your own card")),
            ("cocreate me mavi", _("say that it is you who speaks")),
            *steps,
        ]
    if os.path.abspath(path) != os.getcwd():
        steps.insert(0, (f"cd {path}", _("go there")))
    wide = max(width(command) for command, _what in steps)
    printing.talk(_("Next:"), *(f"  {pad(command, wide)}  {what}" for command, what in steps))
