"""Being asked: a profile is one's own; those behind a task and the coordinators look for people, nobody else."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.volunteers import actions, letters
from samspil.volunteers.models import Ask
from tests.factories import make_person, viewer
from tests.world import World

TABLE = """
volunteers:profile                    -                             oooooooooo  lvvvvvvvvv
volunteers:mine                       -                             sooooooooo  sv44444444
volunteers:edit                       -                             so44444444  sv44444444
volunteers:by-link                    volunteer link                oooooooooo  vvvvvvvvvv
volunteers:by-link                    spent volunteer link          0000000000  0000000000
volunteers:edit-by-link               volunteer link                oooooooooo  vvvvvvvvvv
volunteers:edit-by-link               spent volunteer link          0000000000  0000000000
volunteers:actor-link                 volunteer actor link          oooooooooo  vvvvvvvvvv
volunteers:actor-link                 spent volunteer link          0000000000  0000000000
volunteers:come-by-link               way in                        oooooooooo  vvvvvvvvvv
volunteers:come-by-link               spent way in                  0000000000  0000000000
volunteers:come-for-actor             actor way in                  oooooooooo  vvvvvvvvvv
volunteers:come-for-actor             spent way in                  0000000000  0000000000
volunteers:break-silence              association                   s555555555  s3v3333333
volunteers:break-silence              hidden association            s555555555  s444444444
volunteers:missing                    -                             33333333o3  5555555555
volunteers:look                       task:association's            33o33333o3  33o33333o3
volunteers:look                       task:unit's                   333oo333o3  333oo333o3
volunteers:look                       task:staff                    4443344333  4443344333
volunteers:look                       task:limited                  4443344444  4443344444
volunteers:look                       task:hidden                   4444444444  4444444444
volunteers:ask                        task:association's            5555555555  33v33333v3
volunteers:ask                        task:staff                    5555555555  4443344333
volunteers:ask                        task:hidden                   5555555555  4444444444
"""
GUEST = {"guest_name": "Agnes", "guest_function": "", "guest_email": "agnes@engbaek.example"}
ROOM = {"can": 600, "place": 120, "lived": 600}
FORMS = {
    "offer oneself": ("volunteers:profile", "", "employee", ROOM),
    "offer oneself as guest": ("volunteers:profile", "", "visitor", {"can": 600, "guest_name": 80}),
    "edit profile": ("volunteers:edit", "", "relative", ROOM),
}
CHOICES = [
    ("offer oneself", "kinds"),
    ("offer oneself", "area_id"),
    ("offer oneself", "most_a_month"),
    ("offer oneself", "lived_seen_by"),
]


def data(there: World) -> dict[str, dict[str, Any]]:
    facts = {"can": "Offentlig kaffe og cykler", "most_a_month": "2", "lived_seen_by": "coordinators"}
    return {
        "volunteers:profile": {**GUEST, **facts},
        "volunteers:mine": {"hvad": "hvil"},
        "volunteers:edit": facts,
        "volunteers:by-link": {"hvad": "behold"},
        "volunteers:edit-by-link": facts,
        "volunteers:actor-link": {"ask": str(there.things["ask of association"].pk), "svar": "not_this"},
        "volunteers:come-by-link": {"slot_id": str(there.things["slot asked about"].pk), "reminder": "day"},
        "volunteers:come-for-actor": {
            "slot_id": str(there.things["slot asked about"].pk),
            "reminder": "day",
            "people": "2",
        },
        "volunteers:look": {"words": "Offentlig cykel"},
        "volunteers:ask": {"person": [str(there.things["volunteer"].person_id)]},
    }


def build(world: World) -> None:
    people, things = world.people, world.things
    actions.save_profile(by=viewer(people["relative"]), can="Offentlig cykel og kaffe.", kinds=["task"])
    things["volunteer"] = actions.save_profile(
        by=viewer(make_person("Offentlig frivillig")), can="Offentlig sang.", kinds=["task"], hosts_may_ask=True
    )
    by = world.viewer("coordinator")
    asked = actions.ask(
        by=by,
        task_id=things["task:unit's"].pk,
        people=[people["relative"].pk],
        actors=[things["association"].pk],
    )
    things["ask of association"] = next(row for row in asked.asked if row.actor_id)
    own_ask = next(row for row in asked.asked if row.person_id)
    things["slot asked about"] = things["task:unit's"].slots.get()
    # What became hidden, or was never for them, after they were asked.
    for name in ("hidden", "limited", "staff"):
        Ask.objects.create(task=things[f"task:{name}"], person=people["relative"], letter_on=clock.today())
        Ask.objects.create(task=things[f"task:{name}"], actor=things["association"], letter_on=clock.today())
    lasts = {"lasts": timedelta(days=9)}
    own = OneTimeLink.issue(letters.PURPOSE, person=people["relative"].pk, **lasts)
    club = OneTimeLink.issue(
        letters.FOR_ACTOR, person=people["chair"].pk, payload={"actor": str(things["association"].pk)}, **lasts
    )
    world.tokens |= {
        "volunteer link": [own[1]],
        "volunteer actor link": [club[1]],
        "spent volunteer link": ["et-link-som-ikke-findes"],
        "way in": [own[1], own_ask.pk],
        "actor way in": [club[1], things["ask of association"].pk],
        "spent way in": ["et-link-som-ikke-findes", own_ask.pk],
    }
