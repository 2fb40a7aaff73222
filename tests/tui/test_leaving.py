"""Leaving: nothing that still ticks or paints while something closes looks at what is no longer there."""

from asyncio import sleep
from typing import Any

import pytest
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from cocreate.tui import together
from tests.tui.driver import person_at


async def test_where_somebody_is_is_asked_no_more_once_the_screens_close(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes = MessagePump._close_messages

    async def closes_slowly(pump: MessagePump, *args: Any, **named: Any) -> None:
        await closes(pump, *args, **named)
        await sleep(0.001)

    monkeypatch.setattr(together, "TOLD_EVERY", 0.001)
    monkeypatch.setattr(MessagePump, "_close_messages", closes_slowly)
    async with person_at(teambase, speaking="mavi") as mavi:
        await mavi.presses("5")


async def test_a_field_that_is_taken_away_while_the_screen_is_painted_is_painted_empty(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi") as mavi:
        await mavi.presses("2", "enter", "c", "enter")
        fields = [*mavi.app.screen.query(TextArea), *mavi.app.screen.query(Input)]
        assert any(isinstance(field, TextArea) for field in fields)
        for field in fields:
            await field.remove()
            strips = field.render_lines(Region(0, 0, 10, 1))
            assert [strip.text.strip() for strip in strips] == [""]
