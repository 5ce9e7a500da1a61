"""The days of a challenge for a calendar (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from samspil.challenges.models import Challenge
from samspil.foundation import mail
from samspil.foundation.hooks import PaperDay
from samspil.foundation.viewer import Viewer
from samspil.papers.gather import days_of


def calendar_of(challenge: Challenge, viewer: Viewer) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", challenge.question)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for day in days_of(challenge, viewer):
        calendar.add_component(event(day, challenge))
    return calendar.to_ical()


def event(day: PaperDay, challenge: Challenge) -> Event:
    """A whole day. It takes up nobody's time: it only reminds."""
    url = mail.address(reverse("challenges:page", args=[challenge.pk]))
    entry = Event()
    entry.add("uid", f"{day.key}@{urlsplit(settings.BASE_URL).hostname or 'samspil'}")
    entry.add("dtstamp", challenge.subject.active_at)
    entry.add("dtstart", day.day)
    entry.add("dtend", day.day + timedelta(days=1))
    entry.add("summary", day.title)
    entry.add("description", "\n\n".join(part for part in (day.text, url) if part))
    entry.add("url", url)
    entry.add("transp", "TRANSPARENT")
    return entry
