"""The letters of an invitation: to those who are invited, to those who owe an answer, and back to whoever asked."""

import base64
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import salted_hmac

from samspil.actors.models import Person
from samspil.actors.queries import holders_of
from samspil.foundation import clock, mail
from samspil.foundation.hooks import address
from samspil.foundation.models import OneTimeLink, Subject
from samspil.invitations.models import Invitee
from samspil.invitations.queries import PURPOSE, put_reach
from samspil.invitations.stopping import way_out

LINK_LASTS = timedelta(days=60)


def send(invitee: Invitee, template: str, event: str) -> None:
    """A letter with a link of its own to each address. The link is the answer's key, so it is kept as a hash only.

    Another link stops all letters of the sort, also when this invitation is answered or taken back.
    """
    put_reach([invitee])
    for to in invitee.reach:
        _link, token = OneTimeLink.issue(PURPOSE, lasts=LINK_LASTS, payload={"invitee": invitee.pk, "email": to})
        person = Person.objects.filter(email=to).first()
        stop = way_out(to, person.pk if person else None, invitee.invitation.subject)
        stop.link.save(force_insert=True)
        mail.post(
            template,
            {
                "invitee": invitee,
                "invitation": invitee.invitation,
                "link": mail.address(reverse("invitations:open", args=[token])),
                "stop_link": stop.url,
            },
            to=to,
            person=person.pk if person else None,
            dedupe_key=f"{event}:{invitee.pk}:{to}",
            holds_secret=True,
            language=person.language if person else "da",
            unsubscribe_url=stop.at_once,
        )


def tell_municipality(invitee: Invitee, event: str = "invitation") -> None:
    """Write to those who owe the answer, or to the coordinators. They sign in: the link is no key."""
    for person in [row for row in (invitee.answerer, invitee.deputy) if row] or holders_of("coordinator"):
        if person.email:
            mail.post(
                "invitations/mail/municipality.txt",
                {
                    "invitee": invitee,
                    "invitation": invitee.invitation,
                    "person": person,
                    "link": mail.address(reverse("invitations:answer", args=[invitee.pk])),
                },
                to=person.email,
                person=person.pk,
                dedupe_key=f"{event}:{invitee.pk}:{person.pk}",
                language=person.language,
            )


def close_links(invitee: Invitee) -> None:
    """The links to somebody's letters open nothing more, and hold no address any more."""
    links = OneTimeLink.objects.filter(purpose=PURPOSE, payload__invitee=invitee.pk)
    links.update(used_at=clock.now(), payload={})


def letter_code(invitee: Invitee) -> str:
    """What stands behind the number in the address on a printed letter. Worked out anew each time, and kept nowhere."""
    digest = salted_hmac("samspil.invitations.letter", str(invitee.pk), algorithm="sha256").digest()
    return base64.b32encode(digest)[:12].decode().lower()


def tell_inviter(invitee: Invitee, who: str, answer: Subject, *, but_not: UUID | None) -> None:
    """Whoever asked hears at once; so does the member of staff who wrote it down."""
    invitation = invitee.invitation
    # An answer that somebody looks at first has no page yet.
    link = mail.address(address(answer if answer.shown else invitation.subject))
    for person in filter(None, (invitation.author, invitation.entered_by)):
        if person.email and person.pk != but_not:
            mail.post(
                "invitations/mail/answered.txt",
                {"invitee": invitee, "invitation": invitation, "person": person, "who": who, "link": link},
                to=person.email,
                person=person.pk,
                dedupe_key=f"invitation-answered:{invitee.pk}:{person.pk}",
                language=person.language,
            )
