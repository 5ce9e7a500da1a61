"""A list goes into the directory from a desk, and an association's calendar from a phone without scripts."""

import pytest
from playwright.sync_api import expect

from samspil.resources.models import Resource
from tests.browser.chromium import DESK, PHONE
from tests.browser.test_walk_visitor import follow, press
from tests.exchange.files import CALENDAR, as_xlsx


@pytest.mark.capability("C16")
def test_list_and_calendar_come_in(visit, world):
    desk = visit(DESK, by=world.birthe)
    desk.goto("/faellesskaber/filer/")
    sheet = {"name": "liste.xlsx", "mimeType": "application/octet-stream", "buffer": as_xlsx()}
    desk.get_by_label("Filen", exact=True).set_input_files(sheet)
    desk.get_by_label("Hvor kommer den fra?").fill("Frivilligcentrets liste")
    press(desk, "Se filen igennem")
    expect(desk.get_by_label("Forening (kan springes over)")).to_have_value("provider_name")
    press(desk, "Se, hvad der vil ske")
    assert not Resource.objects.exists()
    press(desk, "Ja, læg dem ind")
    follow(desk, "Gåtur på åen")
    expect(desk.get_by_role("heading", name="Gåtur på åen")).to_be_visible()

    phone = visit(PHONE, js=False, by=world.kurt)
    phone.goto("/faellesskaber/")
    follow(phone, "Hent en liste eller en kalender ind")
    calendar = {"name": "kalender.ics", "mimeType": "text/calendar", "buffer": CALENDAR}
    phone.get_by_label("Filen", exact=True).set_input_files(calendar)
    phone.get_by_label("Hvor kommer den fra?").fill("Vores kalender")
    press(phone, "Se filen igennem")
    press(phone, "Ja, læg dem ind")
    expect(phone.get_by_role("link", name="Klubaften")).to_be_visible()
    assert Resource.objects.get(title="Klubaften").provider == world.anglers
