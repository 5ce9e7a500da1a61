"""Forms about whom to talk to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import staff, units
from samspil.foundation.forms import AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Theme
from samspil.wayfinding.finding import LONGEST
from samspil.wayfinding.models import (
    FUNCTION_LENGTH,
    HELPS_LENGTH,
    LINE_LENGTH,
    ContactPoint,
    SpokenLanguage,
)


class AskForm(forms.Form):
    """A few words about what one needs. Nothing is refused and nothing is kept: what is too long is read in part."""

    text = forms.CharField(
        label=_("Hvad har du brug for?"),
        help_text=_("Skriv med dine egne ord. Det bliver ikke gemt."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def clean_text(self) -> str:
        return self.cleaned_data["text"][: LONGEST * 2]


class ContactTexts(VerbForm):
    function = PlainTextField(
        label=_("Hvad hedder funktionen?"),
        help_text=_("Som man ville sige det i telefonen, for eksempel Frivilligkoordinator."),
        max_length=FUNCTION_LENGTH,
    )
    helps_with = PlainTextField(
        label=_("Hvad hjælper I med?"),
        help_text=_(
            "Skriv med hverdagsord, så folk finder jer: lån af lokaler, støtte til en tur, en nabo der er alene."
        ),
        max_length=HELPS_LENGTH,
        lines=4,
    )
    phone = PlainTextField(label=_("Telefon"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    person_id = forms.ChoiceField(
        label=_("Hvem tager den?"), help_text=_("Lad det stå tomt, hvis det skifter."), required=False
    )
    unit_id = forms.ChoiceField(label=_("Enhed"), required=False)
    email = AddressField(label=_("Mail"), required=False)
    hours = PlainTextField(
        label=_("Hvornår?"), help_text=_("For eksempel: Hverdage 9-14."), max_length=LINE_LENGTH, required=False
    )
    themes = forms.MultipleChoiceField(
        label=_("Emner"), choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprog ud over dansk"),
        choices=SpokenLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (str(person.pk), f"{person.name}, {person.function}" if person.function else person.name)
            for person in staff()
        ]
        set_choices(self, "person_id", [("", _("Ingen bestemt")), *people])
        keeps_all = self.viewer.holds("coordinator", "administrator")
        rows = [unit for unit in units(self.viewer) if keeps_all or self.viewer.leads(unit.line)]
        choices: list[tuple[str, Any]] = [(str(unit.pk), str(unit)) for unit in rows]
        set_choices(self, "unit_id", [("", _("Hele kommunen")), *choices] if keeps_all else choices)


class AddContactForm(ContactTexts):
    pass


class EditContactForm(ContactTexts, EditForm):
    @staticmethod
    def initial_of(point: ContactPoint) -> dict[str, Any]:
        names = ("function", "helps_with", "phone", "email", "hours", "themes", "languages")
        return {
            **{name: getattr(point, name) for name in names},
            "person_id": str(point.person_id or ""),
            "unit_id": str(point.unit_id or ""),
            "expected_version": point.version,
        }
