"""The house: what may import what, where a program may be started, and what may reach a screen or stdout.

The rules about text on the screens are read from the code itself: an expression that reaches a sink must be
one that is known to hold a `Content` made in `tui/safe.py`.
"""

import ast
import os
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
from cocreate.__main__ import run
code = run()
sys.stderr.write("LOADED " + " ".join(sys.modules))
sys.exit(code)
"""

PROGRAMS = {"subprocess", "pty", "multiprocessing"}
STARTS = {
    "system",
    "popen",
    "posix_spawn",
    "posix_spawnp",
    "fork",
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
        ("--help",),
        (),
    ],
    ids=" ".join,
)
def test_no_command_but_the_one_that_opens_the_screens_loads_them(arguments: tuple[str, ...], teambase: str) -> None:
    loaded = _loaded_by(*arguments, workspace=teambase)
    assert loaded & {"textual", "rich", "tui", "watchfiles", "markdown_it"} == set()


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

CONTENT_SINKS = {"Static": 0, "Label": 0, "Button": 0, "Hit": 1, "DiscoveryHit": 0}
"""Classes that read a string as markup, with the place of the argument that they show."""

METHOD_SINKS = {"update", "set_content", "add_row", "add_column", "write", "add_option", "prompt"}
"""Methods of widgets that read a string as markup."""

ATTRIBUTE_SINKS = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "label", "renderable"}

NEVER = {"from_markup", "Text.from_markup", "from_ansi", "render_markup"}


class Sinks(ast.NodeVisitor):
    """Finds what is given to a sink without having passed `tui/safe.py`."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[str] = []
        self._content = _holding_content(tree)
        self.visit(tree)

    def visit_Call(self, node: ast.Call) -> None:
        """A widget is made, told something, or a notice given."""
        called = node.func.attr if isinstance(node.func, ast.Attribute) else _dotted(node.func)
        if isinstance(node.func, ast.Name) and called in CONTENT_SINKS:
            self._check(node.args[CONTENT_SINKS[called] : CONTENT_SINKS[called] + 1], node)
            self._check([word.value for word in node.keywords if word.arg in {"content", "label"}], node)
        elif isinstance(node.func, ast.Attribute) and called in METHOD_SINKS and _is_widget(node.func.value):
            self._check(node.args, node)
        elif (called == "notify" and not _says_no_markup(node)) or called in NEVER:
            self.found.append(f"{node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """A title or a tooltip is set."""
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTE_SINKS and _is_widget(target.value):
                self._check([node.value], node)
        self.generic_visit(node)

    def _check(self, given: list[ast.expr], node: ast.AST) -> None:
        for value in given:
            if not self._is_content(value):
                self.found.append(f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}")

    def _is_content(self, value: ast.expr) -> bool:
        """Whether an expression holds what `safe` made."""
        if isinstance(value, ast.IfExp):
            return self._is_content(value.body) and self._is_content(value.orelse)
        if isinstance(value, ast.Call):
            called = _dotted(value.func)
            if called.startswith("safe."):
                return True
            return called.removeprefix("self.") in self._content
        return _dotted(value).rpartition(".")[2] in self._content or _dotted(value).startswith("safe.")


def _holding_content(tree: ast.Module) -> set[str]:
    """The names of functions, arguments and fields that say they hold a `Content`."""
    held = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "Content":
            held.add(node.name)
        elif isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) == "Content":
            held.add(node.arg)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Content":
            held.add(_dotted(node.target).rpartition(".")[2])
        elif isinstance(node, ast.Assign) and _dotted(getattr(node.value, "func", node.value)).startswith("safe."):
            held.update(_dotted(target).rpartition(".")[2] for target in node.targets)
    held.discard("")
    if any(isinstance(node, ast.ClassDef) and node.name == "FormSpec" for node in ast.walk(tree)):
        held.discard("about")
    return held


def _is_widget(node: ast.expr) -> bool:
    """Whether a method is called on a widget: something queried, or ourselves; not a set or a dictionary."""
    text = ast.unparse(node)
    return "query_one" in text or text.startswith("self") or text in {"purpose", "error", "entry", "label"}


def _says_no_markup(node: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in node.keywords
    )


@pytest.mark.parametrize("module", SCREENS, ids=_name)
def test_text_reaches_a_screen_through_one_door(module: Path) -> None:
    assert Sinks(_tree(module)).found == []


@pytest.mark.parametrize("module", SCREENS, ids=_name)
def test_only_the_door_makes_content_of_strings(module: Path) -> None:
    if module.name == "safe.py":
        return
    made = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call)
        and (_dotted(node.func) in {"Content", "Text"} or _dotted(node.func).startswith(("Content.", "Text.")))
    ]
    assert made == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(title)",
        "Static(f'Delete {title}?')",
        "self.query_one('#purpose').update(item.title)",
        "self.notify(message)",
        "self.border_title = item.title",
        "yield Hit(1.0, item.title, run)",
        "Static(safe.line(a) if a else a)",
    ],
)
def test_the_lint_sees_text_that_did_not_pass_the_door(line: str) -> None:
    assert Sinks(ast.parse(line)).found


@pytest.mark.parametrize(
    "line",
    [
        "Static(safe.line(title))",
        "self.query_one('#purpose').update(safe.join(a, b))",
        "self.notify(message, markup=False)",
        "known.update(names)",
        "def keys(self) -> Content: ...\nStatic(self.keys())",
    ],
)
def test_the_lint_lets_pass_what_is_safe(line: str) -> None:
    assert Sinks(ast.parse(line)).found == []
