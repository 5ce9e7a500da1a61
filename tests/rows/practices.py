"""What became daily life: those where it lives keep it, a unit's leader decides what the unit takes into use."""

from datetime import timedelta
from typing import Any

from samspil.codetermination.actions import note_discussion
from samspil.codetermination.models import MedItem
from samspil.foundation import clock
from samspil.moderation.actions import hide
from samspil.practices import actions
from tests.factories import make_person
from tests.practices.building import adopt, make_practice
from tests.world import World

TABLE = """
practices:list                        -                             oooooooooo  5555555555
practices:register                    -                             33ooo33ooo  33evv33evv
practices:page                        practice:own                  oooooooooo  5555555555
practices:page                        practice:association's        oooooooooo  5555555555
practices:page                        practice:waiting              oooooooooo  5555555555
practices:page                        practice:staff                444oo44ooo  5555555555
practices:page                        practice:limited              444oo44444  5555555555
practices:page                        practice:hidden               4444444444  5555555555
practices:page                        practice:in hidden            4444444444  5555555555
practices:page                        practice:withdrawn            oooooooooo  5555555555
practices:edit                        practice:own                  333oo333oo  333vv333vv
practices:edit                        practice:association's        33o33333oo  33v33333vv
practices:edit                        practice:staff                444oo443oo  444vv443vv
practices:edit                        practice:limited              444oo44444  444vv44444
practices:edit                        practice:hidden               4444444444  4444444444
practices:edit                        practice:withdrawn            3333333333  3333333333
practices:history                     practice:own                  oooooooooo  5555555555
practices:history                     practice:limited              444oo44444  5555555555
practices:history                     practice:hidden               4444444444  5555555555
practices:withdraw                    practice:association's        33o33333oo  33v33333vv
practices:withdraw                    practice:limited              444oo44444  444vv44444
practices:withdraw                    practice:in hidden            4444444444  4444444444
practices:withdraw                    practice:withdrawn            vvvvvvvvvv  vvvvvvvvvv
# The anglers do it already; their chair's second press is harmless.
practices:adopt                       practice:own                  3333333333  33v3333333
practices:adopt                       practice:association's        3333o33333  3333v33333
practices:adopt                       practice:staff                4443344333  4443344333
practices:adopt                       practice:limited              4443344444  4443344444
practices:adopt                       practice:hidden               4444444444  4444444444
practices:adopt                       practice:withdrawn            3333333333  3333333333
practices:begin                       use:waiting                   3333o33333  3333v33333
practices:begin                       use:own                       3333v33333  3333v33333
practices:begin                       use:hidden                    4444444444  4444444444
practices:edit-use                    use:own                       3333o33333  3333v33333
practices:edit-use                    use:association's             33o3333333  33v3333333
practices:edit-use                    use:staff                     4443o44333  4443v44333
practices:edit-use                    use:limited                   4443o44444  4443v44444
practices:edit-use                    use:hidden                    4444444444  4444444444
practices:stop                        use:own                       3333o33333  3333v33333
practices:stop                        use:association's             33o3333333  33v3333333
practices:stop                        use:limited                   4443o44444  4443v44444
practices:stop                        use:hidden                    4444444444  4444444444
practices:follow-up                   practice:own                  333oo333oo  333vv333vv
practices:follow-up                   practice:staff                444oo443oo  444vv443vv
practices:follow-up                   practice:limited              444oo44444  444vv44444
practices:follow-up                   practice:hidden               4444444444  4444444444
practices:note                        follow-up:own                 333oo333oo  333vv333vv
practices:note                        follow-up:limited             444oo44444  444vv44444
practices:note                        follow-up:hidden              4444444444  4444444444
practices:thank                       practice:own                  333oo333oo  333vv333vv
practices:thank                       practice:limited              444oo44444  444vv44444
practices:thank                       practice:hidden               4444444444  4444444444
practices:take-thanks-back            thanks:own                    333oo333oo  333vv333vv
practices:take-thanks-back            thanks:limited                444oo44444  444vv44444
practices:take-thanks-back            thanks:hidden                 4444444444  4444444444
# Without evidence nobody labels it; whoever wrote it does not even get the form.
practices:label                       practice:own                  3333o333oo  3333e333ee
practices:label                       practice:limited              4443o44444  4443e44444
practices:label                       practice:hidden               4444444444  4444444444
practices:take-label-off              practice:own                  3333v333vv  3333v333vv
practices:take-label-off              practice:hidden               4444444444  4444444444
practices:paper                       practice:own                  oooooooooo  5555555555
practices:paper                       practice:staff                444oo44ooo  5555555555
practices:paper                       practice:limited              444oo44444  5555555555
practices:paper                       practice:hidden               4444444444  5555555555
practices:thanks-paper                practice:own                  oooooooooo  5555555555
practices:thanks-paper                practice:limited              444oo44444  5555555555
practices:thanks-paper                practice:in hidden            4444444444  5555555555
"""

