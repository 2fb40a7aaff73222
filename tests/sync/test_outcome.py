"""The outcome of a sync: one value, that each reader is told in their own language and in the words of their face."""

import ast
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import TypeVar

import pytest

from cocreate import locale
from cocreate.cli.output import hints as shell
from cocreate.locale import N_, Sentence, read_in
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.sync.git import GitFailed, NoAnswer
from cocreate.sync.outcome import BLOCKED, NOT_SHARED, OFFLINE, Synced, describe
from cocreate.sync.refusals import why_not
from cocreate.sync.syncing import sync
from cocreate.tui import hints as screens
from cocreate.workspace.files import not_written
from tests.sync.clones import Copy, git

PACKAGE = Path(locale.__file__).resolve().parent.parent
ELSEWHERE = {
    "checking.py",
    "cloning.py",
    "commit_messages.py",
    "differences.py",
    "history.py",
    "outcome.py",
    "limits.py",
}
"""Modules whose sentences are told to whoever asked for them, in their own context, or go into a commit."""


class Marked:
    """A catalogue that has every sentence, with a mark before it."""

    def gettext(self, english: str) -> str:
        return f"⟨xx⟩ {english}"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"⟨xx⟩ {one if count == 1 else many}"


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(locale._catalogues, "xx", Marked())


Answer = TypeVar("Answer")


def in_language(language: str, do: Callable[[], Answer]) -> Answer:
    """What `do` returns where somebody reads in that language."""

    def run() -> Answer:
        read_in(language)
        return do()

    return copy_context().run(run)


def told(synced: Synced, language: str = "en", face: Callable[[str | Hint], str] = shell.hint_words) -> str:
    return in_language(language, lambda: describe(synced, face))


@pytest.mark.parametrize(
    ("synced", "words"),
    [
        (Synced(), "Everything is in step."),
        (Synced(sent=1, received=2), "2 things came, 1 thing went."),
        (Synced(wordings=("x",)), "another wording waits to be read."),
        (Synced(wordings=("x", "y")), "other wordings wait to be read."),
        (Synced(NOT_SHARED), "Everything is kept. It is not shared with another place yet."),
        (Synced(left=("a.mkv",)), "Everything is in step. a.mkv is not shared. Why: cocreate check"),
        (
            Synced(sent=1, left=("a\x1b", "b")),
            "1 thing went. a� and 1 more are not shared. Why: cocreate check",
        ),
        (Synced(BLOCKED, sent=3, why="No.", hint="Wait."), "No. Wait."),
        (Synced(BLOCKED, why="No."), "No."),
        (Synced(BLOCKED, why=Sentence(N_("At {at}."), at="sea"), hint=Hint("check")), "At sea. Why: cocreate check"),
    ],
)
def test_an_outcome_in_words(synced: Synced, words: str) -> None:
    assert told(synced) == words
    assert "⟨xx⟩" in told(synced, "xx") or synced.why in {"No.", "No. Wait."}


def test_each_face_says_what_helps_in_its_own_words() -> None:
    synced = Synced(BLOCKED, why="Gone.", hint=Hint("first-sync"))
    assert told(synced) == "Gone. It begins with the first: cocreate sync"
    assert told(synced, face=screens.hint_words) == "Gone. It begins with the first sync: g."


def detached(copy: Copy) -> None:
    copy.syncs()
    copy.git("checkout", "--quiet", "--detach")


def without_upstream(copy: Copy) -> None:
    copy.git("remote", "add", "origin", "../nowhere.git")


def under_way(copy: Copy) -> None:
    Path(copy.root, ".git/MERGE_HEAD").write_text("nothing\n")


def nowhere(copy: Copy) -> None:
    copy.git("remote", "add", "origin", "../nowhere.git")
    copy.git("config", "branch.main.remote", "origin")
    copy.git("config", "branch.main.merge", "refs/heads/main")


@pytest.mark.parametrize(
    ("spoil", "state"), [(detached, BLOCKED), (without_upstream, BLOCKED), (under_way, BLOCKED), (nowhere, OFFLINE)]
)
def test_what_one_met_another_reads_in_their_own_language(
    workspace: str, spoil: Callable[[Copy], None], state: str
) -> None:
    git(workspace, "init", "--quiet", "--initial-branch=main")
    copy = Copy(Path(workspace), "mavi")
    spoil(copy)
    here, there = sync(copy.root), in_language("xx", lambda: sync(copy.root))
    assert here.state == state
    assert here == there
    assert "⟨xx⟩" not in told(there)
    assert told(here, "xx").count("⟨xx⟩") == 2, "the sentence and the hint"


def failed(said: str) -> CocreateError:
    return why_not(GitFailed(128, said.encode()), "/x")


REFUSALS = {
    "damaged": "fatal: fsck error in packed object",
    "out of reach": "fatal: Could not resolve host: x",
    "not trusted": "fatal: SSL certificate problem",
    "not known": "fatal: Authentication failed for x",
    "not there": "fatal: x does not appear to be a git repository",
    "went away": "fatal: the remote end hung up unexpectedly",
    "no way": "fatal: transport 'x' not allowed",
    "somebody else's": "fatal: detected dubious … in repository at '/x'",
    "says no": "fatal: remote error: go away",
    "checked out": "! [remote rejected] main -> main (branch is currently checked out)",
    "read only": "! [remote rejected] main -> main (unpacker error)",
    "declined": "! [remote rejected] main -> main (pre-receive hook declined)",
    "something else": "fatal: something else",
}


@pytest.mark.parametrize("said", REFUSALS.values(), ids=REFUSALS)
def test_every_refusal_is_told_in_the_language_of_whoever_reads_it(said: str) -> None:
    error = in_language("xx", lambda: failed(said))
    synced = Synced(BLOCKED, why=error.why, hint=error.what_helps)
    assert "⟨xx⟩" not in told(synced)
    assert told(synced, "xx").count("⟨xx⟩") == 2


@pytest.mark.parametrize("error", [NoAnswer(), not_written(OSError(28, "full")), not_written(OSError(5, "odd"))])
def test_so_is_what_the_disk_and_the_way_there_say(error: CocreateError) -> None:
    assert told(Synced(OFFLINE, why=error.why, hint=error.what_helps), "xx").count("⟨xx⟩") == 2
    assert "⟨xx⟩" not in f"{error.message} {error.hint}"


@pytest.mark.parametrize(
    "module",
    [one for one in sorted((PACKAGE / "sync").glob("*.py")) if one.name not in ELSEWHERE],
    ids=lambda p: p.name,
)
def test_nothing_that_a_sync_meets_is_put_into_words_where_it_is_met(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    raised += [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Blocked", "Stopped", "CocreateError"}
    ]
    said = [one for node in raised for one in ast.walk(node) if isinstance(one, ast.Name) and one.id in {"_", "plural"}]
    assert said == []
