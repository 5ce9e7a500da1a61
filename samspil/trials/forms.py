"""Forms about trials. The light one is short on purpose; the full one comes in sections and may wait as a draft."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.challenges.forms import unit_choices
from samspil.codetermination.models import Touch
from samspil.decisions.actions import unsaid
from samspil.decisions.models import INTEREST_LENGTH, Interest
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import AmountField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import ContributionForm
from samspil.identity.people_forms import DayField
from samspil.proposals.models import Degree, Proposal
from samspil.trials import planning
from samspil.trials.models import (
    LINE_LENGTH,
    MOST_COST,
    TEXT_LENGTH,
    TITLE_LENGTH,
    CostNeutral,
    Outcome,
    Scale,
    Trial,
)
from samspil.trials.queries import COLUMNS, Filters

NEEDS = {
    "needs_staff": _("Ansatte, der bruger tid på det"),
    "needs_premises": _("Lokaler eller udstyr"),
    "needs_money": _("Penge"),
    "needs_data": _("Oplysninger, som kommunen har"),
}
LIMITS = {
    "uses_personal_data": _("Vi bruger oplysninger om bestemte personer"),
    "changes_care": _("Pleje, behandling eller medicin ændrer sig"),
}
SORT_LABELS = {
    "slut": _("Slutter først"),
    "nyeste": _("Nyeste først"),
    "aktiv": _("Sidst der skete noget"),
}
USUALLY = timedelta(weeks=4)


class TrialFilterForm(FilterForm):
    trin = forms.ChoiceField(
        label=_("Trin"), required=False, choices=[("", _("Alle trin")), *((row.name, row.label) for row in COLUMNS)]
    )
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    emne = forms.ChoiceField(label=_("Emne"), required=False)
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    udfald = forms.ChoiceField(label=_("Hvad kom der ud af det"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        set_choices(self, "slags", [("", _("Lette og fulde")), *Scale.choices])
        set_choices(self, "udfald", [("", _("Alt")), *Outcome.choices, ("nej", _("Fik nej"))])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            column=values["trin"],
            unit=as_uuid(values["enhed"]),
            theme=values["emne"],
            scale=values["slags"],
            outcome=values["udfald"],
            sort=values["sorter"] or "slut",
        )


def interest_fields(form: VerbForm) -> None:
    """A leader who plans in the own unit says yes with the plan, with the statement that goes with every decision."""
    form.fields["interest"] = forms.ChoiceField(
        label=_("Du er leder. Siger du ja med det samme?"),
        help_text=_("Gælder kun i din egen enhed og for det beløb, du må beslutte om."),
        choices=[("", _("Nej, jeg svarer senere")), *((code, label) for code, label in Interest.choices)],
        widget=forms.RadioSelect,
        required=False,
    )
    form.fields["interest_note"] = PlainTextField(
        label=_("Hvilken interesse?"),
        help_text=_("Kun når du har en."),
        max_length=INTEREST_LENGTH,
        required=False,
        tells_when=True,
    )


class PlanFields(VerbForm):
    """What the light and the full plan share. The two groups of boxes stand for one fact each."""

    scale = Scale.LIGHT
    needed: tuple[str, ...] = ("what", "who", "starts_on", "ends_on", "noticing", "reason")

    title = PlainTextField(label=_("Hvad vil I prøve? Sig det på én linje"), max_length=TITLE_LENGTH)
    who = PlainTextField(
        label=_("Hvem gør det?"), help_text=_("Både folk og foreninger."), max_length=LINE_LENGTH, required=False
    )
    starts_on = DayField(label=_("Fra"))
    ends_on = DayField(label=_("Til"))
    needs = forms.MultipleChoiceField(
        label=_("Hvad skal kommunen bidrage med?"),
        help_text=_("Så siger enhedens leder ja først. Vælger du ikke noget, kan I begynde selv."),
        choices=list(NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    unit_id = forms.ChoiceField(
        label=_("Hvilken enhed?"), help_text=_("Lederen dér svarer inden en uge."), required=False
    )
    cost = AmountField(
        label=_("Hvad koster det?"),
        help_text=_("Hele kroner. Skriv 0, hvis det ikke koster noget."),
        required=False,
        min_value=0,
        max_value=MOST_COST,
        localize=True,
        error_messages={
            "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
            "min_value": _("Beløbet kan ikke være under 0."),
            "max_value": _("Beløbet er for stort."),
        },
    )
    touches = forms.MultipleChoiceField(
        label=_("Ændrer noget sig for de ansatte?"),
        help_text=_("Så drøfter MED det, før I begynder."),
        choices=Touch.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    limits = forms.MultipleChoiceField(
        label=_("Er der noget af det her i det?"),
        choices=list(LIMITS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = PlainTextField(
        label=_("Hvorfor den her vej frem for det, I gør i dag?"), max_length=TEXT_LENGTH, lines=2, required=False
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        self.proposal = proposal
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", unit_choices(self.viewer, _("Ingen enhed")))
        for name in self.needed:  # a draft may wait for them
            if name in self.fields:
                self.fields[name].required = not self.is_draft
        if isinstance(self, ContributionForm) and self.viewer.holds("leader"):
            interest_fields(self)
        self.order_fields(self.field_order)

    @property
    def is_draft(self) -> bool:
        return False

    def facts(self) -> dict[str, Any]:
        """The facts of the plan, from what was valid: days as text, so that they can wait in a link."""
        data = dict(self.cleaned_data)
        needs, limits = data.pop("needs", []), data.pop("limits", [])
        data |= {name: name in needs for name in NEEDS} | {name: name in limits for name in LIMITS}
        days = {name: data[name].isoformat() for name in planning.DAYS if isinstance(data.get(name), date)}
        facts = {name: value for name, value in data.items() if name in planning.FACTS and value is not None}
        return facts | days

    def clean(self) -> dict[str, Any]:
        """What a guest would else hear only when they press the link in their mail."""
        cleaned = super().clean() or self.cleaned_data
        trial = Trial(proposal=self.proposal, scale=self.scale)
        trial.unit = Unit.objects.filter(pk=as_uuid(cleaned.get("unit_id"))).first()
        interest = cleaned.get("interest")
        if interest and not cleaned.get("behalf_name"):  # what the municipality carries takes its time
            trial.actor_id = as_uuid(cleaned.get("speaks_as")) or self.viewer.actor_id
        planning.fill(trial, {name: value for name, value in self.facts().items() if name not in self.errors})
        wrong = planning.wrong_in(trial) | (planning.not_light(trial) if trial.is_light else {})
        if not self.is_draft:
            chosen = cleaned.get("alternatives") or []
            missing = planning.missing_in(trial, list(chosen), has_sponsor=bool(cleaned.get("sponsor_id")))
            wrong = missing | wrong
        if interest and trial.needs_approval and not self.is_draft:  # else there is nothing to say yes to
            wrong = unsaid(interest, cleaned.get("interest_note", "")) | wrong
        named = {self.named(name): texts for name, texts in wrong.items()}
        self.take_errors(ValidationError({k: v for k, v in named.items() if k not in self.errors}))
        return cleaned

    def named(self, name: str) -> str:
        """The field that shows it. Where there is no proposal to choose, the other ways are written."""
        if name == "alternatives" and name not in self.fields:
            return "ways_in_words"
        return "limits" if name in LIMITS else name

    def take_errors(self, problem: ValidationError) -> None:
        if hasattr(problem, "error_dict"):
            merged: dict[str, list[Any]] = {}
            for name, errors in problem.error_dict.items():
                merged.setdefault(self.named(name), []).extend(errors)
            problem = ValidationError(merged)
        super().take_errors(problem)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        keep = ("unit_id", "request_id", "expected_version", "interest", "interest_note", "alternatives", "sponsor_id")
        rest = {name: data[name] for name in (*keep, *ContributionForm.voice_fields) if data.get(name) is not None}
        return rest | self.facts()

    @property
    def is_not_light(self) -> bool:
        """Whether what was answered takes the full plan."""
        heavy = ("limits", "touches", "is_reversible", "cost", "ends_on")
        return self.is_bound and any(name in self.errors for name in heavy)


class LightFields(PlanFields):
    what = PlainTextField(label=_("Hvad gør I?"), max_length=TEXT_LENGTH, lines=3, required=False)
    noticing = PlainTextField(
        label=_("Hvordan mærker I, om det virker?"),
        help_text=_("For eksempel: Færre ringer om morgenen. Flere bliver til kaffen."),
        max_length=TEXT_LENGTH,
        lines=2,
        required=False,
    )
    is_reversible = forms.BooleanField(
        label=_("Vi kan stoppe fra dag til dag, og så er alt som før"), required=False, initial=True
    )
    field_order = [
        "title",
        "what",
        "who",
        "starts_on",
        "ends_on",
        "noticing",
        "reason",
        "needs",
        "unit_id",
        "cost",
        "is_reversible",
        "touches",
        "limits",
        "interest",
        "interest_note",
    ]


class FullFields(PlanFields):
    scale = Scale.FULL
    needed = (
        "believe",
        "leads_to",
        "seen_by",
        "who",
        "starts_on",
        "ends_on",
        "competences_needed",
        "competences_present",
        "reason",
        "users_part",
        "sponsor_id",
        "horizon_on",
    )

    believe = PlainTextField(
        label=_("Vi tror på …"),
        help_text=_("For eksempel: en fast tur på vandet hver torsdag"),
        max_length=LINE_LENGTH,
        required=False,
    )
    leads_to = PlainTextField(
        label=_("… fører til …"),
        help_text=_("For eksempel: at flere har nogen at ringe til"),
        max_length=LINE_LENGTH,
        required=False,
    )
    seen_by = PlainTextField(
        label=_("… og det ser vi på …"),
        help_text=_("For eksempel: færre, der siger, de er ensomme"),
        max_length=LINE_LENGTH,
        required=False,
    )
    what = PlainTextField(label=_("Hvad gør I helt konkret?"), max_length=TEXT_LENGTH, lines=4, required=False)
    competences_needed = PlainTextField(label=_("Hvad skal I kunne?"), max_length=TEXT_LENGTH, lines=2, required=False)
    competences_present = PlainTextField(
        label=_("Hvem kan det, og hvor lærer I resten?"), max_length=TEXT_LENGTH, lines=2, required=False
    )
    cost_neutral = forms.ChoiceField(
        label=_("Kan det gøres, uden at det koster mere end i dag?"),
        choices=CostNeutral.choices,
        widget=forms.RadioSelect,
        initial=CostNeutral.UNKNOWN,
        required=False,
    )
    workflows = PlainTextField(
        label=_("Hvilke arbejdsgange ændrer sig?"),
        help_text=_("Hvem gør hvad på en anden måde, mens I prøver?"),
        max_length=TEXT_LENGTH,
        lines=2,
        required=False,
    )
    alternatives = forms.MultipleChoiceField(
        label=_("Hvilke andre forslag har I overvejet?"),
        help_text=_("I skal have set på mindst to andre veje til det samme. Vælg dem her, eller skriv dem nedenfor."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ways_in_words = PlainTextField(
        label=_("Andre veje, som ingen har foreslået"),
        help_text=_(
            "Skriv én på hver linje, for eksempel: en anden teknologi, en anden arbejdsgang eller hjælp fra andre. "
            "Det, I gør i dag, tæller ikke med."
        ),
        max_length=TEXT_LENGTH,
        lines=3,
        required=False,
        tells_when=True,
    )
    users_part = PlainTextField(
        label=_("Hvordan er brugerne med til at vurdere det?"),
        help_text=_("Deres egne ord, en samtale eller et spørgeskema. Uden dem er vurderingen ikke færdig."),
        max_length=TEXT_LENGTH,
        lines=2,
        required=False,
    )
    sponsor_id = forms.ChoiceField(
        label=_("Hvem støtter det uden for enheden?"),
        help_text=_("En leder over jer eller i en anden enhed, som holder fast, når det bliver svært."),
        required=False,
    )
    horizon_on = DayField(
        label=_("Hvor langt frem ser I?"),
        help_text=_("Noget helt nyt tager tid. Vælg en dag, der ligger efter afprøvningen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What stood there is offered too, or a tick could not be taken away.
        chosen = [str(pk) for pk in (*(self["alternatives"].value() or ()), *self.initial.get("alternatives", ()))]
        ways = planning.ways_to_offer(self.proposal, chosen, self.viewer)
        set_choices(self, "alternatives", [(str(row.pk), row.title) for row in ways])
        if not ways:
            del self.fields["alternatives"]
        if self.is_radical:
            people = planning.possible_sponsors(None)
            choices = [(str(row.pk), ", ".join(filter(None, (row.name, row.function)))) for row in people]
            set_choices(self, "sponsor_id", [("", _("Vælg")), *choices])
        else:
            del self.fields["sponsor_id"], self.fields["horizon_on"]

    @property
    def is_radical(self) -> bool:
        return self.proposal.degree == Degree.RADICAL

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"is_reversible": True}

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The long form in a few parts: heading, help, fields."""
        parts: list[tuple[Any, Any, tuple[str, ...]]] = [
            (
                _("Sætningen"),
                _("Én sætning, som alle kan forstå."),
                ("believe", "leads_to", "seen_by", "title", "what"),
            ),
            (
                _("Hvem og hvornår"),
                _("Dem, der er med, skriver I på bagefter, med deres roller og interesser."),
                ("who", "starts_on", "ends_on", "competences_needed", "competences_present"),
            ),
            (
                _("Hvad det kræver"),
                "",
                ("needs", "unit_id", "cost", "cost_neutral", "touches", "workflows", "limits"),
            ),
            (
                _("Hvorfor den her vej"),
                _("Hvad holder I fast i, hvad holder I op med, og hvad kunne I ellers gøre?"),
                ("alternatives", "ways_in_words", "reason"),
            ),
            (_("Brugerne"), "", ("users_part",)),
            (_("Støtte og sigte"), _("Det her er noget helt nyt."), ("sponsor_id", "horizon_on")),
            (_("Din egen beslutning"), "", ("interest", "interest_note")),
        ]
        shown = []
        for heading, hint, names in parts:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                shown.append({"heading": heading, "hint": hint, "fields": fields})
        return shown


