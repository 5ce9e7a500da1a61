"""A dialogue meeting from invitation to promise: the host at a desk, a guest on a phone without an account."""

import pytest
from playwright.sync_api import expect

from samspil.events.models import Event, EventSignUp, MeetingPromise
from samspil.foundation import clock
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, open_letter, press
from tests.events.making import begun, make_meeting


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_meeting_is_called_held_and_agreed_upon(visit, world, demo, js):
    event = make_meeting(by=world.kurt, title="Dialogmøde om vejen hjem")
    desk = visit(js=js, by=world.kurt)
    desk.goto(f"/arrangementer/{event.pk}/")
    follow(desk, "Hold mødet")
    fill(desk, {"Jeres egne ord": "Hvem henter?", "Hvor mange minutter?": "30"})
    press(desk, "Sæt punktet på")
    press(desk, "Sæt dagsordenen på siden")
    follow(desk, "Inviter")
    desk.get_by_label("Dem, du skriver navn og mail på").check()
    fill(desk, {"Navngivne gæster": "Anna Holm, anna@post.example"})
    press(desk, "Vis, hvem det er")
    expect(desk.get_by_role("heading", name="1 bliver inviteret")).to_be_visible()
    assert not js or axe(desk) == []
    press(desk, "Invitér 1")

    phone = visit(PHONE, js=js)
    phone.goto("/demo/mail/")
    phone.locator("main li a[href*='/arrangementer/invitation/']").first.click()
    press(phone, "Ja, jeg kommer")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Du er skrevet på.")
    anna = EventSignUp.objects.get().person
    open_letter(phone, anna, "/arrangementer/l/")
    fill(phone, {"Hvad skal vi tale om?": "Lys på stien"})
    press(phone, "Send forslaget")
    expect(phone.get_by_text("Lys på stien")).to_be_visible()
    assert not js or axe(phone) == []

    desk.goto(f"/arrangementer/{event.pk}/moede/")
    press(desk, "Sæt det på")
    begun(Event.objects.get(pk=event.pk))
    desk.goto(f"/arrangementer/{event.pk}/referat/")
    fill(desk, {"Hvem henter?": "Vi laver en liste."})
    press(desk, "Gem")
    fill(desk, {"Hvad blev I enige om?": "Lave listen", "Til hvornår?": f"{clock.today().year + 1}-06-01"})
    desk.get_by_label("Hvem gør det?").select_option(label="Anna Holm")
    press(desk, "Skriv det ned, og spørg")
    press(desk, "Sæt referatet på siden")
    expect(desk.get_by_text("Vi laver en liste.")).to_be_visible()
    assert not js or axe(desk) == []

    open_letter(phone, anna, "/arrangementer/aftale/l/")
    press(phone, "Ja, det gør vi")
    assert MeetingPromise.objects.get().state == "promised"
    assert not js or axe(phone) == []
