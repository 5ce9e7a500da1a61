"""Reads for the overview and the effect pages, always through ``visible_to``."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window
from django.utils import timezone

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.barriers.models import Barrier, BarrierKind, BarrierStatus
from samspil.barriers.queries import tally
from samspil.challenges.models import Challenge, Stage
from samspil.effects.figures import Filters, in_units
from samspil.effects.paths import COUNTED
from samspil.evaluations.models import Evaluation
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.indicators.queries import thawed
from samspil.practices.models import Practice, Use
from samspil.practices.queries import current_uses, in_use
from samspil.trials.models import Outcome, Status, Trial

MOST_READ = 100  # of the newest evaluations whose figures are added up
NEWEST = 3


def unit_tree(viewer: Viewer) -> dict[UUID, Unit]:
    """The units ``viewer`` may read, by name. One query."""
    return {unit.pk: unit for unit in units(viewer)}


def with_those_below(unit: UUID | None, tree: dict[UUID, Unit]) -> tuple[UUID, ...]:
    return tuple(pk for pk, row in tree.items() if unit and str(unit) in row.path)


# --- what lives now, and what it gave ---------------------------------------------------------------------------------


def practices_now(viewer: Viewer, filters: Filters) -> QuerySet[Practice]:
    """What is carried out today. The year is that of ``since``."""
    rows = in_use(viewer).filter(subject__audience__in=COUNTED)
    if filters.units:
        places = Use.objects.filter(current_uses(), unit__in=filters.units).values("practice")
        rows = rows.filter(Q(unit__in=filters.units) | Q(pk__in=places))
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.track:
        rows = rows.filter(proposal__track=filters.track)
    if filters.year:
        rows = rows.filter(since__year=filters.year)
    return rows


def living(viewer: Viewer, filters: Filters) -> tuple[int, int]:
    """How many practices are carried out today, and in how many places. One query.

    A use is read by whoever reads its practice, and is hidden with it, so its own subject is asked alone.
    """
    rows = Use.objects.visible_to(viewer).filter(
        current_uses(), subject__audience__in=COUNTED, practice__withdrawn_at=None
    )
    if filters.units:
        rows = rows.filter(in_units(filters.units, "unit", "practice__unit"))
    if filters.theme:
        rows = rows.filter(practice__theme=filters.theme)
    if filters.track:
        rows = rows.filter(practice__proposal__track=filters.track)
    if filters.year:
        rows = rows.filter(practice__since__year=filters.year)
    found = rows.aggregate(practices=Count("practice", distinct=True), places=Count("pk"))
    return found["practices"], found["places"]


def evaluations(viewer: Viewer, filters: Filters) -> QuerySet[Evaluation]:
    """The completed evaluations. The year is that of their completion."""
    rows = Evaluation.objects.visible_to(viewer).filter(
        completed_at__isnull=False, withdrawn_at=None, subject__audience__in=COUNTED
    )
    if filters.units:
        rows = rows.filter(in_units(filters.units, "unit", "about__trial__unit", "about__practice__unit"))
    if filters.theme:
        rows = rows.filter(
            Q(theme=filters.theme)
            | Q(about__trial__proposal__challenge__theme=filters.theme)
            | Q(about__practice__theme=filters.theme)
        )
    if filters.track:
        rows = rows.filter(
            Q(about__trial__proposal__track=filters.track) | Q(about__practice__proposal__track=filters.track)
        )
    if filters.year:
        rows = rows.filter(completed_at__year=filters.year)
    return rows


@dataclass(slots=True)
class Gains:
    """What completed evaluations say: how many, the newest words on each of the three gains, and where numbers went.

    ``read`` is how many of the newest the numbers come from. Kept back are those of fewer than five people.
    """

    n: int = 0
    newest: list[Evaluation] = field(default_factory=list)
    read: int = 0
    better: int = 0
    same: int = 0
    worse: int = 0
    kept_back: int = 0

    @property
    def measured(self) -> int:
        return self.better + self.same + self.worse


def gains(viewer: Viewer, filters: Filters) -> Gains:
    """One query: the newest come with the number of all."""
    texts = ("gain_solutions", "gain_legitimacy", "gain_welfare")
    newest = evaluations(viewer, filters).order_by("-completed_at", "-pk").select_related("subject")
    found = Gains()
    rows = newest.only("figures", "completed_at", "subject", *texts).annotate(every=Window(Count("pk")))
    for row in rows[:MOST_READ]:
        found.n = row.every
        found.read += 1
        if found.read <= NEWEST:
            found.newest.append(row)
        for figure in thawed(row.figures, row.pk):
            if figure.is_small:
                found.kept_back += 1
            elif figure.change is not None:
                name = {True: "better", False: "worse", None: "same"}[figure.is_better]
                setattr(found, name, getattr(found, name) + 1)
    return found


# --- what came of it, newest first ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that came of an idea: it became daily life, or was tried and stopped. Both are results."""

    when: date
    title: str
    text: str
    who: str
    is_stop: bool
    challenge: Challenge | None
    thing: Any


