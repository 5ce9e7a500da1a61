"""The verbs about the page of what the municipality offers volunteers: one page, kept by the coordinators."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from samspil.actors.models import Person
from samspil.actors.queries import staff
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import email_address, web_address
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.stories.models import OfferKind, VolunteerOffer

TEXTS = ("title", "body", "who", "phone", "email", "hours", "deadline_note", "link")
FACTS = ("kind", "deadline")
LINK_LENGTH = 300


def check(offer: VolunteerOffer) -> None:
    """Raises: ValidationError by field."""
    clean_texts(offer, tuple(name for name in TEXTS if name not in ("email", "link")))
    problems: dict[str, list[Any]] = {}
    if not offer.title:
        problems["title"] = [_("Skriv noget her.")]
    if offer.kind not in OfferKind.values:
        problems["kind"] = [_("Vælg noget på listen.")]
    if offer.kind == OfferKind.CONTACT:
        if len(re.findall(r"\d", offer.phone)) < 3:
            problems["phone"] = [_("Skriv et telefonnummer.")]
        if not offer.name:
            problems["who"] = [_("Skriv, hvem det er.")]
        rest = VolunteerOffer.objects.filter(kind=OfferKind.CONTACT, removed_at=None).exclude(pk=offer.pk)
        if rest.exists():
            problems["kind"] = [_("Der er én kontakt i forvejen. Ret den i stedet.")]
    try:
        offer.email = email_address(offer.email)
    except ValidationError as problem:
        problems |= problem.message_dict
    try:
        offer.link = web_address(offer.link, "link", most=LINK_LENGTH)
    except ValidationError as problem:
        problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)


def person_named(person_id: UUID | str | None) -> Person | None:
    """Somebody who works here. Raises: ValidationError for anybody else."""
    if not person_id:
        return None
    person = staff().filter(pk__in=[as_uuid(person_id)]).first()
    if person is None:
        raise ValidationError({"person_id": [_("Vælg en, der arbejder her.")]})
    return person


def words_of(offer: VolunteerOffer) -> str:
    return f"{offer.body} {offer.get_kind_display()} {offer.deadline_note}"


@verb(VolunteerOffer)
def add_offer(
    *,
    by: Viewer,
    kind: str,
    title: str,
    body: str = "",
    person_id: UUID | str | None = None,
    who: str = "",
    phone: str = "",
    email: str = "",
    hours: str = "",
    deadline: date | None = None,
    deadline_note: str = "",
    link: str = "",
) -> VolunteerOffer:
    """Put something the municipality offers on the page, last of all. Raises: Refused, ValidationError."""
    require("offers.add", by)
    offer = VolunteerOffer(
        kind=kind,
        title=title,
        body=body,
        person=person_named(person_id),
        who=who,
        phone=phone,
        email=email,
        hours=hours,
        deadline=deadline,
        deadline_note=deadline_note,
        link=link,
        looked_on=clock.today(),
    )
    check(offer)
    last = VolunteerOffer.objects.filter(removed_at=None).aggregate(last=Max("order"))["last"] or 0
    offer.order = last + 1
    offer.subject = subjects.create("volunteer_offer", title=offer.title, by=by.person_id, text=words_of(offer))
    sign(offer, by)
    offer.save()
    journal("stories.offer_added", offer.subject, by=by)
    return offer


@verb(VolunteerOffer)
def edit_offer(
    *, by: Viewer, offer_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> VolunteerOffer:
    """Change an entry; what stood before is kept. Whoever edits it has looked at it.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    offer = find(VolunteerOffer, offer_id, by, related=("person__actor",), lock=True)
    require("offers.keep", by, offer)
    check_version(offer.subject, expected_version)
    unknown = set(changes) - {*TEXTS, *FACTS, "person_id"}
    if unknown:
        raise TypeError(f"edit_offer does not change {unknown}")
    if "person_id" in changes:
        offer.person = person_named(changes.pop("person_id"))
    for field, value in changes.items():
        setattr(offer, field, value)
    check(offer)
    offer.looked_on = clock.today()
    sign(offer, by)
    offer.save()
    subject = offer.subject
    subject.title = offer.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, words_of(offer))
    journal("stories.offer_edited", subject, by=by, payload={"version": subject.version})
    return offer


@verb(VolunteerOffer)
def confirm_offer(*, by: Viewer, offer_id: UUID | str) -> VolunteerOffer:
    """It still holds. Raises: NotFound, Refused."""
    offer = find(VolunteerOffer, offer_id, by, lock=True)
    require("offers.keep", by, offer)
    VolunteerOffer.objects.filter(pk=offer.pk).update(looked_on=clock.today())
    journal("stories.offer_confirmed", offer.subject, by=by)
    return offer


@verb(VolunteerOffer)
def move_offer(*, by: Viewer, offer_id: UUID | str, up: bool = True) -> VolunteerOffer:
    """Let an entry change places with its neighbour; at the end nothing happens. Raises: NotFound, Refused."""
    offer = find(VolunteerOffer, offer_id, by, lock=True)
    require("offers.keep", by, offer)
    rows = list(
        VolunteerOffer.objects.filter(removed_at=None)
        .exclude(kind=OfferKind.CONTACT)
        .select_for_update(no_key=True)
        .order_by("order", "pk")
    )
    keys = [row.pk for row in rows]
    here = keys.index(offer.pk) if offer.pk in keys else -1
    there = here + (-1 if up else 1)
    if here >= 0 and 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for number, row in enumerate(rows, 1):
        if row.order != number:
            VolunteerOffer.objects.filter(pk=row.pk).update(order=number)
    journal("stories.offer_moved", offer.subject, by=by)
    return offer


@verb(VolunteerOffer)
def remove_offer(*, by: Viewer, offer_id: UUID | str) -> VolunteerOffer:
    """Take an entry off the page: its words and its history are deleted. Raises: NotFound, Refused."""
    offer = find(VolunteerOffer, offer_id, by, lock=True)
    require("offers.keep", by, offer)
    for name in TEXTS:
        setattr(offer, name, "")
    offer.person, offer.deadline, offer.removed_at = None, None, clock.now()
    offer.save()
    offer.history.all().delete()
    subjects.fall_silent(offer.subject)
    journal("stories.offer_removed", offer.subject, by=by)
    return offer
