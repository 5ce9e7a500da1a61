"""The verbs of the catalogue: what a technology is, who sells it, which unit has it, and where the radar has it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import rules
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.actors.models import Person, Unit
from samspil.actors.queries import units
from samspil.exchange.actions import Upload
from samspil.exchange.models import FileFormat
from samspil.following.actions import tell_news
from samspil.foundation import clock, hooks, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.text import clean_line
from samspil.foundation.verbs import NotFound, Stale, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.technologies import queries
from samspil.technologies.checking import NAME_TAKEN, TEXTS, check, check_products, put_right, taken, words_of
from samspil.technologies.models import (
    LINE_LENGTH,
    MOST_PIECES,
    CatalogueFile,
    Placement,
    Product,
    Ring,
    Technology,
    TechnologyTarget,
    Use,
    UseStatus,
)

LATEST_START = timedelta(days=3 * 365)  # that somebody plans ahead
OLDEST_START = date(1980, 1, 1)
OTHERS = ("group", "maturity", "iso_class", "links", "purposes")
FILES_KEPT = timedelta(days=7)


@verb(Technology)
def add_technology(
    *,
    by: Viewer,
    title: str,
    what: str,
    for_whom: str,
    targets: list[str],
    purposes: list[str],
    group: str,
    maturity: str,
    **facts: Any,
) -> Technology:
    """Put a technology into the catalogue: what it does, for whom, and which of the two purposes it serves (C45, C46).

    ``facts`` are the texts that may wait, ``iso_class`` and ``links``. Raises: Refused, ValidationError.
    """
    require("technologies.add", by)
    technology = Technology()
    told = {"title": title, "what": what, "for_whom": for_whom, "group": group, "maturity": maturity, **facts}
    put_right(technology, {**told, "purposes": purposes})
    check(technology, targets)
    technology.subject = subjects.create("technology", title=technology.title, by=by.person_id)
    sign(technology, by)
    save(technology)
    name_targets(technology, targets)
    search.index(technology.subject, words_of(technology, []))
    journal("technologies.added", technology.subject, by=by)
    return technology


@verb(Technology)
def edit_technology(
    *,
    by: Viewer,
    technology_id: UUID | str,
    expected_version: int | None = None,
    targets: list[str] | None = None,
    **changes: Any,
) -> Technology:
    """Change what the catalogue says. What stood before stays in the history.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.edit", by, technology)
    check_version(technology.subject, expected_version)
    unknown = set(changes) - {*TEXTS, *OTHERS}
    if unknown:
        raise TypeError(f"edit_technology does not change {unknown}")
    if targets is None:
        targets = list(technology.targets.values_list("group", flat=True))
    put_right(technology, changes)
    check(technology, targets)
    sign(technology, by)
    save(technology)
    name_targets(technology, targets)
    subject = technology.subject
    subject.title = technology.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, words_of(technology, list(technology.products.all())))
    journal("technologies.edited", subject, by=by, payload={"version": subject.version})
    return technology


def save(technology: Technology) -> None:
    """Raises: ValidationError when somebody took the name at the same moment."""
    try:
        with transaction.atomic():
            technology.save()
    except IntegrityError:
        if not taken(technology):
            raise  # something else is wrong
        raise ValidationError({"title": [NAME_TAKEN]}) from None


def name_targets(technology: Technology, targets: list[str]) -> None:
    technology.targets.all().delete()
    rows = (TechnologyTarget(technology=technology, group=group) for group in dict.fromkeys(targets))
    TechnologyTarget.objects.bulk_create(rows)


@verb(Technology)
def withdraw_technology(
    *, by: Viewer, technology_id: UUID | str, reason: str, expected_version: int | None = None
) -> Technology:
    """Take out of the catalogue what should not stand in it. A unit that stopped using it says so instead.

    While others build on it, those who keep the catalogue do. Raises: NotFound, Refused, Stale, ValidationError.
    """
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.withdraw", by, technology)
    check_version(technology.subject, expected_version)
    check_unused(technology, by)
    technology.withdrawn_reason = reason
    clean_texts(technology, ("withdrawn_reason",))
    if not technology.withdrawn_reason:
        raise ValidationError({"reason": [_("Skriv, hvorfor den ikke skal stå her.")]})
    technology.withdrawn_at = clock.now()
    sign(technology, by)
    technology.save()
    subjects.fall_silent(technology.subject)
    bump(technology.subject)
    journal("technologies.withdrawn", technology.subject, by=by)
    return technology


