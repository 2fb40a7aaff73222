"""Closing what is selected, by `x`: by choice, with what it needs asked for."""

from cocreate.acts.contribute import contribute
from cocreate.model.items import Contribution
from tests.conftest import collected, make_voice
from tests.tui.driver import LARGE, Someone, person_at

CUPS, KITCHEN, SCHOOL = "8tp8qnsvq5", "9516dtw8qz", "mba0rszf7e"


def gives(teambase: str, on: str, kind: str, text: str, by: str = "erkan", **keys: str) -> Contribution:
    return contribute(teambase, make_voice(by), collected(teambase), on, kind, text, dict(keys))


async def stands_on(mavi: Someone, given: Contribution) -> None:
    await mavi.presses("2")
    await mavi.reads("Cup library")
    await mavi.walks_to(given.id)


def now(mavi: Someone, given: Contribution) -> Contribution:
    return mavi.collection.contributions[given.id]


async def test_a_proposal_is_decided_and_why_in_spite_of_an_objection_is_asked(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups.")
    gives(teambase, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, proposal)
        await mavi.presses("x")
        mavi.sees("decide", "more time", "withdraw")
        mavi.sees_not("rest ")
        await mavi.presses("enter")
        mavi.sees("outcome", "look again", "why, though Ana Beltrán objects")
        await mavi.types("Twelve it is.")
        await mavi.presses("ctrl+s")
        mavi.sees("An objection stands")
        await mavi.types("we try it for a week")
        await mavi.presses("ctrl+s")
        assert now(mavi, proposal).text("despite") == "we try it for a week"
        mavi.hears("Decided: Twelve more cups.", "u takes it back.")


async def test_new_words_of_a_proposal_say_who_is_asked_again_and_deciding_who_was_not_heard(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups.")
    gives(teambase, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, proposal)
        await mavi.presses("e")
        await mavi.types("Only for the winter: ")
        await mavi.presses("ctrl+s")
        mavi.hears("To the earlier wording: Ana Beltrán objects. They are asked again.")
        await mavi.presses("x", "enter")
        mavi.sees("To an earlier wording, and not to this one: Ana Beltrán objects.")
        await mavi.types("Twelve it is.")
        await mavi.presses("ctrl+s")
        mavi.hears("To an earlier wording, and not to this one: Ana Beltrán objects.")


async def test_a_promise_is_kept_or_gets_a_new_day(teambase: str) -> None:
    promise = gives(teambase, CUPS, "promise", "Three boards.", until="2026-11-20")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, promise)
        await mavi.presses("x")
        mavi.sees("kept", "a new day", "released")
        await mavi.types("new day")
        await mavi.presses("enter")
        await mavi.types("5.12.2030")
        mavi.sees("5.12.2030", "2030-12-05")
        await mavi.presses("ctrl+s")
        assert (now(mavi, promise).state, now(mavi, promise).text("until")) == ("renegotiated", "2030-12-05")
        await mavi.presses("x", "enter")
        assert now(mavi, promise).state == "kept"


async def test_a_day_that_has_passed_is_refused_and_home_says_whose_has(teambase: str) -> None:
    promise = gives(teambase, CUPS, "promise", "Three boards.", by="mavi", until="2025-11-20")
    async with person_at(teambase, LARGE) as mavi:
        mavi.in_around.shows("your promise, its day", "was 2025-11-20, Cup")
        await stands_on(mavi, promise)
        await mavi.presses("x")
        await mavi.types("new day")
        await mavi.presses("enter")
        await mavi.types("2025-12-05")
        await mavi.presses("ctrl+s")
        mavi.sees("2025-12-05 has passed.", "2025-12-05")


async def test_a_hiccup_that_happened_again_is_told_and_resolved_with_the_first(teambase: str) -> None:
    hiccup = gives(teambase, CUPS, "hiccup", "The shelf is wet.")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, hiccup)
        await mavi.presses("x")
        await mavi.types("happened again")
        await mavi.presses("enter", "ctrl+s")
        mavi.hears("Mavi Lindqvist: it happened again, on Cup library, under the hiccup that")
        mavi.in_reading.shows("hiccup, happened", "again, noticed")
        await mavi.walks_to(hiccup.id)
        await mavi.presses("x", "enter")
        await mavi.types("A tray.")
        await mavi.presses("ctrl+s")
        mavi.hears(
            "Resolved: The shelf is wet. That it happened again, as told by Mavi Lindqvist, is resolved with it."
        )
        await mavi.presses("down")
        mavi.in_reading.shows("hiccup, happened", "again, resolved with the")


async def test_a_question_is_answered_by_what_helped(teambase: str) -> None:
    question = gives(teambase, CUPS, "question", "How heavy?", "mavi")
    answers = [gives(teambase, question.id, "answer", text) for text in ("A pound.", "Two.")]
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, question)
        await mavi.presses("x")
        mavi.sees("Which one helped?", "A pound.", "Two.")
        await mavi.presses("down", "enter")
        assert now(mavi, answers[1]).listed("helpful") == ("mavi",)


async def test_a_comment_is_closed_by_nothing_and_the_key_says_so(teambase: str) -> None:
    comment = gives(teambase, CUPS, "comment", "Nice.")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, comment)
        await mavi.presses("x")
        mavi.hears("x closes a proposal, a promise, a hiccup")


