"""Whom to ask, with reasons: what fits, what is missing, who steps back; and where somebody is missing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.identity.actions import create_user_for
from samspil.resources.models import Area
from samspil.safeguards import actions as safeguards
from samspil.volunteers import actions, asking_views, finding, queries
from samspil.volunteers.models import Ask
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_actor, make_person, viewer
from tests.resources.making import make_resource
from tests.suggestions.making import begin_anew
from tests.tasks.making import come, make_host, make_municipal_task, make_task
from tests.test_query_counts import cost
from tests.volunteers.making import ask, make_profile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    begin_anew()


def names(task, by, words="") -> list[str]:
    return [row.name for row in finding.people(task, viewer(by), words)]


def one(task, by, words="") -> finding.Found:
    return finding.people(task, viewer(by), words)[0]


@pytest.mark.capability("C64")
def test_who_wrote_of_it_is_found_with_a_reason(birthe):
    task = make_task(title="Cykeltur med rickshaw", does="Vi cykler ud i naturen langs åen.")
    make_profile(make_person("Anna"), can="Jeg cykler og elsker naturen")
    make_profile(make_person("Bo"), can="Regnskab og skat")
    assert names(task, birthe)[0] == "Anna"
    assert any("natur" in said or "cykl" in said for said in one(task, birthe).why)


NONSENSE = ("har ofte brug for", "kan mødes med", "vores eksempel", "findes i", "overskud", "Skilsmisse", "savnes")


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_task_is_no_life_and_nobody_is_asked_because_of_what_others_often_need(birthe, spoken):
    """Of a task for those who were left alone: no way from a divorce to coffee, and no example of somebody's life."""
    told = "Vær med: Hvordan får vi flere gode hverdage til dem, der er blevet alene?"
    task = make_task(title=told, does="Vi spiller skak og giver en hånd med. Onsdag aften i Krathøj.", for_whom="Enker")
    make_profile(make_person("Anna"), can="Spiller gerne skak", kinds=["task"])
    make_profile(make_person("Bo"), can="Jeg har tid og overskud, laver kaffe og kan lide selskab")
    make_profile(make_person("Else"), can="Regneark og it. Jeg viser gerne, hvordan. Fri onsdag aften.")
    clubs = {"Skakklubben": "Vi spiller skak.", "Samtalegruppen": "Kaffe, samvær og ligesindede hver onsdag."}
    for name, body in clubs.items():
        club = make_actor(name, email=f"{name.lower()}@engbaek.example")
        make_resource(title=name, body=body, provider_id=club.pk)
    with override(spoken):
        people, others = finding.people(task, viewer(birthe)), finding.others(task, viewer(birthe))
    assert [row.name for row in people] == ["Anna"]
    assert [row.name for row in others.groups] == ["Skakklubben"]
    assert {"da": "Det handler om skak.", "en": "It is about chess."}[spoken] in people[0].why
    said = " ".join(line for row in (*people, *others.groups) for line in row.why)
    assert not any(words in said for words in NONSENSE)


def test_word_that_says_nothing_of_the_work_is_no_reason(birthe):
    task = make_task(title="Hjælp en med telefonen", does="Du sidder ved siden af og viser det én gang til.")
    make_profile(make_person("Anna"), can="Jeg sidder gerne og viser folk vej, og jeg er altid med")
    make_profile(make_person("Bo"), can="Synger viser og spiller guitar")
    make_profile(make_person("Else"), can="It-hjælp")
    assert names(task, birthe) == ["Else"]


def test_what_is_missing_is_said_and_not_hidden(birthe):
    day = clock.today() + timedelta(days=10)
    other = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(day.weekday() + 1) % 7]
    area = Area.objects.create(name="Nørre Engbæk", lat=56.2, lon=8.7)
    far = Area.objects.create(name="Sønder Engbæk", lat=56.0, lon=8.7)
    task = make_task(title="Kør til lægen", kind="transport", area_id=area.pk, first_on=day)
    make_profile(kinds=["transport"], area_id=far.pk, reach_km=5, days=[other])
    found = one(task, birthe)
    told = " ".join(found.missing)
    assert "andre tider" in told
    assert "Vil helst højst 5 km" in told
    assert "bil" in told
    assert found.why_not == ""
    make_profile(make_person("Else"), kinds=["transport"], area_id=area.pk, drives=True)
    assert "Kører bil." in one(task, birthe).why


