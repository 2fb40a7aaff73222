"""What comes from a terminal becomes keys a few at a time, whenever the clock ticks in between."""

from textual.events import Key

from cocreate.door.typing import AT_ONCE, Typing


def keys_of(typing: Typing) -> list[str]:
    return [message.key for message in typing.some() if isinstance(message, Key)]


def test_a_tick_hands_on_nothing_of_what_waits_for_its_turn() -> None:
    typing = Typing()
    typing.take(b"jk" * AT_ONCE)
    keys = keys_of(typing)
    assert len(keys) == AT_ONCE
    assert typing.tick() == []
    while typing.has_more:
        keys += keys_of(typing)
    assert keys == ["j", "k"] * AT_ONCE


def test_what_could_become_a_mark_is_a_key_once_nothing_followed() -> None:
    typing = Typing()
    typing.take(b"\x1b")
    assert not typing.has_more
    found = typing.tick()
    while typing.is_unsure:
        found += typing.tick()
    assert [message.key for message in found if isinstance(message, Key)] == ["escape"]
