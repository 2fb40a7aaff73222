"""Fields that ask for a day: what may be written there, and which day that is."""

from collections.abc import Callable
from typing import Final

from cocreate.acts.values import PAST, day_told, past_day_told
from cocreate.locale import N_, _
from cocreate.model.schema import Key, Shape
from cocreate.tui.widgets.fields import Field

A_DAY: Final = N_("a day, such as: friday, 5.12., in 2 weeks")
A_PAST_DAY: Final = N_("a day that was, such as: yesterday, friday, 5.12.")


def day_of(key: Key) -> Callable[[str], str] | None:
    """Tells which day was typed under `key`; None where it holds no day."""
    if key.shape not in {Shape.DATE, Shape.MOMENT}:
        return None
    return past_day_told if key.name in PAST else day_told


def day_hint(key: Key) -> str:
    """What may be written where a day is asked; empty where none is."""
    if key.shape not in {Shape.DATE, Shape.MOMENT}:
        return ""
    return _(A_PAST_DAY) if key.name in PAST else _(A_DAY)


def day_field(name: str, label: str, hint: str = A_DAY) -> Field:
    """A field for a day to come."""
    return Field(name, label, "", _(hint), day=day_told)
