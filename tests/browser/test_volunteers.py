"""Being asked: a guest offers, the coordinator asks, and the guest answers on a phone."""

import pytest
from playwright.sync_api import expect

from samspil.tasks.models import SignUp
from samspil.volunteers.models import Ask, Profile
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, open_letter, press
from tests.tasks.making import make_task


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_guest_offers_is_asked_and_says_yes(visit, world, demo, js):
    phone = visit(PHONE, js=js)
    phone.goto("/vil-du-spoerges/")
    fill(phone, {"Hvad kan du lide, og hvad kan du?": "Cykler gerne med rickshaw i naturen"})
    fill(phone, {"Dit navn": "Agnes", "Din mail": "agnes@post.example"})
    press(phone, "Ja, spørg mig")
    follow(phone, "Se mailen her i prøveudgaven")
    phone.locator("main li a[href^='/bekraeft/']").first.click()
    press(phone, "Ja, send det")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak, Agnes. Nu er det sendt")

    task = make_task(title="Cykeltur med rickshaw", does="Vi cykler ud i naturen langs åen.")
    desk = visit(js=js, by=world.birthe)
    desk.goto(f"/opgaver/{task.pk}/")
    follow(desk, "Find nogen at spørge")
    assert not js or axe(desk) == []
    desk.get_by_label("Agnes").check()
    press(desk, "Spørg dem med kryds")
    expect(desk.get_by_text("1 er spurgt. Svaret kommer her.")).to_be_visible()
    expect(desk.get_by_label("Agnes")).to_be_disabled()

    open_letter(phone, Profile.objects.get().person, "/vil-du-spoerges/l/")
    expect(phone.get_by_role("heading", name="Det er du spurgt om")).to_be_visible()
    assert not js or axe(phone) == []
    press(phone, "Ja, se tiderne")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hvornår passer det?")
    assert Ask.objects.get().answer == "yes"
    assert not js or axe(phone) == []
    press(phone, "Skriv mig på")  # one time only, and neither name nor mail again
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du er skrevet på")
    assert SignUp.objects.get().person.name == "Agnes"
