"""What the tests of acts look at: what was written, and that a refusal wrote nothing."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.model.errors import CocreateError, Refused
from cocreate.model.items import Item
from cocreate.workspace.format.reading import read_item
from tests.conftest import all_files

FORK = multiprocessing.get_context("fork")
"""Processes that act at the same time."""

AT = "2026-11-21T14:03:11+01:00"
"""When everything in these tests happens."""


def refused(root: str, act: Callable[[], object], error: type[CocreateError] = Refused) -> CocreateError:
    """The refusal of `act`, which has a sentence and a hint and wrote nothing."""
    before = all_files(root)
    with pytest.raises(error) as caught:
        act()
    assert all_files(root) == before, "nothing is written"
    assert caught.value.message.endswith((".", "?"))
    return caught.value


def text_of(root: str, item: Item) -> str:
    return Path(root, item.path).read_text(encoding="utf-8")


def reload(root: str, item: Item) -> Item:
    return read_item(root, item.path)
