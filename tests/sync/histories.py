"""Random histories of some copies: acts, hand edits, plain git, crashes and syncs, and every word that was written.

They are quick, so that there can be many: the copies were prepared, and what git would answer the same every time is
not asked again, but in every tenth history.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cocreate.model.items import Idea, Item, Person
from cocreate.sync.git import Git, NoAnswer
from tests.sync.clones import MARKS, message
from tests.sync.prepared import PEOPLE, OwnCopy

STEPS = (4, 8)
_WORD = re.compile(r"word\d{4}x")


_ANSWERS: dict[tuple[Any, ...], tuple[int, bytes, bytes]] = {}
"""What git answered to questions whose answer no history changes, by where and what it was asked."""


class Crash(BaseException):
    """The program ends here and now, as if it was killed."""


def _is_always_the_same(arguments: tuple[str, ...]) -> bool:
    """Whether git answers this the same in every history: settings, places, and what follows from commits' names."""
    what, *more = arguments
    if what == "merge-base":
        return all(len(one) == 40 for one in more if not one.startswith("-"))
    fixed = {"config": ("--get",), "rev-parse": ("--is-", "--absolute-", "--show-"), "symbolic-ref": ("HEAD",)}
    return arguments in {("remote",), ("mktree",)} or any(one.startswith(fixed.get(what, "\n")) for one in more)


