"""The letters to those who provide something: does it still hold, and somebody will help you with what you need.

The link in the first letter opens one resource for whoever got it: one press says that it holds, and the same link lets
them mend it without signing in. It works until it was pressed; then the page goes on with a link of its own for a few
hours, so that whoever pressed can mend more, or take back what was pressed by mistake.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal
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
MOST_IN_A_LETTER = 20
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


def ask(resources: Sequence[Resource], to: str, person: Person | None, *, reminder: bool) -> None:
    """Write one letter about all of them to one address: do they still hold? Each has a link of its own."""
    first = resources[0]
    event = "resource-reminder" if reminder else "resource-confirm"
    key = f"{event}:{first.pk}:{first.confirm_due}:{to}"[:150]
    if OutgoingMail.objects.filter(dedupe_key=key).exists():
        return  # the job was cut off after the letter, before it was noted
    mail.post(
        "resources/mail/still_there.txt" if len(resources) == 1 else "resources/mail/still_there_all.txt",
        {
            "asked": [asked_about(resource, to, person) for resource in resources],
            "person": person,
            "reminder": reminder,
        },
        to=to,
        person=person.pk if person else None,
        dedupe_key=key,
        holds_secret=True,
        language=person.language if person else "da",
    )


def asked_about(resource: Resource, to: str, person: Person | None) -> dict[str, Any]:
    """What a letter says of one resource, with the link that opens it."""
    payload = {"resource": str(resource.pk), "email": to}
    _link, token = OneTimeLink.issue(CONFIRM, lasts=LINK_LASTS, person=person.pk if person else None, payload=payload)
    return {
        "resource": resource,
        "pledges": queries.pledges_to(resource),
        "when": recurrence.in_words(resource),
        "where": ", ".join(filter(None, (resource.place, resource.address))),
        "link": mail.address(reverse("resources:by-link", args=[token])),
    }


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
    tell_pledger(pledge, "fulfilled")


def tell_not_needed(pledge: WishPledge) -> None:
    """A wish is taken back before anybody has come for nothing."""
    tell_pledger(pledge, "not_needed")


def tell_pledger(pledge: WishPledge, what: Literal["fulfilled", "not_needed"]) -> None:
    person = pledge.author
    if person.email:
        mail.post(
            f"resources/mail/{what}.txt",
            {
                "pledge": pledge,
                "wish": pledge.wish,
                "person": person,
                "link": mail.address(address(pledge.wish.subject)),
            },
            to=person.email,
            person=person.pk,
            dedupe_key=f"wish-{what.replace('_', '-')}:{pledge.pk}",
            language=person.language,
        )


# --- the yearly question ----------------------------------------------------------------------------------------------


def ask_all() -> None:
    """Write to those whose year is over, and once more to those who said nothing for three weeks.

    Who keeps many gets them in one letter; what a phone has no room for follows on the next day.
    """
    today = clock.today()
    for due, noted, reminder in (
        (queries.to_ask(today), "asked_on", False),
        (queries.to_remind(today), "reminded_on", True),
    ):
        letters: dict[tuple[str, Person | None], list[Resource]] = {}
        for resource in due.order_by("confirm_due", "pk"):
            addresses = queries.addresses_of(resource)
            if not addresses:
                note([resource], noted)  # there is nobody to ask; its page says that nobody said yes
            for address_and_person in addresses:
                letters.setdefault(address_and_person, []).append(resource)
        for (to, person), resources in letters.items():
            ask(resources[:MOST_IN_A_LETTER], to, person, reminder=reminder)
            note(resources[:MOST_IN_A_LETTER], noted)


def note(resources: Iterable[Resource], noted: str) -> None:
    Resource.objects.filter(pk__in=[resource.pk for resource in resources]).update(**{noted: clock.today()})
