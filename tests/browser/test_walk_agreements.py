"""From the frame to an agreement that both sides said yes to, by link and on paper, and anew when the frame changes."""

import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from samspil.actors.models import Person
from samspil.agreements.models import Agreement
from samspil.foundation.models import OutgoingMail
from tests.browser.chromium import PHONE
from tests.browser.steps import fill, follow, press
from tests.factories import make_actor, make_person

WORDS = {
    "Hvad handler aftalen om?": "Torsdage ved åen",
    "Det gør den frivillige": "Henter og bringer\nSætter stænger klar",
    "Det gør den ansatte": "Skifter tiden for hjælpen",
    "Det gør ingen af os": "Går ud på isen",
    "Tavshed": "Alle tier om det, de ser og hører.",
    "Sådan stopper vi": "Ring til hinanden.",
    "Kontakt i kommunen": "Lene Dahlgaard",
    "Kontakt på den frivillige side": "Kurt",
}


def open_link(page: Page, person: Person) -> None:
    """The link to say yes in the person's newest letter that holds one."""
    text = OutgoingMail.objects.filter(to=person.email, text__contains="/aftaler/svar/").latest("pk").text
    page.goto(next(line for line in text.split() if "/aftaler/svar/" in line).partition("127.0.0.1:8000")[2])


@pytest.mark.capability("C65")
@pytest.mark.capability("C67")
def test_from_the_frame_to_a_yes_anew(phone, visit, world, demo):
    anglers = make_actor("Engbæk Lystfiskerforening")
    kurt = make_person("Kurt", member_of=anglers, function="formand")
    lene = make_person("Lene Dahlgaard", role="leader", scope=world.unit)
    birthe = make_person("Birthe Holm", role="coordinator")

    coordinator = visit(js=False, by=birthe)
    coordinator.goto("/aftaler/rammen/")
    follow(coordinator, "Skriv den første udgave")
    fill(coordinator, {"Tavshed": "Alle tier om det, de får at vide."})
    press(coordinator, "Gør den gældende")
    expect(coordinator.get_by_text("Alle tier om det, de får at vide.")).to_be_visible()

    desk = visit(js=False, by=lene)
    desk.goto(f"/aftaler/spilleregler/{world.unit.pk}/")
    follow(desk, "Skriv den første udgave")
    fill(desk, {"Sådan er hverdagen her": "Vi spiser klokken 12."})
    press(desk, "Gør dem gældende")
    desk.goto("/aftaler/")
    desk.locator("aside, main").get_by_role("link", name=world.unit.actor.name).last.click()
    desk.get_by_label("Hvilken forening, virksomhed eller skole?").select_option(f"{anglers.name} · Forening")
    for label, text in WORDS.items():
        desk.get_by_label(label, exact=label != "Det gør ingen af os").fill(text)  # what may be left out says so
    desk.get_by_label("Forsikring", exact=True).select_option("association")
    press(desk, "Gem aftalen")
    press(desk, "Send den til begge")
    expect(desk.get_by_text(f"Venter på {world.unit.actor.name} og {anglers.name}").first).to_be_visible()

    # The association by the link in the letter, on a phone; the unit on the page.
    open_link(phone, kurt)
    expect(phone.get_by_text("Henter og bringer")).to_be_visible()
    press(phone, f"Ja, for {anglers.name}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Dit ja er skrevet ned.")
    desk.reload()
    press(desk, f"Ja, for {world.unit.actor.name}")
    expect(desk.get_by_text("Gælder").first).to_be_visible()

    # A new frame: what differs stands there, and the old agreement holds meanwhile.
    coordinator.goto("/aftaler/rammen/")
    follow(coordinator, "Ret teksten")
    fill(coordinator, {"Tavshed": "Alle tier om det, de får at vide, også bagefter.", "Hvad er nyt?": "Også bagefter."})
    press(coordinator, "Gør den gældende")
    again = visit(PHONE, js=False)
    open_link(again, kurt)
    expect(again.locator("ins").first).to_contain_text("også bagefter")
    press(again, f"Ja, for {anglers.name}")
    desk.reload()
    expect(desk.get_by_text("Udgave 1 gælder, til begge har sagt ja til den nye.")).to_be_visible()
    follow(desk, "Der er skrevet under på papir")
    desk.get_by_label("Hvem har skrevet under?").fill("Lene Dahlgaard")
    press(desk, "Skriv det ned")
    agreement = Agreement.objects.get()
    assert (agreement.status, agreement.waits_for) == ("running", "")

    with desk.expect_download() as started:
        follow(desk, "Hent som PDF")
    pdf = PdfReader(io.BytesIO(started.value.path().read_bytes()))
    text = " ".join(sheet.extract_text() for sheet in pdf.pages)
    assert "Henter og bringer" in text
    assert "også bagefter." in " ".join(text.split())
