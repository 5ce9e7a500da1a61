from datetime import timedelta

import rules
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Manifest, Panel, PersonalData, Phrase, Schedule, SubjectKind, parts_on
from samspil.pictures.actions import MOST_PICTURES, erase, sweep
from samspil.pictures.models import Picture
from samspil.pictures.queries import pictures_of

ILLUSTRATED = ("award_round", "challenge", "proposal", "knowledge", "actor", "practice", "resource")


def on_the_page(request, about) -> dict:
    """The pictures, and what the viewer may do with each. One query, where there are any."""
    has_some = "picture" in parts_on(request, about.subject)
    pictures = pictures_of(about.subject, request.viewer) if has_some else []
    may_add = rules.has_perm("pictures.add", request.viewer, about)
    for picture in pictures:
        is_mine = picture.subject.created_by is not None and picture.subject.created_by == request.viewer.person_id
        picture.may_edit = may_add or is_mine  # type: ignore[attr-defined]
    return {
        "pictures": pictures,
        "may_add": may_add and len(pictures) < MOST_PICTURES,
        "may_hide": rules.has_perm("moderation.hide", request.viewer),
    }


def export(person_id) -> list[dict]:
    rows = Picture.objects.filter(subject__created_by=person_id).select_related("subject__context")
    return [
        {
            "picture": row.alt,
            "credit": row.credit,
            "consent": row.consent,
            "on_page": row.subject.context.title,
            "at": row.subject.created_at.isoformat(),
        }
        for row in rows.order_by("pk")
    ]


manifest = Manifest(
    kinds=[SubjectKind(kind="picture", label=_("Billede"), is_searchable=False)],
    panels=[
        Panel(kind=kind, place="main", order=5, template="pictures/panel.html", context=on_the_page)
        for kind in ILLUSTRATED
    ],
    phrases=[
        Phrase(verb="pictures.added", text=_("%(who)s satte et billede på: %(title)s")),
        Phrase(verb="pictures.edited", text=_("%(who)s rettede teksten til et billede"), is_public=False),
        Phrase(verb="pictures.removed", text=_("%(who)s fjernede et billede"), is_public=False),
    ],
    schedules=[Schedule(name="pictures.sweep", every=timedelta(hours=24), run=sweep)],
    personal_data=[PersonalData(label=_("Dine billeder"), export=export, erase=erase)],
)
