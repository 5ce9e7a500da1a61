"""The times of tasks for a calendar (RFC 5545): one of them, or all that somebody has signed up to, at an address or
as a file in a letter.

Each keeps its UID when it is moved, and its sequence rises, so that calendars move it too. Nobody is named: no
ATTENDEE, and no host's phone in somebody else's calendar but the one that stands on the page.
"""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samspil.foundation import mail
from samspil.tasks.models import SignUp, SignUpState, Slot
from samspil.tasks.times import local


def empty_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    return calendar


def event(slot: Slot, row: SignUp | None = None, *, is_off: bool = False) -> Event:
    """One time. With ``row``, as the sign-up stands: held back until the host says yes, cancelled when one is not
    coming; ``is_off``: cancelled, however it stands.
    """
    task, zone = slot.task, ZoneInfo(slot.task.zone)
    url = mail.address(reverse("tasks:page", args=[task.pk]))
    entry = Event()
    entry.add("uid", f"{slot.pk}@{urlsplit(settings.BASE_URL).hostname or 'samspil'}")
    entry.add("sequence", slot.sequence + (row.sequence if row else 0) + is_off)
    entry.add("dtstamp", slot.changed_at)
    if slot.all_day:
        entry.add("dtstart", local(slot.starts_at, task.zone).date())
        entry.add("dtend", local(slot.ends_at, task.zone).date())
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("dtstart", slot.starts_at.astimezone(zone))
        entry.add("dtend", slot.ends_at.astimezone(zone))
    entry.add("summary", task.title)
    ring = _("Ring til %(name)s på %(phone)s.") % {"name": task.contact_name, "phone": task.contact_phone}
    entry.add("description", "\n\n".join(part for part in (task.does, ring, url) if part))
    if where := ", ".join(part for part in (task.address, task.place) if part):
        entry.add("location", where)
    if task.point:
        entry.add("geo", task.point)
    entry.add("url", url)
    entry.add("categories", [str(task.get_kind_display())])
    entry.add("status", "CANCELLED" if is_off else status_of(slot, row))
    return entry


def status_of(slot: Slot, row: SignUp | None) -> str:
    if slot.cancelled_at or (row and row.state == SignUpState.CANCELLED):
        return "CANCELLED"
    return "TENTATIVE" if row and row.state == SignUpState.OFFERED else "CONFIRMED"


def of_slot(slot: Slot) -> bytes:
    calendar = empty_calendar(slot.task.title)
    calendar.add_component(event(slot))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def in_a_letter(rows: Iterable[SignUp], name: str = "") -> list[mail.File]:
    """The file that goes with a letter about these sign-ups, so that one press puts the times in a calendar or takes
    them out again. Nobody's address or number stands in it but the contact's, which everybody may read on the page.
    """
    rows = list(rows)
    if not rows:
        return []
    return [("kalender.ics", "text/calendar", of_person(rows, name or rows[0].slot.task.title).decode())]


def for_named(row: SignUp, *, is_off: bool) -> list[mail.File]:
    """The same for one whom an association sends; ``is_off``: they need not come, whatever the others do."""
    calendar = empty_calendar(row.slot.task.title)
    calendar.add_component(event(row.slot, row, is_off=is_off))
    calendar.add_missing_timezones()
    return [("kalender.ics", "text/calendar", calendar.to_ical().decode())]


def of_person(rows: Iterable[SignUp], name: str = "") -> bytes:
    """Somebody's own calendar: what they come to. A time signed up to anew stands once, as it is now: what stands, else
    the first of ``rows``.
    """
    calendar = empty_calendar(name or _("Mine opgaver"))
    latest: dict[object, SignUp] = {}
    for row in rows:
        known = latest.get(row.slot_id)
        if known is None or (known.state == SignUpState.CANCELLED and row.state != SignUpState.CANCELLED):
            latest[row.slot_id] = row
    for row in latest.values():
        calendar.add_component(event(row.slot, row))
    if latest:
        calendar.add_missing_timezones()
    return calendar.to_ical()
