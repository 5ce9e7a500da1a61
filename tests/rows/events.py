"""Events: everybody reads and signs up; those behind one keep it; what was agreed is its owner's to promise."""

from datetime import timedelta
from typing import Any

from samspil.events import actions, letters
from samspil.events.models import Event
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from tests.factories import make_person, viewer
from tests.world import World

TABLE = """
events:list                           -                             oooooooooo  5555555555
events:feed                           -                             oooooooooo  5555555555
events:make                           -                             33ooo33ooo  33vee33evv
events:page                           event:association's           oooooooooo  5555555555
events:page                           event:unit's                  oooooooooo  5555555555
events:page                           event:staff                   444oo44ooo  5555555555
events:page                           event:limited                 444oo44444  5555555555
events:page                           event:hidden                  4444444444  5555555555
events:page                           nobody                        4444444444  5555555555
events:edit                           event:association's           33o33333oo  33v33333vv
events:edit                           event:unit's                  333oo333oo  333vv333vv
events:edit                           event:staff                   444oo443oo  444vv443vv
events:edit                           event:limited                 444oo44444  444vv44444
events:edit                           event:hidden                  4444444444  4444444444
events:cancel                         event:association's           33o33333oo  33v33333vv
events:cancel                         event:hidden                  4444444444  4444444444
events:withdraw                       event:unit's                  333oo333oo  333vv333vv
events:withdraw                       event:hidden                  4444444444  4444444444
events:calendar                       event:association's           oooooooooo  5555555555
events:calendar                       event:limited                 444oo44444  5555555555
events:calendar                       event:hidden                  4444444444  5555555555
events:poster                         event:association's           oooooooooo  5555555555
events:poster                         event:limited                 444oo44444  5555555555
events:poster                         event:hidden                  4444444444  5555555555
events:sign-up                        event:open                    oooooooooo  lvvvvvvvvv
events:sign-up                        event:held                    9999999999  9999999999
events:sign-up                        event:limited                 4449944444  4449944444
events:sign-up                        event:hidden                  4444444444  4444444444
events:who-comes                      event:association's           33o33333oo  5555555555
events:who-comes                      event:limited                 444oo44444  5555555555
events:who-comes                      event:hidden                  4444444444  5555555555
events:door-list                      event:association's           33o33333oo  5555555555
events:door-list                      event:hidden                  4444444444  5555555555
events:close                          event:association's           5555555555  33v33333vv
events:close                          event:hidden                  5555555555  4444444444
events:write                          event:association's           5555555555  33v33333vv
events:write                          event:hidden                  5555555555  4444444444
events:own                            coming:own                    4o44444444  4v44444444
events:own                            coming:hidden                 4444444444  4444444444
events:own                            nobody                        4444444444  4444444444
events:own-calendar                   coming:own                    4o44444444  5555555555
events:own-calendar                   coming:hidden                 4444444444  5555555555
events:take-off                       coming:own                    5555555555  44v44444vv
events:take-off                       nobody                        5555555555  4444444444
events:by-link                        event link                    oooooooooo  vvvvvvvvvv
events:by-link                        spent event link              0000000000  0000000000
events:link-calendar                  event link                    oooooooooo  5555555555
events:link-calendar                  spent event link              0000000000  5555555555
events:invitation                     invitation link               oooooooooo  oooooooooo
events:invitation                     spent event link              0000000000  0000000000
events:meeting                        event:association's           33o33333oo  33v33333vv
events:meeting                        event:limited                 444oo44444  444ee44444
events:meeting                        event:hidden                  4444444444  4444444444
events:invite                         event:association's           33o33333oo  33o33333oo
events:invite                         event:hidden                  4444444444  4444444444
events:publish-agenda                 event:association's           5555555555  33v33333vv
events:publish-agenda                 event:hidden                  5555555555  4444444444
events:agenda-paper                   event:association's           oooooooooo  5555555555
events:agenda-paper                   event:limited                 444oo44444  5555555555
events:agenda-paper                   event:hidden                  4444444444  5555555555
events:minutes                        event:held                    33o33333oo  33v33333vv
events:minutes                        event:hidden                  4444444444  4444444444
events:publish-minutes                event:held                    5555555555  33v33333vv
events:publish-minutes                event:hidden                  5555555555  4444444444
events:minutes-paper                  event:held                    oooooooooo  5555555555
events:minutes-paper                  event:limited                 444oo44444  5555555555
events:minutes-paper                  event:hidden                  4444444444  5555555555
events:corrections                    event:held                    oooooooooo  5555555555
events:corrections                    event:hidden                  4444444444  5555555555
events:agreed                         event:held                    33o33333oo  33v33333vv
events:agreed                         event:hidden                  4444444444  4444444444
events:edit-point                     point:own                     33o33333oo  33v33333vv
events:edit-point                     point:hidden                  4444444444  4444444444
events:edit-point                     nobody                        4444444444  4444444444
events:move-point                     point:own                     5555555555  33v33333vv
events:move-point                     point:hidden                  5555555555  4444444444
events:remove-point                   point:own                     5555555555  33v33333vv
events:remove-point                   point:hidden                  5555555555  4444444444
events:answer-point                   point:own                     5555555555  33v33333vv
events:answer-point                   point:hidden                  5555555555  4444444444
events:promise                        promise:held                  oooooooooo  3v33333333
events:promise                        promise:hidden                4444444444  4444444444
events:promise                        nobody                        4444444444  4444444444
events:edit-promise                   promise:held                  33o33333oo  33v33333vv
events:edit-promise                   promise:hidden                4444444444  4444444444
events:withdraw-promise               promise:held                  5555555555  33v33333vv
events:withdraw-promise               promise:hidden                5555555555  4444444444
events:promise-by-link                promise link                  oooooooooo  vvvvvvvvvv
events:promise-by-link                spent event link              0000000000  0000000000
"""
GUEST = {"guest_name": "Agnes", "guest_function": "", "guest_email": "agnes@engbaek.example"}
WORDS = {"title": 120, "body": 2000, "for_whom": 200, "place": 120, "address": 200, "access_note": 200}
FORMS = {
    "cancel event": ("events:cancel", "event:association's", "chair", {"why": 500}),
    "make event": ("events:make", "", "chair", {**WORDS, "price": 200, "contact_name": 120}),
    "edit event": ("events:edit", "event:association's", "chair", {"title": 120, "body": 2000}),
    "sign up to event as guest": ("events:sign-up", "event:open", "visitor", {"guest_name": 80}),
    "put on agenda": ("events:meeting", "event:association's", "chair", {"title": 200, "text": 2000}),
    "edit point": ("events:edit-point", "point:own", "chair", {"title": 200, "text": 2000}),
    "agree": ("events:agreed", "event:held", "chair", {"what": 200}),
    "write to those coming to event": ("events:write", "event:association's", "chair", {"words": 500}),
    "edit meeting promise": ("events:edit-promise", "promise:held", "chair", {"what": 200}),
}
CHOICES = [
    ("make event", "kind"),
    ("make event", "theme"),
    ("make event", "audience"),
    ("agree", "owner"),
]


