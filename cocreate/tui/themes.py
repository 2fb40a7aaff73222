"""The three looks of the screens, and the colours that stand for people."""

from collections.abc import Iterable
from typing import Any, Final

from textual.app import App
from textual.theme import Theme

from cocreate.pages.colours import COLOURS, colour_of

DARK: Final = "cocreate-dark"
LIGHT: Final = "cocreate-light"
TERMINAL: Final = "cocreate-terminal"

MUTED: Final = "$muted $muted-style"
"""What steps back: dates, ids, prefixes. The terminal's own colours have no safe grey, so there it is dim."""

MATCH: Final = "bold underline $warm"
"""What was looked for, in what was found."""

TOGETHER: Final = "not strike"
"""What is painted as the words around it, and not parted where a line is broken: a name within a sentence."""

_PERSON: Final = "$person-"

PERSON_COLOURS: Final = tuple(f"{_PERSON}{number}" for number in range(1, COLOURS + 1))
"""Colours of people's names; each theme says what they are."""

_DARK_VARIABLES: Final = {
    "muted": "#b5a99d",
    "muted-style": "not dim",
    "code": "#dcb98a",
    "code-background": "#2f2824",
    "link": "#8cb4d6",
    "good": "#9fbf7f",
    "warm": "#e0b060",
    "alarm": "#f0907a",
    "person-1": "#e8a87c",
    "person-2": "#8fbf8f",
    "person-3": "#85b5d9",
    "person-4": "#d6a3c8",
    "person-5": "#d4b962",
    "person-6": "#7cc4b8",
    "person-7": "#b3a4f4",
    "person-8": "#c3df86",
    "person-9": "#f5a3a9",
    "text-muted": "#b5a99d",
    "foreground-muted": "#b5a99d",
    "block-cursor-foreground": "#f0ece4",
    "block-cursor-background": "#423a34",
    "block-cursor-text-style": "none",
    "block-cursor-blurred-foreground": "#ebe1d5",
    "block-cursor-blurred-background": "#322b27",
    "block-cursor-blurred-text-style": "none",
    "block-hover-background": "#2f2824",
    "border": "#e2a458",
    "border-blurred": "#50463f",
    "footer-key-foreground": "#e2a458",
    "footer-description-foreground": "#cfc3b6",
    "input-selection-background": "#66584c",
    "scrollbar": "#50463f",
    "scrollbar-hover": "#695c53",
    "scrollbar-active": "#e2a458",
    "scrollbar-background": "#1f1a17",
    "scrollbar-background-hover": "#1f1a17",
    "scrollbar-background-active": "#1f1a17",
    "button-color-foreground": "#1f1a17",
}

_LIGHT_VARIABLES: Final = {
    "muted": "#6b5e52",
    "muted-style": "not dim",
    "code": "#7a4a12",
    "code-background": "#f3ede2",
    "link": "#1f5c8f",
    "good": "#46662a",
    "warm": "#84540c",
    "alarm": "#a82e1c",
    "person-1": "#95461a",
    "person-2": "#35682f",
    "person-3": "#1d5e8c",
    "person-4": "#8a3a74",
    "person-5": "#705600",
    "person-6": "#0d675d",
    "person-7": "#5a45a8",
    "person-8": "#8f1d45",
    "person-9": "#2c3a86",
    "text-muted": "#6b5e52",
    "foreground-muted": "#6b5e52",
    "block-cursor-foreground": "#2b241e",
    "block-cursor-background": "#f4ecc2",
    "block-cursor-text-style": "none",
    "block-cursor-blurred-foreground": "#2b241e",
    "block-cursor-blurred-background": "#f3ece0",
    "block-cursor-blurred-text-style": "none",
    "block-hover-background": "#f3ece0",
    "border": "#9a4f10",
    "border-blurred": "#cdc3b4",
    "footer-key-foreground": "#8f4a10",
    "footer-description-foreground": "#4a4037",
    "input-selection-background": "#ecd3a6",
    "scrollbar": "#cdc3b4",
    "scrollbar-hover": "#b3a290",
    "scrollbar-active": "#9a4f10",
    "scrollbar-background": "#fbf7f1",
    "scrollbar-background-hover": "#fbf7f1",
    "scrollbar-background-active": "#fbf7f1",
    "button-color-foreground": "#fbf7f1",
}

