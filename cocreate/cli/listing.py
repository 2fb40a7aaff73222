"""`cocreate list`: what there is, chosen by state, person, project, theme and kind."""

from datetime import UTC, datetime

from cocreate.acts.values import person_named
from cocreate.cli import printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.guard import WrongUsage
from cocreate.cli.layout import page_width
from cocreate.cli.rows import Rows
from cocreate.locale import _
from cocreate.model import form
from cocreate.model.choosing import Choice, newest_first
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Item, Person, Project

WHAT = {"ideas": "idea", "projects": "project", "people": "person", "contributions": "contribution"}
"""What can be listed, by the word for it, and its type."""

_STATES = tuple(
    dict.fromkeys(
        (
            *form.IDEA_STATES,
            *form.PROJECT_STATES,
            *(
                state
                for kind in form.KINDS
                for key in form.KIND_KEYS[kind]
                if key.name == "state"
                for state in key.choices
            ),
        )
    )
)


def commands() -> tuple[Command, ...]:
    """The one command of this module."""
    return (
        Command(
            "list",
            _("Projects and ideas, or people, or contributions."),
            "cocreate list ideas --theme coffee --state fresh",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=tuple(WHAT), help=_("what to list; without it, projects and ideas")
    )
    parser.add_argument("--state", choices=_STATES, metavar="STATE", help=", ".join(_STATES))
    parser.add_argument("--limit", type=number, metavar="N", help=_("at most so many of each"))
    add_choices(parser)


def add_choices(parser: Parser) -> None:
    """The options by which items are chosen, here and in a search. `--by` is one of the global options."""
    parser.add_argument("--project", metavar="REF", help=_("a project, its ideas, and what was said on them"))
    parser.add_argument("--theme", metavar="WORD", help=_("what has this theme"))
    parser.add_argument("--kind", choices=form.KINDS, metavar="KIND", help=", ".join(form.KINDS))


def number(text: str) -> int:
    """A number as the command line says it; ValueError, of which argparse makes a sentence, otherwise."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def choice_of(call: Call, type_: str = "", state: str = "") -> Choice:
    """What the options of `call` ask for."""
    people = call.options.by or [""]
    if len(people) > 1:
        raise WrongUsage(_("Choose by one person at a time."), "")
    return Choice(
        type=type_,
        state=state,
        by=person_named(call.collection, people[0]) if people[0] else "",
        project=_project_named(call, call.options.project or ""),
        theme=call.options.theme or "",
        kind=call.options.kind or "",
    )


def _project_named(call: Call, ref: str) -> str:
    if not ref:
        return ""
    found = call.find(ref)
    if not isinstance(found, Project):
        raise Refused(
            _("{title} is not a project.").format(title=found.title), _("See them: cocreate list projects")
        )
    return found.id


def _run(call: Call) -> None:
    asked = call.options.what or ("contributions" if call.options.kind else "")
    if call.options.kind and asked != "contributions":
        raise WrongUsage(_("Only contributions have a kind."), "cocreate list contributions --kind question")
    types = [WHAT[asked]] if asked else ["project", "idea"]
    if asked != "contributions":
        call.types = ("person", "project", "idea")
    chosen = {type_: _chosen(call, type_) for type_ in types}
    found = [item for items in chosen.values() for item in items]
    if not found:
        printing.talk(_("There is nothing of the kind."))
    call.print_items(found, _lines(call, chosen) if not call.wants_json else [])


def _chosen(call: Call, type_: str) -> list[Item]:
    collection = call.collection
    choice = choice_of(call, type_, call.options.state or "")
    found = _in_order(choice.among(collection, collection.items()))
    return found[: call.options.limit]


def _in_order(items: list[Item]) -> list[Item]:
    """Newest first; projects that are active before those that rest or are finished; people by name."""
    if items and isinstance(items[0], Person):
        return sorted(items, key=lambda person: person.title.casefold())
    return sorted(newest_first(items), key=lambda item: isinstance(item, Project) and item.state != "active")


def _lines(call: Call, chosen: dict[str, list[Item]]) -> list[printing.Line]:
    rows = Rows(call.collection, page_width(), datetime.now(UTC))
    parts = {
        "project": lambda items: rows.projects(i for i in items if isinstance(i, Project)),
        "idea": lambda items: rows.ideas(i for i in items if isinstance(i, Idea)),
        "person": lambda items: rows.people(i for i in items if isinstance(i, Person)),
        "contribution": lambda items: rows.mixed(i for i in items if isinstance(i, Contribution)),
    }
    blocks = [parts[type_](items) for type_, items in chosen.items() if items]
    return [line for place, block in enumerate(blocks) for line in ([""] if place else []) + block]
