"""Counts: what the screens do does not grow with the workspace."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.workspace.index import index, scan
from tests.conftest import make_voice
from tests.tui.driver import LARGE, Someone, person_at

MANY, FEW = 5_000, 5


def with_ideas(root: str, count: int) -> str:
    """The workspace at `root` with so many ideas, written as fast as may be."""
    voice = make_voice("mavi")
    path, fields, _body = catch_idea(root, voice, "Idea 0")
    text = Path(root, path).read_text(encoding="utf-8")
    for number in range(1, count):
        name = voice.new_id()
        other = Path(root, path.replace(fields["id"], name))  # type: ignore[arg-type]
        other.parent.mkdir(parents=True)
        one = text.replace(str(fields["id"]), name).replace("title: Idea 0", f"title: Idea {number}")
        other.write_text(one, encoding="utf-8")
    return root


def read_and_noted(reads: Callable[[str, str], object], read: list[str], root: str, path: str) -> object:
    """Read an item as ever, and note down which."""
    read.append(path)
    return reads(root, path)


def widgets(someone: Someone) -> int:
    return sum(1 for _widget in someone.app.screen.walk_children())


async def test_five_thousand_ideas_mount_no_more_widgets_than_five_and_draw_only_what_is_seen(
    tmp_path: Path, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "SAFE_AGE", 0)  # what was written just now is not read again to be sure
    few = str(tmp_path / "few")
    begin_workspace(few, "Few")
    async with person_at(with_ideas(few, FEW), LARGE) as mavi:
        await mavi.presses("2")
        assert len(mavi.panes.list.rows) == FEW
        expected = widgets(mavi)
    async with person_at(with_ideas(workspace, MANY), LARGE) as mavi:
        await mavi.presses("2")
        assert len(mavi.panes.list.rows) == MANY
        assert widgets(mavi) == expected
        drawn: list[str] = []
        listed = mavi.panes.list
        draw = listed._draw
        monkeypatch.setattr(listed, "_draw", lambda row, width: drawn.append(row[0].id) or draw(row, width))
        await mavi.presses("pagedown", "down", "down", "end", "home")
        assert 0 < len(set(drawn)) <= 4 * listed.size.height
        read: list[str] = []
        monkeypatch.setattr(index, "_read_row", partial(read_and_noted, index._read_row, read))
        await mavi.presses("i")
        await mavi.types("One more")
        await mavi.presses("enter")
        assert mavi.finds("One more")
        assert [path for path in read if "one-more" not in path] == []
        assert len(read) <= 2
