"""Who speaks: in which order it is asked, whom a copy belongs to, and what copies of before bring with them."""

import os
import subprocess
from pathlib import Path

import pytest

from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound, NotWritten, Refused
from cocreate.sittings.identity import Unknown, identify, person_known
from cocreate.sittings.speaking import DAY, OLD, Speaking, choose, chosen_at, sweep, who_speaks, whose_copy
from cocreate.workspace.local import give_copy
from tests.conftest import collected, put

ERKAN, MAVI = Speaking(["erkan"]), Speaking(["mavi"])


def speaks(root: str, key: str = "named-a", **environ: str) -> tuple[str, ...]:
    """Who speaks at a sitting, and how that is known."""
    found = identify(root, lambda: collected(root), [], "", environ, key)
    return (*found.people, found.known_from) if found else ()


def test_the_option_counts_before_the_variable_and_that_before_what_was_chosen(teambase: str) -> None:
    give_copy(teambase, "tomek")
    assert speaks(teambase) == ("tomek", "copy")
    choose(teambase, "named-a", ERKAN)
    assert speaks(teambase) == ("erkan", "sitting")
    assert speaks(teambase, COCREATE_AS="ana, mavi") == ("ana", "mavi", "variable")
    asked = who_speaks(teambase, ["mavi"], "ana", {"COCREATE_AS": "tomek"}, "named-a")
    assert asked == Speaking(["mavi"], "ana")
    assert asked.known_from == "option"


def test_a_copy_speaks_for_whose_it_is_as_long_as_nobody_else_was_chosen(teambase: str) -> None:
    give_copy(teambase, "mavi")
    choose(teambase, "named-a", MAVI)
    assert speaks(teambase, "named-b") == ("mavi", "copy")
    choose(teambase, "named-a", ERKAN)
    choose(teambase, "named-a", MAVI)
    assert speaks(teambase, "named-b") == ()
    assert speaks(teambase, "") == ()
    assert speaks(teambase, "named-a") == ("mavi", "sitting")


@pytest.mark.parametrize("other", [Speaking(["mavi", "erkan"]), Speaking(["mavi"], "erkan"), ERKAN])
@pytest.mark.parametrize("key", ["named-a", ""])
def test_whoever_speaks_or_types_beside_whose_copy_it_is_counts(teambase: str, other: Speaking, key: str) -> None:
    give_copy(teambase, "mavi")
    choose(teambase, key, other)
    assert speaks(teambase, "named-b") == ()


def test_gits_address_tells_only_where_the_copy_is_nobodys_and_nobody_else_was_chosen(teambase: str) -> None:
    subprocess.run(["git", "init", "--quiet", teambase], check=True)
    subprocess.run(["git", "-C", teambase, "config", "user.email", "Tomek@example.org"], check=True)
    assert speaks(teambase) == ("tomek", "email")
    choose(teambase, "named-a", Speaking(["tomek"]))
    assert speaks(teambase, "named-b") == ("tomek", "email")
    choose(teambase, "named-a", ERKAN)
    assert speaks(teambase, "named-b") == ()
    give_copy(teambase, "erkan")
    assert speaks(teambase, "named-b") == ()


def test_what_cannot_be_read_lets_nobody_speak_by_default(teambase: str) -> None:
    give_copy(teambase, "mavi")
    Path(teambase, ".cocreate", "chosen").mkdir()
    assert speaks(teambase) == ()
    with pytest.raises(NotWritten):
        choose(teambase, "named-a", ERKAN)
    assert chosen_at(teambase, "named-a") is None


def test_the_one_choice_of_before_is_whose_copy_it_is(teambase: str) -> None:
    before = Path(teambase, ".cocreate", "speaking")
    before.parent.mkdir()
    before.write_text("mavi\n\n")
    assert speaks(teambase) == speaks(teambase, "") == ("mavi", "copy")
    choose(teambase, "named-a", MAVI)
    assert not before.exists()
    assert whose_copy(teambase) == "mavi"
    assert speaks(teambase, "named-b") == ("mavi", "copy")
    choose(teambase, "named-a", ERKAN)
    assert speaks(teambase, "named-b") == ()