_TERMINAL_VARIABLES: Final = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "muted": "ansi_default",
    "muted-style": "dim",
    "code": "ansi_cyan",
    "code-background": "ansi_default",
    "link": "ansi_bright_blue",
    "good": "ansi_green",
    "warm": "ansi_yellow",
    "alarm": "ansi_red",
    "person-1": "ansi_yellow",
    "person-2": "ansi_green",
    "person-3": "ansi_bright_blue",
    "person-4": "ansi_magenta",
    "person-5": "ansi_red",
    "person-6": "ansi_cyan",
    "person-7": "ansi_bright_magenta",
    "person-8": "ansi_bright_red",
    "person-9": "ansi_blue",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "bold",
    "border": "ansi_default",
    "border-blurred": "ansi_bright_black",
    "footer-key-foreground": "ansi_blue",
    "scrollbar": "ansi_bright_black",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_bright_white",
}

THEMES: Final = (
    Theme(
        name=DARK,
        primary="#e2a458",
        secondary="#85b5d9",
        accent="#e2a458",
        success="#9fbf7f",
        warning="#e0b060",
        error="#f0907a",
        foreground="#ebe1d5",
        background="#1f1a17",
        surface="#25201c",
        panel="#2b2420",
        variables=_DARK_VARIABLES,
    ),
    Theme(
        name=LIGHT,
        primary="#8f4a10",
        secondary="#1d5e8c",
        accent="#8f4a10",
        success="#46662a",
        warning="#84540c",
        error="#a82e1c",
        foreground="#2b241e",
        background="#fbf7f1",
        surface="#f7f1e8",
        panel="#f3ede2",
        dark=False,
        variables=_LIGHT_VARIABLES,
    ),
    Theme(
        name=TERMINAL,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_magenta",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=_TERMINAL_VARIABLES,
    ),
)
"""Calm and warm on dark, on light, and the terminal's own colours. Beside Textual's variables each has
`$muted` (write `MUTED`), `$code` on `$code-background`, `$link`, `$good`, `$warm`, `$alarm` and `$person-1`
to `$person-9`.

Grounds and frames are pale or dark enough, also behind a window, to be greys where a terminal has 256 colours only:
Rich takes the nearest of a coarse cube else, which makes a dark brown olive, or red."""

VARIABLE_DEFAULTS: Final = _TERMINAL_VARIABLES
"""What `App.get_theme_variable_defaults` should return, so that Textual's other themes can be put on too."""


def register(app: App[Any], name: str = DARK) -> None:
    """Make the three themes known to `app`, and put on `name`."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = name


def dress(app: App[Any], name: str) -> None:
    """As `register`, for an app that does not run yet: it starts in its colours, and styles are worked out once."""
    for theme in THEMES:
        app.register_theme(theme)
    app.set_reactive(App.theme, name)
    app.stylesheet.set_variables(app.get_css_variables())
    app._refresh_truecolor_filter(app.ansi_theme)  # noqa: SLF001 - else the terminal's own colours are not its own


def person_style(slug: str, people: Iterable[str]) -> str:
    """The style of a person's name among those of all who have a card: `"$person-3 bold"` or its like."""
    return f"{PERSON_COLOURS[colour_of(slug, people)]} bold"


def holds_together(style: object) -> bool:
    """Whether a style is that of a person's name, or of another that no line parts."""
    return isinstance(style, str) and (style == TOGETHER or style.startswith(_PERSON))
