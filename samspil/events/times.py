"""When an event is: said on the local clock, kept as a moment, and read out on the local clock again.

A change to summer time moves nothing that was said. An hour that the clocks skip in spring is read as the hour after
it, and one that comes twice in autumn as the first of the two (RFC 5545, section 3.3.5).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspil.events.models import Event
from samspil.resources import recurrence


def aware(day: date, at: time, zone: str) -> datetime:
    """A local time as the moment it is, in UTC so that two of them can be compared."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def moments(first_on: date, starts: time, until_on: date | None, ends: time, zone: str) -> tuple[datetime, datetime]:
    """From the first day at ``starts`` to the last at ``ends``; past midnight when it ends before it begins."""
    last = until_on or first_on
    if last == first_on and ends <= starts:
        last += timedelta(days=1)
    begins, stops = aware(first_on, starts, zone), aware(last, ends, zone)
    if stops <= begins:  # it begins in the hour that the clocks skip
        stops = begins + (datetime.combine(last, ends) - datetime.combine(first_on, starts))
    return begins, stops


def local(at: datetime, zone: str) -> datetime:
    return timezone.localtime(at, ZoneInfo(zone))


def day_in_words(at: datetime) -> str:
    # Translators: a day with its weekday, in Django's date format letters; backslashes keep letters as they are.
    return date_format(at, pgettext("datoformat", r"l \d\e\n j. F Y"))


def with_capital(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def in_words(event: Event) -> str:
    """ "Torsdag den 3. december 2026 kl. 10–12", or from one day to another."""
    starts, ends = local(event.starts_at, event.zone), local(event.ends_at, event.zone)
    if ends - starts < timedelta(hours=24):
        return f"{with_capital(day_in_words(starts))} {recurrence.clock_in_words(starts.time(), ends.time())}"
    return _("%(first)s kl. %(starts)s til %(last)s kl. %(ends)s") % {
        "first": with_capital(day_in_words(starts)),
        "starts": date_format(starts, "H.i"),
        "last": day_in_words(ends),
        "ends": date_format(ends, "H.i"),
    }


def clock_of(at: datetime, zone: str) -> str:
    return date_format(local(at, zone), "H.i")
