"""The end of the demo's whole assessment: it is ready, and the leader of the unit decides."""

from datetime import timedelta

from samspil.assessments.models import Assessment
from samspil.demo.content.verdicts import VERDICT
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.verdicts import actions


def plan(loader: Loader) -> None:
    loader.plan(VERDICT.ready_days_ago, make_ready, loader)
    loader.plan(VERDICT.days_ago, decide, loader)


def assessment(loader: Loader) -> Assessment:
    """The one that ``demo.assessments`` tells of."""
    found: Assessment = loader.things["assessment"]
    return found


def make_ready(loader: Loader) -> None:
    actions.make_ready(by=loader.viewer(VERDICT.ready_by), assessment_id=assessment(loader).pk, **VERDICT.interest)


def decide(loader: Loader) -> None:
    actions.decide_verdict(
        by=loader.viewer(VERDICT.by),
        assessment_id=assessment(loader).pk,
        outcome=VERDICT.outcome,
        reason=VERDICT.reason,
        baseline=VERDICT.baseline,
        evaluation_on=clock.today() + timedelta(days=VERDICT.evaluated_in),
        evaluation_owner_id=loader.people[VERDICT.owner].pk,
        evaluation_deputy_id=loader.people[VERDICT.deputy].pk,
        **VERDICT.interest,
    )
