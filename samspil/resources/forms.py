"""Forms about fellowships and offers, wishes, areas and codes."""

import csv
import io
from typing import Any

from charset_normalizer import from_bytes
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import ContactVisibility
from samspil.actors.queries import organisations
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import TITLE_LENGTH, Theme
from samspil.identity.forms import ContributionForm
from samspil.resources import queries, recurrence
from samspil.resources.facts import OLDEST
from samspil.resources.models import (
    BODY_LENGTH,
    LANGUAGES,
    LINE_LENGTH,
    MOST_PEOPLE,
    Access,
    Area,
    Day,
    LegalBase,
    Resource,
    ResourceKind,
    TargetGroup,
    WishKind,
)
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG, RuleForm

NUMBER_WRONG = _("Skriv et helt tal.")
LARGEST_FILE = 1_000_000  # bytes; 2,000 codes are a tenth of it
SORT_LABELS = {
    "naeste": _("Det, der sker først"),
    "navn": _("Navn"),
    "nyeste": _("Nyeste først"),
    "bekraeftet": _("Sidst bekræftet"),
}


def area_choices(empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(area.pk), area.name) for area in Area.objects.all())]


class ResourceFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False)
    maalgruppe = forms.ChoiceField(label=_("For hvem"), required=False)
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    naer = forms.ChoiceField(label=_("Tæt på"), required=False)
    dag = forms.ChoiceField(label=_("Dag"), required=False)
    adgang = forms.ChoiceField(label=_("Adgang"), required=False)
    pris = forms.ChoiceField(label=_("Pris"), required=False, choices=[("", ALL), ("gratis", _("Det er gratis"))])
    plads = forms.ChoiceField(label=_("Plads"), required=False, choices=[("", ALL), ("nu", _("Har plads nu"))])
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = queries.places()
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        set_choices(self, "maalgruppe", [("", ALL), *TargetGroup.choices[1:]])
        set_choices(self, "slags", [("", _("Alle slags")), *ResourceKind.choices])
        set_choices(self, "omraade", area_choices(_("Hele kommunen")))
        set_choices(self, "naer", [("", _("Ikke valgt")), *((name, name) for name in self.places)])
        set_choices(self, "dag", [("", _("Alle dage")), *Day.choices])
        set_choices(self, "adgang", [("", ALL), *Access.choices])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            theme=values["emne"],
            group=values["maalgruppe"],
            kind=values["slags"],
            area=int(values["omraade"]) if values["omraade"] else None,
            near=self.places.get(values["naer"]),
            day=values["dag"],
            access=values["adgang"],
            is_free=bool(values["pris"]),
            can_take=bool(values["plads"]),
            sort=values["sorter"] or queries.SORTS[0],
        )


class FreeField(forms.ChoiceField):
    """Free of charge, not, or not known."""

    CHOICES = [("", _("Ved ikke")), ("ja", _("Det er gratis")), ("nej", _("Det koster noget"))]
    MEANS = {"ja": True, "nej": False}

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=self.CHOICES, required=False, **options)

    @classmethod
    def code(cls, is_free: bool | None) -> str:
        return next((code for code, means in cls.MEANS.items() if means is is_free), "")


