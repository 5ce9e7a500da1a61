from django.utils.translation import gettext_lazy as _

from samspil.decisions.models import Decision
from samspil.foundation.hooks import Manifest, PersonalData


def export(person_id) -> list[dict]:
    rows = Decision.objects.filter(by=person_id)
    return [
        {
            "decided": row.outcome,
            "reason": row.reason,
            "interest": row.interest_note,
            "amount": row.amount,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def erase(person_id) -> None:
    """A decision is official and stays, with its reason; what it says about the person's own interests goes."""
    Decision.objects.filter(by=person_id).exclude(interest_note="").update(interest_note="-")


manifest = Manifest(
    personal_data=[PersonalData(label=_("Det, du har besluttet"), export=export, erase=erase)],
)
