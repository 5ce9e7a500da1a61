"""The work on a file, batch by batch: read it, look at its rows, write them.

A batch is written in one short transaction, which first moves the run's cursor from where it stood when we read it: of
two workers with the same batch, one finds it moved and stops. So a worker that is killed loses one batch, and whoever
goes on begins there.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import rules
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from samspil.actors.actions import Voice, voice_of
from samspil.actors.queries import viewer_of
from samspil.exchange import queries
from samspil.exchange.checking import Checker, empty, filled_by, kept_cell, prints
from samspil.exchange.columns import guessed
from samspil.exchange.models import KEPT_DAYS, WORKING, ImportRow, ImportRun, Origin, RowPlan, RunState, TwinChoice
from samspil.exchange.reading import MOST_COLUMNS, open_table
from samspil.foundation import clock, mail
from samspil.foundation.verbs import NotFound, Refused
from samspil.foundation.viewer import Viewer
from samspil.resources.actions import edit_resource, register_resource
from samspil.resources.importing import register_many
from samspil.resources.models import Resource

logger = logging.getLogger(__name__)

READ, CHECKED, WRITTEN = 1_000, 500, 250  # rows in a batch
TURN = 20.0  # seconds at a time; then letters and other work get their turn
STALLED = timedelta(minutes=2)  # longer than any batch takes
TO_WRITE = Q(plan__in=(RowPlan.NEW, RowPlan.CHANGED)) | Q(
    plan=RowPlan.TWIN, choice__in=(TwinChoice.SAME, TwinChoice.ANOTHER)
)
CHECK_FIELDS = ["values", "problems", "changes", "external_id", "plan", "choice", "resource"]
PUT = ("kind", "themes", "body")  # what ``values.settle`` puts where the file says nothing


class Overtaken(Exception):
    """Another worker is at it, or somebody stopped it."""


@task(priority=mail.LATER)
def work(run_id: str) -> None:
    """Do what is next for a run, for a while; then ask for another turn."""
    run = ImportRun.objects.select_related("subject", *queries.RELATED).filter(pk=UUID(run_id)).first()
    if run is None or not run.is_working:
        return
    with override(run.author.language):
        viewer = viewer_of(run.author)
        try:
            if viewer.is_blocked or not rules.has_perm("exchange.keep", viewer, run):
                raise ValidationError(_("Den, der hentede filen, må ikke lægge den ind længere."))
            STEPS[RunState(run.state)](run, viewer, time.monotonic() + TURN)
        except Overtaken:
            return
        except (ValidationError, Refused) as problem:
            fail(run, " ".join(getattr(problem, "messages", [])) or _("Du må ikke lægge filen ind længere."))
            return
        except Exception:
            logger.exception("Import %s failed", run_id)
            fail(run, _("Noget gik galt hos os. Prøv igen, eller ring til os."))
            return
    run.refresh_from_db(fields=["state"])
    if run.is_working:
        work.enqueue(run_id)


def fail(run: ImportRun, message: str) -> None:
    ImportRun.objects.filter(pk=run.pk, state__in=WORKING).update(
        state=RunState.FAILED, problem=message[:300], file=None, moved_at=clock.now(), done_at=clock.now()
    )


def move(run: ImportRun, cursor: int, **changes: Any) -> None:
    """Take the next step, inside the transaction that writes its batch. Raises: Overtaken."""
    here = ImportRun.objects.filter(pk=run.pk, state=run.state, cursor=run.cursor)
    if not here.update(cursor=cursor, moved_at=clock.now(), **changes):
        raise Overtaken
    run.cursor = cursor
    for name, value in changes.items():
        setattr(run, name, value)


# --- read -------------------------------------------------------------------------------------------------------------


def read(run: ImportRun, viewer: Viewer, until: float) -> None:
    table = open_table(bytes(run.file or b""))
    rows = islice(enumerate(table.rows, 1), run.cursor, None)
    while batch := list(islice(rows, READ)):
        last = batch[-1][0]
        if last > settings.IMPORT_ROWS:
            ImportRow.objects.filter(run=run).delete()
            raise ValidationError(too_many())
        with transaction.atomic():
            move(run, last, row_count=last)
            ImportRow.objects.bulk_create(
                ImportRow(run=run, position=position, number=number, cells=[kept_cell(cell) for cell in cells])
                for position, (number, cells) in batch
            )
        if time.monotonic() > until:
            return
    if not run.row_count:
        raise ValidationError(_("Der er ingen rækker under overskrifterne. Se filen efter, og prøv igen."))
    headers = [kept_cell(header) for header in table.headers[:MOST_COLUMNS]]
    columns = guessed(headers, run.source.columns)
    knows = table.is_named or (run.source.columns and all(header in run.source.columns for header in headers if header))
    if not knows or "title" not in columns.values():
        move(run, 0, state=RunState.COLUMNS, headers=headers, columns=columns, file=None)
        return
    move(run, 0, state=RunState.CHECKING, headers=headers, columns=columns, file=None)
    check(run, viewer, until)


def too_many() -> str:
    most = f"{settings.IMPORT_ROWS:,}".replace(",", ".")
    return _("Filen har over %s rækker. Del den op i flere, og prøv igen.") % most


# --- check ------------------------------------------------------------------------------------------------------------


def check(run: ImportRun, viewer: Viewer, until: float) -> None:
    checker = Checker(run, viewer)
    while rows := list(ImportRow.objects.filter(run=run, position__gt=run.cursor).order_by("position")[:CHECKED]):
        checker.check(rows)
        with transaction.atomic():
            move(run, rows[-1].position)
            # As an upsert, because updating many rows field by field takes ten times as long.
            ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=CHECK_FIELDS)
        if time.monotonic() > until:
            return
    counts = queries.counts(run)
    has_work = any(counts.get(plan) for plan in (RowPlan.NEW, RowPlan.CHANGED, RowPlan.TWIN))
    with transaction.atomic():
        done = {} if has_work else {"done_at": clock.now()}
        state = RunState.READY if has_work else RunState.DONE
        move(run, 0, state=state, counts=counts, gone_count=queries.gone(run, viewer).count(), **done)


# --- write ------------------------------------------------------------------------------------------------------------


def to_write(run: ImportRun) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(TO_WRITE, run=run, done=False)


def write(run: ImportRun, viewer: Viewer, until: float) -> None:
    writer = Writer(run, viewer)
    while rows := list(
        to_write(run).filter(position__gt=run.cursor).select_related("resource").order_by("position")[:WRITTEN]
    ):
        with transaction.atomic():
            move(run, rows[-1].position)
            writer.write(rows)
        if time.monotonic() > until:
            return
    with transaction.atomic():
        rows_here = ImportRow.objects.filter(run=run).values("external_id")
        Origin.objects.filter(source=run.source, external_id__in=rows_here).update(seen_on=clock.today())
        move(run, run.row_count, state=RunState.DONE, counts=queries.counts(run), done_at=clock.now())


class Writer:
    """Calls the verbs of resources for each row; what they refuse becomes a mistake of that row alone."""

    def __init__(self, run: ImportRun, viewer: Viewer) -> None:
        self.run, self.viewer = run, viewer
        self.filled = filled_by(run)
        speaks_as = str(run.provider.pk) if run.provider else None
        self.voice: Voice = voice_of(viewer, speaks_as=speaks_as)
        self.speaks_as = speaks_as

    def write(self, rows: list[ImportRow]) -> None:
        new = [row for row in rows if row.plan == RowPlan.NEW or row.choice == TwinChoice.ANOTHER]
        self.register(new)
        registered = {row.pk for row in new}
        for row in rows:
            if row.pk not in registered:
                self.edit(row)
        for row in rows:
            row.done = True
        ImportRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=["plan", "problems", "resource", "done"]
        )
        Origin.objects.bulk_create(
            [
                Origin(
                    source=self.run.source,
                    external_id=row.external_id,
                    resource=row.resource,
                    fingerprints=prints(row, self.filled),
                )
                for row in rows
                if row.plan != RowPlan.WRONG and row.resource is not None
            ],
            update_conflicts=True,
            unique_fields=["source", "external_id"],
            update_fields=["resource", "fingerprints"],
        )

    def register(self, rows: list[ImportRow]) -> None:
        told = [
            {**row.values, "source": self.run.source.key, "external_id": row.external_id, "speaks_as": self.speaks_as}
            for row in rows
        ]
        if self.viewer.is_staff and self.run.provider is None:
            for each in told:
                del each["speaks_as"]
            made = register_many(by=self.viewer, voice=self.voice, rows=told)
        else:  # one by one, because what others tell is looked at
            made = [self.attempt(register_resource, **each) for each in told]
        for row, one in zip(rows, made, strict=True):
            if isinstance(one, Resource):
                row.resource = one
            else:
                self.refused(row, one)

    def edit(self, row: ImportRow) -> None:
        """A changed row changes what its source changed; one that a person called the same says all it knows."""
        if row.plan == RowPlan.TWIN:
            changes = self.said(row)
        else:
            changes = {field: row.values.get(field, empty(field)) for field in row.changes}
        made = self.attempt(edit_resource, resource_id=row.resource_id, **changes)
        if isinstance(made, ValidationError):
            self.refused(row, made)

    def said(self, row: ImportRow) -> dict[str, Any]:
        """What the row itself says, without what we put where a new one would say nothing."""
        columns = self.run.columns.items()
        written = {field for at, field in columns if int(at) < len(row.cells) and row.cells[int(at)].strip()}
        return {field: value for field, value in row.values.items() if field not in PUT or field in written}

    def attempt(self, verb: Callable[..., Resource], **arguments: Any) -> Resource | ValidationError:
        try:
            return verb(by=self.viewer, **arguments)
        except ValidationError as problem:
            return problem
        except (Refused, NotFound):
            return ValidationError(_("Du kan ikke rette den herfra."))

    def refused(self, row: ImportRow, problem: ValidationError) -> None:
        by_field = problem.message_dict if hasattr(problem, "error_dict") else {"title": problem.messages}
        row.plan = RowPlan.WRONG
        row.problems = [
            {"field": field, "message": str(message), "written": str(row.values.get(field, ""))[:200]}
            for field, messages in by_field.items()
            for message in messages
        ]


STEPS: dict[RunState, Callable[[ImportRun, Viewer, float], None]] = {
    RunState.READING: read,
    RunState.CHECKING: check,
    RunState.WRITING: write,
}


# --- scheduled --------------------------------------------------------------------------------------------------------


def resume() -> None:
    """Go on with what no worker has moved for a while."""
    for pk in ImportRun.objects.filter(state__in=WORKING, moved_at__lt=clock.now() - STALLED).values_list(
        "pk", flat=True
    ):
        ImportRun.objects.filter(pk=pk).update(moved_at=clock.now())
        work.enqueue(str(pk))


def forget() -> None:
    """Delete the files and rows that have done their work; what nobody finished is stopped. The counts stay."""
    old = ImportRun.objects.filter(moved_at__lt=clock.now() - timedelta(days=KEPT_DAYS))
    open_still = old.filter(state__in=(RunState.COLUMNS, RunState.READY, *WORKING))
    open_still.update(state=RunState.CANCELLED, done_at=clock.now())
    old.exclude(file=None).update(file=None)
    ImportRow.objects.filter(run__in=old.values("pk")).delete()
