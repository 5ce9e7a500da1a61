"""One's own page, and the copy of one's data."""

import json

import pytest
from django.urls import reverse

from samspil.foundation.models import AccessEntry
from samspil.identity.jobs import forget
from samspil.identity.models import RateHit
from samspil.identity.rates import LINK_TO_ADDRESS, forget_old
from tests.factories import make_challenge, make_perspective

pytestmark = pytest.mark.django_db
OWN_PAGES = ("identity:me", "identity:my-data", "usersessions_list", "mfa_index", "account_change_password")


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_ask_a_stranger_to_sign_in(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_page_shows_who_i_am(sign_in, lene):
    page = sign_in(lene).get(reverse("identity:me"))
    for words in ("Lene Dahlgaard", lene.email, "Leder", "Hjemmeplejen Nord", "Du kan skrive i deres navn"):
        assert words in page.text
    assert page["Cache-Control"] == "no-store"


def test_copy_holds_mine_and_nobody_elses(sign_in, karen, birthe):
    challenge = make_challenge(by=birthe, question="Hvem kører Birthes bus?")
    make_perspective(challenge, by=karen, body="Min far siger nej.")
    make_perspective(challenge, by=birthe, body="Birthe ser noget andet.")
    AccessEntry.objects.create(reader=birthe.pk, person=karen.pk, what="contact")
    AccessEntry.objects.create(reader=karen.pk, person=birthe.pk, what="contact")
    response = sign_in(karen).get(reverse("identity:my-data"))
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].startswith("attachment")
    copy = json.loads(response.content)
    assert copy["person"]["name"] == "Karen"
    assert [row["by"] for row in copy["read_by"]] == ["Birthe Holm"]
    assert "challenges.perspective_written" in [row["verb"] for row in copy["journal"]]
    assert "challenges.raised" not in [row["verb"] for row in copy["journal"]]
    text = json.dumps(copy, ensure_ascii=False)
    assert "Min far siger nej." in text
    assert "Birthe ser noget andet." not in text
    assert birthe.email not in text


def test_copy_of_somebody_who_has_done_nothing(sign_in, karen):
    assert json.loads(sign_in(karen).get(reverse("identity:my-data")).content)["read_by"] == []


def test_old_counts_are_forgotten(karen):
    LINK_TO_ADDRESS.hit(karen.email)
    RateHit.objects.update(at="2026-01-01T12:00:00Z")
    LINK_TO_ADDRESS.hit(karen.email)
    forget_old()
    assert RateHit.objects.count() == 1


def test_forgetting_bears_being_called_again(sign_in, karen):
    client = sign_in(karen)
    forget()
    forget()
    assert client.get(reverse("identity:me")).status_code == 200
