"""What several walks do: press, follow, fill in, say who one is, and open letters in the demo's outbox."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from samspil.actors.models import Person
from samspil.foundation import clock
from samspil.foundation.models import OutgoingMail


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def fill(page: Page, texts: Mapping[str, str]) -> None:
    for label, text in texts.items():
        page.get_by_label(label).fill(text)


def say_who(page: Page, email: str = "karen@noerre.example") -> None:
    page.get_by_label("Dit navn").fill("Karen")
    page.get_by_label("Hvem er du i den her sag?").fill("datter")
    page.get_by_label("Din mail").fill(email)


def confirm_from_the_letter(page: Page) -> None:
    """From "check your mail" to the page that says thanks, by way of the demo's outbox."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Tjek din mail")
    follow(page, "Se mailen her i prøveudgaven")
    page.locator("main li a[href^='/bekraeft/']").first.click()
    press(page, "Ja, sæt det på siden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, Karen. Nu står det på siden")
    follow(page, "Se det på siden")


def open_letter(page: Page, person: Person, word: str) -> None:
    """From the letter in the demo's outbox to the page behind the link that holds ``word``."""
    text = OutgoingMail.objects.filter(to=person.email).latest("pk").text
    path = next(line for line in text.split() if word in line).partition("127.0.0.1:8000")[2]
    page.goto(path)


def write_number(page: Page, phase: str, value: str) -> None:
    """One measurement of an indicator, from its form."""
    page.get_by_label(phase, exact=True).check()
    fill(
        page,
        {
            "Hvad er tallet?": value,
            "Hvilken dag målte I?": str(clock.today()),
            "Hvor mange er med i tallet?": "12",
            "Hvor kommer tallet fra?": "Spurgt ved åen",
        },
    )
    page.get_by_label("Spurgt", exact=True).check()
    press(page, "Gem tallet")
