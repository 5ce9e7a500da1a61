"""The letters about agreements: please say yes, it holds, look at it again, it has ended.

The link of the first opens one version for one side. Opening it changes nothing; a button on its page does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.crypto import salted_hmac

from samspil.actors.models import Membership, Person
from samspil.actors.queries import holders_of, leaders_of, viewer_of
from samspil.agreements.models import SOMEBODY, Agreement, AgreementVersion, Side, Status, WaitsFor
from samspil.foundation import clock, mail
from samspil.foundation.models import OneTimeLink, OutgoingMail, hashed
from samspil.foundation.viewer import Viewer

ACCEPT, READ = PURPOSES = ("agreement-accept", "agreement-read")
LINK_LASTS = timedelta(days=60)
READ_LASTS = timedelta(days=400)  # until the letter about looking at it again, a year later, has brought another
REVIEW_BEFORE = (7, 30)

Address = tuple[str, Person | None]


def of_unit(agreement: Agreement) -> list[Address]:
    """The leader answers for the unit; where there is none, the coordinators find somebody."""
    people = leaders_of(agreement.unit)[:1] or holders_of("coordinator")
    return [(person.email, person) for person in people if person.email and not person.erased_at]


def of_party(agreement: Agreement) -> list[Address]:
    """The person, or those who speak for the association; else the address that stands in the agreement."""
    if agreement.party.is_person:
        people = list(Person.objects.filter(actor=agreement.party_id).select_related("actor"))
    else:
        rows = Membership.objects.current().filter(actor=agreement.party_id, speaks_for=True)
        people = [row.person for row in rows.select_related("person__actor").order_by("pk")]
    found: list[Address] = [(person.email, person) for person in people if person.email and not person.erased_at]
    return found or ([(agreement.party_email, None)] if agreement.party_email else [])


SIDES = {Side.UNIT: of_unit, Side.PARTY: of_party}
OWING: dict[str, tuple[Side, ...]] = {
    WaitsFor.UNIT: (Side.UNIT,),
    WaitsFor.PARTY: (Side.PARTY,),
    WaitsFor.BOTH: (Side.UNIT, Side.PARTY),
}


def unreached(agreement: Agreement, sides: Iterable[Side] = SIDES) -> dict[Side, str]:
    """What those of the sides are called that no letter can go to: they are rung up, and sign on paper."""
    names = {Side.UNIT: agreement.unit.actor.name, Side.PARTY: agreement.party_name}
    return {side: names[side] for side in sides if not SIDES[side](agreement)}


def called(agreement: Agreement, person: Person | None) -> str:
    """Whom a letter greets: where we do not know whose the address is, the contact that stands beside it. Nothing
    where that was erased.
    """
    return person.name if person else named(agreement.party_contact)


def named(contact: str) -> str:
    return "" if contact == SOMEBODY else contact


def page_of(agreement: Agreement) -> str:
    return mail.address(reverse("agreements:page", args=[agreement.pk]))


def ask(version: AgreementVersion, sides: Iterable[Side] = SIDES) -> None:
    """Write to both sides: here is the agreement, with a link to say yes. A version is sent once to each."""
    agreement = version.agreement
    before = agreement.versions.exclude(agreed_at=None).exclude(pk=version.pk).select_related("frame", "rules").first()
    notes = [
        text.note
        for old, text in ((before and before.frame, version.frame), (before and before.rules, version.rules))
        if before and text and text != old and text.note
    ]
    for side in sides:
        for to, person in SIDES[side](agreement):
            key = key_of(version, side, to)
            if OutgoingMail.objects.filter(dedupe_key=key).exists():
                continue
            _link, token = OneTimeLink.issue(
                ACCEPT,
                lasts=LINK_LASTS,
                person=person.pk if person else None,
                payload={"version": version.pk, "side": side.value, "to": mailbox(to)},
            )
            mail.post(
                "agreements/mail/accept.txt",
                {
                    "agreement": agreement,
                    "version": version,
                    "name": called(agreement, person),
                    "ring": other_side(agreement, side),
                    "is_new": before is not None,
                    "notes": notes,
                    "link": mail.address(reverse("agreements:by-link", args=[token])),
                },
                to=to,
                person=person.pk if person else None,
                dedupe_key=key,
                holds_secret=True,
                language=person.language if person else "da",
            )


def other_side(agreement: Agreement, side: Side) -> tuple[str, str]:
    """Name and number of whoever one rings about it: the contact of the other side. No name where it was erased."""
    if side == Side.UNIT:
        return named(agreement.party_contact), agreement.party_phone
    return named(agreement.unit_contact), agreement.unit_phone


def ask_instead(agreement: Agreement, wrong: str) -> None:
    """The address was another: its link opens nothing more, nothing tells of it here, and the right one is asked."""
    forget_links(agreement)
    version = agreement.versions.exclude(offered_at=None).select_related("frame", "rules").first()
    if version is None or agreement.waits_for not in (WaitsFor.PARTY, WaitsFor.BOTH):
        return
    if wrong:
        OutgoingMail.objects.filter(dedupe_key=key_of(version, Side.PARTY, wrong), person=None).delete()
    version.agreement = agreement
    ask(version, [Side.PARTY])


def forget_links(agreement: Agreement) -> None:
    """The links to the address of the volunteer side open and show nothing more: the mailbox was another's, or is."""
    versions = list(agreement.versions.values_list("pk", flat=True))
    OneTimeLink.objects.filter(purpose__in=PURPOSES, person=None, payload__version__in=versions).delete()


