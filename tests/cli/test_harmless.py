"""What is printed is harmless and exact, whatever the files, the terminal and the pipe are like."""

import errno
import json
import os
import subprocess
import unicodedata
from pathlib import Path

import pytest

from cocreate.workspace.format.writing import document
from tests.cli.conftest import Say, at_terminal, command, process, without_colour

HOSTILE = {
    "moves the cursor": "\x1b[2J\x1b[1;1Hgone",
    "writes the clipboard": "\x1b]52;c;Z29uZQ==\x07x",
    "C1 control": "\x9b2Jx",
    "turns the direction": "abc\u202egpj.exe",
    "isolates": "a\u2066b\u2069",
    "hides": "a\u200bb\u00adc\U000e0041\U000e007f",
    "grows marks": "e" + "\u0301" * 50,
    "breaks lines": "a\u2028b\x85c",
    "deletes": "secret\x7f\x08\x08",
    "joins": "a\u200db",
    "noncharacter": "a\ufffeb\U0001ffff",
}
ID = "zzzzzzzzz0"


def plant(root: str, text: str) -> None:
    """Put `text` wherever a workspace can hold some."""
    by = {"by": ["mavi"], "at": "2026-11-21T10:00:00+01:00"}
    files = {
        "people/eve.md": ({"name": text, "address": text, "brings": [text]}, text),
        f"projects/p-{ID}/project.md": (
            {
                "id": ID,
                "title": text,
                "purpose": text,
                "state": "resting",
                "because": text,
                "themes": [text],
                **by,
            },
            text,
        ),
        "ideas/2026-11/i-zzzzzzzzz1/idea.md": (
            {
                "id": "zzzzzzzzz1",
                "title": text,
                "state": "fresh",
                "project": ID,
                "woven_from": ["8tp8qnsvq5"],
                **by,
            },
            text,
        ),
        f"projects/p-{ID}/2026-11/20261121T090000Z-hiccup-zzzzzzzzz2.md": (
            {
                "id": "zzzzzzzzz2",
                "kind": "hiccup",
                "on": ID,
                "by": ["eve"],
                "at": by["at"],
                "step": text,
                "between": [text],
            },
            text,
        ),
        f"people/{'x' * 50}.md": ({"name": text}, ""),
    }
    for path, (fields, body) in files.items():
        Path(root, path).parent.mkdir(parents=True, exist_ok=True)
        Path(root, path).write_bytes(document(fields, body))


def is_harmful(character: str) -> bool:
    return character not in "\n\u200d" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_reaches_stdout_harmless(say: Say, teambase: str, text: str) -> None:
    plant(teambase, text)
    for words in (
        [],
        ["list"],
        ["list", "people"],
        ["list", "contributions"],
        ["show", ID],
        ["show", "zzzzzzzzz1"],
        ["show", "zzzzzzzzz2"],
        ["show", "eve"],
        ["search", "a"],
        ["lineage"],
        ["lineage", "--format", "mermaid"],
        ["lineage", "--format", "dot"],
        ["credits", ID],
        ["me", "eve"],
        ["join-in", "zzzzzzzzz1"],
        ["show", text],
        ["list", "--state", text],
        ["idea", f"Hm {text}"],
        [text],
    ):
        for more in ([], ["--json"]):
            ran = say(*words, *more)
            bad = [character for character in ran.out + ran.err if is_harmful(character)]
            assert bad == [], (words, more)
            assert "\u0301" * 5 not in ran.out + ran.err or more
            if more and ran.code == 0:
                json.loads(ran.out)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_json_is_exact_all_the_same(say: Say, teambase: str, text: str) -> None:
    plant(teambase, text)
    shown = say("show", ID, "--json").json
    assert shown["title"] == shown["purpose"] == text


def test_a_name_from_a_file_cannot_pass_for_a_line_of_ours(say: Say, teambase: str) -> None:
    plant(teambase, "one\ntwo")
    assert all(not line.startswith("two") for line in say("list").out.splitlines())


def test_without_a_locale_nothing_crashes(teambase: str) -> None:
    for environ in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}):
        ran = process("list", "ideas", cwd=teambase, **environ)
        assert ran.code == 0
        assert "Ein Haken für jede Schürze" in ran.out
        assert process("idea", "Tür", cwd=teambase, COCREATE_AS="mavi", **environ).out.endswith("  Tür\n")


def test_a_pipe_that_closes_early_is_no_drama(teambase: str) -> None:
    started = subprocess.Popen(
        command("list", "contributions", "--json"),
        cwd=teambase,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert started.stderr.read() == b""
    assert started.wait() == 141
    started.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_told(teambase: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("list"), cwd=teambase, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == f"This computer said no: {os.strerror(errno.ENOSPC)}.\n"


def test_pipes_get_no_colour_and_terminals_little(teambase: str) -> None:
    assert "\x1b" not in process("list", cwd=teambase).out
    coloured = at_terminal(["list"], cwd=teambase).out
    assert "\x1b[1m" in coloured
    assert "\x1b" not in without_colour(coloured)
    assert "\x1b" not in at_terminal(["list"], cwd=teambase, NO_COLOR="1").out
    assert "\x1b" not in at_terminal(["list"], cwd=teambase, TERM="dumb").out


def test_what_takes_no_room_is_unseen_in_words_escaped_in_json_and_shown_where_it_would_hide(
    say: Say, teambase: str
) -> None:
    title = "Milch\u00adschaum\u200b-Tage\ufeff, می\u200cخواهم"
    made = say("idea", "--json", title).json
    assert made["title"] == title
    assert "\\u00ad" in say("show", made["id"], "--json").out
    assert say("show", made["id"]).out.splitlines()[0].endswith("Milchschaum-Tage, می\u200cخواهم")
    assert made["id"] in [one["id"] for one in say("search", "milchschaum-tage", "میخواهم", "--json").json]
    assert say("show", f"{made['id']}\u200b").err.startswith(f"Nothing here is called {made['id']}\ufffd.")
    hidden = "commons/note\u200b.txt"
    Path(teambase, hidden).write_text("x\n")
    assert "commons/note\ufffd.txt" in say("check").out
