"""Asking differently, and the open lists."""

from datetime import timedelta
from typing import Any

from samspil.foundation.models import OneTimeLink
from samspil.moderation.actions import hide
from samspil.reframing.actions import ANSWER_PURPOSE, withdraw_wording
from tests.factories import make_person
from tests.reframing.making import answer, make_question, make_wording, put, settle
from tests.world import World

TABLE = """
reframing:propose                     challenge:public              oooooooooo  lvvvvvvvvv
reframing:propose                     challenge:staff               444oo44ooo  444vv44vvv
reframing:propose                     challenge:limited             444oo44444  444vv44444
reframing:propose                     challenge:draft               4443444444  4443444444
reframing:propose                     challenge:hidden              4444444444  4444444444
reframing:propose                     challenge:closed              3333333333  3333333333
reframing:wording                     wording:own                   oooooooooo  5555555555
reframing:wording                     wording:put                   oooooooooo  5555555555
reframing:wording                     wording:kept                  oooooooooo  5555555555
reframing:wording                     wording:staff                 444oo44ooo  5555555555
reframing:wording                     wording:limited               444oo44444  5555555555
reframing:wording                     wording:hidden                4444444444  5555555555
reframing:wording                     wording:in hidden             4444444444  5555555555
reframing:wording                     wording:withdrawn             4444444444  5555555555
# Another wording of the page is put already, so the host is told to close that one first.
reframing:put                         wording:own                   33333o3333  33333e3333
reframing:put                         wording:put                   3333333333  3333333333
reframing:put                         wording:staff                 44433443oo  44433443vv
reframing:put                         wording:limited               4443344444  4443344444
reframing:put                         wording:hidden                4444444444  4444444444
reframing:put                         wording:withdrawn             4444444444  4444444444
reframing:answer                      wording:put                   3oo3333333  3vv3333333
reframing:answer                      wording:own                   3333333333  3333333333
reframing:answer                      wording:kept                  3333333333  3333333333
reframing:answer                      wording:limited               4443344444  4443344444
reframing:answer                      wording:hidden                4444444444  4444444444
reframing:settle                      wording:put                   33333o33oo  33333v33vv
reframing:settle                      wording:own                   3333333333  3333333333
reframing:settle                      wording:kept                  3333333333  3333333333
reframing:settle                      wording:staff                 4443344333  4443344333
reframing:settle                      wording:hidden                4444444444  4444444444
reframing:withdraw-wording            wording:own                   3o33333333  3v33333333
reframing:withdraw-wording            wording:put                   33o3333333  33v3333333
reframing:withdraw-wording            wording:kept                  3333333333  3333333333
reframing:withdraw-wording            wording:staff                 4443344o33  4443344v33
reframing:withdraw-wording            wording:limited               4443o44444  4443v44444
reframing:withdraw-wording            wording:hidden                4444444444  4444444444
reframing:answer-by-link              answer wording                oooooooooo  oooooooooo
reframing:answer-by-link              answer hidden wording         0000000000  0000000000
reframing:answer-by-link              spent                         0000000000  0000000000

reframing:why                         challenge:public              oooooooooo  5555555555
reframing:why                         challenge:staff               444oo44ooo  5555555555
reframing:why                         challenge:limited             444oo44444  5555555555
reframing:why                         challenge:draft               444o444444  5555555555
reframing:why                         challenge:hidden              4444444444  5555555555
reframing:why                         challenge:closed              oooooooooo  5555555555
reframing:why-not                     challenge:public              oooooooooo  5555555555
reframing:why-not                     challenge:hidden              4444444444  5555555555
reframing:ask-why                     challenge:public              oooooooooo  lvvvvvvvvv
reframing:ask-why                     challenge:staff               444oo44ooo  444vv44vvv
reframing:ask-why                     challenge:limited             444oo44444  444vv44444
reframing:ask-why                     challenge:draft               4443444444  4443444444
reframing:ask-why                     challenge:hidden              4444444444  4444444444
reframing:ask-why                     challenge:closed              3333333333  3333333333
reframing:ask-why-not                 challenge:public              oooooooooo  lvvvvvvvvv
reframing:ask-why-not                 challenge:limited             444oo44444  444vv44444
reframing:ask-why-not                 challenge:closed              3333333333  3333333333
reframing:question                    question:own                  oooooooooo  5555555555
reframing:question                    question:reply                vvvvvvvvvv  5555555555
reframing:question                    question:staff                444oo44ooo  5555555555
reframing:question                    question:limited              444oo44444  5555555555
reframing:question                    question:hidden               4444444444  5555555555
reframing:question                    question:in hidden            4444444444  5555555555
reframing:question                    question:reply to hidden      4444444444  5555555555
reframing:reply                       question:own                  oooooooooo  lvvvvvvvvv
reframing:reply                       question:staff                444oo44ooo  444vv44vvv
reframing:reply                       question:limited              444oo44444  444vv44444
reframing:reply                       question:hidden               4444444444  4444444444
reframing:reply                       question:in hidden            4444444444  4444444444
reframing:withdraw-question           question:own                  3o33333333  3v33333333
reframing:withdraw-question           question:association's        33o3333333  33v3333333
reframing:withdraw-question           question:entered              333o333333  333v333333
reframing:withdraw-question           question:staff                4443344o33  4443344v33
reframing:withdraw-question           question:limited              4443o44444  4443v44444
reframing:withdraw-question           question:hidden               4444444444  4444444444
reframing:withdraw-question           question:reply to hidden      4444444444  4444444444
"""

GUEST = {"guest_name": "Agnes", "guest_function": "nabo", "guest_email": "agnes@engbaek.example"}
WORDING = {"question": "Hvad gør en almindelig dag god?", "reason": "Så ser vi mennesket før tilbuddet."}


