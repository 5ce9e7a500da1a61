"""The verbs about who comes: sign up, say yes, cancel, move up, mark who was there, thank.

The slot is locked before its places are counted, so that the last place is given once, however many press at the same
moment (SQLite lets one transaction write at a time anyway).
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import ValidationError
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from samspil.actors.comers import Comer, comer, put_phone
from samspil.actors.models import NAME_LENGTH, Actor, ActorKind, Membership, Person
from samspil.foundation import clock
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import hashed, may_read
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.verbs import NotFound, clean_texts, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate
from samspil.resources.facts import number_of
from samspil.safeguards.queries import missing
from samspil.tasks import cards, letters
from samspil.tasks.models import (
    HOLDS_A_PLACE,
    MOST_PEOPLE,
    SHORT_LENGTH,
    STANDS,
    CalendarFeed,
    Party,
    Reminder,
    SignUp,
    SignUpState,
    Slot,
)
from samspil.tasks.queries import told_on, waits_for_med, with_places, without_mail

OF_SLOT = ("task__subject", "task__host__subject", "task__host__unit", "task__author__actor", "task__area")
OF_SIGN_UP = (*(f"slot__{name}" for name in OF_SLOT), "person__actor", "actor")
# A letter goes to all who come at a time, and nobody can say no to the next one.
LETTERS_BY = Rate("task-letters-by", 20, timedelta(days=1))
# What an actor of a kind comes as. The rest come as a group.
COMES_AS = {
    ActorKind.ASSOCIATION: Party.ASSOCIATION,
    ActorKind.HOUSING_ASSOCIATION: Party.ASSOCIATION,
    ActorKind.VOLUNTEER_CENTRE: Party.ASSOCIATION,
    ActorKind.COMPANY: Party.COMPANY,
    ActorKind.PRODUCER: Party.COMPANY,
    ActorKind.EDUCATION: Party.SCHOOL_CLASS,
}


def slot_found(slot_id: UUID | str, by: Viewer, *, lock: bool = False) -> Slot:
    """A slot of a task that ``by`` may read. Raises: NotFound."""
    rows = Slot.objects.select_related(*OF_SLOT).filter(may_read(by, "task__subject__"))
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    key = as_uuid(slot_id)
    slot = rows.filter(pk=key).first() if key else None
    if slot is None:
        raise NotFound(f"Slot {slot_id}")
    return slot


def sign_up_found(sign_up_id: UUID | str, *, lock: bool = False) -> SignUp:
    """A sign-up, its slot locked first as everywhere. Whoever calls asks the rule. Raises: NotFound."""
    key = as_uuid(sign_up_id)
    rows = SignUp.objects.select_related(*OF_SIGN_UP)
    row = rows.filter(pk=key).first() if key else None
    if row is None:
        raise NotFound(f"SignUp {sign_up_id}")
    if lock:
        Slot.objects.select_for_update(no_key=True).get(pk=row.slot_id)
        row = rows.get(pk=row.pk)
    return row


def taken(slot: Slot) -> int:
    """How many places are given. Right only while the slot is locked."""
    rows = slot.sign_ups.filter(state__in=HOLDS_A_PLACE)
    return rows.aggregate(sum=Sum("people"))["sum"] or 0


@dataclass(frozen=True, slots=True)
class PartyComer(Comer):
    """Who comes, and as what: alone, for an association, as a class, ..."""

    party: str = Party.PERSON
    party_name: str = ""
    called: str = ""


def party_comer(
    by: Viewer, slot: Slot, party: str, party_name: str, speaks_as: Any, behalf: Any, person_id: Any
) -> PartyComer:
    """Raises: NotFound, Refused, ValidationError."""
    if person_id:
        require("tasks.see_who_comes", by, slot.task)  # the host plans with people who have offered themselves
        return planned_in(by, party, party_name, speaks_as, person_id)
    who = comer(by, speaks_as, behalf, is_host=bool(behalf) and rules.has_perm("tasks.see_who_comes", by, slot.task))
    if who.actor:
        return PartyComer(**who.fields(), party=comes_as(who.actor))
    return PartyComer(**who.fields(), party=party, party_name=party_called(party, party_name))


def comes_as(actor: Actor) -> Party:
    return COMES_AS.get(ActorKind(actor.kind), Party.GROUP)


def planned_in(by: Viewer, party: str, party_name: str, actor_id: Any, person_id: Any) -> PartyComer:
    """Somebody the host plans in, as they offered to come: alone, for an association they speak for, or with others.

    Raises: NotFound, ValidationError.
    """
    person = Person.objects.select_related("actor").filter(pk__in=[as_uuid(person_id)], erased_at=None).first()
    if person is None:
        raise NotFound(f"Person {person_id}")
    me = Person.objects.get(pk=by.known_id) if person.pk != by.person_id else None
    if not actor_id:
        return PartyComer(person, entered_by=me, party=party, party_name=party_called(party, party_name))
    speaks = Membership.objects.current().filter(person=person, actor=as_uuid(actor_id), speaks_for=True)
    member = speaks.select_related("actor").first()
    if member is None:
        raise ValidationError(_("Personen taler ikke for foreningen mere. Ring og hør, hvem der gør."))
    return PartyComer(person, member.actor, entered_by=me, party=comes_as(member.actor))


def party_called(party: str, name: str) -> str:
    """The name of those who come together; somebody who comes alone has none. Raises: ValidationError by field."""
    if party not in Party.values:
        raise ValidationError({"party": [_("Vælg, hvem der kommer.")]})
    name = clean_line(name) if party != Party.PERSON else ""
    guard(party_name=name)
    if party != Party.PERSON and not name:
        raise ValidationError({"party_name": [_("Skriv, hvad I hedder.")]})
    return name[:120]


@verb(SignUp)
def sign_up(
    *,
    by: Viewer,
    slot_id: UUID | str,
    party: str = Party.PERSON,
    party_name: str = "",
    people: int | str = 1,
    note: str = "",
    reminder: str = Reminder.DAY,
    shares_contact: bool = False,
    phone: str = "",
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
    person_id: UUID | str | None = None,
    told_later: bool = False,
    called: str = "",
    what: str = "",  # what it is, in words for the letter to a guest; the slot says it better
) -> SignUp:
    """Come at this time, alone or with others. When there are too few places left, the whole party waits in line.

    ``person_id``: whoever hosts the task plans somebody in, who has offered it; ``told_later``: and writes one letter
    about all their times, and knows them as ``called``. ``behalf`` is somebody who rang (name, phone, channel), entered
    by staff.
    Raises: NotFound, Refused, ValidationError (closed, twice, too many, or something must be seen to first).
    """
    slot = slot_found(slot_id, by, lock=True)
    require("tasks.sign_up", by, slot.task)
    if not slot.is_open:
        raise ValidationError(_("Der er lukket for tilmelding til den her tid. Se, om der er en anden."))
    if waits_for_med(slot.task):
        raise ValidationError(_("MED skal drøfte opgaven, før nogen kan melde sig. Kom tilbage senere."))
    who = party_comer(by, slot, party, party_name, speaks_as, behalf, person_id)
    if person_id:
        who = replace(who, called=clean_line(called)[:NAME_LENGTH])
    number = number_of(people, "people", MOST_PEOPLE) or 1
    if number > slot.places:
        raise ValidationError({"people": [cards.most_in_words(with_places([slot])[0])]})
    if reminder not in Reminder.values:
        raise ValidationError({"reminder": [_("Vælg en af mulighederne på listen.")]})
    same = slot.sign_ups.filter(person=who.person, actor=who.actor, party_name=who.party_name)
    if same.exclude(state=SignUpState.CANCELLED).exists():
        raise ValidationError(_("Du er tilmeldt den her tid i forvejen."))
    check_safe(slot, who)
    put_phone(who.person, phone, "phone")
    has_room = number <= slot.places - taken(slot)
    row = SignUp(
        slot=slot,
        people=number,
        note=note,
        reminder=reminder,
        shares_contact=bool(shares_contact),
        state=given(slot, is_sure=bool(person_id)) if has_room else SignUpState.WAITING,
        sequence=next_sequence(slot, who.person),
        **who.fields(),
    )
    clean_texts(row, ("note",))
    row.save(force_insert=True)
    journal(
        "tasks.signed_up",
        slot.task.subject,
        by=by,
        actor=who.actor.pk if who.actor else None,
        on_behalf_of=who.person.pk if who.entered_by else None,
        payload={"slot": str(slot.pk), "sign_up": str(row.pk)},
    )
    if not (told_later and person_id):
        letters.tell_signed_up(row)
        letters.tell_host(row, "new")
    return row


def next_sequence(slot: Slot, person: Person) -> int:
    """For calendars, coming again is a later version of not coming."""
    last = slot.sign_ups.filter(person=person).aggregate(most=Max("sequence"))["most"]
    return 0 if last is None else last + 1


def given(slot: Slot, *, is_sure: bool = False) -> SignUpState:
    """What a place that is there means: one's own, unless the host talks with everybody first."""
    return SignUpState.OFFERED if slot.task.asks_first and not is_sure else SignUpState.CONFIRMED


