"""Spans of time as people say them: `yesterday`, `monday`, `3 days`; and how long ago something was, in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from cocreate.locale import N_, _, plural
from cocreate.model.days import day_named
from cocreate.model.moments import parse_day, parse_moment, spell_days
from cocreate.model.text import fold

_TODAY, _YESTERDAY = N_("today"), N_("yesterday")

_GERMAN = {
    **dict.fromkeys(("minute", "minuten"), timedelta(minutes=1)),
    **dict.fromkeys(("stunde", "stunden"), timedelta(hours=1)),
    **dict.fromkeys(("tag", "tage", "tagen"), timedelta(days=1)),
    **dict.fromkeys(("woche", "wochen"), timedelta(weeks=1)),
    **dict.fromkeys(("monat", "monate", "monaten"), timedelta(days=30)),
}
_UNITS = {
    **dict.fromkeys((N_("min"), N_("minute"), N_("minutes")), timedelta(minutes=1)),
    **dict.fromkeys(("h", N_("hour"), N_("hours")), timedelta(hours=1)),
    **dict.fromkeys(("d", N_("day"), N_("days")), timedelta(days=1)),
    **dict.fromkeys(("w", N_("week"), N_("weeks")), timedelta(weeks=1)),
    **dict.fromkeys((N_("month"), N_("months")), timedelta(days=30)),
}

_FURTHEST = 36_500
"""Days that one can look back at most."""


def moment_back(said: str, now: datetime) -> datetime | None:
    """The moment at or before `now` that somebody means by `said`; None where it says none.

    A day (`2026-11-21`, `today`, `yesterday`, `monday` for the last one) means its beginning, by the clock of `now`;
    a span (`3 days`, `2 weeks ago`, `last month`, `5h`) is counted back; a moment as files have it is that moment.
    Words count in English, in German and in the reader's language, as those of days to come do (`days`).
    """
    words = _bare(fold(said).split())
    if moment := _named_day(" ".join(words), now):
        return moment
    if day := parse_day(said.strip()):
        return datetime.combine(day, time.min, now.tzinfo)
    return _counted_back(words, now) or parse_moment(said.strip())


_AGO, _LAST = frozenset(["vor"]), frozenset(["letzte", "letzten", "letzter", "letztes"])
"""What German says for `ago`, which stands before, and for `last`."""


def _bare(words: list[str]) -> list[str]:
    """`words` without those that only say that it is over: `last monday`, `2 weeks ago`; `last week` is one week."""
    if len(words) > 1 and words[-1] in _both(N_("ago")):
        return words[:-1]
    if len(words) > 1 and words[0] in _AGO:
        return words[1:]
    if len(words) == 2 and words[0] in _both(N_("last")) | _LAST:
        is_unit = words[1] in _GERMAN or any(words[1] in _both(name) for name in _UNITS)
        return ["1", words[1]] if is_unit else words[1:]
    return words


def _named_day(word: str, now: datetime) -> datetime | None:
    midnight = datetime.combine(now.date(), time.min, now.tzinfo)
    if word in _both(_TODAY):
        return midnight
    if word in _both(_YESTERDAY):
        return midnight - timedelta(days=1)
    day = day_named(word, now.date(), back=True)
    return datetime.combine(day, time.min, now.tzinfo) if day and day <= now.date() else None


def _counted_back(words: list[str], now: datetime) -> datetime | None:
    """So many units before `now`: `3 days`, `3d`, `a week`."""
    if len(words) == 1:
        digits = len(words[0]) - len(words[0].lstrip("0123456789"))
        words = [words[0][:digits], words[0][digits:]]
    if len(words) != 2:
        return None
    number = "1" if words[0] in {"a", "an", "ein", "einem", "einer", *_both(N_("one"))} else words[0]
    unit = next((size for name, size in _UNITS.items() if words[1] in _both(name)), _GERMAN.get(words[1]))
    if unit is None or not (number.isascii() and number.isdecimal()) or len(number) > 6:
        return None
    back = unit * int(number)
    return now - min(back, timedelta(days=_FURTHEST))


def _both(english: str) -> set[str]:
    """A word in English and in the reader's language, folded."""
    return {fold(english), fold(_(english))}


def how_long(moment: datetime, now: datetime) -> str:
    """How long `now` is after `moment`, in words: `20 minutes`, `5 hours`, `2 days`, `3 weeks`."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if not minutes:
        return _("a moment")
    if minutes < 60:
        return plural("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 24:
        return plural("{count} hour", "{count} hours", hours).format(count=hours)
    days = hours // 24
    if days < 21:
        return spell_days(days)
    return plural("{count} week", "{count} weeks", days // 7).format(count=days // 7)
