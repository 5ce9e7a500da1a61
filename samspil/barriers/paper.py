"""The part of a challenge's paper about what stands in the way."""

from django.utils.translation import gettext as _

from samspil.barriers import queries
from samspil.foundation.hooks import PaperItem
from samspil.foundation.viewer import Viewer


def barriers(challenge, viewer: Viewer) -> list[PaperItem]:
    return [
        PaperItem(
            text=row.body,
            who=row.speaker,
            when=row.subject.created_at,
            note=f"{row.get_kind_display()} · {row.get_status_display()}",
            language=row.subject.language,
            parts=(PaperItem(sort=_("Svar"), text=row.response, who=row.responded_by.name, when=row.responded_at),)
            if row.responded_by
            else (),
        )
        for row in queries.met_on(challenge.subject, viewer)
    ]
