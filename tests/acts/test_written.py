"""Every act tells which files it wrote, so that whoever shows the workspace looks only at these."""

from collections.abc import Callable, Iterator

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.introduce import introduce
from cocreate.acts.join_in import join_in
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.states import finish, rest, resume
from cocreate.acts.undo import last_done, take_back
from cocreate.acts.weave import weave
from cocreate.acts.wordings import let_go, take, waiting_wordings
from cocreate.model.collection import Collection
from cocreate.model.errors import NotWritten
from cocreate.model.items import Contribution, Idea
from cocreate.workspace import files
from cocreate.workspace.index.index import Index
from cocreate.workspace.merge.edits import open_document
from tests.conftest import all_files, make_voice
from tests.workspace.small import told


def ideas(here: Collection) -> list[Idea]:
    return sorted(here.ideas.values(), key=lambda idea: idea.title)


def wordings(root: str, here: Collection) -> None:
    """Two people change the same title, twice; another wording of it is kept each time."""
    for mine, theirs in (("Mine", "Theirs"), ("My own", "Their own")):
        idea = ideas(here)[0]
        base = open_document(root, idea.path)
        edit(root, make_voice("ana"), idea, {"title": theirs}, base=base)
        assert edit(root, make_voice(), idea, {"title": mine}, base=base).wording


def undo(root: str, here: Collection) -> None:
    take_back(root, make_voice(), here, last_done(root, ["mavi"], here))


STEPS: dict[str, Callable[[str, Collection], object]] = {
    "a card": lambda root, _here: introduce(root, "mavi", {"name": "Mavi"}),
    "a changed card": lambda root, _here: introduce(root, "mavi", {"address": "Du"}),
    "an idea": lambda root, _here: catch_idea(root, make_voice(), "A jug"),
    "another": lambda root, _here: catch_idea(root, make_voice(), "B cup"),
    "an addition, which lets it grow": lambda root, here: contribute(
        root, make_voice(), here, ideas(here)[0].id, "addition", "With a lid."
    ),
    "an agreement": lambda root, here: contribute(root, make_voice(), here, "workspace", "agreement", "We say du."),
    "joining in": lambda root, here: join_in(root, make_voice("ana"), ideas(here)[0]),
    "weaving": lambda root, here: weave(root, make_voice(), ideas(here), "C set"),
    "resting": lambda root, here: rest(root, make_voice(), ideas(here)[1], "until the roof is done"),
    "resuming": lambda root, here: resume(root, make_voice(), ideas(here)[1], here),
    "a project": lambda root, _here: start_project(root, make_voice(), "School", "Foam for all"),
    "a spin-off, which takes ideas up": lambda root, here: spin_off(
        root, make_voice(), ideas(here), "Kitchen", "Bread for all"
    ),
    "finishing": lambda root, here: finish(root, make_voice(), next(iter(here.projects.values()))),
    "other wordings": wordings,
    "taking one": lambda root, here: take(root, make_voice(), here, waiting_wordings(here)[0]),
    "letting one go": lambda root, here: let_go(root, make_voice(), here, waiting_wordings(here)[0]),
    "undo": undo,
    "undo of what changed several": undo,
}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def done(root: str, index: Index) -> Iterator[str]:
    """Do every step, and tell its name where the files it told are not the files that changed."""
    for name, step in STEPS.items():
        before = all_files(root)
        with files.written() as paths:
            step(root, index.collection())
        if set(paths) != changed(before, all_files(root)):
            yield name
        index.refresh(paths=paths)
        fresh = Index(root)
        fresh.refresh()
        assert told(index) == told(fresh), name


def test_what_an_act_wrote_is_all_that_has_to_be_looked_at_after_it(workspace: str) -> None:
    index = Index(workspace)
    index.refresh()
    assert list(done(workspace, index)) == []
    assert len(all_files(workspace)) > 8


def test_an_act_that_fails_in_the_middle_tells_what_it_had_written_by_then(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fields, _body = catch_idea(workspace, make_voice("ana"), "A jug")
    index = Index(workspace)
    index.refresh()
    base = open_document(workspace, path)
    idea = index.collection().ideas[str(fields["id"])]
    edit(workspace, make_voice("ana"), idea, {"title": "Theirs", "because": "it is new"})

    def full(*_arguments: object) -> None:
        raise NotWritten("The disk is full.")

    monkeypatch.setattr(files, "create", full)
    with files.written() as paths, pytest.raises(NotWritten):
        edit(workspace, make_voice(), idea, {"title": "Mine", "themes": ["cups"]}, base=base)
    assert paths == [path]
    assert index.refresh(paths=paths).changed == [path]
    assert index.collection().ideas[idea.id].themes == ("cups",)
    assert not any(isinstance(item, Contribution) for item in index.collection().items())
