"""Lineage: what grew from what, up to the roots and down to every branch, with several parents and without loops."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item, Project
from cocreate.model.text import clean_line

STEP = 3
"""Columns that a branch takes."""

DEEPEST = 20
"""Branches that are drawn one in the other."""

MOST_AGAIN = 5
"""How many that stand above already are named again under one parent."""


@dataclass(frozen=True, slots=True)
class Edge:
    """That the item `child` grew from the item `parent`: `how` is `spin-off` or `weave`."""

    parent: str
    child: str
    how: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Ids of projects and ideas, oldest first, and what grew from what among them."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A line of a drawn tree.

    Attributes:
        branch: what is drawn to its left.
        id: the item's.
        again: whether it stands above already.
        below: whether what grew from it is drawn further down, for want of room.
        more: how many more stand above already, of which this line is all that is said; it has no id then.
    """

    branch: str
    id: str
    again: bool = False
    below: bool = False
    more: int = 0


def lineage(collection: Collection, name: str = "") -> Lineage:
    """The lineage of the project or idea called `name`: all it grew from, and all that grew from it.

    For a project, what grew from its ideas belongs to it, and an idea leads up to the project it is discussed in.
    Without `name`, the lineage of the whole workspace.
    """
    nodes = nodes_of(collection, name)
    known = set(nodes)
    items = (item for item in map(collection.get, nodes) if item)
    return Lineage(nodes, tuple(edge for item in items for edge in _edges_to(item) if edge.parent in known))


def nodes_of(collection: Collection, name: str = "") -> tuple[str, ...]:
    """The ids that `lineage` has, oldest first, for whoever draws a tree and needs no edges."""
    if name:
        above = _reach([name], lambda n: _sources(collection, n))
        found = {name} | above | _reach([name], lambda n: _grown(collection, n))
    else:
        found = set(_all_linked(collection))
    items = [item for item in map(collection.get, found) if isinstance(item, Project | Idea)]
    items.sort(key=lambda item: (item.at, item.id))
    return tuple(item.id for item in items)


