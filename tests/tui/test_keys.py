"""Keys: the footer shows only what works, help knows everything, the palette finds it, the mouse does it."""

from asyncio import sleep

import pytest

from cocreate.model.signs import SIGNS
from cocreate.tui import themes, type_ahead
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.line_list import LineList
from cocreate.tui.widgets.tab_row import TabRow
from tests.tui.driver import LARGE, SMALL, Someone, person_at

WHERE = {
    "home": [],
    "an idea that is read": ["2", "enter"],
    "a project": ["3", "enter"],
    "a person": ["4", "enter"],
    "what stands around": ["2", "tab", "tab"],
}
SHOWN_AS = {"/": "slash", "?": "question_mark", "esc": "escape", "→": "right", "^s": "ctrl+s", "⏎": "enter"}


def footer_keys(someone: Someone) -> list[str]:
    """The keys that the footer shows, in order."""
    entries = [entry.split() for group in someone.footer.split("│") for entry in group.split("  ")]
    return [words[0] for words in entries if words]


@pytest.mark.parametrize("where", ["home", "an idea that is read", "a project", "a person"])
async def test_every_key_in_the_footer_does_something(teambase: str, where: str) -> None:
    async with person_at(teambase, (160, 24)) as mavi:
        await mavi.presses(*WHERE[where])
        keys, place = footer_keys(mavi), (mavi.mode, mavi.pane)
        assert {"i", "s", "?"} <= set(keys)
        for key in keys:
            if key in footer_keys(mavi):
                before = (mavi.screen, mavi.told, mavi.stands_on, mavi.pane)
                await mavi.presses(SHOWN_AS.get(key, key))
                assert (mavi.screen, mavi.told, mavi.stands_on, mavi.pane) != before, f"{key} did nothing"
                while len(mavi.app.screen_stack) > 1 or mavi.panes.is_writing:
                    await mavi.presses("escape")
                mavi.forgets()
                if (mavi.mode, mavi.pane) != place:
                    await mavi.presses("tab", "1", *WHERE[where])


