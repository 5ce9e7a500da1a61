"""A season of drivers, small: two drives, and people with wishes, for the tests of this app."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.rosters import actions
from samspil.rosters.models import Roster, RosterMember
from samspil.tasks.models import Slot, Task
from tests.factories import make_person, viewer
from tests.tasks.making import host_of, make_host, make_task


def make_drives(*, by: Person, times: int = 4, **more: Any) -> Task:
    """A task that takes place every week, ``times`` times."""
    first = clock.today() + timedelta(days=10)
    facts = {
        "title": "Kør til torsdagscafé",
        "kind": "transport",
        "shape": "recurring",
        "recurrence": "FREQ=WEEKLY",
        "first_on": first,
        "until_on": first + timedelta(days=7 * (times - 1)),
        "places": 1,
        "needed": 1,
        **more,
    }
    return make_task(by=by, **facts)


def make_roster(*, by: Person | None = None, task: Task | None = None, **more: Any) -> Roster:
    by = by or make_host()
    task = task or make_drives(by=by)
    facts = {
        "title": "Chauffører i foråret",
        "from_on": clock.today(),
        "until_on": clock.today() + timedelta(days=60),
        "task_ids": [str(task.pk)],
        **more,
    }
    return actions.make_roster(by=viewer(by), host_id=host_of(by).pk, **facts)


def slots_of(roster: Roster) -> list[Slot]:
    return list(Slot.objects.filter(task__in=roster.tasks.all()).select_related("task__subject").order_by("starts_at"))


def make_member(roster: Roster, *, name: str = "", wishes: dict[int, str] | None = None, **more: Any) -> RosterMember:
    """Somebody in the plan who can at the times with these numbers (all of them by default)."""
    person = make_person(name)
    by = viewer(roster.author)
    member = actions.add_person(by=by, roster_id=roster.pk, name=person.name, email=person.email or "")
    slots = slots_of(roster)
    said = dict.fromkeys(range(len(slots)), "can") if wishes is None else wishes
    if said or more:
        levels = {str(slots[number].pk): level for number, level in said.items()}
        member = actions.tell_wishes(by=viewer(person), member_id=member.pk, slots=levels, **more)
    return member


def computed(roster: Roster) -> Roster:
    actions.compute(by=viewer(roster.author), roster_id=roster.pk)
    return Roster.objects.select_related("subject", "host").get(pk=roster.pk)


def confirmed(roster: Roster) -> Roster:
    return actions.confirm(by=viewer(roster.author), roster_id=computed(roster).pk)


def who_comes(roster: Roster) -> list[list[str]]:
    """The names at each time, in order."""
    return [
        sorted(
            shift.member.person.name
            for shift in roster.shifts.filter(slot=slot, is_leaving=False).select_related("sign_up")
            if not shift.is_cancelled
        )
        for slot in slots_of(roster)
    ]
