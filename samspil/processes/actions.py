"""The verbs about processes, their steps and their small tasks. Nothing blocks: steps are done in any order."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Unit
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, hooks, mail, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, JournalEntry, Subject, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.processes import queries
from samspil.processes.models import Process, ProcessTemplate, SmallTask, Step
from samspil.processes.ready import READY

MOST_STEPS = 30
MOST_TASKS = 20  # in one step
SOON = timedelta(days=1)
LATE_TOLD_WITHIN = timedelta(days=30)
AUDIENCES = (Audience.PUBLIC, Audience.STAFF)


def page_named(subject_id: UUID | str, by: Viewer) -> Subject:
    """The subject of a page that can have a process. Raises: NotFound."""
    rows = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)], kind="challenge")
    subject = rows.select_related("context").first()
    if subject is None:
        raise NotFound(f"Subject {subject_id}")
    return subject


def unit_named(unit_id: UUID | str) -> Unit:
    unit = Unit.objects.filter(pk=as_uuid(unit_id)).select_related("actor").first()
    if unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return unit


def steps_in(template: str, by: Viewer) -> list[dict[str, Any]]:
    """The steps of a way of working, ready-made or the municipality's own. Raises: ValidationError."""
    if template in READY:
        return [
            {"title": str(step.title), "guidance": str(step.guidance), "tasks": [str(task) for task in step.tasks]}
            for step in READY[template].steps
        ]
    own = ProcessTemplate.objects.visible_to(by).exclude(name="").filter(pk=as_uuid(template)).first()
    if own is None:
        raise ValidationError({"template": [_("Vælg en af mulighederne på listen.")]})
    return own.steps


@verb(Process)
def start_process(
    *,
    by: Viewer,
    template: str,
    title: str,
    subject_id: UUID | str | None = None,
    unit_id: UUID | str | None = None,
    audience: str = Audience.PUBLIC,
) -> Process:
    """Begin to work step by step: on the page of a challenge, or in a unit. The steps are copied and then one's own.

    Raises: NotFound, Refused, ValidationError.
    """
    context = page_named(subject_id, by) if subject_id else None
    unit = unit_named(unit_id) if unit_id and context is None else None
    if context:
        require("processes.start_on", by, hooks.thing(context))
    elif unit:
        require("processes.start_in", by, unit)
    else:
        require("processes.start_in", by, None)
        raise ValidationError({"unit_id": [_("Vælg den enhed, det hører til.")]})
    if audience not in AUDIENCES:
        raise ValidationError({"audience": [_("Vælg en af mulighederne på listen.")]})
    steps = steps_in(template, by)
    if context:
        unit = hooks.thing(context).unit
    process = Process(title=title, unit=unit, started_by_id=by.known_id)
    clean_texts(process, ("title",))
    process.subject = subjects.create(
        "process", title=process.title, by=by.person_id, context=context, audience=audience
    )
    screen(process.subject, by=by, voice=voice_of(by), text=process.title)
    process.save()
    for position, facts in enumerate(steps, 1):
        step = Step.objects.create(process=process, position=position, title=facts["title"], guidance=facts["guidance"])
        tasks = enumerate(facts["tasks"], 1)
        SmallTask.objects.bulk_create(SmallTask(step=step, position=number, title=task) for number, task in tasks)
    index(process)
    journal("processes.started", process.subject, by=by, payload={"template": template})
    return process


def index(process: Process) -> None:
    """Let the process be found by the words of its steps."""
    steps = Step.objects.filter(process=process).values_list("title", "guidance")
    search.index(process.subject, " ".join(word for words in steps for word in words))


def kept(process_id: UUID | str, by: Viewer) -> Process:
    """A process with its tree locked until the transaction ends. Raises: NotFound."""
    process = find(Process, process_id, by, related=("subject__context", "unit__actor"))
    subjects.held(process.subject)
    process.refresh_from_db(fields=["ended_at"])
    return process


def step_named(step_id: UUID | str, by: Viewer) -> Step:
    """Raises: NotFound."""
    rows = Step.objects.filter(process__in=Process.objects.visible_to(by), pk=as_uuid(step_id))
    step = rows.select_related("process__subject__context", "process__unit__actor").first()
    if step is None:
        raise NotFound(f"Step {step_id}")
    return step


