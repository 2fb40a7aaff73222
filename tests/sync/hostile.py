"""A shared place with traps all around a copy: what is published there is made of raw objects, as no honest git would.

Every program that git could be talked into running is the same one, which notes that it ran. What surrounds the copy is
remembered to the byte, so that anything written outside of it shows.
"""

import os
import re
import shutil
import stat
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
from cocreate.cli.output.hints import hint_words
from cocreate.model.errors import CocreateError
from cocreate.model.text import clean_line
from cocreate.sync.cloning import clone
from cocreate.sync.outcome import Synced
from cocreate.sync.syncing import sync
from tests.sync.clones import Copy, git

SECONDS: Final = 25.0
"""No verdict takes so long, on a busy machine either, unless it waits for a silent place: that gets 30 seconds."""

IDEAS: Final = 12

HOOKS: Final = [
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "prepare-commit-msg",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
]

GIT_WORDS: Final = re.compile(
    r"\b(commit|push|pull|fetch|merge|rebase|branch|tree|blob|index|refs?|repository|remote|fatal|error|object|"
    r"fsck|upstream|checkout|clone|submodule|tag)(s|es|ed|ing)?\b",
    re.IGNORECASE,
)
COMMAND: Final = re.compile(r"\bgit (-C|push|switch|init|ls-remote|config) .*$|\bcocreate \w+( --\w+)?")
QUOTED: Final = re.compile(r"(does not take it|says no|git says): .*? (Yours is kept|Look closer)")


def unfit(message: str) -> str:
    """Why `message` is nothing for a person to read; empty where it is."""
    if not message or message != clean_line(message):
        return "empty, or several lines, or characters that cannot be seen"
    if len(message) > 400:
        return "too long"
    if found := GIT_WORDS.search(QUOTED.sub(r"\1: \2", COMMAND.sub("", message))):
        return f"a word of git's: {found[0]}"
    return ""


@dataclass(frozen=True, slots=True)
class Blob:
    """What a tree holds under a name: a mode, and the content or the id of what is there."""

    data: bytes = b"words\n"
    mode: str = "100644"
    name: str = ""


Tree: TypeAlias = Mapping[bytes, Any]
"""What changes in a folder: a `Blob`, a `Tree` of its own, or None for what is taken out, by name."""

Answer = TypeVar("Answer")


def link(to: str) -> Blob:
    """A symbolic link."""
    return Blob(to.encode(), "120000")


def nested(path: bytes, what: Blob | Tree | None) -> Tree:
    """The trees down to `path`."""
    *outer, last = path.split(b"/")
    tree: Tree = {last: what}
    for name in reversed(outer):
        tree = {name: tree}
    return tree


@dataclass
class Traps:
    """A program that notes that it ran, under the names that git looks for."""

    folder: Path
    program: str = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.program = f"{self.folder}/run"
        for place in ("hooks", "template/hooks"):
            (self.folder / place).mkdir(parents=True)
            for name in HOOKS:
                self.set(self.folder / place / name)
        self.set(Path(self.program))
        self.set(self.folder / "git-remote-evil")
        self.set(self.folder / "git-merge-evil")

    def set(self, path: Path) -> None:
        """Put the program at `path`."""
        path.write_text(f'#!/bin/sh\necho "$0" "$@" >> "{self.folder}/ran"\nexit 0\n')
        path.chmod(0o755)

    def ran(self) -> str:
        """What ran since this was last asked."""
        try:
            return (self.folder / "ran").read_text()
        except FileNotFoundError:
            return ""
        finally:
            (self.folder / "ran").unlink(missing_ok=True)

    def settings(self) -> dict[str, str]:
        """Settings that would have a program run."""
        keys = [
            "core.fsmonitor",
            "filter.evil.clean",
            "filter.evil.smudge",
            "filter.evil.process",
            "diff.external",
            "diff.evil.textconv",
            "diff.evil.command",
            "merge.evil.driver",
            "gpg.program",
            "gpg.ssh.program",
            "gpg.ssh.defaultKeyCommand",
            "core.editor",
            "sequence.editor",
            "core.pager",
            "pager.fetch",
            "pager.push",
            "pager.status",
            "pager.log",
            "core.askPass",
            "interactive.diffFilter",
        ]
        aliases = [
            "fetch",
            "push",
            "status",
            "commit",
            "merge",
            "add",
            "rev-parse",
            "diff-tree",
            "read-tree",
            "cat-file",
        ]
        return {
            **dict.fromkeys(keys, self.program),
            **{f"alias.{name}": f"!{self.program}" for name in aliases},
            "filter.evil.required": "true",
            "core.hooksPath": f"{self.folder}/hooks",
            "init.templateDir": f"{self.folder}/template",
            "commit.gpgSign": "true",
            "tag.gpgSign": "true",
            "log.showSignature": "true",
            "merge.verifySignatures": "true",
            "submodule.recurse": "true",
            "fetch.recurseSubmodules": "true",
            "protocol.allow": "always",
            "protocol.ext.allow": "always",
            "protocol.fd.allow": "always",
            "core.symlinks": "true",
            "push.followTags": "true",
            "remote.origin.tagOpt": "--tags",
        }


