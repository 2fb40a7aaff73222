"""Moments: reading them from files, writing them into files and their names, telling how long ago."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from cocreate.locale import N_, _, plural

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)
MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)

SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
SHORT_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)

_FARTHEST = timedelta(hours=14)
"""From UTC; git takes no commit of a time zone beyond it."""

_ZONES: dict[tzinfo | None, tzinfo | None] = {UTC: UTC}
"""One object for each offset met: moments that share theirs are compared in a third of the time."""


def on_this_clock(moment: datetime) -> datetime:
    """`moment` as this computer's clock has it; in UTC, where its time zone is set to one that is nowhere on earth."""
    try:
        here = moment.astimezone()
    except (ValueError, OverflowError):
        return moment.astimezone(UTC)
    return here if abs(here.utcoffset() or timedelta()) <= _FARTHEST else moment.astimezone(UTC)


def parse_moment(text: str) -> datetime | None:
    """The moment an ISO 8601 `text` names, in UTC where it says no offset; None where it names none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    zone = _ZONES.setdefault(moment.tzinfo, moment.tzinfo) or UTC
    aware = moment if moment.tzinfo is zone else moment.replace(tzinfo=zone)
    if 1 < aware.year < 9999:
        return aware
    try:
        aware.astimezone(UTC)
    except OverflowError:
        return None
    return aware


def parse_day(text: str) -> date | None:
    """The day an ISO 8601 `text` names, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def stamp(moment: datetime) -> str:
    """`moment` as file names carry it: UTC, such as `20261121T130311Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def month(moment: datetime) -> str:
    """The folder of `moment`, such as `2026-11`, in UTC as the stamp beside it."""
    return moment.astimezone(UTC).strftime("%Y-%m")


def written(moment: datetime) -> str:
    """`moment` as the key `at` carries it: to the second, with the writer's offset."""
    return moment.replace(microsecond=0).isoformat()


def later(moment: datetime, *earlier: datetime | None) -> datetime:
    """`moment`, or the second after the last of `earlier`: what comes later counts as later, also within a second."""
    last = max((one for one in earlier if one), default=None)
    if last is None or moment.replace(microsecond=0) > last:
        return moment
    try:
        return (last + timedelta(seconds=1)).astimezone(moment.tzinfo)
    except OverflowError:
        return moment


def day_words(moment: datetime) -> str:
    """The day of `moment`, as its writer's clock had it, such as `2026-11-21`."""
    return moment.date().isoformat()


def day_heading(moment: datetime, now: datetime) -> str:
    """The day of `moment` as a heading: today, yesterday, a weekday with its date, or the date alone."""
    days = (now.date() - moment.date()).days
    if days in {0, 1}:
        return _("Yesterday") if days else _("Today")
    if not 0 < days < 300:
        return day_words(moment)
    weekday, month_ = _(WEEKDAYS[moment.weekday()]), _(MONTHS[moment.month - 1])
    return _("{weekday}, {day} {month}").format(weekday=weekday, day=moment.day, month=month_)


def date_shortly(day: date, today: date) -> str:
    """A day with its weekday, such as `Fri 4 Dec`; one that is far away, as files have it."""
    if abs((day - today).days) > 300:
        return day.isoformat()
    weekday, month_ = _(SHORT_WEEKDAYS[day.weekday()]), _(SHORT_MONTHS[day.month - 1])
    return _("{weekday} {day} {month}").format(weekday=weekday, day=day.day, month=month_)


def near_words(day: date, today: date) -> str:
    """What a day is called that is near: today, tomorrow, yesterday; of others nothing."""
    return {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((day - today).days, "")


def day_shortly(text: str, today: date) -> str:
    """The day that a moment or a day in a file names, in a word or three: `today`, `Fri 4 Dec`."""
    day = parse_day(text[:10])
    return (near_words(day, today) or date_shortly(day, today)) if day else text[:10]


def by_when(text: str, today: date) -> str:
    """By which day something was said to be there: `by today`, `by Fri 4 Dec`, `its day was Fri 20 Nov`."""
    day, told = parse_day(text[:10]), day_shortly(text, today)
    return (_("its day was {day}") if day and day < today else _("by {day}")).format(day=told)


def ago(moment: datetime, now: datetime) -> str:
    """How long before `now`, short enough for a line's edge: `5 min`, `2 h`, `3 d`, `6 w`, or the day.

    Of what is yet to come by more than clocks are apart, the day.
    """
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return _("now") if seconds > -86400 else day_words(moment)
    if seconds < 3600:
        return _("{count} min").format(count=int(seconds // 60))
    if seconds < 86400:
        return _("{count} h").format(count=int(seconds // 3600))
    if seconds < 86400 * 30:
        return _("{count} d").format(count=int(seconds // 86400))
    if seconds < 86400 * 364:
        return _("{count} w").format(count=int(seconds // (86400 * 7)))
    return day_words(moment)


def spell_days(count: int) -> str:
    """So many days in words."""
    return plural("{count} day", "{count} days", count).format(count=count)
