from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from samspil.business_cases import personal_data, queries
from samspil.business_cases.models import ABOUT_KINDS
from samspil.foundation import hooks
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


def reckoned_here(request: Any, about: Any) -> dict[str, Any]:
    """The cases on a page, and whether the viewer may begin one. One query where there are any, else none."""
    there = "business_case" in hooks.parts_on(request, about.subject)
    return {
        "cases": queries.cases_on(about.subject, request.viewer) if there else [],
        "may_begin": rules.has_perm("business_cases.begin", request.viewer, about),
    }


def quiet(verb: str, text: Any) -> Phrase:
    """A line for those who look into the log; no timeline shows it."""
    return Phrase(verb=f"business_cases.{verb}", text=text, is_public=False)


manifest = Manifest(
    navigation=[
        NavigationItem(
            label=_("Business cases"),
            url_name="business_cases:list",
            section="business_cases",
            order=70,
            place="technology",
        )
    ],
    kinds=[
        SubjectKind(
            kind="business_case", label=_("Business case"), url_name="business_cases:page", name="businesscase"
        ),
        SubjectKind(kind="norm", label=_("Sats"), is_searchable=False),
        SubjectKind(kind="care_task", label=_("Opgave i minutregnskabet"), is_searchable=False, name="caretask"),
    ],
    panels=[
        Panel(kind=kind, place="aside", order=55, template="business_cases/panel.html", context=reckoned_here)
        for kind in ABOUT_KINDS
    ],
    phrases=[
        Phrase(verb="business_cases.begun", text=_("%(who)s begyndte at regne på det: %(title)s"), news="stage"),
        Phrase(verb="business_cases.signed", text=_("%(who)s skrev under på tallene: %(title)s"), news="stage"),
        Phrase(verb="business_cases.signature_taken_back", text=_("%(who)s tog sin underskrift tilbage: %(title)s")),
        Phrase(verb="business_cases.locked", text=_("%(who)s låste regnestykket: %(title)s"), news="stage"),
        Phrase(verb="business_cases.unlocked", text=_("%(who)s låste regnestykket op: %(title)s")),
        quiet("edited", _("%(who)s rettede forudsætningerne")),
        quiet("line_written", _("%(who)s skrev en linje")),
        quiet("line_edited", _("%(who)s rettede en linje")),
        quiet("line_removed", _("%(who)s fjernede en linje")),
        quiet("withdrawn", _("%(who)s trak regnestykket tilbage")),
        quiet("norm_added", _("%(who)s skrev en sats")),
        quiet("norm_removed", _("%(who)s fjernede en sats")),
        quiet("care_task_added", _("%(who)s skrev en opgave i minutregnskabet")),
        quiet("care_task_edited", _("%(who)s rettede en opgave i minutregnskabet")),
        quiet("care_task_removed", _("%(who)s tog en opgave ud af minutregnskabet")),
    ],
    conditions=[Condition(kind="technology", step="withdraw", lacks=queries.reckoned_by_others)],
    capabilities=[
        Capability(
            id="C55",
            url_name="business_cases:list",
            label=_("Regn på det, når tallene betyder noget: kasse, kapacitet og kvalitet hver for sig"),
        )
    ],
    personal_data=[
        PersonalData(
            label=_("Regnestykker, du har skrevet på eller skrevet under på"),
            export=personal_data.export,
            erase=personal_data.erase,
        )
    ],
)
