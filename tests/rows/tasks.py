"""Tasks: everybody reads and signs up; those behind one keep it; a sign-up is its person's and the host's."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from samspil.tasks import actions, letters
from samspil.tasks.models import Slot
from tests.factories import make_person, viewer
from tests.world import World

TABLE = """
tasks:list                            -                             oooooooooo  5555555555
tasks:make                            -                             33ooo33ooo  33vee33evv
tasks:mine                            -                             sooooooooo  s555555555
tasks:renew-feed                      -                             s555555555  sooooooooo
tasks:page                            task:association's            oooooooooo  5555555555
tasks:page                            task:unit's                   oooooooooo  5555555555
tasks:page                            task:staff                    444oo44ooo  5555555555
tasks:page                            task:limited                  444oo44444  5555555555
tasks:page                            task:hidden                   4444444444  5555555555
tasks:page                            nobody                        4444444444  5555555555
tasks:edit                            task:association's            33o33333oo  33v33333vv
tasks:edit                            task:unit's                   333oo333oo  333vv333vv
tasks:edit                            task:staff                    444oo443oo  444vv443vv
tasks:edit                            task:limited                  444oo44444  444vv44444
tasks:edit                            task:hidden                   4444444444  4444444444
tasks:close                           task:association's            33o33333oo  33v33333vv
tasks:close                           task:hidden                   4444444444  4444444444
tasks:withdraw                        task:unit's                   333oo333oo  333vv333vv
tasks:withdraw                        task:hidden                   4444444444  4444444444
tasks:paper                           task:association's            oooooooooo  5555555555
tasks:paper                           task:limited                  444oo44444  5555555555
tasks:paper                           task:hidden                   4444444444  5555555555
tasks:who-comes                       task:association's            33o33333oo  5555555555
tasks:who-comes                       task:limited                  444oo44444  5555555555
tasks:who-comes                       task:hidden                   4444444444  5555555555
tasks:door-list                       task:association's            33o33333oo  5555555555
tasks:door-list                       task:limited                  444oo44444  5555555555
tasks:door-list                       task:hidden                   4444444444  5555555555
tasks:sign-up                         slot:open                     oooooooooo  lvvvvvvvvv
tasks:sign-up                         slot:past                     9999999999  9999999999
tasks:sign-up                         slot:limited                  444oo44444  444vv44444
tasks:sign-up                         slot:hidden                   4444444444  4444444444
tasks:slot-calendar                   slot:open                     oooooooooo  5555555555
tasks:slot-calendar                   slot:limited                  444oo44444  5555555555
tasks:slot-calendar                   slot:hidden                   4444444444  5555555555
tasks:close-slot                      slot:open                     5555555555  33v33333vv
tasks:close-slot                      slot:hidden                   5555555555  4444444444
tasks:cancel-slot                     slot:open                     33o33333oo  33v33333vv
tasks:cancel-slot                     slot:hidden                   4444444444  4444444444
tasks:mark-done                       slot:past                     5555555555  33v33333vv
tasks:mark-done                       slot:hidden                   5555555555  4444444444
tasks:thank                           slot:past                     5555555555  33v33333vv
tasks:thank                           slot:open                     5555555555  33e33333ee
tasks:thank                           slot:hidden                   5555555555  4444444444
tasks:edit-thanks                     slot:thanked                  5555555555  33v33333vv
tasks:edit-thanks                     slot:past                     5555555555  33e33333ee
tasks:edit-thanks                     slot:hidden                   5555555555  4444444444
tasks:take-thanks-back                slot:thanked                  33o33333oo  33v33333vv
tasks:take-thanks-back                slot:hidden                   4444444444  4444444444
tasks:write                           slot:taken                    5555555555  33v33333vv
tasks:write                           slot:open                     5555555555  33e33333ee
tasks:write                           slot:hidden                   5555555555  4444444444
tasks:own                             sign_up:own                   4o44444444  5555555555
tasks:own                             sign_up:hidden                4444444444  5555555555
tasks:own                             nobody                        4444444444  5555555555
tasks:cancel                          sign_up:own                   5555555555  4vv44444vv
tasks:cancel                          nobody                        5555555555  4444444444
tasks:choose                          sign_up:own                   5555555555  4v44444444
tasks:hours                           sign_up:own                   5555555555  4v44444444
tasks:answer                          sign_up:own                   5555555555  44v44444vv
tasks:answer                          nobody                        5555555555  4444444444
tasks:members                         association                   33o3333333  33v3333333
tasks:members                         hidden association            4444444444  4444444444
tasks:let-member-go                   own member                    5555555555  33v3333333
tasks:change-people                   sign_up:own                   5555555555  4v44444444
tasks:change-people                   sign_up:hidden                5555555555  4444444444
tasks:list-by-link                    member link                   oooooooooo  oooooooooo
tasks:list-by-link                    spent task link               0000000000  0000000000
tasks:named-by-link                   named link                    oooooooooo  oooooooooo
tasks:named-by-link                   spent task link               0000000000  0000000000
tasks:by-link                         task link                     oooooooooo  oooooooooo
tasks:by-link                         spent task link               0000000000  0000000000
tasks:feed                            calendar link                 oooooooooo  5555555555
tasks:feed                            spent task link               4444444444  5555555555
"""
GUEST = {"guest_name": "Agnes", "guest_function": "", "guest_email": "agnes@engbaek.example"}
WORDS = {"title": 120, "does": 1500, "does_not": 600, "for_whom": 200, "place": 120, "gains": 600, "skills": 200}
FORMS = {
    "make task": ("tasks:make", "", "chair", {**WORDS, "expenses": 200, "criteria_reason": 200}),
    "edit task": ("tasks:edit", "task:association's", "chair", {"title": 120, "does": 1500, "contact_name": 120}),
    "sign up": ("tasks:sign-up", "slot:open", "relative", {"party_name": 120, "note": 600}),
    "sign up as guest": ("tasks:sign-up", "slot:open", "visitor", {"guest_name": 80, "note": 600}),
    "own member": ("tasks:members", "association", "chair", {"name": 80}),
    "thank helpers": ("tasks:thank", "slot:past", "chair", {"words": 600}),
    "mend thanks": ("tasks:edit-thanks", "slot:thanked", "chair", {"words": 600}),
}
CHOICES = [("make task", "kind"), ("make task", "shape"), ("make task", "insurance"), ("sign up", "party")]


def told(word: str) -> dict[str, Any]:
    return {
        "title": f"{word}opgave",
        "does": f"{word}gøremål i flere ord.",
        "does_not": f"{word}grænse.",
        "for_whom": f"{word}gruppe",
        "place": f"{word}sted",
        "contact_name": f"{word}kontakt",
        "contact_phone": "99 00 00 55",
        "gains": f"{word}kaffe",
        "starts_at": "10:00",
        "ends_at": "12:00",
        "first_on": clock.today() + timedelta(days=30),
    }


def data(there: World) -> dict[str, dict[str, Any]]:
    facts = {
        **told("Offentlig"),
        "first_on": f"{clock.today() + timedelta(days=30):%Y-%m-%d}",
        "kind": "task",
        "shape": "once",
        "places": "9",
        "insurance": "own",
    }
    return {
        "tasks:make": {**facts, "host_id": str(there.things["association"].pk)},
        "tasks:edit": facts,
        "tasks:sign-up": {
            **GUEST,
            "party": "group",
            "party_name": "Offentlig flok",
            "people": "1",
            "reminder": "day",
            "note": "Offentlig besked.",
        },
        "tasks:thank": {"words": "Offentlig tak for i dag."},
        "tasks:edit-thanks": {"words": "Offentlig tak for i går."},
        "tasks:members": {"name": "Offentlig Ole", "email": "offentlig-ole@post.example"},
        "tasks:change-people": {"people": "2"},
        "tasks:write": {"words": "Offentlig besked."},
        "tasks:choose": {"reminder": "week"},
        "tasks:hours": {"hours": "2,5"},
        "tasks:answer": {"svar": "no"},
        "tasks:cancel": {"sikker": "ja"},
    }


def build(world: World) -> None:
    people, things = world.people, world.things
    anglers, unit = things["association"], things["unit"]

    def make(who: str, host, word: str, **more: Any):
        return actions.make_task(by=viewer(people[who]), host_id=host.pk, places=9, **told(word), **more)

    made = {
        "association's": make("chair", anglers, "Offentlig", origin_id=things["challenge:public"].pk),
        "unit's": make("leader", unit, "Offentlig"),
        "staff": make(
            "coordinator", unit, "Ansatkun", origin_id=things["challenge:staff"].pk, may_replace_paid_work=True
        ),
        "limited": make("leader", unit, "Enhedkun", origin_id=things["challenge:limited"].pk),
        "hidden": make("chair", anglers, "Skjultalt"),
    }
    slots = {name: row.slots.get() for name, row in made.items()}
    rows = {
        "own": actions.sign_up(
            by=viewer(people["relative"]), slot_id=slots["association's"].pk, note="Offentligt ord."
        ),
        "limited": actions.sign_up(by=viewer(people["employee"]), slot_id=slots["limited"].pk, note="Enhedkunnote."),
        "hidden": actions.sign_up(
            by=viewer(make_person("Skjultaltgæst")), slot_id=slots["hidden"].pk, note="Skjultaltnote."
        ),
    }
    letter = OneTimeLink.issue(
        letters.PURPOSE,
        lasts=timedelta(days=9),
        person=people["relative"].pk,
        payload={"sign_up": str(rows["own"].pk)},
    )
    member = actions.take_in_member(
        by=viewer(people["chair"]), actor_id=anglers.pk, name="Offentlig spejder", email="spejder@engbaek.example"
    )
    sent = actions.sign_up(
        by=viewer(people["chair"]), slot_id=slots["association's"].pk, speaks_as=anglers.pk, people=2
    )
    actions.change_people(by=viewer(people["chair"]), sign_up_id=sent.pk, member_ids=[str(member.person_id)])
    to_member: dict[str, Any] = {"lasts": timedelta(days=9), "person": member.person_id}
    on_list = OneTimeLink.issue(letters.ON_THE_LIST, payload={"membership": member.pk}, **to_member)
    named = OneTimeLink.issue(letters.NAMED, payload={"sign_up": str(sent.pk)}, **to_member)
    feed = actions.renew_feed(by=viewer(people["relative"]))
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn.")
    world.tokens |= {
        "task link": [letter[1]],
        "spent task link": ["et-link-som-ikke-findes"],
        "calendar link": [feed.token],
        "member link": [on_list[1]],
        "named link": [named[1]],
        "own member": [member.pk],
    }
    things |= {f"task:{name}": row for name, row in made.items()}
    things |= {
        "slot:taken": slots["association's"],
        "slot:hidden": slots["hidden"],
        "slot:limited": another(made["limited"]),
    }
    things |= {f"sign_up:{name}": row for name, row in rows.items()}
    things |= {"slot:open": another(made["association's"]), "slot:past": past(made["association's"], people, days=2)}
    things["slot:thanked"] = past(made["association's"], people, days=3)
    actions.thank(by=viewer(people["chair"]), slot_id=things["slot:thanked"].pk, words="Offentlig tak.")


def another(task) -> Slot:
    """A second time, to which nobody has signed up."""
    then = clock.now() + timedelta(days=60)
    return Slot.objects.create(task=task, starts_at=then, ends_at=then + timedelta(hours=2), places=9)


def past(task, people, *, days: int) -> Slot:
    """A time of the same task that is over, where somebody was."""
    now = clock.now()
    with clock.at(now - timedelta(days=days + 1)):
        slot = Slot.objects.create(
            task=task, starts_at=now - timedelta(days=days), ends_at=now - timedelta(days=days, hours=-2), places=9
        )
        row = actions.sign_up(by=viewer(people["host"]), slot_id=slot.pk)
    actions.mark_done(by=viewer(people["chair"]), slot_id=slot.pk, came={str(row.pk): 1})
    return slot
