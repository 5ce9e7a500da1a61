"""How needs are shown in the shared components. No query."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.technology_needs.models import NeedStatus, TechnologyNeed

PILLS = {
    NeedStatus.OPEN: "open",
    NeedStatus.LOOKING: "waiting",
    NeedStatus.GOES_ON: "answered",
    NeedStatus.CLOSED: "closed",
}


def rows(needs: list[TechnologyNeed]) -> list[dict[str, Any]]:
    """The context of ``components/challenge_row.html`` for needs read by ``queries.needs``."""
    return [row_of(need) for need in needs]


def row_of(need: TechnologyNeed) -> dict[str, Any]:
    others = len(need.standing_joins)
    told = ngettext("%(n)d enhed mere har samme behov", "%(n)d enheder mere har samme behov", others)
    return {
        "url": reverse("technology_needs:page", args=[need.pk]),
        "title": need.title,
        "kicker": [need.speaker, *([_("Kun for ansatte")] if need.subject.audience != "public" else [])],
        "phase": need.get_status_display(),
        "phase_kind": PILLS[NeedStatus(need.status)],
        "summary": need.today if len(need.today) < 200 else f"{need.today[:180].rsplit(' ', 1)[0]} …",
        "facts": [need.get_how_often_display(), *([told % {"n": others}] if others else [])],
        "when": need.subject.created_at,
    }
