"""The three looks of the screens, and the colours that stand for people."""

from textual.app import App
from textual.theme import Theme

DARK, LIGHT, TERMINAL = "cocreate-dark", "cocreate-light", "cocreate-terminal"

THEMES: tuple[Theme, ...] = ()
"""Calm and warm on dark, on light, and the terminal's own colours. All define the same variables:
`$muted` `$accent` `$good` `$warm` `$alarm` and `$person-0` .. `$person-7`, beside Textual's own."""


def register(app: App[object], name: str = DARK) -> None:
    """Make the three themes known to `app` and put on `name`."""
    raise NotImplementedError


def person_style(slug: str) -> str:
    """The style of a person's name, always the same for the same slug: `"$person-3"` or its like."""
    raise NotImplementedError
