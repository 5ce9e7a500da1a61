"""How proposals are shown in the shared components. No query of its own but the badges."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspil.actors.models import Sphere
from samspil.challenges.chain import MUST_HOLD
from samspil.challenges.models import ChainStep, Challenge
from samspil.foundation import hooks
from samspil.foundation.viewer import Viewer
from samspil.proposals.models import Degree, Outcome, PledgeKind, Proposal
from samspil.proposals.queries import SideBySide

MOST_PLEDGES = 3


def status(proposal: Proposal, kept_until: date | None = None) -> dict[str, str]:
    """Where a proposal stands with its answer, in words and as a kind of pill.

    ``kept_until`` is when it is looked at again, where its newest answer keeps it for later.
    """
    if proposal.withdrawn_at:
        return {"label": _("Trukket tilbage"), "kind": "closed"}
    if kept_until:
        return {"label": _("Gemt til senere"), "kind": "answered"}
    if proposal.answered_at:
        return {"label": _("Har fået svar"), "kind": "answered"}
    if proposal.is_overdue:
        return {"label": _("Ubesvaret"), "kind": "waiting"}
    return {"label": _("Venter på svar"), "kind": "open"}


def on(day: Any) -> str:
    # Translators: a day with its year, in Django's date format letters (3. november 2025).
    return date_format(day, pgettext("datoformat", "j. F Y"))


def rows(proposals: list[Proposal], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``components/proposal_row.html`` for each proposal."""
    badges = hooks.badges("proposal", [row.pk for row in proposals], viewer)
    shown = []
    for row in proposals:
        kept_until = getattr(row, "kept_until", None)  # from queries.proposals
        state = status(row, kept_until)
        facts = list(badges[row.pk])
        if row.is_municipal_role:
            facts.append(_("Kommunal frivilligrolle"))
        elif row.volunteer_role:
            facts.append(_("Rolle til frivillige"))
        if kept_until:
            facts.append(_("Ses igen den %s") % on(kept_until))
        shown.append(
            {
                "url": reverse("proposals:page", args=[row.pk]),
                "title": row.title,
                "author": row.speaker,
                "degree": str(Degree(row.degree).label),
                "summary": Truncator(row.body).words(24),
                "status": state["label"],
                "status_kind": state["kind"],
                "facts": facts,
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


# --- side by side -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of the table: its lines, and a remark that is made to be seen."""

    lines: list[str]
    flag: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of the table: its label, and a cell for today's practice and for each proposal."""

    label: str
    cells: list[Cell]


def columns(challenge: Challenge, beside: SideBySide) -> list[dict[str, Any]]:
    """The heads of the table: today's practice first, never counted as a proposal."""
    return [
        {"kind": _("I dag"), "title": _("Sådan gør vi nu"), "is_today": True},
        *(
            {"kind": row.speaker, "title": row.title, "url": reverse("proposals:page", args=[row.pk])}
            for row in beside.chosen
        ),
    ]


def comparison(challenge: Challenge, beside: SideBySide, viewer: Viewer) -> list[Comparison]:
    """The rows of the table. No query: everything was read in ``queries.side_by_side``."""
    seen = beside.holders[challenge.pk][ChainStep.IDENTIFIED]
    today = {
        "what": Cell(
            [challenge.today or _("Ingen har skrevet, hvad man gør i dag.")], language=challenge.subject.language
        )
    }
    parts: list[tuple[str, str, Any]] = [
        ("what", _("Hvad det er"), lambda row: Cell([Truncator(row.body).words(60)], language=row.subject.language)),
        ("devised", _("Udtænkt af"), lambda row: Cell(names(beside.holders[row.pk][ChainStep.DEVISED]))),
        ("delivered", _("Kunne gøre det"), lambda row: delivered(beside.holders[row.pk], seen)),
        (
            "new",
            _("Hvor nyt, og hvad ændrer sig"),
            lambda row: Cell([row.get_degree_display(), row.get_object_display()]),
        ),
        ("track", _("Spor"), lambda row: track(row, viewer)),
        ("role", _("Frivilliges rolle"), role),
        ("pledges", _("Bidrag"), lambda row: Cell(pledged(beside.pledged[row.pk]))),
        ("answer", _("Svar"), answer),
    ]
    return [
        Comparison(label, [today.get(name, Cell([])), *(part(row) for row in beside.chosen)])
        for name, label, part in parts
    ]


def names(holders: list[tuple[str, str]]) -> list[str]:
    return [f"{name} ({Sphere(sphere).label})" for name, sphere in holders]


def delivered(holders: dict[str, list[tuple[str, str]]], seen: list[tuple[str, str]]) -> Cell:
    """Who would deliver, and whether the whole chain stands in the municipality (C20)."""
    chain = {**holders, ChainStep.IDENTIFIED: holders[ChainStep.IDENTIFIED] or seen}
    spheres = [{sphere for _name, sphere in chain[step]} for step in MUST_HOLD]
    is_all = all(each == {Sphere.MUNICIPALITY} for each in spheres)
    lines = names(holders[ChainStep.DELIVERED]) or [_("Ikke aftalt endnu")]
    return Cell(lines, flag=_("Hele kæden i kommunen") if is_all else "")


def track(row: Proposal, viewer: Viewer) -> Cell:
    beacon = row.beacon if row.beacon and row.beacon.subject.readable_by(viewer) else None
    return Cell([row.get_track_display(), *([beacon.title] if beacon else [])])


def role(row: Proposal) -> Cell:
    if not row.volunteer_role:
        return Cell([_("Ingen")])
    lines = [row.volunteer_role, _("Planlægges af: %s") % row.get_role_planned_by_display()]
    return Cell(lines, flag=_("Kommunal frivilligrolle") if row.is_municipal_role else "")


def pledged(kinds: list[tuple[str, int, int | None]]) -> list[str]:
    lines = []
    for kind, count, dkk in kinds:
        money = _(" · %s kr. i alt") % floatformat(dkk, "0g") if dkk else ""
        lines.append(f"{PledgeKind(kind).label}: {count}{money}")
    return lines or [_("Ingen endnu")]


def answer(row: Proposal) -> Cell:
    """The newest answer with its reason, or who owes it."""
    given = next((each for each in row.answers.all() if each.outcome != Outcome.ASKED), None)
    if given is None:
        who = row.answerer.name if row.answerer else _("Frivilligkoordinatoren")
        day = on(row.answer_due) if row.answer_due else ""
        return Cell(
            [_("%(who)s svarer senest %(day)s") % {"who": who, "day": day}],
            flag=_("Ubesvaret") if row.is_overdue else "",
        )
    lines = [given.get_outcome_display(), Truncator(given.body).words(40)]
    if given.look_again_on:
        lines.append(_("Ses igen den %s") % on(given.look_again_on))
    return Cell(lines)
