"""MED's agenda and the myths: all read what they may read; MED, leaders and coordinators answer."""

from typing import Any

from samspil.codetermination import actions
from samspil.foundation import clock, subjects
from tests.factories import make_person, viewer
from tests.world import World

TABLE = """
codetermination:agenda                -                             oooooooooo  5555555555
codetermination:paper                 -                             oooooooooo  5555555555
papers:med-csv                        -                             oooooooooo  5555555555
codetermination:note                  med item:public               3333o33o33  3333v33v33
codetermination:note                  med item:staff                4443o44o33  4443v44v33
codetermination:note                  med item:limited              4443o44444  4443v44444
codetermination:note                  med item:hidden               4444444444  4444444444
codetermination:note                  nobody                        4444444444  4444444444
codetermination:correct               med discussed:public          3333333o33  3333333v33
codetermination:correct               med discussed:hidden          4444444444  4444444444
codetermination:correct               med item:public               3333333333  3333333333
codetermination:take-away             med earlier:public            33333333oo  33333333vv
codetermination:take-away             med earlier:hidden            4444444444  4444444444
codetermination:take-away             med earlier:none              3333333344  3333333344
codetermination:myths                 -                             oooooooooo  5555555555
codetermination:raise                 -                             oooooooooo  lvvvvvvvvv
codetermination:myth                  myth:public                   oooooooooo  5555555555
codetermination:myth                  myth:hidden                   4444444444  5555555555
codetermination:edit                  myth:public                   3o33333333  3v33333333
codetermination:edit                  myth:hidden                   4444444444  4444444444
codetermination:withdraw              myth:public                   3o33333333  3933333333
codetermination:withdraw              myth:alone                    3o33333333  3v33333333
codetermination:withdraw              myth:hidden                   4444444444  4444444444
codetermination:reply                 myth:public                   oooooooooo  lvvvvvvvvv
codetermination:reply                 myth:hidden                   4444444444  4444444444
codetermination:answer                myth:public                   3333o33ooo  3333v33vvv
codetermination:answer                myth:hidden                   4444444444  4444444444
codetermination:withdraw-reply        myth reply:public             33o3333333  33v3333333
codetermination:withdraw-reply        myth reply:hidden             4444444444  4444444444
codetermination:withdraw-reply        myth reply:in hidden          4444444444  4444444444
"""
FORMS = {
    "raise myth": ("codetermination:raise", "", "relative", {"claim": 200, "body": 2000}),
    "raise myth as guest": ("codetermination:raise", "", "visitor", {"claim": 200, "guest_name": 80}),
    "edit myth": ("codetermination:edit", "myth:alone", "relative", {"claim": 200, "body": 2000}),
    "reply to myth": ("codetermination:reply", "myth:public", "relative", {"body": 2000}),
    "answer myth": ("codetermination:answer", "myth:public", "med", {"body": 2000}),
    "note discussion": ("codetermination:note", "med item:public", "med", {"note": 600}),
    "take away": ("codetermination:take-away", "med earlier:public", "coordinator", {"reason": 500}),
    "correct discussion": ("codetermination:correct", "med discussed:public", "med", {"note": 600}),
}


def data(there: World) -> dict[str, dict[str, Any]]:
    from tests.permission_table import GUEST

    myth = {"claim": "Offentlig og sagt i pausen", "body": "Hver uge."}
    return {
        "codetermination:note": {
            "committee_id": str(there.things["body"].pk),
            "discussed_on": str(clock.today()),
            "note": "Vi talte om vagterne.",
        },
        "codetermination:correct": {"discussed_on": str(clock.today()), "note": "Vi talte om nattevagterne."},
        "codetermination:take-away": {"reason": "Der stod et navn."},
        "codetermination:raise": {**GUEST, **myth},
        "codetermination:edit": myth,
        "codetermination:reply": {**GUEST, "body": "Hos os er det ikke sådan."},
        "codetermination:answer": {"body": "Nej. Plejen er de ansattes."},
    }


def build(world: World) -> None:
    things, unit = world.things, world.things["unit"]
    asked = {"public": "proposal:own", "staff": "proposal:staff", "limited": "challenge:limited"}
    for name, about in {**asked, "hidden": "challenge:hidden"}.items():
        things[f"med item:{name}"] = actions.put_on_agenda(things[about].subject, ["tasks"], unit=unit)
    for name in ("public", "hidden"):
        about = things[asked.get(name, "challenge:hidden")].subject
        item = actions.put_on_agenda(about, ["tasks"], phase="adoption", unit=unit)
        words = {"discussed_on": clock.today(), "note": "Offentligt drøftet."}
        actions.note_discussion(by=world.viewer("med"), item_id=item.pk, **words)
        actions.correct_discussion(by=world.viewer("med"), item_id=item.pk, **{**words, "note": "Offentligt rettet."})
        things[f"med discussed:{name}"] = item
        world.tokens[f"med earlier:{name}"] = [item.pk, 1]
    world.tokens["med earlier:none"] = [things["med discussed:public"].pk, 2]
    by = world.viewer("relative")
    myths = {
        "public": actions.raise_myth(by=by, claim="Offentlig myte", body="Offentligt sagt."),
        "alone": actions.raise_myth(by=by, claim="Offentlig og alene"),
        "hidden": actions.raise_myth(by=viewer(make_person("Skjultaltmyteperson")), claim="Skjultaltmyte"),
    }
    hider = viewer(make_person("Skjultdelmyteperson"))
    said = {
        "public": (world.viewer("chair"), "public", "Offentlig erfaring."),
        "hidden": (hider, "public", "Skjultdelerfaring."),
        "in hidden": (by, "hidden", "Skjultalterfaring."),
    }
    for name, (who, about, body) in said.items():
        things[f"myth reply:{name}"] = actions.reply_to_myth(by=who, myth_id=myths[about].pk, body=body)
    actions.answer_myth(by=world.viewer("leader"), myth_id=myths["hidden"].pk, body="Skjultaltsvar.")
    for row in (myths["hidden"], things["myth reply:hidden"]):
        subjects.set_hidden(row.subject, row.subject.created_at)
    things |= {f"myth:{name}": row for name, row in myths.items()}
