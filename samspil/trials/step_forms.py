"""The forms of the steps after the plan: yes or no, who takes part, the diary, more time, and the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import organisations
from samspil.decisions.forms import DecisionFields
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.identity.forms import ContributionForm
from samspil.identity.people_forms import DayField
from samspil.trials.models import LINE_LENGTH, TEXT_LENGTH, Outcome, PartnerInterest, Side, Trial

ASK = "spoerg"


class AnswerForm(EditForm, DecisionFields):
    answer = forms.ChoiceField(
        label=_("Dit svar"),
        choices=[("ja", _("Ja, prøv det")), ("nej", _("Nej")), (ASK, _("Jeg vil gerne vide mere"))],
        widget=forms.RadioSelect,
    )
    field_order = ["answer", "reason", "interest", "interest_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Skriv én linje")
        self.fields["reason"].help_text = _("Hvorfor, eller hvad vil du vide? Alle, der kan se siden, kan læse det.")
        self.fields["interest"].help_text = _(
            "Når du siger ja eller nej. Har du, din familie eller din forening mere på spil, skal en anden svare."
        )
        # Whoever asks decides nothing yet, and states no interest.
        self.fields["interest"].required = self["answer"].value() != ASK


class ReplyForm(VerbForm):
    body = PlainTextField(
        label=_("Dit svar"), help_text=_("Alle, der kan se siden, kan læse det."), max_length=TEXT_LENGTH, lines=4
    )


class PartnerForm(VerbForm):
    actor_id = forms.ChoiceField(label=_("Hvem er med?"))
    role = PlainTextField(label=_("Hvad gør de?"), help_text=_("For eksempel: stiller både."), max_length=160)
    delivers = forms.BooleanField(label=_("De udfører noget af arbejdet"), required=False)
    interest = forms.ChoiceField(
        label=_("Har de selv noget på spil?"),
        help_text=_("For eksempel en virksomhed, der sælger det, I prøver."),
        choices=PartnerInterest.choices,
        widget=forms.RadioSelect,
    )
    interest_note = PlainTextField(
        label=_("Hvilken interesse?"),
        help_text=_("Kun når de har en."),
        max_length=LINE_LENGTH,
        required=False,
        tells_when=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = organisations(self.viewer).values_list("pk", "name")
        set_choices(self, "actor_id", [("", _("Vælg")), *((str(pk), name) for pk, name in rows)])


class DiaryForm(ContributionForm):
    side = forms.ChoiceField(label=_("Hvem ser du det som?"), choices=Side.choices, widget=forms.RadioSelect)
    body = PlainTextField(
        label=_("Hvad lagde du mærke til?"),
        help_text=_("Skriv ikke navne på andre. Det, der ikke virkede, er lige så godt at vide."),
        max_length=TEXT_LENGTH,
        lines=4,
    )
    field_order = ["side", "body"]


class ExtendForm(EditForm):
    ends_on = DayField(label=_("Ny sidste dag"))
    reason = PlainTextField(label=_("Hvorfor skal det vare længere?"), max_length=LINE_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True
        self.fields["ends_on"].error_messages["required"] = _("Vælg den nye sidste dag.")


class ConcludeForm(EditForm, DecisionFields):
    outcome = forms.ChoiceField(
        label=_("Hvad sker der nu?"),
        help_text=_("At stoppe er også et resultat. Ingen får skylden."),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    went = PlainTextField(label=_("Hvordan gik det?"), max_length=TEXT_LENGTH, lines=3)
    users_said = PlainTextField(
        label=_("Hvad sagde brugerne?"),
        help_text=_("Gerne med deres egne ord, uden navne."),
        max_length=TEXT_LENGTH,
        lines=3,
    )
    learning = PlainTextField(
        label=_("Hvad lærte I?"),
        help_text=_("Skriv det, så de næste kan bruge det. Også det, der ikke virkede."),
        max_length=TEXT_LENGTH,
        lines=3,
    )
    field_order = ["outcome", "went", "users_said", "learning", "reason", "interest", "interest_note"]

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not trial.is_light:  # the evaluation tells it
            del self.fields["went"], self.fields["users_said"]
