"""Pictures follow the page they are on: who may edit it puts them up, who may read it sees them."""

from typing import Any

from samspil.moderation import actions as moderation
from tests.pictures.samples import make_picture, upload
from tests.world import World

TABLE = """
pictures:file                         picture:public                oooooooooo  5555555555
pictures:file                         picture:staff                 444oo44ooo  5555555555
pictures:file                         picture:limited               444oo44444  5555555555
pictures:file                         picture:draft                 444o444444  5555555555
pictures:file                         picture:hidden                4444444444  5555555555
pictures:file                         picture:in hidden             4444444444  5555555555
pictures:file                         nobody                        4444444444  5555555555
pictures:small                        picture:public                oooooooooo  5555555555
pictures:small                        picture:staff                 444oo44ooo  5555555555
pictures:small                        picture:limited               444oo44444  5555555555
pictures:small                        picture:draft                 444o444444  5555555555
pictures:small                        picture:hidden                4444444444  5555555555
pictures:small                        picture:in hidden             4444444444  5555555555
pictures:add                          challenge:public              3oo33o33oo  3vv33v33vv
pictures:add                          challenge:staff               444o344ooo  444v344vvv
pictures:add                          challenge:limited             444oo44444  444vv44444
pictures:add                          challenge:draft               444o444444  444v444444
pictures:add                          challenge:hidden              4444444444  4444444444
pictures:add                          proposal:own                  3o33333333  3v33333333
pictures:add                          proposal:hidden               4444444444  4444444444
pictures:add                          proposal:withdrawn            3333333333  3333333333
pictures:add                          knowledge                     33333333oo  33333333vv
pictures:add                          hidden knowledge              4444444444  4444444444
pictures:add                          association                   33o33333oo  33v33333vv
pictures:add                          unit                          333oo333oo  333vv333vv
pictures:add                          person                        4444444444  4444444444
pictures:add                          perspective:own               4444444444  4444444444
pictures:add                          nobody                        4444444444  4444444444
pictures:edit                         picture:public                3oo33o33oo  3vv33v33vv
pictures:edit                         picture:association's         33o33333oo  33v33333vv
pictures:edit                         picture:limited               444oo44444  444vv44444
pictures:edit                         picture:hidden                4444444444  4444444444
pictures:remove                       picture:public                3oo33o33oo  3vv33v33vv
pictures:remove                       picture:association's         33o33333oo  33v33333vv
pictures:remove                       picture:knowledge             33333333oo  33333333vv
pictures:remove                       picture:limited               444oo44444  444vv44444
pictures:remove                       picture:hidden                4444444444  4444444444
pictures:remove                       picture:in hidden             4444444444  4444444444
pictures:remove                       nobody                        4444444444  4444444444
"""
FORMS = {
    "add picture": ("pictures:add", "challenge:public", "relative", {"alt": 200, "credit": 120}),
    "edit picture": ("pictures:edit", "picture:public", "relative", {"alt": 200, "credit": 120}),
}


def data(_there: World) -> dict[str, dict[str, Any]]:
    words = {"alt": "Et bord med fire stole", "credit": "Karen", "consent": "on"}
    return {"pictures:add": {**words, "picture": upload()}, "pictures:edit": words}


def build(world: World) -> None:
    people, things = world.people, world.things
    wanted = {
        "public": ("challenge:public", people["relative"], "Offentligt bord"),
        "hidden": ("challenge:public", people["relative"], "Skjultdelbord"),
        "staff": ("challenge:staff", people["employee"], "Ansatkunbord"),
        "limited": ("challenge:limited", people["employee"], "Enhedkunbord"),
        "draft": ("challenge:draft", people["employee"], "Kladdekunbord"),
        "in hidden": ("challenge:hidden", things["challenge:hidden"].author, "Skjultaltbord"),
        "proposal's": ("proposal:own", people["relative"], "Offentlig kaffe"),
        "association's": ("association", people["chair"], "Offentlig å"),
        "knowledge": ("knowledge", people["coordinator"], "Offentlig graf"),
    }
    for name, (about, by, alt) in wanted.items():
        things[f"picture:{name}"] = make_picture(things[about], by, alt, credit=f"{alt} fotograf")
    moderation.hide(
        by=world.viewer("coordinator"), subject_id=things["picture:hidden"].pk, reason="Der står et navn på billedet."
    )
