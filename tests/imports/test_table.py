"""Tables: rows as ideas, each by its line, and what cannot come named by its line."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.imports.found import Read
from cocreate.imports.table import is_table, read_table
from cocreate.imports.words import moment_in, words_in


def why(read: Read) -> list[tuple[int, str]]:
    return [(one.line, str(one.what)) for one in read.cannot]


def test_a_row_is_an_idea_with_all_its_columns() -> None:
    read = read_table(
        "Title,text,by,at,project,themes,state\n"
        '"Cup, library","You borrow\na cup","Ada; Mavi",2026-09-12T16:08:19+02:00,foam,"clay; lending",growing\n'
    )
    (idea,) = read.found
    assert (idea.title, idea.text, idea.by) == ("Cup, library", "You borrow\na cup", ("Ada", "Mavi"))
    assert idea.at == datetime.fromisoformat("2026-09-12T16:08:19+02:00")
    assert (idea.project, idea.themes, idea.state, idea.line) == ("foam", ("clay", "lending"), "growing", 2)
    assert why(read) == []


def test_what_cannot_come_is_named_by_its_line_and_stops_nothing() -> None:
    read = read_table(
        "title,text,at,state\n"
        '"Two\nlines",,,\n'
        ",no title,,\n"
        "Bad day,,tomorrow,\n"
        "Bad state,,,sleeping\n"
        "\n"
        '"A "quoted" word",,,\n'
        "Last,,,resting\n"
    )
    assert [one.title for one in read.found] == ["Two\nlines", "Last"]
    assert [one.line for one in read.found] == [2, 9]
    assert why(read) == [
        (4, "it has no title"),
        (5, "tomorrow is no moment such as 2026-11-21T14:03:11+01:00"),
        (6, "its state is none of: fresh, growing, taken-up, resting"),
        (8, "it is no row of a table: look at its quotation marks"),
    ]
    assert read.found[-1].because


def test_no_cell_is_left_out_without_a_word() -> None:
    read = read_table("title,,title,because,mood\nA,x,One,,good\n,,,,bad\nB,,Two,later,,more\n,,,,\n")
    assert [one.title for one in read.found] == ["One", "Two"]
    assert why(read) == [
        (1, "there is no place for the column mood"),
        (1, "of several columns title only the last one comes"),
        (2, "x stands in no column"),
        (3, "it has no title"),
        (4, "more stands in no column"),
        (4, "its because has a place only where it is resting"),
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing_below() -> None:
    read = read_table('title,text\nOne,"open\nTwo,\nThree,\n')
    assert [one.title for one in read.found] == ["Two", "Three"]
    assert why(read) == [(2, "it is no row of a table: look at its quotation marks")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_part_their_columns_in_several_ways(delimiter: str) -> None:
    text = delimiter.join(["title", "themes"]) + "\n" + delimiter.join(["Cups", '"a, b"']) + "\n"
    assert is_table(text)
    assert read_table(text).found[0].themes == ("a", "b")


def test_a_column_that_has_no_place_is_named_and_a_table_without_titles_too() -> None:
    read = read_table("title,priority\nCups,high\n")
    assert why(read) == [(1, "there is no place for the column priority")]
    assert [one.title for one in read.found] == ["Cups"]
    assert why(read_table("name\nCups\n")) == [(1, "the first line names no column title")]
    assert why(read_table("")) == [(1, "the first line names no column title")]


def test_a_text_may_be_as_long_as_a_file_is() -> None:
    assert read_table("title,text\nLong," + "x" * 500_000).found[0].text == "x" * 500_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("clay; lending", ("clay", "lending")),
        ("clay, lending", ("clay", "lending")),
        ("#clay #lending", ("clay", "lending")),
        ("opening hours", ("opening hours",)),
        (" ", ()),
    ],
)
def test_themes_are_parted_as_people_write_them(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21T14:03:11+01:00", "2026-11-21T14:03:11+01:00"),
        ("2026-11-21T13:03:11Z", "2026-11-21T13:03:11+00:00"),
        ("2026-11-21", "2026-11-21T00:00:00+00:00"),
        ("2026-11-21 14:03", "2026-11-21T14:03:00+00:00"),
        ("2026-11-21 14:03:11 +0100", "2026-11-21T14:03:11+01:00"),
        ("2026/11/1", "2026-11-01T00:00:00+00:00"),
        ("2026_11_21", "2026-11-21T00:00:00+00:00"),
        ("21.11.2026", "2026-11-21T00:00:00+00:00"),
        ("1.2.2026, 9:30", "2026-02-01T09:30:00+00:00"),
        ("[[2026-11-21]]", "2026-11-21T00:00:00+00:00"),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: str) -> None:
    assert moment_in(text) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "tomorrow", "11/12/2026", "2026-13-40", "0001-01-01T00:00:00+20:00"])
def test_what_may_mean_two_days_or_none_is_no_moment(text: str) -> None:
    assert moment_in(text) is None


@given(st.text())
def test_a_moment_is_known_or_not_whatever_is_written(text: str) -> None:
    moment = moment_in(text)
    assert moment is None or moment.astimezone(UTC)


@given(
    st.lists(st.tuples(st.text().filter(str.strip), st.text()), min_size=1),
    st.sampled_from([",", ";", "\t"]),
)
def test_whatever_stands_in_a_table_comes_out_of_it(rows: list[tuple[str, str]], delimiter: str) -> None:
    import csv
    import io

    rows = [(one.replace("\r", ""), other.replace("\r", "")) for one, other in rows]
    rows = [(one, other) for one, other in rows if one.strip()]
    paper = io.StringIO()
    writer = csv.writer(paper, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *rows])
    read = read_table(paper.getvalue())
    assert [(one.title, one.text) for one in read.found] == [(one.strip(), other.strip()) for one, other in rows]
    lines = paper.getvalue().split("\n")
    assert all(lines[one.line - 1].startswith('"') for one in read.found)


@given(st.text(alphabet='title,;"\n\t x', max_size=200))
def test_whatever_a_table_is_made_of_every_line_is_told_once_at_most(text: str) -> None:
    read = read_table(text)
    lines = [one.line for one in read.found] + [one.line for one in read.cannot if one.line > 1]
    assert len(lines) == len(set(lines))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
