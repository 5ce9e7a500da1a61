"""The technologies Engbæk tries: from a need of a unit to a trial with all in place, and to what came of it."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from samspil.demo import evaluations
from samspil.demo.content.technology_projects import PROJECTS, ChosenFigure, ProjectEnd, ProjectText, TakenUpText
from samspil.demo.content.trials import DiaryText
from samspil.demo.story import Loader
from samspil.evaluations import actions as evaluating
from samspil.evaluations.models import Lesson
from samspil.foundation import clock
from samspil.indicators.actions import add_indicator, measure
from samspil.indicators.models import Indicator
from samspil.proposals.actions import propose
from samspil.technology_needs.actions import go_on
from samspil.technology_projects import actions
from samspil.trials import actions as trials


def plan(loader: Loader) -> None:
    for text in PROJECTS:
        loader.plan(text.days_ago, propose_it, loader, text)


def propose_it(loader: Loader, text: ProjectText) -> None:
    title, body = text.idea
    need = loader.things[f"need {text.need}"]
    need = go_on(by=loader.viewer(text.by), need_id=need.pk, title=title, body=body)
    unit = loader.units[text.unit].pk
    ways = [
        propose(**loader.voice(text.by, None), title=other, body=why, unit_id=unit).pk for other, why in text.other_ways
    ]
    loader.let_out()
    loader.later(text.days_ago - 2, partial(plan_it, loader, text, need, ways))


def plan_it(loader: Loader, text: ProjectText, need: Any, ways: list[Any]) -> None:
    starts = clock.today() + timedelta(days=8)
    believe, leads_to, seen_by = text.sentence
    needed, present = text.competences
    trial = trials.plan_trial(
        **loader.voice(text.by, None),
        proposal_id=need.proposal.pk,
        scale="full",
        title=text.title,
        unit_id=loader.units[text.unit].pk,
        alternatives=ways,
        starts_on=starts,
        ends_on=starts + timedelta(weeks=text.weeks),
        what=text.what,
        who=text.who,
        reason=text.reason,
        needs_staff=True,
        cost_neutral="unknown",
        is_reversible=True,
        believe=believe,
        leads_to=leads_to,
        seen_by=seen_by,
        competences_needed=needed,
        competences_present=present,
        users_part=text.users_part,
    )
    loader.let_out()
    by, ids = loader.viewer(text.by), {"trial_id": trial.pk}
    for partner in text.partners:
        trials.add_partner(
            by=by,
            actor_id=loader.actors[partner.actor].pk,
            role=partner.role,
            interest=partner.interest,
            interest_note=partner.interest_note,
            **ids,
        )
    actions.begin_project(
        by=by,
        technology_id=loader.things[f"technology:{text.technology}"].pk,
        is_better_life=text.life is not None,
        is_smarter_work=text.work is not None,
        need_id=need.pk,
        **ids,
    )
    leader = loader.viewer(text.leader)
    approve = partial(trials.approve_trial, by=leader, reason="Ja. Prøv det.", interest="none", **ids)
    loader.later(text.days_ago - 4, approve)
    loader.later(text.days_ago - 5, partial(make_ready, loader, text, trial))
    if text.taken_up:
        loader.later(text.taken_up.days_ago, partial(take_up, loader, text.by, trial, text.taken_up))
    if text.starts:
        loader.later(text.days_ago - 10, partial(trials.start_trial, by=by, **ids))
    for entry in text.diary:
        loader.later(entry.days_ago, partial(write, loader, trial, entry))
    if text.end:
        loader.later(text.end.end.days_ago, partial(conclude, loader, text, text.end, trial))


def make_ready(loader: Loader, text: ProjectText, trial: Any) -> None:
    by, ids = loader.viewer(text.by), {"trial_id": trial.pk}
    chosen = {name: choose(by, trial, figure) for name, figure in (("life", text.life), ("work", text.work)) if figure}
    for topic, state, words in text.law:
        actions.check_law(by=by, topic=topic, state=state, words=words, **ids)
    for kind, today, then, who in text.lines:
        actions.add_line(by=by, kind=kind, today=today, then=then, who=who, on=clock.today(), **ids)
    actions.edit_project(
        by=by,
        **{f"{name}_indicator_id": indicator.pk for name, indicator in chosen.items()},
        evaluation_on=clock.today() + timedelta(weeks=text.weeks + 2),
        evaluation_owner_id=loader.people[text.by].pk,
        **ids,
    )


def choose(by: Any, trial: Any, text: ChosenFigure) -> Indicator:
    """A figure of the trial, as it is before."""
    facts: dict[str, Any] = {"kind": text.kind}
    if text.name:  # one they found themselves
        facts |= {"name": text.name, "unit": text.unit, "about_people": text.n is not None}
        facts["higher_is_better"] = text.higher_is_better
    indicator = add_indicator(by=by, subject_id=trial.pk, **facts)
    tell(by, indicator, "before", text.before, text.n)
    return indicator


def tell(by: Any, indicator: Indicator, phase: str, value: str, n: int | None) -> None:
    measure(
        by=by,
        indicator_id=indicator.pk,
        phase=phase,
        on=clock.today(),
        value=Decimal(value),
        how="counted",
        n=n,
        source="Talt i fem dage af dem, der prøvede det",
    )


def take_up(loader: Loader, who: str, trial: Any, text: TakenUpText) -> None:
    lesson = Lesson.objects.get(text__startswith=text.begins)
    evaluating.acknowledge_lesson(by=loader.viewer(who), lesson_id=lesson.pk, subject_id=trial.pk, text=text.text)


def write(loader: Loader, trial: Any, text: DiaryText) -> None:
    trials.write_diary(**loader.voice(text.by, None), trial_id=trial.pk, side=text.side, body=text.body)


def conclude(loader: Loader, text: ProjectText, ended: ProjectEnd, trial: Any) -> None:
    """Measured once more, evaluated with those who live with it, and ended."""
    by = loader.viewer(text.by)
    project = trial.technology_project
    project.refresh_from_db()
    for indicator, figure in ((project.life_indicator, text.life), (project.work_indicator, text.work)):
        if indicator and figure:
            tell(by, indicator, "after", figure.after, figure.n)
    evaluation = evaluating.begin_evaluation(by=by, about_id=trial.pk)
    evaluations.fill(loader, evaluation, ended.evaluation, by, clock.today())
    evaluations.complete(loader, evaluation, ended.evaluation, by)
    for lesson in ended.more_lessons:
        evaluating.hand_on_lesson(by=by, evaluation_id=evaluation.pk, text=lesson)
    if bought := ended.purchase:
        actions.check_purchase(
            by=by,
            trial_id=trial.pk,
            seller_id=loader.actors[bought.seller].pk,
            way=bought.way,
            words=bought.words,
            value=bought.value,
        )
    trials.conclude_trial(
        by=loader.viewer(ended.end.by),
        trial_id=trial.pk,
        outcome=ended.end.outcome,
        reason=ended.end.reason,
        learning=ended.end.learning,
        interest="none",
    )