FORMS = {
    "register practice": (
        "practices:register",
        "",
        "employee",
        {"title": 120, "body": 3000, "recipe": 1500, "contact": 200, "cost_note": 200},
    ),
    "edit practice": ("practices:edit", "practice:own", "employee", {"title": 120, "body": 3000}),
    "adopt": ("practices:adopt", "practice:association's", "leader", {"reason": 2000, "adaptation": 1000}),
    "edit use": ("practices:edit-use", "use:association's", "chair", {"adaptation": 1000}),
    "stop use": ("practices:stop", "use:association's", "chair", {"reason": 200}),
    "follow up": ("practices:follow-up", "practice:own", "employee", {"what": 200}),
    "note": ("practices:note", "follow-up:own", "employee", {"note": 1000}),
    "thank": ("practices:thank", "practice:own", "employee", {"name": 120, "what_for": 200}),
}
CHOICES = [("register practice", "theme"), ("register practice", "cost_neutral"), ("adopt", "interest")]


def texts(word: str) -> dict[str, str]:
    return {
        "title": f"{word}vane: vi spiser sammen",
        "body": f"{word}praksis i flere ord.",
        "recipe": f"{word}opskrift.",
        "contact": f"{word}kontakt",
        "theme": "older",
    }


def data(there: World) -> dict[str, dict[str, Any]]:
    unit, today = str(there.things["unit"].pk), clock.today()
    practice = {**texts("Offentlig"), "since": str(today), "cost_neutral": "unknown", "cost_note": ""}
    decided = {"reason": "Det virker hos de andre.", "interest": "none"}
    return {
        "practices:register": {**practice, "home_id": unit},
        "practices:edit": practice,
        "practices:adopt": {"actor_id": unit, "since": str(today), "adaptation": "Vi gør det om fredagen.", **decided},
        "practices:begin": {"since": str(today), **decided},
        "practices:edit-use": {"adaptation": "Vi gør det om fredagen."},
        "practices:stop": {"reason": "Der kom for få.", "until": str(today)},
        "practices:follow-up": {
            "what": "Kommer der nogen?",
            "due": str(today + timedelta(days=90)),
            "person_id": str(there.people["employee"].pk),
        },
        "practices:label": {"better": "Flere spiser sammen."},
        "practices:note": {"note": "Ja, flere end før."},
        "practices:thank": {"name": "Olga", "has_agreed": "on", "what_for": "Fordi du blev ved."},
    }


def build(world: World) -> None:
    things, people, unit = world.things, world.people, world.things["unit"]
    anglers, employee = things["association"], people["employee"]

    def mine(word: str, **facts: Any):
        return make_practice(by=employee, home=unit, **texts(word), **facts)

    made = {
        "own": mine("Offentlig"),
        # A colleague's: with it the employee would take part in the public challenge.
        "of proposal": make_practice(
            by=make_person("Ida Lund", role="employee", scope=unit, member_of=unit.actor),
            home=unit,
            proposal_id=things["proposal:own"].pk,
            **texts("Offentlig"),
        ),
        "association's": make_practice(by=people["chair"], home=anglers, **texts("Offentlig")),
        "waiting": make_practice(by=people["chair"], home=anglers, changes=["tasks"], **texts("Offentlig")),
        "staff": mine("Ansatkun", challenge_id=things["challenge:staff"].pk),
        "limited": mine("Enhedkun", challenge_id=things["challenge:limited"].pk),
        "hidden": mine("Skjultdel", challenge_id=things["challenge:public"].pk),
        "in hidden": mine("Skjultalt", challenge_id=things["challenge:hidden"].pk),
        "withdrawn": mine("Offentlig"),
    }
    things |= {f"practice:{name}": row for name, row in made.items()}
    things |= {f"use:{name}": made[name].uses.get() for name in ("own", "staff", "limited")}
    things["use:association's"] = adopt(
        made["own"], by=people["chair"], place=anglers, adaptation="Offentlig egen måde."
    )
    things["use:waiting"] = adopt(made["waiting"], by=people["leader"], place=unit)
    item = MedItem.objects.get(subject=things["use:waiting"].pk)
    day = clock.today()
    note_discussion(by=world.viewer("med"), item_id=item.pk, discussed_on=day, note="Offentligt punkt 4.")
    words = {"own": "Offentlig", "limited": "Enhedkun", "hidden": "Skjultdel"}
    due = day + timedelta(days=30)
    for name, word in words.items():
        about = {"by": world.viewer("employee"), "practice_id": made[name].pk}
        what = {"what": f"{word}eftersyn", "due": due, "person_id": people["leader"].pk}
        things[f"follow-up:{name}"] = actions.plan_follow_up(**about, **what)
        thanked = {"name": f"{word}tak", "has_agreed": True, "what_for": f"{word}grund."}
        things[f"thanks:{name}"] = actions.thank(**about, **thanked)
    things["use:hidden"] = made["hidden"].uses.get()
    actions.edit_use(by=world.viewer("leader"), use_id=things["use:hidden"].pk, adaptation="Skjultdelmåde.")
    for name in ("limited", "staff"):
        word = {"limited": "Enhedkun", "staff": "Ansatkun"}[name]
        actions.edit_use(by=world.viewer("leader"), use_id=things[f"use:{name}"].pk, adaptation=f"{word}måde.")
    actions.withdraw_practice(by=world.viewer("employee"), practice_id=made["withdrawn"].pk)
    hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn på en borger.")
