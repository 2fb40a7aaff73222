"""How we got here: the lineage of something told as a story, a month under another, each step in a sentence."""

from __future__ import annotations

from itertools import groupby

from cocreate.locale import _
from cocreate.model.signs import meaning_of
from cocreate.model.story import story
from cocreate.pages.lines import sign
from cocreate.pages.parts import QUIET, Empty, Heading, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cocreate.model.collection import Collection
    from cocreate.model.story import Step


def story_page(collection: Collection, name: str) -> Parts:
    """What led to the project or idea called `name`, and what became of it, the oldest first."""
    parts: Parts = []
    for month, steps in groupby(story(collection, name), lambda step: f"{step.at:%Y-%m}" if step.is_dated else ""):
        parts.append(Heading(month or _("By today, nobody wrote down since when")))
        for step in steps:
            parts += _told(step)
    return parts or [Empty(_("Nothing is known of how it came about."))]


def _told(step: Step) -> Parts:
    """A step: the sentence with its day, and under it what was said."""
    words = (sign(meaning_of(step.item)), Words(f" {step.words}"))
    day = (Words(f"{step.at:%Y-%m-%d}", QUIET),) if step.is_dated else ()
    told: Parts = [Row(words, day, ref=step.item.id)]
    if step.said:
        told.append(Row((Words(step.said, QUIET),), ref=step.item.id, depth=1))
    return told


def story_data(collection: Collection, name: str) -> list[dict[str, Any]]:
    """The same as rows, as docs/cli.md names their keys; `at` is empty where the day is not known."""
    return [
        {
            "at": step.at.isoformat() if step.is_dated else "",
            "how": step.what,
            "told": step.words,
            "said": step.said,
            "item": step.item,
        }
        for step in story(collection, name)
    ]
