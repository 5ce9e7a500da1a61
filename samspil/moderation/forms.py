from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import PlainTextField, VerbForm


class HideForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor skjuler du det?"),
        help_text=_("Den, der skrev, får din forklaring på mail."),
        max_length=500,
        lines=3,
    )
