"""Asking: one letter a day, the limits, "not now", answers by link, and what a host may know."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.urls import reverse

from samspil.actors.actions import end_membership
from samspil.actors.models import Membership, Person
from samspil.company_pledges.models import CompanyPledge
from samspil.foundation import clock
from samspil.foundation.ids import uuid7
from samspil.foundation.models import AccessEntry, OutgoingMail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import SYSTEM
from samspil.identity.models import RateHit
from samspil.moderation import actions as moderation
from samspil.tasks import actions as tasks
from samspil.tasks.models import SignUp
from samspil.volunteers import actions, letters, queries
from samspil.volunteers.models import Ask, Profile, Silence
from tests.factories import make_actor, make_person, viewer
from tests.tasks.making import host_of, make_host, make_municipal_task, make_task
from tests.volunteers.making import ask, letters_to, make_profile, path_in

pytestmark = pytest.mark.django_db


def test_one_letter_a_day_however_many_tasks(birthe):
    profile = make_profile(most_a_month=4)
    first, second, third = make_task(title="Rickshaw"), make_task(title="Højtlæsning"), make_task(title="Skak")
    ask(first, profile, by=birthe)
    ask(second, profile, by=birthe)
    ask(third, profile, by=birthe)
    assert len(letters_to(profile.person.email)) == 1
    letters.write_what_waits()
    assert len(letters_to(profile.person.email)) == 1
    with clock.at(clock.now() + timedelta(days=1)):
        letters.write_what_waits()
        letters.write_what_waits()
    _today, tomorrow = letters_to(profile.person.email)
    assert "Højtlæsning" in tomorrow.text
    assert "Skak" in tomorrow.text
    assert "Rickshaw" not in tomorrow.text


def test_one_letter_a_day_also_to_whoever_speaks_for_several(birthe):
    speaker, clubs = make_person(), [make_actor(f"Forening {number}") for number in range(3)]
    for club in clubs:
        Membership.objects.create(person=speaker, actor=club, speaks_for=True)
    profile = make_profile(speaker)
    ask(make_task(), profile, by=birthe, actors=clubs)
    assert len(letters_to(speaker.email)) == 1
    for number in (1, 2, 3):
        with clock.at(clock.now() + timedelta(days=number)):
            letters.write_what_waits()
            letters.write_what_waits()
            assert len(letters_to(speaker.email)) == 1 + number


def test_letter_tells_enough_and_nothing_about_others(birthe):
    host = make_host()
    task = make_task(by=host, title="Rickshaw", place="Åen", for_whom="Beboerne")
    profile = make_profile(lived="Zebraord")
    ask(task, profile, by=birthe)
    letter = letters_to(profile.person.email)[0]
    for words in ("Rickshaw", "Åen", "Det sker der nu", "12 34 56 78", host_of(host).name, "/vil-du-spoerges/l/"):
        assert words in letter.text
    assert "Zebraord" not in letter.text
    assert birthe.email not in letter.text
    assert len(letter.title) < 100


def test_limits_are_the_persons_own_and_the_houses(birthe, settings):
    own, house = make_profile(most_a_month=1), make_profile(most_a_month=4)
    settings.VOLUNTEER_ASKS = 2
    ask(make_task(), own, house, by=birthe)
    ask(make_task(), own, house, by=birthe)
    with pytest.raises(ValidationError) as problem:
        ask(make_task(), own, house, by=birthe)
    assert "30 dage" in " ".join(problem.value.messages)
    assert Ask.objects.filter(person=own.person).count() == 1
    assert Ask.objects.filter(person=house.person).count() == 2
    with clock.at(clock.now() + timedelta(days=31)):
        assert len(ask(make_task(first_on=clock.today() + timedelta(days=9)), own, by=birthe)) == 1


def test_an_association_is_asked_so_often_and_no_more(birthe, settings):
    settings.ASSOCIATION_ASKS = 1
    club = make_actor(email="klub@engbaek.example")
    ask(make_task(), by=birthe, actors=[club])
    assert len(letters_to("klub@engbaek.example")) == 1
    with pytest.raises(ValidationError):
        ask(make_task(), by=birthe, actors=[club])
    with pytest.raises(ValidationError):  # nobody to write to
        ask(make_task(), by=birthe, actors=[make_actor()])


def test_who_rests_comes_or_was_asked_is_left_out(birthe):
    task = make_task(places=9)
    paused, quiet, coming, twice = (make_profile() for _number in range(4))
    actions.rest(by=viewer(paused.person))
    actions.rest(by=viewer(quiet.person), until=clock.today() + timedelta(days=5))
    tasks.sign_up(by=viewer(coming.person), slot_id=task.slots.get().pk)
    ask(task, twice, by=birthe)
    with pytest.raises(ValidationError) as problem:
        ask(task, paused, quiet, coming, twice, by=birthe)
    assert len(problem.value.messages) == 4
    assert Ask.objects.count() == 1


def test_who_rests_after_being_asked_hears_no_more(birthe):
    profile = make_profile(most_a_month=4)
    ask(make_task(), profile, by=birthe)
    ask(make_task(), profile, by=birthe)
    actions.rest(by=viewer(profile.person))
    with clock.at(clock.now() + timedelta(days=1)):
        letters.write_what_waits()
    assert len(letters_to(profile.person.email)) == 1
    assert Ask.objects.filter(person=profile.person).count() == 1


def test_strangers_other_hosts_and_administrators_may_not_ask(birthe):
    host = make_host()
    task = make_task(by=host)
    profile = make_profile(hosts_may_ask=True)
    others = (make_person(), make_host(), make_person(role="administrator"), make_person(role="employee"))
    for person in others:
        with pytest.raises(Refused):
            ask(task, profile, by=person)
    host.memberships.update(until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused):  # made it, and has left
        ask(task, profile, by=host)
    moderation.hide(by=viewer(birthe), subject_id=task.pk, reason="Der står et navn.")
    with pytest.raises(NotFound):
        ask(task, profile, by=birthe)


def test_host_asks_only_those_who_want_that(birthe):
    host = make_host()
    task = make_task(by=host)
    closed, open_ = make_profile(), make_profile(hosts_may_ask=True)
    with pytest.raises(ValidationError):
        ask(task, closed, by=host)
    assert len(ask(task, open_, by=host)) == 1
    assert len(ask(task, closed, by=birthe)) == 1


# What is for few or closed is nobody's to ask about; a task whose times are over may be mended first, and says so.
@pytest.mark.parametrize(("where", "refusal"), [("staff", Refused), ("closed", Refused), ("over", ValidationError)])
def test_a_task_that_cannot_be_taken_is_not_asked_about(where, refusal, birthe):
    task, profile = make_task(), make_profile()
    if where == "staff":
        task.subject.audience = "staff"
        task.subject.save()
    elif where == "closed":
        tasks.close_task(by=viewer(birthe), task_id=task.pk)
    else:
        task.slots.update(ends_at=clock.now(), starts_at=clock.now() - timedelta(hours=1))
    with pytest.raises(refusal):
        ask(task, profile, by=birthe)


def test_forged_erased_and_blocked_are_left_out(birthe):
    task = make_task()
    blocked = make_profile()
    Person.objects.filter(pk=blocked.person_id).update(blocked_at=clock.now())
    for people in ([blocked.person_id], ["x"], [make_person().pk], [birthe.pk], []):
        with pytest.raises(ValidationError):
            actions.ask(by=viewer(birthe), task_id=task.pk, people=people)
    with pytest.raises(ValidationError):
        actions.ask(by=viewer(birthe), task_id=task.pk, people=[make_person().pk] * 31)
    assert not Ask.objects.exists()


def test_hundred_a_day_and_no_more(birthe, monkeypatch):
    monkeypatch.setattr(actions, "BY_PERSON", actions.Rate("volunteers-asked-by", 1, timedelta(days=1)))
    one, two = make_profile(), make_profile()
    done = actions.ask(by=viewer(birthe), task_id=make_task().pk, people=[one.person_id, two.person_id])
    assert (len(done.asked), len(done.left_out)) == (1, 1)
    assert RateHit.objects.count() == 1


def test_second_press_asks_nobody_anew(birthe):
    profile, task = make_profile(), make_task()
    press = {"by": viewer(birthe), "task_id": task.pk, "people": [str(profile.person_id)]}
    key = "01890000-0000-7000-8000-000000000001"
    actions.ask(**press, request_id=key)
    actions.ask(**press, request_id=key)
    assert Ask.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_hold_the_limit():
    birthe, other = make_person(role="coordinator"), make_person(role="coordinator")
    profile = make_profile(most_a_month=1)
    wanted = [(viewer(birthe), make_task()), (viewer(other), make_task())]
    ready = threading.Barrier(2)

    def press(by, task):
        ready.wait()
        try:
            actions.ask(by=by, task_id=task.pk, people=[profile.person_id])
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=pair) for pair in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert Ask.objects.count() == 1


# --- answering --------------------------------------------------------------------------------------------------------


def test_answers_by_link_change_nothing_when_opened(birthe, client):
    profile, task = make_profile(), make_task()
    row = ask(task, profile, by=birthe)[0]
    path = path_in(letters_to(profile.person.email)[0])
    assert task.title in client.get(path).text
    row.refresh_from_db()
    assert row.answer == "waiting"
    press = {"hvad": "svar", "ask": str(row.pk)}
    gone_on = client.post(path, {**press, "svar": "yes"})
    assert gone_on.headers["Location"] == f"{path}tid/{row.pk}/"
    client.post(path, {**press, "svar": "not_this"})
    row.refresh_from_db()
    assert row.answer == "not_this"
    assert client.post(path, {**press, "svar": "later"}).status_code == 409
    day = clock.today() + timedelta(days=40)
    client.post(path, {**press, "svar": "later", "until": str(day)})
    profile.refresh_from_db()
    assert profile.quiet_until == day
    client.post(path, {**press, "svar": "never"})
    profile.refresh_from_db()
    assert profile.paused_at
    assert client.post(path, {**press, "svar": "maybe"}).status_code == 409


def test_nobody_answers_for_another(birthe, client):
    mine, other = make_profile(), make_profile()
    row, _theirs = ask(make_task(), mine, other, by=birthe)
    for person in (other.person, birthe):
        with pytest.raises(Refused):
            actions.answer(by=viewer(person), ask_id=row.pk, answer="yes")
    path = path_in(letters_to(other.person.email)[0])
    assert client.post(path, {"hvad": "svar", "ask": str(row.pk), "svar": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.answer == "waiting"


def test_association_answers_by_link_and_can_be_left_in_peace(birthe, client, sign_in):
    club = make_actor("Skakklubben", email="skak@engbaek.example")
    row = ask(make_task(), by=birthe, actors=[club])[0]
    path = path_in(letters_to("skak@engbaek.example")[0])
    assert "Skakklubben" in client.get(path).text
    client.post(path, {"ask": str(row.pk), "svar": "never"})
    assert Silence.objects.get().actor == club
    with pytest.raises(ValidationError):
        ask(make_task(), by=birthe, actors=[club])
    chair = make_person(member_of=club)
    assert "Spørg os gerne igen" in sign_in(chair).get(reverse("identity:me")).text
    with pytest.raises(Refused):
        actions.break_silence(by=viewer(make_host()), actor_id=club.pk)
    sign_in(chair).post(reverse("volunteers:break-silence", args=[club.pk]))
    assert not Silence.objects.exists()


def test_actor_link_opens_nothing_of_the_person(birthe, client):
    chair = make_host()
    make_profile(chair, lived="Zebraord")
    row = ask(make_task(), by=birthe, actors=[host_of(chair)])[0]
    own = ask(make_task(), Profile.objects.get(person=chair), by=birthe)[0]
    path = next(path_in(letter) for letter in letters_to(chair.email) if "/f/" in letter.text)
    page = client.get(path).text
    assert str(row.pk) in page
    assert "Zebraord" not in page
    assert str(own.pk) not in page
    end_membership(by=SYSTEM, membership_id=chair.memberships.get().pk)
    assert client.get(path).status_code == 410  # they speak for it no more


# --- what a host may know ---------------------------------------------------------------------------------------------


@pytest.mark.capability("C66")
def test_lived_experience_only_for_those_the_person_chose(birthe):
    host = make_host()
    task = make_task(by=host)
    quiet = make_profile(make_person("Anna Berg"), hosts_may_ask=True, lived="Zebraord et")
    told = make_profile(make_person("Bo Dahl"), hosts_may_ask=True, lived="Zebraord to", lived_seen_by="hosts")
    ask(task, quiet, told, by=host)

    def seen(by: Person) -> dict[str, str]:
        return {row.shown_name: row.lived for row in queries.asks_of(task, viewer(by))}

    assert seen(host) == {"Anna": "", "Bo": ""}
    assert seen(birthe) == {"Anna Berg": "Zebraord et", "Bo Dahl": "Zebraord to"}
    for row in Ask.objects.all():
        actions.answer(by=viewer(row.person), ask_id=row.pk, answer="yes")
    assert seen(host) == {"Anna Berg": "", "Bo Dahl": "Zebraord to"}


def test_page_of_the_host_tells_no_address_and_is_logged(sign_in):
    host = make_host()
    task = make_task(by=host)
    person = make_person("Anna Berg", email="anna@post.example")
    Person.objects.filter(pk=person.pk).update(phone="99 00 00 77")
    profile = make_profile(person, hosts_may_ask=True, kinds=["task"], lived="Zebraord")
    hidden = make_profile(make_person("Skjult Hansen"), kinds=["task"])
    ask(task, profile, by=host)
    page = sign_in(host).get(reverse("volunteers:look", args=[task.pk])).text
    assert "Anna" in page
    for secret in ("Anna Berg", "anna@post.example", "99 00 00 77", "Zebraord", "Skjult", str(hidden.person_id)):
        assert secret not in page
    assert AccessEntry.objects.get(person=person.pk).what == "volunteer_profile"
    assert not AccessEntry.objects.filter(person=hidden.person_id).exists()


def test_host_hears_no_name_of_whoever_wanted_only_the_coordinators(birthe, sign_in):
    host = make_host()
    task = make_task(by=host)
    profile = make_profile(make_person("Rigmor Stille"))
    row = ask(task, profile, by=birthe)[0]
    assert "Rigmor Stille" in sign_in(birthe).get(reverse("volunteers:look", args=[task.pk])).text
    browser = sign_in(host)
    assert "Rigmor" not in browser.get(reverse("volunteers:look", args=[task.pk])).text
    assert not AccessEntry.objects.filter(person=profile.person_id, reader=host.pk).exists()
    actions.answer(by=viewer(profile.person), ask_id=row.pk, answer="yes")
    assert "Rigmor Stille" in browser.get(reverse("volunteers:look", args=[task.pk])).text


def test_letters_to_the_association_are_not_the_hosts(birthe):
    """Nobody but the asked gets a letter."""
    before = OutgoingMail.objects.count()
    profile = make_profile()
    ask(make_municipal_task(), profile, by=birthe)
    assert OutgoingMail.objects.count() == before + 2  # that it is saved, and the question
    assert not CompanyPledge.objects.exists()


# --- from yes to a place ----------------------------------------------------------------------------------------------


COME = {"reminder": "day"}


@pytest.mark.capability("C65")
def test_who_says_yes_by_link_types_no_name_and_no_address_again(birthe, client):
    profile, task = make_profile(make_person("Anna", email="anna@post.example")), make_task(places=1)
    row = ask(task, profile, by=birthe)[0]
    way = client.post(
        path_in(letters_to("anna@post.example")[0]), {"hvad": "svar", "ask": str(row.pk), "svar": "yes"}
    ).headers["Location"]
    page = client.get(way)
    assert "guest_email" not in page.text
    slot = str(task.slots.get().pk)
    assert page.context["form"]["slot_id"].value() == slot  # the only time is chosen already
    assert not SignUp.objects.exists()
    assert client.post(way, {"slot_id": "x", **COME}).status_code == 200
    told = {"slot_id": slot, "request_id": str(uuid7()), **COME}
    for _press in range(2):
        assert client.post(way, told).headers["Location"] == way
    coming = SignUp.objects.get()
    assert (coming.person, coming.actor, coming.state, coming.shares_contact) == (
        profile.person,
        None,
        "confirmed",
        False,
    )
    assert "Du er skrevet på" in client.get(way).text
    client.post(way, {"slot_id": slot, **COME})  # the same time is not among the choices any more
    assert SignUp.objects.count() == 1


def test_the_way_in_is_of_one_letter_and_one_task(birthe, client):
    mine, other, task = make_profile(), make_profile(), make_task()
    ask(task, mine, by=birthe)
    theirs = ask(make_task(), other, by=birthe)[0]
    path = path_in(letters_to(mine.person.email)[0])
    slot = task.slots.get().pk
    assert client.get(f"{path}tid/{theirs.pk}/").status_code == 410
    assert client.post(f"{path}tid/{theirs.pk}/", {"slot_id": slot, **COME}).status_code == 410
    assert client.get(f"/vil-du-spoerges/l/et-link/tid/{theirs.pk}/").status_code == 410
    assert not SignUp.objects.exists()


def test_an_association_comes_by_the_link_of_its_letter(birthe, client):
    chair = make_host()
    club, task = host_of(chair), make_task(places=5)
    row = ask(task, by=birthe, actors=[club])[0]
    path = path_in(letters_to(chair.email)[0])
    way = client.post(path, {"ask": str(row.pk), "svar": "yes"}).headers["Location"]
    assert "guest_email" not in client.get(way).text
    client.post(way, {"slot_id": str(task.slots.get().pk), "people": "3", **COME})
    coming = SignUp.objects.get()
    assert (coming.actor, coming.person, coming.people) == (club, chair, 3)
    assert "I er skrevet på" in client.get(way).text


def test_a_common_address_must_say_who_comes(birthe, client):
    club, task = make_actor("Skakklubben", email="skak@engbaek.example"), make_task()
    row = ask(task, by=birthe, actors=[club])[0]
    path = path_in(letters_to("skak@engbaek.example")[0])
    way = client.post(path, {"ask": str(row.pk), "svar": "yes"}).headers["Location"]
    assert client.get(way).headers["Location"] == reverse("tasks:sign-up", args=[task.slots.get().pk])


def test_nobody_is_asked_before_med_has_talked_about_it(birthe, sign_in):
    task = make_municipal_task(may_replace_paid_work=True)
    with pytest.raises(ValidationError, match="MED"):
        ask(task, make_profile(), by=birthe)
    page = sign_in(birthe).get(reverse("volunteers:look", args=[task.pk])).text
    assert "MED skal drøfte opgaven, før I spørger nogen." in page
    assert "Spørg dem med kryds" not in page
