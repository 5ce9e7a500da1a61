"""Times said on the local clock, by hand-made tables: summer time, midnight, the new year."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from samspil.events import times
from samspil.events.models import Event
from samspil.foundation.text import unbroken

CPH = "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("first_on", "starts", "until_on", "ends", "begins", "stops"),
    [
        # An evening in winter, and one in summer.
        (date(2026, 12, 3), time(19), None, time(21), "2026-12-03T18:00+00:00", "2026-12-03T20:00+00:00"),
        (date(2026, 7, 3), time(19), None, time(21), "2026-07-03T17:00+00:00", "2026-07-03T19:00+00:00"),
        # Past midnight, and over the new year.
        (date(2026, 12, 31), time(22), None, time(1), "2026-12-31T21:00+00:00", "2027-01-01T00:00+00:00"),
        # The night the clocks go forward: half past two is half past three, and it lasts as long as was said.
        (date(2026, 3, 29), time(2, 30), None, time(3, 30), "2026-03-29T01:30+00:00", "2026-03-29T02:30+00:00"),
        # The night they go back: the first of the two, and three hours from one to three.
        (date(2026, 10, 25), time(2, 30), None, time(4), "2026-10-25T00:30+00:00", "2026-10-25T03:00+00:00"),
        # A weekend with the change in it.
        (
            date(2026, 10, 24),
            time(10),
            date(2026, 10, 25),
            time(10),
            "2026-10-24T08:00+00:00",
            "2026-10-25T09:00+00:00",
        ),
    ],
)
def test_what_is_said_becomes_the_moment_it_is(first_on, starts, until_on, ends, begins, stops):
    found = times.moments(first_on, starts, until_on, ends, CPH)
    assert [moment.isoformat(timespec="minutes") for moment in found] == [begins, stops]


@pytest.mark.parametrize(
    ("begins", "stops", "words"),
    [
        ("2026-12-03T18:00+00:00", "2026-12-03T20:00+00:00", f"Torsdag den 3. december 2026 {unbroken('kl. 19–21')}"),
        (
            "2026-12-31T21:30+00:00",
            "2027-01-01T00:00+00:00",
            f"Torsdag den 31. december 2026 {unbroken('kl. 22.30–1')}",
        ),
        (
            "2026-10-24T08:00+00:00",
            "2026-10-25T11:00+00:00",
            "Lørdag den 24. oktober 2026 kl. 10.00 til søndag den 25. oktober 2026 kl. 12.00",
        ),
    ],
)
def test_in_words(begins, stops, words):
    event = Event(starts_at=datetime.fromisoformat(begins), ends_at=datetime.fromisoformat(stops), zone=CPH)
    with translation.override("da"):
        assert times.in_words(event) == words
