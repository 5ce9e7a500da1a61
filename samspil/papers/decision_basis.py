"""What a paper about a decision rests on: as much as the viewer may read, in a number of queries that stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from samspil.actors.models import Actor
from samspil.assessments.models import Assessment, Gate, GateAnswer
from samspil.assessments.queries import RELATED, gate_of
from samspil.business_cases.accounts import Accounts, accounts
from samspil.business_cases.models import BusinessCase, CaseLine, Norm, Signature
from samspil.business_cases.norms import norms_on
from samspil.business_cases.queries import RELATED as CASE_RELATED
from samspil.decisions.models import Advice
from samspil.decisions.queries import advice_on
from samspil.experiences.models import Experience
from samspil.external_results.models import ExternalResult
from samspil.external_results.queries import results_of
from samspil.foundation.models import may_read
from samspil.foundation.verbs import find
from samspil.foundation.viewer import Viewer
from samspil.indicators.queries import Figure, figures_of
from samspil.papers.report import Words
from samspil.proposals.models import Proposal
from samspil.responses.queries import cases_behind
from samspil.responses.results import Result, result_of
from samspil.technology_advice.models import AdviceRequest
from samspil.technology_advice.queries import with_end
from samspil.technology_needs.models import TechnologyNeed
from samspil.technology_needs.queries import needs
from samspil.technology_projects.models import TechnologyProject
from samspil.technology_projects.queries import on_page, selling_partners
from samspil.trials.models import Trial
from samspil.trials.planning import written_ways
from samspil.verdicts.models import Declaration, Verdict
from samspil.verdicts.queries import verdict_of
from samspil.verdicts.readiness import lacks

MOST_CASES = 6  # reckoned in full on one paper
MOST_NEEDS = 5
MOST_WAYS = 10
MOST_ADVICE = 10


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that may stand on the paper. ``trial``, ``project`` and so on are None where there is none to read."""

    assessment: Assessment
    result: Result
    gate: list[tuple[Gate, GateAnswer | None]]
    trial: Trial | None
    proposal: Proposal | None
    ways: list[Proposal]
    written_ways: list[Words]
    needs: list[TechnologyNeed]
    project: TechnologyProject | None
    figures: dict[int | None, Figure]
    sellers: list[Actor]
    locked: list[Accounts]
    unlocked: list[BusinessCase]
    others: list[ExternalResult]
    advice: list[Advice]
    asked: list[AdviceRequest]
    declaration: Declaration | None
    verdict: Verdict | None
    lacks: list[str]
    again: Result | None

    @property
    def unit(self) -> str:
        """Who decides."""
        return self.assessment.unit_name

    @property
    def language(self) -> str:
        """Of those who keep the assessment: what they wrote stands in it."""
        return self.assessment.subject.language


def assessment_for(pk: Any, viewer: Viewer) -> Assessment:
    """Raises: NotFound."""
    related = (*RELATED, "trial__unit", "trial__proposal__subject", "declaration__by__actor")
    found: Assessment = find(Assessment, pk, viewer, related=related)
    return found


def basis_of(assessment: Assessment, viewer: Viewer) -> Basis:
    trial = assessment.trial
    if trial and (trial.withdrawn_at or not trial.subject.readable_by(viewer)):
        trial = None
    proposal = trial.proposal if trial and trial.proposal.subject.readable_by(viewer) else None
    project = on_page(trial, viewer) if trial else None
    figures = figures_of([trial.pk], viewer)[trial.pk] if trial and project else []
    found = needs_of(trial, project, viewer) if trial else []
    locked, unlocked = cases_of(assessment, viewer)
    advised = [assessment.pk, *(row.pk for row in found), *([trial.pk] if trial else [])]
    result, verdict = result_of(assessment), verdict_of(assessment)
    waits = assessment.is_counted and verdict is None and not assessment.is_round
    return Basis(
        assessment=assessment,
        result=result,
        gate=gate_of(assessment),
        trial=trial,
        proposal=None if proposal is None or proposal.withdrawn_at else proposal,
        ways=ways_of(trial, viewer) if trial else [],
        written_ways=[Words(way, trial.subject.language) for way in written_ways(trial)] if trial else [],
        needs=found,
        project=project,
        figures={figure.id: figure for figure in figures},
        sellers=list(selling_partners(project)) if project else [],
        locked=locked,
        unlocked=unlocked,
        others=results_of([assessment.technology_id], viewer),
        advice=list(advice_on(advised, viewer)[:MOST_ADVICE]),
        asked=unanswered(advised, viewer),
        declaration=getattr(assessment, "declaration", None),
        verdict=verdict,
        lacks=lacks(assessment, result) if waits else [],
        again=asked_again(verdict, viewer),
    )


