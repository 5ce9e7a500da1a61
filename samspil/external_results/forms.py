"""Forms about others' results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.external_results.models import (
    FOUND_LENGTH,
    LINE_LENGTH,
    MOST_PARTNERS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    Evidence,
    ExternalResult,
    Partnership,
)
from samspil.external_results.queries import Filters, partners_of
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField
from samspil.foundation.ids import as_uuid
from samspil.identity.people_forms import DayField

YEAR_WRONG = _("Skriv et år, for eksempel 2019.")


class ResultFilterForm(FilterForm):
    teknologi = forms.CharField(required=False, max_length=36)
    samarbejde = forms.ChoiceField(label=_("Samarbejdet"), required=False, choices=[("", ALL), *Partnership.choices])
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("nyeste", _("Nyeste årstal")), ("skrevet", _("Sidst skrevet")), ("titel", _("Efter titel"))],
    )

    def filters(self) -> Filters:
        values = self.values()
        return Filters(values["q"], values["samarbejde"], as_uuid(values["teknologi"]), values["sorter"] or "nyeste")

    def label_of(self, name: str, value: Any) -> str:
        return str(_("Én teknologi")) if name == "teknologi" else super().label_of(name, value)

    def bar(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        chosen = self.values()["teknologi"]
        hidden = [{"name": "teknologi", "value": chosen}] if chosen else []
        return {**super().bar(*args, **kwargs), "hidden": hidden}


class ResultForm(EditForm):
    title = PlainTextField(
        label=_("Hvad er det vigtigste?"), help_text=_("Én linje, som man forstår alene."), max_length=TITLE_LENGTH
    )
    method = PlainTextField(
        label=_("Hvis metode er det?"),
        help_text=_("Navnet på metoden, og hvem der ejer den. Vi bruger den ikke selv."),
        max_length=LINE_LENGTH,
    )
    carried_out_by = PlainTextField(label=_("Hvem lavede vurderingen?"), max_length=LINE_LENGTH)
    place = PlainTextField(label=_("Hvor?"), max_length=120, required=False)
    year = forms.IntegerField(
        label=_("Hvilket år?"),
        # A field for numbers would throw away what is none, and the message would stand over nothing.
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": YEAR_WRONG, "invalid": YEAR_WRONG},
    )
    found = PlainTextField(
        label=_("Hvad fandt de?"),
        help_text=_("Skriv det med dine egne ord. Sæt ikke deres skema eller point ind."),
        max_length=FOUND_LENGTH,
        lines=6,
    )
    evidence = forms.ChoiceField(
        label=_("Hvor sikkert er det?"),
        help_text=_("Højst E1, når I ikke selv var med."),
        choices=Evidence.choices,
        initial=Evidence.E1,
        widget=forms.RadioSelect,
    )
    link = PlainTextField(label=_("Link til rapporten"), help_text=_("Begynder med https://."), max_length=300)
    lies_at = PlainTextField(
        label=_("Eller hvor den ligger"), help_text=_("For eksempel et sagsnummer."), max_length=LINE_LENGTH
    )
    partnership = forms.ChoiceField(
        label=_("Hvad er samarbejdet?"), choices=Partnership.choices, widget=forms.RadioSelect
    )
    partners = PlainTextField(
        label=_("Hvem samarbejder I med?"),
        help_text=_("Én på hver linje. Skriv navnet, som det står på listen over, hvem vi er."),
        max_length=MOST_PARTNERS * (LINE_LENGTH + 1),
        lines=3,
    )
    since = DayField(label=_("Siden hvornår?"))
    agreement = PlainTextField(
        label=_("Hvor står aftalen?"), help_text=_("For eksempel et sagsnummer og en dato."), max_length=LINE_LENGTH
    )
    is_public = forms.BooleanField(
        label=_("Alle må se det"), help_text=_("Ellers ser kun ansatte det."), required=False
    )
    permission = PlainTextField(
        label=_("Hvem har givet lov?"),
        help_text=_("Skriv, hvilken organisation og hvornår, eller at rapporten er offentlig. Det kan alle læse."),
        max_length=NOTE_LENGTH,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("link", "lies_at", "partners", "agreement", "permission"):
            self.fields[name].required = False

    def arguments(self) -> dict[str, Any]:
        found = super().arguments()
        return {**found, "partners": found["partners"].splitlines()}

    @staticmethod
    def initial_of(result: ExternalResult, viewer: Any) -> dict[str, Any]:
        names = ("title", "method", "carried_out_by", "place", "year", "found", "evidence", "link", "lies_at")
        more = ("partnership", "since", "agreement", "is_public", "permission")
        return {
            **{name: getattr(result, name) for name in (*names, *more)},
            "partners": "\n".join(str(row) for row in partners_of(result, viewer)),
            "expected_version": result.version,
        }


class AttachForm(ResultForm):
    """The same fields, for what is not on record yet."""

    def arguments(self) -> dict[str, Any]:
        found = super().arguments()
        del found["expected_version"]
        return found


class WithdrawForm(EditForm):
    reason = PlainTextField(label=_("Hvorfor?"), max_length=LINE_LENGTH)
