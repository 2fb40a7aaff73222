"""What a door costs: the next person's first project painted, memory a further person, an act elsewhere painted.

`python benchmarks/door.py` prints each as a line; it takes a few seconds on the sample.
"""

import asyncio
import os
import shutil
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

PEOPLE = 8
ACTS = 30
SAMPLE = Path(__file__).resolve().parent.parent / "workspaces" / "teambase"


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure(root: str) -> None:
    """Let people come, one after the other, then one of them act, and look when the others see it."""
    from cocreate.acts.capture import catch_idea
    from cocreate.acts.voice import Voice
    from cocreate.door.screens import calm_collector
    from tests.door.visitors import open_house

    moment = datetime.now(UTC)

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)  # what is newest stands on top
        return moment

    async with open_house(root, clock) as door:
        calm_collector()  # as a door does that people open
        came, held = [], []
        visitors = []
        for number in range(PEOPLE + 1):
            key = door.key_of("mavi" if number < 5 else "erkan")
            before, begun = memory(), perf_counter()
            visit = door.visit(key)
            visitor = await visit.__aenter__()
            while "Milk foam school" not in visitor.raw:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.001)
            came.append((perf_counter() - begun) * 1000)
            await asyncio.sleep(0.5)
            held.append(memory() - before)
            visitors.append((visit, visitor))
        print(
            f"next person's first project painted: {statistics.median(came[1:]):.0f} ms (connection and login included)"
        )
        print(f"memory a further person: {statistics.median(held[1:]):.1f} MB (with their ssh, in the same process)")
        seen = []
        app = next(iter(door.house.of("mavi")[0].sessions))._screens.app  # type: ignore[union-attr]  # noqa: SLF001
        voice = Voice(["mavi"], "", app.table.clock)
        worked = process_time()
        for _each in range(ACTS):
            word = os.urandom(3).hex()
            begun = perf_counter()
            await asyncio.to_thread(catch_idea, root, voice, word, "")
            await app.upkeep.look()
            for _visit, visitor in visitors:
                while word not in visitor.text:  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.001)
            seen.append((perf_counter() - begun) * 1000)
            for _visit, visitor in visitors:
                visitor.forget()
        worked = (process_time() - worked) * 1000 / ACTS
        seen.sort()
        print(f"an act elsewhere painted at all: median {statistics.median(seen):.0f} ms, worst {seen[-1]:.0f} ms")
        print(f"processor time an act, for all of them: {worked:.0f} ms (with their ssh, in the same process)")
        for visit, _visitor in visitors:
            await visit.__aexit__(None, None, None)


def main() -> None:
    """Measure on a copy of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        shutil.copytree(SAMPLE, f"{folder}/teambase")
        asyncio.run(measure(f"{folder}/teambase"))


if __name__ == "__main__":
    main()
