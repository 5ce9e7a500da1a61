"""The verbs about whom to talk to: add, edit, confirm and remove."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.actors.models import Person, Role, Unit
from samspil.actors.queries import at_address, holders_of, leaders_of, units
from samspil.foundation import clock, mail, search, subjects
from samspil.foundation.addresses import email_address
from samspil.foundation.hooks import address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme, bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.wayfinding.models import CONFIRMED_FOR, ContactPoint, SpokenLanguage

TEXTS = ("function", "helps_with", "phone", "email", "hours")
CODES = ("themes", "languages")
RELATED = ("person__actor", "unit__actor")
ASK_BEFORE = timedelta(days=14)  # before the year is over


def check(point: ContactPoint) -> None:
    """Raises: ValidationError by field."""
    point.email = email_address(point.email)
    clean_texts(point, TEXTS)
    problems: dict[str, list[Any]] = {
        name: [_("Skriv noget her.")] for name in ("function", "helps_with") if not getattr(point, name)
    }
    if len(re.findall(r"\d", point.phone)) < 3:
        problems["phone"] = [_("Skriv et telefonnummer.")]
    for name, known in (("themes", Theme), ("languages", SpokenLanguage)):
        codes = list(dict.fromkeys(getattr(point, name) or []))
        if set(codes) - set(known.values):
            problems[name] = [_("Vælg noget på listen.")]
        setattr(point, name, codes)
    if problems:
        raise ValidationError(problems)


def unit_named(unit_id: UUID | str | None, by: Viewer) -> Unit | None:
    """Raises: ValidationError for what is no unit."""
    unit = units(by).filter(pk__in=[as_uuid(unit_id)]).first() if unit_id else None
    if unit_id and unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return unit


def person_named(person_id: UUID | str | None) -> Person | None:
    """Somebody who works here. Raises: ValidationError for anybody else."""
    if not person_id:
        return None
    staff = Role.objects.current().filter(kind__in=("coordinator", "leader", "employee", "administrator"))
    rows = Person.objects.filter(pk__in=staff.values("person"), erased_at=None, blocked_at=None)
    person = rows.select_related("actor").filter(pk__in=[as_uuid(person_id)]).first()
    if person is None:
        raise ValidationError({"person_id": [_("Vælg en, der arbejder her.")]})
    return person


def words_of(point: ContactPoint) -> str:
    return f"{point.helps_with} {' '.join(point.theme_labels)}"


@verb(ContactPoint)
def add_contact_point(
    *,
    by: Viewer,
    function: str,
    helps_with: str,
    phone: str,
    person_id: UUID | str | None = None,
    unit_id: UUID | str | None = None,
    email: str = "",
    hours: str = "",
    themes: list[str] | None = None,
    languages: list[str] | None = None,
) -> ContactPoint:
    """Put a function on the list, with a phone number. Raises: Refused, ValidationError."""
    unit = unit_named(unit_id, by)
    require("wayfinding.add", by, unit)
    point = ContactPoint(
        function=function,
        helps_with=helps_with,
        phone=phone,
        email=email,
        hours=hours,
        unit=unit,
        person=person_named(person_id),
        themes=themes or [],
        languages=languages or [],
        confirmed_on=clock.today(),
    )
    check(point)
    point.subject = subjects.create("contact_point", title=point.function, by=by.person_id, text=words_of(point))
    point.save()
    journal("wayfinding.added", point.subject, by=by)
    return point


@verb(ContactPoint)
def edit_contact_point(
    *, by: Viewer, point_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> ContactPoint:
    """Change what stands. Whoever edits it has looked at it: it counts as confirmed.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    point = find(ContactPoint, point_id, by, related=RELATED, lock=True)
    require("wayfinding.keep", by, point)
    check_version(point.subject, expected_version)
    unknown = set(changes) - {*TEXTS, *CODES, "unit_id", "person_id"}
    if unknown:
        raise TypeError(f"edit_contact_point does not change {unknown}")
    if "unit_id" in changes:
        unit = unit_named(changes.pop("unit_id"), by)
        if unit != point.unit:
            require("wayfinding.add", by, unit)
        point.unit = unit
    if "person_id" in changes:
        point.person = person_named(changes.pop("person_id"))
    for field, value in changes.items():
        setattr(point, field, value)
    check(point)
    point.confirmed_on = clock.today()
    point.save()
    subject = point.subject
    subject.title = point.function
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, words_of(point))
    journal("wayfinding.edited", subject, by=by, payload={"version": subject.version})
    return point


@verb(ContactPoint)
def confirm_contact_point(*, by: Viewer, point_id: UUID | str) -> ContactPoint:
    """It still holds. Raises: NotFound, Refused."""
    point = find(ContactPoint, point_id, by, related=RELATED, lock=True)
    require("wayfinding.keep", by, point)
    point.confirmed_on = clock.today()
    point.save(update_fields=["confirmed_on"])
    bump(point.subject)
    journal("wayfinding.confirmed", point.subject, by=by)
    return point


@verb(ContactPoint)
def remove_contact_point(*, by: Viewer, point_id: UUID | str) -> ContactPoint:
    """Take a function off the list. Raises: NotFound, Refused."""
    point = find(ContactPoint, point_id, by, related=RELATED, lock=True)
    require("wayfinding.keep", by, point)
    point.removed_at = clock.now()
    point.function = point.helps_with = point.email = point.hours = point.phone = ""
    point.person, point.themes, point.languages = None, [], []
    point.save()
    bump(point.subject)
    subjects.fall_silent(point.subject)
    journal("wayfinding.removed", point.subject, by=by)
    return point


# --- every year -------------------------------------------------------------------------------------------------------


def ask_to_confirm() -> None:
    """Two weeks before the year is over: does it still hold? The unit's leader is asked, else the coordinators.

    Once per year and person: the letter's key holds the day it is about.
    """
    before = clock.today() - CONFIRMED_FOR + ASK_BEFORE
    rows = ContactPoint.objects.filter(removed_at=None, subject__shown=True, confirmed_on__lte=before)
    coordinators = holders_of("coordinator")
    for point in rows.select_related("subject", *RELATED).order_by("pk"):
        keepers = (leaders_of(point.unit)[:1] if point.unit else []) or coordinators
        for person in keepers:
            if not person.email:
                continue
            mail.post(
                "wayfinding/mail/confirm.txt",
                {"person": person, "point": point, "link": mail.address(address(point.subject))},
                to=person.email,
                person=person.pk,
                dedupe_key=f"contact-point:{point.pk}:{point.confirmed_on}:{person.pk}",
                language=person.language,
            )


@transaction.atomic
def erase(person_id: UUID) -> None:
    """The function stays; nobody is named for it any more, and the person's own address goes."""
    ContactPoint.objects.filter(at_address(person_id, "email")).update(email="")
    ContactPoint.objects.filter(person=person_id).update(person=None)


def export(person_id: UUID) -> list[dict[str, Any]]:
    """The functions one is named for, or that hold one's address."""
    rows = ContactPoint.objects.filter(Q(person=person_id) | at_address(person_id, "email")).order_by("pk")
    return [{"function": row.function, "phone": row.phone, "email": row.email} for row in rows]
