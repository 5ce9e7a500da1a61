"""Inviting to a meeting by role: who it would be, seen before anything is sent, and then one letter each.

Nobody is invited to what they cannot read. Volunteers are counted, never listed: who helps where is their own business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import ActorKind, Membership, Person, Role, RoleKind, Unit
from samspil.actors.queries import viewers_of
from samspil.events import coming, letters
from samspil.events.models import STANDS, Event, EventAnswer, EventInvitation
from samspil.foundation import clock, hooks
from samspil.foundation.addresses import is_email_address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.verbs import NotFound, Refused, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate

CHAIRS, COUNCILLORS, UNIT, GUESTS = "chairs", "councillors", "unit", "guests"
OWN_CIRCLES = {
    CHAIRS: gettext_lazy("Dem, der taler for en forening eller en gruppe"),
    COUNCILLORS: gettext_lazy("Byrådet"),
    UNIT: gettext_lazy("Dem, der arbejder i en enhed"),
    GUESTS: gettext_lazy("Dem, du skriver navn og mail på"),
}
GROUPS = (
    ActorKind.ASSOCIATION,
    ActorKind.HOUSING_ASSOCIATION,
    ActorKind.VOLUNTEER_CENTRE,
    ActorKind.VOLUNTEER_GROUP,
    ActorKind.RELATIVES_GROUP,
    ActorKind.USER_GROUP,
    ActorKind.INFORMAL_GROUP,
)
YEAR = timedelta(days=365)
GUESTS_KEPT = timedelta(days=30)  # after the meeting
UNREACHED = Q(has_letter=False, answer=EventAnswer.WAITING)  # they wanted no letters then, and may now
MOST_GUESTS = 100
MOST_INVITED = 3_000  # in one go
# Letters: an association reaches all others and its own guests once a day, and not again for a meeting made tomorrow.
BY_PERSON = Rate("event-invitees-by", 600, timedelta(days=1))
BY_STAFF = Rate("event-invitees-by", MOST_INVITED, timedelta(days=1))


@dataclass(slots=True)
class Invited:
    """One group of a preview. ``names`` are told only where the role is no secret."""

    code: str
    label: str
    people: list[Person] = field(default_factory=list)
    guests: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.people) + len(self.guests)


@dataclass(slots=True)
class Preview:
    """Who a letter would go to: each human being once. ``already`` have one, ``left_out`` have no address, or cannot
    read the page.
    """

    groups: list[Invited]
    already: int = 0
    left_out: int = 0

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def circles(by: Viewer) -> dict[str, Any]:
    """The groups that ``by`` may invite, with their labels. An association writes to associations and named guests."""
    if not by.is_staff:
        return {code: OWN_CIRCLES[code] for code in (CHAIRS, GUESTS)}
    return {**OWN_CIRCLES, **{circle.name: circle.label for circle in hooks.all_of("circles")}}


def ids_of(code: str, unit_id: object) -> Iterable[UUID]:
    """Raises: ValidationError."""
    if code == CHAIRS:
        rows = Membership.objects.current().filter(speaks_for=True, actor__kind__in=GROUPS, actor__subject__shown=True)
        return rows.values_list("person", flat=True)
    if code == COUNCILLORS:
        return Role.objects.current().filter(kind=RoleKind.COUNCILLOR).values_list("person", flat=True)
    if code == UNIT:
        unit = Unit.objects.filter(pk__in=[as_uuid(unit_id)]).first() if unit_id else None
        if unit is None:
            raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
        rows = Role.objects.current().filter(kind__in=(RoleKind.LEADER, RoleKind.EMPLOYEE), scope=unit.pk)
        return rows.values_list("person", flat=True)
    since = clock.today() - YEAR
    return next((circle.people(since) for circle in hooks.all_of("circles") if circle.name == code), ())


def guests_in(text: str) -> list[tuple[str, str]]:
    """A guest on each line: "Anna Holm, anna@post.dk". Raises: ValidationError on ``guests``."""
    text = clean_text(text)
    guard(guests=text)
    found: dict[str, str] = {}
    for line in filter(None, map(clean_line, text.splitlines())):
        words = line.replace(",", " ").replace(";", " ").replace("<", " ").replace(">", " ").split()
        address = next((word.lower() for word in words if "@" in word), "")
        name = " ".join(word for word in words if "@" not in word)[:80]
        if not is_email_address(address):
            message = _("Skriv et navn og en mail på hver linje. Den her er forkert: %s") % line[:80]
            raise ValidationError({"guests": [message]})
        if not name:
            raise ValidationError({"guests": [_("Skriv et navn ved mailen: %s") % address]})
        found.setdefault(address, name)
    if len(found) > MOST_GUESTS:
        raise ValidationError({"guests": [_("Højst %d gæster ad gangen.") % MOST_GUESTS]})
    return [(name, address) for address, name in found.items()]


def preview(event: Event, by: Viewer, chosen: Iterable[str], unit_id: object = "", guests: str = "") -> Preview:
    """Who would get a letter. Nothing is written. Raises: Refused, ValidationError."""
    possible, chosen = circles(by), list(dict.fromkeys(chosen))
    if set(chosen) - set(possible):
        raise Refused("events.invite")
    if not chosen:
        raise ValidationError({"circles": [_("Vælg, hvem der skal inviteres.")]})
    known = list(event.invitations.exclude(UNREACHED).values_list("person", "email"))
    seen_people = {person for person, _email in known if person} | {by.person_id}
    seen_addresses = {email for _person, email in known if email}
    result = Preview([])
    for code in chosen:
        group = Invited(code, str(possible[code]))
        if code == GUESTS:
            add_guests(result, group, event, guests, seen_people, seen_addresses)
        else:
            add_people(result, group, event, set(ids_of(code, unit_id)), seen_people, seen_addresses)
        if code in OWN_CIRCLES:
            group.names = [*(person.name for person in group.people), *(name for name, _email in group.guests)]
        result.groups.append(group)
    if result.count > MOST_INVITED:
        raise ValidationError({"circles": [_("Det er for mange på én gang. Vælg færre.")]})
    return result


def add_people(
    result: Preview, group: Invited, event: Event, ids: set[UUID], seen: set[UUID | None], addresses: set[str]
) -> None:
    rows = Person.objects.filter(pk__in=ids, erased_at=None, blocked_at=None).select_related("actor")
    people = list(rows.order_by("actor__name", "pk"))
    viewers = viewers_of(people) if event.subject.audience != Audience.PUBLIC else {}
    for person in people:
        if person.pk in seen or (person.email and person.email in addresses):
            result.already += 1
        elif not person.email or (viewers and not event.subject.readable_by(viewers[person.pk])):
            result.left_out += 1
        else:
            group.people.append(person)
            addresses.add(person.email)
        seen.add(person.pk)


def add_guests(
    result: Preview, group: Invited, event: Event, text: str, seen: set[UUID | None], addresses: set[str]
) -> None:
    found = guests_in(text)
    if not found:
        raise ValidationError({"guests": [_("Skriv et navn og en mail på hver linje.")]})
    known = {person.email: person for person in Person.objects.filter(email__in=[email for _name, email in found])}
    if event.subject.audience != Audience.PUBLIC:
        message = _("Siden er ikke for alle. Inviter kun dem, der kan læse den.")
        raise ValidationError({"guests": [message]})
    for name, email in found:
        person = known.get(email)
        if email in addresses or (person and person.pk in seen):
            result.already += 1
        elif person and (person.blocked_at or person.erased_at):
            result.left_out += 1
        else:
            group.guests.append((name, email))
            addresses.add(email)


@verb(Event)
def invite_to_event(
    *, by: Viewer, event_id: UUID | str, circles: Iterable[str], unit_id: UUID | str | None = None, guests: str = ""
) -> Event:
    """Send one letter to each of those the preview showed. Whoever has one already gets no second. The event that comes
    back holds ``letters``, how many went.

    Whoever wants no such letters stands on the list without one, and the host sees it there. Neither the preview nor a
    refusal tells it: they would tell without end, and without a trace, which addresses said no.
    Raises: NotFound, Refused, ValidationError.
    """
    event = find(Event, event_id, by, related=coming.OF_EVENT[1:], lock=True)
    require("events.keep_meeting", by, event)
    if not event.is_there or event.has_begun:
        raise ValidationError(_("Mødet er begyndt, holdt eller aflyst. Der kan ikke inviteres mere."))
    found = preview(event, by, circles, unit_id, guests)
    if not found.count:
        raise ValidationError(_("Alle, du valgte, er inviteret i forvejen, eller har ingen mail."))
    rate = BY_STAFF if by.is_staff else BY_PERSON
    # What is more than a day's letters goes on a day when nothing else went: else it could never be sent.
    if not rate.hit(str(by.known_id), times=min(found.count, rate.most)):
        raise ValidationError(_("Du har inviteret mange i dag. Invitér resten i morgen."))
    known = {
        person.email: person
        for person in Person.objects.select_related("actor").filter(
            email__in=[email for group in found.groups for _name, email in group.guests]
        )
    }
    unreached = {
        letters.address_of(row): row for row in event.invitations.filter(UNREACHED).select_related("person__actor")
    }
    rows = []
    for group in found.groups:
        for person in group.people:
            row = unreached.get(str(person.email)) or EventInvitation(event=event, person=person)
            row.circle = group.code
            rows.append(row)
        for name, email in group.guests:
            row = unreached.get(email) or EventInvitation(event=event, person=known.get(email))
            row.circle, row.name, row.email = group.code, name, "" if row.person else email
            rows.append(row)
    for row in rows:
        row.sent_by_id, row.sent_at = by.person_id, clock.now()
    letters.mark_refusing(rows)
    again = [row for row in rows if not row._state.adding]
    EventInvitation.objects.bulk_create([row for row in rows if row._state.adding])
    EventInvitation.objects.bulk_update(again, ["circle", "name", "email", "sent_by", "sent_at", "has_letter"])
    journal("events.invited", event.subject, by=by, actor=event.host_id, payload={"n": len(rows)})
    reached = [row for row in rows if row.has_letter]
    letters.invite(event, reached)
    event.letters = len(reached)
    return event


@verb(EventInvitation, for_oneself=True)
def answer_event_invitation(
    *, by: Viewer, invitation_id: UUID | str, answer: str, people: int | str = 1
) -> EventInvitation:
    """Come, or not. Yes is a sign-up like any other, and a no after it cancels it.

    Raises: NotFound, Refused, ValidationError.
    """
    row = invitation_found(invitation_id, lock=True)
    require("events.answer_invitation", by, row)
    if answer not in (EventAnswer.YES, EventAnswer.NO):
        raise ValidationError({"answer": [_("Vælg en af mulighederne.")]})
    if row.answer == answer:
        return row  # pressed twice
    comes = row.event.sign_ups.filter(person__in=[by.person_id], state__in=STANDS).first()
    if answer == EventAnswer.YES:
        if comes is None:  # perhaps they signed up on the page before they opened the letter
            coming.sign_up(by=by, event_id=row.event_id, people=people)
        row.person_id, row.name, row.email = by.person_id, "", ""
    elif comes:
        coming.cancel_sign_up(by=by, sign_up_id=comes.pk)
    row.answer, row.answered_at = answer, clock.now()
    row.save()
    journal("events.invitation_answered", row.subject, by=by, payload={"answer": answer})
    return row


def invitation_found(invitation_id: object, *, lock: bool = False) -> EventInvitation:
    """Raises: NotFound. Whoever calls asks the rule."""
    key = as_uuid(invitation_id)
    rows = EventInvitation.objects.select_related(*(f"event__{name}" for name in coming.OF_EVENT), "person__actor")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=key, event__subject__shown=True).first() if key else None
    if row is None:
        raise NotFound(f"EventInvitation {invitation_id}")
    return row


def forget_guests() -> None:
    """A month afterwards nobody needs the name and the address of somebody who was invited and never became known.
    Nobody said anything, so nothing is journalled.
    """
    rows = EventInvitation.objects.filter(person=None, event__ends_at__lt=clock.now() - GUESTS_KEPT)
    rows.exclude(name="", email="").update(name="", email="")
