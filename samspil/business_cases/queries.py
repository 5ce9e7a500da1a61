"""Reads about business cases, always through ``visible_to``; and what a later room asks of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import rules
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.actors.models import Unit
from samspil.actors.queries import names_of
from samspil.business_cases import ledger
from samspil.business_cases.models import ABOUT_KINDS, BusinessCase, CareTask, CaseLine, Norm, Signature
from samspil.business_cases.norms import Norms, norms_on
from samspil.business_cases.numbers import in_words
from samspil.business_cases.reckoning import Reckoned, reckon
from samspil.business_cases.words import field_name
from samspil.foundation import hooks, search
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.verbs import NotFound
from samspil.foundation.viewer import Viewer

RELATED = ("about__context", "unit__actor__subject", "actor", "author__actor", "locked_by__actor")
OPEN, LOCKED = "aaben", "laast"
MOST_CLAIMS = 50  # shown of one task


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    state: str = ""
    kind: str = ""
    unit: UUID | None = None
    sort: str = "aktiv"


SORTS = {"aktiv": ("-subject__active_at", "pk"), "nyeste": ("-subject__created_at", "pk"), "titel": ("title", "pk")}


def business_cases(viewer: Viewer, filters: Filters | None = None) -> QuerySet[BusinessCase]:
    """Those that stand and ``viewer`` may read."""
    filters = filters or Filters()
    rows = BusinessCase.objects.visible_to(viewer).filter(withdrawn_at=None).select_related("subject", *RELATED)
    if filters.words:
        ids = search.matching(filters.words, ("business_case",))
        rows = rows.filter(pk__in=ids) if ids is not None else rows.none()
    if filters.state:
        rows = rows.filter(locked_at__isnull=filters.state == OPEN)
    if filters.kind:
        rows = rows.filter(about__kind=filters.kind)
    if filters.unit:
        rows = rows.filter(unit=filters.unit)
    return rows.order_by(*SORTS.get(filters.sort, SORTS["aktiv"]))


def cases_on(subject: Subject, viewer: Viewer) -> list[BusinessCase]:
    """The cases that hang on a page, the newest first. One query."""
    rows = BusinessCase.objects.visible_to(viewer).filter(about=subject, withdrawn_at=None)
    return list(rows.select_related("subject", "unit__actor__subject").order_by("-pk")[:20])


def reckoned_by_others(technology: Any) -> list[str]:
    """Whether anybody but whoever added it reckons on it, in words that name none. One query."""
    rows = BusinessCase.objects.filter(about=technology.subject, withdrawn_at=None)
    others = rows.exclude(author=technology.subject.created_by)
    return [_("Andre regner på den.")] if others.exists() else []


def page_named(subject_id: UUID | str, viewer: Viewer) -> Any:
    """The thing whose page a case may hang on. Raises: NotFound."""
    rows = Subject.objects.visible_to(viewer).filter(pk__in=[as_uuid(subject_id)], kind__in=ABOUT_KINDS)
    subject = rows.select_related("context", "root").exclude(title="").first()
    thing = hooks.thing(subject) if subject else None
    if thing is None:
        raise NotFound(f"Subject {subject_id}")
    thing.subject = subject
    return thing


# --- one case ---------------------------------------------------------------------------------------------------------


def lines_of(case: BusinessCase) -> list[CaseLine]:
    """The lines that stand, in the order they were written. One query."""
    rows = CaseLine.objects.filter(case=case, removed_at=None).select_related(
        "task__subject", "task__unit", "by__actor"
    )
    return list(rows.order_by("pk"))


def norms(day: date) -> Norms:
    """What holds on a day. One query."""
    return norms_on(day, Norm.objects.filter(removed_at=None, subject__shown=True))


def signatures_of(case: BusinessCase) -> list[Signature]:
    """The newest first, those that fell too. One query."""
    return list(Signature.objects.filter(case=case).select_related("by__actor").order_by("-at", "-pk"))


def standing(signatures: Iterable[Signature]) -> Signature | None:
    return next((row for row in signatures if row.fell_at is None), None)


def reckoned(case: BusinessCase) -> Reckoned:
    """The figures of a case as they count now. Three queries."""
    return reckon(case, lines_of(case), norms(case.priced_on), standing(signatures_of(case)))


# --- rates ------------------------------------------------------------------------------------------------------------


def added_norms(viewer: Viewer) -> list[Norm]:
    """What administrators have added, the newest first."""
    rows = Norm.objects.visible_to(viewer).filter(removed_at=None).select_related("subject", "by__actor")
    return list(rows.order_by("kind", "name", "-valid_from", "-pk"))


def pay_groups(day: date) -> list[str]:
    return list(norms(day).pay)


# --- the minutes ledger -----------------------------------------------------------------------------------------------


def care_tasks(viewer: Viewer, unit: UUID | None = None, words: str = "") -> QuerySet[CareTask]:
    """The tasks that units have granted minutes for."""
    rows = CareTask.objects.visible_to(viewer).filter(removed_at=None).select_related("subject", "unit__actor__subject")
    if unit:
        rows = rows.filter(unit=unit)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(unit__actor__name__icontains=words))
    return rows.order_by("unit__actor__name", "title", "pk")


def with_claims(tasks: Iterable[CareTask], viewer: Viewer) -> list[CareTask]:
    """Tasks with what is claimed of them, and by which cases as far as ``viewer`` may read them. Two queries."""
    rows = list(tasks)
    claimed = ledger.claimed_of(row.pk for row in rows) if rows else {}
    mine = BusinessCase.objects.visible_to(viewer)
    claims: dict[UUID, list[CaseLine]] = {row.pk: [] for row in rows}
    if rows:
        for line in ledger.standing(claims).filter(case__in=mine).select_related("case__subject").order_by("pk"):
            if line.task_id and len(claims[line.task_id]) < MOST_CLAIMS:
                claims[line.task_id].append(line)
    for row in rows:
        row.claimed = claimed.get(row.pk, ledger.NONE)
        row.visible_claims = claims[row.pk]  # type: ignore[attr-defined]
    return rows


def tasks_for(unit: Unit, viewer: Viewer) -> QuerySet[CareTask]:
    """The tasks whose minutes a case of this unit may claim: its own, and those of the units below it."""
    line = str(unit.pk)
    below = [pk for pk, path in Unit.objects.values_list("pk", "path") if line in path]
    return care_tasks(viewer).filter(unit__in=below)


def units_of(viewer: Viewer) -> list[Unit]:
    """The units in whose name the viewer may reckon."""
    rows = Unit.objects.visible_to(viewer).select_related("actor")
    return [unit for unit in rows if rules.has_perm("business_cases.own", viewer, unit)]


# --- what stood before ------------------------------------------------------------------------------------------------

NOT_TOLD = frozenset(
    {"id", "case", "by", "at", "version", "claimed_minutes", "actor", "author", "subject", "locked_by", "unit"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a case or of a line: when, by whom, and each field before and after."""

    at: datetime
    who: str
    what: str
    fields: tuple[tuple[str, str, str], ...]


