"""What Engbæk tries out, each step on its day: planned, said yes to, begun, told of, and ended."""

from datetime import timedelta
from functools import partial
from typing import Any

from samspil.codetermination.actions import note_discussion
from samspil.codetermination.models import MedItem
from samspil.demo import evaluations
from samspil.demo.content.trials import TRIALS, DiaryText, EndText, TrialText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.indicators.actions import add_indicator
from samspil.trials import actions
from samspil.trials.models import Trial

YES = {"interest": "none"}


def plan(loader: Loader) -> None:
    for text in TRIALS:
        loader.plan(text.planned_days_ago, begin, loader, text)


def begin(loader: Loader, text: TrialText) -> None:
    """Plan it, and put what follows on its day."""
    starts = (loader.now - timedelta(days=text.starts_days_ago)).date()
    believe, leads_to, seen_by = text.sentence
    needed, present = text.competences
    facts: dict[str, Any] = dict.fromkeys(text.needs, True)
    if text.sponsor:
        facts |= {
            "sponsor_id": loader.people[text.sponsor].pk,
            "horizon_on": (loader.now + timedelta(days=text.horizon_in_days)).date(),
        }
    trial = actions.plan_trial(
        **loader.voice(text.by, text.actor),
        proposal_id=loader.proposals[text.proposal].pk,
        scale="full" if believe else "light",
        title=text.title,
        unit_id=loader.units[text.unit].pk if text.unit else None,
        alternatives=[loader.proposals[key].pk for key in text.alternatives],
        starts_on=starts,
        ends_on=starts + timedelta(days=text.lasts),
        what=text.what,
        who=text.who,
        noticing=text.noticing,
        reason=text.reason,
        cost=text.cost,
        cost_neutral=text.cost_neutral,
        touches=list(text.touches),
        is_reversible=True,
        believe=believe,
        leads_to=leads_to,
        seen_by=seen_by,
        competences_needed=needed,
        competences_present=present,
        users_part=text.users_part,
        workflows=text.workflows,
        **facts,
    )
    loader.let_out()
    loader.things[f"trial:{text.key}"] = trial
    follow_up(loader, text, trial)


def follow_up(loader: Loader, text: TrialText, trial: Trial) -> None:
    by, ids = loader.viewer(text.by), {"trial_id": trial.pk}
    for partner in text.partners:
        actions.add_partner(
            by=by,
            actor_id=loader.actors[partner.actor].pk,
            role=partner.role,
            delivers=partner.delivers,
            interest=partner.interest,
            interest_note=partner.interest_note,
            **ids,
        )
    if text.indicator:
        add_indicator(by=by, subject_id=trial.pk, kind=text.indicator)
    if text.answer:
        answer = actions.refuse_trial if text.is_no else actions.approve_trial
        leader = loader.viewer(text.answer)
        loader.later(text.answered_days_ago, partial(answer, by=leader, reason=text.answer_text, **YES, **ids))
    if text.passed_on_to:
        deputy = loader.people[text.passed_on_to].pk
        pass_on = partial(actions.pass_on_to_deputy, by=SYSTEM, deputy_id=deputy, **ids)
        loader.later(text.planned_days_ago - 7, pass_on)
    if text.med_note:
        loader.later(text.answered_days_ago - 1, partial(discuss, loader, text, trial))
    if text.is_started:
        loader.later(text.starts_days_ago, partial(actions.start_trial, by=by, **ids))
    for entry in text.diary:
        loader.later(entry.days_ago, partial(write, loader, trial, entry))
    if text.end:
        loader.later(text.end.days_ago, partial(conclude, loader, text.key, trial, text.end))


def discuss(loader: Loader, text: TrialText, trial: Trial) -> None:
    item = MedItem.objects.get(subject=trial.pk, discussed_on=None)
    note_discussion(
        by=loader.viewer("susanne"),
        item_id=item.pk,
        discussed_on=clock.today(),
        note=text.med_note,
        committee_id=loader.actors["hoved-med"].pk,
    )


def write(loader: Loader, trial: Trial, text: DiaryText) -> None:
    voice = loader.voice(text.by, None, text.entered_by, text.channel)
    actions.write_diary(**voice, trial_id=trial.pk, side=text.side, body=text.body)


def conclude(loader: Loader, key: str, trial: Trial, text: EndText) -> None:
    evaluations.evaluate_trial(loader, key)
    ended: Trial = actions.conclude_trial(
        by=loader.viewer(text.by),
        trial_id=trial.pk,
        outcome=text.outcome,
        reason=text.reason,
        learning=text.learning,
        went=text.went,
        users_said=text.users_said,
        **YES,
    )
    trial.practice = ended.practice
