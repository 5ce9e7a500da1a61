"""What signing in leaves behind, and when it goes."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone

from samspil.identity.rates import forget_old

ATTEMPTS_KEPT = timedelta(days=7)


def forget() -> None:
    """Delete expired sessions and their list rows, old counts and old failed sign-ins."""
    forget_old()
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.filter(last_seen_at__lt=oldest).delete()
