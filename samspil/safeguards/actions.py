"""The verbs: ask for a check, order it, see it, declare for the year, and let it go. No verb takes a document."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspil.actors.actions import register_person
from samspil.actors.models import Actor, Channel, Membership, Person
from samspil.foundation import clock
from samspil.foundation.addresses import email_address, phone_number
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import AccessEntry, OneTimeLink, Subject
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, Stale, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.safeguards import letters
from samspil.safeguards.models import NAME_LENGTH, Requirement, Safeguard, State

ASK_WITHIN = timedelta(days=30)  # our own deadline for a new check, where nobody chose another
MOST_YEARS = 5  # no check counts for longer
DECLARE_EARLY = timedelta(days=61)  # from the first of November the next year may be declared


def host_named(host_id: UUID | str, by: Viewer) -> Actor:
    """Raises: NotFound."""
    found = Actor.objects.visible_to(by).select_related("subject", "unit").filter(pk__in=[as_uuid(host_id)]).first()
    if found is None:
        raise NotFound(f"Actor {host_id}")
    return found


def row_named(safeguard_id: UUID | str, by: Viewer, *, lock: bool = False) -> Safeguard:
    """Raises: NotFound, for a foreign or forged key alike."""
    rows = Safeguard.objects.visible_to(by).select_related("person__actor__subject", "host__subject", "host__unit")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk__in=[as_uuid(safeguard_id)]).first()
    if found is None:
        raise NotFound(f"Safeguard {safeguard_id}")
    return found


def subject_of(row: Safeguard) -> Subject:
    """Where it is journalled: with the person, whose record nobody else reads; or with the association."""
    return row.person.actor.subject if row.person else row.host.subject


def log_reads(rows: list[Safeguard], by: Viewer) -> None:
    """Whoever sees what stands about somebody else is written down in that person's access log."""
    seen = {row.person_id for row in rows if row.person_id and row.person_id != by.person_id}
    AccessEntry.objects.bulk_create(
        AccessEntry(reader=by.known_id, person=person, what="safeguard") for person in sorted(seen)
    )


def check_kind(kind: str) -> None:
    if kind not in Requirement.values:
        raise ValidationError({"kind": [_("Vælg, hvad der skal til.")]})


def check_due(due_on: date | None) -> None:
    if due_on and due_on < clock.today():
        raise ValidationError({"due_on": [_("Fristen ligger tilbage i tiden. Vælg en dag, der kommer.")]})
    if due_on and due_on > clock.today().replace(day=1) + timedelta(days=365 * MOST_YEARS + 31):
        raise ValidationError({"due_on": [_("Vælg en dag inden for fem år.")]})


def check_version(row: Safeguard, expected: int | str | None) -> None:
    if expected not in (None, "") and str(expected) != str(row.version):
        raise Stale(subject_of(row))


def person_meant(person_id: UUID | str | None, email: str, host: Actor, name: str = "", phone: str = "") -> Person:
    """One of those who belong to the host; for a unit of the municipality also somebody by ``name`` and a whole address
    or a number: without the check they cannot sign up, and so nobody would ever know them. Whether we know the address
    is told to nobody.

    Raises: ValidationError.
    """
    people = Person.objects.select_related("actor__subject").filter(erased_at=None)
    if key := as_uuid(person_id or ""):
        member = Membership.objects.current().filter(actor=host, person=key).exists()
        found = people.filter(pk=key).first() if member or host.kind == "unit" else None
        if found:
            return found
        raise ValidationError({"person_id": [_("Vælg en, der er med hos jer.")]})
    address, name, phone = clean_line(email), clean_line(name), clean_line(phone)
    if (address or phone) and host.kind == "unit":
        return newcomer(name, address, phone)
    if name and host.kind == "unit":
        raise ValidationError({"email": [_("Skriv også en mail eller et telefonnummer.")]})
    raise ValidationError({"person_id": [_("Vælg, hvem det handler om.")]})


def newcomer(name: str, address: str, phone: str) -> Person:
    """Raises: ValidationError by field."""
    guard(name=name, phone=phone)
    if not name:
        raise ValidationError({"name": [_("Skriv også navnet.")]})
    person = register_person(name=name[:NAME_LENGTH], email=email_address(address), phone=phone_number(phone)[:30])
    if person.erased_at or person.blocked_at:
        raise ValidationError({"email": [_("Den person kan vi ikke bede om noget.")]})
    return Person.objects.select_related("actor__subject").get(pk=person.pk)


