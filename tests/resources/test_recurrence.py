"""Rules of recurrence: made, checked, said in words and counted out in local days."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspil.resources import recurrence
from samspil.resources.models import Resource

THURSDAY = date(2026, 3, 26)  # the last one before summer time


@pytest.mark.parametrize(
    ("rule", "first_on", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", None, [0, 7, 14]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", None, [0, 4, 7]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", THURSDAY - timedelta(days=7), [7, 21, 35]),
        ("FREQ=MONTHLY;BYDAY=1TH", None, [7, 42, 70]),
        ("FREQ=MONTHLY;BYDAY=-1TH", None, [0, 35, 63]),
        ("FREQ=DAILY", date(2020, 1, 1), [0, 1, 2]),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20260402T000000Z", None, [0, 7]),
        ("FREQ=WEEKLY;BYDAY=TH;COUNT=2", THURSDAY - timedelta(days=7), [0]),
        ("", THURSDAY, [0]),
        ("", THURSDAY - timedelta(days=1), []),
        ("", None, []),
    ],
)
def test_next_days(rule, first_on, expected):
    found = recurrence.dates(rule, first_on, THURSDAY, 3)
    assert [(day - THURSDAY).days for day in found] == expected


def test_clock_stands_still_when_summer_time_comes():
    resource = Resource(recurrence="FREQ=WEEKLY;BYDAY=TH", starts_at=time(17), zone="Europe/Copenhagen")
    before, after = (recurrence.moment(resource, day) for day in recurrence.next_dates(resource, THURSDAY, 2))
    assert (before.hour, after.hour) == (17, 17)
    assert after - before == timedelta(days=7)  # on the wall; an hour less has gone by
    assert after.utcoffset() - before.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "Hver torsdag"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "Hver mandag og torsdag"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Hver hverdag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Hver anden tirsdag"),
        ("FREQ=MONTHLY;BYDAY=-1SU", "Den sidste søndag i måneden"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=23", "Hvert år"),
    ],
)
def test_in_words(rule, words):
    resource = Resource(recurrence=recurrence.checked(rule), starts_at=time(17), ends_at=time(19, 30))
    assert recurrence.in_words(resource) == f"{words} kl.\u00a017–\u206019.30"  # on one line


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "hver torsdag", "FREQ=WEEKLY;BYSECOND=1", "FREQ=DAILY;INTERVAL=0",
     "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=WEEKLY;COUNT=2;UNTIL=20261301", "FREQ=DAILY;" + "BYDAY=MO;" * 40,
     # What never happens would be looked for until the year 9999.
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYSETPOS=2", "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31",
     "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2", "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
     "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2"],
)  # fmt: skip
def test_rule_we_cannot_count_with_is_refused(rule):
    with pytest.raises(ValidationError) as refused:
        recurrence.checked(rule)
    assert list(refused.value.message_dict) == ["recurrence"]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "FREQ=DAILY;INTERVAL=1;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
     "FREQ=MONTHLY;BYMONTHDAY=-31", "FREQ=DAILY;BYMONTH=6,7,8", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"],
)  # fmt: skip
def test_rule_that_calendars_write_is_counted(rule):
    assert recurrence.dates(recurrence.checked(rule), None, date(2027, 1, 1), 1)


@pytest.mark.parametrize("pattern", ["weekly", "biweekly", "monthly"])
def test_form_and_rule_say_the_same(pattern):
    rule = recurrence.rule_of(pattern, ["tue"], -1)
    found, order = recurrence.pattern_of(rule, None)
    assert found == pattern
    assert recurrence.rule_of(found, recurrence.days_of(rule), order) == rule
    assert recurrence.pattern_of("FREQ=YEARLY;BYMONTH=6", None) == ("own", 1)


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("09:00", "11:30", ["morning"]),
        ("11:45", "13:00", ["afternoon"]),
        ("10:00", "15:00", ["morning", "afternoon"]),
        ("16:00", "19:00", ["afternoon", "evening"]),
        ("19:00", "", ["evening"]),
    ],
)
def test_times_of_day(start, end, times):
    ends_at = time.fromisoformat(end) if end else None
    assert recurrence.times_of(time.fromisoformat(start), ends_at) == times
