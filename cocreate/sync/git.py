"""git, run as a program: an argument list, a clean environment, no prompt, a time limit.

Whatever a repository, its settings or its content bring along must not run a program here, ask anything, or send git
elsewhere (docs/sync.md). So every call goes through `Git`, which gives the settings that matter on the command line,
where no file can say otherwise.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.host import OfHost
from cocreate.model.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

SECONDS = 60.0
"""A question of this copy alone may take so long."""

SILENCE = 30.0
"""Seconds without a sign of progress after which a place far away counts as out of reach."""

_SETTINGS: Final = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.symlinks", "false"),
    ("core.fsync", "objects,reference"),
    ("core.quotePath", "false"),
    ("core.commitGraph", "false"),
    ("safe.bareRepository", "explicit"),
    ("protocol.allow", "never"),
    ("protocol.file.allow", "always"),
    ("protocol.git.allow", "always"),
    ("protocol.http.allow", "always"),
    ("protocol.https.allow", "always"),
    ("protocol.ssh.allow", "always"),
    ("transfer.fsckObjects", "true"),
    ("fetch.fsckObjects", "true"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.prune", "false"),
    ("fetch.writeCommitGraph", "false"),
    ("submodule.recurse", "false"),
    ("push.followTags", "false"),
    ("push.gpgSign", "false"),
    ("push.recurseSubmodules", "no"),
    ("commit.gpgSign", "false"),
    ("gpg.program", "gpg"),
    ("gpg.openpgp.program", "gpg"),
    ("gpg.x509.program", "gpgsm"),
    ("gpg.ssh.program", "ssh-keygen"),
    ("commit.template", ""),
    ("commit.cleanup", "verbatim"),
    ("merge.verifySignatures", "false"),
    ("log.showSignature", "false"),
    ("log.mailmap", "false"),
    ("i18n.commitEncoding", "UTF-8"),
    ("i18n.logOutputEncoding", "UTF-8"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("advice.detachedHead", "false"),
    ("color.ui", "false"),
    ("core.pager", "cat"),
    ("core.askPass", "true"),
    ("credential.interactive", "false"),
)

_SSH: Final = "ssh -o BatchMode=yes -o ConnectTimeout=20"

TOTAL: Final = 300.0
"""Seconds after which a place that only talks counts as out of reach; there are more the more has moved."""

_SLOWEST: Final = 8 << 10
"""Bytes that move within one further second."""

_MOST_MOVED: Final = 2 << 30
"""Bytes for which there is more time; nothing larger is taken over at once."""

_MOVED: Final = re.compile(rb"[ ,](\d+(?:\.\d+)?) (bytes|KiB|MiB|GiB)\b(?!/s)")
_UNITS: Final = {b"bytes": 1, b"KiB": 1 << 10, b"MiB": 1 << 20, b"GiB": 1 << 30}

_MOST_SAID: Final = 1 << 19
"""Bytes that are kept of the beginning of what a place far away says, and of its end."""

_KEPT: Final = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT")
"""What a person may have set for the way to other machines; every other GIT_* goes."""


class GitFailed(CocreateError):
    """git said no: its exit code, its words as they may be shown, and all that it `printed`."""

    def __init__(self, code: int, said: bytes, printed: bytes = b"") -> None:
        super().__init__(OfHost(words_of(said)) or Sentence(N_("git could not do it.")))
        self.code = code
        self.printed = f"{printed.decode('utf-8', 'replace')}\n{said.decode('utf-8', 'replace')}"


class NoAnswer(CocreateError):
    """Nothing was heard from a place far away in good time, or nothing that matters."""

    def __init__(self, english: str = N_("The shared place does not answer."), **about: object) -> None:
        super().__init__(Sentence(english, **about), Sentence(N_("It is tried again by itself.")))


class Git:
    """git in the folder `at`, with `variables` in its environment, such as an index of its own.

    Paths are taken as they are, unless `literal` is off, for the few questions that git does not answer so.
    """

    def __init__(self, at: str, variables: Mapping[str, str] | None = None, *, literal: bool = True) -> None:
        self.at = at
        self.variables = dict(variables or {})
        self._pathspecs = ["--literal-pathspecs"] if literal else []
        self._environ = clean_environment(os.environ) | self.variables

    def also(self, variables: Mapping[str, str]) -> Git:
        """The same, with these `variables` as well."""
        return Git(self.at, {**self.variables, **variables}, literal=bool(self._pathspecs))

    def run(self, *arguments: str, data: bytes = b"", fine: Sequence[int] = (0,), seconds: float = SECONDS) -> bytes:
        """What git prints when it is given `arguments` and, on its stdin, `data`.

        Raises:
            GitFailed: its exit code is none of `fine`.
            CocreateError: git is not on this machine, or did not answer within `seconds`.
        """
        done = self.asked(*arguments, data=data, seconds=seconds)
        if done.returncode not in fine:
            raise GitFailed(done.returncode, done.stderr, done.stdout)
        return done.stdout

    def line(self, *arguments: str, fine: Sequence[int] = (0,)) -> str:
        """The one line that git prints, without its end."""
        return self.run(*arguments, fine=fine).decode("utf-8", "replace").rstrip("\n")

    def says_yes(self, *arguments: str) -> bool:
        """Whether git ends with 0."""
        return self.asked(*arguments).returncode == 0

    def asked(self, *arguments: str, data: bytes = b"", seconds: float = SECONDS) -> subprocess.CompletedProcess[bytes]:
        """As `run`, whatever the exit code is."""
        try:
            process = self._start(arguments)
        except (FileNotFoundError, NotADirectoryError) as error:
            if not os.path.isdir(self.at):
                raise CocreateError(
                    Sentence(N_("{folder} is not there any more."), folder=OfHost(self.at)), ""
                ) from error
            raise CocreateError(
                Sentence(N_("git is not on this computer.")), Sentence(N_("Install git, then try again."))
            ) from error
        try:
            out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise CocreateError(
                Sentence(N_("git did not answer in time.")), Sentence(N_("Try again in a moment."))
            ) from error
        except BaseException:
            _end(process)
            raise
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def far(self, *arguments: str, silence: float = 0.0) -> bytes:
        """As `run`, for what goes to another machine: it may take long, but not be silent for long.

        Of what is printed, the first and the last half MiB are returned: a place can say more than memory holds.

        Raises:
            GitFailed: git said no.
            NoAnswer: for `silence` seconds, or else `SILENCE`, nothing came, or for too long nothing but words.
        """
        silence = silence or SILENCE
        if not {"GIT_SSH", "GIT_SSH_COMMAND"} & os.environ.keys():
            self._environ["GIT_SSH_COMMAND"] = _ssh_command(os.environ.get("HOME", ""))
        process = self._start(arguments)
        assert process.stdin and process.stdout  # noqa: S101, PT018 - all are pipes
        assert process.stderr  # noqa: S101
        process.stdin.close()
        said: dict[object, bytearray] = {process.stdout: bytearray(), process.stderr: bytearray()}
        try:
            with selectors.DefaultSelector() as waiting:
                for stream in said:
                    waiting.register(stream, selectors.EVENT_READ)  # type: ignore[arg-type]
                begun = time.monotonic()
                until, moved = begun + silence, 0.0
                while waiting.get_map():
                    ready = waiting.select(max(0.0, until - time.monotonic()))
                    if not ready:
                        raise NoAnswer
                    until = time.monotonic() + silence
                    if until - silence > begun + TOTAL + moved / _SLOWEST:
                        raise NoAnswer(N_("The shared place keeps on talking, and nothing moves."))
                    for key, _events in ready:
                        chunk = os.read(key.fd, 65536)
                        moved = max(moved, _moved(chunk))
                        said[key.fileobj] += chunk
                        del said[key.fileobj][_MOST_SAID:-_MOST_SAID]
                        if not chunk:
                            waiting.unregister(key.fileobj)
            code = process.wait(timeout=silence)
        except subprocess.TimeoutExpired as error:
            raise NoAnswer from error
        finally:
            _end(process)
        if code:
            raise GitFailed(code, bytes(said[process.stderr]), bytes(said[process.stdout]))
        return bytes(said[process.stdout])

    def some(self, *arguments: str, most: int) -> bytes | None:
        """As `run`, but None as soon as git prints more than `most` bytes: small histories can tell of huge trees."""
        process = self._start(arguments)
        assert process.stdout and process.stderr  # noqa: S101, PT018 - all are pipes
        try:
            out = process.stdout.read(most + 1)
            if len(out) > most:
                return None
            said = process.stderr.read()
            if process.wait(timeout=SECONDS):
                raise GitFailed(process.returncode, said, out)
            return out
        finally:
            _end(process)

    def blobs(self, names: Sequence[str]) -> list[bytes | None]:
        """The content of each blob in `names`, such as an id or `HEAD:path`; None where there is none."""
        if not names:
            return []
        from cocreate.sync import records  # deferred: whoever asks who they are does without

        data = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        return records.contents(self.run("cat-file", "--batch", data=data))

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        options = [part for key, value in _SETTINGS for part in ("-c", f"{key}={value}")]
        return subprocess.Popen(
            ["git", *self._pathspecs, "--no-replace-objects", *options, *arguments],
            cwd=self.at,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


@lru_cache(maxsize=1)
def _ssh_command(_home: str) -> str:
    """How to reach other machines: as the person said for all of their copies, else so that nothing asks.

    What a copy's own settings say counts as little as any other program that they name.
    """
    asked = ("config", "--global", "--includes", "--get", "core.sshCommand")
    return Git("/").line(*asked, fine=(0, 1, 128)) or _SSH


def _moved(chunk: bytes) -> float:
    """How many bytes have moved, as git says on this side; what the other one says of itself does not count."""
    lines = [line for line in chunk.replace(b"\r", b"\n").split(b"\n") if not line.startswith(b"remote:")]
    found = (float(count) * _UNITS[unit] for line in lines for count, unit in _MOVED.findall(line))
    return min(_MOST_MOVED, max(found, default=0.0))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and whatever it started."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream and not stream.closed:
            with suppress(OSError):
                stream.close()


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ` without what would send git elsewhere, in plain English, never asking."""
    kept = {key: value for key, value in environ.items() if not key.startswith("GIT_") or key in _KEPT}
    kept |= {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_NO_LAZY_FETCH": "1"}
    kept |= {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_ASKPASS": ""}
    kept |= {"SSH_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never", "GCM_INTERACTIVE": "never", "GIT_OPTIONAL_LOCKS": "0"}
    if not {"GIT_SSH", "GIT_SSH_COMMAND"} & environ.keys():
        kept["GIT_SSH_COMMAND"] = _SSH
    return kept


def words_of(said: bytes) -> str:
    """The last thing of weight that git said, in one line, as it may be shown."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").replace("\r", "\n").split("\n") if line.strip()]
    weighty = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))] or lines
    return clean_line(weighty[-1]) if weighty else ""


def is_tracked(folder: str) -> bool:
    """Whether `folder` is in a git repository."""
    return Git(folder).asked("rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"


def make_repository(folder: str) -> None:
    """Make `folder` a git repository, unless it lies in one already that takes it in.

    Raises:
        CocreateError: git would not.
    """
    git = Git(folder, literal=False)
    if not is_tracked(folder) or git.says_yes("check-ignore", "--quiet", "./workspace.md"):
        Git(folder).run("init", "--quiet", "--initial-branch=main")


def own_email(folder: str) -> str:
    """The email address that git in `folder` knows its person by; empty where it knows none."""
    return Git(folder).line("config", "--get", "user.email", fine=(0, 1))
