"""The letters to those who provide something: does it still hold, and somebody will help you with what you need.

The link in the first letter opens one resource for whoever got it: one press says that it holds, and the same link lets
them mend it without signing in. It works until it was pressed; then the page goes on with a link of its own for a few
hours, so that whoever pressed can mend more, or take back what was pressed by mistake.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from samspil.actors.models import Person
from samspil.actors.queries import viewer_of
from samspil.foundation import clock, mail
from samspil.foundation.hooks import address
from samspil.foundation.models import OneTimeLink, OutgoingMail
from samspil.foundation.viewer import Viewer
from samspil.resources import queries, recurrence
from samspil.resources.models import Resource, WishPledge

CONFIRM = "resource-confirm"
LINK_LASTS = timedelta(days=60)
GOES_ON = timedelta(hours=3)  # how long the page stays open for whoever pressed


@dataclass(frozen=True, slots=True)
class Asked:
    """An open link of a letter, the resource it is about, and who holds it."""

    link: OneTimeLink
    resource: Resource
    viewer: Viewer

    @property
    def done(self) -> str:
        """What was pressed before: "confirmed", "mended", "ended", or "" while nothing was."""
        return str(self.link.payload.get("done", ""))

    def go_on(self, done: str) -> str:
        """Use the link up; the token of the one that the page goes on with."""
        payload = {**self.link.payload, "done": done}
        self.link.use()
        return OneTimeLink.issue(CONFIRM, lasts=GOES_ON, person=self.link.person, payload=payload)[1]


def ask(resource: Resource, *, reminder: bool = False) -> int:
    """Write to those who provide it: does it still hold? Returns how many got a letter."""
    sent = 0
    template = "resources/mail/still_there.txt"
    event = "resource-reminder" if reminder else "resource-confirm"
    for to, person in queries.addresses_of(resource):
        key = f"{event}:{resource.pk}:{resource.confirm_due}:{to}"[:150]
        if OutgoingMail.objects.filter(dedupe_key=key).exists():
            continue
        payload = {"resource": str(resource.pk), "email": to}
        _link, token = OneTimeLink.issue(
            CONFIRM, lasts=LINK_LASTS, person=person.pk if person else None, payload=payload
        )
        letter = mail.post(
            template,
            {
                "resource": resource,
                "person": person,
                "reminder": reminder,
                "pledges": queries.pledges_to(resource),
                "when": recurrence.in_words(resource),
                "where": ", ".join(filter(None, (resource.place, resource.address))),
                "link": mail.address(reverse("resources:by-link", args=[token])),
            },
            to=to,
            person=person.pk if person else None,
            dedupe_key=key,
            holds_secret=True,
            language=person.language if person else "da",
        )
        sent += letter is not None
    return sent


def opened(token: str) -> Asked | None:
    """What the link of a letter opens, when nobody has pressed it yet. None also when the resource is gone."""
    link = OneTimeLink.objects.open(CONFIRM, token)
    if link is None:
        return None
    resource = queries.to_be_kept().filter(pk=link.payload.get("resource")).first()
    if resource is None:
        return None
    return Asked(link, resource, holder(link, resource))


def holder(link: OneTimeLink, resource: Resource) -> Viewer:
    """Who holds the letter: the person it went to; or, where we know none of that address, whoever stands behind the
    resource, and nobody else. Whoever was asked as its contact stands behind it, known to us or not.
    """
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link.person else None
    behind: UUID = resource.provider_id or resource.actor_id
    if person:
        viewer = viewer_of(person)
        asked = [to for to, _person in queries.addresses_of(resource)]
        is_contact = asked == [resource.contact_email] == [link.payload.get("email")]
        return replace(viewer, speaks_for=viewer.speaks_for | {behind}) if is_contact else viewer
    return Viewer(actor_id=behind, speaks_for=frozenset({behind}), readers=frozenset({behind}))


def tell_pledged(pledge: WishPledge) -> None:
    """Somebody will help with what is needed: those who need it hear at once."""
    for to, person in queries.addresses_of(pledge.wish.resource or pledge.wish):
        mail.post(
            "resources/mail/pledged.txt",
            {
                "pledge": pledge,
                "wish": pledge.wish,
                "person": person,
                "link": mail.address(address(pledge.wish.subject)),
            },
            to=to,
            person=person.pk if person else None,
            dedupe_key=f"wish-pledge:{pledge.pk}:{to}"[:150],
            language=person.language if person else "da",
        )


def tell_fulfilled(pledge: WishPledge) -> None:
    """What one helped with is there now. Whoever pledged hears it, with thanks."""
    person = pledge.author
    if person.email:
        mail.post(
            "resources/mail/fulfilled.txt",
            {
                "pledge": pledge,
                "wish": pledge.wish,
                "person": person,
                "link": mail.address(address(pledge.wish.subject)),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"wish-fulfilled:{pledge.pk}",
            language=person.language,
        )


# --- the yearly question ----------------------------------------------------------------------------------------------


def ask_all() -> None:
    """Write to those whose year is over, and once more to those who said nothing for three weeks."""
    today = clock.today()
    for resource in queries.to_ask(today):
        ask(resource)
        resource.asked_on = today
        resource.save(update_fields=["asked_on"])
    for resource in queries.to_remind(today):
        ask(resource, reminder=True)
        resource.reminded_on = today
        resource.save(update_fields=["reminded_on"])
