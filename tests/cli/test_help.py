"""Help: every command is in it, has an example, and says what it is."""

import pytest

from cocreate import __version__
from cocreate.cli import nearest
from cocreate.cli.registry import MODULES, all_commands
from cocreate.model import schema
from tests.cli.conftest import Say

LATER = ["serve", "export"]


def test_every_command_is_in_the_help_of_the_whole(say: Say) -> None:
    ran = say("--help")
    assert (ran.code, ran.err) == (0, "")
    first_words = [line.split()[0] for line in ran.out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert set(MODULES) <= set(first_words)
    assert not set(LATER) & set(first_words)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("word", MODULES)
def test_a_command_explains_itself_with_an_example(say: Say, word: str) -> None:
    ran = say(word, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Example:\n  cocreate {word}" in ran.out
    assert ran.out == say("help", word).out == say("--help", word).out


def test_nothing_shouts(say: Say) -> None:
    shown = "\n".join([say("--help").out, *(say(word, "--help").out for word in MODULES)])
    assert "!" not in shown


def test_each_summary_fits_its_line() -> None:
    assert [command.word for command in all_commands() if len(command.summary) > 66] == []


def test_the_version_is_told(say: Say) -> None:
    assert say("--version").out == say("list", "--version").out == f"cocreate {__version__}\n"


@pytest.mark.parametrize(("typed", "near"), [("lst", "list"), ("spinoff", "spin-off"), ("idee", "idea")])
def test_a_slip_is_answered_with_the_nearest_command(say: Say, typed: str, near: str) -> None:
    ran = say(typed)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"There is no command {typed}.\nIs it cocreate {near}?")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("people", ["list people"]),
        ("comment", ["say REF TEXT"]),
        ("done", ["keep REF", "finish REF"]),
        ("rm", ["undo"]),
        ("decided", ["decide REF OUTCOME"]),
        ("delete", ["undo"]),
        ("comments", ["list contributions --kind comment"]),
        ("LS", ["list"]),
        ("peple", ["list people"]),
        ("coment", ["say REF TEXT"]),
        ("status", ["sync"]),
        ("hist", ["history"]),
        ("knowhow", ["contribute REF TEXT --kind knowhow"]),
        ("question", ["ask REF TEXT"]),
        ("questions", ["list contributions --kind question"]),
    ],
)
def test_a_word_of_other_programs_is_answered_with_what_does_it_here(say: Say, typed: str, meant: list[str]) -> None:
    ran = say(typed)
    asked = " or ".join(f"cocreate {way}" for way in meant)
    assert (ran.code, ran.err) == (
        2,
        f"There is no command {typed}.\nIs it {asked}? All there are: cocreate --help\n",
    )


@pytest.mark.parametrize("typed", ["xyzzy", "qq", "kaffee", "42", "ü"])
def test_where_nothing_is_near_the_groups_are_named(say: Say, typed: str) -> None:
    ran = say(typed)
    groups = "look, give, grow, close, share, begin"
    said = f"None is called nearly so. What there is to {groups}: cocreate --help"
    assert (ran.code, ran.err) == (2, f"There is no command {typed}.\n{said}\n")


@pytest.mark.parametrize(
    ("typed", "first"), [("abstian", "abstain"), ("objct", "object"), ("linage", "lineage"), ("overlpa", "overlaps")]
)
def test_the_nearest_command_is_named_first(say: Say, typed: str, first: str) -> None:
    assert f"Is it cocreate {first}" in say(typed).err


def test_the_help_of_each_act_is_true_for_it(say: Say) -> None:
    for word in ("agree", "object", "abstain"):
        page = say(word, "--help").out
        assert "the open proposal" in page
        assert "commons" not in page
        assert "--set" not in page
    assert "perhaps nothing" not in say("object", "--help").out
    assert "what is in the way" in say("object", "--help").out
    assert "stance (agree, object, abstain)" in say("contribute", "--help").out
    assert "state_since" not in say("propose", "--help").out
    for word, takes in (("keep", "the promise"), ("helped", "the answer"), ("resolve", "the hiccup")):
        assert takes in say(word, "--help").out
    for word in ("promise", "make-of", "renew"):
        assert "friday" in " ".join(say(word, "--help").out.split("everywhere")[0].split("Example")[0].split())
    assert "in 3 months" in say("decide", "--help").out


def test_what_a_word_of_other_programs_is_answered_with_is_a_command_here() -> None:
    keys = [key for kind in schema.KINDS for key in schema.KIND_KEYS[kind]]
    states = {choice for key in keys if key.name == "state" for choice in key.choices}
    for way in {way for ways in nearest._table().values() for way in ways}:
        word, *rest = way.split()
        assert word in {*MODULES, "--help", "--version"}, way
        if "--kind" in rest:
            assert rest[-1] in schema.GIVEN_KINDS
        if "--set" in rest:
            assert rest[-1].removeprefix("state=") in states


def test_wrong_usage_is_a_sentence_and_a_hint(say: Say) -> None:
    for words in (
        ["show"],
        ["list", "cups"],
        ["list", "--kind", "x"],
        ["list", "--limit", "x"],
        ["--what"],
        ["me", "--x"],
    ):
        ran = say(*words)
        assert (ran.code, ran.out) == (2, ""), words
        assert len(ran.err.splitlines()) == 2, words


def test_what_a_command_has_no_use_for_is_named(say: Say) -> None:
    ran = say("list", "ideas", "--stat", "fresh")
    assert ran.err == "cocreate list has no use for --stat.\nIs it --state?\n"
    assert say("list", "--all").err == "cocreate list has no use for --all.\nHow it is used: cocreate list --help\n"
    assert say("show", "8nsd", "cups").err.startswith("cocreate show has no use for cups.\n")
    assert say("--what").err == "cocreate has no use for --what.\nHow it is used: cocreate --help\n"


def test_words_that_begin_like_an_option_are_words(say: Say) -> None:
    assert say("say", "8nsd", "--> look at this").out.endswith("  --> look at this\n")
    assert say("build", "8nsd", "-- and a lid").code == 0


def test_options_for_everything_stand_before_or_after_the_command(say: Say, teambase: str) -> None:
    after = say("list", "people", "--json", "--workspace", teambase)
    assert say("--json", "--workspace", teambase, "list", "people") == after
    assert len(after.json) == 6


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_a_shell_can_complete_commands(say: Say, shell: str) -> None:
    ran = say("completion", shell)
    assert ran.code == 0
    assert "spin-off" in ran.out
