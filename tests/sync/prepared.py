"""What every random history begins with: a bare repository, and a copy of it for each person, all in step.

They are prepared once, and copied, which is quicker than git is. Time is told to git, so that nothing is left to it.
"""

import os
import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.introduce import introduce
from cocreate.acts.voice import Voice
from cocreate.model.ids import ID_LENGTH, id_from
from tests.conftest import NOON
from tests.sync.clones import Copy

PEOPLE = ("mavi", "erkan", "ana", "noor", "tomek")
_ENVIRON = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
_QUICK = ("-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "maintenance.auto=false")


def git(at: str | Path, *arguments: str, moment: str = "", fine: tuple[int, ...] = (0,)) -> str:
    """Plain git, as a person runs it, at a moment."""
    told = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), moment or NOON.isoformat())
    asked = ["git", *_QUICK, *arguments]
    done = subprocess.run(asked, cwd=at, env={**_ENVIRON, **told}, capture_output=True, text=True, check=False)
    assert done.returncode in fine, done.stderr
    return done.stdout


def prepare(folder: Path, inside: str) -> None:
    """Make in `folder` a bare repository and a copy for each person, all in step; the workspace is `inside` of them."""
    first = folder / PEOPLE[0]
    root = str(first / inside)
    git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", "shared.git")
    git(folder, "init", "--quiet", "--template=", "--initial-branch=main", str(first))
    begin_workspace(root, "Teambase")
    dice = random.Random(inside)
    for person in PEOPLE:
        introduce(root, person, {"name": person.capitalize(), "emails": [f"{person}@example.org"]})
    for number in range(3):
        voice = Voice(("mavi",), "", clock=lambda: NOON, new_id=lambda: id_from(dice.randbytes(ID_LENGTH)))
        paragraphs = (f"word000{number}x", "", f"word001{number}x", "", f"word002{number}x")
        catch_idea(root, voice, f"word003{number}x", "\n".join(paragraphs))
    (first / "outside.txt").write_text("Nobody of us touches this.\n")
    git(first, "config", "user.name", "Mavi")
    git(first, "config", "user.email", "mavi@example.org")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message=begin")
    git(first, "remote", "add", "origin", "../shared.git")
    git(first, "push", "--quiet", "--set-upstream", "origin", "main")
    shutil.rmtree(f"{root}/.cocreate", ignore_errors=True)
    for person in PEOPLE[1:]:
        shutil.copytree(first, folder / person)
        config = folder / person / ".git" / "config"
        config.write_text(config.read_text().replace("mavi@", f"{person}@").replace("Mavi", person.capitalize()))


class OwnCopy(Copy):
    """One person's copy in a history; `steps` is how much time has passed."""

    def __init__(self, top: Path, inside: str, person: str, dice: random.Random) -> None:  # the parent's asks git
        self.top, self.root, self.person, self.dice = top, str(top / inside).rstrip("/"), person, dice
        self.is_offline = False
        self.minutes = 0

    @property
    def moment(self) -> str:
        return (NOON + timedelta(minutes=self.minutes)).isoformat()

    def voice(self, *by: str) -> Voice:
        at, dice = NOON + timedelta(minutes=self.minutes), self.dice
        return Voice(by or (self.person,), "", clock=lambda: at, new_id=lambda: id_from(dice.randbytes(ID_LENGTH)))

    def git(self, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
        return git(self.root, *arguments, moment=self.moment, fine=fine)

    @property
    def is_merging(self) -> bool:
        """Whether a merge by hand stopped here, and nobody finished it yet."""
        return (self.top / ".git" / "MERGE_HEAD").exists()

    @property
    def tip(self) -> str:
        """The last commit here."""
        return (self.top / ".git/refs/heads/main").read_text().strip()

    @property
    def seen(self) -> str:
        """The last commit that the program saw in the shared place."""
        seen = self.top / ".git/refs/cocreate/origin/main"
        return seen.read_text().strip() if seen.exists() else ""
