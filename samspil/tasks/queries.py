"""Reads about tasks: the list, the times with their free places, who comes, and what it amounted to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from samspil.actors.comers import CONTACT_FOR
from samspil.actors.models import Actor, Membership, Person
from samspil.codetermination.models import MedItem, Phase
from samspil.codetermination.queries import is_discussed
from samspil.foundation import clock, search
from samspil.foundation.choosing import Rows
from samspil.foundation.models import LIMITED, Audience, Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.resources import recurrence
from samspil.resources.models import Access
from samspil.resources.queries import away, in_area
from samspil.tasks import times
from samspil.tasks.models import FEW, HOLDS_A_PLACE, STANDS, SignUp, SignUpState, Slot, Task

Point = tuple[float, float]
IN_LISTS = ("subject", "host__subject", "host__unit", "area")
ON_PAGE = (*IN_LISTS, "actor", "author__actor", "entered_by__actor", "origin")
SORTS = ("naeste", "nyeste", "navn")
MOST_SHOWN = 12  # times on the page of a task
MOST_OWN = 30
LATELY = timedelta(days=365)
MOST_MEMBERS = 300
ROUND = 10  # hours
MOST_THANKS = 3  # on the page the tasks came out of


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What stands in the address of the list. ``near`` sorts by distance (latitude, longitude)."""

    words: str = ""
    kind: str = ""
    area: int | None = None
    near: Point | None = None
    weekday: int = 0  # 1 is Monday
    requirement: str = ""  # a code, or "none" for what asks for nothing
    host: UUID | None = None
    host_name: str = ""  # or a part of it
    has_room: bool = False
    sort: str = SORTS[0]


# --- the list ---------------------------------------------------------------------------------------------------------


def ahead() -> Q:
    """Of slots: those somebody can still come to."""
    return Q(ends_at__gt=clock.now(), cancelled_at=None, closed_at=None)


def cleared(task: str = "") -> Q:
    """Of tasks, or of what hangs on them by ``task``: those that do not wait for MED (rule of power 5)."""
    items = MedItem.objects.filter(subject=OuterRef(task or "pk"), phase=Phase.START)
    is_done = Exists(items.exclude(discussed_on=None)) & ~Exists(items.filter(discussed_on=None))
    return Q(**{f"{task}__may_replace_paid_work" if task else "may_replace_paid_work": False}) | is_done


def waits_for_med(task: Task) -> bool:
    """Whether MED is to discuss it before anybody may sign up: a municipal task that may replace paid work."""
    return task.may_replace_paid_work and not is_discussed([task.pk], phase=Phase.START)


