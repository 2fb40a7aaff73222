"""A window around a form."""

from textual import on
from textual.app import ComposeResult

from cocreate.tui.dialogs.window import Window
from cocreate.tui.widgets.form import Form

AROUND = 4
"""Lines that the frame takes, with those of the screen that stay in sight above and below it."""


class AskDialog(Window[object]):
    """Asks what a form asks, and is dismissed with what sending it made, or None if the person left."""

    AUTO_FOCUS = ""  # the form says where one begins; what is typed ahead would go to the first field before that

    DEFAULT_CSS = """
    AskDialog {
        & Form { max-height: 100%; }
        & .keys { padding: 1 0 0 0; }
        & .about { padding: 0 0 1 0; }
        & Input, & TextArea {
            background: $background; scrollbar-background: $background;
            scrollbar-background-hover: $background; scrollbar-background-active: $background;
        }
    }
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def inside(self) -> ComposeResult:
        """The form, which has a title and names its keys."""
        yield self._form

    def on_resize(self) -> None:
        """A longer text is as tall as it needs to be and the screen has room for."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        room = self.app.size.height - AROUND
        self._form.fit(room)
        self.call_after_refresh(self._form.fit, room)  # its line of keys may have been set anew by then

    async def leave(self) -> None:
        """What was typed is kept."""
        await self._form.action_leave()

    @on(Form.Sent)
    def _sent(self, event: Form.Sent) -> None:
        self.dismiss(event.result)

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)
