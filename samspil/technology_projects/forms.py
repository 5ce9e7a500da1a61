"""Forms about technology projects."""

from typing import Any

import rules
from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.challenges.forms import unit_choices
from samspil.foundation.choosing import OneOfManyField, choose_among
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AmountField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.identity.people_forms import DayField
from samspil.indicators.models import Indicator
from samspil.technology_projects.models import (
    EVALUATION,
    LINE_LENGTH,
    MOST_VALUE,
    WORDS_LENGTH,
    LegalCheck,
    LegalState,
    PurchaseCheck,
    PurchaseWay,
    TechnologyProject,
)
from samspil.technology_projects.queries import STATES, Filters, may_evaluate, needs_to_choose, years
from samspil.trials.models import Trial

SORT_LABELS = {
    "nyeste": _("Nyeste først"),
    "evaluering": _("Evalueres først"),
    "aktiv": _("Sidst der skete noget"),
}


class ProjectFilterForm(FilterForm):
    status = forms.ChoiceField(label=_("Hvor det står"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    aar = forms.ChoiceField(label=_("Afsluttet i"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "status", [("", ALL), *((name, label) for name, (label, _holds) in STATES.items())])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        found = years(viewer, asked=self.data.get("aar", ""))
        set_choices(self, "aar", [("", _("Alle år")), *((str(year), str(year)) for year in found)])

    def filters(self) -> Filters:
        values = self.values()
        year = int(values["aar"]) if values["aar"] else None
        return Filters(values["q"], values["status"], as_uuid(values["enhed"]), year, values["sorter"] or "nyeste")


class PurposeFields(forms.Form):
    is_better_life = forms.BooleanField(label=_("Et bedre liv for dem, der bruger det"), required=False)
    is_smarter_work = forms.BooleanField(label=_("Lettere og klogere arbejde"), required=False)


class NeedFields(forms.Form):
    need_id = OneOfManyField(
        label=_("Hvilket behov kommer det af?"),
        help_text=_("På behovet står, hvad I lærte af andres erfaringer. Det skal stå der, før I begynder."),
        required=False,
    )


class BeginForm(VerbForm, PurposeFields, NeedFields):
    technology_id = forms.CharField(widget=forms.HiddenInput)
    field_order = ["is_better_life", "is_smarter_work", "need_id"]

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "need_id", needs_to_choose(self.viewer, trial), _("Vælg senere"))


class ProjectForm(EditForm, PurposeFields, NeedFields):
    life_indicator_id = forms.ChoiceField(label=_("Tallet, der viser det bedre liv"), required=False)
    work_indicator_id = forms.ChoiceField(label=_("Tallet, der viser det lettere arbejde"), required=False)
    evaluation_on = DayField(label=_("Hvornår bliver det evalueret?"))
    evaluation_owner_id = forms.ChoiceField(
        label=_("Hvem sørger for det?"), help_text=_("Hun eller han får en mail, når dagen er nær."), required=False
    )
    field_order = [
        "is_better_life",
        "life_indicator_id",
        "is_smarter_work",
        "work_indicator_id",
        "need_id",
        "evaluation_on",
        "evaluation_owner_id",
    ]

    def __init__(self, *args: Any, project: TechnologyProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figures = Indicator.objects.filter(subject=project.trial_id, removed_at=None).order_by("pk")
        choices = [("", _("Vælg et af afprøvningens tal")), *((str(row.pk), str(row)) for row in figures)]
        self.has_figures = len(choices) > 1
        set_choices(self, "life_indicator_id", choices)
        set_choices(self, "work_indicator_id", choices)
        people = [(str(person.pk), person.name) for person in may_evaluate(project.trial)]
        set_choices(self, "evaluation_owner_id", [("", _("Vælg")), *people])
        found = needs_to_choose(self.viewer, project.trial, project.need)
        choose_among(self, "need_id", found, _("Vælg senere") if project.trial.is_open else _("Vælg"))
        self.is_whole = rules.has_perm("technology_projects.edit", self.viewer, project.trial)
        if not self.is_whole:
            for name in self.fields.keys() - {*EVALUATION, "expected_version"}:
                del self.fields[name]

    @staticmethod
    def initial_of(project: TechnologyProject) -> dict[str, Any]:
        return {
            "is_better_life": project.is_better_life,
            "is_smarter_work": project.is_smarter_work,
            "life_indicator_id": str(project.life_indicator_id or ""),
            "work_indicator_id": str(project.work_indicator_id or ""),
            "need_id": str(project.need_id or ""),
            "evaluation_on": project.evaluation_on,
            "evaluation_owner_id": str(project.evaluation_owner_id or ""),
            "expected_version": project.trial.version,
        }


class LineForm(VerbForm):
    today = PlainTextField(label=_("Sådan gør vi i dag"), max_length=LINE_LENGTH)
    then = PlainTextField(label=_("Sådan gør vi, når vi prøver det"), max_length=LINE_LENGTH)
    who = PlainTextField(
        label=_("Hvem gælder det?"), help_text=_("For eksempel: aftenvagterne på 2. sal."), max_length=LINE_LENGTH
    )
    on = DayField(label=_("Fra hvornår?"))


class LearnForm(LineForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["today"].label = _("Hvad kan vi i dag?")
        self.fields["then"].label = _("Hvad skal vi kunne, og hvordan lærer vi det?")
        self.fields["who"].label = _("Hvem skal lære det?")
        self.fields["on"].label = _("Hvornår senest?")


class LegalForm(EditForm):
    state = forms.ChoiceField(label=_("Hvor står det?"), choices=LegalState.choices, widget=forms.RadioSelect)
    words = PlainTextField(
        label=_("Hvordan ved I det?"),
        help_text=_("For eksempel: hvem der har set på det, hvornår, og hvor svaret ligger."),
        max_length=WORDS_LENGTH,
        lines=4,
    )

    @staticmethod
    def initial_of(check: LegalCheck | None, version: int) -> dict[str, Any]:
        return {
            "state": check.state if check else "",
            "words": check.words if check else "",
            "expected_version": version,
        }


class PurchaseForm(EditForm):
    way = forms.ChoiceField(label=_("Hvordan må I købe?"), choices=PurchaseWay.choices, widget=forms.RadioSelect)
    value = AmountField(
        label=_("Hvad regner I med at købe for?"),
        help_text=_("I kroner uden moms, over hele perioden."),
        min_value=0,
        max_value=MOST_VALUE,
        required=False,
    )
    words = PlainTextField(
        label=_("Hvordan ved I det?"),
        help_text=_("Skriv, hvem der har set på det, og hvad de andre sælgere har fået at vide."),
        max_length=WORDS_LENGTH,
        lines=4,
    )

    @staticmethod
    def initial_of(check: PurchaseCheck | None, version: int) -> dict[str, Any]:
        return {
            "way": check.way if check else "",
            "value": check.value or None if check else None,
            "words": check.words if check else "",
            "expected_version": version,
        }
