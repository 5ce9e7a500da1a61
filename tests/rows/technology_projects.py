"""Technology projects: those who plan the trial write; staff of the unit answer for the law and for buying."""

from typing import Any

from samspil.actors.models import Person
from samspil.foundation import clock, subjects
from samspil.technology_projects import actions
from samspil.trials import actions as trials
from samspil.trials.models import Status, Trial
from tests.factories import make_actor, viewer
from tests.technologies.making import make_technology
from tests.technology_projects.making import make_project
from tests.world import World

TABLE = """
technology_projects:list              -                             oooooooooo  5555555555
technology_projects:choose            technology trial              333oo33333  5555555555
technology_projects:choose            technology trial limited      444oo44444  5555555555
technology_projects:begin             begin technology              333oo33333  333vv33333
technology_projects:begin             begin hidden technology       3334433333  3334433333
technology_projects:page              technology project            oooooooooo  5555555555
technology_projects:page              technology project:limited    444oo44444  5555555555
technology_projects:page              technology project:hidden     4444444444  5555555555
technology_projects:edit              technology project            333oo333oo  333vv333vv
technology_projects:edit              technology project:limited    444oo44444  444vv44444
technology_projects:edit              technology project:hidden     4444444444  4444444444
technology_projects:take-off          technology project:off        333oo33333  333vv33333
technology_projects:take-off          technology project:limited    444oo44444  444vv44444
technology_projects:take-off          technology project:hidden     4444444444  4444444444
technology_projects:workflow          technology project            333oo33333  333vv33333
technology_projects:workflow          technology project:limited    444oo44444  444vv44444
technology_projects:competence        technology project            333oo33333  333vv33333
technology_projects:competence        technology project:hidden     4444444444  4444444444
technology_projects:remove-line       technology line               5555555555  333vv33333
technology_projects:remove-line       technology line limited       5555555555  444vv44444
technology_projects:law               technology law                333oo33333  333vv33333
technology_projects:law               technology law limited        444oo44444  444vv44444
technology_projects:purchase          technology seller             333oo33333  333vv33333
technology_projects:purchase          technology seller limited     444oo44444  444vv44444
"""
FORMS = {
    "plan line": ("technology_projects:workflow", "technology project", "employee", {"today": 200, "then": 200}),
    "learn line": ("technology_projects:competence", "technology project", "employee", {"who": 200}),
    "legal check": ("technology_projects:law", "technology law", "employee", {"words": 1000}),
    "purchase check": ("technology_projects:purchase", "technology seller", "employee", {"words": 1000}),
}
CHOICES = [("legal check", "state"), ("purchase check", "way")]


def data(there: World) -> dict[str, dict[str, Any]]:
    line = {"today": "Vi løfter.", "then": "Den løfter.", "who": "Alle"}
    return {
        "technology_projects:begin": {"is_better_life": "on", "technology_id": there.tokens["begin technology"][1]},
        "technology_projects:edit": {"is_better_life": "on"},
        "technology_projects:workflow": line,
        "technology_projects:competence": line,
        "technology_projects:law": {"state": "in_order", "words": "Set på i dag."},
        "technology_projects:purchase": {"way": "not_bought", "words": "Vi låner den."},
    }


def full(world: World, proposal: str, by: Person, word: str) -> Trial:
    return trials.plan_trial(
        by=viewer(by),
        proposal_id=world.things[proposal].pk,
        scale="full",
        title=f"{word} teknologi på prøve",
        unit_id=world.things["unit"].pk,
        is_draft=True,
    )


def selling(trial: Trial, by: Person, name: str) -> Any:
    firm = make_actor(name, kind="company")
    told = {"role": "Stiller den op", "interest": "sells", "interest_note": "Sælger den"}
    trials.add_partner(by=viewer(by), trial_id=trial.pk, actor_id=firm.pk, **told)
    Trial.objects.filter(pk=trial.pk).update(status=Status.RUNNING, started_at=clock.now())
    return firm


def build(world: World) -> None:
    things, employee = world.things, world.people["employee"]
    made = {
        "": make_project(employee, full(world, "proposal:loose", employee, "Offentligt")),
        ":limited": make_project(employee, full(world, "proposal:limited", employee, "Enhedkun")),
        ":off": make_project(employee, full(world, "proposal:loose", employee, "Offentligt")),
        ":hidden": make_project(employee, full(world, "proposal:loose", employee, "Skjultdel")),
    }
    things |= {f"technology project{name}": row.trial for name, row in made.items()}
    things["technology trial"] = full(world, "proposal:loose", employee, "Offentligt")
    things["technology trial limited"] = full(world, "proposal:limited", employee, "Enhedkun")
    technology, hidden = make_technology(title="Offentligt loftlift"), make_technology(title="Skjultdel loftlift")
    lines = {
        name: actions.add_line(
            by=viewer(employee),
            trial_id=made[name].pk,
            kind="workflow",
            today=f"{word} i dag",
            then=f"{word} så",
            who=f"{word} hvem",
        )
        for name, word in (("", "Offentligt"), (":limited", "Enhedkun"))
    }
    sold = {
        name: make_project(employee, full(world, proposal, employee, word))
        for name, proposal, word in (("", "proposal:loose", "Offentligt"), (":limited", "proposal:limited", "Enhedkun"))
    }
    sellers = {name: selling(row.trial, employee, f"Firmaet {row.pk}") for name, row in sold.items()}
    world.tokens |= {
        "begin technology": [things["technology trial"].pk, technology.pk],
        "begin hidden technology": [things["technology trial"].pk, hidden.pk],
        "technology line": [made[""].pk, lines[""].pk],
        "technology line limited": [made[":limited"].pk, lines[":limited"].pk],
        "technology law": [made[""].pk, "data"],
        "technology law limited": [made[":limited"].pk, "data"],
        "technology seller": [sold[""].pk, sellers[""].pk],
        "technology seller limited": [sold[":limited"].pk, sellers[":limited"].pk],
    }
    for subject in (made[":hidden"].trial.subject, hidden.subject):
        subjects.set_hidden(subject, clock.now())
