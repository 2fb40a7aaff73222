"""Catching an idea, the short way and the patient way."""

import os
import sys
from pathlib import Path

import pytest

from cocreate.cli.quick_idea import understand
from cocreate.sittings.speaking import Speaking, choose
from cocreate.sittings.terminal import sitting_key
from cocreate.workspace.local import give_copy
from tests.cli.conftest import Ran, Say, process

HEAVY = {
    *("textual", "rich", "tinydb", "markdown_it", "yaml", "asyncio", "dataclasses", "pathlib", "inspect"),
    *("argparse", "json", "re", "subprocess", "tempfile", "shutil", "typing", "filelock"),
}
MILK_FOAM = "mba0rszf7e"


def only_idea(root: str, title: str) -> str:
    """The text of the file of the one idea called `title`."""
    found = [text for path in Path(root).glob("ideas/*/*/idea.md") if f"title: {title}\n" in (text := path.read_text())]
    assert len(found) == 1
    return found[0]


def test_words_become_one_idea_and_the_whole_id_is_shown(teambase: str) -> None:
    ran = process("idea", "Cups", "come", "back", cwd=teambase, COCREATE_AS="mavi")
    kind, name, title = ran.out.rstrip("\n").split("  ")
    assert (ran.code, ran.err, kind, title) == (0, "", "idea", "Cups come back")
    text = only_idea(teambase, "Cups come back")
    assert f"id: {name}\n" in text
    assert "by: [mavi]" in text


@pytest.mark.parametrize(
    "words",
    [
        ["idea", "Cups that come back"],
        ["idea", "Cups that come back", "-p", MILK_FOAM, "-t", "clay"],
        ["idea", "Cups that come back", "--project", "milk-foam-school", "--by", "ana"],
        ["--by", "erkan", "--by=ana", "idea", "Cups that come back", "--noted-by", "mavi"],
    ],
)
@pytest.mark.parametrize("known_from", ["variable", "sitting", "copy"])
def test_the_short_way_imports_nothing_heavy(teambase: str, words: list[str], known_from: str) -> None:
    give_copy(teambase, "mavi")
    if known_from == "sitting":
        choose(teambase, sitting_key({"COCREATE_SITTING": "here"}), Speaking(["mavi", "erkan"]))
    seen = "import sys, cocreate.__main__; from cocreate.cli.quick_idea import quick_idea; "
    seen += "code = quick_idea(sys.argv[1:]); print(*sys.modules, file=sys.stderr); sys.exit(code)"
    environ = {"variable": {"COCREATE_AS": "mavi"}, "sitting": {"COCREATE_SITTING": "here"}}.get(known_from, {})
    bare = process_of("import sys; print(*sys.modules, file=sys.stderr)", [], teambase)
    ran = process_of(seen, words, teambase, **environ)
    assert ran.code == 0
    assert ran.out.startswith("idea  ")
    new = set(ran.err.split()) - set(bare.err.split())
    assert "cocreate.acts.capture" in new
    assert not {module.partition(".")[0] for module in new} & HEAVY
    assert "cocreate.cli.program" not in new


