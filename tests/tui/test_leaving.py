"""Leaving: nothing that still ticks while the screens close looks at what is no longer there."""

from asyncio import sleep
from typing import Any

import pytest
from textual.message_pump import MessagePump

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