def check_safe(slot: Slot, who: Comer) -> None:
    """Raises: ValidationError that says what to do, when a check or a declaration is missing."""
    if not slot.task.requirements:
        return
    actor, host = who.actor, slot.task.host
    if actor is None and Membership.objects.current().filter(person=who.person, actor=host).exists():
        actor = host
    if found := missing(slot.task.requirements, person=who.person, actor=actor, host=host):
        words = {"name": slot.task.contact_name, "phone": slot.task.contact_phone}
        ring = _("Kontaktpersonen er %(name)s på %(phone)s.") % words
        raise ValidationError([*(told for _kind, told in found), ring])


@verb(SignUp, for_oneself=True)
def cancel_sign_up(*, by: Viewer, sign_up_id: UUID | str, told_later: bool = False) -> SignUp:
    """Not come after all; the next in line gets the place. ``told_later``: the host writes one letter about several.

    Raises: NotFound, Refused, ValidationError (it is over).
    """
    row = sign_up_found(sign_up_id, lock=True)
    require("sign_ups.cancel", by, row)
    if row.state == SignUpState.CANCELLED:
        return row  # pressed twice
    if row.slot.is_over or row.state == SignUpState.DONE:
        raise ValidationError(_("Det er overstået. Ring til kontaktpersonen, hvis noget er skrevet forkert."))
    is_own = rules.has_perm("sign_ups.view", by, row) and not told_later
    had_place = end(row, by_host=not is_own)
    payload = {"slot": str(row.slot_id), "sign_up": str(row.pk)}
    journal("tasks.cancelled", row.subject, by=by, actor=row.actor_id, payload=payload)
    if not told_later:
        letters.tell_cancelled(row, had_place=had_place)
    if is_own:
        letters.tell_host(row, "cancelled")
    move_up(row.slot_id)
    return row


