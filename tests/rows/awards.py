"""The award: all read a round and nominate; who was nominated is for whoever runs it, and for the jury after a yes."""

from datetime import timedelta
from typing import Any

from samspil.awards import letters
from samspil.awards.models import Candidate, JuryMember
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from tests.awards.making import announced, candidate_of, close, decided, make_round, nominated, score, seated, state
from tests.factories import make_person
from tests.world import World

TABLE = """
awards:list                           -                             oooooooooo  5555555555
awards:make                           -                             3333o333oo  3333v333vv
awards:page                           award:open                    oooooooooo  5555555555
awards:page                           award:given                   oooooooooo  5555555555
awards:page                           award:hidden                  4444444444  5555555555
awards:page                           nobody                        4444444444  5555555555
awards:edit                           award:open                    33333333oo  33333333vv
awards:edit                           award:unit's                  3333o333oo  3333v333vv
awards:edit                           award:given                   3333333333  3333333333
awards:edit                           award:hidden                  4444444444  4444444444
awards:nominate                       award:open                    oooooooooo  lvvvvvvvvv
awards:nominate                       award:closed                  3333333333  3333333333
awards:nominate                       award:hidden                  4444444444  4444444444
awards:desk                           award:open                    33333333o3  5555555555
awards:desk                           award:unit's                  3333o333o3  5555555555
awards:desk                           award:hidden                  4444444444  5555555555
awards:clear                          nomination:held               5555555555  44344444v4
awards:clear                          nomination:hidden             5555555555  4444444444
awards:withdraw                       nomination:held               44o4444434  44v4444434
awards:withdraw                       nomination:hidden             4444444444  4444444444
awards:note-answer                    candidate:waiting             44444444o4  44444444v4
awards:note-answer                    candidate:hidden              4444444444  4444444444
awards:note-answer                    nobody                        4444444444  4444444444
awards:ask                            candidate:waiting             44444444o4  44444444v4
awards:ask                            candidate:hidden              4444444444  4444444444
awards:gather                         candidate:waiting             44444444o4  44444444v4
awards:gather                         candidate:hidden              4444444444  4444444444
awards:part                           candidate:waiting             5555555555  44444444v4
awards:part                           candidate:hidden              5555555555  4444444444
awards:diploma                        candidate:given               oooooooooo  5555555555
awards:diploma                        candidate:quiet               44444444o4  5555555555
awards:diploma                        candidate:waiting             4444444444  5555555555
awards:diploma                        candidate:hidden              4444444444  5555555555
awards:by-link                        award link                    oooooooooo  oooooooooo
awards:by-link                        spent                         0000000000  0000000000
awards:jury                           award:closed                  3o333oo3o3  5555555555
awards:jury                           award:open                    33333333o3  5555555555
awards:jury                           award:hidden                  4444444444  5555555555
awards:add-juror                      award:open                    33333333o3  33333333v3
awards:add-juror                      award:given                   3333333333  3333333333
awards:add-juror                      award:hidden                  4444444444  4444444444
awards:let-go                         juror                         44444444o4  44444444v4
awards:let-go                         nobody                        4444444444  4444444444
awards:reset                          juror                         5555555555  44444444v4
awards:closeness                      award:closed                  3o333oo333  3v333vv333
awards:closeness                      award:open                    3333333333  3333333333
awards:closeness                      award:hidden                  4444444444  4444444444
awards:score                          candidate:yes                 4o444oo444  4v444vv444
awards:score                          candidate:waiting             4444444444  4444444444
awards:score                          candidate:hidden              4444444444  4444444444
awards:decide                         award:closed                  3o333oo333  3v333vv333
awards:decide                         award:given                   3333333333  3333333333
awards:decide                         award:hidden                  4444444444  4444444444
awards:announce                       award:judged                  33333333o3  33333333v3
awards:announce                       award:closed                  3333333343  3333333343
awards:announce                       award:hidden                  4444444444  4444444444
awards:correct                        award:given                   33333333o3  33333333v3
awards:correct                        award:closed                  3333333333  3333333333
awards:correct                        award:hidden                  4444444444  4444444444
"""
FORMS = {
    "make award": ("awards:make", "", "coordinator", {"title": 200, "purpose": 1000, "criteria": 800, "prize": 300}),
    "edit award": ("awards:edit", "award:open", "coordinator", {"title": 200, "purpose": 1000}),
    "nominate": ("awards:nominate", "award:open", "relative", {"name": 120, "why": 600, "relation": 80}),
    "nominate as guest": ("awards:nominate", "award:open", "visitor", {"why": 600, "guest_name": 80}),
    "award juror": ("awards:add-juror", "award:open", "coordinator", {"name": 80}),
    "let juror go": ("awards:let-go", "juror", "coordinator", {"why": 300}),
    "award points": ("awards:score", "candidate:yes", "relative", {"words": 300}),
    "award decision": ("awards:decide", "award:closed", "host", {"reason": 1500, "tie_reason": 1500}),
    "award correction": ("awards:correct", "award:given", "coordinator", {"text": 1500}),
}
CHOICES = [
    ("make award", "kinds"),
    ("make award", "unit_id"),
    ("make award", "contact_id"),
    ("nominate", "kind"),
    ("award juror", "side"),
    ("award points", "point-0"),
    ("award decision", "winner_id"),
]
JURY = ("relative", "host", "councillor")


