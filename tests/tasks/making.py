"""Tasks, times and people who come, for the tests of this app."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Actor, Person
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.tasks import actions
from samspil.tasks.models import SignUp, Slot, Task
from tests.factories import make_actor, make_person, make_unit, numbers, viewer


def make_host(actor: Actor | None = None, **facts: Any) -> Person:
    """Somebody who speaks for an association that hosts tasks."""
    number = next(numbers)
    return make_person(f"Vært {number}", member_of=actor or make_actor(f"Vennerne {number}"), **facts)


def host_of(person: Person) -> Actor:
    return person.memberships.get().actor


def facts(**more: Any) -> dict[str, Any]:
    soon = clock.today() + timedelta(days=10)
    return {
        "title": f"Kør en tur med rickshawen {next(numbers)}",
        "does": "Du cykler en time langs åen med to, der gerne vil ud.",
        "contact_name": "Jytte",
        "contact_phone": "12 34 56 78",
        "first_on": soon,
        "starts_at": "10:00",
        "ends_at": "12:00",
        "places": 2,
        **more,
    }


def make_task(*, by: Person | None = None, host: Actor | None = None, **more: Any) -> Task:
    by = by or make_host()
    host = host or host_of(by)
    return actions.make_task(by=viewer(by), host_id=host.pk, **facts(**more))


def make_municipal_task(**more: Any) -> Task:
    unit = make_unit()
    leader = make_person(role="leader", scope=unit, email=more.pop("email", ""))
    return actions.make_task(by=viewer(leader), host_id=unit.pk, **facts(insurance="municipal", **more))


def slot_of(task: Task) -> Slot:
    return task.slots.order_by("starts_at").select_related("task__subject").first()


def come(slot: Slot | Task, *, by: Person | None = None, **more: Any) -> SignUp:
    slot = slot_of(slot) if isinstance(slot, Task) else slot
    return actions.sign_up(by=viewer(by or make_person()), slot_id=slot.pk, **more)


def letters_to(person: Person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("created_at", "pk"))


def was(slot: Slot) -> Slot:
    """Let a slot be over since an hour."""
    now = clock.now()
    Slot.objects.filter(pk=slot.pk).update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    slot.refresh_from_db()
    return slot
