"""From what we already do well to what others do too, and the label that wants to be shown."""

from playwright.sync_api import expect

from samspil.practices.models import Label, Practice, Use
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import follow, press
from tests.factories import make_unit
from tests.practices.building import evaluate, leader_of


def test_told_taken_into_use_with_one_press_and_labelled_with_evidence(visit, world):
    anglers = world.anglers
    phone = visit(PHONE, js=False, by=world.lene)
    phone.goto("/saadan-goer-vi/")
    follow(phone, "Fortæl, hvad I gør")
    phone.get_by_label("Hvem gør det?").select_option(label="Hjemmeplejen Nord")
    phone.get_by_label("Hvad gør I?").fill("Vi spiser sammen om torsdagen")
    phone.get_by_label("Fortæl om det").fill("Beboere og naboer. Alle har en opgave.")
    phone.get_by_label("Emne").select_option("older")
    phone.get_by_text("Pris, MED og hvem der er med").click()
    phone.get_by_label("Hvem fandt på det?").select_option(label=anglers.name)
    press(phone, "Sæt det på siden")
    expect(phone.get_by_text("Andre kan tage det i brug.")).to_be_visible()
    practice = Practice.objects.get()

    other = make_unit("Plejehjemmet Åkanden")
    second = visit(by=leader_of(other))
    second.goto(f"/saadan-goer-vi/{practice.pk}/")
    follow(second, "Det vil vi også gøre")
    assert axe(second) == []
    second.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(second, "Tag det i brug")
    expect(second.get_by_role("region", name="Her lever det")).to_contain_text("Plejehjemmet Åkanden")
    assert Use.objects.get(actor=other.actor).is_current

    desk = visit(by=world.birthe)
    desk.goto(f"/saadan-goer-vi/{practice.pk}/")
    follow(desk, "Er det social innovation?")
    expect(desk.get_by_text("Der mangler en evaluering, som er færdig.")).to_be_visible()
    expect(desk.get_by_role("button", name="Sæt mærket på")).to_have_count(0)
    evaluate(practice)
    desk.reload()
    desk.get_by_label("Hvad er blevet bedre, og for hvem?").fill("Flere spiser med nogen.")
    press(desk, "Sæt mærket på")
    expect(desk.get_by_role("region", name="Social innovation")).to_contain_text(anglers.name)
    assert Label.objects.filter(practice=practice).exists()
