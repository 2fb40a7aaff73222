"""Documents as they are edited: however a hand wrote them, only what is changed changes."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.model.items import Value
from cocreate.workspace.format.documents import edited, parse
from cocreate.workspace.format.writing import scalar, storable
from tests.workspace.format.made_up import KEYS, TEXTS, VALUES, read


def spelt(draw: Callable[[st.SearchStrategy[str]], str], text: str, newline: str) -> str:
    """`text` after its colon in one of the ways in which a hand might write it."""
    way = draw(st.sampled_from(["plain", "double", "single", "wide", "below", "literal", "double"]))
    if way == "single" and text.isprintable():
        return " '" + text.replace("'", "''") + "'"
    if way == "wide":
        return f"   {scalar(text)}"
    if way == "below":
        return f"{newline}   {scalar(text)}"
    if way == "literal" and text.isprintable() and text.strip() == text != "":
        return f" |-{newline}  {text}"
    if way == "double":
        return ' "' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'
    return f" {scalar(text)}"


def spelt_list(draw: Callable[[st.SearchStrategy[str]], str], words: list[str], newline: str) -> str:
    way = draw(st.sampled_from(["flow", "block", "flush", "gaps", "flow in lines"]))
    if way == "flow":
        return " [" + " , ".join(scalar(word, in_list=True) for word in words) + " ]"
    if way == "flow in lines":
        return " [" + f",{newline}  ".join(scalar(word, in_list=True) for word in words) + "]"
    indent = "" if way == "flush" else "    "
    between = f"{newline}  # between{newline}{indent}" if way == "gaps" else f"{newline}{indent}"
    return f"{newline}{indent}" + between.join(f"- {scalar(word)}" for word in words)


@st.composite
def handwritten(
    draw: Callable[[st.SearchStrategy[str]], str],
) -> tuple[str, list[tuple[str, str]], dict[str, Value], str, str]:
    """Byte order mark, blocks of lines each with its key (none for comments), fields, newline, body."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    fields = draw(st.dictionaries(KEYS, VALUES | st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=6))
    blocks = []
    for key, value in fields.items():
        if draw(st.booleans()):
            after_text = bool(blocks) and "|-" in blocks[-1][1]
            comments = ["# a comment: [odd", "", "#", "# x" if after_text else "   # set in"]
            blocks.append(("", draw(st.sampled_from(comments)) + newline))
        shown = draw(st.sampled_from([scalar(key), '"' + "".join(f"\\U{ord(c):08x}" for c in key) + '"']))
        colon = draw(st.sampled_from([":", " :"]))
        text = spelt(draw, value, newline) if isinstance(value, str) else spelt_list(draw, value, newline)
        comment = "" if "|-" in text else draw(st.sampled_from(["", "  # why"]))
        blocks.append((key, f"{shown}{colon}{text}{comment}{newline}"))
    body = draw(TEXTS.map(storable)).replace("\n", newline)
    return draw(st.sampled_from(["", "\ufeff"])), blocks, fields, newline, body


CHANGES = st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=3), max_size=3)


def bytes_of(mark: str, blocks: list[tuple[str, str]], newline: str, body: str) -> bytes:
    return f"{mark}---{newline}{''.join(lines for _, lines in blocks)}---{newline}{body}".encode()


@settings(max_examples=250)
@given(handwritten(), CHANGES, st.data())
def test_an_edit_changes_only_the_lines_of_the_keys_it_changes(
    written: tuple[str, list[tuple[str, str]], dict[str, Value], str, str],
    new: dict[str, Value],
    data: st.DataObject,
) -> None:
    mark, blocks, fields, newline, body = written
    seen = parse(bytes_of(mark, blocks, newline, body))
    assert seen.fields == fields
    existing = data.draw(st.lists(st.sampled_from(sorted(fields)), max_size=2))
    changes = new | {key: data.draw(VALUES | st.lists(VALUES, max_size=3)) for key in existing}
    order = data.draw(st.permutations(sorted({*fields, *changes})))

    after = edited(seen, changes, order=order)

    again = parse(after.encode())
    expected = {key: changes.get(key, value) for key, value in fields.items()} | changes
    held = {key: value or "" for key, value in expected.items() if value or fields.get(key) == ""}
    assert again.fields == after.fields == held
    changed = {key for key, value in changes.items() if (fields.get(key) or "") != (value or "")}
    left = after.head
    for key, lines in blocks:
        if key not in changed:
            assert lines in left, "a line that nobody changed is there as it was"
            left = left.partition(lines)[2]
    assert (after.before, after.fence, after.body) == (seen.before, seen.fence, seen.body)
    if newline == "\r\n":
        assert after.head.count("\n") == after.head.count("\r\n")


@given(handwritten())
def test_nothing_changes_where_nothing_is_changed(
    written: tuple[str, list[tuple[str, str]], dict[str, Value], str, str],
) -> None:
    mark, blocks, fields, newline, body = written
    data = bytes_of(mark, blocks, newline, body)
    seen = parse(data)
    assert edited(seen, fields, seen.words, list(fields)).encode() == data
    assert edited(seen, {"nobody-has-this": "", "nor-this": []}).encode() == data


@given(handwritten(), TEXTS.map(storable))
def test_a_new_body_leaves_the_front_matter_to_the_byte(
    written: tuple[str, list[tuple[str, str]], dict[str, Value], str, str], words: str
) -> None:
    mark, blocks, _fields, newline, body = written
    seen = parse(bytes_of(mark, blocks, newline, body))
    after = edited(seen, {}, words)
    assert (after.before, after.head, after.fence) == (seen.before, seen.head, seen.fence)
    assert parse(after.encode()).words == words.strip("\n").rstrip()


def test_a_new_key_goes_after_those_that_come_before_it_in_the_order() -> None:
    seen = read("id: x\ntitle: y # here\nby: [mavi]\nodd: z\n")
    order = ["id", "title", "state", "by", "at"]
    assert (
        edited(seen, {"state": "fresh"}, order=order).head
        == "id: x\ntitle: y # here\nstate: fresh\nby: [mavi]\nodd: z\n"
    )
    assert edited(seen, {"at": "now"}, order=order).head.endswith("by: [mavi]\nat: now\nodd: z\n")
    assert edited(seen, {"new": "v"}, order=order).head.endswith("odd: z\nnew: v\n")


@pytest.mark.parametrize("between", ["   # set in\n", "\n\n", "# of b\n\n   # of c\n"])
@pytest.mark.parametrize("block", ["|", "|-", "|+", ">+"])
def test_a_key_that_goes_leaves_the_comments_after_it_and_the_words_before_it_as_they_were(
    between: str, block: str
) -> None:
    seen = parse(f"---\na: {block}\n  words\nb: 1\n{between}c: 2\n---\n".encode())
    after = edited(seen, {"b": ""})
    assert parse(after.encode()).fields == after.fields == {key: seen.fields[key] for key in "ac"}
    assert after.head in {
        f"a: {block}\n  words\n{between}c: 2\n",
        f"a: {block}\n  words\n#\n{between}c: 2\n",
    }


def test_a_list_written_with_hyphens_stays_one() -> None:
    seen = read("themes:\n  - clay # soft\n  - milk\nat: now\n")
    assert edited(seen, {"themes": ["milk", "a, b"]}).head == "themes:\n  - milk\n  - a, b\nat: now\n"
    assert edited(seen, {"themes": "milk"}).fields == {"themes": "milk", "at": "now"}
    assert edited(seen, {"themes": []}).head == "at: now\n"
