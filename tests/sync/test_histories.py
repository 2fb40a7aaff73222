"""Random histories of several copies: acts, hand edits, plain git, syncs in any order; then every copy holds it all.

`COCREATE_HISTORIES=10000 pytest tests/sync/test_histories.py` tries as many.
"""

import os
import random
from pathlib import Path

import pytest

from cocreate.model.items import Idea
from tests.sync.clones import Copy, drained, shared

HISTORIES = int(os.environ.get("COCREATE_HISTORIES", "12"))
STEPS = 24


class History:
    """What happens in some copies, and which words were ever written, or knowingly replaced by who had seen them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.copies = shared(folder, *["mavi", "erkan", "ana", "noor", "tomek"][: self.dice.randint(2, 4)])
        self.written: set[str] = set()
        self.replaced: set[str] = set()
        self.count = 0

    def word(self) -> str:
        """A word that nobody wrote before."""
        self.count += 1
        word = f"word{self.count:04}x"
        self.written.add(word)
        return word

    def idea_in(self, copy: Copy) -> Idea | None:
        ideas = sorted(copy.collection.ideas.values(), key=lambda idea: idea.id)
        return self.dice.choice(ideas) if ideas else None

    def replaces(self, *texts: str) -> None:
        """Whoever changes these texts has seen them."""
        self.replaced |= {word for text in texts for word in text.split() if word in self.written}

    # What may happen

    def catch(self, copy: Copy) -> None:
        copy.catches(self.word(), f"{self.word()}\n\n{self.word()}\n\n{self.word()}")

    def say(self, copy: Copy) -> None:
        if idea := self.idea_in(copy):
            copy.says(idea.id, self.word(), self.dice.choice(["comment", "addition", "question"]))

    def retitle(self, copy: Copy) -> None:
        if idea := self.idea_in(copy):
            self.replaces(idea.title)
            copy.changes(idea.id, title=self.word())

    def add_theme(self, copy: Copy) -> None:
        if idea := self.idea_in(copy):
            copy.changes(idea.id, themes=[*idea.themes, self.word()])

    def rewrite(self, copy: Copy) -> None:
        """One paragraph of the text, or a new one at its end."""
        if idea := self.idea_in(copy):
            parts = idea.body.split("\n\n")
            place = self.dice.randint(0, len(parts))
            self.replaces(*parts[place : place + 1])
            parts[place : place + 1] = [self.word()]
            copy.changes(idea.id, body="\n\n".join(parts))

    def by_hand(self, copy: Copy) -> None:
        """An editor that knows nothing of this program adds a line."""
        if idea := self.idea_in(copy):
            path = Path(copy.root, idea.path)
            path.write_text(f"{path.read_text().rstrip()}\n\n{self.word()}\n")

    def plain_commit(self, copy: Copy) -> None:
        copy.git("add", "--all")
        copy.git("commit", "--quiet", "--allow-empty", "-m", "by hand")

    def plain_pull(self, copy: Copy) -> None:
        """Which may stop in a conflict; the next sync finishes it."""
        self.plain_commit(copy)
        copy.git("pull", "--quiet", "--no-rebase", "--no-edit", fine=(0, 1))

    def sync(self, copy: Copy) -> None:
        synced = copy.syncs()
        assert synced.state == "in-step", synced.message

    def run(self) -> None:
        happenings = [self.catch, self.say, self.retitle, self.add_theme, self.rewrite, self.by_hand]
        happenings += [self.rewrite, self.retitle, self.sync, self.sync, self.plain_commit, self.plain_pull]
        self.catch(self.copies[0])
        drained(self.copies)
        for _step in range(STEPS):
            copy = self.dice.choice(self.copies)
            what = self.dice.choice(happenings)
            if what != self.sync and (Path(copy.root) / ".git/MERGE_HEAD").exists():
                what = self.sync  # a person sees that a pull stopped, and does not write into its marks
            what(copy)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_after_any_history_all_copies_hold_every_word(tmp_path: Path, seed: int) -> None:
    history = History(tmp_path, seed)
    history.run()
    drained(history.copies)
    said = "\n".join(data.decode() for data in history.copies[0].files().values())
    lost = {word for word in history.written - history.replaced if word not in said}
    assert not lost
