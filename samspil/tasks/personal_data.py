"""What tasks hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspil.actors.models import Membership, Person
from samspil.foundation.models import OneTimeLink
from samspil.tasks import coming, letters
from samspil.tasks.letters import NAMED, ON_THE_LIST, PURPOSE
from samspil.tasks.models import CalendarFeed, SignUp, Task

SOMEBODY = "–"  # the host names another; until then, nobody


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Sign-ups go; the host hears, and whoever waits gets the place. One for an association stays the association's,
    without words: those it sends still come.

    A task is its host's, who stands by it; where the contact is the person, name and number are taken away.
    """
    person = Person.objects.select_related("actor").filter(pk=person_id).first()
    freed = set()
    for row in SignUp.objects.filter(person=person_id).select_related(*coming.OF_SIGN_UP):
        row.note, row.hours, row.called = "", None, ""
        if row.actor and not row.actor.is_person:
            row.save(update_fields=["note", "hours", "called"])
            continue
        if row.stands and not row.slot.is_over:
            freed.add(row.slot_id)
            letters.tell_host(row, "cancelled")
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
    theirs = Q(contact_name__iexact=person.actor.name)
    if person.phone:
        theirs |= Q(contact_phone=person.phone)
    rows = list(Task.objects.filter(own, theirs).values_list("pk", flat=True))
    Task.objects.filter(pk__in=rows).update(contact_name=SOMEBODY, contact_phone="")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one has signed up to, with one's own hours, and the tasks one wrote."""
    rows = SignUp.objects.filter(person=person_id).select_related("slot__task__subject", "actor")
    named = SignUp.objects.filter(named=person_id).select_related("slot__task", "actor")
    listed = Membership.objects.filter(person=person_id).exclude(called="").select_related("actor")
    wrote = Task.objects.filter(author=person_id).select_related("subject")
    return [
        *(
            {
                "signed_up_to": row.slot.task.title,
                "when": row.slot.starts_at.isoformat(),
                "as": row.actor.name if row.actor else row.party_name,
                "people": row.people,
                "state": row.state,
                "called": row.called,
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
        *({"on_the_list_of": row.actor.name, "called": row.called} for row in listed),
        *({"task": row.title, "text": row.does, "at": row.subject.created_at.isoformat()} for row in wrote),
        *({"calendar": row.made_at.isoformat()} for row in CalendarFeed.objects.filter(person=person_id)),
    ]
