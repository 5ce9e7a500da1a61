"""An association's own calendar (RFC 5545) into rows: what happens again, and what is still to come."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Calendar

from samspil.exchange.columns import FIELDS
from samspil.foundation import clock

# A rule that names these cannot be kept as days of the week, the month or the year.
DROPPED = {"BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"}


def rows_of_calendar(data: bytes) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The headings (our own field names) and a row for each event that is not over. Raises: ValidationError."""
    try:
        calendars = Calendar.from_ical(data, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as problem:  # a broken file breaks the parser in any way there is
        raise ValidationError(_("Kalenderen kan ikke læses. Hent den igen som .ics, og prøv igen.")) from problem
    # An event with RECURRENCE-ID is one day of a series that was moved; the series itself stands elsewhere.
    rows = [cells for event in events if "RECURRENCE-ID" not in event and (cells := cells_of(event))]
    if not rows:
        raise ValidationError(_("Der er ingen kommende begivenheder i kalenderen. Lav en ny fil, og prøv igen."))
    return list(FIELDS), iter(enumerate(rows, 1))


def cells_of(event: Any) -> list[str]:
    """One event in words, or nothing when it is over or was called off."""
    try:
        words = words_of(event)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        words = {"title": plain(event, "SUMMARY"), "external_id": plain(event, "UID")[:120], "first_on": "?"}
    return [words.get(name, "") for name in FIELDS] if words else []


def words_of(event: Any) -> dict[str, str]:
    if plain(event, "STATUS").upper() == "CANCELLED" or "DTSTART" not in event:
        return {}
    starts, zone = local(event["DTSTART"].dt)
    rule = rule_of(event)
    day = starts.date() if isinstance(starts, datetime) else starts
    today = clock.today()
    until = until_of(event)
    if (not rule and day < today) or (until is not None and until < today):
        return {}
    words = {
        "external_id": plain(event, "UID")[:120],
        "title": plain(event, "SUMMARY"),
        "body": plain(event, "DESCRIPTION"),
        "place": plain(event, "LOCATION").split(",")[0].strip()[:120],
        "address": plain(event, "LOCATION")[:200],
        "first_on": day.isoformat(),
        "recurrence": rule,
        "website": plain(event, "URL"),
    }
    if isinstance(starts, datetime):
        words["starts_at"] = f"{starts:%H:%M}"
        ends = ends_of(event, starts, zone)
        if ends and ends.date() == starts.date():
            words["ends_at"] = f"{ends:%H:%M}"
    if "GEO" in event:
        words |= {"lat": str(event["GEO"].latitude), "lon": str(event["GEO"].longitude)}
    return words


def local(moment: date | datetime) -> tuple[date | datetime, ZoneInfo]:
    """The local time here of a moment; one without a zone is local already."""
    zone = ZoneInfo(settings.TIME_ZONE)
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(zone), zone
    return moment, zone


def ends_of(event: Any, starts: datetime, zone: ZoneInfo) -> datetime | None:
    if "DTEND" in event:
        ends, _zone = local(event["DTEND"].dt)
        return ends if isinstance(ends, datetime) else None
    lasts = event["DURATION"].dt if "DURATION" in event else None
    return starts + lasts if isinstance(lasts, timedelta) else None


def rule_of(event: Any) -> str:
    """The rule in the parts we count with; one with other parts keeps its rhythm and loses those."""
    rule = event.get("RRULE")
    if isinstance(rule, list):
        rule = rule[0]
    if not rule:
        return ""
    kept = {name: value for name, value in rule.items() if name.upper() not in DROPPED}
    return ";".join(f"{name.upper()}={','.join(part(each) for each in value)}" for name, value in kept.items())


def part(value: Any) -> str:
    if isinstance(value, date):  # UNTIL, with or without a clock
        return f"{value:%Y%m%d}"
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def until_of(event: Any) -> date | None:
    rule = event.get("RRULE")
    found = rule.get("UNTIL") if rule and not isinstance(rule, list) else None
    until = found[0] if found else None
    return until.date() if isinstance(until, datetime) else until


def plain(event: Any, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return str(value or "").strip()[:6000]
