"""How tasks and their times are shown: rows of a list, points of a map, data for machines. No query but the badges and
where a time stands.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.foundation import hooks, mail
from samspil.foundation.maps import map_context
from samspil.foundation.viewer import Viewer
from samspil.resources.cards import km_in_words, without_empty
from samspil.resources.models import Access
from samspil.safeguards.models import Requirement
from samspil.tasks import queries, times
from samspil.tasks.models import Criterion, SignUp, SignUpState, Slot, Task

TIMES_A_PAGE = 10  # of those who come to each


def room_in_words(slot: Slot) -> str:
    if slot.cancelled_at:
        return _("Aflyst")
    if not slot.is_open:
        return _("Lukket for tilmelding")
    if slot.free:
        return ngettext("%(n)d ledig plads", "%(n)d ledige pladser", slot.free) % {"n": slot.free}
    return _("Fuldt. Der er venteliste")


def line_in_words(slot: Slot) -> str:
    """Said before somebody writes how many they are: a party that there is no room for waits as a whole."""
    if not slot.free or slot.free == slot.places:
        return ""
    said = ngettext(
        "Der er %(n)d ledig plads. Er I flere, kommer I alle på ventelisten.",
        "Der er %(n)d ledige pladser. Er I flere, kommer I alle på ventelisten.",
        slot.free,
    )
    return said % {"n": slot.free}


def most_in_words(slot: Slot) -> str:
    """To those who are more than there is room for at all."""
    if not slot.free or slot.free == slot.places:
        return _("Der er højst plads til %d.") % slot.places
    said = ngettext(
        "Der er højst plads til %(places)d, og lige nu er der %(n)d ledig plads.",
        "Der er højst plads til %(places)d, og lige nu er der %(n)d ledige pladser.",
        slot.free,
    )
    return said % {"places": slot.places, "n": slot.free}


def thanked_in_words(slot: Slot) -> str:
    """To the host: where the thanks are, and to how many they were sent."""
    letters = slot.thanks_letters
    if letters is None:
        return _("Takken er taget af siden.") if not slot.thanks else _("Takken står på siden.")
    if not letters:
        return _("Takken står på siden. Ingen af dem, der var med, har en mail her.")
    said = ngettext(
        "Takken står på siden og er sendt til %(n)d på mail. Mailen kan ikke kaldes tilbage.",
        "Takken står på siden og er sendt til %(n)d på mail. Mailen kan ikke kaldes tilbage.",
        letters,
    )
    if not slot.thanks:
        said = ngettext(
            "Takken er taget af siden. Den var sendt til %(n)d på mail.",
            "Takken er taget af siden. Den var sendt til %(n)d på mail.",
            letters,
        )
    return said % {"n": letters}


def hosts_page(slot: Slot) -> str:
    """Where a time stands among the others on the host's page of who comes. One query."""
    if slot.is_over:
        query, before = "vis=holdt", queries.held_of(slot.task).filter(starts_at__gt=slot.starts_at)
    else:
        query, before = "vis=forude", queries.ahead_of(slot.task).filter(starts_at__lt=slot.starts_at)
    side = before.count() // TIMES_A_PAGE + 1
    page = f"&side={side}" if side > 1 else ""
    return f"{reverse('tasks:who-comes', args=[slot.task_id])}?{query}{page}#tid-{slot.pk}"


def days_page(slot: Slot) -> str:
    """Where a time stands on the host's page of its day, also when it is over and others have come between."""
    day = times.local(slot.starts_at, slot.task.zone).date()
    return f"{reverse('tasks:who-comes', args=[slot.task_id])}?dag={day}#tid-{slot.pk}"


