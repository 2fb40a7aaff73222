"""Documents: what is refused, what is taken, and that what is written reads back, whatever bytes a file holds."""

import os
import random
from collections.abc import Iterable

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cocreate.model.errors import Unreadable
from cocreate.model.items import Value
from cocreate.workspace.files import LARGEST_FRONT_MATTER
from cocreate.workspace.format import front_matter
from cocreate.workspace.format.documents import edited, parse
from cocreate.workspace.format.entry import Entry
from cocreate.workspace.format.plain import read_plain
from cocreate.workspace.format.writing import document, one_line, scalar, storable
from tests.workspace.format.made_up import FIELDS, NUMBERLIKE, TEXTS, VALUES, WORDLIKE, read

FUZZ = int(os.environ.get("COCREATE_FUZZ", "40000"))
FROM = int(os.environ.get("COCREATE_FROM", "0"))


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        parse(data)
    return caught.value.message


class Shallow(yaml.BaseLoader):
    """YAML as a library reads it that gives up on its own where four brackets stand open."""

    def fetch_flow_collection_start(self, token: type[yaml.Token]) -> None:
        """Count the bracket, or give up."""
        if self.flow_level == 4:
            raise yaml.scanner.ScannerError(problem="too deep for me")
        super().fetch_flow_collection_start(token)


