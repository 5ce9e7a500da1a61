"""From a roster to the engine's plain data and back: ``assignment`` knows nothing of people, mail or Danish.

A class of 22 is one in the plan and takes 22 places: all of them come, or none.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task

from samspil import assignment
from samspil.actors.models import Actor, Membership
from samspil.actors.models import Person as Somebody
from samspil.assignment import Lock, Person, Plan, Wish
from samspil.assignment import Slot as Shift
from samspil.assignment.types import DAYS
from samspil.foundation import clock, mail
from samspil.rosters.models import MOST_SLOTS, Level, PlannedShift, Roster, RosterMember, RosterWish
from samspil.safeguards.queries import lacking
from samspil.tasks import times
from samspil.tasks.models import HOLDS_A_PLACE, SignUp, SignUpState, Slot

logger = logging.getLogger(__name__)

AT_ONCE = 4_000  # people times slots that are computed while somebody waits; more becomes a job
SECONDS, SECONDS_AT_ONCE = 60.0, 5.0  # for a plan that is no flow
LATELY = timedelta(days=90)
STALLED = timedelta(minutes=5)
NO_BOUND = 10.0  # a gap as good as endless; JSON has no number for that


@dataclass
class Given:
    """What the engine gets, and how to find back. Ids are keys as text: of a member, and of a slot."""

    people: list[Person] = field(default_factory=list)
    slots: list[Shift] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    locks: list[Lock] = field(default_factory=list)
    previous: set[tuple[str, str]] = field(default_factory=set)


def slots_of(roster: Roster) -> list[Slot]:
    """The times ahead that the plan is over, in their order."""
    rows = Slot.objects.filter(
        task__in=roster.tasks.all(),
        task__withdrawn_at=None,
        task__subject__shown=True,
        cancelled_at=None,
        ends_at__gt=clock.now(),
        starts_at__date__lte=roster.until_on,
        ends_at__date__gte=roster.from_on,
    )
    return list(
        rows.select_related("task__subject", "task__host", "task__area").order_by("starts_at", "pk")[:MOST_SLOTS]
    )


def given(roster: Roster) -> Given:
    """Read everything at once: a number of queries that does not grow."""
    slots = slots_of(roster)
    members = [
        member
        for member in roster.members.select_related("person__actor", "actor", "area").order_by("pk")
        if member.takes_part and not member.person.erased_at
    ]
    shifts = list(roster.shifts.select_related("sign_up", "member"))
    told = {shift.sign_up_id for shift in shifts if shift.sign_up_id}
    found = Given()
    by_person = by_whom(members)
    here = {slot.pk for slot in slots}
    others: dict[UUID, int] = defaultdict(int)
    there: list[tuple[str, str]] = []
    for row in SignUp.objects.filter(slot__in=here, state__in=HOLDS_A_PLACE).exclude(pk__in=told):
        mine = by_person.get(row.person_id, [])
        if member := next((each for each in mine if is_same(row, each)), None):
            # Signed up by themselves: that is a promise.
            found.locks.append(Lock(str(member.pk), str(row.slot_id)))
        else:
            others[row.slot_id] += row.people
        # There already, as more or fewer or with others.
        there += [(str(each.pk), str(row.slot_id)) for each in mine if each != member and is_kept_by(row, each)]
    for slot in slots:
        found.slots.append(
            Shift(
                id=str(slot.pk),
                **clock_of(slot),
                places=max(0, slot.places - others[slot.pk]),
                minimum=min(max(0, slot.needed - others[slot.pk]), max(0, slot.places - others[slot.pk])),
                task=str(slot.task_id),
                point=slot.task.point,
                requires=frozenset(slot.task.requirements),
            )
        )
    put_people(found, roster, members, slots)
    put_wishes(found, members, slots)
    found.wishes += [Wish(person=who, slot=slot, level="cannot") for who, slot in there]
    for shift in shifts:
        pair = str(shift.member_id), str(shift.slot_id)
        if shift.slot_id not in here:
            continue
        if not shift.is_leaving:
            found.previous.add(pair)
        if shift.is_cancelled:
            found.wishes.append(Wish(person=pair[0], slot=pair[1], level="cannot"))
        elif shift.is_locked:
            found.locks.append(Lock(*pair))
    return found


def by_whom(members: Iterable[RosterMember]) -> dict[UUID, list[RosterMember]]:
    """The members by who answers for them."""
    found: dict[UUID, list[RosterMember]] = defaultdict(list)
    for member in members:
        found[member.person_id].append(member)
    return found


def is_whom(row: SignUp, member: RosterMember) -> bool:
    return (row.actor_id, row.party_name) == (member.actor_id, member.party_name)


def is_same(row: SignUp, member: RosterMember) -> bool:
    """Whether those who signed up are those whom the plan counts on."""
    return is_whom(row, member) and row.people == member.people


def is_kept_by(row: SignUp, member: RosterMember) -> bool:
    """Whether a sign-up keeps a member of the same person from another place: the same party, or the person alone, who
    is there with them.
    """
    return is_whom(row, member) or not member.is_party


def as_they_come(roster: Roster, members: Iterable[RosterMember]) -> dict[int, tuple[Somebody, Actor | None]]:
    """Who each member is, and the association whose declaration covers them: the one they come for, else the host's."""
    belongs = set(Membership.objects.current().filter(actor=roster.host_id).values_list("person", flat=True))
    return {
        member.pk: (member.person, member.actor or (roster.host if member.person_id in belongs else None))
        for member in members
    }


