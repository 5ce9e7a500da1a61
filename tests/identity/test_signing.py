"""Signing in by a one-time link."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.foundation.models import JournalEntry, OneTimeLink, OutgoingMail
from samspil.foundation.viewer import SYSTEM
from samspil.identity import rates
from samspil.identity.actions import create_user_for
from samspil.identity.models import RateHit, User
from samspil.identity.rates import Rate
from tests.codes import code_of
from tests.identity.letters import newest, path_in, words_of

pytestmark = pytest.mark.django_db


def ask(client, email, **fields):
    return client.post(reverse("identity:link-request"), {"email": email, **fields})


def link_for(person):
    ask(Client(), person.email)
    return path_in(newest(person.email))


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def secret(birthe) -> str:
    """The key in Birthe's app; her user is there and asks for codes."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(create_user_for(by=SYSTEM, person=birthe), secret)
    return secret


def test_link_signs_in_and_makes_the_user(client, birthe):
    path = link_for(birthe)
    assert birthe.name in client.get(path).text
    response = client.post(path)
    assert response.url == "/"
    assert User.objects.get().person == birthe
    assert not User.objects.get().has_usable_password()
    assert birthe.name in client.get("/").text
    assert JournalEntry.objects.filter(verb="identity.joined", person=birthe.pk).count() == 1


def test_opening_the_link_changes_nothing(client, birthe):
    path = link_for(birthe)
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert not is_signed_in(client)
    assert not User.objects.exists()
    assert OneTimeLink.objects.get().used_at is None


def test_link_is_private(client, birthe):
    response = client.get(link_for(birthe))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "strict-origin"


def test_link_works_once(client, birthe):
    path = link_for(birthe)
    client.post(path)
    other = Client()
    assert other.get(path).status_code == 410
    assert other.post(path).status_code == 410
    assert not is_signed_in(other)


def test_link_expires(client, birthe):
    path = link_for(birthe)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.post(path).status_code == 410
    assert not is_signed_in(client)


def test_forged_link_and_link_for_something_else_sign_nobody_in(client, birthe):
    _link, token = OneTimeLink.issue("contribute", lasts=timedelta(hours=1), person=birthe.pk)
    for wrong in (token, "x" * 43, "%00"):
        assert client.post(f"/log-ind-med-link/{wrong}/").status_code == 410
    assert not is_signed_in(client)


def test_answer_is_the_same_whether_or_not_the_address_is_known(client, birthe):
    known = ask(client, birthe.email)
    unknown = ask(client, "ukendt@noerre.example")
    assert known.status_code == unknown.status_code
    assert words_of(known).replace(birthe.email, "ukendt@noerre.example") == words_of(unknown)


def test_unknown_address_gets_a_letter_without_a_link_to_sign_in(client):
    ask(client, "Ukendt@noerre.example")
    letter = newest("ukendt@noerre.example")
    assert "log-ind-med-link" not in letter.text
    assert "Du behøver ikke en bruger" in letter.text
    assert not OneTimeLink.objects.exists()


def test_letters_to_one_address_are_limited_and_the_answer_stays_the_same(client, birthe):
    answers = {words_of(ask(client, birthe.email)) for _ in range(4)}
    assert len(answers) == 1
    assert OutgoingMail.objects.filter(to=birthe.email).count() == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        ask(client, birthe.email)
    assert OutgoingMail.objects.filter(to=birthe.email).count() == 4


def test_requests_from_one_place_are_limited(client, birthe, monkeypatch):
    monkeypatch.setattr(rates, "LINK_FROM_ORIGIN", Rate("link-from", 2, timedelta(minutes=15)))
    statuses = [ask(client, f"p{number}@noerre.example").status_code for number in range(3)]
    assert statuses == [200, 200, 429]
    assert not OutgoingMail.objects.filter(to="p2@noerre.example").exists()


def test_the_counts_name_nobody(client, birthe):
    ask(client, birthe.email)
    assert RateHit.objects.count() == 2
    assert not RateHit.objects.filter(key__contains="@").exists()
    assert not RateHit.objects.filter(key__contains="127.0").exists()


