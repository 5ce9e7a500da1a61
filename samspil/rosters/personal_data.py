"""What plans hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from samspil.actors.models import Person
from samspil.foundation.models import OneTimeLink
from samspil.rosters.letters import PURPOSES
from samspil.rosters.models import Roster, RosterMember


def erase(person_id: UUID) -> None:
    """Wishes and shifts go with the membership; nobody builds on them. A plan is its host's; who wrote it has no name
    any more.
    """
    RosterMember.objects.filter(person=person_id).delete()
    name = Person.objects.filter(pk=person_id).values_list("actor__name", flat=True).first()
    RosterMember.objects.filter(together__iexact=name or "–").update(together="")
    OneTimeLink.objects.filter(purpose__in=PURPOSES, person=person_id).delete()


def export(person_id: UUID) -> list[dict[str, Any]]:
    rows = RosterMember.objects.filter(person=person_id).select_related("roster__host", "actor")
    rows = rows.prefetch_related("wishes__slot", "shifts__slot", "shifts__sign_up")
    made = Roster.objects.filter(author=person_id).exclude(title="").select_related("host")
    return [
        *(
            {
                "plan": row.roster.title,
                "host": row.roster.host.name,
                "asked_at": row.asked_at.isoformat() if row.asked_at else None,
                "answered_at": row.answered_at.isoformat() if row.answered_at else None,
                "cannot_this_time": row.declined,
                "per_week": row.per_week,
                "at_most": row.at_most,
                "reach_km": row.reach_km,
                "together": row.together,
                "comes_as": row.actor.name if row.actor else row.party_name,
                "people": row.people,
                "called": row.called,
                "reminder": row.reminder,
                "wishes": [
                    {"when": wish.slot.starts_at.isoformat() if wish.slot else wish.weekday, "said": wish.level}
                    for wish in row.wishes.all()
                ],
                "planned": [
                    {"when": shift.slot.starts_at.isoformat(), "told": shift.is_told, "locked": shift.is_locked}
                    for shift in row.shifts.all()
                ],
            }
            for row in rows
        ),
        *({"plan_made": row.title, "host": row.host.name, "from": row.from_on.isoformat()} for row in made),
    ]
