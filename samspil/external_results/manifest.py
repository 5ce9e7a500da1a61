from uuid import UUID

import rules
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import viewer_by_id
from samspil.external_results import queries
from samspil.external_results.models import ExternalResult
from samspil.foundation import hooks
from samspil.foundation.hooks import Capability, Manifest, NavigationItem, Panel, PersonalData, Phrase, SubjectKind


def with_technology(request, technology) -> dict:
    """What others found about a technology. Two queries, where there is anything."""
    has_any = "external_result" in hooks.parts_on(request, technology.subject)
    return {
        "results": queries.results_of([technology.pk], request.viewer) if has_any else [],
        "technology_id": technology.pk,
        "may_attach": technology.is_open and rules.has_perm("external_results.attach", request.viewer),
    }


def beside_assessment(request, assessment) -> dict:
    """The same on an assessment of the technology, whose page it hangs on."""
    has_any = "external_result" in hooks.parts_on(request, assessment.subject)
    return {
        "results": queries.results_of([assessment.technology_id], request.viewer) if has_any else [],
        "technology_id": assessment.technology_id,
    }


def nothing_more(_request, _about) -> dict:
    """A panel that needs nothing but the page's own object."""
    return {}


def export(person_id: UUID) -> list[dict]:
    """What the person wrote; the technology is not named where it is hidden."""
    viewer = viewer_by_id(person_id)
    rows = ExternalResult.objects.filter(by=person_id).select_related("technology__subject", "subject")
    return [
        {
            "external_result": row.title,
            "technology": row.technology.title if row.technology.subject.readable_by(viewer) else "",
            "found": row.found,
            "at": row.subject.created_at.isoformat(),
        }
        for row in rows
    ]


def erase(person_id: UUID) -> None:
    """What is on record is the municipality's word about a partnership and stays; who changed it is told no more."""
    ExternalResult.history.filter(history_user_id=person_id).update(history_user_id=None)  # type: ignore[attr-defined]


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Andres vurderinger"),
            url_name="external_results:list",
            section="external_results",
            order=65,
            place="technology",
        )
    ],
    kinds=[
        SubjectKind(
            kind="external_result", label=_("Andres vurdering"), url_name="external_results:page", name="externalresult"
        )
    ],
    panels=[
        Panel(
            kind="technology",
            place="main",
            order=66,
            template="external_results/panel.html",
            context=with_technology,
        ),
        Panel(
            kind="assessment",
            place="main",
            order=66,
            template="external_results/panel.html",
            context=beside_assessment,
        ),
        Panel(
            kind="external_result",
            place="aside",
            order=95,
            template="moderation/panel_report.html",
            context=nothing_more,
        ),
    ],
    phrases=[
        Phrase(
            verb="external_results.attached", text=_("%(who)s skrev en vurdering fra andre på: %(title)s"), news="words"
        ),
        Phrase(verb="external_results.edited", text=_("%(who)s rettede en vurdering fra andre: %(title)s")),
        Phrase(
            verb="external_results.withdrawn", text=_("%(who)s tog en vurdering fra andre af listen"), is_public=False
        ),
    ],
    capabilities=[
        Capability(
            id="C60",
            url_name="external_results:list",
            label=_("Andres vurderinger og metoder står ved siden af vores, med samarbejdet og lov til at vise dem"),
        )
    ],
    personal_data=[PersonalData(label=_("De vurderinger fra andre, du har skrevet ind"), export=export, erase=erase)],
)
