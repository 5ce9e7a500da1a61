"""The letters about what companies promise: to whoever received something, to the company, and the link by which its
contact notes hours without an account. Opening the link changes nothing; it opens until long enough after the last day.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from samspil.actors.models import Actor, Membership, Person
from samspil.actors.queries import holders_of, viewer_of
from samspil.company_pledges.models import CompanyPledge, PledgeUse
from samspil.foundation import clock, mail
from samspil.foundation.hooks import address
from samspil.foundation.ids import as_uuid, uuid7
from samspil.foundation.models import OneTimeLink
from samspil.foundation.viewer import Viewer

PURPOSE = "company-pledge-hours"
LASTS_AFTER = timedelta(days=60)  # the last hours are noted, and the contact is forgotten


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link, the promise it notes hours of, and who holds it."""

    link: OneTimeLink
    pledge: CompanyPledge
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """None when it is too old, somebody else is the contact now, or the promise was hidden or taken back."""
    link = OneTimeLink.objects.open(PURPOSE, token)
    if link is None:
        return None
    rows = CompanyPledge.objects.select_related("subject", "actor__subject", "contact__actor")
    shown = rows.filter(withdrawn_at=None, subject__shown=True, actor__subject__shown=True)
    pledge = shown.filter(pk=as_uuid(link.payload.get("pledge")), contact=link.person).first()
    if pledge is None or pledge.contact is None or pledge.contact.erased_at or pledge.contact.blocked_at:
        return None
    return Opened(link, pledge, viewer_of(pledge.contact))


def close_links(pledge: CompanyPledge) -> None:
    OneTimeLink.objects.filter(purpose=PURPOSE, payload__pledge=str(pledge.pk)).delete()


def send_link(pledge: CompanyPledge, contact: Person, by_name: str) -> None:
    """Write to the contact: who gave them the link, and what it is for. An older link opens no more."""
    close_links(pledge)
    lasts = timedelta(days=max((pledge.until_on - clock.today()).days, 0)) + LASTS_AFTER
    payload = {"pledge": str(pledge.pk)}
    _link, token = OneTimeLink.issue(PURPOSE, lasts=lasts, person=contact.pk, payload=payload)
    mail.post(
        "company_pledges/mail/link.txt",
        {
            "person": contact,
            "pledge": pledge,
            "by_name": by_name,
            "link": mail.address(reverse("company_pledges:by-link", args=[token])),
        },
        to=str(contact.email),
        person=contact.pk,
        dedupe_key=f"company-pledge-link:{pledge.pk}:{uuid7()}",
        holds_secret=True,
        language=contact.language,
    )


def speakers(actor: Actor) -> list[Person]:
    rows = Membership.objects.current().filter(actor=actor, speaks_for=True).select_related("person__actor")
    return [row.person for row in rows.order_by("pk") if row.person.email and not row.person.erased_at]


def readers(use: PledgeUse, to: Actor) -> list[Person]:
    """Those who speak for the receiver or the company; for the company its contact, too."""
    contact = use.pledge.contact if to == use.pledge.actor else None
    people = {person.pk: person for person in (*speakers(to), *([contact] if contact and contact.email else []))}
    return list(people.values())


def send(use: PledgeUse, to: Actor, what: str, *, key: str = "") -> None:
    write(use, [person for person in readers(use, to) if person.pk != use.by_id], what, key=key)


def write(use: PledgeUse, people: list[Person], what: str, *, key: str = "", confirms: bool = False) -> None:
    for person in people:
        mail.post(
            f"company_pledges/mail/{what}.txt",
            {
                "person": person,
                "use": use,
                "pledge": use.pledge,
                "confirms": confirms,
                "link": mail.address(f"{address(use.pledge.subject)}#brug-{use.pk}"),
            },
            to=person.email or "",
            person=person.pk,
            dedupe_key=f"company-pledge-{what}{key}:{use.pk}:{person.pk}",
            language=person.language,
        )


def ask_receiver(use: PledgeUse) -> None:
    """Whoever received it is asked to say so. The page has the button, never the letter."""
    if use.receiver:
        send(use, use.receiver, "confirm")


def tell_company(use: PledgeUse) -> None:
    """The company hears what came of its promise."""
    send(use, use.pledge.actor, "used")


def tell_keeper(use: PledgeUse) -> None:
    """Whoever wrote the promise down for the company hears that its contact noted something. The coordinators do where
    they are gone, and where nobody else can confirm it: we do not know who received it.
    """
    wrote = use.pledge.entered_by
    can_hear = wrote and wrote.email and not wrote.erased_at and not wrote.blocked_at and viewer_of(wrote).is_staff
    if use.receiver is None or not can_hear:
        write(use, [person for person in holders_of("coordinator") if person.email], "noted", confirms=True)
    if wrote and can_hear:  # one letter to each
        write(use, [wrote], "noted")


def tell_corrected(use: PledgeUse) -> None:
    """The company hears that the number was another, or that nothing was used after all."""
    send(use, use.pledge.actor, "corrected", key=f":{uuid7()}")


def tell_removed(use: PledgeUse, by: Viewer) -> None:
    """Both sides hear that something they had confirmed was taken away."""
    sides = [readers(use, actor) for actor in (use.pledge.actor, use.receiver) if actor]
    people = {person.pk: person for side in sides for person in side}
    write(use, [person for person in people.values() if person.pk != by.person_id], "removed")
