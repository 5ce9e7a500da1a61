"""Reads about processes, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from samspil.actors.models import Person
from samspil.actors.queries import staff_of
from samspil.foundation import search
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.processes.models import Process, ProcessTemplate, SmallTask, Step

RUNNING, OVER = "i-gang", "slut"
SORTS = {"aktiv": ("-subject__active_at", "pk"), "nyeste": ("-subject__created_at", "pk")}
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Filters:
    words: str = ""
    state: str = ""
    unit: UUID | None = None
    sort: str = "aktiv"


def processes(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Process]:
    filters = filters or Filters()
    rows = Process.objects.visible_to(viewer).filter(subject__kind="process").exclude(title="")
    rows = rows.select_related("subject__context", "unit__actor__subject")
    if filters.words:
        ids = search.matching(filters.words, ("process",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.state:
        rows = rows.filter(ended_at__isnull=filters.state == RUNNING)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def progress_of(ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many steps of each process are done, and of how many."""
    rows = Step.objects.filter(process__in=list(ids)).values("process")
    counted = rows.annotate(done=Count("pk", filter=Q(done_at__isnull=False)), all=Count("pk"))
    return {row["process"]: (row["done"], row["all"]) for row in counted}


def steps_of(process: Process) -> list[Step]:
    """The steps in their order with their tasks. Two queries."""
    tasks = SmallTask.objects.select_related("person__actor", "done_by__actor")
    return list(Step.objects.filter(process=process).prefetch_related(Prefetch("tasks", tasks)))


@dataclass(slots=True)
class Next:
    """The first step of a process that is not done, with what is left to do in it."""

    process: UUID
    process_title: str
    title: str
    guidance: str
    tasks: list[tuple[str, str, date | None]] = field(default_factory=list)


def next_steps(subject: Subject, viewer: Viewer) -> list[Next]:
    """Where the processes on a page stand now. One query."""
    rows = (
        Step.objects.filter(
            may_read(viewer, "process__subject__"),
            process__subject__context=subject,
            process__ended_at=None,
            done_at=None,
        )
        .order_by("process", "position", "pk", "tasks__position", "tasks__pk")
        .values_list(
            *("pk", "process", "process__title", "title", "guidance"),
            *("tasks__title", "tasks__name", "tasks__person__actor__name", "tasks__due_on", "tasks__done_at"),
        )
    )
    found: dict[UUID, tuple[UUID, Next]] = {}
    for pk, process, process_title, title, guidance, task, name, person, due_on, done_at in rows:
        step, shown = found.setdefault(process, (pk, Next(process, process_title, title, guidance)))
        if step == pk and task and done_at is None:
            shown.tasks.append((task, person or name or "", due_on))
    return [shown for _pk, shown in found.values()]


def dated_tasks(subject: Subject, viewer: Viewer) -> list[SmallTask]:
    """The tasks with a day in the running processes on a page. One query."""
    rows = SmallTask.objects.filter(
        may_read(viewer, "step__process__subject__"),
        step__process__subject__context=subject,
        step__process__ended_at=None,
        due_on__isnull=False,
        done_at=None,
    )
    return list(rows.select_related("step__process", "person__actor").order_by("due_on", "pk"))


def tasks_of(person_id: UUID | None, viewer: Viewer) -> list[SmallTask]:
    """What a person has to do, the nearest day first. One query."""
    rows = SmallTask.objects.filter(
        may_read(viewer, "step__process__subject__"), person=person_id, done_at=None, step__process__ended_at=None
    )
    return list(rows.select_related("step__process").order_by("due_on", "pk")[:50]) if person_id else []


def due_tasks(until: date) -> list[SmallTask]:
    """What people we can write to have to do by a day, in processes that run and show."""
    rows = SmallTask.objects.filter(
        due_on__lte=until,
        done_at=None,
        person__email__isnull=False,
        step__process__ended_at=None,
        step__process__subject__shown=True,
    )
    return list(rows.select_related("step__process__subject", "person__actor").order_by("due_on", "pk"))


def people_for(process: Process, viewer: Viewer) -> list[Person]:
    """Who may be given a task by name: those who speak on the page, those who work in the unit, and oneself."""
    said = Subject.objects.filter(root=process.subject.root_id, shown=True).exclude(title="")
    spoke = said.exclude(kind="uservoice").values("created_by")  # those agreed to a first name at most
    staff = [person.pk for person in staff_of(process.unit)] if process.unit else []
    known = Q(pk__in=spoke) | Q(pk__in=[*staff, process.started_by_id, viewer.person_id])
    reached = Q(email__isnull=False) | Q(pk=viewer.person_id)
    people = Person.objects.filter(known, reached, erased_at=None).select_related("actor")
    return list(people.order_by("actor__name", "pk")[:MOST_PEOPLE])


def templates(viewer: Viewer) -> list[ProcessTemplate]:
    """The municipality's own ways of working."""
    rows = ProcessTemplate.objects.visible_to(viewer).exclude(name="").select_related("subject")
    return list(rows.order_by("name", "pk"))
