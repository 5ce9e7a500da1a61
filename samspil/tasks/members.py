"""The verbs about those an association sends: its own list of members, and their names on a time it has taken.

The list is the memberships everybody knows (``actors``); here those who speak for an association keep it themselves.
Whoever is put on it hears by mail, and may say no with one press; nobody who said no is put on it again.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors import actions as actors
from samspil.actors.models import NAME_LENGTH, Actor, Membership, Person
from samspil.foundation.addresses import email_address, phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import JournalEntry, OneTimeLink
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.identity.rates import Rate
from samspil.resources.facts import number_of
from samspil.safeguards.queries import missing
from samspil.tasks import cards, coming, letters, queries
from samspil.tasks.models import MOST_PEOPLE, STANDS, SignUp, SignUpState

PHONE_LENGTH = 30
SAID_NO = "tasks.member_said_no"
# Each gets a letter: nobody may go through a whole directory of addresses.
BY_SPEAKER = Rate("members-taken-in-by", 100, timedelta(days=1))


def membership_found(membership_id: int | str) -> Membership:
    """Whoever calls asks the rule. Raises: NotFound."""
    rows = Membership.objects.select_related("person__actor", "actor__subject")
    row = rows.filter(pk=membership_id).first() if str(membership_id).isdigit() else None
    if row is None:
        raise NotFound(f"Membership {membership_id}")
    return row


# --- the list of members ----------------------------------------------------------------------------------------------


@verb(Membership)
def take_in_member(*, by: Viewer, actor_id: UUID | str, name: str, email: str = "", phone: str = "") -> Membership:
    """Put somebody on the association's list, by name and mail or phone. They hear by mail, and may say no.

    Raises: NotFound, Refused, ValidationError.
    """
    actor = find(Actor, actor_id, by)
    require("tasks.keep_members", by, actor)
    name, email, phone = clean_line(name), clean_line(email), clean_line(phone)
    guard(name=name, phone=phone)
    phone = phone_number(phone)
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if not email and not phone:
        raise ValidationError({"email": [_("Skriv en mail eller et telefonnummer.")]})
    email = email_address(email)
    if not BY_SPEAKER.hit(str(by.known_id)):
        raise ValidationError(_("Du har skrevet mange på i dag. Skriv resten på i morgen."))
    person = actors.register_person(name=name, email=email, phone=phone[:PHONE_LENGTH])
    said_no = JournalEntry.objects.filter(verb=SAID_NO, subject=actor.subject, person=person.pk).exists()
    if said_no or person.erased_at or person.blocked_at:
        raise ValidationError({"email": [_("Personen vil ikke stå på listen.")]})
    if person.pk == by.person_id:
        raise ValidationError({"email": [_("Du er med i forvejen.")]})
    try:
        row = actors.add_member(by=by, person=person, actor=actor)
    except ValidationError as problem:
        raise ValidationError({"name": problem.messages}) from problem
    row.called = name[:NAME_LENGTH]
    row.save(update_fields=["called"])
    journal("tasks.member_taken_in", actor.subject, by=by, actor=actor.pk, payload={"person": str(person.pk)})
    letters.tell_taken_in(row, by.name)
    return row


@verb(Actor)
def let_member_go(*, by: Viewer, membership_id: int | str) -> Actor:
    """Take somebody off the association's list, and off the times they were named on. Raises: NotFound, Refused."""
    row = membership_found(membership_id)
    require("tasks.keep_members", by, row.actor)
    if row.is_over:
        return row.actor  # pressed twice
    actors.end_membership(by=by, membership_id=row.pk)
    for sign_up in forgotten(row):
        letters.to_named(sign_up, row.person, "off")
    payload = {"person": str(row.person_id)}
    journal("tasks.member_let_go", row.actor.subject, by=by, actor=row.actor_id, payload=payload)
    return row.actor


@verb(Actor, for_oneself=True)
def say_no(*, by: Viewer, membership_id: int | str) -> Actor:
    """Not stand on an association's list. Nobody there can put one on it again. Raises: NotFound, Refused."""
    row = membership_found(membership_id)
    require("actors.end_member", by, row)
    if row.is_over:
        return row.actor  # pressed twice
    actors.end_membership(by=by, membership_id=row.pk)
    for sign_up in forgotten(row):
        letters.tell_one_less(sign_up, by)
    journal(SAID_NO, row.actor.subject, by=by, actor=row.actor_id)
    return row.actor


