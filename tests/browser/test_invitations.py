"""Invitations as people walk them: an association asks the municipality, and a citizen answers on a phone."""

import pytest
from playwright.sync_api import Page, expect

from samspil.invitations.models import Invitee
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.factories import make_challenge
from tests.invitations.making import make_invitation
from tests.states_story import QUESTION


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_association_invites_the_municipality_and_gets_the_answer(visit, world, demo, js):
    lene, kurt = world.lene, world.kurt
    page = visit(js=js, by=kurt)
    page.goto("/inviter/")
    page.get_by_label("Hvad vil I spørge om?").fill("Hvem fisker alene om torsdagen?")
    page.get_by_label("Hvilken del af livet").select_option("older")
    page.get_by_label("Vi ser problemet, som").fill("Vi har båden, men ved ikke, hvem der sidder derhjemme.")
    page.get_by_label("Hvem i kommunen?").select_option(label="Hjemmeplejen Nord")
    page.get_by_label("Hvorfor netop dem?").fill("I kommer i hjemmene hver dag.")
    page.get_by_label("Du skriver som").select_option(label="Engbæk Lystfiskerforening")
    press(page, "Inviter kommunen")
    expect(page.get_by_text("Invitationen er hos Lene Dahlgaard. Du hører derfra senest")).to_be_visible()
    assert not js or axe(page) == []  # axe is a script itself

    leader = visit(js=js, by=lene)
    leader.goto(f"/inviterede/{Invitee.objects.get().pk}/svar/")
    expect(leader.get_by_text("Vi har båden, men ved ikke")).to_be_visible()
    leader.get_by_label("Hvad ser I?").fill("Vi ser fire, der gerne ville med.")
    leader.get_by_label("Hvilke løsninger foreslår I?").fill("Vi spørger dem")
    leader.get_by_label("Fortæl om forslaget").fill("Og ringer til jer på mandag.")
    press(leader, "Send svaret")
    expect(leader.get_by_text("Har svaret")).to_be_visible()
    assert not js or axe(leader) == []

    page.goto("/demo/mail/")
    expect(page.get_by_text("Hjemmeplejen Nord har svaret på invitationen").first).to_be_visible()
    page.goto(f"/udfordringer/{Invitee.objects.get().invitation.challenge_id}/")
    expect(page.get_by_text("Vi ser fire, der gerne ville med.").first).to_be_visible()
    follow(page, "Læs deres forslag")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi spørger dem")
    expect(page.get_by_role("heading", name="Svar på en invitation")).to_be_visible()


def test_citizen_answers_an_invitation_on_a_phone_without_an_account(visit, world, demo):
    make_invitation(make_challenge(question=QUESTION), by=world.karen, name="Naja", email="naja@engbaek.example")
    phone = visit(PHONE, js=False)
    phone.goto("/demo/mail/")
    phone.locator("main a[href^='/invitation/']").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(QUESTION)
    for part in ("Vi ser problemet, som …", "Hvad ser I?", "Hvilke løsninger foreslår I?"):
        expect(phone.get_by_role("heading", name=part)).to_be_visible()
    assert Invitee.objects.get().opened_at is None
    press(phone, "Svar på invitationen")
    phone.get_by_label("Hvad ser I?").fill("Jeg ser lys i vinduet hos Arne.")
    phone.get_by_label("Dit navn").fill("Naja")
    phone.get_by_label("Hvem er du i den her sag?").fill("nabo")
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Jeres svar står på siden nu")
    expect(phone.get_by_text("Karen får besked om svaret.")).to_be_visible()
    follow(phone, "Se det på siden")
    expect(phone.locator(".story").get_by_text("Jeg ser lys i vinduet hos Arne.")).to_be_visible()
    assert Invitee.objects.get().opened_at
