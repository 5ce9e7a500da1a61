"""The verbs of building projects: rooms, what was thought of for each, and the checkpoint."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspil.actors.models import Person, Unit
from samspil.buildings.models import MOST_ROOMS, Building, Choice, Consideration, Room, Work
from samspil.buildings.queries import lacks_to_pass, may_keep
from samspil.following.actions import tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.technologies.models import Technology

RELATED = ("unit__actor", "keeper__actor")


@verb(Building)
def plan_building(
    *,
    by: Viewer,
    title: str,
    unit_id: UUID | str,
    work: str,
    what: str,
    checkpoint_on: date | None,
    keeper_id: UUID | str | None = None,
) -> Building:
    """Tell that a unit gets new rooms, and the last day on which technology can be drawn in.

    Raises: Refused, ValidationError by field.
    """
    require("buildings.plan", by)
    unit = Unit.objects.select_related("actor").filter(pk=as_uuid(unit_id)).first()
    if unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    require("buildings.plan_for", by, unit)
    building = Building(unit=unit)
    fill(building, {"title": title, "work": work, "what": what, "checkpoint_on": checkpoint_on})
    building.keeper = chosen_keeper(keeper_id, unit)
    building.subject = subjects.create("building", title=building.title, by=by.known_id, text=building.what)
    sign(building, by)
    building.save(force_insert=True)
    tell_news(journal("buildings.planned", building.subject, by=by))
    return building


@verb(Building)
def edit_building(
    *, by: Viewer, building_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> Building:
    """Change what is given. Raises: NotFound, Refused, Stale, ValidationError by field."""
    building = found(building_id, by)
    require("buildings.edit", by, building)
    check_version(building.subject, expected_version)
    if "keeper_id" in changes:
        keeper = chosen_keeper(changes.pop("keeper_id"), building.unit)
        if keeper != building.keeper:
            building.keeper, building.deputy = keeper, None
    before = building.checkpoint_on
    fill(building, changes)
    if building.checkpoint_on > before:
        building.deputy = None  # nobody is late any more
    sign(building, by)
    building.save()
    building.subject.title = building.title
    building.subject.save(update_fields=["title"])
    search.index(building.subject, building.what)
    bump(building.subject)
    journal("buildings.edited", building.subject, by=by)
    return building


@verb(Room)
def add_room(*, by: Viewer, building_id: UUID | str, name: str, many: int = 1, nothing_why: str = "") -> Room:
    """Name a kind of room; where nothing belongs in it, ``nothing_why`` says so.

    Raises: NotFound, Refused, ValidationError by field.
    """
    building = found(building_id, by)
    require("buildings.edit", by, building)
    room = Room(building=building, name=name, many=many, nothing_why=nothing_why)
    clean_texts(room, ("name", "nothing_why"))
    if not room.name:
        raise ValidationError({"name": [_("Skriv, hvad rummet hedder.")]})
    if building.rooms.filter(name__iexact=room.name).exists():
        raise ValidationError({"name": [_("Det rum står på listen.")]})
    if not 1 <= many <= MOST_ROOMS:
        raise ValidationError({"many": [_("Skriv et tal fra 1 til %d.") % MOST_ROOMS]})
    room.save()
    bump(building.subject)
    journal("buildings.room_added", building.subject, by=by, payload={"room": room.pk})
    return room


@verb(Building)
def remove_room(*, by: Viewer, building_id: UUID | str, room_id: int) -> Building:
    """Take a kind of room off, with what was thought of for it. Raises: NotFound, Refused."""
    building = found(building_id, by)
    require("buildings.edit", by, building)
    room_of(building, room_id).delete()
    bump(building.subject)
    journal("buildings.room_removed", building.subject, by=by)
    return building


@verb(Consideration)
def consider(
    *, by: Viewer, building_id: UUID | str, room_id: int, technology_id: UUID | str, choice: str, why: str
) -> Consideration:
    """Say what becomes of a technology in a kind of room, and why. A later choice replaces the earlier one.

    Raises: NotFound, Refused, ValidationError by field.
    """
    building = found(building_id, by)
    require("buildings.edit", by, building)
    room = room_of(building, room_id)
    technology = Technology.objects.visible_to(by).filter(pk=as_uuid(technology_id), withdrawn_at=None).first()
    if technology is None:
        raise ValidationError({"technology_id": [_("Vælg en teknologi på listen.")]})
    if choice not in Choice.values:
        raise ValidationError({"choice": [_("Vælg en af mulighederne på listen.")]})
    row = room.considered.filter(technology=technology).first() or Consideration(room=room, technology=technology)
    row.choice, row.why, row.by_id, row.at = choice, why, by.known_id, clock.now()
    clean_texts(row, ("why",))
    if not row.why:
        raise ValidationError({"why": [_("Skriv, hvorfor.")]})
    row.save()
    bump(building.subject)
    payload = {"room": room.pk, "technology": str(technology.pk), "choice": choice}
    journal("buildings.considered", building.subject, by=by, payload=payload)
    return row


@verb(Building)
def pass_checkpoint(
    *, by: Viewer, building_id: UUID | str, conclusion: str, expected_version: int | None = None
) -> Building:
    """Say that each kind of room was looked at, and what it came to. Whoever leads the unit does.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    building = found(building_id, by)
    require("buildings.pass", by, building)
    check_version(building.subject, expected_version)
    if lacks := lacks_to_pass(building):
        raise ValidationError(lacks)
    building.conclusion = conclusion
    clean_texts(building, ("conclusion",))
    if not building.conclusion:
        raise ValidationError({"conclusion": [_("Skriv, hvad I kom frem til.")]})
    building.passed_at, building.passed_by_id = clock.now(), by.known_id
    sign(building, by)
    building.save()
    bump(building.subject)
    tell_news(journal("buildings.passed", building.subject, by=by))
    return building


