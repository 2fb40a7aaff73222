"""Runs the console examples of the documents on a copy of the sample, at a moment that stands still.

`python docs/run_examples.py` writes what the program prints now into README.md and docs/cli.md, and the table
of commands into the latter; the tests compare. A line that begins with `$ ` is a command, what follows up to
the next is what it prints, stderr included. The examples of a document share one copy of the sample, in their
order. Ids come from the command line, so they stay the same too.
"""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "cli.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
MOMENT = "2026-11-21T18:30:00+01:00"

PROGRAM = f"""#!{sys.executable}
import datetime, hashlib, itertools, sys
sys.path.insert(0, {str(ROOT)!r})

class Still(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        moment = cls.fromisoformat({MOMENT!r})
        return moment.astimezone(tz) if tz else moment.astimezone().replace(tzinfo=None)

datetime.datetime = Still
import cocreate.model.ids as ids
numbers = itertools.count()

def id_of(noise):
    told = f"{{next(numbers)}} {{sys.argv[1:]}}".encode()
    return "".join(ids.ALPHABET[byte & 31] for byte in hashlib.sha256(told).digest()[: ids.ID_LENGTH])

ids.id_from = id_of
from cocreate.__main__ import run
sys.exit(run())
"""


class Place:
    """A copy of the sample under `folder`, with a `cocreate` whose clock stands still."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        shutil.copytree(
            ROOT / "workspaces" / "teambase",
            self._folder / "teambase",
            ignore=shutil.ignore_patterns(".cocreate", ".git"),
        )
        program = self._folder / "bin" / "cocreate"
        program.parent.mkdir()
        program.write_text(PROGRAM, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def run(self, command: str) -> str:
        """What `command` prints."""
        environ = {
            "PATH": f"{self._folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self._folder),
            "COCREATE_SITTING": "a reader's",  # as a terminal has one; here there is none
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "LANGUAGE": "en",
            "LC_ALL": "C.UTF-8",
            "TZ": "CET-1",
        }
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._folder / "teambase",
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        return done.stdout.decode().replace(str(self._folder), "/home/you")

    def block(self, text: str) -> str:
        """A block of examples, with what its commands print here."""
        commands = [line for line in text.splitlines() if line.startswith("$ ")]
        return "\n".join(f"{line}\n{self.run(line[2:])}" for line in commands).rstrip("\n") + "\n"


def as_it_is(document: str, folder: str) -> str:
    """`document` with what its examples print now, and with the commands there are now in its tables."""
    place = Place(folder)
    text = BLOCK.sub(lambda found: place.block(found.group()), document)
    for heading, table in command_tables():
        text = re.sub(rf"(?<=^## {heading}\n\n)(?:\|.*\n)+", lambda _found, new=table: new, text, flags=re.MULTILINE)
    return text


def command_tables() -> Iterator[tuple[str, str]]:
    """The groups of commands, each with a table of what they do."""
    from cocreate.cli.registry import command_called, groups

    for heading, words in groups():
        commands = [command_called(word) for word in words]
        rows = [f"| `{one.word}` | {one.summary} | `{one.example}` |\n" for one in commands]
        yield heading, "".join(["| command | what it does | for example |\n|---|---|---|\n", *rows])


def main() -> int:
    """Write what is printed now into the documents."""
    for path in DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(as_it_is(path.read_text(encoding="utf-8"), folder), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
