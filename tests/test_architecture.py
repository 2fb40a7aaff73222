"""The house: what may import what, where a program may be started, and what may reach a screen or stdout.

The rules about text on the screens are read from the code itself: an expression that reaches a sink must be
one that is known to hold a `Content` made in `tui/safe.py`.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cocreate"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCREENS = [module for module in MODULES if module.is_relative_to(PACKAGE / "tui")]
LONGEST = 400
TELL_WHAT_IS_LOADED = """
import sys
from cocreate.__main__ import obey
code = obey(sys.argv[1:])
sys.stderr.write("LOADED " + " ".join(sys.modules))
sys.exit(code)
"""

PROGRAMS = {"subprocess", "pty", "multiprocessing"}
STARTS = {
    "system",
    "popen",
    "posix_spawn",
    "posix_spawnp",
    "forkpty",
    "execv",
    "execve",
    "execvp",
    "execvpe",
}


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def _name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def _loaded_by(*arguments: str, workspace: str) -> set[str]:
    """The packages that are loaded when `cocreate` with these arguments has done its work."""
    command = [sys.executable, "-c", TELL_WHAT_IS_LOADED, *arguments]
    environ = {**os.environ, "COCREATE_WORKSPACE": workspace, "COCREATE_AS": "mavi", "LANGUAGE": "en"}
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=60, env=environ, cwd=ROOT, stdin=subprocess.DEVNULL
    )
    modules = done.stderr.decode().rpartition("LOADED ")[2].split()
    assert "cocreate.cli.program" in modules
    return {name.partition(".")[0] for name in modules} | {"tui" for name in modules if ".tui" in name}


def test_the_layers_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, cwd=ROOT)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "people", "--json"),
        ("show", "milk-foam-school"),
        ("search", "foam"),
        ("lineage", "whiteboard-to-go"),
        ("credits",),
        ("say", "8tp8", "I would lend mine"),
        ("here",),
        ("tmux",),
        ("tmux", "--line"),
        ("--help",),
        (),
    ],
    ids=" ".join,
)
def test_no_command_but_the_one_that_opens_the_screens_loads_them(arguments: tuple[str, ...], teambase: str) -> None:
    loaded = _loaded_by(*arguments, workspace=teambase)
    assert loaded & {"textual", "rich", "tui", "watchfiles", "markdown_it"} == set()


def test_what_tmux_asks_for_every_few_seconds_loads_no_package_that_an_act_does_not(teambase: str) -> None:
    act = _loaded_by("say", "8tp8", "I would lend mine", workspace=teambase)
    assert _loaded_by("tmux", "--line", workspace=teambase) - act == set()


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_module_is_longer_than_one_can_hold_in_mind(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_public_function_or_class_says_what_it_is(module: Path) -> None:
    silent = [
        node.name
        for node in _tree(module).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_only_one_module_writes_to_stdout() -> None:
    found = {
        _name(module)
        for module in MODULES
        for node in ast.walk(_tree(module))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr == "write" and _dotted(node) == "sys.stdout.write")
    }
    assert found <= {"cli/output/printing.py"}


def test_programs_are_started_by_the_git_wrapper_and_under_launch_only() -> None:
    found = {_name(module) for module in MODULES if any(_starts_programs(_tree(module)))}
    allowed = {name for name in found if name == "sync/git.py" or name.startswith("launch/")}
    assert found - allowed == set()
    assert {"sync/git.py", "launch/editor.py"} <= found


def test_only_a_look_at_many_files_goes_on_in_a_second_process_of_its_own() -> None:
    found = {_name(module) for module in MODULES for node in ast.walk(_tree(module)) if _dotted(node) == "os.fork"}
    assert found == {"workspace/index/side_by_side.py"}


def _starts_programs(tree: ast.Module) -> Iterator[bool]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield any(alias.name.partition(".")[0] in PROGRAMS for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0] in PROGRAMS
        elif isinstance(node, ast.Attribute):
            yield node.attr in STARTS and _dotted(node).startswith("os.")


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


# What reaches a screen

WIDGETS_OF_TEXTUAL = {"Input", "TextArea"}
"""The only ready-made widgets that are used; what they show is what somebody types in them."""

SHOWS_A_STRING = {"notify", "panic", "from_markup", "from_ansi", "render_markup"}
"""Methods that would read a string as markup, or show it as it is."""

SHOWS_A_STRING_IF_SET = {"border_title", "border_subtitle", "tooltip", "sub_title", "loading_message"}
"""Attributes of a widget that would."""

MAKES_HTML = re.compile(r"\bHtml\(|\bMarkup\(|__html__|web\.Response\(")
"""What would bring a string to a browser past the one module that makes it harmless, or without what goes with it."""

MAKES_WORDS = {"Content": "tui/safe.py", "Text": "tui/safe.py", "Segment": "tui/blocks.py"}
"""What is made of strings by one module each: words, and the pieces of lines of words that passed the door."""

SNIPPET = """
from textual.content import Content

