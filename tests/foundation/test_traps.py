"""Machines are kept out, people press once more, and no word is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.foundation import clock
from samspil.foundation.models import OneTimeLink
from samspil.foundation.traps import HONEY, STAMP, fresh_stamp, seconds_since
from samspil.identity import rates
from samspil.moderation.models import Report
from tests.factories import make_challenge

pytestmark = pytest.mark.django_db
WAIT = "Vent et øjeblik, og tryk igen."


@pytest.fixture(autouse=True)
def _seconds(settings):
    settings.FORM_SECONDS = 3


@pytest.fixture
def challenge(birthe):
    return make_challenge(by=birthe)


def form(challenge, **more):
    return {
        "body": "Der er stille efter tolv.",
        "guest_name": "Erna",
        "guest_email": "erna@engbaek.example",
        **more,
    }


def stamp(seconds: float) -> str:
    with clock.at(timezone.now() - timedelta(seconds=seconds)):
        return fresh_stamp()


def test_page_holds_both_and_hides_one(challenge, client):
    page = client.get(reverse("challenges:write", args=[challenge.pk])).text
    assert f'name="{STAMP}"' in page
    assert f'name="{HONEY}"' in page
    assert 'tabindex="-1"' in page


def test_slow_person_passes(challenge, client):
    page = client.post(reverse("challenges:write", args=[challenge.pk]), form(challenge, **{STAMP: stamp(4)}))
    assert "Tak. Tjek din mail" in page.text


def test_day_old_form_passes(challenge, client):
    client.post(reverse("challenges:write", args=[challenge.pk]), form(challenge, **{STAMP: stamp(90_000)}))
    assert OneTimeLink.objects.exists()


@pytest.mark.parametrize(
    "trapped",
    [{}, {STAMP: ""}, {STAMP: "1:forfalsket"}, {STAMP: "\x00"}, {STAMP: "x" * 9_000}, "soon", "honey"],
)
def test_caught_gets_the_form_again_with_every_word(trapped, challenge, client):
    if trapped == "soon":
        trapped = {STAMP: stamp(1)}
    elif trapped == "honey":
        trapped = {STAMP: stamp(60), HONEY: "https://snyd.example"}
    path = reverse("challenges:write", args=[challenge.pk])
    page = client.post(path, form(challenge, **trapped))
    assert WAIT in page.text
    for word in ("Der er stille efter tolv.", "Erna", "erna@engbaek.example"):
        assert word in page.text
    assert "snyd.example" not in page.text
    assert not OneTimeLink.objects.exists()
    again = page.context["form"][STAMP].value()
    with clock.at(timezone.now() + timedelta(seconds=5)):
        assert seconds_since(again) >= 3
        client.post(path, form(challenge, **{STAMP: again}))
    assert OneTimeLink.objects.exists(), "the second press passes"


def test_signed_in_person_meets_no_trap(challenge, karen, sign_in):
    answer = sign_in(karen).post(reverse("challenges:write", args=[challenge.pk]), {"body": "Der er stille."})
    assert answer.status_code == 302


def test_reports_have_the_same(challenge, client):
    path = reverse("moderation:report", args=[challenge.pk])
    page = client.post(path, {"reason": "spam", "note": "Det er reklame."})
    assert WAIT in page.text
    assert "Det er reklame." in page.text
    assert not Report.objects.exists()
    client.post(path, {"reason": "spam", STAMP: stamp(5)})
    assert Report.objects.count() == 1


def test_no_time_is_asked_for_when_it_is_off(challenge, client, settings):
    settings.FORM_SECONDS = 0
    assert "Tak. Tjek" in client.post(reverse("challenges:write", args=[challenge.pk]), form(challenge)).text


def test_signed_in_person_cannot_write_without_end(challenge, karen, mette, sign_in):
    path = reverse("challenges:write", args=[challenge.pk])
    for _ in range(rates.CONTRIBUTION_OF_PERSON.most):
        rates.CONTRIBUTION_OF_PERSON.hit(str(karen.pk))
        rates.CONTRIBUTION_OF_STAFF.hit(str(mette.pk))
    page = sign_in(karen).post(path, {"body": "Endnu et ord."})
    assert "rigtig meget" in page.text
    assert "Endnu et ord." in page.text
    assert sign_in(mette).post(path, {"body": "Et helt møde."}).status_code == 302
