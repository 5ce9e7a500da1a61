"""What processes bring to the paper of their challenge: the steps with their tasks, and the days."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samspil.foundation.hooks import PaperDay, PaperItem
from samspil.foundation.viewer import Viewer
from samspil.processes.models import Process, SmallTask, Step
from samspil.processes.queries import dated_tasks


def processes(about, viewer: Viewer) -> list[PaperItem]:
    """Each process with its steps, in three queries."""
    tasks = SmallTask.objects.select_related("person__actor")
    steps = Step.objects.prefetch_related(Prefetch("tasks", tasks))
    rows = Process.objects.visible_to(viewer).filter(subject__context=about.subject).exclude(title="")
    return [
        PaperItem(
            title=process.title,
            text=_("Slut") if process.is_over else "",
            parts=tuple(step_item(step) for step in process.steps.all()),
        )
        for process in rows.prefetch_related(Prefetch("steps", steps)).order_by("pk")
    ]


def step_item(step: Step) -> PaperItem:
    return PaperItem(
        sort=_("Trin"),
        title=step.title,
        text=step.guidance,
        facts=tuple((task.title, said(task)) for task in step.tasks.all()),
        note=_("Gjort") if step.done_at else "",
    )


def said(task: SmallTask) -> str:
    parts = [task.who, f"{task.due_on:%d-%m-%Y}" if task.due_on else "", _("gjort") if task.done_at else ""]
    return ", ".join(part for part in parts if part) or _("ikke aftalt")


def days(about, viewer: Viewer) -> list[PaperDay]:
    return [
        PaperDay(key=f"task-{task.pk}", day=task.due_on, title=task.title, text=task.who)
        for task in dated_tasks(about.subject, viewer)
        if task.due_on
    ]
