"""Reads about needs, always through ``visible_to``, and what the matching engine finds for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in
from samspil.actors.models import Unit
from samspil.experiences.models import Experience
from samspil.experiences.queries import experiences
from samspil.foundation import search
from samspil.foundation.models import Subject, may_read
from samspil.foundation.viewer import Viewer
from samspil.matching.types import Need
from samspil.suggestions.node import engine_for
from samspil.suggestions.queries import ALIKE, NEAR_ENOUGH, allowed_for, resembling
from samspil.technology_needs.models import Joining, NeedStatus, ReuseDecision, TechnologyNeed

MOST_OFFERED = 30  # experiences to tick; who wants more searches
MOST_FOUND = 30  # of all that fit, so that each sort has some among them
FITTING = ("technology", "experience", "technology_need")

SORTS = {"nyeste": ("-subject__created_at", "pk"), "aktiv": ("-subject__active_at", "pk")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    status: str = ""
    unit: UUID | None = None
    sort: str = "aktiv"


def joins(viewer: Viewer) -> QuerySet[Joining]:
    """The units that have joined and not left, as far as ``viewer`` may read them."""
    rows = Joining.objects.filter(may_read(viewer, "unit__actor__subject__"), left_at=None)
    return rows.select_related("unit__actor", "by__actor").order_by("pk")


def needs(viewer: Viewer, filters: Filters | None = None) -> QuerySet[TechnologyNeed]:
    """The standing needs ``viewer`` may read, filtered and sorted, with the units that joined."""
    filters = filters or Filters()
    rows = TechnologyNeed.objects.visible_to(viewer).filter(subject__kind="technology_need", withdrawn_at=None)
    rows = rows.select_related("subject", "actor", "unit__actor__subject", "reuse")
    rows = rows.prefetch_related(Prefetch("joins", joins(viewer), to_attr="standing_joins"))
    if filters.words:
        ids = search.matching(filters.words, ("technology_need",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.unit:
        joined = Joining.objects.filter(unit=filters.unit, left_at=None).values("need")
        rows = rows.filter(Q(unit=filters.unit) | Q(pk__in=joined))
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def heard_at(meeting: Subject, viewer: Viewer, most: int = 20) -> list[TechnologyNeed]:
    """The needs that came up at a meeting. One query."""
    rows = TechnologyNeed.objects.visible_to(viewer).filter(heard_at=meeting, withdrawn_at=None)
    return list(rows.select_related("subject").order_by("pk")[:most])


def behind(proposal: Subject, viewer: Viewer) -> list[TechnologyNeed]:
    """The needs a proposal answers, each with its decision on others' experiences. One query."""
    rows = TechnologyNeed.objects.visible_to(viewer).filter(proposal=proposal, withdrawn_at=None)
    return list(rows.select_related("subject", "unit__actor__subject", "reuse").order_by("pk")[:10])


def of_unit(unit_id: UUID, viewer: Viewer, most: int = 10) -> list[TechnologyNeed]:
    """What a unit needs, its own and what it joined. Two queries."""
    return list(needs(viewer, Filters(unit=unit_id)).exclude(status=NeedStatus.CLOSED)[:most])


def joins_of(need: TechnologyNeed, viewer: Viewer) -> list[Joining]:
    return list(joins(viewer).filter(need=need)[:200])


def decisions_of(need: TechnologyNeed, viewer: Viewer) -> list[ReuseDecision]:
    """The decisions on others' experiences, newest first, each with the experiences the viewer may read. Two queries.

    What was taken back since is still counted: it was looked at.
    """
    seen = Experience.objects.visible_to(viewer).select_related("subject", "unit__actor__subject").order_by("pk")
    rows = need.decisions.select_related("by__actor").prefetch_related(Prefetch("looked_at", seen, to_attr="seen"))
    return list(rows[:20])


# --- what fits --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fitting:
    """What the matching engine finds for the words of a need."""

    technologies: list[Subject]
    experiences: list[Subject]
    needs: list[Subject]

    def __bool__(self) -> bool:
        return bool(self.technologies or self.experiences or self.needs)


def words_of(need: TechnologyNeed) -> str:
    return f"{need.title}. {need.today} {need.for_whom}"


def fitting(need: TechnologyNeed, viewer: Viewer) -> Fitting:
    """The technologies and experiences that fit, and others with the same need, whatever words they use.

    The engine is asked once for all three: it costs the page two queries.
    """
    asked = Need(text=words_of(need), language=need.subject.language)
    answer = engine_for().rank(asked, k=MOST_FOUND, allowed=allowed_for(viewer), kinds=frozenset(FITTING))
    near = [each.id for each in answer.suggestions if each.score >= NEAR_ENOUGH and each.id != str(need.pk)]
    found = {str(row.pk): row for row in Subject.objects.visible_to(viewer).filter(pk__in=near).exclude(title="")}
    rows = [found[pk] for pk in near if pk in found]
    return Fitting(*([row for row in rows if row.kind == kind][:ALIKE] for kind in FITTING))


def offered(need: TechnologyNeed, viewer: Viewer, words: str, chosen: Iterable[str] = ()) -> list[Experience]:
    """The experiences to tick: what was ticked, what the words find, and else what fits the need."""
    found: list[Experience] = []
    if words:
        ids = search.matching(words, ("experience",))
        found = list(experiences(viewer).filter(pk__in=ids)[:MOST_OFFERED]) if ids is not None else []
        near = [row.id for row in resembling(words, viewer, ("experience",))]
    else:
        near = [row.id for row in resembling(words_of(need), viewer, ("experience",))]
        technologies = [row.id for row in resembling(words_of(need), viewer, ("technology",))]
        found = list(experiences(viewer).filter(technology__in=technologies)[:MOST_OFFERED])
    first = list(experiences(viewer).filter(pk__in=[*near, *chosen]))
    order = {pk: at for at, pk in enumerate(near)}
    first.sort(key=lambda row: (str(row.pk) not in set(chosen), order.get(row.pk, len(order))))
    known = {row.pk for row in first}
    return [*first, *(row for row in found if row.pk not in known)][:MOST_OFFERED]


def units_left(need: TechnologyNeed, mine: list[Unit], joined: list[Joining]) -> list[Unit]:
    """The units the viewer may join with, that are not in it yet."""
    inside = {need.unit_id, *(row.unit_id for row in joined)}
    return [unit for unit in mine if unit.pk not in inside]


# --- history ----------------------------------------------------------------------------------------------------------

TRACKED = {
    "title": _("Overskriften"),
    "today": _("Det, der er svært"),
    "for_whom": _("Hvem det er svært for"),
    "how_often": _("Hvor tit"),
    "status": _("Hvor det står"),
    "closed_reason": _("Hvorfor det er lukket"),
}


def changes_of(need: TechnologyNeed) -> list[Change]:
    """The edits of a need, newest first. Two queries."""
    return edits_in(need.history, TRACKED)
