"""Spans of time as people say them."""

from datetime import datetime, timedelta, timezone

import pytest

from cocreate.model.spans import how_long, moment_back

HERE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 26, 14, 30, tzinfo=HERE)
"""A Thursday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-21", datetime(2026, 11, 21, tzinfo=HERE)),
        ("2026-11-21T10:40:50+01:00", datetime(2026, 11, 21, 10, 40, 50, tzinfo=HERE)),
        ("today", datetime(2026, 11, 26, tzinfo=HERE)),
        ("Yesterday", datetime(2026, 11, 25, tzinfo=HERE)),
        ("monday", datetime(2026, 11, 23, tzinfo=HERE)),
        ("Thursday", datetime(2026, 11, 19, tzinfo=HERE)),
        ("3 days", NOW - timedelta(days=3)),
        ("3d", NOW - timedelta(days=3)),
        ("a week", NOW - timedelta(weeks=1)),
        ("2  weeks", NOW - timedelta(weeks=2)),
        ("2 weeks ago", NOW - timedelta(weeks=2)),
        ("3d ago", NOW - timedelta(days=3)),
        ("last month", NOW - timedelta(days=30)),
        ("last Monday", datetime(2026, 11, 23, tzinfo=HERE)),
        ("mon", datetime(2026, 11, 23, tzinfo=HERE)),
        ("Montag", datetime(2026, 11, 23, tzinfo=HERE)),
        ("letzten Freitag", datetime(2026, 11, 20, tzinfo=HERE)),
        ("heute", datetime(2026, 11, 26, tzinfo=HERE)),
        ("vorgestern", datetime(2026, 11, 24, tzinfo=HERE)),
        ("day before yesterday", datetime(2026, 11, 24, tzinfo=HERE)),
        ("5.12.", datetime(2025, 12, 5, tzinfo=HERE)),
        ("21 november", datetime(2026, 11, 21, tzinfo=HERE)),
        ("vor 3 Tagen", NOW - timedelta(days=3)),
        ("letzte Woche", NOW - timedelta(weeks=1)),
        ("5 hours", NOW - timedelta(hours=5)),
    ],
)
def test_a_moment_is_said_as_people_say_it(said: str, meant: datetime) -> None:
    assert moment_back(said, NOW) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ago",
        "last",
        "last apple",
        "whenever",
        "3",
        "-3 days",
        "3 apples",
        "days",
        "31-12-2026",
        "tomorrow",
        "morgen",
    ],
)
def test_what_says_no_moment_is_none(said: str) -> None:
    assert moment_back(said, NOW) is None


def test_however_far_somebody_looks_back_there_is_a_moment() -> None:
    back = moment_back("999999 weeks", NOW)
    assert back
    assert back.year > 1900


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "a moment"),
        (timedelta(minutes=20), "20 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=2, hours=5), "2 days"),
        (timedelta(weeks=5), "5 weeks"),
    ],
)
def test_how_long_ago_is_said_in_words(ago: timedelta, words: str) -> None:
    assert how_long(NOW - ago, NOW) == words
