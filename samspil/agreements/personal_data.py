"""What agreements hold about a person: for the copy they may ask for, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from samspil.actors.models import Membership, Person, Role
from samspil.actors.queries import at_address, title_for
from samspil.agreements import letters
from samspil.agreements.models import WORDS, Acceptance, Agreement, Status, TextVersion
from samspil.foundation import clock, subjects
from samspil.foundation.models import OneTimeLink


@transaction.atomic
def erase(person_id: UUID) -> None:
    """One's own agreement loses its words. What an association agreed on stays, without the name and the contact."""
    OneTimeLink.objects.filter(person=person_id, purpose__in=letters.PURPOSES).delete()
    for agreement in Agreement.objects.filter(party__person=person_id).select_related("subject"):
        is_open = agreement.is_open
        agreement.versions.update(**dict.fromkeys((*WORDS, "reply_words"), ""))
        Acceptance.objects.filter(version__agreement=agreement).exclude(signed_by="").update(signed_by="–")
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
    near = Agreement.objects.filter(pk__in=list(where_one_may_stand(person).values_list("pk", flat=True)))
    own = person.actor.name
    signed_by(person).update(signed_by="–")
    for agreement in near.filter(Q(party_contact__iexact=own) | at_address(person_id, "party_email")):
        letters.forget_links(agreement)
    near.filter(unit_contact__iexact=own).update(unit_contact="–", unit_phone="")
    near.filter(party_contact__iexact=own).update(party_contact="–", party_phone="", party_email="")
    near.filter(at_address(person_id, "party_email")).update(party_email="")


def where_one_may_stand(person: Person) -> QuerySet[Agreement]:
    """The agreements one wrote, or of the units and associations one has had to do with, or that hold one's address or
    number. Another of the same name may be the contact elsewhere.
    """
    scopes = Role.objects.filter(person=person).values("scope")
    belongs = Membership.objects.filter(person=person).values("actor")
    found = Q(made_by=person) | Q(unit__in=scopes) | Q(unit__in=belongs) | Q(party__in=belongs)
    found |= at_address(person.pk, "party_email")
    if person.phone:
        found |= Q(unit_phone=person.phone) | Q(party_phone=person.phone)
    return Agreement.objects.filter(found)


def signed_by(person: Person) -> QuerySet[Acceptance]:
    """What was signed in one's name where nobody said whose it is: by a link, or on paper."""
    near = where_one_may_stand(person).values("pk")
    return Acceptance.objects.filter(signed_by__iexact=person.actor.name, version__agreement__in=near)


def contact_in(person: Person) -> list[dict[str, Any]]:
    """The agreements that name one as the contact, or hold one's address. What stands there of others is left out."""
    own, named = person.actor.name.casefold(), title_for(person.pk)
    found = []
    for row in where_one_may_stand(person).exclude(party__person=person).select_related("subject").order_by("pk"):
        held: dict[str, str] = {}
        if row.unit_contact.casefold() == own:
            held |= {"name": row.unit_contact, "phone": row.unit_phone}
        if row.party_contact.casefold() == own:
            held |= {"name": row.party_contact, "phone": row.party_phone, "email": row.party_email}
        if person.email and row.party_email.casefold() == person.email.casefold():
            held["email"] = row.party_email
        if held:
            found.append({"contact_in": named(row.subject), "status": row.status, **held})
    return found


def export(person_id: UUID) -> list[dict[str, Any]]:
    """One's own agreements word for word, and what one said yes to or wrote."""
    person = Person.objects.select_related("actor").get(pk=person_id)
    own = Agreement.objects.filter(party__person=person_id).select_related("subject", "unit__actor")
    said = Q(person=person_id) | Q(entered_by=person_id) | Q(pk__in=signed_by(person).values("pk"))
    mine = Acceptance.objects.filter(said).select_related("version__agreement__subject")
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
            {"accepted": row.version.agreement.subject.title, "side": row.side, "how": row.how, "on": row.signed_on}
            for row in mine
        ),
        *(
            {"text": row.subject.title, "number": row.number, "note": row.note}
            for row in TextVersion.objects.filter(by=person_id).select_related("subject")
        ),
    ]
