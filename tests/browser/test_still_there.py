"""Moment 3, thirty seconds: a chair with nothing but a mail says that it holds, mends it, and says that it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from samspil.foundation import clock
from samspil.foundation.viewer import NOBODY
from samspil.resources import letters
from samspil.suggestions import counting
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import open_letter, press
from tests.resources.making import make_resource, make_wish, make_wish_pledge


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_mail_it_holds_is_mended_and_ends(visit, world, demo, js):
    with clock.at(timezone.now() - timedelta(days=366)):
        resource = make_resource(by=world.kurt, speaks_as=world.anglers.pk)
        make_wish_pledge(make_wish(resource, by=world.kurt), by=world.karen, body="I kan låne vores stole")
    counting.tell(by=NOBODY, step="tried", resource_id=resource.pk)
    letters.ask_all()
    phone = visit(PHONE, js=js)
    heading = phone.get_by_role("heading", level=1)
    open_letter(phone, world.kurt, "/passer-det/")
    expect(heading).to_have_text("Passer det stadig: Torsdag ved broen?")
    press(phone, "Ja, det passer")
    expect(heading).to_have_text("Tak. Så passer det")
    expect(phone.get_by_role("row", name="Prøvet").get_by_text("1")).to_be_visible()
    expect(phone.get_by_text("I kan låne vores stole")).to_be_visible()
    assert not js or axe(phone) == []  # axe is a script itself
    phone.get_by_role("link", name="Noget skal rettes").click()
    phone.get_by_label("Hvad hedder det?").fill("Fredag ved broen")
    press(phone, "Gem")
    expect(heading).to_have_text("Tak. Så passer det igen")
    phone.locator("summary", has_text="Det findes ikke længere").click()
    press(phone, "Ja, det findes ikke længere")
    expect(heading).to_have_text("Tak for tiden")
    phone.get_by_role("link", name="Se siden").click()
    expect(phone.get_by_text("Det findes ikke længere. Siden står her")).to_be_visible()
    phone.go_back()
    press(phone, "Fortryd. Det findes stadig")
    expect(heading).to_have_text("Tak. Så passer det")
    phone.goto("/faellesskaber/")
    expect(phone.get_by_role("link", name="Fredag ved broen").first).to_be_visible()
    open_letter(phone, world.kurt, "/passer-det/")
    expect(heading).to_have_text("Linket virker ikke længere")
