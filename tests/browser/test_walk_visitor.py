"""The story as a visitor walks it: on a phone, without an account, and mostly without scripts."""

import itertools

import pytest
from playwright.sync_api import expect

from samspil.challenges.models import Perspective
from samspil.proposals.models import Pledge
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import axe
from tests.browser.steps import confirm_from_the_letter, follow, press, say_who
from tests.factories import make_challenge, make_proposal
from tests.states_story import QUESTION, full_challenge


def test_finds_a_challenge_and_tells_what_they_see(phone, world, demo):
    full_challenge(world)
    phone.goto("/")
    phone.get_by_role("searchbox").fill("hverdag")
    press(phone, "Søg")
    follow(phone, QUESTION)
    expect(phone.get_by_role("heading", level=1)).to_have_text(QUESTION)
    follow(phone, "Fortæl hvad du ser")
    phone.get_by_label("Hvad ser du?").fill("Han siger ja, når naboen spørger om en stige.")
    say_who(phone)
    press(phone, "Send det, du ser")
    expect(phone.get_by_text("Han siger ja")).to_have_count(0)
    assert not Perspective.objects.filter(body__startswith="Han siger ja").exists()
    confirm_from_the_letter(phone)
    expect(phone.get_by_text("Han siger ja, når naboen spørger om en stige.")).to_be_visible()
    expect(phone.get_by_text("Karen, datter").last).to_be_visible()


