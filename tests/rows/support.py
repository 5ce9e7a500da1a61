"""Help: everybody reads what is for all; staff and whoever asked read the rest; coordinators hand out."""

from typing import Any

from samspil.moderation import actions as moderation
from samspil.support import actions
from tests.factories import make_person, viewer
from tests.permission_table import GUEST
from tests.world import World

TABLE = """
support:list                          -                             oooooooooo  5555555555
support:ask                           -                             oooooooooo  lvvvvvvvvv
support:page                          help:own                      oooooooooo  5555555555
support:page                          help:staff                    444oo44ooo  5555555555
support:page                          help:hidden                   4444444444  5555555555
support:page                          nobody                        4444444444  5555555555
support:assign                        help:own                      33333333oo  33333333vv
support:assign                        help:staff                    44433443oo  44433443vv
support:assign                        help:hidden                   4444444444  4444444444
support:take                          help:own                      5555555555  333vv33vvv
support:take                          help:staff                    5555555555  4443v44vvv
support:take                          help:hidden                   5555555555  4444444444
support:answer                        help:own                      33333333oo  33333333vv
support:answer                        help:assigned                 3333o333oo  3333v333vv
support:answer                        help:hidden                   4444444444  4444444444
support:reopen                        help:answered                 3o33333333  3v33333333
support:reopen                        help:own                      3333333333  3333333333
support:reopen                        help:hidden                   4444444444  4444444444
support:close                         help:answered                 5555555555  3v333333vv
support:close                         help:hidden                   5555555555  4444444444
support:withdraw                      help:own                      3o33333333  3v33333333
support:withdraw                      help:answered                 3333333333  3333333333
support:withdraw                      help:staff                    444o344333  444v344333
support:withdraw                      help:hidden                   4444444444  4444444444
papers:help-csv                       -                             33333333oo  5555555555
papers:help-xlsx                      -                             33333333oo  5555555555
"""
HELP = {"kind": "funding", "title": "Hvem har fået penge til en ladcykel?", "body": "Vi vil køre ture."}
FORMS = {
    "ask help": ("support:ask", "", "relative", {"title": 150, "body": 3000}),
    "ask help as guest": ("support:ask", "", "visitor", {"title": 150, "body": 3000, "guest_name": 80}),
    "answer help": ("support:answer", "help:assigned", "leader", {"body": 3000}),
    "ask help again": ("support:reopen", "help:answered", "relative", {"why": 3000}),
    "hand help out": ("support:assign", "help:own", "coordinator", {}),
}
CHOICES = [("ask help", "kind"), ("ask help", "unit_id"), ("hand help out", "person_id")]


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "support:ask": {**GUEST, **HELP},
        "support:assign": {"person_id": str(there.people["leader"].pk)},
        "support:answer": {"body": "Tre fonde har givet til det.", "links": "https://fonde.example"},
        "support:reopen": {"why": "De er lukket."},
    }


def build(world: World) -> None:
    def ask(who, word: str, **facts: Any):
        texts = {"title": f"{word}hjælp til noget", "body": f"{word}hjælp i flere ord."}
        return actions.ask_help(by=viewer(who), kind="knowledge", **texts, **facts)

    people, by = world.people, world.viewer("coordinator")
    made = {
        "own": ask(people["relative"], "Offentlig"),
        "assigned": ask(people["relative"], "Offentlig", about_id=world.things["challenge:public"].pk),
        "answered": ask(people["relative"], "Offentlig", about_id=world.things["proposal:own"].pk),
        "staff": ask(people["employee"], "Ansatkun", about_id=world.things["challenge:staff"].pk),
        "hidden": ask(make_person("Skjultalthjælp"), "Skjultalt", about_id=world.things["challenge:public"].pk),
    }
    for name in ("assigned", "answered", "hidden"):
        actions.assign(by=by, help_id=made[name].pk, person_id=people["leader"].pk)
    for name, word in (("answered", "Offentligt"), ("hidden", "Skjultalt")):
        actions.answer_help(by=world.viewer("leader"), help_id=made[name].pk, body=f"{word}svar fra lederen.")
    moderation.hide(by=by, subject_id=made["hidden"].pk, reason="Der står et navn.")
    world.things |= {f"help:{name}": row for name, row in made.items()}
