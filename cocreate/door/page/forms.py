"""The forms of the page: what can be given there, and how somebody comes in. Each carries a token."""

from collections.abc import Callable, Mapping
from typing import Final

from cocreate.door.page import places
from cocreate.door.page.html import EMPTY, Html, area, tag
from cocreate.locale import _
from cocreate.model import phrases, schema
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Project

TOKEN: Final = "token"  # noqa: S105 - the name of a field

LONGEST_LINE: Final = 300
"""Characters of a field of one line."""

OFTEN: Final = ("addition", "comment", "question", "thanks")
"""The kinds that stand there at once; the others are one step away."""

Token = Callable[[], str]
"""Makes a token for one form."""

Said = Mapping[str, str]
"""What stands in a form already, by the names of its fields."""


def form(token: Token, action: str, *inside: str, **attributes: str) -> Html:
    """A form that is sent to `action`."""
    return tag("form", hidden(TOKEN, token()), *inside, method="post", action=action, **attributes)


def hidden(name: str, value: str) -> Html:
    """What is sent with a form, and nobody has to see."""
    return tag("input", type="hidden", name=name, value=value)


def button(words: str, class_: str = "") -> Html:
    """What sends a form."""
    return tag("button", words, type="submit", class_=class_)


def field(name: str, label: str, value: str = "", about: str = "", *, required: bool = False, **how: str) -> Html:
    """A field of one line under its label.

    Args:
        name: what it is called in the form.
        label: what it is called for people.
        value: what stands in it.
        about: a word on what may stand in it.
        required: whether something has to.
        **how: what else a browser is told of it.
    """
    told = f"{name}-about" if about else ""
    return tag(
        "p",
        tag("label", label, for_=name),
        tag("span", about, class_="quiet", id=told) if about else EMPTY,
        tag(
            "input",
            id=name,
            name=name,
            value=value,
            maxlength=LONGEST_LINE,
            required=required,
            aria_describedby=told,
            **{"type": "text", "autocomplete": "off", **how},
        ),
        class_="field",
    )


def _words_field(label: str, value: str, rows: int, *, name: str = "text", required: bool = False) -> Html:
    return tag(
        "p",
        tag("label", label, for_=name),
        area(value, id=name, name=name, rows=rows, required=required),
        class_="field",
    )


# What can be given


def idea_form(token: Token, collection: Collection, said: Said, standing: Project | None = None) -> Html:
    """An idea: one line is enough."""
    chosen = said.get("project", standing.id if standing else "")
    projects = [one for one in collection.projects.values() if one.state == "active" or one.id == chosen]
    choices = [
        tag("option", _("none"), value=" "),
        *(tag("option", one.title, value=one.id, selected=one.id == chosen) for one in projects),
    ]
    more = tag(
        "details",
        tag("summary", _("More about it")),
        _words_field(_("More about it, if you like"), said.get("text", ""), 5),
        tag(
            "p",
            tag("label", _("In project"), for_="project"),
            tag("select", *choices, id="project", name="project"),
            class_="field",
        ),
        open=bool(said.get("text") or chosen.strip()),
    )
    line = field("title", _("What could be?"), said.get("title", ""), required=True)
    return form(token, places.IDEA, line, more, tag("p", button(_("Keep this idea"))), class_="give")


def say_form(token: Token, item: Item | None, name: str, said: Said) -> Html:
    """What can be said on an item, or to everybody."""
    kinds = kinds_for(item)
    chosen = said.get("kind", "")
    chosen = chosen if chosen in kinds else kinds[0]
    often = [kind for kind in kinds if kind in OFTEN or kind in schema.STANCES or kind == "answer"]
    rare = [kind for kind in kinds if kind not in often]
    more = (
        tag(
            "details",
            tag("summary", _("Something else")),
            *(_kind(kind, chosen) for kind in rare),
            open=chosen in rare,
        )
        if rare
        else EMPTY
    )
    choice = tag("fieldset", tag("legend", _("What it is")), *(_kind(kind, chosen) for kind in often), more)
    return form(
        token,
        f"/on/{name}",
        _words_field(_("Your words"), said.get("text", ""), 5),
        choice if len(kinds) > 1 else hidden("kind", kinds[0]),
        tag("p", button(_("Give it"))),
        class_="give",
    )


