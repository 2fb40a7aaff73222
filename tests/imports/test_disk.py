"""Reading a place: what a person names and nothing else, and what kind of source it is."""

import os
from pathlib import Path

import pytest

from cocreate.imports import disk
from cocreate.imports.disk import read_file, read_folder
from cocreate.imports.sources import look_at, read
from cocreate.model.errors import Refused


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / "deep").mkdir(parents=True)
    (folder / ".obsidian").mkdir()
    (folder / "a.md").write_text("A")
    (folder / "deep" / "b.MD").write_text("B")
    (folder / ".obsidian" / "c.md").write_text("C")
    (folder / "picture.png").write_bytes(b"x")
    return folder


def test_links_pipes_and_what_is_too_large_are_named_and_not_read(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (vault / "link.md").symlink_to(tmp_path / "secret.md")
    (vault / "out").symlink_to(tmp_path)
    os.mkfifo(vault / "pipe.md")
    (vault / "zlarge.md").write_bytes(b"x" * ((1 << 20) + 1))
    source = read_folder(str(vault), (".md",))
    assert [(file.name, file.data) for file in source.files] == [("a.md", b"A"), ("deep/b.MD", b"B")]
    assert [(one.file, str(one.what)) for one in source.cannot] == [
        ("out", "it is a link, and links are not followed"),
        ("link.md", "it is a link, and links are not followed"),
        ("picture.png", "only files that end in .md come"),
        ("pipe.md", "it is not a plain file"),
        ("zlarge.md", "it is larger than 1 MiB"),
    ]


def test_the_folder_that_a_person_names_may_be_a_link_itself(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(vault)
    assert len(read_folder(str(tmp_path / "way"), (".md",)).files) == 2


def test_there_is_an_end_to_what_is_read_at_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOST_FILES", 1)
    source = read_folder(str(vault), (".md",))
    assert len(source.files) == 1
    assert "more in the folder" in str(source.cannot[-1].what)
    monkeypatch.setattr(disk, "MOST_FILES", 10)
    monkeypatch.setattr(disk, "DEEPEST", 0)
    assert [file.name for file in read_folder(str(vault), (".md",)).files] == ["a.md"]


def test_a_file_that_is_none_or_too_large_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="not a plain file"):
        read_file(str(tmp_path / "pipe"))
    (tmp_path / "large").write_bytes(b"12345")
    with pytest.raises(Refused, match="larger than"):
        read_file(str(tmp_path / "large"), 4)
    with pytest.raises(FileNotFoundError):
        read_file(str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", "x", "csv"),
        ("a.json", "[]", "github"),
        ("a.md", "- a\n- b\n", "list"),
        ("a.md", "# Note\n\nSome words\n", "notes"),
        ("a.txt", "- a\n- b\n", "list"),
        ("a.txt", "title;text\n", "csv"),
        ("a", '[{"title": "x"}]', "github"),
    ],
)
def test_a_file_is_what_it_looks_like(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text)
    assert look_at(str(tmp_path / name))[0] == kind


def test_a_folder_is_one_of_notes_or_a_backlog_wherever_that_lies_in_it(vault: Path, tmp_path: Path) -> None:
    assert look_at(str(vault))[0] == "notes"
    tasks = tmp_path / "house" / "backlog" / "tasks"
    tasks.mkdir(parents=True)
    (tasks / "back-1 - Warm.md").write_text("---\ntitle: Warm\nstatus: Done\n---\n")
    (tmp_path / "house" / "README.md").write_text("no task")
    (tmp_path / "house" / "backlog" / "archive").mkdir()
    (tmp_path / "house" / "backlog" / "archive" / "back-2 - Old.md").write_text("---\ntitle: Old\n---\n")
    for folder in (tmp_path / "house", tmp_path / "house" / "backlog", tasks):
        kind, source = look_at(str(folder))
        assert kind == "backlog"
        found = read(kind, source)
        assert ([one.title for one in found.found], found.cannot) == (["Warm"], ())


def test_what_does_not_fit_together_is_refused(vault: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        look_at(str(vault), "csv")
    with pytest.raises(Refused, match="folder of tasks"):
        look_at(str(vault / "a.md"), "backlog")
