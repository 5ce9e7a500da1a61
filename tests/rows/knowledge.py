"""Knowledge on the pages it is of use to: whoever may write there ties it, and whoever may read there sees it."""

from typing import Any

from samspil.knowledge.actions import tie_item
from tests.factories import make_knowledge
from tests.world import World

TABLE = """
knowledge:choose                      challenge:public              3ooooooooo  5555555555
knowledge:choose                      challenge:staff               444oo44ooo  5555555555
knowledge:choose                      challenge:limited             444oo44444  5555555555
knowledge:choose                      challenge:draft               4443444444  5555555555
knowledge:choose                      challenge:hidden              4444444444  5555555555
knowledge:choose                      challenge:closed              3333333333  5555555555
knowledge:choose                      proposal:own                  3ooooooooo  5555555555
knowledge:choose                      proposal:withdrawn            3333333333  5555555555
knowledge:choose                      perspective:own               4444444444  5555555555
knowledge:choose                      knowledge                     4444444444  5555555555
knowledge:choose                      nobody                        4444444444  5555555555
knowledge:tie                         tie to public                 3ooooooooo  3vvvvvvvvv
knowledge:tie                         tie to proposal               3ooooooooo  3vvvvvvvvv
knowledge:tie                         tie to staff                  444oo44ooo  444vv44vvv
knowledge:tie                         tie to limited                444oo44444  444vv44444
knowledge:tie                         tie to hidden                 4444444444  4444444444
knowledge:tie                         tie of hidden                 4444444444  4444444444
knowledge:untie                       tied to public                3oo33o33oo  3vv33v33vv
knowledge:untie                       tied to proposal              3oo33333oo  3vv33333vv
knowledge:untie                       tied to staff                 444o344ooo  444v344vvv
knowledge:untie                       tied to limited               444oo44444  444vv44444
knowledge:untie                       tied to hidden                4444444444  4444444444
knowledge:untie                       tie to public                 vvvvvvvvvv  vvvvvvvvvv
"""
FORMS = {"tie knowledge": ("knowledge:tie", "tie to public", "relative", {"why": 200})}


def data(_there: World) -> dict[str, dict[str, Any]]:
    return {"knowledge:tie": {"why": "De fandt ud af kørslen."}}


def build(world: World) -> None:
    things = world.things
    tied = make_knowledge(title="Offentlig viden i brug")
    wanted = {
        "public": ("challenge:public", "chair", "Offentlig grund"),
        "proposal": ("proposal:own", "chair", "Offentlig grund"),
        "staff": ("challenge:staff", "employee", "Ansatkungrund"),
        "limited": ("challenge:limited", "employee", "Enhedkungrund"),
    }
    pages = {name: things[about] for name, (about, _who, _why) in wanted.items()} | {
        "hidden": things["challenge:hidden"]
    }
    for name, (_about, who, why) in wanted.items():
        tie_item(by=world.viewer(who), item_id=tied.pk, subject_id=pages[name].pk, why=why)
    tie_item(by=world.viewer("relative"), item_id=tied.pk, subject_id=pages["hidden"].pk, why="Skjultaltgrund")
    hidden = things["hidden knowledge"]
    tie_item(by=world.viewer("relative"), item_id=hidden.pk, subject_id=pages["public"].pk, why="Skjultaltviden her")
    for name, page in pages.items():
        world.tokens[f"tie to {name}"] = [things["knowledge"].pk, page.pk]
        world.tokens[f"tied to {name}"] = [tied.pk, page.pk]
    world.tokens["tie of hidden"] = [hidden.pk, pages["proposal"].pk]
    things["knowledge in use"] = tied