def put_people(found: Given, roster: Roster, members: list[RosterMember], slots: list[Slot]) -> None:
    names = {member.name.casefold(): str(member.pk) for member in members}
    names |= {member.who.casefold(): str(member.pk) for member in members}
    since = clock.now() - LATELY
    lately = dict(
        SignUp.objects.filter(
            person__in=[member.person_id for member in members],
            slot__task__host=roster.host_id,
            slot__starts_at__gte=since,
            slot__ends_at__lte=clock.now(),
            state__in=(SignUpState.CONFIRMED, SignUpState.DONE),
        )
        .order_by()
        .values_list("person")
        .annotate(n=Count("pk"))
    )
    kinds = {kind for slot in slots for kind in slot.task.requirements}
    lacks = lacking(kinds, as_they_come(roster, members), roster.host)
    for member in members:
        friend = names.get(member.together.casefold(), "") if member.together else ""
        found.people.append(
            Person(
                id=str(member.pk),
                point=member.area.point if member.area else None,
                reach_km=float(member.reach_km) if member.reach_km else None,
                at_most=member.at_most,
                per_week=member.per_week,
                has=frozenset(kinds) - lacks[member.pk],
                together_with=frozenset({friend} - {"", str(member.pk)}),
                earlier=lately.get(member.person_id, 0),
                size=member.people,
            )
        )


def wishes_of(members: Iterable[RosterMember]) -> list[Wish]:
    """What they said, for the engine. One query."""
    rows = RosterWish.objects.filter(member__in=members).order_by("pk")
    return [
        Wish(person=str(row.member_id), level=row.level, **about)  # type: ignore[arg-type]
        for row in rows
        for about in [{"slot": str(row.slot_id)} if row.slot_id else {"day": DAYS[(row.weekday or 1) - 1]}]
    ]


def levels_of(members: list[RosterMember], slots: list[Slot]) -> dict[tuple[int, UUID], Level]:
    """What each said of each time they can come to, as the engine reads it. One query."""
    people = [Person(id=str(member.pk)) for member in members]
    shifts = [Shift(id=str(slot.pk), **clock_of(slot)) for slot in slots]
    said = assignment.levels_of(people, shifts, wishes_of(members))
    return {(int(who), UUID(slot)): Level(level) for (who, slot), level in said.items()}


def clock_of(slot: Slot) -> dict[str, Any]:
    """Start and end on the local clock, for the engine's slot."""
    return {name: times.local(at, slot.task.zone) for name, at in (("start", slot.starts_at), ("end", slot.ends_at))}


def put_wishes(found: Given, members: list[RosterMember], slots: list[Slot]) -> None:
    by_person = by_whom(members)
    found.wishes += wishes_of(members)
    if not slots:
        return
    # Whoever comes somewhere else at that time cannot come here.
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    elsewhere = SignUp.objects.filter(
        person__in=by_person, state__in=HOLDS_A_PLACE, slot__starts_at__lt=last, slot__ends_at__gt=first
    ).exclude(slot__in=slots)
    for row in elsewhere.exclude(slot__all_day=True).select_related("slot"):
        kept = [each for each in by_person[row.person_id] if is_kept_by(row, each)]
        for slot in slots:
            if slot.starts_at < row.slot.ends_at and row.slot.starts_at < slot.ends_at:
                found.wishes += [Wish(person=str(each.pk), slot=str(slot.pk), level="cannot") for each in kept]


