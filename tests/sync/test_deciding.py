"""What is decided for one file, without git: each case by name, and what holds for whatever meets."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.model.items import Contribution, as_list
from cocreate.sync import limits
from cocreate.sync.deciding import Aside, Decision, Sides, Writer, decide, item_in, names_beside, set_aside
from cocreate.sync.records import LINK, PLAIN, FileVersion
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.paths import type_at

IDEA = "ideas/2026-11/cup-library-9d2m4x7t0e/idea.md"
TEXT = "commons/list.txt"
PICTURE = "ideas/2026-11/cup-library-9d2m4x7t0e/cup.png"
PROGRAM = "100755"
WRITER = Writer("c0ffee", "2026-11-21T14:03:11+01:00", ("mavi", "ana"))


def idea(body: str = "", title: str = "Cup library", themes: str = "[clay]") -> bytes:
    head = f"id: 9d2m4x7t0e\ntitle: {title}\nstate: fresh\nthemes: {themes}\nby: [ana]\nat: 2026-11-20T09:00:00+01:00\n"
    return f"---\n{head}---\n\n{body}\n".encode()


BROKEN = b"---\ntitle: [\n---\n\nhalf a file\n"
PIXELS = b"\x89PNG\0"


@dataclass(frozen=True)
class Case:
    """What three sides have at a path, what stands then, and what of ours is kept of it, as text or as it is."""

    path: str
    base: bytes | None
    ours: bytes | None
    published: bytes | None
    stands: bytes | None
    kept: bytes = b""
    on: str = "9d2m4x7t0e"


CASES = {
    "nobody changed it": Case(IDEA, idea("a"), idea("a"), idea("a"), idea("a")),
    "only we changed it": Case(IDEA, idea("a"), idea("b"), idea("a"), idea("b")),
    "only others changed it": Case(IDEA, idea("a"), idea("a"), idea("b"), idea("b")),
    "only we took it out": Case(IDEA, idea("a"), None, idea("a"), None),
    "only others took it out": Case(IDEA, idea("a"), idea("a"), None, None),
    "both took it out": Case(IDEA, idea("a"), None, None, None),
    "only we made it": Case(IDEA, None, idea("a"), None, idea("a")),
    "only others made it": Case(IDEA, None, None, idea("a"), idea("a")),
    "both changed it in the same way": Case(IDEA, idea("a"), idea("b"), idea("b"), idea("b")),
    "both made the same": Case(IDEA, None, idea("a"), idea("a"), idea("a")),
    "we deleted what others changed": Case(IDEA, idea("a"), None, idea("b"), idea("b")),
    "others deleted what we changed": Case(IDEA, idea("a"), idea("b"), None, idea("b")),
    "different keys": Case(
        IDEA, idea(), idea(title="Mugs"), idea(themes="[clay, milk]"), idea(title="Mugs", themes="[clay, milk]")
    ),
    "the same key": Case(IDEA, idea(), idea(title="Ours"), idea(title="Theirs"), idea(title="Theirs"), b"title: Ours"),
    "a list, each adds": Case(
        IDEA, idea(), idea(themes="[clay, ours]"), idea(themes="[clay, theirs]"), idea(themes="[clay, theirs, ours]")
    ),
    "a list, one takes out what stands": Case(
        IDEA, idea(themes="[a, b]"), idea(themes="[a]"), idea(themes="[a, b, c]"), idea(themes="[a, c]")
    ),
    "different lines of the text": Case(IDEA, idea("a\nb\nc"), idea("A\nb\nc"), idea("a\nb\nC"), idea("A\nb\nC")),
    "the same line of the text": Case(
        IDEA, idea("a\nb\nc"), idea("a\nours\nc"), idea("a\ntheirs\nc"), idea("a\ntheirs\nc"), b"a\nours\nc"
    ),
    "made on both sides": Case(IDEA, None, idea("ours"), idea("theirs"), idea("theirs"), b"ours"),
    "ours cannot be read": Case(IDEA, idea("a"), BROKEN, idea("b"), idea("b"), BROKEN),
    "theirs cannot be read": Case(IDEA, idea("a"), idea("b"), BROKEN, BROKEN, idea("b")),
    "neither can be read": Case(
        IDEA, idea("a"), BROKEN, BROKEN + b"!", BROKEN + b"!", f"{IDEA}\n\n".encode() + BROKEN, on=""
    ),
    "the base cannot be read": Case(IDEA, BROKEN, idea("a"), idea("b"), idea("b"), b"a"),
    "ours is empty now": Case(IDEA, idea("a"), b" \n", idea("b"), idea("b")),
    "a text that is no document, different lines": Case(TEXT, b"a\nb\n", b"A\nb\n", b"a\nb\nc\n", b"A\nb\nc\n"),
    "a text that is no document, the same line": Case(
        TEXT, b"a\n", b"ours\n", b"theirs\n", b"theirs\n", f"{TEXT}\n\nours\n".encode(), on=""
    ),
    "a picture": Case(PICTURE, PIXELS, PIXELS + b"1", PIXELS + b"2", PIXELS + b"2", PIXELS + b"1", on=""),
    "a picture that became a text": Case(
        PICTURE, PIXELS, b"none\n", PIXELS + b"2", PIXELS + b"2", f"{PICTURE}\n\nnone\n".encode(), on=""
    ),
    "the mark of the workspace": Case(
        "workspace.md",
        b"---\nformat: 1\nname: Team\n---\n",
        b"---\nformat: 1\nname: Ours\n---\n",
        b"---\nformat: 1\nname: Theirs\n---\n",
        b"---\nformat: 1\nname: Theirs\n---\n",
        b"name: Ours",
        on="",
    ),
}


def version(data: bytes | None, mode: str = PLAIN) -> FileVersion | None:
    return None if data is None else FileVersion(mode, data)


def sides(case: Case) -> Sides:
    return Sides(case.path, version(case.base), version(case.ours), version(case.published))


def kept(aside: Aside | None) -> bytes:
    """What is kept, as it reads."""
    if aside is None:
        return b""
    values = "\n".join(f"{key}: {', '.join(as_list(value))}" for key, value in aside.fields.items())
    return aside.data or "\n".join(filter(None, [values, aside.body])).encode()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_stands_and_what_is_kept(case: Case) -> None:
    decided = decide(sides(case))
    assert decided.stands == version(case.stands)
    assert kept(decided.aside) == case.kept
    assert not decided.aside or decided.aside.on == case.on
    assert not decided.is_stopped


@pytest.mark.parametrize(
    ("base", "ours", "published", "stands"),
    [
        (PLAIN, PROGRAM, PLAIN, PROGRAM),
        (PLAIN, PLAIN, PROGRAM, PROGRAM),
        (PROGRAM, PLAIN, PROGRAM, PLAIN),
        (PROGRAM, PROGRAM, PLAIN, PLAIN),
        ("", PROGRAM, PLAIN, PLAIN),
        ("", PLAIN, PROGRAM, PROGRAM),
    ],
)
def test_the_mode_that_one_side_changed_stands_with_the_words_of_both(
    base: str, ours: str, published: str, stands: str
) -> None:
    decided = decide(
        Sides(
            TEXT,
            version(b"a\nb\n", base) if base else None,
            version(b"A\nb\n", ours),
            version(b"a\nB\n", published),
        )
    )
    assert decided.stands
    assert decided.stands.mode == stands


def test_a_link_is_not_brought_together_with_words() -> None:
    ours, published = version(b"a\nb\n"), version(b"/etc/passwd", LINK)
    assert decide(Sides(TEXT, version(b"a\n"), ours, published)) == Decision(published)
    assert decide(Sides(TEXT, version(b"a\n"), published, ours)) == Decision(ours)


def test_a_file_whose_place_a_folder_took_is_kept_whole() -> None:
    clash = Sides(TEXT, None, version(b"ours\n"), None, is_in_the_way=True)
    assert decide(clash) == Decision(None, Aside(TEXT, body=f"{TEXT}\n\nours\n"))
    assert decide(replace(clash, path=PICTURE, ours=version(PIXELS))) == Decision(None, Aside(PICTURE, data=PIXELS))
    assert decide(replace(clash, base=version(b"ours\n"))) == Decision(None), "what we did not change just goes"


@pytest.mark.parametrize("published", [None, b"theirs"])
def test_outside_of_the_workspace_what_both_changed_stops(published: bytes | None) -> None:
    outside = Sides("code.py", version(b"a"), version(b"ours"), version(published), is_outside=True)
    assert decide(outside).is_stopped
    assert decide(replace(outside, ours=version(b"a"))) == Decision(version(published))
    assert decide(replace(outside, published=version(b"a"))) == Decision(version(b"ours"))
    assert decide(replace(outside, ours=version(published))) == Decision(version(published))


def test_texts_that_are_too_large_together_are_not_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_OTHER", 50)
    ours, published = b"a\nb\n" + b"o" * 40, b"t" * 40 + b"\nb\nc\n"
    decided = decide(Sides(TEXT, version(b"a\nb\nc\n"), version(ours), version(published)))
    assert decided == Decision(version(published), Aside(TEXT, body=f"{TEXT}\n\n{ours.decode()}"))


# Where it is kept


def test_words_are_kept_in_the_thread_of_what_they_are_of() -> None:
    done = set_aside(Aside(IDEA, "9d2m4x7t0e", {"title": "Ours"}, "my text"), WRITER)
    assert done.path == f"ideas/2026-11/cup-library-9d2m4x7t0e/20261121T130311Z-wording-{done.name}.md"
    assert list(done.files) == [done.path]
    found = item_in(done.path, done.files[done.path])
    assert isinstance(found, Contribution)
    assert (found.kind, found.on, found.by, found.text("of")) == ("wording", "9d2m4x7t0e", ("mavi", "ana"), "c0ffee")
    assert (found.text("title"), found.body) == ("Ours", "my text")


def test_what_is_no_text_is_kept_as_a_file_beside_and_a_wording_says_where() -> None:
    aside = Aside(PICTURE, data=PIXELS)
    done = set_aside(aside, WRITER)
    assert done.beside == names_beside(aside)[0]
    assert done.beside.rpartition("/")[0] == PICTURE.rpartition("/")[0]
    assert done.files[done.beside] == PIXELS
    assert type_at(done.path) == "contribution"
    assert done.beside in done.files[done.path].decode()


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    names = names_beside(Aside(PICTURE, data=PIXELS))
    assert set_aside(Aside(PICTURE, data=PIXELS), WRITER, names[:2]).beside == names[2]
    none_left = set_aside(Aside(PICTURE, data=PIXELS), WRITER, names)
    assert (none_left.beside, len(none_left.files)) == ("", 1)
    assert "stands in the history: c0ffee" in none_left.files[none_left.path].decode()


@pytest.mark.parametrize("aside", [Aside(IDEA, "9d2m4x7t0e", body="x" * LARGEST_FILE), Aside(PICTURE, data=b"\0" * 99)])
def test_what_is_too_large_is_named_where_it_stands(aside: Aside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_OTHER", 50)
    done = set_aside(aside, WRITER)
    assert "stands in the history: c0ffee" in done.files[done.path].decode()
    assert len(done.files) == 1


def test_a_moment_that_no_clock_has_comes_to_the_same_everywhere() -> None:
    aside = Aside(IDEA, "9d2m4x7t0e", body="my text")
    writer = replace(WRITER, at="whenever")
    assert set_aside(aside, writer) == set_aside(aside, writer)


# Whatever meets

WORDS = st.sampled_from(["clay", "milk", "kiln", "jug", "saucer", "spoon"])
LINES = st.lists(st.sampled_from(["one", "two", "three", "four", "five", ""]), max_size=6).map("\n".join)
IDEAS = st.builds(idea, LINES, WORDS, st.lists(WORDS, unique=True, max_size=3).map(lambda all_: f"[{', '.join(all_)}]"))
DATA = {
    IDEA: IDEAS | st.sampled_from([BROKEN, b"", b" \n", b"no document\n", b"\xff\xfe\n"]),
    TEXT: LINES.map(str.encode) | st.sampled_from([b"", b"\n\n", PIXELS]),
    PICTURE: st.sampled_from([PIXELS, PIXELS + b"1", PIXELS + b"2", b"a text\n", b""]),
}
MODES = st.sampled_from([PLAIN, PLAIN, PROGRAM])


@st.composite
def meetings(draw: st.DrawFn) -> Sides:
    path = draw(st.sampled_from(list(DATA)))
    versions = st.none() | st.builds(FileVersion, MODES, DATA[path])
    return Sides(path, draw(versions), draw(versions), draw(versions))


def turned(sides: Sides) -> Sides:
    return replace(sides, ours=sides.published, published=sides.ours)


def words(data: bytes) -> set[str]:
    """The words of a text, however they are written; of what is none, all of it as one."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return {repr(data)}
    return {repr(data)} if "\0" in text else set("".join(one if one.isalnum() else " " for one in text).split())


