"""From a challenge to a task, to those who come, to thanks: a coordinator at a desk, guests on their phones."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samspil.foundation import clock
from samspil.tasks.models import SignUp, Slot, Task
from tests.browser.chromium import PHONE
from tests.browser.looking import axe
from tests.browser.steps import fill, follow, open_letter, press
from tests.factories import make_challenge


def signs_up(page: Page, task: Task, name: str, button: str) -> None:
    """A guest, from the page of the task to "Tak", by way of the letter."""
    page.goto(f"/opgaver/{task.pk}/")
    follow(page, button)
    fill(page, {"Dit navn": name, "Din mail": f"{name.lower()}@post.example"})
    press(page, "Skriv mig på")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    follow(page, "Se mailen her i prøveudgaven")
    page.locator("main li a[href^='/bekraeft/']").first.click()
    press(page, "Ja, skriv mig på")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Tak, {name}")


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_challenge_becomes_a_task_and_guests_come(visit, world, demo, js):
    birthe, kurt = world.birthe, world.kurt
    challenge = make_challenge(by=world.karen, description="Vi mangler nogen at følges med.")
    desk = visit(js=js, by=birthe)
    desk.goto(f"/udfordringer/{challenge.pk}/")
    follow(desk, "Lav en opgave af det")
    desk.get_by_label("Hvem er vært?").select_option(label=kurt.memberships.get().actor.name)
    fill(
        desk, {"Hvad er opgaven?": "Følges ned til åen", "Telefon": "99 00 00 10", "Hvor mange er der plads til?": "1"}
    )
    press(desk, "Sæt opgaven på siden")
    expect(desk.get_by_text("Opgaven står her nu. Alle kan melde sig.")).to_be_visible()
    assert not js or axe(desk) == []

    task = Task.objects.get()
    phone = visit(PHONE, js=js)
    signs_up(phone, task, "Agnes", "Jeg vil være med")
    assert not js or axe(phone) == []
    other = visit(PHONE, js=js)
    signs_up(other, task, "Ole", "Skriv mig på ventelisten")

    open_letter(phone, SignUp.objects.get(state="confirmed").person, "/opgaver/l/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du har en plads.")
    assert not js or axe(phone) == []
    press(phone, "Meld mig fra")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vil du melde fra?")
    assert not js or axe(phone) == []
    follow(phone, "Nej, jeg kommer")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du har en plads.")
    press(phone, "Meld mig fra")
    press(phone, "Ja, meld mig fra")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du er meldt fra. Det er helt i orden.")
    other.goto("/demo/mail/")
    expect(other.get_by_text("Nu er der plads til dig: Følges ned til åen").first).to_be_visible()

    now = clock.now()
    Slot.objects.update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    desk.goto(f"/opgaver/{task.pk}/hvem-kommer/")
    expect(desk.get_by_role("heading", name="Ole")).to_be_visible()
    press(desk, "Gem")
    assert SignUp.objects.get(state="done").came == 1
    desk.get_by_text("Sig tak").first.click()
    desk.get_by_label("Hvad vil du skrive?").fill("Tak for turen. Åen var blank.")
    press(desk, "Send takken")
    expect(desk.get_by_text("Takken er sendt, og den står på siden.")).to_be_visible()
    assert not js or axe(desk) == []

    desk.goto(f"/udfordringer/{challenge.pk}/")
    expect(desk.get_by_text("Tak for turen. Åen var blank.")).to_be_visible()
    expect(desk.get_by_text("Nogle få har været med")).to_be_visible()
