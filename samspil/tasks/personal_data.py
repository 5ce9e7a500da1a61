"""What tasks hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspil.actors.models import Person
from samspil.foundation.models import OneTimeLink
from samspil.tasks import coming
from samspil.tasks.letters import NAMED, ON_THE_LIST, PURPOSE
from samspil.tasks.models import STANDS, CalendarFeed, SignUp, Task

SOMEBODY = "–"  # the host names another; until then, nobody


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Sign-ups go, and whoever waits gets the place. One for an association stays the association's, without words.

    A task is its host's, who stands by it; where the contact is the person, name and number are taken away.
    """
    person = Person.objects.select_related("actor").filter(pk=person_id).first()
    freed = set()
    for row in SignUp.objects.filter(person=person_id).select_related("actor"):
        if row.state in STANDS:
            freed.add(row.slot_id)
        if row.actor and not row.actor.is_person and row.state not in STANDS:
            row.note, row.hours = "", None
            row.save(update_fields=["note", "hours"])
        else:
            row.delete()
    for slot_id in freed:
        coming.move_up(slot_id)
    SignUp.named.through.objects.filter(person=person_id).delete()
    CalendarFeed.objects.filter(person=person_id).delete()
    OneTimeLink.objects.filter(purpose__in=(PURPOSE, NAMED, ON_THE_LIST), person=person_id).delete()
    if person is None:
        return
    # Another of the same name may be the contact elsewhere.
    own = Q(author=person_id) | Q(entered_by=person_id) | Q(host__memberships__person=person_id)
    named = Task.objects.filter(own, contact_name__iexact=person.actor.name)
    Task.objects.filter(pk__in=list(named.values_list("pk", flat=True))).update(contact_name=SOMEBODY, contact_phone="")
    if person.phone:
        Task.objects.filter(contact_phone=person.phone).update(contact_name=SOMEBODY, contact_phone="")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one has signed up to, with one's own hours, and the tasks one wrote."""
    rows = SignUp.objects.filter(person=person_id).select_related("slot__task__subject", "actor")
    named = SignUp.objects.filter(named=person_id).select_related("slot__task", "actor")
    wrote = Task.objects.filter(author=person_id).select_related("subject")
    return [
        *(
            {
                "signed_up_to": row.slot.task.title,
                "when": row.slot.starts_at.isoformat(),
                "as": row.actor.name if row.actor else row.party_name,
                "people": row.people,
                "state": row.state,
                "note": row.note,
                "hours": row.hours,
                "came": row.came,
                "shares_contact": row.shares_contact,
                "at": row.created_at.isoformat(),
            }
            for row in rows
        ),
        *(
            {"named_on": row.slot.task.title, "when": row.slot.starts_at.isoformat(), "by": row.name}
            for row in named.select_related("person__actor")
        ),
        *({"task": row.title, "text": row.does, "at": row.subject.created_at.isoformat()} for row in wrote),
        *({"calendar": row.made_at.isoformat()} for row in CalendarFeed.objects.filter(person=person_id)),
    ]
