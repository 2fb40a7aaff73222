"""What is asked of the shell: lines of the table of `budgets.py`, each a whole process beside `python -c pass`.

Each command is run right after a bare start of Python, a few times in turn, and the median of the ratios is told, so
that a busy or a slow computer changes little.
"""

from __future__ import annotations

import glob
import json
import os
import statistics
import subprocess
import sys
import sysconfig
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = 11
SCRIPT = os.path.join(sysconfig.get_path("scripts"), "cocreate")
WORD, SLIP = "kiln", "kliln"
"""A word that many ideas hold, and the same with a letter wrong, as it stands in none."""

LAST_DAYS = "2026-11-12"
"""Some days before the newest of what `make_workspace` writes."""

Measured = tuple[str, float, tuple[float | None, float | None], str]
"""What was measured, what came out, the budgets at 10 000 and at 100 000 ideas, and the unit."""


def environment() -> dict[str, str]:
    """The environment of a person's shell: compiled modules are kept, and no workspace is chosen."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "COCREATE_WORKSPACE", "COCREATE_AS"}
    }


def cocreate(*arguments: str) -> list[str]:
    """The command as a person runs it: the script if there is one, else the module."""
    return [*([SCRIPT] if os.path.exists(SCRIPT) else [sys.executable, "-m", "cocreate"]), *arguments]


def took(arguments: list[str], folder: str) -> float:
    """Seconds that a whole process takes; it must do what it is asked."""
    began = time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, env=environment(), capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr.decode()}")
    return seconds


def ratio(arguments: list[str], folder: str, back: list[str] | None = None) -> float:
    """How many times as long as `python -c pass` the command takes, as the median of pairs run in turn.

    What can be done once only is taken `back` between two of them.
    """
    pairs = []
    for _pair in range(PAIRS + 1):
        pairs.append((took([sys.executable, "-c", "pass"], folder), took(arguments, folder)))
        if back:
            took(back, folder)
    return statistics.median(ours / bare for bare, ours in pairs[1:])


def looking(root: str) -> Iterator[Measured]:
    """What is asked of a workspace, with an index that knows everything."""
    idea, project = _some(f"{root}/ideas/*/*"), _some(f"{root}/projects/*")
    for name, budgets, words in (
        ("`show` an idea", (5, 10), ["show", idea]),
        ("`show` a project", (5, 10), ["show", project]),
        ("`list ideas --limit 20`", (8, 40), ["list", "ideas", "--limit", "20"]),
        ("`list`", (8, 40), ["list"]),
        ("`list ideas`, all of them", (None, None), ["list", "ideas"]),
        ("`list contributions --limit 20`", (20, None), ["list", "contributions", "--limit", "20"]),
        ("`search`, a word", (20, 60), ["search", WORD, "--limit", "20"]),
        ("`search`, a word with a letter wrong", (25, 80), ["search", SLIP, "--limit", "20"]),
        ("`lineage` of a project", (15, 60), ["lineage", project]),
        ("`credits` of a project", (15, 60), ["credits", project]),
        ("`listening`", (20, 80), ["listening"]),
        ("`catch-up`", (20, 80), ["catch-up", "--since", LAST_DAYS, "--by", "person-1"]),
        ("`decisions`", (20, 80), ["decisions"]),
    ):
        yield name, ratio(cocreate(*words), root), budgets, "x"


def beside_peers(root: str) -> Iterator[Measured]:
    """What other programs that keep lists in text are asked, of ideas alone."""
    for name, budget, words in (
        ("ideas alone, 25 listed", 7, ["list", "ideas", "--limit", "25"]),
        ("ideas alone, all listed", 14, ["list", "ideas"]),
        ("ideas alone, a word searched", 7, ["search", WORD, "--limit", "20"]),
    ):
        yield name, ratio(cocreate(*words), root), (budget, None), "x"


def acting(root: str) -> Iterator[Measured]:
    """What is given; it changes the workspace, so it comes late."""
    idea, by = _some(f"{root}/ideas/*/*"), ["--by", "person-1"]
    asked = subprocess.run(
        cocreate("ask", idea, "Who comes on Tuesday?", "--json", *by),
        cwd=root,
        env=environment(),
        capture_output=True,
        check=True,
    )
    question = json.loads(asked.stdout)["id"]
    for name, budgets, words in (
        ("catch an idea", (2, 2), ["idea", "What", "if", "the", "cups", "came", "back"]),
        ("`say` on a REF", (4, 6), ["say", idea, "I would lend mine at once"]),
        ("`build` on a REF", (4, 6), ["build", idea, "A hook for each cup"]),
        ("`answer` on a REF", (4, 6), ["answer", question, "I can, from seven on"]),
        ("`join-in` on a REF", (4, 6), ["join-in", idea]),
        ("`rest` on a REF", (4, 6), ["rest", idea, "--because", "until the roof is done"]),
    ):
        back = cocreate("undo", *by) if words[0] == "join-in" else None
        yield name, ratio(cocreate(*words, *by), root, back), budgets, "x"


def _some(pattern: str) -> str:
    """The id of an item in the middle of the folders that match."""
    folders = sorted(glob.glob(pattern))
    return folders[len(folders) // 2].rpartition("-")[2]
