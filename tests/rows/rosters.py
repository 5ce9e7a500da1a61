"""Plans: for those who stand behind the host alone, and wishes for whoever said them and whoever plans."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock, subjects
from samspil.foundation.models import OneTimeLink
from samspil.rosters import actions, letters
from samspil.tasks.actions import make_task
from tests.factories import viewer
from tests.world import World

TABLE = """
rosters:list                          -                             sooooooooo  s555555555
rosters:make                          -                             s3ooo333o3  s3vee333o3
rosters:page                          roster:association's          s4o4444444  s555555555
rosters:page                          roster:unit's                 s44oo444o4  s555555555
rosters:page                          roster:hidden                 s444444444  s555555555
rosters:page                          nobody                        s444444444  s555555555
rosters:edit                          roster:association's          s4o4444444  s4v4444444
rosters:edit                          roster:hidden                 s444444444  s444444444
rosters:people                        roster:association's          s4o4444444  s4v4444444
rosters:people                        roster:unit's                 s44oo444o4  s44vv444v4
rosters:ask                           roster:association's          s555555555  s4v4444444
rosters:ask                           roster:hidden                 s555555555  s444444444
rosters:remove-person                 roster member:association's   s555555555  s4v4444444
rosters:compute                       roster:unit's                 s555555555  s44vv444v4
rosters:progress                      roster:unit's                 s44oo444o4  s555555555
rosters:place                         roster time:association's     s4o4444444  s4e4444444
rosters:confirm                       roster:association's          s4o4444444  s494444444
rosters:print                         roster:unit's                 s44oo444o4  s555555555
rosters:print                         roster:hidden                 s444444444  s555555555
rosters:withdraw                      roster:unit's                 s44oo444o4  s44vv444v4
rosters:lock                          shift:association's           s555555555  s4v4444444
rosters:take-off                      shift:association's           s555555555  s4v4444444
rosters:lock                          shift:hidden                  s555555555  s444444444
rosters:wishes                        roster wishes:own             s4oo444444  s4vv444444
rosters:wishes                        roster wishes:hidden          s444444444  s444444444
rosters:wishes-by-link                roster link                   oooooooooo  eeeeeeeeee
rosters:wishes-by-link                spent roster link             0000000000  0000000000
rosters:shifts-by-link                roster shifts link            oooooooooo  4444444444
rosters:shifts-by-link                spent roster link             0000000000  0000000000
"""
FORMS = {
    "make roster": ("rosters:make", "", "chair", {"title": 120, "note": 600}),
    "edit roster": ("rosters:edit", "roster:association's", "chair", {"title": 120, "note": 600}),
    "roster person": ("rosters:people", "roster:association's", "chair", {"name": 80, "party_name": 120}),
}
CHOICES = [("make roster", "task_ids"), ("roster person", "party")]


def data(there: World) -> dict[str, dict[str, Any]]:
    today = clock.today()
    facts = {
        "title": "Offentlig plan",
        "task_ids": [str(there.things["task:association's"].pk)],
        "from_on": f"{today:%Y-%m-%d}",
        "until_on": f"{today + timedelta(days=90):%Y-%m-%d}",
        "note": "Offentlig besked.",
    }
    wishes = {f"tid_{there.things['roster slot'].pk.hex}": "can", "together": "Offentlig ven"}
    return {
        "rosters:make": facts,
        "rosters:edit": facts,
        "rosters:people": {"name": "Offentlig Ole", "email": "ole@post.example"},
        "rosters:confirm": {"expected_version": "0"},
        "rosters:wishes": wishes,
        "rosters:wishes-by-link": {},
    }


def build(world: World) -> None:
    people, things = world.people, world.things
    today = clock.today()

    def plan(who: str, task, word: str):
        by = viewer(people[who])
        roster = actions.make_roster(
            by=by,
            host_id=task.host_id,
            title=f"{word}vagtplan",
            from_on=today,
            until_on=today + timedelta(days=90),
            task_ids=[str(task.pk)],
            note=f"{word}vagtbesked.",
        )
        slot = task.slots.filter(starts_at__gt=clock.now()).get()
        member = actions.add_person(by=by, roster_id=roster.pk, name=f"{word}chauffør", phone="99 00 00 71")
        member = actions.tell_wishes(
            by=by, member_id=member.pk, slots={str(slot.pk): "gladly"}, together=f"{word}makker"
        )
        actions.compute(by=by, roster_id=roster.pk)
        return roster, slot, member

    def task_of(who: str, host, word: str):
        return make_task(
            by=viewer(people[who]),
            host_id=host.pk,
            title=f"{word}kørsel",
            does=f"{word}køretur",
            contact_name=f"{word}kontakt",
            contact_phone="99 00 00 72",
            starts_at="10:00",
            ends_at="12:00",
            first_on=today + timedelta(days=20),
            places=3,
        )

    made = {
        "association's": plan("chair", task_of("chair", things["association"], "Offentlig"), "Offentlig"),
        "unit's": plan("leader", task_of("leader", things["unit"], "Offentlig"), "Ansatkun"),
        "hidden": plan("chair", task_of("chair", things["association"], "Offentlig"), "Skjultalt"),
    }
    roster, slot, _member = made["association's"]
    own = actions.add_person(
        by=viewer(people["chair"]),
        roster_id=roster.pk,
        name=people["employee"].name,
        email=people["employee"].email,
    )
    link = OneTimeLink.issue(
        letters.PURPOSE, lasts=timedelta(days=9), person=people["employee"].pk, payload={"member": own.pk}
    )
    shifts = OneTimeLink.issue(
        letters.SHIFTS, lasts=timedelta(days=9), person=people["employee"].pk, payload={"member": own.pk}
    )
    subjects.set_hidden(made["hidden"][0].subject, clock.now())  # no coordinator reads it, so none hides it
    slots = {name: [row[0].pk, row[1].pk] for name, row in made.items()}
    world.tokens |= {"roster time:association's": slots["association's"], "roster time:hidden": slots["hidden"]}
    world.tokens |= {"roster member:association's": [roster.pk, own.pk]}
    world.tokens |= {
        "roster link": [link[1]],
        "roster shifts link": [shifts[1]],
        "spent roster link": ["et-link-som-ikke-findes"],
    }
    things |= {f"roster:{name}": row[0] for name, row in made.items()}
    things |= {f"shift:{name}": row[0].shifts.get() for name, row in made.items()}
    things |= {"roster wishes:own": own, "roster wishes:hidden": made["hidden"][2], "roster slot": slot}
