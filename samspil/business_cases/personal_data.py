"""What business cases hold of a person: for their copy, and for erasing it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from samspil.actors.queries import title_for
from samspil.business_cases.models import BusinessCase, CareTask, CaseLine, Norm, Signature
from samspil.foundation import clock, subjects


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What the person wrote, signed and locked; others' cases are not named where they are hidden."""
    named = title_for(person_id)
    cases = BusinessCase.objects.filter(author=person_id).select_related("subject").order_by("pk")
    lines = CaseLine.objects.filter(by=person_id).select_related("case__subject").order_by("pk")
    signatures = Signature.objects.filter(by=person_id).select_related("case__subject").order_by("pk")
    locked = BusinessCase.objects.filter(locked_by=person_id).select_related("subject").order_by("pk")
    tasks = CareTask.objects.filter(by=person_id).order_by("pk")
    norms = Norm.objects.filter(by=person_id).order_by("pk")
    return [
        *(
            {"business_case": row.title, "compared_with": row.compared_with, "at": row.subject.created_at.isoformat()}
            for row in cases
        ),
        *(
            {
                "line": row.title,
                "text": row.text,
                "source": row.source,
                "in": named(row.case.subject),
                "at": row.at.isoformat(),
            }
            for row in lines
        ),
        *(
            {"signed": named(row.case.subject), "yearly": row.yearly, "note": row.note, "at": row.at.isoformat()}
            for row in signatures
        ),
        *({"locked": named(row.subject), "at": row.locked_at.isoformat()} for row in locked if row.locked_at),
        *({"care_task": row.title, "source": row.source} for row in tasks),
        *({"norm": str(row), "source": row.source, "valid_from": row.valid_from.isoformat()} for row in norms),
    ]


@transaction.atomic
def erase(person_id: UUID) -> None:
    """A case that nobody else has worked on, signed or locked goes with its words.

    What a unit reckons with, has signed or decides by is official and stays, without the name: that goes by itself.
    """
    Signature.objects.filter(by=person_id).exclude(note="").update(note="")
    rows = BusinessCase.objects.filter(author=person_id, locked_at=None).select_related("subject")
    for case in rows:
        others = case.lines.exclude(by=person_id).exists() or case.signatures.exclude(by=person_id).exists()
        if others or case.history.exclude(history_user_id=person_id).exists():
            continue
        CaseLine.history.filter(case_id=case.pk).delete()
        case.lines.all().delete()
        case.signatures.all().delete()
        case.title = case.compared_with = case.capacity_plan = ""
        case.withdrawn_at = case.withdrawn_at or clock.now()
        case.save_without_historical_record()
        case.history.all().delete()
        subjects.fall_silent(case.subject)