from cocreate.tui import safe
from cocreate.tui.said import paint
from cocreate.tui.widgets.fields import FormSpec
from cocreate.tui.widgets.line import Line
from cocreate.tui.widgets.line_list import LineList

title = "[@click=app.exit]x[/]"
Line(safe.line(title)).show(safe.join(safe.line(title), paint(None)))
Line(title)  # refused
Line(f"Delete {title}?")  # refused
Line().show(title)  # refused
Line().show(Content(title))  # refused
Line(safe.line(title) if title else title)  # refused
LineList[str](lambda _row, _width: [], key=str, placeholder=title)  # refused
FormSpec(title, "place", [])  # refused


class Loud(Line):
    def render(self) -> str:  # refused
        return "[b]x[/]"
"""


def test_the_type_checker_refuses_a_string_that_did_not_pass_the_door(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-pretty", str(snippet)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300, cwd=ROOT)
    told = done.stdout.decode()
    refused = {int(line.split(":")[1]) for line in told.splitlines() if ": error:" in line}
    wanted = {number for number, line in enumerate(SNIPPET.splitlines(), 1) if line.endswith("# refused")}
    assert refused == wanted, told


@pytest.mark.parametrize("module", SCREENS, ids=_name)
def test_words_reach_a_screen_in_no_other_way(module: Path) -> None:
    assert list(_other_ways(_tree(module), _name(module))) == []


@pytest.mark.parametrize(
    "line",
    [
        "from textual.widgets import Input, Static",
        "import textual.widgets",
        "self.notify(message)",
        "self.border_title = item.title",
        "Content(title)",
        "Text.from_ansi(title)",
        "Segment(title)",
        "def render(self): ...",
        "def render(self) -> str: ...",
        "def render(self) -> Content: ...",
    ],
)
def test_another_way_is_seen(line: str) -> None:
    assert list(_other_ways(ast.parse(line), "tui/somewhere.py"))


def _other_ways(tree: ast.Module, name: str) -> Iterator[str]:
    """What in a module would bring a string to the screen past the types."""
    for node in ast.walk(tree):
        if _is_another_way(node, name):
            yield f"{getattr(node, 'lineno', 0)}: {ast.unparse(node).splitlines()[0]}"


def _is_another_way(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.startswith("textual.widgets") for alias in node.names)
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets"):
        return not {alias.name for alias in node.names} <= WIDGETS_OF_TEXTUAL
    if isinstance(node, ast.Assign):
        return any(isinstance(one, ast.Attribute) and one.attr in SHOWS_A_STRING_IF_SET for one in node.targets)
    if isinstance(node, ast.Call):
        called = _dotted(node.func)
        made = called.partition(".")[0]
        return called.rpartition(".")[2] in SHOWS_A_STRING or MAKES_WORDS.get(made, name) != name
    if isinstance(node, ast.FunctionDef) and node.name == "render":
        return node.returns is None or ast.unparse(node.returns) != "Safe"
    return False


def test_words_reach_a_browser_through_one_module_and_are_sent_by_one() -> None:
    found = {_name(module) for module in MODULES if MAKES_HTML.search(module.read_text(encoding="utf-8"))}
    assert found == {"door/page/html.py", "door/page/answers.py"}


# Words in the reader's language


def _said_when_loaded(tree: ast.AST) -> Iterator[int]:
    """The lines on which words are translated while a module or a class is made, in whatever language that is."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            outside = [*getattr(node, "decorator_list", ()), *node.args.defaults, *filter(None, node.args.kw_defaults)]
            yield from (line for part in outside for line in _said_when_loaded(ast.Expression(part)))
        else:
            if isinstance(node, ast.Call) and _dotted(node.func) in {"_", "plural"}:
                yield node.lineno
            yield from _said_when_loaded(node)


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_words_are_translated_for_whoever_reads_them_and_not_when_a_module_is_loaded(module: Path) -> None:
    assert list(_said_when_loaded(_tree(module))) == []


@pytest.mark.parametrize(
    "line", ["A = _('x')", "class A:\n    words = _('x')", "def f(a=_('x')): ...", "B = [Binding('a', 'b', _('x'))]"]
)
def test_words_translated_too_early_are_seen(line: str) -> None:
    assert list(_said_when_loaded(ast.parse(line)))


def test_what_takes_five_things_or_more_says_what_each_of_them_is() -> None:
    silent = [f"{_name(module)}: {name}" for module in MODULES for name in _not_told(_tree(module))]
    assert silent == []


def _not_told(tree: ast.Module) -> Iterator[str]:
    """The public functions, and classes, whose docstring leaves out one of their five arguments or more."""
    classes = {
        function: node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        inside = classes.get(node)
        hidden = node.name.startswith("_") and node.name != "__init__"
        if hidden or (inside and inside.name.startswith("_")):
            continue
        given = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        names = [name for name in given if name not in {"self", "cls"}]
        told = ast.get_docstring(inside if inside and node.name == "__init__" else node) or ""
        if len(names) >= 5 and not all(f"{name}: " in told for name in names):
            yield inside.name if inside else node.name
