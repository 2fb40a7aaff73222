"""Looking back on the screens: `L` asks one person, `x` shows it together, `m` makes something of it."""

from cocreate.acts.look_back import look_back
from cocreate.model.items import Contribution
from cocreate.model.looking_back import open_on
from tests.conftest import collected, make_voice
from tests.tui.driver import LARGE, SMALL, Someone, person_at

SCHOOL, BOARD = "mba0rszf7e", "gmwawa9ss0"


async def looks_back_on(someone: Someone, on: str) -> None:
    someone.app.go_to(on)
    await someone.settles()
    await someone.presses("L")


def begun(someone: Someone, on: str = SCHOOL) -> Contribution:
    found = open_on(someone.collection, on)
    assert found
    return found


async def test_one_writes_alone_and_another_sees_only_that_they_have(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await looks_back_on(mavi, SCHOOL)
        mavi.sees("What happened?", "So what?", "Now what?", "✎ Mavi Lindqvist", "Nobody else sees it")
        await mavi.types("Nine came.")
        await mavi.presses("tab", "tab")
        await mavi.types("Two rounds.")
        await mavi.presses("ctrl+s")
        mavi.hears("Kept, Mavi Lindqvist. Nobody else sees it yet.")
        mavi.sees("look back, open", "have written: Mavi Lindqvist")
        mavi.sees_not("Nine came.")
        assert begun(mavi).listed("written") == ("mavi",)
        await mavi.presses("L")
        mavi.sees("Nine came.", "Two rounds.")
    async with person_at(teambase, SMALL, "erkan") as erkan:
        await looks_back_on(erkan, SCHOOL)
        erkan.sees("✎ Erkan Yıldırım")
        erkan.sees_not("Nine came.")


async def test_nobody_else_speaks_in_the_window_and_several_choose_who_writes(teambase: str) -> None:
    async with person_at(teambase, LARGE, "mavi,erkan", "ana") as both:
        await looks_back_on(both, SCHOOL)
        both.sees("Each writes alone. Who of you writes?", "Mavi Lindqvist", "Erkan Yıldırım")
        await both.types("erkan")
        await both.presses("enter")
        both.sees("✎ Erkan Yıldırım")
        both.sees_not("ctrl+o who speaks")
        await both.types("It rained.")
        await both.presses("ctrl+o")
        assert both.complaint.startswith("These are the words of Erkan Yıldırım: each writes alone.")
        await both.presses("escape")
        assert both.app.waiting == []
        await both.presses("L", "enter")
        both.sees("✎ Mavi Lindqvist")
        both.sees_not("It rained.")
        await both.types("The sun shone.")
        await both.presses("escape")
        await both.presses("L", "down", "enter")
        both.sees("It rained.")
        both.sees_not("The sun shone.")
        await both.presses("ctrl+s")
        (kept,) = both.collection.replies(SCHOOL)[-1:]
        assert (kept.by, kept.noted_by, kept.listed("written")) == (("erkan",), "ana", ("erkan",))


async def test_what_was_left_is_gone_on_with_by_whoever_left_it(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await looks_back_on(mavi, SCHOOL)
        await mavi.types("Nine came.")
        await mavi.presses("escape", "1", "r")
        mavi.sees("✎ Mavi Lindqvist", "Nine came.")
        await mavi.presses("ctrl+s")
        assert begun(mavi).by == ("mavi",)
        await mavi.presses("3", "end", "L")
        mavi.sees("look back on Teambase")
        await mavi.types("A good year.")
        await mavi.presses("escape", "1", "r", "ctrl+s")
        assert begun(mavi, "workspace").path.startswith("commons/")
    async with person_at(teambase, LARGE, "erkan") as erkan:
        await erkan.presses("r")
        erkan.sees_not("Nine came.")


async def test_x_shows_it_together_and_m_makes_a_promise_of_what_was_written(teambase: str) -> None:
    for person, asked, words in (("ana", "now-what", "Ask the dairy. Meet on Friday."), ("mavi", "what", "Nine came.")):
        look_back(teambase, make_voice(person), collected(teambase), BOARD, {asked: words})
    async with person_at(teambase, LARGE, "erkan") as erkan:
        lookback = begun(erkan, BOARD)
        erkan.app.go_to(lookback.id)
        await erkan.settles()
        erkan.sees("open promises:", "Drei weitere Bretter.")
        await erkan.presses("x")
        erkan.sees("Show what Ana Beltrán, Mavi Lindqvist wrote?", "still to write")
        await erkan.presses("enter")
        erkan.hears("Shown.")
        erkan.in_reading.shows(
            "look back", "shown, 2026-11-22: ", "Nine came.", "Now what: what shall we do?", "Meet on Friday."
        )
        answer = next(one for one in erkan.collection.replies(lookback.id) if one.by == ("ana",))
        erkan.app.go_to(answer.id)
        await erkan.settles()
        await erkan.presses("m", "enter", "end", "enter", "ctrl+s")
        (promise,) = erkan.collection.replies(answer.id)
        assert (promise.kind, promise.by, promise.body) == ("promise", ("erkan",), "Ask the dairy.")
        assert promise.text("heard_in") == answer.id
        assert erkan.panes.target == promise
        erkan.app.go_to(answer.id)
        await erkan.presses("L")
        erkan.sees("It is shown already: what you write stands at once.")


async def test_what_only_one_has_written_is_not_shown_by_mistake(teambase: str) -> None:
    look_back(teambase, make_voice("mavi"), collected(teambase), BOARD, {"what": "Nine came."})
    async with person_at(teambase, SMALL, "erkan") as erkan:
        lookback = begun(erkan, BOARD)
        erkan.app.go_to(lookback.id)
        await erkan.settles()
        await erkan.presses("x")
        erkan.sees("Only Mavi Lindqvist has written. Show it all the same?")
        await erkan.presses("enter")
        assert begun(erkan, BOARD) == lookback
        await erkan.presses("x", "2")
        erkan.in_reading.shows("look back", "shown, 2026-11-22: ", "Nine came.")
