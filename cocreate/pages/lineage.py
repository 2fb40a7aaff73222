"""The lineage: what grew from what, as a tree up to the roots and down to every branch."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.lineage import TreeLine, nearest, nodes_of, tree
from cocreate.model.signs import meaning_of
from cocreate.pages.cutting import MOST_OF_LINEAGE, more_lineage
from cocreate.pages.lines import SPACE, sign
from cocreate.pages.parts import PLAIN, QUIET, STRONG, TITLE, Branch, Empty, Line, Parts, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


def lineage_page(collection: Collection, name: str = "", *, whole: bool = False, briefly: bool = False) -> Parts:
    """The lineage of the project or idea called `name`, or of everything, each project with what it is for.

    Told `briefly`, it is titles alone: beside a list in which every purpose stands.

    Of a very long one what is nearest to `name` is drawn, or what is newest, unless the `whole` is asked for.
    """
    nodes = nodes_of(collection, name)
    shown = nodes if whole else nearest(collection, nodes, name, MOST_OF_LINEAGE)
    if len(nodes) < 2:
        if name:
            return [Empty(_("It stands for itself so far: nothing grew from it, and it grew from nothing."))]
        return [Empty(_("Nothing has grown from anything yet."), Hint("spin-off"))]
    lines = tree(collection, shown)
    parts: Parts = [_drawn(collection, line, _below(lines, place), name) for place, line in enumerate(lines)]
    if briefly:
        parts = [Branch(one.branch, one.line, one.ref, one.beside) if isinstance(one, Branch) else one for one in parts]
    if left := len(nodes) - len(shown):
        parts.append(more_lineage(left, name))
    return parts


def _below(lines: Sequence[TreeLine], place: int) -> TreeLine | None:
    return lines[place + 1] if place + 1 < len(lines) else None


def _drawn(collection: Collection, line: TreeLine, below: TreeLine | None, name: str) -> Branch:
    item = collection.get(line.id)
    if item is None:
        more = plural("and {count} more (see above)", "and {count} more (see above)", line.more)
        return Branch(line.branch, (Words(more.format(count=line.more), QUIET),))
    return _branch(line, item, below, name)


def _branch(line: TreeLine, item: Item, below: TreeLine | None, name: str) -> Branch:
    title = Words(item.title, TITLE if item.id == name else PLAIN)
    after = _("(see above)") if line.again else phrases.standing(item)
    after += "  " + _("(it goes on below)") if line.below else ""
    asked = (Words("  " + _("← this one"), STRONG),) if item.id == name and not line.again else ()
    said: Line = (sign(meaning_of(item)), SPACE, title, Words(f"  {after}", QUIET), *asked)
    purpose = item.text("purpose")
    under: Line = (Words(purpose, QUIET),) if purpose and not line.again else ()
    return Branch(line.branch, said, item.id, _beside(line, below), under)


def _beside(line: TreeLine, below: TreeLine | None) -> str:
    """The branches beside a second line of `line`: those that go on, and one down to what is below it."""
    further = line.branch.replace("├─ ", "│  ").replace("└─ ", "   ")
    return further + ("│" if below and len(below.branch) > len(line.branch) else "")