def forgotten(member: Membership) -> list[SignUp]:
    """The times ahead that somebody is taken off; the number stays, so that another may come. The link goes as well."""
    links = OneTimeLink.objects.filter(purpose=letters.ON_THE_LIST, person=member.person_id)
    links.filter(payload__membership=member.pk).delete()
    rows = list(queries.named_ahead(member.person_id).filter(actor=member.actor_id))
    for row in rows:
        row.named.remove(member.person)
    return rows


# --- who comes --------------------------------------------------------------------------------------------------------


@verb(SignUp)
def change_people(
    *,
    by: Viewer,
    sign_up_id: UUID | str,
    people: int | str | None = None,
    member_ids: Iterable[UUID | str] | None = None,
) -> SignUp:
    """Come more or fewer than was said. ``member_ids``: the members an association sends, or none where a number is
    enough. Those who are new hear of it. Raises: NotFound, Refused, ValidationError.
    """
    row = coming.sign_up_found(sign_up_id, lock=True)
    require("sign_ups.change", by, row)
    if row.state not in STANDS or row.slot.is_over:
        raise ValidationError(_("Det er overstået eller meldt fra. Ring til kontaktpersonen."))
    chosen = None
    if member_ids is not None:
        require("sign_ups.name_members", by, row)
        chosen = members_named(row, member_ids)
    number = number_of(people, "people", MOST_PEOPLE) or row.people
    number = max(number, len(chosen or ()))
    check_room(row, number)
    was = row.people
    row.people = number
    row.save(update_fields=["people"])
    new, gone = put_names(row, chosen) if chosen is not None else ([], [])
    payload = {"slot": str(row.slot_id), "sign_up": str(row.pk), "people": number}
    entry = journal("tasks.people_changed", row.subject, by=by, actor=row.actor_id, payload=payload)
    told = [(person, "named") for person in new] + [(person, "off") for person in gone]
    for person, event in told:
        if person.pk not in (by.person_id, row.person_id):  # they chose it themselves
            letters.to_named(row, person, event)
    if was != number:
        letters.tell_host(row, "changed", key=str(entry.pk))
    if number < was:
        coming.move_up(row.slot_id)
    return row


def check_room(row: SignUp, number: int) -> None:
    """Raises: ValidationError when there are not so many places."""
    if row.state == SignUpState.WAITING:
        if number > row.slot.places:
            raise ValidationError({"people": [cards.most_in_words(queries.with_places([row.slot])[0])]})
        return
    most = row.slot.places - coming.taken(row.slot) + row.people
    if number > most:
        raise ValidationError({"people": [_("Der er kun plads til %d fra jer.") % most]})


def members_named(row: SignUp, member_ids: Iterable[UUID | str]) -> list[Person]:
    """Those of the association's list who are sent, each with what the task requires. Raises: ValidationError."""
    keys = {key for each in member_ids if (key := as_uuid(each))}
    members = {member.person_id: member for member in queries.members_of(row.actor)} if row.actor else {}
    if not keys <= members.keys():
        raise ValidationError({"member_ids": [_("Vælg nogen på jeres liste.")]})
    lacking = []
    for key in sorted(keys):
        kinds = row.slot.task.requirements
        if found := missing(kinds, person=members[key].person, actor=row.actor, host=row.slot.task.host):
            lacking.append(f"{members[key].name}: {found[0][1]}")
    if lacking:
        raise ValidationError({"member_ids": lacking})
    return [members[key].person for key in sorted(keys)]


def put_names(row: SignUp, chosen: list[Person]) -> tuple[list[Person], list[Person]]:
    """Those who are new, and those who are off."""
    before = {person.pk: person for person in row.named.select_related("actor")}
    after = {person.pk: person for person in chosen}
    row.named.set(chosen)
    return [after[pk] for pk in after if pk not in before], [before[pk] for pk in before if pk not in after]


@verb(SignUp, for_oneself=True)
def decline_named(*, by: Viewer, sign_up_id: UUID | str) -> SignUp:
    """One of those named cannot come. The rest of the party still does; whoever signed them up hears.

    Raises: NotFound, Refused.
    """
    row = coming.sign_up_found(sign_up_id, lock=True)
    require("sign_ups.decline_named", by, row)
    row.named.remove(Person.objects.get(pk=by.known_id))
    payload = {"slot": str(row.slot_id), "sign_up": str(row.pk)}
    journal("tasks.named_declined", row.subject, by=by, actor=row.actor_id, payload=payload)
    letters.tell_one_less(row, by)
    return row
