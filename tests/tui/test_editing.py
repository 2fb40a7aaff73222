"""Editing: what was changed is saved, what others changed meanwhile is merged, and no word is lost."""

import pytest
from textual.widgets import TextArea

from cocreate.acts.edit import edit
from cocreate.model.items import Contribution
from tests.conftest import collected, make_voice
from tests.tui.driver import LARGE, Someone, file_in, person_at

CUPS = "8tp8qnsvq5"


async def edits(someone: Someone, title: str) -> None:
    """Open the form on an idea."""
    await someone.presses("2")
    await someone.goes_to(title)
    await someone.presses("e")


async def test_e_edits_in_place_and_only_what_was_changed(teambase: str) -> None:
    path = file_in(teambase, "ideas/*/cup-library-*/idea.md")
    before = path.read_text(encoding="utf-8")
    async with person_at(teambase) as mavi:
        await edits(mavi, "Cup library")
        await mavi.fills("title", "Cup lending library")
        await mavi.presses("ctrl+s")
        mavi.sees("Cup lending library")
    assert path.read_text(encoding="utf-8") == before.replace("title: Cup library", "title: Cup lending library")


async def test_the_keys_to_save_and_to_leave_are_in_sight_however_long_the_text(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await edits(mavi, "Cup library")
        mavi.sees("ctrl+s keep it", "esc leave for later")
        mavi.sees_not("state (x)")
        await mavi.presses("ctrl+e")
        await mavi.fills("state", "nothing of ours")
        await mavi.presses("ctrl+s")
        mavi.sees("state cannot be nothing of ours.")


async def test_the_text_is_edited_too(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await edits(mavi, "Warm the cups on the kiln lid")
        await mavi.fills("body", "On the lid it is 50 °C in the morning.")
        await mavi.presses("ctrl+s")
        mavi.sees("On the lid it is 50 °C in the morning.")


@pytest.mark.parametrize("text", ["word " * 20_000, "a\n" * 3_000])
async def test_a_text_that_would_make_keys_wait_is_left_to_the_editor_and_the_rest_is_edited(
    teambase: str, text: str
) -> None:
    path = file_in(teambase, "ideas/*/cup-library-*/idea.md")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    async with person_at(teambase, LARGE) as mavi:
        await edits(mavi, "Cup library")
        mavi.sees("Its text is too long to be changed in this window. E opens")
        await mavi.fills("title", "Cup lending library")
        await mavi.presses("ctrl+s")
    assert path.read_text(encoding="utf-8") == before.replace("title: Cup library", "title: Cup lending library")


@pytest.mark.parametrize("keys", [("2", "e"), ("2", "enter", "b")])
async def test_a_paste_of_more_than_a_window_takes_is_refused_with_a_sentence(
    teambase: str, keys: tuple[str, ...]
) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses(*keys)
        mavi.focuses_text()
        await mavi.pastes("word " * 20_000)
        mavi.sees("That is more than this window takes")
        await mavi.pastes("few words")
        mavi.sees("few words")


async def test_a_contribution_is_edited_and_a_proposal_decided(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Fixed prices, or what it is worth to you")
        await mavi.walks_to("9fmvk8xyq8")
        await mavi.presses("e")
        assert isinstance(mavi.app.focused, TextArea), "what is said is what one mostly edits"
        await mavi.presses("ctrl+e")
        await mavi.fills("state", "decided")
        await mavi.fills("outcome", "A jar, and a small number on it.")
        await mavi.presses("ctrl+s")
        mavi.sees("decided, 2026-11-22: Mavi Lindqvist", "outcome: A jar, and a small number on")


async def test_a_card_is_edited(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        await mavi.reads("Hildegard Voss")
        await mavi.presses("e")
        await mavi.fills("address", "Hilde")
        await mavi.presses("ctrl+s")
        mavi.sees("Hilde")
        card = mavi.collection.people["hildegard-voss"]
        assert card.address == "Hilde"
        assert card.listed("brings") == ("Holz (wood), altes und neues", "Zinken und Zapfen", "ein Lastenfahrrad")


async def test_somebody_else_changes_another_key_and_both_changes_stand(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await edits(mavi, "Cup library")
        await mavi.fills("title", "Cup lending library")
        edit(teambase, make_voice("ana"), collected(teambase).ideas[CUPS], {"themes": ["lending", "tea"]})
        await mavi.presses("ctrl+s")
        now = mavi.collection.ideas[CUPS]
        assert (now.title, now.themes) == ("Cup lending library", ("lending", "tea"))
        assert not [c for c in mavi.collection.thread(CUPS) if c.kind == "wording"]


async def test_somebody_else_changes_the_same_words_and_ours_are_kept_beside_them_and_it_is_told(
    teambase: str,
) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await edits(mavi, "Cup library")
        await mavi.fills("title", "Cup lending library")
        edit(teambase, make_voice("ana"), collected(teambase).ideas[CUPS], {"title": "Library of cups"})
        await mavi.presses("ctrl+s")
        assert mavi.collection.ideas[CUPS].title == "Library of cups"
        mavi.hears("Somebody changed the same words meanwhile.", "yours are kept beside them")
        wording = next(c for c in mavi.collection.thread(CUPS) if c.kind == "wording")
        assert wording.text("title") == "Cup lending library"
        await mavi.presses("enter", "end")
        mavi.sees("other wording", "title: Cup lending library")


async def test_a_draft_of_an_edit_does_not_undo_what_others_did_before_it_was_gone_on_with(
    teambase: str,
) -> None:
    async with person_at(teambase) as mavi:
        await edits(mavi, "Cup library")
        await mavi.fills("title", "Cup lending library")
        await mavi.presses("escape")
        idea = collected(teambase).ideas[CUPS]
        edit(teambase, make_voice("ana"), idea, {"themes": ["tea"]}, "Another text.")
        await mavi.waits_until(lambda: mavi.collection.ideas[CUPS].themes == ("tea",))
        await mavi.presses("e", "ctrl+s")
        now = mavi.collection.ideas[CUPS]
        assert (now.title, now.themes, now.body) == ("Cup lending library", ("tea",), "Another text.")


async def test_a_draft_of_a_text_that_others_changed_meanwhile_is_merged_too(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await edits(mavi, "Cup library")
        old = mavi.collection.ideas[CUPS].body
        await mavi.fills("body", f"{old}\n\nMy own end.")
        await mavi.presses("escape")
        edit(teambase, make_voice("ana"), collected(teambase).ideas[CUPS], {}, f"Her own beginning.\n\n{old}")
        await mavi.waits_until(lambda: mavi.collection.ideas[CUPS].body.startswith("Her own"))
        await mavi.presses("e", "ctrl+s")
        assert mavi.collection.ideas[CUPS].body == f"Her own beginning.\n\n{old}\n\nMy own end."


async def test_a_card_of_somebody_new_is_gone_on_with_and_nobody_asks_whose(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("p", "2")
        mavi.sees("A card for somebody new")
        await mavi.types("Zoé Meier")
        await mavi.presses("escape", "r")
        mavi.sees("A card for somebody new")
        assert mavi.field("name") == "Zoé Meier"


async def test_an_edit_of_somebodys_card_is_gone_on_with(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        await mavi.goes_to("Hildegard Voss")
        await mavi.presses("e")
        await mavi.fills("address", "Hilde")
        await mavi.presses("escape", "1", "r")
        assert mavi.mode == "people"
        mavi.sees("Hilde")
        await mavi.presses("ctrl+s")
        assert mavi.collection.people["hildegard-voss"].address == "Hilde"


async def test_an_edit_of_what_has_gone_meanwhile_is_told_and_what_was_typed_stays(teambase: str) -> None:
    path = file_in(teambase, "ideas/*/warm-the-cups*/idea.md")
    async with person_at(teambase) as mavi:
        await edits(mavi, "Warm the cups on the kiln lid")
        await mavi.fills("title", "Cold cups")
        path.unlink()
        await mavi.presses("ctrl+s")
        mavi.sees("Its file has gone meanwhile.", "Cold cups")


async def test_hidden_characters_in_lines_nobody_touched_stay_in_the_file(teambase: str) -> None:
    path = file_in(teambase, "ideas/*/warm-the-cups*/idea.md")
    head = path.read_text(encoding="utf-8").rpartition("---\n")[0]
    path.write_text(f"{head}---\nעברית\u200f first\nsecond\n", encoding="utf-8")
    async with person_at(teambase) as mavi:
        await edits(mavi, "Warm the cups on the kiln lid")
        shown = mavi.field("body")
        assert "\u200f" not in shown
        await mavi.fills("body", shown.replace("second", "another"))
        await mavi.presses("ctrl+s")
    assert path.read_text(encoding="utf-8").endswith("---\nעברית\u200f first\nanother\n")


@pytest.mark.parametrize("kind", ["comment", "wording"])
async def test_contributions_of_any_kind_open_in_the_form(teambase: str, kind: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        said = mavi.collection.contributions.values()
        given = next(c for c in said if c.kind == kind and mavi.collection.root_of(c) != "workspace")
        assert isinstance(given, Contribution)
        mavi.app.go_to(given.id)
        await mavi.settles()
        assert mavi.stands_on == given.id
        await mavi.presses("e")
        mavi.sees("text", "ctrl+s keep it")


async def test_an_edit_begins_with_title_and_text_and_people_stand_there_by_their_names(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await edits(mavi, "Cup library")
        lines = [
            line for line in mavi.lines if any(word in line for word in ("Cup library  ", "themes", "count me in"))
        ]
        assert "count me in" not in "".join(lines)
        await mavi.presses("ctrl+e")
        mavi.sees("state (x)", "count me in (j)")
        assert "Hildegard Voss" in mavi.field("joined")
        assert "hildegard-voss" not in mavi.field("joined")
        before = mavi.collection.ideas[CUPS].joined
        await mavi.fills("joined", f"{mavi.field('joined')}, Tomasz Wilk")
        await mavi.presses("ctrl+s")
        assert mavi.collection.ideas[CUPS].joined == (*before, "tomek")


async def test_a_text_is_written_on_with_titles_in_it_and_what_nobody_touched_stays(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await edits(mavi, "Warm the cups on the kiln lid")
        await mavi.fills("body", "As [[Cup library]] does.")
        await mavi.presses("ctrl+s")
        kept = mavi.finds("Warm the cups on the kiln lid")
        assert kept.body == f"As [[{CUPS}]] does."
        await mavi.presses("e")
        assert mavi.field("body") == "As [[Cup library]] does."
        await mavi.fills("title", "Warm cups")
        await mavi.presses("ctrl+s")
        assert mavi.finds("Warm cups").body == kept.body