def test_checks_are_told_only_to_those_responsible(birthe, lene):
    children = {"youngest": 9, "requirements": ["children_check"]}
    own, theirs = make_municipal_task(**children), make_task(**children)
    has, lacks = make_profile(make_person("Anna"), kinds=["task"]), make_profile(make_person("Bo"), kinds=["task"])
    check = safeguards.require_check(
        by=viewer(birthe), host_id=own.host_id, kind="children_check", person_id=has.person_id
    )
    safeguards.mark_seen(by=viewer(birthe), safeguard_id=str(check.pk), seen_on=clock.today())
    told = {row.key: " ".join(row.missing) for row in finding.people(own, viewer(birthe))}
    assert "Børneattest" not in told[has.person_id]
    assert "Børneattest" in told[lacks.person_id]
    assert not any(row.missing for row in finding.people(theirs, viewer(birthe)))


def test_who_is_asked_often_without_a_yes_steps_back(birthe):
    often, seldom = make_profile(make_person("Anna"), most_a_month=4), make_profile(make_person("Bo"))
    for days in (80, 70, 60):
        with clock.at(clock.now() - timedelta(days=days)):
            Ask.objects.create(task=make_task(), person=often.person)
    task = make_task(title="Cykeltur", does="Vi cykler ud i naturen med rickshaw.")
    assert names(task, birthe) == ["Bo", "Anna"]
    assert any("Giv andre chancen" in said for said in finding.people(task, viewer(birthe))[1].missing)
    assert not finding.people(task, viewer(birthe))[0].missing
    assert seldom.pk


def test_over_the_limit_stands_last_with_why(birthe):
    over, free = make_profile(make_person("Anna"), most_a_month=1), make_profile(make_person("Bo"))
    ask(make_task(), over, by=birthe)
    found = finding.people(make_task(), viewer(birthe))
    assert [(row.key, bool(row.why_not)) for row in found] == [(free.person_id, False), (over.person_id, True)]


@pytest.mark.capability("C66")
def test_host_finds_nobody_by_what_they_have_been_through(birthe):
    """Otherwise searching for a word would tell who has lived it."""
    host = make_host()
    task = make_task(by=host)
    both = {"can": "Kaffe og selskab", "kinds": ["task"], "hosts_may_ask": True}
    make_profile(make_person("Anna"), lived="Jeg har mistet min mand, og sorgen er tung.", **both)
    make_profile(make_person("Bo"), **both)
    words = "sorg og at miste sin mand"
    anna, bo = sorted(finding.people(task, viewer(host), words), key=lambda row: row.name)
    assert (anna.score, anna.why, anna.lived) == (bo.score, bo.why, "")
    assert names(task, birthe, words)[0] == "Anna"


def test_hidden_people_are_not_found(birthe):
    profile = make_profile(kinds=["task"])
    subject = profile.person.actor.subject
    subject.hidden_at = clock.now()
    subject.shown = False
    subject.save()
    assert finding.people(make_task(), viewer(birthe)) == []


@pytest.mark.capability("C16")
def test_associations_and_companies_are_found_with_what_is_left(birthe):
    club = make_actor("Cykelklubben", email="cykel@engbaek.example")
    make_resource(title="Cykelture for alle", body="Vi cykler hver uge ude i naturen.", provider_id=club.pk)
    company = make_company()
    make_promise(company=company, title="Chauffører og cykler", body="Vi cykler med ud.", hours=Decimal(20))
    task = make_task(title="Cykeltur", does="Vi cykler ud i naturen langs åen.")
    found = finding.others(task, viewer(birthe))
    assert [row.name for row in found.groups] == ["Cykelklubben"]
    assert found.groups[0].why
    assert found.groups[0].why_not == ""
    assert [row.key for row in found.companies] == [company.pk]
    assert "20" in " ".join(found.companies[0].facts)
    ask(task, by=birthe, actors=[club])
    assert finding.others(task, viewer(birthe)).groups[0].why_not == "Er spurgt til den her opgave."


def test_words_travel_by_post_and_are_kept_nowhere(birthe, sign_in):
    make_profile(make_person("Anna"), can="Skak og kaffe")
    task = make_task()
    page = sign_in(birthe).post(reverse("volunteers:look", args=[task.pk]), {"words": "en der kan spille skak"})
    assert "Anna" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    wrong = sign_in(birthe).post(reverse("volunteers:look", args=[task.pk]), {"words": "Hun er 010190-1234"})
    assert "CPR" in wrong.text


