"""Reads about proposals, always through ``visible_to``."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from samspil.challenges.models import ChainLink, ChainStep, Challenge
from samspil.foundation import clock, search
from samspil.foundation.hooks import Owed
from samspil.foundation.models import may_read
from samspil.foundation.viewer import Viewer
from samspil.proposals import rules
from samspil.proposals.models import Answer, Outcome, Pledge, Proposal, RolePlanner
from samspil.tracks.models import Beacon

MOST_WAYS = 30  # on a challenge's page; beyond that people read the list or the paper version

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
    track: str = ""
    beacon: UUID | None = None
    role: str = ""
    loose: bool = False
    sort: str = "aktiv"


def proposals(viewer: Viewer, filters: Filters | None = None) -> QuerySet[Proposal]:
    """The standing proposals ``viewer`` may read, filtered and sorted."""
    filters = filters or Filters()
    rows = narrowed(Proposal.objects.visible_to(viewer).select_related("subject", "actor", "challenge"), filters)
    if not filters.words:
        rows = rows.filter(subject__kind="proposal")  # so that the list is read in its order, by the index
    rows = rows.annotate(kept_until=Subquery(given_answers().values("look_again_on")[:1]))
    return rows.order_by(SORTS.get(filters.sort, SORTS["aktiv"]), "pk")


def given_answers() -> QuerySet[Answer]:
    """The answers of a proposal in an outer query, newest first. Asking back is none."""
    return Answer.objects.filter(proposal=OuterRef("pk")).exclude(outcome=Outcome.ASKED).order_by("-at", "-pk")


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
    if filters.track:
        rows = rows.filter(track=filters.track)
    if filters.beacon:
        rows = rows.filter(beacon=filters.beacon)
    if filters.role:
        rows = rows.exclude(volunteer_role="")
    if filters.role == "kommunal":
        rows = rows.filter(role_in_offer=True, role_planned_by=RolePlanner.MUNICIPALITY)
    if filters.loose:
        rows = rows.filter(challenge=None)
    if filters.answer == "svaret":
        rows = rows.filter(answered_at__isnull=False)
    elif filters.answer == "venter":
        rows = rows.filter(answered_at=None)
    elif filters.answer == "over-frist":
        rows = rows.filter(answered_at=None, answer_due__lt=clock.today())
    elif filters.answer == "gemt":
        rows = rows.alias(newest=Subquery(given_answers().values("outcome")[:1])).filter(newest=Outcome.LATER)
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


def ways_for(challenge: Challenge, viewer: Viewer, most: int = MOST_WAYS) -> list[Proposal]:
    """The ways to go on a challenge's page: its standing proposals with their pledges, oldest first."""
    rows = (
        Proposal.objects.visible_to(viewer)
        .filter(challenge=challenge, withdrawn_at=None)
        .select_related("actor", "unit", "challenge")
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
        .exclude(outcome=Outcome.ASKED)
        .select_related("proposal__subject", "proposal__actor", "by__actor")
        .order_by("-at")
    )
    return list(rows[:most])


def open_question(proposal: Proposal, pk: int) -> Answer | None:
    """A question about the proposal that nobody has replied to yet."""
    rows = proposal.answers.filter(outcome=Outcome.ASKED, replied_at=None).select_related("by__actor", "proposal")
    return rows.filter(pk=pk).first()


def steering_by(beacon: Beacon, viewer: Viewer, most: int = 30) -> list[Proposal]:
    """The standing proposals that steer by a beacon, newest first."""
    rows = Proposal.objects.visible_to(viewer).filter(beacon=beacon, withdrawn_at=None).select_related("actor")
    return list(rows.order_by("-pk")[:most])


# --- answers that are owed, and what was kept -------------------------------------------------------------------------


def without_answer(person_id: UUID | None = None) -> QuerySet[Proposal]:
    """The proposals without an answer, of one person (also as a deputy) or of all."""
    rows = Proposal.objects.filter(answered_at=None, withdrawn_at=None, answer_due__isnull=False, subject__shown=True)
    return rows.filter(Q(answerer=person_id) | Q(deputy=person_id)) if person_id else rows


