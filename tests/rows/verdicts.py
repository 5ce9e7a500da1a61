"""The end of an assessment: those who keep it say that it is ready, and only the leader of its unit decides."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.moderation import actions as moderation
from tests.assessments.making import collecting
from tests.technologies.making import make_technology
from tests.verdicts.making import FOUND, complete, decide, evaluated, lacking, ready, told
from tests.world import World

TABLE = """
verdicts:list                         -                             oooooooooo  5555555555
verdicts:ready                        verdict:complete              333oo333oo  333vv333vv
verdicts:ready                        verdict:lacking               333oo333oo  333ee333ee
verdicts:ready                        verdict:collecting            3333333333  3333333333
verdicts:ready                        verdict:hidden complete       4444444444  4444444444
verdicts:decide                       verdict:ready                 3333o33333  3333v33333
verdicts:decide                       verdict:complete              3333o33333  3333e33333
verdicts:decide                       verdict:lacking               3333o33333  3333e33333
verdicts:decide                       verdict:collecting            3333333333  3333333333
verdicts:decide                       verdict:stopped               vvvvvvvvvv  vvvvvvvvvv
verdicts:decide                       verdict:hidden complete       4444444444  4444444444
verdicts:page                         verdict:stopped               oooooooooo  5555555555
verdicts:page                         verdict:evaluated             oooooooooo  5555555555
verdicts:page                         verdict:complete              4444444444  5555555555
verdicts:page                         verdict:hidden                4444444444  5555555555
verdicts:page                         nobody                        4444444444  5555555555
verdicts:evaluate                     verdict:stopped               333oo333oo  333vv333vv
verdicts:evaluate                     verdict:tried                 333oo333oo  333ee333ee
verdicts:evaluate                     verdict:evaluated             vvvvvvvvvv  vvvvvvvvvv
verdicts:evaluate                     verdict:complete              4444444444  4444444444
verdicts:evaluate                     verdict:hidden                4444444444  4444444444
"""
FORMS: dict[str, Any] = {
    "make ready": ("verdicts:ready", "verdict:complete", "employee", {"interest_note": 300}),
    "decide verdict": ("verdicts:decide", "verdict:ready", "leader", {"reason": 2000, "baseline": 600}),
    "evaluate verdict": (
        "verdicts:evaluate",
        "verdict:stopped",
        "leader",
        {"text": 2000, "lesson": 600, "early_why": 600},
    ),
}
CHOICES = [
    ("make ready", "interest"),
    ("decide verdict", "outcome"),
    ("decide verdict", "evaluation_owner_id"),
    ("decide verdict", "evaluation_deputy_id"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "verdicts:ready": {"interest": "small", "interest_note": "Min svoger sælger senge."},
        "verdicts:decide": {
            "outcome": "try",
            "reason": "Borgerne klarer mere selv.",
            "interest": "none",
            "evaluation_on": clock.today() + timedelta(days=90),
            "evaluation_owner_id": str(there.people["leader"].pk),
            "baseline": "To løfter.",
        },
        "verdicts:evaluate": FOUND,
    }


def build(world: World) -> None:
    things, unit = world.things, world.things["unit"]
    coordinator, leader = world.people["coordinator"], world.people["leader"]

    def about(word: str) -> Any:
        facts = {"title": f"{word}seng til beslutning", "what": f"{word}ting.", "for_whom": f"{word}folk"}
        return make_technology(by=leader if word == "Skjultdel" else coordinator, **facts)

    shown, hidden = about("Offentlig"), about("Skjultdel")
    ids: dict[str, Any] = {"by": coordinator, "unit": unit, "technology": shown, "measured": False}
    gone = {"by": leader, "unit": unit, "technology": hidden, "measured": False}
    words = told(leader)
    things |= {
        "verdict:complete": complete(**ids),
        "verdict:lacking": lacking(**ids),
        "verdict:collecting": collecting(by=coordinator, unit=unit, technology=shown),
        "verdict:ready": ready(**ids),
        "verdict:stopped": decide(ready(**ids), leader, **{**words, "outcome": "stop"}),
        "verdict:tried": decide(ready(**ids), leader, **words),
        "verdict:evaluated": evaluated(leader=leader, **ids).verdict,
        "verdict:hidden complete": complete(**gone),
        "verdict:hidden": decide(ready(**gone), leader, reason="Skjultdel grund.", baseline="Skjultdel i dag."),
    }
    moderation.hide(by=world.viewer("coordinator"), subject_id=hidden.pk, reason="Der står et navn på en borger.")
