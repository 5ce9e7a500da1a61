"""Reads about others' results, always through ``visible_to``: what nobody allowed us to show is for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspil.actors.history import Change, edits_in, in_words
from samspil.external_results.models import ExternalResult, ResultPartner
from samspil.foundation import search
from samspil.foundation.models import may_read
from samspil.foundation.verbs import find
from samspil.foundation.viewer import Viewer

MOST_ON_PANEL = 10
SORTS = {"nyeste": ("-year", "-pk"), "skrevet": ("-subject__created_at", "pk"), "titel": ("title", "pk")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    partnership: str = ""
    technology: UUID | None = None
    sort: str = "nyeste"


def with_partners(rows: QuerySet[ExternalResult], viewer: Viewer) -> QuerySet[ExternalResult]:
    """Results with those they were made with; an actor that is hidden is named to nobody. One query more."""
    partners = ResultPartner.objects.filter(Q(actor=None) | may_read(viewer, "actor__subject__"))
    return rows.select_related("subject", "technology__subject", "by__actor").prefetch_related(
        Prefetch("partners", partners.select_related("actor"))
    )


def results(viewer: Viewer, filters: Filters | None = None) -> QuerySet[ExternalResult]:
    """The standing results ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = ExternalResult.objects.visible_to(viewer).filter(withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("external_result",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.partnership:
        rows = rows.filter(partnership=filters.partnership)
    if filters.technology:
        rows = rows.filter(technology=filters.technology)
    return with_partners(rows, viewer).order_by(*SORTS.get(filters.sort, SORTS["nyeste"]))


def results_of(technology_ids: Iterable[UUID], viewer: Viewer) -> list[ExternalResult]:
    """What others found about some technologies, newest first. Two queries, one where there is none."""
    return list(results(viewer).filter(technology__in=list(technology_ids))[:MOST_ON_PANEL])


def result_of(pk: Any, viewer: Viewer) -> ExternalResult:
    """Raises: NotFound."""
    found: ExternalResult = find(ExternalResult, pk, viewer, related=("technology__subject", "by__actor"))
    return found


def partners_of(result: ExternalResult, viewer: Viewer) -> list[ResultPartner]:
    """With whom a result was made, but for those who are hidden from ``viewer``. One query."""
    rows = result.partners.filter(Q(actor=None) | may_read(viewer, "actor__subject__"))
    return list(rows.select_related("actor__subject"))


TRACKED = {
    "title": _("Det vigtigste"),
    "method": _("Metoden"),
    "carried_out_by": _("Lavet af"),
    "place": _("Stedet"),
    "year": _("Året"),
    "found": _("Det, de fandt"),
    "evidence": _("Hvor sikkert det er"),
    "link": _("Linket"),
    "lies_at": _("Hvor den ligger"),
    "partnership": _("Samarbejdet"),
    "since": _("Siden hvornår"),
    "agreement": _("Aftalen"),
    "is_public": _("Alle må se det"),
    "permission": _("Hvem der gav lov"),
}


def changes_of(result: ExternalResult) -> list[Change]:
    """The edits of a result, newest first: also who let it be shown, and when. Two queries."""
    return edits_in(result.history, TRACKED, shown)


def shown(row: Any, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return str(_("Ja") if value else _("Nej"))
    return date_format(value) if isinstance(value, date) else in_words(row, name)
