"""django-allauth's forms in our words: one password field, no placeholders, limits that all web processes share."""

from typing import Any

from allauth.account import forms as account
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.foundation.addresses import BAD_EMAIL
from samspil.identity.adapter import TOO_OFTEN
from samspil.identity.rates import CODE_OF_USER, CODE_ONCE, RESET_TO_ADDRESS

LABELS = {
    "login": _("Din mail"),
    "email": _("Din mail"),
    "password": _("Adgangskode"),
    "oldpassword": _("Din nuværende adgangskode"),
    "password1": _("Din nye adgangskode"),
    "code": _("Kode"),
}
NEW_PASSWORD_HELP = _("Mindst 12 tegn. Tre eller fire ord, du kan huske, er en god adgangskode.")


class PlainWords:
    """Labels in Danish, errors that say how to go on, and one field where others ask for the same password twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = NEW_PASSWORD_HELP if name == "password1" else ""
            field.error_messages["required"] = _("Skriv noget her.")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = BAD_EMAIL
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class LoginForm(PlainWords, account.LoginForm):
    pass


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    pass


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):
    pass


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):
    def save(self, request, **kwargs: Any) -> str:
        """At most a few letters to one address; the page says the same either way."""
        if RESET_TO_ADDRESS.hit(self.cleaned_data["email"]):
            return super().save(request, **kwargs)
        return self.cleaned_data["email"]


class LimitedCode:
    """Six digits are soon guessed by a machine: a user's wrong codes are counted, and then it is over for a while.

    A code that was taken is not taken again (RFC 6238, 5.2); allauth remembers it in one process and for one step only.
    """

    user: Any

    def clean_code(self) -> str:
        if not CODE_OF_USER.hit(str(self.user.pk)):
            raise ValidationError(TOO_OFTEN)
        code = super().clean_code()  # type: ignore[misc]
        if not CODE_ONCE.hit(f"{self.user.pk} {normalize_user_code(code)}"):
            raise ValidationError(_("Koden er brugt. Vent, til appen viser en ny."))
        CODE_OF_USER.forget(str(self.user.pk))
        return code


class AuthenticateForm(LimitedCode, PlainWords, mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Åbn appen på din telefon. En nødkode virker også.")


class CodeAgainForm(LimitedCode, PlainWords, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(LimitedCode, PlainWords, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("De seks tal, appen viser nu.")
