"""Proposals beyond the first table: answers from a letter, questions, side by side, and what is not taken further."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from tests.factories import make_answer

TABLE = """
proposals:answer-by-link              answer letter                 oooooooooo  oooooooooo
proposals:answer-by-link              spent                         0000000000  0000000000
proposals:reply-by-link               reply letter                  oooooooooo  oooooooooo
proposals:reply-by-link               spent                         0000000000  0000000000
proposals:reply                       question                      33333o3333  33333v3333
proposals:reply                       question staff                444o344333  444v344333
proposals:reply                       question hidden               4444444444  4444444444
proposals:side-by-side                challenge:public              oooooooooo  5555555555
proposals:side-by-side                challenge:staff               444oo44ooo  5555555555
proposals:side-by-side                challenge:limited             444oo44444  5555555555
proposals:side-by-side                challenge:draft               444o444444  5555555555
proposals:side-by-side                challenge:hidden              4444444444  5555555555
proposals:answer-rest                 challenge:public              3333o333oo  3333v333vv
proposals:answer-rest                 challenge:staff               4443o443oo  4443e443ee
proposals:answer-rest                 challenge:limited             4443o44444  4443e44444
proposals:answer-rest                 challenge:draft               4443444444  4443444444
proposals:answer-rest                 challenge:hidden              4444444444  4444444444
"""

FORMS = {
    "propose with a role": ("proposals:propose", "", "relative", {"volunteer_role": 160, "title": 120}),
    "reply": ("proposals:reply", "question", "host", {"body": 3000}),
    "answer rest": ("proposals:answer-rest", "challenge:public", "leader", {"reason_1": 300}),
}
CHOICES = [("propose with a role", "role_planned_by")]


def data(there) -> dict[str, dict[str, Any]]:
    from tests.permission_table import GUEST, PROPOSAL

    role = {"volunteer_role": "Læser højt", "role_planned_by": "together"}
    return {
        "proposals:propose": {**GUEST, **PROPOSAL, **role, "unit_id": str(there.things["unit"].pk)},
        "proposals:answer-by-link": {"outcome": "forward", "body": "Vi prøver det fra mandag."},
        "proposals:reply-by-link": {"body": "Om torsdagen."},
        "proposals:reply": {"body": "Om torsdagen."},
        "proposals:answer-rest": {
            "proposal_1": str(there.things["proposal:own"].pk),
            "reason_1": "Der er ikke plads i år.",
            "look_again_on": str(clock.today() + timedelta(days=100)),
        },
    }


def build(world) -> None:
    """Questions about a proposal everybody may read, and about one for staff; a letter to answer, and one to reply."""
    leader, host, days = world.people["leader"], world.people["host"], timedelta(days=2)
    asked = make_answer(world.things["proposal:loose"], by=leader, outcome="asked", body="Offentligt spørgsmål?")
    staff = make_answer(world.things["proposal:loose staff"], by=leader, outcome="asked", body="Ansatkunspørgsmål?")
    hidden = make_answer(world.things["proposal:in hidden"], by=leader, outcome="asked", body="Skjultaltspørgsmål?")
    own = {"proposal": str(world.things["proposal:own"].pk)}
    question = {"proposal": str(asked.proposal_id), "question": asked.pk}
    world.tokens |= {
        "question": [asked.proposal_id, asked.pk],
        "question staff": [staff.proposal_id, staff.pk],
        "question hidden": [hidden.proposal_id, hidden.pk],
        "answer letter": [OneTimeLink.issue("answer", lasts=days, person=leader.pk, payload=own)[1]],
        "reply letter": [OneTimeLink.issue("reply", lasts=days, person=host.pk, payload=question)[1]],
    }
