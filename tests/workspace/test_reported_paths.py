"""What a watcher reports, and what an act wrote, is all that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocreate.workspace.index import Index
from tests.workspace.small import AGREED, CUPS, MILK, YES, idea, put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("later")
def test_reported_paths_are_the_only_ones_looked_at(root: Path, reads: list[str]) -> None:
    index = Index(str(root))
    index.refresh()
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    (root / AGREED).unlink()
    put(root, MILK, b"---\nbroken")
    new = "ideas/2026-12/plates-9d2m4x7t00"
    put(root, f"{new}/idea.md", idea("9d2m4x7t00", "Plates"))
    reads.clear()
    changes = index.refresh(paths=[CUPS, AGREED, "ideas/2026-12", "ideas/never-there", "../etc", ".git/x.md"])
    assert (changes.changed, changes.gone) == ([CUPS, f"{new}/idea.md"], [AGREED])
    assert sorted(reads) == [CUPS, f"{new}/idea.md"]
    assert index.refresh().changed == [MILK]


def test_reported_paths_of_a_folder_that_is_gone_take_what_was_in_it(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    (root / "ideas").rename(root / "elsewhere")
    assert index.refresh(paths=["ideas/2026-11"]).gone == sorted([CUPS, YES])