def tasks_for(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Task]:
    """The open tasks that ``viewer`` may read and that have a time ahead, filtered and sorted."""
    filters = filters or Filters()
    rows = narrowed(Task.objects.visible_to(viewer).select_related(*IN_LISTS), filters)
    if filters.near:
        return rows.annotate(away=away(filters.near)).order_by(F("away").asc(nulls_last=True), "title", "pk")
    if filters.sort == "navn":
        return rows.order_by("title", "pk")
    if filters.sort == "nyeste":
        return rows.order_by("-subject__created_at", "pk")
    coming = Slot.objects.filter(ahead(), task=OuterRef("pk")).order_by().values("task")
    return rows.annotate(next_at=Subquery(coming.annotate(at=Min("starts_at")).values("at"))).order_by("next_at", "pk")


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Task]:
    """The same tasks in no order, for their number."""
    return narrowed(Task.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Task], filters: Filters) -> QuerySet[Task]:
    slots = Slot.objects.filter(ahead(), task=OuterRef("pk"))
    if filters.weekday:
        slots = slots.filter(Q(all_day=True) | Q(starts_at__iso_week_day=filters.weekday))
    if filters.has_room:
        given = SignUp.objects.filter(slot=OuterRef("pk"), state__in=HOLDS_A_PLACE).order_by().values("slot")
        slots = slots.annotate(given=Subquery(given.annotate(sum=Sum("people")).values("sum")))
        slots = slots.filter(Q(given=None) | Q(given__lt=F("places")))
    rows = rows.filter(cleared(), Exists(slots), withdrawn_at=None, closed_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("task",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area:
        rows = rows.filter(in_area(filters.area))
    if filters.requirement == "none":
        rows = rows.filter(requirements=[])
    elif filters.requirement:
        # As text, so that both databases answer alike.
        rows = rows.alias(asked=Cast("requirements", CharField())).filter(asked__contains=f'"{filters.requirement}"')
    if filters.host:
        rows = rows.filter(host=filters.host)
    if filters.host_name:
        named = Rows(Actor.objects.all()).fitting(filters.host_name.split())
        rows = rows.filter(host__in=Actor.objects.filter(named, subject__shown=True).values("pk"))
    return rows


def hosts(viewer: Viewer) -> QuerySet[Actor]:
    """Those who have tasks in the list now, by name."""
    rows = narrowed(Task.objects.visible_to(viewer), Filters())
    return Actor.objects.filter(pk__in=rows.values("host"), subject__shown=True).order_by("name", "pk")


def with_slots(tasks: Iterable[Task], most: int = 3) -> list[Task]:
    """The tasks with their next times and how many places are free: two queries for all of them."""
    tasks = list(tasks)
    by_id = {task.pk: task for task in tasks}
    for task in tasks:
        task.next_slots = []
    now = clock.now()
    for slot in Slot.objects.filter(task__in=by_id, ends_at__gt=now, cancelled_at=None).order_by("starts_at", "pk"):
        slot.task = by_id[slot.task_id]
        if len(slot.task.next_slots) < most:
            slot.task.next_slots.append(slot)
    with_places([slot for task in tasks for slot in task.next_slots])
    return tasks


# --- times and places -------------------------------------------------------------------------------------------------


def open_slots(viewer: Viewer) -> QuerySet[Slot]:
    """The times somebody may still sign up to, soonest first, as far as ``viewer`` may read the task."""
    rows = Slot.objects.filter(ahead(), cleared("task"), may_read(viewer, "task__subject__"))
    rows = rows.filter(task__withdrawn_at=None, task__closed_at=None)
    return rows.select_related(*(f"task__{name}" for name in IN_LISTS)).order_by("starts_at", "pk")


def with_places(slots: Iterable[Slot]) -> list[Slot]:
    """The slots with how many places are given and free, and how many wait in line: one query for all of them."""
    slots = list(slots)
    rows = SignUp.objects.filter(slot__in=[slot.pk for slot in slots]).order_by().values("slot")
    counted = (
        {
            row["slot"]: row
            for row in rows.annotate(
                given=Sum("people", filter=Q(state__in=HOLDS_A_PLACE)),
                line=Sum("people", filter=Q(state=SignUpState.WAITING)),
            )
        }
        if slots
        else {}
    )
    for slot in slots:
        row = counted.get(slot.pk, {})
        slot.taken, slot.waiting = row.get("given") or 0, row.get("line") or 0
        slot.free = max(0, slot.places - slot.taken)
    return slots


def slots_ahead(task: Task) -> list[Slot]:
    rows = list(task.slots.filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")[:MOST_SHOWN])
    for slot in rows:
        slot.task = task
    return with_places(rows)


def thanks_of(task: Task) -> list[Slot]:
    rows = list(task.slots.exclude(thanks="").order_by("-thanked_at")[:5])
    for slot in rows:
        slot.task = task
    return rows


# --- who comes --------------------------------------------------------------------------------------------------------


def ahead_of(task: Task) -> QuerySet[Slot]:
    """The times ahead or under way, soonest first."""
    return task.slots.filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")


def held_of(task: Task) -> QuerySet[Slot]:
    """The times that are over and to which somebody had signed up, latest first; and those with thanks."""
    rows = SignUp.objects.filter(slot=OuterRef("pk")).exclude(state=SignUpState.CANCELLED)
    return task.slots.filter(Exists(rows) | ~Q(thanks=""), ends_at__lte=clock.now()).order_by("-starts_at", "pk")


def unmarked(held: QuerySet[Slot]) -> QuerySet[Slot]:
    """Those of them that somebody had a place at, and of which nobody said how many were there."""
    rows = SignUp.objects.filter(slot=OuterRef("pk"), state__in=HOLDS_A_PLACE)
    return held.filter(Exists(rows), cancelled_at=None).exclude(sign_ups__came__isnull=False)


def on_day(task: Task, day: date) -> QuerySet[Slot]:
    """The times that touch a local day."""
    first, last = (times.aware(each, time(), task.zone) for each in (day, day + timedelta(days=1)))
    return task.slots.filter(starts_at__lt=last, ends_at__gt=first).order_by("starts_at", "pk")


def told_on(slot: Slot, **which: Any) -> list[SignUp]:
    """Those of a time whom the host writes to. Two queries."""
    rows = slot.sign_ups.filter(**which).select_related("person__actor", "actor").prefetch_related("named")
    return list(rows.order_by("queued_at", "pk"))


def without_mail(rows: Iterable[SignUp]) -> list[str]:
    """Those whom no letter reaches, as the host knows them: neither they nor anybody they send has an address."""
    return [row.name for row in rows if not any(each.email for each in (row.person, *row.named.all()))]


def those_coming(slots: Iterable[Slot]) -> dict[UUID, list[SignUp]]:
    """Those who have signed up, by slot, each with the ``contact`` that both have said yes to, and the ``names`` that
    an association gave. At most three queries.
    """
    by_id = {slot.pk: slot for slot in slots}
    found: dict[UUID, list[SignUp]] = {pk: [] for pk in by_id}
    rows = SignUp.objects.filter(slot__in=found).exclude(state=SignUpState.CANCELLED)
    related = ("person__actor", "actor__subject", "entered_by__actor")
    named = Prefetch("named", Person.objects.select_related("actor"))
    for row in rows.select_related(*related).prefetch_related(named).order_by("queued_at", "pk"):
        row.slot = by_id[row.slot_id]
        row.contact = contact_of(row)
        found[row.slot_id].append(row)
    put_names([row for rows in found.values() for row in rows])
    return found


def put_names(rows: Iterable[SignUp]) -> None:
    """Those an association sends, by what it calls them itself."""
    sent = [(row, list(row.named.all())) for row in rows]
    keys = {person.pk for _row, people in sent for person in people}
    lists = Membership.objects.filter(person__in=keys).exclude(called="") if keys else ()
    called = {(each.actor_id, each.person_id): each.called for each in lists}
    for row, people in sent:
        row.names = sorted(called.get((row.actor_id, person.pk), person.name) for person in people)


def members_of(actor: Actor) -> list[Membership]:
    """An association's own list: those who belong to it now, by name. One query."""
    rows = Membership.objects.current().filter(actor=actor, person__erased_at=None).select_related("person__actor")
    return sorted(rows.order_by("pk")[:MOST_MEMBERS], key=lambda row: row.name.casefold())


def named_ahead(person_id: UUID) -> QuerySet[SignUp]:
    """The times ahead on which an association has named somebody."""
    rows = SignUp.objects.filter(named=person_id, slot__ends_at__gt=clock.now())
    return rows.select_related("slot__task__subject", "slot__task__host", "actor", "person__actor")


def contact_of(row: SignUp) -> list[str]:
    """Mail and phone, once the host has said yes and the person has allowed it. Otherwise, or long after, nothing."""
    if row.state not in (SignUpState.CONFIRMED, SignUpState.DONE) or not row.shares_contact:
        return []
    if row.slot.ends_at < clock.now() - CONTACT_FOR:
        return []
    return [part for part in (row.person.phone, row.person.email) if part]


def sign_ups_of(viewer: Viewer, *, is_past: bool = False) -> list[SignUp]:
    """One's own, of the person and nobody else: those ahead, or what one has been part of."""
    if not viewer.is_known:
        return []
    rows = SignUp.objects.filter(person=viewer.known_id).select_related(
        "person__actor", "actor", "slot__task__subject", "slot__task__host"
    )
    now = clock.now()
    if is_past:
        rows = rows.filter(slot__ends_at__lte=now, state__in=HOLDS_A_PLACE).order_by("-slot__starts_at", "pk")
    else:
        rows = rows.filter(slot__ends_at__gt=now, state__in=STANDS).order_by("slot__starts_at", "pk")
    return list(rows.filter(slot__task__subject__shown=True)[:MOST_OWN])


def hosted_by(viewer: Viewer) -> list[Task]:
    """The open tasks that the viewer stands behind."""
    own = {*viewer.speaks_for, *(grant.scope for grant in viewer.grants if grant.scope)}
    mine = Q(host__in=own) | Q(author=viewer.person_id) | Q(entered_by=viewer.person_id)
    rows = Task.objects.visible_to(viewer).filter(mine, withdrawn_at=None, closed_at=None)
    return with_slots(rows.select_related(*IN_LISTS).order_by("-subject__created_at", "pk")[:20], most=1)


# --- what it amounted to ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effect:
    """How many took part and how many hours they noted at least; None for fewer than five people."""

    people: int | None
    hours: Decimal | None
    times: int
    has_any: bool


def effect_of(tasks: Iterable[UUID]) -> Effect:
    """What came of these tasks. Somebody who comes five times is one; a class is as many as were there. One query.

    Hours count of tasks where five have noted some, rounded down to whole tens: no difference of two sums, of two pages
    or of yesterday and today, is what one person noted.
    """
    rows = SignUp.objects.filter(slot__task__in=list(tasks), came__gt=0)
    parties: dict[tuple, int] = {}
    hours: dict[UUID, dict[UUID, Decimal]] = {}
    slots = set()
    for person, actor, name, came, noted, slot, task in rows.values_list(
        "person", "actor", "party_name", "came", "hours", "slot", "slot__task"
    ):
        key = (person, actor, name)
        parties[key] = max(parties.get(key, 0), came or 0)
        slots.add(slot)
        if noted is not None:
            of_task = hours.setdefault(task, {})
            of_task[person] = of_task.get(person, Decimal(0)) + noted
    people = sum(parties.values())
    counted = [sum(noted.values(), Decimal(0)) for noted in hours.values() if len(noted) >= FEW]
    return Effect(
        people=people if people >= FEW else None,
        hours=sum(counted, Decimal(0)) // ROUND * ROUND or None,
        times=len(slots),
        has_any=bool(slots),
    )


def tasks_on(subject: Subject, viewer: Viewer) -> list[Task]:
    """The tasks that came out of a page or of what hangs on it, newest first."""
    rows = Task.objects.visible_to(viewer).filter(withdrawn_at=None)
    below = Q(subject__context=subject) | Q(subject__context__context=subject) | Q(subject__root=subject)
    return list(rows.filter(below).select_related(*IN_LISTS).order_by("-subject__created_at", "pk")[:30])


def thanks_on(tasks: Iterable[Task]) -> list[Slot]:
    by_id = {task.pk: task for task in tasks}
    rows = list(Slot.objects.filter(task__in=by_id).exclude(thanks="").order_by("-thanked_at")[:MOST_THANKS])
    for slot in rows:
        slot.task = by_id[slot.task_id]
    return rows


# --- for other apps ---------------------------------------------------------------------------------------------------


def at_the_boundary(viewer: Viewer) -> list[Task]:
    """The municipal tasks that may replace paid work, newest first: what MED must see before they begin."""
    rows = Task.objects.visible_to(viewer).filter(may_replace_paid_work=True, withdrawn_at=None)
    return list(rows.select_related("subject", "host__subject").order_by("-subject__created_at", "pk")[:100])


def coming_to(host_id: UUID) -> QuerySet[SignUp]:
    """The sign-ups to a host's tasks of the last year and ahead, but those that were cancelled."""
    rows = SignUp.objects.filter(slot__task__host=host_id, slot__task__subject__shown=True)
    return rows.filter(slot__ends_at__gt=clock.now() - LATELY).exclude(state=SignUpState.CANCELLED)


def volunteers_of(host_id: UUID) -> QuerySet[Any]:
    """The ids of those who signed up with a host themselves. Whoever was planned in has told nobody who they are, and
    who comes to a task for few is known to those few.
    """
    rows = coming_to(host_id).filter(called="", actor=None).exclude(slot__task__subject__audience__in=LIMITED)
    return rows.order_by().values_list("person", flat=True).distinct()


def hosting_since(day: date) -> QuerySet[Any]:
    """The ids of the people who made a task since ``day``, or have one open."""
    rows = Task.objects.filter(Q(closed_at=None) | Q(subject__created_at__date__gte=day), withdrawn_at=None)
    return rows.filter(subject__shown=True).order_by().values_list("author", flat=True).distinct()


def there_since(day: date) -> QuerySet[Any]:
    """The ids of the people who have taken part in a task since ``day``."""
    rows = SignUp.objects.filter(came__gt=0, slot__ends_at__date__gte=day)
    return rows.order_by().values_list("person", flat=True).distinct()


def match_documents(ids: Iterable[UUID] | None = None) -> Iterable[dict[str, Any]]:
    """The open, public tasks as ``matching.types.Document`` keywords, all or those with ``ids``. One query a batch."""
    rows = narrowed(Task.objects.filter(subject__shown=True, subject__audience=Audience.PUBLIC), Filters())
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for row in rows.select_related(*IN_LISTS).order_by("pk").iterator(chunk_size=500):
        said = (row.does, row.for_whom, row.gains, row.skills, row.get_kind_display())
        yield {
            "id": str(row.pk),
            "title": row.title,
            "text": "\n".join(str(part) for part in said if part),
            "language": row.subject.language,
            "kind": "task",
            "provider": row.host.name if row.host.subject.shown else "",
            "place": row.place or (row.area.name if row.area else ""),
            "point": row.point,
            "days": frozenset(times.days_of(row)),
            "times": frozenset(recurrence.times_of(row.starts_at, row.ends_at)),
            "access": frozenset(code for code in row.access if code in Access.values),
        }
