"""The rows of the lists, in the width that they have."""

from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection
from cocreate.model.items import Project
from cocreate.tui.rows import project_rows


@given(st.text("Mug 茶碗\u0301", max_size=400) | st.text("茶碗", min_size=200, max_size=400), st.integers(12, 80))
def test_no_line_of_a_project_is_wider_than_its_list(purpose: str, width: int) -> None:
    fields = {"id": "k7f3q2ab1c", "title": "Mugs", "purpose": purpose, "state": "active"}
    project = Project("projects/mugs-k7f3q2ab1c/project.md", fields)
    drawn = project_rows(Collection("Teambase", [project]), {})((project, 0), width)
    assert max(line.cell_length for line in drawn) <= width
