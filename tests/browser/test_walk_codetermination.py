"""A myth brought up by a guest gets an answer; a group works step by step. Without scripts, as with them."""

import pytest
from playwright.sync_api import expect

from samspil.actors import actions as actors
from samspil.codetermination.models import Myth
from samspil.foundation.viewer import SYSTEM
from samspil.processes.models import SmallTask
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import confirm_from_the_letter, follow, press, say_who
from tests.factories import make_challenge, make_knowledge, make_person

CLAIM = "De frivillige tager vores arbejde"


@pytest.mark.capability("C43")
def test_a_myth_from_a_guest_gets_an_answer_from_med(phone, visit, world, demo):
    med = actors.add_body(by=SYSTEM, name="MED-udvalg for ældreområdet", body_kind="med", powers=("discuss",))
    susanne = make_person("Susanne Lykke", role="employee", scope=world.unit, member_of=med.actor)
    make_knowledge(title="Frivillige og ansatte i Herning")
    phone.goto("/")
    follow(phone, "Det hører vi sagt")
    follow(phone, "Bring det første op")
    phone.get_by_label("Hvad siger folk?").fill(CLAIM)
    say_who(phone)
    press(phone, "Bring det op")
    confirm_from_the_letter(phone)
    expect(phone.get_by_text("Susanne Lykke svarer for MED-udvalg for ældreområdet")).to_be_visible()

    desk = visit(js=False, by=susanne)
    desk.goto("/med/")
    follow(desk, CLAIM)
    follow(desk, "Svar på det")
    desk.get_by_label("Hvad er svaret?").fill("Noget af det passer. Plejen er stadig vores.")
    desk.get_by_label("Frivillige og ansatte i Herning").check()
    press(desk, "Send svaret")
    expect(desk.get_by_role("heading", name="MED-udvalg for ældreområdet svarer")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Plejen er stadig vores.").first).to_be_visible()
    follow(phone, "Frivillige og ansatte i Herning")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Frivillige og ansatte i Herning")
    assert Myth.objects.get().is_answered


@pytest.mark.capability("C42")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_template_to_a_task_that_is_done(visit, world, demo, js):
    challenge = make_challenge(by=world.karen, unit=world.unit)
    page = visit(PHONE, js=js, by=world.karen)
    page.goto(f"/udfordringer/{challenge.pk}/")
    follow(page, "Arbejd med den trin for trin")
    page.get_by_label("Fra hverdagen og op").check()
    page.get_by_label("Hvad skal forløbet hedde?").fill("Bedre eftermiddage")
    press(page, "Begynd")
    expect(page.get_by_text("Forløbet er i gang.")).to_be_visible()
    page.get_by_role("link", name="Tilføj en opgave Gå på opdagelse hos brugerne").click()
    page.get_by_label("Hvad skal gøres?").fill("Ring til Kurt")
    page.get_by_label("Hvem gør det?").select_option("Karen")
    press(page, "Tilføj opgaven")
    press(page, "Flyt ned Gå på opdagelse hos brugerne")
    press(page, "Det er gjort Ring til Kurt")
    press(page, "Trinet er gjort Find det, der går igen")
    assert not js or axe(page) == []
    page.goto(f"/udfordringer/{challenge.pk}/")
    expect(page.get_by_role("region", name="Nu sker der")).to_contain_text("Gå på opdagelse hos brugerne")
    assert SmallTask.objects.get(title="Ring til Kurt").done_by == world.karen
