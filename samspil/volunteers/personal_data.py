"""What this app holds of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from samspil.volunteers.actions import forget
from samspil.volunteers.models import Ask, Profile


def erase(person_id: UUID) -> None:
    """The profile and what one was asked. Whom one asked for a task is the task's, without one's name."""
    forget(person_id)


def export(person_id: UUID) -> list[dict[str, Any]]:
    """One's own profile word for word, and what one was asked and answered."""
    profiles = Profile.objects.filter(person=person_id).select_related("area")
    asks = Ask.objects.filter(person=person_id).select_related("task__host")
    return [
        *(
            {
                "can": row.can,
                "kinds": row.kinds,
                "area": row.area.name if row.area else "",
                "place": row.place,
                "reach_km": row.reach_km,
                "days": row.days,
                "times": row.times,
                "drives": row.drives,
                "languages": row.languages,
                "lived_experience": row.lived,
                "lived_seen_by": row.lived_seen_by,
                "asked_at_most_a_month": row.most_a_month,
                "hosts_may_ask": row.hosts_may_ask,
                "quiet_until": row.quiet_until,
                "paused_at": row.paused_at.isoformat() if row.paused_at else None,
                "since": row.created_at.isoformat(),
                "last_used": row.used_at.isoformat(),
            }
            for row in profiles
        ),
        *(
            {
                "asked_to": row.task.title,
                "host": row.task.host.name,
                "at": row.asked_at.isoformat(),
                "answer": row.answer,
                "answered_at": row.answered_at.isoformat() if row.answered_at else None,
            }
            for row in asks
        ),
    ]
