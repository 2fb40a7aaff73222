"""`cocreate lineage`: what grew from what, as a tree, as Mermaid, as Graphviz, as JSON."""

from cocreate.cli import as_json, printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.layout import page_width, width, wrap
from cocreate.cli.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Project
from cocreate.model.lineage import Lineage, TreeLine, as_dot, as_mermaid, lineage, tree
from cocreate.model.phrases import standing
from cocreate.model.signs import sign_of

_DRAWN = {"mermaid": as_mermaid, "dot": as_dot}


def commands() -> tuple[Command, ...]:
    """The one command of this module."""
    return (
        Command(
            "lineage",
            _("What grew from what: up to the roots, and down to every branch."),
            "cocreate lineage barista-pass",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", nargs="?", metavar="REF", help=_("a project or an idea; without it, all there is"))
    parser.add_argument("--format", choices=("text", *_DRAWN), default="text", help=_("how to draw it"))


def _run(call: Call) -> None:
    drawn = lineage(call.collection, _named(call, call.options.ref) if call.options.ref else "")
    if call.wants_json:
        printing.show_json(_as_json(call.collection, drawn))
    elif call.options.format in _DRAWN:
        printing.show(_DRAWN[call.options.format](call.collection, drawn).split("\n"))
    elif drawn.nodes:
        printing.show(_tree_lines(call.collection, tree(call.collection, drawn)))
    else:
        printing.talk(_("Nothing has grown from anything yet."), _("Begin: cocreate spin-off REF"))


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


def _tree_lines(collection: Collection, lines: list[TreeLine]) -> list[Line]:
    """The tree, each project with its purpose under it, the branches drawn on beside that."""
    set_: list[Line] = []
    for place, line in enumerate(lines):
        item = collection.get(line.id)
        if item is None:
            continue
        head = f"{line.branch}{collection.short(line.id)}  {sign_of(item)} "
        if line.again:
            set_.append((head, item.title, Dim(_("  (see above)"))))
            continue
        set_.append((head, Bold(item.title), f"  {standing(item)}"))
        if isinstance(item, Project):
            beside = _beside(line, lines[place + 1] if place + 1 < len(lines) else None)
            indent = beside + " " * (width(head) - width(beside))
            set_ += [(indent, Dim(part)) for part in wrap(item.purpose, page_width() - width(indent))]
    return set_


def _beside(line: TreeLine, below: TreeLine | None) -> str:
    """The branches beside a second line of `line`: those that go on, and one down to what is below it."""
    further = line.branch.replace("├─ ", "│  ").replace("└─ ", "   ")
    return further + ("│" if below and len(below.branch) > len(line.branch) else "")
