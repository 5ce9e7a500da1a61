"""What the library brings to the paper of a challenge or a proposal."""

from typing import Any

from django.utils.translation import gettext as _

from samspil.foundation.hooks import PaperItem
from samspil.foundation.viewer import Viewer
from samspil.knowledge.queries import ties_on


def known_from_others(about: Any, viewer: Viewer) -> list[PaperItem]:
    return [
        PaperItem(
            title=tie.item.title,
            text=tie.why,
            facts=(
                (_("Kilde"), tie.item.source),
                (_("Land"), tie.item.country_name),
                (_("År"), str(tie.item.year)),
                (_("Hvor sikkert ved vi det"), tie.item.get_strength_display()),
            ),
        )
        for tie in ties_on(about.subject, viewer)
    ]
