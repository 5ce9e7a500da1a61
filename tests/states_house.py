"""The states of the house itself: who is in it, the library, following, hiding, the front page, search and errors."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.urls import reverse
from django.views import defaults
from django.views.csrf import csrf_failure

from samspil.actors import actions as actors
from samspil.following import actions as following
from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.moderation import actions as moderation
from tests.events.making import make_event
from tests.factories import (
    make_actor,
    make_answer,
    make_challenge,
    make_knowledge,
    make_perspective,
    make_pledge,
    make_proposal,
    make_unit,
    viewer,
)
from tests.states import CPR, LONG_LINE, LONG_TEXT, LONG_WORD, state
from tests.states_story import full_challenge
from tests.tasks.making import make_task


def make_body(name: str, kind: str, *powers: str):
    return actors.add_body(by=SYSTEM, name=name, body_kind=kind, powers=powers, description="Ni valgte.").actor


@state("actors/list.html", "empty")
def _(w):
    return w.get("actors:list")


@state("actors/list.html", "all kinds, very long words")
def _(w):
    make_body("Ældrerådet", "senior_council", "respond")
    make_actor(LONG_WORD[:110], description=LONG_TEXT[:1500], place=LONG_WORD[:110])
    make_actor("Bageriet på Hjørnet", kind="company")
    assert w.anglers
    assert w.unit
    return w.get("actors:list")


@state("actors/list.html", "nothing found")
def _(w):
    return w.get("actors:list", query="?q=enhjørning&slags=company")


@state("actors/page.html", "new")
def _(w):
    return w.get("actors:page", make_actor("De unge på Plænen", kind="informal_group").pk)


@state("actors/page.html", "an association that has said much")
def _(w):
    challenge = full_challenge(w)
    said = make_perspective(challenge, by=w.kurt, speaks_as=w.anglers.pk, body=LONG_TEXT)
    make_perspective(challenge, by=w.kurt, speaks_as=w.anglers.pk, reply_to=said.pk)
    make_pledge(make_proposal(challenge, by=w.kurt, speaks_as=w.anglers.pk), by=w.kurt, speaks_as=w.anglers.pk)
    return w.get("actors:page", w.anglers.pk)


@state("actors/page.html", "a unit below another, with a number for staff")
def _(w):
    unit = make_unit("Nord", parent=w.unit).actor
    unit.phone, unit.contact_visibility = "99 00 00 12", "staff"
    unit.save()
    return w.get("actors:page", unit.pk, by=w.lene)


@state("actors/page.html", "a council")
def _(w):
    return w.get("actors:page", make_body("Ældrerådet", "senior_council", "respond", "advise").pk)


@state("actors/page.html", "a body without powers")
def _(w):
    return w.get("actors:page", make_body("Erfaforum", "experience_forum").pk)


@state("actors/page.html", "very long words")
def _(w):
    facts = {"description": LONG_TEXT[:1500], "place": LONG_WORD[:110], "email": f"{'post' * 15}@engbaek.example"}
    return w.get("actors:page", make_actor(LONG_WORD[:110], **facts).pk)


@state("actors/list.html", "for the coordinator")
def _(w):
    return w.get("actors:list", by=w.birthe)


@state("actors/page.html", "a unit with a leader and parts, for who may edit")
def _(w):
    make_unit("Natholdet", parent=w.unit)
    make_unit(LONG_WORD[:110], parent=w.unit)
    return w.get("actors:page", w.unit.pk, by=w.lene)


@state("actors/organisation.html", "a deep tree, for the coordinator")
def _(w):
    deep = make_unit(LONG_WORD[:110], parent=make_unit("Natholdet", parent=w.unit))
    make_unit("Rengøring", parent=deep)
    assert w.lene
    make_body("Ældrerådet", "senior_council", "respond", "advise")
    make_body(LONG_WORD[:110], "experience_forum")
    return w.get("actors:organisation", by=w.birthe)


@state("site/form.html", "knowledge with everything wrong")
def _(w):
    data = {"title": CPR, "body": "", "year": "i fjor", "country": "1"}
    return w.post("knowledge:edit", make_knowledge().pk, by=w.birthe, data=data)


@state("knowledge/list.html", "empty")
def _(w):
    return w.get("knowledge:list")


@state("knowledge/list.html", "many, first page")
def _(w):
    for _number in range(20):
        make_knowledge(source_place="Herning")
    make_knowledge(title=LONG_WORD, body=LONG_TEXT, themes=["older", "health", "community"], country="SE")
    return w.get("knowledge:list")


@state("knowledge/list.html", "nothing found")
def _(w):
    return w.get("knowledge:list", query="?q=enhjørning&emne=older&slags=rule")


@state("knowledge/page.html", "an example")
def _(w):
    return w.get("knowledge:page", make_knowledge(actors="Naboer", source_place="Herning").pk)


@state("knowledge/page.html", "for the coordinator")
def _(w):
    return w.get("knowledge:page", make_knowledge().pk, by=w.birthe)


@state("knowledge/page.html", "very long words")
def _(w):
    item = make_knowledge(
        title=LONG_WORD,
        body=LONG_TEXT,
        source=f"https://www.example.org/{'meget-lang-adresse/' * 8}",
        actors=LONG_LINE,
        country="SE",
        themes=["older", "health"],
    )
    return w.get("knowledge:page", item.pk)


@state("following/mine.html", "empty")
def _(w):
    return w.get("following:mine", by=w.karen)


@state("following/mine.html", "followed")
def _(w):
    following.follow(by=viewer(w.birthe), subject_id=full_challenge(w).pk)
    following.follow(by=viewer(w.birthe), subject_id=make_proposal(title=LONG_WORD).pk)
    return w.get("following:mine", by=w.birthe)


@state("moderation/hide.html", "asks")
def _(w):
    return w.get("moderation:hide", make_perspective(make_challenge(), body=LONG_TEXT).pk, by=w.birthe)


@state("moderation/hide.html", "no reason given")
def _(w):
    return w.post("moderation:hide", make_challenge().pk, by=w.birthe)


@state("moderation/hidden.html", "empty")
def _(w):
    return w.get("moderation:hidden", by=w.birthe)


@state("moderation/hidden.html", "hidden")
def _(w):
    for subject in (make_challenge(question=LONG_LINE), make_perspective(make_challenge())):
        moderation.hide(by=viewer(w.birthe), subject_id=subject.pk, reason=f"Et navn på en borger. {LONG_WORD}")
    return w.get("moderation:hidden", by=w.birthe)


# --- the house itself -------------------------------------------------------------------------------------------------


@state("site/home.html", "empty")
def _(w):
    return w.get("site:home")


@state("site/home.html", "alive, with answers")
def _(w):
    challenge = full_challenge(w)
    make_challenge(by=w.lene, speaks_as=w.unit.pk, question=LONG_LINE)
    for outcome in ("forward", "later", "no"):
        make_answer(make_proposal(challenge), outcome=outcome, body=LONG_TEXT)
    return w.get("site:home", by=w.karen)


@state("site/search.html", "nothing asked")
def _(w):
    return w.get("site:search")


@state("site/search.html", "found")
def _(w):
    full_challenge(w)
    make_knowledge(title="Gode hverdage i Herning")
    return w.get("site:search", query="?q=hverdage")


@state("site/search.html", "nothing found")
def _(w):
    return w.get("site:search", query=f"?q={LONG_WORD}&slags=challenge")


@state("site/strategy.html", "as it is")
def _(w):
    return w.get("site:strategy")


@state("site/accessibility.html", "as it is")
def _(w):
    return w.get("site:accessibility")


@state("site/privacy.html", "as it is")
def _(w):
    return w.get("site:privacy")


@state("404.html", "no such page", status=404)
def _(w):
    return w.client().get("/findes-ikke/")


@state("404.html", "a hidden challenge", status=404)
def _(w):
    challenge = make_challenge()
    moderation.hide(by=viewer(w.birthe), subject_id=challenge.pk, reason="Et navn på en borger.")
    return w.get("challenges:page", challenge.pk, by=w.karen)


@state("403.html", "not for this person", status=403)
def _(w):
    return w.get("challenges:edit", make_challenge().pk, by=w.karen)


@state("413.html", "far too large", status=413)
def _(w):
    return w.client().post(reverse("challenges:raise"), {}, CONTENT_LENGTH=str(settings.UPLOAD_LIMIT + 1))


# The last three are made by Django itself when a request cannot be served.


@state("400.html", "not understood", status=400)
def _(w):
    return defaults.bad_request(RequestFactory().get("/"), BadRequest())


@state("403_csrf.html", "open too long", status=403)
def _(w):
    return csrf_failure(RequestFactory().post("/"))


@state("500.html", "our fault", status=500)
def _(w):
    return defaults.server_error(RequestFactory().get("/"))


@state("site/join.html", "empty")
def _(w):
    return w.get("joining:join")


@state("site/join.html", "filled, very long words, for one who plans")
def _(w):
    make_task(title=LONG_WORD[:120], does=LONG_TEXT[:900], place=LONG_WORD[:110])
    make_event(title=LONG_WORD[:120], place=LONG_WORD[:110])
    return w.get("joining:join", by=w.birthe)


@state("site/join.html", "a day without a place")
def _(w):
    make_task()
    return w.get("joining:join", query=f"?dag={clock.today():%Y-%m-%d}")
