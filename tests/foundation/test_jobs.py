"""Scheduled work: each due time once, however often and on however many machines ``tick`` runs."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from samspil.foundation import clock, jobs
from samspil.foundation.hooks import Schedule, all_of
from samspil.foundation.jobs import forget_spent, latest_due, tick
from samspil.foundation.models import DueJob, OneTimeLink, OutgoingMail, RequestRecord

NOON = datetime(2026, 5, 4, 12, 3, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("every", "due"),
    [
        (timedelta(minutes=10), datetime(2026, 5, 4, 12, 0, tzinfo=UTC)),
        (HOUR, datetime(2026, 5, 4, 12, 0, tzinfo=UTC)),
        (timedelta(hours=24), datetime(2026, 5, 4, tzinfo=UTC)),
        (timedelta(seconds=20), datetime(2026, 5, 4, 12, 3, 20, tzinfo=UTC)),
    ],
)
def test_latest_due_is_the_last_step(every, due):
    assert latest_due(every, NOON) == due


@pytest.fixture
def ran(db, monkeypatch):
    """Three jobs, of which the middle one fails; the list says which ran."""
    calls = []

    def work(name):
        def run():
            calls.append(name)
            if name == "broken":
                raise ConnectionError("no net")

        return run

    schedules = [
        Schedule(name=name, every=every, run=work(name))
        for name, every in {"hourly": HOUR, "broken": HOUR, "daily": 24 * HOUR}.items()
    ]
    monkeypatch.setattr(jobs, "all_of", {"schedules": schedules}.__getitem__)
    return calls


def test_tick_runs_everything_once(ran):
    assert tick(NOON) == ["hourly", "daily"]
    assert tick(NOON + timedelta(minutes=5)) == []
    assert ran == ["hourly", "broken", "daily"]


def test_tick_runs_again_at_the_next_due_time(ran):
    tick(NOON)
    ran.clear()
    assert tick(NOON + HOUR) == ["hourly"]
    assert ran == ["hourly", "broken"]


def test_tick_after_a_long_sleep_runs_each_job_once(ran):
    tick(NOON)
    ran.clear()
    tick(NOON + timedelta(days=40))
    assert ran == ["hourly", "broken", "daily"]


def test_tick_leaves_a_job_to_the_machine_that_has_it(ran):
    DueJob.objects.create(name="hourly", due_at=latest_due(HOUR, NOON))
    assert tick(NOON) == ["daily"]


def test_failing_job_is_marked_undone_and_stops_nothing(ran, caplog):
    tick(NOON)
    assert "Job broken failed" in caplog.text
    assert set(DueJob.objects.filter(done_at=None).values_list("name", flat=True)) == {"broken"}
    assert set(DueJob.objects.exclude(done_at=None).values_list("name", flat=True)) == {"hourly", "daily"}


@pytest.mark.django_db
def test_every_schedule_of_the_house_bears_being_called_twice():
    for schedule in all_of("schedules"):
        schedule.run()
        schedule.run()


@pytest.mark.django_db
def test_forget_spent_deletes_the_old_and_keeps_the_rest(django_capture_on_commit_callbacks):
    now = clock.now()
    old, _token = OneTimeLink.issue("sign-in", lasts=timedelta(days=-1, seconds=-1))
    kept, _token = OneTimeLink.issue("sign-in", lasts=HOUR)
    request_old, request_kept = (RequestRecord.objects.create(id=uuid4(), verb="x") for _number in range(2))
    RequestRecord.objects.filter(pk=request_old.pk).update(at=now - timedelta(days=3))
    for key, age in {"old": 91, "new": 89}.items():
        OutgoingMail.objects.create(
            dedupe_key=key, to="a@engbaek.example", title="t", text="t", created_at=now - timedelta(days=age)
        )
    for name, age in {"old": 31, "new": 29}.items():
        DueJob.objects.create(name=name, due_at=now - timedelta(days=age))
    forget_spent()
    assert list(OneTimeLink.objects.all()) == [kept]
    assert list(RequestRecord.objects.all()) == [request_kept]
    assert list(OutgoingMail.objects.values_list("dedupe_key", flat=True)) == ["new"]
    assert list(DueJob.objects.values_list("name", flat=True)) == ["new"]
