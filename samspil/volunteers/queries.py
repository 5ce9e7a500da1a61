"""Reads about who may be asked, who was, and where somebody is missing."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from samspil.actors.models import Person
from samspil.foundation import clock, search
from samspil.foundation.models import AccessEntry, Audience
from samspil.foundation.viewer import Viewer
from samspil.resources.queries import in_area
from samspil.tasks.models import HOLDS_A_PLACE, STANDS, SignUp, Slot, Task
from samspil.tasks.queries import open_slots
from samspil.volunteers.letters import can_be_read
from samspil.volunteers.models import Ask, AskAnswer, LivedSeenBy, Profile, Silence

MOST_ASKS = 100
MOST_OWN = 20
SORTS = ("naeste", "mangler", "spurgt", "omraade")


def sees_all(viewer: Viewer) -> bool:
    return viewer.holds("coordinator")


def askable(viewer: Viewer) -> QuerySet[Profile]:
    """The profiles ``viewer`` may find when they look for somebody: to hosts only of those who want that."""
    rows = Profile.objects.filter(
        person__erased_at=None, person__blocked_at=None, person__actor__subject__shown=True
    ).exclude(person=viewer.person_id)
    if not sees_all(viewer):
        rows = rows.filter(hosts_may_ask=True)
    return rows.select_related("person__actor", "area")


def own_profile(viewer: Viewer) -> Profile | None:
    if not viewer.is_known:
        return None
    return Profile.objects.select_related("person__actor__subject", "area").filter(person=viewer.person_id).first()


# --- who was asked ----------------------------------------------------------------------------------------------------


def asks_of(task: Task, viewer: Viewer) -> list[Ask]:
    """Who was asked to the task, and what they answered. A host reads a first name until somebody has said yes, none of
    those who wanted only the coordinators to know of them, and what somebody has been through only where that person
    allows it. No address and no number stands here. One query.
    """
    rows = Ask.objects.filter(task=task).filter(Q(person=None) | Q(person__erased_at=None))
    related = ("person__actor__subject", "person__volunteer_profile", "actor__subject")
    found = list(rows.select_related(*related)[:MOST_ASKS])
    for row in found:
        profile = getattr(row.person, "volunteer_profile", None) if row.person else None
        row.shown_name, row.lived = name_of(row, profile, viewer), ""
        if profile and profile.lived and may_read_lived(profile, viewer, has_yes=row.answer == AskAnswer.YES):
            row.lived = profile.lived
    return found


def name_of(row: Ask, profile: Profile | None, viewer: Viewer) -> str:
    if row.actor:
        return row.actor.name if row.actor.subject.shown else ""
    if row.person is None or not row.person.actor.subject.shown:
        return ""
    has_yes = row.answer == AskAnswer.YES
    may_know = has_yes or sees_all(viewer) or (profile is not None and profile.hosts_may_ask)
    return shown_name(row.person, viewer, has_yes=has_yes) if may_know else ""


def shown_name(person: Person, viewer: Viewer, *, has_yes: bool = False) -> str:
    return person.name if has_yes or sees_all(viewer) else person.name.split(" ")[0]


def may_read_lived(profile: Profile, viewer: Viewer, *, has_yes: bool = False) -> bool:
    """What somebody has been through: the coordinators, and a host they said yes to if they want that."""
    return sees_all(viewer) or (has_yes and profile.lived_seen_by == LivedSeenBy.HOSTS)


def log_reading(viewer: Viewer, people: set[UUID]) -> None:
    """Whose profile was shown to whom (GDPR art. 15: each may ask who read it)."""
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=viewer.known_id, person=person, what="volunteer_profile")
        for person in people - {viewer.known_id}
    )


def open_asks(viewer: Viewer) -> list[Ask]:
    """What the viewer was asked and may still answer: themselves, and those they speak for. One query."""
    whose = Q(person=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    if viewer.speaks_for:
        whose |= Q(actor__in=viewer.speaks_for)
    rows = Ask.objects.filter(whose & can_be_read()).exclude(letter_on=None)
    return list(rows.select_related("task__subject", "task__host", "task__area", "actor")[:MOST_OWN])


def open_ask(viewer: Viewer, ask_id: UUID) -> Ask | None:
    """One of them. One query."""
    return next((row for row in open_asks(viewer) if row.pk == ask_id), None)


def coming_to(row: Ask) -> list[SignUp]:
    """The times ahead of the task that whoever was asked has signed up to. One query."""
    rows = SignUp.objects.filter(slot__task=row.task_id, slot__ends_at__gt=clock.now(), state__in=STANDS)
    rows = rows.filter(actor=row.actor_id) if row.actor_id else rows.filter(person=row.person_id, actor=None)
    related = ("slot__task__subject", "slot__task__host", "person__actor", "actor")
    return list(rows.select_related(*related).order_by("slot__starts_at", "pk"))


def silences_of(viewer: Viewer) -> list[Silence]:
    """The associations and companies one speaks for that do not want to be asked. No query for most people."""
    if not viewer.speaks_for:
        return []
    rows = Silence.objects.filter(actor__in=viewer.speaks_for).select_related("actor")
    return [row for row in rows.order_by("actor__name") if row.holds]


# --- where somebody is missing ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What stands in the address of the list. ``days`` is how far ahead."""

    words: str = ""
    kind: str = ""
    area: int | None = None
    days: int = 30
    sort: str = SORTS[0]


def missing(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Slot]:
    """The times soon that still have free places: each with ``free``, ``lacks`` (to be carried out at all), and how
    many were asked to the task and said yes. One query, however many there are.
    """
    filters = filters or Filters()
    given = SignUp.objects.filter(slot=OuterRef("pk"), state__in=HOLDS_A_PLACE).order_by().values("slot")
    asks = Ask.objects.filter(task=OuterRef("task")).order_by().values("task")
    yes = asks.filter(answer=AskAnswer.YES)

    def number(rows: Any, what: Any) -> Coalesce:
        counted = rows.annotate(number=what).values("number")
        return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))

    rows = open_slots(viewer).filter(
        starts_at__lt=clock.now() + timedelta(days=filters.days), task__subject__audience=Audience.PUBLIC
    )
    rows = rows.annotate(
        given=number(given, Sum("people")), asked=number(asks, Count("pk")), said_yes=number(yes, Count("pk"))
    ).annotate(room=F("places") - F("given"), lacks=Greatest(F("needed") - F("given"), Value(0)))
    rows = rows.filter(room__gt=0)
    if filters.words:
        ids = search.matching(filters.words, ("task",))
        rows = rows.filter(task__in=ids) if ids is not None else rows.none()
    if filters.kind:
        rows = rows.filter(task__kind=filters.kind)
    if filters.area:
        rows = rows.filter(in_area(filters.area, "task"))
    match filters.sort:
        case "mangler":
            return rows.order_by("-lacks", "-room", "starts_at", "pk")
        case "spurgt":
            return rows.order_by("asked", "starts_at", "pk")
        case "omraade":
            return rows.order_by(F("task__area__name").asc(nulls_last=True), "starts_at", "pk")
    return rows.order_by("starts_at", "pk")
