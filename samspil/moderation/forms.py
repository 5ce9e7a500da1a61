from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import PlainTextField, VerbForm


class HideForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor skjuler du det?"),
        help_text=_("Har den, der skrev, en mail, får de din forklaring."),
        max_length=500,
        lines=3,
    )
