"""Reads about imports, always through ``visible_to``."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from samspil.exchange.columns import LABELS
from samspil.exchange.models import ImportRow, ImportRun, Origin, RowPlan
from samspil.foundation.viewer import Viewer
from samspil.resources.models import Resource, ResourceStatus

RELATED = ("source__provider", "author__actor", "actor")
MOST_SHOWN = 10


def runs(viewer: Viewer) -> QuerySet[ImportRun]:
    """The imports ``viewer`` may see, newest first, without their files."""
    rows = ImportRun.objects.visible_to(viewer).select_related("subject", *RELATED)
    return rows.defer("file").order_by("-started_at", "pk")


def counts(run: ImportRun) -> dict[str, int]:
    rows = ImportRow.objects.filter(run=run).order_by().values_list("plan").annotate(n=Count("pk"))
    return dict(rows)


def first_of(run: ImportRun, plan: str, viewer: Viewer, most: int = MOST_SHOWN) -> list[ImportRow]:
    """The first rows of a sort, with what they will change. One query."""
    rows = ImportRow.objects.filter(run=run, plan=plan).select_related("resource__subject").order_by("position")
    return [readable(row, viewer) for row in rows[:most]]


def readable(row: ImportRow, viewer: Viewer) -> ImportRow:
    """A row whose resource is shown only as far as ``viewer`` may read it."""
    if row.resource and not row.resource.subject.readable_by(viewer):
        row.resource = None
    return row


def twins(run: ImportRun) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(run=run, plan=RowPlan.TWIN).select_related(
        "resource__subject", "resource__provider"
    )
    return rows.order_by("position")


def gone(run: ImportRun, viewer: Viewer) -> QuerySet[Resource]:
    """What came from the same source and is not in the file any more. It is listed, and never ended by itself."""
    here = ImportRow.objects.filter(run=run, external_id=OuterRef("external_id"))
    left = Origin.objects.filter(~Exists(here), source=run.source)
    rows = Resource.objects.visible_to(viewer).filter(pk__in=left.values("resource"), withdrawn_at=None)
    return rows.filter(status=ResourceStatus.ACTIVE).select_related("subject").order_by("title", "pk")


def mistakes(run: ImportRun) -> Iterator[dict[str, Any]]:
    """What is wrong, one thing at a time: row, column as the file calls it, problem, what stood there."""
    headings = {field: run.headers[int(place)] for place, field in run.columns.items() if int(place) < len(run.headers)}
    rows = ImportRow.objects.filter(run=run, plan=RowPlan.WRONG).order_by("position")
    for row in rows.only("number", "problems").iterator(chunk_size=500):
        for problem in row.problems:
            name = problem["field"]
            heading = headings.get(name, "")
            if not heading or heading == name:  # the file had no such column, or our own names
                heading = str(LABELS.get(name, ""))
            yield {"number": row.number, "column": heading, **problem}
