"""Several copies of one workspace, a bare repository between them, and people who do things in each."""

import os
import subprocess
from pathlib import Path

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.introduce import introduce
from cocreate.acts.voice import Voice
from cocreate.cli.output.hints import hint_words
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Value
from cocreate.sync.outcome import Synced, describe
from cocreate.sync.syncing import sync
from cocreate.workspace.format.reading import read_item
from tests.conftest import all_files, collected, make_voice

MARKS = ("<<<<<<<", ">>>>>>>", "|||||||")


def git(at: str | Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
    """Plain git, as a person runs it."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(["git", *arguments], cwd=at, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode in fine, done.stderr
    return done.stdout


class Copy:
    """One person's copy of the workspace."""

    def __init__(self, root: Path, person: str) -> None:
        self.root, self.person = str(root), person
        git(root, "config", "user.name", person.capitalize())
        git(root, "config", "user.email", f"{person}@example.org")

    @property
    def collection(self) -> Collection:
        """What is in it now."""
        return collected(self.root)

    def voice(self, *by: str) -> Voice:
        return make_voice(*(by or (self.person,)))

    def catches(self, title: str, body: str = "", by: tuple[str, ...] = ()) -> Idea:
        path, _fields, _body = catch_idea(self.root, self.voice(*by), title, body)
        found = read_item(self.root, path)
        assert isinstance(found, Idea)
        return found

    def finds(self, title: str) -> Item:
        return next(item for item in self.collection.items() if item.title == title)

    def says(self, on: str, text: str, kind: str = "comment") -> Contribution:
        return contribute(self.root, self.voice(), self.collection, on, kind, text, {})

    def changes(self, name: str, body: str | None = None, by: tuple[str, ...] = (), **values: Value) -> None:
        item = self.collection.get(name)
        assert item
        edit(self.root, self.voice(*by), item, values, body)

    def syncs(self) -> Synced:
        return sync(self.root)

    def files(self) -> dict[str, bytes]:
        """What people share of it, by path."""
        return all_files(self.root)

    def git(self, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
        return git(self.root, *arguments, fine=fine)

    def read(self, path: str) -> str:
        return Path(self.root, path).read_text()

    def write(self, path: str, text: str) -> None:
        """Write a file by hand."""
        file = Path(self.root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def shared(folder: Path, *people: str) -> list[Copy]:
    """A copy for each of `people`, all in step, each with their card."""
    bare = folder / "shared.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    first = folder / people[0]
    begin_workspace(str(first), "Teambase")
    git(first, "init", "--quiet", "--initial-branch=main")
    copies = [Copy(first, people[0])]
    for person in people:
        introduce(str(first), person, {"name": person.capitalize(), "emails": [f"{person}@example.org"]})
    copies[0].git("remote", "add", "origin", str(bare))
    assert copies[0].syncs().state == "blocked"
    copies[0].git("push", "--quiet", "--set-upstream", "origin", "main")
    for person in people[1:]:
        git(folder, "clone", "--quiet", str(bare), str(folder / person))
        copies.append(Copy(folder / person, person))
    assert [copy.syncs().state for copy in copies] == ["in-step"] * len(copies)
    return copies


def message(synced: Synced) -> str:
    """What came of a sync, as the shell tells it."""
    return describe(synced, hint_words)


def drained(copies: list[Copy]) -> None:
    """Bring all copies in step, and see that they are."""
    for copy in [*copies, *copies]:
        synced = copy.syncs()
        assert synced.state == "in-step", message(synced)
    heads = {copy.git("rev-parse", "HEAD") for copy in copies}
    assert len(heads) == 1
    for copy in copies:
        before = copy.git("rev-parse", "HEAD")
        assert copy.syncs().state == "in-step"
        assert copy.git("rev-parse", "HEAD") == before, "a sync of what is in step makes no commit"
        assert copy.git("status", "--porcelain") == ""
        copy.git("fsck", "--strict", "--no-dangling")
        assert copy.files() == copies[0].files()
        assert not copy.collection.unread
        for path, data in copy.files().items():
            assert not any(line.startswith(MARKS) for line in data.decode("utf-8", "replace").splitlines()), path
