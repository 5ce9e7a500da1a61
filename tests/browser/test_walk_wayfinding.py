"""Whom do I talk to, on a phone without scripts; then what the map says, and a company's promise."""

from playwright.sync_api import expect

from tests.browser.steps import follow, press
from tests.company_pledges.making import TITLE, make_promise
from tests.mapping.making import make_areas, make_offer
from tests.wayfinding.making import make_doors


def test_finds_the_right_door_and_sees_what_there_is(visit, world):
    make_doors()
    make_promise()
    lunde, _aaby = make_areas("Lunde", "Åby")
    make_offer(lunde, "older", capacity=3)
    phone = visit({"width": 390, "height": 844}, js=False)
    phone.goto("/en-side-der-ikke-findes/")
    follow(phone, "Hvem skal jeg tale med?")
    phone.get_by_label("Hvad har du brug for?").fill("vi vil låne et lokale")
    press(phone, "Find den rigtige")
    expect(phone.get_by_role("heading", name="Prøv her")).to_be_visible()
    expect(phone.locator("#svar").get_by_role("link", name="Lokaler og haller")).to_be_visible()
    assert "lokale" not in phone.url
    follow(phone, "Kortlægning")
    expect(phone.get_by_text("Lunde · 1 tilbud")).to_be_visible()
    phone.locator(".matrix-stack").get_by_role("link", name="1 tilbud").first.click()
    expect(phone.get_by_role("link", name="Strik i klubhuset")).to_be_visible()
    follow(phone, "Vær med")
    follow(phone, "Virksomheder hjælper")
    follow(phone, TITLE)
    expect(phone.get_by_text("40 timer tilbage")).to_be_visible()
