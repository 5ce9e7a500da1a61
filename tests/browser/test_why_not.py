"""A minute on a phone: tap, read why, and take it along; with scripts, and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.states_suggestions import fellowships
from tests.suggestions.making import ANGLERS


@pytest.mark.parametrize("js", [True, False])
def test_four_taps_three_fellowships(js, visit, demo):
    fellowships()
    page = visit(PHONE, js=js)
    page.goto("/hvorfor-ikke/")
    for chip in ("Natur", "Bruge hænderne", "Kører ikke bil"):
        page.locator("label", has_text=chip).first.click()
    page.get_by_label("Eller skriv det selv").fill("Vil gerne fiske")
    page.get_by_role("button", name="Vis tre fællesskaber").click()
    rows = page.locator("#svar .items > li")
    expect(rows).to_have_count(3)
    anglers = rows.filter(has_text=ANGLERS)
    expect(anglers.get_by_text("Fordi:")).to_be_visible()
    expect(anglers.get_by_text("Kurt møder dig ved broen")).to_be_visible()
    assert "fiske" not in page.url
    page.get_by_text("Kopiér som tekst").click()
    assert ANGLERS in page.locator("#som-tekst").input_value()
    if js:
        assert axe(page) == []
    page.get_by_role("button", name="Vis flere").click()
    expect(rows).to_have_count(4)
    page.get_by_role("link", name=f"Sig til, hvordan det gik {ANGLERS}").click()
    page.get_by_text("Jeg har spurgt dem").click()
    page.get_by_role("button", name="Tæl det med").click()
    expect(page.get_by_text("Det er talt med")).to_be_visible()