def process_of(code: str, words: list[str], cwd: str, **environ: str) -> Ran:
    """Run Python code with arguments, without a terminal."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=cwd,
        env=os.environ | environ,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_both_ways_write_the_same_idea(teambase: str, extra: list[str]) -> None:
    ran = process(
        "idea",
        "Cups",
        "#clay,",
        "back",
        "-p",
        "milk-foam-school",
        "-t",
        "hooks",
        "--by",
        "ana",
        *extra,
        cwd=teambase,
    )
    assert ran.code == 0
    text = only_idea(teambase, '"Cups #clay, back"')
    assert f"project: {MILK_FOAM}\nthemes: [hooks, clay]\nby: [ana]\n" in text


def test_a_pipe_brings_a_title_and_more_text(teambase: str) -> None:
    ran = process("idea", cwd=teambase, stdin="\nFirst line\n\nMore\nof it\n", COCREATE_AS="mavi")
    assert ran.code == 0
    assert only_idea(teambase, "First line").endswith("---\nMore\nof it\n")


def test_a_hyphen_reads_stdin(teambase: str) -> None:
    assert process("idea", "-", "-t", "clay", cwd=teambase, stdin="Hm\r\nWell\r\n", COCREATE_AS="mavi").code == 0
    assert only_idea(teambase, "Hm").endswith("---\nWell\n")


NO_TEXT = {
    "latin 1": "K\xe4se\n".encode("latin-1"),
    "cut short": "K\xe4".encode()[:-1],
    "utf-16 without its mark": "K\xe4se\n".encode("utf-16-le"),
    "ascii in utf-16 without its mark": "Kase\n".encode("utf-16-be"),
    "half a pair in utf-16": b"\xff\xfe\x00\xd8\x20\x00",
    "a nul": b"caf\0 x",
}


def ideas_in(root: str) -> list[Path]:
    return list(Path(root).glob("ideas/*/*/idea.md"))


@pytest.mark.parametrize("data", NO_TEXT.values(), ids=NO_TEXT)
@pytest.mark.parametrize("words", [["idea"], ["idea", "-", "--json"], ["build", "kjzr7z56dv"]])
def test_a_pipe_that_holds_no_text_is_refused_and_its_bytes_are_kept(
    teambase: str, data: bytes, words: list[str]
) -> None:
    before = ideas_in(teambase)
    ran = process(*words, cwd=teambase, stdin=data, COCREATE_AS="mavi")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("That is not text in UTF-8, so it would not be kept as you wrote it.\n")
    kept = Path(ran.err.split()[-1])
    assert kept.read_bytes() == data
    kept.unlink()
    assert ideas_in(teambase) == before


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS gives programs no such arguments")
@pytest.mark.parametrize("words", [["idea", b"K\xe4se", "Brot"], ["build", "kjzr7z56dv", b"K\xe4se", "Brot"]])
def test_an_argument_that_is_no_text_is_refused_and_its_bytes_are_kept(teambase: str, words: list[str | bytes]) -> None:
    before = ideas_in(teambase)
    ran = process(*map(os.fsdecode, words), cwd=teambase, COCREATE_AS="mavi")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("That is not text in UTF-8")
    kept = Path(ran.err.split()[-1])
    assert kept.read_bytes() == b"K\xe4se Brot"
    kept.unlink()
    assert ideas_in(teambase) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_text_with_a_mark_is_read_as_what_it_says_without_the_mark(teambase: str, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = f"{mark}K\xe4se 🧀\r\nmit Brot\r\n".encode(encoding)
    assert process("idea", cwd=teambase, stdin=data, COCREATE_AS="mavi").code == 0
    assert only_idea(teambase, "K\xe4se 🧀").endswith("---\nmit Brot\n")


def test_arguments_are_text_in_a_locale_that_knows_only_ascii(teambase: str) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = process("idea", "K\xe4se".encode().decode(), cwd=teambase, COCREATE_AS="mavi", **ascii_only)
    assert ran.code == 0
    assert only_idea(teambase, "K\xe4se")


def test_without_words_nothing_is_kept(teambase: str) -> None:
    ran = process("idea", cwd=teambase, stdin=" \n", COCREATE_AS="mavi")
    assert (ran.code, ran.out) == (1, "")
    assert "An idea needs a few words." in ran.err
    assert len(ran.err.splitlines()) == 2


def test_an_idea_nobody_speaks_for_is_handed_back(teambase: str) -> None:
    ran = process("idea", "-", cwd=teambase, stdin="My thought\nand more\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Nobody is speaking yet.\nSay who you are:")
    assert ran.err.endswith("My thought\nand more\n")


def test_a_long_text_that_finds_no_place_is_kept_in_a_file(say: Say) -> None:
    ran = say("idea", "-", stdin="Title\n" + "x" * (2 << 20))
    assert ran.code == 1
    assert "too long" in ran.err
    kept = Path(ran.err.split()[-1])
    assert kept.read_text().startswith("Title\nxxx")
    kept.unlink()


def test_what_follows_two_hyphens_is_text(say: Say) -> None:
    assert "--not an option" in say("idea", "--", "--not", "an", "option").out
    assert understand(["idea", "--", "--by", "x"]).words == ["--by", "x"]  # type: ignore[union-attr]


def test_a_negative_number_is_text(say: Say) -> None:
    assert "At -5 degrees" in say("idea", "At", "-5", "degrees").out


def test_options_may_stand_between_the_words(say: Say) -> None:
    assert say("idea", "One", "-t", "clay", "two", "--json").json["title"] == "One two"


@pytest.mark.parametrize(
    "words",
    [
        ["list", "idea"],
        ["idea", "x", "--json"],
        ["idea", "x", "-p"],
        ["idea", "x", "--by="],
        ["idea", "--help"],
        ["idea", "x", "-tclay"],
        ["-p", "x", "show"],
        ["--workspace", "idea"],
    ],
)
def test_what_is_not_plain_goes_the_patient_way(words: list[str]) -> None:
    assert understand(words) is None


def test_a_name_on_a_card_is_found_the_patient_way(teambase: str) -> None:
    assert process("idea", "Hm", "--by", "Ada", "--noted-by", "Ana Beltrán", cwd=teambase).code == 0
    assert "by: [ada-trenkel]\nnoted_by: ana\n" in only_idea(teambase, "Hm")


def test_an_unknown_project_is_a_named_failure(teambase: str) -> None:
    ran = process("idea", "Hm", "-p", "nowhere", cwd=teambase, COCREATE_AS="mavi")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Nothing here is called nowhere.\n")


def test_nothing_of_an_idea_is_an_option_by_accident(say: Say) -> None:
    ran = say("idea", "--projekt", "x")
    assert ran.code == 2
    assert ran.err == "cocreate idea has no use for --projekt.\nIs it --project?\n"
