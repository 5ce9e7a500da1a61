"""Forms that end an assessment: it is ready, what is decided, and whether it held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.assessments.models import Assessment
from samspil.challenges.forms import unit_choices
from samspil.decisions.forms import DecisionFields
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AmountField, EditForm, PlainTextField, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.viewer import Viewer
from samspil.identity.people_forms import DayField
from samspil.verdicts.models import BASELINE_LENGTH, LESSON_LENGTH, MOST_AMOUNT, WORDS_LENGTH, Outcome
from samspil.verdicts.queries import STATES, Filters, may_evaluate, suppliers_of

TOLD = {
    Outcome.ROLL_OUT: _("Udbred: det er målt hos os, og andre enheder kan tage det i brug"),
    Outcome.TRY: _("Afprøv: prøv det, eller prøv videre, før det bliver hverdag"),
    Outcome.WATCH: _("Hold øje: gør ikke mere nu, og se på det igen"),
    Outcome.STOP: _("Stop: det er ikke værd at bruge her"),
    Outcome.INSUFFICIENT: _("Utilstrækkeligt grundlag: der kan ikke besluttes på det her"),
}
SORT_LABELS = {"nyeste": _("Nyeste først"), "evaluering": _("Evalueres først")}


class VerdictFilterForm(FilterForm):
    udfald = forms.ChoiceField(label=_("Beslutning"), required=False, choices=[("", ALL), *Outcome.choices])
    status = forms.ChoiceField(label=_("Evaluering"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "status", [("", ALL), *((name, label) for name, (label, _holds) in STATES.items())])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))

    def filters(self) -> Filters:
        values = self.values()
        unit = as_uuid(values["enhed"])
        return Filters(values["q"], values["udfald"], values["status"], unit, values["sorter"] or "nyeste")


class StakeForm(EditForm, DecisionFields):
    """Asks for one's interests beside the names of those who sell it: most of them are known by name alone."""

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if names := ", ".join(suppliers_of(assessment)):
            told = _("Den sælges af %s. Har du, din familie eller din forening mere på spil, skal en anden gøre det.")
            self.fields["interest"].help_text = str(told) % names


class ReadyForm(StakeForm):
    reason = None  # type: ignore[assignment]  # the leader gives one, when it is decided

    field_order = ["interest", "interest_note"]


class DecideForm(StakeForm):
    outcome = forms.ChoiceField(label=_("Hvad beslutter I?"), widget=forms.RadioSelect)
    baseline = PlainTextField(
        label=_("Hvordan er det i dag?"),
        help_text=_("Det er det, I sammenligner med, når I ser på det igen. Skriv tal, hvor I har dem."),
        max_length=BASELINE_LENGTH,
        lines=4,
    )
    evaluation_on = DayField(
        label=_("Hvornår ser I på det igen?"), help_text=_("En dag i fremtiden, højst tre år frem.")
    )
    evaluation_owner_id = forms.ChoiceField(
        label=_("Hvem sørger for det?"), help_text=_("Hun eller han får en mail, når dagen er nær.")
    )
    evaluation_deputy_id = forms.ChoiceField(label=_("Hvem ellers, hvis det ikke sker?"), required=False)
    amount = AmountField(
        label=_("Hvad bruger I på det nu?"),
        help_text=_("I kroner. Lad det stå tomt, hvis det ikke koster noget."),
        min_value=0,
        max_value=MOST_AMOUNT,
        required=False,
    )
    field_order = [
        "outcome",
        "reason",
        "baseline",
        "evaluation_on",
        "evaluation_owner_id",
        "evaluation_deputy_id",
        "amount",
        "interest",
        "interest_note",
    ]

    def __init__(self, *args: Any, assessment: Assessment, outcomes: list[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, assessment=assessment, **kwargs)
        set_choices(self, "outcome", [(outcome.value, TOLD[outcome]) for outcome in outcomes])
        self.fields["evaluation_on"].required = True
        people = [(str(person.pk), person.name) for person in may_evaluate(assessment)]
        set_choices(self, "evaluation_owner_id", [("", _("Vælg")), *people])
        set_choices(self, "evaluation_deputy_id", [("", _("Ingen")), *people])


class EvaluateForm(EditForm):
    """Before its day it asks why as well."""

    text = PlainTextField(
        label=_("Holdt det?"),
        help_text=_("Skriv, hvad I fandt, og sammenlign med det, der stod, da det blev besluttet."),
        max_length=WORDS_LENGTH,
        lines=5,
    )
    lesson = PlainTextField(
        label=_("Hvad kan de næste lære?"),
        help_text=_("Én eller to sætninger. Den næste, der vil prøve teknologien, skal skrive, hvad de gør ved det."),
        max_length=LESSON_LENGTH,
        lines=3,
    )
    early_why = PlainTextField(label=_("Hvorfor før dagen?"), max_length=LESSON_LENGTH, lines=2)

    def __init__(self, *args: Any, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["early_why"]
