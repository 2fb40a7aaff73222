"""git, run as a program: an argument list, a clean environment, no prompt, a time limit."""

import os
import subprocess

from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.text import clean_line

SECONDS = 10.0
"""For the quick local questions asked here."""

_SETTINGS = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.symlinks", "false"),
    ("safe.bareRepository", "explicit"),
    ("protocol.ext.allow", "never"),
    ("gc.auto", "0"),
)


def run(folder: str, *arguments: str, settings: bool = True) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder` and return what came of it, whatever its exit code.

    Raises:
        CocreateError: git is not on this machine, or did not answer in time.
    """
    options = [part for key, value in _SETTINGS for part in ("-c", f"{key}={value}")] if settings else []
    try:
        return subprocess.run(
            ["git", *options, *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            start_new_session=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise CocreateError(_("git is not on this computer."), _("Install git, then try again.")) from error
    except subprocess.TimeoutExpired as error:
        raise CocreateError(_("git did not answer in time."), _("Try again in a moment.")) from error


def _environment() -> dict[str, str]:
    """The environment without what would send git elsewhere, in plain English, never asking."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def is_tracked(folder: str) -> bool:
    """Whether `folder` is in a git repository."""
    return run(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"


def make_repository(folder: str) -> None:
    """Make `folder` a git repository, unless it lies in one already.

    Raises:
        CocreateError: git would not.
    """
    if is_tracked(folder):
        return
    done = run(folder, "init", "--quiet", "--initial-branch=main")
    if done.returncode:
        raise CocreateError(clean_line(done.stderr.decode("utf-8", "replace").strip()), "")


def own_email(folder: str) -> str:
    """The email address that git in `folder` knows its person by; empty where it knows none."""
    found = run(folder, "config", "--get", "user.email")
    return found.stdout.decode("utf-8", "replace").strip()
