"""No word comes to stand under the name of somebody who did not give it, also not by an edit."""

import pytest

from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit, edit_whole
from cocreate.acts.promise import keep
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Project, Value
from cocreate.workspace.merge.edits import open_document
from tests.acts.written import reload
from tests.conftest import collected, make_voice


def given(root: str, on: str, kind: str, **keys: Value) -> Contribution:
    return contribute(root, make_voice("mavi"), collected(root), on, kind, "Words", keys)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("comment", {"by": ["ana"]}),
        ("comment", {"by": ["mavi", "ana"]}),
        ("comment", {"noted_by": "ana"}),
        ("promise", {"state_by": ["ana"]}),
        ("encounter", {"confirmed": ["ana"]}),
        ("lookback", {"written": ["ana"]}),
    ],
)
def test_an_edit_names_nobody_but_whoever_speaks(
    workspace: str, project: Project, kind: str, changes: dict[str, Value]
) -> None:
    words = given(workspace, project.id, kind)
    with pytest.raises(Refused, match="their own yes: ana"):
        edit(workspace, make_voice("mavi"), words, changes)
    assert reload(workspace, words).fields == words.fields
    assert edit(workspace, make_voice("ana"), words, changes).item.fields == {**words.fields, **changes}


def test_an_editor_names_nobody_else_either(workspace: str, project: Project) -> None:
    words = given(workspace, project.id, "comment")
    base = open_document(workspace, words.path)
    left = base.encode().replace(b"by: [mavi]", b"by: [ana]")
    assert left != base.encode()
    with pytest.raises(Refused, match="their own yes"):
        edit_whole(workspace, make_voice("mavi"), words, base, left)


def test_who_is_named_already_stays_whoever_edits_it(workspace: str, project: Project) -> None:
    promise = given(workspace, project.id, "promise")
    keep(workspace, make_voice("ana"), promise)
    kept = reload(workspace, promise)
    assert kept.listed("state_by") == ("ana",)
    edit(workspace, make_voice("cem"), kept, dict(kept.fields), "Other words")
    assert reload(workspace, kept).listed("state_by") == ("ana",)


def test_a_stance_is_changed_by_whoever_took_it(workspace: str, project: Project) -> None:
    proposal = given(workspace, project.id, "proposal")
    stance = given(workspace, proposal.id, "stance", stance="object")
    with pytest.raises(Refused, match="those to change who took it: mavi"):
        edit(workspace, make_voice("ana"), stance, {"stance": "agree"})
    assert edit(workspace, make_voice("mavi", "ana"), stance, {"stance": "agree"}).item.text("stance") == "agree"


@pytest.mark.parametrize(("kind", "key"), [("encounter", "confirmed"), ("lookback", "written")])
def test_what_is_given_says_nothing_in_the_name_of_others(
    workspace: str, project: Project, kind: str, key: str
) -> None:
    with pytest.raises(Refused, match="their own yes: ana"):
        given(workspace, project.id, kind, **{key: ["ana"]})
    assert not collected(workspace).contributions
