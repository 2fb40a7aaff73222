"""Runs an act again and again in children that are killed, each at another call; tells what is left.

Started by the tests as a program of its own: `crashing.py SCENARIO FOLDER`. Prints one JSON document.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.voice import Voice
from cocreate.model.items import Item, Value
from cocreate.workspace.merge.edits import open_document
from tests.conftest import all_files, collected, make_voice, put

CALLS = ("open", "write", "fsync", "close", "link", "rename", "replace", "mkdir", "unlink", "chmod")
IDEA = "ideas/2026-11/a-jug-9d2m4x7t0e/idea.md"
FIELDS: dict[str, Value] = {
    "id": "9d2m4x7t0e",
    "title": "A jug",
    "state": "fresh",
    "by": ["mavi"],
    "at": "2026-11-01T10:00:00+01:00",
}
Act = Callable[[str, Item], object]


def catch(root: str, _idea: Item) -> object:
    return catch_idea(root, make_voice(), "Cup library", "Cups that come back. " * 40)


def add(root: str, _idea: Item) -> object:
    return contribute(root, make_voice(), collected(root), "9d2m4x7t0e", "addition", "And a lid. " * 40)


def change(root: str, idea: Item) -> object:
    return edit(root, make_voice(), idea, {"title": "A jug with a line", "themes": ["clay"]}, "Thin black slip. " * 40)


def clash(root: str, idea: Item) -> object:
    """An edit that meets another one, so that a wording is kept."""
    base = open_document(root, idea.path)
    edit(root, make_voice("ada"), idea, {"title": "A pot"})
    return edit(root, make_voice(), idea, {"title": "A jug with a line"}, None, base)


def begin(root: str, _idea: Item) -> object:
    return begin_workspace(f"{root}-new", "Another")


ACTS: dict[str, Act] = {act.__name__: act for act in (catch, add, change, clash, begin)}


def deadly(last: int) -> None:
    """Let this process die at the point numbered `last`: before call 0, after it, before call 1."""
    point = -1

    def reach() -> None:
        nonlocal point
        point += 1
        if point == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapped(call: Callable[..., object], name: str) -> Callable[..., object]:
        def dying(*args: object, **keys: object) -> object:
            reach()
            if name == "write":  # a disk may take less at a time than it is given
                args = (args[0], memoryview(args[1])[:100])
            result = call(*args, **keys)
            reach()
            return result

        return dying

    for name in CALLS:
        setattr(os, name, wrapped(getattr(os, name), name))


def prepare(folder: Path) -> tuple[str, Item]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    root = str(folder / "workspace")
    begin_workspace(root, "Teambase")
    return root, put(root, IDEA, FIELDS, "One line inside.")


def die_at(point: int, act: Act, root: str, idea: Item) -> tuple[bool, bool]:
    """Whether the child was killed, and whether it had told that the act is done."""
    reading, telling = os.pipe()
    child = os.fork()
    if child == 0:
        deadly(point)
        tell = os.write
        act(root, idea)
        tell(telling, b"done")
        os._exit(0)
    os.close(telling)
    done = os.read(reading, 9) == b"done"
    os.close(reading)
    _child, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the act failed at point {point}")
    return os.WIFSIGNALED(status), done


def state(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in all_files(str(folder)).items()}


def carries_on(root: str, idea: Item) -> bool:
    """Whether the next start works: the idea can be changed, a new one caught, and everything read."""
    edit(root, Voice(["next"]), idea, {"project": "0000000000"})
    catch_idea(root, Voice(["next"]), "Next")
    collection = collected(root)
    titles = {item.title for item in collection.ideas.values()}
    return not collection.unread and "Next" in titles and collection.ideas["9d2m4x7t0e"].project == "0000000000"


def main(scenario: str, folder: Path) -> None:
    act, points = ACTS[scenario], []
    root, idea = prepare(folder)
    before = state(folder)
    killed = True
    while killed:
        root, idea = prepare(folder)
        killed, done = die_at(len(points), act, root, idea)
        points.append({"done": done, "after": state(folder), "carries_on": carries_on(root, idea)})
    sys.stdout.write(json.dumps({"before": before, "points": points}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
