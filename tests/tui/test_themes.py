"""The looks: readable, and the same variables in each."""

import re

import pytest
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.markup import parse_style
from textual.theme import Theme

from cocreate.model.schema import IDEA_STATES, KINDS, PROJECT_STATES, STANCES
from cocreate.model.signs import SIGNS, UNKNOWN_SIGN
from cocreate.tui import signs, themes
from cocreate.tui.painting import sign_for

COLOURED = [theme for theme in themes.THEMES if not theme.ansi]
WORDS = [
    "foreground",
    "muted",
    "accent",
    "link",
    "good",
    "warm",
    "alarm",
    "code",
    "success",
    "warning",
    "error",
]
PEOPLE = [name.removeprefix("$") for name in themes.PERSON_COLOURS]
GROUNDS = ["background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background"]


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2.2, section 1.4.3."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS + PEOPLE)
def test_every_colour_of_words_can_be_read_on_every_ground(theme: Theme, ground: str, word: str) -> None:
    colours = variables(theme)
    ratio = contrast(Color.parse(colours[word]), Color.parse(colours[ground]))
    assert ratio >= 4.5, f"{word} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_code_and_the_footer_can_be_read(theme: Theme) -> None:
    colours = variables(theme)
    for word, ground in (
        ("code", "code-background"),
        ("footer-key-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("foreground", "input-selection-background"),
    ):
        assert contrast(Color.parse(colours[word]), Color.parse(colours[ground])) >= 4.5, word


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_border_of_what_has_the_focus_stands_out_from_the_others(theme: Theme) -> None:
    colours = variables(theme)
    background = Color.parse(colours["background"])
    focused, blurred = (contrast(Color.parse(colours[name]), background) for name in ("border", "border-blurred"))
    assert focused >= 3
    assert focused > 1.5 * blurred


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_people_can_be_told_apart(theme: Theme) -> None:
    colours = variables(theme)
    people = [Color.parse(colours[name]) for name in PEOPLE]
    for number, one in enumerate(people):
        for other in people[number + 1 :]:
            assert sum(abs(a - b) for a, b in zip(one.rgb, other.rgb, strict=True)) > 40


def test_every_theme_defines_the_same_variables_of_ours() -> None:
    ours = {"muted", "muted-style", "code", "code-background", "link", "good", "warm", "alarm", *PEOPLE}
    for theme in themes.THEMES:
        assert ours <= set(theme.variables)


def test_the_terminals_own_look_names_terminal_colours_only() -> None:
    theme = next(theme for theme in themes.THEMES if theme.name == themes.TERMINAL)
    assert theme.ansi
    assert all("#" not in value for value in theme.variables.values())


async def test_each_look_can_be_put_on_and_every_style_of_ours_means_something_in_it() -> None:
    styles = {themes.MUTED, themes.MATCH, *themes.PERSON_COLOURS}
    styles |= set(signs.STYLES.values())
    async with (app := App[None]()).run_test() as pilot:
        for theme in themes.THEMES:
            themes.register(app, theme.name)
            await pilot.pause()
            for style in styles:
                assert parse_style(style).foreground is not None


async def test_textuals_own_looks_can_be_put_on_as_well() -> None:
    class Desk(App[None]):
        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(themes.VARIABLE_DEFAULTS)

    async with (app := Desk()).run_test() as pilot:
        app.theme = "nord"
        await pilot.pause()
        assert parse_style(themes.MUTED).dim


def test_a_person_keeps_their_colour() -> None:
    mavi = themes.person_style("mavi", ["mavi"])
    assert mavi == themes.person_style("mavi", ["erkan", "mavi", "zoe"]) == themes.person_style("mavi", [])
    everyone = [f"p{number}" for number in range(100)]
    assert {themes.person_style(one, everyone) for one in everyone} == {f"{one} bold" for one in themes.PERSON_COLOURS}
    assert re.fullmatch(r"\$person-[1-9] bold", themes.person_style("", []))


@pytest.mark.parametrize("count", range(1, 2 * len(PEOPLE) + 1))
def test_no_two_people_have_the_same_colour_as_long_as_there_are_colours(count: int) -> None:
    people = [f"p{number}" for number in range(count)]
    worn = [themes.person_style(one, people) for one in people]
    assert len(set(worn)) == min(count, len(PEOPLE))
    assert max(worn.count(one) for one in worn) <= 1 + (count - 1) // len(PEOPLE)
    assert worn == [themes.person_style(one, people[::-1]) for one in people]


def test_the_terminals_own_look_is_loudest_where_the_focus_is() -> None:
    terminal = themes.THEMES[-1].variables
    assert (terminal["border"], terminal["border-blurred"]) == ("ansi_default", "ansi_bright_black")


OTHERS = {"spin-off", "person", "speaking", "unreadable", "commons"}
GROUPS = (KINDS, STANCES, IDEA_STATES, PROJECT_STATES, OTHERS)


def test_every_kind_and_state_has_a_sign_one_cell_wide() -> None:
    assert set(SIGNS) == {meaning for group in GROUPS for meaning in group}
    for meaning, sign in SIGNS.items():
        assert len(sign) == cell_len(sign) == 1, meaning
        assert sign_for(meaning).plain == sign


def test_within_a_group_no_sign_means_two_things() -> None:
    for group in GROUPS:
        assert len({SIGNS[meaning] for meaning in group}) == len(group)


def test_a_kind_from_a_later_version_has_a_quiet_sign() -> None:
    assert sign_for("hologram").plain == UNKNOWN_SIGN
    assert sign_for("question").plain == "?"


def as_of_256(colour: Color) -> Color:
    """The colour that a terminal of 256 colours shows."""
    shown = RichColor.parse(colour.hex6).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return Color(shown.red, shown.green, shown.blue)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_everything_can_be_read_with_256_colours(theme: Theme) -> None:
    colours = variables(theme)
    for word in WORDS + PEOPLE:
        for ground in GROUNDS:
            ratio = contrast(*(as_of_256(Color.parse(colours[name])) for name in (word, ground)))
            assert ratio >= 4.5, f"{word} on {ground}: {ratio:.2f}"


FRAMES = ["border-blurred", "scrollbar", "scrollbar-hover", "block-hover-background", "code-background"]


@pytest.mark.parametrize("name", [*GROUNDS, *FRAMES, "input-selection-background"])
def test_grounds_and_frames_on_dark_stay_grey_with_256_colours_even_behind_a_window(name: str) -> None:
    dark = next(theme for theme in COLOURED if theme.dark)
    colours = {shown: Color.parse(colour) for shown, colour in variables(dark).items() if colour.startswith("#")}
    for colour in (colours[name], colours[name].blend(colours["background"], 0.6)):
        shown = as_of_256(colour)
        assert max(shown.rgb) == min(shown.rgb) > 0, f"{name}: {colour.hex} is {shown.hex}"
