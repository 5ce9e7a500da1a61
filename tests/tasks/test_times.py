"""When tasks take place: tables made by hand, across the clock changes, leap days and New Year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from samspil.foundation import clock
from samspil.foundation.text import unbroken
from samspil.resources import recurrence
from samspil.resources.recurrence import DAYS
from samspil.tasks import actions, times
from samspil.tasks.models import Slot, Task, TaskShape
from tests.factories import viewer
from tests.tasks.making import facts, host_of, make_host

CPH = "Europe/Copenhagen"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def task(rule: str = "", first: str = "2026-01-01", until: str = "", starts="10:00", ends="12:00", shape="") -> Task:
    return Task(
        shape=shape or (TaskShape.RECURRING if rule else TaskShape.ONCE),
        recurrence=rule,
        first_on=date.fromisoformat(first),
        until_on=date.fromisoformat(until) if until else None,
        starts_at=time.fromisoformat(starts),
        ends_at=time.fromisoformat(ends),
        zone=CPH,
    )


# Worked out by hand: Danish time is UTC+1 in winter and UTC+2 from the last Sunday in March to the last in October.
TABLE = [
    # Every Thursday at ten, over the spring shift of 29 March 2026.
    (
        task("FREQ=WEEKLY;BYDAY=TH", "2026-03-19", "2026-04-09"),
        "2026-03-19",
        ["2026-03-19 09:00", "2026-03-26 09:00", "2026-04-02 08:00", "2026-04-09 08:00"],
    ),
    # And over the autumn shift of 25 October 2026.
    (
        task("FREQ=WEEKLY;BYDAY=TH", "2026-10-15", "2026-10-29"),
        "2026-10-15",
        ["2026-10-15 08:00", "2026-10-22 08:00", "2026-10-29 09:00"],
    ),
    # Sunday evening on the very days of the shifts: after them, so already the new time.
    (task("FREQ=WEEKLY;BYDAY=SU", "2026-03-29", "2026-03-29", "19:00", "21:00"), "2026-03-29", ["2026-03-29 17:00"]),
    (task("FREQ=WEEKLY;BYDAY=SU", "2026-10-25", "2026-10-25", "19:00", "21:00"), "2026-10-25", ["2026-10-25 18:00"]),
    # Half past two does not exist on 29 March: it is read as half past three.
    (task("", "2026-03-29", starts="02:30", ends="05:00"), "2026-03-29", ["2026-03-29 01:30"]),
    # Half past two comes twice on 25 October: the first of them, still summer time.
    (task("", "2026-10-25", starts="02:30", ends="05:00"), "2026-10-25", ["2026-10-25 00:30"]),
    # Every Thursday over New Year: no week is left out and none comes twice.
    (
        task("FREQ=WEEKLY;BYDAY=TH", "2026-12-17", "2027-01-14"),
        "2026-12-17",
        ["2026-12-17 09:00", "2026-12-24 09:00", "2026-12-31 09:00", "2027-01-07 09:00", "2027-01-14 09:00"],
    ),
    # Every second week over New Year: 2026 has 53 weeks, so even and odd would get it wrong.
    (
        task("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-14", "2027-01-25"),
        "2026-12-14",
        ["2026-12-14 09:00", "2026-12-28 09:00", "2027-01-11 09:00", "2027-01-25 09:00"],
    ),
    # The same, asked in the middle: the weeks still count from the first day.
    (
        task("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-14", "2027-01-25"),
        "2027-01-01",
        ["2027-01-11 09:00", "2027-01-25 09:00"],
    ),
    # The last Friday in the month.
    (
        task("FREQ=MONTHLY;BYDAY=-1FR", "2027-01-01", "2027-04-30"),
        "2027-01-01",
        ["2027-01-29 09:00", "2027-02-26 09:00", "2027-03-26 09:00", "2027-04-30 08:00"],
    ),
    # Yearly: the town festival in June.
    (task("FREQ=YEARLY", "2026-06-20", "2029-12-31"), "2026-06-20",
     ["2026-06-20 08:00", "2027-06-20 08:00", "2028-06-20 08:00", "2029-06-20 08:00"]),
    # Yearly on 29 February: only where there is one (RFC 5545, section 3.3.10).
    (task("FREQ=YEARLY", "2024-02-29", "2032-12-31"), "2026-01-01", ["2028-02-29 09:00"]),
    # Past midnight, and past midnight on New Year's Eve.
    (task("", "2026-12-31", starts="22:00", ends="02:00"), "2026-12-31", ["2026-12-31 21:00"]),
]  # fmt: skip


@pytest.mark.parametrize(("about", "after", "expected"), TABLE)
def test_the_tables(about, after, expected):
    found = times.moments(about, date.fromisoformat(after))
    assert [each.starts_at for each in found] == [at(text) for text in expected]
    assert all(each.ends_at > each.starts_at for each in found)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "expected"),
    [
        ("2026-12-31", "22:00", "02:00", "2027-01-01 01:00"),
        ("2026-03-28", "23:00", "04:00", "2026-03-29 02:00"),  # four real hours
        ("2026-10-24", "23:00", "04:00", "2026-10-25 03:00"),  # six real hours
        ("2026-03-29", "02:30", "03:00", "2026-03-29 02:00"),  # begins in the hour that is skipped: half an hour
        ("2026-10-25", "02:15", "02:45", "2026-10-25 00:45"),
    ],
)
def test_when_it_ends(day, starts, ends, expected):
    about = task("", day, starts=starts, ends=ends)
    assert times.moments(about, date.fromisoformat(day))[0].ends_at == at(expected)


def test_a_period_is_whole_days_over_the_shift():
    about = task("", "2026-03-01", "2026-04-30", shape=TaskShape.PERIOD)
    [each] = times.moments(about, date(2026, 3, 10))
    assert (each.starts_at, each.ends_at, each.all_day) == (at("2026-02-28 23:00"), at("2026-04-30 22:00"), True)
    assert times.moments(about, date(2026, 5, 1)) == []


@pytest.mark.django_db
def test_slots_of_a_task_without_an_end_are_made_ahead_and_only_once():
    host = make_host()
    with clock.at(at("2026-09-01 08:00")):
        told = facts(shape="recurring", recurrence="FREQ=WEEKLY;BYDAY=TH", first_on="2026-09-03")
        made = actions.make_task(by=viewer(host), host_id=host_of(host).pk, **told)
        assert made.slots.count() == 27  # 26 weeks, the first day and the last
        actions.lay_out_all()
        assert made.slots.count() == 27
    with clock.at(at("2026-12-01 08:00")):
        actions.lay_out_all()
        assert made.slots.filter(starts_at__gte=clock.now()).count() == 26
    local = {times.local(slot.starts_at, CPH).time() for slot in made.slots.all()}
    assert local == {time(10)}  # ten o'clock, summer and winter


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", f"Hver torsdag {unbroken('kl. 10–12')} til og med 1. januar 2031"),
        ("FREQ=YEARLY", f"Hvert år den 3. september {unbroken('kl. 10–12')} til og med 1. januar 2031"),
    ],
)
def test_in_words(rule, words):
    assert times.task_in_words(task(rule, "2026-09-03", "2031-01-01")) == words


def test_a_slot_in_words():
    about = task("", "2026-12-03")
    slot = Slot(task=about, starts_at=at("2026-12-03 09:00"), ends_at=at("2026-12-03 11:00"))
    assert times.slot_in_words(slot) == f"Torsdag den 3. december 2026 {unbroken('kl. 10–12')}"
    period = Slot(task=about, starts_at=at("2026-02-28 23:00"), ends_at=at("2026-04-30 22:00"), all_day=True)
    assert times.slot_in_words(period) == "1. marts 2026 til 30. april 2026"


def weekly(host) -> Task:
    soon = clock.today() + timedelta(days=10)
    told = facts(shape="recurring", recurrence=recurrence.rule_of("weekly", [DAYS[soon.weekday()]]), first_on=soon)
    return actions.make_task(by=viewer(host), host_id=host_of(host).pk, **told)


@pytest.mark.django_db
def test_a_time_that_was_called_off_stays_off_when_the_hour_is_changed_and_changed_back():
    host = make_host()
    made = weekly(host)
    off = made.slots.order_by("starts_at")[1]
    day = times.local(off.starts_at, CPH).date()
    actions.cancel_slot(by=viewer(host), slot_id=off.pk)
    for starts in ("11:00", "10:00"):
        actions.edit_task(by=viewer(host), task_id=made.pk, starts_at=starts)
        that_day = [slot for slot in made.slots.all() if times.local(slot.starts_at, CPH).date() == day]
        assert [slot.pk for slot in that_day] == [off.pk]


@pytest.mark.django_db
def test_a_task_that_was_called_off_may_be_moved_away_and_back():
    host = make_host()
    made = actions.make_task(by=viewer(host), host_id=host_of(host).pk, **facts())
    off, first_on = made.slots.get(), made.first_on
    actions.cancel_slot(by=viewer(host), slot_id=off.pk)
    actions.edit_task(by=viewer(host), task_id=made.pk, first_on=first_on + timedelta(days=1))
    assert made.slots.filter(cancelled_at=None).count() == 1
    actions.edit_task(by=viewer(host), task_id=made.pk, first_on=first_on)
    assert [slot.pk for slot in made.slots.all()] == [off.pk]


@pytest.mark.django_db
def test_a_task_that_cannot_be_laid_out_does_not_stop_the_rest(monkeypatch):
    host = make_host()
    with clock.at(at("2026-09-01 08:00")):
        told = facts(shape="recurring", recurrence="FREQ=WEEKLY;BYDAY=TH", first_on="2026-09-03")
        first, second = (actions.make_task(by=viewer(host), host_id=host_of(host).pk, **told) for _ in range(2))
        known = list(first.slots.values_list("pk", flat=True))
    real = times.moments

    def meanwhile(task: Task, *rest):
        """Somebody else makes the very slots at the same moment."""
        found = real(task, *rest)
        if task.pk == first.pk and not meanwhile.done:
            meanwhile.done = True
            times.lay_out(task)
        return found

    meanwhile.done = False
    monkeypatch.setattr(times, "moments", meanwhile)
    with clock.at(at("2026-12-01 08:00")):
        actions.lay_out_all()
    assert first.slots.count() > len(known)
    assert first.slots.count() == second.slots.count()
