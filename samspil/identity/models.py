"""Signing in. A user is a way in; the person behind it stands in ``actors``."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from samspil.actors.models import Person
from samspil.foundation.ids import uuid7


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        # A user without the person behind it is of no use to any page.
        return super().get_queryset().select_related("person__actor")

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        from allauth.account.models import EmailAddress  # it needs the user model that is being defined here

        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save()
        # An administrator vouched for the address, or a link sent to it was used: nobody signs up by themselves.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. The e-mail address is the name; what the person may do stands in roles, not here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.CASCADE, related_name="user")
    is_active = models.BooleanField(default=True)
    is_staff = False
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class DemoPerson(models.Model):
    """Somebody a visitor of the demo may become with one press. ``line`` says in a sentence what to try as them."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="demo")
    role = models.CharField(max_length=20)
    line = models.CharField(max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


class RateHitQuerySet(models.QuerySet["RateHit"]):
    def recent(self, what: str, key: str, within: timedelta) -> int:
        return self.filter(what=what, key=key, at__gt=timezone.now() - within).count()


class RateHit(models.Model):
    """Something was asked for: the count that limits how often. ``key`` is a keyed hash, so the row names nobody.

    In the database, not in a cache: every web process on every machine must see the same count.
    """

    what = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = RateHitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["what", "key", "at"], name="rate_hit_recent")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
