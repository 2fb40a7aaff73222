"""Days as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.days import day_named

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-05", "2026-12-05"),
        ("today", "2026-11-26"),
        ("tomorrow", "2026-11-27"),
        ("Morgen", "2026-11-27"),
        ("übermorgen", "2026-11-28"),
        ("yesterday", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("Fr", None),
        ("fri", "2026-11-27"),
        ("until Thursday", "2026-11-26"),
        ("next thursday", "2026-12-03"),
        ("Montag", "2026-11-30"),
        ("5.12.", "2026-12-05"),
        ("5. 12. 2027", "2027-12-05"),
        ("1.11.", "2027-11-01"),
        ("29.2.", "2028-02-29"),
        ("5 december", "2026-12-05"),
        ("December 5th", "2026-12-05"),
        ("am 5. Dezember", "2026-12-05"),
        ("3. März 2027", "2027-03-03"),
        ("dec 5, 2028", "2028-12-05"),
        ("in 2 weeks", "2026-12-10"),
        ("2 weeks", "2026-12-10"),
        ("in zwei Wochen", "2026-12-10"),
        ("next week", "2026-12-03"),
        ("in a month", "2026-12-26"),
        ("3 months", "2027-02-26"),
        ("a year", "2027-11-26"),
        ("3 days ago", "2026-11-23"),
        ("vor 2 Wochen", "2026-11-12"),
        ("soon", None),
        ("", None),
        ("31.2.", None),
        ("99999 years", None),
        ("12", None),
    ],
)
def test_a_day_as_people_say_it(said: str, day: str | None) -> None:
    found = day_named(said, THURSDAY)
    assert (found.isoformat() if found else None) == day


def test_the_last_day_of_a_month_has_one_a_month_later() -> None:
    assert day_named("1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(said=st.text(max_size=30), today=st.dates())
def test_whatever_is_said_it_is_a_day_or_none(said: str, today: date) -> None:
    day_named(said, today)


@given(day=st.dates(), today=st.dates())
def test_every_day_is_known_as_it_is_written(day: date, today: date) -> None:
    assert day_named(day.isoformat(), today) == day


def test_a_day_that_was_is_the_last_one_until_today() -> None:
    friday = date(2026, 11, 27)
    told = {
        word: day_named(word, friday, is_past=True) for word in ("friday", "saturday", "5.12.", "27 nov", "2027-01-01")
    }
    assert told == {
        "friday": friday,
        "saturday": date(2026, 11, 21),
        "5.12.": date(2025, 12, 5),
        "27 nov": friday,
        "2027-01-01": date(2027, 1, 1),
    }
    assert day_named("29.2.", friday, is_past=True) == date(2024, 2, 29)
    assert day_named("in 2 days", friday, is_past=True) == date(2026, 11, 29)
