from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.foundation.hooks import Manifest, PersonalData, Phrase
from samspil.moderation.models import Hiding


def export(person_id) -> list[dict]:
    """What the person wrote that was hidden, with the reason they were given, and what they hid themselves."""
    mine = Hiding.objects.filter(Q(subject__created_by=person_id) | Q(by=person_id)).select_related("subject")
    return [
        {
            "hidden": row.subject.title if row.subject.created_by == person_id else "",
            "reason": row.reason,
            "at": row.at.isoformat(),
            "shown_again": row.shown_again_at.isoformat() if row.shown_again_at else None,
        }
        for row in mine
    ]


manifest = Manifest(
    personal_data=[PersonalData(label=_("Det, der er skjult"), export=export)],
    phrases=[
        Phrase(verb="moderation.hidden", text=_("%(who)s skjulte noget"), is_public=False),
        Phrase(verb="moderation.shown_again", text=_("%(who)s viste det igen"), is_public=False),
    ],
)
