"""Projects: the purpose across the top, then tabs."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cocreate.locale import N_, _
from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution
from cocreate.model.nesting import nested
from cocreate.pages.commons import around_commons, commons_tabs
from cocreate.pages.linking import shown as linked
from cocreate.pages.parts import Page
from cocreate.pages.projects import around_project, tabs
from cocreate.tui import rows, safe
from cocreate.tui.blocks import Block
from cocreate.tui.painting import sign_of
from cocreate.tui.rows import Commons, Draw, Row
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.widgets.line import Line
from cocreate.tui.widgets.reader import Reader
from cocreate.tui.widgets.tab_row import TabRow


def _words(tabs: Mapping[str, tuple[str, object]]) -> dict[str, str]:
    """What tabs are called, by id, in the reader's language."""
    return {name: _(words) for name, (words, _tab) in tabs.items()}


class ProjectsScreen(PanesScreen):
    """A project, what it is for, and everything in it."""

    MODE: ClassVar[str] = "projects"
    OWN_HEIGHTS: ClassVar[bool] = True
    HOME_OF: ClassVar[str] = "projects/"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "tab(1)", N_("next tab"), key_display="→", group=Binding.Group("look")),
        Binding("left", "tab(-1)", show=False),
    ]

    def above(self) -> ComposeResult:
        """The purpose, and the tabs."""
        yield Line(id="purpose")
        yield TabRow(_words(tabs()))

    def rows(self, collection: Collection) -> Sequence[Row]:
        """The projects, spin-offs under what they grew from; then the commons."""
        projects = list(nested(collection))
        return [*projects, (Commons(collection), 0)] if projects or collection.thread(COMMONS) else []

    def row_height(self, _width: int) -> int:
        """Room for the purpose, where there are so many that each takes the same."""
        return rows.PROJECT_HEIGHT

    def row_drawing(self, collection: Collection) -> Draw:
        """A project with its purpose."""
        return rows.project_rows(collection, self.table.overview.pulses)

    def page(self, collection: Collection, name: str) -> Page | None:
        """The tab of the project or the commons, and what stands around it."""
        now = self.table.clock()
        if name == COMMONS:
            _said, told = commons_tabs()[self.tab]
            return Page([], around_commons(collection), told(collection, now))
        project = collection.projects.get(name)
        if project is None:
            return None
        _said, tab = tabs()[self.tab]
        return Page([], around_project(collection, project), tab(collection, project, now))

    def show_page(self) -> None:
        """The page, with the purpose above it, and the tabs that fit it."""
        collection, name, row = self.collection, self.list.selected_key, self.query_one(TabRow)
        row.offer(_words(commons_tabs() if name == COMMONS else tabs()))
        super().show_page()
        shown = Commons(collection) if name == COMMONS else collection.projects.get(name)
        purpose = self.query_one("#purpose", Line)
        purpose.display = shown is not None
        row.display = shown is not None
        if shown:
            title = safe.join(sign_of(shown), safe.line(f" {linked(collection, shown.title)}\n", "bold $accent"))
            purpose.show(safe.join(title, safe.text("\n"), safe.line(linked(collection, shown.text("purpose")))))

    def stands_above(self) -> str:
        """The project, or the commons: what is given there is given to it, and not to the first thing in it."""
        return self.list.selected_key

    def _put(self, read: Sequence[Block], around: Sequence[Block]) -> None:
        super()._put(read, around)
        self._mark_head()

    @on(Reader.Selected, "#reading")
    def _mark_head(self) -> None:
        """The bar beside the purpose says that what is given now goes to the project itself."""
        self.query_one("#purpose").set_class(self.reading.is_above, "-stands")

    def stand_on(self, name: str) -> None:
        """As in every mode; what was said on the project itself stands in its conversation."""
        item, row = self.collection.get(name), self.query_one(TabRow)
        is_of_it = isinstance(item, Contribution) and self.collection.root_of(item) == self.list.selected_key
        if is_of_it and not self.reading.select(name) and row.display and row.turned_up != "conversation":
            self.turn_to("conversation")
            self.call_after_refresh(super().stand_on, name)
        else:
            super().stand_on(name)

    def go_to(self, name: str) -> bool:
        """As in every mode; what somebody said on a project stands in its conversation."""
        item, row = self.collection.get(name), self.query_one(TabRow)
        if item and item.type == "contribution":
            row.active = "conversation"
            self._page_of = ""
        elif item and item.id != self.list.selected_key:
            row.active = next(iter(tabs()))
        return super().go_to(name)

    @property
    def tab(self) -> str:
        """The tab that is turned up."""
        return self.query_one(TabRow).turned_up

    def turn_to(self, tab: str) -> None:
        """Turn up a tab of the project."""
        row = self.query_one(TabRow)
        if tab in tabs() and tab != row.turned_up:
            row.active = tab
            self._tab_chosen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tabs that cannot be seen are not turned."""
        if action == "tab" and self.ready:
            in_sight = not self.has_class("-one") or self.stage == "reading"
            return in_sight and self.query_one(TabRow).display
        return super().check_action(action, parameters)

    def action_tab(self, step: int) -> None:
        """To the tab beside."""
        self.query_one(TabRow).step(step)

    @on(TabRow.Chosen)
    def _tab_chosen(self) -> None:
        self._page_of = ""
        self.show_page()

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("No project yet. n starts one, with its purpose on top.")
