"""The forced command of a running sshd, and the door, with the ssh that people have."""

import asyncio
import getpass
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from cocreate.cli.commands.sitting_down import forced_line
from cocreate.cli.program import main
from cocreate.sittings.keys import key_in
from tests.conftest import collected
from tests.door.visitors import open_house

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/sbin")

needs_ssh = pytest.mark.skipif(not shutil.which("ssh"), reason="ssh is not installed (openssh-client)")
needs_sshd = pytest.mark.skipif(not (SSHD and shutil.which("ssh")), reason="sshd is not installed (openssh-server)")

QUIETLY = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "IdentitiesOnly=yes"]
QUIETLY += ["-o", "LogLevel=ERROR", "-o", "BatchMode=yes", "-F", "/dev/null"]


def made_key(folder: Path, name: str) -> Path:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return path


@contextmanager
def running_sshd(folder: Path, line: str) -> Iterator[int]:
    """A real sshd on this computer alone, which lets in by one line of authorized_keys."""
    assert SSHD
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made_key(folder, "host")
    (folder / "authorized").write_text(line + "\n")
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        "StrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin forced-commands-only\nAcceptEnv *\n"
        "Subsystem sftp internal-sftp\nAllowTcpForwarding yes\nAllowAgentForwarding yes\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.DEVNULL)
    try:
        deadline = monotonic() + 20
        while socket.socket().connect_ex(("127.0.0.1", port)) and monotonic() < deadline:
            sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(20)


@needs_sshd
def test_a_forced_command_gives_our_commands_as_one_person_and_nothing_of_the_host(
    teambase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    key = made_key(tmp_path, "mine")
    with running_sshd(tmp_path, forced_line(teambase, "mavi", key.with_suffix(".pub").read_text())) as port:
        base = ["ssh", *QUIETLY, "-i", str(key), "-p", str(port), f"{getpass.getuser()}@127.0.0.1"]

        def run(*words: str) -> "subprocess.CompletedProcess[str]":
            command, nothing = [*base, *words], subprocess.DEVNULL
            return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, stdin=nothing)

        first = run("me")
        if first.returncode == 255:
            pytest.skip(f"this sshd lets nobody in here: {first.stderr.strip()}")
        assert first.stdout.startswith("Mavi Lindqvist is speaking")
        assert run("idea", "It's a bell, isn't it").returncode == 0
        for tried in ("sh -c id", "list --workspace /etc", "idea x --by erkan", "sit"):
            done = run(*tried.split())
            assert (done.returncode, done.stdout) == (2, ""), tried
        assert "Milk foam school" in run().stdout
        sftp = subprocess.run(
            ["sftp", *QUIETLY, "-i", str(key), "-P", str(port), f"{getpass.getuser()}@127.0.0.1"],
            capture_output=True, text=True, check=False, timeout=60, input="ls /\n",
        )  # fmt: skip
        assert "etc" not in sftp.stdout
    assert [idea.by for idea in collected(teambase).ideas.values() if "isn't it" in idea.title] == [("mavi",)]


@needs_ssh
async def test_the_ssh_that_people_have_gets_commands_and_nothing_else(teambase: str, tmp_path: Path) -> None:
    async with open_house(teambase) as door:
        key = await asyncio.to_thread(made_key, tmp_path, "mine")
        door.house.keys.let_in(key_in(key.with_suffix(".pub").read_text()), "mavi", "Mavi", door.house.now())
        base = [*QUIETLY, "-i", str(key)]

        async def run(*words: str, stdin: bytes = b"") -> tuple[int, str]:
            pipe = asyncio.subprocess.PIPE
            process = await asyncio.create_subprocess_exec(
                *words, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT
            )
            out, _err = await asyncio.wait_for(process.communicate(stdin), 60)
            return process.returncode or 0, out.decode()

        ssh = ["ssh", *base, "-p", str(door.port), "127.0.0.1"]
        assert (await run(*ssh, "idea", "It's a bell, isn't it"))[0] == 0
        assert (await run(*ssh, "idea", "-", stdin=b"From a pipe\n"))[0] == 0
        assert "Mavi Lindqvist is speaking" in (await run(*ssh, "me"))[1]
        assert "There is no command sh here" in (await run(*ssh, "sh", "-c", "id"))[1]
        assert (await run(*ssh[:-1], "-s", "127.0.0.1", "sftp"))[0] != 0
        assert (await run("sftp", *base, "-P", str(door.port), "127.0.0.1", stdin=b"ls /\n"))[0] != 0
        assert (await run("scp", *base, "-P", str(door.port), "127.0.0.1:/etc/passwd", str(tmp_path)))[0] != 0
        assert (await run("scp", "-O", *base, "-P", str(door.port), "127.0.0.1:/etc/passwd", str(tmp_path)))[0] != 0
        forward = ["-o", "ExitOnForwardFailure=yes", "-N", "-R", "0:127.0.0.1:22"]
        assert (await run(*ssh[:-1], *forward, "127.0.0.1"))[0] != 0
        assert not (tmp_path / "passwd").exists()
    titles = {idea.title for idea in collected(teambase).ideas.values()}
    assert {"It's a bell, isn't it", "From a pipe"} <= titles


def test_a_forced_line_is_for_nobody_whose_name_would_be_the_same_as_anothers(
    teambase: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = made_key(tmp_path, "mine").with_suffix(".pub").read_text()
    assert main(["--workspace", teambase, "invite", "Иван", "--sshd", public]) == 1
    told = capsys.readouterr()
    assert (told.out, "Иван has no short name of a-z yet" in told.err) == ("", True)


def test_a_forced_line_is_one_that_sshd_reads_and_names_no_other_key(teambase: str, tmp_path: Path) -> None:
    pytest.importorskip("asyncssh")
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed (openssh-client)")
    public = made_key(tmp_path, "mine").with_suffix(".pub").read_text()
    line = forced_line(teambase, "mavi", public + "ssh-ed25519 AAAA evil\n")
    assert line.startswith(f'restrict,pty,command="{sys.executable} -P -m cocreate --workspace ')
    assert line.count("ssh-ed25519") == 1
    assert "\n" not in line
