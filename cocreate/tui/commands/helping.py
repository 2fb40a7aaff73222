"""Help: the keys that work here, what the signs stand for, and everything by its name."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.pulse import WEEKS
from cocreate.model.schema import GIVEN_KINDS, IDEA_STATES, PROJECT_STATES, STANCES
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.dialogs.everything import WIDE, EverythingDialog
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.painting import sign_for
from cocreate.tui.studio import Offer, Studio
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.key_bar import GROUPS

GROUP_WORDS: Final = {
    "do": N_("Do"),
    "people": N_("People"),
    "look": N_("Look around"),
    "help": N_("Help"),
}
"""What the groups of the footer are called."""

MOVING: Final = (
    ("↑ ↓", N_("Move; page up, page down, home and end go further")),
    ("enter", N_("Go in: read, follow, answer")),
    ("esc", N_("Go back")),
    ("tab", N_("To the pane beside: list, reading, around it")),
    ("← →", N_("In Projects: the tab before, the next tab")),
)
"""The keys that are no commands, and what they do."""

OTHER_SIGNS: Final = {
    "spin-off": N_("spin-off"),
    "wording": N_("other wording"),
    "person": N_("person"),
    "speaking": N_("whoever speaks"),
    "commons": N_("what belongs to everybody"),
    "unreadable": N_("a file that could not be read"),
}
"""Signs that stand for neither a state, a stance nor a kind of contribution."""

PULSE: Final = "▁▃▅▇▅"
"""How lively a project was, as it may stand beside its title."""


class Everything(Command):
    """Everything that can be done, and every place."""

    id, key, group, shown = "palette", "ctrl+p", "help", False
    words, about = N_("everything"), N_("Everything, and every project, by its name")

    async def do(self, context: Context) -> None:
        """Do what is taken, or go there."""
        studio = context.studio
        deeds = [_deed(studio, offer) for offer in studio.offers]
        elsewhere = [_elsewhere(offer, why) for offer, why in studio.elsewhere]
        picked = await context.ask(EverythingDialog(deeds, elsewhere, context.collection))
        if picked and picked[0] in {deed.id for deed in deeds}:
            studio.give(picked[0])
        elif picked:
            studio.go_to(picked[0])


class Help(Command):
    """The keys that work here, filtered as you type, and the signs."""

    id, key, group = "help", "?", "help"
    words, about = N_("help"), N_("The keys that work here, and the signs; enter does it")

    async def do(self, context: Context) -> None:
        """List the keys; do what is taken."""
        studio = context.studio
        options = [*_keys(studio), *_signs()]
        picked = await context.ask(PickDialog(_("What the keys do here"), options, take=_("do it")))
        if picked:
            studio.give(picked[0])


def _deed(studio: Studio, offer: Offer) -> Option:
    """Something that can be done, after its key; found by the key too."""
    key = studio.key_words(offer.key)
    sign, also = safe.line(key.ljust(WIDE + 1), "bold $accent"), f"{_found_by(offer)} {key}"
    return Option(offer.id, offer.told(), sign=sign, style="$foreground", also=also, group=_("What can be done"))


def _elsewhere(offer: Offer, why: str) -> Option:
    """Something that can be done elsewhere, with what it takes."""
    sign = safe.line(" " * (WIDE + 1))
    return Option("", offer.told(), why, sign, style=MUTED, also=_found_by(offer), group=_("Elsewhere"), takes=False)


def _found_by(offer: Offer) -> str:
    """Words that it is found by, beside its sentence."""
    return f"{_(offer.words)} {_(offer.also) if offer.also else ''}"


def _keys(studio: Studio) -> Iterator[Option]:
    """The keys in the groups of the footer; those that only move are told of where one looks around."""
    for group in GROUPS:
        words = _(GROUP_WORDS[group]) if group else ""
        for offer in studio.offers:
            if offer.group == group:
                key = studio.key_words(offer.key).ljust(WIDE)
                yield Option(offer.id, key, offer.told(), style="bold $accent", also=_found_by(offer), group=words)
        for keys, told in MOVING if group == "look" else ():
            yield Option("", keys.ljust(WIDE), _(told), style="bold $accent", group=words, takes=False)


def _signs() -> Iterator[Option]:
    """What each sign stands for."""
    states = dict.fromkeys([*IDEA_STATES, *PROJECT_STATES, *STANCES])
    for meaning in states:
        yield _sign(meaning, phrases.state_words(meaning))
    for meaning, words in OTHER_SIGNS.items():
        yield _sign(meaning, _(words))
    for meaning in GIVEN_KINDS:
        yield _sign(meaning, phrases.kind_words(meaning), phrases.kind_meaning(meaning))
    weeks = _("in each of the last {count} weeks, beside its own liveliest").format(count=WEEKS)
    yield _told(safe.line(PULSE.ljust(WIDE + 1), MUTED), _("how lively a project was"), weeks)


def _sign(meaning: str, words: str, about: str = "") -> Option:
    return _told(safe.join(sign_for(meaning), safe.line(" " * WIDE)), words, about)


def _told(sign: Content, words: str, about: str = "") -> Option:
    return Option("", words, about, sign, style="$foreground", group=_("What the signs stand for"), takes=False)
