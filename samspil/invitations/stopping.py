"""No more letters of invitation: said from the letter or on one's own page, kept as a hash, and taken back again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from samspil.actors.models import Person
from samspil.foundation import mail
from samspil.foundation.hooks import StopLink
from samspil.foundation.models import OneTimeLink, Subject
from samspil.foundation.verbs import NotFound, Refused, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.invitations.models import NoLetters

PURPOSE = "invitation-stop"
LASTS = timedelta(days=365)  # a letter lies in a mailbox for long, and no is no


def key_of(address: str) -> str:
    """A hash that only this installation can make: the table tells nobody who wants no letters."""
    return salted_hmac("samspil.invitations.no_letters", address.strip().lower(), algorithm="sha256").hexdigest()


def refusing(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that want no letters of invitation, however they are spelled. One query."""
    asked = {address: (key_of(address), address.strip().lower()) for address in addresses}
    keys, plain = {key for key, _plain in asked.values()}, {plain for _key, plain in asked.values()}
    rows = NoLetters.objects.filter(Q(key__in=keys) | Q(person__email__in=plain))
    told = {name for pair in rows.values_list("key", "person__email") for name in pair}
    return {address for address, names in asked.items() if told.intersection(names)}


def refused_by(person_id: UUID) -> QuerySet[NoLetters]:
    """What somebody said themselves, and what was said of their address before we knew them."""
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    return NoLetters.objects.filter(Q(person=person_id) | Q(key=key_of(address or "")))


def forget(person_id: UUID) -> None:
    """Of the choice nothing is left but the hash of the address they have now, so that the no still holds for it (GDPR
    art. 21, 3). The links of letters to their address go.
    """
    rows = refused_by(person_id)
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    key = key_of(address or "")
    if address and rows.exists():
        NoLetters.objects.get_or_create(key=key)
        rows.filter(key=key).update(person=None)
    rows.exclude(key=key).delete()
    OneTimeLink.objects.filter(purpose=PURPOSE, payload__key=key).delete()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whose letters somebody chooses about: by the link of a letter that came to the address, or one's own.

    ``subject`` is where the choice is journaled: on the person, else on what the letter invited to.
    """

    key: str
    person_id: UUID | None
    subject: Subject
    is_by_link: bool

    @property
    def refused(self) -> QuerySet[NoLetters]:
        return refused_by(self.person_id) if self.person_id else NoLetters.objects.filter(key=self.key)


def way_out(address: str, person_id: UUID | None, about: Subject) -> StopLink:
    """The link of one letter. It holds no address, and opens nothing but this choice.

    ``payload`` says "invitation" of whatever the letter invites to: so do the links that lie in mailboxes.
    """
    payload = {"key": key_of(address), "invitation": str(about.pk)}
    link, token = OneTimeLink.prepare(PURPOSE, lasts=LASTS, person=person_id, payload=payload)
    return StopLink(
        link=link,
        url=mail.address(reverse("invitations:stop", args=[token])),
        at_once=mail.address(reverse("invitations:stop-at-once", args=[token])),
    )


def mailbox_of(by: Viewer, token: str = "") -> Mailbox:
    """The mailbox that the letter with this link came to; without a link, one's own.

    The link of a letter that came to an earlier address is about that address alone: another may have the mailbox now.
    Raises: NotFound (the link is too old), Refused (we do not know who it is, or have no address).
    """
    link = OneTimeLink.objects.open(PURPOSE, token) if token else None
    if token and link is None:
        raise NotFound("Stop link")
    known = Person.objects.filter(erased_at=None).exclude(email=None).select_related("actor__subject")
    key = link.person if link else by.person_id
    person = known.filter(pk=key).first() if key else None
    if link is None:
        if person is None:
            raise Refused("invitations.choose_letters")
        return Mailbox(key_of(str(person.email)), person.pk, person.actor.subject, is_by_link=False)
    if person and key_of(str(person.email)) != link.payload["key"]:
        person = None
    subject = person.actor.subject if person else Subject.objects.filter(pk=link.payload["invitation"]).first()
    if subject is None:
        raise NotFound("Stop link")
    return Mailbox(link.payload["key"], person.pk if person else None, subject, is_by_link=True)


@verb(NoLetters, for_oneself=True)
def refuse_letters(*, by: Viewer, token: str = "") -> NoLetters:
    """No more letters of invitation: to the address of the letter whose link says so, or to one's own.

    Raises: NotFound, Refused.
    """
    mailbox = mailbox_of(by, token)
    require("invitations.choose_letters", by, mailbox)
    row, is_new = NoLetters.objects.get_or_create(key=mailbox.key, defaults={"person_id": mailbox.person_id})
    if mailbox.person_id and row.person_id is None:  # said before we knew whose address it is
        row.person_id = mailbox.person_id
        row.save(update_fields=["person"])
    if is_new:
        journal("invitations.letters_refused", mailbox.subject, by=by)
    return row


@verb(Subject, for_oneself=True)
def allow_letters(*, by: Viewer, token: str = "") -> Subject:
    """One's no is taken back, by the same link or by whoever it is. Whoever has a mailbox now decides for it, and not
    for the person who had it before and goes by another address. Raises: NotFound, Refused.
    """
    mailbox = mailbox_of(by, token)
    require("invitations.choose_letters", by, mailbox)
    if mailbox.person_id is None:
        known = NoLetters.objects.filter(key=mailbox.key, person__email__isnull=False)
        for person_id, address in known.values_list("person", "person__email"):
            NoLetters.objects.get_or_create(key=key_of(str(address)), defaults={"person_id": person_id})
    deleted, _per_model = mailbox.refused.delete()
    if deleted:
        journal("invitations.letters_allowed", mailbox.subject, by=by)
    return mailbox.subject