def asked_again(verdict: Verdict | None, viewer: Viewer) -> Result | None:
    """What the same people answered later, once somebody has said whether the verdict held. Six queries."""
    back = getattr(verdict, "look_back", None)
    if back is None or back.round_id is None:
        return None
    later = Assessment.objects.visible_to(viewer).filter(pk=back.round_id, withdrawn_at=None).first()
    return result_of(later) if later else None


def unanswered(subjects: list[UUID], viewer: Viewer) -> list[AdviceRequest]:
    """What the group was asked and has not answered. One query."""
    rows = with_end(AdviceRequest.objects.visible_to(viewer))
    rows = rows.filter(subject__in=subjects, advice=None, withdrawn_at=None)
    return list(rows.select_related("body__subject").order_by("at", "pk")[:MOST_ADVICE])


def ways_of(trial: Trial, viewer: Viewer) -> list[Proposal]:
    """The other ways that were looked at before this one was tried. One query."""
    rows = Proposal.objects.visible_to(viewer).filter(pk__in=trial.alternatives.values("pk"), withdrawn_at=None)
    return list(rows.select_related("subject", "actor").order_by("pk")[:MOST_WAYS])


def needs_of(trial: Trial, project: TechnologyProject | None, viewer: Viewer) -> list[TechnologyNeed]:
    """What it was to help with: the need of the project, and those behind the proposal. Three queries."""
    behind = Q(proposal=trial.proposal_id)
    if project and project.need_id:
        behind |= Q(pk=project.need_id)
    seen = Experience.objects.visible_to(viewer).filter(may_read(viewer, "actor__subject__"), withdrawn_at=None)
    seen = seen.select_related("subject", "unit__actor__subject")
    rows = needs(viewer).filter(behind).select_related("subject", "actor__subject", "reuse__by__actor")
    looked_at = Prefetch("reuse__looked_at", seen.order_by("pk"), to_attr="seen")
    return list(rows.prefetch_related(looked_at).order_by("pk")[:MOST_NEEDS])


def cases_of(assessment: Assessment, viewer: Viewer) -> tuple[list[Accounts], list[BusinessCase]]:
    """The business cases behind the assessment: locked, and not. Four queries.

    Only what is locked has figures here: nobody decides by a sum that may change tomorrow.
    """
    behind = BusinessCase.objects.visible_to(viewer).filter(cases_behind(assessment))
    rows = list(behind.select_related("subject", *CASE_RELATED).order_by("pk"))
    locked = [case for case in rows if case.is_locked][-MOST_CASES:]
    lines = by_case(CaseLine.objects.filter(case__in=locked, removed_at=None).order_by("pk"), "task", "by__actor")
    signed = by_case(Signature.objects.filter(case__in=locked).order_by("-at", "-pk"), "by__actor")
    added = list(Norm.objects.filter(removed_at=None, subject__shown=True)) if locked else []
    shown = [accounts(case, lines[case.pk], norms_on(case.priced_on, added), signed[case.pk]) for case in locked]
    return shown, [case for case in rows if not case.is_locked]


def by_case(rows: Any, *related: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    each: Iterable[Any] = rows.select_related(*related)
    for row in each:
        found[row.case_id].append(row)
    return found
