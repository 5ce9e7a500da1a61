"""Forms about assessments. Those over the model have a field per row of it, named by the row's number."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.actors.queries import units
from samspil.assessments import queries
from samspil.assessments.actions import MOST_REQUIRED, NOT_TRIED, TOO_FEW
from samspil.assessments.models import (
    AGREED_LENGTH,
    LEAST,
    MOST_POINTS,
    NOTE_LENGTH,
    TODAY_LENGTH,
    WORDS_LENGTH,
    AskedCriterion,
    Assessment,
    Criterion,
    Gate,
    GateAnswer,
    Grade,
    Perspective,
    Status,
)
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.viewer import Viewer
from samspil.technologies.queries import units_for

FIRST_ROUND = timedelta(days=21)
Row = tuple[Gate, GateAnswer | None]


class AssessmentFilterForm(FilterForm):
    status = forms.ChoiceField(label=gettext_lazy("Hvor langt?"), required=False, choices=[("", ALL), *Status.choices])
    enhed = forms.ChoiceField(label=gettext_lazy("Enhed"), required=False)
    sorter = forms.ChoiceField(
        label=gettext_lazy("Rækkefølge"),
        required=False,
        choices=[
            ("nyeste", gettext_lazy("Sidst begyndt")),
            ("lukker", gettext_lazy("Lukker først")),
            ("teknologi", gettext_lazy("Teknologiens navn")),
        ],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", [("", _("Alle enheder")), *((str(row.pk), str(row)) for row in units(viewer))])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            status=values["status"],
            unit=values["enhed"],
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


def number_field(label: Any, low: int, high: int, *, too_few: Any = "", **options: Any) -> forms.IntegerField:
    wrong = gettext_lazy("Skriv et tal fra %(low)d til %(high)d.") % {"low": low, "high": high}
    told = dict.fromkeys(("invalid", "min_value", "max_value", "required"), wrong)
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        error_messages={**told, "min_value": too_few or wrong},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


def least(name: str) -> dict[str, Any]:
    """What a field for how many must answer goes by: never fewer than a verdict can rest on."""
    return {"low": LEAST[name], "high": MOST_REQUIRED, "too_few": TOO_FEW[name], "initial": LEAST[name]}


def tried_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Bygger den på en afprøvning?"), required=False)


def offer_trials(form: VerbForm, technology: UUID) -> None:
    """What ``tried_field`` can be: the trials that carry the technology."""
    tried = queries.trials_to_choose(technology, form.viewer)
    set_choices(form, "trial_id", [("", _("Nej, ikke endnu")), *tried])
    form.fields["trial_id"].error_messages["invalid_choice"] = NOT_TRIED
    form.fields["trial_id"].help_text = (
        _("Her står de afprøvninger af teknologien, der er i gang eller slut.")
        if tried
        else _(
            "Ingen fuld afprøvning af teknologien er begyndt. Vælg den på siden om en fuld afprøvning, og begynd den."
        )
    )


class AssessmentFacts(VerbForm):
    """What beginning and editing share."""

    today = PlainTextField(
        label=gettext_lazy("Hvordan gøres det i dag?"),
        help_text=gettext_lazy("Alle, der svarer, sammenligner med det her. Skriv, så en borger forstår det."),
        max_length=TODAY_LENGTH,
        lines=4,
    )
    unit_id = forms.ChoiceField(
        label=gettext_lazy("Hvilken enhed holder vurderingen?"),
        help_text=gettext_lazy("De, der arbejder der, kan også spørge folk og taste svar ind."),
    )
    trial_id = tried_field()
    least_citizens = number_field(
        gettext_lazy("Mindst så mange borgere"),
        help_text=gettext_lazy("Fem eller flere. Er der færre, viser vi ikke, hvad de svarede."),
        **least("least_citizens"),
    )
    least_employees = number_field(
        gettext_lazy("Mindst så mange medarbejdere"),
        help_text=gettext_lazy("Fem eller flere."),
        **least("least_employees"),
    )
    least_organisation = number_field(
        gettext_lazy("Mindst så mange funktioner i organisationen"),
        help_text=gettext_lazy("To eller flere, for eksempel it og økonomi."),
        **least("least_organisation"),
    )

    def __init__(self, *args: Any, technology: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [(str(row.pk), str(row)) for row in units_for(self.viewer)]
        standing = self.initial.get("unit_id")
        if len(mine) == 1 and not standing:  # whoever works in one unit need not look for it
            self.initial["unit_id"] = mine[0][0]
        rest = units(self.viewer).filter(pk__in=[as_uuid(standing)]).exclude(pk__in=[pk for pk, _name in mine])
        set_choices(self, "unit_id", [("", _("Vælg")), *mine, *((str(row.pk), str(row)) for row in rest)])
        offer_trials(self, technology)


class BeginForm(AssessmentFacts):
    """The facts, and no more."""


class EditAssessmentForm(AssessmentFacts, EditForm):
    @staticmethod
    def initial_of(assessment: Assessment) -> dict[str, Any]:
        return {
            "today": assessment.today,
            "unit_id": str(assessment.unit_id),
            "trial_id": str(assessment.trial_id or ""),
            "least_citizens": assessment.least_citizens,
            "least_employees": assessment.least_employees,
            "least_organisation": assessment.least_organisation,
            "expected_version": assessment.version,
        }


class TrialForm(EditForm):
    """Which trial an assessment rests on, also once people are asked."""

    trial_id = tried_field()

    def __init__(self, *args: Any, technology: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_trials(self, technology)

    @staticmethod
    def initial_of(assessment: Assessment) -> dict[str, Any]:
        return {"trial_id": str(assessment.trial_id or ""), "expected_version": assessment.version}


class GateForm(EditForm):
    """Yes or no and some words for each question of the gate."""

    def __init__(self, *args: Any, gates: Iterable[Gate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers: list[str] = []
        wrong = _("Svar ja eller nej.")
        for gate in gates:
            self.numbers.append(gate.number)
            self.fields[f"{gate.number}_yes"] = forms.ChoiceField(
                label=gate.question,
                choices=[("ja", _("Ja")), ("nej", _("Nej"))],
                widget=forms.RadioSelect,
                error_messages={"required": wrong, "invalid_choice": wrong},
            )
            self.fields[f"{gate.number}_words"] = PlainTextField(
                label=_("Hvad bygger det på? (%s)") % gate.name, max_length=WORDS_LENGTH, lines=2
            )

    @staticmethod
    def initial_of(assessment: Assessment, rows: list[Row]) -> dict[str, Any]:
        found: dict[str, Any] = {"expected_version": assessment.version}
        for gate, answer in rows:
            found[f"{gate.number}_yes"] = ("ja" if answer.is_yes else "nej") if answer else ""
            found[f"{gate.number}_words"] = answer.words if answer else ""
        return found

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "request_id": cleaned["request_id"],
            "expected_version": cleaned["expected_version"],
            "answers": {
                number: (cleaned[f"{number}_yes"] == "ja", cleaned[f"{number}_words"]) for number in self.numbers
            },
        }


class CriteriaForm(EditForm):
    """What citizens and employees are asked, among what the model has words for."""

    citizens = forms.MultipleChoiceField(
        label=gettext_lazy("Det spørger vi borgerne om"),
        help_text=gettext_lazy("Højst 6. Pårørende bliver spurgt om det samme på borgerens vegne."),
        widget=forms.CheckboxSelectMultiple,
    )
    employees = forms.MultipleChoiceField(
        label=gettext_lazy("Det spørger vi medarbejderne om"),
        help_text=gettext_lazy("Højst 12."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: list[AskedCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, perspective in (("citizens", Perspective.CITIZEN), ("employees", Perspective.EMPLOYEE)):
            worded = [
                (row.criterion.number, str(row.criterion))
                for row in rows
                if any(each.perspective == perspective for each in row.criterion.wordings.all())
            ]
            set_choices(self, name, worded)

    @staticmethod
    def initial_of(assessment: Assessment, rows: list[AskedCriterion]) -> dict[str, Any]:
        def asked(perspective: str) -> list[str]:
            return [row.criterion.number for row in rows if perspective in row.perspectives]

        return {
            "citizens": asked(Perspective.CITIZEN),
            "employees": asked(Perspective.EMPLOYEE),
            "expected_version": assessment.version,
        }


class WeightsForm(EditForm):
    """Swing points for each criterion that somebody is asked about, and who agreed on them."""

    def __init__(self, *args: Any, rows: list[AskedCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weighed = [row.criterion for row in rows if row.is_weighed]
        for criterion in self.weighed:
            # What the points stand for is the whole way from the worst step to the best, so both are told.
            ends = {"worst": criterion.anchors[0], "best": criterion.anchors[-1]} if criterion.anchors else {}
            told = _("Fra »%(worst)s« til »%(best)s«.") % ends if ends else ""
            self.fields[criterion.number] = number_field(str(criterion), 0, MOST_POINTS, help_text=told)
        self.fields["agreed_by"] = PlainTextField(
            label=_("Hvem har aftalt vægtene?"),
            help_text=_("Skriv, hvem der sad om bordet, gerne fra alle sider."),
            max_length=AGREED_LENGTH,
        )
        self.fields["agreed_why"] = PlainTextField(
            label=_("Hvorfor vejer det sådan?"), max_length=WORDS_LENGTH, lines=3
        )

    @staticmethod
    def initial_of(assessment: Assessment, rows: list[AskedCriterion]) -> dict[str, Any]:
        return {
            **{row.criterion.number: row.points for row in rows if row.is_weighed},
            "agreed_by": assessment.agreed_by,
            "agreed_why": assessment.agreed_why,
            "expected_version": assessment.version,
        }

    @property
    def point_groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields by whose life they are about, in the order of the model."""
        groups = groupby(self.weighed, key=Criterion.get_group_display)
        return [(label, [self[criterion.number] for criterion in criteria]) for label, criteria in groups]

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        kept = ("request_id", "expected_version", "agreed_by", "agreed_why")
        return {
            **{name: cleaned[name] for name in kept},
            "points": {criterion.number: cleaned.get(criterion.number) for criterion in self.weighed},
        }