@verb(Building)
def reopen_checkpoint(*, by: Viewer, building_id: UUID | str) -> Building:
    """The drawings changed: look at the rooms once more. The conclusion stays as text. Raises: NotFound, Refused."""
    building = found(building_id, by)
    require("buildings.reopen", by, building)
    building.passed_at = building.passed_by = None
    sign(building, by)
    building.save()
    bump(building.subject)
    journal("buildings.reopened", building.subject, by=by)
    return building


@verb(Building)
def withdraw_building(*, by: Viewer, building_id: UUID | str) -> Building:
    """It is not built after all. Raises: NotFound, Refused."""
    building = found(building_id, by)
    require("buildings.withdraw", by, building)
    building.withdrawn_at = clock.now()
    sign(building, by)
    building.save()
    subjects.fall_silent(building.subject)
    bump(building.subject)
    journal("buildings.withdrawn", building.subject, by=by)
    return building


@verb(Building)
def pass_on_checkpoint(*, by: Viewer, building_id: UUID | str, deputy_id: UUID | str) -> Building:
    """Let a deputy see to it as well, because its day went by. Raises: NotFound, Refused, ValidationError by field."""
    rows = Building.objects.select_related("subject")
    building = rows.filter(pk=as_uuid(building_id)).first() if by == SYSTEM else None
    if building is None:
        raise NotFound(f"Building {building_id}")
    require("buildings.pass_on", by, building)
    building.deputy = Person.objects.filter(pk__in=[as_uuid(deputy_id)]).exclude(pk__in=[building.keeper_id]).first()
    if building.deputy is None:
        raise ValidationError({"deputy_id": [_("Vælg en anden.")]})
    sign(building, by)
    building.save()
    journal("buildings.passed_on", building.subject, by=by, payload={"deputy": str(building.deputy.pk)})
    return building


def found(building_id: UUID | str, by: Viewer) -> Building:
    """The building project, locked. Raises: NotFound."""
    building: Building = find(Building, building_id, by, related=RELATED, lock=True)
    return building


def room_of(building: Building, room_id: int) -> Room:
    """Raises: NotFound."""
    room = building.rooms.filter(pk=room_id).first()
    if room is None:
        raise NotFound(f"Room {room_id}")
    return room


def fill(building: Building, told: dict[str, Any]) -> None:
    """Take over what is told, and check it. A day that is gone stays; none is chosen.

    Raises: ValidationError by field.
    """
    day = building.checkpoint_on
    for name in ("title", "work", "what", "checkpoint_on"):
        if name in told:
            setattr(building, name, told[name])
    clean_texts(building, ("title", "what"))
    missing = {name: [_("Skriv noget her.")] for name in ("title", "what") if not getattr(building, name)}
    if building.work not in Work.values:
        missing["work"] = [_("Vælg en af mulighederne på listen.")]
    if not building.checkpoint_on:
        missing["checkpoint_on"] = [_("Vælg den sidste dag, hvor noget kan tegnes ind.")]
    elif building.checkpoint_on != day and building.checkpoint_on < clock.today():
        missing["checkpoint_on"] = [_("Vælg en dag, der ikke er gået.")]
    if missing:
        raise ValidationError(missing)


def chosen_keeper(pk: UUID | str | None, unit: Unit) -> Person | None:
    """Somebody who works in the unit or leads it; nobody where it is left empty. Raises: ValidationError by field."""
    if not pk:
        return None
    person = next((person for person in may_keep(unit) if person.pk == as_uuid(pk)), None)
    if person is None:
        raise ValidationError({"keeper_id": [_("Vælg en, der arbejder i enheden.")]})
    return person


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Whoever was asked instead keeps it now, else the coordinators do. What was decided stays, unnamed."""
    Building.objects.filter(deputy=person_id).update(deputy=None)
    Building.objects.filter(keeper=person_id).update(keeper=F("deputy"), deputy=None)
    Building.history.filter(history_user_id=person_id).update(history_user_id=None)  # type: ignore[attr-defined]
