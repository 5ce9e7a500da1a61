"""What events hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from samspil.actors.models import Person
from samspil.actors.queries import at_address, title_for
from samspil.events import coming, promises
from samspil.events.letters import INVITATION, PROMISE, SIGN_UP
from samspil.events.models import (
    STANDS,
    AgendaPoint,
    Event,
    EventInvitation,
    EventSignUp,
    MeetingPromise,
    PointState,
)
from samspil.foundation.models import OneTimeLink

SOMEBODY = "–"  # the host names another; until then, nobody


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Sign-ups and invitations go, and whoever waits gets the place. A suggestion nobody took up goes; one on the
    agenda is the meeting's, without the name. What the person alone was to do goes; what an organisation promised
    stays the organisation's. An event is its host's; where the contact is the person, name and number are taken away.
    """
    person = Person.objects.select_related("actor").filter(pk=person_id).first()
    rows = EventSignUp.objects.filter(person=person_id)
    freed = set(rows.filter(state__in=STANDS).values_list("event", flat=True))
    rows.delete()
    EventSignUp.objects.filter(entered_by=person_id).update(entered_by=None, channel="")
    for event_id in freed:
        coming.move_up(event_id)
    invited(person_id).delete()
    EventInvitation.objects.filter(sent_by=person_id).update(sent_by=None)
    OneTimeLink.objects.filter(purpose__in=(SIGN_UP, INVITATION, PROMISE), person=person_id).delete()
    for point in AgendaPoint.objects.filter(suggested_by=person_id):
        if point.state == PointState.ON:
            continue
        point.history.all().delete()
        point.delete()
    AgendaPoint.objects.filter(suggested_by=person_id).update(suggested_by=None)
    AgendaPoint.history.filter(suggested_by=person_id).update(suggested_by=None)
    for promise in MeetingPromise.objects.filter(person=person_id).select_related("subject", "actor"):
        if promise.actor.is_person:
            promises.empty(promise)
    if person is None:
        return
    theirs_now = list(contact_of(person).values_list("pk", flat=True))
    Event.objects.filter(pk__in=theirs_now).update(contact_name=SOMEBODY, contact_phone="")


def invited(person_id: UUID) -> QuerySet[EventInvitation]:
    """The letters one got, also where only the address says so."""
    return EventInvitation.objects.filter(Q(person=person_id) | at_address(person_id, "email"))


def contact_of(person: Person) -> QuerySet[Event]:
    """The events where one is whom to ring. Another of the same name may be the contact elsewhere."""
    own = Q(author=person.pk) | Q(entered_by=person.pk) | Q(host__memberships__person=person.pk)
    named = Q(contact_name__iexact=person.actor.name)
    theirs = own & named
    if person.phone:  # the number of a switchboard stands at events of many others, too
        theirs |= (own | named) & Q(contact_phone=person.phone)
    return Event.objects.filter(theirs).distinct()


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one comes to, was invited to, suggested, promised, and the events one wrote."""
    rows = EventSignUp.objects.filter(person=person_id).select_related("event__subject", "actor")
    letters = invited(person_id).select_related("event__subject")
    contact = contact_of(Person.objects.select_related("actor").get(pk=person_id)).select_related("subject")
    named = title_for(person_id)
    points = AgendaPoint.objects.filter(suggested_by=person_id).select_related("event")
    promised = MeetingPromise.objects.filter(person=person_id).select_related("event")
    wrote = Event.objects.filter(author=person_id).select_related("subject")
    return [
        *(
            {
                "signed_up_to": row.event.title,
                "when": row.event.starts_at.isoformat(),
                "as": row.actor.name if row.actor else None,
                "people": row.people,
                "state": row.state,
                "reminder": row.reminder,
                "shares_contact": row.shares_contact,
                "at": row.created_at.isoformat(),
            }
            for row in rows
        ),
        *(
            {
                "invited_to": named(row.event.subject),
                "as": row.name,
                "email": row.email,
                "answer": row.answer,
                "has_letter": row.has_letter,
                "at": row.sent_at.isoformat(),
            }
            for row in letters
        ),
        *({"contact_of": named(row.subject), "phone": row.contact_phone} for row in contact),
        *(
            {"suggested_point": row.title, "text": row.text, "state": row.state, "at": row.created_at.isoformat()}
            for row in points
        ),
        *(
            {
                "agreed": row.what,
                "at_the_meeting": row.event.title,
                "until": row.due_on.isoformat(),
                "state": row.state,
                "word": row.word,
            }
            for row in promised
        ),
        *({"event": row.title, "text": row.body, "at": row.subject.created_at.isoformat()} for row in wrote),
    ]