def end(row: SignUp, *, by_host: bool) -> bool:
    """The place is free; what was written is no longer needed. Returns whether there was a place."""
    had_place = row.state in HOLDS_A_PLACE
    row.state, row.cancelled_at, row.by_host = SignUpState.CANCELLED, clock.now(), by_host
    row.note = ""
    row.sequence += 1
    row.save()
    return had_place


def move_up(slot_id: UUID) -> list[SignUp]:
    """Give what is free to those who wait, in their order; a party that is too big for it lets the next one pass."""
    slot = Slot.objects.select_related(*OF_SLOT).select_for_update(of=("self",), no_key=True).get(pk=slot_id)
    if slot.cancelled_at or slot.is_over or slot.task.withdrawn_at:
        return []
    waiting = slot.sign_ups.filter(state=SignUpState.WAITING).select_related(*OF_SIGN_UP[-2:])
    free, moved = slot.places - taken(slot), []
    for row in waiting.order_by("queued_at", "pk"):
        if row.people <= free:
            row.slot, row.state = slot, given(slot)
            row.sequence += 1
            row.save(update_fields=["state", "sequence"])
            free -= row.people
            moved.append(row)
            letters.tell_moved_up(row)
            letters.tell_host(row, "moved_up")
    return moved


@verb(SignUp)
def answer_sign_up(*, by: Viewer, sign_up_id: UUID | str, answer: str) -> SignUp:
    """The host says yes or no to somebody who offered to come. Raises: NotFound, Refused, ValidationError."""
    row = sign_up_found(sign_up_id, lock=True)
    require("tasks.see_who_comes", by, row.slot.task)
    if answer not in ("yes", "no"):
        raise ValidationError({"answer": [_("Vælg en af mulighederne.")]})
    if row.state not in STANDS or (answer == "yes" and row.state != SignUpState.OFFERED):
        return row  # pressed twice, or cancelled meanwhile
    payload = {"slot": str(row.slot_id), "sign_up": str(row.pk), "answer": answer}
    if answer == "yes":
        row.state = SignUpState.CONFIRMED
        row.sequence += 1
        row.save(update_fields=["state", "sequence"])
        letters.tell_yes(row)
    else:
        had_place = end(row, by_host=True)
        letters.tell_no(row, had_place=had_place)
        move_up(row.slot_id)
    journal("tasks.answered", row.subject, by=by, actor=row.slot.task.host_id, payload=payload)
    return row


