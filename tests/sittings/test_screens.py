"""Who speaks at screens in real terminals: two beside one another, and one that goes from hand to hand."""

from pathlib import Path

from tests.conftest import collected
from tests.tui.terminal import Terminal, drafts

NOBODY_CHOSEN = {"COCREATE_AS": ""}


def by(root: str, title: str) -> tuple[str, ...]:
    """Whom the idea called `title` is credited to."""
    return next(idea.by for idea in collected(root).ideas.values() if idea.title == title)


def begins(terminal: Terminal, name: str) -> None:
    """Whoever sits down is asked who they are before anything else, and says so."""
    terminal.sees("Who is speaking now?")
    takes_over(terminal, name)


def takes_over(terminal: Terminal, name: str) -> None:
    """Say in the window that asks who speaks."""
    terminal.forget()
    terminal.type(name)
    terminal.press("enter")
    terminal.sees("✎ ")


def catches(terminal: Terminal, title: str) -> None:
    terminal.press("i")
    terminal.sees("What could be?")
    terminal.type(title)
    terminal.press("enter")
    terminal.sees(f"Kept: {title}")


def test_two_screens_on_one_copy_never_touch_one_another(teambase: str) -> None:
    with Terminal(teambase, **NOBODY_CHOSEN) as one, Terminal(teambase, (120, 40), **NOBODY_CHOSEN) as other:
        begins(one, "mavi")
        begins(other, "erkan")
        one.press("i")
        one.sees("What could be?")
        one.type("A bell at")
        catches(other, "A shelf that turns")
        one.type(" the door")
        one.press("enter")
        one.sees("Kept: A bell at the door")
        other.press("s")
        other.sees("Who is speaking now?")
        takes_over(other, "tomasz")
        catches(one, "A lamp for the yard")
        catches(other, "A hook for coats")
    assert by(teambase, "A bell at the door") == by(teambase, "A lamp for the yard") == ("mavi",)
    assert by(teambase, "A shelf that turns") == ("erkan",)
    assert by(teambase, "A hook for coats") == ("tomek",)


def test_a_screen_that_goes_from_hand_to_hand_keeps_everybodys_words_theirs(teambase: str) -> None:
    with Terminal(teambase, **NOBODY_CHOSEN) as screen:
        begins(screen, "mavi")
        screen.press("i")
        screen.sees("What could be?")
        screen.type("Half a thought about handles")
        screen.waits_until(lambda: any("handles" in path.read_text() for path in drafts(teambase)))
        screen.forget()
        screen.press("escape")
        screen.sees("i idea")
        for name in ("erkan", "mavi"):
            screen.press("s")
            screen.sees("Who is speaking now?")
            takes_over(screen, name)
            if name == "erkan":
                catches(screen, "A shelf that turns")
                assert "about handles" not in screen.text
        screen.press("i")
        screen.sees("about handles")
        screen.press("enter")
        screen.sees("Kept: Half a thought about handles")
    assert by(teambase, "A shelf that turns") == ("erkan",)
    assert by(teambase, "Half a thought about handles") == ("mavi",)
    assert drafts(teambase) == []


def test_screens_that_a_crash_took_come_back_with_the_words_of_whoever_speaks_then(teambase: str) -> None:
    with Terminal(teambase, **NOBODY_CHOSEN) as screen:
        begins(screen, "mavi")
        screen.press("i")
        screen.sees("What could be?")
        screen.type("Half a thought about handles")
        screen.waits_until(lambda: any("handles" in path.read_text() for path in drafts(teambase)))
    with Terminal(teambase, **NOBODY_CHOSEN) as screen:
        begins(screen, "erkan")
        screen.press("i")
        screen.sees("What could be?")
        assert "about handles" not in screen.text
    assert any("handles" in Path(path).read_text() for path in drafts(teambase))
