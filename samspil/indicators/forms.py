"""Forms about indicators and measurements."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.foundation import clock
from samspil.foundation.forms import AmountField, EditForm, PlainTextField, VerbForm
from samspil.identity.people_forms import DayField
from samspil.indicators.charts import in_words
from samspil.indicators.guidance import READY_MADE
from samspil.indicators.models import (
    NAME_LENGTH,
    SOURCE_LENGTH,
    UNIT_LENGTH,
    How,
    Indicator,
    IndicatorKind,
    Measurement,
    Phase,
)

YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


class NumberField(forms.DecimalField):
    """A number as Danes write it: "12,5" or "1.200". A browser's field for numbers would throw away what is none."""

    GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
    default_error_messages = {"invalid": _("Skriv et tal, for eksempel 12,5."), "required": _("Skriv et tal.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = re.sub(r"\s", "", str("" if value is None else value))
        if self.GROUPED.fullmatch(text):
            text = text.replace(".", "")
        return super().to_python(text.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, Decimal) else value


def target_field() -> NumberField:
    return NumberField(
        label=_("Hvad er målet?"),
        help_text=_("Kun tallet. I kan sætte det senere."),
        required=False,
    )


class AddIndicatorForm(VerbForm):
    """What is measured. Of a ready-made one, only what makes it one's own is asked."""

    name = PlainTextField(
        label=_("Hvad måler I?"), help_text=_("For eksempel: ture ud af huset."), max_length=NAME_LENGTH
    )
    unit = PlainTextField(
        label=_("Hvad tæller I i?"), help_text=_("For eksempel: ture om ugen."), max_length=UNIT_LENGTH
    )
    higher_is_better = forms.ChoiceField(
        label=_("Hvad er bedst?"),
        choices=[("yes", _("Et højere tal er bedre")), ("no", _("Et lavere tal er bedre"))],
        widget=forms.RadioSelect,
    )
    about_people = forms.ChoiceField(
        label=_("Bygger tallet på svar fra mennesker eller på noget om dem?"),
        help_text=_("Så viser vi det kun, når mindst fem er med. Ingen skal kunne kendes."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    target = target_field()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if ready := READY_MADE.get(kind):
            del self.fields["higher_is_better"], self.fields["about_people"]
            self.fields["name"].required = False
            self.fields["name"].label = _("Hvad kalder I det her hos jer?")
            self.fields["name"].help_text = _("Lad det stå tomt, så hedder det: %s.") % IndicatorKind(kind).label
            self.fields["unit"].initial = ready.unit

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        for name in ("higher_is_better", "about_people"):
            if name in data:
                data[name] = data[name] == "yes"
        return {**data, "kind": self.kind}


class EditIndicatorForm(EditForm):
    name = PlainTextField(label=_("Hvad kalder I det?"), max_length=NAME_LENGTH, required=False)
    unit = PlainTextField(label=_("Hvad tæller I i?"), max_length=UNIT_LENGTH)
    target = target_field()

    @staticmethod
    def initial_of(indicator: Indicator) -> dict[str, Any]:
        return {
            "name": indicator.name,
            "unit": indicator.unit,
            "target": indicator.target,
            "expected_version": indicator.version,
        }


class MeasureForm(VerbForm):
    phase = forms.ChoiceField(label=_("Hvornår i forløbet?"), choices=Phase.choices, widget=forms.RadioSelect)
    value = NumberField(label=_("Hvad er tallet?"))
    on = DayField(label=_("Hvilken dag målte I?"))
    n = AmountField(
        label=_("Hvor mange er med i tallet?"),
        required=False,
        error_messages={"invalid": _("Skriv et helt antal, for eksempel 12.")},
    )
    how = forms.ChoiceField(label=_("Hvordan ved I det?"), choices=How.choices, widget=forms.RadioSelect)
    source = PlainTextField(
        label=_("Hvor kommer tallet fra?"),
        help_text=_("For eksempel: vagtplanen i uge 12, eller spørgsmål til beboerne. Ingen navne."),
        max_length=SOURCE_LENGTH,
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = indicator.unit
        self.fields["on"].initial = clock.today
        if indicator.about_people:
            self.fields["n"].required = True
            self.fields["n"].error_messages["required"] = _("Skriv, hvor mange tallet bygger på.")
            self.fields["n"].help_text = _("Er det færre end fem, viser vi ikke tallet. Ingen skal kunne kendes.")
        else:
            self.fields["n"].help_text = _("For eksempel antal uger eller opslag. Tallet handler ikke om mennesker.")


class CorrectForm(EditForm, MeasureForm):
    @staticmethod
    def initial_of(row: Measurement) -> dict[str, Any]:
        """What is kept back is kept back here as well: who corrects it writes it again."""
        return {
            "phase": row.phase,
            "on": row.on,
            "value": None if row.is_small else row.value,
            "n": None if row.is_small else row.n,
            "how": row.how,
            "source": row.source,
            "expected_version": row.version,
        }
