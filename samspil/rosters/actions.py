"""The verbs of a plan: make it, compute, lock, move by hand, confirm. Nobody hears of the plan before it is confirmed.

The verbs about who is in it stand in ``asking`` and are reached from here as well.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, bump
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.rosters import letters, planning, queries
from samspil.rosters.asking import (  # noqa: F401 - the verbs about who is in a plan
    RELATED,
    add_people,
    add_person,
    ask,
    remove_person,
    roster_for,
    tell_wishes,
)
from samspil.rosters.models import Level, PlannedShift, Roster, RosterWish
from samspil.tasks import actions as tasks
from samspil.tasks.facts import host_of
from samspil.tasks.models import SignUp, Task

TEXTS = ("title", "note")
LONGEST = timedelta(days=366)
KEPT_AFTER = timedelta(days=60)  # wishes, after the last day


def check(roster: Roster) -> None:
    """Raises: ValidationError by field."""
    clean_texts(roster, TEXTS)
    problems: dict[str, list[Any]] = {}
    if not roster.title:
        problems["title"] = [_("Skriv, hvad planen hedder.")]
    if not roster.from_on or not roster.until_on:
        problems |= {name: [_("Vælg en dag.")] for name in ("from_on", "until_on") if not getattr(roster, name)}
    elif roster.until_on < roster.from_on:
        problems["until_on"] = [_("Den sidste dag skal ligge efter den første.")]
    elif roster.until_on - roster.from_on > LONGEST:
        problems["until_on"] = [_("En plan kan højst dække et år.")]
    if problems:
        raise ValidationError(problems)


def tasks_of(task_ids: Iterable[UUID | str], roster: Roster, by: Viewer) -> list[Task]:
    """Raises: ValidationError on ``task_ids``."""
    keys = {key for each in task_ids if (key := as_uuid(each))}
    rows = Task.objects.visible_to(by).filter(pk__in=keys, host=roster.host_id, withdrawn_at=None)
    found = list(rows.select_related("subject", "host__unit"))
    if not found or len(found) != len(keys):
        raise ValidationError({"task_ids": [_("Vælg mindst én af værtens opgaver.")]})
    for task in found:
        require("tasks.see_who_comes", by, task)
    return found


@verb(Roster)
def make_roster(
    *,
    by: Viewer,
    host_id: UUID | str,
    title: str,
    from_on: date | None,
    until_on: date | None,
    task_ids: Iterable[UUID | str],
    note: str = "",
) -> Roster:
    """Begin a plan over the times of some of a host's tasks. Raises: NotFound, Refused, ValidationError."""
    host = host_of(host_id, by)
    require("rosters.make_for", by, host)
    days: dict[str, Any] = {"from_on": from_on, "until_on": until_on}
    roster = Roster(host=host, author_id=by.known_id, title=title, note=note, **days)
    check(roster)
    chosen = tasks_of(task_ids, roster, by)
    roster.subject = subjects.create(
        "roster", title=roster.title, by=by.known_id, audience=Audience.NAMED, is_searchable=False
    )
    roster.save(force_insert=True)
    roster.tasks.set(chosen)
    journal("rosters.made", roster.subject, by=by, actor=host.pk)
    return roster


@verb(Roster)
def edit_roster(*, by: Viewer, roster_id: UUID | str, expected_version: int | None = None, **changes: Any) -> Roster:
    """Change title, note, days (``from_on``, ``until_on``) or tasks (``task_ids``).

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    check_version(roster.subject, expected_version)
    unknown = set(changes) - {*TEXTS, "from_on", "until_on", "task_ids"}
    if unknown:
        raise TypeError(f"edit_roster does not change {unknown}")
    task_ids = changes.pop("task_ids", None)
    for name, value in changes.items():
        setattr(roster, name, value)
    check(roster)
    roster.save()
    if task_ids is not None:
        roster.tasks.set(tasks_of(task_ids, roster, by))
    roster.subject.title = roster.title
    roster.subject.save(update_fields=["title"])
    bump(roster.subject)
    journal("rosters.edited", roster.subject, by=by, actor=roster.host_id)
    return roster


# --- the plan ---------------------------------------------------------------------------------------------------------


@verb(Roster)
def compute(*, by: Viewer, roster_id: UUID | str) -> Roster:
    """Propose who comes when, changing as little as can be of what stands. A large plan is computed by a job.

    Raises: NotFound, Refused, ValidationError (nobody answered, or no times).
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    if roster.working_since and clock.now() - roster.working_since < planning.STALLED:
        return roster  # pressed twice
    size = planning.size_of(roster)
    if not size:
        raise ValidationError(_("Der skal være mindst én tid, og én person skal have svaret."))
    journal("rosters.computed", roster.subject, by=by, actor=roster.host_id)
    if size > planning.AT_ONCE:
        roster.working_since, roster.progress = clock.now(), 0
        roster.save(update_fields=["working_since", "progress"])
        transaction.on_commit(lambda: planning.work.enqueue(str(roster.pk)))
        return roster
    plan = planning.planned(planning.given(roster), seconds=planning.SECONDS_AT_ONCE)
    planning.finish(roster, plan, roster.subject.version)
    return roster


