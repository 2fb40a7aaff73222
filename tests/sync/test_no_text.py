"""A picture that two changed at once is there twice, and what is no text is never merged by lines."""

from pathlib import Path

import pytest

from cocreate.sync import limits
from tests.sync.clones import Copy, drained, shared
from tests.sync.test_kept import heads, joined, pictures

OURS, THEIRS = b"\x89PNG\0ours\xff", b"\x89PNG\0theirs\xff"


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def both_change(two: list[Copy], path: str, base: bytes = b"\0", ours: bytes = OURS, theirs: bytes = THEIRS) -> None:
    """Erkan's is `theirs`, and shared first."""
    mavi, erkan = two
    for copy, data in ((mavi, base), (mavi, ours), (erkan, theirs)):
        file = Path(copy.root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if data is base:
            drained(two)
    erkan.syncs()
    assert mavi.syncs().state == "in-step"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("commons/picture.png", "commons/picture-", ".png"),
        ("commons/a.b/noending", "commons/a.b/noending-", ""),
        ("commons/more.tar.gz", "commons/more.tar-", ".gz"),
    ],
)
def test_a_picture_that_both_changed_is_kept_beside_the_other(
    two: list[Copy], path: str, before: str, after: str
) -> None:
    mavi, _erkan = two
    both_change(two, path)
    drained(two)
    files = mavi.files()
    assert files[path] == THEIRS
    (beside,) = [one for one, data in files.items() if data == OURS]
    assert beside.startswith(before)
    assert beside.endswith(after)
    assert not limits.is_unsafe(beside.rpartition("/")[2])
    (kept,) = mavi.collection.contributions.values()
    assert (kept.kind, kept.on, kept.by) == ("wording", "workspace", ("mavi",))
    assert path in kept.body
    assert beside in kept.body


@pytest.mark.parametrize(
    ("ours", "theirs"), [("käse\n".encode("latin-1"), b"plain\n"), (b"a\0b\n", b"a\0c\n"), (OURS, b"plain\n")]
)
def test_what_is_no_text_is_never_merged_by_lines(two: list[Copy], ours: bytes, theirs: bytes) -> None:
    both_change(two, "commons/notes.txt", b"base\n", ours, theirs)
    drained(two)
    assert {data for path, data in two[0].files().items() if path.endswith(".txt")} == {ours, theirs}


def test_text_is_kept_in_words_where_the_other_is_none(two: list[Copy]) -> None:
    mavi, _erkan = two
    both_change(two, "commons/notes.txt", b"base\n", b"words of mine\n", THEIRS)
    drained(two)
    assert mavi.files()["commons/notes.txt"] == THEIRS
    (kept,) = mavi.collection.contributions.values()
    assert kept.body == "commons/notes.txt\n\nwords of mine"


def test_a_picture_gives_way_to_a_folder_of_its_name(two: list[Copy]) -> None:
    mavi, erkan = two
    Path(mavi.root, "commons/picture.png").write_bytes(OURS)
    erkan.write("commons/picture.png/inside.txt", "a folder")
    erkan.syncs()
    mavi.syncs()
    drained(two)
    assert mavi.files()["commons/picture.png/inside.txt"] == b"a folder"
    assert pictures(mavi) == {OURS}


def test_what_is_kept_beside_does_not_take_a_name_that_somebody_gave(two: list[Copy]) -> None:
    mavi, _erkan = two
    both_change(two, "commons/picture.png")
    drained(two)
    (beside,) = [path for path, data in mavi.files().items() if data == OURS]
    both_change(two, beside, OURS, b"\0painted over", b"\0painted over")
    both_change(two, "commons/picture.png", b"\0again")
    drained(two)
    assert mavi.files()[beside] == b"\0painted over"
    assert pictures(mavi) == {OURS, THEIRS, b"\0painted over"}


@pytest.mark.parametrize(("largest", "name"), [(8, "picture"), (99, "ö" * 125)])
def test_what_cannot_be_kept_beside_is_told_to_be_in_the_history(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch, largest: int, name: str
) -> None:
    mavi, _erkan = two
    monkeypatch.setattr(limits, "LARGEST_OTHER", largest)
    monkeypatch.setattr("cocreate.sync.pending.not_shared", lambda _root, _path: "")  # git itself looks at no size
    both_change(two, f"commons/{name}.png", b"\0", OURS, THEIRS[:8])
    assert pictures(mavi) == {THEIRS[:8]}
    (kept,) = mavi.collection.contributions.values()
    assert f"commons/{name}.png" in kept.body
    assert kept.text("of") in kept.body


def test_the_same_two_histories_come_to_the_same_names(two: list[Copy]) -> None:
    mavi, erkan = two
    mavi.write("commons/picture.png", "\0")
    drained(two)
    for copy, data in ((mavi, OURS), (erkan, THEIRS)):
        Path(copy.root, "commons/picture.png").write_bytes(data)
    one, other = heads(two)
    assert joined(mavi, one, other) == joined(mavi, one, other)
