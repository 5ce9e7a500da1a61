"""A light trial that is stopped, and a full one with municipal premises and a yes from the mail."""

from playwright.sync_api import expect

from samspil.foundation.models import OutgoingMail
from samspil.trials.models import Trial
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import fill, open_letter, press
from tests.factories import make_challenge, make_person, make_proposal


def test_light_trial_on_a_phone_that_ends_in_stop(visit, world, demo):
    """One short form; carried by the anglers, so nobody else need say yes. It does not work, and that is a result."""
    proposal = make_proposal(make_challenge(), by=world.karen, title="En plads i båden")
    phone = visit(PHONE, by=world.kurt)
    phone.goto(f"/forslag/{proposal.pk}/")
    phone.get_by_role("link", name="Prøv det af").click()
    expect(phone.get_by_label("Hvad vil I prøve?")).to_have_value("En plads i båden")
    fill(
        phone,
        {
            "Hvad gør I?": "Vi sejler hver torsdag.",
            "Hvem gør det?": "Lystfiskerne",
            "Hvordan mærker I, om det virker?": "Flere ringer selv.",
            "Hvorfor den her vej": "I dag venter 38 på en besøgsven.",
        },
    )
    phone.get_by_label("Hvilken enhed?").select_option(label="Ingen enhed")
    press(phone, "Gem planen")
    expect(phone.get_by_text("Planen er klar.")).to_be_visible()
    assert axe(phone) == []
    phone.get_by_role("link", name="Begynd", exact=True).click()
    press(phone, "Vi går i gang")
    expect(phone.get_by_text("I gang. Skriv i dagbogen undervejs.")).to_be_visible()
    phone.get_by_role("link", name="Slut afprøvningen").click()
    phone.get_by_label("Vi stopper, og det lærte vi").check()
    fill(
        phone,
        {
            "Hvordan gik det?": "Det regnede fire torsdage.",
            "Hvad sagde brugerne?": "Vi frøs.",
            "Hvad lærte I?": "Begynd i maj.",
            "Hvorfor?": "Ingen kom den sidste gang.",
        },
    )
    phone.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(phone, "Slut afprøvningen")
    expect(phone.get_by_text("Vi prøvede. Det virkede ikke som håbet. Det lærte vi: Begynd i maj.")).to_be_visible()


def test_full_trial_of_an_association_gets_its_premises_by_mail(visit, world, demo):
    assert world.lene
    challenge = make_challenge(unit=world.unit)
    proposal = make_proposal(challenge, by=world.kurt, title="Koret øver i caféen")
    for title in ("Lad døren stå åben", "Natmad"):
        make_proposal(challenge, title=title)
    desk = visit(by=make_person("Ingolf", member_of=world.anglers))
    desk.goto(f"/forslag/{proposal.pk}/proev/")
    desk.get_by_label("Hvad gør I?").fill("Vi synger om onsdagen.")
    desk.get_by_label("Pleje, behandling eller medicin ændrer sig").check()
    press(desk, "Gem planen")
    expect(desk.get_by_role("heading", name="Det her er mere end en let afprøvning")).to_be_visible()
    press(desk, "Tag det med over i den fulde plan")
    expect(desk.get_by_label("Hvad gør I helt konkret?")).to_have_value("Vi synger om onsdagen.")
    fill(
        desk,
        {
            "Vi tror på": "en aften med sang",
            "fører til": "at flere kommer ud",
            "det ser vi på": "hvor mange der sidder i caféen",
            "Hvem gør det?": "Koret",
            "Hvad skal I kunne?": "Lede et kor",
            "Hvem kan det": "Ingolf",
            "Hvorfor den her vej": "I dag er caféen lukket.",
            "Hvordan er brugerne med": "De skriver selv.",
        },
    )
    desk.get_by_label("Lokaler eller udstyr").check()
    desk.get_by_label("Hvilken enhed?").select_option(label="Hjemmeplejen Nord")
    desk.get_by_label("Lad døren stå åben").check()
    desk.get_by_label("Natmad").check()
    press(desk, "Send planen")
    expect(desk.get_by_text("Tak. Planen er hos Lene Dahlgaard.")).to_be_visible()
    phone = visit(PHONE)
    open_letter(phone, world.lene, "valg=ja")
    assert axe(phone) == []
    expect(phone.get_by_label("Ja, prøv det")).to_be_checked()
    phone.get_by_label("Skriv én linje").fill("Caféen er jeres om onsdagen.")
    phone.get_by_label("Jeg har ingen egen interesse i sagen").check()
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Du har sagt ja")
    trial = Trial.objects.get()
    assert trial.status == "ready"
    assert "Caféen er jeres" in OutgoingMail.objects.filter(to=trial.author.email).latest("pk").text
