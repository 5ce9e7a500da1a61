"""The story as those who keep it walk it: staff, host and coordinator on a desk."""

from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from samspil.challenges.models import Challenge, Perspective
from samspil.following.models import Follow
from samspil.foundation.models import OutgoingMail
from samspil.identity.actions import mark_demo_person
from tests.browser.looking import axe
from tests.browser.steps import follow, press
from tests.codes import code_of
from tests.factories import make_challenge, make_perspective, make_proposal
from tests.states_story import full_challenge


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_signs_in_by_a_link(desk, world, demo):
    desk.goto(f"/udfordringer/{make_challenge(question='Hvem griber den?').pk}/")
    follow(desk, "Log ind")
    follow(desk, "Send mig et link")
    desk.get_by_label("Din mail").fill(world.birthe.email)
    press(desk, "Send mig et link")
    follow(desk, "Se mailen her i prøveudgaven")
    desk.locator("main li a[href^='/log-ind-med-link/']").first.click()
    heading(desk, "Hej Birthe Holm")
    desk.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(desk.get_by_role("banner").get_by_role("link", name="Birthe Holm")).to_be_visible()
    follow(desk, "Birthe Holm")
    heading(desk, "Birthe Holm")
    desk.locator(".account").get_by_role("button", name="Log ud").click()
    expect(desk.locator(".account").get_by_role("link", name="Log ind")).to_be_visible()


def test_signs_in_by_password_and_code(desk, world):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(world.user(world.birthe), secret)
    desk.goto("/konto/log-ind/?next=/foelger/")
    desk.get_by_label("Din mail").fill(world.birthe.email)
    desk.get_by_label("Adgangskode").fill("ikke den")
    desk.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(desk.get_by_role("alert")).to_contain_text("passer ikke sammen")
    desk.get_by_label("Adgangskode").fill(world.password)
    desk.get_by_role("main").get_by_role("button", name="Log ind").click()
    heading(desk, "Skriv koden fra din telefon")
    desk.get_by_label("Kode").fill(code_of(secret))
    desk.get_by_role("main").get_by_role("button", name="Log ind").click()
    heading(desk, "Det følger du")


def test_turns_the_code_on(desk, world):
    world.user(world.birthe)
    desk.goto("/konto/log-ind/")
    desk.get_by_label("Din mail").fill(world.birthe.email)
    desk.get_by_label("Adgangskode").fill(world.password)
    desk.get_by_role("main").get_by_role("button", name="Log ind").click()
    follow(desk, "Birthe Holm")
    follow(desk, "Slå koden til")
    desk.get_by_label("Adgangskode").fill(world.password)
    press(desk, "Fortsæt")
    desk.get_by_text("Kan appen ikke læse billedet?").click()
    secret = desk.locator("details strong[translate=no]").inner_text()
    desk.get_by_label("Kode").fill(code_of(secret))
    press(desk, "Slå koden til")
    heading(desk, "Gem dine nødkoder")
    expect(desk.locator("main .items li")).to_have_count(10)


def test_writes_down_what_somebody_said_on_the_telephone(visit, world):
    challenge = full_challenge(world)
    page = visit(by=world.birthe)
    page.goto(f"/udfordringer/{challenge.pk}/")
    follow(page, "Fortæl hvad du ser")
    page.get_by_label("Hvad ser du?").fill("Søndagen er værst. Alting er lukket.")
    page.get_by_text("Skriver du for en anden?").click()
    page.get_by_label("Hvem fortalte dig det?").fill("Viggo")
    page.get_by_label("Hvordan fik du det at vide?").select_option("phone")
    assert axe(page) == []
    press(page, "Send det, du ser")
    words = page.locator(".voice", has_text="Søndagen er værst")
    expect(words).to_contain_text("Viggo")
    expect(words).to_contain_text("Skrevet ned af Birthe Holm, fortalt i telefonen")
    assert Perspective.objects.get(body__startswith="Søndagen").entered_by == world.birthe


