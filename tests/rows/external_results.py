"""Others' results: staff write them, and everybody reads those that somebody allowed us to show."""

from typing import Any

from samspil.external_results import actions
from samspil.foundation import subjects
from tests.external_results.making import READ, TOOK_PART, make_result
from tests.technologies.making import make_technology
from tests.world import World

TABLE = """
external_results:list                 -                             oooooooooo  5555555555
external_results:attach               valued technology             333oo33ooo  333vv33vvv
external_results:attach               hidden valued technology      3334433444  3334433444
external_results:page                 external result:public        oooooooooo  5555555555
external_results:page                 external result:staff         444oo44ooo  5555555555
external_results:page                 external result:hidden        4444444444  5555555555
external_results:page                 external result:in hidden     4444444444  5555555555
external_results:page                 external result:withdrawn     444oo44ooo  5555555555
external_results:page                 nobody                        4444444444  5555555555
external_results:edit                 external result:public        333o3333oo  333v3333vv
external_results:edit                 external result:staff         444o3443oo  444v3443vv
external_results:edit                 external result:withdrawn     4443344333  4443344333
external_results:edit                 external result:hidden        4444444444  4444444444
external_results:history              external result:public        333oo33ooo  5555555555
external_results:history              external result:staff         444oo44ooo  5555555555
external_results:history              external result:withdrawn     444oo44ooo  5555555555
external_results:history              external result:hidden        4444444444  5555555555
external_results:withdraw             external result:public        333o3333oo  333v3333vv
external_results:withdraw             external result:staff         444o3443oo  444v3443vv
external_results:withdraw             external result:hidden        4444444444  4444444444
"""
FORMS = {
    "others' result": (
        "external_results:attach",
        "valued technology",
        "employee",
        {
            "title": 150,
            "method": 200,
            "carried_out_by": 200,
            "place": 120,
            "found": 3000,
            "lies_at": 200,
            "agreement": 200,
            "permission": 300,
        },
    ),
    "withdraw others' result": ("external_results:withdraw", "external result:public", "employee", {"reason": 200}),
}
CHOICES = [("others' result", "partnership"), ("others' result", "evidence")]


def data(_there: World) -> dict[str, dict[str, Any]]:
    return {
        "external_results:attach": {**READ, "partners": ""},
        "external_results:edit": {**TOOK_PART, "partners": "Instituttet"},
        "external_results:withdraw": {"reason": "Lovet er slut."},
    }


def build(world: World) -> None:
    employee, leader = world.people["employee"], world.people["leader"]
    valued = make_technology(title="Offentlig vurderet skammel")
    gone = make_technology(title="Skjultalt vurderet skammel", what="Skjultalt skammel.")
    world.things |= {"valued technology": valued, "hidden valued technology": gone}
    shown = {"is_public": True, "permission": "Offentlig rapport."}

    def words(word: str) -> dict[str, str]:
        return {"title": f"{word}resultat", "method": f"{word}metode", "found": f"{word}fund."}

    made = {
        "public": make_result(valued, by=employee, kind="took_part", **words("Offentlig"), **shown),
        "staff": make_result(valued, by=employee, **words("Ansatkun")),
        # One's own words stay in one's own copy: what is hidden was written by the leader, who may keep hers.
        "hidden": make_result(valued, by=leader, **words("Skjultdel"), **shown),
        "in hidden": make_result(gone, by=leader, **words("Skjultalt"), **shown),
        "withdrawn": make_result(valued, by=employee, **words("Ansatkun"), **shown),
    }
    world.things |= {f"external result:{name}": row for name, row in made.items()}
    withdrawn = made["withdrawn"].pk
    actions.withdraw_result(by=world.viewer("employee"), result_id=withdrawn, reason="Ansatkun: lovet er slut.")
    for row in (made["hidden"], gone):
        subjects.set_hidden(subjects.held(row.subject), row.subject.created_at)
