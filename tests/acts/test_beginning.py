"""A workspace begins: what is written around what is there."""

import os
from pathlib import Path

from hypothesis import given as given_any
from hypothesis import strategies as st

from cocreate.acts.begin import begin_workspace
from cocreate.acts.values import join_words, split_words
from cocreate.model.hints import Hint
from cocreate.workspace.format.writing import list_of
from tests.acts.written import refused
from tests.conftest import all_files


@given_any(st.lists(st.text(), max_size=5))
def test_a_list_that_is_shown_to_be_edited_is_read_back_as_it_was(words: list[str]) -> None:
    kept = list_of(words)
    assert split_words(join_words(kept)) == kept


def test_a_word_of_a_list_that_holds_a_comma_stands_in_quotes() -> None:
    assert split_words('bread, "honey, from the roof",  5" pipes') == ["bread", "honey, from the roof", '5" pipes']
    assert split_words("x" * 200_000) == ["x" * 200_000]


def test_a_workspace_begins_with_its_mark_its_folders_and_how_git_treats_it(tmp_path: Path) -> None:
    root = str(tmp_path / "a" / "b")
    begin_workspace(root, "  Team   base ")
    assert all_files(root) == {
        "workspace.md": b'---\nformat: "1"\nname: Team base\n---\n',
        ".gitattributes": b"* text=auto eol=lf\n",
    }
    assert {"people", "projects", "ideas", "commons"} <= set(os.listdir(root))


def test_files_that_are_there_stay_when_a_workspace_begins_around_them(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    begin_workspace(str(tmp_path), "Teambase")
    assert all_files(str(tmp_path)).items() >= {".gitattributes": b"mine", "notes.txt": b"mine"}.items()


def test_no_workspace_begins_where_one_is_within_one_or_without_a_name(workspace: str, tmp_path: Path) -> None:
    assert "already" in refused(workspace, lambda: begin_workspace(workspace, "Again")).message
    assert "within" in refused(workspace, lambda: begin_workspace(f"{workspace}/ideas/inner", "Inner")).message
    assert refused(workspace, lambda: begin_workspace(str(tmp_path / "other"), " \n ")).hint == Hint(
        "say-name", "Teambase"
    )
    assert not (tmp_path / "other").exists()
