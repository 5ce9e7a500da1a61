"""How events are shown: rows of a list, points of a map, an agenda with its clock, data for machines."""

from datetime import timedelta
from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.events import times
from samspil.events.inviting import OWN_CIRCLES
from samspil.events.models import (
    AgendaPoint,
    Event,
    EventAnswer,
    EventInvitation,
    EventSignUp,
    EventSignUpState,
    Facility,
    MeetingPromise,
    PromiseState,
)
from samspil.events.queries import Told
from samspil.foundation import hooks, mail
from samspil.foundation.maps import map_context
from samspil.foundation.viewer import Viewer
from samspil.resources.cards import km_in_words, without_empty


def room_in_words(event: Event) -> str:
    if event.cancelled_at:
        return _("Aflyst")
    if event.is_over:
        return _("Holdt")
    if not event.needs_sign_up:
        return _("Kom, som du er")
    if not event.is_open:
        return _("Lukket for tilmelding")
    if event.free is None:
        return _("Åben for tilmelding")
    if event.free:
        return ngettext("%(n)d ledig plads", "%(n)d ledige pladser", event.free) % {"n": event.free}
    return _("Fuldt. Der er venteliste")


def is_calm(event: Event) -> bool:
    """Whether one can simply come: what a green pill says."""
    return event.is_there and not event.is_over and (not event.needs_sign_up or (event.is_open and event.free != 0))


def host_shown(event: Event) -> str:
    return event.host.name if event.host.subject.shown else ""


