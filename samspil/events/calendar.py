"""Events for a calendar (RFC 5545): one, all that everybody may read, or one's own with the link to the meeting, at an
address or as a file in a letter.

Each keeps its UID when it is moved, and its sequence rises, so that calendars move it too. Nobody is named: no
ATTENDEE, and no phone but the one that stands on the page.
"""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from samspil.events.models import Event, EventSignUp, EventSignUpState
from samspil.foundation import mail


def empty_calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    return calendar


def entry_of(event: Event, row: EventSignUp | None = None) -> Entry:
    """One event. With ``row``, as the sign-up stands, and with the link while one has a place at it."""
    zone, url = ZoneInfo(event.zone), mail.address(reverse("events:page", args=[event.pk]))
    has_place = row is not None and row.state == EventSignUpState.CONFIRMED and not event.cancelled_at
    entry = Entry()
    entry.add("uid", f"{event.pk}@{urlsplit(settings.BASE_URL).hostname or 'samspil'}")
    entry.add("sequence", event.sequence + (row.sequence if row else 0))
    entry.add("dtstamp", event.changed_at)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("summary", event.title)
    ring = _("Ring til %(name)s på %(phone)s.") % {"name": event.contact_name, "phone": event.contact_phone}
    online = _("Deltag på nettet: %s") % event.online_url if has_place and event.online_url else ""
    entry.add("description", "\n\n".join(part for part in (event.body, online, ring, url) if part))
    if where := ", ".join(part for part in (event.address, event.place) if part):
        entry.add("location", where)
    if event.point:
        entry.add("geo", event.point)
    entry.add("url", url)
    entry.add("categories", [str(event.get_kind_display())])
    entry.add("status", status_of(event, row))
    return entry


def status_of(event: Event, row: EventSignUp | None) -> str:
    if event.cancelled_at or (row and row.state == EventSignUpState.CANCELLED):
        return "CANCELLED"
    return "TENTATIVE" if row and row.state == EventSignUpState.WAITING else "CONFIRMED"


def of_event(event: Event, row: EventSignUp | None = None) -> bytes:
    calendar = empty_calendar(event.title)
    calendar.add_component(entry_of(event, row))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def in_a_letter(row: EventSignUp) -> list[mail.File]:
    """The file that goes with a letter, so that one press puts the event in a calendar or takes it out again. Nobody's
    address or number stands in it but the contact's, which everybody may read on the page.
    """
    return [("kalender.ics", "text/calendar", of_event(row.event, row).decode())]


def of_all(events: Iterable[Event]) -> bytes:
    calendar, events = empty_calendar(_("Arrangementer i %s") % settings.MUNICIPALITY), list(events)
    for event in events:
        calendar.add_component(entry_of(event))
    if events:
        calendar.add_missing_timezones()
    return calendar.to_ical()
