"""Forms about checks. None of them has a field for a file or for what a certificate says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor, Channel
from samspil.foundation import clock
from samspil.foundation.choosing import Among, Choice, OneOfManyField, choose_among
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.identity.forms import NOT_KEPT
from samspil.identity.people_forms import DayField
from samspil.safeguards import queries
from samspil.safeguards.actions import ASK_WITHIN, DECLARE_EARLY
from samspil.safeguards.models import NAME_LENGTH, Requirement, Safeguard


class SafeguardFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alle slags")), *Requirement.choices])
    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", _("Alt")),
            ("mangler", _("Mangler")),
            ("bestilt", _("Bestilt")),
            ("orden", _("I orden")),
            ("frist", _("Fristen er overskredet")),
        ],
    )
    hvem = forms.ChoiceField(
        label=_("Hvem"),
        required=False,
        choices=[("", ALL), ("personer", _("Personer")), ("foreninger", _("Foreninger"))],
    )

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(words=values["q"], kind=values["slags"], state=values["vis"], whom=values["hvem"])


class RequireForm(VerbForm):
    """For the people of one host. ``person`` is somebody whose page one comes from."""

    kind = forms.ChoiceField(label=_("Hvad skal der til?"), choices=Requirement.choices, widget=forms.RadioSelect)
    person_id = OneOfManyField(label=_("Hvem?"), required=False)
    email = AddressField(
        label=_("Eller mailen på en frivillig"),
        help_text=_("Hele adressen, hvis personen ikke står på listen. Skriv også navnet."),
        required=False,
        widget=forms.EmailInput(attrs=NOT_KEPT),
    )
    name = PlainTextField(
        label=_("Navn"),
        help_text=_("Hvis personen ikke står på listen. Skriv også mail eller telefon."),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    phone = PlainTextField(label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs=NOT_KEPT))
    due_on = DayField(label=_("Inden hvornår?"), help_text=_("Vores egen frist. Den, der skal gøre noget, får besked."))

    def __init__(self, *args: Any, host: Actor, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [Choice(str(pk), name) for pk, name in queries.people_of(host, self.viewer)]
        if person is not None and str(person.pk) not in [each.key for each in people]:
            people.insert(0, Choice(str(person.pk), person.name))
        choose_among(self, "person_id", Among(first=people), _("Vælg"))
        self.fields["person_id"].initial = str(person.pk) if person is not None else ""
        self.fields["due_on"].required = False
        self.fields["due_on"].initial = clock.today() + ASK_WITHIN
        if host.kind != "unit":
            for name in ("email", "name", "phone"):
                del self.fields[name]


class SeenForm(EditForm):
    seen_on = DayField(label=_("Hvornår så du den?"))
    due_on = DayField(
        label=_("Hvornår skal den ses igen?"),
        help_text=_("Vores egen frist. Lad feltet stå tomt, hvis den ikke skal ses igen."),
    )

    def __init__(self, *args: Any, row: Safeguard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_on"].required = True
        self.fields["seen_on"].initial = clock.today()
        self.fields["due_on"].required = False
        self.fields["due_on"].initial = queries.again_on(row.kind, clock.today())
        self.fields["expected_version"].initial = row.version


class YearForm(VerbForm):
    """What an association is asked to declare, or declares, for a year."""

    kind = forms.ChoiceField(label=_("Hvad erklærer I?"), choices=Requirement.choices)
    year = forms.TypedChoiceField(label=_("For hvilket år?"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        years = sorted({today.year, (today + DECLARE_EARLY).year})
        set_choices(self, "year", [(year, str(year)) for year in years])
        self.fields["year"].initial = years[-1]


class AskDeclarationForm(YearForm):
    due_on = DayField(label=_("Inden hvornår?"), help_text=_("Vores egen frist. Foreningen får besked."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("Hvad skal foreningen erklære?")
        self.fields["due_on"].required = False
        self.fields["due_on"].initial = clock.today() + ASK_WITHIN


class DeclareForm(YearForm):
    declared_by = PlainTextField(
        label=_("Hvem fra foreningen har erklæret det?"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    channel = forms.ChoiceField(
        label=_("Hvordan fik I det?"), choices=[("", _("Vælg")), *Channel.choices], required=False
    )

    def __init__(self, *args: Any, host: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if host.pk in self.viewer.speaks_for:
            del self.fields["declared_by"], self.fields["channel"]
