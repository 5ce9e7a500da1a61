from django.utils.translation import gettext_lazy as _

from samspil.decisions.models import Advice, AdviceInterest, Decision
from samspil.foundation.hooks import Manifest, PersonalData


def export(person_id) -> list[dict]:
    decided = Decision.objects.filter(by=person_id)
    advised = Advice.objects.filter(by=person_id)
    stated = AdviceInterest.objects.filter(person=person_id).select_related("advice__body")
    return [
        *(
            {
                "decided": row.outcome,
                "reason": row.reason,
                "interest": row.interest_note,
                "amount": row.amount,
                "at": row.at.isoformat(),
            }
            for row in decided
        ),
        *({"wrote_down_advice": row.recommendation, "at": row.at.isoformat()} for row in advised),
        *(
            {
                "advised_with": str(row.advice.body),
                "stake": row.interest,
                "interest": row.note,
                "on": row.advice.meeting_on.isoformat(),
            }
            for row in stated
        ),
    ]


def erase(person_id) -> None:
    """A decision, or an advice, is official and stays, with its reason; what it says of the person's interests goes."""
    Decision.objects.filter(by=person_id).exclude(interest_note="").update(interest_note="-")
    AdviceInterest.objects.filter(person=person_id).exclude(note="").update(note="-")


manifest = Manifest(
    personal_data=[
        PersonalData(
            label=_("Det, du har besluttet eller rådet til"),
            export=export,
            erase=erase,
            doubles=("decisions.AdviceInterest",),
        )
    ],
)
