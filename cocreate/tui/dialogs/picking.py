"""A dialog to pick from a list that filters as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input

from cocreate.locale import _, plural
from cocreate.model.text import clean_line, fold
from cocreate.tui import safe
from cocreate.tui.blocks import fitting
from cocreate.tui.dialogs.window import Window
from cocreate.tui.safe import Safe
from cocreate.tui.said import Said
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.fields import LONGEST_SOUGHT
from cocreate.tui.widgets.line_list import LineList
from cocreate.tui.wishes import Say


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its id, its words (and their style), a few words more, and a sign before it.

    `also` is found by the filter too, and not shown. Options in a row with the same `group` stand under it as a
    heading. What only tells something is not to be taken. Where the list has numbers, what is `unnumbered` has none.
    """

    id: str
    words: str
    about: str = ""
    sign: Content = safe.EMPTY
    style: str = ""
    also: str = ""
    group: str = ""
    takes: bool = True
    unnumbered: bool = False


NUMBERS = "123456789"
"""The first so many of a list that has numbers are taken with one key."""

LEAST_WIDE, MOST_WIDE, FRAME = 76, 116, 14
"""Cells of the window: as many as its rows need, with what stands beside them, between these."""

SHORT = 10
"""Cells of what is told beside an option, such as its key, that stand whole however long the option is."""

LEAST_MOST = 16
"""So many rows are shown at once even where they take more than the larger part of the screen."""


TakeNumber = Callable[[int], None]
"""Takes what has that number."""


class FilterInput(Input):
    """Where one types to filter; with `leaves_space`, a space marks, and with `take`, a first digit takes at once.

    Space and enter are met here, not by bindings with priority: those would overtake what was typed just before,
    which over a slow line arrives together with them.
    """

    class Marked(Message):
        """A space, after everything that was typed before it."""

    def __init__(self, *, leaves_space: bool, take: TakeNumber | None = None) -> None:
        super().__init__(placeholder=clean_line(_("type to filter")), compact=True, max_length=LONGEST_SOUGHT)
        self._leaves_space, self._take = leaves_space, take

    async def _on_key(self, event: Key) -> None:
        if self._leaves_space and event.key == "space":
            self.post_message(self.Marked())
        elif self._take and not self.value and event.key in NUMBERS:
            self._take(int(event.key))
        else:
            return
        event.stop()
        event.prevent_default()


