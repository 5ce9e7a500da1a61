"""The verbs about what cases reckon with: rates and norms from a day, and the minutes a unit has granted."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.business_cases import ledger
from samspil.business_cases.actions import unit_named
from samspil.business_cases.models import HIGHEST, BusinessCase, CareTask, Norm, NormKind
from samspil.business_cases.numbers import in_words
from samspil.foundation import clock, subjects
from samspil.foundation.history import sign
from samspil.foundation.models import Audience, bump
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer

FACTS = ("title", "citizens", "occasions", "minutes", "source")
NEVER_ABOVE = {NormKind.DISCOUNT: 100, NormKind.TAX_FACTOR: 10, NormKind.HOURS: 8784, NormKind.PAY: 100_000_000}


@verb(Norm)
def add_norm(
    *,
    by: Viewer,
    kind: str,
    value: Decimal,
    valid_from: date,
    source: str,
    name: str = "",
    value_36: Decimal | None = None,
    value_71: Decimal | None = None,
    hours: Decimal | None = None,
) -> Norm:
    """Say what holds from a day. It stands beside what held before; locked cases keep theirs.

    Raises: NotFound, Refused, ValidationError.
    """
    require("norms.keep", by)
    if kind not in NormKind.values:
        raise NotFound(kind)
    norm = Norm(
        kind=kind,
        name=name if kind in (NormKind.PAY, NormKind.HOURS) else "",
        value=value,
        value_36=value_36 if kind == NormKind.DISCOUNT else None,
        value_71=value_71 if kind == NormKind.DISCOUNT else None,
        hours=hours if kind == NormKind.PAY else None,
        valid_from=valid_from,
        source=source,
        by_id=by.person_id,
    )
    all_told(partial(clean_texts, norm, ("name", "source")), partial(wrong_with, norm))
    norm.subject = subjects.create(
        "norm", title=str(norm), by=by.person_id, audience=Audience.STAFF, is_searchable=False
    )
    norm.save()
    journal("business_cases.norm_added", norm.subject, by=by, payload={"kind": kind})
    return norm


def wrong_with(norm: Norm) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    most = NEVER_ABOVE[NormKind(norm.kind)]
    for field in ("value", "value_36", "value_71"):
        given = getattr(norm, field)
        if given is not None and not 0 <= given <= most:
            problems[field] = [_("Skriv et tal fra 0 til %s.") % in_words(most)]
    if norm.kind in (NormKind.HOURS, NormKind.TAX_FACTOR) and not norm.value:
        problems["value"] = [_("Skriv et tal over 0.")]
    if norm.kind in (NormKind.PAY, NormKind.HOURS) and not norm.name:
        problems["name"] = [_("Skriv, hvad den hedder.")]
    if norm.kind == NormKind.PAY and not (norm.hours and 0 < norm.hours <= NEVER_ABOVE[NormKind.HOURS]):
        problems["hours"] = [_("Skriv, hvor mange timer et år er.")]
    if not norm.valid_from:
        problems["valid_from"] = [_("Vælg den dag, det gælder fra.")]
    if not norm.source:
        problems["source"] = [_("Skriv, hvor tallet kommer fra.")]
    return problems


@verb(Norm)
def remove_norm(*, by: Viewer, norm_id: UUID | str) -> Norm:
    """Take away what was added by mistake, as long as no case has prices from its time.

    Raises: NotFound, Refused, ValidationError.
    """
    norm = find(Norm, norm_id, by, lock=True)
    require("norms.keep", by)
    if norm.removed_at:
        return norm
    if BusinessCase.objects.filter(withdrawn_at=None, priced_on__gte=norm.valid_from).exists():
        raise ValidationError(_("Der er regnet med den. Skriv en ny, der gælder fra en senere dag."))
    norm.removed_at = clock.now()
    norm.save(update_fields=["removed_at"])
    subjects.fall_silent(norm.subject)
    journal("business_cases.norm_removed", norm.subject, by=by)
    return norm


# --- the minutes ledger -----------------------------------------------------------------------------------------------


def check_task(task: CareTask) -> None:
    """Raises: ValidationError by field."""
    all_told(partial(clean_texts, task, ("title", "source")), partial(wrong_in, task))


def wrong_in(task: CareTask) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if not task.title:
        problems["title"] = [_("Skriv, hvad opgaven hedder.")]
    if not task.source:
        problems["source"] = [_("Skriv, hvor tallet kommer fra.")]
    for name in ("citizens", "occasions", "minutes"):
        value = getattr(task, name)
        if value is None or not 0 < value <= HIGHEST:
            problems[name] = [_("Skriv et tal over 0.")]
    if not problems and task.granted > HIGHEST * 1000:
        problems["minutes"] = [_("Tallet er for stort.")]
    return problems


@verb(CareTask)
def add_care_task(*, by: Viewer, unit_id: UUID | str | None = None, **facts: Any) -> CareTask:
    """Write down what a unit has granted minutes for. Raises: Refused, ValidationError."""
    require("care_tasks.view", by)
    task = CareTask(unit=unit_named(unit_id, by), by_id=by.known_id, **{name: facts[name] for name in FACTS})
    check_task(task)
    task.subject = subjects.create(
        "care_task", title=task.title, by=by.person_id, audience=Audience.STAFF, is_searchable=False
    )
    sign(task, by)
    task.save()
    journal("business_cases.care_task_added", task.subject, by=by, payload={"unit": str(task.unit_id)})
    return task


def task_kept(task_id: UUID | str, by: Viewer) -> CareTask:
    """A task, locked as the claims lock it. Raises: NotFound, Refused."""
    found = find(CareTask, task_id, by, related=("unit",))
    require("care_tasks.keep", by, found)
    task = ledger.held(found.pk)
    require("care_tasks.keep", by, task)
    return task


@verb(CareTask)
def edit_care_task(*, by: Viewer, task_id: UUID | str, expected_version: int | None = None, **facts: Any) -> CareTask:
    """Change what is granted, never to less than the cases reckon with. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    task = task_kept(task_id, by)
    require("care_tasks.keep", by, task)
    check_version(task.subject, expected_version)
    for name in FACTS:
        setattr(task, name, facts[name])
    check_task(task)
    claimed = ledger.claimed_of([task.pk]).get(task.pk, ledger.NONE)
    if claimed > task.granted:
        text = _("Regnestykkerne regner med %s minutter om året af opgaven. Ret dem først.") % in_words(claimed, 0)
        raise ValidationError({"minutes": [text]})
    ledger.free_hidden(task, claimed)
    sign(task, by)
    task.save()
    task.subject.title = task.title
    task.subject.save(update_fields=["title"])
    bump(task.subject)
    journal("business_cases.care_task_edited", task.subject, by=by)
    return task


@verb(CareTask)
def remove_care_task(*, by: Viewer, task_id: UUID | str) -> CareTask:
    """Take a task out of the ledger, once nobody reckons with it. Raises: NotFound, Refused, ValidationError."""
    task = task_kept(task_id, by)
    require("care_tasks.keep", by, task)
    if ledger.standing([task.pk]).exists():
        raise ValidationError(_("Der er regnestykker, der regner med opgaven. Ret dem først."))
    ledger.free_hidden(task, task.granted)
    task.removed_at = clock.now()
    sign(task, by)
    task.save()
    subjects.fall_silent(task.subject)
    journal("business_cases.care_task_removed", task.subject, by=by)
    return task