class ResourceFactsForm(RuleForm):
    """All that can be told about a resource; only the first part must be there."""

    title = PlainTextField(
        label=_("Hvad hedder det?"),
        help_text=_("For eksempel: Tirsdagsturen, Værkstedet på Møllevej."),
        max_length=120,
    )
    body = PlainTextField(
        label=_("Hvad sker der, og hvem er med?"),
        help_text=_("Skriv, som du ville fortælle det til en, der overvejer at komme."),
        max_length=BODY_LENGTH,
        lines=5,
    )
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=[("", _("Vælg")), *ResourceKind.choices])
    themes = forms.MultipleChoiceField(
        label=_("Hvilke dele af livet handler det om?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Hvem er det for?"),
        choices=TargetGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    provider = PlainTextField(
        label=_("Hvem står bag?"),
        help_text=_("En forening, en virksomhed eller en flok. Er det dig selv, så lad det stå tomt."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "kendte-aktoerer"}),
    )
    place = PlainTextField(
        label=_("Hvor er det?"),
        help_text=_("En by eller et sted. Kender vi stedet, kommer det på kortet."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "kendte-steder"}),
    )
    address = PlainTextField(label=_("Adresse"), max_length=LINE_LENGTH, required=False)
    area_id = forms.ChoiceField(label=_("Område"), required=False)
    lat = forms.CharField(
        label=_("Breddegrad"),
        help_text=_("Kun hvis du kender den, for eksempel 56.0205."),
        required=False,
        max_length=20,
    )
    lon = forms.CharField(
        label=_("Længdegrad"),
        help_text=_("Kun hvis du kender den, for eksempel 8.9710."),
        required=False,
        max_length=20,
    )
    first_on = forms.DateField(
        label=_("Fra hvilken dag?"),
        help_text=_("Sker det én gang, så er det dagen."),
        required=False,
        widget=DATE_INPUT,
        error_messages={"invalid": DATE_WRONG},
    )
    times_text = PlainTextField(
        label=_("Andet om tiden"),
        help_text=_("For eksempel: ikke i juli, eller kun i tørvejr."),
        max_length=LINE_LENGTH,
        required=False,
    )
    capacity = forms.IntegerField(
        label=_("Hvor mange kan I tage imod nu?"),
        help_text=_("Skriv 0, hvis der er fuldt. Ved du det ikke, så lad det stå tomt."),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    youngest = forms.IntegerField(
        label=_("Fra hvor gammel?"),
        min_value=0,
        max_value=OLDEST,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    oldest = forms.IntegerField(
        label=_("Til hvor gammel?"),
        min_value=0,
        max_value=OLDEST,
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    is_free = FreeField(label=_("Koster det noget?"))
    fee = PlainTextField(
        label=_("Hvad koster det?"),
        help_text=_("For eksempel: 50 kr. om måneden."),
        max_length=LINE_LENGTH,
        required=False,
    )
    access = forms.MultipleChoiceField(
        label=_("Hvad gør det lettere at komme?"),
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Hvilke sprog kan man tale der?"),
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    meets_you = PlainTextField(
        label=_("Hvem tager imod en ny?"),
        help_text=_("For eksempel: Jørn står i døren fra kvart i syv."),
        max_length=LINE_LENGTH,
        required=False,
    )
    lift = PlainTextField(
        label=_("Kan man få et lift?"),
        help_text=_("For eksempel: Ring dagen før, så henter vi dig."),
        max_length=LINE_LENGTH,
        required=False,
    )
    website = forms.URLField(
        label=_("Hjemmeside"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Det er ikke et helt link. Det skal begynde med https://.")},
    )
    contact_name = PlainTextField(label=_("Hvem kan man ringe eller skrive til?"), max_length=120, required=False)
    contact_phone = PlainTextField(label=_("Telefon"), max_length=30, required=False)
    contact_email = AddressField(label=_("Mail"), required=False)
    contact_visibility = forms.ChoiceField(
        label=_("Hvem må se telefon og mail?"), choices=ContactVisibility.choices, initial=ContactVisibility.STAFF
    )

    PARTS = (
        ("", False, ("title", "body", "kind", "themes", "target_groups", "provider")),
        (_("Hvor"), False, ("place", "address", "area_id")),
        (_("Et punkt på kortet"), True, ("lat", "lon")),
        (_("Hvornår"), False, ("pattern", "days", "order", "first_on", "starts_at", "ends_at", "times_text")),
        (_("Plads og pris"), True, ("capacity", "youngest", "oldest", "is_free", "fee")),
        (_("At komme med"), True, ("access", "meets_you", "lift", "languages")),
        (_("Kontakt"), False, ("contact_name", "contact_phone", "contact_email", "contact_visibility", "website")),
        (_("For dem, der arbejder her"), True, ("legal_base", "source")),
    )
    CHIPS = ("themes", "target_groups", "days", "access", "languages")
    STANDS_AT = {**RuleForm.STANDS_AT, "provider_id": "provider", "provider_name": "provider"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area_id", area_choices(_("Ved ikke")))
        if self.viewer.is_staff:
            self.fields["legal_base"] = forms.ChoiceField(
                label=_("Hvilken lov hviler støtten på?"),
                choices=[("", _("Ved ikke")), *LegalBase.choices],
                required=False,
            )
            self.fields["source"] = PlainTextField(
                label=_("Hvor ved vi det fra?"), max_length=LINE_LENGTH, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("pattern") == "once" and not cleaned.get("first_on") and "first_on" not in self.errors:
            self.add_error("first_on", _("Vælg dagen."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not self.cleaned_data["pattern"]:
            data["first_on"] = None
        data["is_free"] = FreeField.MEANS.get(data["is_free"])
        if "provider" in data:
            data.update(self.provider_in(data.pop("provider")))
        return data

    def provider_in(self, name: str) -> dict[str, str]:
        """Who stands behind it: an actor of that name, or the name alone."""
        known = organisations(self.viewer).filter(name__iexact=name).first() if name else None
        return {"provider_id": str(known.pk) if known else "", "provider_name": "" if known else name}

    @staticmethod
    def initial_of(resource: Resource) -> dict[str, Any]:
        plain = (
            "title body kind place address lat lon first_on starts_at ends_at times_text capacity youngest oldest fee "
            "access languages meets_you lift website contact_name contact_phone contact_email contact_visibility "
            "legal_base source days"
        )
        pattern, order = recurrence.pattern_of(resource.recurrence, resource.first_on)
        return {
            **{name: getattr(resource, name) for name in plain.split()},
            "pattern": pattern,
            "order": order,
            "is_free": FreeField.code(resource.is_free),
            "area_id": str(resource.area_id or ""),
            "provider": resource.provider.name if resource.provider else resource.provider_name,
            "themes": [row.theme for row in resource.themes.all()],
            "target_groups": [row.group for row in resource.target_groups.all()],
            "expected_version": resource.version,
        }


class RegisterResourceForm(ContributionForm, ResourceFactsForm):
    pass


class EditResourceForm(EditForm, ResourceFactsForm):
    """Another provider is named by coordinators alone."""

    def __init__(self, *args: Any, names_provider: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names_provider:
            del self.fields["provider"]


class WishForm(ContributionForm):
    kind = forms.ChoiceField(label=_("Hvad har I brug for?"), choices=WishKind.choices, widget=forms.RadioSelect)
    what = PlainTextField(
        label=_("Fortæl kort"),
        help_text=_("For eksempel: Et lokale hver torsdag aften med plads til 12."),
        max_length=TITLE_LENGTH,
    )


class WishPledgeForm(ContributionForm):
    body = PlainTextField(
        label=_("Hvad kan du hjælpe med?"),
        help_text=_("Skriv, hvad du vil gøre, og gerne hvornår."),
        max_length=TITLE_LENGTH,
    )


class WishFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Hvad"), required=False, choices=[("", _("Alt")), *WishKind.choices])
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "omraade", area_choices(_("Hele kommunen")))

    def filters(self) -> queries.WishFilters:
        values = self.values()
        return queries.WishFilters(
            words=values["q"],
            kind=values["slags"],
            area=int(values["omraade"]) if values["omraade"] else None,
            theme=values["emne"],
        )


class AreaForm(VerbForm):
    name = PlainTextField(label=_("Navn"), max_length=80, error_messages={"required": _("Skriv, hvad området hedder.")})
    lat = forms.CharField(
        label=_("Breddegrad"),
        help_text=_("For eksempel 56.0205. Så kan vi regne afstande ud."),
        required=False,
        max_length=20,
    )
    lon = forms.CharField(label=_("Længdegrad"), help_text=_("For eksempel 8.9710."), required=False, max_length=20)
    order = forms.IntegerField(
        label=_("Nummer på listen"),
        help_text=_("Det mindste står øverst."),
        min_value=0,
        max_value=1000,
        initial=0,
        error_messages={"invalid": NUMBER_WRONG},
    )

    @staticmethod
    def initial_of(area: Area) -> dict[str, Any]:
        return {"name": area.name, "lat": area.lat, "lon": area.lon, "order": area.order}


class CodesForm(VerbForm):
    """A CSV file with a heading: scheme, code, label, theme."""

    file = forms.FileField(
        label=_("Filen"),
        help_text=_("CSV med kolonnerne scheme, code, label og theme. Højst 2.000 rækker."),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )
    COLUMNS = frozenset(("scheme", "code", "theme"))

    def clean_file(self) -> list[dict[str, str]]:
        """The rows as text, by column. Raises: ValidationError."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_FILE:
            raise ValidationError(_now("Filen er for stor. Den må højst fylde 1 MB."))
        data = upload.read()
        found = None if b"\0" in data else from_bytes(data, cp_isolation=["utf_8", "cp1252"]).best()
        if found is None:
            raise ValidationError(_now("Vi kan ikke læse filen. Gem den som CSV, og prøv igen."))
        text = str(found).lstrip("\ufeff")
        head = text.partition("\n")[0]
        rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
        try:
            names = {name.strip().lower() for name in rows.fieldnames or ()}
            read = [{str(key or "").strip().lower(): value for key, value in row.items()} for row in rows]
        except csv.Error as problem:
            raise ValidationError(_now("Vi kan ikke læse filen. Gem den som CSV, og prøv igen.")) from problem
        if not names >= self.COLUMNS:
            raise ValidationError(_now("Den første række skal hedde scheme, code, label og theme."))
        return [{key: value if isinstance(value, str) else "" for key, value in row.items()} for row in read]

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {"rows": data.pop("file"), **data}