def test_code_is_asked_for_after_the_link(client, birthe, secret):
    response = client.post(link_for(birthe))
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get(reverse("identity:me")).status_code == 302
    assert "passer ikke" in client.post(response.url, {"code": "000000"}).text
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_of(secret)})
    assert is_signed_in(client)


def test_guessing_codes_ends(client, birthe, secret):
    url = client.post(link_for(birthe)).url
    for _ in range(rates.CODE_OF_USER.most):
        client.post(url, {"code": "000000"})
    assert "for mange gange" in client.post(url, {"code": code_of(secret)}).text
    assert not is_signed_in(client)


@pytest.mark.parametrize(("steps_ago", "comes_in"), [(0, True), (1, True), (2, False), (-2, False)])
def test_code_is_good_for_one_step_after_its_own(client, birthe, secret, steps_ago, comes_in):
    """Whoever types slowly, or whose phone is half a minute late, is not told that the code is wrong."""
    url = client.post(link_for(birthe)).url
    with time_machine.travel(timezone.now(), tick=False):
        client.post(url, {"code": code_of(secret, steps_ago)})
    assert is_signed_in(client) == comes_in


def test_code_is_taken_once_as_long_as_it_is_good(client, birthe, secret):
    """Also in the next step, in another process, and with spaces in it."""
    code = code_of(secret)
    client.post(client.post(link_for(birthe)).url, {"code": code})
    assert is_signed_in(client)
    cache.clear()
    there = Client()
    page = there.post(there.post(link_for(birthe)).url, {"code": f"{code[:3]} {code[3:]}"})
    assert "Koden er brugt. Vent, til appen viser en ny." in page.text
    assert not is_signed_in(there)


@pytest.mark.parametrize(
    "data", [{}, {"credential": "x"}, {"code": ""}, {"code": "x" * 5000}, {"code": "１２３４５６"}]
)
def test_odd_posts_to_the_code_page_are_no_error(client, birthe, secret, data):
    client.raise_request_exception = False
    url = client.post(link_for(birthe)).url
    assert client.post(url, data).status_code < 500
    assert not is_signed_in(client)


def test_session_is_a_new_one_after_signing_in(client, birthe):
    path = link_for(birthe)
    client.get(reverse("account_login"))
    session = client.session
    session["seen"] = "before"
    session.save()
    before = client.session.session_key
    client.cookies["sessionid"] = before
    client.post(path)
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_link_of_another_replaces_who_is_signed_in(sign_in, birthe, karen):
    client = sign_in(karen)
    client.post(link_for(birthe))
    assert client.get("/").context["request"].viewer.person_id == birthe.pk


def test_link_leads_on_to_where_one_was_going(client, birthe):
    ask(Client(), birthe.email, next="/mig/")
    assert client.post(path_in(newest(birthe.email))).url == "/mig/"


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_link_never_leads_away(client, birthe, path):
    ask(Client(), birthe.email, next=path)
    assert client.post(path_in(newest(birthe.email))).url == "/"


def test_closed_user_does_not_come_in(client, birthe):
    user = create_user_for(by=SYSTEM, person=birthe)
    user.is_active = False
    user.save()
    assert client.post(link_for(birthe)).url == reverse("account_inactive")
    assert not is_signed_in(client)
    assert client.get(reverse("account_inactive")).status_code == 200


def test_address_of_another_user_says_so_and_the_link_stays(client, birthe, karen):
    create_user_for(by=SYSTEM, person=karen)
    User.objects.update(email=birthe.email)
    _link, token = OneTimeLink.issue("sign-in", lasts=timedelta(hours=1), person=birthe.pk)
    response = client.post(reverse("identity:link-use", args=[token]))
    assert response.status_code == 409
    assert not is_signed_in(client)
    assert OneTimeLink.objects.get(person=birthe.pk).used_at is None


@pytest.mark.parametrize("email", ["", "x", "a@b", "x" * 300 + "@noerre.example", "a\x00@noerre.example"])
def test_bad_address_is_explained(client, email):
    response = ask(client, email)
    assert response.status_code == 200
    assert "form-error-message" in response.text
    assert not OutgoingMail.objects.exists()
