from functools import partial

import rules
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspil.actors.queries import title_for
from samspil.foundation.hooks import (
    Capability,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.suggestions.documents import written
from samspil.technologies.rules import works_there
from samspil.technology_needs import queries
from samspil.technology_needs.actions import erase
from samspil.technology_needs.models import Joining, ReuseDecision, TechnologyNeed


def asked_by_units(request, proposal) -> dict:
    """The needs a proposal answers, and what others' experience led to. Two queries; one without any."""
    return {"needs": queries.behind(proposal.subject, request.viewer)}


def came_up(request, meeting) -> dict:
    """The needs that came up at a meeting, and the way to note one. One query."""
    return {
        "needs": queries.heard_at(meeting.subject, request.viewer),
        "meeting": meeting,
        "may_note": not meeting.is_cancelled and works_there.test(request.viewer, meeting.unit),
    }


def report_link(_request, _about) -> dict:
    return {}


def note_link(request, _technology) -> dict:
    """From a technology to the minute form. No query."""
    return {"may_note": rules.has_perm("technology_needs.note", request.viewer)}


def export(person_id) -> list[dict]:
    """What the person noted, joined and decided; another unit's need is not named where it is hidden."""
    named = title_for(person_id)
    noted = TechnologyNeed.objects.filter(author=person_id).select_related("subject")
    joined = Joining.objects.filter(by=person_id).select_related("need__subject", "unit__actor")
    decided = ReuseDecision.objects.filter(by=person_id).select_related("need__subject")
    return [
        *({"need": row.title, "today": row.today, "at": row.subject.created_at.isoformat()} for row in noted),
        *(
            {"joined": named(row.need.subject), "for": str(row.unit), "note": row.note, "at": row.at.isoformat()}
            for row in joined
        ),
        *(
            {
                "reuse": named(row.need.subject),
                "choice": row.choice,
                "searched": row.searched,
                "why": row.why,
                "at": row.at.isoformat(),
            }
            for row in decided
        ),
    ]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=pgettext_lazy("list", "Behov"),
            url_name="technology_needs:list",
            section="technology_needs",
            order=40,
            place="technology",
        )
    ],
    kinds=[
        SubjectKind(
            kind="technology_need",
            label=pgettext_lazy("ét", "Behov for teknologi"),
            url_name="technology_needs:page",
            name="technologyneed",
        )
    ],
    panels=[
        Panel(
            kind="proposal",
            place="main",
            order=6,
            template="technology_needs/panel_behind.html",
            context=asked_by_units,
        ),
        Panel(kind="meeting", place="aside", order=20, template="technology_needs/panel_meeting.html", context=came_up),
        Panel(
            kind="technology", place="aside", order=40, template="technology_needs/panel_note.html", context=note_link
        ),
        Panel(
            kind="technology_need",
            place="aside",
            order=95,
            template="moderation/panel_report.html",
            context=report_link,
        ),
    ],
    phrases=[
        Phrase(verb="technology_needs.noted", text=_("%(who)s skrev, hvad de har brug for: %(title)s"), news="words"),
        Phrase(verb="technology_needs.edited", text=_("%(who)s rettede behovet: %(title)s")),
        Phrase(verb="technology_needs.withdrawn", text=_("%(who)s tog et behov af listen"), is_public=False),
        Phrase(verb="technology_needs.joined", text=_("%(who)s har samme behov: %(title)s"), news="words"),
        Phrase(verb="technology_needs.left", text=_("%(who)s er ikke med længere: %(title)s")),
        Phrase(verb="technology_needs.looking", text=_("%(who)s ser på, hvad andre har prøvet: %(title)s")),
        Phrase(
            verb="technology_needs.reuse_decided",
            text=_("%(who)s skrev, hvad andres erfaringer fører til: %(title)s"),
            news="stage",
        ),
        Phrase(verb="technology_needs.went_on", text=_("Behovet blev til et forslag: %(title)s"), news="stage"),
        Phrase(verb="technology_needs.closed", text=_("%(who)s lukkede behovet: %(title)s"), news="stage"),
        Phrase(verb="technology_needs.reopened", text=_("%(who)s åbnede behovet igen: %(title)s")),
    ],
    capabilities=[
        Capability(
            id="C47",
            url_name="technology_needs:list",
            label=_("Ingen begynder på noget nyt, før de har set på andres erfaringer og skrevet hvorfor"),
        ),
        Capability(
            id="C58",
            url_name="technology_needs:list",
            label=_("Enheder med samme behov finder hinanden, også fra personalemødet"),
        ),
    ],
    match_sources=[
        MatchSource(kind="technology_need", documents=partial(written, TechnologyNeed, ("today", "for_whom")))
    ],
    personal_data=[PersonalData(label=_("Behov for teknologi, du har skrevet ned"), export=export, erase=erase)],
)
