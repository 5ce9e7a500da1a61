"""How challenges and perspectives are shown in the shared components. No query of its own but the badges."""

from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.challenges.models import Challenge, Perspective, Stage
from samspil.foundation import hooks
from samspil.foundation.maps import map_context
from samspil.foundation.models import Theme
from samspil.foundation.viewer import Viewer

PHASES = {
    Stage.DRAFT: "waiting",
    Stage.PERSPECTIVES: "open",
    Stage.PROPOSALS: "open",
    Stage.TRIAL: "trial",
    Stage.PRACTICE: "answered",
    Stage.CLOSED: "closed",
}


def rows(challenges: list[Challenge], viewer: Viewer) -> list[dict[str, Any]]:
    """The context of ``components/challenge_row.html`` for each challenge."""
    badges = hooks.badges("challenge", [row.pk for row in challenges], viewer)
    return [
        {
            "url": reverse("challenges:page", args=[row.pk]),
            "title": row.question,
            "kicker": [text for text in (str(Theme(row.theme).label), row.subject.place) if text],
            "phase": str(Stage(row.stage).label),
            "phase_kind": PHASES[Stage(row.stage)],
            "facts": [_("Rejst af %s") % row.speaker, *badges[row.pk]],
            "when": row.subject.active_at,
        }
        for row in challenges
    ]


def map_of(challenges: list[Challenge]) -> dict[str, Any]:
    """The context of ``components/map.html``: the challenges of the page that have a place."""
    points = [
        {
            "title": row.question,
            "meta": row.subject.place,
            "url": reverse("challenges:page", args=[row.pk]),
            "lat": row.subject.latitude,
            "lon": row.subject.longitude,
        }
        for row in challenges
        if row.subject.latitude is not None
    ]
    return map_context(_("Kort over udfordringerne på siden"), points)


def entered_note(row: Any) -> str:
    """The line that tells that staff wrote it down for somebody."""
    if not row.entered_by:
        return ""
    return _("Skrevet ned af %(staff)s, fortalt %(how)s") % {
        "staff": row.entered_by.name,
        "how": row.get_channel_display(),
    }


def voices(rows: list[Perspective], viewer: Viewer) -> list[dict[str, Any]]:
    """What people see, each with the remarks of other apps: that it answers an invitation."""
    remarks = hooks.badges("perspective", [row.pk for row in rows], viewer)
    shown = [voice(row, viewer) for row in rows]
    for row, card in zip(rows, shown, strict=True):
        if not row.withdrawn_at:
            card["note"] = " · ".join(filter(None, (card["note"], *map(str, remarks[row.pk]))))
    return shown


def voice(row: Perspective, viewer: Viewer) -> dict[str, Any]:
    """The context of ``components/perspective.html``, with its replies."""
    shown: dict[str, Any] = {
        "id": row.pk,
        "key": str(row.pk),
        "replies": [voice(reply, viewer) for reply in getattr(row, "visible_replies", [])],
        "when": row.subject.created_at,
    }
    if row.withdrawn_at:
        gone = _("Den, der skrev, har taget sine ord tilbage.")
        return {**shown, "author": _("Taget tilbage"), "text": gone, "is_withdrawn": True}
    links = []
    if viewer.is_known and rules.has_perm("perspectives.withdraw", viewer, row):
        links.append({"label": _("Tag tilbage"), "url": reverse("challenges:withdraw-perspective", args=[row.pk])})
    if viewer.is_known and rules.has_perm("moderation.hide", viewer):
        links.append({"label": _("Skjul"), "url": reverse("moderation:hide", args=[row.pk])})
    links.append({"label": _("Sig til"), "url": reverse("moderation:report", args=[row.pk])})
    return {
        **shown,
        "author": row.speaker,
        "role": row.in_the_role_of,
        "sphere": row.actor.sphere,
        "text": row.body,
        "language": row.subject.language,
        "note": entered_note(row),
        "wording": "",  # what is there need not be searched for, thirty times a page
        "links": links,
    }
