"""Moment 4, twenty seconds: a leader answers an idea from the mail, on a phone, and whoever had it hears at once."""

import pytest
from playwright.sync_api import expect

from samspil.foundation.models import OutgoingMail
from samspil.proposals.models import Answer, Proposal
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import open_letter, press
from tests.factories import make_person, make_proposal


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_employee_proposes_and_the_leader_says_yes_from_the_mail(visit, world, demo, js):
    assert world.lene
    mette = make_person("Mette Skov", role="employee", scope=world.unit, member_of=world.unit.actor)
    desk = visit(js=js, by=mette)
    desk.goto("/forslag/nyt/")
    desk.get_by_label("Dit forslag på én linje").fill("En bænk ved åen")
    desk.get_by_label("Fortæl om det").fill("Så kan man hvile og møde nogen.")
    desk.get_by_label("En ting").check()
    desk.get_by_label("Hvem skal svare?").select_option(label="Hjemmeplejen Nord")
    press(desk, "Send forslaget")
    expect(desk.get_by_text("Lene Dahlgaard i Hjemmeplejen Nord svarer senest")).to_be_visible()
    phone = visit(PHONE, js=js)
    open_letter(phone, world.lene, "valg=ja")
    expect(phone.get_by_role("heading", level=1)).to_have_text("En bænk ved åen")
    assert not js or axe(phone) == []  # axe is a script itself
    expect(phone.get_by_label("Vi går videre med det")).to_be_checked()
    expect(phone.get_by_label("Hvornår ser I på det igen?")).to_be_hidden()
    phone.get_by_label("Skriv én linje").fill("Mette sætter den op på fredag.")
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er givet")
    expect(phone.get_by_text("Mette Skov får dit svar på mail nu.")).to_be_visible()
    phone.get_by_role("link", name="Se forslaget").click()
    expect(phone.get_by_text("Mette sætter den op på fredag.")).to_be_visible()
    letter = OutgoingMail.objects.filter(to=mette.email).latest("pk")
    assert "Vi går videre med det" in letter.text
    assert "Mette sætter den op på fredag." in letter.text
    open_letter(phone, world.lene, "valg=nej")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Linket er brugt eller for gammelt")
    assert Answer.objects.count() == 1


def test_leader_asks_the_author_tells_and_the_leader_keeps_it_for_later(phone, world, demo):
    assert world.lene
    make_proposal(unit=world.unit, by=world.karen, title="En bænk ved åen")
    open_letter(phone, world.lene, "valg=spoerg")
    phone.get_by_label("Skriv én linje").fill("Hvem maler den?")
    press(phone, "Send svaret")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak. Dit spørgsmål er sendt")
    open_letter(phone, world.karen, "/fortael-mere/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lene vil gerne vide mere")
    phone.get_by_label("Dit svar").fill("Det gør jeg selv.")
    press(phone, "Send dit svar")
    expect(phone.get_by_text("Lene Dahlgaard får dit svar på mail nu.")).to_be_visible()
    open_letter(phone, world.lene, "valg=ja")
    expect(phone.get_by_text("Det gør jeg selv.")).to_be_visible()
    phone.get_by_label("Ikke nu, men vi gemmer det").check()
    expect(phone.get_by_label("Hvornår ser I på det igen?")).to_be_visible()
    phone.get_by_label("Skriv én linje").fill("Vi ser på det til foråret.")
    press(phone, "Send svaret")
    expect(phone.get_by_text("Du får en mail, når I skal se på det igen.")).to_be_visible()
    phone.goto("/forslag/?svar=gemt")
    expect(phone.get_by_text("En bænk ved åen")).to_be_visible()
    assert Proposal.objects.get().answered_at
