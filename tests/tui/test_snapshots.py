"""How it looks: pictures that somebody has looked at, at 80x24 and at 120x40."""

from collections.abc import Callable

import pytest

from tests.tui.driver import LARGE, SMALL, Someone, screens_on

Compare = Callable[..., bool]

PICTURES = {
    "home": (),
    "idea": ("2", "Cup library", "enter"),
    "lineage": ("3", "enter", "right", "right", "right"),
    "speaking": ("s",),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("picture", PICTURES)
def test_it_looks_as_it_did(teambase: str, snap_compare: Compare, picture: str, size: tuple[int, int]) -> None:
    async def get_there(pilot: object) -> None:
        someone = Someone(app, pilot)  # type: ignore[arg-type]
        await someone.settles()
        for step in PICTURES[picture]:
            await (someone.goes_to(step) if " " in step else someone.presses(step))

    app = screens_on(teambase, ("mavi",))
    assert snap_compare(app, terminal_size=size, run_before=get_there)