def test_edits_and_the_old_wording_stands_struck_through(visit, world):
    challenge = make_challenge(by=world.karen, question="Hvordan skaffer vi flere besøgsvenner?")
    page = visit(by=world.birthe)
    page.goto(f"/udfordringer/{challenge.pk}/")
    follow(page, "Ret teksten")
    page.get_by_label("Hvad vil du spørge om?").fill("Hvordan får vi flere gode hverdage?")
    press(page, "Gem rettelsen")
    heading(page, "Hvordan får vi flere gode hverdage?")
    expect(page.locator(".hero s")).to_have_text("Hvordan skaffer vi flere besøgsvenner?")
    follow(page, "Se historien")
    expect(page.locator(".changes")).to_contain_text("Hvordan skaffer vi flere besøgsvenner?")


def test_two_edit_at_once_and_both_texts_are_there_to_choose(visit, world):
    challenge = make_challenge(by=world.karen, question="Hvad gør vi?", description="Den første tekst.")
    first, second = visit(by=world.karen), visit(by=world.birthe, js=False)
    for page in (first, second):
        page.goto(f"/udfordringer/{challenge.pk}/ret/")
    first.get_by_label("Fortæl lidt mere").fill("Det, Karen skrev.")
    press(first, "Gem rettelsen")
    heading(first, "Hvad gør vi?")
    second.get_by_label("Fortæl lidt mere").fill("Det, Birthe skrev.")
    press(second, "Gem rettelsen")
    expect(second.get_by_role("alert")).to_contain_text("En anden har rettet siden, mens du skrev")
    expect(second.locator(".stale__text")).to_contain_text(["Det, Birthe skrev.", "Det, Karen skrev."])
    expect(second.get_by_label("Fortæl lidt mere")).to_have_value("Det, Birthe skrev.")
    assert Challenge.objects.get().description == "Det, Karen skrev."
    press(second, "Gem min tekst")
    heading(second, "Hvad gør vi?")
    assert Challenge.objects.get().description == "Det, Birthe skrev."


def test_answers_a_proposal_and_who_follows_hears_of_it_until_they_say_stop(visit, phone, world, demo):
    assert world.lene
    proposal = make_proposal(full_challenge(world), by=world.karen, title="En bænk ved åen")
    page = visit(by=world.lene)
    page.goto(f"/forslag/{proposal.pk}/")
    follow(page, "Svar på forslaget")
    press(page, "Send svaret")
    expect(page.get_by_role("alert")).to_contain_text("Vælg en af mulighederne.")
    page.get_by_label("Vi går videre med det").check()
    page.get_by_label("Hvorfor?").fill("Materielgården sætter den op på mandag.")
    press(page, "Send svaret")
    expect(page.get_by_text("Svaret står på siden nu.")).to_be_visible()
    expect(page.get_by_role("heading", name="Vi går videre med det")).to_be_visible()
    assert axe(page) == []
    letter = OutgoingMail.objects.filter(to=world.karen.email).latest("created_at")
    assert "Materielgården sætter den op på mandag." in letter.text
    phone.goto("/demo/mail/")
    stop = phone.locator(f"#mail-{letter.pk} a[href^='/afmeld/']")
    if not stop.is_visible():
        phone.locator(f"#mail-{letter.pk} summary").click()
    stop.click()
    assert Follow.objects.filter(person=world.karen, subject=proposal.subject).exists()
    press(phone, "Stop mails om det her")
    heading(phone, "Du får ikke flere mails om det")
    assert not Follow.objects.filter(person=world.karen, subject=proposal.subject).exists()


def test_the_host_moves_the_challenge_on(visit, world, demo):
    challenge = make_challenge(by=world.karen, host=world.kurt)
    page = visit(by=world.kurt)
    page.goto(f"/udfordringer/{challenge.pk}/")
    follow(page, "Ryk til næste trin")
    page.get_by_label("Åben for forslag").check()
    page.get_by_label("Hvad sker der nu?").fill("Kurt samler forslagene op på mandag.")
    press(page, "Ryk videre")
    expect(page.get_by_role("alert")).to_contain_text("Hvem gør det, og hvem mærker det?")
    expect(page.get_by_label("Åben for forslag")).to_be_checked()
    page.get_by_label("Hvem gør det, og hvem mærker det?").fill("Kurt, for alle på siden")
    press(page, "Ryk videre")
    expect(page.locator(".hero .pill")).to_have_text("Åben for forslag")
    expect(page.get_by_text("Kurt samler forslagene op på mandag.")).to_be_visible()
    assert OutgoingMail.objects.filter(to=world.karen.email, text__contains="på mandag").exists()


