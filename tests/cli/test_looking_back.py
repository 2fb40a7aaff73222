"""Looking back, from the shell."""

from cocreate.workspace import unshown
from tests.cli.conftest import Say

SCHOOL = "milk-foam-school"


def test_each_writes_alone_and_it_is_shown_together(say: Say) -> None:
    begun = say("look-back", SCHOOL, "--what", "Nine came.", "--json").json
    assert (begun["kind"], begun["state"], begun["written"]) == ("lookback", "open", ["mavi"])
    told = say("--by", "ana", "look-back", SCHOOL, "--so-what", "It matters.", "--now-what", "Two rounds.")
    assert "Nobody else sees what you wrote until it is shown together." in told.err
    for seen in (
        say("show", SCHOOL),
        say("show", begun["id"]),
        say("--by", "ana", "catch-up", "--since", "2020-01-01"),
    ):
        assert "Nine came." not in seen.out + seen.err
    waits = next(one for one in say("listening", "--json").json if one["id"] == begun["id"])
    assert waits["waits"] == "lookback"
    assert not {"mavi", "ana"} & set(waits["for"])
    shown = say("--by", "erkan", "show-together", begun["id"], "--json").json
    assert (shown["state"], shown["state_by"]) == ("shown", ["erkan"])
    page = say("show", begun["id"]).out
    assert page.index("Nine came.") < page.index("It matters.") < page.index("Two rounds.")
    asked = {one["asked"]: one["by"] for one in say("show", begun["id"], "--json").json["thread"]}
    assert asked == {"what": ["mavi"], "so-what": ["ana"], "now-what": ["ana"]}
    assert begun["id"] not in [one["id"] for one in say("listening", "--json").json]


def test_nothing_is_written_for_several_or_without_words_and_words_are_handed_back(say: Say, teambase: str) -> None:
    both = say("--by", "mavi", "--by", "ana", "look-back", SCHOOL, "--what", "We two.")
    assert (both.code, both.out) == (1, "")
    assert "each writes alone" in both.err
    assert "We two." in both.err
    silent = say("look-back", SCHOOL)
    assert silent.code == 2
    assert "--what TEXT" in silent.err
    assert say("show-together", SCHOOL).code == 1
    assert say("show-together", SCHOOL, "--by", "ana").err.startswith("Nobody is looking back on this.")
    assert not unshown.there_is_some(teambase)


def test_undo_takes_it_back_and_the_commons_are_looked_back_on_as_well(say: Say) -> None:
    begun = say("look-back", "workspace", "--what", "A good year.", "--json").json
    assert begun["path"].startswith("commons/")
    assert "who has written" in say("undo").out
    assert say("show", begun["id"], "--json").json.get("written") is None
    assert "Nobody has written yet." in say("show-together", "workspace").err
    assert say("look-back", "workspace", "--now-what", "Another.").code == 0
    say("show-together", "workspace")
    assert "A good year." in say("show", "workspace").out
