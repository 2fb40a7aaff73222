"""Giving: building on, every kind of contribution, answers, stances, thanks, and what helped."""

from asyncio import Event

import pytest

from cocreate.model.items import Contribution
from cocreate.model.schema import GIVEN_KINDS
from cocreate.tui.dialogs.picking import Option, best_first
from cocreate.tui.widgets.fields import LongText
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.line_list import LineList
from tests.tui.driver import LARGE, SMALL, Someone, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

CUP_LIBRARY, CUP_QUESTION = "8tp8qnsvq5", "e5ezxt5k2g"
PRICES, PRICES_PROPOSAL = "Fixed prices, or what it is worth to you", "9fmvk8xyq8"


def newest_on(someone: Someone, name: str) -> Contribution:
    """What was said last in the thread of `name`."""
    return someone.collection.thread(name)[-1]


async def gives(someone: Someone, kind: str) -> None:
    """Contribute something of a kind, chosen by typing its words."""
    await someone.presses("c")
    await someone.types(kind)
    await someone.presses("enter")


@both_sizes
async def test_b_builds_on_an_idea_and_the_original_stays(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.reads("Stille Stunde an der Drehscheibe")
        idea = mavi.finds("Stille Stunde an der Drehscheibe")
        assert idea.state == "fresh"
        await mavi.presses("b")
        mavi.sees("+ yes, and", "on Stille Stunde", "Mavi Lindqvist", "Say it", "ctrl+s keep it")
        await mavi.types("And tea afterwards.")
        await mavi.presses("ctrl+s")
        mavi.sees("And tea afterwards.", "+ Mavi Lindqvist", "now", "growing")
        given = newest_on(mavi, idea.id)
        assert (given.kind, given.body, given.by) == ("addition", "And tea afterwards.", ("mavi",))
        mavi.in_reading.selected("And tea afterwards.")
        mavi.hears("Mavi Lindqvist says yes, and … on Stille Stunde an der Drehscheibe.")
        assert mavi.finds("Stille Stunde an der Drehscheibe").body == idea.body


async def test_b_on_somebodys_words_builds_on_those_and_quotes_them(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to("14nvzc7v1f")
        await mavi.presses("b")
        await mavi.types("A bell would do, too.")
        await mavi.presses("ctrl+s")
        assert newest_on(mavi, CUP_LIBRARY).on == "14nvzc7v1f"
        mavi.sees("▏Erkan Yıldırım, Ana Beltrán: Yes, and:")


async def test_each_kind_of_contribution_can_be_chosen_and_given(teambase: str) -> None:
    words = {"addition": "yes, and", "knowhow": "later", "lookback": "look back"}
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        for kind in (kind for kind in GIVEN_KINDS if kind not in {"stance", "answer"}):
            await gives(mavi, words.get(kind, kind))
            mavi.focuses_text()
            await mavi.types(f"My {kind}.")
            await mavi.presses("ctrl+s")
            mavi.sees(f"My {kind}.")
            thread = mavi.collection.thread(mavi.finds("Warm the cups on the kiln lid").id)
            assert [given.kind for given in thread if given.body == f"My {kind}."] == [kind]


async def test_the_keys_of_a_kind_are_asked_and_kept(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        await gives(mavi, "promise")
        mavi.sees("by when", "a day, such as: friday, 5.12., in 2 weeks")
        await mavi.types("I will measure how warm.")
        await mavi.presses("shift+tab")
        await mavi.types("24.12.2036")
        await mavi.presses("ctrl+s")
        given = newest_on(mavi, mavi.finds("Warm the cups on the kiln lid").id)
        assert given.text("until") == "2036-12-24"
        assert given.state == "open"
        mavi.sees("by 2036-12-24")


async def test_a_day_that_is_none_is_refused_and_everything_stays(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        before = len(mavi.collection.contributions)
        await gives(mavi, "promise")
        await mavi.types("I will measure.")
        await mavi.presses("shift+tab")
        await mavi.types("soon")
        await mavi.presses("ctrl+s")
        mavi.sees("soon is no day.", "I will measure.")
        assert len(mavi.collection.contributions) == before


async def test_enter_on_a_question_answers_it_and_the_answer_stands_under_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to(CUP_QUESTION)
        await mavi.presses("enter")
        mavi.sees("↳ answer")
        await mavi.types("By its hook.")
        await mavi.presses("ctrl+s")
        mavi.in_reading.selected("By its hook.")
        mavi.hears("Mavi Lindqvist answers on Cup library.")
        given = mavi.collection.replies(CUP_QUESTION)[-1]
        assert (given.kind, given.body) == ("answer", "By its hook.")
        mavi.sees("By its hook.")


async def test_h_says_that_an_answer_helped_and_the_question_no_longer_waits(teambase: str) -> None:
    async with person_at(teambase, speaking="tomek") as tomek:
        await tomek.presses("2")
        await tomek.reads("Kaffeesatz in der Glasur")
        await tomek.walks_to("cvwp1xh7r3")
        assert "tomek" not in tomek.collection.contributions["cvwp1xh7r3"].listed("helpful")
        tomek.sees("h this helped")
        await tomek.presses("h")
        tomek.hears("It helped: ")
        assert "tomek" in tomek.collection.contributions["cvwp1xh7r3"].listed("helpful")
        await tomek.presses("h")
        tomek.hears("That it helped is said already.")


def stance_of(someone: Someone, person: str) -> str:
    """The id of the stance that somebody took on the prices."""
    stances = someone.collection.replies(PRICES_PROPOSAL)
    return next(one.id for one in stances if one.kind == "stance" and one.by == (person,))


async def test_agreeing_needs_no_words(teambase: str) -> None:
    async with person_at(teambase, speaking="ada-trenkel") as ada:
        await ada.presses("2")
        await ada.reads(PRICES)
        await ada.walks_to(PRICES_PROPOSAL)
        await gives(ada, "agrees")
        ada.sees("✓ agrees")
        ada.sees("Say more, if you like")
        await ada.presses("ctrl+s")
        ada.hears("Prof. Dr. Ada Trenkel agrees on")
        assert ada.stands_on == PRICES_PROPOSAL, "whoever comes next speaks to the same proposal"
        await ada.walks_to(stance_of(ada, "ada-trenkel"))
        ada.sees("✓ Prof. Dr. Ada Trenkel")


async def test_an_objection_without_its_reason_is_refused_and_what_is_typed_then_counts(
    teambase: str,
) -> None:
    async with person_at(teambase, speaking="ada-trenkel") as ada:
        await ada.presses("2")
        await ada.reads(PRICES)
        await ada.walks_to(PRICES_PROPOSAL)
        before = len(ada.collection.contributions)
        await gives(ada, "objects")
        await ada.presses("ctrl+s")
        ada.sees("An objection needs its reason.")
        assert len(ada.collection.contributions) == before
        await ada.types("January is too soon.")
        ada.sees("January is too soon.")
        await ada.presses("ctrl+s")
        await ada.walks_to(stance_of(ada, "ada-trenkel"))
        ada.sees("! Prof. Dr. Ada Trenkel", "January is too soon.")


async def test_t_thanks_whoever_gave_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        await mavi.presses("t")
        mavi.sees("♥ thanks", "Tomasz Wilk")
        await mavi.types("Warm hands.")
        await mavi.presses("ctrl+s")
        given = newest_on(mavi, mavi.finds("Warm the cups on the kiln lid").id)
        assert given.listed("to") == ("tomek",)
        mavi.sees("to Tomasz Wilk", "Warm hands.")


async def test_a_person_is_thanked_in_the_commons(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        await mavi.reads("Hildegard Voss")
        await mavi.presses("t")
        await mavi.types("For the rim.")
        await mavi.presses("ctrl+s")
        given = mavi.collection.thread("workspace")[-1]
        assert (given.kind, given.listed("to"), given.body) == ("thanks", ("hildegard-voss",), "For the rim.")
        assert mavi.app.is_running
        assert not mavi.panes.is_writing


async def test_what_two_people_say_is_credited_to_both(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        assert "mavi + erkan" in both.header
        await both.presses("2")
        await both.reads("Warm the cups on the kiln lid")
        await both.presses("b")
        both.sees("Mavi Lindqvist + Erkan Yıldırım")
        await both.types("Together.")
        await both.presses("ctrl+s")
        assert newest_on(both, both.finds("Warm the cups on the kiln lid").id).by == ("mavi", "erkan")


async def test_escape_leaves_a_composer_and_r_goes_on_with_it_from_anywhere(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to(CUP_QUESTION)
        await mavi.presses("enter")
        await mavi.types("By its")
        await mavi.presses("escape")
        assert not mavi.panes.is_writing
        assert mavi.pane == "reading"
        await mavi.presses("1", "r")
        assert mavi.mode == "ideas"
        assert mavi.entry == "By its"


async def test_what_was_written_yesterday_is_gone_on_with_in_a_mode_not_yet_seen(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        await mavi.types("And a")
        await mavi.presses("escape")
    async with person_at(teambase) as mavi:
        await mavi.presses("r")
        assert mavi.mode == "ideas"
        assert mavi.entry == "And a"
        mavi.sees("on Cup library")


async def test_thanks_begun_for_somebody_with_a_hyphen_in_their_name_are_gone_on_with(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        await mavi.goes_to("Hildegard Voss")
        await mavi.presses("t")
        await mavi.types("For the r")
        await mavi.presses("escape", "1", "r")
        assert mavi.mode == "people"
        assert mavi.entry == "For the r"


async def test_another_composer_keeps_what_the_first_one_held(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        await mavi.types("The first")
        await mavi.clicks("Fixed prices, or what")
        await mavi.presses("b")
        mavi.sees("on Fixed prices, or what it is")
        await mavi.types("The second")
        await mavi.waits_until(lambda: not mavi.is_keeping_a_draft)
        places = mavi.app.sitting.drafts.places()
        assert len(places) == 2


async def test_what_nobody_is_selected_for_goes_to_the_commons(workspace: str) -> None:
    async with person_at(workspace) as mavi:
        await gives(mavi, "comment")
        mavi.sees("in the commons")
        await mavi.types("Hello.")
        await mavi.presses("ctrl+s")
        assert [given.body for given in mavi.collection.thread("workspace")] == ["Hello."]


async def test_a_composer_that_is_being_taken_away_is_painted_without_its_styles(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual lets go of the styles of the text first, then of the form around it, and may paint in between."""
    gone_on = Event()

    async def held(_form: Form) -> None:
        await gone_on.wait()

    monkeypatch.setattr(Form, "on_unmount", held)
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2", "enter", "b")
        form = mavi.panes.query_one(Form)
        text = form.query_one(LongText)
        removed = form.remove()
        await mavi.waits_until_so(lambda: not text.is_attached)
        text.notify_style_update()  # what was worked out from the styles is forgotten too, as when the colours change
        try:
            mavi.app.screen.refresh()
            mavi.app.screen._on_timer_update()
            mavi.app.screen._compositor.render_full_update()
        finally:
            gone_on.set()
        await removed
        await mavi.settles()
        assert mavi.app.is_running


@pytest.mark.parametrize(
    ("typed", "kind"), [("h", "hiccup"), ("th", "thanks"), ("m", "making"), ("en", "encounter"), ("a", "agreement")]
)
async def test_the_first_letters_of_a_kind_choose_it(teambase: str, typed: str, kind: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "enter", "c")
        await mavi.types(typed)
        assert mavi.app.screen.query_one(LineList).selected_key == kind


def test_what_is_called_so_comes_before_what_is_told_so() -> None:
    options = [Option("1", "comment", "held by all"), Option("2", "I held"), Option("3", "upheld"), Option("4", "held")]
    assert [one.id for one in best_first(options, ["held"])] == ["4", "2", "3", "1"]


async def test_a_kind_is_chosen_by_its_number_however_fast_the_words_follow(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        mavi.bursts("c", "5", *"Three.", "ctrl+s")
        await mavi.settles()
        given = newest_on(mavi, mavi.finds("Warm the cups on the kiln lid").id)
        assert (given.kind, given.body) == ("promise", "Three.")


async def test_what_one_gives_to_is_named_with_the_titles_and_names_it_links_to(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("i")
        await mavi.types("Bell [[dwte9t7rpx]] @ana")
        await mavi.presses("ctrl+s")
        await mavi.presses("2", "home", "enter", "b")
        mavi.sees("yes, and on Bell Barista pass Ana Beltrán")


@both_sizes
async def test_in_a_project_one_stands_on_the_project_itself_first(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("3")
        await mavi.reads("Milk foam school")
        school = mavi.finds("Milk foam school")
        assert mavi.stands_on == school.id
        assert "▌ ● Milk foam school" in mavi.screen
        await mavi.presses("enter")
        mavi.hears("You are reading it.")
        await mavi.presses("down")
        assert mavi.stands_on != school.id
        await mavi.presses("up", "c")
        mavi.sees("What would you like to give to Milk foam school?")
        await mavi.presses("1")
        await mavi.types("The kettle is back.")
        await mavi.presses("ctrl+s")
        assert newest_on(mavi, school.id).on == school.id
        mavi.in_reading.selected("The kettle is back.").shows("The kettle is back.")


async def test_in_the_commons_one_speaks_to_everybody_first(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("3", "end", "enter", "c")
        mavi.sees("What would you like to say to everybody")
