"""The verbs about tasks and their times: make, edit, close, take back, call one time off.

The verbs about who comes stand in ``coming``, ``members`` and ``afterwards`` and are reached from here as well.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.codetermination.actions import put_on_agenda, take_off_agenda
from samspil.codetermination.models import Touch
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import JournalEntry, Subject, bump
from samspil.foundation.verbs import NotFound, check_version, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.tasks import beforehand, coming, facts, letters, times
from samspil.tasks.afterwards import (  # noqa: F401 - the verbs about a time that was held
    edit_thanks,
    mark_done,
    take_thanks_back,
    thank,
)
from samspil.tasks.coming import (  # noqa: F401 - the verbs about who comes
    answer_sign_up,
    cancel_sign_up,
    choose,
    note_hours,
    renew_feed,
    sign_up,
    write_to_those_coming,
)
from samspil.tasks.members import (  # noqa: F401 - the verbs about those an association sends
    change_people,
    decline_named,
    let_member_go,
    say_no,
    take_in_member,
)
from samspil.tasks.models import STANDS, Slot, Task

RELATED = ("host__subject", "host__unit", "area", "actor", "author__actor", "entered_by__actor", "origin")
PAGES = ("challenge", "proposal", "trial", "practice", "wish", "resource")  # what a task may come out of
A_DAY = timedelta(days=1)


@verb(Task)
def make_task(
    *,
    by: Viewer,
    host_id: UUID | str,
    origin_id: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
    **told: Any,
) -> Task:
    """Make a task with its slots. ``told`` are facts of ``facts.FACTS`` (days and times also as ISO text).

    ``origin_id`` is the subject it came out of: its page shows the task, and whoever reads it reads the task.
    Raises: NotFound, Refused, ValidationError.
    """
    host = facts.host_of(host_id, by)
    require("tasks.make_for", by, host)
    origin = origin_of(origin_id, by)
    voice = voice_of(by, speaks_as=host.pk if host.pk in by.speaks_for and not behalf else None, behalf=behalf)
    task = Task(host=host, origin=origin, **voice.fields())
    facts.put_on(task, {"first_on": None, "insurance": beforehand.insurance_of(host), **told})
    facts.check_host(task, by)
    task.subject = subjects.create(
        "task",
        title=task.title,
        by=voice.author.pk,
        context=page_of(origin),
        text=facts.words_of(task),
        place=task.place,
        point=task.point,
    )
    screen(task.subject, by=by, voice=voice, text=facts.sentences_of(task))
    task.save(force_insert=True)
    times.lay_out(task)
    follow_own(task.subject, voice)
    tell_med(task)
    journal(
        "tasks.made",
        task.subject,
        by=by,
        actor=host.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": task.kind, "origin": str(origin.pk) if origin else None},
    )
    return task


def tell_med(task: Task) -> None:
    """A municipal task that may replace paid work is for MED to discuss before it begins (rule of power 5).

    Until then nobody can sign up (``coming.sign_up``). A project of the municipality is of no unit: the committee of
    all discusses it.
    """
    if task.may_replace_paid_work:
        put_on_agenda(task.subject, [Touch.TASKS], unit=getattr(task.host, "unit", None))
    else:
        take_off_agenda(task.subject)


def origin_of(origin_id: UUID | str | None, by: Viewer) -> Subject | None:
    """Raises: NotFound for what ``by`` cannot read, or what no task comes out of."""
    if not origin_id:
        return None
    key = as_uuid(origin_id)
    rows = Subject.objects.visible_to(by).select_related("context")
    origin = rows.filter(pk=key, kind__in=PAGES).first() if key else None
    if origin is None:
        raise NotFound(f"Subject {origin_id}")
    return origin


def page_of(origin: Subject | None) -> Subject | None:
    """The page that shows the task. A wish has none of its own: the page it stands on does."""
    return origin.context if origin and origin.kind == "wish" else origin


@verb(Task)
def edit_task(*, by: Viewer, task_id: UUID | str, expected_version: int | None = None, **changes: Any) -> Task:
    """Change what stands about a task: facts of ``facts.FACTS``. Its times follow, and those who come hear of it.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    task = find(Task, task_id, by, related=RELATED, lock=True)
    require("tasks.edit", by, task)
    check_version(task.subject, expected_version)
    before, where, said_before = facts.sentences_of(task), (task.place, task.address), task.title
    facts.put_on(task, changes)
    facts.check_host(task, by)
    slots = list(task.slots.select_for_update().filter(ends_at__gt=clock.now(), cancelled_at=None))
    make_room(task, slots)
    task.save()
    moved, _stayed = times.move_slots(task)
    if where != (task.place, task.address) or said_before != task.title:
        already = {slot.pk for slot in moved}
        elsewhere = list(task.slots.filter(ends_at__gt=clock.now(), cancelled_at=None))
        for slot in elsewhere:
            slot.task = task
            if slot.pk not in already:
                times.raise_sequence(slot)
        if where != (task.place, task.address):
            moved = elsewhere
    for slot in moved:
        slot.task = task
        letters.tell_moved(slot)
    for slot in task.slots.filter(ends_at__gt=clock.now(), cancelled_at=None):
        coming.move_up(slot.pk)
    subject = task.subject
    subject.title, subject.place = task.title, task.place
    subject.latitude, subject.longitude = task.point or (None, None)
    subject.save(update_fields=["title", "place", "latitude", "longitude"])
    bump(subject)
    search.index(subject, facts.words_of(task))
    screen_edit(subject, by=by, before=before, text=facts.sentences_of(task))
    tell_med(task)
    journal("tasks.edited", subject, by=by, actor=task.host_id, payload={"version": subject.version})
    return task


