"""Asking differently, from proposal to new question, and the open lists: on a phone, mostly without scripts."""

from playwright.sync_api import expect

from samspil.challenges.models import Challenge
from samspil.reframing.models import OpenQuestion
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import confirm_from_the_letter, follow, press, say_who
from tests.states_reframing import BETTER, asked_about
from tests.states_story import QUESTION


def test_another_question_is_proposed_put_answered_and_adopted(phone, visit, world, demo):
    challenge = asked_about(world)
    # Anybody proposes, without an account.
    phone.goto(f"/udfordringer/{challenge.pk}/")
    follow(phone, "Foreslå en anden måde at spørge på")
    phone.get_by_label("Hvordan vil du spørge?").fill(BETTER)
    phone.get_by_label("Hvorfor hellere sådan?").fill("Så ser vi livet og ikke tilbuddet.")
    say_who(phone, "ane@noerre.example")
    press(phone, "Foreslå det")
    confirm_from_the_letter(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text(BETTER)
    # The host puts it to those taking part.
    host = visit(PHONE, js=False, by=world.kurt)
    host.goto(f"/udfordringer/{challenge.pk}/")
    follow(host, BETTER)
    follow(host, "Spørg dem")
    press(host, "Spørg dem nu")
    expect(host.get_by_text("Nu bliver de, der er med, spurgt")).to_be_visible()
    expect(host.get_by_role("link", name="Svar ja eller nej")).to_have_count(0)
    # One answers from the letter, without signing in.
    phone.goto(world.letter(world.karen.email))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Skal vi spørge sådan?")
    phone.get_by_label("Vil du sige hvorfor?").fill("Det handler om livet.")
    press(phone, "Ja, spørg sådan")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak for dit svar")
    # Another answers on the page.
    leader = visit(PHONE, by=world.lene)
    leader.goto(f"/udfordringer/{challenge.pk}/")
    follow(leader, BETTER)
    follow(leader, "Svar ja eller nej")
    assert axe(leader) == []
    press(leader, "Ja, spørg sådan")
    expect(leader.get_by_text("Du har svaret: Ja, spørg sådan.")).to_be_visible()
    # The host closes, and the count decides.
    host.reload()
    follow(host, "Luk for svar")
    host.get_by_label("Hvad vil du sige til dem, der svarede?").fill("Tak til jer alle.")
    press(host, "Luk for svar")
    expect(host.get_by_text("Flertallet sagde ja.")).to_be_visible()
    phone.goto(f"/udfordringer/{challenge.pk}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text(BETTER)
    expect(phone.locator("s").get_by_text(QUESTION)).to_be_visible()
    expect(phone.get_by_text("2 ja, 0 nej.")).to_be_visible()
    assert Challenge.objects.get().first_question == QUESTION


def test_guest_continues_both_lists_and_somebody_replies(phone, world, demo):
    challenge = asked_about(world)
    phone.goto(f"/udfordringer/{challenge.pk}/")
    follow(phone, "Fortsæt selv listen Hvorfor?")
    follow(phone, "Hvorfor er besøgsven fra ventelisten løsningen for …?")
    expect(phone.get_by_label("Hvilket tilbud")).to_have_value("Besøgsven fra ventelisten")
    phone.get_by_label("Skriv dit hvorfor").fill("Hvorfor er en besøgsven løsningen for en ensom mand?")
    phone.get_by_label("Hvad går vi ud fra?").fill("At han helst vil have besøg.")
    say_who(phone)
    press(phone, "Sæt det på listen")
    confirm_from_the_letter(phone)
    expect(phone.get_by_text("At han helst vil have besøg.")).to_be_visible()
    follow(phone, "Skriv et svar")
    phone.get_by_label("Hvad svarer du?").fill("Han vil hellere ud at fiske.")
    say_who(phone, "ib@noerre.example")
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    phone.goto(f"/udfordringer/{challenge.pk}/hvorfor-ikke/")
    follow(phone, "Fortsæt selv listen")
    phone.get_by_label("Skriv dit hvorfor ikke").fill("Hvorfor ikke lystfiskerforeningen?")
    say_who(phone)
    press(phone, "Sæt det på listen")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    assert OpenQuestion.objects.count() == 1