def content(version: FileVersion | None) -> set[str]:
    return words(version.data) if version else set()


many = settings(max_examples=400)


@many
@given(meetings())
def test_no_word_of_either_side_is_lost(sides: Sides) -> None:
    decided = decide(sides)
    assert not decided.is_stopped
    stand, known = content(decided.stands), content(sides.base)
    published, ours = content(sides.published), content(sides.ours)
    assert published - known <= stand, "what is published stands"
    aside = words(kept(decided.aside)) if decided.aside and decided.aside.data else set()
    if decided.aside and not decided.aside.data:
        aside = words(kept(decided.aside).replace(b"\xef\xbf\xbd", b""))
    if sides.ours and sides.ours.data == b"\xff\xfe\n":
        return  # kept as far as it can be read, and whole in the history
    assert ours - known <= stand | aside, "ours stands, or is kept"


@many
@given(meetings())
def test_the_same_versions_come_to_the_same(sides: Sides) -> None:
    decided = decide(sides)
    assert decide(replace(sides)) == decided
    if decided.aside:
        assert set_aside(decided.aside, WRITER) == set_aside(decided.aside, WRITER)


@many
@given(meetings())
def test_what_one_side_alone_did_stands_whichever_side_it_was(sides: Sides) -> None:
    base, changed = sides.base, sides.ours
    for one in (Sides(sides.path, base, changed, base), Sides(sides.path, base, base, changed)):
        assert decide(one) == Decision(changed)
    assert decide(Sides(sides.path, base, changed, changed)) == Decision(changed)