def last_day() -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy("Sidste dag for svar"),
        help_text=gettext_lazy("Tre dage før minder vi dem, der mangler, én gang."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Vælg en dag."),
            "invalid": gettext_lazy("Vi kan ikke læse datoen. Skriv den som 2026-12-31."),
        },
    )


class LastDayForm(EditForm):
    closes_on = last_day()

    @staticmethod
    def initial_of(assessment: Assessment) -> dict[str, Any]:
        return {
            "closes_on": assessment.closes_on or clock.today() + FIRST_ROUND,
            "expected_version": assessment.version,
        }


class AskAgainForm(VerbForm):
    """The same questions once more: only the day is new."""

    closes_on = last_day()


class GradesForm(EditForm):
    """How well each criterion is known, and where that comes from."""

    def __init__(self, *args: Any, rows: list[AskedCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.criterion.number for row in rows]
        for row in rows:
            number = row.criterion.number
            self.fields[f"{number}_grade"] = forms.ChoiceField(label=str(row.criterion), choices=Grade.choices)
            self.fields[f"{number}_why"] = PlainTextField(
                label=_("Hvor kommer det fra? (%s)") % number, max_length=NOTE_LENGTH, required=False
            )

    @staticmethod
    def initial_of(assessment: Assessment, rows: list[AskedCriterion]) -> dict[str, Any]:
        found: dict[str, Any] = {"expected_version": assessment.version}
        for row in rows:
            found[f"{row.criterion.number}_grade"] = row.grade
            found[f"{row.criterion.number}_why"] = row.grade_why
        return found

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "request_id": cleaned["request_id"],
            "expected_version": cleaned["expected_version"],
            "grades": {number: (cleaned[f"{number}_grade"], cleaned[f"{number}_why"]) for number in self.numbers},
        }