class History:
    """What happens in some copies, and which words were ever written, or knowingly replaced by who had seen them.

    Args:
        prepared: holds the folders made by `prepare`, each under where the workspace is in it.
        folder: where it happens.
        seed: all that is left to chance follows from it.
    """

    def __init__(self, prepared: Path, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.inside = "team" if seed % 4 == 3 else ""
        self.bare = folder / "shared.git"
        self.copies = []
        for name in ("shared.git", *PEOPLE[: self.dice.choice([3, 3, 3, 3, 4, 5])]):
            shutil.copytree(prepared / (self.inside or "top") / name, folder / name)
            if name != "shared.git":
                self.copies.append(OwnCopy(folder / name, self.inside, name, self.dice))
        self.written = {word for data in self.copies[0].files().values() for word in _WORD.findall(data.decode())}
        self.replaced: set[str] = set()
        self.told: list[str] = []
        self.folder, self.asks_all = folder, seed % 10 == 0
        self._meanwhile: tuple[int, Callable[[], None]] | None = None
        self._lost_answer = False

    @property
    def tip(self) -> str:
        """The last commit that is shared."""
        return (self.bare / "refs/heads/main").read_text().strip()

    # git as the program runs it

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Let things happen while the program runs git, and let git tell the time of the history."""
        start, ask, far = Git._start, Git.asked, Git.far

        def started(this: Git, arguments: tuple[str, ...]) -> Any:
            if this.at == "/":  # the person's own settings, which are asked for once in a process
                return start(this, arguments)
            self._something_happens()
            moment = self._copy_at(this.at).moment
            this._environ |= {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
            return start(this, arguments)

        def asked(this: Git, *arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
            if self.asks_all or not _is_always_the_same(arguments):
                return ask(this, *arguments, **more)
            here, place = str(self.folder).encode(), (self.inside, this.at.removeprefix(str(self.folder)), arguments)
            if place not in _ANSWERS:
                done = ask(this, *arguments, **more)
                _ANSWERS[place] = done.returncode, done.stdout.replace(here, b"<here>"), done.stderr
            code, said, wrong = _ANSWERS[place]
            return subprocess.CompletedProcess(arguments, code, said.replace(b"<here>", here), wrong)

        def reached(this: Git, *arguments: str, **more: float) -> bytes:
            copy = self._copy_at(this.at)
            if copy.is_offline:
                raise NoAnswer
            if arguments[0] == "fetch" and not self.asks_all and copy.seen == self.tip:
                return b""
            said = far(this, *arguments, **more)
            if self._lost_answer and arguments[0] == "push":
                raise NoAnswer
            return said

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Git, "_start", started)
            patch.setattr(Git, "asked", asked)
            patch.setattr(Git, "far", reached)
            patch.setattr("cocreate.sync.syncing.time.sleep", lambda _seconds: None)
            patch.setattr("cocreate.sync.leftovers.STALE", -1.0)
            yield

    def _copy_at(self, at: str) -> OwnCopy:
        return next(copy for copy in self.copies if f"{at}/".startswith(f"{copy.top}/"))

    def _something_happens(self) -> None:
        if self._meanwhile:
            count, happens = self._meanwhile
            self._meanwhile = (count - 1, happens) if count else None
            if not count:
                happens()

    # Words

    def word(self) -> str:
        """A word that nobody wrote before."""
        word = f"word{len(self.written) + 1000:04}x"
        self.written.add(word)
        return word

    def replaces(self, *texts: str) -> None:
        """Whoever changes these texts has seen them."""
        self.replaced.update(word for text in texts for word in _WORD.findall(text))

    def lost(self) -> set[str]:
        """What somebody wrote, nobody replaced, and nobody can read any more."""
        said = "\n".join(data.decode() for data in self.copies[0].files().values())
        return self.written - self.replaced - set(_WORD.findall(said))

    def _one(self, copy: OwnCopy, type_: type[Item] = Idea) -> Any:
        found = sorted((i for i in copy.collection.items() if isinstance(i, type_)), key=lambda item: item.path)
        return self.dice.choice([*found[:1] * 3, *found]) if found else None  # mostly one, so that people meet there

    # Acts

    def catch(self, copy: OwnCopy) -> None:
        copy.catches(self.word(), f"{self.word()}\n\n{self.word()}")

    def say(self, copy: OwnCopy) -> None:
        if idea := self._one(copy):
            copy.says(idea.id, self.word(), self.dice.choice(["comment", "addition", "question"]))

    def retitle(self, copy: OwnCopy) -> None:
        if idea := self._one(copy):
            self.replaces(idea.title)
            copy.changes(idea.id, title=self.word())

    def rest(self, copy: OwnCopy) -> None:
        """An idea rests, with a reason, or has its reason taken away."""
        if idea := self._one(copy):
            self.replaces(idea.text("because"))
            because = self.word() if self.dice.random() < 0.7 else ""
            copy.changes(idea.id, state="resting", because=because)

    def theme(self, copy: OwnCopy) -> None:
        """A theme is added, and perhaps one taken out."""
        if idea := self._one(copy):
            themes = list(idea.themes)
            self.dice.shuffle(themes)
            self.replaces(*themes[3:])
            copy.changes(idea.id, themes=[*themes[:3], self.word()])

    def rewrite(self, copy: OwnCopy) -> None:
        """One paragraph of the text, or a new one at its end."""
        if idea := self._one(copy):
            parts = idea.body.split("\n\n")
            place = self.dice.randint(0, len(parts))
            self.replaces(*parts[place : place + 1])
            parts[place : place + 1] = [self.word()]
            copy.changes(idea.id, body="\n\n".join(parts))

    def card(self, copy: OwnCopy) -> None:
        """What somebody brings is added to, and how they like to be addressed changes."""
        if person := self._one(copy, Person):
            self.replaces(person.text("address"))
            copy.changes(person.id, address=self.word(), brings=[*person.listed("brings"), self.word()])

    # By hand

    def by_hand(self, copy: OwnCopy) -> None:
        """An editor that knows nothing of this program adds a line, or changes the first line of the text."""
        if idea := self._one(copy):
            path = Path(copy.root, idea.path)
            text = path.read_text()
            front, fence, body = text.partition("\n---\n")
            first, _newline, rest = body.partition("\n")
            if self.dice.random() < 0.5:
                self.replaces(first)
                path.write_text(f"{front}{fence}{self.word()}\n{rest}")
            else:
                path.write_text(f"{text.rstrip()}\n\n{self.word()}\n")

    def card_by_hand(self, copy: OwnCopy) -> None:
        """The same new card, perhaps in two copies at once."""
        path = Path(copy.root, f"people/new-{self.dice.randint(1, 2)}.md")
        if not path.exists():
            path.write_text(f"---\nname: {self.word()}\nbrings: [{self.word()}]\n---\n{self.word()}\n")

    def note_by_hand(self, copy: OwnCopy) -> None:
        """A file that is no document gets a line at its end, or its first line changes."""
        path = Path(copy.root, "commons/notes.txt")
        lines = path.read_text().splitlines() if path.exists() else []
        place = self.dice.choice([0, len(lines)])
        self.replaces(*lines[place : place + 1])
        lines[place : place + 1] = [self.word()]
        path.parent.mkdir(exist_ok=True)  # git keeps no empty folder
        path.write_text("\n".join([*lines, ""]))

    def delete(self, copy: OwnCopy) -> None:
        """An idea is taken out, at most once; whoever does it has read it."""
        if (idea := self._one(copy)) and "deletes" not in " ".join(self.told):
            self.told.append(f"{copy.person} deletes {idea.path}")
            path = Path(copy.root, idea.path)
            self.replaces(path.read_text())
            path.unlink()

    # Plain git

    def commit(self, copy: OwnCopy) -> None:
        copy.git("add", "--all", fine=(0, 128))
        copy.git("commit", "--quiet", "--message=by hand", fine=(0, 1, 128))

    def pull(self, copy: OwnCopy) -> None:
        """Which may be refused, or stop in a conflict; the next sync finishes it."""
        if self.dice.random() < 0.8:
            self.commit(copy)
        copy.git("pull", "--quiet", "--no-rebase", "--no-edit", fine=(0, 1, 2, 128))

    def clash(self, copy: OwnCopy) -> None:
        """Two write to the same text; one has shared it when the other pulls, which mostly stops in a conflict."""
        other = self.dice.choice([one for one in self.copies if one is not copy])
        write = self.dice.choice([self.rewrite, self.retitle, self.by_hand, self.note_by_hand, self.theme, self.delete])
        if not other.is_merging:
            write(other)
            self.sync(other)
        self.dice.choice([write, write, self.by_hand])(copy)
        self.pull(copy)
        if copy.is_merging and self.dice.random() < 0.8:
            self.dice.choice([self.bring_together, self.sync_meanwhile])(copy)

    def push(self, copy: OwnCopy) -> None:
        copy.git("push", "--quiet", fine=(0, 1))

    def bring_together(self, copy: OwnCopy) -> None:
        """A pull that stopped in a conflict is finished by hand, given up, or left to the next sync half-way."""
        way = self.dice.choice(["finish", "leave", "abort"])
        if way == "abort":
            before = b"".join(copy.files().values()).decode()
            copy.git("merge", "--abort", fine=(0, 128))
            after = b"".join(copy.files().values()).decode()
            self.replaces(*(set(_WORD.findall(before)) - set(_WORD.findall(after))))  # git throws away what is not kept
            return
        for path in copy.git("diff", "--name-only", "--relative", "--diff-filter=U").split():
            file = Path(copy.root, path)
            text = file.read_text() if file.exists() else ""
            if MARKS[0] in text:
                taken = self._without_marks(text)
                self.replaces(*(word for word in _WORD.findall(text) if word not in taken))
                file.write_text(f"{taken.rstrip()}\n{self.word()}\n" if path.endswith(".md") else taken)
        if way == "finish":
            self.commit(copy)

    @staticmethod
    def _without_marks(text: str) -> str:
        """Both sides of each conflict, of two lines for one key the first."""
        taken: list[str] = []
        keys = set()
        for line in text.splitlines():
            key, colon, _value = line.partition(": ")
            if line.startswith((*MARKS, "=======")) or (colon and key in keys):
                continue
            keys.add(key if colon else "")
            taken.append(line)
        return "\n".join([*taken, ""])

    # Sync

    def sync(self, copy: OwnCopy) -> None:
        with self._watched():
            synced = copy.syncs()
        wanted = {"offline"} if copy.is_offline else {"in-step"}
        if self._lost_answer:
            wanted.add("offline")  # it came in the middle of a sync whose answers go astray
        assert synced.state in wanted, message(synced)

    def sync_meanwhile(self, copy: OwnCopy) -> None:
        """A sync while which something else happens."""
        calls = self.dice.randint(0, 20)
        what = self.dice.choice([self._crash, self._crash, self._edit, self._edit, self._commit, self._other])
        self.told.append(f"    {what.__name__.strip('_')} before call {calls} of git")
        self._meanwhile = (calls, lambda: what(copy))
        self._lost_answer = self.dice.random() < 0.1
        try:
            with self._watched():
                synced = copy.syncs()
            may_stop = copy.is_offline or self._lost_answer or what == self._commit
            assert may_stop or synced.state == "in-step", message(synced)
        except Crash:
            self.told.append("    it crashed")
        finally:
            self._meanwhile, self._lost_answer = None, False

    def _crash(self, copy: OwnCopy) -> None:
        """Which may leave a lock of git's."""
        if lock := self.dice.choice(["", "index.lock", "HEAD.lock", "refs/heads/main.lock"]):
            (copy.top / ".git" / lock).touch()
        raise Crash

    def _edit(self, copy: OwnCopy) -> None:
        self.by_hand(copy)

    def _commit(self, copy: OwnCopy) -> None:
        if not copy.is_merging:
            self.commit(copy)

    def _other(self, copy: OwnCopy) -> None:
        other = self.dice.choice([one for one in self.copies if one is not copy])
        if not other.is_merging:
            self.sync(other)

    def away(self, copy: OwnCopy) -> None:
        """Somebody goes offline, or returns."""
        copy.is_offline = not copy.is_offline

    # All of it

    def run(self) -> None:
        """Let it happen, then bring everything in step."""
        happenings: list[Callable[[OwnCopy], None]] = [self.catch, self.say, self.theme, self.rest, self.card]
        happenings += [self.retitle, self.rewrite, self.rewrite, self.by_hand, self.card_by_hand, self.note_by_hand]
        happenings += [self.delete, self.away, self.commit, self.push, self.pull]
        happenings += [self.clash] * 4
        happenings += [self.sync, self.sync, self.sync_meanwhile, self.sync_meanwhile, self.sync_meanwhile]
        in_a_merge = [self.bring_together, self.bring_together, self.sync, self.sync_meanwhile, self.catch, self.say]
        for minutes in range(self.dice.randint(*STEPS)):
            copy = self.dice.choice(self.copies)
            copy.minutes = minutes
            what = self.dice.choice(in_a_merge if copy.is_merging else happenings)
            self.told.append(f"{copy.person}: {what.__name__}")
            what(copy)
        self._drain()

    def _drain(self) -> None:
        for copy in self.copies:
            copy.is_offline = False
            self.sync(copy)
        tip = self.tip
        for copy in [*self.copies[:-1], self.dice.choice(self.copies)]:
            self.sync(copy)
            assert copy.tip == tip, "a sync of what is in step makes no commit"
        assert self.tip == self.copies[-1].tip == tip
