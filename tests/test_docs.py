"""The documents are true: examples print what they say, and every command, key and link in them is there."""

import html
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cocreate
from cocreate.cli.command import ShellCommand, parser_for
from cocreate.cli.registry import all_commands
from cocreate.model import schema
from cocreate.tui.commands import all_commands as all_screen_commands
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
SHOUTED = re.compile(r"!(?![\[=`])(?=\s|$)", re.MULTILINE)


def _program(name: str) -> ModuleType:
    """A program in docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "cli.md"], ids=lambda page: page.name)
def test_the_examples_print_what_the_document_says(page: Path, tmp_path: Path) -> None:
    examples = _program("run_examples")
    text = page.read_text(encoding="utf-8")
    assert len(examples.BLOCK.findall(text)) > 2
    assert examples.as_it_is(text, str(tmp_path)) == text, "python docs/run_examples.py writes it anew"


def test_no_example_in_the_documents_ends_in_a_traceback() -> None:
    assert "Traceback" not in README + CLI
    assert "command not found" not in README + CLI


def test_every_command_stands_in_the_reference_with_its_example() -> None:
    for command in all_commands():
        assert f"| `{command.word}` | {command.summary} | `{command.example}` |" in CLI


@pytest.mark.parametrize("command", all_commands(), ids=lambda command: command.word)
def test_every_command_has_help_with_an_example_it_understands(command: ShellCommand) -> None:
    assert command.example in parser_for(command).format_help()
    assert command.example.startswith(f"cocreate {command.word}")
    words = _words(command.example.partition(" > ")[0])
    parser_for(command).understood(words[2:])


def _words(line: str) -> list[str]:
    """The words of a line as a shell would part them."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def test_every_key_of_the_screens_stands_in_the_list_of_keys() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))
    keys = {command.key for command in all_screen_commands().values()} - {"2", "3", "4", "5"}
    assert told >= keys
    assert told - keys == set()


def test_the_readme_names_every_kind_of_contribution() -> None:
    told = README.replace("\n  ", " ")
    others = {
        "addition": '"yes, and"',
        "making": "something made",
        "knowhow": "good to know",
        "lookback": "look back",
    }
    for kind in schema.GIVEN_KINDS:
        assert others.get(kind, kind) in told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        path, _hash, anchor = target.partition("#")
        found = (page.parent / path) if path else page
        assert found.exists(), target
        if anchor:
            assert anchor in _anchors(found), target


def _anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_documents_keep_their_voice_down(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert SHOUTED.findall(prose) == []


def test_every_path_in_the_map_of_the_code_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:model|workspace|acts|sync|sittings|launch|cli|tui|docs|tests)/[\w/.]*)`", text):
        assert (ROOT / "cocreate" / path).exists() or (ROOT / path).exists(), path


def test_the_map_of_the_code_has_every_package() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "cocreate").glob("*/__init__.py")}
    assert {name for name in packages if f"  {name}/" not in text} == set()


def test_the_targets_of_make_in_the_documents_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{cocreate.__version__}]" in text


async def test_the_picture_shows_home_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "")  # the program sets its own; it goes back afterwards
    drawn, kept = (
        await _program("make_picture").draw(),
        (ROOT / "docs" / "home.svg").read_text(encoding="utf-8"),
    )
    assert _texts(kept) == _texts(drawn), "make picture draws it anew"
    assert "Anyone who comes in can" in " ".join(_texts(kept))


def _texts(svg: str) -> list[str]:
    """The words in a picture."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    return [html.unescape(text).replace("\xa0", " ").strip() for text in found]