@many
@given(meetings())
def test_whichever_side_is_ours_the_same_stands_where_nothing_gives_way(sides: Sides) -> None:
    here, there = decide(sides), decide(turned(sides))
    assert bool(here.stands) == bool(there.stands)
    if here.aside or there.aside or not (here.stands and there.stands):
        return
    assert here.stands.mode == there.stands.mode or not sides.base
    if sides.path != IDEA:
        assert content(here.stands) == content(there.stands)
        return
    one, other = item_in(IDEA, here.stands.data), item_in(IDEA, there.stands.data)
    assert bool(one) == bool(other)
    if one and other:
        assert one.title == other.title
        themes = [set(item.listed("themes")) for item in (one, other)]
        assert themes[0] == themes[1] or set() in themes, "but where each took out what the other left"


@many
@given(meetings())
def test_bringing_together_once_more_changes_nothing(sides: Sides) -> None:
    decided = decide(sides)
    stands = decided.stands
    for base, ours in ((sides.published, stands), (sides.ours, stands), (stands, stands), (sides.base, stands)):
        assert decide(Sides(sides.path, base, ours, stands)) == Decision(stands)
    assert decide(Sides(sides.path, sides.published, stands, sides.published)).stands == stands
    assert decide(Sides(sides.path, sides.published, sides.published, stands)).stands == stands


@many
@given(meetings(), st.lists(st.integers(0, 4), max_size=5))
def test_whatever_is_kept_can_be_read_and_shared(sides: Sides, taken: list[int]) -> None:
    decided = decide(sides)
    if not decided.aside:
        return
    names = names_beside(decided.aside)
    done = set_aside(decided.aside, WRITER, [names[number] for number in taken if number < len(names)])
    found = item_in(done.path, done.files[done.path])
    assert isinstance(found, Contribution)
    assert (found.id, found.by) == (done.name, WRITER.by)
    assert all(limits.fits(path, len(data)) for path, data in done.files.items())
    if done.beside:
        assert done.files[done.beside] == decided.aside.data
    assert words(decided.aside.body.encode()) - words(done.files[done.path]) == set()
