"""An evaluation from beginning to end in a browser: never completed without words of somebody who lives with it."""

from playwright.sync_api import expect

from samspil.evaluations.models import Evaluation
from tests.browser.looking import axe
from tests.browser.steps import follow, press, write_number
from tests.factories import make_challenge, make_proposal
from tests.trials.making import plan, run

COMPLETE = "Gør den færdig"
GAINS = {
    "Bedre løsninger": "Seks er ude hver torsdag.",
    "Mere opbakning": "De valgte selv dagen.",
    "Mere velfærd for de samme penge": "Ingen ekstra timer.",
}


def test_a_trial_is_evaluated_with_those_who_live_with_it(visit, world, demo):
    trial = run(plan(make_proposal(make_challenge()), by=world.karen), world.karen)
    page = visit(by=world.karen)
    page.goto(f"/afproevninger/{trial.pk}/")
    follow(page, "Begynd evalueringen")
    press(page, "Begynd evalueringen")
    expect(page.get_by_text("Evalueringen er begyndt.")).to_be_visible()

    follow(page, "Skriv og ret tal")
    page.get_by_role("main").get_by_role("link", name="Vælg noget at måle på").last.click()
    follow(page, "Ensomhed")
    press(page, "Det måler vi")
    write_number(page, "Før", "3,8")
    follow(page, "Skriv et tal")
    write_number(page, "Efter", "2,6")
    expect(page.get_by_role("img", name="Ensomhed")).to_be_visible()
    assert axe(page) == []

    evaluation = Evaluation.objects.get()
    page.goto(f"/evalueringer/{evaluation.pk}/skriv/")
    for label, text in GAINS.items():
        page.get_by_label(label).fill(text)
    press(page, "Gem")
    follow(page, COMPLETE)
    press(page, "Ja, den er færdig")
    expect(page.get_by_text("Brugernes stemme mangler. Uden den er evalueringen ikke færdig.")).to_be_visible()
    assert axe(page) == []
    follow(page, "Tilføj en stemme")
    page.get_by_label("En bruger").check()
    page.get_by_label("Hvad siger de?").fill("Nu har jeg noget at stå op til.")
    page.get_by_label("har sagt ja til, at ordene står her").check()
    press(page, "Send ordene")
    expect(page.get_by_role("blockquote")).to_contain_text("Nu har jeg noget at stå op til.")
    follow(page, COMPLETE)
    press(page, "Ja, den er færdig")
    expect(page.get_by_text("Evalueringen er færdig.")).to_be_visible()
    evaluation.refresh_from_db()
    assert evaluation.completed_by_id == world.karen.pk
    page.goto(f"/afproevninger/{trial.pk}/")
    follow(page, "Læs evalueringen")
    expect(page.get_by_text("12 svar").first).to_be_visible()