def rows(tasks: list[Task], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``tasks/row.html`` for each task; they hold their next slots already."""
    badges = hooks.badges("task", [row.pk for row in tasks], viewer)
    return [
        {
            "url": reverse("tasks:page", args=[row.pk]),
            "title": row.title,
            "language": row.subject.language,
            "kind": str(row.get_kind_display()),
            "text": row.does,
            "host": host_in_words(row),
            "is_municipal": row.is_municipal,
            "place": row.place or (row.area.name if row.area else ""),
            "km": km_in_words(getattr(row, "km", None)),
            "when": times.task_in_words(row),
            "next": times.slot_in_words(row.next_slots[0]) if row.next_slots and row.recurrence else "",
            "room": room_in_words(row.next_slots[0]) if row.next_slots else "",
            "is_full": bool(row.next_slots) and not row.next_slots[0].free,
            "facts": [*requirements_in_words(row), *badges[row.pk]],
        }
        for row in tasks
    ]


def host_in_words(task: Task) -> str:
    """Nothing for a host that is hidden."""
    return task.host.name if task.host.subject.shown else ""


def slot_rows(slots: list[Slot], *, waits: bool = False) -> list[dict[str, Any]]:
    """The context of ``tasks/slot.html`` for each time. ``waits``: MED is to discuss the task first."""
    return [
        {
            "slot": slot,
            "when": times.slot_in_words(slot),
            "room": _("Ikke åben endnu") if waits and slot.is_open else room_in_words(slot),
            "is_open": slot.is_open and not waits,
            "is_full": slot.free == 0,
            "lacks": max(0, slot.needed - slot.taken) if slot.is_open and slot.needed > 1 else 0,
        }
        for slot in slots
    ]


def requirements_in_words(task: Task) -> list[str]:
    return [str(Requirement(code).label) for code in task.requirements if code in Requirement.values]


def criteria_in_words(task: Task) -> str:
    return ", ".join(str(Criterion(code).label).lower() for code in task.criteria if code in Criterion.values)


def access_in_words(task: Task) -> list[str]:
    return [str(Access(code).label) for code in task.access if code in Access.values]


def state_in_words(row: SignUp) -> str:
    """What a sign-up is now, said to whoever signed up."""
    if row.state == SignUpState.CANCELLED:
        return (
            _("Du er meldt fra. Det er helt i orden.") if not row.by_host else _("Det blev ikke til noget denne gang.")
        )
    if row.slot.cancelled_at:
        return _("Det er aflyst.")
    return {
        SignUpState.OFFERED: _("Værten har ikke svaret endnu. Din plads er holdt."),
        SignUpState.CONFIRMED: _("Du har en plads."),
        SignUpState.WAITING: _("Du står på ventelisten. Vi skriver, hvis du rykker op."),
        SignUpState.DONE: _("Du var med. Tak."),
    }[SignUpState(row.state)]


def map_of(tasks: list[Task], label: str) -> dict[str, Any]:
    """The context of ``components/map.html``: those of the page that have a point."""
    points = [
        {
            "title": row.title,
            "meta": " · ".join(filter(None, (row.place, times.task_in_words(row)))),
            "url": reverse("tasks:page", args=[row.pk]),
            "lat": point[0],
            "lon": point[1],
        }
        for row in tasks
        if (point := row.point)
    ]
    return map_context(label, points)


# --- schema.org -------------------------------------------------------------------------------------------------------


def json_ld(slots: list[Slot]) -> list[dict[str, Any]]:
    """The open times in the words of schema.org, with what everybody may read. Nobody who comes is there."""
    return [event_ld(slot) for slot in slots if slot.is_open]


def event_ld(slot: Slot) -> dict[str, Any]:
    task = slot.task
    starts, ends = times.local(slot.starts_at, task.zone), times.local(slot.ends_at, task.zone)
    place = task.place or (task.area.name if task.area else "")
    point = task.point
    where = {
        "@type": "Place",
        "name": place,
        "address": task.address or place,
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": task.title,
        "description": task.does,
        "url": mail.address(reverse("tasks:page", args=[task.pk])),
        "inLanguage": task.subject.language,
        "startDate": starts.date().isoformat() if slot.all_day else starts.isoformat(),
        "endDate": ends.date().isoformat() if slot.all_day else ends.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "isAccessibleForFree": True,
        "location": where if place or point else None,
        "organizer": {"@type": "Organization", "name": host} if (host := host_in_words(task)) else None,
        "maximumAttendeeCapacity": slot.places,
    }
    return without_empty(data)
