"""The verbs about what an assessment rests on: its trial, and how well each answer is known.

Both may come late, while people answer or once they are counted. Neither changes once it is decided on.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.assessments.actions import chosen_trial, find_kept
from samspil.assessments.models import AskedCriterion, Assessment, Grade
from samspil.foundation import hooks
from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer

NOT_MEASURED = gettext_lazy("Vurderingen bygger ikke på en afprøvning. Derfor kan intet være E2, målt hos os.")


def found(assessment_id: UUID | str, by: Viewer) -> Assessment:
    """An assessment that ``by`` keeps, locked; of a round the first one too: nobody writes meanwhile whether it held.

    Raises: NotFound, Refused.
    """
    if first := find(Assessment, assessment_id, by).follows_id:
        Assessment.objects.select_for_update(no_key=True).get(pk=first)
    return find_kept(assessment_id, by)


@verb(Assessment)
def choose_trial(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    trial_id: UUID | str | None = None,
    expected_version: int | None = None,
) -> Assessment:
    """Say which trial an assessment rests on, or that it rests on none, until it is decided on.

    Another one after somebody said that all is ready: that must be said again, as when a grade changes. The same one
    again changes nothing. Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    assessment = found(assessment_id, by)
    require("assessments.choose_trial", by, assessment)
    check_version(assessment.subject, expected_version)
    before = assessment.trial_id
    assessment.trial = chosen_trial(assessment, by, trial_id)
    if assessment.trial_id == before:
        return assessment
    assessment.save(update_fields=["trial"])
    bump(assessment.subject)
    payload = {"trial": str(assessment.trial_id or "")}
    journal("assessments.trial_chosen", assessment.subject, by=by, payload=payload)
    hooks.follow_through("assessment", "trial chosen", assessment, by)
    return assessment


@verb(Assessment)
def grade_evidence(
    *,
    by: Viewer,
    assessment_id: UUID | str,
    grades: Mapping[str, tuple[str, str]],
    expected_version: int | None = None,
) -> Assessment:
    """Say how well each criterion is known, by number: a grade, and where it comes from. More than E0 needs words.

    E2 is measured here, so it needs a trial; E3 and E4 may be what others found out. Where a grade changes after
    somebody said that all is ready, that must be said again (a consequence in ``verdicts``).

    Raises: NotFound, Refused, Stale, ValidationError by field ("1.1_grade", "1.1_why").
    """
    assessment = found(assessment_id, by)
    require("assessments.grade", by, assessment)
    check_version(assessment.subject, expected_version)
    rows = list(assessment.asked.select_related("criterion"))
    before = [row.grade for row in rows]
    problems: dict[str, list[Any]] = {}
    for row in rows:
        number = row.criterion.number
        row.grade, row.grade_why = grades.get(number, (row.grade, row.grade_why))
        if row.grade not in Grade.values:
            problems[f"{number}_grade"] = [_("Vælg en af mulighederne på listen.")]
        elif row.grade == Grade.E2 and assessment.trial_id is None:
            problems[f"{number}_grade"] = [NOT_MEASURED]
        try:
            clean_texts(row, ("grade_why",))
        except ValidationError as problem:
            problems[f"{number}_why"] = problem.messages
            continue
        if row.grade != Grade.E0 and not row.grade_why:
            problems[f"{number}_why"] = [_("Skriv, hvor det kommer fra.")]
    if problems:
        raise ValidationError(problems)
    AskedCriterion.objects.bulk_update(rows, ["grade", "grade_why"])
    bump(assessment.subject)
    journal("assessments.graded", assessment.subject, by=by)
    if before != [row.grade for row in rows]:
        hooks.follow_through("assessment", "graded", assessment, by)
    return assessment
