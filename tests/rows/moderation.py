"""What waits to be looked at, what is reported, and a sender who was stopped. Nobody reads what is held."""

from typing import Any

from samspil.moderation import actions as moderation
from tests.factories import make_challenge, make_person, make_perspective, make_proposal, viewer
from tests.world import World

TABLE = """
moderation:queue                      -                             33333333oo  5555555555
moderation:settle                     -                             5555555555  33333333vv
moderation:hide                       held perspective              33333333oo  33333333vv
moderation:hide                       held challenge                33333333oo  33333333vv
moderation:hide                       nobody                        3333333344  3333333344
moderation:hide-all                   somebody                      33333333oo  33333333vv
moderation:hide-all                   the coordinator               33333333oo  3333333333
moderation:hide-all                   the administrator             33333333oo  3333333333
moderation:hide-all                   nobody                        3333333344  3333333344
moderation:unblock                    block                         5555555555  33333333vv
moderation:show-all-again             block                         5555555555  33333333vv
moderation:report                     challenge:public              oooooooooo  vvvvvvvvvv
moderation:report                     perspective:own               oooooooooo  vvvvvvvvvv
moderation:report                     challenge:staff               444oo44ooo  444vv44vvv
moderation:report                     challenge:limited             444oo44444  444vv44444
moderation:report                     challenge:hidden              4444444444  4444444444
moderation:report                     held perspective              4444444444  4444444444
moderation:report                     person                        4444444444  4444444444
moderation:report                     nobody                        4444444444  4444444444
challenges:page                       held challenge                4444444444  5555555555
challenges:write                      held challenge                4444444444  4444444444
proposals:page                        held proposal                 4444444444  5555555555
proposals:pledge                      held proposal                 4444444444  4444444444
proposals:page                        stopped proposal              4444444444  5555555555
"""
FORMS = {
    "hide all": ("moderation:hide-all", "somebody", "coordinator", {"reason": 500}),
    "report": ("moderation:report", "challenge:public", "relative", {"note": 200}),
}
CHOICES = [("report", "reason")]
REASON = "Det er reklame."


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "moderation:settle": {"publish": str(there.things["held perspective"].pk)},
        "moderation:hide-all": {"reason": REASON},
        "moderation:report": {"reason": "spam", "note": "Det er reklame."},
    }


def build(world: World) -> None:
    """Each held and hidden text carries the word of what nobody reads."""
    public = world.things["challenge:public"]
    illness = "Min mor har fået demens."
    held = {
        "held challenge": make_challenge(
            by=make_person("Skjultaltholdt"), question="Skjultaltholdt spørgsmål?", description=illness
        ),
        "held perspective": make_perspective(
            public, by=make_person("Skjultdelholdt"), body=f"Skjultdelholdt. {illness}"
        ),
        "held proposal": make_proposal(
            public, by=make_person("Skjultdelforslagholdt"), title="Skjultdelholdt forslag", body="Se www.snyd.example"
        ),
    }
    assert not any(row.subject.shown for row in held.values())
    world.things |= held
    sender = make_person("Skjultdelsender")
    stopped = make_proposal(public, by=sender, title="Skjultdelsnyd", body="Skjultdelsnyd i flere ord.")
    make_perspective(public, by=sender, body="Skjultdelsnyd igen.")
    by = world.viewer("coordinator")
    world.things["block"] = moderation.hide_all_of(by=by, person_id=sender.pk, reason=REASON)
    world.things["stopped proposal"] = stopped
    loose = world.things["proposal:loose"]
    moderation.report(by=viewer(world.people["relative"]), subject_id=loose.pk, reason="other", note="Er det rigtigt?")
