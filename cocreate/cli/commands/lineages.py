"""`cocreate lineage`: what grew from what, as a tree, as Mermaid, as Graphviz, as PROV-JSON, as JSON of our own."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Project
from cocreate.model.lineage import Lineage, as_dot, as_mermaid, lineage
from cocreate.model.provenance import as_prov
from cocreate.pages.lineage import lineage_page

_DRAWN = {"mermaid": as_mermaid, "dot": as_dot}


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "lineage",
            _("What grew from what: up to the roots, and down to every branch."),
            "cocreate lineage barista-pass",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", nargs="?", metavar="REF", help=_("a project or an idea; without it, all there is"))
    parser.add_argument("--format", choices=("text", *_DRAWN, "prov"), default="text", help=_("how to draw it"))
    parser.add_argument("--all", action="store_true", help=_("all of it, however long; other formats are always whole"))


def _run(call: Call) -> None:
    asked = call.options.ref or ""
    found = call.look_at_lineage(asked)
    name = _named(call, found or asked) if asked else ""
    if call.wants_json:
        printing.show_json(_as_json(call.collection, lineage(call.collection, name)))
    elif call.options.format == "prov":
        printing.show_json(as_prov(call.collection, lineage(call.collection, name)))
    elif call.options.format in _DRAWN:
        drawn = _DRAWN[call.options.format](call.collection, lineage(call.collection, name))
        printing.show(drawn.split("\n"))
    else:
        show_page(call.collection, lineage_page(call.collection, name, whole=call.options.all))


def _named(call: Call, ref: str) -> str:
    """The id of a project or an idea; for a contribution, of what it was given to."""
    item = call.find(ref)
    found = call.collection.get(call.collection.root_of(item)) if isinstance(item, Contribution) else item
    if not isinstance(found, Project | Idea):
        raise Refused(_("Projects and ideas have a lineage."), _("Name one of those."))
    return found.id


def _as_json(collection: Collection, drawn: Lineage) -> dict[str, object]:
    items = [collection.get(name) for name in drawn.nodes]
    return {
        "nodes": [as_json.item(item) for item in items if item],
        "edges": [{"from": edge.parent, "to": edge.child, "how": edge.how} for edge in drawn.edges],
    }
