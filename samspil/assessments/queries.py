"""Reads about assessments and the model, always through ``visible_to``."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspil.assessments.models import (
    AskedCriterion,
    Assessment,
    Criterion,
    Gate,
    GateAnswer,
    ModelVersion,
    Perspective,
)
from samspil.foundation import hooks, search
from samspil.foundation.models import Subject
from samspil.foundation.verbs import find
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology
from samspil.trials.models import Status as TrialStatus
from samspil.trials.models import Trial

RELATED = (
    "technology__subject",
    "unit__actor__subject",
    "trial__subject",
    "model__subject",
    "keeper__actor",
    "subject__context",
    "follows__subject",
)
SORTS = {"nyeste": "-subject__created_at", "lukker": "closes_on", "teknologi": "technology__title"}
MOST_TRIALS = 200
MOST_ON_PANEL = 10


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    status: str = ""
    unit: str = ""
    sort: str = "nyeste"


def assessments(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Assessment]:
    """The standing assessments ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = Assessment.objects.visible_to(viewer).filter(withdrawn_at=None)
    rows = rows.select_related("subject", "technology", "unit__actor__subject")
    if filters.words:
        ids = search.matching(filters.words, ("assessment",))
        told = Q(technology__title__icontains=filters.words)
        rows = rows.filter(told if ids is None else told | Q(pk__in=ids))
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by(SORTS.get(filters.sort, SORTS["nyeste"]), "pk")


def assessment_of(pk: Any, viewer: Viewer) -> Assessment:
    """Raises: NotFound."""
    found: Assessment = find(Assessment, pk, viewer, related=RELATED)
    return found


def assessments_of(about: Subject, viewer: Viewer) -> list[Assessment]:
    """The assessments of a technology, or that rest on a trial, newest first. One query."""
    rows = Assessment.objects.visible_to(viewer).filter(withdrawn_at=None)
    rows = rows.filter(technology=about.pk) if about.kind == "technology" else rows.filter(trial=about.pk)
    return list(rows.select_related("subject", "technology", "unit__actor__subject").order_by("-pk")[:MOST_ON_PANEL])


def rounds_of(assessment: Assessment, viewer: Viewer) -> list[Assessment]:
    """Those that asked the same once more after the decision, newest first. One query, and none before a decision."""
    if not assessment.is_settled:
        return []
    rows = Assessment.objects.visible_to(viewer).filter(follows=assessment, withdrawn_at=None)
    return list(rows.order_by("-pk"))


def asked_of(assessment: Assessment) -> list[AskedCriterion]:
    """The criteria of an assessment in their order. One query."""
    return list(assessment.asked.select_related("criterion"))


def gate_of(assessment: Assessment) -> list[tuple[Gate, GateAnswer | None]]:
    """The gate's questions with what was answered. Two queries."""
    answers = {row.gate_id: row for row in assessment.gate_answers.all()}
    return [(gate, answers.get(gate.pk)) for gate in assessment.model.gates.all()]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as one perspective is asked it."""

    asked: AskedCriterion
    text: str

    @property
    def criterion(self) -> Criterion:
        return self.asked.criterion


def questions_for(assessment: Assessment, perspective: str) -> list[Question]:
    """What a perspective is asked in this assessment, in order. Two queries."""
    found = []
    for row in assessment.asked.select_related("criterion").prefetch_related("criterion__wordings"):
        if perspective in row.perspectives:
            worded = next((each for each in row.criterion.wordings.all() if each.perspective == perspective), None)
            if worded:
                found.append(Question(row, worded.question))
    return found


def trials_with(technology_id: UUID, viewer: Viewer) -> QuerySet[Trial]:
    """The trials an assessment of a technology may rest on: those that carry it, under way or over."""
    rows = Trial.objects.visible_to(viewer).filter(status__in=(TrialStatus.RUNNING, TrialStatus.CONCLUDED))
    return rows.filter(hooks.carriers("technology", "trial", technology_id))


def trials_to_choose(technology_id: UUID, viewer: Viewer) -> list[tuple[str, str]]:
    """The same as choices, newest first. One query."""
    rows = trials_with(technology_id, viewer).order_by("-pk").values_list("pk", "title")
    return [(str(pk), title) for pk, title in rows[:MOST_TRIALS]]


def assessed(technology: Technology) -> list[str]:
    """Whether an assessment of it stands, in words that name none. One query."""
    rows = Assessment.objects.filter(technology=technology, withdrawn_at=None)
    return [_("Den er med i en vurdering.")] if rows.exists() else []


def trial_of(assessment: Assessment, viewer: Viewer) -> Trial | None:
    """The trial it rests on, for those who may read that too."""
    trial = assessment.trial
    return trial if trial and trial.subject.readable_by(viewer) else None


# --- the model --------------------------------------------------------------------------------------------------------


def versions(viewer: Viewer) -> list[ModelVersion]:
    return list(ModelVersion.objects.visible_to(viewer).select_related("subject"))


def version_of(pk: Any, viewer: Viewer) -> ModelVersion:
    """Raises: NotFound."""
    found: ModelVersion = find(ModelVersion, pk, viewer, related=("copied_from",))
    return found


def criteria_of(version: ModelVersion) -> list[Criterion]:
    """The criteria, each with ``worded``: who is asked, and the words. Two queries."""
    rows = list(version.criteria.prefetch_related("wordings"))
    order = {perspective.value: place for place, perspective in enumerate(Perspective)}
    for row in rows:
        row.worded = sorted(row.wordings.all(), key=lambda each: order[each.perspective])  # type: ignore[attr-defined]
    return rows
