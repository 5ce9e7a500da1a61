"""The verbs about beacons, and which track something is on."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.tracks.models import Beacon, Track, Tracked
from samspil.tracks.queries import lit_beacons

TEXTS = ("title", "body")
YEARS_AHEAD = 50


def check(beacon: Beacon) -> None:
    """Raises: ValidationError by field."""
    clean_texts(beacon, TEXTS)
    this_year = clock.today().year
    if beacon.year is not None and not this_year <= beacon.year <= this_year + YEARS_AHEAD:
        raise ValidationError({"year": [_("Skriv et år, der ikke er gået, for eksempel %d.") % (this_year + 5)]})


@verb(Beacon)
def light_beacon(*, by: Viewer, title: str, body: str, year: int | None = None) -> Beacon:
    """Name an aim to steer by, and perhaps the year it looks ahead to. Raises: Refused, ValidationError."""
    require("tracks.light", by)
    beacon = Beacon(title=title, body=body, year=year)
    check(beacon)
    beacon.subject = subjects.create("beacon", title=beacon.title, by=by.person_id, text=beacon.body)
    sign(beacon, by)
    beacon.save()
    journal("tracks.beacon_lit", beacon.subject, by=by)
    return beacon


@verb(Beacon)
def edit_beacon(
    *, by: Viewer, beacon_id: UUID | str, expected_version: int | None = None, title: str, body: str, year: int | None
) -> Beacon:
    """Change the words or the year. Raises: NotFound, Refused, Stale, ValidationError."""
    beacon = find(Beacon, beacon_id, by, lock=True)
    require("tracks.edit", by, beacon)
    check_version(beacon.subject, expected_version)
    beacon.title, beacon.body, beacon.year = title, body, year
    check(beacon)
    sign(beacon, by)
    beacon.save()
    beacon.subject.title = beacon.title
    beacon.subject.save(update_fields=["title"])
    bump(beacon.subject)
    search.index(beacon.subject, beacon.body)
    journal("tracks.beacon_edited", beacon.subject, by=by, payload={"version": beacon.subject.version})
    return beacon


@verb(Beacon)
def retire_beacon(*, by: Viewer, beacon_id: UUID | str) -> Beacon:
    """Let nothing new steer by it. What does so already keeps it. Raises: NotFound, Refused."""
    beacon = find(Beacon, beacon_id, by, lock=True)
    require("tracks.retire", by, beacon)
    beacon.retired_at = clock.now()
    sign(beacon, by)
    beacon.save()
    bump(beacon.subject)
    journal("tracks.beacon_retired", beacon.subject, by=by)
    return beacon


def set_track(thing: Tracked, by: Viewer, *, track: str, beacon_id: UUID | str | None) -> None:
    """Put something on a track. Vision-driven work names its beacon, the small steps have none.

    What steers by a beacon that is retired since may keep it. Raises: ValidationError by field.
    """
    if track not in Track.values:
        raise ValidationError({"track": [_("Vælg et af de to spor.")]})
    thing.track = track
    if track == Track.EMPLOYEE_USER:
        thing.beacon = None
        return
    key = as_uuid(beacon_id)
    if key is None or key != thing.beacon_id:
        thing.beacon = lit_beacons(by).filter(pk=key).first() if key else None
    if thing.beacon is None:
        raise ValidationError({"beacon_id": [_("Vælg den sigtepejle, det styrer efter.")]})


def track_facts(thing: Tracked) -> dict[str, Any]:
    """The track of something, as ``set_track`` takes it."""
    return {"track": thing.track, "beacon_id": str(thing.beacon_id or "")}
