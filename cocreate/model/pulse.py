"""The pulse of a project: how lively it was week by week, as a shape, never as a number."""

from datetime import datetime

from cocreate.model.choosing import project_of
from cocreate.model.collection import Collection

WEEKS = 5
_BARS = "▁▂▃▄▅▆▇"


def pulses(collection: Collection, now: datetime) -> dict[str, str]:
    """For each project that anything happened in, `WEEKS` bars, the last one for the week that ends `now`.

    The tallest bar of a project is its own liveliest week, so that projects cannot be measured against each other.
    """
    weeks: dict[str, list[int]] = {}
    for item in (*collection.ideas.values(), *collection.contributions.values()):
        ago = (now - item.at).days // 7
        if 0 <= ago < WEEKS and (project := project_of(collection, item)):
            weeks.setdefault(project, [0] * WEEKS)[WEEKS - 1 - ago] += 1
    return {project: _bars(counts) for project, counts in weeks.items()}


def _bars(counts: list[int]) -> str:
    most = max(counts)
    return "".join(_BARS[count * (len(_BARS) - 1) // most] for count in counts)
