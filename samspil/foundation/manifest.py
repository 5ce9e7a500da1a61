from datetime import timedelta

from samspil.foundation.hooks import Manifest, Schedule
from samspil.foundation.jobs import forget_spent
from samspil.foundation.mail import retry_unsent

manifest = Manifest(
    schedules=[
        Schedule(name="foundation.retry_unsent", every=timedelta(minutes=10), run=retry_unsent),
        Schedule(name="foundation.forget_spent", every=timedelta(hours=24), run=forget_spent),
    ]
)
