"""The lineage: what grew from what, as a tree up to the roots and down to every branch."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.lineage import TreeLine, lineage, tree
from cocreate.model.signs import meaning_of
from cocreate.pages.lines import SPACE, sign
from cocreate.pages.parts import PLAIN, QUIET, TITLE, Branch, Empty, Line, Parts, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


def lineage_page(collection: Collection, name: str = "") -> Parts:
    """The lineage of the project or idea called `name`, or of everything, each project with what it is for."""
    drawn = lineage(collection, name)
    if len(drawn.nodes) < 2:
        if name:
            return [Empty(_("It stands for itself so far: nothing grew from it, and it grew from nothing."))]
        return [Empty(_("Nothing has grown from anything yet."), Hint("spin-off"))]
    lines = [(line, item) for line in tree(collection, drawn) if (item := collection.get(line.id))]
    return [_branch(line, item, _below(lines, place), name) for place, (line, item) in enumerate(lines)]


def _below(lines: Sequence[tuple[TreeLine, Item]], place: int) -> TreeLine | None:
    return lines[place + 1][0] if place + 1 < len(lines) else None


def _branch(line: TreeLine, item: Item, below: TreeLine | None, name: str) -> Branch:
    title = Words(item.title, TITLE if item.id == name else PLAIN)
    after = _("(see above)") if line.again else phrases.standing(item)
    said: Line = (sign(meaning_of(item)), SPACE, title, Words(f"  {after}", QUIET))
    purpose = item.text("purpose")
    under: Line = (Words(purpose, QUIET),) if purpose and not line.again else ()
    return Branch(line.branch, said, item.id, _beside(line, below), under)


def _beside(line: TreeLine, below: TreeLine | None) -> str:
    """The branches beside a second line of `line`: those that go on, and one down to what is below it."""
    further = line.branch.replace("├─ ", "│  ").replace("└─ ", "   ")
    return further + ("│" if below and len(below.branch) > len(line.branch) else "")
