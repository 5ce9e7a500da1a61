"""Reads about building projects, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.models import Person, Unit
from samspil.actors.queries import leaders_of, staff_of
from samspil.buildings.models import SOON, Building, Consideration, Room
from samspil.foundation import clock, search
from samspil.foundation.hooks import Owed
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology

SORTS = {"dag": "checkpoint_on", "nyeste": "-subject__created_at", "navn": "title"}
STATES = {
    "aaben": (gettext_lazy("Før kontrolpunktet"), Q(passed_at=None)),
    "passeret": (gettext_lazy("Kontrolpunktet er passeret"), Q(passed_at__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    state: str = ""
    unit: UUID | None = None
    work: str = ""
    sort: str = "dag"


def buildings(viewer: Viewer, filters: Filters) -> QuerySet[Building]:
    """The building projects on the list, filtered and sorted."""
    rows = Building.objects.visible_to(viewer).filter(withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("building",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.state in STATES:
        rows = rows.filter(STATES[filters.state][1])
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.work:
        rows = rows.filter(work=filters.work)
    rows = rows.select_related("subject", "unit__actor__subject")
    return rows.order_by(SORTS.get(filters.sort, SORTS["dag"]), "pk")


def rooms_of(building: Building, viewer: Viewer) -> list[Room]:
    """The kinds of rooms with what was thought of for each; a technology that is hidden is not named. Three queries."""
    shown = Consideration.objects.filter(technology__in=Technology.objects.visible_to(viewer))
    shown = shown.select_related("technology__subject", "by__actor")
    return list(building.rooms.prefetch_related(Prefetch("considered", shown)))


def lacks_to_pass(building: Building) -> list[str]:
    """What stands between a building and its checkpoint, in words (C50): each kind of room was looked at."""
    rooms = list(building.rooms.prefetch_related("considered"))
    if not rooms:
        return [_("Skriv, hvilke rum I bygger.")]
    bare = [room.name for room in rooms if not room.nothing_why and not room.considered.all()]
    return [_("Ingen har set på teknologi til: %s.") % name for name in bare]


def may_keep(unit: Unit) -> list[Person]:
    """Who may see to a checkpoint: those who work in the unit, and the leaders in its line."""
    people: Iterable[Person] = (*staff_of(unit), *leaders_of(unit))
    return list({person.pk: person for person in people}.values())


def of_unit(unit: Unit, viewer: Viewer) -> list[Building]:
    """The building projects of a unit that are still before their checkpoint. One query."""
    rows = Building.objects.visible_to(viewer).filter(unit=unit, withdrawn_at=None, passed_at=None)
    return list(rows.select_related("subject").order_by("checkpoint_on")[:5])


def considered_for(technology: Technology, viewer: Viewer) -> list[Consideration]:
    """Where a technology was thought of, newest first. One query."""
    rows = Consideration.objects.filter(
        technology=technology,
        room__building__in=Building.objects.visible_to(viewer).filter(withdrawn_at=None),
    )
    return list(rows.select_related("room__building__subject", "room__building__unit__actor").order_by("-at")[:10])


def considered_by_others(technology: Technology) -> list[str]:
    """Whether anybody but whoever added it thought of it for a building, in words that name none. One query."""
    rows = Consideration.objects.filter(technology=technology, room__building__withdrawn_at=None)
    others = rows.exclude(by=technology.subject.created_by)
    return [_("Den er tænkt med i et byggeri.")] if others.exists() else []


def waiting(person_id: UUID | None = None) -> QuerySet[Building]:
    """The building projects whose checkpoint is near or gone, of one person or of all."""
    rows = Building.objects.filter(
        passed_at=None,
        withdrawn_at=None,
        subject__shown=True,
        checkpoint_on__lte=clock.today() + SOON,
    )
    return rows.filter(Q(keeper=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_checkpoints(person_id: UUID | None = None) -> list[Owed]:
    """The checkpoints that are owed, the oldest first. One that nobody keeps is the coordinators' to place."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("buildings:page", args=[row.pk]),
            since=row.checkpoint_on,  # silence is counted from the day itself
            due=row.checkpoint_on,
            answerer=row.keeper_id,
            unit=row.unit_id,
            deputy=row.deputy_id,
        )
        for row in waiting(person_id).select_related("subject").order_by("checkpoint_on", "pk")
    ]