def test_the_coordinator_hides_words_and_shows_them_again(visit, desk, world):
    words = make_perspective(make_challenge(), by=world.karen, body="Fru Jensen på nummer 4 drikker.")
    page = visit(by=world.birthe)
    page.goto(f"/udfordringer/{words.challenge_id}/")
    page.locator(".voice").get_by_role("link", name="Skjul").click()
    page.get_by_label("Hvorfor").fill("Der står et navn på en borger.")
    press(page, "Skjul det")
    expect(page.get_by_text("Det er skjult nu.")).to_be_visible()
    desk.goto(f"/udfordringer/{words.challenge_id}/")
    expect(desk.get_by_text("Fru Jensen")).to_have_count(0)
    page.goto("/skjult/")
    press(page, "Vis det igen")
    expect(page.get_by_text("Det kan ses igen.")).to_be_visible()
    desk.reload()
    expect(desk.locator(".voice").get_by_text("Fru Jensen")).to_be_visible()


def test_becomes_one_of_the_demo_people_with_a_press(desk, world, demo):
    for order, person in enumerate((world.birthe, world.lene)):
        mark_demo_person(person, role=f"role{order}", order=order)
    desk.goto("/")
    follow(desk, "Prøv som en anden")
    press(desk, "Bliv Lene")
    expect(desk.get_by_text("Du prøver nu Samspil som Lene Dahlgaard.")).to_be_visible()
    expect(desk.locator(".account").get_by_role("link", name="Lene Dahlgaard")).to_be_visible()
    follow(desk, "Prøv som en anden")
    press(desk, "Bliv Birthe")
    expect(desk.locator(".account").get_by_role("link", name="Birthe Holm")).to_be_visible()


def focused(page: Page) -> dict[str, str]:
    """What has the focus, and how it shows."""
    return page.evaluate(
        """() => {
          const one = document.activeElement, label = one.labels && one.labels[0];
          // A radio of the design system is drawn by its label.
          const drawn = ["radio", "checkbox"].includes(one.type);
          const seen = drawn ? getComputedStyle(label, "::before") : getComputedStyle(one);
          const box = one.getBoundingClientRect();
          return {
            name: (label || one).innerText.trim() || one.name || one.id,
            tag: one.tagName,
            shows: String(seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) >= 2 && box.bottom > 0),
          };
        }"""
    )


def tab_to(page: Page, name: str, most: int = 60) -> list[str]:
    """Press Tab until ``name`` has the focus; returns what was passed. Everything passed must show that it has it."""
    passed = []
    for _press in range(most):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here["shows"] == "true", f"{here['tag']} {here['name']!r} does not show that it has the focus"
        passed.append(here["name"])
        if name in here["name"]:
            return passed
    raise AssertionError(f"{name} cannot be reached with Tab: {passed}")


def test_with_the_keyboard_only(visit, world):
    challenge = make_challenge(by=world.karen, question="Hvad gør vi?")
    page = visit(by=world.kurt)
    page.goto("/")
    assert tab_to(page, "Spring til indholdet") == ["Spring til indholdet"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"
    passed = tab_to(page, challenge.question)
    assert "Udfordringer" not in passed, "the skip link skips the menu"
    page.keyboard.press("Enter")
    heading(page, "Hvad gør vi?")
    tab_to(page, "Fortæl hvad du ser")
    page.keyboard.press("Enter")
    heading(page, "Hvad ser du?")
    tab_to(page, "Hvad ser du?")
    page.keyboard.type("Vi har en båd.")
    tab_to(page, "Send det, du ser")
    page.keyboard.press("Enter")
    expect(page.locator(".voice").get_by_text("Vi har en båd.")).to_be_visible()


def test_errors_take_the_focus_and_lead_to_the_field(visit, world):
    page = visit(by=world.kurt)
    page.goto(f"/udfordringer/{make_challenge().pk}/forslag/")
    page.get_by_label("Dit forslag på én linje").press("Enter")
    expect(page.locator("#form-errors")).to_be_focused()
    tab_to(page, "Dit forslag på én linje")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Dit forslag på én linje")).to_be_focused()
