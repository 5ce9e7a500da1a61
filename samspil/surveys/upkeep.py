"""What surveys do by the clock, and what they hold about people: those who keep them, and addresses for a while."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from samspil.actors.queries import at_address
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.surveys import letters
from samspil.surveys.actions import close_overdue, remind_silent
from samspil.surveys.models import KEEP_ADDRESSES, LATE_ENTRY, AnswerLink, Status, Survey

REMIND_BEFORE = timedelta(days=3)


def remind_due() -> None:
    """Three days before the last day, once, to those whose link nobody used."""
    today = clock.today()
    rows = Survey.objects.filter(
        status=Status.OPEN,
        subject__shown=True,
        opened_on__lt=today,
        closes_on__range=(today, today + REMIND_BEFORE),
        links__in=AnswerLink.objects.filter(is_used=False, reminded_on=None).exclude(email=""),
    )
    for survey in rows.distinct():
        remind_silent(by=SYSTEM, survey_id=survey.pk)


def close_due() -> None:
    """Close the rounds whose last day is so far back that what came on paper has been typed in."""
    for survey in Survey.objects.filter(status=Status.OPEN, closes_on__lt=clock.today() - LATE_ENTRY):
        close_overdue(by=SYSTEM, survey_id=survey.pk)


def forget_addresses() -> None:
    """Take the addresses off the links, thirty days after their round ended, by its last day or earlier by hand."""
    before = clock.today() - KEEP_ADDRESSES
    old = Survey.objects.filter(Q(closes_on__lt=before) | Q(closed_on__lt=before)).exclude(status=Status.DRAFT)
    letters.forget(AnswerLink.objects.filter(survey__in=old.values("pk")))


def letters_to(person_id: UUID) -> Any:
    """The links that went to the person's address."""
    return AnswerLink.objects.filter(at_address(person_id, "email")).select_related("survey__subject")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """No answers: we could not say which are the person's."""
    made = Survey.objects.filter(keeper=person_id).select_related("subject")
    return [
        *(
            {"survey": row.title, "text": row.intro, "note": row.licence_note, "at": row.subject.created_at.isoformat()}
            for row in made
        ),
        *({"asked_to_answer": row.survey.title, "email": row.email} for row in letters_to(person_id)),
    ]


def erase(person_id: UUID) -> None:
    """Leave nothing of a person: not their address, and not that they kept a survey. It stays with its unit."""
    rows = letters_to(person_id)
    keys = list(rows.values_list("pk", flat=True))
    AnswerLink.objects.filter(pk__in=keys, is_used=False).delete()
    AnswerLink.objects.filter(pk__in=keys).update(email="")
    Survey.objects.filter(keeper=person_id).update(keeper=None)