@pytest.mark.parametrize("several", ["mavi,erkan\n\n", "mavi\nana\n"])
def test_several_who_spoke_together_before_are_asked_at_each_sitting(teambase: str, several: str) -> None:
    before = Path(teambase, ".cocreate", "speaking")
    before.parent.mkdir()
    before.write_text(several)
    assert speaks(teambase) == ()
    choose(teambase, "named-a", MAVI)
    assert not before.exists()
    give_copy(teambase, "mavi")
    assert speaks(teambase, "named-b") == ()


@pytest.mark.parametrize("broken", ["", "\n", "../x\n", "Mavi\n", "\0"])
def test_a_broken_choice_is_none(teambase: str, broken: str) -> None:
    for name in ("whose", "speaking", "sittings/named-a"):
        path = Path(teambase, ".cocreate", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(broken)
    assert speaks(teambase) == ()


def test_a_name_that_is_no_short_name_is_refused(teambase: str) -> None:
    with pytest.raises(Refused):
        speaks(teambase, COCREATE_AS="../x")


def test_choices_are_swept_by_their_age_where_nothing_else_tells(teambase: str) -> None:
    keys = ["named-new", "named-old", "terminal-1-2-3-00000000"]
    for key in keys:
        choose(teambase, key, ERKAN)
    path = Path(teambase, ".cocreate", "sittings", "named-old")
    os.utime(path, (path.stat().st_mtime - OLD - DAY,) * 2)
    sweep(teambase)
    assert chosen_at(teambase, "named-old") is None
    assert chosen_at(teambase, "named-new") == chosen_at(teambase, keys[2]) == ERKAN


def test_what_is_in_use_does_not_grow_old(teambase: str) -> None:
    choose(teambase, "named-a", ERKAN)
    path = Path(teambase, ".cocreate", "sittings", "named-a")
    os.utime(path, (path.stat().st_mtime - OLD - DAY,) * 2)
    assert chosen_at(teambase, "named-a") == ERKAN
    sweep(teambase)
    assert chosen_at(teambase, "named-a") == ERKAN


def test_a_choice_follows_no_link_out_of_the_workspace(teambase: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    Path(teambase, ".cocreate").symlink_to(outside)
    with pytest.raises(NotWritten):
        choose(teambase, "named-a", ERKAN)
    with pytest.raises(NotWritten):
        give_copy(teambase, "mavi")
    assert list(outside.iterdir()) == []


# Names


@pytest.fixture
def here(teambase: str) -> Collection:
    """The sample, in which somebody without a card gave an idea, and somebody else typed it."""
    fields = {"id": "0123456789", "title": "Hm", "state": "fresh", "by": ["noor"], "noted_by": "selin"}
    put(teambase, "ideas/2026-11/hm-0123456789/idea.md", {**fields, "at": "2026-11-22T10:00:00+01:00"})
    return collected(teambase)


@pytest.mark.parametrize(
    ("name", "person"),
    [("mavi", "mavi"), ("Tomasz Wilk", "tomek"), ("Hildegard", "hildegard-voss"), ("noor", "noor"), ("selin", "selin")],
)
def test_whoever_has_a_card_gave_or_typed_something_is_known(here: Collection, name: str, person: str) -> None:
    assert person_known(here, name) == person


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("hlide", "Hildegard Voss"), ("marvi", "Mavi Lindqvist"), ("Erkann", "Erkan Yıldırım"), ("tomasz-wlik", "Tomasz")],
)
def test_a_slip_is_not_taken_and_whoever_was_meant_is_named(here: Collection, slip: str, meant: str) -> None:
    with pytest.raises(Unknown) as raised:
        person_known(here, slip)
    assert raised.value.message.startswith(f"Nobody here is called {slip}. Did you mean {meant}")


def test_a_name_like_nobodys_suggests_nobody(here: Collection) -> None:
    with pytest.raises(Unknown) as raised:
        person_known(here, "quux")
    assert raised.value.message == "Nobody here is called quux."
    with pytest.raises(NotFound):
        person_known(here, "!!")
    with pytest.raises(Unknown):
        person_known(here, "x" * 40)
