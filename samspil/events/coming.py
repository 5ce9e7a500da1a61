"""The verbs about who comes: sign up, cancel, move up, choose, and write to all of them.

The event is locked before its places are counted, so that the last place is given once, however many press at the same
moment (SQLite lets one transaction write at a time anyway).
"""

from datetime import timedelta
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from samspil.actors.comers import comer, put_phone
from samspil.events import letters
from samspil.events.models import (
    MOST_TOGETHER,
    STANDS,
    WORD_LENGTH,
    Event,
    EventReminder,
    EventSignUp,
    EventSignUpState,
)
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import may_read
from samspil.foundation.text import clean_text, guard
from samspil.foundation.verbs import NotFound, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate
from samspil.resources.facts import number_of

# A letter goes to all who come, and nobody can say no to the next one.
LETTERS_BY = Rate("event-letters-by", 20, timedelta(days=1))
OF_EVENT = ("subject", "host__subject", "host__unit", "author__actor", "entered_by__actor", "area")
OF_SIGN_UP = (*(f"event__{name}" for name in OF_EVENT), "person__actor", "actor")


def event_found(event_id: UUID | str, by: Viewer, *, lock: bool = False) -> Event:
    """An event that ``by`` may read; only its own row is locked, so that reading its page need not wait.

    Raises: NotFound.
    """
    rows = Event.objects.select_related(*OF_EVENT).filter(may_read(by, "subject__"))
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    key = as_uuid(event_id)
    event = rows.filter(pk=key).first() if key else None
    if event is None:
        raise NotFound(f"Event {event_id}")
    return event


def sign_up_found(sign_up_id: UUID | str, *, lock: bool = False) -> EventSignUp:
    """A sign-up, its event locked first as everywhere. Whoever calls asks the rule. Raises: NotFound."""
    key = as_uuid(sign_up_id)
    rows = EventSignUp.objects.select_related(*OF_SIGN_UP)
    row = rows.filter(pk=key).first() if key else None
    if row is None:
        raise NotFound(f"EventSignUp {sign_up_id}")
    if lock:
        Event.objects.select_for_update(no_key=True).get(pk=row.event_id)
        row = rows.get(pk=row.pk)
    return row


def taken(event: Event) -> int:
    """How many places are given. Right only while the event is locked."""
    rows = event.sign_ups.filter(state=EventSignUpState.CONFIRMED)
    return rows.aggregate(sum=Sum("people"))["sum"] or 0


@verb(EventSignUp)
def sign_up(
    *,
    by: Viewer,
    event_id: UUID | str,
    people: int | str = 1,
    reminder: str = EventReminder.DAY,
    shares_contact: bool = False,
    phone: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
    what: str = "",  # what it is, in words for the letter to a guest; the event says it better
) -> EventSignUp:
    """Come, alone or with others. When there are too few places left, the whole party waits in line.

    ``behalf`` is somebody who rang (name, phone, channel), entered by staff.
    Raises: NotFound, Refused, ValidationError (closed, twice, too many).
    """
    event = event_found(event_id, by, lock=True)
    require("events.sign_up", by, event)
    if not event.is_open:
        raise ValidationError(_("Der er lukket for tilmelding."))
    who = comer(by, speaks_as, behalf)
    number = number_of(people, "people", MOST_TOGETHER) or 1
    if event.places is not None and number > event.places:
        raise ValidationError({"people": [_("Der er højst plads til %d.") % event.places]})
    if reminder not in EventReminder.values:
        raise ValidationError({"reminder": [_("Vælg en af mulighederne på listen.")]})
    if event.sign_ups.filter(person=who.person, state__in=STANDS).exists():
        raise ValidationError(_("Du er tilmeldt i forvejen. Se din mail, eller ring."))
    put_phone(who.person, phone, "phone")
    has_room = event.places is None or number <= event.places - taken(event)
    last = event.sign_ups.filter(person=who.person).aggregate(most=Max("sequence"))["most"]
    row = EventSignUp.objects.create(
        event=event,
        people=number,
        reminder=reminder,
        shares_contact=bool(shares_contact),
        state=EventSignUpState.CONFIRMED if has_room else EventSignUpState.WAITING,
        sequence=0 if last is None else last + 1,
        **who.fields(),
    )
    journal(
        "events.signed_up",
        event.subject,
        by=by,
        on_behalf_of=who.person.pk if who.entered_by else None,
        payload={"sign_up": str(row.pk)},
    )
    letters.tell_signed_up(row)
    return row


