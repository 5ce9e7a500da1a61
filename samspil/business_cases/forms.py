"""Forms about business cases, their lines, rates and the minutes ledger."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.business_cases import actions, queries
from samspil.business_cases.models import (
    ABOUT_KINDS,
    HUNDRED,
    MOST_YEARS,
    NAME_LENGTH,
    ONCE,
    SOURCE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    BusinessCase,
    CareTask,
    CaseLine,
    LineKind,
    NormKind,
    SourceKind,
)
from samspil.business_cases.norms import Norms
from samspil.business_cases.numbers import NumberField, YearsField, in_words, settled
from samspil.foundation import hooks
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.viewer import Viewer
from samspil.identity.people_forms import DayField

OF_UNIT = _("Enhed")
MOST_TASKS = 500  # to choose from


def percent_field(label: Any, help_text: Any = "", **options: Any) -> NumberField:
    return NumberField(label=label, help_text=help_text, max_value=100, **options)


def title_field(label: Any, help_text: Any = "") -> PlainTextField:
    return PlainTextField(label=label, help_text=help_text, max_length=TITLE_LENGTH)


# --- lists ------------------------------------------------------------------------------------------------------------


class UnitFilterForm(FilterForm):
    enhed = forms.ChoiceField(label=OF_UNIT, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))
        set_choices(self, "enhed", [("", _("Alle enheder")), *named])

    @property
    def unit(self) -> Any:
        return as_uuid(self.values()["enhed"])


class CaseFilterForm(UnitFilterForm):
    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[("", ALL), (queries.OPEN, _("Kan rettes")), (queries.LOCKED, _("Låst"))],
    )
    om = forms.ChoiceField(label=_("Hører til"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("aktiv", _("Sidst der skete noget")), ("nyeste", _("Nyeste først")), ("titel", _("Navn"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(kind, hooks.kinds()[kind].label) for kind in ABOUT_KINDS if kind in hooks.kinds()]
        set_choices(self, "om", [("", _("Alt")), *named])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            state=values["vis"],
            kind=values["om"],
            unit=self.unit,
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


def take_new_errors(form: VerbForm, problems: dict[str, list[str]]) -> None:
    """What a verb would refuse, at the fields that nothing is wrong with so far."""
    form.take_errors(ValidationError({name: texts for name, texts in problems.items() if name not in form.errors}))


# --- a case -----------------------------------------------------------------------------------------------------------


class UnitFields(VerbForm):
    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("Vælg"))] if len(units) != 1 else []
        set_choices(self, "unit_id", [*first, *((str(unit.pk), unit.actor.name) for unit in units)])


class BeginForm(UnitFields):
    title = title_field(
        _("Hvad regner I på?"), _("For eksempel: Loftlifte i alle 12 boliger på Åvænget i stedet for gulvlifte.")
    )
    unit_id = forms.ChoiceField(
        label=_("Hvis budget handler det om?"), help_text=_("Lederen der kan skrive under på, hvad timerne bliver til.")
    )


class EditCaseForm(EditForm):
    title = title_field(_("Hvad regner I på?"))
    compared_with = PlainTextField(
        label=_("Hvad sammenligner I med?"),
        help_text=_("Sådan gør I i dag. Alle tal er forskellen fra det."),
        max_length=TEXT_LENGTH,
        lines=3,
        required=False,
    )
    years = YearsField(
        label=_("Hvor mange år regner I med?"),
        help_text=_("Ikke længere, end det holder."),
        min_value=1,
        max_value=MOST_YEARS,
    )
    ramp_1 = percent_field(_("Hvor langt er I det første år?"), _("I procent. Det tager tid at lære noget nyt."))
    ramp_2 = percent_field(_("Og det andet år?"), _("I procent. Fra det tredje år er det 100."))
    use = percent_field(
        _("Hvor meget bliver det brugt, når det er der?"), _("I procent. Noget står stille, og nogle siger nej tak.")
    )
    use_low = percent_field(_("Og hvis det går dårligt?"), _("I procent."), required=False)
    use_high = percent_field(_("Og hvis det går godt?"), _("I procent."), required=False)
    cash_share = percent_field(
        _("Hvor stor en del af timerne tager I ud af budgettet?"),
        _("I procent. Tæller som 0, til en leder har skrevet under."),
    )
    capacity_share = percent_field(
        _("Hvor stor en del bliver til andet arbejde?"),
        _("I procent. Resten forsvinder i småbidder og transport. Tæller også først, når en leder har skrevet under."),
    )
    capacity_plan = PlainTextField(
        label=_("Hvad skal timerne bruges til?"), max_length=TEXT_LENGTH, lines=3, required=False
    )
    priced_on = DayField(label=_("Priser og satser fra hvilken dag?"))

    GROUPS = (
        (_("Hvad og hvor længe"), ("title", "compared_with", "years", "priced_on")),
        (_("Hvor meget bliver det brugt"), ("ramp_1", "ramp_2", "use", "use_low", "use_high")),
        (_("Hvad bliver timerne til"), ("cash_share", "capacity_share", "capacity_plan")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priced_on"].required = True

    def clean(self) -> dict[str, Any]:
        """What does not fit together is told with the rest, however much else is wrong."""
        cleaned = super().clean() or self.cleaned_data
        case = BusinessCase(**{name: cleaned.get(name) for name in actions.SETTINGS})
        problems = actions.wrong_figures(case)
        if {"use", "use_high"} & set(self.errors):
            problems.pop("use_low", None)  # what does not stand yet fits with nothing
        take_new_errors(self, problems)
        return cleaned

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names]) for label, names in self.GROUPS]

    @staticmethod
    def initial_of(case: BusinessCase) -> dict[str, Any]:
        numbers = ("ramp_1", "ramp_2", "use", "use_low", "use_high", "cash_share", "capacity_share")
        rest = ("title", "compared_with", "years", "capacity_plan", "priced_on")
        return {
            **{name: settled(getattr(case, name)) for name in numbers},
            **{name: getattr(case, name) for name in rest},
            "expected_version": case.version,
        }


# --- lines ------------------------------------------------------------------------------------------------------------

HELP: dict[str, Any] = {
    LineKind.TIME: _("Hvem gør hvad i dag, hvor tit, og hvor længe? Og hvordan bliver det bagefter?"),
    LineKind.SAVING: _("Penge, I ikke skal bruge mere, som ikke er jeres egen tid."),
    LineKind.RUNNING: _("Det, I skal betale hvert år: abonnement, service, reservedele, strøm."),
    LineKind.INVESTMENT: _("Det, I køber, før I kan begynde."),
    LineKind.TRAINING: _("Timer til at lære det, også for dem, der kommer til senere."),
    LineKind.DOUBLE_RUNNING: _("Tiden, hvor I gør både det gamle og det nye."),
    LineKind.PROJECT_LEAD: _("Den, der får det til at ske: timer eller kroner."),
    LineKind.DECOMMISSIONING: _("At holde op igen: nedtagning, data, kontrakt."),
    LineKind.CITIZEN_COST: _("Det, borgerne selv skal betale. Det tæller ikke som kommunens, men det står her."),
    LineKind.QUALITY: _("Det, der bliver bedre eller dårligere, og ikke er penge. Skriv det med ord."),
}


class LineForm(EditForm):
    """The fields of one kind of line; the others are taken out."""

    title = title_field(_("Hvad er linjen?"), _("Kort, så en anden ved, hvad det er."))
    text = PlainTextField(
        label=_("Hvad bliver anderledes, og for hvem?"),
        help_text=_("Både det gode og det dårlige. Har I målt det, så skriv tallet med."),
        max_length=TEXT_LENGTH,
        lines=4,
    )
    citizens = NumberField(label=_("Hvor mange borgere?"))
    occasions = NumberField(label=_("Hvor mange gange om året for hver borger?"), help_text=_("Hver dag er 365."))
    staff_before = NumberField(label=_("Hvor mange medarbejdere i dag?"))
    minutes_before = NumberField(label=_("Hvor mange minutter hver gang i dag?"))
    staff_after = NumberField(label=_("Hvor mange medarbejdere bagefter?"))
    minutes_after = NumberField(label=_("Hvor mange minutter hver gang bagefter?"))
    task_id = forms.ChoiceField(
        label=_("Hvilken opgave i minutregnskabet?"),
        help_text=_("Så kan ingen andre regne med de samme minutter."),
        required=False,
    )
    amount = NumberField(label=_("Hvor mange kroner?"))
    hours = NumberField(label=_("Eller hvor mange timer?"), help_text=_("Så regner vi dem om."), required=False)
    pay_group = forms.ChoiceField(label=_("Hvis tid?"), required=False)
    hourly_pay = NumberField(
        label=_("Eller hvad koster en time?"),
        help_text=_("Med pension og ferie. Kun hvis gruppen mangler."),
        required=False,
    )
    year = YearsField(label=_("I hvilket år?"), help_text=_("0 er, før I begynder."), max_value=MOST_YEARS)
    today = NumberField(
        label=_("Hvad koster det i dag om året?"),
        help_text=_("Så kan alle se, at I ikke sparer mere, end det koster."),
        required=False,
    )
    source_kind = forms.ChoiceField(label=_("Hvordan ved I det?"), choices=SourceKind.choices, widget=forms.RadioSelect)
    source = PlainTextField(
        label=_("Hvor kommer tallet fra?"),
        help_text=_("Så en anden kan finde det igen: hvem, hvornår, hvor mange I målte på."),
        max_length=SOURCE_LENGTH,
    )
    low = NumberField(
        label=_("Hvor lavt kan det blive?"),
        help_text=_("I procent af tallet. 100 er, at det er sikkert."),
        max_value=100,
    )
    high = NumberField(
        label=_("Hvor højt kan det blive?"), help_text=_("I procent af tallet."), min_value=100, max_value=1000
    )

    def __init__(self, *args: Any, kind: str, case: BusinessCase, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.case = kind, case
        keeps = {*names, "request_id", "expected_version"}
        for name in [name for name in self.fields if name not in keeps]:
            del self.fields[name]
        if "task_id" in self.fields:
            rows = queries.with_claims(queries.tasks_for(case.unit, self.viewer)[:MOST_TASKS], self.viewer)
            set_choices(self, "task_id", [("", _("Ingen af dem")), *((str(row.pk), task_label(row)) for row in rows)])
        if "pay_group" in self.fields:
            groups = queries.pay_groups(case.priced_on)
            set_choices(self, "pay_group", [("", _("Ingen af dem")), *((name, name) for name in groups)])
        if "amount" in self.fields:
            self.ask_for_amount(kind)
        if kind in ONCE and "year" in self.fields:
            self.fields["year"].initial = case.years if kind == LineKind.DECOMMISSIONING else 0
        for name in ("low", "high"):
            if name in self.fields:
                self.fields[name].initial = HUNDRED

    def clean(self) -> dict[str, Any]:
        """What does not fit together is told with the rest, however much else is wrong."""
        cleaned = super().clean() or self.cleaned_data
        held = (*actions.TOLD, *actions.FIGURES[self.kind])
        figures = {name: cleaned[name] for name in held if cleaned.get(name) is not None}
        problems = actions.wrong_in(CaseLine(case=self.case, kind=self.kind, **figures))
        if "hours" in self.errors:
            problems.pop("amount", None)  # perhaps it is hours
        if "pay_group" in self.errors:
            problems.pop("hourly_pay", None)
        take_new_errors(self, problems)
        return cleaned

    def ask_for_amount(self, kind: str) -> None:
        field = self.fields["amount"]
        if kind == LineKind.CITIZEN_COST:
            field.label = _("Hvor mange kroner om året for hver?")
        elif kind not in ONCE:
            field.label = _("Hvor mange kroner om året?")
        field.required = "hours" not in self.fields

    @property
    def minute_fields(self) -> list[forms.BoundField]:
        names = ("staff_before", "minutes_before", "staff_after", "minutes_after")
        return [self[name] for name in names if name in self.fields]

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if "task_id" in data:
            data["task_id"] = data["task_id"] or None
        return data

    @staticmethod
    def initial_of(line: CaseLine) -> dict[str, Any]:
        times = ("citizens", "occasions", "staff_before", "minutes_before", "staff_after", "minutes_after")
        numbers = (*times, "amount", "hours", "hourly_pay", "today", "low", "high")
        return {
            **{name: settled(getattr(line, name)) for name in numbers},
            **{name: getattr(line, name) for name in ("title", "text", "pay_group", "year", "source_kind", "source")},
            "task_id": str(line.task_id or ""),
            "expected_version": line.version,
        }


def task_label(task: CareTask) -> str:
    left = in_words(task.left / 60, 0)
    return gettext("%(title)s (%(unit)s): %(left)s timer om året er frie") % {
        "title": task.title,
        "unit": task.unit.shown_name,
        "left": left,
    }


class SignForm(VerbForm):
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    note = PlainTextField(
        label=_("Vil du tilføje noget?"),
        help_text=_("For eksempel: hvilken konto det bliver taget af."),
        max_length=SOURCE_LENGTH,
        required=False,
    )
    agree = forms.BooleanField(
        label=_("Jeg står for, at det bliver sådan"),
        error_messages={"required": _("Sæt et kryds, hvis du står for det.")},
    )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data.pop("agree", None)
        return data


# --- rates and minutes ------------------------------------------------------------------------------------------------

NORM_VALUES: dict[str, Any] = {
    NormKind.DISCOUNT: _("Procent om året, år 0-35"),
    NormKind.HOURS: _("Timer på et år"),
    NormKind.PAY: _("Løn med pension på et år, kroner"),
    NormKind.TAX_FACTOR: _("Faktor"),
}


class NormForm(VerbForm):
    name = PlainTextField(
        label=_("Hvad hedder den?"), help_text=_("For eksempel: Social- og sundhedsassistent."), max_length=NAME_LENGTH
    )
    value = NumberField(label="", decimal_places=4)
    value_36 = NumberField(label=_("Procent om året, år 36-70"), required=False, max_value=100)
    value_71 = NumberField(label=_("Procent om året, fra år 71"), required=False, max_value=100)
    hours = NumberField(label=_("Timer på arbejde på et år"), max_value=8784)
    valid_from = DayField(label=_("Fra hvilken dag gælder den?"))
    source = PlainTextField(
        label=_("Hvor kommer tallet fra?"), help_text=_("Hvem har sagt det, og hvornår?"), max_length=SOURCE_LENGTH
    )

    def __init__(self, *args: Any, kind: str, now: Norms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = NORM_VALUES[kind]
        self.fields["valid_from"].required = True
        if kind not in (NormKind.PAY, NormKind.HOURS):
            del self.fields["name"]
        if kind != NormKind.DISCOUNT:
            del self.fields["value_36"], self.fields["value_71"]
        if kind != NormKind.PAY:
            del self.fields["hours"]
        else:
            known = ", ".join(f"{row.name.lower()}: {row.value.normalize():f}" for row in now.hours)
            self.fields["hours"].help_text = known


class CareTaskFields(VerbForm):
    title = title_field(_("Hvad hedder opgaven?"), _("For eksempel: Forflytning morgen og aften."))
    citizens = NumberField(label=_("Hvor mange borgere?"))
    occasions = NumberField(label=_("Hvor mange gange om året for hver?"), help_text=_("Hver dag er 365."))
    minutes = NumberField(
        label=_("Hvor mange minutter er der givet hver gang?"), help_text=_("For alle medarbejdere tilsammen.")
    )
    source = PlainTextField(
        label=_("Hvor kommer tallet fra?"),
        help_text=_("For eksempel: visiteret tid, uge 40."),
        max_length=SOURCE_LENGTH,
    )


class AddCareTaskForm(CareTaskFields, UnitFields):
    unit_id = forms.ChoiceField(label=OF_UNIT)


class EditCareTaskForm(CareTaskFields, EditForm):
    @staticmethod
    def initial_of(task: CareTask) -> dict[str, Any]:
        return {
            "title": task.title,
            **{name: settled(getattr(task, name)) for name in ("citizens", "occasions", "minutes")},
            "source": task.source,
            "expected_version": task.version,
        }
