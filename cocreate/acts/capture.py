"""Catching an idea: one new file, in the time it takes to write one. Nothing heavy may be imported here."""

from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.moments import written
from cocreate.workspace.create import create_document
from cocreate.workspace.format.writing import list_of, one_line, storable
from cocreate.workspace.paths import idea_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocreate.acts.voice import Voice
    from cocreate.model.items import Value

_AFTER = ".,;:!?…)]}>\"'»”’"
"""What may stand after a theme and is no part of it."""

_HEX = frozenset("0123456789abcdef")

Caught = tuple[str, "dict[str, Value]", str]
"""The path of the new file, its keys, and its body: an idea, before anything heavier is at hand."""


def catch_idea(
    root: str,
    voice: "Voice",
    title: str,
    body: str = "",
    *,
    project: str = "",
    themes: "Iterable[str]" = (),
    woven_from: "Iterable[str]" = (),
    heard_in: str = "",
) -> Caught:
    """Write down an idea and return it as written.

    Args:
        root: the folder of the workspace.
        voice: whose idea it is.
        title: the idea in one line; white space in it becomes single spaces.
        body: more about it, Markdown.
        project: the whole id of the project it is discussed in.
        themes: words to find it under.
        woven_from: the whole ids of the ideas it is woven from.
        heard_in: the whole id of the encounter in which it was heard.

    Raises:
        Refused: the title says nothing.
        NotWritten: the disk said no, or the text is too long.
    """
    title = one_line(title)
    if not title:
        hint = _("Say it in one line, such as: What if the cups came back")
        raise Refused(_("An idea needs a few words."), hint).under("title")
    at, name = voice.clock(), voice.new_id()
    fields: dict[str, Value] = {"id": name, "title": title, "state": "fresh"}
    if project:
        fields["project"] = project
    if parents := list(dict.fromkeys(woven_from)):
        fields["woven_from"] = parents
    if heard_in:
        fields["heard_in"] = heard_in
    if words := list_of(themes):
        fields["themes"] = words
    fields |= voice.signature(written(at))
    path, body = idea_path(title, name, at), storable(body)
    create_document(root, path, fields, body, voice.act)
    return path, fields, body.strip("\n").rstrip()


def themes_named(words: "Iterable[str]") -> list[str]:
    """Themes as people name them: several parted by commas, each with or without its `#`."""
    named = [word.strip().removeprefix("#") for several in words for word in several.split(",")]
    return [word for word in dict.fromkeys(named) if word]


def themes_in(text: str) -> list[str]:
    """The words that `text` marks with `#`, such as coffee in `more #coffee`; a number or a colour is none."""
    marked = [word.rstrip(_AFTER) for run in text.split() if run.startswith("#") for word in run[1:].split("#")]
    return list(dict.fromkeys(word for word in marked if word[:1].isalpha() and not _is_colour(word)))


def _is_colour(word: str) -> bool:
    """Whether a word after `#` is a colour, as in `#ff8800` and `#fff`; `#cafe` is a word."""
    is_hex = len(word) in {3, 4, 6, 8} and _HEX.issuperset(word.lower())
    return is_hex and (not word.isalpha() or len(set(word.lower())) == 1)