def check_unused(technology: Technology, by: Viewer) -> None:
    """Raises: ValidationError while others build on it and ``by`` does not keep the catalogue."""
    if rules.has_perm("technologies.withdraw_used", by):
        return
    uses = technology.uses.filter(is_current=True).exclude(status=UseStatus.PHASED_OUT).select_related("unit")
    lacks = hooks.lacks("technology", "withdraw", technology)
    if any(not rules.has_perm("technologies.set_use_for", by, use.unit) for use in uses):
        lacks = [_("Andre enheder har den, eller har den på vej."), *lacks]
    if lacks:
        raise ValidationError([*lacks, _("Bed dem, der holder kataloget, om at tage den ud.")])


@verb(Technology)
def put_back(*, by: Viewer, technology_id: UUID | str) -> Technology:
    """Let it stand in the catalogue again, with all that hangs on it. Raises: NotFound, Refused, ValidationError."""
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.put_back", by, technology)
    technology.withdrawn_at, technology.withdrawn_reason = None, ""
    sign(technology, by)
    save(technology)
    subject = technology.subject
    subject.title = technology.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, words_of(technology, list(technology.products.all())))
    journal("technologies.put_back", subject, by=by)
    return technology


@verb(Technology)
def name_products(
    *,
    by: Viewer,
    technology_id: UUID | str,
    products: list[dict[str, str]],
    expected_version: int | None = None,
) -> Technology:
    """Say who sells it: each with ``supplier``, and maybe ``name``, ``website`` and ``hmi_number``. Replaces the list.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.edit", by, technology)
    check_version(technology.subject, expected_version)
    rows = check_products(products)
    technology.products.all().delete()
    for row in rows:
        row.technology = technology
    Product.objects.bulk_create(rows)
    bump(technology.subject)
    search.index(technology.subject, words_of(technology, rows))
    journal("technologies.products_named", technology.subject, by=by, payload={"count": len(rows)})
    return technology


# --- where it is ------------------------------------------------------------------------------------------------------


def unit_named(unit_id: UUID | str, by: Viewer) -> Unit:
    """A unit that ``by`` may speak of. Raises: Refused, ValidationError."""
    unit = units(by).filter(pk__in=[as_uuid(unit_id)]).first()
    if unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    require("technologies.set_use_for", by, unit)
    return unit


def checked_use(use: Use, contact_id: UUID | str | None, by: Viewer) -> Use:
    """Raises: ValidationError by field."""
    clean_texts(use, ("reason",))
    wrong: dict[str, list[str]] = {}
    if use.status not in UseStatus.values:
        wrong["status"] = [_("Vælg en af mulighederne på listen.")]
    if use.status == UseStatus.PHASED_OUT and not use.reason:
        wrong["reason"] = [_("Skriv, hvorfor I holdt op. Andre lærer af det.")]
    latest = clock.today() + (LATEST_START if use.status == UseStatus.COMING else timedelta())
    if not OLDEST_START <= use.since <= latest:
        wrong["since"] = [_("Vælg en dag, der er kommet. Kun det, der er på vej, kan ligge forude.")]
    if use.how_many is not None and not 0 < use.how_many <= MOST_PIECES:
        wrong["how_many"] = [_("Skriv et antal fra 1 og op, eller lad feltet stå tomt.")]
    if contact_id:
        people = {str(person.pk): person for person in queries.contacts_for(use.unit, by)}
        use.contact = people.get(str(contact_id))
        if use.contact is None:
            wrong["contact_id"] = [_("Vælg en på listen.")]
    if wrong:
        raise ValidationError(wrong)
    return use


@verb(Use)
def set_use(
    *,
    by: Viewer,
    technology_id: UUID | str,
    unit_id: UUID | str,
    status: str,
    since: date | None = None,
    reason: str = "",
    how_many: int | None = None,
    contact_id: UUID | str | None = None,
    expected_version: int | None = None,
) -> Use:
    """Say how far a unit is with a technology. Those who work there say it; what was said before stays (C58).

    ``expected_version`` is the key of the use that stood in the form. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.set_use", by, technology)
    unit = unit_named(unit_id, by)
    before = technology.uses.filter(unit=unit, is_current=True).first()
    if expected_version and str(expected_version) != str(before.pk if before else ""):
        # Where another unit was chosen than the one the form was opened for, the key says nothing of this one.
        others = technology.uses.exclude(unit=unit).values_list("pk", flat=True)
        if str(expected_version) not in map(str, others):
            raise Stale(technology.subject)
    use = Use(
        technology=technology,
        unit=unit,
        status=status,
        since=since or clock.today(),
        reason=reason,
        how_many=how_many,
        by_id=by.person_id,
    )
    checked_use(use, contact_id, by)
    said = ("status", "since", "reason", "how_many", "contact_id")
    if before and all(getattr(before, name) == getattr(use, name) for name in said):
        raise ValidationError(_("Det står der allerede. Ret det, der er anderledes nu."))
    told = put_in_place(use, by)
    if use.status == UseStatus.COMING:
        entry = journal("technologies.coming", technology.subject, **told)
    elif use.status == UseStatus.TRIAL:
        entry = journal("technologies.tried", technology.subject, **told)
    elif use.status == UseStatus.IN_USE:
        entry = journal("technologies.taken_into_use", technology.subject, **told)
    else:
        entry = journal("technologies.phased_out", technology.subject, **told)
    if before is None or before.status != use.status:
        tell_news(entry)
    return use


