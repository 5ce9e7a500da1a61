"""Profiles that nobody uses: asked whether they should stand, and erased when nobody answers."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from samspil.foundation import clock
from samspil.foundation.viewer import SYSTEM
from samspil.tasks.models import SignUp
from samspil.volunteers import letters
from samspil.volunteers.actions import let_lapse
from samspil.volunteers.models import Profile

GRACE = timedelta(days=30)


def unused_since() -> datetime:
    return clock.now() - relativedelta(months=settings.PROFILE_MONTHS)


def clean_up() -> None:
    """Ask those whose profile was not used for a long time, and let go of those asked a month ago. Due once a day.

    Whoever has signed up to something meanwhile is still around.
    """
    since = unused_since()
    came = SignUp.objects.filter(created_at__gt=since).order_by().values("person").annotate(last=Max("created_at"))
    for person, last in came.values_list("person", "last"):
        Profile.objects.filter(person=person, used_at__lt=last).update(used_at=last, warned_at=None)
    for pk in list(Profile.objects.filter(used_at__lt=since, warned_at=None).values_list("pk", flat=True)):
        with transaction.atomic():
            rows = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("person__actor")
            profile = rows.filter(pk=pk, used_at__lt=since, warned_at=None).first()
            if profile:
                profile.warned_at = clock.now()
                profile.save(update_fields=["warned_at"])
                letters.ask_whether_it_stands(profile)
    silent = Profile.objects.filter(warned_at__lt=clock.now() - GRACE)
    for pk in list(silent.values_list("pk", flat=True)):
        with transaction.atomic():
            if silent.select_for_update(no_key=True).filter(pk=pk).first():  # nobody has pressed "keep" meanwhile
                let_lapse(by=SYSTEM, profile_id=pk)