async def test_the_palette_finds_each_way_by_its_word(teambase: str) -> None:
    promise = gives(teambase, CUPS, "promise", "Three boards.")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, promise)
        await mavi.presses("ctrl+p")
        await mavi.types("keep")
        mavi.sees("Keep: a promise is kept")
        await mavi.presses("enter")
        assert now(mavi, promise).state == "kept"


async def test_what_was_begun_about_closing_is_gone_on_with(teambase: str) -> None:
    hiccup = gives(teambase, CUPS, "hiccup", "The tap was shut.")
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, hiccup)
        await mavi.presses("x", "enter")
        await mavi.types("it stays open")
        await mavi.presses("escape", "r")
        mavi.sees("it stays open")
        await mavi.presses("enter")
        assert (now(mavi, hiccup).state, now(mavi, hiccup).text("outcome")) == ("resolved", "it stays open")


async def test_what_was_closed_is_in_view_and_the_line_says_how_to_take_it_back(teambase: str) -> None:
    promise = gives(teambase, CUPS, "promise", "Three boards.\n\n" + "\n\n".join(["And more."] * 3), "mavi")
    async with person_at(teambase) as mavi:
        await stands_on(mavi, promise)
        await mavi.presses("x", "1")
        mavi.hears("Promise kept: Three boards. u takes it back.")
        mavi.in_reading.selected("Three boards.").shows("kept, 2026-11-22: Mavi Lindqvist", "And more.")


async def test_waking_something_is_said_and_taken_back(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Practise with water and a drop of soap")
        idea = mavi.finds("Practise with water and a drop of soap")
        await mavi.presses("x")
        assert mavi.finds(idea.title).state != "resting"
        mavi.hears(idea.title, "u takes it back.")
        await mavi.presses("u", "enter")
        assert mavi.finds(idea.title).state == "resting"


async def test_enter_on_a_proposal_asks_for_the_stance_and_shows_it(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups.")
    async with person_at(teambase) as mavi:
        await stands_on(mavi, proposal)
        assert "enter stance" in mavi.footer
        await mavi.presses("enter", "1", "ctrl+s")
        assert mavi.stands_on == proposal.id
        mavi.in_reading.shows("✓ Mavi Lindqvist  agrees")


async def test_what_was_done_is_said_before_a_title_that_is_cut(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups, " + "and one that is heavier than that, " * 8)
    async with person_at(teambase) as mavi:
        await stands_on(mavi, proposal)
        await mavi.presses("x", "1", "ctrl+s")
        assert mavi.lines[-3].startswith(" Decided: Twelve more cups, and one")
        assert mavi.lines[-2].endswith("… u takes it back.")


async def test_the_line_of_keys_names_one_way_or_says_that_there_are_several(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("3", "tab", "tab", "tab", "end", "up")
        assert mavi.stands_on == KITCHEN
        assert "x close" in mavi.footer
        await mavi.presses("home")
        assert mavi.stands_on == SCHOOL
        assert "x " not in mavi.footer
        await mavi.presses("1", "tab", "end")
        assert mavi.stands_on == KITCHEN
        assert "x close" in mavi.footer
        await mavi.presses("home")
        assert "x close" not in mavi.footer


async def test_what_somebody_said_of_an_answer_they_are_not_asked_again(teambase: str) -> None:
    question = gives(teambase, CUPS, "question", "How heavy?", "mavi")
    answers = [gives(teambase, question.id, "answer", text) for text in ("A pound.", "Two.")]
    async with person_at(teambase, LARGE) as mavi:
        await stands_on(mavi, answers[0])
        assert "h this helped" in mavi.footer
        await mavi.presses("h")
        mavi.hears("It helped: A pound. u takes it back.")
        assert "h this helped" not in mavi.footer
        await mavi.presses("h")
        mavi.hears("That it helped is said already.")
        await mavi.walks_to(question.id)
        await mavi.presses("x")
        mavi.hears("Answered: Two. u takes it back.")
        await mavi.walks_to(question.id)
        await mavi.presses("x")
        mavi.hears("That it helped is said already.")
        await mavi.walks_to(answers[0].id)
        await mavi.presses("x")
        mavi.hears("Good to know now: A pound. u takes it back.")


async def test_the_line_of_keys_has_undo_once_there_is_something_to_take_back(teambase: str) -> None:
    promise = gives(teambase, CUPS, "promise", "Three boards.")
    async with person_at(teambase) as mavi:
        await stands_on(mavi, promise)
        assert "u undo" not in mavi.footer
        await mavi.presses("x", "1", "down", "up")
        assert "u undo" in mavi.footer
        await mavi.presses("u", "enter", "down", "up")
        assert now(mavi, promise).state == "open"
        assert "u undo" not in mavi.footer


async def test_after_a_refusal_the_usual_keys_stand_where_they_stood(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("1", "tab", "tab")
        keys = mavi.footer
        await mavi.presses("left")
        mavi.hears("← and → turn the tabs")
        assert mavi.footer == keys


async def test_x_on_what_is_closed_says_how_it_stands(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        for ref, told in (
            ("fpz1", "It is withdrawn already."),
            ("e9t5", "It is shown already."),
        ):
            mavi.app.go_to(mavi.collection.find(ref).id)
            await mavi.settles()
            await mavi.presses("x")
            mavi.hears(told)
