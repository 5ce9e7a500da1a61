"""The verbs of a plan: make it, ask people, take their wishes, compute, lock, move by hand, confirm. Nobody hears of
the plan before it is confirmed.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.actions import register_person
from samspil.foundation import clock, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.resources.facts import area_of, number_of
from samspil.rosters import letters, planning, queries
from samspil.rosters.models import MOST_MEMBERS, Level, PlannedShift, Roster, RosterMember, RosterWish
from samspil.tasks import actions as tasks
from samspil.tasks.facts import host_of
from samspil.tasks.models import Task

RELATED = ("host__unit", "author__actor")
TEXTS = ("title", "note")
LONGEST = timedelta(days=366)
KEPT_AFTER = timedelta(days=60)  # wishes, after the last day


def roster_for(roster_id: UUID | str, by: Viewer) -> Roster:
    """A plan that ``by`` may read, locked. Whoever calls asks the rule. Raises: NotFound."""
    return find(Roster, roster_id, by, related=RELATED, lock=True)


def member_for(member_id: int | str) -> RosterMember:
    """Whoever calls asks the rule. Raises: NotFound."""
    rows = RosterMember.objects.select_related("roster__subject", "roster__host__unit", "person__actor", "area")
    member = rows.filter(pk=member_id).first() if str(member_id).isdigit() else None
    if member is None:
        raise NotFound(f"RosterMember {member_id}")
    return member


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


# --- people and their wishes ------------------------------------------------------------------------------------------


@verb(Roster)
def add_people(*, by: Viewer, roster_id: UUID | str, person_ids: Iterable[UUID | str]) -> Roster:
    """Take in people the host knows already (``queries.candidates``). Raises: NotFound, Refused, ValidationError."""
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    keys = {key for each in person_ids if (key := as_uuid(each))}
    known = {person.pk for person in queries.candidates(roster)}
    if not keys or not keys <= known:
        raise ValidationError({"person_ids": [_("Vælg nogen på listen.")]})
    take_in(roster, sorted(keys))
    journal("rosters.people_added", roster.subject, by=by, actor=roster.host_id, payload={"n": len(keys)})
    return roster


@verb(RosterMember)
def add_person(*, by: Viewer, roster_id: UUID | str, name: str, email: str = "", phone: str = "") -> RosterMember:
    """Take in somebody who said yes to be asked, by name and mail or phone. Raises: NotFound, Refused,
    ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    name, email, phone = clean_line(name), clean_line(email).lower(), clean_line(phone)
    guard(name=name, phone=phone)
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if not email and not phone:
        raise ValidationError({"email": [_("Skriv en mail eller et telefonnummer.")]})
    if email:
        validate_address(email)
    person = register_person(name=name, email=email, phone=phone[:30])
    if person.erased_at or person.blocked_at:
        raise ValidationError({"email": [_("Den person kan ikke komme med i planen.")]})
    (member,) = take_in(roster, [person.pk])
    journal("rosters.people_added", roster.subject, by=by, actor=roster.host_id, payload={"n": 1})
    return member


def validate_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as problem:
        raise ValidationError(
            {"email": [_("Mailadressen ser ikke rigtig ud. Den skal ligne navn@sted.dk.")]}
        ) from problem


def take_in(roster: Roster, keys: list[UUID]) -> list[RosterMember]:
    if roster.members.exclude(person__in=keys).count() + len(keys) > MOST_MEMBERS:
        told = ngettext("Der er plads til %d person.", "Der er plads til %d personer.", MOST_MEMBERS) % MOST_MEMBERS
        raise ValidationError(told)
    RosterMember.objects.bulk_create(
        (RosterMember(roster=roster, person_id=key) for key in keys), ignore_conflicts=True
    )
    bump(roster.subject)
    return list(roster.members.filter(person__in=keys))


