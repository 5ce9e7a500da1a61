"""What was tried with technology: staff tell it, everybody reads, and it hides with its technology."""

from typing import Any

from samspil.exchange.actions import Upload
from samspil.experiences.actions import withdraw_experience
from samspil.foundation import subjects
from samspil.technologies.actions import upload_file
from tests.experiences.making import ELSEWHERE, MATCH, OWN, make_experience, make_technology
from tests.rows.exchange import Resent
from tests.world import World

TABLE = """
experiences:list                      -                             oooooooooo  5555555555
experiences:choose                    -                             333oo33ooo  5555555555
experiences:tell                      tried technology              333oo33ooo  333vv33evv
experiences:tell                      hidden tried technology       3334433444  3334433444
experiences:tell-others               tried technology              333oo33ooo  333vv33vvv
experiences:tell-others               hidden tried technology       3334433444  3334433444
experiences:page                      experience:own                oooooooooo  5555555555
experiences:page                      experience:withdrawn          oooooooooo  5555555555
experiences:page                      experience:hidden             4444444444  5555555555
experiences:page                      experience:in hidden          4444444444  5555555555
experiences:edit                      experience:own                333oo333oo  333vv333vv
experiences:edit                      experience:withdrawn          3333333333  3333333333
experiences:edit                      experience:in hidden          4444444444  4444444444
experiences:history                   experience:own                oooooooooo  5555555555
experiences:history                   experience:hidden             4444444444  5555555555
experiences:withdraw                  experience:own                333oo333oo  333vv333vv
experiences:withdraw                  experience:hidden             4444444444  4444444444
experiences:match                     experience:others             333oo33ooo  333vv33vvv
experiences:match                     experience:own                3333333333  3333333333
experiences:match                     experience:in hidden          4444444444  4444444444
experiences:export                    experiences as csv            oooooooooo  5555555555
experiences:export                    experiences as xlsx           oooooooooo  5555555555
experiences:bring                     -                             33333333oo  33333333vv
experiences:preview                   file of experiences           33333333o4  33333333vv
"""
FILE = (
    "Teknologi;Overskrift;Hvordan gik det;År;Det blev prøvet;Resultat\nOffentlig spisearm;En ny;Virker;2020;Det;Dette\n"
)
FORMS = {
    "tell what we tried": (
        "experiences:tell",
        "tried technology",
        "employee",
        {"title": 150, "tried": 3000, "result": 3000, "method": 3000, "period": 80, "people_note": 200},
    ),
    "tell what others tried": (
        "experiences:tell-others",
        "tried technology",
        "employee",
        {"title": 150, "place": 120, "source": 250},
    ),
    "answer whether it fits us": ("experiences:match", "experience:others", "employee", {"why": 1000}),
}
CHOICES = [
    ("tell what we tried", "went"),
    ("tell what we tried", "evidence"),
    ("tell what others tried", "origin"),
    ("answer whether it fits us", "verdict"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    own = {name: value for name, value in OWN.items() if name != "origin"}
    return {
        "experiences:tell": {**own, "unit_id": str(there.things["unit"].pk)},
        "experiences:tell-others": ELSEWHERE,
        "experiences:edit": own,
        "experiences:match": MATCH,
        "experiences:bring": {"file": Resent("erfaringer.csv", FILE.encode())},
        "experiences:preview": {"choice": "stop"},
    }


def build(world: World) -> None:
    employee, by = world.people["employee"], world.viewer("coordinator")
    robot = make_technology("Offentlig spisearm")
    hidden = make_technology("Skjultaltspisearm", what="Skjultaltspisearm, der løfter.")
    world.things |= {"tried technology": robot, "hidden tried technology": hidden}

    def words(word: str) -> dict[str, str]:
        return {"title": f"{word}erfaring", "tried": f"{word}prøvet.", "result": f"{word}virkning."}

    unit = world.things["unit"]
    told = {
        "own": make_experience(robot, by=employee, unit=unit, **words("Offentlig")),
        "others": make_experience(robot, by=employee, **words("Offentligandres")),
        "hidden": make_experience(robot, by=employee, **words("Skjultdel"), source="Skjultdelkilde"),
        "in hidden": make_experience(hidden, by=employee, **words("Skjultalt"), source="Skjultaltkilde"),
        "withdrawn": make_experience(robot, by=employee, title="Fortrudterfaring"),
    }
    world.things |= {f"experience:{name}": row for name, row in told.items()}
    withdraw_experience(by=world.viewer("employee"), experience_id=told["withdrawn"].pk)
    for row in (told["hidden"], hidden):
        subjects.set_hidden(subjects.held(row.subject), row.subject.created_at)
    world.things["file of experiences"] = upload_file(by=by, file=Upload("erfaringer.csv", FILE.encode()))
    for kind in ("csv", "xlsx"):
        world.tokens[f"experiences as {kind}"] = [kind]