def size_of(roster: Roster) -> int:
    answered = roster.members.filter(answered_at__isnull=False, declined=False).count()
    return answered * len(slots_of(roster))


def planned(found: Given, *, seconds: float) -> Plan:
    return assignment.plan(
        found.people, found.slots, found.wishes, found.locks, found.previous or None, seconds=seconds
    )


def put_down(roster: Roster, plan: Plan) -> None:
    """Make the proposed shifts those of the plan. What people know of only leaves when the plan is confirmed, and never
    where the plan is about other times by now: nobody would see it.
    """
    here = {slot.pk for slot in slots_of(roster)}
    wanted = {(int(person), UUID(slot)) for person, slot in plan.pairs}
    there = {(shift.member_id, shift.slot_id): shift for shift in roster.shifts.select_related("sign_up")}
    for pair, shift in there.items():
        if pair in wanted and not shift.is_cancelled:
            if shift.is_leaving:
                shift.is_leaving = False
                shift.save(update_fields=["is_leaving"])
        elif shift.is_told:
            if not shift.is_leaving and shift.slot_id in here:
                shift.is_leaving = True
                shift.save(update_fields=["is_leaving"])
        elif not shift.is_cancelled:  # a cancelled one stays, so that nobody is asked the same again
            shift.delete()
    already = signed_up_themselves(roster)
    PlannedShift.objects.bulk_create(
        PlannedShift(roster=roster, member_id=member, slot_id=slot, sign_up_id=already.get((member, slot)))
        for member, slot in sorted(wanted - there.keys())
    )


def signed_up_themselves(roster: Roster) -> dict[tuple[int, UUID], UUID]:
    rows = SignUp.objects.filter(
        Q(person__in=roster.members.values("person")), slot__task__in=roster.tasks.all(), state__in=HOLDS_A_PLACE
    )
    members = by_whom(roster.members.all())
    return {
        (member.pk, row.slot_id): row.pk for row in rows for member in members[row.person_id] if is_same(row, member)
    }


def told_of(plan: Plan) -> dict[str, Any]:
    """The outcome as codes and ids, for the page to put in words."""
    return {
        "how": plan.how,
        "gap": plan.gap if plan.gap is None else min(plan.gap, NO_BOUND),
        "filled": len(plan.assignments),
        "unfilled": {
            each.slot: {
                "missing": each.missing,
                "below": each.below,
                "why": each.why,
                "counts": dict(each.counts),
                "lacking": list(each.lacking),
            }
            for each in plan.unfilled
        },
        "changes": [[each.person, each.slot, each.added] for each in plan.changes],
        "broken": [[each.person, each.slot, each.limit] for each in plan.broken],
    }


def finish(roster: Roster, plan: Plan, version: int) -> None:
    put_down(roster, plan)
    roster.outcome, roster.computed_at, roster.stands_for = told_of(plan), clock.now(), version
    roster.working_since, roster.progress = None, 100
    roster.save(update_fields=["outcome", "computed_at", "stands_for", "working_since", "progress"])


@task(priority=mail.LATER)
def work(roster_id: str) -> None:
    """Compute a large plan, saying how far it has come. A second worker with the same plan writes the same."""
    roster = Roster.objects.select_related("subject", "host").filter(pk=UUID(roster_id)).first()
    if roster is None or roster.working_since is None or roster.withdrawn_at:
        return
    version = roster.subject.version
    try:
        Roster.objects.filter(pk=roster.pk).update(progress=20)
        found = given(roster)
        Roster.objects.filter(pk=roster.pk).update(progress=50)
        plan = planned(found, seconds=SECONDS)
        with transaction.atomic():
            roster = (
                Roster.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=roster.pk)
            )
            finish(roster, plan, version)
    except Exception:
        logger.exception("Roster %s failed", roster_id)
        Roster.objects.filter(pk=roster.pk).update(working_since=None, progress=0, outcome={"failed": True})
