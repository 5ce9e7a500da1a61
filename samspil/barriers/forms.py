"""Forms about barriers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.barriers.models import BODY_LENGTH, RESPONSE_LENGTH, Barrier, BarrierKind, BarrierStatus
from samspil.barriers.queries import Filters
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, set_choices
from samspil.identity.forms import ContributionForm

RESPONSES = [choice for choice in BarrierStatus.choices if choice[0] != BarrierStatus.OPEN]


class BarrierFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    status = forms.ChoiceField(label=_("Hvor det står"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("nyeste", _("Nyeste først")), ("aktiv", _("Sidst der skete noget"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "slags", [("", _("Alle slags")), *BarrierKind.choices])
        set_choices(self, "status", [("", ALL), *BarrierStatus.choices])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(values["q"], values["slags"], values["status"], values["sorter"] or "nyeste")


class BarrierForm(ContributionForm):
    body = PlainTextField(
        label=_("Hvad står i vejen?"),
        help_text=_("Fortæl, hvad der sker. Skriv ikke, hvem der har skylden."),
        max_length=BODY_LENGTH,
        lines=4,
    )
    kind = forms.ChoiceField(label=_("Hvad minder det mest om?"), choices=BarrierKind.choices, widget=forms.RadioSelect)
    field_order = ["body", "kind"]


class ResponseForm(EditForm):
    status = forms.ChoiceField(label=_("Hvor står det nu?"), choices=RESPONSES, widget=forms.RadioSelect)
    response = PlainTextField(
        label=_("Hvad gør I ved det?"),
        help_text=_("Bliver det stående, så skriv hvorfor. Svaret står på siden med dit navn."),
        max_length=RESPONSE_LENGTH,
        lines=4,
    )

    @staticmethod
    def initial_of(barrier: Barrier) -> dict[str, Any]:
        status = "" if barrier.status == BarrierStatus.OPEN else barrier.status
        return {"status": status, "response": barrier.response, "expected_version": barrier.version}
