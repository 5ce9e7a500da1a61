"""The minutes ledger: what a unit has granted for a task, and who reckons with which of it. No minute twice.

A task's row is locked while its minutes are given out, so that two cases that ask at once get what there is, in turn.
"""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from samspil.business_cases.models import CareTask, CaseLine

NONE = Decimal(0)


def standing(tasks: Iterable[UUID]) -> QuerySet[CaseLine]:
    """The claims on some tasks that count. A hidden case holds nothing, for nobody could see or free it; but a locked
    one does: its figures are frozen with the minutes in them, and may come back as they are.
    """
    rows = CaseLine.objects.filter(task__in=list(tasks), removed_at=None, case__withdrawn_at=None)
    return rows.filter(Q(case__subject__shown=True) | Q(case__locked_at__isnull=False))


def claimed_of(tasks: Iterable[UUID], *, but: int | None = None) -> dict[UUID, Decimal]:
    """Minutes a year that are claimed of each task. One query."""
    rows = standing(tasks).exclude(pk=but) if but else standing(tasks)
    sums = rows.order_by().values_list("task").annotate(minutes=Sum("claimed_minutes"))
    return {task: minutes or NONE for task, minutes in sums}


def held(task_id: UUID) -> CareTask:
    """The task, locked until the transaction ends."""
    rows = CareTask.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "unit")
    return rows.get(pk__in=[task_id])


def free_hidden(task: CareTask, claimed: Decimal) -> None:
    """Let hidden cases lose their minutes of a ``held`` task that has them no more beside those ``claimed``.

    Such a case may come back, and no minute is there twice. What is locked has its minutes among those ``claimed``.
    """
    hidden = CaseLine.objects.filter(task=task, claimed_minutes__gt=0, removed_at=None, case__withdrawn_at=None)
    hidden = hidden.filter(case__subject__shown=False, case__locked_at=None)
    held_there = hidden.aggregate(minutes=Sum("claimed_minutes"))["minutes"] or NONE
    if claimed + held_there > task.granted:
        hidden.update(claimed_minutes=NONE)


def claim(line: CaseLine) -> Decimal | None:
    """Give a line as many of the minutes it wants as its task has left; the line is saved by the caller."""
    if line.task_id is None:
        line.claimed_minutes = None
        return None
    task = held(line.task_id)
    granted = NONE if task.removed_at else task.granted
    others = claimed_of([task.pk], but=line.pk).get(task.pk, NONE)
    line.claimed_minutes = max(min(line.wanted_minutes, granted - others), NONE)
    free_hidden(task, others + line.claimed_minutes)
    return line.claimed_minutes