class LightForm(ContributionForm, LightFields):
    pass


class FullForm(ContributionForm, FullFields):
    @property
    def is_draft(self) -> bool:
        """A guest cannot come back to a draft, so there is none."""
        return self.viewer.is_known and bool(self.data.get("is_draft"))

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"is_draft": self.is_draft}


def first_of(trial: Trial) -> dict[str, Any]:
    """What stands now, as initial values of the form."""
    names = (*planning.TEXTS, *planning.DAYS, "cost", "cost_neutral", "touches", "is_reversible")
    return {name: getattr(trial, name) for name in names} | {
        "needs": [name for name in NEEDS if getattr(trial, name)],
        "limits": [name for name in LIMITS if getattr(trial, name)],
        "unit_id": str(trial.unit_id or ""),
        "sponsor_id": str(trial.sponsor_id or ""),
        "alternatives": sorted(str(pk) for pk in trial.alternatives.values_list("pk", flat=True)),
        "expected_version": trial.version,
    }


class EditLightForm(EditForm, LightFields):
    pass


class EditFullForm(EditForm, FullFields):
    def __init__(self, *args: Any, is_unasked: bool = False, **kwargs: Any) -> None:
        self.is_unasked = is_unasked
        super().__init__(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        return self.is_unasked


class AskForm(EditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.viewer.holds("leader"):
            interest_fields(self)


def usual_days() -> dict[str, Any]:
    today = clock.today()
    return {"starts_on": today, "ends_on": today + USUALLY}
