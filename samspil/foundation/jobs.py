"""Scheduled work. ``tick`` may run on many machines and at any time; the ledger lets each due job run once."""

import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from samspil.foundation.hooks import all_of
from samspil.foundation.models import DueJob, OneTimeLink, OutgoingMail, RequestRecord

logger = logging.getLogger(__name__)


def latest_due(every: timedelta, now: datetime) -> datetime:
    """The last moment, counted in steps of ``every`` from 1970, that is not after ``now``."""
    step = int(every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // step * step, tz=UTC)


def tick(now: datetime | None = None) -> list[str]:
    """Run what is due and has not been run; returns the names. A job that fails is tried at its next due time."""
    now = now or timezone.now()
    done = []
    for schedule in all_of("schedules"):
        job, is_new = DueJob.objects.get_or_create(name=schedule.name, due_at=latest_due(schedule.every, now))
        if not is_new:
            continue
        try:
            schedule.run()
        except Exception:
            logger.exception("Job %s failed", schedule.name)
            continue
        job.done_at = timezone.now()
        job.save(update_fields=["done_at"])
        done.append(schedule.name)
    return done


def forget_spent() -> None:
    """Delete what has done its work: links past their time, request records, old letters and ledger rows."""
    now = timezone.now()
    OneTimeLink.objects.filter(expires_at__lt=now).delete()
    RequestRecord.objects.filter(at__lt=now - timedelta(days=2)).delete()
    OutgoingMail.objects.filter(created_at__lt=now - timedelta(days=90)).delete()
    DueJob.objects.filter(due_at__lt=now - timedelta(days=30)).delete()
    if "DatabaseBackend" in settings.TASKS["default"]["BACKEND"]:
        call_command("prune_db_task_results", min_age_days=7, failed_min_age_days=30)