def nearest(collection: Collection, nodes: Sequence[str], name: str, most: int) -> tuple[str, ...]:
    """At most so many of `nodes`, in their order: those the fewest steps from `name`, without it the newest."""
    if len(nodes) <= most:
        return tuple(nodes)
    if not name:
        return tuple(nodes[-most:])
    above = _first(name, lambda n: _sources(collection, n), most)
    below = _first(name, lambda n: _grown(collection, n), most)
    room = most - 1
    higher = above[: max(room // 2, room - len(below))]
    near = {name, *higher, *below[: room - len(higher)]}
    return tuple(node for node in nodes if node in near)


def _first(start: str, step: Callable[[str], Iterable[str]], most: int) -> list[str]:
    """The first `most` that `step` leads to, the fewest steps first."""
    found = {start: None}
    for here in (open_ := [start]):
        for one in step(here):
            if one not in found:
                found[one] = None
                open_.append(one)
        if len(open_) > most:
            break
    return open_[1 : most + 1]


def _edges_to(item: Item) -> Iterator[Edge]:
    if isinstance(item, Project):
        yield from (Edge(parent, item.id, "spin-off") for parent in dict.fromkeys(item.grew_from))
    elif isinstance(item, Idea):
        yield from (Edge(parent, item.id, "weave") for parent in dict.fromkeys(item.woven_from))


def _all_linked(collection: Collection) -> Iterator[str]:
    for item in [*collection.projects.values(), *collection.ideas.values()]:
        if parents := collection.parents(item.id):
            yield item.id
            yield from parents
            yield from (idea.project for idea in map(collection.ideas.get, parents) if idea and idea.project)


def _sources(collection: Collection, name: str) -> list[str]:
    """What the item called `name` grew from, and, if it is an idea, the project it is discussed in."""
    idea = collection.ideas.get(name)
    return [*collection.parents(name), *([idea.project] if idea and idea.project else [])]


def _grown(collection: Collection, name: str) -> list[str]:
    """What grew from the item called `name`, and, if it is a project, those of its ideas that something grew from."""
    sources = [idea.id for idea in collection.ideas_in(name) if collection.children(idea.id)]
    return [*collection.children(name), *sources]


def _reach(start: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """All that `step` leads to from `start`, however often it leads round in a circle."""
    reached: set[str] = set()
    open_ = list(start)
    while open_:
        for found in step(open_.pop()):
            if found not in reached:
                reached.add(found)
                open_.append(found)
    return reached


def ancestors(collection: Collection, *names: str) -> set[str]:
    """The ids of everything that the items called one of `names` grew from, up to the roots."""
    return _reach(names, collection.parents) - set(names)


def origins(collection: Collection, project: Project) -> list[str]:
    """The ids of the projects that `project` grew from, itself or through ideas discussed in them."""
    found: list[str] = []
    for parent in map(collection.get, project.grew_from):
        if isinstance(parent, Project):
            found.append(parent.id)
        elif isinstance(parent, Idea) and parent.project:
            found.append(parent.project)
    return [name for name in dict.fromkeys(found) if name in collection.projects and name != project.id]


def tree(collection: Collection, nodes: Sequence[str]) -> list[TreeLine]:
    """What `nodes_of` found as lines, roots first; an item with several parents is drawn in full once, then only named.

    What grew deeper than `DEEPEST` is drawn by itself, further down. Of what stands above already, `MOST_AGAIN` are
    named under one parent, and the others told as so many more: what many ideas were woven into stays readable.
    """
    inside = set(nodes)
    below = {name: [child for child in _below(collection, name) if child in inside] for name in nodes}
    has_parent = {child for name, children in below.items() for child in children if child != name}
    lines: list[TreeLine] = []
    seen: set[str] = set()
    for root in [*(name for name in nodes if name not in has_parent), *nodes]:
        open_ = [root]
        while open_:
            name = open_.pop()
            if name not in seen:
                open_ += reversed(_draw(name, below, lines, seen))
    return lines


def _below(collection: Collection, name: str) -> list[str]:
    """What is drawn under an item: what grew from it, and under a project those of its ideas that belong here."""
    ideas = [idea.id for idea in collection.ideas_in(name) if not idea.woven_from]
    return list(dict.fromkeys([*collection.children(name), *ideas]))


def _draw(root: str, below: dict[str, list[str]], lines: list[TreeLine], seen: set[str]) -> list[str]:
    """Add the lines of `root` and of what is below it, and return what is to go on further down.

    Without recursion, as lineages may be deep.
    """
    further_down: list[str] = []
    open_: list[tuple[str | int, str, str]] = [(root, "", "")]
    while open_:
        name, branch, further = open_.pop()
        if isinstance(name, int):
            lines.append(TreeLine(branch, "", more=name))
            continue
        again = name in seen
        deep = not again and bool(below[name]) and len(further) >= STEP * DEEPEST
        lines.append(TreeLine(branch, name, again, deep))
        seen.add(name)
        if deep:
            further_down += below[name]
        if again or deep:
            continue
        children = _named_again(below[name], seen)
        for place in range(len(children) - 1, -1, -1):
            last = place == len(children) - 1
            own, next_ = ("└─ ", "   ") if last else ("├─ ", "│  ")
            open_.append((children[place], further + own, further + next_))
    return further_down


def _named_again(children: list[str], seen: Container[str]) -> list[str | int]:
    """`children`; of those that were seen the first few, and at the end how many more there are."""
    again = [child for child in children if child in seen]
    if len(again) <= MOST_AGAIN + 1:
        return [*children]
    left = set(again[MOST_AGAIN:])
    return [*(child for child in children if child not in left), len(left)]


def _homes(collection: Collection, drawn: Lineage) -> Iterator[tuple[str, str]]:
    """Each project with each idea that a tree draws under it because it is discussed there."""
    inside = set(drawn.nodes)
    for idea in filter(None, map(collection.ideas.get, drawn.nodes)):
        if idea.project in inside and not idea.woven_from:
            yield idea.project, idea.id


def as_mermaid(collection: Collection, drawn: Lineage) -> str:
    """`drawn` as a Mermaid flowchart, which git hosts draw; a plain line leads to ideas from their project."""
    lines = ["graph TD"]
    for name in drawn.nodes:
        label = _title(collection, name).replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;")
        shape = ('[["', '"]]') if name in collection.projects else ('("', '")')
        lines.append(f"  n{name}{shape[0]}{label}{shape[1]}")
    lines += [f"  n{edge.parent} {'-->' if edge.how == 'spin-off' else '-.->'} n{edge.child}" for edge in drawn.edges]
    lines += [f"  n{project} --- n{idea}" for project, idea in _homes(collection, drawn)]
    return "\n".join(lines)


def as_dot(collection: Collection, drawn: Lineage) -> str:
    """`drawn` in the language of Graphviz; a dotted line leads to ideas from the project they are discussed in."""
    lines = ["digraph lineage {"]
    for name in drawn.nodes:
        label = _title(collection, name).replace("\\", "\\\\").replace('"', '\\"')
        shape = "box" if name in collection.projects else "ellipse"
        lines.append(f'  "{name}" [label="{label}", shape={shape}];')
    styles = {"spin-off": "solid", "weave": "dashed"}
    lines += [f'  "{edge.parent}" -> "{edge.child}" [style={styles[edge.how]}];' for edge in drawn.edges]
    lines += [f'  "{home}" -> "{idea}" [style=dotted, dir=none];' for home, idea in _homes(collection, drawn)]
    return "\n".join([*lines, "}"])


def _title(collection: Collection, name: str) -> str:
    item = collection.get(name)
    return clean_line(item.title) if item else name
