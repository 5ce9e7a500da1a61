"""Being somebody one may ask, and getting help: on a phone and at a desk, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from samspil.support.models import HelpRequest
from tests.browser.chromium import PHONE
from tests.browser.looking import axe

TOPICS = "at få unge med ud at fiske"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_becomes_one_to_ask_and_is_asked_by_a_guest(visit, world, demo, js):
    kurt = world.kurt
    desk = visit(js=js, by=kurt)
    desk.goto("/spoerg-mig/")
    follow(desk, "Lad andre spørge dig")
    desk.get_by_label("Hvad kan man spørge dig om?").fill(TOPICS)
    desk.get_by_label("Børn og unge").check()
    desk.get_by_label("Hvor er du med?").select_option(label="Engbæk Lystfiskerforening")
    press(desk, "Sæt mig på listen")
    expect(desk.get_by_text("Tak. Nu kan andre spørge dig.")).to_be_visible()
    assert not js or axe(desk) == []

    phone = visit(PHONE, js=js)
    phone.goto("/spoerg-mig/?q=fiske")
    follow(phone, "Kurt")
    follow(phone, "Skriv dit spørgsmål")
    phone.get_by_label("Dit spørgsmål").fill("Har I en stang, der kan lånes?")
    phone.get_by_label("Dit navn").fill("Agnes")
    phone.get_by_label("Din mail").fill("agnes@engbaek.example")
    press(phone, "Send spørgsmålet")
    follow(phone, "Se mailen her i prøveudgaven")
    phone.locator("main li a[href^='/bekraeft/']").first.click()
    press(phone, "Ja, send det")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak, Agnes. Nu er det sendt")
    assert not js or axe(phone) == []

    phone.goto("/demo/mail/")  # the letter reaches Kurt, who need not sign in
    phone.locator("main a[href^='/spoerg-mig/svar/']").first.click()
    expect(phone.get_by_text("Har I en stang, der kan lånes?")).to_be_visible()
    phone.get_by_label("Dit svar").fill("Ja. Kom på torsdag klokken 16.")
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er sendt")
    phone.goto("/demo/mail/")
    expect(phone.get_by_text("Kurt har svaret dig").first).to_be_visible()

    here = f"/spoerg-mig/?fra={world.anglers.pk}"
    desk.goto(here)
    desk.locator("main").get_by_role("link", name="Kurt", exact=True).click()
    press(desk, "Hold pause")
    expect(desk.get_by_text("Du holder pause.").first).to_be_visible()
    phone.goto("/spoerg-mig/?q=fiske")
    expect(phone.get_by_text("Ingen passer til din søgning")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_help_is_asked_for_handed_out_and_answered(visit, world, demo, js):
    birthe, lene = world.birthe, world.lene
    phone = visit(PHONE, js=js, by=world.karen)
    phone.goto("/hjaelp/")
    follow(phone, "Bed om hjælp")
    phone.get_by_label("En ansøgning til en fond").check()
    phone.get_by_label("Sig det i én linje").fill("Hvem giver penge til en ladcykel?")
    phone.get_by_label("Fortæl lidt mere").fill("Vi vil køre ture med dem, der ikke kan gå.")
    press(phone, "Send")
    expect(phone.get_by_text("Tak. Du hører fra os senest om 14 dage.")).to_be_visible()
    assert not js or axe(phone) == []
    address = f"/hjaelp/{HelpRequest.objects.get().pk}/"

    desk = visit(js=js, by=birthe)
    desk.goto("/hjaelp/")
    follow(desk, "Hvem giver penge til en ladcykel?")
    follow(desk, "Giv den til en")
    desk.get_by_label("Hvem tager den?").select_option(value=str(lene.pk))
    press(desk, "Giv den videre")
    expect(desk.get_by_text("Givet videre.")).to_be_visible()

    helper = visit(js=js, by=lene)
    helper.goto(address)
    follow(helper, "Skriv svaret")
    helper.get_by_label("Hvad fandt du ud af?").fill("Tre fonde har givet til det.")
    helper.get_by_label("Links").fill("https://fonde.example/ladcykel")
    press(helper, "Send svaret")
    expect(helper.get_by_text("Tre fonde har givet til det.")).to_be_visible()
    assert not js or axe(helper) == []

    phone.goto(address)
    follow(phone, "Nej, jeg mangler stadig noget")
    phone.get_by_label("Hvad mangler du stadig?").fill("De tre har lukket for i år.")
    press(phone, "Spørg igen")
    helper.reload()
    expect(helper.get_by_text("De tre har lukket for i år.")).to_be_visible()
    follow(helper, "Skriv svaret")
    helper.get_by_label("Hvad fandt du ud af?").fill("Prøv den fjerde.")
    press(helper, "Send svaret")
    phone.reload()
    press(phone, "Ja, afslut den")
    expect(phone.get_by_text("Godt. Den er afsluttet nu.")).to_be_visible()


def test_the_arrow_keys_turn_the_cards_for_leaders(visit):
    page = visit()
    page.goto("/lederkort/10/")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url("/lederkort/1/")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url("/lederkort/10/")
    assert axe(page) == []
