"""What agreements hold about a person: for the copy they may ask for, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from samspil.actors.models import Membership, Person, Role
from samspil.actors.queries import at_address, title_for
from samspil.agreements import letters
from samspil.agreements.models import SOMEBODY, WORDS, Acceptance, Agreement, Side, Status, TextVersion
from samspil.foundation import clock, subjects
from samspil.foundation.models import OneTimeLink


@transaction.atomic
def erase(person_id: UUID) -> None:
    """One's own agreement loses its words. What an association agreed on stays, without the name and the contact."""
    OneTimeLink.objects.filter(person=person_id, purpose__in=letters.PURPOSES).delete()
    for agreement in Agreement.objects.filter(party__person=person_id).select_related("subject"):
        is_open = agreement.is_open
        agreement.versions.update(**dict.fromkeys((*WORDS, "reply_words"), ""))
        Acceptance.objects.filter(version__agreement=agreement).exclude(signed_by="").update(signed_by=SOMEBODY)
        agreement.unit_contact = agreement.unit_phone = agreement.end_note = ""
        agreement.party_contact = agreement.party_phone = agreement.party_email = ""
        agreement.status, agreement.waits_for = Status.ENDED, ""
        agreement.ended_on = agreement.ended_on or clock.today()
        agreement.save()
        subjects.name_readers(agreement.subject, [])
        subjects.fall_silent(agreement.subject)
        if is_open:
            letters.tell_forgotten(agreement)
    person = Person.objects.select_related("actor").filter(pk=person_id).first()
    if person is None:
        return
    signed_by(person).update(signed_by=SOMEBODY)
    at_unit, at_party, addressed = (Agreement.objects.filter(pk__in=keys) for keys in contact_keys(person))
    for agreement in at_party | addressed:
        letters.forget_links(agreement)
    at_unit.update(unit_contact=SOMEBODY, unit_phone="")
    at_party.update(party_contact=SOMEBODY, party_phone="", party_email="")
    addressed.update(party_email="")


def of_unit(person: Person) -> QuerySet[Agreement]:
    """Where a name at the unit's side is theirs: they work or worked there, wrote it, or have that number."""
    scopes = Role.objects.filter(person=person).values("scope")
    belongs = Membership.objects.filter(person=person).values("actor")
    found = Q(made_by=person) | Q(unit__in=scopes) | Q(unit__in=belongs)
    return Agreement.objects.filter(found | Q(unit_phone=person.phone) if person.phone else found)


def of_party(person: Person) -> QuerySet[Agreement]:
    """Where a name at the volunteer side is theirs: they are or were a member, or have that address or number.

    One with a person is about that person alone, and nobody else of the name.
    """
    found = Q(party__in=Membership.objects.filter(person=person).values("actor")) | at_address(person.pk, "party_email")
    if person.phone:
        found |= Q(party_phone=person.phone)
    return Agreement.objects.filter(found, party__person=None)


def contact_keys(person: Person) -> tuple[set[UUID], set[UUID], set[UUID]]:
    """The agreements that name one as the unit's contact, as the volunteer side's, and those that hold one's address.

    The copy shows what stands there and erasing takes it, by this one rule.
    """
    own = person.actor.name
    rows = (
        of_unit(person).filter(unit_contact__iexact=own),
        of_party(person).filter(party_contact__iexact=own),
        Agreement.objects.filter(at_address(person.pk, "party_email")),
    )
    at_unit, at_party, addressed = (set(found.values_list("pk", flat=True)) for found in rows)
    return at_unit, at_party, addressed


def signed_by(person: Person) -> QuerySet[Acceptance]:
    """What was signed in one's name where nobody said whose it is: by a link, or on paper."""
    ours = Q(version__agreement__in=of_party(person).values("pk")) | Q(version__agreement__party__person=person)
    theirs = Q(side=Side.UNIT, version__agreement__in=of_unit(person).values("pk")) | Q(Q(side=Side.PARTY) & ours)
    return Acceptance.objects.filter(theirs, signed_by__iexact=person.actor.name)


def contact_in(person: Person) -> list[dict[str, Any]]:
    """The agreements that name one as the contact, or hold one's address. What stands there of others is left out."""
    at_unit, at_party, addressed = contact_keys(person)
    titled = title_for(person.pk)
    rows = Agreement.objects.filter(pk__in=at_unit | at_party | addressed).exclude(party__person=person)
    found = []
    for row in rows.select_related("subject").order_by("pk"):
        held: dict[str, str] = {}
        if row.pk in at_unit:
            held |= {"name": row.unit_contact, "phone": row.unit_phone}
        if row.pk in at_party:
            held |= {"name": row.party_contact, "phone": row.party_phone, "email": row.party_email}
        if row.pk in addressed:
            held["email"] = row.party_email
        found.append({"contact_in": titled(row.subject), "status": row.status, **held})
    return found


def export(person_id: UUID) -> list[dict[str, Any]]:
    """One's own agreements word for word, and what one said yes to or wrote."""
    person = Person.objects.select_related("actor").get(pk=person_id)
    own = Agreement.objects.filter(party__person=person_id).select_related("subject", "unit__actor")
    said = Q(person=person_id) | Q(entered_by=person_id) | Q(pk__in=signed_by(person).values("pk"))
    mine = Acceptance.objects.filter(said).select_related("version__agreement__subject")
    titled = title_for(person_id)
    return [
        *(
            {
                "agreement": row.subject.title,
                "unit": row.unit.actor.name,
                "status": row.status,
                "review_on": row.review_on,
                "contact": {"name": row.party_contact, "phone": row.party_phone, "email": row.party_email},
                "versions": [
                    {name: getattr(version, name) for name in (*WORDS, "insurance", "reply", "reply_words")}
                    for version in row.versions.all()
                ],
            }
            for row in own
        ),
        *contact_in(person),
        *(
            {
                "accepted": titled(row.version.agreement.subject),
                "side": row.side,
                "how": row.how,
                "on": row.signed_on,
            }
            for row in mine
        ),
        *(
            {"text": row.subject.title, "number": row.number, "note": row.note}
            for row in TextVersion.objects.filter(by=person_id).select_related("subject")
        ),
    ]
