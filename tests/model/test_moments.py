"""Moments: read from files, written into files and names, told as how long ago."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.moments import ago, by_when, day_shortly, month, parse_day, parse_moment, stamp, written

BERLIN = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 21, 14, 3, 11, tzinfo=BERLIN)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS)  # noqa: DTZ001


@given(MOMENTS)
def test_a_moment_is_read_back_as_written_to_the_second_with_its_offset(moment: datetime) -> None:
    back = parse_moment(written(moment))
    assert back == moment.replace(microsecond=0)
    assert back.utcoffset() == moment.utcoffset()


def test_a_moment_is_written_with_the_offset_of_its_writer() -> None:
    assert written(NOON.replace(microsecond=123456)) == "2026-11-21T14:03:11+01:00"


def test_a_moment_without_an_offset_counts_as_utc() -> None:
    assert parse_moment("2026-11-21T14:03:11") == datetime(2026, 11, 21, 14, 3, 11, tzinfo=UTC)
    assert parse_moment("2026-11-21T14:03:11Z") == datetime(2026, 11, 21, 14, 3, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-01T00:00:00",
        "12:30",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_names_no_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?", fullmatch=True))
def test_whatever_text_names_a_moment_can_be_told_in_utc(text: str) -> None:
    moment = parse_moment(text)
    if moment is not None:
        assert moment.astimezone(UTC).tzinfo is UTC
        assert ago(moment, NOON)


def test_names_of_files_and_folders_carry_utc() -> None:
    assert stamp(NOON) == "20261121T130311Z"
    assert month(datetime(2026, 12, 1, 0, 30, tzinfo=BERLIN)) == "2026-11"


@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_the_moments_they_stand_for(one: datetime, other: datetime) -> None:
    if one <= other:
        assert stamp(one) <= stamp(other)
        assert month(one) <= month(other)


def test_a_day_is_read_or_is_none() -> None:
    assert parse_day("2026-11-21") == date(2026, 11, 21)
    assert parse_day("2026-11-31") is None
    assert parse_day("soon") is None


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=29, hours=23), "29 d"),
        (timedelta(days=30), "4 w"),
        (timedelta(days=363), "51 w"),
        (timedelta(days=364), "2025-11-22"),
        (timedelta(hours=-23), "now"),
        (timedelta(days=-2), "2026-11-23"),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit_that_fits(before: timedelta, words: str) -> None:
    assert ago(NOON - before, NOON) == words


def test_a_day_is_told_as_people_say_it_near_with_its_weekday_and_far_away_as_it_is() -> None:
    today = date(2026, 11, 27)
    told = {day: by_when(day, today) for day in ("2026-11-27", "2026-12-04", "2026-11-20", "2028-01-01", "x")}
    assert told == {
        "2026-11-27": "by today",
        "2026-12-04": "by Fri 4 Dec",
        "2026-11-20": "its day was Fri 20 Nov",
        "2028-01-01": "by 2028-01-01",
        "x": "by x",
    }
    assert day_shortly("2026-11-28T23:59:59+01:00", today) == "tomorrow"
