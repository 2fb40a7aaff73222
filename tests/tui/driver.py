"""Drives the screens as a person does: presses keys, types, clicks what it sees, reads what is painted.

    async with person_at(teambase, speaking="mavi") as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        mavi.sees("You borrow a cup")

Nothing here sleeps for a guessed time: after every step the driver waits until nothing that the step
started is still going on, and the screen has stopped changing.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerState

from cocreate.model.collection import Collection
from cocreate.model.items import Item
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.screens.stages import STAGES
from cocreate.tui.widgets.line import Line
from tests.tui.settling import NeverCame, Settling

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=timezone(timedelta(hours=1)))
"""When everything in these tests happens: the night after the last thing in the sample."""

HERE = "named-test"
"""The key of the sitting at which everything in these tests happens."""

SMALL, LARGE = (80, 24), (120, 40)

CALLED = {" ": "space", "\n": "enter"}
CHARACTERS = {"space": " ", "question_mark": "?", "slash": "/"}
"""Keys with names of their own, and characters of named keys."""

LONGEST = 300
"""Steps down a page after which it has no more."""


class Pane:
    """One pane of the mode that is shown, and what it claims: its lines, and which item is selected in it."""

    def __init__(self, someone: "Someone", stage: str) -> None:
        self._someone, self._stage = someone, stage

    @property
    def lines(self) -> list[str]:
        """The lines of this pane as they are painted, without those beside it."""
        pane = self._someone.panes.query_one(f"#{self._stage}-pane")
        region, strips = pane.region, self._someone.app.screen._compositor.render_strips()
        rows = range(region.y, min(region.bottom, len(strips)))
        return [strips[y].crop(region.x, region.right).text.rstrip() for y in rows] if pane.display else []

    def shows(self, *words: str) -> "Pane":
        """Each of `words` stands in this pane, in one line."""
        shown = "\n".join(self.lines)
        for one in words:
            assert one in shown, f"wanted {one!r} in the {self._stage}; stands there:\n{shown}"
        return self

    def shows_not(self, *words: str) -> "Pane":
        """None of `words` stands in this pane."""
        shown = "\n".join(self.lines)
        for one in words:
            assert one not in shown, f"wanted no {one!r} in the {self._stage}; stands there:\n{shown}"
        return self

    def selected(self, title: str) -> "Pane":
        """What is selected here is called so, or says so; empty for nothing."""
        found = self._someone.collection.get(self.selected_ref)
        told = found.title if found else ""
        assert told == title, f"wanted {title!r} selected in the {self._stage}; is {told!r}"
        return self

    @property
    def selected_ref(self) -> str:
        """What the cursor stands on here, by its id."""
        widget = self._someone.panes.query_one(f"#{self._stage}")
        return str(getattr(widget, "selected_key", getattr(widget, "selected_ref", "")))


class Someone(Settling):
    """A person at the screens."""

    def __init__(self, app: CocreateApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self.in_list, self.in_reading, self.in_around = (Pane(self, stage) for stage in STAGES)

    # Doing

    async def presses(self, *keys: str) -> None:
        """Press keys, one after the other, waiting after each for what it does."""
        for key in keys:
            self._press(key)
            await self.settles()

    async def types(self, text: str) -> None:
        """Type characters, without waiting between them."""
        for character in text:
            self._press(CALLED.get(character, character))
        await self.settles()

    def _press(self, key: str) -> None:
        """Put a key into the app's hands, as the terminal would; nothing of it has happened yet."""
        named = _character_to_key(key) if len(key) == 1 else key
        character = CHARACTERS.get(key, key if len(key) == 1 else None)
        self.app.post_message(events.Key(named, character))

    async def clicks(self, words: str) -> None:
        """Click on the first place on the screen where `words` stand."""
        for y, line in enumerate(self.lines):
            before, found, _after = line.partition(words)
            if found:
                await self._pilot.click(offset=(cell_len(before), y))
                await self.settles()
                return
        raise NeverCame(self._instead(f"{words!r} to click on"))

    async def goes_to(self, title: str) -> None:
        """Walk up or down the list to the row called `title`; where it is out of sight, `tab` leads there first."""
        for _pane in STAGES:
            if not self.in_list.lines:
                await self.presses("tab")
        listed = self.panes.list
        found = next((number for number, row in enumerate(listed.rows) if row[0].title == title), None)
        if found is None:
            raise NeverCame(self._instead(f"{title!r} in the list"))
        steps = found - listed.rows.index(listed.selected)
        for _step in range(abs(steps)):
            self._press("down" if steps > 0 else "up")
        await self.settles()

    async def reads(self, title: str) -> None:
        """Select `title` in the list and go in."""
        await self.goes_to(title)
        await self.presses("enter")

    async def walks_to(self, ref: str) -> None:
        """Walk down in the pane with the focus until the item called `ref` is selected."""
        reader = self.panes.query_one(f"#{self.panes.stage}")
        await self.presses("home")
        for _step in range(LONGEST):
            if getattr(reader, "selected_ref", "") == ref:
                await self.settles()
                return
            self._press("down")
            await self._breathes()
            await self._breathes()
        raise NeverCame(self._instead(f"{ref!r} under the cursor"))

    async def resizes(self, width: int, height: int) -> None:
        """Draw the terminal's window larger or smaller."""
        await self._pilot.resize_terminal(width, height)
        await self.settles()

    # Seeing

    @property
    def footer(self) -> str:
        """The line of keys."""
        return self.lines[-1]

    @property
    def header(self) -> str:
        """The line with the modes, and who speaks; empty between two modes."""
        return next(iter(self.lines), "")

    @property
    def told(self) -> str:
        """What was said in passing, whole: on the screen it is wrapped."""
        return self.app.said.words if self.app.said else ""

    def forgets(self) -> None:
        """Nothing that was said counts from now on."""
        self.app.said = None

    def sees(self, *words: str) -> None:
        """Each of `words` stands on the screen, in one line."""
        for one in words:
            assert one in self.screen, self._instead(f"{one!r}")

    def sees_not(self, *words: str) -> None:
        """None of `words` stands on the screen."""
        for one in words:
            assert one not in self.screen, self._instead(f"a screen without {one!r}")

    def hears(self, *words: str) -> None:
        """Each of `words` was said in passing."""
        for one in words:
            assert one in self.told, self._instead(f"{one!r} said (said was {self.told!r})")

    def line_with(self, words: str) -> int:
        """The number of the first line in which `words` stand."""
        found = next((number for number, line in enumerate(self.lines) if words in line), None)
        assert found is not None, self._instead(f"{words!r}")
        return found

    # Knowing

    @property
    def panes(self) -> PanesScreen:
        """The mode that is shown, beneath any dialog."""
        return self.app.panes

    @property
    def mode(self) -> str:
        """The mode that is shown."""
        return self.panes.MODE

    @property
    def collection(self) -> Collection:
        """What is in the workspace, as the screens know it."""
        return self.app.collection

    def finds(self, title: str) -> Item:
        """The one item with this title."""
        found = [item for item in self.collection.items() if item.title == title]
        assert len(found) == 1, f"{len(found)} items are called {title!r}"
        return found[0]

    def bursts(self, *keys: str) -> None:
        """Press keys faster than anything can be done about them, as they come over a slow line."""
        for key in keys:
            self._press(key)

    def setting(self, name: str) -> Path:
        """The file in which a setting is remembered."""
        return Path(os.environ["XDG_CONFIG_HOME"], "cocreate", name)

    async def marks(self) -> None:
        """Mark what the cursor of the dialog stands on."""
        await self.presses("space")

    async def fills(self, field: str, text: str) -> None:
        """Put the cursor into a field of the form that is open, and paste `text` over what stands there."""
        widget = self._field(field)
        widget.focus()
        await self.settles()
        widget.action_select_all()
        await self.pastes(text)

    def field(self, field: str) -> str:
        """What stands in a field of the form that is open."""
        widget = self._field(field)
        return widget.value if isinstance(widget, Input) else widget.text

    def _field(self, name: str) -> Input | TextArea:
        found = [widget for widget in self.app.screen.query("Form Input, Form TextArea") if widget.name == name]
        assert found, self._instead(f"a field called {name!r}")
        widget = found[-1]
        assert isinstance(widget, Input | TextArea)
        return widget

    async def pastes(self, text: str) -> None:
        """Paste `text`, as the terminal would."""
        self.app.post_message(events.Paste(text))
        await self.settles()

    def focuses_text(self) -> None:
        """Put the cursor into the longer text of the form that is open."""
        self.app.screen.query("Form TextArea").exclude("WrappedLine").last().focus()

    @property
    def complaint(self) -> str:
        """What the form that is open says is wrong; empty if nothing."""
        said = self.app.screen.query("Form .error").results(Line)
        return "".join(one.words for one in said if one.display)

    def stands_out(self, words: str) -> tuple[object, ...]:
        """How `words` are set where they stand first, apart from colours."""
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                if words in segment.text and segment.style:
                    return (segment.style.bold, segment.style.reverse, segment.style.underline)
        raise NeverCame(self._instead(f"{words!r}"))

    @property
    def is_keeping_a_draft(self) -> bool:
        """Whether something typed is on its way to the disk."""
        at_work = {WorkerState.PENDING, WorkerState.RUNNING}
        return any(worker.group == "draft" and worker.state in at_work for worker in self.app.workers)

    @property
    def entry(self) -> str:
        """What stands in the field with the cursor."""
        focused = self.app.focused
        assert isinstance(focused, Input | TextArea), self._instead("a field with the cursor in it")
        return focused.value if isinstance(focused, Input) else focused.text

    @property
    def stands_on(self) -> str:
        """The id of what the keys apply to; empty if nothing."""
        target = self.panes.target
        return target.id if target else ""

    @property
    def pane(self) -> str:
        """The pane with the focus."""
        assert self.panes.stage in STAGES
        return self.panes.stage


def screens_on(root: str, asked: tuple[str, ...] = (), noted_by: str = "") -> CocreateApp:
    """The screens of the only sitting at a table of its own."""
    table = Table(root, lambda: NOW)
    table.first_look()
    sitting = Sitting(table, HERE, asked, noted_by)
    sitting.identify()
    return CocreateApp(table, sitting)


@asynccontextmanager
async def person_at(
    root: str, size: tuple[int, int] = SMALL, speaking: str = "mavi", noted_by: str = ""
) -> AsyncIterator[Someone]:
    """Somebody sits down at the screens on the workspace at `root`; `speaking` may be several, or empty."""
    asked = tuple(filter(None, speaking.split(",")))
    app = screens_on(root, asked, noted_by)
    async with app.run_test(size=size) as pilot:
        someone = Someone(app, pilot)
        await someone.settles()
        yield someone


def file_in(root: str, pattern: str) -> Path:
    """The first file or folder of the workspace whose path matches."""
    return next(Path(root).glob(pattern))


def moved(folder: str, to: str) -> None:
    """Move a folder away, as somebody tidying up would."""
    Path(folder).rename(to)
