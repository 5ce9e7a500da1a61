"""Reads about help, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samspil.actors.models import Person, Role
from samspil.foundation import clock, hooks, search
from samspil.foundation.hooks import Owed
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer
from samspil.support.models import HelpRequest, HelpStatus

MOST_BESIDE = 5
MOST_HELPERS = 300
MOST_FIGURES = 2_000
FEWEST = 5  # a figure over fewer tells of single people
ABOUT_KINDS = ("challenge", "proposal", "trial", "practice")
WAITING = (HelpStatus.ASKED, HelpStatus.ASSIGNED)
SORTS = {
    "nyeste": ("-subject__created_at", "pk"),
    "frist": ("answer_due", "pk"),
    "aktiv": ("-subject__active_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list. ``mine``: what waits for me, or what I asked."""

    words: str = ""
    status: str = ""
    kind: str = ""
    unit: UUID | None = None
    mine: str = ""
    sort: str = "nyeste"


def requests(viewer: Viewer, filters: Filters | None = None) -> QuerySet[HelpRequest]:
    filters = filters or Filters()
    rows = HelpRequest.objects.visible_to(viewer).filter(withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "assigned_to__actor")
    if filters.words:
        ids = search.matching(filters.words, ("help",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.status == "waiting":
        rows = rows.filter(status__in=WAITING)
    elif filters.status == "overdue":
        rows = rows.filter(status__in=WAITING, answer_due__lt=clock.today())
    elif filters.status:
        rows = rows.filter(status=filters.status)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.mine and viewer.person_id:
        rows = rows.filter(helped_by(viewer.person_id) if filters.mine == "hos-mig" else asked_by(viewer.person_id))
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def helped_by(person_id: UUID) -> Q:
    return Q(assigned_to=person_id) | Q(deputy=person_id)


def asked_by(person_id: UUID) -> Q:
    return Q(author=person_id) | Q(entered_by=person_id)


def asked_of_me(viewer: Viewer) -> list[HelpRequest]:
    """What the viewer has asked, for their own page: what waits first. One query."""
    if viewer.person_id is None:
        return []
    rows = HelpRequest.objects.visible_to(viewer).filter(asked_by(viewer.person_id), withdrawn_at=None)
    return list(rows.select_related("subject").order_by("-subject__active_at", "pk")[:MOST_BESIDE])


def beside(subject: Subject, viewer: Viewer) -> list[HelpRequest]:
    """The help that was asked for about a page. One query."""
    rows = HelpRequest.objects.visible_to(viewer).filter(about=subject.pk, withdrawn_at=None)
    return list(rows.select_related("subject").order_by("-subject__created_at", "pk")[:MOST_BESIDE])


def page_named(subject_id: object, viewer: Viewer) -> Subject | None:
    """The page that help may be asked about, when ``viewer`` may read it."""
    ids = [as_uuid(subject_id)] if subject_id else []
    rows = Subject.objects.visible_to(viewer).filter(pk__in=ids, kind__in=ABOUT_KINDS).exclude(title="")
    found = rows.select_related("context").first()
    return found if found and hooks.kinds().get(found.kind) else None


def helpers() -> list[Person]:
    """Those who may be put on a request: everybody who works here, by name."""
    staff = Role.objects.current().filter(kind__in=("coordinator", "leader", "employee", "administrator"))
    rows = Person.objects.filter(pk__in=staff.values("person"), erased_at=None, blocked_at=None)
    return list(rows.select_related("actor").order_by("actor__name", "pk")[:MOST_HELPERS])


def without_answer(person_id: UUID | None = None) -> QuerySet[HelpRequest]:
    """The requests without an answer, of one person (also as a deputy) or of all."""
    rows = HelpRequest.objects.filter(withdrawn_at=None, status__in=WAITING, subject__shown=True)
    return rows.filter(helped_by(person_id)) if person_id else rows


def owed_help(person_id: UUID | None = None) -> Iterable[Owed]:
    """The answers that are owed, the oldest first."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("support:page", args=[row.pk]),
            since=timezone.localdate(row.assigned_at) if row.assigned_at else row.asked_on,
            due=row.answer_due,
            answerer=row.assigned_to_id,
            unit=row.unit_id,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject").order_by("answer_due", "pk")
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """How help goes, as far as the viewer may read it. ``days`` is the median; None over too few."""

    answered: int
    days: float | None
    waiting: int
    overdue: int


def figures(viewer: Viewer) -> Figures:
    """Counted over the newest requests. One query."""
    rows = HelpRequest.objects.visible_to(viewer).filter(withdrawn_at=None).order_by("-pk")
    facts = rows.values_list("status", "answer_due", "answered_at", "subject__created_at")[:MOST_FIGURES]
    today = clock.today()
    took, waiting, overdue = [], 0, 0
    for status, due, answered_at, asked_at in facts:
        if answered_at:
            took.append((timezone.localdate(answered_at) - timezone.localdate(asked_at)).days)
        if status in WAITING:
            waiting += 1
            overdue += due < today
    days = median(took) if len(took) >= FEWEST else None
    return Figures(len(took), days, waiting, overdue)


def answers_of(help_request: HelpRequest):
    return help_request.answers.select_related("by__actor")
