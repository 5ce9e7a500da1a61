"""Field history that names persons, not users: most who change things here never sign in."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from samspil.foundation import clock
from samspil.foundation.viewer import Viewer


def person_history(**options: Any) -> HistoricalRecords:
    """History rows with ``history_user_id`` as the person's id; the verb signs the instance before it saves."""
    return HistoricalRecords(
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=lambda row: row.history_user_id,
        history_user_setter=lambda row, person_id: setattr(row, "history_user_id", person_id),
        cascade_delete_history=True,
        **options,
    )


def sign(instance: models.Model, by: Viewer) -> None:
    """Put the name and the time of the verb on the history row that the next save writes."""
    instance._history_user = by.person_id  # type: ignore[attr-defined]
    instance._history_date = clock.now()  # type: ignore[attr-defined]