def key_of(version: AgreementVersion, side: str, to: str) -> str:
    return f"agreement-accept:{version.pk}:{side}:{to}"[:150]


def mailbox(address: str) -> str:
    """A hash of the address a link went to, which only this installation can make."""
    return salted_hmac("samspil.agreements.mailbox", address.strip().lower(), algorithm="sha256").hexdigest()


def close_links(version: AgreementVersion | None, side: str = "") -> None:
    """The links of this version open nothing more: it was said yes to, or the agreement ended."""
    if version is None:
        return
    rows = OneTimeLink.objects.filter(purpose=ACCEPT, used_at=None, payload__version=version.pk)
    if side:
        rows = rows.filter(payload__side=side)
    rows.update(used_at=clock.now())


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link is about: one side of one version, for whoever it was sent to."""

    link: OneTimeLink
    version: AgreementVersion
    side: str
    viewer: Viewer


def opened(token: str) -> Opened | None:
    """What ``token`` opens; None when it was used, is too old, or another version was sent or they moved since."""
    link = OneTimeLink.objects.open(ACCEPT, token)
    if link is None:
        return None
    rows = AgreementVersion.objects.select_related(
        "agreement__subject", "agreement__unit__actor__subject", "agreement__party__subject", "frame", "rules"
    )
    version = rows.filter(pk=link.payload.get("version")).first()
    if version is None or not version.agreement.is_open:
        return None
    newest = version.agreement.versions.exclude(offered_at=None).first()
    if newest is None or newest.pk != version.pk:
        return None
    viewer = holder(link, version.agreement)
    return Opened(link, version, link.payload["side"], viewer) if viewer else None


def read(token: str) -> Opened | None:
    """What a link still shows to whoever it was sent to, once it opens nothing more: the words it was about.

    They have read those already, and may have no other way to them.
    """
    links = OneTimeLink.objects.filter(purpose__in=PURPOSES, token_hash=hashed(token), expires_at__gt=clock.now())
    link = links.first()
    rows = AgreementVersion.objects.select_related(
        "agreement__subject", "agreement__unit__actor__subject", "agreement__party__subject", "frame", "rules"
    )
    version = rows.filter(pk=link.payload.get("version")).first() if link else None
    viewer = holder(link, version.agreement) if link and version else None
    if link is None or version is None or viewer is None:
        return None
    subject, unit = version.agreement.subject, version.agreement.unit.actor.subject
    is_shown = unit.shown and subject.title and version.agreement.readable_by(viewer)
    return Opened(link, version, link.payload["side"], viewer) if is_shown and not viewer.is_blocked else None


def holder(link: OneTimeLink, agreement: Agreement) -> Viewer | None:
    """Whoever the letter went to; where we know nobody of that address, the party itself and nobody else.

    None when they go by another address now: others may read the old mailbox. Links from before addresses were kept
    tell of none, and go on.
    """
    person = Person.objects.select_related("actor").filter(pk=link.person).first() if link.person else None
    address = (person.email if person else "") if link.person else agreement.party_email
    if "to" in link.payload and link.payload["to"] != mailbox(address or ""):
        return None
    if person:
        return viewer_of(person)
    party = agreement.party_id
    return Viewer(actor_id=party, speaks_for=frozenset({party}), readers=frozenset({party}))


def send(agreement: Agreement, addresses: list[Address], what: str, key: str, **more: object) -> None:
    for to, person in addresses:
        dedupe_key = f"agreement-{key}:{to}"[:150]
        if OutgoingMail.objects.filter(dedupe_key=dedupe_key).exists():
            continue
        link = page_of(agreement) if person else reading_link(agreement, to)
        mail.post(
            f"agreements/mail/{what}.txt",
            {"agreement": agreement, "name": called(agreement, person), "link": link, **more},
            to=to,
            person=person.pk if person else None,
            dedupe_key=dedupe_key,
            holds_secret=person is None,
            language=person.language if person else "da",
        )


def reading_link(agreement: Agreement, to: str) -> str:
    """The way to the newest words that were sent, for an address that is nobody's we know: they cannot sign in."""
    version = agreement.versions.exclude(offered_at=None).first()
    if version is None:
        return page_of(agreement)
    payload = {"version": version.pk, "side": Side.PARTY.value, "to": mailbox(to)}
    _link, token = OneTimeLink.issue(READ, lasts=READ_LASTS, payload=payload)
    return mail.address(reverse("agreements:by-link", args=[token]))