def put_in_place(use: Use, by: Viewer) -> dict[str, Any]:
    """Let ``use`` be what the unit says from now on; what the journal is to know of it."""
    use.technology.uses.filter(unit=use.unit, is_current=True).update(is_current=False)
    use.save(force_insert=True)
    subjects.touch(use.technology.subject)
    return {"by": by, "actor": use.unit_id, "payload": {"use": use.pk, "status": use.status}}


# What a trial may put in place of what a unit said before (None: nothing yet). All else says more than the trial does.
GIVES_WAY: dict[str, tuple[str | None, ...]] = {
    UseStatus.TRIAL: (None, UseStatus.COMING, UseStatus.PHASED_OUT),
    UseStatus.IN_USE: (None, UseStatus.COMING, UseStatus.TRIAL, UseStatus.PHASED_OUT),
    UseStatus.PHASED_OUT: (UseStatus.TRIAL,),
}


@transaction.atomic
def say_what_a_trial_says(*, by: Viewer, technology_id: UUID, unit: Unit, status: str, reason: str = "") -> None:
    """Write down what follows for a unit from a trial: called in the verb that starts or ends it.

    Whoever may take that step has the right; nothing is written over that says more, and nothing is refused.
    """
    rows = Technology.objects.select_for_update(of=("self", "subject"), no_key=True).select_related("subject")
    technology = rows.filter(pk=technology_id, withdrawn_at=None, subject__shown=True).first()
    if technology is None:
        return
    before = technology.uses.filter(unit=unit, is_current=True).first()
    if (before.status if before else None) not in GIVES_WAY[status]:
        return
    use = Use(technology=technology, unit=unit, status=status, since=clock.today(), by_id=by.person_id)
    use.reason = Truncator(clean_line(reason)).chars(LINE_LENGTH)
    use.contact = before.contact if before else None
    told = put_in_place(use, by)
    if use.status == UseStatus.TRIAL:
        tell_news(journal("technologies.tried", technology.subject, **told))
    elif use.status == UseStatus.IN_USE:
        tell_news(journal("technologies.taken_into_use", technology.subject, **told))
    else:
        tell_news(journal("technologies.phased_out", technology.subject, **told))


@verb(Technology)
def take_use_back(*, by: Viewer, use_id: int | str) -> Technology:
    """Take back what was said of a unit by mistake; what was said before holds again.

    Raises: NotFound, Refused, ValidationError.
    """
    use = queries.use_named(use_id, by)
    require("technologies.take_use_back", by, use)
    technology: Technology = find(Technology, use.technology_id, by, lock=True)
    if not Use.objects.filter(pk=use.pk, is_current=True).exists():
        raise ValidationError(_("Der er skrevet noget nyere, siden du åbnede siden."))
    use.delete()
    before = technology.uses.filter(unit=use.unit_id).order_by("-pk").first()
    if before:
        before.is_current = True
        before.save(update_fields=["is_current"])
    subjects.touch(technology.subject)
    journal(
        "technologies.use_taken_back",
        technology.subject,
        by=by,
        actor=use.unit_id,
        payload={"status": use.status},
    )
    return technology