def test_more_are_shown_for_the_same_words(birthe, sign_in, monkeypatch):
    monkeypatch.setattr(asking_views, "FIRST_SHOWN", 1)
    for name in ("Anna", "Bodil"):
        make_profile(make_person(name), can="Skak og kaffe")
    browser, address = sign_in(birthe), reverse("volunteers:look", args=[make_task().pk])
    few = browser.post(address, {"words": "skak"}).text
    assert 'form="ord" name="flere"' in few
    more = browser.post(address, {"words": "skak", "flere": "ja"}).text
    assert [("Anna" in page) + ("Bodil" in page) for page in (few, more)] == [1, 2]
    assert "skak" in more


def test_what_was_typed_and_ticked_stays_when_nobody_could_be_asked(birthe, sign_in, monkeypatch):
    """A press without a tick, and one with too many."""
    anna = make_profile(make_person("Anna"), can="Skak og kaffe")
    task = make_task()
    browser, address = sign_in(birthe), reverse("volunteers:ask", args=[task.pk])
    empty = browser.post(address, {"words": "skak i klubben"})
    assert empty.status_code == 409
    assert 'role="alert"' in empty.text
    assert "skak i klubben</textarea>" in empty.text
    assert f'action="{reverse("volunteers:look", args=[task.pk])}"' in empty.text
    assert empty.headers["Cache-Control"] == "no-store"
    assert "checked" not in empty.text
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 0)
    ticked = browser.post(address, {"words": "skak", "person": str(anna.person_id)}).text
    assert f'value="{anna.person_id}" id="v-{anna.person_id}" checked' in ticked
    assert not Ask.objects.exists()


# --- who is missing where ---------------------------------------------------------------------------------------------


def test_places_that_are_free_soon_with_how_many_were_asked(birthe):
    area = Area.objects.create(name="Nørre Engbæk")
    near = make_task(title="Snart", places=2, needed=2, area_id=area.pk, first_on=clock.today() + timedelta(days=3))
    make_task(title="Senere", first_on=clock.today() + timedelta(days=60))
    come(make_task(title="Fuldt", places=1))
    yes, no = make_profile(), make_profile()
    for row, said in zip(ask(near, yes, no, by=birthe), ("yes", "not_this"), strict=True):
        Ask.objects.filter(pk=row.pk).update(answer=said)
    (slot,) = queries.missing(viewer(birthe))
    assert (slot.task.title, slot.room, slot.lacks, slot.asked, slot.said_yes) == ("Snart", 2, 2, 2, 1)
    assert len(queries.missing(viewer(birthe), queries.Filters(days=90))) == 2
    assert not queries.missing(viewer(birthe), queries.Filters(kind="board"))
    assert len(queries.missing(viewer(birthe), queries.Filters(area=area.pk, words="Snart"))) == 1
    for sort in queries.SORTS:
        assert len(queries.missing(viewer(birthe), queries.Filters(sort=sort, days=90))) == 2


def test_asked_to_the_task_is_not_said_of_each_time(birthe, sign_in):
    """Three were asked to the task; that says nothing of the time that nobody comes to."""
    soon = clock.today() + timedelta(days=3)
    weekly = {"shape": "recurring", "recurrence": "FREQ=WEEKLY", "until_on": soon + timedelta(days=7)}
    task = make_task(title="Ugentligt", first_on=soon, places=6, **weekly)
    (row,) = ask(task, make_profile(), by=birthe)
    Ask.objects.filter(pk=row.pk).update(answer="yes")
    come(task, people=2, party="group", party_name="Naboerne")
    make_task(title="Ingen", first_on=soon)
    page = sign_in(birthe).get(reverse("volunteers:missing")).text
    assert page.count("Til hele opgaven: 1 spurgt, 1 har sagt ja") == 2
    assert (page.count("2 af 6 kommer"), page.count("0 af 6 kommer")) == (1, 1)
    assert page.count("Ingen er spurgt endnu") == 1


@pytest.mark.parametrize("which", ["missing", "look"])
def test_costs_the_same_for_many(which, birthe):
    client = Client()
    client.force_login(create_user_for(by=SYSTEM, person=birthe))
    task = make_task(places=9)
    address = reverse("volunteers:missing") if which == "missing" else reverse("volunteers:look", args=[task.pk])

    def add() -> None:
        make_task(by=task.author)
        make_resource(title="Cykler", body="Rickshaw langs åen", provider_id=make_actor().pk)
        ask(task, make_profile(kinds=["task"]), by=birthe)
        make_profile(kinds=["task"])

    add()
    client.get(address)  # whatever is kept from the first visit on
    few = len(cost(client, address))
    for _number in range(4):
        add()
    client.get(address)
    many = cost(client, address)
    assert len(many) <= few, "\n".join(many)
    assert few <= (12 if which == "missing" else 32)