def make_room(task: Task, slots: list[Slot]) -> None:
    """Give the slots ahead the task's number of places. Raises: ValidationError when somebody would lose theirs."""
    most = max((coming.taken(slot) for slot in slots), default=0)
    if most > task.places:
        raise ValidationError({"places": [_("Der er allerede givet %d pladser. Skriv mindst det tal.") % most]})
    for slot in slots:
        slot.places, slot.needed = task.places, task.needed
        slot.save(update_fields=["places", "needed"])


@verb(Task)
def close_task(*, by: Viewer, task_id: UUID | str) -> Task:
    """No more may sign up. Those who have, still come. Raises: NotFound, Refused."""
    task = find(Task, task_id, by, related=RELATED, lock=True)
    require("tasks.close", by, task)
    if task.closed_at:
        return task  # pressed twice
    task.closed_at = clock.now()
    task.save(update_fields=["closed_at"])
    bump(task.subject)
    before = JournalEntry.objects.filter(subject=task.subject, verb="tasks.closed", at__gt=clock.now() - A_DAY)
    is_told = before.exists()  # opened and closed again: followers hear it once a day
    entry = journal("tasks.closed", task.subject, by=by, actor=task.host_id)
    if not is_told:
        tell_news(entry)
    return task


@verb(Task)
def open_task(*, by: Viewer, task_id: UUID | str) -> Task:
    """It was closed too early: people may sign up again. Raises: NotFound, Refused."""
    task = find(Task, task_id, by, related=RELATED, lock=True)
    require("tasks.close", by, task)
    if task.closed_at is None:
        return task  # pressed twice
    task.closed_at = None
    task.save(update_fields=["closed_at"])
    times.lay_out(task)
    bump(task.subject)
    journal("tasks.opened", task.subject, by=by, actor=task.host_id)
    return task


@verb(Task)
def withdraw_task(*, by: Viewer, task_id: UUID | str) -> Task:
    """Take a task back: its words are deleted, and those who would come hear that it is off.

    Raises: NotFound, Refused, ValidationError (somebody has been there already).
    """
    task = find(Task, task_id, by, related=RELATED, lock=True)
    require("tasks.withdraw", by, task)
    if task.withdrawn_at:
        return task  # pressed twice
    if task.slots.filter(sign_ups__came__gt=0).exists():
        raise ValidationError(_("Nogen har allerede været med. Luk opgaven i stedet."))
    for slot in task.slots.filter(cancelled_at=None):
        slot.task = task
        call_off(slot, by)
    empty(task)
    take_off_agenda(task.subject)
    journal("tasks.withdrawn", task.subject, by=by, actor=task.host_id)
    return task


def empty(task: Task) -> None:
    """Nothing is left of what was said."""
    for name in facts.TEXTS:
        setattr(task, name, "")
    task.lat = task.lon = None
    task.withdrawn_at = task.withdrawn_at or clock.now()
    task.save()
    subjects.move(task.subject, "")
    subjects.fall_silent(task.subject)


# --- one time of a task -----------------------------------------------------------------------------------------------


@verb(Slot)
def close_slot(*, by: Viewer, slot_id: UUID | str, is_closed: bool = True) -> Slot:
    """Nobody more may sign up to this time, or (``is_closed`` false) they may again. Raises: NotFound, Refused."""
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if slot.cancelled_at or bool(slot.closed_at) == is_closed:
        return slot  # called off, or pressed twice
    slot.closed_at = clock.now() if is_closed else None
    slot.save(update_fields=["closed_at"])
    verb_name = "tasks.slot_closed" if slot.closed_at else "tasks.slot_opened"
    journal(verb_name, slot.task.subject, by=by, actor=slot.task.host_id, payload={"slot": str(slot.pk)})
    return slot


@verb(Slot)
def cancel_slot(*, by: Viewer, slot_id: UUID | str) -> Slot:
    """Call one time off. Those who would come hear at once. Raises: NotFound, Refused."""
    slot = coming.slot_found(slot_id, by, lock=True)
    require("tasks.see_who_comes", by, slot.task)
    if slot.cancelled_at or slot.is_over:
        return slot  # pressed twice, or too late
    call_off(slot, by)
    payload = {"slot": str(slot.pk)}
    journal("tasks.slot_cancelled", slot.task.subject, by=by, actor=slot.task.host_id, payload=payload)
    return slot


def call_off(slot: Slot, by: Viewer) -> None:
    now = clock.now()
    slot.cancelled_at = now
    times.raise_sequence(slot)
    for row in slot.sign_ups.filter(state__in=STANDS).select_related("person__actor", "actor"):
        row.slot = slot
        had_place = coming.end(row, by_host=True)
        if not slot.is_over:
            letters.tell_called_off(row, had_place=had_place)


# --- what time does ---------------------------------------------------------------------------------------------------


def lay_out_all() -> None:
    """Make the slots that tasks without an end have come to have ahead of them. Nobody said anything, so nothing is
    journalled.
    """
    rows = Task.objects.filter(withdrawn_at=None, closed_at=None, subject__shown=True).exclude(recurrence="")
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            # Nobody changes its times meanwhile.
            if task := rows.select_for_update(of=("self",), no_key=True).filter(pk=pk).first():
                times.lay_out(task)
