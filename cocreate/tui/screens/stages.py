"""The three panes of a mode: all of them where there is room, else two, or one; which has the focus, and what shows."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from cocreate.locale import N_

STAGES = ("list", "reading", "around")
"""The panes, from the left: each holds a widget called so, in a pane called `list-pane` and so on."""

WordsOf = Callable[[Binding], str]
"""What a key of whoever assembles the screens does here, in a word or two."""


class StagesScreen(Screen[None]):
    """Brings one pane after the other into view where they have no room beside each other."""

    AUTO_FOCUS = ""  # Textual would begin in the filter, before it is hidden, and a key pressed by then were lost in it
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (90, "-two"), (120, "-three")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane(1)", N_("beside"), group=Binding.Group("look")),
        Binding("shift+tab", "next_pane(-1)", show=False),
    ]

    STAGE_WORDS: ClassVar[Mapping[str, str]] = {"list": N_("list"), "reading": N_("read"), "around": N_("around it")}
    """What the panes hold, in a word or two."""

    def __init__(self) -> None:
        super().__init__(classes="-at-list")

    def words_of(self, binding: Binding) -> str:
        """What a key does; of `tab`, what is in the pane that it leads to, which may be out of sight."""
        return self.STAGE_WORDS[self._beside(1)] if binding.action == "next_pane(1)" else binding.description

    def before_leaving(self) -> None:
        """What has to be painted before the focus goes on."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """One line for all: what is beneath the panes is blank."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height

    @property
    def begins_at(self) -> str:
        """The pane in which the mode begins, and from which escape leads out."""
        return "list"

    @property
    def has_one_pane(self) -> bool:
        """Whether the panes have no room beside one another."""
        return self.app.size.width < self.HORIZONTAL_BREAKPOINTS[1][0]

    @property
    def stage(self) -> str:
        """The pane that has the focus: `list`, `reading` or `around`."""
        return next((stage for stage in STAGES if self.has_class(f"-at-{stage}")), "list")

    def focus_stage(self, stage: str) -> None:
        """Bring a pane into view and the focus into it."""
        self.before_leaving()
        for one in STAGES:
            self.set_class(one == stage, f"-at-{one}")
        self.query_one(f"#{stage}").focus()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """A click may have brought the focus elsewhere."""
        self.before_leaving()
        for stage in STAGES:
            pane = self.query_one(f"#{stage}-pane", Widget)
            if self.focused and pane in self.focused.ancestors and self.stage != stage:
                for one in STAGES:
                    self.set_class(one == stage, f"-at-{one}")
                self.refresh_bindings()

    def action_next_pane(self, step: int) -> None:
        """To the pane beside this one."""
        self.focus_stage(self._beside(step))

    def _beside(self, step: int) -> str:
        return STAGES[(STAGES.index(self.stage) + step) % len(STAGES)]
