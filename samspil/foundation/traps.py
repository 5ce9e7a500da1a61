"""What keeps machines from filling in our forms, without a puzzle for people.

A field that nobody sees, which a machine fills in; and a little time, because nobody writes a sentence in no time. Who
is caught gets the form again with every word in it, so a person who was quick only presses once more.
"""

from typing import cast

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.foundation import clock

HONEY, STAMP = "hjemmeside", "aabnet"
TRAPS = (HONEY, STAMP)
signer = Signer(salt="samspil.traps")


def fresh_stamp() -> str:
    """When the form was opened, signed so that it cannot be made up."""
    return signer.sign(str(int(clock.now().timestamp())))


def set_traps(form: forms.Form) -> None:
    """Put the unseen field and the time into a form that anybody can send."""
    form.fields[HONEY] = forms.CharField(
        label=gettext_lazy("Lad feltet stå tomt"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    form.fields[STAMP] = forms.CharField(widget=forms.HiddenInput, required=False, initial=fresh_stamp)


def seconds_since(stamp: str) -> float | None:
    """How long ago the form was opened; None when the stamp is missing or not ours."""
    try:
        return clock.now().timestamp() - int(signer.unsign(stamp))
    except (BadSignature, ValueError):
        return None


def check_traps(form: forms.Form) -> None:
    """Ask whoever was caught to press again; what they wrote stays in the form."""
    waited = seconds_since(form.cleaned_data.get(STAMP) or "")
    too_soon = settings.FORM_SECONDS > 0 and (waited is None or waited < settings.FORM_SECONDS)
    if not too_soon and not form.cleaned_data.get(HONEY):
        return
    data = cast(QueryDict, form.data).copy()
    data[HONEY] = ""
    if waited is None:
        data[STAMP] = fresh_stamp()
    form.data = data
    form.add_error(None, _("Vent et øjeblik, og tryk igen."))
