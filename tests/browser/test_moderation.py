"""Keeping the pages: a coordinator on a desk, somebody who says to on a phone without scripts."""

import pytest
from playwright.sync_api import expect

from samspil.foundation.models import Subject
from samspil.foundation.viewer import NOBODY
from samspil.moderation.models import Report
from tests.browser.chromium import DESK
from tests.browser.looking import axe
from tests.browser.steps import follow, press
from tests.factories import make_challenge, make_person, make_perspective, make_proposal

ILLNESS = "Min mor har fået demens og går ud om natten."


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_coordinator_hides_everything_of_a_spammer(visit, world, js):
    question = make_challenge(by=world.karen, question="Hvem griber den, der falder?")
    spammer = make_person("Snyde")
    for number in range(3):
        make_perspective(question, by=spammer, body=f"Køb snydepiller nummer {number}.")
    make_proposal(question, by=spammer, title="Snydetilbud til alle")
    desk = visit(DESK, js=js, by=world.birthe)
    desk.goto(f"/udfordringer/{question.pk}/")
    desk.locator("article.voice").first.get_by_role("link", name="Skjul", exact=False).click()
    follow(desk, "Se alt fra Snyde, og skjul det hele")
    expect(desk.get_by_text("4 ting på siderne.")).to_be_visible()
    expect(desk.get_by_role("link", name="Snydetilbud til alle")).to_be_visible()
    desk.get_by_label("Hvorfor skjuler du det hele?").fill("Det er reklame for piller.")
    press(desk, "Skjul alt fra Snyde")
    expect(desk.get_by_role("heading", name="Snyde kan ikke skrive lige nu")).to_be_visible()
    assert not js or axe(desk) == []  # axe is a script itself
    for path in (f"/udfordringer/{question.pk}/", "/forslag/", "/soeg/?q=snydepiller", "/"):
        desk.goto(path)
        expect(desk.get_by_text("Snydetilbud")).to_have_count(0)
        expect(desk.get_by_text("Køb snydepiller")).to_have_count(0)
    theirs = visit(js=js, by=spammer)
    theirs.goto(f"/udfordringer/{question.pk}/det-ser-vi/")
    theirs.get_by_label("Hvad ser du?").fill("Endnu mere reklame.")
    press(theirs, "Send det, du ser")
    expect(theirs.get_by_role("alert")).to_contain_text("Du kan ikke skrive her for tiden")
    expect(theirs.get_by_label("Hvad ser du?")).to_have_value("Endnu mere reklame.")


def test_words_about_a_life_are_looked_at_and_then_shown(visit, world):
    question = make_challenge(by=world.birthe, question="Hvem hjælper om natten?")
    hers = visit(js=False, by=world.karen)
    hers.goto(f"/udfordringer/{question.pk}/det-ser-vi/")
    hers.get_by_label("Hvad ser du?").fill(ILLNESS)
    press(hers, "Send det, du ser")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Tak. Vi ser på det")
    follow(hers, "Tilbage til siden")
    expect(hers.get_by_text(ILLNESS)).to_have_count(0)
    desk = visit(DESK, js=False, by=world.birthe)
    desk.goto("/mig/")
    follow(desk, "Se, hvad der skal ses på")
    expect(desk.get_by_text("Min mor · demens")).to_be_visible()
    desk.get_by_role("button", name="Sæt på siden Min mor").first.press("Enter")
    expect(desk.get_by_role("heading", name="Der er ikke noget at se på")).to_be_visible()
    hers.reload()
    expect(hers.get_by_text(ILLNESS).first).to_be_visible()


def test_guest_says_to_and_the_coordinator_hides_what_is_ticked(phone, visit, world):
    question = make_challenge(by=world.birthe)
    voice = make_perspective(question, by=world.kurt, body="Ejner bor i nummer 12, og døren er åben.")
    phone.goto(f"/udfordringer/{question.pk}/")
    phone.get_by_role("link", name="Sig til Kurt").click()
    phone.get_by_label("Der står noget privat om et menneske").check()
    press(phone, "Sig til", exact=True)
    expect(phone.get_by_text("Tak, fordi du siger til.")).to_be_visible()
    assert Report.objects.count() == 1
    desk = visit(DESK, by=world.birthe)
    desk.goto("/ses-paa/")
    box = desk.get_by_role("checkbox", name="Vælg Ejner bor i nummer 12")
    box.focus()
    desk.keyboard.press("Space")
    desk.get_by_label("Hvorfor skjuler du det?").fill("Skriv det uden adressen.")
    press(desk, "Skjul det, der er sat kryds ved")
    expect(desk.get_by_text("1 ting er klaret.")).to_be_visible()
    assert not Subject.objects.visible_to(NOBODY).filter(pk=voice.pk).exists()
