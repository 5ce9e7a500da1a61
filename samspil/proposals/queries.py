"""Reads about proposals, always through ``visible_to``."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet

from samspil.challenges.models import Challenge
from samspil.foundation import clock, search
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Answer, Pledge, Proposal

SORTS = {
    "aktiv": "-subject__active_at",
    "nyeste": "-subject__created_at",
    "frist": "answer_due",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    degree: str = ""
    object: str = ""
    answer: str = ""
    unit: UUID | None = None
    loose: bool = False
    sort: str = "aktiv"


def proposals(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Proposal]:
    """The standing proposals ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = narrowed(Proposal.objects.visible_to(viewer).select_related("subject", "actor", "challenge"), filters)
    if not filters.words:
        rows = rows.filter(subject__kind="proposal")  # so that the list is read in its order, by the index
    return rows.order_by(SORTS.get(filters.sort, SORTS["aktiv"]), "pk")


def countable(viewer: Viewer, filters: Filters) -> QuerySet[Proposal]:
    """The same proposals in no order, for their number."""
    return narrowed(Proposal.objects.each_visible_to(viewer), filters)


def narrowed(rows: QuerySet[Proposal], filters: Filters) -> QuerySet[Proposal]:
    rows = rows.filter(withdrawn_at=None)
    if filters.words:
        ids = search.matching(filters.words, ("proposal",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.degree:
        rows = rows.filter(degree=filters.degree)
    if filters.object:
        rows = rows.filter(object=filters.object)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    if filters.loose:
        rows = rows.filter(challenge=None)
    if filters.answer == "svaret":
        rows = rows.filter(answered_at__isnull=False)
    elif filters.answer == "venter":
        rows = rows.filter(answered_at=None)
    elif filters.answer == "over-frist":
        rows = rows.filter(answered_at=None, answer_due__lt=clock.today())
    return rows


def standing_pledges(viewer: Viewer) -> QuerySet[Pledge]:
    return (
        Pledge.objects.visible_to(viewer)
        .filter(withdrawn_at=None)
        .select_related("subject", "actor", "author__actor", "entered_by__actor")
        .order_by("pk")
    )


def pledges_for(viewer: Viewer) -> Prefetch:
    """The words of the standing pledges of proposals, as ``visible_pledges``, in one query."""
    return Prefetch("pledges", standing_pledges(viewer).select_related(None), to_attr="visible_pledges")


def pledges_of(proposal: Proposal, viewer: Viewer) -> list[Pledge]:
    """The standing pledges of one proposal, oldest first."""
    return list(standing_pledges(viewer).filter(proposal=proposal))


def ways_for(challenge: Challenge, viewer: Viewer, most: int = 30) -> list[Proposal]:
    """The ways to go on a challenge's page: its standing proposals with their pledges, oldest first."""
    rows = (
        Proposal.objects.visible_to(viewer)
        .filter(challenge=challenge, withdrawn_at=None)
        .select_related("actor")
        .prefetch_related(pledges_for(viewer))
        .order_by("pk")
    )
    return list(rows[:most])


def proposal_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    rows = (
        Proposal.objects.filter(may_read(viewer, "subject__"), challenge__in=ids, withdrawn_at=None)
        .values(pk_of=F("challenge"))
        .annotate(n=Count("pk"))
    )
    return {row["pk_of"]: row["n"] for row in rows}


def pledge_counts(ids: list[UUID], viewer: Viewer) -> dict[UUID, int]:
    rows = (
        Pledge.objects.filter(may_read(viewer, "subject__"), proposal__in=ids, withdrawn_at=None)
        .values(pk_of=F("proposal"))
        .annotate(n=Count("pk"))
    )
    return {row["pk_of"]: row["n"] for row in rows}


def latest_answers(viewer: Viewer, most: int = 3) -> list[Answer]:
    """The newest answers to proposals ``viewer`` may read."""
    rows = (
        Answer.objects.filter(may_read(viewer, "proposal__subject__"), proposal__withdrawn_at=None)
        .select_related("proposal__subject", "proposal__actor", "by__actor")
        .order_by("-at")
    )
    return list(rows[:most])