@verb(EventSignUp, for_oneself=True)
def cancel_sign_up(*, by: Viewer, sign_up_id: UUID | str) -> EventSignUp:
    """Not come after all; the next in line gets the place. Raises: NotFound, Refused, ValidationError (it is over)."""
    row = sign_up_found(sign_up_id, lock=True)
    require("event_sign_ups.cancel", by, row)
    if row.state == EventSignUpState.CANCELLED:
        return row  # pressed twice
    if row.event.is_over:
        raise ValidationError(_("Det er overstået. Ring til kontaktpersonen, hvis noget er skrevet forkert."))
    had_place = letters.has_place(row)
    end(row, by_host=not rules.has_perm("event_sign_ups.own", by, row))
    journal("events.sign_up_cancelled", row.subject, by=by, payload={"sign_up": str(row.pk)})
    letters.tell_cancelled(row, had_place=had_place)
    move_up(row.event_id)
    return row


def end(row: EventSignUp, *, by_host: bool) -> None:
    row.state, row.cancelled_at, row.by_host = EventSignUpState.CANCELLED, clock.now(), by_host
    row.sequence += 1
    row.save()


def end_all(event: Event) -> None:
    for row in event.sign_ups.filter(state__in=STANDS):
        end(row, by_host=True)


def move_up(event_id: UUID) -> list[EventSignUp]:
    """Give what is free to those who wait, in their order; a party that is too big for it lets the next one pass."""
    event = Event.objects.select_related(*OF_EVENT).select_for_update(of=("self",), no_key=True).get(pk=event_id)
    if not event.is_there or event.is_over:
        return []
    free, moved = None if event.places is None else event.places - taken(event), []
    waiting = event.sign_ups.filter(state=EventSignUpState.WAITING).select_related("person__actor", "actor")
    for row in waiting.order_by("queued_at", "pk"):
        if free is None or row.people <= free:
            row.event, row.state = event, EventSignUpState.CONFIRMED
            row.sequence += 1
            row.save(update_fields=["state", "sequence"])
            free = None if free is None else free - row.people
            moved.append(row)
            letters.tell_moved_up(row)
    return moved


@verb(EventSignUp, for_oneself=True)
def choose(
    *, by: Viewer, sign_up_id: UUID | str, reminder: str | None = None, shares_contact: bool | None = None
) -> EventSignUp:
    """When to be reminded, and whether the host may have mail and phone. Raises: NotFound, Refused, ValidationError."""
    row = sign_up_found(sign_up_id, lock=True)
    require("event_sign_ups.own", by, row)
    if reminder is not None:
        if reminder not in EventReminder.values:
            raise ValidationError({"reminder": [_("Vælg en af mulighederne på listen.")]})
        row.reminder = reminder
    if shares_contact is not None:
        row.shares_contact = bool(shares_contact)
    row.save(update_fields=["reminder", "shares_contact"])
    journal("events.chose", row.subject, by=by, payload={"sign_up": str(row.pk)})
    return row


@verb(Event)
def write_to_those_coming(*, by: Viewer, event_id: UUID | str, words: str) -> Event:
    """Carry a message from the host to all who have a place, without showing their addresses. Nothing of it is kept.

    Raises: NotFound, Refused, ValidationError.
    """
    event = find(Event, event_id, by, related=OF_EVENT[1:])
    require("events.see_who_comes", by, event)
    words = clean_text(words)
    guard(words=words)
    if not words:
        raise ValidationError({"words": [_("Skriv et par ord.")]})
    if len(words) > WORD_LENGTH:
        raise ValidationError({"words": [_("Teksten er for lang. Der er plads til %d tegn.") % WORD_LENGTH]})
    if not LETTERS_BY.hit(str(by.known_id)):
        raise ValidationError({"words": [_("Du har skrevet til dem mange gange i dag. Skriv igen i morgen.")]})
    entry = journal("events.wrote", event.subject, by=by, actor=event.host_id)
    letters.carry(event, words, f"event-words:{entry.pk}")
    return event
