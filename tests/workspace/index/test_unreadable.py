"""What cannot be read is named with the reason, and hides nothing else."""

from __future__ import annotations

import os
from contextvars import copy_context
from typing import TYPE_CHECKING

import pytest

from cocreate import locale
from cocreate.locale import read_in
from cocreate.workspace.index.index import Index
from tests.workspace.small import ALL_TITLES, CUPS, closing, idea, look, put, said, titles

if TYPE_CHECKING:
    from pathlib import Path


BROKEN = {
    "not utf-8": b"---\nid: \xff\n---\n",
    "nul": b"---\nid: 9d2m4x7t00\n---\n\0",
    "conflict": b"---\nid: a\n---\n\n<<<<<<< a\n=======\n>>>>>>> b\n",
    "no front matter": b"hello",
    "unterminated": b"---\nid: a\n",
    "tag": b"---\nid: !!python/object:os.system x\n---\n",
    "anchor": b"---\nid: &a x\ntitle: *a\n---\n",
    "twice": b"---\nid: 9d2m4x7t00\nid: 9d2m4x7t00\n---\n",
    "hostile id": idea("../../etc1", "x"),
    "long": b"---\n" + b"x: " + b"y" * 70_000 + b"\n---\n",
    "too large": idea("9d2m4x7t00", "x", "y" * (1 << 20)),
    "deep": b"---\nx: " + b"[" * 30_000 + b"\n---\n",
    "empty": b"",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_named_with_the_reason_and_hides_nothing(root: Path, data: bytes) -> None:
    bad = "ideas/2026-11/bad/idea.md"
    put(root, bad, data)
    for _time in range(2):
        found = look(root)
        assert [one.path for one in found.unread] == [bad]
        assert found.unread[0].reason
        assert titles(found) == ALL_TITLES
    put(root, bad, idea("9d2m4x7t00", "Mended"))
    assert titles(look(root)) == ALL_TITLES | {"Mended"}


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
@pytest.mark.usefixtures("later")
def test_what_is_called_md_but_is_no_plain_file_is_named_and_not_opened(root: Path, kind: str) -> None:
    bad = root / "ideas/2026-11/cup-library-9d2m4x7t0e/x.md"
    outside = root.parent / f"{root.name}-secret.md"
    outside.write_bytes(said("4h8s1v6w00", "9d2m4x7t0e", "Secret"))
    if kind == "pipe":
        os.mkfifo(bad)
    elif kind == "folder":
        bad.mkdir()
    else:
        bad.symlink_to(outside if kind == "link" else root / "nowhere")
    for _time in range(2):
        found = look(root)
        assert [one.path for one in found.unread] == [str(bad.relative_to(root))]
        assert titles(found) == ALL_TITLES


@pytest.mark.usefixtures("later")
def test_a_folder_that_becomes_a_link_is_not_followed(root: Path) -> None:
    look(root)
    (root / "ideas/2026-11").rename(root.parent / f"{root.name}-outside")
    (root / "ideas/2026-11").symlink_to(root.parent / f"{root.name}-outside")
    assert titles(look(root)) == ALL_TITLES - {"Cup library", "With a shelf."}
    (root / "people").rename(root / "others")
    (root / "people").symlink_to(root / "others")
    found = look(root)
    assert not found.people
    assert [one.path for one in found.unread] == ["people"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_is_named(root: Path) -> None:
    (root / "ideas/2026-11").chmod(0)
    try:
        assert [one.path for one in look(root).unread] == ["ideas/2026-11"]
    finally:
        (root / "ideas/2026-11").chmod(0o755)
    assert titles(look(root)) == ALL_TITLES


@pytest.mark.usefixtures("later")
def test_a_folder_is_named_as_long_as_it_may_not_be_looked_into(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = "projects/milk-foam-school-k7f3q2ab1c/2026-11"
    put(root, f"{thread}/x.md", said("4h8s1v6w30", "k7f3q2ab1c", "More foam."))
    index = Index(str(root))
    with monkeypatch.context() as during:
        closing(thread, during)
        for _time in range(2):
            index.refresh()
            assert [one.path for one in index.collection().unread] == [thread]
        index.refresh(types=("project",))  # tells nothing of threads
        assert [one.path for one in index.collection().unread] == [thread]
    index.refresh()
    assert index.collection().unread == []
    assert titles(index.collection()) == ALL_TITLES | {"More foam."}


def test_a_disk_that_fails_once_is_asked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def failing(path: str, *rest: int, **more: int) -> int:
        if str(path).endswith(CUPS):
            raise OSError(5, "Input/output error")
        return real(path, *rest, **more)

    with monkeypatch.context() as during:
        during.setattr(os, "open", failing)
        assert [one.path for one in look(root).unread] == [CUPS]
    assert titles(look(root)) == ALL_TITLES


class Polite:
    """A language in which every sentence begins with a please."""

    def gettext(self, english: str) -> str:
        return f"Please: {english}"


def reasons(root: Path, language: str, *, look_first: bool) -> list[str]:
    """Why the files cannot be read, as somebody is told who reads in that language."""

    def told() -> list[str]:
        read_in(language)
        index = Index(str(root))
        if look_first:
            index.refresh()
            index.save()
        return [one.reason for one in index.collection().unread]

    return copy_context().run(told)


@pytest.mark.usefixtures("later")
def test_whoever_looked_first_each_reader_is_told_the_reason_in_their_own_language(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(locale._catalogues, "polite", Polite())
    put(root, "ideas/2026-11/bad/idea.md", b"---\nid: \xff\n---\n")
    put(root, "ideas/2026-12/copy-9d2m4x7t0e/idea.md", idea("9d2m4x7t0e", "A copy"))
    first = reasons(root, "polite", look_first=True)
    assert first[0] == "Please: it is not UTF-8 text (byte 8)"
    assert first[1].startswith("Please: it has the id of ideas/")
    assert reasons(root, "en", look_first=False) == [one.removeprefix("Please: ") for one in first]
    assert reasons(root, "polite", look_first=False) == first


@pytest.mark.parametrize(
    "reason", ["old", None, [], ["{nobody}", {}], ["{a.b}", {"a": "x"}], [7, {}], ["", {"english": 1}], ["{", {}]]
)
def test_a_reason_that_nobody_can_tell_is_told_as_one_that_is_not_known(root: Path, reason: object) -> None:
    index = Index(str(root))
    index._storage.read()["unread"]["ideas/x/idea.md"] = {"reason": reason}
    assert [one.reason for one in index.collection().unread] == ["it cannot be read"]
