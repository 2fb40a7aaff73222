"""Taking back: what was made goes, what was changed is as before, and nothing that others did is touched."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.introduce import introduce
from cocreate.acts.projects import spin_off
from cocreate.acts.states import rest
from cocreate.acts.undo import TakenBack, done_lately, last_done, take_back, why_it_stays
from cocreate.acts.wordings import let_go, take, waiting_wordings
from cocreate.model.errors import NotFound, NotWritten, Refused
from cocreate.model.items import Contribution, Idea, Item
from cocreate.workspace import journal
from cocreate.workspace.merge.edits import open_document
from tests.conftest import all_files, collected, make_voice, put


def undo(root: str, *by: str) -> TakenBack:
    """What these people did last, taken back."""
    voice, collection = make_voice(*by), collected(root)
    return take_back(root, voice, collection, last_done(root, voice.by, collection))


def catch(root: str, title: str = "Cup library", body: str = "", by: str = "mavi") -> Idea:
    path, fields, text = catch_idea(root, make_voice(by), title, body)
    return Idea(path, fields, text)


def say(root: str, item: Item, kind: str, text: str, by: str = "mavi") -> Contribution:
    return contribute(root, make_voice(by), collected(root), item.id, kind, text, {})


def test_what_was_caught_goes_with_its_folder_and_its_words_are_kept_beside(workspace: str) -> None:
    idea = catch(workspace, body="Cups that come back.")
    before = Path(workspace, idea.path).read_bytes()
    done = undo(workspace)
    assert done.is_gone
    assert done.did.words == "mavi has an idea: Cup library"
    assert not os.path.exists(os.path.dirname(f"{workspace}/{idea.path}"))
    assert Path(workspace, done.saved_in).read_bytes() == before


def test_acts_are_taken_back_one_by_one_to_the_byte_until_none_is_left(workspace: str) -> None:
    states = [all_files(workspace)]

    def then(act: Callable[[], object]) -> None:
        act()
        states.append(all_files(workspace))

    idea = catch(workspace)
    states.append(all_files(workspace))
    then(lambda: say(workspace, idea, "addition", "With names on them"))
    then(lambda: edit(workspace, make_voice(), idea, {"title": "Library of cups"}, "A shelf."))
    then(lambda: rest(workspace, make_voice(), idea, "until the roof is done"))
    then(
        lambda: spin_off(workspace, make_voice(), [collected(workspace).ideas[idea.id]], "Cups", "That cups come back")
    )
    for expected in reversed(states[:-1]):
        undo(workspace)
        assert all_files(workspace) == expected
    with pytest.raises(NotFound, match="nothing to take back"):
        undo(workspace)


def test_everyone_takes_back_only_what_they_did_themselves(workspace: str) -> None:
    mine, theirs = catch(workspace, "Mine"), catch(workspace, "Theirs", by="erkan")
    assert undo(workspace, "mavi").did.item.id == mine.id
    with pytest.raises(NotFound):
        undo(workspace, "mavi")
    assert undo(workspace, "erkan", "mavi").did.item.id == theirs.id


def test_what_was_synced_is_taken_back_as_well(workspace: str) -> None:
    catch(workspace, "One")
    journal.forget(workspace, len(journal.notes(workspace)))
    assert journal.notes(workspace) == []
    assert undo(workspace).did.words == "mavi has an idea: One"


def test_what_others_built_on_stays(workspace: str) -> None:
    idea = catch(workspace)
    say(workspace, idea, "comment", "Yes", by="erkan")
    before = all_files(workspace)
    with pytest.raises(Refused, match="erkan went on from it"):
        undo(workspace)
    assert all_files(workspace) == before


def test_what_stays_can_be_passed_over_and_what_was_done_before_it_is_taken_back(workspace: str) -> None:
    first, second = catch(workspace, "Cup library"), catch(workspace, "Hooks")
    say(workspace, second, "comment", "Yes", by="erkan")
    here = collected(workspace)
    done = done_lately(workspace, ["mavi"], here, 9)
    assert [why_it_stays(workspace, here, one) for one in done] == ["erkan went on from it, so it stays.", ""]
    take_back(workspace, make_voice(), here, last_done(workspace, ["mavi"], here, 2))
    now = collected(workspace)
    assert (first.id in now.ideas, second.id in now.ideas) == (False, True)
    for number in (0, 2):
        with pytest.raises(NotFound, match=f"no {number} among"):
            last_done(workspace, ["mavi"], now, number)


def test_what_somebody_changed_since_stays_and_their_change_elsewhere_too(workspace: str) -> None:
    idea = catch(workspace)
    edit(workspace, make_voice(), idea, {"title": "Library of cups", "themes": ["clay"]})
    edit(workspace, make_voice("erkan"), idea, {"project": "0123456789"})
    undo(workspace, "mavi")
    now = collected(workspace).ideas[idea.id]
    assert (now.title, now.themes, now.project) == ("Cup library", (), "0123456789")
    before = all_files(workspace)
    with pytest.raises(Refused, match="changed it since"):
        undo(workspace, "mavi")
    assert all_files(workspace) == before


def test_a_change_that_somebody_wrote_over_stays(workspace: str) -> None:
    idea = catch(workspace)
    edit(workspace, make_voice(), idea, {"title": "Library of cups"})
    edit(workspace, make_voice("erkan"), idea, {"title": "Cups on a shelf"})
    with pytest.raises(Refused, match="changed it since"):
        undo(workspace, "mavi")
    assert collected(workspace).ideas[idea.id].title == "Cups on a shelf"


def test_what_nothing_is_left_of_is_passed_over(workspace: str) -> None:
    """Somebody wrote over all of it: taking it back would change nothing."""
    idea = catch(workspace)
    edit(workspace, make_voice(), idea, {}, "One.")
    edit(workspace, make_voice("erkan"), idea, {}, "")
    assert undo(workspace, "mavi").did.words == "mavi has an idea: Cup library"


def test_what_is_offered_says_what_was_changed(workspace: str) -> None:
    idea = catch(workspace)
    edit(workspace, make_voice(), idea, {"title": "Library of cups", "themes": ["clay"]}, "A shelf.")
    let = edit(workspace, make_voice("erkan"), idea, {"title": "Cups"}, None, open_document(workspace, idea.path))
    rest(workspace, make_voice(), let.item, "no clay")
    done = done_lately(workspace, ["mavi", "erkan"], collected(workspace), 9)
    assert [one.words for one in done] == [
        "Cups rests: no clay",
        "what was changed on Cups: title, now “Cups”",
        "what was changed on Cups: title, themes, text, now “Library of cups”",
        "mavi has an idea: Cups",
    ]


def test_what_a_hand_changed_since_stays(workspace: str) -> None:
    idea = catch(workspace)
    file = Path(workspace, idea.path)
    file.write_text(file.read_text() + "More, by hand.\n")
    with pytest.raises(Refused, match="changed it since"):
        undo(workspace)


def test_what_cannot_be_read_any_more_is_named(workspace: str) -> None:
    idea = catch(workspace)
    Path(workspace, idea.path).write_text("nothing")
    with pytest.raises(Refused, match="cannot be read"):
        undo(workspace)


def test_a_note_whose_file_never_came_is_passed_over(workspace: str) -> None:
    idea = catch(workspace)
    journal.note(workspace, "ideas/2026-11/lost-0000000009/idea.md", b"x", ["mavi"], "act")
    assert undo(workspace).did.item.id == idea.id


def test_a_disk_that_is_full_leaves_all_as_it_was(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    idea = catch(workspace)

    def full(_path: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "unlink", full)
    with pytest.raises(NotWritten):
        undo(workspace)
    monkeypatch.undo()
    assert Path(workspace, idea.path).exists()


def test_only_the_last_notes_are_kept_and_what_they_speak_of(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_LINES", 2)
    monkeypatch.setattr(journal, "YOUNG", -60.0)
    idea = catch(workspace)
    for number in range(4):
        edit(workspace, make_voice(), idea, {"title": f"Cups {number}"})
        journal.forget(workspace, len(journal.notes(workspace)))
    kept = journal.all_notes(workspace)
    assert len(kept) == 2
    assert set(os.listdir(f"{workspace}/.cocreate/contents")) == {n for one in kept for n in (one.before, one.after)}
    undo(workspace)
    assert collected(workspace).ideas[idea.id].title == "Cups 2"


# Other wordings


@pytest.fixture
def wording(workspace: str) -> Contribution:
    """What Erkan wrote while Mavi changed the same title and the same line."""
    idea = catch(workspace, body="A shelf.")
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice(), idea, {"title": "Library of cups"}, "A long shelf.")
    kept = edit(workspace, make_voice("erkan"), idea, {"title": "Cups to lend"}, "A small shelf.", base).wording
    assert kept
    return kept


def test_a_wording_that_is_taken_stands_and_waits_no_longer(workspace: str, wording: Contribution) -> None:
    assert waiting_wordings(collected(workspace)) == [wording]
    before = all_files(workspace)
    take(workspace, make_voice(), collected(workspace), wording)
    now = collected(workspace)
    assert waiting_wordings(now) == []
    assert (now.ideas[wording.on].title, now.ideas[wording.on].body) == ("Cups to lend", "A small shelf.")
    undo(workspace)
    assert all_files(workspace) == before


def test_a_wording_that_is_let_go_leaves_what_stands_and_comes_back(workspace: str, wording: Contribution) -> None:
    before = all_files(workspace)
    let_go(workspace, make_voice("ana"), collected(workspace), wording)
    now = collected(workspace)
    assert waiting_wordings(now) == []
    assert now.ideas[wording.on].title == "Library of cups"
    undo(workspace, "ana")
    assert all_files(workspace) == before


def test_a_wording_that_somebody_answered_is_taken_and_stays_and_is_not_let_go(
    workspace: str, wording: Contribution
) -> None:
    say(workspace, wording, "comment", "I like this one", by="ana")
    with pytest.raises(Refused, match="ana went on"):
        let_go(workspace, make_voice(), collected(workspace), wording)
    take(workspace, make_voice(), collected(workspace), wording)
    now = collected(workspace)
    assert now.ideas[wording.on].title == "Cups to lend"
    assert wording.id in now.contributions


def test_a_wording_of_a_card_goes_back_to_it_and_one_without_a_place_is_only_let_go(workspace: str) -> None:
    idea = catch(workspace)
    with pytest.raises(Refused, match="Only another wording"):
        take(workspace, make_voice(), collected(workspace), idea)
    introduce(workspace, "ana", {"name": "Ana"})
    card = collected(workspace).people["ana"]
    base = open_document(workspace, card.path)
    edit(workspace, make_voice("ana"), card, {"name": "Ana S."})
    kept = edit(workspace, make_voice("mavi"), card, {"name": "Ana B."}, None, base).wording
    assert kept
    take(workspace, make_voice(), collected(workspace), kept)
    assert collected(workspace).people["ana"].title == "Ana B."
    assert waiting_wordings(collected(workspace)) == []
    lost = put(workspace, "commons/2026-11/x-0000000zzz.md", {**kept.fields, "id": "0000000zzz", "card": "nobody"})
    with pytest.raises(Refused, match="no one place"):
        take(workspace, make_voice(), collected(workspace), lost)
    let_go(workspace, make_voice(), collected(workspace), lost)


# What must not go wrong


def test_where_the_disk_could_not_keep_what_was_nothing_is_taken_for_new(workspace: str) -> None:
    idea = catch(workspace)
    contents = Path(workspace, ".cocreate/contents")
    shutil.rmtree(contents)
    contents.write_text("in the way")
    edit(workspace, make_voice(), idea, {}, "A shelf.")
    contents.unlink()
    with pytest.raises(Refused, match="changed it since"):
        undo(workspace)
    assert collected(workspace).ideas[idea.id].body == "A shelf."


def test_half_of_a_content_is_not_brought_back(workspace: str) -> None:
    idea = catch(workspace)
    edit(workspace, make_voice(), idea, {}, "A shelf.")
    for name in os.listdir(f"{workspace}/.cocreate/contents"):
        os.truncate(f"{workspace}/.cocreate/contents/{name}", 110)
    with pytest.raises(Refused):
        undo(workspace)
    assert collected(workspace).ideas[idea.id].body == "A shelf."


def test_what_the_disk_stopped_in_the_middle_is_gone_on_with(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    idea = catch(workspace)
    addition = say(workspace, idea, "addition", "With names")
    unlink, left = os.unlink, [1]

    def once(path: str) -> None:
        if str(path).endswith(addition.path.rpartition("/")[2]) and left.pop():
            raise OSError(28, "No space left on device")
        unlink(path)

    monkeypatch.setattr(os, "unlink", once)
    with pytest.raises(NotWritten):
        undo(workspace)
    monkeypatch.undo()
    assert undo(workspace).did.item.id == addition.id
    now = collected(workspace)
    assert (now.ideas[idea.id].state, list(now.contributions)) == ("fresh", [])


def test_what_somebody_took_out_already_is_no_trouble(workspace: str) -> None:
    idea = catch(workspace)
    addition = say(workspace, idea, "addition", "With names")
    os.unlink(f"{workspace}/{addition.path}")
    undo(workspace)
    assert collected(workspace).ideas[idea.id].state == "fresh"


def test_notes_that_a_crash_left_twice_count_once(workspace: str) -> None:
    idea = catch(workspace)
    Path(workspace, ".cocreate/acts").write_bytes(Path(workspace, ".cocreate/written").read_bytes())
    file = Path(workspace, idea.path)
    file.write_text(file.read_text() + "By hand.\n")
    with pytest.raises(Refused, match="changed it since"):
        undo(workspace)
    assert file.exists()


def test_an_act_of_which_a_note_is_gone_is_not_taken_back_by_half(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = catch(workspace)
    say(workspace, idea, "addition", "With names")
    say(workspace, idea, "comment", "I like it")
    monkeypatch.setattr(journal, "MOST_LINES", 2)
    journal.forget(workspace, len(journal.notes(workspace)))
    undo(workspace)
    with pytest.raises(NotFound):
        undo(workspace)


def test_the_last_act_is_taken_back_whole_however_many_notes_it_has(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = catch(workspace)
    monkeypatch.setattr(journal, "MOST_LINES", 1)
    say(workspace, idea, "addition", "With names")
    journal.forget(workspace, len(journal.notes(workspace)))
    undo(workspace)
    assert collected(workspace).contributions == {}
    assert collected(workspace).ideas[idea.id].state == "fresh"


def test_whoever_noted_it_down_for_others_takes_it_back_too(workspace: str) -> None:
    catch_idea(workspace, make_voice("ada", noted_by="erkan"), "Cup library")
    with pytest.raises(NotFound):
        undo(workspace, "mavi")
    undo(workspace, "erkan")
    assert collected(workspace).ideas == {}


def test_a_state_that_somebody_else_holds_by_now_stays(workspace: str) -> None:
    idea = catch(workspace)
    say(workspace, idea, "addition", "With names")
    say(workspace, idea, "addition", "And a shelf", by="erkan")
    undo(workspace, "mavi")
    assert collected(workspace).ideas[idea.id].state == "growing"


def test_a_wording_whose_text_begins_with_a_rule_is_taken_and_no_id_with_it(workspace: str) -> None:
    idea = catch(workspace, body="A shelf.")
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice(), idea, {}, "A long shelf.")
    kept = edit(workspace, make_voice("erkan"), idea, {}, "---\n\nA small shelf.", base).wording
    assert kept
    file = Path(workspace, kept.path)
    file.write_text(file.read_text().replace("---\n", "---\nkept_id: 0000000zzz\nkept_at: 2020-01-01\n", 1))
    wording = collected(workspace).contributions[kept.id]
    take(workspace, make_voice(), collected(workspace), wording)
    now = collected(workspace).ideas[idea.id]
    assert now.body.endswith("A small shelf.")
