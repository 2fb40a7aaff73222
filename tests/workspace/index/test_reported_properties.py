"""Whatever happens to the files: looking at the reported paths tells what looking at everything tells."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.workspace.format.writing import document
from cocreate.workspace.index.index import Index
from tests.workspace import small
from tests.workspace.small import idea, said, told

NAMES = ("9d2m4x7t0e", "9d2m4x7t00", "4h8s1v6w3z")
HOMES = ("ideas/2026-11", "ideas/2026-12", "ideas/by-hand/deep/er/and/er")
THINGS = tuple(f"{home}/{thing}" for home in HOMES for thing in ("a", "b"))
FOLDERS = ("ideas", "people", "projects/p", "projects/p/2026-11", "commons", *HOMES, *THINGS, "ideas/2026-11/c.md")
FILES = (
    *(f"{thing}/idea.md" for thing in THINGS),
    *(f"{thing}/said.md" for thing in THINGS),
    "projects/p/project.md",
    "projects/p/2026-11/said.md",
    "commons/said.md",
    "people/ana.md",
    "people/no name.md",
    "ideas/2026-11/c.md/idea.md",
    "ideas/by-hand/deep/er/and/er/too/deep/idea.md",
    "ideas/.hidden/idea.md",
    "README.md",
    "workspace.md",
)
BODIES = st.sampled_from(["", "Yes.", "No."])
KINDS = st.sampled_from(["right", "right", "right", "broken"])

STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(NAMES), BODIES, KINDS),
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(NAMES), BODIES, KINDS),
    st.tuples(st.just("delete"), st.sampled_from([*FILES, *FOLDERS])),
    st.tuples(st.just("move"), st.sampled_from([*FOLDERS, *FILES]), st.sampled_from([*FOLDERS, *FILES, "away"])),
    st.tuples(st.just("move"), st.sampled_from(["away", *THINGS]), st.sampled_from(["away", *THINGS])),
    st.tuples(st.just("link"), st.sampled_from([*FOLDERS, *FILES])),
    st.tuples(st.just("folder"), st.sampled_from([*FOLDERS, *FILES])),
)
ROUNDS = st.lists(
    st.tuples(
        st.lists(STEPS, max_size=5),
        st.booleans(),  # whether it is reported, or only found by the next look at everything
        st.sampled_from(["as it is", "also what is around", "the index is begun anew"]),
    ),
    min_size=1,
    max_size=6,
)


class Hand:
    """Changes files as somebody else would, and knows what a watcher tells of it."""

    ticks: ClassVar[Any] = itertools.count(1)

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: set[str] = set()

    def take(self, step: tuple[Any, ...]) -> None:
        what, *of = step
        with suppress(OSError):  # something is in the way; what was done up to there is told
            getattr(self, what)(*of)

    def tell(self, path: str) -> None:
        """Tell a path, and let the time of change of it and of its folder go on, as the clock of a disk does."""
        self.told.add(path)
        for each in (self.root / path, (self.root / path).parent):
            if os.path.lexists(each):
                now = 1_800_000_000_000_000_000 + next(self.ticks) * 1_000
                os.utime(each, ns=(now, now), follow_symlinks=False)

    def make(self, folder: str) -> None:
        """Make a folder; a watcher tells of each that is new."""
        if folder and not os.path.lexists(self.root / folder):
            self.make(folder.rpartition("/")[0])
            (self.root / folder).mkdir()
            self.tell(folder)

    def write(self, path: str, name: str, body: str, kind: str) -> None:
        self.make(path.rpartition("/")[0])
        data = {
            "workspace.md": document({"format": "1", "name": f"Of {name}"}),
            "project.md": document({"id": name, "title": "P", "purpose": "All", "state": "active", **BY}, body),
            "idea.md": idea(name, f"Idea {name}", body),
            "said.md": said(name, "workspace", body or "Hm."),
        }.get(path.rpartition("/")[2], document({"name": name}, body))
        (self.root / path).write_bytes(data if kind == "right" else b"---\nbroken")
        self.tell(path)

    def delete(self, path: str) -> None:
        if not os.path.lexists(self.root / path) or path == "workspace.md":
            return
        if (self.root / path).is_dir() and not (self.root / path).is_symlink():
            shutil.rmtree(self.root / path)
        else:
            (self.root / path).unlink()
        self.tell(path)

    def move(self, source: str, target: str) -> None:
        if os.path.lexists(self.root / target) or "workspace.md" in {source, target}:
            return
        self.make(target.rpartition("/")[0])
        (self.root / source).rename(self.root / target)
        self.tell(source)
        self.tell(target)

    def link(self, path: str) -> None:
        self.move(path, "away")
        self.make(path.rpartition("/")[0])
        (self.root / path).symlink_to(self.root / "away")
        self.tell(path)

    def folder(self, path: str) -> None:
        self.delete(path)
        self.make(path)


BY = {"by": ["mavi"], "at": small.AT}


@pytest.mark.usefixtures("later")
@settings(max_examples=150)
@given(ROUNDS)
def test_whatever_happens_the_reported_paths_tell_what_everything_tells(rounds: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = small.begin(Path(place))
        hand = Hand(root)
        index = Index(place)
        index.refresh()
        for steps, is_reported, how in rounds:
            hand.told.clear()
            for step in steps:
                hand.take(step)
            paths = sorted(hand.told)
            if how == "also what is around":
                paths = [path.rpartition("/")[0] or path for path in paths] + [f"{path}/x" for path in paths] + paths
            index.refresh(paths=paths if is_reported else None)
            fresh = Index(place)
            fresh.refresh()
            assert told(index) == told(fresh)
            if is_reported:
                assert not index.refresh()
            if how == "the index is begun anew":
                index.save()
                index = Index(place)
                assert told(index) == told(fresh)
        index.save()
        assert not Index(place).refresh()
