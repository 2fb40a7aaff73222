"""What stands in the fields of a form, which of them is meant, and what goes into one."""

from collections.abc import Sequence

from textual.widgets import Input, TextArea


def first_of(shown: Sequence[Input | TextArea], name: str) -> Input | TextArea | None:
    """The field to begin in: that called `name`, else an empty text after lines that say something, else the first."""
    first_empty = next((field for field in shown if not text_of(field)), None)
    return named(shown, name) or (first_empty if isinstance(first_empty, TextArea) else next(iter(shown), None))


def named(shown: Sequence[Input | TextArea], name: str) -> Input | TextArea | None:
    """The field called `name`, if it is among these."""
    return next((field for field in shown if field.name == name), None)


def is_at_edge(widget: Input | TextArea, step: int) -> bool:
    """Whether the cursor stands in the first line as it is painted (`step` -1), or in the last (1)."""
    if isinstance(widget, Input):
        return True
    wrapped = widget.wrapped_document
    line = wrapped.location_to_offset(widget.cursor_location).y
    return line == (0 if step < 0 else wrapped.height - 1)


def text_of(widget: Input | TextArea) -> str:
    """What stands in a field."""
    return widget.value if isinstance(widget, Input) else widget.text


def fill(widget: Input | TextArea, text: str) -> None:
    """Put `text` into a field, and the cursor behind it."""
    if isinstance(widget, Input):
        widget.value = text
        widget.cursor_position = len(text)
    else:
        widget.text = text
        widget.move_cursor(widget.document.end)


def share_lines(areas: Sequence[TextArea], lines: int) -> None:
    """Let longer texts share so many lines, three each at least."""
    for widget in areas:
        widget.styles.max_height = max(3, lines // len(areas))