def task_named(task_id: UUID | str, by: Viewer) -> SmallTask:
    """Raises: NotFound."""
    rows = SmallTask.objects.filter(step__process__in=Process.objects.visible_to(by), pk=as_uuid(task_id))
    task = rows.select_related("step__process__subject__context", "step__process__unit__actor", "person__actor").first()
    if task is None:
        raise NotFound(f"SmallTask {task_id}")
    return task


@verb(Process)
def edit_process(*, by: Viewer, process_id: UUID | str, title: str, expected_version: int | None = None) -> Process:
    """Call it something else. Raises: NotFound, Refused, Stale, ValidationError."""
    process = find(Process, process_id, by, related=("subject__context", "unit__actor"), lock=True)
    require("processes.edit", by, process)
    check_version(process.subject, expected_version)
    before, process.title = process.title, title
    clean_texts(process, ("title",))
    process.save(update_fields=["title"])
    subject = process.subject
    subject.title = process.title
    subject.save(update_fields=["title"])
    bump(subject)
    index(process)
    screen_edit(subject, by=by, before=before, text=process.title)
    journal("processes.edited", subject, by=by, payload={"version": subject.version})
    return process


@verb(Process)
def end_process(*, by: Viewer, process_id: UUID | str, is_over: bool = True) -> Process:
    """Put a process away when it is through, or take it up again. Raises: NotFound, Refused."""
    process = find(Process, process_id, by, related=("subject__context", "unit__actor"), lock=True)
    require("processes.keep", by, process)
    if process.is_over != is_over:
        process.ended_at = clock.now() if is_over else None
        process.save(update_fields=["ended_at"])
        subjects.touch(process.subject)
        journal("processes.ended" if is_over else "processes.taken_up", process.subject, by=by)
    return process


# --- steps ------------------------------------------------------------------------------------------------------------


@verb(Step)
def add_step(*, by: Viewer, process_id: UUID | str, title: str, guidance: str = "") -> Step:
    """Add a step at the end. Raises: NotFound, Refused, ValidationError."""
    process = kept(process_id, by)
    require("processes.edit", by, process)
    steps = process.steps.all()
    if steps.count() >= MOST_STEPS:
        raise ValidationError(_("Der er plads til %d trin. Fjern et først.") % MOST_STEPS)
    last = steps.aggregate(last=Max("position"))["last"] or 0
    step = Step(process=process, position=last + 1, title=title, guidance=guidance)
    clean_texts(step, ("title", "guidance"))
    step.save()
    subjects.touch(process.subject)
    index(process)
    screen_edit(process.subject, by=by, before="", text=f"{step.title}.\n{step.guidance}")
    journal("processes.step_added", process.subject, by=by, payload={"step": str(step.pk)})
    return step


@verb(Step)
def edit_step(
    *, by: Viewer, step_id: UUID | str, title: str, guidance: str = "", expected_version: int | None = None
) -> Step:
    """Say the step in one's own words. Raises: NotFound, Refused, Stale, ValidationError."""
    process = kept(step_named(step_id, by).process_id, by)
    require("processes.edit", by, process)
    step = step_named(step_id, by)
    check_version(step.process.subject, expected_version)
    before = f"{step.title}.\n{step.guidance}"
    step.title, step.guidance = title, guidance
    clean_texts(step, ("title", "guidance"))
    step.save(update_fields=["title", "guidance"])
    bump(process.subject)
    index(process)
    screen_edit(process.subject, by=by, before=before, text=f"{step.title}.\n{step.guidance}")
    journal("processes.step_edited", process.subject, by=by, payload={"step": str(step.pk)})
    return step


@verb(Step)
def move_step(*, by: Viewer, step_id: UUID | str, position: int) -> Step:
    """Put a step in another place among the others, counted from 1. Raises: NotFound, Refused."""
    step = step_named(step_id, by)
    process = kept(step.process_id, by)
    require("processes.edit", by, process)
    steps = [each for each in process.steps.all() if each.pk != step.pk]
    steps.insert(max(0, min(position - 1, len(steps))), step)
    for number, each in enumerate(steps, 1):
        each.position = number
    Step.objects.bulk_update(steps, ["position"])
    subjects.touch(process.subject)
    journal("processes.step_moved", process.subject, by=by, payload={"step": str(step.pk), "position": step.position})
    return step


