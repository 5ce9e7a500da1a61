"""Reads of figures, always through ``visible_to``. What fewer than five answered leaves here without its value."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.foundation import hooks
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject, may_read
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer
from samspil.indicators.charts import Chart, chart_of, count_in_words, in_words
from samspil.indicators.guidance import how_to_measure
from samspil.indicators.models import FEWEST_SHOWN, How, Indicator, Measurement, Phase

MEASURED = ("trial", "practice", "evaluation")  # the kinds of pages that have figures
MOST = 30  # indicators of a page
MOST_MEASUREMENTS = 60  # of an indicator


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement as it may be shown. ``value`` and ``n`` are None where fewer than five people answered."""

    id: int | None
    phase: str
    on: date
    value: Decimal | None
    n: int | None
    is_small: bool
    how: str
    source: str = ""
    corrected_on: date | None = None

    @property
    def phase_label(self) -> str:
        return str(Phase(self.phase).label)

    @property
    def how_label(self) -> str:
        return str(How(self.how).label)

    @property
    def shown(self) -> str:
        return _("færre end 5 svar, vises ikke") if self.is_small else in_words(self.value)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator with its measurements, oldest first. Everything a page, a table or another app may show of it."""

    id: int | None
    subject_id: UUID
    kind: str
    name: str
    unit: str
    higher_is_better: bool
    about_people: bool
    target: Decimal | None
    points: tuple[Point, ...] = ()

    def latest(self, *phases: str) -> Point | None:
        return next((point for point in reversed(self.points) if point.phase in phases), None)

    @property
    def before_point(self) -> Point | None:
        return self.latest(Phase.BEFORE)

    @property
    def after_point(self) -> Point | None:
        """The newest after the change: a later follow-up counts before the first "after"."""
        return self.latest(Phase.LATER) or self.latest(Phase.AFTER)

    @property
    def before(self) -> Decimal | None:
        return self.before_point.value if self.before_point else None

    @property
    def after(self) -> Decimal | None:
        return self.after_point.value if self.after_point else None

    @property
    def before_n(self) -> int | None:
        return self.before_point.n if self.before_point else None

    @property
    def after_n(self) -> int | None:
        return self.after_point.n if self.after_point else None

    @property
    def is_small(self) -> bool:
        """Whether the value before or the newest one after is kept back."""
        return any(point.is_small for point in (self.before_point, self.after_point) if point)

    @property
    def is_measured(self) -> bool:
        """Both before and after have a number of some kind, also when it is kept back."""
        return self.before_point is not None and self.after_point is not None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_better(self) -> bool | None:
        """None when it stands still or nobody may see it."""
        return (self.change > 0) == self.higher_is_better if self.change else None

    @property
    def how_to_measure(self) -> str:
        return how_to_measure(self.kind)

    @property
    def direction(self) -> str:
        return _("Højere er bedre") if self.higher_is_better else _("Lavere er bedre")

    @property
    def target_shown(self) -> str:
        return in_words(self.target)

    @property
    def chart(self) -> Chart | None:
        return chart_of(self)

    @property
    def rows(self) -> list[tuple[Point, str]]:
        """The measurements with how many each was made with, in words, for a table."""
        return [(point, count_in_words(point.n, point.how)) for point in self.points]

    @property
    def before_shown(self) -> str:
        return self.before_point.shown if self.before_point else ""

    @property
    def after_shown(self) -> str:
        return self.after_point.shown if self.after_point else ""


def point_of(row: Measurement, about_people: bool) -> Point:
    is_small = about_people and (row.n or 0) < FEWEST_SHOWN
    return Point(
        id=row.pk,
        phase=row.phase,
        on=row.on,
        value=None if is_small else row.value,
        n=None if is_small else row.n,
        is_small=is_small,
        how=row.how,
        source=row.source,
        corrected_on=timezone.localdate(row.corrected_at) if row.corrected_at else None,
    )


def figure_of(indicator: Indicator, rows: Iterable[Measurement]) -> Figure:
    return Figure(
        id=indicator.pk,
        subject_id=indicator.subject_id,
        kind=indicator.kind,
        name=str(indicator),
        unit=indicator.unit,
        higher_is_better=indicator.higher_is_better,
        about_people=indicator.about_people,
        target=indicator.target,
        points=tuple(point_of(row, indicator.about_people) for row in rows),
    )


def indicators(viewer: Viewer) -> QuerySet[Indicator]:
    """The standing indicators ``viewer`` may read."""
    return Indicator.objects.filter(may_read(viewer, "subject__"), removed_at=None)


def figures_of(subject_ids: Iterable[UUID], viewer: Viewer) -> dict[UUID, list[Figure]]:
    """The figures of several pages at once, by the page's id: two queries however many there are."""
    found: dict[UUID, list[Figure]] = {pk: [] for pk in subject_ids}
    standing = Measurement.objects.filter(withdrawn_at=None).order_by("on", "pk")
    rows = indicators(viewer).filter(subject__in=list(found)).order_by("pk")
    for row in rows.prefetch_related(Prefetch("measurements", standing)):
        if len(found[row.subject_id]) < MOST:
            found[row.subject_id].append(figure_of(row, list(row.measurements.all())[-MOST_MEASUREMENTS:]))
    return found


