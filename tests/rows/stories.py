"""Stories: everybody reads what all in it said yes to; keepers keep, those in it answer; coordinators keep the page."""

from datetime import timedelta
from typing import Any

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.moderation import actions as moderation
from samspil.stories import actions, gains, letters, work
from samspil.stories.models import Benefit
from tests.factories import make_person, viewer
from tests.pictures.samples import upload
from tests.stories.making import consent_of, make_offer, make_story, put_picture, say
from tests.world import World

GUEST = {"guest_name": "Agnes", "guest_function": "nabo", "guest_email": "agnes@engbaek.example"}

TABLE = """
stories:list                          -                             oooooooooo  5555555555
stories:tell                          -                             oooooooooo  lvvvvvvvvv
stories:mine                          -                             sooooooooo  s555555555
stories:page                          story:open                    oooooooooo  5555555555
stories:page                          story:waiting                 44v4444444  5555555555
stories:page                          story:hidden                  4444444444  5555555555
stories:page                          nobody                        4444444444  5555555555
stories:keep                          story:open                    3o333333oo  5555555555
stories:keep                          story:waiting                 44o44444oo  5555555555
stories:keep                          story:hidden                  4444444444  5555555555
stories:edit                          story:open                    3o333333oo  3v333333vv
stories:edit                          story:waiting                 44o44444oo  44v44444vv
stories:edit                          story:hidden                  4444444444  4444444444
stories:picture                       story:open                    3o333333oo  3v333333vv
stories:picture                       story:hidden                  4444444444  4444444444
stories:drop-picture                  story:open                    5555555555  3v333333vv
stories:drop-picture                  story:hidden                  5555555555  4444444444
stories:picture-file                  story:open                    3o333333oo  5555555555
stories:picture-file                  story:waiting                 4444444444  5555555555
stories:picture-file                  story:hidden                  4444444444  5555555555
stories:name-person                   story:open                    3o333333oo  3v333333vv
stories:name-person                   story:hidden                  4444444444  4444444444
stories:withdraw                      story:open                    3o333333oo  3v333333vv
stories:withdraw                      story:waiting                 44o44444oo  44v44444vv
stories:withdraw                      story:hidden                  4444444444  4444444444
stories:show-at-work                  story:at work                 333o333333  333v333333
stories:show-at-work                  story:open                    3333333333  3333333333
stories:show-at-work                  story:waiting                 4434444433  4434444433
stories:show-at-work                  story:hidden                  4444444444  4444444444
stories:end-at-work                   story:at work                 5555555555  333v3333vv
stories:end-at-work                   story:open                    5555555555  3333333333
stories:end-at-work                   story:hidden                  5555555555  4444444444
stories:work                          -                             oooooooooo  5555555555
stories:work-poster                   -                             oooooooooo  5555555555
stories:consent                       consent:open                  s44o444444  s44v444444
stories:consent                       consent:waiting               s444444444  s444444444
stories:take-back                     consent:open                  s555555555  s44v444444
stories:take-back                     consent:waiting               s555555555  s444444444
stories:consent-picture               consent:open                  s44o444444  s555555555
stories:ask                           consent:open                  5555555555  3v333333vv
stories:ask                           consent:waiting               5555555555  44v44444vv
stories:ask                           consent:hidden                5555555555  4444444444
stories:note                          consent:open                  33333333oo  33333333vv
stories:note                          consent:waiting               44o44444oo  44v44444vv
stories:note                          consent:hidden                4444444444  4444444444
stories:drop-person                   consent:open                  5555555555  3v333333vv
stories:drop-person                   consent:hidden                5555555555  4444444444
stories:by-link                       story link                    oooooooooo  vvvvvvvvvv
stories:by-link                       spent story link              0000000000  0000000000
stories:take-back-by-link             story link                    5555555555  vvvvvvvvvv
stories:take-back-by-link             spent story link              5555555555  0000000000
stories:picture-by-link               story link                    oooooooooo  5555555555
stories:picture-by-link               spent story link              4444444444  5555555555
stories:possible                      -                             oooooooooo  5555555555
stories:say-gains                     practice:own                  33ooo33ooo  33vvv33vvv
stories:say-gains                     practice:staff                4444444444  4444444444
stories:say-gains                     practice:hidden               4444444444  4444444444
stories:say-gains                     challenge:public              4444444444  4444444444
stories:remove-gain                   gain:open                     5555555555  33v33333vv
stories:remove-gain                   gain:hidden                   5555555555  4444444444
stories:offers                        -                             oooooooooo  5555555555
stories:add-offer                     -                             33333333oo  33333333vv
stories:offer                         volunteer_offer:own           oooooooooo  5555555555
stories:offer                         volunteer_offer:hidden        4444444444  5555555555
stories:edit-offer                    volunteer_offer:own           33333333oo  33333333vv
stories:edit-offer                    volunteer_offer:hidden        4444444444  4444444444
stories:confirm-offer                 volunteer_offer:own           5555555555  33333333vv
stories:confirm-offer                 volunteer_offer:hidden        5555555555  4444444444
stories:move-offer                    volunteer_offer:own           5555555555  33333333vv
stories:move-offer                    volunteer_offer:hidden        5555555555  4444444444
stories:remove-offer                  volunteer_offer:own           33333333oo  33333333vv
stories:remove-offer                  volunteer_offer:hidden        4444444444  4444444444
stories:employment                    -                             oooooooooo  5555555555
"""
FORMS = {
    "tell story": ("stories:tell", "", "relative", {"title": 120, "body": 2000, "user_words": 200}),
    "tell story guest": ("stories:tell", "", "visitor", {"body": 2000, "title": 120}),
    "edit story": ("stories:edit", "story:open", "relative", {"title": 120, "body": 2000, "staff_words": 200}),
    "story picture": ("stories:picture", "story:open", "relative", {"alt": 200, "credit": 120}),
    "show at work": ("stories:show-at-work", "story:at work", "employee", {}),
    "say gains": ("stories:say-gains", "practice:own", "chair", {}),
    "add volunteer offer": (
        "stories:add-offer",
        "",
        "coordinator",
        {"title": 120, "body": 2000, "who": 120, "hours": 120, "deadline_note": 120},
    ),
    "edit volunteer offer": ("stories:edit-offer", "volunteer_offer:own", "coordinator", {"title": 120, "body": 2000}),
}
CHOICES = [
    ("tell story", "theme"),
    ("tell story", "user_gains"),
    ("edit story", "area_id"),
    ("show at work", "unit_id"),
    ("say gains", "staff_gains"),
    ("add volunteer offer", "kind"),
    ("edit volunteer offer", "person_id"),
]


