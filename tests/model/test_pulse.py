"""The pulse of a project is a shape of its own weeks; an overview holds what every screen begins with."""

from datetime import datetime

from cocreate.model.collection import Collection
from cocreate.model.overview import overview
from cocreate.model.pulse import pulses
from tests.model.test_credits import said
from tests.model.test_lineage import idea, project

NOW = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
HERE = Collection(
    "w",
    [
        project("p"),
        project("still"),
        idea("new", 20, project="p"),
        idea("old", 2, project="p"),
        said("c", "new", "ana"),
    ],
)


def test_the_liveliest_week_is_tall_and_a_still_project_has_no_pulse() -> None:
    assert pulses(HERE, NOW) == {"p": "▁▁▇▁▄"}


def test_a_future_moment_counts_for_no_week() -> None:
    assert pulses(Collection("w", [project("p"), idea("a", 28, project="p")]), NOW) == {}


def test_an_overview_has_the_newest_first() -> None:
    seen = overview(HERE, NOW)
    assert [one.id for one in seen.ideas] == ["new", "old"]
    assert [one.id for one in seen.latest][:2] == ["new", "old"]