@verb(Safeguard)
def require_check(
    *,
    by: Viewer,
    host_id: UUID | str,
    kind: str,
    person_id: UUID | str | None = None,
    email: str = "",
    name: str = "",
    phone: str = "",
    due_on: date | None = None,
) -> Safeguard:
    """Say that somebody needs a check before they may take part. The person is told. Asking twice changes nothing.

    Raises: NotFound, Refused, ValidationError.
    """
    host = host_named(host_id, by)
    require("safeguards.require", by, host)
    check_kind(kind)
    check_due(due_on)
    person = person_meant(person_id, email, host, name, phone)
    if person.pk == by.person_id:
        raise ValidationError({"person_id": [_("En anden skal bede dig om den. Ingen ser sin egen.")]})
    member = Membership.objects.current().filter(actor=host, person=person).first()
    called = (member.called if member else "") if as_uuid(person_id or "") else clean_line(name)
    row, is_new = Safeguard.objects.get_or_create(
        person=person,
        host=host,
        kind=kind,
        defaults={
            "due_on": due_on or clock.today() + ASK_WITHIN,
            "required_by_id": by.person_id,
            "required_on": clock.today(),
            "called": called[:NAME_LENGTH],
        },
    )
    if not is_new and row.is_overdue:
        row.state, row.due_on = State.REQUIRED, due_on or clock.today() + ASK_WITHIN
        row.required_by_id, row.required_on = by.person_id, clock.today()
        row.ordered_by = row.seen_by = row.ordered_on = row.seen_on = None
        saved(row)
    journal("safeguards.required", subject_of(row), by=by, payload={"safeguard": str(row.pk)})
    if row.state == State.REQUIRED:
        letters.tell_required(row)
    return row


def saved(row: Safeguard) -> None:
    row.version += 1
    row.save()


@verb(Safeguard)
def mark_ordered(*, by: Viewer, safeguard_id: UUID | str) -> Safeguard:
    """It is on its way: whoever runs the task ordered it, and the person says yes in their digital post.

    Raises: NotFound, Refused, ValidationError.
    """
    row = row_named(safeguard_id, by, lock=True)
    require("safeguards.mark", by, row)
    if row.state == State.ORDERED and not row.is_overdue:
        raise ValidationError(_("Den er allerede bestilt."))
    if row.holds:  # ordering a new one must not shut out somebody whose old one still counts
        raise ValidationError(_("Den er set, og den tæller stadig. Skriv bare, når du har set en ny."))
    row.state, row.ordered_by_id, row.ordered_on = State.ORDERED, by.person_id, clock.today()
    row.due_on = max(row.due_on or clock.today(), clock.today() + timedelta(days=14))
    saved(row)
    journal("safeguards.ordered", subject_of(row), by=by, payload={"safeguard": str(row.pk)})
    letters.tell_ordered(row)
    return row


@verb(Safeguard)
def mark_seen(
    *,
    by: Viewer,
    safeguard_id: UUID | str,
    seen_on: date | None,
    due_on: date | None = None,
    expected_version: int | None = None,
) -> Safeguard:
    """Somebody responsible has seen it, and nothing stood in the way. What it said is kept nowhere.

    ``due_on`` is when we want to see it anew; without one it stands. Raises: NotFound, Refused, Stale, ValidationError.
    """
    row = row_named(safeguard_id, by, lock=True)
    require("safeguards.mark", by, row)
    check_version(row, expected_version)
    if not seen_on:
        raise ValidationError({"seen_on": [_("Vælg en dag.")]})
    if seen_on > clock.today():
        raise ValidationError({"seen_on": [_("Dagen ligger i fremtiden. Skriv det, når du har set den.")]})
    if seen_on < clock.today() - timedelta(days=365 * MOST_YEARS):
        raise ValidationError({"seen_on": [_("Det er mere end fem år siden. Så skal den ses igen.")]})
    check_due(due_on)
    row.state, row.seen_by_id, row.seen_on, row.due_on = State.SEEN, by.person_id, seen_on, due_on
    saved(row)
    journal("safeguards.seen", subject_of(row), by=by, payload={"safeguard": str(row.pk)})
    letters.tell_seen(row)
    return row


def check_year(year: int | None) -> int:
    """This year; or, late in it, the next one. Raises: ValidationError."""
    today = clock.today()
    may = {today.year, (today + DECLARE_EARLY).year}
    if year not in may:
        raise ValidationError({"year": [_("Vælg et af årene på listen.")]})
    return year


