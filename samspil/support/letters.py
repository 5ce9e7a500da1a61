"""The letters about help: to those who hand it out, to whoever is on it, and to whoever asked."""

from uuid import UUID

from samspil.actors.models import Person
from samspil.actors.queries import holders_of
from samspil.foundation import mail
from samspil.foundation.hooks import address
from samspil.support.models import HelpAnswer, HelpRequest


def send(help_request: HelpRequest, person: Person | None, what: str, key: str, **about: object) -> None:
    if person is None or not person.email:
        return
    mail.post(
        f"support/mail/{what}.txt",
        {
            "person": person,
            "help": help_request,
            "link": mail.address(address(help_request.subject)),
            **about,
        },
        to=person.email,
        person=person.pk,
        dedupe_key=f"help-{what}:{help_request.pk}:{key}:{person.pk}",
        language=person.language,
    )


def who_hears(help_request: HelpRequest) -> Person | None:
    """Who gets the letters: whoever asked, or the member of staff who wrote it down for them."""
    people = (help_request.author, help_request.entered_by)
    return next((person for person in people if person and person.email), None)


def tell_coordinators(help_request: HelpRequest) -> None:
    """Somebody asks for help: those who hand it out hear at once."""
    for person in holders_of("coordinator"):
        send(help_request, person, "asked", str(help_request.asked_on))


def tell_assigned(help_request: HelpRequest, *, but_not: UUID | None) -> None:
    """Whoever is put on it, and whoever asked: they hear who to wait for."""
    key = str(help_request.assigned_at)
    if help_request.assigned_to_id != but_not:
        send(help_request, help_request.assigned_to, "assigned", key)
    send(help_request, who_hears(help_request), "somebody_is_on_it", key)


def tell_answered(answer: HelpAnswer) -> None:
    send(answer.request, who_hears(answer.request), "answered", str(answer.pk), answer=answer)


def tell_reopened(answer: HelpAnswer) -> None:
    """It did not help: whoever is on it hears why, or the coordinators when nobody is."""
    people = [answer.request.assigned_to] if answer.request.assigned_to else holders_of("coordinator")
    for person in people:
        send(answer.request, person, "reopened", str(answer.pk), answer=answer)
