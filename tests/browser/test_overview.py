"""A councillor opens the overview on a phone, chooses, and reads what came of one question."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_challenge
from tests.states_effects import come_true


@pytest.mark.capability("C79")
def test_a_councillor_sees_what_came_out_of_it(phone, world):
    challenge = come_true(world)
    make_challenge(by=world.karen, theme="employment", question="Hvordan får flere en mentor?")
    phone.goto("/")
    phone.get_by_role("link", name="Se hele overblikket").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Det er der kommet ud af det")
    expect(phone.get_by_text("1 løsning lever i hverdagen, 1 sted.")).to_be_in_viewport()
    phone.get_by_role("link", name="Se kun arbejde og uddannelse").click()
    expect(phone.get_by_text("Hvordan får flere en mentor?")).to_be_visible()
    phone.get_by_role("link", name="Vis det hele").first.click()
    phone.get_by_label("Emne").select_option("older")
    phone.get_by_role("button", name="Vis", exact=True).click()
    expect(phone).to_have_url(re.compile("emne=older"))
    phone.get_by_role("link", name=challenge.question).first.click()
    phone.get_by_role("link", name="Se, hvad der skete").click()
    expect(phone.get_by_role("heading", name="Før", exact=True)).to_be_visible()
    expect(phone.get_by_text("Nu har jeg noget at glæde mig til.").first).to_be_visible()
