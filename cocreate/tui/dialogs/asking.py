"""A dialog around a form."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from cocreate.sittings.drafts import Drafts
from cocreate.tui.widgets.form import Form, FormSpec, Send


class AskDialog(ModalScreen[object]):
    """Asks what `spec` says and is dismissed with what `send` makes of it, or None if the person left."""

    DEFAULT_CSS = """
    AskDialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 96%;
            border: round $border; padding: 0 1; background: $panel;
        }
        & Form { max-height: 100%; }
        & .title { padding: 0 0 1 0; }
        & .keys { padding: 1 0 0 0; }
        & Input, & TextArea { background: $background; }
    }
    """

    def __init__(self, spec: FormSpec, send: Send, drafts: Drafts) -> None:
        super().__init__()
        self._form = Form(spec, send, drafts)

    def compose(self) -> ComposeResult:
        """The form in its frame."""
        with Vertical():
            yield self._form

    @on(Form.Sent)
    def _sent(self, event: Form.Sent) -> None:
        self.dismiss(event.result)

    @on(Form.Left)
    def _left(self) -> None:
        self.dismiss(None)