def shift_for(shift_id: int | str, by: Viewer) -> PlannedShift:
    """A shift of a plan that ``by`` may read, which is locked. Whoever calls asks the rule. Raises: NotFound."""
    rows = PlannedShift.objects.select_related("roster__subject", "sign_up", "member", "slot__task")
    shift = rows.filter(pk=shift_id).first() if str(shift_id).isdigit() else None
    if shift is None:
        raise NotFound(f"PlannedShift {shift_id}")
    shift.roster = roster_for(shift.roster_id, by)
    return shift


@verb(PlannedShift)
def lock(*, by: Viewer, shift_id: int | str, keep: bool = True) -> PlannedShift:
    """It is promised: it stays when the plan is computed again (``keep`` false: it need not). Raises: NotFound,
    Refused.
    """
    shift = shift_for(shift_id, by)
    require("rosters.plan", by, shift.roster)
    if shift.is_locked != keep and not shift.is_cancelled:
        shift.is_locked = keep
        shift.is_leaving = shift.is_leaving and not keep
        shift.save(update_fields=["is_locked", "is_leaving"])
        roster = shift.roster
        payload = {"member": shift.member_id, "slot": str(shift.slot_id)}
        journal("rosters.locked" if keep else "rosters.unlocked", roster.subject, by=by, payload=payload)
    return shift


@verb(PlannedShift)
def place(*, by: Viewer, roster_id: UUID | str, slot_id: UUID | str, member_id: int | str) -> PlannedShift:
    """Put somebody at a time by hand. It is locked: a hand knows something the computer does not.

    Raises: NotFound, Refused, ValidationError (full, or busy then).
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    slot = next((each for each in planning.slots_of(roster) if str(each.pk) == str(slot_id)), None)
    if slot is None:
        raise NotFound(f"Slot {slot_id}")
    members = roster.members.select_related("person__actor", "actor")
    member = members.filter(pk=member_id).first() if str(member_id).isdigit() else None
    if member is None:
        raise ValidationError({"member_id": [_("Vælg en på listen.")]})
    rows = roster.shifts.filter(slot=slot).select_related("sign_up", "member")
    here = {each.member_id: each.member.people for each in rows if not each.is_cancelled}
    here.setdefault(member.pk, member.people)
    free = queries.places_for_us(roster, slot)
    if member.people > max(free, 1):
        words = {"name": member.name, "n": member.people, "free": free}
        raise ValidationError({"member_id": [_("%(name)s er %(n)d, og der er plads til %(free)d.") % words]})
    if sum(here.values()) > free:
        raise ValidationError({"member_id": [_("Der er ikke flere pladser. Tag en anden af først.")]})
    others = roster.shifts.filter(
        member=member, is_leaving=False, slot__starts_at__lt=slot.ends_at, slot__ends_at__gt=slot.starts_at
    ).exclude(slot=slot)
    if any(not each.is_cancelled for each in others.select_related("sign_up")):
        raise ValidationError({"member_id": [_("Personen er sat på en anden tid samtidig.")]})
    roster.shifts.filter(member=member, slot=slot, sign_up__state="cancelled").delete()
    shift, _is_new = PlannedShift.objects.update_or_create(
        member=member, slot=slot, defaults={"roster": roster, "is_locked": True, "is_leaving": False}
    )
    bump(roster.subject)
    journal("rosters.placed", roster.subject, by=by, payload={"member": member.pk, "slot": str(slot.pk)})
    return shift


@verb(Roster)
def take_off(*, by: Viewer, shift_id: int | str) -> Roster:
    """Take somebody off a time by hand; computing again does not put them back. Who knows of it hears when the plan is
    confirmed. Raises: NotFound, Refused.
    """
    shift = shift_for(shift_id, by)
    require("rosters.plan", by, shift.roster)
    roster = shift.roster
    RosterWish.objects.update_or_create(
        member=shift.member, slot=shift.slot, defaults={"level": Level.CANNOT, "weekday": None}
    )
    if shift.is_told:
        shift.is_leaving, shift.is_locked = True, False
        shift.save(update_fields=["is_leaving", "is_locked"])
    else:
        shift.delete()
    bump(roster.subject)
    payload = {"member": shift.member_id, "slot": str(shift.slot_id)}
    journal("rosters.taken_off", roster.subject, by=by, payload=payload)
    return roster


@verb(Roster)
def confirm(*, by: Viewer, roster_id: UUID | str, expected_version: int | None = None) -> Roster:
    """Make the plan true: whoever leaves is taken off, whoever comes is signed up, and each gets one letter about all
    that is new to them. What could not be done stands in ``outcome["problems"]``; the rest is done all the same. Times
    the plan is no longer about are left alone.

    Raises: NotFound, Refused, Stale (somebody answered meanwhile).
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    check_version(roster.subject, expected_version)
    problems: dict[str, str] = {}
    got: dict[int, list[SignUp]] = {}
    lost: dict[int, list[SignUp]] = {}
    shifts = roster.shifts.filter(slot__in=planning.slots_of(roster))
    shifts = shifts.select_related("sign_up__slot", "slot__task", "member__person", "member__actor")
    for shift in [each for each in shifts if each.is_leaving]:
        if shift.is_told and shift.sign_up:
            row = tasks.cancel_sign_up(by=by, sign_up_id=shift.sign_up.pk, told_later=True)
            lost.setdefault(shift.member_id, []).append(row)
        shift.delete()
    for shift in [each for each in shifts.all() if not each.is_cancelled]:
        try:
            with transaction.atomic():
                row = signed_up(shift, by)
        except (ValidationError, NotFound, Refused) as problem:
            found = getattr(problem, "messages", None) or [_("Det kunne ikke lade sig gøre.")]
            problems[str(shift.pk)] = " ".join(found)
            continue
        if row:
            shift.sign_up = row
            shift.save(update_fields=["sign_up"])
            got.setdefault(shift.member_id, []).append(row)
    roster.confirmed_at = clock.now()
    roster.outcome = {**roster.outcome, "problems": problems, "changes": []}
    roster.save(update_fields=["confirmed_at", "outcome"])
    entry = journal(
        "rosters.confirmed", roster.subject, by=by, actor=roster.host_id, payload={"problems": len(problems)}
    )
    members = roster.members.filter(pk__in={*got, *lost}).select_related("person__actor", "actor").order_by("pk")
    for member in members:
        member.roster = roster
        letters.tell_shifts(member, got.get(member.pk, []), lost.get(member.pk, []), key=str(entry.pk))
    return roster


