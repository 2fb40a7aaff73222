"""Days as people say them: tomorrow, friday, 5.12., in 2 weeks; in English, German and the language of the reader."""

import re
from datetime import date, timedelta

from cocreate.locale import _
from cocreate.model.moments import MONTHS, WEEKDAYS, parse_day
from cocreate.model.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEAR = {
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
    "morgen": 1,
    "day after tomorrow": 2,
    "ubermorgen": 2,
    "yesterday": -1,
    "gestern": -1,
    "day before yesterday": -2,
    "vorgestern": -2,
}
_WEEKDAYS_DE = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_MONTHS_DE = (
    *("januar", "februar", "marz", "april", "mai", "juni", "juli"),
    *("august", "september", "oktober", "november", "dezember"),
)
_SMALL_WORDS = re.compile(r"\b(?:on|by|until|the|am|bis|zum|den|um|of)\b|(?<=\d)(?:st|nd|rd|th)\b")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "ein": 1, "einem": 1, "einer": 1, "two": 2, "zwei": 2, "three": 3, "drei": 3}
_UNITS = {"day": 1, "days": 1, "d": 1, "tag": 1, "tage": 1, "tagen": 1}
_UNITS |= dict.fromkeys(("week", "weeks", "w", "woche", "wochen"), 7)
_MONTH_WORDS = frozenset(["month", "months", "monat", "monate", "monaten"])
_YEAR_WORDS = frozenset(["year", "years", "jahr", "jahre", "jahren"])
_SPAN = re.compile(r"(?:in |vor )?(\d{1,4}|[a-z]+) ?([a-z]+)(?: ago)?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?")


def day_named(text: str, today: date, *, is_past: bool = False, back: bool = False) -> date | None:
    """The day that `text` names, seen from `today`; None where it names none.

    A weekday, or a day without its year, is the next one from today on, or the last one until today of a day that
    `is_past`; "3 days ago" and "yesterday" lie before. Whoever looks `back` means the last weekday before today.
    """
    if day := parse_day(text.strip()):
        return day
    words = " ".join(_SMALL_WORDS.sub(" ", fold(text).replace(",", " ")).split())
    try:
        if words in _NEAR:
            return today + timedelta(days=_NEAR[words])
        step = -1 if back or is_past else 1
        weekday = _weekday_back(words, today, is_past=is_past) if step < 0 else _weekday(words, today)
        found = weekday or _dotted(words, today, step) or _with_month(words, today, step)
        return found or (None if back else _span(words, today))
    except (ValueError, OverflowError):
        return None


def _weekday(words: str, today: date) -> date | None:
    bare = words.removeprefix("next ").removeprefix("nachsten ")
    number = _place(bare, WEEKDAYS, _WEEKDAYS_DE)
    if number is None:
        return None
    ahead = (number - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if bare != words else 0))


def _weekday_back(words: str, today: date, *, is_past: bool) -> date | None:
    number = _place(words, WEEKDAYS, _WEEKDAYS_DE)
    if number is None:
        return None
    return today - timedelta(days=(today.weekday() - number) % 7 or (0 if is_past else 7))


def _place(word: str, names: "Sequence[str]", others: "Sequence[str]") -> int | None:
    """Which of the names a word is, or begins with three letters or more of."""
    if len(word.rstrip(".")) < 2:
        return None
    for number, spellings in enumerate(zip(names, others, strict=True)):
        known: Iterable[str] = (fold(_(spellings[0])), fold(spellings[0]), spellings[1])
        if any(word == name or (len(word.rstrip(".")) > 2 and name.startswith(word.rstrip("."))) for name in known):
            return number
    return None


def _dotted(words: str, today: date, step: int = 1) -> date | None:
    found = _DOTTED.fullmatch(words)
    if not found:
        return None
    day, month, year = found.groups()
    return _next(int(day), int(month), int(year) if year else 0, today, step)


def _with_month(words: str, today: date, step: int = 1) -> date | None:
    """`5 december`, `dec 5`, `5. dezember 2027`."""
    parts = words.split()
    year = int(parts.pop()) if len(parts) == 3 and parts[-1].isdecimal() and len(parts[-1]) == 4 else 0
    numbers = [part.rstrip(".") for part in parts if part.rstrip(".").isdecimal()]
    names = [part for part in parts if not part.rstrip(".").isdecimal()]
    if len(numbers) != 1 or len(names) != 1:
        return None
    month = _place(names[0], MONTHS, _MONTHS_DE)
    return None if month is None else _next(int(numbers[0]), month + 1, year, today, step)


def _next(day: int, month: int, year: int, today: date, step: int) -> date:
    """The next such day from today on; with a step of -1 the last one."""
    if year:
        return date(year, month, day)
    for away in range(9):  # the 29th of February may be eight years away
        try:
            found = date(today.year + step * away, month, day)
        except ValueError:
            continue
        if (found - today).days * step >= 0:
            return found
    raise ValueError(day)


def _span(words: str, today: date) -> date | None:
    found = _SPAN.fullmatch(words)
    if not found:
        return None
    much, unit = found.groups()
    count = int(much) if much.isdecimal() else _NUMBERS.get(much, 1 if much in {"next", "nachste"} else 0)
    if not count:
        return None
    back = -1 if words.endswith(" ago") or words.startswith("vor ") else 1
    if unit in _UNITS:
        return today + timedelta(days=back * count * _UNITS[unit])
    if unit in _MONTH_WORDS or unit in _YEAR_WORDS:
        return months_on(today, back * count * (12 if unit in _YEAR_WORDS else 1))
    return None


def months_on(today: date, count: int) -> date:
    """The same day some months on, or the last one that month has."""
    months = today.year * 12 + today.month - 1 + count
    year, month = months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(today.day, last))
