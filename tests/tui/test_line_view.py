"""What the views of lines need not paint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.scrollbar import ScrollBarRender

from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.widgets.line_view import thumb
from cocreate.tui.widgets.reader import Reader


def bar(view: int, count: int, top: int) -> list[object]:
    drawn = ScrollBarRender.render_bar(view, count, view, top)
    return [(segment.text, segment.style) for segment in drawn.segments]


@given(st.integers(1, 80), st.integers(1, 400), st.integers(0, 5), st.floats(0, 1))
def test_a_scrollbar_whose_thumb_stands_where_it_stood_looks_as_it_did(
    view: int, below: int, more: int, how_far: float
) -> None:
    count, top = view + below, int(below * how_far)
    if thumb(view, count, top) == thumb(view, count + more, top):
        assert bar(view, count, top) == bar(view, count + more, top)


class Desk(App[None]):
    """A reader alone on a screen."""

    def compose(self) -> ComposeResult:
        yield Reader()


async def test_of_what_is_shown_anew_the_lines_that_are_others_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (app := Desk()).run_test() as pilot:
        view = app.query_one(Reader)
        view.show([Block(safe.line(words)) for words in ("one", "two", "three")])
        await pilot.pause()
        painted: list[int] = []
        monkeypatch.setattr(view, "refresh", lambda *regions, **_more: painted.extend(one.y for one in regions))
        view.show([Block(safe.line(words)) for words in ("one", "other", "three")])
        assert painted == [1]