def data(_there: World) -> dict[str, dict[str, Any]]:
    why = {
        "body": "Hvorfor skal maden komme i bakker?",
        "offer": "Mad i bakker",
        "assumption": "At alle vil spise alene.",
    }
    why_not = {"body": "Hvorfor ikke spise i klubhuset?", "helper": "Lystfiskerne"}
    vote = {"vote": "yes", "comment": "Det åbner for mere."}
    return {
        "reframing:propose": {**GUEST, **WORDING},
        "reframing:answer": vote,
        "reframing:answer-by-link": vote,
        "reframing:settle": {"note": "Tak til alle, der svarede."},
        "reframing:ask-why": {**GUEST, **why},
        "reframing:ask-why-not": {**GUEST, **why_not},
        "reframing:reply": {**GUEST, "body": "Fordi køkkenet er lukket."},
    }


FORMS = {
    "propose wording": ("reframing:propose", "challenge:public", "relative", {"question": 200, "reason": 600}),
    "propose wording as guest": (
        "reframing:propose",
        "challenge:public",
        "visitor",
        {"question": 200, "reason": 600, "guest_name": 80},
    ),
    # Answering has two buttons and one line that may stay empty: tests/reframing looks at it.
    "settle wording": ("reframing:settle", "wording:put", "host", {"note": 300}),
    "ask why": ("reframing:ask-why", "challenge:public", "relative", {"body": 300, "offer": 120, "assumption": 300}),
    "ask why as guest": ("reframing:ask-why", "challenge:public", "visitor", {"body": 300, "guest_name": 80}),
    "ask why not": ("reframing:ask-why-not", "challenge:public", "chair", {"body": 300, "helper": 120}),
    "reply openly": ("reframing:reply", "question:own", "chair", {"body": 1000}),
}
CHOICES = [("ask why not", "speaks_as")]


def build(world: World) -> None:
    add_wordings(world)
    add_questions(world)
    for name in ("wording:hidden", "vote:hidden", "question:hidden"):
        hide(by=world.viewer("coordinator"), subject_id=world.things[name].pk, reason="Der står et navn.")


def add_wordings(world: World) -> None:
    people, things = world.people, world.things
    public, staff, limited, hidden = (things[f"challenge:{name}"] for name in ("public", "staff", "limited", "hidden"))
    anglers = str(things["association"].pk)

    def words(word: str) -> dict[str, str]:
        return {"question": f"{word}ordlyd, skal vi spørge sådan?", "reason": f"{word}grund."}

    hider = make_person("Skjultdelordlyder")
    made = {
        "own": make_wording(public, by=people["relative"], **words("Offentligegen")),
        "kept": make_wording(public, by=people["relative"], **words("Offentligbevaret")),
        "put": make_wording(public, by=people["chair"], speaks_as=anglers, **words("Offentligsat")),
        "hidden": make_wording(public, by=hider, **words("Skjultdel")),
        "withdrawn": make_wording(public, by=people["relative"], **words("Offentligfortrudt")),
        "staff": make_wording(staff, by=people["med"], **words("Ansatkun")),
        "limited": make_wording(limited, by=people["leader"], **words("Enhedkun")),
        "in hidden": make_wording(hidden, by=people["relative"], **words("Skjultalt")),
    }
    things |= {f"wording:{name}": row for name, row in made.items()}
    settle(put(made["kept"], people["host"]), people["host"], "Offentlig tak.")
    put(made["put"], people["host"])
    answer(made["put"], people["relative"], "yes", "Offentligkommentar.")
    things["vote:hidden"] = answer(made["put"], hider, "no", "Skjultdelkommentar.")
    withdraw_wording(by=world.viewer("relative"), wording_id=made["withdrawn"].pk)
    for name, thing in {"answer wording": "put", "answer hidden wording": "hidden"}.items():
        _link, token = OneTimeLink.issue(
            ANSWER_PURPOSE,
            lasts=timedelta(days=2),
            person=people["relative"].pk,
            payload={"wording": str(made[thing].pk)},
        )
        world.tokens[name] = [token]


def add_questions(world: World) -> None:
    people, things = world.people, world.things
    public, staff, limited, hidden = (things[f"challenge:{name}"] for name in ("public", "staff", "limited", "hidden"))
    anglers = str(things["association"].pk)
    agnes = {"name": "Agnes", "function": "beboer", "kind": "service_user", "channel": "phone"}

    def why(word: str) -> dict[str, str]:
        return {"body": f"{word}hvorfor?", "offer": f"{word}tilbud", "assumption": f"{word}antagelse"}

    def why_not(word: str) -> dict[str, str]:
        return {"kind": "why_not", "body": f"{word}hvorforikke?", "helper": f"{word}hjælper"}

    made = {
        "own": make_question(public, by=people["relative"], **why("Offentlig")),
        "association's": make_question(public, by=people["chair"], speaks_as=anglers, **why_not("Offentlig")),
        "entered": make_question(public, by=people["employee"], behalf=agnes, **why("Offentligfortalt")),
        "hidden": make_question(public, by=make_person("Skjultdelspørger"), **why_not("Skjultdel")),
        "staff": make_question(staff, by=people["med"], **why("Ansatkun")),
        "limited": make_question(limited, by=people["leader"], **why_not("Enhedkun")),
        "in hidden": make_question(hidden, by=people["relative"], **why("Skjultalt")),
    }
    made["reply"] = make_question(public, by=people["chair"], reply_to=made["own"].pk, body="Offentligt svar her.")
    made["reply to hidden"] = make_question(
        public, by=make_person("Skjultdelreplik"), reply_to=made["hidden"].pk, body="Skjultdelsvar her."
    )
    things |= {f"question:{name}": row for name, row in made.items()}
