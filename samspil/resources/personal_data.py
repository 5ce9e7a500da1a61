"""What a person has told about fellowships, wished for and pledged: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspil.actors.models import Person
from samspil.actors.queries import at_address
from samspil.foundation import subjects
from samspil.foundation.models import OneTimeLink
from samspil.resources.actions import empty, empty_pledge, empty_wish
from samspil.resources.letters import CONFIRM
from samspil.resources.models import Resource, Wish, WishPledge


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What a person told goes, unless others have built on it or an organisation has made it its own.

    The contact of a resource is a person, too: where it is them, it is taken away.
    """
    person = Person.objects.filter(pk=person_id).first()
    for pledge in WishPledge.objects.filter(author=person_id).select_related("subject"):
        empty_pledge(pledge)
    for wish in Wish.objects.filter(author=person_id).select_related("subject", "actor"):
        if wish.actor.is_person and not subjects.built_on(wish.subject, but=person_id):
            empty_wish(wish)
    # What came from a file was the source's words; a coordinator who leaves must not take a whole list along.
    told = Resource.objects.filter(author=person_id, external_id="").select_related("subject", "provider", "actor")
    for resource in told:
        is_theirs = resource.provider is not None and not resource.provider.is_person
        if not is_theirs and resource.actor.is_person and not subjects.built_on(resource.subject, but=person_id):
            empty(resource)
    if person is None:
        return
    Resource.objects.filter(is_contact(person)).update(contact_name="", contact_phone="", contact_email="")
    forget_links(person)


def is_contact(person: Person) -> Q:
    named = Q(author=person.pk, contact_name__iexact=person.actor.name)
    return named | at_address(person.pk, "contact_email")


def forget_links(person: Person) -> None:
    links = OneTimeLink.objects.filter(purpose=CONFIRM)
    links.filter(person=person.pk).delete()
    if person.email:
        links.filter(payload__email=person.email).delete()


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one told, what one wished for and pledged, and where one is named as the contact."""
    told = Resource.objects.filter(author=person_id).select_related("subject")
    contact = Resource.objects.filter(is_contact(Person.objects.select_related("actor").get(pk=person_id)))
    wishes = Wish.objects.filter(author=person_id).select_related("subject")
    pledges = WishPledge.objects.filter(author=person_id).select_related("subject")
    return [
        *({"resource": row.title, "text": row.body, "at": row.subject.created_at.isoformat()} for row in told),
        *({"contact_of": row.title, "name": row.contact_name, "phone": row.contact_phone} for row in contact),
        *({"wish": row.what, "at": row.subject.created_at.isoformat()} for row in wishes),
        *({"pledge": row.body, "at": row.subject.created_at.isoformat()} for row in pledges),
    ]