@verb(SignUp, for_oneself=True)
def choose(
    *, by: Viewer, sign_up_id: UUID | str, reminder: str | None = None, shares_contact: bool | None = None
) -> SignUp:
    """When to be reminded, and whether the host may have mail and phone. Raises: NotFound, Refused, ValidationError."""
    row = sign_up_found(sign_up_id, lock=True)
    require("sign_ups.own", by, row)
    if reminder is not None:
        if reminder not in Reminder.values:
            raise ValidationError({"reminder": [_("Vælg en af mulighederne på listen.")]})
        row.reminder = reminder
    if shares_contact is not None:
        row.shares_contact = bool(shares_contact)
        row.called = "" if row.shares_contact else row.called
    row.save(update_fields=["reminder", "shares_contact", "called"])
    journal("tasks.chose", row.subject, by=by, payload={"sign_up": str(row.pk)})
    return row


@verb(SignUp, for_oneself=True)
def note_hours(*, by: Viewer, sign_up_id: UUID | str, hours: Decimal | str | None) -> SignUp:
    """One's own number of hours, for oneself alone. Raises: NotFound, Refused, ValidationError."""
    row = sign_up_found(sign_up_id, lock=True)
    require("sign_ups.own", by, row)
    try:
        number = Decimal(str(hours).replace(",", ".")) if hours not in (None, "") else None
    except InvalidOperation as problem:
        raise ValidationError({"hours": [_("Skriv et tal, for eksempel 2,5.")]}) from problem
    if number is not None and not (number.is_finite() and 0 <= number <= 999):
        raise ValidationError({"hours": [_("Skriv et tal fra 0 til 999.")]})
    row.hours = None if number is None else number.quantize(Decimal("0.1"))
    row.save(update_fields=["hours"])
    journal("tasks.hours_noted", row.subject, by=by, payload={"sign_up": str(row.pk)})
    return row


@verb(Slot)
def write_to_those_coming(*, by: Viewer, slot_id: UUID | str, words: str) -> Slot:
    """Carry a message from the host to all who come, without showing their addresses. Nothing of it is kept here.

    Raises: NotFound, Refused, ValidationError (among others: nobody of them has an address).
    """
    slot = slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    words = clean_text(words)
    guard(words=words)
    if not words:
        raise ValidationError({"words": [_("Skriv noget her.")]})
    if len(words) > SHORT_LENGTH:
        raise ValidationError({"words": [_("Teksten er for lang. Der er plads til %d tegn.") % SHORT_LENGTH]})
    rows = told_on(slot, state__in=letters.HAS_A_PLACE)
    if len(without_mail(rows)) == len(rows):
        raise ValidationError(_("Ingen af dem, der kommer, har en mail her. Ring i stedet."))
    if not LETTERS_BY.hit(str(by.known_id)):
        raise ValidationError({"words": [_("Du har skrevet til dem mange gange i dag. Skriv igen i morgen.")]})
    entry = journal("tasks.wrote", slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk)})
    for row in rows:
        row.slot = slot
        letters.carry(row, words, f"task-words:{entry.pk}:{row.pk}")
    return slot


# --- one's own calendar -----------------------------------------------------------------------------------------------


@verb(CalendarFeed, for_oneself=True)
def renew_feed(*, by: Viewer) -> CalendarFeed:
    """A new secret address of one's own calendar, as ``token`` on what is returned and nowhere else; the old one is
    dead. Raises: Refused.
    """
    require("tasks.renew_feed", by)
    token = secrets.token_urlsafe(32)
    feed, _is_new = CalendarFeed.objects.update_or_create(
        person_id=by.known_id, defaults={"token_hash": hashed(token), "made_at": clock.now()}
    )
    person = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    journal("tasks.feed_renewed", person.actor.subject, by=by)
    feed.token = token  # type: ignore[attr-defined]
    return feed