class Place:
    """A workspace that is shared in a folder, mavi's copy of it, and what surrounds both."""

    def __init__(self, around: Path, traps: Traps) -> None:
        self.around, self.traps = around, traps
        self.bare, self.root, self.joined = around / "shared.git", around / "mavi", around / "joined"

    # Publishing

    def git(self, *arguments: str, data: bytes = b"") -> str:
        """What git prints in the shared place."""
        command = ["git", "--git-dir", str(self.bare), *arguments]
        environ = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run(command, input=data, capture_output=True, check=True, env=environ)
        return done.stdout.decode().strip()

    def stored(self, kind: str, data: bytes) -> str:
        """The id of an object, whatever it holds."""
        return self.git("hash-object", "-t", kind, "-w", "--stdin", "--literally", data=data)

    def tree(self, old: str, changes: Tree) -> str:
        """The tree `old` with `changes`, None being what is taken out."""
        entries: dict[bytes, tuple[str, str]] = {}
        for line in filter(None, self.git("ls-tree", "-z", old).split("\0") if old else []):
            head, name = line.split("\t", 1)
            mode, _kind, blob = head.split(" ")
            entries[name.encode()] = (mode, blob)
        for name, what in changes.items():
            if what is None:
                entries.pop(name)
            elif isinstance(what, Blob):
                entries[name] = (what.mode, what.name or self.stored("blob", what.data))
            else:
                mode, blob = entries.get(name, ("", ""))
                entries[name] = ("40000", self.tree(blob if mode == "040000" else "", what))
        return self.listed([(mode, name, blob) for name, (mode, blob) in entries.items()])

    def listed(self, entries: list[tuple[str, bytes, str]]) -> str:
        """The tree of these modes, names and ids, in the order that git has them in."""
        ordered = sorted(entries, key=lambda one: one[1] + (b"/" if one[0].endswith("40000") else b""))
        lines = [mode.lstrip("0").encode() + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name, blob in ordered]
        return self.stored("tree", b"".join(lines))

    def publishes(self, tree: str | Tree, **more: bytes) -> str:
        """Publish a commit of `tree`, or of what is published already with these changes."""
        if not isinstance(tree, str):
            tree = self.tree(self.git("rev-parse", "refs/heads/main^{tree}"), tree)
        commit = self.committed(tree, **more)
        self.names(commit)
        return commit

    def committed(self, tree: str, who: bytes = b"Evil <evil@example.org> 1793000000 +0100", **more: bytes) -> str:
        """A raw commit on top of what is published."""
        parents = more.get("parents", b"parent " + self.git("rev-parse", "refs/heads/main").encode() + b"\n")
        lines = [b"tree " + tree.encode() + b"\n", parents, b"author " + who + b"\n"]
        lines += [b"committer " + more.get("committer", who) + b"\n", more.get("headers", b""), b"\n"]
        return self.stored("commit", b"".join([*lines, more.get("message", b"something\n")]))

    def names(self, commit: str, name: str = "refs/heads/main") -> None:
        """Give a commit a full name, even one that git would not."""
        file = self.bare / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{commit}\n")

    # Looking

    def seen(self) -> dict[str, tuple[int, bytes]]:
        """Every file and folder around the shared place, but what git keeps for itself in the copy."""
        found = {}
        for folder, folders, files in os.walk(self.around):
            here = Path(folder)
            if here == self.around:
                folders.remove("shared.git")
            if here in {self.root, self.joined} and ".git" in folders:
                folders.remove(".git")
            for name in [*folders, *files]:
                path = here / name
                mode = path.lstat().st_mode
                data = os.readlink(path).encode() if stat.S_ISLNK(mode) else b""
                found[os.fsdecode(path)] = (mode, path.read_bytes() if stat.S_ISREG(mode) else data)
        return found

    def head(self) -> str:
        """The commit that mavi's copy has."""
        return git(self.root, "rev-parse", "HEAD").strip()

    def syncs(self) -> Synced:
        """What comes of a sync, which takes no longer than a verdict may."""
        return in_time(lambda: sync(str(self.root)))

    def joins(self, url: str = "") -> str:
        """What is said of a new copy; empty where there is one now."""
        try:
            in_time(lambda: clone(url or str(self.bare), str(self.joined)))
        except CocreateError as error:
            return f"{error.message} {hint_words(error.hint)}".strip()
        return ""


