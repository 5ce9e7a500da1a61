"""The end of the demo's assessments: ready, decided on by the leader of the unit, and of one whether it held."""

from datetime import timedelta

from samspil.demo.content.verdicts import VERDICTS, LookBackText, VerdictText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.verdicts import actions


def plan(loader: Loader) -> None:
    for text in VERDICTS:
        loader.plan(text.ready_days_ago, make_ready, loader, text)
        loader.plan(text.days_ago, decide, loader, text)
        if text.look_back:
            loader.plan(text.look_back.days_ago, evaluate, loader, text.about, text.look_back)


def make_ready(loader: Loader, text: VerdictText) -> None:
    assessment = loader.things[text.about]  # the ones that ``demo.assessments`` tells of
    actions.make_ready(by=loader.viewer(text.ready_by), assessment_id=assessment.pk, **text.interest)


def decide(loader: Loader, text: VerdictText) -> None:
    actions.decide_verdict(
        by=loader.viewer(text.by),
        assessment_id=loader.things[text.about].pk,
        outcome=text.outcome,
        reason=text.reason,
        baseline=text.baseline,
        evaluation_on=clock.today() + timedelta(days=text.evaluated_in),
        evaluation_owner_id=loader.people[text.owner].pk,
        evaluation_deputy_id=loader.people[text.deputy].pk,
        **text.interest,
    )


def evaluate(loader: Loader, about: str, text: LookBackText) -> None:
    actions.evaluate_verdict(
        by=loader.viewer(text.by), assessment_id=loader.things[about].pk, text=text.text, lesson=text.lesson
    )
