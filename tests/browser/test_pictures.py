"""A picture from a phone without scripts, and knowledge found for a page."""

from playwright.sync_api import expect

from samspil.pictures.models import Picture
from tests.browser.chromium import PHONE
from tests.browser.steps import follow, press
from tests.factories import make_challenge, make_knowledge
from tests.pictures.samples import from_camera


def test_puts_a_picture_up_from_a_phone_without_scripts(visit, world):
    challenge = make_challenge(by=world.karen)
    phone = visit(PHONE, js=False, by=world.karen)
    phone.goto(f"/udfordringer/{challenge.pk}/")
    follow(phone, "Sæt et billede på")
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": from_camera((2400, 1800))}
    phone.get_by_label("Billedet", exact=True).set_input_files(photo)
    press(phone, "Sæt billedet på")  # the browser says that words are missing, and keeps the file
    assert not Picture.objects.exists()
    phone.get_by_label("Hvad kan man se på billedet?").fill("Tre mænd griner ved et bord")
    phone.get_by_label("Hvem har taget det?").fill("Karen")
    phone.get_by_label("De, der er med på billedet, har sagt ja").check()
    press(phone, "Sæt billedet på")
    expect(phone.get_by_text("Billedet står på siden nu.")).to_be_visible()
    image = phone.get_by_role("img", name="Tre mænd griner ved et bord")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert image.evaluate("node => node.naturalWidth") == 480
    assert Picture.objects.get().consent
    phone.get_by_role("link", name="Fjern Tre mænd").click()
    press(phone, "Ja, slet billedet")
    expect(phone.get_by_text("Billedet er slettet.")).to_be_visible()
    assert not Picture.objects.exists()


def test_finds_knowledge_for_a_page(visit, world):
    challenge = make_challenge(by=world.karen)
    make_knowledge(title="Fælles bord i Herning")
    phone = visit(PHONE, js=False, by=world.kurt)
    phone.goto(f"/udfordringer/{challenge.pk}/")
    follow(phone, "Tilføj viden")
    phone.get_by_role("searchbox").fill("herning")
    press(phone, "Søg")
    follow(phone, "Vælg Fælles bord i Herning")
    phone.get_by_label("Hvad kan vi bruge det til her?").fill("De fandt ud af kørslen.")
    press(phone, "Sæt det på siden")
    expect(phone.locator("#viden")).to_contain_text("De fandt ud af kørslen.")
    follow(phone, "Fælles bord i Herning")
    expect(phone.get_by_role("heading", name="Bruges her")).to_be_visible()
