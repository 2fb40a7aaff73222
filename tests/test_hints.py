"""Hints: every one that is given has words in each face, and nothing below the faces speaks of keys or commands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.cli.output import hints as shell
from cocreate.cli.registry import MODULES as COMMANDS
from cocreate.door.page import hints as page
from cocreate.model.hints import Hint
from cocreate.tui import hints as screens
from cocreate.tui.commands import all_commands

PACKAGE = Path(__file__).resolve().parent.parent / "cocreate"
MODULES = sorted(PACKAGE.rglob("*.py"))
FACES = ("cli", "tui", "door")
BELOW = [module for module in MODULES if module.relative_to(PACKAGE).parts[0] not in {*FACES, "__main__.py"}]

TOLD = {"_", "N_", "plural"}
"""What a sentence passes that somebody is told."""

COMMAND = re.compile(rf"\bcocreate ({'|'.join(map(re.escape, COMMANDS))})\b")
OPTION = re.compile(r"(?<![\w-])--[a-z]")
GIT = re.compile(r"\bgit .*")
"""git is a program of its own; what is said to it stands in the terminal for everybody."""

KEY = re.compile(r"(?<![\w{}'’.,/<-])[b-zB-HJ-Z?/](?![\w}'’./>-])")
"""A letter, or a sign, that stands alone in a sentence."""


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def _calls(module: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _sentences(module: Path) -> Iterator[str]:
    """Every sentence of a module that somebody is told."""
    for call in _calls(module, TOLD):
        yield from (one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _names_key(sentence: str) -> bool:
    """Whether a key stands in it, beside words; a unit after a number is none."""
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"{.*?}", "", sentence)) and KEY.search(sentence))


def _given() -> dict[str, str]:
    """What each hint is to do that is given anywhere, with the module that gives it."""
    found = {}
    for module in MODULES:
        for call in _calls(module, {"Hint"}):
            what = call.args[0] if call.args else None
            assert isinstance(what, ast.Constant), f"{_name(module)}: what a hint is to do stands where it is given"
            found[str(what.value)] = _name(module)
    return found


def test_every_hint_that_is_given_has_words_in_each_face_and_no_words_are_left_over() -> None:
    assert set(shell.WORDS) == set(screens.WORDS) == set(_given())


def test_the_page_has_words_for_what_can_be_done_there_and_says_nothing_of_the_rest() -> None:
    assert set(page.WORDS) <= set(_given())
    for what in _given():
        said = page.hint_words(Hint(what, "somebody"))
        assert "{" not in said
        assert not COMMAND.search(said)
        assert not _names_key(said)
    assert page.hint_words("Try {again}.") == "Try {again}."


@pytest.mark.parametrize("face", [shell, screens], ids=["shell", "screens"])
def test_a_hint_says_whom_it_is_about_and_words_stay_as_they_are(face: type[shell] | type[screens]) -> None:
    for what in _given():
        said = face.hint_words(Hint(what, "somebody"))
        assert "{" not in said
        assert said.strip()
    assert "somebody" in face.hint_words(Hint("begin-in", "somebody"))
    assert face.hint_words("Try {again}.") == "Try {again}."


@pytest.mark.parametrize("module", BELOW, ids=_name)
def test_nothing_below_the_faces_names_a_command_an_option_or_a_key(module: Path) -> None:
    said = [GIT.sub("", sentence) for sentence in _sentences(module)]
    named = [one for one in said if COMMAND.search(one) or OPTION.search(one) or _names_key(one)]
    assert named == []


def test_what_the_screens_say_names_keys_that_there_are() -> None:
    keys = {command.key for command in all_commands().values()} | {"/"}
    for words in screens.WORDS.values():
        assert set(KEY.findall(words)) <= keys, words


def test_what_the_shell_says_names_commands_that_there_are() -> None:
    for words in shell.WORDS.values():
        named = re.findall(r"\bcocreate ([a-z-]+)", words)
        assert set(named) <= {*COMMANDS, "demo"}, words