def rows(events: list[Event], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``events/row.html`` for each event; they hold their free places already."""
    badges = hooks.badges("event", [row.pk for row in events], viewer)
    return [
        {
            "url": reverse("events:page", args=[row.pk]),
            "title": row.title,
            "language": row.subject.language,
            "kind": str(row.get_kind_display()),
            "text": row.body,
            "host": host_shown(row),
            "is_municipal": row.is_municipal,
            "place": row.place or (row.area.name if row.area else _("På nettet") if row.online_url else ""),
            "km": km_in_words(getattr(row, "km", None)),
            "when": times.in_words(row),
            "room": room_in_words(row),
            "is_calm": is_calm(row),
            "is_off": row.cancelled_at is not None,
            "has_minutes": row.minutes_published_at is not None,
            "facts": [*access_in_words(row), *badges[row.pk]],
        }
        for row in events
    ]


def access_in_words(event: Event) -> list[str]:
    return [str(Facility(code).label) for code in event.access if code in Facility.values]


def state_in_words(row: EventSignUp) -> str:
    """What a sign-up is now, said to whoever signed up."""
    if row.event.cancelled_at:
        return _("Det er aflyst.")
    if row.state == EventSignUpState.CANCELLED:
        return _("Værten har taget dig af listen.") if row.by_host else _("Du er meldt fra. Det er helt i orden.")
    if row.state == EventSignUpState.WAITING:
        return _("Du står på ventelisten. Vi skriver, hvis du rykker op.")
    return _("Du har en plads.")


def map_of(events: list[Event], label: str) -> dict[str, Any]:
    """The context of ``components/map.html``: those of the page that have a point."""
    points = [
        {
            "title": row.title,
            "meta": " · ".join(filter(None, (row.place, times.in_words(row)))),
            "url": reverse("events:page", args=[row.pk]),
            "lat": point[0],
            "lon": point[1],
        }
        for row in events
        if (point := row.point)
    ]
    return map_context(label, points)


# --- meetings ---------------------------------------------------------------------------------------------------------


def agenda_rows(event: Event, points: list[AgendaPoint]) -> list[dict[str, Any]]:
    """The points with their numbers, and when each begins as long as all before it say how long they take."""
    at, found = event.starts_at, []
    is_timed = bool(points) and points[0].minutes is not None
    for number, point in enumerate(points, start=1):
        clock = times.clock_of(at, event.zone) if is_timed else ""
        found.append({"point": point, "number": number, "clock": clock})
        is_timed = is_timed and point.minutes is not None
        at += timedelta(minutes=point.minutes or 0)
    return found


def runs_over(event: Event, points: list[AgendaPoint]) -> int:
    """How many minutes the agenda takes longer than the meeting."""
    planned = timedelta(minutes=sum(point.minutes or 0 for point in points))
    return max(0, int((planned - (event.ends_at - event.starts_at)).total_seconds() // 60))


def for_viewer(promises: list[MeetingPromise], viewer: Viewer) -> list[MeetingPromise]:
    """Those that ``viewer`` may see, with who does it, and what they may do about each."""
    found = [row for row in promises if rules.has_perm("meeting_promises.view", viewer, row)]
    for row in found:
        row.owner = owner_shown(row, viewer)
        may = rules.has_perm("meeting_promises.answer", viewer, row)
        row.may_answer = may and row.state == "asked"
        row.may_report = may and row.state == "promised"
    return found


def owner_shown(promise: MeetingPromise, viewer: Viewer) -> str:
    """A single person is named once they have promised. Before that, and after a no, nobody reads who was asked but
    those who keep the meeting and the person.
    """
    if not promise.actor.is_person or promise.state not in (PromiseState.ASKED, PromiseState.REFUSED):
        return promise.actor.name
    is_theirs = viewer.person_id is not None and viewer.person_id == promise.person_id
    may_know = is_theirs or rules.has_perm("events.keep_meeting", viewer, promise.event)
    return promise.actor.name if may_know else _("En, der var med")


def will_hear(told: Told | None) -> str:
    """Whom calling an event off writes to, for whoever is about to do it."""
    if told is None:
        return ""
    if not told.mails and not told.without:
        return _("Ingen er tilmeldt.")
    said = ngettext("%(n)d tilmeldt får en mail nu.", "%(n)d tilmeldte får en mail nu.", told.mails) % {"n": told.mails}
    line = _("Dem på ventelisten er talt med.") if told.waiting else ""
    return " ".join(filter(None, (said, line, must_be_rung(told))))


def have_heard(told: Told | None) -> str:
    if told is None:
        return ""
    if not told.mails and not told.without:
        return _("Ingen var tilmeldt.")
    said = ngettext("%(n)d tilmeldt har fået en mail.", "%(n)d tilmeldte har fået en mail.", told.mails)
    return " ".join(filter(None, (said % {"n": told.mails}, must_be_rung(told))))


def must_be_rung(told: Told) -> str:
    if not told.without:
        return ""
    return ngettext(
        "%(n)d har ingen mail. Ring selv. Navnet står under »Hvem kommer?«.",
        "%(n)d har ingen mail. Ring selv. Navnene står under »Hvem kommer?«.",
        told.without,
    ) % {"n": told.without}


def answers(invitations: list[EventInvitation]) -> list[dict[str, Any]]:
    """How the invited have answered. Names stand only where the preview told them, too."""
    return [
        {
            "label": answer.label,
            "count": sum(row.answer == answer for row in invitations),
            "names": [
                row.full_name
                for row in invitations
                if row.answer == answer and row.circle in OWN_CIRCLES and row.full_name
            ],
        }
        for answer in (EventAnswer.YES, EventAnswer.NO, EventAnswer.WAITING)
        if any(row.answer == answer for row in invitations)
    ]


def without_letter(invitations: list[EventInvitation]) -> dict[str, Any]:
    """Those no letter went to, because they want none, while they have not answered: the host rings them instead."""
    rows = [row for row in invitations if not row.has_letter and row.answer == EventAnswer.WAITING]
    return {"count": len(rows), "names": [row.full_name for row in rows if row.circle in OWN_CIRCLES and row.full_name]}


# --- schema.org -------------------------------------------------------------------------------------------------------


def json_ld(event: Event) -> dict[str, Any]:
    """The event in the words of schema.org, with what everybody may read: nobody who comes, and not the link."""
    starts, ends = times.local(event.starts_at, event.zone), times.local(event.ends_at, event.zone)
    place = event.place or (event.area.name if event.area else "")
    point, url = event.point, mail.address(reverse("events:page", args=[event.pk]))
    where = {
        "@type": "Place",
        "name": place,
        "address": event.address or place,
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in access_in_words(event)
        ],
    }
    online = {"@type": "VirtualLocation", "url": url}  # the page, where one signs up for the link
    places = [where if place else None, online if event.online_url else None]
    found = [each for each in places if each]
    mode = "Mixed" if len(found) == 2 else "Online" if event.online_url else "Offline"
    host = host_shown(event)
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.body,
        "url": url,
        "inLanguage": event.subject.language,
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled_at else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "isAccessibleForFree": not event.price,
        "location": found[0] if len(found) == 1 else found,
        "organizer": {"@type": "Organization", "name": host} if host else None,
        "maximumAttendeeCapacity": event.places,
        "audience": {"@type": "Audience", "audienceType": event.for_whom} if event.for_whom else None,
    }
    return without_empty(data)
