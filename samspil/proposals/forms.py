"""Forms about proposals, pledges and answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import organisations
from samspil.challenges.forms import unit_choices
from samspil.challenges.models import Challenge
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import AmountField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import BAD_CHOICE, ContributionForm
from samspil.proposals.models import (
    BODY_LENGTH,
    MOST_MONEY,
    PLEDGE_LENGTH,
    Degree,
    Object,
    Outcome,
    PledgeKind,
    Proposal,
)
from samspil.proposals.queries import Filters

SORT_LABELS = {
    "aktiv": _("Sidst der skete noget"),
    "nyeste": _("Nyeste først"),
    "frist": _("Nærmeste svarfrist"),
}
ANSWER_LABELS = {
    "": _("Alle forslag"),
    "svaret": _("Har fået svar"),
    "venter": _("Venter på svar"),
    "over-frist": _("Ubesvaret over fristen"),
}


class ProposalFilterForm(FilterForm):
    svar = forms.ChoiceField(label=_("Svar"), required=False, choices=list(ANSWER_LABELS.items()))
    grad = forms.ChoiceField(label=_("Hvor nyt"), required=False)
    slags = forms.ChoiceField(label=_("Hvad ændrer sig"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed, der svarer"), required=False)
    fri = forms.ChoiceField(
        label=_("Udfordring"), required=False, choices=[("", _("Med og uden")), ("ja", _("Uden udfordring"))]
    )
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "grad", [("", _("Alt")), *Degree.choices])
        set_choices(self, "slags", [("", _("Alt")), *Object.choices])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            answer=values["svar"],
            degree=values["grad"],
            object=values["slags"],
            unit=as_uuid(values["enhed"]),
            loose=bool(values["fri"]),
            sort=values["sorter"] or "aktiv",
        )


class ProposalTextsForm(VerbForm):
    """The fields that proposing and editing share."""

    title = PlainTextField(label=_("Dit forslag på én linje"), max_length=120)
    body = PlainTextField(
        label=_("Fortæl om det"),
        help_text=_("Hvad skal ske, og hvad vil det ændre for nogen?"),
        max_length=BODY_LENGTH,
        lines=6,
    )
    degree = forms.ChoiceField(
        label=_("Hvor nyt er det?"), choices=Degree.choices, widget=forms.RadioSelect, initial=Degree.INCREMENTAL
    )
    object = forms.ChoiceField(
        label=_("Hvad ændrer sig?"), choices=Object.choices, widget=forms.RadioSelect, initial=Object.SERVICE
    )
    delivers = forms.MultipleChoiceField(
        label=_("Hvem kunne gøre det?"),
        help_text=_("Vælg gerne flere. Lad det stå, hvis du ikke ved det."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        error_messages={"invalid_choice": _("Vælg dem, der kunne gøre det, på listen.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            "delivers",
            [(str(pk), name) for pk, name in organisations(self.viewer).values_list("pk", "name")],
        )


class ProposeForm(ContributionForm, ProposalTextsForm):
    field_order = ["title", "body", "degree", "object", "delivers", "unit_id", "audience"]

    def __init__(self, *args: Any, challenge: Challenge | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if challenge is None:
            self.fields["unit_id"] = forms.ChoiceField(
                label=_("Hvem skal svare?"),
                help_text=_("Lederen af enheden svarer dig inden 14 dage."),
                choices=unit_choices(self.viewer, _("Vælg enhed")),
                error_messages={
                    "required": _("Vælg den enhed, der skal svare."),
                    "invalid_choice": _("Vælg den enhed, der skal svare."),
                },
            )
            if self.viewer.is_staff:
                self.fields["audience"] = forms.ChoiceField(
                    label=_("Hvem må se det?"),
                    choices=[
                        (Audience.PUBLIC, _("Alle")),
                        (Audience.STAFF, _("Alle ansatte")),
                        (Audience.UNIT, _("Enheden og dem over den")),
                    ],
                    required=False,
                    error_messages={"invalid_choice": BAD_CHOICE},
                )
        self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not data.get("audience"):
            data.pop("audience", None)
        return data


class EditProposalForm(EditForm, ProposalTextsForm):
    @staticmethod
    def initial_of(proposal: Proposal) -> dict[str, Any]:
        return {
            "title": proposal.title,
            "body": proposal.body,
            "degree": proposal.degree,
            "object": proposal.object,
            "delivers": sorted(str(pk) for pk in proposal.delivers.values_list("pk", flat=True)),
            "expected_version": proposal.version,
        }


class PledgeForm(ContributionForm):
    kind = forms.ChoiceField(label=_("Hvad kan du bidrage med?"), choices=PledgeKind.choices, widget=forms.RadioSelect)
    body = PlainTextField(
        label=_("Skriv det kort"),
        help_text=_("For eksempel: 4 chauffører hver torsdag."),
        max_length=PLEDGE_LENGTH,
    )
    amount = AmountField(
        label=_("Beløb i kroner"),
        help_text=_("Kun når du bidrager med penge. Hele kroner."),
        required=False,
        min_value=1,
        max_value=MOST_MONEY,
        localize=True,
        error_messages={
            "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
            "min_value": _("Beløbet skal være over 0."),
            "max_value": _("Beløbet er for stort."),
        },
    )

    field_order = ["kind", "body", "amount"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = [grant.scope for grant in self.viewer.grants if grant.kind == "leader"]
        own_unit = next((pk for pk in led if pk in self.viewer.speaks_for), None)
        if own_unit and "speaks_as" in self.fields:
            # A leader who pledges means the unit; the limit of the role holds for it.
            self.fields["speaks_as"].initial = str(own_unit)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == PledgeKind.MONEY and "amount" not in self.errors and not cleaned.get("amount"):
            self.add_error("amount", _("Skriv beløbet i hele kroner."))
        return cleaned


class AnswerForm(EditForm):
    outcome = forms.ChoiceField(label=_("Dit svar"), choices=Outcome.choices, widget=forms.RadioSelect)
    body = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Alle kan læse svaret. Skriv, hvad der sker nu, og hvem der gør det."),
        max_length=BODY_LENGTH,
        lines=5,
    )
