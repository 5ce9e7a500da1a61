"""What we change in django-allauth: letters go through our outbox, nobody signs up alone, messages are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.foundation import mail
from samspil.foundation.ids import uuid7
from samspil.identity.models import User
from samspil.identity.rates import origin

WRONG_CODE = _("Koden passer ikke. Prøv med den kode, appen viser nu.")
TOO_OFTEN = _("Det er prøvet for mange gange. Vent et kvarter, eller ring til os.")
UNKNOWN_IP = "::"
# Letters that hold a key: their text is emptied once they are sent.
SECRET = ("password_reset_key",)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Din bruger er lukket. Ring til os, hvis det er en fejl."),
        "email_password_mismatch": _(
            "Mailadressen og adgangskoden passer ikke sammen. Prøv igen, eller få et link på mail."
        ),
        "enter_current_password": _("Den nuværende adgangskode passer ikke."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Adgangskoden passer ikke. Prøv igen."),
        "invalid_password_reset": _("Linket er brugt eller for gammelt."),
        "rate_limited": TOO_OFTEN,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody needs a user to take part; those who do get theirs from an administrator or by a link."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every page is a page; nobody gets it as data."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that asks. A request without one (a socket, a test) counts with the others that have none."""
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return UNKNOWN_IP

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        name = template_prefix.rpartition("/")[2]
        user = context.get("user") or User.objects.filter(email=email).first()
        person = getattr(user, "person", None)
        mail.post(
            f"identity/mail/{name}.txt",
            {
                **context,
                "person": person,
                "link_request": mail.address(reverse("identity:link-request")),
                "home": mail.address("/"),
            },
            to=email,
            person=person.pk if person else None,
            dedupe_key=f"account:{name}:{uuid7()}",
            holds_secret=name in SECRET,
            language=person.language if person else get_language() or "da",
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        # Never from the Host header: a forged one must not end up in a letter.
        uid, _dash, token = key.partition("-")
        return mail.address(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("identity:me")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        labels = {
            "reauthenticate": _("Brug din adgangskode"),
            "mfa_reauthenticate": _("Brug koden fra din app"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": labels[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("Du kan ikke slå koden fra lige nu. Ring til os."),
        "cannot_generate_recovery_codes": _("Slå først koden fra appen til. Så kan du få nødkoder."),
        "unverified_email": _("Bekræft først din mailadresse."),
    }


def username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """For the lockout: whom a failed sign-in tried to be. allauth calls it ``email``, django-axes expects a field."""
    credentials = credentials or {}
    given = credentials.get("email") or credentials.get("username") or request.POST.get("login") or ""
    return str(given).strip().lower()[:255]


def client_ip(request: HttpRequest) -> str:
    """For the lockout: the same address as our own limits count by."""
    return origin(request)
