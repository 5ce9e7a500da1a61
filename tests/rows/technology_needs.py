"""What units need: staff note it, those who have the need see to it, and some needs are for staff alone."""

from typing import Any

from samspil.foundation import subjects
from samspil.technology_needs.actions import close_need, withdraw_need
from tests.technology_needs.making import NOTED, make_joining, make_need, make_reuse
from tests.world import World

TABLE = """
technology_needs:list                 -                             oooooooooo  5555555555
technology_needs:note                 -                             333oo33ooo  333vv33evv
technology_needs:page                 need:own                      oooooooooo  5555555555
technology_needs:page                 need:staff                    444oo44ooo  5555555555
technology_needs:page                 need:hidden                   4444444444  5555555555
technology_needs:page                 need:withdrawn                oooooooooo  5555555555
technology_needs:edit                 need:own                      333oo333oo  333vv333vv
technology_needs:edit                 need:staff                    444oo443oo  444vv443vv
technology_needs:edit                 need:hidden                   4444444444  4444444444
technology_needs:history              need:own                      333oo33ooo  5555555555
technology_needs:history              need:hidden                   4444444444  5555555555
technology_needs:history              need:staff                    444oo44ooo  5555555555
technology_needs:withdraw             need:own                      333oo333oo  333vv333vv
technology_needs:withdraw             need:staff                    444oo443oo  444vv443vv
technology_needs:withdraw             need:hidden                   4444444444  4444444444
technology_needs:join                 need:own                      333vv33ooo  333vv33vvv
technology_needs:join                 need:staff                    444vv44ooo  444vv44vvv
technology_needs:join                 need:hidden                   4444444444  4444444444
technology_needs:leave                joined need                   5555555555  3333333vvv
technology_needs:leave                joined need of staff          5555555555  4443344vvv
technology_needs:leave                joined hidden need            5555555555  4444444444
technology_needs:look                 need:own                      5555555555  333vv333vv
technology_needs:look                 need:staff                    5555555555  444vv443vv
technology_needs:look                 need:hidden                   5555555555  4444444444
technology_needs:reuse                need:own                      333oo333oo  333vv333vv
technology_needs:reuse                need:staff                    444oo443oo  444vv443vv
technology_needs:reuse                need:hidden                   4444444444  4444444444
technology_needs:go-on                need:own                      3339933399  333vv333vv
technology_needs:go-on                need:looked                   333oo333oo  333vv333vv
technology_needs:go-on                need:staff                    4449944399  444vv443vv
technology_needs:go-on                need:hidden                   4444444444  4444444444
technology_needs:close                need:own                      333oo333oo  333vv333vv
technology_needs:close                need:staff                    444oo443oo  444vv443vv
technology_needs:close                need:hidden                   4444444444  4444444444
technology_needs:reopen               need:closed                   5555555555  333vv333vv
technology_needs:reopen               need:own                      5555555555  3333333333
technology_needs:reopen               need:hidden                   5555555555  4444444444
"""
FORMS = {
    "note a need": (
        "technology_needs:note",
        "",
        "employee",
        {"title": 120, "today": 1000, "for_whom": 200},
    ),
    "decide on reuse": ("technology_needs:reuse", "need:own", "employee", {"why": 1000}),
    "go on to a proposal": ("technology_needs:go-on", "need:looked", "employee", {"title": 120, "body": 3000}),
    "close a need": ("technology_needs:close", "need:own", "employee", {"reason": 200}),
}
CHOICES = [("note a need", "how_often"), ("note a need", "audience"), ("decide on reuse", "choice")]


def data(there: World) -> dict[str, dict[str, Any]]:
    noted = {**NOTED, "audience": "public"}
    return {
        "technology_needs:note": {**noted, "unit_id": str(there.things["unit"].pk)},
        "technology_needs:edit": noted,
        "technology_needs:join": {"unit_id": str(there.people["med"].roles.get().scope_id)},
        "technology_needs:reuse": {"choice": "new", "why": "Offentligt: ingen har det.", "searched": "enhjørning"},
        "technology_needs:go-on": {"title": "Offentligt prøver vi", "body": "Offentligt i ord."},
        "technology_needs:close": {"reason": "Offentligt løst."},
    }


def build(world: World) -> None:
    employee, unit = world.people["employee"], world.things["unit"]
    elsewhere = world.people["med"].roles.get().scope.unit

    def words(word: str) -> dict[str, str]:
        return {"title": f"{word}behov", "today": f"{word}svært i dag.", "for_whom": f"{word}beboere"}

    made = {
        "own": make_need(by=employee, unit=unit, **words("Offentlig")),
        "staff": make_need(by=employee, unit=unit, audience="staff", **words("Ansatkun")),
        "hidden": make_need(by=employee, unit=unit, **words("Skjultalt")),
        "withdrawn": make_need(by=employee, unit=unit, title="Fortrudtbehov"),
        "looked": make_need(by=employee, unit=unit, **words("Offentligset")),
        "closed": make_need(by=employee, unit=unit, **words("Offentliglukket")),
        "shared": make_need(by=employee, unit=unit, **words("Offentligdelt")),
        "shared staff": make_need(by=employee, unit=unit, audience="staff", **words("Ansatkundelt")),
    }
    world.things |= {f"need:{name}": row for name, row in made.items()}
    joined = {"joined need": "shared", "joined need of staff": "shared staff", "joined hidden need": "hidden"}
    for name, of in joined.items():
        world.things[name] = make_joining(made[of], unit=elsewhere)
    make_reuse(made["looked"], by=employee, choice="new", why="Offentligt: ingen har det.", searched="enhjørning")
    by = world.viewer("employee")
    close_need(by=by, need_id=made["closed"].pk, reason="Offentligt løst.")
    withdraw_need(by=by, need_id=made["withdrawn"].pk)
    subjects.set_hidden(subjects.held(made["hidden"].subject), made["hidden"].subject.created_at)
