"""Forms about technologies."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.exchange.forms import ListFileField
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.resources.forms import NUMBER_WRONG
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG
from samspil.technologies import queries
from samspil.technologies.cards import SECTORS
from samspil.technologies.models import (
    LINE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WHAT_LENGTH,
    Maturity,
    Placement,
    Purpose,
    Ring,
    TargetGroup,
    Technology,
    TechnologyGroup,
    Use,
    UseStatus,
)

EMPTY_ROWS = 3  # to fill in, below the suppliers that stand there


class TechnologyFilterForm(FilterForm):
    formaal = forms.ChoiceField(label=_("Formål"), required=False, choices=[("", _("Alle formål")), *Purpose.choices])
    gruppe = forms.ChoiceField(
        label=_("Bruges til"), required=False, choices=[("", _("Alt")), *TechnologyGroup.choices]
    )
    til = forms.ChoiceField(label=_("For hvem"), required=False, choices=[("", ALL), *TargetGroup.choices])
    status = forms.ChoiceField(
        label=_("Hos os"),
        required=False,
        choices=[("", ALL), *UseStatus.choices, (queries.NOWHERE, _("Ikke hos os"))],
    )
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    modenhed = forms.ChoiceField(label=_("Hvor langt er den?"), required=False, choices=[("", ALL), *Maturity.choices])
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[
            ("navn", _("Efter navn")),
            ("aktiv", _("Sidst rørt")),
            ("nyeste", _("Sidst lagt ind")),
            ("udbredt", _("Brugt flest steder")),
        ],
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", [("", _("Alle enheder")), *unit_choices(viewer)])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            purpose=values["formaal"],
            group=values["gruppe"],
            target=values["til"],
            status=values["status"],
            unit=values["enhed"],
            maturity=values["modenhed"],
            sort=values["sorter"] or queries.SORT,
        )


def unit_choices(viewer: Any) -> list[tuple[str, str]]:
    return [(str(unit.pk), unit.actor.name) for unit in units(viewer)]


class RadarFilterForm(FilterForm):
    """Which year, which units' lists, and how the drawing is cut."""

    neutral: tuple[str, ...] = ("aar", "efter")  # type: ignore[assignment]

    aar = forms.ChoiceField(label=_("År"), required=False)
    efter = forms.ChoiceField(label=_("Delt efter"), required=False, choices=list(SECTORS.items()))
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    gruppe = forms.ChoiceField(
        label=_("Bruges til"), required=False, choices=[("", _("Alt")), *TechnologyGroup.choices]
    )

    def __init__(self, *args: Any, viewer: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", [("", _("Alle enheder")), *unit_choices(viewer)])
        set_choices(self, "aar", [(str(year), str(year)) for year in years] or [("", _("Intet endnu"))])


def links_told(written: str) -> list[dict[str, str]]:
    """One link on each line: the address, with a name before it if one likes."""
    links = []
    for text in written.splitlines():
        if found := re.fullmatch(r"\s*(?:(.*?)[\s:|]+)?(\S+)\s*", text):
            links.append({"title": found[1] or "", "url": found[2]})
    return links


class TechnologyForm(VerbForm):
    title = PlainTextField(
        label=_("Hvad hedder teknologien?"),
        help_text=_(
            "Navnet på teknologien, ikke på et bestemt produkt. For eksempel: Loftlift, der dækker hele rummet."
        ),
        max_length=TITLE_LENGTH,
    )
    what = PlainTextField(
        label=_("Hvad gør den?"),
        help_text=_("Med dine egne ord, så en uden for faget forstår det."),
        max_length=WHAT_LENGTH,
        lines=5,
    )
    for_whom = PlainTextField(
        label=_("For hvem?"),
        help_text=_("For eksempel: Borgere, der ikke selv kan flytte sig fra seng til stol."),
        max_length=LINE_LENGTH,
    )
    targets = forms.MultipleChoiceField(
        label=_("Hvem hører de til?"), choices=TargetGroup.choices, widget=forms.CheckboxSelectMultiple
    )
    purposes = forms.MultipleChoiceField(
        label=_("Hvad er formålet?"),
        help_text=_("Vælg det ene eller begge."),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    life_sign = PlainTextField(
        label=_("Hvordan kan vi se et bedre liv?"),
        help_text=_("For eksempel: Hvor mange måltider borgeren selv klarer."),
        max_length=LINE_LENGTH,
        required=False,
    )
    work_sign = PlainTextField(
        label=_("Hvordan kan vi se smartere arbejde?"),
        help_text=_("For eksempel: Hvor mange forflytninger én medarbejder klarer alene."),
        max_length=LINE_LENGTH,
        required=False,
    )
    group = forms.ChoiceField(label=_("Hvad bruges den til?"), choices=[("", _("Vælg")), *TechnologyGroup.choices])
    maturity = forms.ChoiceField(label=_("Hvor langt er den?"), choices=[("", _("Vælg")), *Maturity.choices])
    workflows = PlainTextField(
        label=_("Hvad bliver anderledes i arbejdet?"),
        help_text=_("Hvem gør hvad, som en anden gjorde før?"),
        max_length=TEXT_LENGTH,
        lines=4,
        required=False,
    )
    training = PlainTextField(
        label=_("Hvad skal man lære for at bruge den?"), max_length=TEXT_LENGTH, lines=3, required=False
    )
    together = PlainTextField(
        label=_("Hvad gør den ved samspillet mellem borger, pårørende og medarbejdere?"),
        max_length=TEXT_LENGTH,
        lines=3,
        required=False,
    )
    iso_class = PlainTextField(
        label=_("Klasse i ISO 9999"),
        help_text=_("To, fire eller seks tal, fx 12 36 03. Spring over, hvis du ikke kender den."),
        max_length=20,
        required=False,
    )
    links = PlainTextField(
        label=_("Links"),
        help_text=_("Et på hver linje. Skriv gerne et navn foran adressen."),
        max_length=4000,
        lines=3,
        required=False,
    )

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "links": links_told(told["links"])}


class EditTechnologyForm(EditForm, TechnologyForm):
    @staticmethod
    def initial_of(technology: Technology) -> dict[str, Any]:
        fields = [name for name in TechnologyForm.base_fields if hasattr(technology, name)]
        return {
            **{name: getattr(technology, name) for name in fields},
            "targets": [row.group for row in technology.targets.all()],
            "purposes": [purpose.value for purpose in technology.purposes],
            "links": "\n".join(f"{link['title']} {link['url']}" for link in technology.links),
            "expected_version": technology.version,
        }


class WithdrawForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor skal den ikke stå i kataloget?"),
        help_text=_("For eksempel: Den står her allerede under et andet navn."),
        max_length=LINE_LENGTH,
    )


