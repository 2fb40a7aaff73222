"""Crowds: many processes that write and sync at once, each with a Python of its own."""

import subprocess
import sys
from pathlib import Path

from tests.sync.clones import Copy, drained, shared

PEOPLE = ["mavi", "erkan", "ana", "noor", "tomek", "ilse", "ravi", "june"]
ROUNDS = 3
AT_ONCE = 16
EACH = 3

IN_A_COPY_OF_ITS_OWN = """
import sys
from cocreate.acts.capture import catch_idea
from cocreate.acts.edit import edit
from cocreate.sync.syncing import sync
from tests.conftest import collected
from cocreate.acts.voice import Voice
root, person, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    catch_idea(root, Voice((person,)), f"{person} {number}", f"{person} has {number}")
    around = collected(root)
    shared = next(item for item in around.items() if item.title == "Everybody's")
    edit(root, Voice((person,)), shared, {"themes": [*shared.themes, f"{person}-{number}"]}, None)
    synced = sync(root)
    print(synced.state, synced.why)
"""

IN_THE_SAME_COPY = """
import sys
from cocreate.acts.capture import catch_idea
from cocreate.sync.syncing import sync
from cocreate.acts.voice import Voice
root, person, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    catch_idea(root, Voice((person,)), f"{person} {number}", f"{person} has {number}")
    synced = sync(root)
    print(synced.state, synced.why)
"""


def run_at_once(code: str, whom: list[tuple[str, str]], rounds: int) -> list[str]:
    """What each of the processes said after each of its rounds; all of them run at the same time."""
    running = [
        subprocess.Popen([sys.executable, "-c", code, root, person, str(rounds)], stdout=subprocess.PIPE, text=True)
        for root, person in whom
    ]
    said = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(running)
    return [line for one in said for line in one.splitlines()]


def test_eight_who_write_and_sync_at_once_come_in_step(tmp_path: Path) -> None:
    copies = shared(tmp_path, *PEOPLE)
    copies[0].catches("Everybody's")
    drained(copies)
    said = run_at_once(IN_A_COPY_OF_ITS_OWN, [(copy.root, copy.person) for copy in copies], ROUNDS)
    assert {line.partition(" ")[0] for line in said} == {"in-step"}, said
    assert len(said) == len(PEOPLE) * ROUNDS
    drained(copies)
    there = copies[0].collection
    titles = {idea.title for idea in there.ideas.values()}
    assert titles == {"Everybody's"} | {f"{person} {number}" for person in PEOPLE for number in range(ROUNDS)}
    everybodys = copies[0].finds("Everybody's")
    assert set(everybodys.listed("themes")) == {f"{person}-{number}" for person in PEOPLE for number in range(ROUNDS)}
    assert not there.contributions
    for person in PEOPLE:
        authors = copies[0].git("log", "--format=%an", "--", f":(glob)ideas/*/{person}-*/idea.md").split()
        assert authors == [person.capitalize()] * ROUNDS


def test_sixteen_in_one_copy_lose_nothing_and_are_all_credited(tmp_path: Path) -> None:
    mavi, erkan = shared(tmp_path, "mavi", "erkan")
    people = [f"person-{number}" for number in range(AT_ONCE)]
    said = run_at_once(IN_THE_SAME_COPY, [(mavi.root, person) for person in people], EACH)
    assert {line.partition(" ")[0] for line in said} == {"in-step"}, said
    drained([mavi, erkan])
    titles = {idea.title for idea in erkan.collection.ideas.values()}
    assert titles == {f"{person} {number}" for person in people for number in range(EACH)}
    credited = authors_by_file(erkan)
    for idea in erkan.collection.ideas.values():
        assert credited[idea.path] == idea.title.partition(" ")[0]


def authors_by_file(copy: Copy) -> dict[str, str]:
    """Who brought in each file, by the history."""
    found = {}
    for record in copy.git("log", "--no-merges", "--name-only", "--diff-filter=A", "--format=%x01%an").split("\x01")[
        1:
    ]:
        author, *files = record.split("\n")
        found |= dict.fromkeys(filter(None, files), author)
    return found