def page_named(subject_id: UUID | str, viewer: Viewer) -> Any:
    """The thing whose page has figures. Raises: NotFound."""
    rows = Subject.objects.visible_to(viewer).filter(pk__in=[as_uuid(subject_id)], kind__in=MEASURED)
    subject = rows.select_related("context", "root").first()
    thing = hooks.thing(subject) if subject else None
    if thing is None:
        raise NotFound(f"Subject {subject_id}")
    thing.subject = subject
    return thing


# --- to keep what was shown -------------------------------------------------------------------------------------------


def frozen(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Figures as they may be shown now, for a record that stays as it is. What is kept back is not in it."""
    return [
        {
            "kind": figure.kind,
            "name": figure.name,
            "unit": figure.unit,
            "higher_is_better": figure.higher_is_better,
            "about_people": figure.about_people,
            "target": text(figure.target),
            "points": [
                {
                    "measurement": point.id,
                    "phase": point.phase,
                    "on": point.on.isoformat(),
                    "value": text(point.value),
                    "n": point.n,
                    "is_small": point.is_small,
                    "how": point.how,
                    "source": point.source,
                }
                for point in figure.points
            ],
        }
        for figure in figures
    ]


def text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def small_by_now(frozen_rows: Iterable[list[dict[str, Any]]]) -> set[int]:
    """Of what was frozen, the measurements that were corrected later to fewer than five people. One query."""
    ids = {point.get("measurement") for rows in frozen_rows for row in rows for point in row["points"]} - {None}
    small = Measurement.objects.filter(pk__in=ids, indicator__about_people=True, n__lt=FEWEST_SHOWN)
    return set(small.values_list("pk", flat=True)) if ids else set()


def thawed(rows: list[dict[str, Any]], subject_id: UUID, small: Container[int | None] = ()) -> list[Figure]:
    """The figures that ``frozen`` made, without the values of what is ``small`` now."""
    return [
        Figure(
            **{
                **row,
                "id": None,
                "subject_id": subject_id,
                "target": number(row["target"]),
                "points": tuple(
                    Point(
                        id=None,
                        phase=point["phase"],
                        on=date.fromisoformat(point["on"]),
                        value=None if is_small else number(point["value"]),
                        n=None if is_small else point["n"],
                        is_small=is_small,
                        how=point["how"],
                        source=point["source"],
                    )
                    for point in row["points"]
                    for is_small in [point["is_small"] or point.get("measurement") in small]
                ),
            }
        )
        for row in rows
    ]
