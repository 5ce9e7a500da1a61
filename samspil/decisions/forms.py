"""The fields that every form about a decision ends with; ``decisions.actions.decide`` reads them.

The statement on interests is never filled in beforehand: whoever decides makes it.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.decisions.models import INTEREST_LENGTH, REASON_LENGTH, UNSAID, Interest
from samspil.foundation.forms import PlainTextField, VerbForm


class DecisionFields(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Alle kan læse det. Skriv, så den, der fik idéen, forstår det."),
        max_length=REASON_LENGTH,
        lines=4,
    )
    interest = forms.ChoiceField(
        label=_("Har du selv noget på spil?"),
        help_text=_("Har du, din familie eller din forening mere på spil, skal en anden beslutte."),
        choices=Interest.choices,
        widget=forms.RadioSelect,
        error_messages={"required": UNSAID},
    )
    interest_note = PlainTextField(
        label=_("Hvilken interesse?"),
        help_text=_("Kun når du har en."),
        max_length=INTEREST_LENGTH,
        required=False,
        tells_when=True,
    )
