"""Forms about experiences."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.exchange.forms import ListFileField
from samspil.experiences import figures as numbers
from samspil.experiences import queries
from samspil.experiences.cards import EXPLAINED
from samspil.experiences.models import (
    BODY_LENGTH,
    LINE_LENGTH,
    MOST_FIGURES,
    TITLE_LENGTH,
    Evidence,
    Experience,
    Fit,
    Origin,
    Phase,
    Transfer,
    Verdict,
    Went,
)
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.technologies.models import Technology

ELSEWHERE = [choice for choice in Origin.choices if choice[0] != Origin.OWN]
GRADES = [(str(grade.value), f"{grade.label}. {EXPLAINED[grade]}") for grade in Evidence]
SPARE_ROWS = 4
YEAR_WRONG = _("Skriv et år, for eksempel 2019.")
NUMBER_WRONG = _("Skriv et helt tal, for eksempel 30.")


class ExperienceFilterForm(FilterForm):
    """The technology stands in the address when one comes from its page; it is no list of five thousand."""

    teknologi = forms.CharField(required=False, max_length=36)
    gik = forms.ChoiceField(label=_("Hvordan gik det?"), required=False, choices=[("", _("Alt")), *Went.choices])
    evidens = forms.ChoiceField(
        label=_("Hvor sikkert?"),
        required=False,
        choices=[("", _("Alt")), *((str(grade), _("Mindst E%d her") % grade) for grade in (1, 2, 3, 4))],
    )
    hvor = forms.ChoiceField(label=_("Hvor?"), required=False, choices=[("", _("Alle steder")), *Origin.choices])
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[
            ("nyeste", _("Sidst fortalt")),
            ("sikkerhed", _("Det, vi ved bedst")),
            ("aar", _("Nyeste årstal")),
            ("flest", _("Flest mennesker")),
        ],
    )

    technology: Technology | None = None  # put by the view, which reads it for its viewer

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            technology=as_uuid(values["teknologi"]) if values["teknologi"] else None,
            went=values["gik"],
            least=int(values["evidens"]) if values["evidens"] else None,
            origin=values["hvor"],
            sort=values["sorter"] or "nyeste",
        )

    def label_of(self, name: str, value: Any) -> str:
        if name == "teknologi":
            return self.technology.title if self.technology else str(_("Ukendt teknologi"))
        return super().label_of(name, value)

    def bar(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        chosen = self.values()["teknologi"]
        hidden = [{"name": "teknologi", "value": chosen}] if chosen else []
        return {**super().bar(*args, **kwargs), "hidden": hidden}


class ExperienceTexts(VerbForm):
    """The fields that telling and editing share, with rows for figures."""

    went = forms.ChoiceField(label=_("Hvordan gik det?"), choices=Went.choices, widget=forms.RadioSelect)
    title = PlainTextField(
        label=_("Hvad er det vigtigste?"), help_text=_("Én linje, som man forstår alene."), max_length=TITLE_LENGTH
    )
    tried = PlainTextField(
        label=_("Hvad blev prøvet?"),
        help_text=_("Hvor, med hvem og hvordan. Skriv ikke, så man kan kende en bestemt person."),
        max_length=BODY_LENGTH,
        lines=5,
    )
    result = PlainTextField(
        label=_("Hvad kom der ud af det?"),
        help_text=_("Skriv også, hvad der ikke virkede. Det sparer de næste for at prøve det igen."),
        max_length=BODY_LENGTH,
        lines=5,
    )
    year = forms.IntegerField(
        label=_("Hvilket år?"),
        # A field for numbers would throw away what is none, and the message would stand over nothing.
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": YEAR_WRONG, "invalid": YEAR_WRONG},
    )
    period = PlainTextField(
        label=_("Hvornår, mere præcist?"), help_text=_("For eksempel: marts til juni."), max_length=80, required=False
    )
    people = forms.IntegerField(
        label=_("Hvor mange mennesker?"),
        help_text=_("Dem, der brugte teknologien."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        required=False,
        error_messages={"invalid": NUMBER_WRONG},
    )
    people_note = PlainTextField(
        label=_("Hvem var de?"),
        help_text=_("For eksempel: 30 af 276 beboere blev målt."),
        max_length=LINE_LENGTH,
        required=False,
    )
    method = PlainTextField(
        label=_("Hvordan fandt man ud af det?"),
        help_text=_("For eksempel: tid målt med ur i to uger før og to uger efter."),
        max_length=BODY_LENGTH,
        lines=3,
        required=False,
    )
    evidence = forms.ChoiceField(label=_("Hvor sikkert er det?"), choices=GRADES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = (kwargs.get("initial") or {}).get("figures", [])
        self.row_count = min(MOST_FIGURES, max(self.rows_sent(), len(told) + SPARE_ROWS))
        for at in range(self.row_count):
            self.add_row(at, told[at] if at < len(told) else {})

    def rows_sent(self) -> int:
        rows = [name.split("_")[1] for name in self.data if name.startswith("figure_")]
        return max((int(at) + 1 for at in rows if at.isdecimal() and len(at) < 3), default=0)

    def add_row(self, at: int, told: dict[str, str]) -> None:
        number = at + 1
        for name, label, most in (
            ("label", _("Hvad, tal %d"), 120),
            ("value", _("Tallet, tal %d"), 40),
            ("range", _("Spænd, tal %d"), 80),
            ("unit", _("Enhed, tal %d"), 60),
        ):
            self.fields[f"figure_{at}_{name}"] = PlainTextField(
                label=label % number, max_length=most, required=False, initial=told.get(name, "")
            )
        self.fields[f"figure_{at}_phase"] = forms.ChoiceField(
            label=_("Før eller efter, tal %d") % number,
            choices=Phase.choices,
            required=False,
            initial=told.get("phase", Phase.OTHER),
            error_messages={"invalid_choice": _("Vælg en af mulighederne på listen.")},
        )

    @property
    def figure_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"figure_{at}_{name}"] for name in numbers.NAMES] for at in range(self.row_count)]

    @property
    def has_figures(self) -> bool:
        """Whether the rows should stand open: one holds something, or something is wrong in it."""
        return any(
            field.errors or (field.value() and not field.html_name.endswith("_phase"))
            for row in self.figure_rows
            for field in row
        )

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.html_name.startswith("figure_")]

    def rows_of(self, data: dict[str, Any]) -> list[dict[str, str]]:
        return [{name: data.pop(f"figure_{at}_{name}", "") for name in numbers.NAMES} for at in range(self.row_count)]

    def clean(self) -> dict[str, Any]:
        """What is wrong with a figure is told together with the rest. The verb looks again."""
        cleaned = super().clean() or self.cleaned_data
        try:
            numbers.figures_of(self.rows_of(dict(cleaned)))
        except ValidationError as problem:
            for name, errors in problem.error_dict.items():
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, errors)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        rows = self.rows_of(data)
        return {**data, "figures": rows}


class SourceFields(forms.Form):
    """Where others tried it, and where we know it from."""

    origin = forms.ChoiceField(label=_("Hvor blev det prøvet?"), choices=ELSEWHERE, widget=forms.RadioSelect)
    place = PlainTextField(
        label=_("Hvilket sted?"), help_text=_("En kommune, en by eller et land."), max_length=120, required=False
    )
    source = PlainTextField(
        label=_("Hvor ved vi det fra?"),
        help_text=_("Navn på rapporten, artiklen eller den, I talte med."),
        max_length=250,
    )
    link = PlainTextField(
        label=_("Link til kilden"), help_text=_("Hele adressen, hvis der er en."), max_length=300, required=False
    )


def year_may_wait(form: forms.Form) -> None:
    form.fields["year"].required = False
    form.fields["year"].help_text = _("Lad det stå tomt, hvis kilden ikke siger det.")


class TellOwnForm(ExperienceTexts):
    unit_id = forms.ChoiceField(label=_("Hvilken enhed prøvede det?"))
    field_order = ["unit_id"]

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(str(unit.pk), unit.actor.name) for unit in units]
        set_choices(self, "unit_id", choices if len(choices) == 1 else [("", _("Vælg")), *choices])

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "origin": Origin.OWN}


class TellOthersForm(SourceFields, ExperienceTexts):
    field_order = ["origin", "place", "source", "link"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year_may_wait(self)


class EditOwnForm(EditForm, ExperienceTexts):
    @staticmethod
    def initial_of(experience: Experience) -> dict[str, Any]:
        names = ("went", "title", "tried", "result", "year", "period", "people", "people_note", "method", "evidence")
        told = [numbers.told(row) for row in experience.figures.all()]
        rows = {f"figure_{at}_{name}": row[name] for at, row in enumerate(told) for name in numbers.NAMES}
        return {
            **{name: getattr(experience, name) for name in names},
            "year": experience.year or "",
            **rows,
            "figures": told,
            "expected_version": experience.version,
        }


class EditOthersForm(EditForm, SourceFields, ExperienceTexts):
    field_order = ["origin", "place", "source", "link"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year_may_wait(self)

    @staticmethod
    def initial_of(experience: Experience) -> dict[str, Any]:
        names = ("origin", "place", "source", "link")
        return {**EditOwnForm.initial_of(experience), **{name: getattr(experience, name) for name in names}}


def fit_field(label: Any, help_text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=help_text, choices=Fit.choices, widget=forms.RadioSelect)


class MatchForm(EditForm):
    whom = fit_field(_("Dem, det blev prøvet med"), _("Alder, sygdom, hvad de kan selv."))
    setting = fit_field(_("Stedet"), _("Hjemme, på plejehjem, byggeri, net."))
    staffing = fit_field(_("Hvem der arbejder der"), _("Hvor mange, hvilken uddannelse, hvor meget tid."))
    terms = fit_field(_("Lov og pris"), _("Hvad man må, hvem der betaler, og hvad det koster."))
    verdict = forms.ChoiceField(label=_("Kan vi så bruge det?"), choices=Verdict.choices, widget=forms.RadioSelect)
    why = PlainTextField(
        label=_("Hvad bygger I det på?"), help_text=_("To-tre linjer. Dit navn står ved."), max_length=1000, lines=4
    )

    @staticmethod
    def initial_of(experience: Experience, transfer: Transfer | None) -> dict[str, Any]:
        names = ("whom", "setting", "staffing", "terms", "verdict", "why")
        return {
            **({name: getattr(transfer, name) for name in names} if transfer else dict.fromkeys(names, "")),
            "expected_version": experience.version,
        }


class FileForm(VerbForm):
    file = ListFileField(label=_("Filen"), help_text=_("Et regneark (XLSX) eller CSV."))
