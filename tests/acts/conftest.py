"""What acts are done on, where a test names it: an idea, a project."""

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.projects import start_project
from cocreate.acts.voice import Voice
from cocreate.model.items import Idea, Project
from cocreate.workspace.format.reading import read_item
from tests.conftest import make_voice


@pytest.fixture
def idea(workspace: str) -> Idea:
    path, _fields, _body = catch_idea(
        workspace,
        Voice(["ana"], clock=make_voice().clock, new_id=lambda: "9d2m4x7t0e"),
        "A jug",
        "One line inside.",
    )
    found = read_item(workspace, path)
    assert isinstance(found, Idea)
    return found


@pytest.fixture
def project(workspace: str) -> Project:
    voice = Voice(["ben"], clock=make_voice().clock, new_id=lambda: "k7f3q2ab1c")
    return start_project(workspace, voice, "Milk Foam School", "Anyone can foam milk.")
