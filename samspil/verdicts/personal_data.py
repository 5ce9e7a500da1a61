"""What verdicts hold about a person. That somebody decided stands in ``decisions``."""

from typing import Any
from uuid import UUID

from django.db import transaction

from samspil.actors.queries import title_for
from samspil.verdicts.models import Declaration, LookBack, StandIn, Verdict


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What the person said and sees to; the assessment is not named where it is hidden."""
    named = title_for(person_id)
    said = Declaration.objects.filter(by=person_id).select_related("assessment__subject")
    owned = Verdict.objects.filter(evaluation_owner=person_id).select_related("assessment__subject")
    deputy = Verdict.objects.filter(evaluation_deputy=person_id).select_related("assessment__subject")
    stands_in = StandIn.objects.filter(person=person_id).select_related("verdict__assessment__subject")
    looked = LookBack.objects.filter(by=person_id).select_related("verdict__assessment__subject")
    return [
        *(
            {"ready": named(row.assessment.subject), "interest": row.interest_note, "at": row.at.isoformat()}
            for row in said
        ),
        *({"evaluates": named(row.assessment.subject), "on": str(row.evaluation_on)} for row in owned),
        *({"evaluates_if_not": named(row.assessment.subject), "on": str(row.evaluation_on)} for row in deputy),
        *({"stands_in": named(row.verdict.assessment.subject), "at": row.at.isoformat()} for row in stands_in),
        *(
            {
                "evaluated": named(row.verdict.assessment.subject),
                "text": row.text,
                "lesson": row.lesson,
                "early_why": row.early_why,
            }
            for row in looked
        ),
    ]


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What was decided and found is official and stays, unnamed; what it says about one's own interests goes."""
    Declaration.objects.filter(by=person_id).exclude(interest_note="").update(interest_note="-")
    StandIn.objects.filter(person=person_id).delete()
