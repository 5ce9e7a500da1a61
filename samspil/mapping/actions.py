"""The verb about the map of what there is: keep the counts of a day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspil.foundation import clock, subjects
from samspil.foundation.verbs import journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.mapping import queries
from samspil.mapping.models import Axis, Snapshot, SnapshotCell

LAST_DAY = (12, 31)


@verb(Snapshot)
def freeze_counts(*, by: Viewer) -> Snapshot:
    """Keep what is counted today, to compare with later. Once a day. Raises: Refused, ValidationError."""
    require("mapping.freeze", by)
    today = clock.today()
    already = ValidationError(_("Tallene fra i dag er gemt allerede."))
    if Snapshot.objects.filter(counted_on=today).exists():
        raise already
    title = _("Kortlægning %s") % date_format(today, pgettext("datoformat", "j. F Y"))
    snapshot = Snapshot(counted_on=today)
    snapshot.subject = subjects.create("map_snapshot", title=title, by=by.person_id, is_searchable=False)
    try:
        with transaction.atomic():
            snapshot.save()
    except IntegrityError:  # somebody else pressed at the same moment
        raise already from None
    SnapshotCell.objects.bulk_create(
        SnapshotCell(snapshot=snapshot, axis=axis, **row) for axis in Axis.values for row in queries.rows_of(axis)
    )
    journal("mapping.frozen", snapshot.subject, by=by)
    return snapshot


@transaction.atomic
def freeze_last_year() -> None:
    """The counts of New Year's Eve, or of the first day after it on which the installation runs."""
    today = clock.today()
    eve = date(today.year if (today.month, today.day) == LAST_DAY else today.year - 1, *LAST_DAY)
    # In February it would be another year's figures under the old year's name.
    if (today - eve).days < 31 and not Snapshot.objects.filter(counted_on__gte=eve).exists():
        freeze_counts(by=SYSTEM)
