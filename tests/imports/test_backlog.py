"""A backlog: its tasks as ideas, with what an idea has no key for in words."""

from datetime import UTC, datetime

from cocreate.imports.backlog import is_task, read_backlog
from cocreate.imports.found import File

TASK = b"""---
id: BACK-2
title: >-
  Warm cups
  on the lid
status: In Progress
assignee: [@kimi]
reporter: @erkan
created_date: '2025-07-26 10:00'
labels:
  - kiln
dependencies:
  - BACK-1
priority: high
---

## Description

<!-- SECTION:DESCRIPTION:BEGIN -->
Put them there.
<!-- SECTION:DESCRIPTION:END -->

## Acceptance Criteria
<!-- AC:BEGIN -->
- [ ] #1 Hot
<!-- AC:END -->
"""


def test_a_task_is_an_idea_of_whoever_reported_it() -> None:
    (idea,) = read_backlog([File("tasks/back-2 - Warm-cups.md", TASK)]).found
    assert (idea.title, idea.by, idea.themes, idea.state) == ("Warm cups on the lid", ("@erkan",), ("kiln",), "growing")
    assert idea.at == datetime(2025, 7, 26, 10, tzinfo=UTC)
    assert idea.names == ("BACK-2",)
    assert idea.text == (
        "Put them there.\n\n## Acceptance Criteria\n- [ ] #1 Hot\n\n"
        "- Needs first: [[BACK-1]]\n- Taken on by: @kimi\n- Priority: high"
    )


def test_what_is_done_rests_and_what_is_no_task_is_named() -> None:
    read = read_backlog(
        [
            File("completed/back-3 - Old.md", b"---\nid: BACK-3\nstatus: To Do\ncreated_date: 26-07-25\n---\n"),
            File("tasks/back-4 - Done.md", b"---\ntitle: Ready\nstatus: Done\n---\n"),
            File("tasks/README.md", b"# How we work\n"),
        ]
    )
    assert [(one.title, one.state) for one in read.found] == [("Old", "resting"), ("Ready", "resting")]
    assert read.found[0].at == datetime(2025, 7, 26, tzinfo=UTC)
    assert [(one.file, str(one.what)) for one in read.cannot] == [
        ("tasks/README.md", "it is no task: it has no title and no status")
    ]


def test_tasks_are_known_by_their_names() -> None:
    assert is_task("back-355.01 - Core.md")
    assert not is_task("Cup library - a draft.md")


def test_what_an_idea_has_no_key_for_stands_below_the_text() -> None:
    task = b"---\ntitle: Cups\nstatus: Blocked\ncreated_date: some day\nupdated_date: 2026-11-21\nmine: a\n---\nText\n"
    (idea,) = read_backlog([File("tasks/back-3 - Cups.md", task)]).found
    assert (idea.state, idea.at) == ("fresh", None)
    assert idea.text == ("Text\n\n- status: Blocked\n- created_date: some day\n- updated_date: 2026-11-21\n- mine: a")