@verb(Roster)
def remove_person(*, by: Viewer, roster_id: UUID | str, member_id: int | str) -> Roster:
    """Take somebody out, with their wishes. Whoever has a place keeps it: call that off first.

    Raises: NotFound, Refused, ValidationError.
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    member = roster.members.filter(pk=member_id).first() if str(member_id).isdigit() else None
    if member is None:
        return roster  # pressed twice
    if any(shift.is_told for shift in member.shifts.select_related("sign_up")):
        raise ValidationError(_("Personen har fået en plads. Meld den fra først."))
    OneTimeLink.objects.filter(purpose=letters.PURPOSE, person=member.person_id, payload__member=member.pk).delete()
    member.delete()
    bump(roster.subject)
    journal("rosters.person_removed", roster.subject, by=by, actor=roster.host_id)
    return roster


@verb(Roster)
def ask(*, by: Viewer, roster_id: UUID | str) -> Roster:
    """Write once to each who was not asked yet and has a mail address. Raises: NotFound, Refused, ValidationError."""
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    rows = roster.members.filter(asked_at=None, answered_at=None, person__erased_at=None).exclude(person__email=None)
    asked = 0
    for member in rows.select_related("person__actor", "roster__subject", "roster__host"):
        member.asked_at = clock.now()
        member.save(update_fields=["asked_at"])
        letters.ask(member)
        asked += 1
    journal("rosters.asked", roster.subject, by=by, actor=roster.host_id, payload={"n": asked})
    return roster


@verb(RosterMember, for_oneself=True)
def tell_wishes(
    *,
    by: Viewer,
    member_id: int | str,
    slots: Mapping[str, str] | None = None,
    weekdays: Mapping[str, str] | None = None,
    declined: bool = False,
    per_week: int | str | None = None,
    at_most: int | str | None = None,
    reach_km: int | str | None = None,
    area_id: int | str | None = None,
    together: str = "",
) -> RosterMember:
    """Say when one can, or that one cannot this time. ``slots`` and ``weekdays`` (1 to 7) give a ``Level``; what is
    left out counts as "cannot". Whoever plans may write it down for somebody who rang.

    Raises: NotFound, Refused, ValidationError.
    """
    member = member_for(member_id)
    require("rosters.wish", by, member)
    roster = member.roster
    there = {str(slot.pk): slot for slot in planning.slots_of(roster)}
    said = {there[key]: level for key, level in (slots or {}).items() if key in there and level}
    days = {int(day): level for day, level in (weekdays or {}).items() if str(day) in "1234567" and level}
    if not set(said.values()) | set(days.values()) <= set(Level.values):
        raise ValidationError(_("Vælg en af mulighederne på listen."))
    if not declined and not {*said.values(), *days.values()} - {Level.CANNOT.value}:
        raise ValidationError(_("Vælg mindst en tid, eller sæt kryds ved, at du ikke kan denne gang."))
    member.declined = bool(declined)
    member.per_week = at_least_one(number_of(per_week, "per_week", 14), "per_week")
    member.at_most = at_least_one(number_of(at_most, "at_most", 200), "at_most")
    member.reach_km = at_least_one(number_of(reach_km, "reach_km", 200), "reach_km")
    member.area = area_of(area_id)
    member.together = together
    clean_texts(member, ("together",))
    member.answered_at = clock.now()
    is_own = by.person_id == member.person_id
    member.entered_by_id = None if is_own else by.known_id
    member.save()
    member.wishes.all().delete()
    if not declined:
        RosterWish.objects.bulk_create(
            RosterWish(member=member, slot=slot, level=level) for slot, level in said.items()
        )
        RosterWish.objects.bulk_create(
            RosterWish(member=member, weekday=day, level=level) for day, level in days.items()
        )
    bump(roster.subject)
    journal(
        "rosters.wished",
        roster.subject,
        by=by,
        on_behalf_of=None if is_own else member.person_id,
        payload={"member": member.pk},
    )
    return member


def at_least_one(number: int | None, name: str) -> int | None:
    if number == 0:
        raise ValidationError({name: [_("Skriv mindst 1, eller lad feltet stå tomt.")]})
    return number


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
    _found, plan = planning.solve(roster, seconds=planning.SECONDS_AT_ONCE)
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
    member = roster.members.filter(pk=member_id).first() if str(member_id).isdigit() else None
    if member is None:
        raise ValidationError({"member_id": [_("Vælg en på listen.")]})
    here = [each for each in roster.shifts.filter(slot=slot).select_related("sign_up") if not each.is_cancelled]
    if all(each.member_id != member.pk for each in here) and len(here) >= queries.places_for_us(roster, slot):
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
    """Make the plan true: whoever leaves is taken off, whoever comes is signed up, and each hears of it by mail. What
    could not be done stands in ``outcome["problems"]``; the rest is done all the same.

    Raises: NotFound, Refused, Stale (somebody answered meanwhile).
    """
    roster = roster_for(roster_id, by)
    require("rosters.plan", by, roster)
    check_version(roster.subject, expected_version)
    problems: dict[str, str] = {}
    shifts = roster.shifts.select_related("sign_up__slot", "slot__task", "member__person")
    for shift in [each for each in shifts if each.is_leaving]:
        if shift.is_told and shift.sign_up:
            tasks.cancel_sign_up(by=by, sign_up_id=shift.sign_up.pk)
        shift.delete()
    for shift in [each for each in shifts.all() if not each.is_told and not each.is_cancelled]:
        if shift.slot.is_over:
            continue
        try:
            with transaction.atomic():
                shift.sign_up = tasks.sign_up(by=by, slot_id=shift.slot_id, person_id=shift.member.person_id)
        except (ValidationError, NotFound, Refused) as problem:
            found = getattr(problem, "messages", None) or [_("Det kunne ikke lade sig gøre.")]
            problems[str(shift.pk)] = " ".join(found)
        else:
            shift.save(update_fields=["sign_up"])
    roster.confirmed_at = clock.now()
    roster.outcome = {**roster.outcome, "problems": problems, "changes": []}
    roster.save(update_fields=["confirmed_at", "outcome"])
    journal("rosters.confirmed", roster.subject, by=by, actor=roster.host_id, payload={"problems": len(problems)})
    return roster


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
        purpose=letters.PURPOSE, payload__member__in=list(roster.members.values_list("pk", flat=True))
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
