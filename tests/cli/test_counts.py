"""Counts: how many files a command looks at and reads does not grow with what it does not tell; nothing old is told."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cocreate.model.ids import ALPHABET
from cocreate.workspace import files
from cocreate.workspace.format.writing import document
from cocreate.workspace.index import around, scan
from cocreate.workspace.index.index import Index
from cocreate.workspace.index.storage import AtomicStorage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocreate.model.items import Value
    from tests.cli.conftest import Say

FEW, MANY = 40, 160
SIGNED: dict[str, Value] = {"by": ["mavi"], "at": "2026-01-21T14:03:11+01:00"}
FIRST, PROJECT = "10000a0000", "p000000000"
SAID = "s0000a0000"


def name(number: int, first: str) -> str:
    return f"{first}{number:04}a0000".replace("l", "1")[:10]


def put(root: Path, path: str, fields: dict[str, Value], body: str = "") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(document(fields, body))


def idea(number: int, title: str = "", **more: Value) -> tuple[str, dict[str, Value]]:
    one = name(number, ALPHABET[1])
    said: dict[str, Value] = {"id": one, "title": title or f"Idea {number}", "state": "fresh", "project": PROJECT}
    return f"ideas/2026-{1 + number % 3:02}/idea-{one}/idea.md", {**said, **more, **SIGNED}


def said(number: int) -> tuple[str, dict[str, Value], str]:
    folder = idea(number)[0].rpartition("/")[0]
    one = name(number, "s")
    fields: dict[str, Value] = {
        "id": one,
        "kind": "question" if one == SAID else "comment",
        "on": name(number, ALPHABET[1]),
        **SIGNED,
    }
    return f"{folder}/20260121T130311Z-comment-{one}.md", fields, f"Word{number}"


def begin(root: Path, count: int) -> Path:
    put(root, "workspace.md", {"format": "1", "name": "Counted"})
    put(root, "people/mavi.md", {"name": "Mavi"})
    put(
        root,
        f"projects/school-{PROJECT}/project.md",
        {"id": PROJECT, "title": "School", "purpose": "Foam", "state": "active", **SIGNED},
    )
    put(
        root,
        "projects/alone-q000000000/project.md",
        {"id": "q000000000", "title": "Alone", "purpose": "Foam", "state": "active", **SIGNED},
    )
    for number in range(count):
        put(root, *idea(number))
        put(root, *said(number))
    return root


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, say: Say, tmp_path: Path) -> Callable[..., list[Counter[str]]]:
    """Run a command in a small and in a large workspace; what each looked at, listed, read and loaded."""
    monkeypatch.setattr(scan, "SAFE_AGE", 0)  # what was written just now is not read again to be sure
    monkeypatch.setattr(around, "MOST_LOOKED_AT_FOR_LINKS", 0)  # as beyond some thousands: here both are small
    roots = [begin(tmp_path / str(count), count) for count in (FEW, MANY)]
    for root in roots:
        index = Index(str(root))
        index.refresh()
        index.save()
        index._storage._save_tables()  # few rows would stand beside the tables, where each is looked at

    def run(*words: str) -> list[Counter[str]]:
        return [_counted(root, say, words) for root in roots]

    return run


def _counted(root: Path, say: Say, words: tuple[str, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        for module, called, kind in (
            *((os, called, "looked") for called in ("lstat", "stat")),
            *((os, called, "listed") for called in ("scandir", "listdir")),
            (files, "read", "read"),
            (AtomicStorage, "_load", "loaded"),
        ):
            real = getattr(module, called)

            def counting(*args: object, _real: object = real, _kind: str = kind, **how: object) -> object:
                place = str(args[0]) if _kind in {"looked", "listed"} else str(root)
                counts = place.startswith(str(root)) and ".cocreate" not in place
                if _kind == "loaded":
                    counts = args[1] in {"idea", "contribution", "folder"}
                found[_kind] += counts
                return _real(*args, **how)  # type: ignore[operator]

            patch.setattr(module, called, counting)
        ran = say("--workspace", str(root), *words)
    assert ran.code == 0, ran.err
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("say", FIRST, "Yes"),
        ("build", FIRST, "And"),
        ("answer", SAID, "Tuesday"),
        ("join-in", FIRST),
        ("rest", FIRST, "--because", "later"),
        ("edit", FIRST, "--set", "title=Other"),
        ("show", SAID),
    ],
    ids=" ".join,
)
def test_an_act_and_a_page_look_at_no_more_in_a_larger_workspace(
    counted: Callable[..., list[Counter[str]]], words: tuple[str, ...]
) -> None:
    few, many = counted(*words)
    assert few == many
    assert many["looked"] < FEW
    assert many["read"] < 12
    assert many["loaded"] == 0


@pytest.mark.parametrize("words", [("show", SAID), ("show", FIRST)], ids=" ".join)
def test_a_page_looks_once_at_everything_for_links_to_it_only_where_that_is_little(
    counted: Callable[..., list[Counter[str]]], words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "MOST_LOOKED_AT_FOR_LINKS", 2 * FEW)
    few, many = counted(*words)
    if words == ("show", SAID):
        assert many["looked"] < FEW < few["looked"]
    assert few["looked"] < 4 * FEW + 30
    assert (few["read"], few["loaded"]) == (many["read"], 0)


@pytest.mark.parametrize("links", [0, 1, 30])
def test_a_page_looks_once_at_each_thing_that_it_links_to_however_often(
    counted: Callable[..., list[Counter[str]]], tmp_path: Path, links: int
) -> None:
    for count in (FEW, MANY):
        path, fields, _body = said(0)
        linked = " ".join(f"[[{name(number, 's')}]]" for number in range(1, 1 + links))
        put(tmp_path / str(count), path, fields, " ".join([linked] * 100))
        for _time in range(2):
            few, many = counted("show", SAID)
    assert few == many
    assert many["looked"] <= 21 + links
    assert many["loaded"] == 0


def test_what_links_to_a_thing_is_looked_at_and_what_does_not_is_not(
    counted: Callable[..., list[Counter[str]]], tmp_path: Path
) -> None:
    for count in (FEW, MANY):
        for number in range(10, 15):
            path, fields, _body = said(number)
            put(tmp_path / str(count), path, fields, f"As [[{SAID}]]")
        index = Index(str(tmp_path / str(count)))
        index.refresh()
        index.save()
        index._storage._save_tables()
    few, many = counted("show", SAID)
    assert few == many
    assert many["looked"] < FEW + 5
    assert (many["read"], many["loaded"]) == (0, 0)


@pytest.mark.parametrize("words", [("list", "ideas", "--limit", "5"), ("list",), ("lineage",), ("show", FIRST)])
def test_a_list_or_what_grew_from_an_idea_looks_once_at_each_idea_and_reads_none(
    counted: Callable[..., list[Counter[str]]], words: tuple[str, ...]
) -> None:
    few, many = counted(*words)
    assert many["looked"] - few["looked"] == MANY - FEW
    assert (many["read"], many["loaded"], many["listed"]) == (few["read"], 0, few["listed"])
    assert many["read"] <= 1


@pytest.mark.parametrize("words", [("search", "word7", "--limit", "5"), ("search", "wrod7", "--limit", "5")])
def test_a_search_looks_once_at_each_file_and_folder_and_reads_none(
    counted: Callable[..., list[Counter[str]]], words: tuple[str, ...]
) -> None:
    few, many = counted(*words)
    once_more = many["looked"] - few["looked"] - 3 * (MANY - FEW)
    assert 0 <= once_more <= 5, "what it prints is looked at once more"
    assert (many["read"], many["loaded"], many["listed"]) == (few["read"], 0, few["listed"])
    assert many["read"] <= 1


def test_credits_read_the_threads_that_they_are_about(counted: Callable[..., list[Counter[str]]]) -> None:
    few, many = counted("credits", "q000000000")
    assert many["looked"] - few["looked"] == MANY - FEW
    assert (many["read"], many["loaded"], many["listed"]) == (few["read"], 0, few["listed"])


ASKED = [
    (("list", "ideas", "--limit", "500"), "idea"),
    (("show", FIRST), "idea"),
    (("show", FIRST), "said"),
    (("search", "0000", "--limit", "50"), "idea"),
    (("search", "other0", "--limit", "50"), "said"),
    (("credits", PROJECT), "idea"),
    (("lineage", PROJECT), "project"),
]


@pytest.mark.parametrize("in_place", [True, False], ids=["in place", "replaced"])
@pytest.mark.parametrize("is_young", [True, False], ids=["young", "old"])
@pytest.mark.parametrize(("words", "what"), ASKED, ids=lambda one: " ".join(one) if isinstance(one, tuple) else one)
def test_whatever_an_editor_changed_is_told_at_the_next_command(
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    what: str,
    *,
    is_young: bool,
    in_place: bool,
) -> None:
    """Also an edit of the same size, within the same second, after which the editor put the time of change back."""
    if not is_young:
        monkeypatch.setattr(scan, "SAFE_AGE", 0)
    root = begin(tmp_path / "edited", 6)
    put(root, *idea(7, "Woven", woven_from=[FIRST]))
    path = {"idea": idea(0)[0], "said": said(0)[0], "project": f"projects/school-{PROJECT}/project.md"}[what]
    old, new = {"idea": ("Idea 0", "Othr 0"), "said": ("Word0", "Other0"), "project": ("School", "Scholl")}[what]
    for _time in range(2):
        assert say("--workspace", str(root), *words).code == 0
    assert say("--workspace", str(root), "search", "idea").code == 0
    before = (root / path).stat()
    text = (root / path).read_text().replace(old, new)
    if in_place:
        (root / path).write_text(text)
    else:
        (root / "new.tmp").write_text(text)
        os.replace(root / "new.tmp", root / path)
    os.utime(root / path, ns=(before.st_atime_ns, before.st_mtime_ns))
    out = say("--workspace", str(root), *words).out
    assert new in out
    assert old not in out
