"""Lineage: up to the roots, down to every branch, with several parents, and never round in a circle."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Project
from cocreate.model.lineage import (
    DEEPEST,
    MOST_AGAIN,
    STEP,
    Edge,
    ancestors,
    as_dot,
    as_mermaid,
    lineage,
    nodes_of,
    origins,
    tree,
)

AT = "2026-11-{day:02}T12:00:00+01:00"


def idea(name: str, day: int = 1, title: str = "", **keys: str | list[str]) -> Idea:
    fields = {"id": name, "title": title or name, "state": "fresh", "by": ["mavi"], "at": AT.format(day=day)}
    return Idea(f"ideas/2026-11/{name}/idea.md", {**fields, **keys})


def project(name: str, day: int = 1, **keys: str | list[str]) -> Project:
    fields = {
        "id": name,
        "title": name,
        "purpose": "p",
        "state": "active",
        "by": ["mavi"],
        "at": AT.format(day=day),
    }
    return Project(f"projects/{name}/project.md", {**fields, **keys})


def drawn(here: Collection, name: str = "") -> list[str]:
    return [f"{line.branch}{line.id}{'*' if line.again else ''}" for line in tree(here, nodes_of(here, name))]


SCHOOL = Collection(
    "w",
    [
        project("school"),
        idea("card", 2, project="school"),
        idea("evening", 3, project="school"),
        project("pass", 4, grew_from=["card", "evening"]),
        idea("draw", 5, project="pass"),
        project("board", 6, grew_from=["draw"]),
        idea("woven", 7, woven_from=["card", "draw"]),
        idea("alone", 8),
    ],
)


def test_lineage_goes_up_to_the_project_an_idea_was_discussed_in_and_down_to_every_branch() -> None:
    assert drawn(SCHOOL, "pass") == [
        "school",
        "├─ card",
        "│  ├─ pass",
        "│  │  └─ draw",
        "│  │     ├─ board",
        "│  │     └─ woven",
        "│  └─ woven*",
        "└─ evening",
        "   └─ pass*",
    ]


def test_each_parent_has_its_edge_and_says_how_it_went_on() -> None:
    assert set(lineage(SCHOOL, "woven").edges) >= {
        Edge("card", "woven", "weave"),
        Edge("draw", "woven", "weave"),
    }
    assert Edge("evening", "pass", "spin-off") in lineage(SCHOOL, "pass").edges


def test_a_drawing_has_a_line_without_direction_from_a_project_to_the_ideas_that_a_tree_draws_under_it() -> None:
    found = lineage(SCHOOL)
    assert "school" in found.nodes
    assert "  nschool --- ncard" in as_mermaid(SCHOOL, found).splitlines()
    assert '  "school" -> "evening" [style=dotted, dir=none];' in as_dot(SCHOOL, found).splitlines()


def test_what_stands_alone_has_only_itself() -> None:
    assert lineage(SCHOOL, "alone").nodes == ("alone",)
    assert "alone" not in lineage(SCHOOL).nodes


def test_a_spin_off_knows_the_projects_it_came_from_through_ideas() -> None:
    assert origins(SCHOOL, SCHOOL.projects["pass"]) == ["school"]
    assert origins(SCHOOL, SCHOOL.projects["school"]) == []


def test_a_circle_made_by_hand_is_drawn_once_round() -> None:
    here = Collection(
        "w", [idea("a", 1, woven_from=["b"]), idea("b", 2, woven_from=["a"]), idea("c", 3, woven_from=["c"])]
    )
    assert drawn(here, "a") == ["a", "└─ b", "   └─ a*"]
    assert drawn(here, "c") == ["c", "└─ c*"]
    assert ancestors(here, "a") == {"b"}


NAMES = st.sampled_from("abcdefgh")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=4), max_size=8))
def test_whatever_grew_from_whatever_every_item_is_drawn_in_full_exactly_once(
    parents: dict[str, list[str]],
) -> None:
    here = Collection("w", [idea(name, woven_from=above) for name, above in parents.items()])
    for name in ["", *parents]:
        found = lineage(here, name)
        lines = tree(here, found.nodes)
        assert sorted(line.id for line in lines if line.id and not line.again) == sorted(found.nodes)
        assert {edge.parent for edge in found.edges} | {edge.child for edge in found.edges} <= set(found.nodes)


def test_a_lineage_of_a_thousand_generations_is_drawn() -> None:
    chain = [idea("i0"), *(idea(f"i{number}", woven_from=[f"i{number - 1}"]) for number in range(1, 1001))]
    assert len(tree(Collection("w", chain), nodes_of(Collection("w", chain), "i500"))) == 1001


def test_titles_cannot_break_out_of_a_diagram() -> None:
    here = Collection("w", [idea("a", title='x"] --> <b>y\n"#'), idea("b", woven_from=["a"])])
    mermaid, dot = as_mermaid(here, lineage(here)), as_dot(here, lineage(here))
    assert len(mermaid.splitlines()) == 4
    assert len(dot.splitlines()) == 5
    assert '"] --> <b>' not in mermaid
    assert '\\"] --> ' in dot


def test_what_many_were_woven_into_names_again_only_the_first_few() -> None:
    """So many edges that a line for each could not be read: a tree grows with what there is, not with its square."""
    parents = [f"p{number:03}" for number in range(60)]
    woven = [f"w{number:03}" for number in range(60)]
    here = Collection("Teambase", [*map(idea, parents), *(idea(name, 2, woven_from=parents) for name in woven)])
    lines = tree(here, nodes_of(here))
    assert {line.id for line in lines} == {*parents, *woven, ""}
    assert len(lines) < 10 * len(parents)
    assert {line.more for line in lines if not line.id} == {len(woven) - MOST_AGAIN}


def test_what_grew_deeper_than_a_line_is_wide_goes_on_further_down() -> None:
    names = [f"d{number:03}" for number in range(3 * DEEPEST)]
    grown = [idea(name, 1, woven_from=[above]) for above, name in pairwise(names)]
    here = Collection("Teambase", [idea(names[0]), *grown])
    lines = tree(here, nodes_of(here))
    assert sorted(line.id for line in lines) == names
    assert [line.id for line in lines if line.below] == [names[DEEPEST], names[2 * DEEPEST + 1]]
    assert max(len(line.branch) for line in lines) <= STEP * DEEPEST