@verb(Process)
def remove_step(*, by: Viewer, step_id: UUID | str) -> Process:
    """Leave a step out, with its tasks. Raises: NotFound, Refused."""
    step = step_named(step_id, by)
    process = kept(step.process_id, by)
    require("processes.edit", by, process)
    step.delete()
    subjects.touch(process.subject)
    index(process)
    journal("processes.step_removed", process.subject, by=by, payload={"step": str(step_id)})
    return process


@verb(Step)
def tick_step(*, by: Viewer, step_id: UUID | str, is_done: bool = True) -> Step:
    """Say that a step is done, or that it is not after all. In any order. Raises: NotFound, Refused."""
    step = step_named(step_id, by)
    process = kept(step.process_id, by)
    require("processes.edit", by, process)
    if (step.done_at is not None) != is_done:
        step.done_at = clock.now() if is_done else None
        step.save(update_fields=["done_at"])
        subjects.touch(process.subject)
        name = "processes.step_done" if is_done else "processes.step_undone"
        journal(name, process.subject, by=by, payload={"step": str(step.pk)})
    return step


# --- small tasks ------------------------------------------------------------------------------------------------------


def give(task: SmallTask, by: Viewer, person_id: UUID | str | None, name: str) -> None:
    """Say who does it: one of those taking part, or just a name. Raises: ValidationError."""
    task.person, task.name = None, name
    if not person_id:
        return
    if name:
        raise ValidationError({"name": [_("Vælg en på listen, eller skriv et navn. Ikke begge dele.")]})
    people = queries.people_for(task.step.process, by)
    task.person = next((person for person in people if person.pk == as_uuid(person_id)), None)
    if task.person is None:
        raise ValidationError({"person_id": [_("Vælg en på listen.")]})


@verb(SmallTask)
def add_task(
    *,
    by: Viewer,
    step_id: UUID | str,
    title: str,
    person_id: UUID | str | None = None,
    name: str = "",
    due_on: date | None = None,
) -> SmallTask:
    """Add something small to do: what, perhaps who, perhaps by when. Raises: NotFound, Refused, ValidationError."""
    step = step_named(step_id, by)
    process = kept(step.process_id, by)
    require("processes.edit", by, process)
    if step.tasks.count() >= MOST_TASKS:
        raise ValidationError(_("Der er plads til %d opgaver i et trin. Fjern en først.") % MOST_TASKS)
    last = step.tasks.aggregate(last=Max("position"))["last"] or 0
    task = SmallTask(step=step, position=last + 1, title=title, due_on=due_on)
    give(task, by, person_id, name)
    clean_texts(task, ("title", "name"))
    task.save()
    subjects.touch(process.subject)
    screen_edit(process.subject, by=by, before="", text=task.title)
    tell(task, "new", but_not=by.person_id)
    journal("processes.task_added", process.subject, by=by, payload={"task": str(task.pk)})
    return task


@verb(SmallTask)
def edit_task(
    *,
    by: Viewer,
    task_id: UUID | str,
    title: str,
    person_id: UUID | str | None = None,
    name: str = "",
    due_on: date | None = None,
    expected_version: int | None = None,
) -> SmallTask:
    """Change what, who or by when. Raises: NotFound, Refused, Stale, ValidationError."""
    process = kept(task_named(task_id, by).step.process_id, by)
    require("processes.edit", by, process)
    task = task_named(task_id, by)
    check_version(task.step.process.subject, expected_version)
    before, had = task.title, task.person_id
    task.title, task.due_on = title, due_on
    if person_id and as_uuid(person_id) == had and not name:
        task.name = ""  # whoever has it keeps it, also when they are on the list no more
    else:
        give(task, by, person_id, name)
    clean_texts(task, ("title", "name"))
    task.save()
    bump(process.subject)
    screen_edit(process.subject, by=by, before=before, text=task.title)
    if task.person_id != had:
        tell(task, "new", but_not=by.person_id)
    journal("processes.task_edited", process.subject, by=by, payload={"task": str(task.pk)})
    return task


