"""Contributing without an account, from the form to the page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.actors.models import Person
from samspil.challenges.actions import change_stage
from samspil.challenges.models import Perspective
from samspil.foundation import search
from samspil.foundation.ids import uuid7
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import NOBODY
from samspil.identity import rates
from samspil.identity.rates import Rate
from samspil.moderation.actions import hide
from tests.factories import make_challenge, make_person, viewer
from tests.identity.letters import newest, path_in, words_of

pytestmark = pytest.mark.django_db
WORDS = "Min far siger nej til en besøgsven."


@pytest.fixture
def challenge():
    return make_challenge()


def write(client, challenge, **fields):
    data = {
        "body": WORDS,
        "guest_name": "Karen",
        "guest_function": "datter",
        "guest_email": "Karen@Noerre.example",
        "request_id": str(uuid7()),
    }
    return client.post(reverse("challenges:write", args=[challenge.pk]), data | fields)


def test_guest_confirms_and_the_words_stand_on_the_page(client, challenge):
    response = write(client, challenge)
    assert "karen@noerre.example" in response.text
    letter = newest("karen@noerre.example")
    assert WORDS in letter.text
    assert letter.holds_secret
    page = Client().get(path_in(letter))  # opened in another browser, as on a phone
    assert WORDS in page.text
    thanks = Client().post(path_in(letter))
    assert reverse("challenges:page", args=[challenge.pk]) in thanks.text
    perspective = Perspective.objects.get()
    assert (perspective.body, perspective.author.name, perspective.author.function) == (WORDS, "Karen", "datter")
    assert perspective.author.email == "karen@noerre.example"


def test_opening_the_link_changes_nothing(client, challenge):
    write(client, challenge)
    path = path_in(newest("karen@noerre.example"))
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert not Perspective.objects.exists()
    assert not Person.objects.filter(email="karen@noerre.example").exists()


def test_the_page_behind_the_link_is_private(client, challenge):
    write(client, challenge)
    response = client.get(path_in(newest("karen@noerre.example")))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"


def test_before_confirming_the_words_reach_no_page_list_or_search(client, challenge, birthe, sign_in):
    write(client, challenge)
    page = reverse("challenges:page", args=[challenge.pk])
    for reader in (client, sign_in(birthe)):
        assert WORDS not in reader.get(page).text
        assert WORDS not in reader.get(reverse("challenges:list")).text
        assert WORDS not in reader.get(reverse("site:search"), {"q": "besøgsven"}).text
    assert not search.find("besøgsven", NOBODY).exists()
    assert not search.find("besøgsven", viewer(birthe)).exists()


def test_link_works_once(client, challenge):
    write(client, challenge)
    path = path_in(newest("karen@noerre.example"))
    client.post(path)
    assert client.post(path).status_code == 410
    assert client.get(path).status_code == 410
    assert Perspective.objects.count() == 1


def test_used_link_forgets_the_words(client, challenge):
    write(client, challenge)
    client.post(path_in(newest("karen@noerre.example")))
    assert OneTimeLink.objects.get().payload == {}


def test_link_expires(client, challenge):
    write(client, challenge)
    path = path_in(newest("karen@noerre.example"))
    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)):
        assert client.get(path).status_code == 410
        assert client.post(path).status_code == 410
    assert not Perspective.objects.exists()


@pytest.mark.parametrize(
    # A token with a slash is another address, and there is none like it.
    ("token", "status"),
    [("x", 410), ("a" * 500, 410), ("%00", 410), ("../../etc", 404), ("' or 1=1", 410)],
)
def test_forged_link_is_gone(client, token, status):
    for method in (client.get, client.post):
        assert method(reverse("identity:confirm", args=["t"]).replace("/t/", f"/{token}/")).status_code == status


def test_link_for_something_else_confirms_nothing(client, challenge, karen):
    _link, token = OneTimeLink.issue("sign-in", lasts=timedelta(hours=1), person=karen.pk)
    assert client.post(reverse("identity:confirm", args=[token])).status_code == 410
    assert OneTimeLink.objects.get().used_at is None


def test_challenge_closed_meanwhile_keeps_the_words_on_the_page(client, challenge, birthe):
    write(client, challenge)
    path = path_in(newest("karen@noerre.example"))
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="closed",
        outcome="Det gik.",
        next_step="Vi er færdige.",
        next_who="Alle",
    )
    response = client.post(path)
    assert response.status_code == 409
    assert WORDS in response.text
    assert not Person.objects.filter(email="karen@noerre.example").exists()
    change_stage(
        by=viewer(birthe),
        challenge_id=challenge.pk,
        stage="perspectives",
        next_step="Vi åbner igen.",
        next_who="Alle",
    )
    assert client.post(path).status_code == 200
    assert Perspective.objects.get().body == WORDS


def test_challenge_hidden_meanwhile_keeps_the_words_and_says_nothing_of_the_challenge(client, challenge, birthe):
    write(client, challenge)
    hide(by=viewer(birthe), subject_id=challenge.pk, reason="Navne på borgere.")
    response = client.post(path_in(newest("karen@noerre.example")))
    assert response.status_code == 409
    assert WORDS in response.text
    assert challenge.question not in response.text
    assert "Navne på borgere" not in response.text


def test_double_press_sends_one_letter(client, challenge):
    key = str(uuid7())
    for _ in range(3):
        assert "karen@noerre.example" in write(client, challenge, request_id=key).text
    assert OutgoingMail.objects.filter(to="karen@noerre.example").count() == 1
    assert OneTimeLink.objects.count() == 1


def test_going_back_to_mend_the_address_sends_a_new_letter_and_ends_the_old_link(client, challenge):
    key = str(uuid7())
    write(client, challenge, request_id=key, guest_email="karne@noerre.example")
    write(client, challenge, request_id=key)
    wrong, right = newest("karne@noerre.example"), newest("karen@noerre.example")
    assert client.post(path_in(wrong)).status_code == 410
    assert client.post(path_in(right)).status_code == 200
    assert Perspective.objects.count() == 1


def test_double_press_by_somebody_signed_in_makes_one_perspective(challenge, karen, sign_in):
    client, key = sign_in(karen), str(uuid7())
    for _ in range(2):
        client.post(reverse("challenges:write", args=[challenge.pk]), {"body": WORDS, "request_id": key})
    assert Perspective.objects.count() == 1


def test_cpr_number_is_stopped_and_the_text_stays(client, challenge):
    text = "Min far 010180-1235 siger nej."
    response = write(client, challenge, body=text)
    assert "Det ligner et CPR-nummer" in response.text
    assert text in response.text
    assert not OutgoingMail.objects.exists()
    assert not OneTimeLink.objects.exists()


def test_html_is_shown_as_text(client, challenge):
    write(client, challenge, body="<script>alert(1)</script> hej")
    page = client.get(path_in(newest("karen@noerre.example"))).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_known_address_does_not_rename_its_owner(client, challenge, birthe):
    write(client, challenge, guest_name="En anden", guest_email=birthe.email)
    client.post(path_in(newest(birthe.email)))
    perspective = Perspective.objects.select_related("author__actor").get()
    assert perspective.author == birthe
    assert perspective.author.name == "Birthe Holm"


def test_answer_is_the_same_whether_or_not_the_address_is_known(client, challenge, birthe):
    known = words_of(write(client, challenge, guest_email=birthe.email))
    unknown = words_of(write(client, challenge, guest_email="ukendt@noerre.example"))
    assert known.replace(birthe.email, "ukendt@noerre.example") == unknown


def test_too_many_letters_to_one_address_are_stopped_with_the_text_kept(client, challenge, monkeypatch):
    monkeypatch.setattr(rates, "CONTRIBUTION_TO_ADDRESS", Rate("contribution-to", 2, timedelta(hours=1)))
    for number in range(2):
        write(client, challenge, body=f"{WORDS} {number}")
    response = write(client, challenge, body="Den tredje.")
    assert "mange mails til den adresse" in response.text
    assert "Den tredje." in response.text
    assert OutgoingMail.objects.count() == 2
    assert "ukendt@noerre.example" in write(client, challenge, guest_email="ukendt@noerre.example").text


def test_too_many_letters_from_one_place_are_stopped(client, challenge, monkeypatch):
    monkeypatch.setattr(rates, "CONTRIBUTION_FROM_ORIGIN", Rate("contribution-from", 1, timedelta(hours=1)))
    write(client, challenge)
    response = write(client, challenge, guest_email="ukendt@noerre.example")
    assert "rigtig meget herfra" in response.text
    assert OutgoingMail.objects.count() == 1


def test_guest_form_without_a_request_id_still_works(client, challenge):
    write(client, challenge, request_id="")
    write(client, challenge, request_id="")
    assert OutgoingMail.objects.count() == 2


def test_raising_a_challenge_waits_for_the_link_too(client):
    data = {
        "question": "Hvem spiser med dem, der er blevet alene?",
        "description": "Mange spiser alene hver aften.",
        "theme": "older",
        "guest_name": "Karen",
        "guest_email": "karen@noerre.example",
        "request_id": str(uuid7()),
    }
    assert "karen@noerre.example" in client.post(reverse("challenges:raise"), data).text
    assert data["question"] not in client.get(reverse("challenges:list")).text
    page = client.get(path_in(newest("karen@noerre.example"))).text
    assert data["question"] in page
    assert data["description"] in page
    client.post(path_in(newest("karen@noerre.example")))
    assert data["question"] in client.get(reverse("challenges:list")).text


def test_a_guest_cannot_speak_for_others(client, challenge):
    other = make_person()
    assert "Du er logget ud." in write(client, challenge, behalf_name="Ejner", behalf_channel="phone").text
    write(client, challenge, behalf_channel="phone", speaks_as=str(other.actor_id))
    client.post(path_in(newest("karen@noerre.example")))
    perspective = Perspective.objects.select_related("author__actor").get()
    assert (perspective.author.name, perspective.entered_by, perspective.actor) == (
        "Karen",
        None,
        perspective.author.actor,
    )
