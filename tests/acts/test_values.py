"""Values as people type them: pairs, lists, days, names."""

import pytest

from cocreate.acts.introduce import introduce
from cocreate.acts.values import person_named, split_pairs, values_for
from cocreate.model import schema
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.items import Idea, Project
from tests.conftest import collected


@pytest.fixture
def collection(workspace: str, idea: Idea, project: Project) -> Collection:
    assert idea.path
    assert project.path
    introduce(workspace, "ada-trenkel", {"name": "Ada Trenkel"})
    introduce(workspace, "ada-munk", {"name": "Ada Munk"})
    return collected(workspace)


def test_pairs_are_split_at_the_first_equals_sign_and_gathered_by_key() -> None:
    assert split_pairs(["a=1=2", " b =", "a=3"]) == {"a": ["1=2", "3"], "b": [""]}
    for pair in ("a", "=1", " =x"):
        with pytest.raises(Refused):
            split_pairs([pair])


def test_values_are_read_as_their_keys_hold_them(collection: Collection) -> None:
    given = {
        "themes": ["clay, milk", "clay"],
        "joined": ["Trenkel,ana"],
        "project": ["k7f3"],
        "because": [""],
    }
    assert values_for(schema.IDEA_KEYS, given, collection, "An idea") == {
        "themes": ["clay", "milk"],
        "joined": ["ada-trenkel", "ana"],
        "project": "k7f3q2ab1c",
        "because": "",
    }


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"purpose": ["x"]}, Refused),
        ({"id": ["0000000001"]}, Refused),
        ({"at": ["now"]}, Refused),
        ({"title": [" "]}, Refused),
        ({"state": ["asleep"]}, Refused),
        ({"project": ["zzzz"]}, NotFound),
        ({"project": ["ada-trenkel"]}, Refused),
        ({"joined": ["Ada"]}, NotFound),
        ({"joined": ["日本"]}, NotFound),
    ],
)
def test_values_that_do_not_fit_are_refused(
    collection: Collection, given: dict[str, list[str]], error: type[CocreateError]
) -> None:
    with pytest.raises(error):
        values_for(schema.IDEA_KEYS, given, collection, "An idea")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ana", "ana"),
        ("@ada-munk", "ada-munk"),
        ("Ada Trenkel", "ada-trenkel"),
        ("munk", "ada-munk"),
        ("MUNK", "ada-munk"),
        ("Jürgen Groß", "juergen-gross"),
    ],
)
def test_people_are_named_by_slug_by_name_or_for_the_first_time(collection: Collection, name: str, slug: str) -> None:
    assert person_named(collection, name) == slug
