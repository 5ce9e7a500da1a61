"""Events, meetings and people who come, for the tests of this app."""

import re
from datetime import timedelta
from typing import Any

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from samspil.actors.models import Actor, Person
from samspil.events import actions
from samspil.events.models import AgendaPoint, Event, EventSignUp, MeetingPromise
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from tests.factories import make_actor, make_person, numbers, viewer


def make_host(actor: Actor | None = None, **facts: Any) -> Person:
    """Somebody who speaks for an association that hosts events."""
    number = next(numbers)
    return make_person(f"Vært {number}", member_of=actor or make_actor(f"Vennerne {number}"), **facts)


def host_of(person: Person) -> Actor:
    return person.memberships.get().actor


def facts(**more: Any) -> dict[str, Any]:
    return {
        "title": f"Fællesspisning ved åen {next(numbers)}",
        "body": "Vi laver suppe sammen og spiser ved langborde.",
        "kind": "festivity",
        "contact_name": "Jytte",
        "contact_phone": "12 34 56 78",
        "first_on": clock.today() + timedelta(days=20),
        "starts": "17:00",
        "ends": "19:00",
        "place": "Engbæk",
        "needs_sign_up": True,
        **more,
    }


def make_event(*, by: Person | None = None, host: Actor | None = None, **more: Any) -> Event:
    by = by or make_host()
    return actions.make_event(by=viewer(by), host_id=(host or host_of(by)).pk, **facts(**more))


def make_meeting(**more: Any) -> Event:
    return make_event(**{"kind": "dialogue", "title": f"Dialogmøde {next(numbers)}", **more})


def come(event: Event, *, by: Person | None = None, **more: Any) -> EventSignUp:
    return actions.sign_up(by=viewer(by or make_person()), event_id=event.pk, **more)


def put_on(event: Event, **more: Any) -> AgendaPoint:
    facts = {"title": f"Stien langs åen {next(numbers)}", "minutes": 20, **more}
    return actions.add_point(by=viewer(event.author), event_id=event.pk, **facts)


def begun(event: Event, days_ago: int = 1) -> Event:
    """Let it have been held so many days ago."""
    then = clock.now() - timedelta(days=days_ago)
    Event.objects.filter(pk=event.pk).update(starts_at=then, ends_at=then + timedelta(hours=2))
    event.refresh_from_db()
    return event


def agree(event: Event, owner: Actor, **more: Any) -> MeetingPromise:
    facts = {"what": f"Spørge hallen om et rum {next(numbers)}", "due_on": clock.today() + timedelta(days=40), **more}
    return actions.agree_on(by=viewer(event.author), event_id=event.pk, owner=owner.pk, **facts)


def held(**more: Any) -> Event:
    """A meeting with an agenda, minutes and two people who came, its minutes on the page."""
    event = make_meeting(**more)
    come(event)
    come(event)
    point = put_on(event)
    begun(event)
    by = viewer(event.author)
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): "Vi talte om stien."}, attended=12)
    actions.publish_minutes(by=by, event_id=event.pk)
    event.refresh_from_db()
    return event


def letters_to(person: Person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("created_at", "pk"))


def link_in(letter: OutgoingMail, part: str) -> str:
    return re.search(rf"http://[^/]+(/{part}\S+)", letter.text)[1]


def event_in(letter: OutgoingMail) -> CalendarEvent:
    """What stands in the calendar file of a letter, as another parser reads it."""
    (file,) = letter.attachments
    assert file[:2] == ["kalender.ics", "text/calendar"]
    (event,) = Calendar.from_ical(file[2]).walk("VEVENT")
    return event
