"""Forms about what companies promise."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Channel
from samspil.actors.queries import actors_among
from samspil.company_pledges import queries
from samspil.company_pledges.actions import PLACE_LENGTH
from samspil.company_pledges.models import (
    BODY_LENGTH,
    BOUNDARY_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    WHAT_LENGTH,
    CompanyPledge,
    PromiseKind,
)
from samspil.company_pledges.rules import gives
from samspil.foundation import clock
from samspil.foundation.choosing import OneOfManyField, choose_among
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Subject, Theme
from samspil.identity.forms import NOT_KEPT
from samspil.identity.people_forms import DayField


class HoursField(forms.DecimalField):
    """Hours as people write them: "40" or "2,5"."""

    default_error_messages = {
        "invalid": _("Skriv et tal, for eksempel 40 eller 2,5."),
        "max_digits": _("Tallet er for stort."),
        "max_decimal_places": _("Skriv højst ét tal efter kommaet."),
        "max_whole_digits": _("Tallet er for stort."),
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(required=False, max_digits=6, decimal_places=1, widget=widget, **options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(str(value or "").strip().replace(",", ".") or None)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class PledgeFilterForm(FilterForm):
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alt")), *PromiseKind.choices])
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    vis = forms.ChoiceField(
        label=_("Hvornår?"),
        required=False,
        choices=[
            ("", ALL),
            ("nu", _("Kan bruges nu")),
            ("kommer", _("Begynder senere")),
            ("slut", _("Er slut")),
        ],
    )
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[
            ("nyeste", _("Nyeste først")),
            ("timer", _("Flest timer tilbage")),
            ("slut", _("Slutter først")),
            ("virksomhed", _("Virksomhedens navn")),
        ],
    )

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            kind=values["slags"],
            theme=values["emne"],
            state=values["vis"],
            sort=values["sorter"] or "nyeste",
        )


class PledgeTexts(VerbForm):
    """The fields that promising and editing share."""

    kind = forms.ChoiceField(label=_("Hvad lover I?"), choices=PromiseKind.choices, widget=forms.RadioSelect)
    title = PlainTextField(
        label=_("Sig det i én linje"),
        help_text=_("For eksempel: To håndværkere en formiddag om ugen."),
        max_length=TITLE_LENGTH,
    )
    body = PlainTextField(
        label=_("Fortæl lidt mere"),
        help_text=_("Hvad kan man bruge jer til, hvornår, og hvordan får man fat i jer?"),
        max_length=BODY_LENGTH,
        lines=5,
    )
    hours = HoursField(
        label=_("Timer i alt"),
        help_text=_("I hele perioden. Lad feltet stå tomt, hvis det er et lokale eller udstyr uden timer."),
    )
    from_on = DayField(label=_("Fra"), error_messages={"required": _("Vælg en dag.")})
    until_on = DayField(label=_("Til og med"), error_messages={"required": _("Vælg en dag.")})
    theme = forms.ChoiceField(
        label=_("Er det til noget bestemt?"), required=False, choices=[("", _("Nej, hvor der er brug for det"))]
    )
    place = PlainTextField(label=_("Hvor?"), help_text=_("By eller sted."), max_length=PLACE_LENGTH, required=False)
    boundary = PlainTextField(
        label=_("Er noget af det i dag de ansattes arbejde?"),
        help_text=_("Skriv, hvor grænsen går. Så kan MED se det. Er der ingen, så lad feltet stå tomt."),
        max_length=BOUNDARY_LENGTH,
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].required = self.fields["until_on"].required = True
        set_choices(self, "theme", [("", _("Nej, hvor der er brug for det")), *Theme.choices])


class PromiseForm(PledgeTexts):
    company_id = OneOfManyField(label=_("Hvilken virksomhed?"))
    behalf_name = PlainTextField(
        label=_("Hvem fra virksomheden fortalte dig det?"),
        help_text=_("Navnet står ved løftet sammen med dit."),
        max_length=80,
        widget=forms.TextInput(attrs=NOT_KEPT),
        required=False,
    )
    behalf_function = PlainTextField(
        label=_("Hvad laver vedkommende dér?"),
        help_text=_("For eksempel direktør eller mester."),
        max_length=80,
        widget=forms.TextInput(attrs=NOT_KEPT),
        required=False,
    )
    behalf_channel = forms.ChoiceField(
        label=_("Hvordan fik du det at vide?"), choices=[("", _("Vælg")), *Channel.choices], required=False
    )

    field_order = ["company_id", "behalf_name", "behalf_function", "behalf_channel", "kind", "title", "body", "hours"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "company_id", actors_among(queries.companies_of(self.viewer)), _("Vælg"))
        if not self.viewer.is_staff:
            for name in ("behalf_name", "behalf_function", "behalf_channel"):
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        told = {name: data.pop(f"behalf_{name}", "") for name in ("name", "function", "channel")}
        if any(told.values()):
            data["behalf"] = told
        return data


class EditPledgeForm(PledgeTexts, EditForm):
    @staticmethod
    def initial_of(pledge: CompanyPledge) -> dict[str, Any]:
        names = ("kind", "title", "body", "hours", "from_on", "until_on", "theme", "boundary")
        return {
            **{name: getattr(pledge, name) for name in names},
            "place": pledge.subject.place,
            "expected_version": pledge.version,
        }


class UseForm(VerbForm):
    receiver = PlainTextField(
        label=_("Hvem fik hjælpen?"),
        help_text=_("En forening, et sted eller en gruppe. Skriv ikke navne på borgere."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"list": "modtagere", "autocomplete": "off"}),
    )
    what = PlainTextField(
        label=_("Hvad blev det brugt til?"),
        help_text=_("For eksempel: En ny rampe ved klubhuset."),
        max_length=WHAT_LENGTH,
    )
    on = DayField(label=_("Hvornår?"))
    hours = HoursField(label=_("Hvor mange timer?"), help_text=_("For eksempel 2,5."))
    page = PlainTextField(
        label=_("Hører det til en side i Samspil?"),
        help_text=_("Sæt adressen på en udfordring, et forslag eller et tilbud ind."),
        max_length=300,
        required=False,
    )
    beyond = forms.BooleanField(label=_("Det er mere, end der blev lovet"), required=False)

    def __init__(self, *args: Any, pledge: CompanyPledge, about: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = True
        self.fields["on"].initial = clock.today()
        self.fields["page"].initial = str(about.pk) if about else ""
        if pledge.hours is None:
            del self.fields["beyond"]
            self.fields["hours"].label = _("Hvor mange timer, hvis det giver mening?")
        own = queries.receivers(self.viewer)[:1] if not gives(self.viewer, pledge) else []
        if own and not self.viewer.is_staff:
            self.fields["receiver"].initial = own[0]


class HoursForm(UseForm):
    """The same for the company's contact, who holds a link and knows no addresses of pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["page"]


class ContactForm(VerbForm):
    """Who in the company gets the link by which hours are noted."""

    name = PlainTextField(label=_("Navn"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs=NOT_KEPT))
    email = AddressField(label=_("Mail"), widget=forms.EmailInput(attrs=NOT_KEPT))


class EndForm(EditForm):
    note = PlainTextField(
        label=_("Vil I sige noget om det?"),
        help_text=_("For eksempel, hvad I lærte. Det står på siden."),
        max_length=WHAT_LENGTH,
        required=False,
    )