def kinds_for(item: Item | None) -> list[str]:
    """The kinds that can be given to an item, that which fits it best first."""
    if isinstance(item, Person):
        return ["thanks"]
    kinds = [*OFTEN, *(kind for kind in schema.GIVEN_KINDS if kind not in {*OFTEN, "stance", "answer"})]
    if isinstance(item, Contribution) and item.kind == "question":
        return ["answer", *kinds]
    if isinstance(item, Contribution) and item.kind == "proposal":
        return [*schema.STANCES, *kinds]
    if isinstance(item, Idea):
        return kinds
    return ["comment", *(kind for kind in kinds if kind != "comment")]


def _kind(kind: str, chosen: str) -> Html:
    is_stance = kind in schema.STANCES
    words = phrases.state_words(kind) if is_stance else phrases.kind_words(kind)
    about = "" if is_stance else phrases.kind_meaning(kind)
    radio = tag("input", type="radio", name="kind", value=kind, id=f"kind-{kind}", checked=kind == chosen)
    told = tag("span", f" {about}", class_="quiet") if about else EMPTY
    return tag("p", radio, tag("label", tag("span", words), told, for_=f"kind-{kind}"), class_="choice")


def join_form(token: Token, item: Item, person: str) -> Html:
    """Count me in, or step back."""
    if isinstance(item, Idea):
        is_in = person in item.joined
    elif isinstance(item, Project):
        is_in = person in item.people
    else:
        return EMPTY
    words = _("Step back from it") if is_in else _("Count me in")
    way = hidden("in", "no" if is_in else "yes")
    return form(token, f"/on/{item.id}/join", way, button(words, "quietly" if is_in else ""))


def helped_form(token: Token, item: Item, person: str) -> Html:
    """This answer helped; nothing where it is none, or that is said already."""
    if not isinstance(item, Contribution) or item.kind != "answer" or person in item.listed("helpful"):
        return EMPTY
    return form(token, f"/on/{item.id}/helped", button(_("This answer helped"), "quietly"))


def undo_form(token: Token, act: str) -> Html:
    """Take it back."""
    return form(token, places.UNDO, hidden("act", act), button(_("Take it back"), "quietly"), class_="beside")


def card_form(token: Token, said: Said) -> Html:
    """A card of one's own, how to be addressed first."""
    fields = (
        field("address", _("How you like to be addressed"), said.get("address", ""), _("such as: Ada, or Mrs Trenkel")),
        field(
            "name",
            _("Your name, as others know you"),
            said.get("name", ""),
            required=True,
            autocomplete="name",
        ),
        field("language", _("Your language"), said.get("language", ""), _("such as: English, Deutsch")),
        field("brings", _("What you bring"), said.get("brings", ""), _("a few words, parted by commas")),
        field("curious", _("What you are curious about"), said.get("curious", ""), _("a few words, parted by commas")),
    )
    return form(token, places.CARD, *fields, tag("p", button(_("Keep my card"))), class_="give")


# How one comes in


def code_form(token: Token, code: str = "") -> Html:
    """Come in with a code; one that came with a link needs no typing."""
    if code:
        return form(token, places.COME, hidden("code", code), button(_("Come in")))
    line = field("code", _("The code that you were sent"), required=True, autocapitalize="none", spellcheck="false")
    return form(token, places.COME, line, tag("p", button(_("Come in"))), class_="give")


def knock_form(token: Token) -> Html:
    """Come in without."""
    line = field("name", _("Your name"), required=True, autocomplete="name")
    return form(token, places.KNOCK, line, tag("p", button(_("Knock"))), class_="give")


def leave_form(token: Token, ends: str) -> Html:
    """Be forgotten by this browser."""
    about = tag("span", _("This browser is yours; it ends in {ends}.").format(ends=ends), class_="quiet")
    return form(token, places.LEAVE, about, " ", button(_("Leave, and forget me here"), "quietly"), class_="beside")