async def test_escape_is_shown_only_where_it_leads_back(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        assert "esc" not in mavi.footer
        await mavi.presses("2")
        assert "esc back" in mavi.footer
        await mavi.presses("escape")
        assert mavi.mode == "home"
        assert "esc" not in mavi.footer


async def test_every_command_that_applies_is_in_the_help(teambase: str) -> None:
    async with person_at(teambase, (120, 70)) as mavi:
        for keys in WHERE.values():
            await mavi.presses(*keys)
            abouts = [offer.told() for offer in mavi.app.offers]
            await mavi.presses("question_mark")
            listed = mavi.app.screen.query_one(LineList)
            assert sorted(option.about for option in listed.rows if option.takes) == sorted(abouts)
            await mavi.presses("escape", "1")


async def test_help_filters_as_one_types_and_enter_does_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("question_mark")
        mavi.sees("What the keys do here", "Catch an idea", "enter do it")
        await mavi.types("colours")
        mavi.sees("Colours: dark, light")
        mavi.sees_not("Catch an idea")
        before = mavi.app.theme
        await mavi.presses("enter")
        assert mavi.app.theme != before


async def test_help_says_what_the_moving_keys_do(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("question_mark")
        await mavi.types("pane")
        mavi.sees("tab", "To the pane beside")
        await mavi.presses("enter")
        mavi.sees("This is only told: there is nothing to take.", "What the keys do here")


async def test_help_has_the_groups_of_the_footer_and_tells_what_every_sign_stands_for(teambase: str) -> None:
    async with person_at(teambase, (120, 140)) as mavi:
        await mavi.presses("question_mark")
        mavi.sees("Do", "Look around", "What the signs stand for")
        in_order = [
            mavi.line_with(words) for words in ("Catch an idea", "Say who is", "Filter this", "To the pane", "Leave;")
        ]
        assert in_order == sorted(in_order)
        told = mavi.screen.partition("What the signs stand for")[2]
        for meaning, sign in SIGNS.items():
            assert sign in told, meaning
        await mavi.types("objects")
        assert "!       objects" in mavi.screen
        mavi.sees_not("Catch an idea")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_palette_runs_commands_and_goes_to_titles(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("ctrl+p")
        await mavi.types("cup lib")
        await mavi.waits_to_see("Cup library")
        await mavi.presses("enter")
        await mavi.waits_until(lambda: mavi.mode == "ideas" and mavi.panes.ready)
        assert mavi.panes.list.selected_key == "8tp8qnsvq5"
        await mavi.presses("ctrl+p")
        await mavi.types("catch")
        await mavi.waits_to_see("Catch an idea")
        await mavi.presses("enter")
        await mavi.waits_to_see("What could be?")


async def test_the_palette_is_a_window_as_the_others_and_names_the_keys(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("ctrl+p")
        mavi.sees("Everything", "What can be done", "enter do it", "esc leave")
        mavi.sees("i       Catch an idea: one line is enough")
        mavi.sees_not("Projects and ideas")
        await mavi.types("foam")
        mavi.sees("Projects and ideas", "● Milk foam school  project")
        await mavi.types(" qqq")
        mavi.sees("Nothing like that.")
        await mavi.presses("escape")
        mavi.sees_not("Everything")


async def test_keys_do_nothing_beneath_a_dialog(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("123 qjx")
        assert mavi.entry == "123 qjx"
        assert mavi.mode == "home"


async def test_keys_pressed_while_the_screens_open_are_not_lost(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        mavi.bursts("3", "i")
        await mavi.settles()
        assert mavi.mode == "projects"
        mavi.sees("What could be?")


async def test_a_key_that_comes_before_a_mode_stands_is_typed_into_nothing_hidden(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slowly(screen: PanesScreen) -> None:
        await sleep(0.3)
        stands(screen)

    stands = PanesScreen.on_mount
    monkeypatch.setattr(type_ahead, "LONGEST_WAIT", 0.1)
    async with person_at(teambase) as mavi:
        monkeypatch.setattr(PanesScreen, "on_mount", slowly)
        mavi.bursts("3", "i")
        await mavi.settles()
        mavi.sees("What could be?")


async def test_words_that_arrive_with_the_key_that_opens_a_form_stand_in_one_field(teambase: str) -> None:
    """A window has a first field at once, and the form in it puts the cursor elsewhere only a moment later."""
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Warm the cups on the kiln lid")
        mavi.bursts("e", *"Quickly")
        await mavi.settles()
        form = mavi.app.screen.query_one(Form)
        assert form.values["title"] == "Warm the cups on the kiln lid"
        assert form.values["body"].count("Quickly") == 1


async def test_words_and_the_key_that_sends_them_may_arrive_together(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "enter", "b")
        mavi.bursts(*"Allatonce", "ctrl+s")
        await mavi.settles()
        assert [c.body for c in mavi.collection.contributions.values() if "Allat" in c.body] == ["Allatonce"]
        await mavi.presses("b")
        mavi.bursts(*"Forlater", "escape")
        await mavi.settles()
        await mavi.presses("b")
        assert mavi.entry == "Forlater"


async def test_f2_changes_the_colours_and_they_are_remembered(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        assert mavi.app.theme == themes.DARK
        await mavi.presses("f2")
        assert mavi.app.theme == themes.LIGHT
    async with person_at(teambase) as again:
        assert again.app.theme == themes.LIGHT
        again.sees("Since you were here")


async def test_a_remembered_theme_that_is_none_is_no_harm(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.app.put_on(themes.TERMINAL)
        await mavi.app.put_on(themes.DARK)
    themes_file = mavi.setting("theme")
    themes_file.write_text("[@click=app.exit]\n", encoding="utf-8")
    async with person_at(teambase) as again:
        assert again.app.theme == themes.DARK


async def test_a_click_on_a_mode_a_row_a_tab_and_a_name_does_what_their_keys_do(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.clicks("3 Projects")
        assert mavi.mode == "projects"
        await mavi.clicks("Summer kitchen")
        mavi.sees("○ Summer kitchen", "Cook and eat together")
        await mavi.clicks("Conversation")
        mavi.sees("Hildegard Voss  comment")
        await mavi.clicks("✎ Mavi")
        mavi.sees("Who is speaking now?")
        await mavi.clicks("Erkan Yıldırım  Erkan, du")
        await mavi.clicks("Erkan Yıldırım  Erkan, du")
        assert "Erkan" in mavi.header


async def test_a_click_on_a_key_of_the_footer_presses_it_and_one_beside_a_window_leaves_it(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.clicks("s speaking as")
        mavi.sees("Who is speaking now?")
        await mavi.clicks("cocreate Teambase")
        mavi.sees_not("Who is speaking now?")
        await mavi.clicks("? help")
        mavi.sees("What the keys do here")


async def test_a_click_on_the_hook_beside_the_tabs_leads_to_those_beyond_it(teambase: str) -> None:
    async with person_at(teambase, (26, 20)) as mavi:
        await mavi.reads("Milk foam school")
        for _tab in range(5):
            await mavi.clicks("›")
        mavi.in_reading.shows("Good to know")
        await mavi.clicks("‹")
        assert mavi.panes.query_one(TabRow).active == "credits"


async def test_a_click_on_the_selected_row_opens_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.clicks("Braille on the edge")
        assert mavi.pane == "list"
        await mavi.clicks("Braille on the edge")
        assert mavi.pane == "reading"


async def test_tab_leads_round_the_fields_of_a_form_and_not_out_of_it(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("n", "tab", "tab", "tab", "tab")
        mavi.sees("A new project")
        await mavi.types("x")
        mavi.sees("x")
        assert mavi.mode == "home"


async def test_q_leaves(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("q")
        assert not mavi.app.is_running
        assert mavi.app.return_code == 0


async def test_n_among_the_ideas_says_where_it_starts_a_project(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "n")
        mavi.hears("n starts a project on Home and in Projects: 1 and 3 lead there.")
        assert "n starts a project" in "\n".join(mavi.lines[-2:])
        await mavi.presses("3", "n")
        mavi.sees("A new project")


async def test_a_form_of_several_lines_says_what_enter_does_in_each(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("p", "2")
        mavi.sees("enter next  ctrl+s keep it")
        for _field in range(4):
            await mavi.presses("enter")
        mavi.sees("enter keep it")
        mavi.sees_not("enter next")


async def test_what_is_said_stands_under_nothing_and_over_nothing(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        before = mavi.lines
        await mavi.presses("z")
        assert mavi.lines[:-2] == before[:-2]
        assert "z does nothing here; ? lists the keys that do." in "\n".join(mavi.lines[-2:])
        assert "? help" in mavi.footer


async def test_what_enter_says_of_a_card_that_is_read_names_keys_that_work_on_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4", "enter", "enter")
        mavi.hears("You are reading it. t thanks this person.")
