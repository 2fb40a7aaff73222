"""Comments that people write into front matter by hand outlive every merge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.workspace.format.comments import comments
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.merge.three_way import merge

BASE = "---\ntitle: Cups\nstate: fresh\nthemes: [clay]\n---\nText.\n"


def read(text: str) -> Document:
    return parse(text.encode())


def merged(ours: str, published: str, base: str = BASE) -> str:
    return merge(read(base), read(ours), read(published)).document.encode().decode()


def test_a_comment_beside_a_change_stands_beside_somebody_elses_change() -> None:
    ours = BASE.replace("state: fresh\n", "state: fresh\n# ask Erkan first\n").replace("[clay]", "[clay, milk]")
    published = BASE.replace("Cups", "Cup library")
    stands = "---\ntitle: Cup library\nstate: fresh\n# ask Erkan first\nthemes: [clay, milk]\n---\nText.\n"
    assert merged(ours, published) == stands
    assert merged(published, ours) == stands


@pytest.mark.parametrize(
    ("ours", "comment"),
    [
        (BASE.replace("state: fresh", "state: fresh  # since Monday"), "# since Monday"),
        (BASE.replace("---\ntitle", "---\n# above all\ntitle"), "# above all"),
        (BASE.replace("themes: [clay]", "themes:  # what it is about\n  - clay"), "# what it is about"),
        (BASE.replace("themes: [clay]", "themes:\n  - clay\n  # and more\n  - milk"), "# and more"),
        (BASE.replace("themes: [clay]", "themes: [clay]\n# at the end"), "# at the end"),
        (
            BASE.replace("state: fresh\n", "feel: good\n# of a key that is new\nstate: fresh\n"),
            "# of a key that is new",
        ),
    ],
)
def test_wherever_a_comment_stands_it_is_kept(ours: str, comment: str) -> None:
    published = BASE.replace("Cups", "Cup library").replace("state: fresh", "state: growing")
    for text in (merged(ours, published), merged(published, ours)):
        assert text.count(comment) == 1
        assert read(text).fields["title"] == "Cup library"


def test_what_looks_like_a_comment_and_is_none_is_none() -> None:
    head = 'title: "a # b"\nnote: |\n  # one\n  two\nsays: a#b\n'
    assert list(comments(read(f"---\n{head}---\n"))) == []


def test_a_comment_that_one_side_took_out_and_nobody_wrote_anew_is_not_brought_back_by_the_other() -> None:
    base = BASE.replace("state: fresh\n", "state: fresh\n# old\n")
    assert "# old" not in merged(base.replace("Cups", "Cup library"), BASE, base)


COMMENTS = st.lists(st.sampled_from(["# one", "# two", "# three", "#", "# ä: [b"]), max_size=3)


@given(ours=COMMENTS, published=COMMENTS, base=COMMENTS, at=st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_every_new_comment_of_either_side_stands(
    ours: list[str], published: list[str], base: list[str], at: list[int]
) -> None:
    sides = []
    for comments_, title in ((base, "Cups"), (ours, "Cups"), (published, "Cup library")):
        lines = [f"title: {title}", "state: fresh", f"themes: [{'milk' if comments_ is ours else 'clay'}]"]
        for number, comment in enumerate(comments_):
            lines.insert(at[number], comment)
        sides.append(read("---\n" + "\n".join(lines) + "\n---\nText.\n"))
    stands = [text for _key, text in comments(merge(*sides).document)]
    for side in sides[1:]:
        for comment in {text for _key, text in comments(side)}:
            new = [text for _key, text in comments(side)].count(comment) - base.count(comment)
            assert stands.count(comment) >= new
