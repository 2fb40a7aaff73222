"""What was deleted and stands again, without git: only what something new refers to, and what that refers to."""

from cocreate.sync.deletions import folders_above, still_needed

AT = "2026-11-21T14:03:11+01:00"


def idea(name: str, **keys: str) -> dict[str, bytes]:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    head = f"id: {name}\ntitle: Cup\nstate: fresh\n{more}by: [ana]\nat: {AT}\n"
    return {f"ideas/2026-11/cup-{name}/idea.md": f"---\n{head}---\n".encode()}


def comment(name: str, on: str, home: str) -> dict[str, bytes]:
    head = f"id: {name}\nkind: comment\non: {on}\nby: [ana]\nat: {AT}\n"
    return {f"ideas/2026-11/cup-{home}/20261121T130311Z-comment-{name}.md": f"---\n{head}---\n\nyes\n".encode()}


CUP, JUG, MUG = "9d2m4x7t0e", "k7f3q2ab1c", "x81ma2b4c9"
SAID, MORE = "7n2c5r8d1k", "4h8s1v6w3z"


def needed(
    gone: dict[str, bytes],
    after: dict[str, bytes],
    before: dict[str, bytes] | None = None,
    there: tuple[str, ...] = (),
) -> list[str]:
    return still_needed(gone, before or {}, after, [*after, *there])


def test_what_nothing_new_refers_to_stays_deleted() -> None:
    assert needed(idea(CUP), idea(JUG)) == []
    assert needed(idea(CUP), {}) == []


def test_what_something_new_refers_to_stands_again() -> None:
    assert needed(idea(CUP), idea(JUG, woven_from=f"[{CUP}]")) == list(idea(CUP))
    assert needed(idea(CUP), comment(SAID, CUP, CUP)) == list(idea(CUP))


def test_a_contribution_brings_back_the_idea_in_whose_thread_it_is() -> None:
    gone = idea(CUP) | comment(SAID, CUP, CUP)
    assert sorted(needed(gone, comment(MORE, SAID, CUP))) == sorted(gone)


def test_so_does_what_that_refers_to_in_its_turn() -> None:
    gone = idea(CUP, woven_from=f"[{JUG}]") | idea(JUG, woven_from=f"[{MUG}]") | idea(MUG) | idea(MORE)
    found = needed(gone, comment(SAID, CUP, CUP))
    assert found == [*idea(CUP), *idea(JUG), *idea(MUG)]


def test_a_change_that_named_it_before_already_does_not_bring_it_back() -> None:
    named = idea(JUG, woven_from=f"[{CUP}]")
    assert needed(idea(CUP), named, before=named) == []
    assert needed(idea(CUP), named, before=idea(JUG)) == list(idea(CUP))


def test_what_was_moved_is_not_deleted() -> None:
    (data,) = idea(CUP).values()
    moved = {f"ideas/2026-12/cup-{CUP}/idea.md": data}
    assert needed(idea(CUP), moved | comment(SAID, CUP, CUP)) == []


def test_nothing_is_put_where_something_else_stands() -> None:
    said = comment(SAID, CUP, JUG)
    (path,) = idea(CUP)
    assert needed(idea(CUP), said, there=(f"{path}/inside.md",)) == []
    assert needed(idea(CUP), said, there=(path.rpartition("/")[0],)) == []
    assert needed(idea(CUP), said, there=("ideas/2026-11/else.md",)) == [path]


def test_what_cannot_be_read_refers_to_nothing() -> None:
    (path,) = idea(CUP)
    assert needed({path: b"---\nbroken"}, comment(SAID, CUP, CUP)) == []
    assert needed(idea(CUP), {next(iter(comment(SAID, CUP, CUP))): b"---\nbroken"}) == []


def test_the_folders_above() -> None:
    assert folders_above("a/b/c.md") == ["a", "a/b"]
    assert folders_above("c.md") == []