# What is refused, and why


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader, Shallow], ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("a: !!str 1\n", "a tag"),
        ("a: !<tag:x> 1\n", "a tag"),
        ("a: ! 1\n", "a tag"),
        ("a: [!!int 1]\n", "a tag"),
        ("!!map\na: 1\n", "a tag"),
        ("!!python/object/apply:os.system a: 1\n", "a tag"),
        ("a: &x 1\n", "an anchor or an alias"),
        ("a: &x [b]\n", "an anchor or an alias"),
        ("&x a: 1\n", "an anchor or an alias"),
        ("a: *x\n", "an anchor or an alias"),
        ("a: [*x]\n", "an anchor or an alias"),
        ("a: 1\na: 2\n", "the key a twice"),
        ('a: 1\nb: 2\n"a": 3\n', "the key a twice"),
        ("a: 1\n--- # more\nb: 2\n", "several documents"),
        ("%YAML 1.1\n--- {a: 1}\n", "several documents"),
        ("a: 1\n...\n", "several documents"),
        ("a: 1\n...\nb: 2\n", "several documents"),
        ("a: {b: 1}\n", "its key a holds keys of its own"),
        ("a:\n  b: 1\n", "its key a holds keys of its own"),
        ("a: [[b]]\n", "its key a holds more than a list of words"),
        ("a:\n  - - b\n", "its key a holds more than a list of words"),
        ("a: [{b: 1}]\n", "its key a holds more than a list of words"),
        ("a: [b: 1]\n", "its key a holds more than a list of words"),
        ("[a]: 1\n", "a key that is not a word"),
        ("? {a: 1}\n: 1\n", "a key that is not a word"),
        ("- a\n- b\n", "not a list of keys and values"),
        ("just words\n", "not a list of keys and values"),
        ("a: [b\n", "not YAML"),
        ('a: "b\n', "not YAML"),
        ("a: b: c\n", "not YAML in line 2"),
        ("a: 1\n\tb: 2\n", "not YAML"),
        ("a: 1\nb\n", "not YAML"),
        ("a: \x07\n", "not YAML"),
        ('a: "\\ud800"\n', "not YAML"),
        ('a: "\\U00110000"\n', "not YAML"),
        ("{a: 1, b: 2}\n", "does not begin its line"),
        ("  a: 1\n  b: 2\n", "does not begin its line"),
        ("? a\n: 1\n", "does not begin its line"),
        ("a: 1\rb: 2\n", "does not begin its line"),
        ("a: 1\u2028b: 2\n", "does not begin its line"),
        ("\ufeffa: 1\n", "does not begin its line"),
        ("a: " + "[" * 30_000 + "\n", "more than a list of words"),
        ("[" * 30_000 + "\n", "not a list of keys and values"),
        ("{" * 30_000 + "\n", "a key that is not a word"),
        ("a: " + "{" * 30_000 + "\n", "its key a holds keys of its own"),
        ("a: " + "[" * 500 + "b" + "]" * 500 + "\n", "more than a list of words"),
        ("a: 1\nb: ['[[', " + "[b, " * 500 + "\n", "its key b holds more than a list of words"),
        ("a: " + "[b: " * 500 + "\n", "its key a holds more than a list of words"),
        ("a:\n" + "".join(" " * n + "-\n" for n in range(1, 300)), "more than a list of words"),
        ("a: [" + "b, " * 2001 + "]\n", "more than 2000 parts"),
        ("".join(f"k{n}: v\n" for n in range(1001)), "more than 2000 parts"),
        ("a: " + "x" * LARGEST_FRONT_MATTER + "\n", "larger than 64 KiB"),
        ("a: " + "ä" * (LARGEST_FRONT_MATTER // 2) + "\n", "larger than 64 KiB"),
        ("# x\n" * (LARGEST_FRONT_MATTER // 4 + 1), "larger than 64 KiB"),
    ],
)
def test_front_matter_that_this_format_does_not_take_is_refused_with_its_reason_whatever_yaml_says(
    head: str, reason: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_matter, "_LOADER", loader)
    assert reason in refusal(f"---\n{head}---\nbody\n".encode())


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    rows = ['a: &a ["lol", "lol"]'] + [
        f"{x}: &{x} [{f'*{y}, ' * 9}]" for y, x in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "an anchor or an alias" in refusal(("---\n" + "\n".join(rows) + "\n---\n").encode())
    assert "an anchor or an alias" in refusal(b"---\na: x\n<<: *a\n---\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n", "it is empty"),
        (b"just text", "does not begin with a line ---"),
        (b"\n---\na: 1\n---\n", "does not begin with a line ---"),
        (b"---", "does not begin with a line ---"),
        (b"----\na: 1\n---\n", "does not begin with a line ---"),
        (b"---\n", "no closing line ---"),
        (b"---\na: 1\n", "no closing line ---"),
        (b"---\na: 1\n ---\nbody\n", "no closing line ---"),
        (b"---\n" + b"a\n" * 40_000, "larger than 64 KiB"),
        (b"---\na: \xff\n---\n", "not UTF-8 text (byte 7)"),
        (b"---\na: 1\n---\n\xed\xa0\x80", "not UTF-8"),
        ("---\na: 1\n---\n".encode("utf-16"), "not UTF-8"),
        (b"---\na: 1\n---\nbo\0dy\n", "a NUL byte"),
        (b"---\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main\n---\n", "two texts at once"),
        (b"---\na: 1\n---\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> main\r\n", "two texts at once"),
        (b"<<<<<<< HEAD\n---\na: 1\n=======\n>>>>>>> x\n", "two texts at once"),
    ],
)
def test_a_file_that_is_no_document_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert reason in refusal(data)


def test_a_heading_underlined_with_equals_signs_is_no_conflict() -> None:
    assert read("a: 1\n", "Cups\n=======\n").words == "Cups\n======="
    assert read("a: 1\n", ">>>>>>> quoted\n=======\n<<<<<<< x\n").words


# What is taken


@pytest.mark.parametrize("text", ["no", "010", "12:30:45", "1e3", "0x12", "~", "null", "2026-11-21", "3.0", ".inf"])
def test_scalars_and_list_entries_are_the_strings_that_were_written(text: str) -> None:
    assert read(f"a: {text}\nb: [{text}]\n").fields == {"a": text, "b": [text]}


def test_an_empty_front_matter_and_an_empty_body_are_read() -> None:
    assert read("").fields == {}
    assert read("# only a comment\n").fields == {}
    assert parse(b"---\na: 1\n---").words == ""


def test_a_byte_order_mark_and_windows_line_ends_are_read_and_kept() -> None:
    data = "\ufeff---\r\na: 1\r\nb:\r\n  - x\r\n  - y\r\n---\r\n\r\nOne\r\nTwo\r\n".encode()
    seen = parse(data)
    assert seen.fields == {"a": "1", "b": ["x", "y"]}
    assert seen.words == "One\nTwo"
    assert seen.encode() == data
    changed = edited(seen, {"b": ["x", "z"], "c": "3"}, "One\nThree")
    expected = '\ufeff---\r\na: 1\r\nb:\r\n  - x\r\n  - z\r\nc: "3"\r\n---\r\n\r\nOne\r\nThree\r\n'
    assert changed.encode() == expected.encode()


def test_a_file_that_ends_with_its_closing_line_gets_a_body_in_its_own_line_ends() -> None:
    changed = edited(parse(b"---\r\na: x\r\n---"), {}, "One\nTwo")
    assert changed.encode() == b"---\r\na: x\r\n---\r\nOne\r\nTwo\r\n"


# What is written reads back


def placed(found: Iterable[Entry]) -> list[tuple[object, ...]]:
    """Entries with all that they say."""
    return [tuple(getattr(entry, name) for name in Entry.__slots__) for entry in found]


@pytest.mark.parametrize("words", [1990, 1999, 2000, 5000])
def test_a_list_of_too_many_words_is_refused_by_whichever_reader_comes_first(words: int) -> None:
    lines = "".join(f"themes{'_' * part}: [{', '.join('x' * (words // 4))}]\n" for part in range(4))
    head = lines + "rest: [" + ", ".join("x" * (words % 4 + 1)) + "]\n"
    try:
        read = placed(front_matter.entries(head))
    except Unreadable:
        read = []
    data = f"---\n{head}---\n".encode()
    if read:
        assert placed(parse(data).entries) == read
    else:
        with pytest.raises(Unreadable):
            parse(data)
        assert read_plain(data) is None


@settings(max_examples=200)
@given(FIELDS, TEXTS.map(storable))
@example({"a": "12:30.5", "b": ["+.inf", "+0x12", "+12:30", "1_.5"], "a: b": "x", "#": "y"}, "")
def test_what_is_written_reads_back_as_the_very_same_strings(fields: dict[str, Value], body: str) -> None:
    data = document(fields, body)
    back = parse(data)
    assert back.fields == fields
    assert list(back.fields) == list(fields)
    assert back.words == body.strip("\n").rstrip()
    assert read_plain(data) in (None, (fields, back.words)), "the quick reader reads the same"
    assert placed(back.entries) == placed(front_matter.entries(back.head)), "and finds it at the same places"
    assert yaml.load(back.head, Loader=yaml.BaseLoader) == (fields or None)  # noqa: S506 - strings only


def is_timestamp(text: str) -> bool:
    return isinstance(yaml.safe_load(text), __import__("datetime").date)


@settings(max_examples=500)
@given(VALUES.map(one_line) | NUMBERLIKE | WORDLIKE)
@example("12:30.5")
@example("+.inf")
@example("+0x12")
@example("+12:30")
@example("1_.5")
@example(".5_")
@example("0b_1")
def test_what_is_written_is_a_string_to_any_other_reader_too(text: str) -> None:
    pair = yaml.safe_load(f"a: {scalar(text)}\nb: [{scalar(text, in_list=True)}]\n")
    if scalar(text) == text and text[:4].isdecimal() and text[4:5] == "-" and text[:4].isascii():
        return  # days and moments stay plain, see below
    assert pair == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    "text", ["no", "010", "12:30:45", "1e3", "0x12", "~", "1_000", "+1", "off", "", "null", "3.14"]
)
def test_what_looks_like_another_type_is_written_so_that_nobody_takes_it_for_one(text: str) -> None:
    assert yaml.safe_load(document({"a": text, "b": [text]}).split(b"---\n")[1]) == {"a": text, "b": [text]}


