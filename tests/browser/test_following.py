"""Following as a person walks it: choosing on a phone without scripts, and a letter's button."""

from playwright.sync_api import expect

from samspil.following.queries import paces_of
from samspil.foundation.models import OutgoingMail
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import press
from tests.factories import make_challenge, make_perspective, make_proposal, viewer
from tests.states import World


def test_follows_chooses_and_stops_on_a_phone_without_scripts(visit, world: World, demo):
    page = visit(PHONE, js=False, by=world.karen)
    challenge, other = make_challenge(by=world.kurt), make_challenge(by=world.kurt)
    for each in (challenge, other):
        page.goto(f"/udfordringer/{each.pk}/")
        press(page, "Følg med")
        expect(page.get_by_text("Nu følger du med.")).to_be_visible()
    page.goto("/foelger/")
    page.get_by_role("link", name="Vælg, hvor tit du får mails").click()
    words = page.get_by_role("group", name="Nogen skriver, hvad de ser")
    words.get_by_text("Med det samme").click()
    press(page, "Gem")
    expect(page.get_by_text("Gemt. Det gælder fra nu af.")).to_be_visible()
    assert paces_of(world.karen.pk)["words"] == "at_once"
    page.get_by_role("searchbox").fill("findes slet ikke")
    press(page, "Søg")
    expect(page.get_by_text("Du følger ikke noget, der passer til din søgning")).to_be_visible()
    page.goto("/foelger/")
    page.get_by_text("Vil ikke følge").first.click()
    press(page, "Følg ikke længere det, der er sat kryds ved")
    expect(page.get_by_text("Du følger ikke længere 1 side.")).to_be_visible()
    make_perspective(challenge, by=world.kurt, body="Det er mørkt kl. 16.")
    make_perspective(other, by=world.kurt, body="Det er koldt.")
    assert OutgoingMail.objects.filter(to=world.karen.email, title__startswith="Nyt:").count() == 1
    page.goto("/demo/mail/")
    page.locator("main li a[href*='/afmeld/']").first.click()
    press(page, "Stop mails om det her")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du får ikke flere mails om det")


def test_leader_sees_what_waits_and_goes_to_it(visit, world: World):
    page = visit(by=world.lene)
    with world.days_ago(20):
        late = make_proposal(by=world.karen, unit=world.unit, title="En bænk ved åen")
    make_proposal(by=world.karen, unit=world.unit)
    assert viewer(world.lene).is_staff
    page.goto("/")
    page.get_by_role("link", name="2 venter på dig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Venter på dig")
    assert axe(page) == []
    page.get_by_role("link", name=late.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(late.title)
