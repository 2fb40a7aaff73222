"""The short way for an idea: its plain forms are understood by hand, without argparse and all that is slow.

Whatever is not plain goes to the whole program, which does the same with more patience.
"""

import os
import sys

from cocreate.cli.guard import DONE, guarded
from cocreate.cli.input.typed import STDIN, Typed, first_line_and_rest, is_terminal
from cocreate.cli.output import printing
from cocreate.model.decoding import is_text
from cocreate.model.errors import CocreateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocreate.acts.capture import Caught
    from cocreate.acts.voice import Voice
    from cocreate.sittings.speaking import Speaking

_TAKES = {
    "-p": "project",
    "--project": "project",
    "-t": "theme",
    "--theme": "theme",
    "--by": "by",
    "--noted-by": "noted_by",
    "--workspace": "workspace",
}


class Plain:
    """An idea as the command line says it: its words, and for every option its values, as given."""

    __slots__ = ("options", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.options: dict[str, list[str]] = {name: [] for name in _TAKES.values()}

    def last(self, name: str) -> str:
        """The value of an option that counts once: the one given last."""
        return self.options[name][-1] if self.options[name] else ""


def quick_idea(arguments: "Sequence[str]") -> int | None:
    """Catch the idea that `arguments` tell and return the exit code; None if it takes the whole program."""
    plain = understand(arguments)
    if plain is None or not (plain.words or not is_terminal()):
        return None
    try:
        return guarded(lambda: _catch(plain))
    except _NotPlain:
        return None


class _NotPlain(Exception):
    """Something must be looked up first."""


def understand(arguments: "Sequence[str]") -> Plain | None:
    """What `arguments` say, if they are an idea in its plain form; otherwise None."""
    plain, left = Plain(), list(arguments)
    command = False
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        if word == "--" and command:
            plain.words += left
            break
        if not word.startswith("-") or (word == STDIN and command):
            if not command and word != "idea":
                return None
            plain.words += [word] if command else []
            command = True
        elif equals and name.startswith("--") and name in _TAKES:
            plain.options[_TAKES[name]].append(value)
        elif word in _TAKES and left and not left[0].startswith("-"):
            plain.options[_TAKES[word]].append(left.pop(0))
        else:
            return None
    return plain if command and all(all(values) for values in plain.options.values()) and _is_text(plain) else None


def _is_text(plain: Plain) -> bool:
    words = " ".join([*plain.words, *plain.options["theme"]])
    return is_text(words) and "[[" not in words and "@" not in words  # what it links to has to be looked up


def _catch(plain: Plain) -> int:
    root, voice, project = _looked_up(plain)
    with Typed(plain.words) as typed:
        caught = catch(root, voice, typed.text(""), project, plain.options["theme"])
    printing.show([line_of(caught)])
    tell_on(caught)
    return DONE


def _looked_up(plain: Plain) -> "tuple[str, Voice, str]":
    """The workspace, the voice and the project; _NotPlain where one needs more than a look at a folder."""
    from cocreate.acts.voice import Voice
    from cocreate.sittings.speaking import FROM_VARIABLE, who_speaks
    from cocreate.workspace.root import find_workspace, has_card, working_folder

    try:
        root = find_workspace(plain.last("workspace"), os.environ, working_folder())
        asked, noted_by = plain.options["by"], plain.last("noted_by")
        speaking = who_speaks(root, asked, noted_by, os.environ)
    except (CocreateError, OSError) as error:
        raise _NotPlain from error
    project = _project(root, plain.last("project"))
    named = [*asked, *([noted_by] if noted_by else [])]
    if speaking is None or project is None or not all(has_card(root, person) for person in named):
        raise _NotPlain
    if speaking.known_from == FROM_VARIABLE:
        _tell_new(root, speaking)
    return root, Voice(speaking.by, speaking.noted_by), project


def _tell_new(root: str, speaking: "Speaking") -> None:
    """Say who is named by the variable and has no card: it was set on purpose, so it is taken."""
    from cocreate.workspace.root import has_card

    cards = [person for person in speaking.people if has_card(root, person)]
    if len(cards) < len(speaking.people):
        from cocreate.cli.newcomers import tell_new  # deferred: hardly anybody is without a card

        tell_new(speaking, cards)


def _project(root: str, ref: str) -> str | None:
    """The id of the one project that `ref` names, by the folders alone; None if that takes a closer look."""
    if not ref:
        return ""
    from cocreate.workspace.paths import id_in_name, slug_in_name

    try:
        folders = [name for name in os.listdir(f"{root}/projects") if id_in_name(name)]
    except OSError:
        return None
    by_id = [name for name in folders if id_in_name(name).startswith(ref)]
    found = by_id or [name for name in folders if slug_in_name(name) == ref]
    if len(found) != 1 or not os.path.exists(f"{root}/projects/{found[0]}/project.md"):
        return None
    return id_in_name(found[0])


def catch(root: str, voice: "Voice", text: str, project: str, themes: "Sequence[str]") -> "Caught":
    """Catch the idea that `text` tells: the first line is its title, words with `#` are themes as well.

    Args:
        root: the folder of the workspace.
        voice: whose idea it is.
        text: what was said, one line or several.
        project: the id of the project it is discussed in; may be empty.
        themes: further words under which it is found.
    """
    from cocreate.acts.capture import catch_idea, themes_in, themes_named

    title, body = first_line_and_rest(text)
    return catch_idea(root, voice, title, body, project=project, themes=[*themes_named(themes), *themes_in(text)])


def tell_on(caught: "Caught") -> None:
    """At a terminal, what leads on: looking for what resembles it takes an index, so it is not done here."""
    if is_terminal() and sys.stderr.isatty():
        from cocreate.locale import _

        printing.talk(_("What resembles it: {command}").format(command=f"cocreate resembling {caught[1]['id']}"))


def line_of(caught: "Caught") -> printing.Line:
    """The line that says what was caught, with the whole id: what is the shortest takes an index to know."""
    _path, fields, _body = caught
    return (f"idea  {fields['id']}  ", printing.Bold(str(fields["title"])))
