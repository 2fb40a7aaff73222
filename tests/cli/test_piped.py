"""What comes through a pipe is taken by every command that takes words, also by those that do without."""

import os
import subprocess
import time

import pytest

from tests.cli.conftest import PATIENCE, Say, command, process

IDEA, PROPOSAL, ON_FILM = "1fjyrj6h8f", "kdgbg9kp5n", "qv3r"

REASONS = [
    (["agree", PROPOSAL], "body"),
    (["abstain", PROPOSAL], "body"),
    (["thank", "tomek"], "body"),
    (["thank", IDEA], "body"),
    (["decide", PROPOSAL], "outcome"),
    (["withdraw", PROPOSAL], "because"),
    (["renew", PROPOSAL, "--until", "2030-01-05"], "because"),
    (["rest", ON_FILM], "because"),
    (["resolve", "vqss"], "outcome"),
    (["again", "vqss"], "body"),
    (["project", "A shelf", "--json"], "purpose"),
]


@pytest.mark.parametrize(("words", "key"), REASONS, ids=lambda one: one[0] if isinstance(one, list) else one)
def test_what_is_piped_is_kept(say: Say, words: list[str], key: str) -> None:
    made = say(*words, "--json", stdin="It came by pipe\n").json
    assert say("show", made["id"], "--json").json[key] == "It came by pipe"


@pytest.mark.parametrize(("words", "key"), REASONS[:1] + REASONS[4:5] + REASONS[8:10])
def test_a_hyphen_means_stdin_and_is_no_text(say: Say, words: list[str], key: str) -> None:
    made = say(*words, "-", "--json", stdin="It came by pipe\n").json
    assert say("show", made["id"], "--json").json[key] == "It came by pipe"


@pytest.mark.parametrize("words", [["withdraw", PROPOSAL], ["rest", ON_FILM]], ids=lambda words: words[0])
def test_a_hyphen_stands_for_a_reason_too(say: Say, words: list[str]) -> None:
    made = say(*words, "--because", "-", "--json", stdin="It came by pipe\n").json
    assert made["because"] == "It came by pipe"
    shelf = say("project", "A shelf", "--purpose", "-", "--json", stdin="For cups\n").json
    assert shelf["purpose"] == "For cups"


def test_where_no_words_are_needed_an_empty_pipe_does_and_what_is_refused_is_handed_back(say: Say) -> None:
    assert say("agree", PROPOSAL, "--json", stdin="").json["stance"] == "agree"
    assert say("again", "vqss", "--json", stdin="\n").code == 0
    ran = say("agree", IDEA, stdin="It came by pipe")
    assert (ran.code, "It came by pipe" in ran.err) == (1, True)
    ran = say("decide", "nothing-here", stdin="It came by pipe")
    assert (ran.code, "It came by pipe" in ran.err) == (1, True)


def test_what_was_decided_in_conversation_comes_by_pipe_and_needs_words(say: Say) -> None:
    made = say("decide", IDEA, "--json", stdin="It came by pipe\n").json
    assert say("show", made["id"], "--json").json["body"] == "It came by pipe"
    assert "There is nothing in it yet." in say("decide", IDEA, stdin="").err


def test_nothing_and_no_stdin_at_all_are_no_trouble(teambase: str) -> None:
    with open(os.devnull, "rb") as nothing:
        done = subprocess.run(
            command("agree", PROPOSAL, "--by", "mavi"),
            cwd=teambase,
            stdin=nothing,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    closed = f"{' '.join(command('resolve', 'vqss', '--by', 'mavi'))} <&-"
    done = subprocess.run(["sh", "-c", closed], cwd=teambase, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert process("keep", "zyfx", "--by", "mavi", cwd=teambase).code == 0


def test_a_pipe_left_open_is_not_waited_for_where_no_words_are_needed_and_it_is_said(teambase: str) -> None:
    began = time.monotonic()
    with subprocess.Popen(
        command("agree", PROPOSAL, "--by", "mavi"),
        cwd=teambase,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.wait(PATIENCE) == 0
        assert running.stderr is not None
        assert b"Nothing came through the pipe for 2 seconds" in running.stderr.read()
    assert time.monotonic() - began < PATIENCE / 2
