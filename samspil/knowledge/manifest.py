from functools import partial

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import (
    Capability,
    Manifest,
    MatchSource,
    NavigationItem,
    Panel,
    PaperSection,
    PersonalData,
    Phrase,
    SubjectKind,
)
from samspil.knowledge import paper
from samspil.knowledge.actions import erase
from samspil.knowledge.models import KnowledgeItem, KnowledgeTie
from samspil.knowledge.queries import ties_on
from samspil.suggestions.documents import written

TIED_TO = ("challenge", "proposal")


def known_from_others(request, about) -> dict:
    """The knowledge on a page, and what the viewer may do with each piece. One query."""
    ties = ties_on(about.subject, request.viewer)
    may_untie_all = bool(ties) and rules.has_perm("knowledge.untie_all", request.viewer, about)
    for tie in ties:
        tie.may_untie = may_untie_all or tie.by_id == request.viewer.person_id  # type: ignore[attr-defined]
    return {"ties": ties, "may_tie": rules.has_perm("knowledge.tie", request.viewer, about)}


def export(person_id) -> list[dict]:
    rows = KnowledgeTie.objects.filter(by=person_id).select_related("item", "subject").order_by("pk")
    return [
        {"knowledge": row.item.title, "on_page": row.subject.title, "why": row.why, "at": row.at.isoformat()}
        for row in rows
    ]


manifest = Manifest(
    navigation=[NavigationItem(label=_("Viden"), url_name="knowledge:list", section="knowledge", order=50)],
    kinds=[
        SubjectKind(
            kind="knowledge",
            label=_("Viden"),
            url_name="knowledge:page",
            may_illustrate="knowledge.edit",
            name="knowledgeitem",
        )
    ],
    panels=[
        Panel(kind=kind, place="aside", order=40, template="knowledge/panel.html", context=known_from_others)
        for kind in TIED_TO
    ],
    phrases=[
        Phrase(verb="knowledge.added", text=_("%(who)s lagde viden i biblioteket")),
        Phrase(verb="knowledge.edited", text=_("%(who)s rettede teksten")),
        Phrase(verb="knowledge.tied", text=_("%(who)s fandt viden fra andre, som kan bruges her")),
        Phrase(verb="knowledge.untied", text=_("%(who)s tog viden af siden"), is_public=False),
    ],
    capabilities=[
        Capability(id="C27", url_name="knowledge:list", label=_("Dokumenternes egne eksempler med kilde")),
        Capability(
            id="C33",
            url_name="knowledge:list",
            label=_("Viden med kilde, land og hvor godt vi ved det, knyttet til udfordringer og forslag"),
        ),
    ],
    paper_sections=[
        PaperSection(kind=kind, order=70, label=_("Det ved vi fra andre"), of=paper.known_from_others)
        for kind in TIED_TO
    ],
    match_sources=[MatchSource(kind="knowledge", documents=partial(written, KnowledgeItem, ("body", "actors")))],
    personal_data=[PersonalData(label=_("Den viden, du har fundet til siderne"), export=export, erase=erase)],
)
