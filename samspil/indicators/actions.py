"""The verbs about indicators and what was measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.foundation import clock, hooks, subjects
from samspil.foundation.history import sign
from samspil.foundation.models import may_read
from samspil.foundation.verbs import NotFound, Stale, clean_texts, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.indicators.guidance import READY_MADE
from samspil.indicators.models import HIGHEST, How, Indicator, IndicatorKind, Measurement, Phase
from samspil.indicators.queries import MOST, indicators, page_named

MEASURED_FIELDS = ("phase", "on", "value", "n", "how", "source")
NO_DAY = gettext_lazy("Vælg den dag, I målte.")


@verb(Indicator)
def add_indicator(
    *,
    by: Viewer,
    subject_id: UUID | str,
    kind: str,
    name: str = "",
    unit: str = "",
    higher_is_better: bool | None = None,
    about_people: bool | None = None,
    target: Decimal | None = None,
) -> Indicator:
    """Say what is looked at on a page. A ready-made one needs its ``kind`` alone; ``target`` is in its unit.

    One's own has a name, a unit and a direction, and says whether the values are about people.
    Raises: NotFound, Refused, ValidationError.
    """
    thing = page_named(subject_id, by)
    require("indicators.measure", by, thing)
    ready = READY_MADE.get(kind)
    if ready:
        unit = unit or str(ready.unit)
        higher_is_better, about_people = ready.higher_is_better, ready.about_people
    if kind not in IndicatorKind.values:
        raise ValidationError({"kind": [_("Vælg en af mulighederne på listen.")]})
    if indicators(by).filter(subject=thing.subject).count() >= MOST:
        raise ValidationError(_("Der er allerede %d ting at måle på. Fjern en, før I tager en ny.") % MOST)
    indicator = Indicator(
        subject=thing.subject,
        kind=kind,
        name=name,
        unit=unit,
        higher_is_better=bool(higher_is_better),
        about_people=about_people is not False,  # when nobody has said, it is kept as if it were
        target=target,
        by_id=by.known_id,
    )
    check_indicator(indicator, is_told=ready is not None or higher_is_better is not None)
    indicator.save()
    journal("indicators.added", thing.subject, by=by, payload={"indicator": indicator.pk, "kind": kind})
    return indicator


def check_indicator(indicator: Indicator, *, is_told: bool) -> None:
    """Raises: ValidationError by field."""
    clean_texts(indicator, ("name", "unit") if indicator.name else ("unit",))
    problems = {}
    if indicator.kind == IndicatorKind.OWN and not indicator.name:
        problems["name"] = [_("Skriv, hvad I måler.")]
    if not is_told:
        problems["higher_is_better"] = [_("Vælg, om højere eller lavere er bedre.")]
    if wrong := wrong_number(indicator.target):
        problems["target"] = [wrong]
    if problems:
        raise ValidationError(problems)


def wrong_number(value: Decimal | None) -> str:
    """What is wrong with a number, in words; empty where nothing is."""
    if value is None:
        return ""
    if value < 0:
        return _("Tallet må ikke være under 0.")
    if value > HIGHEST:
        return _("Tallet er for stort.")
    return _("Skriv højst to decimaler.") if value != round(value, 2) else ""


def indicator_found(indicator_id: int | str, by: Viewer, *, lock: bool = False) -> Indicator:
    """Raises: NotFound."""
    rows = indicators(by).select_related("subject__context", "subject__root")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=whole(indicator_id)).first()
    if found is None:
        raise NotFound(f"Indicator {indicator_id}")
    return found


def whole(key: object) -> int:
    """The key of a row, or one that no row has."""
    text = str(key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def check_row(row: Indicator | Measurement, expected: int | str | None) -> None:
    """Raises: Stale when a form shows an older version of the row."""
    if expected not in (None, "") and str(expected) != str(row.version):
        subject = row.subject if isinstance(row, Indicator) else row.indicator.subject
        raise Stale(subject)


@contextmanager
def keeping_what_others_need(indicator: Indicator) -> Iterator[None]:
    """Refuse what leaves a room above without a figure that it had. Raises: ValidationError."""
    lacked = hooks.lacks("indicator", "change", indicator)
    yield
    if not lacked and (lacks := hooks.lacks("indicator", "change", indicator)):
        raise ValidationError(lacks)


@verb(Indicator)
def edit_indicator(
    *,
    by: Viewer,
    indicator_id: int | str,
    expected_version: int | None = None,
    name: str = "",
    unit: str,
    target: Decimal | None = None,
) -> Indicator:
    """Mend the name or the unit, or set the target. What kind it is, and about whom, stays.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    indicator = indicator_found(indicator_id, by, lock=True)
    require("indicators.measure", by, indicator)
    check_row(indicator, expected_version)
    indicator.name, indicator.unit, indicator.target = name, unit, target
    check_indicator(indicator, is_told=True)
    indicator.version += 1
    indicator.save()
    journal("indicators.edited", indicator.subject, by=by, payload={"indicator": indicator.pk})
    return indicator


