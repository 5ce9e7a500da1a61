"""Once a year those behind a resource are asked whether it still holds: one press, no signing in."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.actors.actions import end_membership
from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.text import unbroken
from samspil.foundation.viewer import SYSTEM
from samspil.moderation.actions import hide
from samspil.resources import actions, letters
from samspil.resources.models import Resource
from tests.factories import make_actor, viewer
from tests.resources.making import make_resource, make_wish, make_wish_pledge

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=366)


def link_in(letter: OutgoingMail) -> str:
    """The path of the one-time link."""
    return re.search(r"https?://[^/\s]+(/passer-det/\S+)", letter.text)[1]


@pytest.fixture
def asked(kurt, birthe):
    """The anglers' Thursday, a year later: the resource and the letter's path."""
    resource = make_resource(by=kurt, speaks_as=kurt.memberships.get().actor_id)
    make_wish_pledge(make_wish(resource, by=kurt), by=birthe, body="Kommunens depot har stole")
    OutgoingMail.objects.all().delete()
    with clock.at(timezone.now() + A_YEAR):
        letters.ask_all()
    return resource, link_in(OutgoingMail.objects.get())


def test_asked_once_a_year_and_reminded_once(kurt, asked):
    resource, _path = asked
    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.title) == (kurt.email, "Passer det stadig: Torsdag ved broen?")
    assert "Kommunens depot har stole" in letter.text  # what they get in return
    assert f"Hver torsdag {unbroken('kl. 17–19.30')}\nNørre Engbæk" in letter.text  # one need not open it to know
    for days, letters_so_far in ((367, 1), (380, 1), (388, 2), (389, 2), (500, 2)):
        with clock.at(timezone.now() + timedelta(days=days)):
            letters.ask_all()
        assert OutgoingMail.objects.count() == letters_so_far, days
    with clock.at(timezone.now() + timedelta(days=380)):
        resource.refresh_from_db()
        assert not resource.is_unconfirmed
    with clock.at(timezone.now() + timedelta(days=390)):
        assert resource.is_unconfirmed
        actions.confirm_resource(by=viewer(kurt), resource_id=resource.pk)
    with clock.at(timezone.now() + timedelta(days=390 + 366)):  # and a year later again
        letters.ask_all()
    assert OutgoingMail.objects.count() == 3


def test_one_press_is_enough(asked):
    resource, path = asked
    browser = Client()
    with clock.at(timezone.now() + A_YEAR):
        page = browser.get(path)  # mail scanners open links, too
        assert "Torsdag ved broen" in page.text
        assert page["Cache-Control"] == "no-store"
        resource.refresh_from_db()
        assert resource.confirmed_on != clock.today()
        done = browser.post(path, {"passer": "1"}, follow=True)
        assert "Tak. Så passer det" in done.text
        assert "Kommunens depot har stole" in done.text
        assert "Hvem kom på grund af det?" in done.text  # though nobody is signed in
        resource.refresh_from_db()
        assert resource.confirmed_on == clock.today()
        assert browser.post(path, {"slut": "1"}).status_code == 410  # used
        resource.refresh_from_db()
        assert resource.is_active


def test_mended_from_the_letter(asked, kurt):
    resource, path = asked
    browser, url = Client(), reverse("resources:edit-by-link", args=[path.split("/")[2]])
    form = browser.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"title": "Fredag ved broen", "days": ["fri"], "capacity": "2", "starts_at": "17:00", "ends_at": "19:00"}
    assert browser.post(url, {**data, "title": ""}).status_code == 200
    assert browser.post(url, {**data, "expected_version": "17"}).status_code == 409
    done = browser.post(url, data)
    assert "Tak. Så passer det igen" in browser.get(done["Location"]).text
    resource.refresh_from_db()
    assert (resource.title, resource.recurrence, resource.capacity) == ("Fredag ved broen", "FREQ=WEEKLY;BYDAY=FR", 2)
    assert resource.provider.name == "Engbæk Lystfiskerforening"
    assert browser.get(url).status_code == 410


def test_no_longer_there_and_taken_back(asked):
    resource, path = asked
    browser = Client()
    ended = browser.post(path, {"slut": "1"}, follow=True)
    assert "står ikke på listen mere" in ended.text
    resource.refresh_from_db()
    assert not resource.is_active
    following = ended.redirect_chain[0][0]
    assert "Tak. Så passer det" in browser.post(following, {"passer": "1"}, follow=True).text
    resource.refresh_from_db()
    assert resource.is_active
    with clock.at(timezone.now() + letters.GOES_ON + timedelta(minutes=1)):
        assert browser.get(following).status_code == 410


def test_page_of_the_letter_says_how_to_reach_them(asked, kurt):
    resource, path = asked
    actions.edit_resource(
        by=viewer(kurt), resource_id=resource.pk, contact_phone="99 00 00 41", contact_visibility="nobody"
    )
    assert "99 00 00 41" in Client().get(path).text  # whoever keeps it must see whether it still holds


def test_link_dies_with_what_it_rests_on(asked, kurt, birthe):
    resource, path = asked
    hide(by=viewer(birthe), subject_id=resource.pk, reason="Der står et navn.")
    assert Client().get(path).status_code == 410
    assert Client().get("/passer-det/forkert/").status_code == 410


def test_who_left_the_association_keeps_nothing(asked, kurt):
    _resource, path = asked
    end_membership(by=SYSTEM, membership_id=kurt.memberships.get().pk)
    assert Client().post(path, {"passer": "1"}).status_code == 410


def test_provider_without_people_is_asked_at_its_own_address(birthe, karen):
    choir = make_actor("Koret", email="noder@koret.example")
    resource = make_resource(by=karen, provider_id=str(choir.pk), contact_email="karen@mail.example")
    letters.ask_all()  # somebody else told of it: they are asked at once
    letter = OutgoingMail.objects.get(title__startswith="Passer")
    assert letter.to == choir.email
    assert OneTimeLink.objects.get(purpose=letters.CONFIRM).person is None
    assert "Tak. Så passer det" in Client().post(link_in(letter), {"passer": "1"}, follow=True).text
    resource.refresh_from_db()
    assert resource.confirmed_on == clock.today()


def test_contact_whom_we_know_confirms_like_one_we_do_not(birthe, karen):
    resource = make_resource(by=birthe, provider_name="Koret", contact_email=karen.email)
    with clock.at(timezone.now() + A_YEAR):
        letters.ask_all()
        letter = OutgoingMail.objects.get(title__startswith="Passer")
        assert letter.person == karen.pk
        browser = Client()
        assert "Tak. Så passer det" in browser.post(link_in(letter), {"passer": "1"}, follow=True).text
        resource.refresh_from_db()
        assert resource.confirmed_on == clock.today()
        assert not viewer(karen).speaks_for  # it is the letter that opens it, and only this one


def test_what_is_held_or_ended_is_not_asked_about(karen, birthe):
    choir = make_actor("Koret", email="noder@koret.example")
    make_resource(by=karen, provider_id=str(choir.pk), body="Min mor har demens, og hun synger her.")
    ended = make_resource(by=birthe, provider_id=str(choir.pk))
    actions.end_resource(by=viewer(birthe), resource_id=ended.pk)
    with clock.at(timezone.now() + A_YEAR):
        letters.ask_all()
    assert not OutgoingMail.objects.filter(title__startswith="Passer").exists()


@pytest.mark.capability("C62")
def test_who_keeps_many_gets_one_letter_and_the_rest_the_next_day(birthe, karen, monkeypatch):
    monkeypatch.setattr(letters, "MOST_IN_A_LETTER", 2)
    choir = make_actor("Koret", email="noder@koret.example")
    three = [make_resource(title=f"Kor {n}", by=karen, provider_id=str(choir.pk)) for n in range(3)]
    letters.ask_all()
    letters.ask_all()
    first, second = OutgoingMail.objects.filter(to=choir.email).order_by("created_at")
    assert (first.title, second.title) == ("Passer det stadig? 2 tilbud", "Passer det stadig: Kor 2?")
    assert [resource.title in first.text for resource in three] == [True, True, False]
    for path in re.findall(r"https?://[^/\s]+(/passer-det/\S+)", first.text):
        assert "Tak. Så passer det" in Client().post(path, {"passer": "1"}, follow=True).text
    assert [Resource.objects.get(pk=resource.pk).confirmed_on for resource in three] == [clock.today()] * 2 + [None]
    letters.ask_all()
    assert OutgoingMail.objects.filter(to=choir.email).count() == 2


def test_who_would_help_hears_that_it_is_not_needed(kurt, birthe):
    resource = make_resource(by=kurt, speaks_as=kurt.memberships.get().actor_id)
    wish = make_wish(resource, by=kurt, what="Fire klapstole")
    make_wish_pledge(wish, by=birthe, body="Kommunens depot har stole")
    OutgoingMail.objects.all().delete()
    for _press in range(2):
        actions.withdraw_wish(by=viewer(kurt), wish_id=wish.pk)
    letter = OutgoingMail.objects.get(to=birthe.email)
    assert "Fire klapstole" in letter.text
    assert "Kommunens depot har stole" in letter.text
    assert str(resource.pk) in letter.text
