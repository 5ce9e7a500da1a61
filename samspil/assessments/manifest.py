import rules
from django.utils.translation import gettext_lazy as _

from samspil.assessments import personal_data, queries
from samspil.foundation.hooks import (
    Capability,
    Condition,
    Manifest,
    NavigationItem,
    Panel,
    PersonalData,
    Phrase,
    SubjectKind,
)


def assessed(request, about) -> dict:
    """The assessments of a technology, or that rest on a trial. One query."""
    is_technology = about.subject.kind == "technology"
    return {
        "assessments": queries.assessments_of(about.subject, request.viewer),
        "technology": about if is_technology else None,
        "may_begin": is_technology and rules.has_perm("assessments.begin", request.viewer),
    }


def quiet(verb: str, text) -> Phrase:
    """A line for those who look into the log; no timeline shows it."""
    return Phrase(verb=f"assessments.{verb}", text=text, is_public=False)


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Vurderinger"), url_name="assessments:list", section="assessments", order=60, place="technology"
        )
    ],
    kinds=[
        SubjectKind(kind="assessment", label=_("Vurdering"), url_name="assessments:page"),
        SubjectKind(
            kind="modelversion",
            label=_("Udgave af vurderingsmodellen"),
            url_name="assessments:model",
            is_searchable=False,
        ),
    ],
    panels=[
        Panel(kind=kind, place="main", order=65, template="assessments/panel.html", context=assessed)
        for kind in ("technology", "trial")
    ],
    phrases=[
        Phrase(verb="assessments.begun", text=_("%(who)s begyndte en vurdering: %(title)s")),
        Phrase(verb="assessments.opened", text=_("Nu bliver folk spurgt: %(title)s"), news="stage"),
        Phrase(verb="assessments.asked_again", text=_("Nu bliver folk spurgt igen: %(title)s"), news="stage"),
        Phrase(
            verb="assessments.trial_chosen",
            text=_("%(who)s valgte, hvilken afprøvning vurderingen bygger på: %(title)s"),
        ),
        quiet("edited", _("%(who)s rettede en vurdering")),
        quiet("gate_answered", _("%(who)s svarede på de fire ja eller nej")),
        quiet("criteria_chosen", _("%(who)s valgte, hvad der bliver spurgt om")),
        quiet("weights_agreed", _("%(who)s skrev de aftalte vægte ind")),
        quiet("moved", _("%(who)s flyttede sidste dag for svar på en vurdering")),
        quiet("graded", _("%(who)s skrev, hvor godt vi ved det")),
        quiet("withdrawn", _("%(who)s trak en vurdering tilbage")),
        quiet("model_copied", _("%(who)s begyndte på en ny udgave af modellen")),
        quiet("model_edited", _("%(who)s rettede i en udgave af modellen")),
        Phrase(verb="assessments.model_published", text=_("En ny udgave af modellen er i brug: %(title)s")),
    ],
    conditions=[
        Condition(kind="technology", step="withdraw", lacks=queries.assessed),
    ],
    capabilities=[
        Capability(
            id="C59",
            url_name="assessments:newest-model",
            label=_("Én ensartet model: de samme spørgsmål til borger, medarbejder og organisation"),
        ),
    ],
    personal_data=[
        PersonalData(label=_("Vurderinger, du holder"), export=personal_data.export, erase=personal_data.erase)
    ],
)
