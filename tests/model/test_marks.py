"""Lines without the marks of Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.marks import LONGEST, without_marks


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("I would like to *be given* the cat.", "I would like to be given the cat."),
        ("**Twelve**, not _ten_, and ~~never~~ `six`.", "Twelve, not ten, and never six."),
        ("***Very*** *much **so***", "Very much so"),
        ("# A heading", "A heading"),
        ("> - quoted point", "quoted point"),
        ("See [the plan](https://example.org/a_b) for *more*", "See the plan for more"),
        ("Like [[8tp8qnsvq5]] and @ana_b", "Like [[8tp8qnsvq5]] and @ana_b"),
        ("snake_case_name, 2 * 3 * 4, a*b*c", "snake_case_name, 2 * 3 * 4, a*b*c"),
        (r"\*not strong\*", "*not strong*"),
        ("`*as it is*`", "*as it is*"),
        ("---", "---"),
        ("**", "**"),
        ("1. first", "1. first"),
        ("", ""),
    ],
)
def test_a_line_reads_without_its_marks(line: str, reads: str) -> None:
    assert without_marks(line) == reads


@given(st.text(alphabet="ab *_`~#>[]()\\-", max_size=60))
def test_words_stay_and_nothing_of_a_line_is_invented(line: str) -> None:
    read = without_marks(line)
    assert len(read) <= len(line)
    assert bool(read) == bool(line)


@given(st.sampled_from(["*a", "_a ", "`", "[a](", "**a*", "\\", "> "]))
def test_a_very_long_line_is_read_at_once(piece: str) -> None:
    line = piece * 200_000
    assert len(line) - LONGEST <= len(without_marks(line)) <= len(line)
