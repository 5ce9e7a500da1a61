"""The cross-cutting group: those who keep a matter ask, its members answer, everybody reads who may read the matter.

Here the councillor sits in the group: a seat in it is no role, and no other role brings one.
"""

from typing import Any

from samspil.actors import actions as actors
from samspil.foundation import clock, subjects
from samspil.foundation.viewer import SYSTEM
from tests.assessments.making import make_assessment
from tests.technologies.making import make_technology
from tests.technology_advice.making import make_advice, make_group, make_request
from tests.technology_needs.making import make_need
from tests.world import World

TABLE = """
technology_advice:room                -                             oooooooooo  5555555555
technology_advice:list                -                             oooooooooo  5555555555
technology_advice:ask                 advised matter                333oo3o3oo  333vv3v3vv
technology_advice:ask                 advised matter staff          444oo443oo  444vv443vv
technology_advice:ask                 advised matter hidden         4444444444  4444444444
technology_advice:ask                 nobody                        4444444444  4444444444
technology_advice:request             asked:public                  oooooooooo  5555555555
technology_advice:request             asked:staff                   444oo44ooo  5555555555
technology_advice:request             asked:hidden                  4444444444  5555555555
technology_advice:request             asked:answered                oooooooooo  5555555555
technology_advice:give                asked:public                  333333o333  333333v333
technology_advice:give                asked:staff                   4443344333  4443344333
technology_advice:give                asked:hidden                  4444444444  4444444444
technology_advice:give                asked:answered                333333v333  333333v333
technology_advice:withdraw            asked:public                  5555555555  333vv333vv
technology_advice:withdraw            asked:staff                   5555555555  444vv443vv
technology_advice:withdraw            asked:hidden                  5555555555  4444444444
technology_advice:withdraw            asked:answered                5555555555  3333333333
"""
FORMS = {
    "ask for advice": ("technology_advice:ask", "advised matter", "employee", {"question": 1000}),
    "give advice": (
        "technology_advice:give",
        "asked:public",
        "councillor",
        {"recommendation": 3000, "dissent": 3000},
    ),
}


def data(there: World) -> dict[str, dict[str, Any]]:
    advisers = (there.people["councillor"], there.things["adviser"])
    return {
        "technology_advice:ask": {"question": "Hvad overser vi?"},
        "technology_advice:give": {
            "recommendation": "Prøv det på én gang.",
            "meeting_on": str(clock.today()),
            **{f"stake_{person.pk}": "none" for person in advisers},
            f"stake_{there.things['other adviser'].pk}": "away",
        },
    }


def build(world: World) -> None:
    employee, leader, unit = world.people["employee"], world.people["leader"], world.things["unit"]
    group, (adviser, other) = make_group("Anna Toft", "Bo Friis")
    actors.add_member(by=SYSTEM, person=world.people["councillor"], actor=group)
    world.things |= {"adviser": adviser, "other adviser": other}

    def technology(word: str, by: Any) -> Any:
        facts = {"title": f"{word} hylde til råd", "what": f"{word}ting.", "for_whom": f"{word}folk"}
        return make_technology(by=by, **facts)

    shelves = {"Offentlig": technology("Offentlig", employee), "Skjultdel": technology("Skjultdel", leader)}

    def matter(word: str, by: Any) -> Any:
        return make_assessment(by=by, technology=shelves[word], unit=unit, today=f"{word}løft i dag.")

    def need(word: str) -> Any:
        told = {"title": f"{word}behov for råd", "today": f"{word}svært i dag.", "for_whom": f"{word}beboere"}
        return make_need(by=employee, unit=unit, audience="staff", **told)

    # One's own words stay in one's own copy: what is hidden was written by the leader, whom the tests let keep hers.
    unseen, waiting = matter("Skjultdel", leader), matter("Skjultdel", leader)
    asked = {
        "public": make_request(matter("Offentlig", employee), employee, question="Offentlig tvivl?"),
        "staff": make_request(need("Ansatkun"), employee, question="Ansatkun tvivl?"),
        "hidden": make_request(waiting, leader, question="Skjultdel tvivl?"),
        "answered": make_request(matter("Offentlig", employee), employee, question="Offentlig tvivl?"),
    }
    make_advice(asked["answered"], adviser, world.people["councillor"], dissent="Offentlig uenighed.")
    world.things |= {
        "advised matter": matter("Offentlig", employee),
        "advised matter staff": need("Ansatkun"),
        "advised matter hidden": unseen,
        **{f"asked:{name}": row for name, row in asked.items()},
    }
    subjects.set_hidden(subjects.held(shelves["Skjultdel"].subject), unseen.subject.created_at)