@verb(Process)
def remove_task(*, by: Viewer, task_id: UUID | str) -> Process:
    """Leave a task out. Raises: NotFound, Refused."""
    task = task_named(task_id, by)
    process = kept(task.step.process_id, by)
    require("processes.edit", by, process)
    task.delete()
    subjects.touch(process.subject)
    journal("processes.task_removed", process.subject, by=by, payload={"task": str(task_id)})
    return process


@verb(SmallTask)
def tick_task(*, by: Viewer, task_id: UUID | str, is_done: bool = True) -> SmallTask:
    """Tick a task off, or say that it is not done after all. Whoever has it may, too. Raises: NotFound, Refused."""
    task = task_named(task_id, by)
    require("processes.tick", by, task)
    if (task.done_at is not None) != is_done:
        task.done_at, task.done_by_id = (clock.now(), by.known_id) if is_done else (None, None)
        task.save(update_fields=["done_at", "done_by"])
        subject = task.step.process.subject
        subjects.touch(subject)
        name = "processes.task_done" if is_done else "processes.task_undone"
        journal(name, subject, by=by, payload={"task": str(task.pk)})
    return task


def tell(task: SmallTask, what: str, *, but_not: UUID | None = None) -> None:
    """Write to whoever has a task: that they have it, that it is due tomorrow, that its day has passed."""
    person, process = task.person, task.step.process
    if person is None or not person.email or person.pk == but_not:
        return
    if not process.subject.readable_by(viewer_of(person)):
        return
    mail.post(
        "processes/mail/task.txt",
        {
            "person": person,
            "task": task,
            "process": process,
            "what": what,
            "link": mail.address(reverse("processes:page", args=[process.pk])),
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"task:{what}:{task.pk}:{task.due_on if what != 'new' else ''}:{person.pk}",
        language=person.language,
    )


def remind() -> None:
    """Remind of what is due tomorrow or today, and once of what should have been done."""
    today = clock.today()
    for task in queries.due_tasks(today + SOON):
        if task.due_on and task.due_on >= today:
            tell(task, "due")
        elif task.due_on and today - task.due_on <= LATE_TOLD_WITHIN:
            tell(task, "late")


# --- the municipality's own templates ---------------------------------------------------------------------------------


@verb(ProcessTemplate)
def keep_as_template(*, by: Viewer, process_id: UUID | str, name: str) -> ProcessTemplate:
    """Keep the steps of a process for the next time, without who and when.

    Raises: NotFound, Refused, ValidationError.
    """
    process = find(Process, process_id, by)
    require("processes.keep_template", by)
    steps = [
        {"title": step.title, "guidance": step.guidance, "tasks": [task.title for task in step.tasks.all()]}
        for step in queries.steps_of(process)
    ]
    if not steps:
        raise ValidationError(_("Forløbet har ingen trin endnu."))
    template = ProcessTemplate(name=name, steps=steps)
    clean_texts(template, ("name",))
    # What only staff may read of the process, only staff are offered.
    audience = Audience.PUBLIC if process.subject.audience == Audience.PUBLIC else Audience.STAFF
    template.subject = subjects.create(
        "process_template", title=template.name, by=by.person_id, audience=audience, is_searchable=False
    )
    template.save()
    journal("processes.template_kept", template.subject, by=by, payload={"process": str(process.pk)})
    return template


@verb(ProcessTemplate)
def drop_template(*, by: Viewer, template_id: UUID | str) -> ProcessTemplate:
    """Offer a template no more. Processes that began with it go on. Raises: NotFound, Refused."""
    template = find(ProcessTemplate, template_id, by, lock=True)
    require("processes.keep_template", by)
    template.name, template.steps = "", []
    template.save()
    subjects.fall_silent(template.subject)
    journal("processes.template_dropped", template.subject, by=by)
    return template


@transaction.atomic
def erase(person_id: UUID) -> None:
    """A person's name comes off their tasks; a process that nobody else has touched goes."""
    SmallTask.objects.filter(person=person_id).update(person=None, name="")
    SmallTask.objects.filter(done_by=person_id).update(done_by=None)
    for process in Process.objects.filter(started_by=person_id).select_related("subject"):
        if JournalEntry.objects.filter(subject=process.subject).exclude(person=person_id).exists():
            continue
        process.steps.all().delete()
        process.title, process.ended_at = "", process.ended_at or clock.now()
        process.save()
        subjects.fall_silent(process.subject)
