"""Reads about verdicts, always through ``visible_to`` of their assessments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import rules
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.actors.queries import leaders_of, staff_of
from samspil.assessments.models import Assessment, Status
from samspil.decisions.models import Case
from samspil.foundation import clock, search
from samspil.foundation.hooks import Owed
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.technology_projects.queries import parties_to
from samspil.verdicts.models import Declaration, Outcome, Verdict

RELATED = (
    "decision__by__actor",
    "decision__unit__actor__subject",
    "evaluation_owner__actor",
    "evaluation_deputy__actor",
    "stand_in__person__actor",
    "look_back__by__actor",
)
LISTED = (
    "assessment__subject",
    "assessment__technology__subject",
    "assessment__unit__actor__subject",
    "decision",
    "look_back",
)
SORTS = {"nyeste": ("-decision__at", "pk"), "evaluering": ("evaluation_on", "pk")}
MOST_ON_PANEL = 10
SOON = 7  # days before its day, an evaluation waits for its owner
OPEN, LATE, DONE = "venter", "over", "evalueret"
STATES: dict[str, tuple[Any, Callable[[], Q]]] = {
    OPEN: (_("Skal evalueres"), lambda: Q(look_back=None)),
    LATE: (_("Dagen er gået"), lambda: Q(look_back=None, evaluation_on__lt=clock.today())),
    DONE: (_("Evalueret"), lambda: Q(look_back__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    outcome: str = ""
    state: str = ""
    unit: UUID | None = None
    sort: str = "nyeste"


def visible(viewer: Viewer) -> QuerySet[Verdict]:
    """The verdicts on assessments that ``viewer`` may read."""
    return Verdict.objects.filter(may_read(viewer, "assessment__subject__"), assessment__withdrawn_at=None)


def verdicts(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Verdict]:
    """The verdicts on the list, filtered and sorted."""
    filters = filters or Filters()
    rows = visible(viewer).select_related(*LISTED)
    if filters.words:
        ids = search.matching(filters.words, ("assessment",))
        told = Q(assessment__technology__title__icontains=filters.words)
        rows = rows.filter(told if ids is None else told | Q(pk__in=ids))
    if filters.outcome in Outcome.values:
        rows = rows.filter(outcome=filters.outcome)
    if filters.state in STATES:
        rows = rows.filter(STATES[filters.state][1]())
    if filters.unit:
        rows = rows.filter(assessment__unit=filters.unit)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def verdict_of(assessment: Assessment) -> Verdict | None:
    """The verdict on an assessment that the caller may read, with everybody it names. One query."""
    verdict = Verdict.objects.filter(assessment=assessment).select_related(*RELATED).first()
    if verdict is not None:
        verdict.assessment = assessment
    return verdict


def declaration_of(assessment: Assessment) -> Declaration | None:
    """That it is ready, and who said so. One query."""
    return Declaration.objects.filter(assessment=assessment).select_related("by__actor").first()


def is_evaluated(verdict: Verdict) -> bool:
    return getattr(verdict, "look_back", None) is not None


def may_begin_anew(verdict: Verdict, viewer: Viewer) -> bool:
    """Whether ``viewer`` may ask all three sides afresh, where a verdict said that the basis was too little."""
    asks = verdict.is_insufficient and verdict.assessment.technology.is_open
    return asks and rules.has_perm("assessments.begin", viewer)


def verdicts_of(assessment_ids: Iterable[UUID]) -> dict[UUID, Verdict]:
    """The verdicts on assessments that the caller may read, by assessment. One query."""
    rows = Verdict.objects.filter(assessment__in=list(assessment_ids)).select_related(*RELATED)
    return {row.pk: row for row in rows}


def verdicts_about(about: Subject, viewer: Viewer) -> list[Verdict]:
    """What was decided on a technology, or on the ground of a trial, newest first. One query."""
    field = "assessment__technology" if about.kind == "technology" else "assessment__trial"
    rows = visible(viewer).filter(**{field: about.pk}).select_related(*LISTED)
    return list(rows.order_by("-decision__at", "pk")[:MOST_ON_PANEL])


def case_of(assessment: Assessment, amount: int = 0) -> Case:
    """What a verdict is decided as. No seller decides: nobody who was a party to the trial, and no known supplier.

    A page asks for several rights, so the parties are found once for each assessment that was read.
    """
    kept = vars(assessment)
    if "parties" not in kept:
        kept["parties"] = parties_to(assessment.technology_id, assessment.trial)
    hosts = assessment.trial.hosts if assessment.trial else frozenset()
    return Case(assessment.subject, assessment.unit, amount, hosts, kept["parties"])


def suppliers_of(assessment: Assessment) -> list[str]:
    """Who sells it, as the catalogue names them: who decides says what they have to do with them. One query."""
    return list(dict.fromkeys(assessment.technology.products.values_list("supplier", flat=True)))


def round_of(assessment: Assessment) -> Assessment | None:
    """The newest time the same was asked again that was counted, and that nobody has hidden. One query."""
    rows = assessment.rounds.filter(withdrawn_at=None, status=Status.COMPLETE, subject__shown=True)
    return rows.select_related("subject").order_by("-completed_on", "-pk").first()


def may_evaluate(assessment: Assessment) -> list[Person]:
    """Who may see to the evaluation: those who work in the unit, and those who lead it or one above it."""
    found = {person.pk: person for person in (*staff_of(assessment.unit), *leaders_of(assessment.unit))}
    return list(found.values())


# --- evaluations that are owed ----------------------------------------------------------------------------------------


def waiting(person_id: UUID | None = None) -> QuerySet[Verdict]:
    """The verdicts whose evaluation is near or gone, of one person or of all."""
    rows = Verdict.objects.filter(
        look_back=None,
        assessment__withdrawn_at=None,
        assessment__subject__shown=True,
        evaluation_on__lte=date.fromordinal(clock.today().toordinal() + SOON),
    )
    mine = Q(evaluation_owner=person_id) | Q(evaluation_deputy=person_id) | Q(stand_in__person=person_id)
    return rows.filter(mine) if person_id else rows


def owed_evaluations(person_id: UUID | None = None) -> list[Owed]:
    """The evaluations that are owed, the oldest first. One whose owner is gone is the coordinators' to place."""
    people = ("evaluation_owner", "evaluation_deputy", "stand_in")
    rows = waiting(person_id).select_related("assessment__subject", *people)
    return [
        Owed(
            subject=row.assessment.subject,
            url=reverse("verdicts:page", args=[row.pk]),
            since=row.evaluation_on,  # silence is counted from the day itself
            due=row.evaluation_on,
            answerer=None if row.evaluation_owner.erased_at else row.evaluation_owner_id,
            unit=row.assessment.unit_id,
            deputy=deputy_of(row),
        )
        for row in rows.order_by("evaluation_on", "pk")
    ]


def deputy_of(verdict: Verdict) -> UUID | None:
    """Who sees to the evaluation as well: named on the day of the verdict, or found after seven days of silence."""
    named, stand_in = verdict.evaluation_deputy, getattr(verdict, "stand_in", None)
    if named and not named.erased_at:
        return named.pk
    return stand_in.person_id if stand_in else None