def both(agreement: Agreement) -> list[Address]:
    return [*of_unit(agreement), *of_party(agreement)]


def tell_agreed(version: AgreementVersion) -> None:
    send(version.agreement, both(version.agreement), "agreed", f"agreed:{version.pk}")


def tell_reply(version: AgreementVersion) -> None:
    """It was no yes: the unit hears it, and whoever wrote the agreement."""
    agreement = version.agreement
    maker = Person.objects.select_related("actor").filter(pk=agreement.made_by_id, erased_at=None).first()
    found = dict(of_unit(agreement))
    if maker and maker.email and not maker.blocked_at and agreement.answers_for(viewer_of(maker)):
        found.setdefault(maker.email, maker)
    send(agreement, list(found.items()), "reply", f"reply:{version.pk}", version=version)


def others(agreement: Agreement, by: Viewer) -> list[Address]:
    """The other side, and whoever else answers for one's own."""
    return [(to, person) for to, person in both(agreement) if person is None or person.pk != by.person_id]


def tell_changed(agreement: Agreement, by: Viewer) -> None:
    """What it is called, when they look at it or who reads it is another now: nobody changes that in silence."""
    send(agreement, others(agreement, by), "changed", f"changed:{agreement.pk}:{agreement.subject.version}")


def tell_ended(agreement: Agreement, by: Viewer) -> None:
    send(agreement, others(agreement, by), "ended", f"ended:{agreement.pk}:{agreement.ended_on}")


def tell_forgotten(agreement: Agreement) -> None:
    """The person asked to be forgotten: the unit hears that nobody comes, and no word of what was agreed."""
    send(agreement, of_unit(agreement), "ended", f"ended:{agreement.pk}:{agreement.ended_on}")


def remind() -> None:
    """Look at it again together: 30 and 7 days before the day both sides chose. Each letter goes once."""
    today = clock.today()
    rows = Agreement.objects.filter(
        status=Status.RUNNING,
        subject__shown=True,
        review_on__gte=today,
        review_on__lte=today + timedelta(days=max(REVIEW_BEFORE)),
    )
    for agreement in rows.select_related("subject", "unit__actor", "party").order_by("review_on", "pk"):
        left = (agreement.review_on - today).days
        before = next(days for days in REVIEW_BEFORE if left <= days)
        send(agreement, both(agreement), "review", f"review:{agreement.pk}:{agreement.review_on}:{before}")