def signed_up(shift: PlannedShift, by: Viewer) -> SignUp | None:
    """The place of somebody who had none, or who are more or fewer than before; None where nothing is new.

    Raises: NotFound, Refused, ValidationError.
    """
    member = shift.member
    if shift.is_told and shift.sign_up:
        if shift.sign_up.people == member.people:
            return None
        return tasks.change_people(by=by, sign_up_id=shift.sign_up.pk, people=member.people)
    return tasks.sign_up(
        by=by,
        slot_id=shift.slot_id,
        person_id=member.person_id,
        called=member.called,
        speaks_as=member.actor_id,
        party=member.party,
        party_name=member.party_name,
        people=member.people,
        reminder=member.reminder,
        told_later=True,
    )


@verb(Roster)
def withdraw_roster(*, by: Viewer, roster_id: UUID | str) -> Roster:
    """Delete the plan and all wishes. Those who have a place keep it: ``tasks`` holds that. Raises: NotFound,
    Refused.
    """
    roster = find(Roster, roster_id, by, related=RELATED, lock=True)
    if roster.withdrawn_at:
        return roster  # pressed twice
    require("rosters.plan", by, roster)
    forget(roster)
    roster.title = roster.note = ""
    roster.withdrawn_at = clock.now()
    roster.save()
    subjects.fall_silent(roster.subject)
    journal("rosters.withdrawn", roster.subject, by=by, actor=roster.host_id)
    return roster


def forget(roster: Roster) -> None:
    """Who was asked and what they wished is no longer needed."""
    OneTimeLink.objects.filter(
        purpose__in=letters.PURPOSES, payload__member__in=list(roster.members.values_list("pk", flat=True))
    ).delete()
    roster.members.all().delete()
    roster.outcome = {}
    roster.save(update_fields=["outcome"])


def forget_old() -> None:
    """Two months after the last day nobody needs to know who could when. Nobody said anything, so no journal."""
    rows = Roster.objects.filter(until_on__lt=clock.today() - KEPT_AFTER, members__isnull=False).distinct()
    for roster in rows:
        with transaction.atomic():
            forget(roster)