@verb(Safeguard)
def ask_declaration(*, by: Viewer, host_id: UUID | str, kind: str, year: int, due_on: date | None = None) -> Safeguard:
    """Ask an association to declare for the year. Those who speak for it hear. Raises: NotFound, Refused,
    ValidationError.
    """
    host = host_named(host_id, by)
    require("safeguards.ask_declaration", by, host)
    check_kind(kind)
    check_due(due_on)
    row, _new = Safeguard.objects.get_or_create(
        person=None,
        host=host,
        kind=kind,
        year=check_year(year),
        defaults={
            "due_on": due_on or clock.today() + ASK_WITHIN,
            "required_by_id": by.person_id,
            "required_on": clock.today(),
        },
    )
    journal("safeguards.declaration_asked", host.subject, by=by, actor=host.pk, payload={"kind": kind, "year": year})
    if row.state == State.REQUIRED:
        letters.tell_required(row)
    return row


@verb(Safeguard)
def declare_for_year(
    *, by: Viewer, host_id: UUID | str, kind: str, year: int, declared_by: str = "", channel: str = ""
) -> Safeguard:
    """An association declares that its people have what they need, for one year: the only thing the municipality gets.

    Whoever speaks for it declares by pressing; what came on paper is written down by the coordinator with the name of
    whoever signed. It counts to the end of the year. Raises: NotFound, Refused, ValidationError.
    """
    host = host_named(host_id, by)
    require("safeguards.declare", by, host)
    check_kind(kind)
    check_year(year)
    name = ""
    if host.pk not in by.speaks_for:
        name = clean_line(declared_by)
        guard(declared_by=name)
        problems: dict[str, list[Any]] = {}
        if not name:
            problems["declared_by"] = [_("Skriv, hvem fra foreningen der har erklæret det.")]
        elif len(name) > NAME_LENGTH:
            problems["declared_by"] = [_("Teksten er for lang. Der er plads til %d tegn.") % NAME_LENGTH]
        if channel not in Channel.values:
            problems["channel"] = [_("Vælg, hvordan I fik det.")]
        if problems:
            raise ValidationError(problems)
    else:
        channel = ""
    row, _is_new = Safeguard.objects.get_or_create(
        person=None, host=host, kind=kind, year=year, defaults={"required_by_id": by.person_id}
    )
    row.state, row.seen_by_id, row.seen_on = State.DECLARED, by.person_id, clock.today()
    row.due_on, row.declared_by, row.channel = date(year, 12, 31), name, channel
    saved(row)
    journal("safeguards.declared", host.subject, by=by, actor=host.pk, payload={"kind": kind, "year": year})
    return row


@verb(Actor)
def drop(*, by: Viewer, safeguard_id: UUID | str) -> Actor:
    """Let it go: somebody has stopped, or it was asked of the wrong one. The log keeps its lines, which do not say
    what it was. Raises: NotFound, Refused.
    """
    row = row_named(safeguard_id, by, lock=True)
    require("safeguards.drop", by, row)
    host, subject, key = row.host, subject_of(row), str(row.pk)
    row.delete()
    journal("safeguards.dropped", subject, by=by, payload={"safeguard": key})
    return host


# --- one's own data ---------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What was asked of the person goes altogether; that they saw or declared something is forgotten."""
    Safeguard.objects.filter(person=person_id).delete()
    for field in ("required_by", "ordered_by", "seen_by"):
        rows = Safeguard.objects.filter(**{field: person_id})
        rows.update(**{field: None, "version": F("version") + 1})
    own = Actor.objects.filter(person=person_id).values_list("name", flat=True).first()
    if own:
        Safeguard.objects.filter(declared_by__iexact=own).update(declared_by="–")
    OneTimeLink.objects.filter(purpose=letters.DECLARE, person=person_id).delete()


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What is asked of oneself, and what one saw or declared of others, without their names."""
    mine = Safeguard.objects.filter(person=person_id).select_related("host", "seen_by__actor")
    saw = Safeguard.objects.filter(seen_by=person_id).exclude(person=person_id)
    return [
        *(
            {
                "called": row.called,
                "kind": row.kind,
                "state": row.state,
                "host": row.host.name,
                "required_on": row.required_on,
                "ordered_on": row.ordered_on,
                "seen_on": row.seen_on,
                "seen_by": row.seen_by.name if row.seen_by else "",
                "due_on": row.due_on,
            }
            for row in mine
        ),
        *({"saw": row.kind, "on": row.seen_on, "year": row.year} for row in saw),
    ]