def owed_answers(person_id: UUID | None = None) -> list[Owed]:
    """The answers that are owed, the oldest first."""
    return [
        Owed(
            subject=row.subject,
            url=reverse("proposals:page", args=[row.pk]),
            since=timezone.localdate(row.subject.created_at),
            due=row.answer_due or clock.today(),
            answerer=row.answerer_id,
            unit=row.unit_id,
            deputy=row.deputy_id,
        )
        for row in without_answer(person_id).select_related("subject").order_by("answer_due", "pk")
    ]


def with_a_role(viewer: Viewer, most: int = 100) -> list[Proposal]:
    """The proposals in which volunteers would do something, newest first. One query."""
    rows = Proposal.objects.visible_to(viewer).filter(withdrawn_at=None).exclude(volunteer_role="")
    return list(rows.select_related("subject").order_by("-subject__created_at")[:most])


def to_look_at_again(since: date, until: date) -> list[Proposal]:
    """The standing proposals whose newest answer keeps them for later, with a day between the two."""
    rows = (
        Proposal.objects.filter(withdrawn_at=None, subject__shown=True)
        .alias(day=Subquery(given_answers().values("look_again_on")[:1]))
        .filter(day__range=(since, until))
        .select_related("subject", "challenge", "unit__actor", "answerer__actor")
        .prefetch_related(Prefetch("answers", Answer.objects.select_related("by__actor")))
    )
    return list(rows)


# --- side by side -----------------------------------------------------------------------------------------------------

MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A challenge's proposals, and those of them that are compared, with all that is said of them."""

    every: list[Proposal]
    chosen: list[Proposal]
    holders: dict[UUID, dict[str, list[tuple[str, str]]]]  # by subject and step of the chain: name, sphere
    pledged: dict[UUID, list[tuple[str, int, int | None]]]  # kind, how many, DKK
    waiting: list[Proposal]  # those the viewer may answer


def side_by_side(challenge: Challenge, viewer: Viewer, wanted: list[str]) -> SideBySide:
    """Up to four of a challenge's proposals, the wanted ones or the first. Four queries, however many there are."""
    every = list(standing(challenge, viewer)[:MOST_WAYS])
    chosen = [row for row in every if str(row.pk) in wanted][:MOST_BESIDE] or every[:MOST_BESIDE]
    prefetch_related_objects(chosen, Prefetch("answers", Answer.objects.select_related("by__actor")))
    ids = [row.pk for row in chosen]
    return SideBySide(
        every, chosen, holders_of(challenge, ids), pledges_by_kind(ids, viewer), those_to_answer(every, viewer)
    )


def standing(challenge: Challenge, viewer: Viewer) -> QuerySet[Proposal]:
    rows = Proposal.objects.visible_to(viewer).filter(challenge=challenge, withdrawn_at=None)
    return rows.select_related(
        "subject", "actor", "challenge", "unit", "answerer__actor", "deputy__actor", "beacon__subject"
    ).order_by("pk")


def those_to_answer(rows: list[Proposal], viewer: Viewer) -> list[Proposal]:
    """Those among ``rows``, read through ``visible_to``, that still wait for an answer the viewer may give."""
    return [row for row in rows if row.answered_at is None and rules.answers.test(viewer, row)]


def holders_of(challenge: Challenge, ids: list[UUID]) -> dict[UUID, dict[str, list[tuple[str, str]]]]:
    """Who holds the steps of the chain, for the challenge itself and for proposals that were read already."""
    found: dict[UUID, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: {step: [] for step in ChainStep})
    rows = ChainLink.objects.filter(subject__in=[challenge.pk, *ids]).order_by("at", "pk")
    for about, step, name, sphere in rows.values_list("subject", "step", "actor__name", "sphere"):
        found[about][step].append((name, sphere))
    return found


def pledges_by_kind(ids: list[UUID], viewer: Viewer) -> dict[UUID, list[tuple[str, int, int | None]]]:
    found: dict[UUID, list[tuple[str, int, int | None]]] = defaultdict(list)
    rows = (
        Pledge.objects.filter(may_read(viewer, "subject__"), proposal__in=ids, withdrawn_at=None)
        .values("proposal", "kind")
        .annotate(n=Count("pk"), dkk=Sum("amount"))
        .order_by("kind")
    )
    for row in rows:
        found[row["proposal"]].append((row["kind"], row["n"], row["dkk"]))
    return found