class PickDialog(Window[list[str] | None]):
    """Lets a person pick one option, or several; dismissed with the ids, or None.

    Typing filters, up and down move, space marks where several may be picked, enter takes what is marked,
    or what the cursor stands on.

    Args:
        title: what is to be picked.
        options: all there are, in their order.
        several: whether several may be taken.
        numbered: whether the first nine have a number, which takes them at once; but for those that say otherwise.
        marked: the ids of those that are marked at first.
        take: what enter does, in a word or two; else it takes.
        room: how many rows there may be at most, where that is more than there are options.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,shift+tab", "walk(-1)", show=False, priority=True),
        Binding("down,tab", "walk(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("home", "edge(1)", show=False, priority=True),
        Binding("end", "edge(-1)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]
    BESIDE: ClassVar[int] = 9
    """Lines that stand above and below the list, in the window and around it, while nothing is said."""

    DEFAULT_CSS = """
    PickDialog {
        & Input { height: 1; border: none; padding: 0 1; background: $background; }
        & LineList { height: auto; background: $panel; }
        & LineList > .line-list--selected {
            background: $block-cursor-background; text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        several: bool = False,
        numbered: bool = False,
        marked: Sequence[str] = (),
        take: str = "",
        room: int = 0,
    ) -> None:
        super().__init__()
        counted = [one.id for one in options if numbered and not one.unnumbered]
        self._numbers = dict(zip(counted, NUMBERS, strict=False))
        self._title, self._options, self._several = title, list(options), several
        self._take, self._room = take, max(room, len(_under_headings(self._options)))
        self._marked = [name for name in marked if any(option.id == name for option in options)]

    def title_line(self) -> Safe:
        """What is to be picked."""
        return safe.line(self._title, "bold $accent")

    def inside(self) -> ComposeResult:
        """The filter, and the list."""
        yield FilterInput(leaves_space=self._several, take=self._take_number if self._numbers else None)
        yield LineList(
            self._draw,
            key=lambda option: option.id,
            selectable=lambda option: option.takes,
            placeholder=safe.line(_("Nothing like that.")),
        )

    def on_mount(self) -> None:
        """Show everything, as wide as it is where there is room; the cursor on what is marked."""
        longest = max((cell_len(f"{one.words}{one.about}") for one in self._options), default=0)
        self.query_one(Vertical).styles.width = max(LEAST_WIDE, min(longest + FRAME, MOST_WIDE))
        self._show(self._options)
        if first := self.begins_at():
            self._list.select(first)
        self._list.can_focus = False
        self.call_after_refresh(self._fit)
        self.query_one(FilterInput).focus()

    def begins_at(self) -> str:
        """What the cursor stands on at first; empty for the first there is."""
        return self._marked[0] if self._marked else ""

    @property
    def _list(self) -> LineList[Option]:
        return self.query_one(LineList)

    def on_resize(self) -> None:
        """As tall as the terminal is now has room for, so that its keys stay in sight."""
        self._fit()

    def _fit(self) -> None:
        most = max(LEAST_MOST, self.app.size.height * 3 // 5)
        foot = [line.size.height for line in self.query(".window-keys, .said") if line.display]
        beside = self.BESIDE + max(0, sum(foot) - 1)
        for shown in self.query(LineList):  # none where it is closing
            shown.styles.height = max(1, min(self._room, most, self.app.size.height - beside))

    def _show_said(self, said: Said | None) -> None:
        """The list gives way to what is said."""
        super()._show_said(said)
        self.call_after_refresh(self._fit)

    def _show(self, options: Sequence[Option], *, keep_place: bool = True) -> None:
        self._fit()
        self._list.show(_under_headings(options), keep_place=keep_place)

    def _draw(self, option: Option, width: int) -> Sequence[Content]:
        mark = safe.line("✓ " if option.id in self._marked else "  ", "bold $accent") if self._several else safe.EMPTY
        number = safe.line(f"{self._numbers.get(option.id, ''):<2}", MUTED) if self._numbers else safe.EMPTY
        sign = safe.join(option.sign, safe.line(" ")) if option.sign else safe.EMPTY
        words = safe.line(fitting(option.words, width), option.style or "bold")
        about = safe.line(f"  {fitting(option.about, width)}", MUTED) if option.about else safe.EMPTY
        head = safe.join(mark, number, sign, words)
        if about.cell_length <= SHORT:
            head = safe.cut(head, max(1, width - about.cell_length))
        return [safe.cut(safe.join(head, about), width)]

    def keys(self) -> list[tuple[str, str]]:
        """What the keys do; a dialog built on this one has more."""
        count = len(self._marked)
        marked = plural("{count} marked", "{count} marked", count).format(count=count)
        space = [("space", marked if count else _("mark several"))] if self._several else []
        number = [(f"1-{len(self._numbers)}", _("take at once"))] if len(self._numbers) > 1 else []
        return [*space, *number, ("enter", self._take or _("take")), ("esc", _("leave"))]

    def found(self, wanted: Sequence[str]) -> list[Option]:
        """The options that hold all these words, which are folded; those whose names begin with them first."""
        return best_first(self._options, wanted)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        wanted = fold(event.value).split()
        self._show(self.found(wanted), keep_place=not wanted)

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
        self.renew_marks()

    def renew_marks(self) -> None:
        """Something is marked that was not, or the other way round."""
        self._list.refresh()
        self.renew_keys()

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
        """To the first (1) or the last (-1); from there, along what is typed."""
        try:
            self._list.action_edge(step)
        except SkipAction:
            if self.query_one(Input).value:
                raise
            self.post_message(Say(_("There is nothing further that way.")))

    async def action_leave(self) -> None:
        """Pick nothing."""
        await self.leave()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what is marked, or what the cursor stands on."""
        if self._list.cursor >= 0 or self.marked:
            self.dismiss(self.taken())
        elif self._list.rows:
            self.post_message(Say(_("This is only told: there is nothing to take."), _("esc leaves.")))
        else:
            self.post_message(Say(_("Nothing in the list holds these words."), _("esc leaves.")))

    def _take_number(self, number: int) -> None:
        """Take what has this number."""
        taken = [name for name, its in self._numbers.items() if int(its) == number]
        if taken:
            self.dismiss(taken)
        else:
            self.post_message(Say(_("Nothing here has that number."), _("esc leaves.")))

    @on(LineList.Opened)
    def _clicked(self) -> None:
        self.action_take()


def _under_headings(options: Sequence[Option]) -> list[Option]:
    """Options with what their groups are called above them."""
    rows: list[Option] = []
    for group, run in groupby(options, lambda option: option.group):
        rows += [Option("", group, style=f"bold {MUTED}", takes=False)] if group else []
        rows += run
    return rows


def best_first(options: Sequence[Option], wanted: Sequence[str]) -> list[Option]:
    """The options that hold all of `wanted`, which is folded: by where they do, and in their order where they are even.

    A group goes with the best that is in it, and stays together.
    """
    ranked = [(rank, option) for option in options if (rank := _rank(option, wanted)) is not None]
    best: dict[str, int] = {}
    for rank, option in ranked:
        best[option.group] = min(rank, best.get(option.group, rank))
    groups = list(best)
    ranked.sort(key=lambda one: (best[one[1].group], groups.index(one[1].group), one[0]))
    return [option for _rank_, option in ranked]


def _rank(option: Option, wanted: Sequence[str]) -> int | None:
    """How far `wanted` is from how an option begins: none where a word of it is not found at all."""
    names, further = fold(f"{option.words}\n{option.also}").split("\n"), fold(f"{option.about} {option.id}")
    places = [_place(word, names, further) for word in wanted]
    if None in places:
        return None
    begins = any(name.startswith(" ".join(wanted)) for name in names)
    return 0 if begins else 1 + max((place for place in places if place is not None), default=0)


def _place(word: str, names: Sequence[str], further: str) -> int | None:
    """Where a word is found: where a word of a name begins, elsewhere in a name, or in what is told of it."""
    if any(f" {word}" in f" {name}" for name in names):
        return 0
    if any(word in name for name in names):
        return 1
    return 2 if word in further else None
