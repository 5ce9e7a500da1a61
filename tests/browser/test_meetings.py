"""Moment 1: a staff meeting of ten minutes, with a wall, a chair and two phones, and what the next one begins with."""

import pytest
from playwright.sync_api import expect

from samspil.foundation import clock
from samspil.meetings.models import Meeting
from samspil.proposals.models import Proposal
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import axe
from tests.browser.steps import follow, press
from tests.factories import make_answer, make_person
from tests.meetings.making import plan

WALL = {"width": 1920, "height": 1080}


def colleague(world):
    return make_person("Mette Skov", role="employee", scope=world.unit, member_of=world.unit.actor)


@pytest.mark.capability("C10")
@pytest.mark.capability("C36")
def test_an_idea_takes_three_taps_and_one_field(visit, world):
    """Tap the bookmark, tap send: one field between them. Without scripts."""
    world.lene  # noqa: B018 - she answers
    phone = visit(PHONE, js=False, by=colleague(world))
    phone.goto("/ide/")
    phone.get_by_label("Hvad kunne være lidt bedre?").fill("Sæt kaffen over før mødet. Så er den varm.")
    press(phone, "Send din idé")
    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "Tak. Din idé er hos Lene Dahlgaard i Hjemmeplejen Nord."
    )
    expect(phone.get_by_text("Lene Dahlgaard læser din idé og svarer på den.")).to_be_visible()
    assert Proposal.objects.get().title == "Sæt kaffen over før mødet."


@pytest.mark.capability("C39")
def test_ten_minutes_of_a_staff_meeting(visit, world):
    lene, mette = world.lene, colleague(world)
    meeting = plan(world.unit, mette)
    chair, wall = visit(DESK, by=mette), visit(WALL, by=mette)
    chair.goto(f"/moeder/{meeting.pk}/")
    press(chair, "Begynd mødet")
    wall.goto(f"/moeder/{meeting.pk}/skaerm/")
    code = Meeting.objects.get().code
    expect(wall.get_by_text(code)).to_be_visible()

    phones = [visit(PHONE), visit(PHONE, js=False)]
    for phone, words in zip(phones, ("Kaffen er kold", "Vi mangler varm kaffe"), strict=True):
        phone.goto("/m/")
        phone.get_by_label("Mødets kode").fill(code.lower())
        press(phone, "Kom ind")
        phone.get_by_label("Din seddel").fill(words)
        press(phone, "Send sedlen")
        expect(phone.get_by_text("Tak. Sedlen er sendt.")).to_be_visible()
    expect(chair.get_by_label("Kaffen er kold")).to_be_visible()  # came by itself
    expect(wall.get_by_text("Kaffen er kold")).to_have_count(0)

    press(chair, "Vis alle, der venter")
    for page in (wall, phones[0]):
        expect(page.get_by_text("Kaffen er kold")).to_be_visible()
        expect(page.get_by_text("Vi mangler varm kaffe")).to_be_visible()
        assert axe(page) == []

    for words in ("Kaffen er kold", "Vi mangler varm kaffe"):
        chair.get_by_label(words).check(force=True)
    chair.get_by_label("eller i en ny bunke, der hedder").fill("Pausen")
    press(chair, "Læg i bunken")
    expect(wall.get_by_role("heading", name="Pausen")).to_be_visible()
    assert axe(chair) == []

    follow(chair, "Lav bunken til en idé")
    chair.get_by_label("Idéen på én linje").fill("Varm kaffe i pausen")
    press(chair, "Send idéen")
    idea = Proposal.objects.get()
    follow(chair, "3. Det prøver vi")
    chair.get_by_label("Hvilken idé?").select_option("Varm kaffe i pausen")
    chair.get_by_label("Det prøver vi").fill("Den, der møder først, sætter kaffen over")
    chair.get_by_label("Hvem sørger for det?").select_option("Mette Skov")
    chair.get_by_label("Hvordan mærker I, om det virker?").fill("Vi sidder ned sammen.")
    press(chair, "Det prøver vi")
    for page in (wall, phones[0]):
        expect(page.get_by_text("Den, der møder først, sætter kaffen over")).to_be_visible()

    follow(chair, "4. Slut mødet")
    press(chair, "Slut mødet")
    expect(chair.get_by_text("Mødet er slut. Her er referatet.")).to_be_visible()
    expect(chair.get_by_text("Vi ser på det igen")).to_be_visible()
    expect(phones[0].get_by_text("Mødet er slut. Tak, fordi du var med.")).to_be_visible()
    assert axe(chair) == []

    make_answer(idea, by=lene, body="Ja, fra mandag.")
    later = plan(world.unit, mette)
    wall.goto(f"/moeder/{later.pk}/svar/")
    expect(wall.get_by_role("heading", name="Varm kaffe i pausen")).to_be_visible()
    expect(wall.get_by_text("Venter på ja")).to_be_visible()
    assert Meeting.objects.get(pk=meeting.pk).tries_on > clock.today()
