"""Forms about knowledge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm
from samspil.foundation.models import Theme
from samspil.knowledge import queries
from samspil.knowledge.models import COUNTRIES, KnowledgeItem, KnowledgeKind, Strength

FIRST_YEAR = 1800


class KnowledgeFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alt")), *KnowledgeKind.choices])
    sikkerhed = forms.ChoiceField(
        label=_("Hvor sikkert ved vi det?"), required=False, choices=[("", _("Alt")), *Strength.choices]
    )
    land = forms.ChoiceField(label=_("Land"), required=False, choices=[("", _("Alle lande")), *COUNTRIES.items()])
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[
            ("nyeste", _("Sidst lagt ind")),
            ("aar", _("Nyeste årstal")),
            ("sikkerhed", _("Det, vi ved bedst")),
        ],
    )

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            theme=values["emne"],
            kind=values["slags"],
            strength=values["sikkerhed"],
            country=values["land"],
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


class AddItemForm(VerbForm):
    title = PlainTextField(
        label=_("Hvad er det vigtigste?"), help_text=_("Én linje, som man forstår alene."), max_length=150
    )
    body = PlainTextField(
        label=_("Fortæl, hvad de gjorde, og hvad der skete"),
        help_text=_("Med vores egne ord. Skriv også, hvad der ikke virkede."),
        max_length=3000,
        lines=8,
    )
    kind = forms.ChoiceField(label=_("Slags"), choices=[("", _("Vælg")), *KnowledgeKind.choices])
    strength = forms.ChoiceField(label=_("Hvor sikkert ved vi det?"), choices=[("", _("Vælg")), *Strength.choices])
    themes = forms.MultipleChoiceField(
        label=_("Hvilke dele af livet handler det om?"),
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    source = PlainTextField(
        label=_("Hvor ved vi det fra?"),
        help_text=_("Navn på rapporten, artiklen eller personen. Gerne med et link."),
        max_length=250,
    )
    year = forms.IntegerField(
        label=_("Hvilket år?"),
        # A field for numbers would throw away what is none, and the message would stand over nothing.
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        min_value=FIRST_YEAR,
        error_messages={
            "required": _("Skriv et år, for eksempel 2019."),
            "invalid": _("Skriv et år, for eksempel 2019."),
            "min_value": _("Skriv et år, for eksempel 2019."),
        },
    )
    country = PlainTextField(label=_("Land"), help_text=_("To bogstaver, for eksempel DK eller SE."), max_length=2)
    source_place = PlainTextField(
        label=_("Sted"), help_text=_("En by eller en kommune."), max_length=120, required=False
    )
    actors = PlainTextField(label=_("Hvem var med?"), max_length=250, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"country": "DK"} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > clock.today().year:
            raise forms.ValidationError(_("Året er ikke kommet endnu."))
        return year


class EditItemForm(EditForm, AddItemForm):
    @staticmethod
    def initial_of(item: KnowledgeItem) -> dict[str, Any]:
        fields = ("title", "body", "kind", "strength", "source", "year", "country", "source_place", "actors")
        return {
            **{name: getattr(item, name) for name in fields},
            "themes": [row.theme for row in item.themes.all()],
            "expected_version": item.version,
        }


class TieForm(VerbForm):
    why = PlainTextField(
        label=_("Hvad kan vi bruge det til her?"),
        help_text=_("Én linje. Fx: De fandt ud af kørslen, som også er vores problem."),
        max_length=200,
    )