def told(word: str) -> dict[str, Any]:
    return {"title": f"{word}historie", "body": f"{word}historie i flere ord.", "theme": "older"}


def data(there: World) -> dict[str, dict[str, Any]]:
    today = f"{clock.today():%Y-%m-%d}"
    person = {"name": "Offentlig nabo", "email": "nabo@post.example", "instead": "en nabo"}
    story = {**told("Offentlig"), "user_gains": "calm", "user_words": "Offentlig ro."}
    offer = {
        "kind": "room",
        "title": "Offentligt lokale",
        "body": "Offentligt.",
        "deadline": today,
        "who": "Kulturhuset",
    }
    return {
        "stories:tell": {
            **story,
            "person1_name": "Offentlig ven",
            "person1_email": "ven@post.example",
            "all_named": "on",
            **GUEST,
        },
        "stories:edit": story,
        "stories:picture": {"picture": upload(), "alt": "Et bord", "credit": "Karen", "all_named": "on"},
        "stories:name-person": person,
        "stories:consent": {"answer": "yes", "years": "2"},
        "stories:by-link": {"answer": "unnamed", "years": "1", "parent_name": "Offentlig mor"},
        "stories:note": {"answer": "yes", "years": "2", "channel": "phone", "on": today},
        "stories:show-at-work": {"unit_id": there.things["unit"].pk},
        "stories:say-gains": {"user_gains": "calm", "staff_gains": "time"},
        "stories:add-offer": offer,
        "stories:edit-offer": offer,
    }


def build(world: World) -> None:
    people, things = world.people, world.things
    employee = {"name": "Offentlig Mette", "email": people["employee"].email, "instead": "en ansat"}
    stranger = {"name": "Offentlig ven", "email": "ven@post.example"}
    gained = {"user": {"gains": ["calm"], "words": "Offentlig ro."}}
    stories = {
        "open": make_story(by=people["relative"], people=(employee,), gains=gained, **told("Offentlig")),
        "waiting": make_story(
            by=people["chair"], people=(stranger,), speaks_as=str(things["association"].pk), **told("Offentlig")
        ),
        "hidden": actions.tell_story(
            by=viewer(make_person("Skjultaltfortæller")),
            people=({"name": "Skjultaltven", "email": "skjultaltven@post.example"},),
            gains={"user": {"gains": ["calm"], "words": "Skjultaltro."}},
            subject_id=things["challenge:public"].pk,
            **told("Skjultalt"),
        ),
    }
    put_picture(stories["open"], alt="Offentligt bord")
    for name in ("open", "hidden"):
        stories[name] = say(stories[name])
    moderation.hide(by=world.viewer("coordinator"), subject_id=stories["hidden"].pk, reason="Der står et navn.")
    offers = {
        "own": make_offer(people["coordinator"], title="Offentlige penge", body="Offentlige penge."),
        # Somebody else's: what the coordinator writes stands in the copy of the coordinator's own data.
        "hidden": make_offer(make_person(role="coordinator"), title="Skjultaltpenge", who="Skjultaltperson"),
    }
    moderation.hide(by=world.viewer("coordinator"), subject_id=offers["hidden"].pk, reason="Forkert beløb.")
    stories["at work"] = make_story(by=people["employee"], people=(), **told("Offentlig"))
    work.show_at_work(by=world.viewer("employee"), story_id=stories["at work"].pk, unit_id=world.things["unit"].pk)
    things |= {f"story:{name}": row for name, row in stories.items()}
    things |= {f"consent:{name}": consent_of(stories[name]) for name in ("open", "waiting", "hidden")}
    things |= {f"volunteer_offer:{name}": row for name, row in offers.items()}
    link = OneTimeLink.issue(
        letters.PURPOSE, lasts=timedelta(days=9), payload={"consent": str(things["consent:open"].pk)}
    )
    world.tokens |= {"story link": [link[1]], "spent story link": ["et-link-som-ikke-findes"]}
    own, hidden = things["practice:own"].subject, things["practice:hidden"].subject
    said: dict[str, Any] = {"volunteer": {"gains": ["calm"], "words": ""}}
    gains.say_gains(by=world.viewer("chair"), subject_id=own.pk, gains=said)
    things["gain:open"] = Benefit.objects.get(subject=own)
    things["gain:hidden"] = Benefit.objects.create(
        subject=hidden, whom="user", gain="own", words="Skjultdelro.", by=people["chair"]
    )
