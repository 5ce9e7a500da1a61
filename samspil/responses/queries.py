"""Reads about respondents for those who ask: how many, never who answered what. And the money behind an assessment."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from samspil.assessments.models import Assessment, Perspective
from samspil.assessments.queries import assessment_of
from samspil.business_cases.models import BusinessCase, CaseLine, LineKind, Signature
from samspil.business_cases.norms import norms_on
from samspil.business_cases.reckoning import reckon
from samspil.business_cases.words import Shown, show
from samspil.costing import explain
from samspil.foundation.viewer import Viewer
from samspil.responses.models import FORGOTTEN, Channel, Respondent, Statement
from samspil.trials.models import Trial

MOST_CASES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """How one perspective was asked: links sent, links that are not answered to the end, sheets and talks."""

    label: str
    code: str
    links: int
    waiting: int
    typed: int


def asked_how(assessment: Assessment) -> list[Asked]:
    """One query."""
    rows = Respondent.objects.filter(assessment=assessment).values("perspective").order_by("perspective")
    counts = {
        row["perspective"]: row
        for row in rows.annotate(
            links=Count("pk", filter=Q(channel=Channel.LINK)),
            waiting=Count("pk", filter=Q(channel=Channel.LINK, answered_on=None)),
            typed=Count("pk", filter=~Q(channel=Channel.LINK)),
        )
    }
    nothing = {"links": 0, "waiting": 0, "typed": 0}
    return [
        Asked(
            str(perspective.label),
            perspective.value,
            **{name: counts.get(perspective.value, nothing)[name] for name in nothing},
        )
        for perspective in Perspective
    ]


def reasons_of(assessment: Assessment) -> list[str]:
    """Why relatives are asked in citizens' place, for those who ask them. One query."""
    rows = Respondent.objects.filter(assessment=assessment).exclude(in_place_why__in=("", FORGOTTEN))
    return list(rows.order_by("in_place_why").values_list("in_place_why", flat=True).distinct())


def statements_to_read(assessment: Assessment) -> list[Statement]:
    """What people want to be quoted with, for those who keep a counted assessment."""
    rows = Statement.objects.filter(respondent__assessment=assessment).select_related("respondent")
    return list(rows.order_by("respondent__perspective", "pk"))


def both_of(assessment: Assessment, viewer: Viewer) -> tuple[Assessment, Assessment | None]:
    """An assessment and the newest counted round that asked the same; of a round, the one it follows and itself.

    Raises: NotFound where the one it follows may not be read.
    """
    if assessment.follows_id:
        return assessment_of(assessment.follows_id, viewer), assessment if assessment.is_counted else None
    rows = Assessment.objects.visible_to(viewer).filter(follows=assessment, withdrawn_at=None)
    return assessment, rows.exclude(completed_on=None).order_by("-completed_on", "-pk").first()


# --- money ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Headline:
    """A business case in three accounts that are never added; without figures until it is locked."""

    case: BusinessCase
    cash: Shown | None = None
    hours: Shown | None = None
    quality: tuple[str, ...] = ()
    is_signed: bool = False


def cases_behind(assessment: Assessment) -> Q:
    """The cases on the assessment, its trial and the proposal that was tried, and those of its unit on the technology.

    Whoever reads them, they are what the assessment rests on; a page asks ``visible_to`` besides.
    """
    tried = Trial.objects.filter(pk=assessment.trial_id)
    behind = Q(about=assessment.pk) | Q(about__in=tried.values("pk")) | Q(about__in=tried.values("proposal"))
    behind |= Q(about=assessment.technology_id, unit=assessment.unit_id)
    return Q(behind, withdrawn_at=None)


def money_behind(assessment: Assessment, viewer: Viewer) -> list[Headline]:
    """The cases behind an assessment, the locked ones first. One query where none is locked, three where some are."""
    rows = BusinessCase.objects.visible_to(viewer).filter(cases_behind(assessment))
    rows = rows.select_related("unit__actor__subject")
    cases = list(rows.order_by(F("locked_at").desc(nulls_last=True), "-pk")[:MOST_CASES])
    locked = [case.pk for case in cases if case.is_locked]
    if not locked:
        return [Headline(case) for case in cases]
    signatures = {row.case_id: row for row in Signature.objects.filter(case__in=locked, fell_at=None)}
    quality: dict[object, list[str]] = {}
    lines = CaseLine.objects.filter(case__in=locked, kind=LineKind.QUALITY, removed_at=None)
    for pk, title in lines.order_by("pk").values_list("case", "title"):
        quality.setdefault(pk, []).append(title)
    return [
        headline(case, signatures.get(case.pk), quality.get(case.pk, [])) if case.is_locked else Headline(case)
        for case in cases
    ]


def headline(case: BusinessCase, signature: Signature | None, quality: list[str]) -> Headline:
    """A locked case has its figures with it: neither its lines nor the rates are asked."""
    told = reckon(case, (), norms_on(case.priced_on, ()), signature)
    _cash, capacity, _rest = explain.shared_hours(told.counts, told.counts.years)
    return Headline(case, show(explain.npv(told.counts)), show(capacity), tuple(quality), told.is_signed)
