"""A dialog to pick from a list that filters as one types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from cocreate.locale import _, plural
from cocreate.model.text import fold
from cocreate.tui import safe
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.line_list import LineList


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its id, its words (and their style), a few words more, and a sign before it."""

    id: str
    words: str
    about: str = ""
    sign: Content = safe.EMPTY
    style: str = ""


class FilterInput(Input):
    """Where one types to filter; with `leaves_space`, a space marks.

    Space and enter are met here, not by bindings with priority: those would overtake what was typed just before,
    which over a slow line arrives together with them.
    """

    class Marked(Message):
        """A space, after everything that was typed before it."""

    def __init__(self, *, leaves_space: bool) -> None:
        super().__init__(placeholder=_("type to filter"), compact=True)
        self._leaves_space = leaves_space

    async def _on_key(self, event: Key) -> None:
        if self._leaves_space and event.key == "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked())


class PickDialog(ModalScreen[list[str] | None]):
    """Lets a person pick one option, or several; dismissed with the ids, or None.

    Typing filters, up and down move, space marks where several may be picked, enter takes what is marked,
    or what the cursor stands on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False, priority=True),
        Binding("down", "walk(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("home", "edge(1)", show=False, priority=True),
        Binding("end", "edge(-1)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PickDialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 72; max-width: 96%; height: auto; max-height: 96%;
            border: round $border; padding: 0 1; background: $panel;
        }
        & Input { height: 1; border: none; padding: 0 1; background: $background; }
        & LineList { height: auto; max-height: 16; background: $panel; }
        & .title { height: auto; padding: 0 0 1 0; }
        & .keys { height: auto; padding: 1 0 0 0; }
    }
    """

    def __init__(
        self, title: str, options: Sequence[Option], *, several: bool = False, marked: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title, self._options, self._several = title, list(options), several
        self._marked = [name for name in marked if any(option.id == name for option in options)]

    def compose(self) -> ComposeResult:
        """The title, the filter, the list, the keys."""
        with Vertical():
            yield Static(safe.line(self._title, "bold $accent"), classes="title")
            yield FilterInput(leaves_space=self._several)
            yield LineList(self._draw, key=lambda option: option.id, placeholder=safe.line(_("Nothing like that.")))
            yield Static(self._keys(), classes="keys")

    def on_mount(self) -> None:
        """Show everything; the cursor on what is marked."""
        self._show(self._options)
        if self._marked:
            self._list.select(self._marked[0])
        self._list.can_focus = False

    @property
    def _list(self) -> LineList[Option]:
        return self.query_one(LineList)

    def _show(self, options: Sequence[Option]) -> None:
        self._list.styles.height = max(1, min(len(self._options), 16, self.app.size.height - 9))
        self._list.show(options)

    def _draw(self, option: Option, width: int) -> Sequence[Content]:
        mark = safe.line("✓ " if option.id in self._marked else "  ", "bold $accent") if self._several else safe.EMPTY
        sign = safe.join(option.sign, safe.line(" ")) if option.sign else safe.EMPTY
        line = safe.join(
            mark, sign, safe.line(option.words, option.style or "bold"), safe.line(f"  {option.about}", MUTED)
        )
        return [line if line.cell_length <= width else line.truncate(width, ellipsis=True)]

    def _keys(self) -> Content:
        words = [("enter", _("take")), ("esc", _("leave"))]
        if self._several:
            count = len(self._marked)
            marked = plural("{count} marked", "{count} marked", count).format(count=count)
            words.insert(0, ("space", marked if count else _("mark several")))
        return safe.join(
            *(
                safe.join(safe.line(key, "bold $accent"), safe.line(f" {what}   "))
                for key, what in [*words, *self.more_keys()]
            )
        )

    def more_keys(self) -> list[tuple[str, str]]:
        """Further keys of a dialog built on this one."""
        return []

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        wanted = fold(event.value).split()
        self._show([o for o in self._options if all(word in fold(f"{o.words} {o.about} {o.id}") for word in wanted)])

    @on(FilterInput.Marked)
    def _mark(self) -> None:
        """Mark what the cursor stands on, or take the mark away."""
        self.toggle(self._list.selected_key)

    def toggle(self, name: str) -> None:
        """Mark the option, or take the mark away."""
        if name in self._marked:
            self._marked.remove(name)
        elif name:
            self._marked.append(name)
        self.query_one(Input).value = ""
        self._list.refresh()
        self.query_one(".keys", Static).update(self._keys())

    @property
    def marked(self) -> list[str]:
        """What is marked, in the order it was."""
        return list(self._marked)

    def taken(self) -> list[str]:
        """What enter takes."""
        return self.marked or ([self.current] if self.current else [])

    @property
    def current(self) -> str:
        """What the cursor stands on."""
        return self._list.selected_key

    def action_walk(self, step: int) -> None:
        """Up or down."""
        self._list.action_walk(step)

    def action_page(self, step: int) -> None:
        """A page up or down."""
        self._list.action_page(step)

    def action_edge(self, step: int) -> None:
        """To the first (1) or the last (-1)."""
        self._list.action_edge(step)

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what is marked, or what the cursor stands on."""
        if taken := self.taken():
            self.dismiss(taken)

    @on(LineList.Opened)
    def _clicked(self) -> None:
        self.action_take()