def data(there: World) -> dict[str, dict[str, Any]]:
    from tests.permission_table import GUEST

    things, today = there.things, clock.today()
    facts = {
        "title": "Offentlig pris",
        "year": str(today.year),
        "purpose": "Offentligt formål.",
        "criteria": "Offentlig linje\nOg en til",
        "kinds": ["volunteer", "employee"],
        "opens_on": f"{today:%Y-%m-%d}",
        "closes_on": f"{today + timedelta(days=5):%Y-%m-%d}",
        "announce_on": f"{today + timedelta(days=9):%Y-%m-%d}",
        "unit_id": str(things["unit"].pk),
        "contact_id": str(there.people["coordinator"].pk),
    }
    agreed = {"answered_on": f"{today:%Y-%m-%d}", "answered_how": "phone"}
    yes = str(things["candidate:yes"].pk)
    return {
        "awards:make": facts,
        "awards:edit": facts,
        "awards:nominate": {
            **GUEST,
            "kind": "volunteer",
            "name": "Åse Friis",
            "is_fifteen": "on",
            "why": "Hun kører rundt med suppe.",
            "relation": "nabo",
        },
        "awards:note-answer": {"answer": "shown", **agreed},
        "awards:ask": {"email": "spurgt@engbaek.example"},
        "awards:gather": {"into_id": str(things["candidate:held"].pk)},
        "awards:by-link": {"answer": "quiet"},
        "awards:add-juror": {"name": "Sif", "email": "sif@engbaek.example", "side": "young"},
        "awards:let-go": {"why": "Er flyttet."},
        "awards:closeness": {yes: "none"},
        "awards:score": {"point-0": "4", "point-1": "5", "words": "Det virker."},
        "awards:decide": {"winner_id": yes, "reason": "Hun ser dem, andre går forbi."},
        "awards:announce": {"consent_on": f"{today:%Y-%m-%d}", "consent_how": "phone"},
        "awards:correct": {"text": "Offentlig rettelse."},
    }


def build(world: World) -> None:
    things, by = world.things, world.people["coordinator"]
    rounds = {
        name: make_round(by, title=f"Offentlig pris, {name}", **more)
        for name, more in {"open": {}, "unit's": {"unit_id": things["unit"].pk}, "closed": {}, "given": {}}.items()
    }
    rounds["judged"] = make_round(by, title="Offentlig pris, valgt")
    hider = make_person("Skjultaltindstiller")
    rounds["hidden"] = make_round(
        world.people["leader"], title="Skjultaltpris", purpose="Skjultaltformål.", unit_id=things["unit"].pk
    )
    hidden = nominated(rounds["hidden"], by=hider, name="Skjultaltkandidat", why="Skjultaltgrund.")
    held = nominated(
        rounds["open"], by=world.people["chair"], name="Hemmelig Holm", why="Hun passer sin mor, der har demens."
    )
    things |= {
        "nomination:held": held,
        "nomination:hidden": hidden,
        "candidate:held": held.candidate,
        "candidate:hidden": hidden.candidate,
        "candidate:waiting": nominated(rounds["open"], by=world.people["med"], name="Hemmelig Hansen").candidate,
    }
    asked = nominated(rounds["open"], by=world.people["med"], name="Hemmelig Bo").candidate
    world.tokens["award link"] = [
        OneTimeLink.issue(letters.PURPOSE, lasts=timedelta(days=9), payload={"candidate": str(asked.pk)})[1]
    ]
    things["candidate:quiet"] = candidate_of(rounds["given"], by=by, answer="quiet", name="Hemmelig Ib")
    for name in ("closed", "judged", "given"):
        things[f"candidate:{'yes' if name == 'closed' else name}"] = judge(world, rounds[name])
    for name in ("judged", "given"):
        decided(rounds[name], things[f"candidate:{name}"], by=world.people["host"])
    rounds["given"] = announced(rounds["given"], by=by)
    things["juror"] = JuryMember.objects.get(round=rounds["closed"], person=world.people["host"])
    moderation.hide(by=world.viewer("coordinator"), subject_id=rounds["hidden"].pk, reason="Er ikke aftalt.")
    things |= {f"award:{name}": row for name, row in rounds.items()}


def judge(world: World, award_round: Any) -> Candidate:
    """Closed, with a jury of three who have all scored the one candidate."""
    by = world.people["coordinator"]
    candidate = candidate_of(award_round, by=by, name="Offentlig Vinder")
    for role in JURY:
        seated(award_round, world.people[role], by=by)
    close(award_round)
    for role in JURY:
        state(world.people[role], award_round)
        score(world.people[role], candidate)
    return candidate
