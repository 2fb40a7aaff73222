"""What was heard, on the screens: `m` makes something of it, `x` confirms it or puts it right."""

from cocreate.model.hearing import came_of
from tests.tui.driver import LARGE, Someone, person_at

HEARD = "h4rd6w8t2n"


async def stands_on_what_was_heard(someone: Someone) -> None:
    someone.app.go_to(HEARD)
    await someone.settles()


async def test_m_makes_an_idea_of_a_sentence(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await stands_on_what_was_heard(mavi)
        await mavi.presses("m")
        mavi.sees("Which words?", "oil three boards")
        await mavi.types("oil")
        await mavi.presses("enter")
        mavi.sees("What does it become?", "idea", "question", "promise")
        await mavi.presses("enter")
        mavi.sees("rather oil three boards", "heard: ")
        await mavi.presses("ctrl+s")
        made = came_of(mavi.collection, mavi.collection.contributions[HEARD])
        assert "oil three boards" in made[-1].title
        assert made[-1].by == ("mavi",)
        mavi.hears("Kept: ")


async def test_what_was_begun_of_it_is_gone_on_with(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await stands_on_what_was_heard(mavi)
        await mavi.presses("m", "enter", "down", "enter")
        await mavi.presses("ctrl+end")
        await mavi.types(" How so?")
        await mavi.presses("escape")
        await mavi.presses("r")
        mavi.sees("How so?")
        await mavi.presses("ctrl+s")
        made = came_of(mavi.collection, mavi.collection.contributions[HEARD])
        assert made[-1].body.endswith(" How so?")
        assert made[-1].text("kind") == "question"


async def test_x_confirms_and_puts_right_and_m_says_what_it_is_for(teambase: str) -> None:
    async with person_at(teambase, LARGE, "hildegard-voss") as hilde:
        await stands_on_what_was_heard(hilde)
        await hilde.presses("x")
        hilde.sees("heard right", "put right")
        await hilde.presses("enter")
        assert hilde.collection.contributions[HEARD].listed("confirmed") == ("hildegard-voss",)
        hilde.hears("Confirmed, heard right: ", "u takes it back.")
        assert "x " not in hilde.footer
        await hilde.presses("x")
        hilde.sees("Put right: ")
        await hilde.types("Five boards.")
        await hilde.presses("ctrl+s")
        assert hilde.collection.replies(HEARD)[-1].body == "Five boards."
        await hilde.presses("2")
        await hilde.presses("m")
        hilde.hears("m makes an idea")
