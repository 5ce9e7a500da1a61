"""Reads about experiences, always through ``visible_to``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in
from samspil.actors.models import Actor
from samspil.experiences.models import Evidence, Experience, Figure, Phase, Went
from samspil.foundation import search
from samspil.foundation.viewer import Viewer
from samspil.suggestions.queries import Twin, resembling
from samspil.technologies.models import Technology

MOST_ON_PAGE = 6  # of a technology; the rest is a press away

SORTS = {
    "nyeste": ("-subject__created_at", "pk"),
    "sikkerhed": ("-counts_as", "-year", "-pk"),
    "aar": ("-year", "-pk"),
    "flest": (F("people").desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list. ``least`` is the grade it must count as here, at least."""

    words: str = ""
    technology: UUID | None = None
    went: str = ""
    least: int | None = None
    origin: str = ""
    sort: str = "nyeste"


def experiences(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Experience]:
    """The standing experiences ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = Experience.objects.visible_to(viewer).filter(subject__kind="experience", withdrawn_at=None)
    rows = rows.select_related("subject", "technology", "actor", "unit__actor__subject")
    if filters.words:
        ids = search.matching(filters.words, ("experience",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.technology:
        rows = rows.filter(technology=filters.technology)
    if filters.went:
        rows = rows.filter(went=filters.went)
    if filters.least is not None:
        rows = rows.filter(counts_as__gte=filters.least)
    if filters.origin:
        rows = rows.filter(origin=filters.origin)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def alike(filters: Filters, viewer: Viewer, but: Iterable[UUID]) -> list[Twin]:
    """What is about the same as the words searched for, though it uses others (C47). Nothing without words."""
    return resembling(filters.words, viewer, ("experience",), but=but) if filters.words else []


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a technology: how often it worked, how sure that is at best, and the surest experiences."""

    rows: Sequence[Experience]
    works: int = 0
    partly: int = 0
    failed: int = 0
    best: Evidence | None = None

    @property
    def count(self) -> int:
        return self.works + self.partly + self.failed


def told_of(technology: Technology, viewer: Viewer, most: int = MOST_ON_PAGE) -> Told:
    """One query, however many there are."""

    def often(went: str) -> Window:
        return Window(Count("pk", filter=Q(went=went)))

    rows = experiences(viewer, Filters(technology=technology.pk, sort="sikkerhed"))
    found = list(
        rows.annotate(
            n_works=often(Went.WORKS),
            n_partly=often(Went.PARTLY),
            n_failed=often(Went.NOT),
            best=Window(Max("counts_as")),
        )[:most]
    )
    if not found:
        return Told([])
    first = found[0]
    return Told(found, first.n_works, first.n_partly, first.n_failed, Evidence(first.best))


def counts_of(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How many experiences there are with each technology, for the rows of a list. One query."""
    rows = Experience.objects.filter(technology__in=ids, withdrawn_at=None).each_visible_to(viewer)
    return dict(rows.order_by().values_list("technology").annotate(n=Count("pk")))


def told_by_others(technology: Technology) -> list[str]:
    """Whether anybody but whoever added it told of it, in words that name none. One query."""
    rows = technology.experiences.filter(withdrawn_at=None).exclude(author=technology.subject.created_by)
    return [gettext("Andre har skrevet en erfaring med den.")] if rows.exists() else []


def tried_in(actor: Actor, viewer: Viewer, most: int = 20) -> list[Experience]:
    """What a unit has tried, newest first. One query."""
    return list(experiences(viewer, Filters(sort="aar")).filter(unit=actor.pk)[:most])


def technologies(viewer: Viewer, words: str = "") -> QuerySet[Technology]:
    """The technologies one may tell of, by name."""
    rows = Technology.objects.visible_to(viewer).filter(withdrawn_at=None).select_related("subject")
    if words:
        ids = search.matching(words, ("technology",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    return rows.order_by("title", "pk")


@dataclass(slots=True)
class Line:
    """What was measured, with its figures side by side."""

    label: str
    unit: str
    before: Figure | None = None
    after: Figure | None = None
    change: Figure | None = None
    other: Figure | None = None


def lines_of(figures: Iterable[Figure]) -> list[Line]:
    """Figures of the same thing on one line: before, after, and the change."""
    lines: list[Line] = []
    for figure in figures:
        same = (row for row in lines if (row.label, row.unit) == (figure.label, figure.unit))
        line = next((row for row in same if getattr(row, figure.phase) is None), None)
        if line is None:
            line = Line(figure.label, figure.unit)
            lines.append(line)
        setattr(line, figure.phase, figure)
    return lines


def phases_of(lines: list[Line]) -> list[tuple[str, str]]:
    """The columns that hold anything, with their headings."""
    return [(phase, str(phase.label)) for phase in Phase if any(getattr(line, phase) for line in lines)]


# --- history ----------------------------------------------------------------------------------------------------------

TRACKED = {
    "title": _("Overskriften"),
    "place": _("Stedet"),
    "source": _("Kilden"),
    "link": _("Linket"),
    "tried": _("Det, de prøvede"),
    "people": _("Hvor mange"),
    "people_note": _("Hvem det var"),
    "year": _("Året"),
    "period": _("Perioden"),
    "method": _("Metoden"),
    "result": _("Resultatet"),
    "went": _("Hvordan det gik"),
    "evidence": _("Hvor sikkert det er"),
}


def changes_of(experience: Experience) -> list[Change]:
    """The edits of an experience, newest first. Two queries."""
    return edits_in(experience.history, TRACKED)
