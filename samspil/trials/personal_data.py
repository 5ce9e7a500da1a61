"""What trials hold about a person: what they planned and noticed, and what they asked and told."""

from typing import Any
from uuid import UUID

from django.db import transaction

from samspil.foundation import clock, subjects
from samspil.foundation.models import OneTimeLink
from samspil.trials import letters, planning
from samspil.trials.models import DiaryEntry, Extension, Question, Status, Trial

ENDINGS = ("went", "users_said", "learning")


def export(person_id: UUID) -> list[dict[str, Any]]:
    trials = Trial.objects.filter(author=person_id).select_related("subject")
    entries = DiaryEntry.objects.filter(author=person_id).select_related("subject")
    asked = Question.objects.filter(by=person_id)
    told = Question.objects.filter(trial__author=person_id).exclude(reply="")
    longer = Extension.objects.filter(by=person_id)
    return [
        *(
            {
                "trial": row.title,
                **{name: getattr(row, name) for name in (*planning.TEXTS, *ENDINGS) if getattr(row, name)},
                "at": row.subject.created_at.isoformat(),
            }
            for row in trials
        ),
        *({"diary": row.body, "side": row.side, "at": row.subject.created_at.isoformat()} for row in entries),
        *({"question": row.body, "at": row.at.isoformat()} for row in asked),
        *({"reply": row.reply, "at": row.replied_at.isoformat() if row.replied_at else None} for row in told),
        *({"extended": row.reason, "at": row.at.isoformat()} for row in longer),
    ]


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Take a person's words away: what they noticed, what they told, and the plans that nobody else built on.

    A plan that somebody decided on or wrote in stays, without the name; its earlier wordings go. What a leader asked or
    wrote for the municipality is official and stays.
    """
    OneTimeLink.objects.filter(person=person_id, purpose=letters.APPROVE).delete()
    for entry in DiaryEntry.objects.filter(author=person_id).select_related("subject"):
        entry.body, entry.withdrawn_at = "", entry.withdrawn_at or clock.now()
        entry.save(update_fields=["body", "withdrawn_at"])
        subjects.fall_silent(entry.subject)
    Question.objects.filter(trial__author=person_id).exclude(reply="").update(reply="")
    for trial in Trial.objects.filter(author=person_id).select_related("subject"):
        trial.history.all().delete()
        if trial.subject.decisions.exists() or subjects.built_on(trial.subject, but=person_id):
            continue
        for name in (*planning.TEXTS, *ENDINGS):
            setattr(trial, name, "")
        if trial.status != Status.CONCLUDED:
            trial.status = Status.WITHDRAWN
        trial.withdrawn_at = trial.withdrawn_at or clock.now()
        trial.save_without_historical_record()
        trial.partners.all().delete()
        trial.extensions.all().delete()
        subjects.fall_silent(trial.subject)
    Trial.objects.filter(deputy=person_id).update(deputy=None)
    Trial.objects.filter(sponsor=person_id).update(sponsor=None)
    Trial.history.filter(history_user_id=person_id).update(history_user_id=None)  # type: ignore[attr-defined]
