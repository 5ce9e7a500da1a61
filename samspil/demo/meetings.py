"""The staff meetings of the demo: two that were held, one that is planned, and ideas from the poster in between."""

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from samspil.demo.content import meetings as content
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.meetings import actions, notes
from samspil.meetings.models import Meeting
from samspil.proposals import actions as proposals
from samspil.proposals.idea import split
from samspil.proposals.models import Proposal
from samspil.trials import actions as trials
from samspil.trials import running


def plan(loader: Loader) -> None:
    for text in content.MEETINGS:
        loader.plan(text.days_ago, hold, loader, text)
    for by, days_ago, words, answered in content.MINUTES:
        loader.plan(days_ago, write, loader, by, days_ago, words, answered)
    loader.plan(1, plan_next, loader)


def afternoon(days: int) -> datetime:
    """Half past two, so many days from the day that is told of."""
    day = timezone.localtime(clock.now()) + timedelta(days=days)
    return day.replace(hour=14, minute=30, second=0, microsecond=0)


def hold(loader: Loader, text: content.MeetingText) -> None:
    """A whole meeting, from the first note to the minutes."""
    by = loader.viewer(text.chair)
    unit = loader.units[content.UNIT]
    meeting = actions.plan_meeting(
        by=by, unit_id=unit.pk, chair_id=loader.people[text.chair].pk, starts_at=afternoon(0)
    )
    pk = actions.open_meeting(by=by, meeting_id=meeting.pk).pk
    actions.take_notes(by=by, meeting_id=pk, text="\n".join(text.notes))
    ids = dict(meeting.notes.values_list("body", "pk"))
    for title, bodies in text.groups:
        actions.group_notes(by=by, meeting_id=pk, note_ids=[ids[body] for body in bodies], title=title)
    groups = dict(meeting.groups.values_list("title", "pk"))
    for idea in text.ideas:
        of = {"group_id": groups[idea.of]} if idea.of in groups else {"note_id": ids[idea.of]}
        actions.make_idea(by=by, meeting_id=pk, title=idea.title, body=idea.body, **of)
        made = Proposal.objects.get(title=idea.title)
        loader.things[f"proposal:{idea.key}"] = made
        if idea.answer:
            loader.later(idea.answered_days_ago, partial(answer, loader, made, idea.outcome, idea.answer))
    if text.tries[0]:
        try_it(loader, meeting, text)
    actions.end_meeting(by=by, meeting_id=pk, summary=text.summary)


def try_it(loader: Loader, meeting: Meeting, text: content.MeetingText) -> None:
    idea, tries, who, noticing, days = text.tries
    by = loader.viewer(text.chair)
    made = actions.try_this(
        by=by,
        meeting_id=meeting.pk,
        proposal_id=loader.things[f"proposal:{idea}"].pk,
        tries=tries,
        tries_on=clock.today() + timedelta(days=days),
        who_id=loader.people[who].pk,
        noticing=noticing,
        reason="Det koster næsten ingenting, og vi kan stoppe i morgen.",
        is_light=True,
    )
    trial = {"trial_id": made.trial_id}
    leader = {"by": loader.viewer(content.LEADER), "interest": "none"}
    loader.later(text.days_ago - 2, partial(trials.approve_trial, **leader, **trial, reason="Prøv det. Jeg er spændt."))
    loader.later(text.days_ago - 3, partial(running.start_trial, by=by, **trial))
    loader.later(text.days_ago - days - 2, partial(running.conclude_trial, **leader, **trial, **content.TRIED))


def answer(loader: Loader, idea: Proposal, outcome: str, words: str) -> None:
    proposals.answer_proposal(
        by=loader.viewer(content.LEADER),
        proposal_id=idea.pk,
        outcome=outcome,
        body=words,
        look_again_on=clock.today() + timedelta(days=120) if outcome == "later" else None,
    )


def write(loader: Loader, by: str, days_ago: float, words: str, answered: str) -> None:
    """An idea from the poster."""
    unit = loader.units[content.UNIT].pk
    made = proposals.propose(by=loader.viewer(by), unit_id=unit, object="process", **split(words))
    if answered:
        loader.later(max(days_ago - 7, 1), partial(answer, loader, made, "forward", answered))


def plan_next(loader: Loader) -> None:
    notes.forget_notes()  # as every night
    actions.plan_meeting(
        by=loader.viewer("mette"),
        unit_id=loader.units[content.UNIT].pk,
        chair_id=loader.people["kaj"].pk,
        starts_at=afternoon(content.NEXT_IN),
    )
