"""What happens by the clock, and what is held about those who are asked: an address for a while, and their words."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from samspil.actors.models import Person
from samspil.assessments.models import Assessment, Status
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.responses import letters
from samspil.responses.actions import remind_silent
from samspil.responses.models import HandledDisagreement, Respondent, Statement

REMIND_BEFORE = timedelta(days=3)
KEEP_ADDRESSES = timedelta(days=30)  # after the answers are counted


def remind_due() -> None:
    """Three days before the last day, once, to those who have not answered to the end."""
    today = clock.today()
    rows = Assessment.objects.filter(
        status=Status.COLLECTING,
        withdrawn_at=None,
        subject__shown=True,
        opened_on__lt=today,
        closes_on__range=(today, today + REMIND_BEFORE),
        respondents__in=Respondent.objects.filter(answered_on=None, reminded_on=None).exclude(email=""),
    )
    for assessment in rows.distinct():
        remind_silent(by=SYSTEM, assessment_id=assessment.pk)


def forget_addresses() -> None:
    """Take the addresses away, thirty days after the answers were counted, or after the assessment was taken back."""
    before = clock.now() - KEEP_ADDRESSES
    letters.forget(Respondent.objects.filter(assessment__completed_on__lt=timezone.localdate(before)))
    letters.forget(Respondent.objects.filter(assessment__withdrawn_at__lt=before))


def asked_at(person_id: UUID) -> Any:
    """The respondents with the person's address."""
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    rows = Respondent.objects.filter(email__iexact=address) if address else Respondent.objects.none()
    return rows.select_related("assessment__subject")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What we know to be the person's: that they were asked, and, until it is counted, what they answered."""
    handled = HandledDisagreement.objects.filter(by=person_id).select_related("asked__criterion").order_by("pk")
    return [
        *(
            {
                "asked_about": row.assessment.subject.title,
                "email": row.email,
                "as": row.function or row.perspective,
                "answers": {each.asked.criterion.number: each.code for each in row.responses.all()},
                "words": [each.text for each in Statement.objects.filter(respondent=row)],
            }
            for row in asked_at(person_id).prefetch_related("responses__asked__criterion")
        ),
        *({"disagreement": str(row.asked), "text": row.text, "at": row.at.isoformat()} for row in handled),
    ]


def erase(person_id: UUID) -> None:
    """Take the person out: what they answered while it can still be told, their words, and their address.

    A count stays, because nobody can say whose part of it was whose. What staff wrote about a disagreement is the
    municipality's and stays, without the name.
    """
    rows = asked_at(person_id)
    keys = list(rows.values_list("pk", flat=True))
    Statement.objects.filter(respondent__in=keys).delete()
    letters.forget(Respondent.objects.filter(pk__in=keys))
    Respondent.objects.filter(pk__in=keys, assessment__status=Status.COLLECTING).delete()