def latest(viewer: Viewer, filters: Filters | None = None, most: int = NEWEST) -> list[Effect]:
    """The newest effects ``viewer`` may read. Two queries.

    Read in the order of ``subject_newest`` and ``subject_alive``, so that only a few rows are looked at of many.
    """
    filters = filters or Filters()
    lived = (
        practices_now(viewer, filters)
        .filter(Q(challenge=None) | may_read(viewer, "challenge__subject__"), subject__kind="practice")
        .select_related("subject", "actor", "challenge__subject")
        .order_by("-subject__created_at", "-pk")
    )
    stopped = (
        trials(viewer, filters)
        .filter(status=Status.CONCLUDED, outcome=Outcome.STOP, subject__kind="trial")
        .select_related("subject", "actor", "proposal__challenge__subject")
        .order_by("-subject__active_at", "-pk")
    )
    found = [Effect(row.since, row.title, row.body, row.speaker, False, row.challenge, row) for row in lived[:most]]
    for row in stopped[:most]:
        if row.concluded_at:
            when, challenge = timezone.localdate(row.concluded_at), row.proposal.challenge
            found.append(Effect(when, row.title, row.learning, row.speaker, True, challenge, row))
    return sorted(found, key=lambda row: row.when, reverse=True)[:most]


def trials(viewer: Viewer, filters: Filters) -> QuerySet[Trial]:
    """The trials that have begun. The year is that of their beginning."""
    rows = Trial.objects.visible_to(viewer).filter(
        withdrawn_at=None, started_at__isnull=False, subject__audience__in=COUNTED
    )
    if filters.units:
        rows = rows.filter(in_units(filters.units, "unit", "proposal__unit", "proposal__challenge__unit"))
    if filters.theme:
        rows = rows.filter(proposal__challenge__theme=filters.theme)
    if filters.track:
        rows = rows.filter(proposal__track=filters.track)
    if filters.year:
        rows = rows.filter(started_at__year=filters.year)
    return rows


# --- what stands in the way -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One kind of barrier: how many, and how many of them somebody has answered."""

    kind: str
    label: str
    n: int
    states: list[tuple[str, int]]
    open: int


def barriers(viewer: Viewer, filters: Filters) -> list[BarrierRow]:
    """The standing barriers by kind (C80). One query."""
    rows = Barrier.objects.visible_to(viewer).filter(withdrawn_at=None, subject__audience__in=COUNTED)
    if filters.units:
        rows = rows.filter(in_units(filters.units, "subject__root__challenge__unit", "subject__root__proposal__unit"))
    if filters.theme:
        rows = rows.filter(subject__root__challenge__theme=filters.theme)
    if filters.track:
        rows = rows.filter(
            Q(subject__root__challenge__track=filters.track) | Q(subject__root__proposal__track=filters.track)
        )
    if filters.year:
        rows = rows.filter(subject__created_at__year=filters.year)
    found = tally(rows)
    return [
        BarrierRow(
            kind.value,
            str(kind.label),
            sum(found[kind].values()),
            [(str(status.label), found[kind].get(status, 0)) for status in BarrierStatus],
            found[kind].get(BarrierStatus.OPEN, 0),
        )
        for kind in BarrierKind
        if kind in found
    ]


# --- one theme --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What is going on in one part of life (C88): the challenges, the trials and the practices, newest first."""

    challenges: list[Challenge]
    trials: list[Trial]
    practices: list[Practice]


MOST_OF_THEME = 6


def theme_view(viewer: Viewer, filters: Filters) -> ThemeView:
    """Three queries."""
    asked = Challenge.objects.visible_to(viewer).filter(theme=filters.theme, withdrawn_at=None)
    if filters.units:
        asked = asked.filter(unit__in=filters.units)
    if filters.track:
        asked = asked.filter(track=filters.track)
    if filters.year:
        asked = asked.filter(subject__created_at__year=filters.year)
    tried, daily = trials(viewer, filters), practices_now(viewer, filters)
    return ThemeView(
        list(
            asked.exclude(stage=Stage.DRAFT).select_related("subject").order_by("-subject__active_at")[:MOST_OF_THEME]
        ),
        list(tried.select_related("subject", "actor").order_by("-started_at")[:MOST_OF_THEME]),
        list(daily.select_related("subject", "actor").order_by("-since")[:MOST_OF_THEME]),
    )
