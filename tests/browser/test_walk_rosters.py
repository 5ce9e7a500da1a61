"""From a plan to a cancellation and a new plan: asked, answered on a phone, locked, confirmed, cancelled, few move."""

import pytest
from playwright.sync_api import expect

from samspil.foundation.models import OutgoingMail
from samspil.rosters.models import Roster
from tests.browser.chromium import PHONE
from tests.browser.steps import fill, press
from tests.rosters.making import make_drives, make_roster
from tests.tasks.making import make_host


def link_in(to: str, part: str) -> str:
    """The address that the first such letter to somebody leads to."""
    text = OutgoingMail.objects.filter(to=to, text__contains=part).earliest("created_at").text
    word = next(word for word in text.split() if part in word)
    return part + word.partition(part)[2]


@pytest.mark.browser
@pytest.mark.capability("C64")
def test_planned_locked_confirmed_cancelled_and_planned_again(visit, world, demo):
    kurt = make_host()
    roster = make_roster(by=kurt, task=make_drives(by=kurt, times=2))
    desk = visit(js=False, by=kurt)
    desk.goto(f"/vagtplaner/{roster.pk}/hvem/")
    for name in ("Anna", "Bent"):
        fill(desk, {"Navn": name, "Mail": f"{name.lower()}@post.example"})
        press(desk, "Tag personen med")
    press(desk, "Send spørgsmålet")
    expect(desk.get_by_text("2 personer har fået en mail.")).to_be_visible()

    phone = visit(PHONE, js=False)
    for name, words in (("Anna", ("Vil gerne", "Vil gerne")), ("Bent", ("Kan godt", "Kan ikke"))):
        phone.goto(link_in(f"{name.lower()}@post.example", "/vagtplaner/kan/"))
        for field, label in zip(phone.locator("select[name^=tid_]").all(), words, strict=True):
            field.select_option(label=label)
        fill(phone, {"Højst så mange gange i alt": "2"})
        press(phone, "Gem svaret")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Nu ved vi, hvornår du kan")

    desk.goto(f"/vagtplaner/{roster.pk}/")
    press(desk, "Regn planen ud")
    expect(desk.get_by_text("2 pladser er besat.")).to_be_visible()
    desk.get_by_role("button", name="Lås fast").last.click()
    desk.get_by_role("link", name="Bekræft planen").click()
    press(desk, "Ja, bekræft planen")
    expect(desk.get_by_text("Ved besked", exact=True)).to_have_count(2)

    phone.goto(link_in("anna@post.example", "/vagtplaner/mine/"))
    phone.get_by_role("button", name="Meld fra den her gang").first.click()
    press(phone, "Ja, meld mig fra")
    expect(phone.get_by_text("Du er meldt fra. Tak, fordi du sagde til.")).to_be_visible()
    desk.goto(f"/vagtplaner/{roster.pk}/")
    expect(desk.get_by_role("heading", name="Nogen har meldt fra")).to_be_visible()
    press(desk, "Regn igen")
    expect(desk.get_by_role("heading", name="Hvem flytter?")).to_be_visible()
    desk.get_by_role("link", name="Bekræft planen").click()
    press(desk, "Ja, bekræft planen")
    expect(desk.get_by_text("Ved besked", exact=True)).to_have_count(2)
    shifts = Roster.objects.get().shifts.order_by("slot__starts_at", "pk")
    assert [shift.member.person.name for shift in shifts if shift.is_told] == ["Bent", "Anna"]