def test_keys_of_the_form_are_written_plain_and_odd_ones_quoted() -> None:
    assert document({"on": "9d2m4x7t0e", "a: #b": "x"}) == b'---\non: 9d2m4x7t0e\n"a: #b": x\n---\n'


def test_the_moment_of_a_contribution_is_written_plain() -> None:
    assert document({"at": "2026-11-21T14:03:11+01:00"}) == b"---\nat: 2026-11-21T14:03:11+01:00\n---\n"


@given(st.text(st.characters(codec=None, categories=None)))
@example("\ud800 and \udcc3\udca4")
@example("a\r\nb\rc\0d")
@example("<<<<<<< HEAD\n=======\n>>>>>>> main")
def test_whatever_somebody_types_can_be_stored_and_read(text: str) -> None:
    stored = storable(text)
    assert parse(document({"title": one_line(text) or "x"}, stored)).words == stored.strip("\n").rstrip()
    if text.isprintable() and not any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        assert stored == text


# Fuzz

SEEDS = [
    (
        b"---\nid: knf6hx6at0\ntitle: A jug\nstate: growing\njoined: [erkan, ana]\n"
        b"by: [mavi]\nat: 2026-08-07T10:31:52+02:00\n---\nBody\n"
    ),
    b"\xef\xbb\xbf---\r\na: 'it''s'\r\nb:\r\n  - \"x\\n\"\r\n# c\r\n---\r\n",
    b'---\na: |+\n  text\n\nb: >-\n  more\n  text\n"c" :\n- d\n-\n---\n',
    b"---\na: &x [1, *x]\nb: !!str {c: d}\n<<: *x\n---\n",
]
PIECES = [
    b"[",
    b"]",
    b"{",
    b"}",
    b"- ",
    b": ",
    b"? ",
    b"#",
    b"&a ",
    b"*a ",
    b"!",
    b"!!x ",
    b"|",
    b">",
    b"'",
    b'"',
    b"\\x",
    b"\\u0",
]
PIECES += [
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"---\n",
    b"...\n",
    b"%YAML 1.1\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b" ",
]
PIECES += [
    b"\xc2\x85",
    b"<<<<<<< \n",
    b"=======\n",
    b">>>>>>> \n",
    b"[" * 40,
    b"a: b\n",
    b"- - ",
    b"@",
    b"`",
    b",",
    b"\\U0010ffff",
]


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(SEEDS))
    for _round in range(chance.choice([1, 1, 2, 4, 8])):
        at = chance.randrange(len(data) + 1)
        what = chance.randrange(4)
        if what == 0:
            data[at:at] = chance.choice(PIECES) * chance.choice([1, 1, 1, 50])
        elif what == 1:
            del data[at : at + chance.randint(1, 6)]
        elif what == 2:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            start = chance.randrange(len(data) + 1)
            data[at:at] = data[start : start + chance.randint(1, 30)]
    return bytes(data)


@pytest.mark.parametrize("part", range(4))
def test_whatever_a_file_holds_it_is_read_and_can_be_edited_or_is_unreadable(part: int) -> None:
    """COCREATE_FUZZ=100000 goes further than the suite does every day, COCREATE_FROM=7 begins with another seed."""
    chance = random.Random(20261121 + 4 * FROM + part)
    taken = 0
    for _count in range(FUZZ // 4):
        data = mutated(chance)
        try:
            seen = parse(data)
        except Unreadable:
            assert read_plain(data) is None, data
            continue
        taken += 1
        assert seen.encode() == data
        assert read_plain(data) in (None, (seen.fields, seen.words)), data
        assert placed(seen.entries) == placed(front_matter.entries(seen.head)), data
        first = next(iter(seen.fields), "a")
        try:
            after = edited(seen, {first: "new: value", "list": ["x", "y"], "gone": ""}, order=[first, "list"])
        except Unreadable:
            continue
        assert parse(after.encode()).fields == {**seen.fields, first: "new: value", "list": ["x", "y"]}
    assert FUZZ // 50 < taken < FUZZ // 4, "the mutations are neither all harmless nor all broken"
