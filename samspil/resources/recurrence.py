"""When something happens again: rules of RFC 5545 made, checked, read in words and counted out in local days.

A rule says nothing about the clock: it counts days, and ``starts_at`` and ``zone`` of the resource say when on the day.
So a change to summer time moves nothing.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from samspil.foundation.text import inside_sentence, unbroken
from samspil.resources.models import LINE_LENGTH, Day, Resource

DAYS = tuple(Day.values)
CODES = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
NAMES = {code: day for day, code in CODES.items()}
LAST = -1
ORDERS = (1, 2, 3, 4, LAST)
# Only what people say of an activity. Rules that name seconds, hours or days of the year could count for ever.
RULE = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?:;(?:INTERVAL=[1-9]\d?|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}(?:T\d{6}Z?)?|WKST=(?:MO|SU)"
    r"|BYDAY=-?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,-?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)){0,6}"
    r"|BYMONTHDAY=-?(?:[1-9]|[12]\d|3[01])|BYMONTH=(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2])){0,11}"
    r"|BYSETPOS=-?[1-5])){0,6}"
)
PART_OF_DAY = (("morning", time(0), time(12)), ("afternoon", time(12), time(17)), ("evening", time(17), time.max))
NO_FURTHER = timedelta(days=3 * 366)
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def weekly(days: Iterable[str], every: int = 1) -> str:
    """The rule for every week (or every second one) on these ``days`` of DAYS; none, no rule."""
    codes = [CODES[day] for day in DAYS if day in set(days)]
    interval = f";INTERVAL={every}" if every > 1 else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(codes)}" if codes else ""


def monthly(day: str, order: int) -> str:
    """The rule for the first to fourth, or the last (-1), of a day in each month."""
    return f"FREQ=MONTHLY;BYDAY={order}{CODES[day]}"


def checked(rule: str) -> str:
    """The rule in upper case, if we can count with it. Raises: ValidationError on the field ``recurrence``."""
    rule = rule.strip().removeprefix("RRULE:").strip(";").upper()
    if not rule:
        return ""
    problem = ValidationError({"recurrence": [_("Vi forstår ikke, hvor tit det sker. Skriv det med ord i stedet.")]})
    if len(rule) > LINE_LENGTH or not RULE.fullmatch(rule) or never_happens(rule):
        raise problem
    try:
        rrulestr(rule, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 - local days, see above
    except (ValueError, TypeError) as wrong:
        raise problem from wrong
    return rule


def never_happens(rule: str) -> bool:
    """Whether its parts may not meet on any day ("the second of each day", 30 February). Whoever looks for the next one
    would look until the year 9999, for many seconds.
    """
    parts = parts_of(rule)
    often, is_spaced = parts["FREQ"], parts.get("INTERVAL", "1") != "1"
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    return (
        (often in ("DAILY", "WEEKLY") and bool({"BYMONTHDAY", "BYSETPOS"} & parts.keys()))
        or (often == "DAILY" and is_spaced and "BYDAY" in parts)
        or (often == "MONTHLY" and is_spaced and "BYMONTH" in parts)
        or {"BYDAY", "BYMONTHDAY"} <= parts.keys()
        or ("BYSETPOS" in parts and not re.fullmatch(r"[A-Z,]+", parts.get("BYDAY", "")))
        or abs(int(parts.get("BYMONTHDAY", 1))) > max(LONGEST_MONTHS[month - 1] for month in months)
    )


def parts_of(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";") if "=" in part)


def days_of(rule: str, first_on: date | None = None) -> list[str]:
    """The days of the week on which it may happen, in the order of the week."""
    parts = parts_of(rule)
    named = {NAMES[code[-2:]] for code in parts.get("BYDAY", "").split(",") if code[-2:] in NAMES}
    if not named and parts.get("FREQ") == "DAILY":
        named = set(DAYS)
    if not named and first_on and (not rule or parts.get("FREQ") == "WEEKLY"):
        named = {DAYS[first_on.weekday()]}
    return [day for day in DAYS if day in named]


def times_of(starts_at: time | None, ends_at: time | None = None) -> list[str]:
    """The parts of the day it reaches into for at least half an hour: of ``matching.types.TIMES``."""
    if starts_at is None:
        return []
    start = starts_at.hour * 60 + starts_at.minute
    end = ends_at.hour * 60 + ends_at.minute if ends_at and ends_at > starts_at else start + 30
    found = []
    for name, begins, stops in PART_OF_DAY:
        shared = min(end, stops.hour * 60 + stops.minute) - max(start, begins.hour * 60 + begins.minute)
        if shared >= min(30, end - start):
            found.append(name)
    return found


def dates(rule: str, first_on: date | None, after: date, most: int = 4) -> list[date]:
    """The next ``most`` days from ``after`` on (that day included), no further than three years ahead."""
    if not rule:
        return [first_on] if first_on and first_on >= after else []
    start = first_on or after - timedelta(days=after.weekday())
    # Counting a daily rule from long ago takes time; without COUNT and INTERVAL it may begin anywhere.
    parts = parts_of(rule)
    if not {"COUNT", "INTERVAL"} & parts.keys() and ("BYDAY" in parts or parts["FREQ"] == "DAILY"):
        start = max(start, after)
    # UNTIL may carry a time of day; for days alone it counts as that day.
    plain = re.sub(r"(UNTIL=\d{8})T\d{6}Z?", r"\1", rule)
    days = rruleset()
    days.rrule(rrulestr(plain, dtstart=datetime.combine(start, time())))
    begins = datetime.combine(after, time())
    return [day.date() for day in days.xafter(begins, count=most, inc=True) if day <= begins + NO_FURTHER]


def next_dates(resource: Resource, after: date, most: int = 4) -> list[date]:
    if not resource.is_active:
        return []
    return dates(resource.recurrence, resource.first_on, after, most)


def moment(resource: Resource, day: date) -> datetime | None:
    """When it begins on ``day``, as an aware time in its own zone; None when the clock is not known."""
    if resource.starts_at is None:
        return None
    return datetime.combine(day, resource.starts_at, tzinfo=ZoneInfo(resource.zone))


def in_words(resource: Resource) -> str:
    """ "Hver torsdag kl. 19-21", "Den første onsdag i måneden", or what was written. Empty when nothing is known."""
    said = rule_in_words(resource.recurrence, resource.first_on)
    clock = clock_in_words(resource.starts_at, resource.ends_at)
    return " · ".join(part for part in (f"{said} {clock}".strip(), resource.times_text) if part)


def clock_in_words(starts_at: time | None, ends_at: time | None) -> str:
    """For a page or a letter, where it stays on one line. What a machine is to read goes through ``clean_line``."""
    if starts_at is None:
        return ""
    start = time_format(starts_at, "G.i").removesuffix(".00")
    if ends_at is None:
        return unbroken(_("kl. %(start)s") % {"start": start})
    end = time_format(ends_at, "G.i").removesuffix(".00")
    return unbroken(_("kl. %(start)s–%(end)s") % {"start": start, "end": end})


def rule_in_words(rule: str, first_on: date | None) -> str:
    if not rule:
        return date_format(first_on, pgettext("datoformat", "j. F Y")) if first_on else ""
    parts = parts_of(rule)
    interval = int(parts.get("INTERVAL", 1))
    days = days_of(rule, first_on)
    named = enumerated([inside_sentence(Day(day).label) for day in days])
    if parts["FREQ"] == "WEEKLY" and days:
        if interval == 1 and len(days) == 7:
            return _("Hver dag")
        if interval == 1 and days == list(DAYS[:5]):
            return _("Hver hverdag")
        if interval == 1:
            return _("Hver %(days)s") % {"days": named}
        if interval == 2:
            return _("Hver anden %(days)s") % {"days": named}
        return _("Hver %(n)d. uge: %(days)s") % {"n": interval, "days": named}
    order = re.fullmatch(r"(-?[1-5])([A-Z]{2})", parts.get("BYDAY", ""))
    if parts["FREQ"] == "MONTHLY" and interval == 1 and order:
        return order_in_words(int(order[1])) % {"day": named}
    if parts["FREQ"] == "DAILY" and interval == 1:
        return _("Hver dag")
    return {"MONTHLY": _("Hver måned"), "YEARLY": _("Hvert år"), "DAILY": _("Med nogle dages mellemrum")}.get(
        parts["FREQ"], _("Jævnligt")
    )


def order_in_words(order: int) -> str:
    return {
        1: _("Den første %(day)s i måneden"),
        2: _("Den anden %(day)s i måneden"),
        3: _("Den tredje %(day)s i måneden"),
        4: _("Den fjerde %(day)s i måneden"),
        LAST: _("Den sidste %(day)s i måneden"),
    }.get(order, _("Hver måned på en %(day)s"))


def enumerated(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s og %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


# How the form asks: a pattern, days, and for a month which of them.
PATTERNS = {
    "": gettext_lazy("Ikke på faste dage"),
    "weekly": gettext_lazy("Hver uge"),
    "biweekly": gettext_lazy("Hver anden uge"),
    "monthly": gettext_lazy("Hver måned"),
    "once": gettext_lazy("Én gang"),
}


def pattern_of(rule: str, first_on: date | None) -> tuple[str, int]:
    """The pattern of the form and the order in the month. A rule of another sort is "own": it stays as it is."""
    if not rule:
        return ("once" if first_on else "", 1)
    parts = parts_of(rule)
    order = re.fullmatch(r"(-?[1-4])[A-Z]{2}", parts.get("BYDAY", ""))
    if parts["FREQ"] == "MONTHLY" and set(parts) == {"FREQ", "BYDAY"} and order and int(order[1]) in ORDERS:
        return ("monthly", int(order[1]))
    if parts["FREQ"] == "WEEKLY" and set(parts) <= {"FREQ", "BYDAY", "INTERVAL"} and "BYDAY" in parts:
        found = {"1": "weekly", "2": "biweekly"}.get(parts.get("INTERVAL", "1"))
        if found:
            return (found, 1)
    return ("own", 1)


def rule_of(pattern: str, days: list[str], order: int = 1) -> str:
    """The rule that the form's answers make. Raises: ValidationError on ``days``."""
    if pattern in ("weekly", "biweekly"):
        if not days:
            raise ValidationError({"days": [_("Vælg mindst én dag.")]})
        return weekly(days, 2 if pattern == "biweekly" else 1)
    if pattern == "monthly":
        if len(days) != 1:
            raise ValidationError({"days": [_("Vælg én dag, når det er hver måned.")]})
        return monthly(days[0], order)
    return ""
