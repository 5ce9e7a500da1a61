"""What stands in the way: all tell it where they read, staff answer."""

from typing import Any

from samspil.barriers.actions import raise_barrier
from samspil.foundation import subjects
from tests.world import World

TABLE = """
barriers:list                         -                             oooooooooo  5555555555
barriers:raise                        challenge:public              oooooooooo  lvvvvvvvvv
barriers:raise                        challenge:staff               444oo44ooo  444vv44vvv
barriers:raise                        challenge:limited             444oo44444  444vv44444
barriers:raise                        challenge:draft               4443444444  4443444444
barriers:raise                        challenge:hidden              4444444444  4444444444
barriers:raise                        challenge:closed              3333333333  3333333333
barriers:raise                        proposal:own                  3333333333  3333333333
barriers:respond                      barrier:own                   333oo33ooo  333vv33vvv
barriers:respond                      barrier:staff                 444oo44ooo  444vv44vvv
barriers:respond                      barrier:limited               444oo44444  444vv44444
barriers:respond                      barrier:hidden                4444444444  4444444444
barriers:withdraw                     barrier:own                   5555555555  3v33333333
barriers:withdraw                     barrier:staff                 5555555555  444v344333
barriers:withdraw                     barrier:limited               5555555555  444v344444
barriers:withdraw                     barrier:hidden                5555555555  4444444444
"""
TOLD = {"kind": "habit", "body": "Offentligt står vanen i vejen."}
ANSWER = {"status": "tackled", "response": "Offentligt gør vi noget."}
FORMS = {
    "raise barrier": ("barriers:raise", "challenge:public", "relative", {"body": 600}),
    "respond to barrier": ("barriers:respond", "barrier:own", "leader", {"response": 1000}),
}
CHOICES = [("raise barrier", "kind"), ("respond to barrier", "status")]


def data(there: World) -> dict[str, dict[str, Any]]:
    from tests.permission_table import GUEST

    return {"barriers:raise": {**GUEST, **TOLD}, "barriers:respond": ANSWER}


def build(world: World) -> None:
    told = {
        "own": ("challenge:public", "relative", "Offentlig vane i vejen."),
        "staff": ("challenge:staff", "employee", "Ansatkun i vejen."),
        "limited": ("challenge:limited", "employee", "Enhedkun i vejen."),
        "hidden": ("challenge:public", "chair", "Skjultdel i vejen."),
    }
    for name, (about, role, body) in told.items():
        world.things[f"barrier:{name}"] = raise_barrier(
            by=world.viewer(role), subject_id=world.things[about].pk, kind="habit", body=body
        )
    hidden = world.things["barrier:hidden"].subject
    subjects.set_hidden(hidden, hidden.created_at)