def told(word: str) -> dict[str, Any]:
    return {
        "title": f"{word}møde",
        "body": f"{word}indhold i flere ord.",
        "kind": "dialogue",
        "for_whom": f"{word}gruppe",
        "place": f"{word}sted",
        "address": f"{word}vej",
        "contact_name": f"{word}kontakt",
        "contact_phone": "99 00 00 56",
        "access_note": f"{word}adgang",
        "online_url": f"https://moede.example/{word}",
        "first_on": clock.today() + timedelta(days=30),
        "starts": "17:00",
        "ends": "19:00",
        "places": 50,
        "needs_sign_up": True,
    }


def data(there: World) -> dict[str, dict[str, Any]]:
    day = f"{clock.today() + timedelta(days=30):%Y-%m-%d}"
    facts = {**told("Offentlig"), "first_on": day, "places": "50", "needs_sign_up": "on", "audience": "public"}
    point = there.things["point:held"]
    return {
        "events:make": {**facts, "host_id": str(there.things["association"].pk)},
        "events:edit": facts,
        "events:cancel": {"why": "Offentlig grund."},
        "events:sign-up": {**GUEST, "people": "1", "reminder": "day"},
        "events:write": {"words": "Offentlig besked."},
        "events:own": {"hvad": "valg", "reminder": "week"},
        "events:by-link": {"hvad": "valg", "reminder": "week"},
        "events:invitation": {"svar": "no"},
        "events:meeting": {"title": "Offentligt punkt", "minutes": "10"},
        "events:invite": {"circles": ["guests"], "guests": "Anna Offentlig, anna@post.example", "vis": "1"},
        "events:edit-point": {"title": "Offentligt punkt", "minutes": "10"},
        "events:move-point": {"vej": "up"},
        "events:answer-point": {"svar": "declined"},
        "events:minutes": {f"notes-{point.pk}": "Offentligt referat.", "attended": "9"},
        "events:agreed": {"what": "Offentlig opgave", "owner": str(there.things["association"].pk), "due_on": day},
        "events:promise": {"svar": "yes", "word": "Offentligt ja."},
        "events:promise-by-link": {"svar": "yes", "word": "Offentligt ja."},
        "events:edit-promise": {"what": "Offentlig ting", "due_on": day},
    }


