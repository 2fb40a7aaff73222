"""Running this program itself for somebody who came through the door: one command, with what it needs and no more."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process

LEFT = ("PATH", "HOME", "XDG_CONFIG_HOME", "TZ", "TMPDIR", "SSL_CERT_FILE")
"""Variables of the host that a command has, as git needs them."""


async def begin_apart(words: Sequence[str], said: Mapping[str, str]) -> "Process":
    """Begin `cocreate` with `words`, in a session of its own, with pipes for all that comes and goes.

    Args:
        words: the command with its words and options; whoever calls this has looked at each.
        said: variables for it, such as whose command it is.
    """
    environ = {name: os.environ[name] for name in LEFT if name in os.environ} | {"PYTHONUTF8": "1"} | dict(said)
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-W",
        "ignore",
        "-m",
        "cocreate",
        *words,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        cwd=os.sep,
        env=environ,
        start_new_session=True,
    )


def end_apart(process: "Process") -> None:
    """End such a command at once, with all that it began."""
    try:
        os.killpg(process.pid, 9)
    except (ProcessLookupError, PermissionError):
        return