def test_proposes_a_way_and_pledges_to_it(phone, world, demo):
    assert world.lene
    full_challenge(world)
    phone.goto("/udfordringer/")
    follow(phone, QUESTION)
    follow(phone, "Kender du en anden vej? Foreslå den")
    phone.get_by_label("Dit forslag på én linje").fill("En bænk ved åen")
    phone.get_by_label("Fortæl om det").fill("Så kan man hvile og møde nogen.")
    phone.get_by_label("En ting").check()
    say_who(phone)
    press(phone, "Send forslaget")
    confirm_from_the_letter(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("En bænk ved åen")
    expect(phone.get_by_text("Lene Dahlgaard i Hjemmeplejen Nord svarer senest")).to_be_visible()
    follow(phone, "Bidrag med noget")
    phone.get_by_label("Tid").check()
    phone.get_by_label("Skriv det kort").fill("Jeg snedkerer den i weekenden")
    say_who(phone)
    press(phone, "Send bidraget")
    confirm_from_the_letter(phone)
    expect(phone.get_by_role("heading", name="Jeg snedkerer den i weekenden")).to_be_visible()
    assert Pledge.objects.filter(body="Jeg snedkerer den i weekenden").count() == 1


def test_raises_a_challenge_and_hears_about_the_cpr_number(phone, world, demo):
    phone.goto("/")
    follow(phone, "Rejs en udfordring")
    phone.get_by_label("Hvad vil du spørge om?").fill("Hvem kører, når bussen er holdt op?")
    phone.get_by_label("Fortæl lidt mere").fill("Min mor, 010150-1234, kommer ikke af sted.")
    phone.get_by_label("Hvilken del af livet").select_option(index=1)
    say_who(phone)
    press(phone, "Rejs udfordringen")
    expect(phone.get_by_role("alert")).to_contain_text("CPR-nummer")
    expect(phone.get_by_label("Hvad vil du spørge om?")).to_have_value("Hvem kører, når bussen er holdt op?")
    phone.get_by_label("Fortæl lidt mere").fill("Min mor kommer ikke af sted.")
    press(phone, "Rejs udfordringen")
    confirm_from_the_letter(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hvem kører, når bussen er holdt op?")


def test_opening_the_links_in_letters_changes_nothing(phone, world, demo):
    challenge = make_challenge()
    phone.goto(f"/udfordringer/{challenge.pk}/det-ser-vi/")
    phone.get_by_label("Hvad ser du?").fill("Aftenerne er lange.")
    say_who(phone)
    press(phone, "Send det, du ser")
    follow(phone, "Se mailen her i prøveudgaven")
    link = phone.locator("main li a[href^='/bekraeft/']").first.get_attribute("href")
    for _time in range(2):
        phone.goto(link)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Karen, er det sådan, du vil sige det?")
    assert not Perspective.objects.exists()
    press(phone, "Ja, sæt det på siden")
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Linket er brugt eller for gammelt")
    assert Perspective.objects.count() == 1


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_pressing_twice_says_it_once(visit, world, js):
    challenge = make_challenge()
    page = visit(PHONE, js=js, by=world.karen)
    page.goto(f"/udfordringer/{challenge.pk}/det-ser-vi/")
    page.get_by_label("Hvad ser du?").fill("Aftenerne er lange.")
    page.get_by_role("button", name="Send det, du ser").dblclick()
    expect(page.get_by_text("Tak. Det, du ser, står her nu.")).to_be_visible()
    expect(page.locator(".story").get_by_text("Aftenerne er lange.")).to_have_count(1)
    assert Perspective.objects.count() == 1


def test_a_text_half_written_survives_a_reload_and_is_forgotten_once_sent(visit, world):
    challenge = make_challenge()
    page = visit(PHONE, by=world.karen)
    address = f"/udfordringer/{challenge.pk}/det-ser-vi/"
    page.goto(address)
    page.get_by_label("Hvad ser du?").press_sequentially("Der er stille")
    page.wait_for_timeout(1000)  # the draft is kept when one stops typing for a moment
    page.reload()
    expect(page.get_by_label("Hvad ser du?")).to_have_value("Der er stille")
    expect(page.get_by_text("Vi fandt det, du skrev sidst.")).to_be_visible()
    press(page, "Send det, du ser")
    expect(page.get_by_text("Tak. Det, du ser, står her nu.")).to_be_visible()
    page.goto(address)
    expect(page.get_by_label("Hvad ser du?")).to_have_value("")


def test_counts_how_much_room_is_left(visit, world):
    page = visit(PHONE, by=world.karen)
    page.goto(f"/udfordringer/{make_challenge().pk}/det-ser-vi/")
    page.get_by_label("Hvad ser du?").fill("x" * 3002)
    expect(page.get_by_text("Der er 2 tegn for meget.")).to_be_visible()


def test_the_map_adds_to_the_list(desk, world):
    for number in range(3):
        make_challenge(question=f"Hvad mangler der her, {number}?", point=(56.1 + number / 20, 9.1), place="Engbæk")
    make_challenge(question="Hvor er vi henne?")
    desk.goto("/udfordringer/")
    expect(desk.locator(".map-pin")).to_have_count(3)
    expect(desk.locator(".items h2")).to_have_count(4)
    desk.get_by_role("button", name="Hvad mangler der her, 1?").click()
    expect(desk.locator(".leaflet-popup").get_by_role("link", name="Hvad mangler der her, 1?")).to_be_visible()
    assert axe(desk) == []
    desk.locator(".leaflet-popup").get_by_role("link", name="Hvad mangler der her, 1?").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Hvad mangler der her, 1?")


NAMES = """() => [...document.querySelectorAll(".map-town:not(.map-town--left-out) span")].map(one => {
  const box = one.getBoundingClientRect();
  return [one.textContent, box.left, box.right, box.top, box.bottom];
})"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_names_on_the_map_never_stand_on_each_other(visit, world, size):
    make_challenge(point=(56.02, 8.97), place="Engbæk")
    page = visit(size)
    page.goto("/udfordringer/")
    expect(page.locator(".map-town")).to_have_count(14)
    for _step in range(3):
        names = page.evaluate(NAMES)
        assert "Engbæk" in [name for name, *_box in names]
        for (name, left, right, top, bottom), (other, *box) in itertools.combinations(names, 2):
            meets = left < box[1] and box[0] < right and top < box[3] and box[2] < bottom
            assert not meets, (name, other)
        page.get_by_role("button", name="Kom tættere på").click()
        page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")


def test_choosing_narrows_the_list_in_place_and_in_the_address(desk, world):
    make_challenge(question="Hvem følger mig til fodbold?", theme="children_youth", point=(56.1, 9.1))
    make_challenge(question="Hvem spiser jeg med i dag?", theme="older", point=(56.2, 9.1))
    desk.goto("/udfordringer/")
    desk.get_by_label("Emne").select_option("older")
    expect(desk.get_by_role("heading", name="Hvem følger mig til fodbold?")).to_have_count(0)
    expect(desk.get_by_role("heading", name="Hvem spiser jeg med i dag?")).to_be_visible()
    expect(desk.locator(".map-pin")).to_have_count(1)
    assert "emne=older" in desk.url
    desk.go_back()
    expect(desk.locator(".items h2")).to_have_count(2)


def test_the_list_narrows_without_scripts_too(phone, world):
    make_challenge(question="Hvem følger mig til fodbold?", theme="children_youth", point=(56.1, 9.1))
    make_challenge(question="Hvem spiser jeg med i dag?", theme="older")
    phone.goto("/udfordringer/")
    expect(phone.locator(".map")).to_be_hidden()
    phone.get_by_label("Emne").select_option("children_youth")
    press(phone, "Søg")
    expect(phone.locator(".items h2")).to_have_text(["Hvem følger mig til fodbold?"])


def test_the_menu_on_a_phone_opens_without_scripts(phone, world):
    make_proposal()
    phone.goto("/")
    phone.get_by_text("Menu", exact=True).click()
    phone.locator(".menu__panel").get_by_role("link", name="Forslag").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hvad kunne vi gøre anderledes?")


def test_the_open_menu_has_no_faults(visit, world):
    page = visit(PHONE, by=world.karen)
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    assert axe(page) == []


def test_danish_and_english(desk, world):
    make_challenge(question=QUESTION)
    desk.goto("/udfordringer/?q=hverdage")
    press(desk, "English")
    expect(desk.locator("html")).to_have_attribute("lang", "en")
    assert desk.url.endswith("/udfordringer/?q=hverdage")
    expect(desk.get_by_role("link", name=QUESTION)).to_be_visible()
    follow(desk, QUESTION)
    expect(desk.get_by_role("heading", level=1)).to_have_attribute("lang", "da")
    expect(desk.locator(".eyebrow").first).to_contain_text("Challenge")
    press(desk, "Dansk")
    expect(desk.locator("html")).to_have_attribute("lang", "da")
