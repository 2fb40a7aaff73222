"""`cocreate list`: what there is, chosen by state, person, project, theme and kind."""

from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import UTC, datetime

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand, none_of, number
from cocreate.cli.guard import WrongUsage
from cocreate.cli.output import printing
from cocreate.cli.output.layout import row_width
from cocreate.cli.output.rows import Rows
from cocreate.locale import _
from cocreate.model.choosing import ANSWERED, Choice, newest_first
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.links import ids_linked
from cocreate.model.phrases import kind_words, state_words
from cocreate.model.text import fold

WHAT = {"ideas": "idea", "projects": "project", "people": "person", "contributions": "contribution"}
"""What can be listed, by the word for it, and its type."""

OVERVIEW = 40
"""How many ideas stand in the overview that `cocreate list` prints as text; JSON has them all."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "list",
            _("Projects and ideas, or people, or contributions."),
            "cocreate list ideas --theme coffee --state fresh",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("what", nargs="?", choices=tuple(WHAT), help=_("what to list; without it, projects and ideas"))
    parser.add_argument("--state", type=_state, metavar="STATE", help=_("fresh, growing, active, open, and so on"))
    parser.add_argument("--limit", type=number, metavar="N", help=_("at most so many of each"))
    add_choices(parser)


def add_choices(parser: Parser) -> None:
    """The options by which items are chosen, here and in a search. `--by` is one of the global options."""
    parser.add_argument("--project", metavar="REF", help=_("a project, its ideas, and what was said on them"))
    parser.add_argument("--theme", metavar="WORD", help=_("what has this theme"))
    parser.add_argument("--kind", type=_kind, metavar="KIND", help=_("question, promise, hiccup, and so on"))


def _kind(text: str) -> str:
    from cocreate.model.schema import KINDS  # deferred: only who asks for a kind needs all of them

    return _one_of(text, {kind: kind for kind in KINDS} | {kind_words(kind): kind for kind in KINDS})


def _state(text: str) -> str:
    from cocreate.model import schema  # deferred as above

    keys = [key for kind in schema.KINDS for key in schema.KIND_KEYS[kind] if key.name == "state"]
    states = (*schema.IDEA_STATES, *schema.PROJECT_STATES, *(state for key in keys for state in key.choices), ANSWERED)
    return _one_of(text, {state: state for state in states} | {state_words(state): state for state in states})


def _one_of(text: str, meant: dict[str, str]) -> str:
    """What a word means, as it is typed or as it is printed, with spaces or with hyphens."""
    known = {_as_typed(word): name for word, name in meant.items()}
    if _as_typed(text) not in known:
        raise ArgumentTypeError(none_of(text, tuple(dict.fromkeys(meant.values()))))
    return known[_as_typed(text)]


def _as_typed(word: str) -> str:
    return "-".join(fold(word).replace("-", " ").split())


def choice_of(call: Call, type_: str = "", state: str = "") -> Choice:
    """What the options of `call` ask for."""
    return Choice(
        type=type_,
        state=state,
        by=_person_named(call, call.options.by or []),
        project=_project_named(call, call.options.project or ""),
        theme=call.options.theme or "",
        kind=call.options.kind or "",
    )


def chooses(call: Call) -> bool:
    """Whether the options of `call` ask for less than all."""
    options = call.options
    return bool(options.by or options.project or options.theme or options.kind)


def _person_named(call: Call, asked: list[str]) -> str:
    if len(asked) > 1:
        raise WrongUsage(_("Choose by one person at a time."), "")
    if not asked:
        return ""
    return call.person_here(asked[0])


def _project_named(call: Call, ref: str) -> str:
    if not ref:
        return ""
    found = call.find(ref)
    if not isinstance(found, Project):
        raise Refused(_("{title} is not a project.").format(title=found.title), _("See them: cocreate list projects"))
    return found.id


def _run(call: Call) -> None:
    asked = call.options.what or ("contributions" if call.options.kind else "")
    if call.options.kind and asked != "contributions":
        raise WrongUsage(_("Only contributions have a kind."), "cocreate list contributions --kind question")
    types = [WHAT[asked]] if asked else ["project", "idea"]
    if asked in {"people", "projects"}:
        call.types = ("person", "project")
    elif asked != "contributions":
        call.types = ("person", "project", "idea")
        _look_at_newest(call, asked)
    elif call.options.limit is not None and not chooses(call) and not call.options.state:
        call.look_at_newest_said(call.options.limit)
    chosen = {type_: _chosen(call, type_) for type_ in types}
    if not asked and not call.wants_json and call.options.limit is None:
        _keep_newest(chosen["idea"])
    found = [item for items in chosen.values() for item in items]
    if not call.wants_json:
        call.look_also_at(dict.fromkeys(name for item in found for name in ids_linked(item)))
    if not found:
        printing.talk(_("There is nothing of the kind."))
    call.print_items(found, _lines(call, chosen) if not call.wants_json else [])


def _look_at_newest(call: Call, asked: str) -> None:
    """Where the newest ideas are all that is listed of them, let the others be."""
    overview = None if asked or call.wants_json else OVERVIEW + 1
    most = overview if call.options.limit is None else call.options.limit
    if most is not None and not chooses(call) and not call.options.state:
        call.look_at_newest(most)


def _keep_newest(ideas: list[Item]) -> None:
    """Leave of all ideas those for an overview, and say how to see the others."""
    if len(ideas) > OVERVIEW:
        del ideas[OVERVIEW:]
        printing.talk(_("The newest {count} ideas; all of them: cocreate list ideas").format(count=OVERVIEW))


def _chosen(call: Call, type_: str) -> list[Item]:
    collection = call.collection
    choice = choice_of(call, type_, call.options.state or "")
    of_type: dict[str, Iterable[Item]] = {
        "person": collection.people.values(),
        "project": collection.projects.values(),
        "idea": collection.ideas.values(),
        "contribution": collection.contributions.values(),
    }
    found = _in_order(choice.among(collection, of_type[type_]))
    return found[: call.options.limit]


def _in_order(items: list[Item]) -> list[Item]:
    """Newest first; projects that are active before those that rest or are finished; people by name."""
    if items and isinstance(items[0], Person):
        return sorted(items, key=lambda person: person.title.casefold())
    return sorted(newest_first(items), key=lambda item: isinstance(item, Project) and item.state != "active")


def _lines(call: Call, chosen: dict[str, list[Item]]) -> list[printing.Line]:
    rows = Rows(call.collection, row_width(), datetime.now(UTC))
    parts = {
        "project": lambda items: rows.projects(i for i in items if isinstance(i, Project)),
        "idea": lambda items: rows.ideas(i for i in items if isinstance(i, Idea)),
        "person": lambda items: rows.people(i for i in items if isinstance(i, Person)),
        "contribution": lambda items: rows.mixed(i for i in items if isinstance(i, Contribution)),
    }
    blocks = [parts[type_](items) for type_, items in chosen.items() if items]
    return [line for place, block in enumerate(blocks) for line in ([""] if place else []) + block]
