"""The states of being asked."""

from datetime import timedelta

from django.urls import reverse

from samspil.foundation import clock
from samspil.volunteers import actions
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_actor, make_person, viewer
from tests.resources.making import make_resource
from tests.states import CPR, LONG_TEXT, LONG_WORD, state
from tests.suggestions.making import begin_anew
from tests.tasks.making import come, make_task
from tests.volunteers.making import ask, letters_to, make_profile, path_in


def wide(person=None, **more):
    """A profile with very long words and everything filled in."""
    facts = {
        "can": LONG_TEXT[:500],
        "kinds": ["task", "peer", "transport"],
        "place": LONG_WORD[:100],
        "reach_km": 7,
        "days": ["mon", "thu"],
        "times": ["evening"],
        "drives": True,
        "languages": ["ar", "pl"],
        "lived": LONG_TEXT[:400],
        "lived_seen_by": "hosts",
        "hosts_may_ask": True,
        **more,
    }
    return make_profile(person or make_person(f"Anna {LONG_WORD[:60]}"), **facts)


def path_of(profile) -> str:
    return path_in(letters_to(profile.person.email)[0])


@state("volunteers/offer.html", "a guest, wrong")
def _(w):
    return w.post("volunteers:profile", data={"can": CPR, "reach_km": "999", "lived": CPR, "guest_email": "x"})


@state("volunteers/mine.html", "asked, with very long words, by the link, and a wrong day", status=409)
def _(w):
    profile = wide()
    row = ask(make_task(title=LONG_WORD[:120], does=LONG_TEXT[:900]), profile, by=w.birthe)[0]
    return w.client().post(path_of(profile), {"hvad": "svar", "ask": row.pk, "svar": "later", "until": ""})


@state("volunteers/edit.html", "overtaken", status=409)
def _(w):
    wide(w.karen)
    actions.save_profile(by=viewer(w.karen), can="En anden tekst", expected_version=1)
    data = {"can": LONG_WORD, "most_a_month": "1", "expected_version": "1"}
    return w.post("volunteers:edit", by=w.karen, data=data)


@state("volunteers/sure.html", "asks once more")
def _(w):
    wide(w.karen)
    return w.post("volunteers:mine", by=w.karen, data={"hvad": "slet"})


@state("volunteers/deleted.html", "gone")
def _(w):
    wide(w.karen)
    return w.post("volunteers:mine", by=w.karen, data={"hvad": "slet", "sikker": "ja"})


@state("volunteers/spent.html", "too old", status=410)
def _(w):
    return w.get("volunteers:by-link", "et-link-som-ikke-findes")


@state("volunteers/actor_link.html", "an association")
def _(w):
    club = make_actor(LONG_WORD[:100], email="klub@engbaek.example")
    ask(make_task(title=LONG_WORD[:120]), by=w.birthe, actors=[club])
    return w.client().get(path_in(letters_to("klub@engbaek.example")[0]))


@state("volunteers/come.html", "an association that comes already, and what is wrong")
def _(w):
    club = make_actor(LONG_WORD[:100])
    chair = make_person(LONG_WORD[:60], member_of=club, email="formand@engbaek.example")
    task = make_task(title=LONG_WORD[:120], places=5)
    row = ask(task, by=w.birthe, actors=[club])[0]
    way = f"{path_in(letters_to('formand@engbaek.example')[0])}tid/{row.pk}/"
    come(task, by=chair, speaks_as=club.pk)
    return w.client().post(way, {"slot_id": "x", "people": "", "reminder": "day"})


@state("volunteers/look.html", "for the coordinator: people, clubs, companies, one who rests and one who said no")
def _(w):
    begin_anew()
    task = make_task(title="Cykeltur med rickshaw", does="Vi cykler ud i naturen.", requirements=["course"], places=9)
    said_no, waits, rests = wide(), wide(), wide(make_person("Bo"))
    wide(make_person("Carl"))
    rows = ask(task, said_no, waits, by=w.birthe)
    actions.answer(by=viewer(rows[0].person), ask_id=rows[0].pk, answer="not_this")
    actions.rest(by=viewer(rests.person), until=clock.today() + timedelta(days=9))
    make_resource(title="Cykelture", body="Vi cykler i naturen.", provider_id=w.anglers.pk)
    make_promise(company=make_company(), title="Cykler og chauffører", body="Vi cykler med.")
    address = reverse("volunteers:look", args=[task.pk])
    return w.client(w.birthe).post(address, {"words": f"cykler {LONG_WORD}"})


@state("volunteers/look.html", "nobody ticked, the words still there", status=409)
def _(w):
    begin_anew()
    task = make_task(title="Cykeltur med rickshaw", does="Vi cykler ud i naturen.")
    wide(make_person("Carl"))
    return w.post("volunteers:ask", task.pk, by=w.birthe, data={"words": LONG_WORD})


@state("volunteers/missing.html", "filled")
def _(w):
    make_task(title=LONG_WORD[:120], places=9, needed=5)
    make_task()
    return w.get("volunteers:missing", by=w.birthe)
