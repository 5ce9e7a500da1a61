"""Trials: anybody plans one; a leader says yes to what needs the municipality; whoever has the right concludes."""

from datetime import timedelta
from typing import Any

from samspil.actors.models import Person
from samspil.foundation import clock, subjects
from samspil.foundation.models import OneTimeLink
from samspil.proposals.models import Proposal
from samspil.trials import actions
from samspil.trials.models import Status, Trial
from tests.factories import make_actor, make_person, viewer
from tests.world import World

TABLE = """
trials:list                           -                             oooooooooo  5555555555
trials:calendar                       -                             oooooooooo  5555555555
trials:plan                           proposal:own                  oooooooooo  lvvvvvvevv
trials:plan                           proposal:staff                444oo44ooo  444vv44evv
trials:plan                           proposal:limited              444oo44444  444vv44444
trials:plan                           proposal:in hidden            4444444444  4444444444
trials:plan                           proposal:withdrawn            3333333333  3333333333
trials:plan-full                      proposal:own                  oooooooooo  evvvvvvvvv
trials:plan-full                      proposal:limited              444oo44444  444vv44444
trials:plan-full                      proposal:in hidden            4444444444  4444444444
trials:page                           trial:own                     oooooooooo  5555555555
trials:page                           trial:staff                   444oo44ooo  5555555555
trials:page                           trial:limited                 444oo44444  5555555555
trials:page                           trial:hidden                  4444444444  5555555555
trials:page                           trial:in hidden               4444444444  5555555555
trials:page                           trial:draft                   oooooooooo  5555555555
trials:edit                           trial:own                     3o33333333  3v33333333
trials:edit                           trial:limited                 444o344444  444v344444
trials:edit                           trial:hidden                  4444444444  4444444444
trials:ask                            trial:draft                   33o3333333  33o3333333
trials:ask                            trial:hidden                  4444444444  4444444444
trials:withdraw                       trial:own                     3o33333333  3v33333333
trials:withdraw                       trial:limited                 444o344444  444v344444
trials:withdraw                       trial:hidden                  4444444444  4444444444
trials:partner                        trial:own                     3o33333333  3v33333333
trials:partner                        trial:limited                 444o344444  444v344444
trials:partner                        trial:in hidden               4444444444  4444444444
trials:remove-partner                 trial partner                 5555555555  3v33333333
trials:answer                         trial:asked                   3333o33333  3333v33333
trials:answer                         trial:staff                   4443o44333  4443v44333
trials:answer                         trial:limited                 4443o44444  4443v44444
trials:answer                         trial:in hidden               4444444444  4444444444
trials:reply                          trial question                333o333333  333v333333
trials:reply                          trial question limited        444o344444  444v344444
trials:answer-by-link                 approve letter                oooooooooo  oooooooooo
trials:answer-by-link                 spent                         0000000000  0000000000
trials:start                          trial:own                     3o33333333  3v33333333
trials:start                          trial:hidden                  4444444444  4444444444
trials:diary                          trial:running                 oooooooooo  lvvvvvvvvv
trials:diary                          trial:running limited         444oo44444  444vv44444
trials:diary                          trial:own                     3333333333  3333333333
trials:diary                          trial:in hidden               4444444444  4444444444
trials:withdraw-diary                 diary:own                     3o33333333  3v33333333
trials:withdraw-diary                 diary:limited                 4443o44444  4443v44444
trials:withdraw-diary                 diary:hidden                  4444444444  4444444444
trials:extend                         trial:running                 33o3333333  33v3333333
trials:extend                         trial:running limited         4443o44444  4443v44444
trials:extend                         trial:in hidden               4444444444  4444444444
trials:conclude                       trial:running                 33o3333333  33v3333333
trials:conclude                       trial:running limited         4443o44444  4443v44444
trials:conclude                       trial:in hidden               4444444444  4444444444
"""

PLANNED = {"title": 120, "what": 2000, "who": 300, "noticing": 2000, "reason": 2000}
FORMS = {
    "plan trial": ("trials:plan", "proposal:own", "relative", PLANNED),
    "plan trial as guest": ("trials:plan", "proposal:own", "visitor", {"title": 120, "what": 2000, "guest_name": 80}),
    "plan full trial": (
        "trials:plan-full",
        "proposal:own",
        "relative",
        {"title": 120, "believe": 300, "workflows": 2000, "ways_in_words": 2000, "users_part": 2000},
    ),
    "edit trial": ("trials:edit", "trial:own", "relative", {"title": 120, "what": 2000}),
    "partner": ("trials:partner", "trial:own", "relative", {"role": 160}),
    "answer trial": ("trials:answer", "trial:asked", "leader", {"reason": 2000}),
    "reply about trial": ("trials:reply", "trial question", "employee", {"body": 2000}),
    "diary": ("trials:diary", "trial:running", "relative", {"body": 2000}),
    "extend trial": ("trials:extend", "trial:running", "chair", {"reason": 300}),
    "conclude trial": (
        "trials:conclude",
        "trial:running",
        "chair",
        {"went": 2000, "users_said": 2000, "learning": 2000, "reason": 2000},
    ),
}
CHOICES = [
    ("plan trial", "needs"),
    ("plan trial", "unit_id"),
    ("plan full trial", "alternatives"),
    ("partner", "actor_id"),
    ("answer trial", "interest"),
    ("diary", "side"),
    ("conclude trial", "outcome"),
]


