"""The turn to hold the page goes from one to the next: whoever is on the page offers, and the host hands it over."""

import pytest
from playwright.sync_api import expect

from samspil.challenges.models import HOSTS_FOR, Challenge
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import follow, press
from tests.factories import make_challenge, make_perspective

OFFER = "Jeg vil gerne være den næste"
HAND_OVER = "Giv mødeledelsen videre"


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_the_host_hands_over_to_whoever_offers(visit, world, demo, js):
    challenge = make_challenge(by=world.karen, host=world.karen, question="Hvem henter dem, der ikke kører bil?")
    make_perspective(challenge, by=world.kurt, body="Vi har fire chauffører.")
    address = f"/udfordringer/{challenge.pk}/"
    last_day = clock.today() + HOSTS_FOR / 2

    def has_no_faults(page):
        # Axe is a script itself. What it looks at is the same page without them.
        assert not js or axe(page) == []

    desk, phone = visit(js=js, by=world.karen), visit(PHONE, js=js, by=world.kurt)
    for page in (desk, phone):
        page.goto(address)
        expect(page.get_by_role("region", name="Mødeleder")).to_contain_text("Karen")
    expect(desk.get_by_role("button", name=OFFER)).to_have_count(0)
    expect(desk.get_by_role("link", name=HAND_OVER)).to_have_count(0)

    press(phone, OFFER)
    expect(phone.get_by_text("Tak. Du er mødeleder næste gang.")).to_be_visible()
    expect(phone.get_by_role("region", name="Mødeleder")).to_contain_text("Næste: Kurt")
    expect(phone.get_by_role("button", name=OFFER)).to_have_count(0)
    expect(phone.get_by_role("link", name=HAND_OVER)).to_have_count(0)
    has_no_faults(phone)

    desk.reload()
    follow(desk, HAND_OVER)
    expect(desk.get_by_role("heading", level=1)).to_have_text(HAND_OVER)
    expect(desk.get_by_text("Kurt holder siden fra nu af.")).to_be_visible()
    has_no_faults(desk)
    desk.get_by_label("Til og med").fill(str(clock.today() - HOSTS_FOR))
    press(desk, "Giv videre til Kurt")
    expect(desk.get_by_role("alert")).to_be_visible()
    has_no_faults(desk)
    desk.get_by_label("Til og med").fill(str(last_day))
    press(desk, "Giv videre til Kurt")
    expect(desk.get_by_text("Kurt er mødeleder nu.")).to_be_visible()
    expect(desk.get_by_role("region", name="Mødeleder")).to_contain_text("Kurt, formand")
    expect(desk.get_by_role("link", name=HAND_OVER)).to_have_count(0)
    expect(desk.get_by_role("link", name="Ryk til næste trin")).to_have_count(0)
    has_no_faults(desk)

    challenge = Challenge.objects.get()
    assert (challenge.host, challenge.next_host, challenge.host_until) == (world.kurt, None, last_day)
    assert OutgoingMail.objects.filter(to=world.kurt.email, text__contains=address).exists()
    phone.reload()
    expect(phone.get_by_role("link", name="Ryk til næste trin")).to_be_visible()
    follow(phone, "Se, hvem der har holdt siden")
    expect(phone.get_by_role("row").nth(1)).to_contain_text("Kurt")
    expect(phone.get_by_role("row").nth(2)).to_contain_text("Karen")
    has_no_faults(phone)


def test_whoever_cannot_take_the_turn_gives_it_back(visit, world):
    challenge = make_challenge(by=world.karen, host=world.karen)
    make_perspective(challenge, by=world.kurt)
    phone = visit(PHONE, js=False, by=world.kurt)
    phone.goto(f"/udfordringer/{challenge.pk}/")
    press(phone, OFFER)
    press(phone, "Jeg kan ikke næste gang")
    expect(phone.get_by_text("Det er i orden. Mødelederen finder en anden.")).to_be_visible()
    expect(phone.get_by_role("button", name=OFFER)).to_be_visible()
    assert Challenge.objects.get().next_host is None
