"""A window over a screen: its frame, its title, its keys, and what is said in passing while it is open."""

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from cocreate.tui import safe
from cocreate.tui.safe import Safe
from cocreate.tui.said import Said, paint
from cocreate.tui.widgets.key_bar import KeyLine
from cocreate.tui.widgets.line import Line

T = TypeVar("T")


class Window(ModalScreen[T], Generic[T]):
    """Asks or shows something, and is dismissed with what came of it; a click beside it leaves it, as escape does.

    The top line, where it says who speaks, and the line of keys stay in sight.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "beside(1)", show=False),
        Binding("shift+tab", "beside(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Window {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 100%; margin: 1 0;
            border: round $accent; padding: 0 1; background: $panel;
        }
        & .title { padding: 0 0 1 0; }
        & LineView {
            scrollbar-background: $panel; scrollbar-background-hover: $panel; scrollbar-background-active: $panel;
        }
        & .window-keys { padding: 1 0 0 0; }
        & .said { display: none; }
    }
    """

    _heard: Said | None = None

    def compose(self) -> ComposeResult:
        """The title, what the window is about, the keys, and what is said."""
        with Vertical():
            if title := self.title_line():
                yield Line(title, classes="title")
            yield from self.inside()
            yield KeyLine(classes="window-keys")
            yield Line(classes="said")

    def title_line(self) -> Safe:
        """What it is called; may be empty, where what is inside has a title."""
        return safe.EMPTY

    def inside(self) -> ComposeResult:
        """What it is about."""
        raise NotImplementedError

    def keys(self) -> list[tuple[str, str]]:
        """The keys that work here, each with a word; none where what is inside names them."""
        return []

    def renew_keys(self) -> None:
        """What the keys do is otherwise now."""
        line, keys = self.query_one(".window-keys", KeyLine), self.keys()
        line.display = bool(keys)
        line.keys = tuple(keys)

    def on_mount(self) -> None:
        """Name the keys, and show what is said, also what was in the moment it opened."""
        self.renew_keys()
        self.watch(self.app, "said", self._hear)

    def _hear(self, said: Said | None) -> None:
        """What is said stands once: in the window that lies on top."""
        self._heard = said
        self._show_said(said if self.is_active else None)

    def on_screen_suspend(self) -> None:
        """Another window lies on top from now on."""
        self._show_said(None)

    def on_screen_resume(self) -> None:
        """This one lies on top again."""
        self._show_said(self._heard)

    def _show_said(self, said: Said | None) -> None:
        for line in self.query(".said").results(Line):  # none where it is closing
            line.display = said is not None
            line.show(paint(said))

    def action_beside(self, step: int) -> None:
        """To what is beside, if anything in this window is."""
        before = self.focused
        (self.focus_next if step > 0 else self.focus_previous)()
        if self.focused is before:
            raise SkipAction

    async def on_click(self, event: events.Click) -> None:
        """Beside the frame."""
        if event.widget is self:
            await self.leave()

    async def leave(self) -> None:
        """Leave it without having done anything."""
        self.dismiss(None)
