"""How proposals are shown in the shared components. No query of its own but the badges."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.challenges.models import Challenge
from samspil.foundation import hooks
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Degree, Proposal

MOST_PLEDGES = 3


def status(proposal: Proposal) -> dict[str, str]:
    """Where a proposal stands with its answer, in words and as a kind of pill."""
    if proposal.withdrawn_at:
        return {"label": _("Trukket tilbage"), "kind": "closed"}
    if proposal.answered_at:
        return {"label": _("Har fået svar"), "kind": "answered"}
    if proposal.is_overdue:
        return {"label": _("Ubesvaret"), "kind": "waiting"}
    return {"label": _("Venter på svar"), "kind": "open"}


def rows(proposals: list[Proposal], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``components/proposal_row.html`` for each proposal."""
    badges = hooks.badges("proposal", [row.pk for row in proposals], viewer)
    shown = []
    for row in proposals:
        state = status(row)
        shown.append(
            {
                "url": reverse("proposals:page", args=[row.pk]),
                "title": row.title,
                "author": row.speaker,
                "degree": str(Degree(row.degree).label),
                "summary": Truncator(row.body).words(24),
                "status": state["label"],
                "status_kind": state["kind"],
                "facts": badges[row.pk],
                "when": row.subject.active_at,
                "challenge_title": row.challenge.question if row.challenge else "",
                "challenge_url": reverse("challenges:page", args=[row.challenge_id]) if row.challenge else "",
            }
        )
    return shown


def ways(challenge: Challenge, proposals: list[Proposal]) -> list[dict[str, Any]]:
    """Today's practice first, then the proposals: the context of ``components/way_card.html`` for each."""
    today = challenge.today.strip()
    title, _dot, rest = today.partition(". ")
    first = {
        "kind": _("I dag"),
        "title": title.rstrip(".") or _("Ingen har skrevet, hvad man gør i dag"),
        "text": rest,
        "today": True,
    }
    return [first, *(way(proposal) for proposal in proposals)]


def way(proposal: Proposal) -> dict[str, Any]:
    pledges = [str(pledge) for pledge in proposal.visible_pledges]
    more = len(pledges) - MOST_PLEDGES
    return {
        "kind": _("Forslag · %s") % proposal.speaker,
        "title": proposal.title,
        "text": Truncator(proposal.body).words(20),
        "url": reverse("proposals:page", args=[proposal.pk]),
        "pledges": pledges[:MOST_PLEDGES],
        "more": ngettext("og %d bidrag mere", "og %d bidrag mere", more) % more if more > 0 else "",
    }
