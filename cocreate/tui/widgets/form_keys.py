"""What the keys do in a form, for the line at its foot."""

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input, TextArea

from cocreate.locale import _
from cocreate.tui.widgets.fields import FormSpec, WrappedLine

KeyWords = tuple[str, str]
"""A key, and what it does."""


def keys_in(
    spec: FormSpec, shown: Sequence[Input | TextArea], focused: Widget | None, beside: str, *, has_more: bool
) -> list[KeyWords]:
    """What the keys do, but that which leaves.

    Args:
        spec: what the form asks.
        shown: the fields that show.
        focused: where the cursor stands.
        beside: what is asked in the field that `tab` leads to; may be empty.
        has_more: whether there are fields that do not show yet.
    """
    sends = spec.sends or _("keep it")
    long = any(isinstance(widget, TextArea) and not isinstance(widget, WrappedLine) for widget in shown)
    keys = [("ctrl+s", sends)] if long or len(shown) > 1 else []
    if isinstance(focused, Input | WrappedLine):
        last = bool(shown) and focused is shown[-1]
        keys = [("enter", sends)] if last else [("enter", _("next")), *keys]
    elif isinstance(focused, TextArea) and beside:
        keys.append(("tab", beside))
    if has_more:
        keys.append(("ctrl+e", spec.more_words or _("more room")))
    if spec.said and not spec.alone:
        keys.append(("ctrl+o", _("who speaks")))
    return keys


def offered_keys() -> list[KeyWords]:
    """What the keys do while something is offered."""
    return [("↑↓", _("choose")), ("enter", _("take it"))]
