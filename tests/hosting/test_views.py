"""The pages about who holds the page."""

import pytest
from django.urls import reverse

from samspil.challenges.models import Challenge
from samspil.hosting.actions import offer_to_host
from tests.factories import make_challenge, make_perspective, viewer

pytestmark = pytest.mark.django_db


def test_host_is_chosen_among_those_on_the_page(birthe, karen, kurt, sign_in):
    challenge = make_challenge(by=karen)
    address, client = reverse("hosting:appoint", args=[challenge.pk]), sign_in(birthe)
    sent = {"person_id": str(kurt.pk), "host_until": "2099-01-31"}
    assert set(client.post(address, sent).context["form"].errors) == {"person_id"}
    make_perspective(challenge, by=kurt)
    assert client.post(address, sent).status_code == 302
    assert Challenge.objects.get().host == kurt


@pytest.mark.parametrize(("day", "is_good"), [("31.1.2099", True), ("2099-01-31", True), ("31/1", False), ("", False)])
def test_day_is_read_as_people_write_it(birthe, karen, sign_in, day, is_good):
    challenge = make_challenge(by=karen)
    sent = {"person_id": str(karen.pk), "host_until": day}
    answer = sign_in(birthe).post(reverse("hosting:appoint", args=[challenge.pk]), sent)
    assert (answer.status_code == 302) == is_good


@pytest.mark.capability("C76")
def test_next_host_is_visible_to_all_and_the_turn_is_handed_over(client, karen, kurt, sign_in):
    challenge = make_challenge(by=karen, host=karen)
    make_perspective(challenge, by=kurt)
    page = reverse("challenges:page", args=[challenge.pk])
    known = sign_in(kurt)
    assert "Jeg vil gerne være den næste" in known.get(page).text
    assert known.post(reverse("hosting:offer", args=[challenge.pk])).status_code == 302
    assert "Næste: Kurt" in client.get(page).text
    answer = sign_in(karen).post(reverse("hosting:hand-over", args=[challenge.pk]), {"host_until": "2099-01-31"})
    assert answer.status_code == 302
    told = client.get(reverse("hosting:hosts", args=[challenge.pk])).text
    assert told.index("Kurt") < told.index("Karen</td>")


def test_decline_frees_the_turn(karen, kurt, sign_in):
    challenge = make_challenge(by=karen, host=karen)
    make_perspective(challenge, by=kurt)
    offer_to_host(by=viewer(kurt), challenge_id=challenge.pk)
    assert sign_in(kurt).post(reverse("hosting:decline", args=[challenge.pk])).status_code == 302
    assert Challenge.objects.get().next_host is None
