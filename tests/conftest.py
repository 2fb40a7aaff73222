"""What many tests begin with: an empty workspace, the sample, and a voice whose clock stands still."""

import itertools
import os
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cocreate.acts.begin import begin_workspace
from cocreate.acts.voice import Voice
from cocreate.model.collection import Collection, Unread
from cocreate.model.errors import Unreadable
from cocreate.model.ids import ALPHABET, ID_LENGTH
from cocreate.model.items import Item, Value
from cocreate.workspace.files import create
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.format.writing import document
from cocreate.workspace.paths import type_at

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "workspaces" / "teambase"
NOON = datetime(2026, 11, 21, 14, 3, 11, tzinfo=timezone(timedelta(hours=1)))

settings.register_profile(
    "cocreate",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("cocreate")

os.environ["LANGUAGE"] = "en"


_numbers = itertools.count(1)


def next_id() -> str:
    """Ids as they come in a test: `0000000001`, `0000000002`, and so on."""
    number, letters = next(_numbers), ""
    while number:
        number, place = divmod(number, 32)
        letters = ALPHABET[place] + letters
    return letters.rjust(ID_LENGTH, "0")


def count_anew() -> None:
    """Let the ids begin at one again."""
    global _numbers  # noqa: PLW0603 - one counter for all voices of a test, so that no id comes twice
    _numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _counting_anew() -> None:
    """Let every test count its ids from one."""
    count_anew()


def make_voice(*by: str, noted_by: str = "", at: datetime = NOON) -> Voice:
    """People who speak at a fixed moment, with counted ids of their own."""
    return Voice(by or ("mavi",), noted_by, clock=lambda: at, new_id=next_id)


def put(root: str, path: str, fields: Mapping[str, Value], body: str = "") -> Item:
    """Write an item as the program would, and read it back."""
    create(root, path, document(fields, body))
    return read_item(root, path)


def collected(root: str) -> Collection:
    """All that stands in the workspace now, read without the index."""
    items, unread = [], []
    for path in filter(type_at, all_files(root)):
        try:
            items.append(read_item(root, path))
        except Unreadable as error:
            unread.append(Unread(path, error.message))
    return Collection("Teambase", items, unread)


def all_files(root: str) -> dict[str, bytes]:
    """The bytes of every file in the workspace but what is local to this copy, by path."""
    found = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in {".cocreate", ".git"}]
        for name in files:
            path = Path(folder, name)
            found[str(path.relative_to(root))] = path.read_bytes()
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """The folder of an empty workspace."""
    root = str(tmp_path / "workspace")
    begin_workspace(root, "Teambase")
    return root


@pytest.fixture
def teambase(tmp_path: Path) -> str:
    """The folder of a copy of the sample workspace."""
    root = tmp_path / "teambase"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".cocreate", ".git"))
    return str(root)


@pytest.fixture
def voice() -> Voice:
    """Mavi, at a fixed moment, with counted ids."""
    return make_voice("mavi")