@verb(Indicator)
def remove_indicator(*, by: Viewer, indicator_id: int | str) -> Indicator:
    """Take an indicator off the page with what was measured. Raises: NotFound, Refused, ValidationError."""
    indicator = indicator_found(indicator_id, by, lock=True)
    require("indicators.measure", by, indicator)
    with keeping_what_others_need(indicator):
        indicator.removed_at = clock.now()
        indicator.save(update_fields=["removed_at"])
    journal("indicators.removed", indicator.subject, by=by, payload={"indicator": indicator.pk})
    return indicator


@verb(Indicator)
def bring_indicator_back(*, by: Viewer, indicator_id: int | str) -> Indicator:
    """Undo ``remove_indicator``. Raises: NotFound, Refused."""
    rows = Indicator.objects.filter(may_read(by, "subject__")).select_related("subject__context", "subject__root")
    indicator = rows.filter(pk=whole(indicator_id)).first()
    if indicator is None:
        raise NotFound(f"Indicator {indicator_id}")
    require("indicators.measure", by, indicator)
    indicator.removed_at = None
    indicator.save(update_fields=["removed_at"])
    journal("indicators.brought_back", indicator.subject, by=by, payload={"indicator": indicator.pk})
    return indicator


@verb(Measurement)
def measure(
    *,
    by: Viewer,
    indicator_id: int | str,
    phase: str,
    on: date | None,
    value: Decimal,
    how: str,
    n: int | None = None,
    source: str = "",
) -> Measurement:
    """Write down a number: when, how it is known, where from, and from how many people (``n``).

    ``n`` may be left out only where the indicator is not about people.
    Raises: NotFound, Refused, ValidationError.
    """
    indicator = indicator_found(indicator_id, by)
    require("indicators.measure", by, indicator)
    if on is None:
        raise ValidationError({"on": [NO_DAY]})
    row = Measurement(
        indicator=indicator, phase=phase, on=on, value=value, n=n, how=how, source=source, by_id=by.known_id
    )
    check_measurement(row)
    sign(row, by)
    row.save()
    journal("indicators.measured", indicator.subject, by=by, payload=told(row))
    return row


def told(row: Measurement) -> dict[str, Any]:
    return {"indicator": row.indicator_id, "measurement": row.pk, "phase": row.phase}


def check_measurement(row: Measurement) -> None:
    """Raises: ValidationError by field."""
    clean_texts(row, ("source",))
    problems = {}
    if row.phase not in Phase.values:
        problems["phase"] = [_("Vælg en af mulighederne på listen.")]
    if row.how not in How.values:
        problems["how"] = [_("Vælg en af mulighederne på listen.")]
    if row.on > clock.today():
        problems["on"] = [_("Dagen er ikke kommet endnu.")]
    if wrong := wrong_number(row.value):
        problems["value"] = [wrong]
    if row.n is not None and not 1 <= row.n <= HIGHEST:
        problems["n"] = [_("Skriv et helt antal over 0.")]
    if row.indicator.about_people and row.n is None:
        problems["n"] = [_("Skriv, hvor mange tallet bygger på.")]
    if problems:
        raise ValidationError(problems)


def measurement_found(measurement_id: int | str, by: Viewer, *, lock: bool = False) -> Measurement:
    """Raises: NotFound."""
    rows = Measurement.objects.filter(
        may_read(by, "indicator__subject__"), withdrawn_at=None, indicator__removed_at=None
    ).select_related("indicator__subject__context", "indicator__subject__root")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=whole(measurement_id)).first()
    if found is None:
        raise NotFound(f"Measurement {measurement_id}")
    return found


@verb(Measurement)
def correct_measurement(
    *, by: Viewer, measurement_id: int | str, expected_version: int | None = None, **changes: Any
) -> Measurement:
    """Put a number right. History keeps what stood before, and the page says that it was corrected.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    row = measurement_found(measurement_id, by, lock=True)
    require("indicators.measure", by, row.indicator)
    check_row(row, expected_version)
    unknown = set(changes) - set(MEASURED_FIELDS)
    if unknown:
        raise TypeError(f"correct_measurement does not change {unknown}")
    if "on" in changes and changes["on"] is None:
        raise ValidationError({"on": [NO_DAY]})
    for name, value in changes.items():
        setattr(row, name, value)
    check_measurement(row)
    row.corrected_at = clock.now()
    row.version += 1
    sign(row, by)
    with keeping_what_others_need(row.indicator):
        row.save()
    journal("indicators.corrected", row.indicator.subject, by=by, payload=told(row))
    return row


@verb(Measurement)
def withdraw_measurement(*, by: Viewer, measurement_id: int | str) -> Measurement:
    """Take a number back: it counts no more and is shown nowhere. Raises: NotFound, Refused, ValidationError."""
    row = measurement_found(measurement_id, by, lock=True)
    require("indicators.measure", by, row.indicator)
    row.withdrawn_at = clock.now()
    sign(row, by)
    with keeping_what_others_need(row.indicator):
        row.save()
    journal("indicators.withdrawn", row.indicator.subject, by=by, payload=told(row))
    return row


def erase(person_id: UUID) -> None:
    """Take away what a person alone measured, on a page of their own that nobody else has built on.

    Elsewhere a number is what others go by: it stays, without the name.
    """
    rows = Indicator.objects.filter(by=person_id, subject__created_by=person_id).select_related("subject")
    for indicator in rows:
        others = indicator.measurements.exclude(by=person_id).exists()
        if not others and not subjects.built_on(indicator.subject, but=person_id):
            indicator.delete()