def changes_of(case: BusinessCase, most: int = 100) -> list[Change]:
    """The newest first. Three queries."""
    rows: list[tuple[str, Any]] = [("", row) for row in case.history.order_by("history_date", "history_id")]
    of_lines = CaseLine.history.filter(case_id=case.pk).order_by("history_date", "history_id")
    rows += [(str(row.id), row) for row in of_lines]
    names = names_of({row.history_user_id for _key, row in rows if row.history_user_id})
    before: dict[str, Any] = {}
    found = []
    for key, row in rows:
        fields = differences(before.get(key), row)
        if fields or key not in before:
            what = row.title if key else str(_("Forudsætninger"))
            found.append(Change(row.history_date, names.get(row.history_user_id, ""), what, fields))
        before[key] = row
    return sorted(found, key=lambda change: change.at, reverse=True)[:most]


def differences(before: Any, after: Any) -> tuple[tuple[str, str, str], ...]:
    """What a row of history changed, in words; of the first one, nothing: it is the beginning."""
    if before is None:
        return ()
    found = []
    for field in after.tracked_fields:
        if field.name in NOT_TOLD:
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            found.append((field_name(field.name), told(before, field.name, old), told(after, field.name, new)))
    return tuple(found)


def told(row: Any, name: str, value: Any) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    if value is None or value == "":
        return "–"
    if isinstance(value, Decimal):
        return in_words(value)
    if isinstance(value, date):
        return date_format(timezone.localtime(value).date() if isinstance(value, datetime) else value)
    if name == "task":
        return str(CareTask.objects.filter(pk__in=[value]).values_list("title", flat=True).first() or "–")
    return str(shown() if shown else value)