def words(word: str) -> dict[str, Any]:
    """The texts of a light plan, each with the word."""
    texts = ("title", "what", "who", "noticing", "reason")
    return dict.fromkeys(texts, f"{word} i planen") | days()


def days() -> dict[str, Any]:
    today = clock.today()
    return {"starts_on": str(today), "ends_on": str(today + timedelta(weeks=4)), "is_reversible": True}


def data(there: World) -> dict[str, dict[str, Any]]:
    from tests.permission_table import GUEST

    unit = {"unit_id": str(there.things["unit"].pk)}
    yes = {"reason": "Godt tænkt.", "interest": "none"}
    return {
        "trials:plan": {**GUEST, **words("Offentligt"), **unit},
        "trials:plan-full": {**GUEST, "title": "Offentlig plan", "is_draft": "1"},
        "trials:edit": {**words("Offentligt"), **unit},
        "trials:partner": {
            "actor_id": str(there.things["association"].pk),
            "role": "Hjælper til",
            "interest": "none",
        },
        "trials:start": {"expected_version": ""},
        "trials:ask": {"expected_version": ""},
        "trials:answer": {"answer": "ja", **yes},
        "trials:answer-by-link": {"answer": "ja", **yes},
        "trials:reply": {"body": "Otte."},
        "trials:diary": {**GUEST, "side": "relative", "body": "Der blev grinet."},
        "trials:extend": {"ends_on": str(clock.today() + timedelta(weeks=6)), "reason": "Det regnede."},
        "trials:conclude": {
            "outcome": "stop",
            "went": "Det regnede.",
            "users_said": "De blev hjemme.",
            "learning": "Vi lærte det.",
            **yes,
        },
    }


def plan(proposal: Proposal, by: Person, word: str, **facts: Any) -> Trial:
    return actions.plan_trial(by=viewer(by), proposal_id=proposal.pk, scale="light", **{**words(word), **facts})


def make_running(trial: Trial) -> Trial:
    """As if it had begun; without the challenge moving on, which other rows are about."""
    Trial.objects.filter(pk=trial.pk).update(status=Status.RUNNING, started_at=clock.now())
    trial.refresh_from_db()
    return trial


def build(world: World) -> None:
    things, people = world.things, world.people
    unit, anglers = things["unit"].pk, things["association"].pk
    employee, leader, chair, relative = (people[name] for name in ("employee", "leader", "chair", "relative"))
    made = {
        "own": plan(things["proposal:own"], relative, "Offentligt"),
        "asked": plan(things["proposal:loose"], employee, "Offentligt", unit_id=unit),
        "staff": plan(things["proposal:staff"], employee, "Ansatkun", unit_id=unit),
        "limited": plan(things["proposal:limited"], employee, "Enhedkun", unit_id=unit),
        "hidden": plan(things["proposal:own"], make_person("Skjultdelplanlægger"), "Skjultdel"),
        "in hidden": plan(things["proposal:in hidden"], make_person("Skjultaltplanlægger"), "Skjultalt"),
        "running": make_running(plan(things["proposal:loose"], chair, "Offentligt", speaks_as=anglers)),
        "running limited": make_running(plan(things["proposal:limited"], employee, "Enhedkun", unit_id=unit)),
        "draft": actions.plan_trial(
            by=viewer(chair), proposal_id=things["proposal:own"].pk, scale="full", title="Offentlig", is_draft=True
        ),
    }
    things |= {f"trial:{name}": row for name, row in made.items()}

    def noticed(name: str, by: Person, body: str) -> Any:
        return actions.write_diary(by=viewer(by), trial_id=made[name].pk, side="relative", body=body)

    diary = {
        "own": noticed("running", relative, "Offentligt i dagbogen."),
        "limited": noticed("running limited", leader, "Enhedkun i dagbogen."),
        "hidden": noticed("running", make_person("Skjultdelskriver"), "Skjultdel i dagbogen."),
    }
    things |= {f"diary:{name}": row for name, row in diary.items()}
    partner = actions.add_partner(
        by=viewer(relative), trial_id=made["own"].pk, actor_id=make_actor("Sejlklubben").pk, role="Med", interest="none"
    )
    asked = actions.ask_about_trial(by=viewer(leader), trial_id=made["asked"].pk, body="Offentligt spørgsmål?")
    limited = actions.ask_about_trial(by=viewer(leader), trial_id=made["limited"].pk, body="Enhedkunspørgsmål?")
    payload, lasts = {"trial": str(made["asked"].pk)}, timedelta(days=2)
    world.tokens |= {
        "trial partner": [made["own"].pk, partner.pk],
        "trial question": [made["asked"].pk, asked.pk],
        "trial question limited": [made["limited"].pk, limited.pk],
        "approve letter": [OneTimeLink.issue("approve", lasts=lasts, person=leader.pk, payload=payload)[1]],
    }
    for row in (made["hidden"], diary["hidden"]):
        subjects.set_hidden(row.subject, clock.now())
