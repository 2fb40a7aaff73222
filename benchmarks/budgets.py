"""What must be quick, measured: `python benchmarks/budgets.py [IDEAS]`, 10 000 by default, prints a table.

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
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator

from in_step import in_step
from make_workspace import Maker
from screens import screens

from cocreate.model.search import Finder
from cocreate.workspace.index.index import Index

PAIRS = 11
FEW = 100
TYPED = "kiln foam barista"
SCRIPT = os.path.join(sysconfig.get_path("scripts"), "cocreate")

Line = tuple[str, float, float, str]
"""What was measured, what came out, the budget, and the unit."""


def environment() -> dict[str, str]:
    """The environment of a person's shell: compiled modules are kept, and no workspace is chosen."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "COCREATE_WORKSPACE", "COCREATE_AS"}
    }


def took(arguments: list[str], folder: str) -> float:
    """Seconds that a whole process takes; it must do what it is asked."""
    began = time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, env=environment(), capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr.decode()}")
    return seconds


def ratio(arguments: list[str], folder: str) -> float:
    """How many times as long as `python -c pass` the command takes, as the median of pairs run in turn."""
    took(arguments, folder)
    pairs = [(took([sys.executable, "-c", "pass"], folder), took(arguments, folder)) for _pair in range(PAIRS)]
    return statistics.median(ours / bare for bare, ours in pairs)


def cocreate(*arguments: str) -> list[str]:
    """The command as a person runs it: the script if there is one, else the module."""
    return [*([SCRIPT] if os.path.exists(SCRIPT) else [sys.executable, "-m", "cocreate"]), *arguments]


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


def reading(alone: str, full: str) -> Iterator[Line]:
    """What is asked from the shell, with an index that knows everything."""
    for what, root, budget in (("ideas alone", alone, 8), ("with contributions", full, 20)):
        yield f"list, {what}", ratio(cocreate("list"), root), budget, "x"
        yield (
            f"list ideas --limit 20, {what}",
            ratio(cocreate("list", "ideas", "--limit", "20"), root),
            budget,
            "x",
        )
        yield f"search, {what}", ratio(cocreate("search", "kiln", "foam", "--limit", "20"), root), budget, "x"
    asked = cocreate("list", "contributions", "--limit", "20")
    yield "list contributions --limit 20", ratio(asked, full), 20, "x"
    yield "show", ratio(cocreate("show", _some_idea(full)), full), 6, "x"


def _some_idea(root: str) -> str:
    """The id of an idea in the middle of the workspace."""
    folders = sorted(glob.glob(f"{root}/ideas/*/*"))
    return folders[len(folders) // 2].rpartition("-")[2]


def catching(alone: str, full: str) -> Iterator[Line]:
    """Catching an idea; comes last, because it changes the workspace."""
    for what, root in (("ideas alone", alone), ("with contributions", full)):
        asked = cocreate("idea", "--by", "person-1", "What", "if", "the", "cups", "came", "back")
        yield f"catch an idea, {what}", ratio(asked, root), 2.5, "x"


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


LINES: list[Callable[[str, str], Iterator[Line]]] = [
    from_nothing,
    reading,
    typing,
    looking_again,
    painting,
    catching,
    staying_in_step,
]
"""Each takes the workspace of ideas alone and the one with contributions."""


def main() -> int:
    """Print a line a budget; 1 where one is not kept."""
    ideas = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if any("__editable__" in name for name in sys.modules):
        print("This is an editable installation: ratios come out lower than people will see.", file=sys.stderr)
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        alone, full = f"{folder}/alone", f"{folder}/full"
        Maker(alone, ideas, 0).make()
        Maker(full, ideas, 3).make()
        print(f"| at {ideas} ideas | measured | budget | |\n| --- | ---: | ---: | --- |")
        time.sleep(2.5)  # what is younger than two seconds is read again at every look
        for lines in LINES:
            for name, value, budget, unit in lines(alone, full):
                over += value > budget
                print(
                    f"| {name} | {value:.1f} {unit} | {budget:g} {unit} | {'over' if value > budget else ''} |",
                    flush=True,
                )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
