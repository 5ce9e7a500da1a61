"""Reads about invitations, always through ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samspil.actors.models import Actor, Membership
from samspil.actors.queries import names_of, organisations
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.invitations.models import REMIND_AFTER, Channel, Invitation, Invitee
from samspil.invitations.stopping import refusing

PURPOSE = "invitation"
MOST_ADDRESSES = 5  # of one association
MOST_SHOWN = 100
RELATED = (
    "invitation__subject__context",
    "invitation__challenge__subject",
    "invitation__actor",
    "invitation__author__actor",
    "actor__unit",
    "answerer__actor",
    "deputy__actor",
)
ON_A_PAGE = (
    "invitation__subject",
    "invitation__challenge",
    "invitation__actor",
    "invitation__author__actor",
    "invitation__entered_by__actor",
    "actor__unit",
    "answerer__actor",
    "perspective__subject",
    "perspective__actor",
    "proposal__subject",
    "proposal__actor",
)


def invitee_of(pk: Any, by: Viewer, *, lock: bool = False) -> Invitee:
    """Somebody who is invited, to something ``by`` may read. Raises: NotFound."""
    rows = Invitee.objects.visible_to(by).select_related(*RELATED)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"Invitee {pk}")
    return found


def invitations_on(challenge: Challenge, viewer: Viewer) -> list[Invitation]:
    """The standing invitations of a challenge with those invited: an overdue answer first, then the newest."""
    rows = Invitee.objects.visible_to(viewer).filter(invitation__challenge=challenge, invitation__withdrawn_at=None)
    rows = rows.exclude(actor__subject__shown=False)  # a hidden association is named nowhere
    invitations = listed(rows.select_related(*ON_A_PAGE).order_by("-invitation", "pk")[:MOST_SHOWN])
    return sorted(invitations, key=lambda invitation: not any(row.is_overdue for row in invitation.listed))


def listed(rows: Any) -> list[Invitation]:
    """The invitations of these invitees, each with its own in ``listed``."""
    found: dict[UUID, Invitation] = {}
    for row in rows:
        invitation = found.setdefault(row.invitation_id, row.invitation)
        if not hasattr(invitation, "listed"):
            invitation.listed = []
        row.invitation = invitation
        invitation.listed.append(row)
    return list(found.values())


def invitees_of(invitation: Invitation) -> list[Invitee]:
    rows = Invitee.objects.filter(invitation=invitation).select_related(*ON_A_PAGE)
    return list(rows.order_by("pk"))


def invited_to(actor: Actor, viewer: Viewer, most: int = 10) -> list[Invitee]:
    """What an actor has been invited to, newest first. One query."""
    rows = Invitee.objects.visible_to(viewer).filter(actor=actor, invitation__withdrawn_at=None)
    return list(rows.select_related(*ON_A_PAGE, "invitation__challenge__subject").order_by("-pk")[:most])


def answers_among(ids: list[UUID], viewer: Viewer) -> set[UUID]:
    """Which of these perspectives and proposals are answers to an invitation."""
    rows = Invitee.objects.visible_to(viewer).filter(Q(perspective__in=ids) | Q(proposal__in=ids))
    pairs = rows.values_list("perspective", "proposal")
    return {pk for pair in pairs for pk in pair} & set(ids)


def invitation_behind(subject_id: UUID, viewer: Viewer) -> Invitee | None:
    """The invitation that a perspective or a proposal answers."""
    rows = Invitee.objects.visible_to(viewer).filter(Q(perspective=subject_id) | Q(proposal=subject_id))
    return rows.filter(invitation__withdrawn_at=None).select_related("invitation__actor", "invitation__subject").first()


@dataclass(frozen=True, slots=True)
class View:
    """How the inviter saw the problem until ``until``, and who changed it then."""

    text: str
    until: datetime
    who: str


def earlier_views(invitation: Invitation) -> list[View]:
    """What stood before, newest first. Two queries."""
    rows = list(invitation.history.order_by("-history_date", "-history_id")[:50])
    names = names_of({row.history_user_id for row in rows if row.history_user_id})
    return [
        View(before.view, after.history_date, names.get(after.history_user_id, ""))
        for after, before in zip(rows, rows[1:], strict=False)
        if before.view != after.view and before.view
    ]


def choices_of(viewer: Viewer) -> tuple[list[Actor], list[Actor]]:
    """Whom one may invite: the municipality's units, and everybody else on the list. One query."""
    actors = list(organisations(viewer).only("pk", "name", "kind", "subject__id"))
    return [actor for actor in actors if actor.kind == "unit"], [actor for actor in actors if actor.kind != "unit"]


def put_reach(invitees: list[Invitee]) -> None:
    """Fill in where the letters of these invitees may go: two queries, however many there are.

    To an association they go to those who speak for it, who can answer in its name, else to its own address. Who wants
    no letters gets none; ``wants_no_letters`` says that nobody else is left.
    """
    by_mail = [row for row in invitees if row.channel == Channel.MAIL and not row.is_municipality]
    speakers = Membership.objects.current().filter(speaks_for=True, person__blocked_at=None)
    speakers = speakers.filter(actor__in=[row.actor_id for row in by_mail if row.actor_id])
    found: dict[UUID, list[str]] = {}
    for actor_id, address in speakers.exclude(person__email=None).order_by("pk").values_list("actor", "person__email"):
        found.setdefault(actor_id, []).append(address)
    for row in invitees:
        row.reach = []
    for row in by_mail:
        own = row.actor.email if row.actor else row.email
        speaking = found.get(row.actor_id, []) if row.actor_id else []
        row.reach = speaking or [address for address in [own] if address]
    closed = refusing({address for row in by_mail for address in row.reach})
    for row in invitees:
        row.wants_no_letters = bool(row.reach) and closed.issuperset(row.reach)
        row.reach = [address for address in row.reach if address not in closed][:MOST_ADDRESSES]


def with_reach(rows: Iterable[Invitee]) -> list[Invitee]:
    """Those of the invitees that a letter can go to, or that get theirs another way."""
    invitees = list(rows)
    put_reach(invitees)
    return [row for row in invitees if not row.wants_no_letters]


def link_of(token: str) -> tuple[OneTimeLink, Invitee] | None:
    """The open link and whom it invites, while there is still something to answer."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    invitee = Invitee.objects.select_related(*RELATED).filter(pk=link.payload["invitee"]).first() if link else None
    if link is None or invitee is None or not invitee.is_waiting:
        return None
    return link, invitee


def silent() -> QuerySet[Invitee]:
    """Those who got a letter a week ago and have said nothing, and were never reminded. The municipality is reminded
    with the other answers it owes.
    """
    rows = Invitee.objects.visible_to(SYSTEM).waiting().filter(is_municipality=False, channel=Channel.MAIL)
    return rows.filter(reminded_at=None, sent_at__lte=clock.now() - REMIND_AFTER).select_related("actor")


def held_back() -> QuerySet[Invitee]:
    """Those whose letter waited while somebody looked at the invitation, and may go out now."""
    return Invitee.objects.visible_to(SYSTEM).waiting().filter(sent_at=None).select_related("actor")


def owed(person_id: UUID | None = None) -> QuerySet[Invitee]:
    """The answers the municipality owes, of one person or of all."""
    rows = Invitee.objects.visible_to(SYSTEM).waiting().filter(is_municipality=True)
    if person_id:
        rows = rows.filter(Q(answerer=person_id) | Q(deputy=person_id))
    return rows.select_related(*RELATED)
