"""What assessments hold about a person: that they keep one. What somebody answered stands in ``responses``."""

from typing import Any
from uuid import UUID

from samspil.assessments.models import Assessment


def export(person_id: UUID) -> list[dict[str, Any]]:
    rows = Assessment.objects.filter(keeper=person_id).select_related("subject").order_by("pk")
    return [
        {
            "assessment": row.subject.title,
            "today": row.today,
            "agreed_by": row.agreed_by,
            "agreed_why": row.agreed_why,
            "at": row.subject.created_at.isoformat(),
        }
        for row in rows
    ]


def erase(person_id: UUID) -> None:
    """An assessment is its unit's and stays; that the person kept it goes."""
    Assessment.objects.filter(keeper=person_id).update(keeper=None)
