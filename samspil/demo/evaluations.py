"""What came of things in Engbæk: trials are evaluated by those who took part, and offers by those who use them."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from samspil.actors.queries import viewer_of
from samspil.demo.content.evaluations import OF_TRIALS, OFFERS, EvaluationText, FigureText, OfferText
from samspil.demo.story import Loader
from samspil.evaluations import actions
from samspil.evaluations.models import Evaluation
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.indicators import actions as indicators
from samspil.indicators.models import Indicator


def plan(loader: Loader) -> None:
    """The offers. The trials are evaluated when their own part of the story says so (``evaluate_trial``)."""
    for text in OFFERS:
        loader.plan(text.days_ago, begin_offer, loader, text)


def begin_offer(loader: Loader, text: OfferText) -> None:
    evaluation = actions.begin_evaluation(
        by=loader.viewer(text.by),
        offer=text.offer,
        unit_id=loader.units[text.unit].pk if text.unit else None,
        theme=text.theme,
    )
    loader.things[f"evaluation:{text.key}"] = evaluation
    by = loader.viewer(text.by)
    before = clock.today()
    if text.done_days_ago is None:
        fill(loader, evaluation, text.text, by, before)
    else:
        loader.later(text.done_days_ago, partial(finish, loader, evaluation, text.text, text.by, before))


def finish(loader: Loader, evaluation: Evaluation, text: EvaluationText, by: str, before: date) -> None:
    fill(loader, evaluation, text, loader.viewer(by), before)
    complete(loader, evaluation, text, loader.viewer(by))


def evaluate_trial(loader: Loader, trial_key: str) -> Evaluation | None:
    """Evaluate a trial today, from beginning to end; None for those whose evaluation is not told.

    Whoever carries the trial begins, and the others who took part fill in.
    """
    text = OF_TRIALS.get(trial_key)
    if text is None:
        return None
    trial = loader.things[f"trial:{trial_key}"]
    trial.refresh_from_db()
    by = viewer_of(trial.author)
    evaluation: Evaluation = actions.begin_evaluation(by=by, about_id=trial.pk)
    started = timezone.localdate(trial.started_at or trial.subject.created_at)
    fill(loader, evaluation, text, by, started - timedelta(days=1))
    complete(loader, evaluation, text, by)
    loader.things[f"evaluation:{trial_key}"] = evaluation
    return evaluation


def fill(loader: Loader, evaluation: Evaluation, text: EvaluationText, by: Viewer, before: date) -> None:
    for figure in text.figures:
        measure(evaluation, figure, by, before)
    for voice in text.voices:
        actions.add_voice(
            by=loader.viewer(voice.by),
            evaluation_id=evaluation.pk,
            kind=voice.kind,
            who=voice.who,
            text=voice.text,
            first_name=voice.first_name,
            is_own=voice.is_own,
            is_assessor=voice.is_own,
            consent=True,
        )
        loader.let_out()
    actions.edit_evaluation(
        by=by,
        evaluation_id=evaluation.pk,
        what_happened=text.happened,
        relation=text.relation,
        **dict(zip(actions.GAINS, text.gains, strict=True)),
        side_effects=text.side_effects,
        surprise=text.surprise,
        lesson=text.lesson,
        no_figures_why=text.no_figures_why,
        assessors=[loader.actors[key].pk for key in text.assessors],
    )


def measure(evaluation: Evaluation, text: FigureText, by: Viewer, before: date) -> None:
    """``later`` is told today; then the first "after" lies half way between."""
    subject_id = evaluation.about_id or evaluation.pk
    target = Decimal(text.target) if text.target else None
    chosen = Indicator.objects.filter(subject=subject_id, kind=text.kind, name="", measurements=None).first()
    if chosen:  # when the trial was planned
        indicator = indicators.edit_indicator(
            by=by, indicator_id=chosen.pk, name=text.name, unit=text.unit, target=target
        )
    else:
        indicator = indicators.add_indicator(
            by=by,
            subject_id=subject_id,
            kind=text.kind,
            name=text.name,
            unit=text.unit,
            higher_is_better=text.higher_is_better,
            about_people=text.about_people,
            target=target,
        )
    today = clock.today()
    half = before + (today - before) / 2
    told: list[tuple[str, date, Any]] = [
        ("before", before, text.before),
        ("after", half if text.later else today, text.after),
        ("later", today, text.later),
    ]
    for phase, on, number in told:
        if number:
            value, n = number
            indicators.measure(
                by=by,
                indicator_id=indicator.pk,
                phase=phase,
                on=on,
                value=Decimal(value),
                n=n,
                how=text.how,
                source=text.source,
            )


def complete(loader: Loader, evaluation: Evaluation, text: EvaluationText, by: Viewer) -> None:
    actions.complete_evaluation(by=by, evaluation_id=evaluation.pk)
    if text.addition:
        add = partial(actions.add_to_evaluation, by=by, evaluation_id=evaluation.pk, text=text.addition)
        loader.later(2, add)
