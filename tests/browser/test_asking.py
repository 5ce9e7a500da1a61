"""Somebody asks how the volunteers can help: with scripts the helper reads along, without them it is a step."""

import pytest
from playwright.sync_api import Page, expect

from samspil.challenges.models import Challenge
from samspil.foundation.models import OneTimeLink
from samspil.wording import look_at
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.factories import make_challenge

QUESTION = "Hvordan kan de frivillige hjælpe enlige mænd i Lunde?"
OTHERS = look_at(QUESTION)[0].rewordings
OFFER = "Må vi foreslå en anden måde at spørge på?"


def press(page: Page, name: str = "Rejs udfordringen") -> None:
    page.get_by_role("button", name=name).first.click()


def fill_in(page: Page) -> None:
    page.goto("/udfordringer/ny/")
    page.get_by_label("Fortæl lidt mere").fill("Far siger, det går fint.")
    page.get_by_label("Hvilken del af livet").select_option(index=1)
    page.get_by_label("Hvad vil du spørge om?").fill("")
    page.get_by_label("Hvad vil du spørge om?").press_sequentially(QUESTION)


@pytest.mark.capability("C13")
def test_without_scripts_the_offer_is_a_step_that_keeps_everything(phone, world):
    fill_in(phone)
    phone.get_by_label("Dit navn").fill("Karen")
    phone.get_by_label("Din mail").fill("karen@noerre.example")
    press(phone)
    expect(phone.get_by_role("group", name=OFFER)).to_be_visible()
    expect(phone.get_by_label("Behold mit spørgsmål")).to_be_checked()
    phone.get_by_text("Se og ret det, du har skrevet").click()
    expect(phone.get_by_label("Fortæl lidt mere")).to_have_value("Far siger, det går fint.")
    expect(phone.get_by_label("Din mail")).to_have_value("karen@noerre.example")
    phone.get_by_label(OTHERS[0]).check()
    press(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    assert OneTimeLink.objects.get().payload["arguments"]["question"] == OTHERS[0]


def test_without_scripts_ones_own_question_goes_through(visit, world):
    page = visit(PHONE, js=False, by=world.karen)
    fill_in(page)
    press(page)
    expect(page.get_by_role("group", name=OFFER)).to_be_visible()
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    assert Challenge.objects.get().question == QUESTION


@pytest.mark.capability("C13")
def test_with_scripts_the_helper_reads_along_and_a_choice_fills_the_field(visit, world):
    page = visit(by=world.karen)
    fill_in(page)
    offer = page.get_by_role("group", name=OFFER)
    expect(offer).to_be_visible()
    assert axe(page) == []
    field = page.get_by_label("Hvad vil du spørge om?")
    page.get_by_label(OTHERS[1]).check()
    expect(field).to_have_value(OTHERS[1])
    page.get_by_label("Behold mit spørgsmål").check()
    expect(field).to_have_value(QUESTION)
    page.get_by_label(OTHERS[1]).check()
    expect(offer).to_be_visible()
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(OTHERS[1])
    assert Challenge.objects.get().question == OTHERS[1]


def test_with_scripts_the_helper_falls_silent_at_a_good_question(visit, world):
    page = visit(by=world.karen)
    fill_in(page)
    expect(page.get_by_role("group", name=OFFER)).to_be_visible()
    field = page.get_by_label("Hvad vil du spørge om?")
    field.fill("Hvem spiser med dem, der er blevet alene?")
    expect(page.get_by_role("group", name=OFFER)).to_have_count(0)
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem spiser med dem, der er blevet alene?")


def test_with_scripts_only_the_question_is_sent_along(visit, world):
    page = visit(by=world.karen)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if "spoerg" in request.url else None)
    fill_in(page)
    expect(page.get_by_role("group", name=OFFER)).to_be_visible()
    assert sent
    assert all("question=" in body and "description" not in body for body in sent)


def test_with_scripts_the_helper_reads_along_when_mending(visit, world):
    challenge = make_challenge(by=world.karen)
    page = visit(by=world.karen)
    page.goto(f"/udfordringer/{challenge.pk}/ret/")
    page.get_by_label("Hvad vil du spørge om?").fill(QUESTION)
    expect(page.get_by_role("group", name=OFFER)).to_be_visible()
    page.get_by_label(OTHERS[0]).check()
    press(page, "Gem rettelsen")
    expect(page.get_by_role("heading", level=1)).to_have_text(OTHERS[0])
