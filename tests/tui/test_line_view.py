"""What the views of lines need not paint."""

from hypothesis import given
from hypothesis import strategies as st
from textual.scrollbar import ScrollBarRender

from cocreate.tui.widgets.line_view import thumb


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
