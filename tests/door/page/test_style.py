"""The colours of the page can be told apart by those who see less (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

from cocreate.door.page import server

STYLE = Path(server.__file__).with_name("style.css").read_text("utf-8")
NO_WORDS = {"ground", "raised", "edge", "on-accent"}


def schemes() -> list[dict[str, str]]:
    """The colours of the light and of the dark scheme, by name."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in STYLE.split("@media")[:2])
    assert light.keys() == dark.keys()
    return [light, dark]


def brightness(colour: str) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", schemes(), ids=["light", "dark"])
def test_words_are_read_on_whatever_they_stand_and_fields_are_seen(colours: dict[str, str]) -> None:
    for name in colours.keys() - NO_WORDS:
        least = 3.0 if name == "field" else 4.5
        for ground in ("ground", "raised"):
            assert contrast(colours[name], colours[ground]) >= least, (name, ground)
    assert contrast(colours["accent"], colours["on-accent"]) >= 4.5


def test_the_style_loads_nothing_and_knows_who_wants_no_motion() -> None:
    assert not re.search(r"url\(|@import|http", STYLE)
    assert "prefers-reduced-motion" in STYLE
    assert ":focus-visible" in STYLE
