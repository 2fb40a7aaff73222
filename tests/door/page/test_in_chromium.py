"""The page in a real browser: by keyboard alone, as narrow as a small phone, light and dark, seen by axe-core."""

from pathlib import Path

from tests.conftest import collected
from tests.door.page.browsers import open_page
from tests.door.page.chromium import needs_axe, needs_chromium, open_chromium

PAGES = ("/", "/on/8tp8qnsvq5", "/projects", "/decisions", "/on/mavi", "/card", "/search?words=coffee")

ENTER, TAB = "\ue007", "\ue004"
"""Keys as WebDriver names them."""


@needs_chromium
async def test_who_has_a_keyboard_and_nothing_else_comes_in_and_gives_a_first_idea(
    teambase: str, tmp_path: Path
) -> None:
    async with open_page(teambase) as page, open_chromium(tmp_path / "chromium") as chromium:
        await chromium.look(390, "light")
        await chromium.go(f"{page.site.origin}/come/{page.invited('Noor Haddad')}")
        await chromium.sees("You were invited.")
        await chromium.press(TAB + TAB + TAB + ENTER)  # past the skip link and the name, to the button
        await chromium.sees("A card of your own")
        await chromium.tell("document.getElementById('address').focus()")
        await chromium.press(f"Noor, please{ENTER}")
        await chromium.sees("Welcome, Noor, please.")
        await chromium.tell("document.getElementById('title').focus()")
        await chromium.press(f"A bell at the door{ENTER}")
        await chromium.sees("Kept: A bell at the door.", "Take it back")
    idea = next(one for one in collected(teambase).ideas.values() if one.title == "A bell at the door")
    assert idea.by == ("noor-haddad",)


@needs_axe
async def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(teambase: str, tmp_path: Path) -> None:
    async with open_page(teambase) as page, open_chromium(tmp_path / "chromium") as chromium:
        await chromium.go(f"{page.site.origin}/come")
        assert await chromium.found_by_axe() == []
        for name, value in page.known("mavi").cookies.items():
            await chromium.keep(name, value)
        for width, scheme, pages in ((320, "light", PAGES), (1200, "dark", PAGES[:2])):
            await chromium.look(width, scheme)
            for path in pages:
                await chromium.go(f"{page.site.origin}{path}")
                assert await chromium.found_by_axe() == [], path
                assert await chromium.tell("document.documentElement.scrollWidth") <= width, path