def build(world: World) -> None:
    people, things = world.people, world.things
    anglers, unit = things["association"], things["unit"]

    def make(who: str, host, word: str, **more: Any) -> Event:
        return actions.make_event(by=viewer(people[who]), host_id=host.pk, **{**told(word), **more})

    made = {
        "association's": make("chair", anglers, "Offentlig", origin_id=things["challenge:public"].pk),
        "unit's": make("leader", unit, "Offentlig"),
        "open": make("chair", anglers, "Offentlig", online_url="", kind="talk"),
        "staff": make("coordinator", unit, "Ansatkun", audience="staff"),
        "limited": make("leader", unit, "Enhedkun", audience="unit"),
        "hidden": make("chair", anglers, "Skjultalt"),
        "held": make("chair", anglers, "Offentlig", online_url=""),
    }
    rows = {
        "own": come(people["relative"], made["association's"]),
        "limited": come(people["leader"], made["limited"]),
        "hidden": come(make_person("Skjultaltgæst"), made["hidden"]),
        "held": come(people["relative"], made["held"]),
    }
    by = {"association's": "chair", "held": "chair", "hidden": "chair", "limited": "leader"}
    words = {"association's": "Offentlig", "held": "Offentlig", "hidden": "Skjultalt", "limited": "Enhedkun"}
    points = {
        name: actions.add_point(
            by=viewer(people[who]), event_id=made[name].pk, title=f"{words[name]}punkt", text=f"{words[name]}tekst"
        )
        for name, who in by.items()
    }
    for name, who in by.items():
        actions.publish_agenda(by=viewer(people[who]), event_id=made[name].pk)
    promises = {
        name: hold(world, made[name], by[name], words[name], points[name], rows[name])
        for name in ("held", "hidden", "limited")
    }
    actions.invite_to_event(
        by=viewer(people["chair"]),
        event_id=made["association's"].pk,
        circles=["guests"],
        guests="Offentlig Gæst, gaest@engbaek.example",
    )
    invited = made["association's"].invitations.get()
    world.tokens |= {
        "event link": [token(letters.SIGN_UP, people["relative"].pk, sign_up=rows["own"].pk)],
        "invitation link": [token(letters.INVITATION, None, invitation=invited.pk)],
        "promise link": [token(letters.PROMISE, people["relative"].pk, promise=promises["held"].pk)],
        "spent event link": ["et-link-som-ikke-findes"],
    }
    moderation.hide(by=world.viewer("coordinator"), subject_id=made["hidden"].pk, reason="Der står et navn.")
    things |= {f"event:{name}": Event.objects.get(pk=row.pk) for name, row in made.items()}
    things |= {f"coming:{name}": row for name, row in rows.items()}
    things |= {f"promise:{name}": row for name, row in promises.items()}
    things |= {"point:own": points["association's"], "point:hidden": points["hidden"], "point:held": points["held"]}


def come(person, event: Event):
    return actions.sign_up(by=viewer(person), event_id=event.pk)


def token(purpose: str, person, **payload: Any) -> str:
    said = {name: str(value) for name, value in payload.items()}
    return OneTimeLink.issue(purpose, lasts=timedelta(days=9), person=person, payload=said)[1]


def hold(world: World, event: Event, who: str, word: str, point, row):
    """It was held yesterday: minutes, and one thing that was agreed."""
    by, then = viewer(world.people[who]), clock.now() - timedelta(days=1)
    Event.objects.filter(pk=event.pk).update(starts_at=then, ends_at=then + timedelta(hours=2))
    actions.write_minutes(by=by, event_id=event.pk, notes={str(point.pk): f"{word}referat."}, attended=9)
    promise = actions.agree_on(
        by=by,
        event_id=event.pk,
        what=f"{word}aftale",
        due_on=clock.today() + timedelta(days=30),
        owner=row.person.actor_id,
    )
    actions.publish_minutes(by=by, event_id=event.pk)
    return promise
