"""Pages with a name of their own: one file, and every face has them."""

from pathlib import Path

import pytest

from cocreate.cli.registry import MODULES, command_called
from cocreate.pages.named import page_called, page_words
from cocreate.pages.parts import Heading
from tests.cli.conftest import Say, say  # noqa: F401 - the fixture
from tests.conftest import NOON
from tests.tui.driver import LARGE, person_at


def test_each_page_is_called_as_its_file() -> None:
    assert page_words()
    for word in page_words():
        assert page_called(word).word == word


@pytest.mark.parametrize("word", page_words())
def test_the_shell_has_each_page_as_a_command(word: str, say: Say) -> None:  # noqa: F811 - the fixture
    assert word in MODULES
    assert command_called(word).summary.endswith(".")
    page = say(word)
    assert (page.code, page.err) == (0, "")
    assert page.out
    rows = say(word, "--json").json
    assert all("id" in row and "type" in row for row in rows)


def test_what_waits_is_told_with_whom_it_waits_for(say: Say) -> None:  # noqa: F811 - the fixture
    page = say("listening").out
    assert page.startswith("For you\n")
    assert "a promise, by 2026-12-01, on Barista pass, from Mavi Lindqvist" in page
    row = say("listening", "--json").json[0]
    assert {"waits", "from", "for", "since"} <= set(row)
    assert "mavi" in row["for"]


def test_what_holds_says_on_what_it_was_given_and_since_when_it_is_decided(say: Say) -> None:  # noqa: F811 - the fixture
    assert say("decide", "kdgb", "A week it is.", "--by", "ana").code == 0
    lines = say("decisions").out.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("kdgb"))
    assert lines[head].endswith(" now")
    assert lines[head + 1] == "      on ◆ Whiteboard to go"
    assert lines[head + 2].startswith("      decided, 2")
    assert lines[head + 2].endswith(": Ana Beltrán")


def test_keys_stand_under_the_name_of_whoever_said_it_and_people_between_whom_it_was_go_by_name(say: Say) -> None:  # noqa: F811 - the fixture
    assert "\n      between: Tomasz Wilk, Ana Beltrán\n" in say("show", "vqss").out


async def test_the_screens_have_each_page_among_everything_that_can_be_done(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        for word in page_words():
            await mavi.presses("ctrl+p")
            await mavi.types(page_called(word).title)
            await mavi.presses("enter")
            told = page_called(word).tell(mavi.collection, NOON, ["mavi"])
            mavi.sees(page_called(word).title, next(part.words for part in told if isinstance(part, Heading)))
            await mavi.presses("escape")


def test_what_waits_for_two_reasons_stands_once_with_both(say: Say) -> None:  # noqa: F811 - the fixture
    page = say("listening").out
    assert page.count("h5nd") == 1
    assert (
        "an idea that nobody has replied to; an idea that is yours too, if you say\n"
        "      yes, from Erkan Yıldırım, for Hildegard Voss"
    ) in page
    mine = say("listening", "--by", "hildegard-voss").out
    assert mine.count("h5nd") == 1
    assert mine.index("h5nd") < mine.index("For others")
    assert len([row for row in say("listening", "--json").json if row["id"].startswith("h5nd")]) == 2


def test_every_decision_says_who_decided_and_when_or_that_nobody_wrote_it_down(say: Say, teambase: str) -> None:  # noqa: F811 - the fixture
    page = say("decisions").out
    for ref, who in (("2dz4", "Hildegard Voss, Mavi Lindqvist"), ("w3vq", "Ana Beltrán, Erkan Yıldırım")):
        assert f": {who}\n" in page[page.index(ref) :].split("outcome:")[0]
    assert "nobody wrote down" not in page
    [file] = Path(teambase).glob("projects/*/*/*-w3vqz6mj9s.md")
    file.write_text(
        "".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("state_"))
    )
    assert "\n      decided: nobody wrote down who said so\n" in say("decisions").out


def test_what_was_decided_in_conversation_says_who_did(say: Say) -> None:  # noqa: F811 - the fixture
    made = say("decide", "workspace", "The door stays open.", "--by", "ana", "--json").json
    assert f"decided, {made['at'][:10]}: Ana Beltrán" in say("decisions").out


def test_on_its_own_page_what_holds_does_not_say_where_and_what_came_of_it_follows_what_was_proposed(say: Say) -> None:  # noqa: F811 - the fixture
    page = say("decisions").out
    assert page.index("We begin small") < page.index("outcome: ")
    assert "decided, 2026-10-22: Mavi Lindqvist" in page
