"""What must be quick, measured: `python benchmarks/budgets.py [IDEAS [MANY]]`, by default of 10 000 and 100 000 ideas.

Whole processes are measured as ratios to `python -c pass`, each run right after one of it, as the median of
the pairs, so that a busy or a slow computer changes little. Run it with the Python of a clean venv into which
cocreate was installed as its users do: an editable installation makes every start of Python slower, and so
every ratio lower.
"""

from __future__ import annotations

import glob
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from in_step import in_step
from make_workspace import Maker
from screens import screens
from shell import PAIRS, Measured, acting, beside_peers, cocreate, looking, took

from cocreate.model.search import Finder
from cocreate.workspace.index.index import Index

FEW = 100
TYPED = "kiln foam barista"

Line = tuple[str, float, float, str]
"""What was measured, what came out, the budget, and the unit."""


def forget(root: str) -> None:
    """Throw the index away."""
    shutil.rmtree(f"{root}/.cocreate/index", ignore_errors=True)


def from_nothing(alone: str, full: str) -> Iterator[Line]:
    """Reading everything for the first time, in a process of its own."""
    code = "import sys; from cocreate.workspace.index.index import Index; i = Index(sys.argv[1])"
    code += "; i.refresh(); i.save()"
    for what, root in (("ideas alone", alone), ("with contributions", full)):
        seconds = []
        for _time in range(3):
            forget(root)
            seconds.append(took([sys.executable, "-c", code, root], root))
        yield f"index from nothing, {what}", statistics.median(seconds), 5, "s"


def typing(_alone: str, full: str) -> Iterator[Line]:
    """Searching as a person types, a letter at a time, in all text that was folded before."""
    index = Index(full)
    index.refresh()
    collection = index.collection()
    finder = Finder()
    finder.renew(collection)
    strokes = []
    for end in range(1, len(TYPED) + 1):
        began = time.perf_counter()
        finder.find(TYPED[:end].split())
        strokes.append((time.perf_counter() - began) * 1000)
    yield "search as you type, median keystroke", statistics.median(strokes), 50, "ms"
    yield "search as you type, worst keystroke", max(strokes), 50, "ms"


def looking_again(_alone: str, full: str) -> Iterator[Line]:
    """What a screen pays to notice a change, after a report of it, and where it was told of none."""
    index = Index(full)
    index.refresh()
    path = os.path.relpath(glob.glob(f"{full}/ideas/*/*/idea.md")[0], full)
    folder = os.path.dirname(path)
    index.refresh(paths=[folder])
    for what, look, budget in (
        ("look again at everything", index.refresh, 1000),
        ("look again at one reported file that changed", lambda: index.refresh(paths=[path]), 5),
        ("look again at its folder", lambda: index.refresh(paths=[folder]), 5),
        ("one changed row, what TinyDB takes of it", _changing_a_row(index, path), 1),
    ):
        seconds = []
        for _time in range(PAIRS):
            with open(f"{full}/{path}", "a", encoding="utf-8") as file:
                file.write("More.\n")
            began = time.perf_counter()
            look()
            seconds.append(time.perf_counter() - began)
        yield what, statistics.median(seconds) * 1000, budget, "ms"


def _changing_a_row(index: Index, path: str) -> Callable[[], object]:
    """Take a row out of its table and put another one in, as a look does that found it changed."""
    row = index._storage.read()["idea"][path]  # noqa: SLF001 - no one else hands out a row
    return lambda: index._put("idea", {path: {**row}}, [path])  # noqa: SLF001


def painting(_alone: str, full: str) -> Iterator[Line]:
    """The screens, in a small workspace and in a large one."""
    with tempfile.TemporaryDirectory() as small:
        Maker(small, FEW, 3).make()
        yield from screens(small, FEW, 1.3)
    yield from screens(full, len(glob.glob(f"{full}/ideas/*/*")), 1.5)


def staying_in_step(_alone: str, full: str) -> Iterator[Line]:
    """A sync beside what git alone takes; comes after all others, because it makes the workspace a repository."""
    with tempfile.TemporaryDirectory() as folder:
        yield from in_step(folder, full, cocreate("sync"))


LINES: list[Callable[[str, str], Iterator[Line]]] = [from_nothing, typing, looking_again, painting, staying_in_step]
"""Each takes the workspace of ideas alone and the one with contributions."""


def from_the_shell(root: str) -> list[Measured]:
    """What whole processes take, what changes the workspace last."""
    return [*looking(root), *acting(root)]


def told(value: float, budget: float | None, unit: str) -> list[str]:
    """The columns of a line: what was measured, what it may be, whether it is more."""
    if budget is None:
        return [f"{value:.1f} {unit}", "", ""]
    return [f"{value:.1f} {unit}", f"{budget:g} {unit}", "over" if value > budget else ""]


def main() -> int:
    """Print a line a budget; 1 where one is not kept."""
    ideas, many = [*map(int, sys.argv[1:3]), *([10_000, 100_000][len(sys.argv) - 1 :])][:2]
    if any("__editable__" in name for name in sys.modules):
        print("This is an editable installation: ratios come out lower than people will see.", file=sys.stderr)
    lines: list[str] = []

    def show(*columns: str) -> None:
        lines.append(f"| {' | '.join(columns)} |")
        print(lines[-1], flush=True)

    with tempfile.TemporaryDirectory() as folder:
        alone, full, large = f"{folder}/alone", f"{folder}/full", f"{folder}/large"
        for root, count, each in ((alone, ideas, 0), (full, ideas, 3), (large, many, 0)):
            Maker(root, count, each).make()
            took(cocreate("search", "kiln", "--limit", "1"), root)
        time.sleep(2.5)  # what is younger than two seconds is read again at every look
        show(
            f"{ideas} ideas, 3 contributions each; {many} ideas alone",
            str(ideas),
            "budget",
            "",
            str(many),
            "budget",
            "",
        )
        show("---", "---:", "---:", "---", "---:", "---:", "---")
        for (name, value, (budget, most), unit), (_name, other, _budgets, _unit) in zip(
            from_the_shell(full), from_the_shell(large), strict=True
        ):
            show(name, *told(value, budget, unit), *told(other, most, unit))
        print()
        show(f"at {ideas} ideas", "measured", "budget", "")
        show("---", "---:", "---:", "---")
        for name, value, (budget, _most), unit in beside_peers(alone):
            show(name, *told(value, budget, unit))
        for measured in LINES:
            for name, value, budget, unit in measured(alone, full):
                show(name, *told(value, budget, unit))
    return 1 if any("| over |" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