class ProductsForm(EditForm):
    """Some rows, each a supplier; an empty row is none."""

    PARTS = (
        ("supplier", _("Leverandør"), 120),
        ("name", _("Produktets navn"), 120),
        ("website", _("Webadresse"), 200),
        ("hmi_number", _("HMI-nummer"), 20),
    )

    def __init__(self, *args: Any, technology: Technology, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = list(technology.products.all())
        self.count = len(standing) + EMPTY_ROWS
        posted = [int(name[9:]) for name in self.data if re.fullmatch(r"supplier-[0-9]{1,2}", name)]
        self.count = max(self.count, *(at + 1 for at in posted)) if posted else self.count
        for at in range(self.count):
            row = standing[at] if at < len(standing) else None
            for part, label, most in self.PARTS:
                field = PlainTextField(label=label, max_length=most, required=False)
                field.initial = getattr(row, part) if row else ""
                self.fields[f"{part}-{at}"] = field

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{part}-{at}"] for part, _label, _most in self.PARTS] for at in range(self.count)]

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        products = [
            {part: told.pop(f"{part}-{at}") or "" for part, _label, _most in self.PARTS} for at in range(self.count)
        ]
        # How many empty rows the page has differs from one press to the next; what was told does not.
        while products and not any(products[-1].values()):
            products.pop()
        return {**told, "products": products}

    @staticmethod
    def current_of(technology: Technology) -> dict[str, Any]:
        """What stands now, for somebody whose form was overtaken."""
        told: dict[str, Any] = {"expected_version": technology.version}
        for at, row in enumerate(technology.products.all()):
            told |= {f"{part}-{at}": getattr(row, part) for part, _label, _most in ProductsForm.PARTS}
        return told


class UseForm(EditForm):
    """What a unit says. The contacts are those of the unit that is chosen; another unit shows its own next time."""

    unit_id = forms.ChoiceField(label=_("Hvilken enhed?"))
    status = forms.ChoiceField(label=_("Hvor langt er I?"), choices=UseStatus.choices, widget=forms.RadioSelect)
    since = forms.DateField(
        label=_("Fra hvornår?"),
        help_text=_("Er den på vej, så skriv den dag, I regner med."),
        widget=DATE_INPUT,
        error_messages={"invalid": DATE_WRONG},
    )
    how_many = forms.IntegerField(
        label=_("Hvor mange har I?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    reason = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Skal skrives, når I holder op. Andre lærer af det."),
        max_length=LINE_LENGTH,
        required=False,
    )
    contact_id = forms.ChoiceField(
        label=_("Hvem kan andre spørge?"), help_text=_("Kun ansatte kan se det."), required=False
    )

    def __init__(self, *args: Any, choices: list[Unit], unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", [("", _("Vælg")), *((str(each.pk), each.actor.name) for each in choices)])
        people = queries.contacts_for(unit, self.viewer) if unit else []
        set_choices(self, "contact_id", [("", _("Ingen")), *((str(each.pk), each.name) for each in people)])

    @staticmethod
    def initial_of(use: Use | None, unit: Unit | None) -> dict[str, Any]:
        if use is None:
            return {"unit_id": str(unit.pk) if unit else "", "since": clock.today(), "expected_version": None}
        return {
            "unit_id": str(use.unit_id),
            "status": use.status,
            "since": use.since,
            "how_many": use.how_many,
            "reason": use.reason,
            "contact_id": str(use.contact_id or ""),
            "expected_version": use.pk,
        }


class PlaceForm(VerbForm):
    year = forms.ChoiceField(label=_("Hvilket år?"))
    ring = forms.ChoiceField(
        label=_("Hvad skal vi gøre med den?"),
        choices=[
            (Ring.READY, _("KLAR: Vi tager den i brug, hvor den passer.")),
            (Ring.TRY, _("AFPRØV: Vi prøver den af hos nogle få.")),
            (Ring.WATCH, _("HOLD ØJE: Vi følger med i, hvad andre finder ud af.")),
            (Ring.WAIT, _("AFVENT: Vi gør ikke noget lige nu.")),
        ],
        widget=forms.RadioSelect,
    )
    reason = PlainTextField(label=_("Hvorfor?"), help_text=_("Én linje, som andre kan følge."), max_length=LINE_LENGTH)

    def __init__(self, *args: Any, placed: dict[int, Placement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = queries.open_years()
        set_choices(self, "year", [(str(year), str(year)) for year in years])
        wanted = kwargs.get("initial", {}).get("year", years[0])
        if row := placed.get(wanted):
            self.initial.update({"ring": row.ring, "reason": row.reason})


class FileForm(VerbForm):
    file = ListFileField(label=_("Filen"), help_text=_("Et regneark (XLSX) eller CSV."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"

    def clean(self) -> dict[str, Any]:
        if self.errors and self.cleaned_data.get("file"):
            raise ValidationError(_now("Vælg filen igen. Browseren husker den ikke."))
        return self.cleaned_data