def in_time(do: Callable[[], Answer]) -> Answer:
    """What `do` returns, within `SECONDS`."""
    begun = time.monotonic()
    try:
        return do()
    finally:
        assert time.monotonic() - begun < SECONDS


def begun(folder: Path) -> Place:
    """A place to copy for each test, because making it takes long: a workspace with ideas, published."""
    traps = Traps(folder / "traps")
    around = folder / "around"
    for name in ("home", "tmp", "beside"):
        (around / name).mkdir(parents=True)
    (around / "beside/secret.md").write_text("not yours\n")
    place = Place(around, traps)
    git(around, "init", "--quiet", "--bare", "--initial-branch=main", str(place.bare))
    begin_workspace(str(place.root), "Teambase")
    git(place.root, "init", "--quiet", "--initial-branch=main", "--template=")
    copy = Copy(place.root, "mavi")
    for number in range(IDEAS):
        voice = Voice(["mavi"], new_id=partial("made0000{:02d}".format, number))
        catch_idea(copy.root, voice, f"Idea {number}", "one\ntwo\nthree")
    copy.git("remote", "add", "origin", "../shared.git")
    copy.git("add", "--all")
    copy.git("commit", "--quiet", "-m", "begin")
    copy.git("push", "--quiet", "--set-upstream", "origin", "main")
    os.utime(place.root / ".cocreate/written", (0, 0))  # else a sync would set aside what is noted there a minute later
    assert sync(str(place.root)).state == "in-step"
    lines = []
    for key, value in traps.settings().items():
        section, _dot, name = key.rpartition(".")
        outer, _dot, inner = section.partition(".")
        lines += [f'[{outer} "{inner}"]' if inner else f"[{outer}]", f'\t{name} = "{value}"']
    with (place.root / ".git/config").open("a") as config:
        config.write("\n".join([*lines, ""]))
    # hooks that people set up for themselves run in folders that they share at
    own = [line for line in lines if "hooksPath" not in line]
    (around / "home/.gitconfig").write_text(
        "\n".join([*own, "[user]", "\tname = Mavi", "\temail = mavi@example.org", ""])
    )
    (place.root / ".git/hooks").mkdir()
    for name in HOOKS:
        traps.set(place.root / ".git/hooks" / name)
    return place


def copied(place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """That place again, in a folder of its own, for a person whose home is there too."""
    around = folder / "around"
    shutil.copytree(place.around, around, symlinks=True)
    monkeypatch.setenv("HOME", str(around / "home"))
    monkeypatch.setenv("TMPDIR", str(around / "tmp"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return Place(around, place.traps)
