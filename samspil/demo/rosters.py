"""A season of drivers: Knud asks who can when, computes, and confirms; then one cancels, and the plan is open again."""

from datetime import timedelta
from functools import partial

from samspil.actors import actions as actors
from samspil.actors.queries import viewer_of
from samspil.demo.content.rosters import ANSWERS, ASKED_DAYS_AGO, CANCELS, DRIVE, NOTE, TITLE, AnswerText
from samspil.demo.story import Loader
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer
from samspil.rosters import actions
from samspil.rosters.models import PlannedShift, Roster
from samspil.tasks.actions import cancel_sign_up, make_task
from samspil.tasks.models import Task

PLANNER, HOST = "knud", "frivillig-koersel"


def plan(loader: Loader) -> None:
    loader.plan(ASKED_DAYS_AGO, begin, loader)


def begin(loader: Loader) -> None:
    by, host, today = loader.viewer(PLANNER), loader.actors[HOST], clock.today()
    first, last = today + timedelta(days=14), today + timedelta(days=14 + 7 * 6 - 1)
    task: Task = make_task(by=by, host_id=host.pk, first_on=first, until_on=last, **DRIVE)
    roster = actions.make_roster(
        by=by, host_id=host.pk, title=TITLE, note=NOTE, from_on=first, until_on=last, task_ids=[str(task.pk)]
    )
    for answer in ANSWERS:
        person = driver(loader, answer.name)
        actions.add_person(by=by, roster_id=roster.pk, name=answer.name, email=person.email or "")
        loader.later(ASKED_DAYS_AGO - answer.after, partial(say, loader, roster, answer))
    actions.ask(by=by, roster_id=roster.pk)
    loader.later(ASKED_DAYS_AGO - 6, partial(decide, loader, roster))


def driver(loader: Loader, name: str):
    return actors.register_person(name=name, email=f"{name.lower()}@post.example")


def say(loader: Loader, roster: Roster, answer: AnswerText) -> None:
    person = driver(loader, answer.name)
    who: Viewer = viewer_of(person)
    member = roster.members.get(person=person)
    if answer.declined:
        actions.tell_wishes(by=who, member_id=member.pk, declined=True)
    else:
        actions.tell_wishes(
            by=who,
            member_id=member.pk,
            weekdays=answer.days,
            per_week=answer.per_week,
            at_most=answer.at_most,
            together=answer.together,
        )


def decide(loader: Loader, roster: Roster) -> None:
    """Compute, keep what Palle was promised, confirm."""
    by = loader.viewer(PLANNER)
    actions.compute(by=by, roster_id=roster.pk)
    promised = shifts(roster).filter(member__person__actor__name=ANSWERS[0].name).first()
    if promised:
        actions.lock(by=by, shift_id=promised.pk)
    actions.confirm(by=by, roster_id=roster.pk)
    loader.later(ASKED_DAYS_AGO - 8, partial(cancel, roster))


def cancel(roster: Roster) -> None:
    shift = shifts(roster).filter(member__person__actor__name=CANCELS, sign_up__isnull=False).first()
    if shift and shift.sign_up_id:
        cancel_sign_up(by=viewer_of(shift.member.person), sign_up_id=shift.sign_up_id)


def shifts(roster: Roster):
    rows = PlannedShift.objects.filter(roster=roster, slot__starts_at__gt=clock.now())
    return rows.select_related("member__person__actor", "sign_up").order_by("slot__starts_at", "pk")
