"""From a challenge to what came of it: a task, five sorts of contributors without an account, an agreement by link, a
reminder, a plan, somebody who cancels, a new plan, and thanks on the page of the challenge. Only clicks, and letters.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samspil.agreements.models import Agreement
from samspil.company_pledges.actions import name_contact
from samspil.company_pledges.models import PledgeUse
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail
from samspil.rosters.models import Roster
from samspil.tasks import letters
from samspil.tasks.models import SignUp, Slot, Task
from tests.agreements.making import make_frame, offered
from tests.browser.chromium import PHONE
from tests.browser.steps import fill, follow, press
from tests.company_pledges.making import make_company, make_promise
from tests.factories import make_challenge, viewer

COMING = (  # who signs up, as what, by which name, and how many they are
    ("Agnes", "Mig selv", "", 1),
    ("Sia", "En forening", "Engbæk Spejderne", 3),
    ("Tove", "En virksomhed", "Engbæk Tømrerforretning", 2),
    ("Mette", "En skoleklasse eller et hold", "7.b på Åskolen", 14),
    ("Ole", "En flok, en familie eller naboer", "Naboerne på Åvej", 4),
)


def address(name: str) -> str:
    return f"{name.lower()}@post.example"


def open_letter_to(page: Page, to: str, part: str) -> None:
    """The link with ``part`` in the newest letter to somebody that holds one."""
    text = OutgoingMail.objects.filter(to=to, text__contains=part).latest("pk").text
    page.goto(part + text.partition(part)[2].split()[0])


def titles(to: str) -> list[str]:
    return list(OutgoingMail.objects.filter(to=to).values_list("title", flat=True))


def make_task(desk: Page, challenge, unit, title: str, days: int) -> Task:
    desk.goto(f"/udfordringer/{challenge.pk}/")
    follow(desk, "Lav en opgave af det")
    desk.get_by_label("Hvem er vært?").select_option(label=unit.actor.name)
    fill(
        desk,
        {
            "Hvad er opgaven?": title,
            "Telefon": "99 00 00 10",
            "Hvor mange er der plads til?": "24",
            "Hvilken dag, eller fra hvilken dag?": str(clock.today() + timedelta(days=days)),
        },
    )
    press(desk, "Sæt opgaven på siden")
    expect(desk.get_by_text("Opgaven står her nu. Alle kan melde sig.")).to_be_visible()
    return Task.objects.get(title=title)


def confirm(desk: Page) -> None:
    follow(desk, "Bekræft planen")
    press(desk, "Ja, bekræft planen")
    expect(desk.get_by_text("Planen gælder. Alle, det angår, har fået én mail.")).to_be_visible()


def sign_up(phone: Page, task: Task, who: str, party: str, name: str, people: int) -> None:
    phone.goto(f"/opgaver/{task.pk}/")
    follow(phone, "Jeg vil være med")
    phone.get_by_label(party, exact=True).check()
    fill(phone, {"Hvor mange kommer I?": str(people), "Dit navn": who, "Din mail": address(who)})
    if name:
        fill(phone, {"Hvad hedder I?": name})
    press(phone, "Skriv mig på")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    open_letter_to(phone, address(who), "/bekraeft/")
    press(phone, "Ja, skriv mig på")
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"Tak, {who}")


@pytest.mark.capability("C64")
@pytest.mark.capability("C65")
@pytest.mark.capability("C67")
@pytest.mark.capability("C68")
def test_from_a_challenge_to_what_came_of_it(visit, world, demo):
    pledge = make_promise(company=make_company())
    name_contact(by=viewer(pledge.author), pledge_id=pledge.pk, name="Tove", email=address("Tove"))
    challenge = make_challenge(by=world.karen, description="Haven ved plejehjemmet er groet til.")
    desk, phone = visit(js=False, by=world.birthe), visit(PHONE, js=False)
    spring = make_task(desk, challenge, world.unit, "Ryd haven", 10)
    autumn = make_task(desk, challenge, world.unit, "Plant løg", 20)

    for one in COMING:
        sign_up(phone, spring, *one)
    desk.goto(f"/opgaver/{spring.pk}/hvem-kommer/")
    expect(desk.get_by_text("24 af 24 pladser er givet.")).to_be_visible()

    # The association and the unit agree, each by a link.
    make_frame(by=world.birthe)
    agreement = offered(world.unit, world.kurt.memberships.get().actor, by=world.lene)
    for person in (world.kurt, world.lene):
        open_letter_to(phone, person.email, "/aftaler/svar/")
        phone.get_by_role("button", name="Ja, for").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Dit ja er skrevet ned.")
    assert Agreement.objects.get(pk=agreement.pk).status == "running"

    # The day before, each is reminded who wanted to be.
    slot = spring.slots.get()
    with clock.at(slot.starts_at - timedelta(hours=20)):
        letters.remind()
    for who, *_party in COMING:
        assert "Husk: Ryd haven" in titles(address(who))

    # A plan for the next time: the class wants to bring everybody, so there is no room for the neighbours.
    desk.goto("/vagtplaner/")
    follow(desk, "Læg en vagtplan")
    desk.get_by_label("Plant løg").check()
    last = autumn.slots.get().ends_at.date()
    fill(desk, {"Hvad hedder planen?": "Løg", "Første dag": str(clock.today()), "Sidste dag": str(last)})
    press(desk, "Gå videre")
    for who in ("Agnes", "7.b på Åskolen", "Naboerne på Åvej"):
        desk.get_by_label(who).check()
    press(desk, "Tag dem med")
    press(desk, "Send spørgsmålet")
    expect(desk.get_by_text("3 personer har fået en mail.")).to_be_visible()
    for who, level, people in (("Agnes", "Kan godt", ""), ("Mette", "Vil gerne", "22"), ("Ole", "Kan godt", "")):
        open_letter_to(phone, address(who), "/vagtplaner/kan/")
        phone.locator("select[name^=tid_]").select_option(label=level)
        if people:
            fill(phone, {"Hvor mange kommer I?": people})
        press(phone, "Gem svaret")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Nu ved vi, hvornår du kan")
    roster = Roster.objects.get()
    desk.goto(f"/vagtplaner/{roster.pk}/")
    press(desk, "Regn planen ud")
    expect(desk.get_by_text("23 pladser er besat.")).to_be_visible()
    expect(desk.get_by_text("1 hold kunne, men er for mange til pladserne.")).to_be_visible()
    confirm(desk)
    assert "Dine tider: Løg" in titles(address("Mette"))
    assert "Dine tider: Løg" not in titles(address("Ole"))

    # The class cancels by its letter, and the new plan lets the neighbours in.
    open_letter_to(phone, address("Mette"), "/vagtplaner/mine/")
    press(phone, "Meld fra den her gang")
    press(phone, "Ja, meld mig fra")
    expect(phone.get_by_text("Du har ingen tider i planen nu.")).to_be_visible()
    desk.goto(f"/vagtplaner/{roster.pk}/")
    expect(desk.get_by_role("heading", name="Nogen har meldt fra")).to_be_visible()
    press(desk, "Regn igen")
    expect(desk.get_by_role("heading", name="Hvem flytter?")).to_be_visible()
    confirm(desk)
    (file,) = OutgoingMail.objects.get(to=address("Ole"), title="Dine tider: Løg").attachments
    assert "SUMMARY:Plant løg" in file[2]
    assert titles(address("Agnes")).count("Dine tider: Løg") == 1  # nothing is new to her
    assert {row.name for row in SignUp.objects.filter(slot__task=autumn, state="confirmed")} == {
        "Agnes",
        "Naboerne på Åvej",
    }

    # Afterwards: who was there, thanks, and what came of it.
    now = clock.now()
    Slot.objects.filter(pk=slot.pk).update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    desk.goto(f"/opgaver/{spring.pk}/hvem-kommer/")
    press(desk, "Gem")
    expect(desk.get_by_text("Tak. Nu kan du takke dem, der var med.")).to_be_visible()
    desk.get_by_text("Sig tak").first.click()
    desk.get_by_label("Hvad vil du skrive?").fill("Tak. Nu kan alle komme ud i haven.")
    press(desk, "Send takken")
    expect(desk.get_by_text("Takken er sendt, og den står på siden.")).to_be_visible()
    for who, *_party in COMING:
        assert f"Tak fra {world.unit.actor.name}" in titles(address(who))
    assert float(PledgeUse.objects.get(pledge=pledge).hours) == 4  # two from the company, two hours each
    phone.goto(f"/udfordringer/{challenge.pk}/")
    expect(phone.get_by_text("24 har været med")).to_be_visible()
    expect(phone.get_by_text("Tak. Nu kan alle komme ud i haven.")).to_be_visible()
    expect(phone.get_by_role("link", name="Plant løg")).to_be_visible()
