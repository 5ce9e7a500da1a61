"""The letters about what companies promise: to whoever received something, and to the company."""

from samspil.actors.models import Actor, Membership, Person
from samspil.company_pledges.models import PledgeUse
from samspil.foundation import mail
from samspil.foundation.hooks import address


def speakers(actor: Actor) -> list[Person]:
    rows = Membership.objects.current().filter(actor=actor, speaks_for=True).select_related("person__actor")
    return [row.person for row in rows.order_by("pk") if row.person.email and not row.person.erased_at]


def send(use: PledgeUse, to: Actor, what: str) -> None:
    for person in speakers(to):
        if person.pk == use.by_id:
            continue
        mail.post(
            f"company_pledges/mail/{what}.txt",
            {
                "person": person,
                "use": use,
                "pledge": use.pledge,
                "link": mail.address(f"{address(use.pledge.subject)}#brug-{use.pk}"),
            },
            to=person.email or "",
            person=person.pk,
            dedupe_key=f"company-pledge-{what}:{use.pk}:{person.pk}",
            language=person.language,
        )


def ask_receiver(use: PledgeUse) -> None:
    """Whoever received it is asked to say so. The page has the button, never the letter."""
    if use.receiver:
        send(use, use.receiver, "confirm")


def tell_company(use: PledgeUse) -> None:
    """The company hears what came of its promise."""
    send(use, use.pledge.actor, "used")
