"""Reads about trials, always through ``visible_to``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.challenges.models import Challenge
from samspil.foundation import clock, search
from samspil.foundation.hooks import Owed
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Proposal
from samspil.trials.models import LAPSES_AFTER, DiaryEntry, Partner, Status, Trial

ON_BOARD = 6  # in a column; the rest is one press away
MOST_DAYS = 300  # in the calendar
MOST_DIARY = 200

SORTS = {
    "slut": "ends_on",
    "nyeste": "-subject__created_at",
    "aktiv": "-subject__active_at",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A step of the board: its word in the address, its label, and which trials stand in it."""

    name: str
    label: Any
    kind: str  # of its pill
    holds: Callable[[date], Q]


COLUMNS = (
    Column("venter", _("Venter på ja"), "waiting", lambda _day: Q(status=Status.ASKED)),
    Column("klar", _("Klar"), "open", lambda _day: Q(status=Status.READY)),
    Column("i-gang", _("I gang"), "trial", lambda day: Q(status=Status.RUNNING, ends_on__gte=day)),
    Column("vurderes", _("Skal vurderes"), "waiting", lambda day: Q(status=Status.RUNNING, ends_on__lt=day)),
    Column("afsluttet", _("Afsluttet"), "answered", lambda _day: Q(status__in=(Status.CONCLUDED, Status.REFUSED))),
)
BY_NAME = {column.name: column for column in COLUMNS}


def column_of(trial: Trial) -> Column | None:
    """Where a trial stands on the board; None for a draft and what was taken back."""
    if trial.status == Status.RUNNING:
        return BY_NAME["vurderes" if trial.is_due else "i-gang"]
    names = {
        Status.ASKED: "venter",
        Status.READY: "klar",
        Status.CONCLUDED: "afsluttet",
        Status.REFUSED: "afsluttet",
    }
    name = names.get(Status(trial.status))
    return BY_NAME[name] if name else None


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the board and the calendar."""

    words: str = ""
    unit: UUID | None = None
    theme: str = ""
    scale: str = ""
    outcome: str = ""  # one of the three, or "nej" for those that got a no
    column: str = ""
    sort: str = "slut"


def trials(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Trial]:
    """The trials ``viewer`` may read, filtered and sorted. A draft is on no list."""
    filters = filters or Filters()
    rows = narrowed(Trial.objects.visible_to(viewer), filters)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "proposal__challenge")
    return rows.order_by(SORTS.get(filters.sort, SORTS["slut"]), "pk")


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Trial]:
    """The same trials in no order, for their number."""
    return narrowed(Trial.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Trial], filters: Filters) -> QuerySet[Trial]:
    rows = rows.filter(withdrawn_at=None).exclude(status=Status.DRAFT)
    if filters.words:
        ids = search.matching(filters.words, ("trial",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.theme:
        rows = rows.filter(proposal__challenge__theme=filters.theme)
    if filters.scale:
        rows = rows.filter(scale=filters.scale)
    if filters.outcome == "nej":
        rows = rows.filter(status=Status.REFUSED)
    elif filters.outcome:
        rows = rows.filter(outcome=filters.outcome)
    if filters.column in BY_NAME:
        rows = rows.filter(BY_NAME[filters.column].holds(clock.today()))
    return rows


@dataclass(frozen=True, slots=True)
class Shown:
    """A column with the first of its trials; ``has_more`` when there are others."""

    column: Column
    trials: list[Trial]
    has_more: bool


def board(viewer: Viewer, filters: Filters) -> list[Shown]:
    """The board: one query for each of its five columns, however many trials there are."""
    rows, today, shown = trials(viewer, filters), clock.today(), []
    for column in COLUMNS:
        here = rows.filter(column.holds(today))
        if column.name == "afsluttet":
            here = here.order_by("-concluded_at", "-pk")
        found = list(here[: ON_BOARD + 1])
        shown.append(Shown(column, found[:ON_BOARD], len(found) > ON_BOARD))
    return shown


def between(viewer: Viewer, filters: Filters, since: date, until: date) -> list[Trial]:
    """The trials that start or end within these days. One query."""
    days = Q(starts_on__range=(since, until)) | Q(ends_on__range=(since, until))
    return list(trials(viewer, filters).filter(days).exclude(status=Status.REFUSED)[:MOST_DAYS])


def of_proposal(proposal: Proposal, viewer: Viewer) -> list[Trial]:
    """The trials of a proposal, drafts too, oldest first. One query."""
    rows = Trial.objects.visible_to(viewer).filter(proposal=proposal, withdrawn_at=None)
    return list(rows.select_related("subject", "actor", "unit__actor__subject").order_by("pk")[:30])


def of_challenge(challenge: Challenge, viewer: Viewer) -> list[Trial]:
    """The trials under a challenge, what runs first. One query."""
    rows = Trial.objects.visible_to(viewer).filter(proposal__challenge=challenge, withdrawn_at=None)
    rows = rows.exclude(status=Status.DRAFT).select_related("subject", "actor", "unit__actor__subject", "proposal")
    return sorted(rows.order_by("pk")[:50], key=lambda row: row.status != Status.RUNNING)


def trial_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, dict[str, int]]:
    """How many trials of each proposal stand in which status, as far as ``viewer`` may read them."""
    rows = (
        Trial.objects.filter(may_read(viewer, "subject__"), proposal__in=ids, withdrawn_at=None)
        .exclude(status=Status.DRAFT)
        .values("status", pk_of=F("proposal"))
        .annotate(n=Count("pk"))
    )
    found: dict[UUID, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["pk_of"], {})[row["status"]] = row["n"]
    return found


def partners_with_actor() -> Prefetch:
    """All partners of trials, also one who is hidden: a decision looks at each. The page asks who may be seen."""
    return Prefetch("partners", Partner.objects.select_related("actor__subject"))


def diary_of(trial: Trial, viewer: Viewer) -> list[DiaryEntry]:
    """What people noticed, newest first. One query."""
    rows = DiaryEntry.objects.visible_to(viewer).filter(trial=trial, withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "author__actor", "entered_by__actor", "trial")
    return list(rows.order_by("-pk")[:MOST_DIARY])


def without_answer(person_id: UUID | None = None) -> QuerySet[Trial]:
    """The trials that wait for a yes, of one person (also as a deputy) or of all."""
    rows = Trial.objects.filter(
        status=Status.ASKED,
        withdrawn_at=None,
        answer_due__isnull=False,
        asked_at__gte=clock.now() - LAPSES_AFTER,
        subject__shown=True,
    )
    return rows.filter(Q(answerer=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_answers(person_id: UUID | None = None) -> list[Owed]:
    """The answers that are owed, the oldest first."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("trials:answer", args=[row.pk]),
            since=timezone.localdate(row.asked_at),
            due=row.answer_due or clock.today(),
            answerer=row.answerer_id,
            unit=row.unit_id,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject").order_by("answer_due", "pk")
    ]
