"""People at a door that is killed at any moment: what was confirmed is there once, under the name of whoever gave it.

`COCREATE_SOAK=7200 pytest tests/door/test_soak.py` goes on for so many seconds, `COCREATE_FROM=7` with another seed.
"""

import os
import sys
from pathlib import Path
from random import Random

from cocreate.model.items import Item
from tests.door.soak import WORD, soak
from tests.sittings.world import PEOPLE
from tests.sync.clones import Copy, drained, shared

SECONDS = float(os.environ.get("COCREATE_SOAK", "12"))
SEED = int(os.environ.get("COCREATE_FROM", "0"))
ENOUGH = 400
"""Once so much happened, everything has that can."""

AT_SCREENS = {"caught", "left a window", "wandered", "quit", "broke off", "broke off while typing"}
"""Some of this happens within seconds; where none of it does, nobody sees the screens that they wait for."""

MUST_HAPPEN = {*AT_SCREENS, "SIGKILL", "SIGTERM"}
MUST_HAPPEN |= {f"command {how}" for how in ("idea", "pipe", "build", "say", "edit")}


async def test_nothing_that_was_confirmed_is_lost_or_anothers_whenever_the_door_is_killed(tmp_path: Path) -> None:
    copies = shared(tmp_path, PEOPLE[0], *PEOPLE[1:])
    at_door, elsewhere = copies[:2]
    model = await soak(at_door, Random(SEED), SECONDS, tmp_path / "door.log")
    model.see_that_all_is_as_it_must_be(at_door.root)
    told = (tmp_path / "door.log").read_text()
    assert not [line for line in told.splitlines() if "went wrong" in line or "Traceback" in line], told
    for path in Path(at_door.root).rglob(".*.tmp"):
        path.unlink()  # what a crash leaves of a file that was being written is shared with nobody
    drained([at_door, elsewhere])
    model.see_that_all_is_as_it_must_be(at_door.root)
    see_that_history_credits_them(elsewhere)
    sys.stdout.write(f"seed {SEED}: {len(model.words)} words, {dict(model.happened)}\n")
    assert AT_SCREENS & set(model.happened)
    if model.happened.total() >= ENOUGH:
        assert set(model.happened) >= MUST_HAPPEN


def see_that_history_credits_them(copy: Copy) -> None:
    """Whoever gave something is the author of the commit that brought its file."""
    log = copy.git("log", "--format=:%ae", "--name-only", "--diff-filter=A", "--no-renames")
    authors, author = {}, ""
    for line in filter(None, log.splitlines()):
        if line.startswith(":"):
            author = line[1:]
        else:
            authors[line] = author
    given: list[Item] = [one for one in copy.collection.items() if WORD.search(one.title)]
    assert {one.path: authors[one.path] for one in given} == {one.path: f"{one.by[0]}@example.org" for one in given}
