"""Fellowships and wishes: whoever provides one keeps it, with the coordinators; all may tell of one and help."""

from datetime import timedelta
from typing import Any

from samspil.foundation.models import Audience, OneTimeLink
from samspil.foundation.subjects import set_audience
from samspil.moderation.actions import hide
from samspil.resources import actions
from samspil.resources.letters import CONFIRM
from samspil.resources.models import Resource
from tests.factories import make_person
from tests.permission_table import GUEST
from tests.resources.making import FACTS, make_area, make_resource, make_wish, make_wish_pledge
from tests.world import World

TABLE = """
resources:list                        -                             oooooooooo  5555555555
resources:wishes                      -                             oooooooooo  5555555555
resources:register                    -                             oooooooooo  lvvvvvvvvv
resources:page                        resource:own                  oooooooooo  5555555555
resources:page                        resource:association's        oooooooooo  5555555555
resources:page                        resource:staff                444oo44ooo  5555555555
resources:page                        resource:limited              444oo44444  5555555555
resources:page                        resource:hidden               4444444444  5555555555
resources:page                        resource:ended                oooooooooo  5555555555
resources:page                        nobody                        4444444444  5555555555
resources:edit                        resource:own                  3o333333oo  3v333333vv
resources:edit                        resource:association's        33o33333oo  33v33333vv
resources:edit                        resource:staff                444o3443oo  444v3443vv
resources:edit                        resource:limited              444o344444  444v344444
resources:edit                        resource:hidden               4444444444  4444444444
resources:confirm                     resource:own                  5555555555  3v333333vv
resources:confirm                     resource:association's        5555555555  33v33333vv
resources:confirm                     resource:staff                5555555555  444v3443vv
resources:confirm                     resource:hidden               5555555555  4444444444
resources:end                         resource:own                  3o333333oo  3v333333vv
resources:end                         resource:limited              444o344444  444v344444
resources:end                         resource:hidden               4444444444  4444444444
resources:withdraw                    resource:own                  3o33333333  3v33333333
# Others have pledged to what they need: it ends instead.
resources:withdraw                    resource:association's        33o3333333  3393333333
resources:withdraw                    resource:limited              444o344444  444v344444
resources:withdraw                    resource:hidden               4444444444  4444444444
resources:wish                        resource:association's        33o33333oo  33v33333vv
resources:wish                        resource:staff                444o3443oo  444v3443vv
resources:wish                        resource:hidden               4444444444  4444444444
resources:wish                        resource:ended                3333333333  3333333333
resources:wish-as                     association                   33o33333oo  33v33333vv
resources:wish-as                     hidden association            4444444444  4444444444
resources:pledge                      wish:own                      oooooooooo  lvvvvvvvvv
resources:pledge                      wish:staff                    444oo44ooo  444vv44vvv
resources:pledge                      wish:hidden                   4444444444  4444444444
resources:pledge                      wish:fulfilled                3333333333  3333333333
resources:fulfil                      wish:own                      5555555555  33v33333vv
resources:fulfil                      wish:staff                    5555555555  444v3443vv
resources:fulfil                      wish:hidden                   5555555555  4444444444
resources:withdraw-wish               wish:own                      33o33333oo  33v33333vv
resources:withdraw-wish               wish:staff                    444o3443oo  444v3443vv
resources:withdraw-wish               wish:hidden                   4444444444  4444444444
resources:withdraw-pledge             wish pledge:own               3o33333333  3v33333333
resources:withdraw-pledge             wish pledge:staff             4443344o33  4443344v33
resources:withdraw-pledge             wish pledge:hidden            4444444444  4444444444
resources:by-link                     does it hold                  oooooooooo  vvvvvvvvvv
resources:by-link                     does hidden hold              0000000000  0000000000
resources:by-link                     spent                         0000000000  0000000000
resources:edit-by-link                does it hold                  oooooooooo  vvvvvvvvvv
resources:edit-by-link                spent                         0000000000  0000000000
resources:areas                       -                             33333333oo  33333333vv
resources:edit-area                   area                          33333333oo  33333333vv
resources:remove-area                 area                          5555555555  33333333vv
resources:codes                       -                             33333333oo  33333333ee
"""
RESOURCE = {
    "title": "Skak om mandagen",
    "body": "Vi spiller skak.",
    "kind": "group",
    "themes": ["community"],
    "pattern": "weekly",
    "days": ["mon"],
    "contact_visibility": "staff",
}
TEXTS = {"title": 120, "body": 2000, "place": 120, "address": 200, "meets_you": 200, "lift": 200, "contact_name": 120}
FORMS = {
    "tell of a resource": ("resources:register", "", "relative", TEXTS),
    "tell of a resource as guest": ("resources:register", "", "visitor", {"title": 120, "guest_name": 80}),
    "mend a resource": ("resources:edit", "resource:own", "relative", {"title": 120, "body": 2000}),
    "wish": ("resources:wish", "resource:association's", "chair", {"what": 200}),
    "pledge to a wish": ("resources:pledge", "wish:own", "relative", {"body": 200}),
    "name an area": ("resources:areas", "", "coordinator", {"name": 80}),
}
CHOICES = [
    ("tell of a resource", "kind"),
    ("tell of a resource", "themes"),
    ("tell of a resource", "pattern"),
    ("mend a resource", "target_groups"),
    ("mend a resource", "area_id"),
    ("mend a resource", "is_free"),
    ("wish", "kind"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    return {
        "resources:register": {**GUEST, **RESOURCE},
        "resources:edit": RESOURCE,
        "resources:edit-by-link": RESOURCE,
        "resources:wish": {"kind": "room", "what": "Et lokale"},
        "resources:wish-as": {"kind": "room", "what": "Et lokale"},
        "resources:pledge": {**GUEST, "body": "I kan låne vores"},
        "resources:by-link": {"passer": "1"},
        "resources:codes": {"file": ""},
        "resources:areas": {"name": "Et nyt område", "order": "1"},
        "resources:edit-area": {"name": "Et andet navn", "order": "1"},
    }


def texts(word: str) -> dict[str, Any]:
    return {
        **FACTS,
        "title": f"{word}fællesskab",
        "body": f"{word}beskrivelse i flere ord.",
        "place": f"{word}mødested",
        "meets_you": f"{word}vært",
        "lift": f"{word}lift",
        "contact_name": f"{word}kontakt",
        "contact_visibility": "public",
    }


def build(world: World) -> None:
    people = world.people
    anglers, unit = world.things["association"], world.things["unit"]
    hidden_by = make_person("Skjultaltfællesperson")
    made: dict[str, Resource] = {
        "own": make_resource(by=people["relative"], **texts("Offentlig")),
        "association's": make_resource(by=people["chair"], speaks_as=anglers.pk, **texts("Offentlig")),
        "staff": make_resource(by=people["employee"], **texts("Ansatkun")),
        "limited": make_resource(by=people["employee"], **texts("Enhedkun")),
        "hidden": make_resource(by=hidden_by, **texts("Skjultalt")),
        "ended": make_resource(by=people["relative"], **texts("Offentlig")),
    }
    set_audience(made["staff"].subject, Audience.STAFF)
    readers = [*unit.line, people["employee"].pk]
    set_audience(made["limited"].subject, Audience.UNIT, readers)
    actions.end_resource(by=world.viewer("relative"), resource_id=made["ended"].pk)
    wishes = {
        "own": make_wish(made["association's"], by=people["chair"], what="Offentlig stol"),
        "staff": make_wish(made["staff"], by=people["employee"], what="Ansatkunstol"),
        "hidden": make_wish(made["hidden"], by=hidden_by, what="Skjultaltstol"),
        "fulfilled": make_wish(made["association's"], by=people["chair"], what="Offentlig opfyldt stol"),
    }
    pledges = {
        "own": make_wish_pledge(wishes["own"], by=people["relative"], body="Offentlig hjælp"),
        "staff": make_wish_pledge(wishes["staff"], by=people["med"], body="Ansatkunhjælp"),
        "hidden": make_wish_pledge(wishes["hidden"], by=people["relative"], body="Skjultalthjælp"),
    }
    actions.fulfil_wish(by=world.viewer("chair"), wish_id=wishes["fulfilled"].pk)
    for name, whose in (("does it hold", "association's"), ("does hidden hold", "hidden")):
        payload = {"resource": str(made[whose].pk)}
        person = people["chair"].pk if whose != "hidden" else hidden_by.pk
        _link, token = OneTimeLink.issue(CONFIRM, lasts=timedelta(days=60), person=person, payload=payload)
        world.tokens[name] = [token]
    hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn.")
    world.things["area"] = make_area("Lunde", point=(56.1, 9.0))
    world.things |= {f"resource:{name}": row for name, row in made.items()}
    world.things |= {f"wish:{name}": row for name, row in wishes.items()}
    world.things |= {f"wish pledge:{name}": row for name, row in pledges.items()}