# --- the radar --------------------------------------------------------------------------------------------------------


@verb(Placement)
def place(*, by: Viewer, technology_id: UUID | str, ring: str, reason: str, year: int | str | None = None) -> Placement:
    """Put a technology on the radar of this year or the last, with the reason. Placed again, it moves.

    Raises: NotFound, Refused, ValidationError.
    """
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.place", by, technology)
    wanted = str(year or clock.today().year)
    if wanted not in {str(each) for each in queries.open_years()}:
        raise ValidationError({"year": [_("Vælg et år på listen.")]})
    row = technology.placements.filter(year=wanted).first() or Placement(technology=technology, year=int(wanted))
    row.ring, row.reason, row.by_id, row.at = ring, reason, by.person_id, clock.now()
    clean_texts(row, ("reason",)) if reason else None
    if ring not in Ring.values:
        raise ValidationError({"ring": [_("Vælg en af mulighederne på listen.")]})
    if not row.reason:
        raise ValidationError({"reason": [_("Skriv kort hvorfor. Andre skal kunne følge det.")]})
    row.save()
    subjects.touch(technology.subject)
    journal("technologies.placed", technology.subject, by=by, payload={"year": row.year, "ring": row.ring})
    return row


@verb(Technology)
def unplace(*, by: Viewer, technology_id: UUID | str, year: int | str) -> Technology:
    """Take a technology off the radar of a year that is still open. Raises: NotFound, Refused."""
    technology = find(Technology, technology_id, by, lock=True)
    require("technologies.place", by, technology)
    row = queries.placement_of(technology, year)
    if row is None:
        raise NotFound(f"Placement {technology_id} {year}")
    row.delete()
    subjects.touch(technology.subject)
    journal("technologies.unplaced", technology.subject, by=by, payload={"year": row.year})
    return technology


# --- files ------------------------------------------------------------------------------------------------------------


def bringer(by: Viewer) -> Person:
    """A file belongs to nobody's page but that of whoever brought it."""
    return Person.objects.select_related("actor__subject").get(pk=by.known_id)


@verb(CatalogueFile)
def upload_file(*, by: Viewer, file: Upload) -> CatalogueFile:
    """Bring a file to look through. Nothing goes into the catalogue yet. Raises: Refused, ValidationError."""
    require("technologies.bring_file", by)
    if len(file.data) > settings.IMPORT_BYTES:
        most = settings.IMPORT_BYTES // 1024 // 1024
        raise ValidationError({"file": [_("Filen fylder over %d MB. Del den op i flere, og prøv igen.") % most]})
    try:
        is_table = file.format in (FileFormat.CSV, FileFormat.XLSX)
    except ValidationError as problem:
        raise ValidationError({"file": problem.messages}) from problem
    if not is_table:
        raise ValidationError({"file": [_("Kataloget læses af CSV og regneark (XLSX). Gem listen sådan.")]})
    row = CatalogueFile.objects.create(
        file_name=clean_line(file.name)[:150] or _("Fil uden navn"), file=file.data, by_id=by.known_id
    )
    journal("technologies.file_uploaded", bringer(by).actor.subject, by=by, payload={"format": file.format})
    return row


@verb(Person)
def drop_file(*, by: Viewer, file_id: int | str) -> Person:
    """Delete a file that one brought: it is used up, or was the wrong one. Raises: NotFound, Refused."""
    require("technologies.bring_file", by)
    person = bringer(by)
    queries.file_named(file_id, by).delete()
    journal("technologies.file_dropped", person.actor.subject, by=by)
    return person


def forget_old_files() -> None:
    """A file nobody went on with is deleted after a week. For the schedule."""
    CatalogueFile.objects.filter(at__lt=clock.now() - FILES_KEPT).delete()


def erase(person_id: UUID) -> None:
    """What was said of a unit or on the radar is the municipality's and stays, without the name."""
    CatalogueFile.objects.filter(by=person_id).delete()
    Use.objects.filter(contact=person_id).update(contact=None)
    Use.objects.filter(by=person_id).update(by=None)
    Placement.objects.filter(by=person_id).update(by=None)
    Technology.history.filter(history_user_id=person_id).update(history_user_id=None)
