"""Reads about surveys, always through ``visible_to``. Figures come from ``results``, which hides small groups."""

from dataclasses import dataclass
from typing import Any

import rules
from django.db.models import Count, Q, QuerySet

from samspil.foundation.models import Subject
from samspil.foundation.verbs import NotFound, find
from samspil.foundation.viewer import Viewer
from samspil.surveys.models import SMALLEST_GROUP, LinkKind, Status, Survey, Words
from samspil.surveys.results import Result, results_of
from samspil.surveys.rules import carries

RELATED = ("about", "unit__actor", "keeper__actor")
SORTS = {"nyeste": "-subject__created_at", "lukker": "closes_on", "titel": "title"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    status: str = ""
    kind: str = ""
    mine: str = ""
    sort: str = "nyeste"


def kept_by(viewer: Viewer) -> Q:
    """The surveys that a viewer keeps by role. Those who carry what one is about are asked row by row."""
    if viewer.holds("coordinator", "administrator"):
        return Q(pk__isnull=False)  # an empty condition would vanish beside another one
    if viewer.person_id is None:
        return Q(pk=None)
    works = [grant.scope for grant in viewer.grants if grant.kind in ("employee", "leader") and grant.scope]
    return Q(keeper=viewer.person_id) | Q(unit__in=works)


def surveys(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Survey]:
    """The surveys ``viewer`` may read; drafts only where the viewer keeps them."""
    filters = filters or Filters()
    rows = Survey.objects.visible_to(viewer).select_related("subject", *RELATED)
    rows = rows.filter(~Q(status=Status.DRAFT) | kept_by(viewer))
    if filters.words:
        rows = rows.filter(Q(title__icontains=filters.words) | Q(code__iexact=filters.words.strip()))
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.kind:
        rows = rows.filter(about__kind=filters.kind)
    if filters.mine:
        rows = rows.filter(kept_by(viewer))
    return rows.order_by(SORTS.get(filters.sort, SORTS["nyeste"]), "pk")


def survey_of(pk: Any, viewer: Viewer) -> Survey:
    """A survey the viewer may see; a draft is there for those who keep it alone. Raises: NotFound."""
    survey: Survey = find(Survey, pk, viewer, related=RELATED)
    if not rules.has_perm("surveys.view", viewer, survey):
        raise NotFound(f"Survey {pk}")
    return survey


def surveys_about(subject: Subject, viewer: Viewer) -> list[Survey]:
    """The surveys about something, newest first, each with its ``result``; drafts only for those who keep them."""
    rows = list(Survey.objects.visible_to(viewer).filter(about=subject).select_related("subject", *RELATED))
    may_keep_all = bool(rows) and (viewer.holds("coordinator", "administrator") or carries(viewer, subject))
    found = [
        row
        for row in sorted(rows, key=lambda row: row.pk, reverse=True)
        if not row.is_draft or may_keep_all or rules.has_perm("surveys.keep", viewer, row)
    ]
    results = results_of(found)
    for row in found:
        row.result = results[row.pk]
    return found


def result_of(survey: Survey) -> Result:
    """What one survey showed, with nothing in the parts that too few answered."""
    return results_of([survey])[survey.pk]


@dataclass(slots=True)
class Handed:
    """How a round was handed out and how many answers came, for those who keep it."""

    answers: int = 0
    mails: int = 0
    slips: int = 0
    unused: int = 0


def handed_out(survey: Survey) -> Handed:
    """Numbers of the round that is open or was last. They are about letters and sheets; no answer is told."""
    rows = survey.links.filter(phase=survey.phase).exclude(kind=LinkKind.OPEN)
    counts = rows.aggregate(
        mails=Count("pk", filter=Q(kind=LinkKind.MAIL)),
        slips=Count("pk", filter=Q(kind=LinkKind.SLIP)),
        unused=Count("pk", filter=Q(is_used=False)),
    )
    return Handed(answers=survey.answers.filter(phase=survey.phase).count(), **counts)


def words_to_read(survey: Survey) -> list[tuple[str, list[Words]]]:
    """The free words by round, for those who keep the survey: only of rounds that are over, with five answers or more.

    They stand in no order of time.
    """
    counts = {row["phase"]: row["n"] for row in survey.answers.values("phase").annotate(n=Count("pk"))}
    rows = list(survey.words.select_related("question").order_by("question__position", "pk"))
    return [
        (str(phase.label), [row for row in rows if row.phase == phase])
        for phase in survey.phases
        if survey.is_over(phase) and counts.get(phase, 0) >= SMALLEST_GROUP
    ]


def open_count(viewer: Viewer) -> int:
    """How many open surveys the viewer keeps."""
    return Survey.objects.visible_to(viewer).filter(kept_by(viewer), status=Status.OPEN).count()
