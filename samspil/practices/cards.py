"""How practices are shown in the shared components. No query of its own but the badges and the labels."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspil.foundation import hooks
from samspil.foundation.models import Theme
from samspil.foundation.viewer import Viewer
from samspil.practices import queries
from samspil.practices.models import Practice, Use


def state_of(uses: list[Use]) -> dict[str, str]:
    """Whether it is done now, as the label and the kind of a pill."""
    if any(use.is_current for use in uses):
        return {"label": _("Hverdag nu"), "kind": "answered"}
    if any(use.waits for use in uses) or any(use.until is None for use in uses):
        return {"label": _("På vej"), "kind": "waiting"}
    return {"label": _("Stoppet"), "kind": "closed"}


def since(practice: Practice) -> str:
    # Translators: a month in Django's date format letters (maj 2025).
    return _("Siden %s") % date_format(practice.since, pgettext("datoformat", "F Y"))


def lives(practice: Practice) -> list[str]:
    """In how many places, as far as the viewer may read it."""
    n = sum(use.is_current for use in practice.visible_uses)
    return [ngettext("Lever %(n)d sted", "Lever %(n)d steder", n) % {"n": n}] if n else []


def rows(practices: list[Practice], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``components/challenge_row.html`` for each practice."""
    badges = hooks.badges("practice", [row.pk for row in practices], viewer)
    labelled: set[UUID] = set()
    if practices:
        ids = [row.pk for row in practices]
        labelled = set(queries.standing_labels(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return [row_of(row, badges[row.pk], row.pk in labelled) for row in practices]


def row_of(practice: Practice, badges: list[str], is_labelled: bool) -> dict[str, Any]:
    state = state_of(practice.visible_uses)
    kicker = [practice.actor.name]
    if practice.theme:
        kicker.append(str(Theme(practice.theme).label))
    if is_labelled:
        kicker.append(_("Social innovation"))
    return {
        "url": reverse("practices:page", args=[practice.pk]),
        "title": practice.title,
        "kicker": kicker,
        "phase": state["label"],
        "phase_kind": state["kind"],
        "facts": [since(practice), *lives(practice), *badges],
    }
