"""Forms about proposals, pledges and answers."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import organisations
from samspil.challenges.forms import unit_choices
from samspil.challenges.models import Challenge
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import AmountField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import BAD_CHOICE, ContributionForm
from samspil.identity.people_forms import DayField
from samspil.proposals.actions import check_role
from samspil.proposals.models import (
    BODY_LENGTH,
    MOST_MONEY,
    PLEDGE_LENGTH,
    Degree,
    Object,
    Outcome,
    PledgeKind,
    Proposal,
    RolePlanner,
)
from samspil.proposals.queries import Filters
from samspil.tracks.actions import track_facts
from samspil.tracks.forms import TrackFields
from samspil.tracks.models import Track
from samspil.tracks.queries import chosen_beacon

SORT_LABELS = {
    "aktiv": _("Sidst der skete noget"),
    "nyeste": _("Nyeste først"),
    "frist": _("Nærmeste svarfrist"),
}
ANSWER_LABELS = {
    "": _("Alle forslag"),
    "svaret": _("Har fået svar"),
    "venter": _("Venter på svar"),
    "over-frist": _("Ubesvaret over fristen"),
    "gemt": _("Gemt til senere"),
}
ROLE_LABELS = {
    "": _("Med og uden"),
    "rolle": _("Med en rolle til frivillige"),
    "kommunal": _("Kommunal frivilligrolle"),
}
REASON_LENGTH = 300
LOOK_AGAIN_AFTER = timedelta(days=182)


class ProposalFilterForm(FilterForm):
    svar = forms.ChoiceField(label=_("Svar"), required=False, choices=list(ANSWER_LABELS.items()))
    grad = forms.ChoiceField(label=_("Hvor nyt"), required=False)
    slags = forms.ChoiceField(label=_("Hvad ændrer sig"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed, der svarer"), required=False)
    frivillige = forms.ChoiceField(label=_("Frivillige"), required=False, choices=list(ROLE_LABELS.items()))
    spor = forms.ChoiceField(label=_("Spor"), required=False)
    sigtepejle = forms.ChoiceField(label=_("Sigtepejle"), required=False)
    fri = forms.ChoiceField(
        label=_("Udfordring"), required=False, choices=[("", _("Med og uden")), ("ja", _("Uden udfordring"))]
    )
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "grad", [("", _("Alt")), *Degree.choices])
        set_choices(self, "slags", [("", _("Alt")), *Object.choices])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        set_choices(self, "spor", [("", _("Begge spor")), *Track.choices])
        if steered := chosen_beacon(viewer, self.data.get("sigtepejle", "")):
            set_choices(self, "sigtepejle", [("", _("Alle sigtepejler")), *steered])
        else:
            del self.fields["sigtepejle"]

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            answer=values["svar"],
            degree=values["grad"],
            object=values["slags"],
            unit=as_uuid(values["enhed"]),
            track=values["spor"],
            beacon=as_uuid(values.get("sigtepejle")),
            role=values["frivillige"],
            loose=bool(values["fri"]),
            sort=values["sorter"] or "aktiv",
        )


class ProposalTextsForm(TrackFields):
    """The fields that proposing and editing share."""

    title = PlainTextField(label=_("Dit forslag på én linje"), max_length=120)
    body = PlainTextField(
        label=_("Fortæl om det"),
        help_text=_("Hvad skal ske, og hvad vil det ændre for nogen?"),
        max_length=BODY_LENGTH,
        lines=6,
    )
    degree = forms.ChoiceField(
        label=_("Hvor nyt er det?"), choices=Degree.choices, widget=forms.RadioSelect, initial=Degree.INCREMENTAL
    )
    object = forms.ChoiceField(
        label=_("Hvad ændrer sig?"), choices=Object.choices, widget=forms.RadioSelect, initial=Object.SERVICE
    )
    delivers = forms.MultipleChoiceField(
        label=_("Hvem kunne gøre det?"),
        help_text=_("Vælg gerne flere. Lad det stå, hvis du ikke ved det."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        error_messages={"invalid_choice": _("Vælg dem, der kunne gøre det, på listen.")},
    )
    volunteer_role = PlainTextField(
        label=_("Er der en rolle til frivillige?"),
        help_text=_("Skriv kort, hvad de gør. Lad det stå tomt, hvis der ikke er nogen."),
        max_length=160,
        required=False,
    )
    role_planned_by = forms.ChoiceField(
        label=_("Hvem planlægger det, de frivillige gør?"),
        choices=[("", _("Der er ingen rolle til frivillige")), *RolePlanner.choices],
        required=False,
    )
    role_in_offer = forms.BooleanField(
        label=_("Rollen hører til et af kommunens tilbud"),
        help_text=_("Planlægger kommunen også, så viser vi den som en kommunal frivilligrolle."),
        required=False,
    )

    field_order = [
        "title",
        "body",
        "degree",
        "object",
        "delivers",
        "unit_id",
        "audience",
        "volunteer_role",
        "role_planned_by",
        "role_in_offer",
        "track",
        "beacon_id",
    ]
    seldom = ("volunteer_role", "role_planned_by", "role_in_offer", "track", "beacon_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            "delivers",
            [(str(pk), name) for pk, name in organisations(self.viewer).values_list("pk", "name")],
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role = {name: cleaned.get(name) for name in ("volunteer_role", "role_planned_by", "role_in_offer")}
        if not set(role) & set(self.errors):
            try:
                check_role(**cast(Any, role))
            except ValidationError as problem:
                self.take_errors(problem)
        if cleaned.get("track") == Track.VISION and not cleaned.get("beacon_id") and "beacon_id" not in self.errors:
            self.add_error("beacon_id", _("Vælg den sigtepejle, det styrer efter."))
        return cleaned

    @property
    def often_fields(self) -> list[forms.BoundField]:
        """The fields that stand open."""
        own = getattr(self, "own_fields", None) or self.visible_fields()
        return [field for field in own if field.name not in self.seldom]

    @property
    def seldom_fields(self) -> list[forms.BoundField]:
        """The fields that most leave alone: they stand folded."""
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        """Whether the folded part should stand open: something is said in it, or is wrong."""
        usual = ("", None, False, Track.EMPLOYEE_USER)
        return any(field.errors or field.value() not in usual for field in self.seldom_fields)


class ProposeForm(ContributionForm, ProposalTextsForm):
    def __init__(self, *args: Any, challenge: Challenge | None = None, **kwargs: Any) -> None:
        if challenge:
            kwargs["initial"] = track_facts(challenge) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if challenge is None:
            self.fields["unit_id"] = forms.ChoiceField(
                label=_("Hvem skal svare?"),
                help_text=_("Lederen af enheden svarer dig inden 14 dage."),
                choices=unit_choices(self.viewer, _("Vælg enhed")),
                error_messages={
                    "required": _("Vælg den enhed, der skal svare."),
                    "invalid_choice": _("Vælg den enhed, der skal svare."),
                },
            )
            if self.viewer.is_staff:
                self.fields["audience"] = forms.ChoiceField(
                    label=_("Hvem må se det?"),
                    choices=[
                        (Audience.PUBLIC, _("Alle")),
                        (Audience.STAFF, _("Alle ansatte")),
                        (Audience.UNIT, _("Enheden og dem over den")),
                    ],
                    required=False,
                    error_messages={"invalid_choice": BAD_CHOICE},
                )
        self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not data.get("audience"):
            data.pop("audience", None)
        return data


class EditProposalForm(EditForm, ProposalTextsForm):
    @staticmethod
    def initial_of(proposal: Proposal) -> dict[str, Any]:
        return {
            "title": proposal.title,
            "body": proposal.body,
            "degree": proposal.degree,
            "object": proposal.object,
            "delivers": sorted(str(pk) for pk in proposal.delivers.values_list("pk", flat=True)),
            "volunteer_role": proposal.volunteer_role,
            "role_planned_by": proposal.role_planned_by,
            "role_in_offer": proposal.role_in_offer,
            **track_facts(proposal),
            "expected_version": proposal.version,
        }


class PledgeForm(ContributionForm):
    kind = forms.ChoiceField(label=_("Hvad kan du bidrage med?"), choices=PledgeKind.choices, widget=forms.RadioSelect)
    body = PlainTextField(
        label=_("Skriv det kort"),
        help_text=_("For eksempel: 4 chauffører hver torsdag."),
        max_length=PLEDGE_LENGTH,
    )
    amount = AmountField(
        label=_("Beløb i kroner"),
        help_text=_("Kun når du bidrager med penge. Hele kroner."),
        required=False,
        min_value=1,
        max_value=MOST_MONEY,
        localize=True,
        error_messages={
            "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
            "min_value": _("Beløbet skal være over 0."),
            "max_value": _("Beløbet er for stort."),
        },
    )

    field_order = ["kind", "body", "amount"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = [grant.scope for grant in self.viewer.grants if grant.kind == "leader"]
        own_unit = next((pk for pk in led if pk in self.viewer.speaks_for), None)
        if own_unit and "speaks_as" in self.fields:
            # A leader who pledges means the unit; the limit of the role holds for it.
            self.fields["speaks_as"].initial = str(own_unit)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == PledgeKind.MONEY and "amount" not in self.errors and not cleaned.get("amount"):
            self.add_error("amount", _("Skriv beløbet i hele kroner."))
        if cleaned.get("amount") and cleaned.get("kind") not in (None, PledgeKind.MONEY):
            self.add_error("amount", _("Et beløb hører kun til penge. Vælg Penge, eller slet beløbet."))
        return cleaned


def look_again_day() -> DayField:
    return DayField(
        label=_("Hvornår ser I på det igen?"),
        help_text=_("Kun når I gemmer det til senere. Vi skriver til jer den dag."),
        initial=lambda: clock.today() + LOOK_AGAIN_AFTER,
        error_messages={"required": _("Vælg den dag, I ser på det igen.")},
    )


class AnswerForm(EditForm):
    outcome = forms.ChoiceField(label=_("Dit svar"), choices=Outcome.choices, widget=forms.RadioSelect)
    look_again_on = look_again_day()
    body = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Alle kan læse svaret. Skriv, hvad der sker nu, og hvem der gør det."),
        max_length=BODY_LENGTH,
        lines=5,
    )
    field_order = ["outcome", "look_again_on", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of the answers one alone has a day. It is suggested, so it comes along with the others, and is left there.
        self.fields["look_again_on"].required = not self.is_bound or self.data.get("outcome") == Outcome.LATER


class LetterAnswerForm(AnswerForm):
    """The same from the letter: one line is enough."""

    body = PlainTextField(
        label=_("Skriv én linje"),
        help_text=_("Hvorfor, eller hvad vil du vide? Alle, der kan se forslaget, kan læse det."),
        max_length=BODY_LENGTH,
        lines=2,
    )


class ReplyForm(VerbForm):
    body = PlainTextField(
        label=_("Dit svar"),
        help_text=_("Alle, der kan se forslaget, kan læse svaret."),
        max_length=BODY_LENGTH,
        lines=5,
    )


class AnswerRestForm(VerbForm):
    """One reason for each proposal that is not taken further, and one day for them all.

    The reasons are numbered, and each comes with the proposal and the version that was read when it was written. A line
    without a reason is left for another time.
    """

    def __init__(self, *args: Any, proposals: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["look_again_on"] = look_again_day()
        self.fields["look_again_on"].help_text = _("Vi skriver til jer den dag.")
        self.fields["look_again_on"].required = True
        sent = [self.data.get(f"proposal_{number}") for number in range(1, 31)] if self.is_bound else []
        order = {pk: number for number, pk in enumerate(sent, 1) if pk}
        free = iter(number for number in range(1, 31) if number not in order.values())
        for proposal in sorted(proposals, key=lambda row: order.get(str(row.pk), 99)):
            number = order.get(str(proposal.pk)) or next(free)
            self.fields[f"proposal_{number}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=str(proposal.pk)
            )
            self.fields[f"version_{number}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=proposal.version
            )
            self.fields[f"reason_{number}"] = PlainTextField(
                label=proposal.title, max_length=REASON_LENGTH, lines=2, required=False
            )
        self.numbers = sorted(int(name[7:]) for name in self.fields if name.startswith("reason_"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(f"reason_{number}") for number in self.numbers):
            self.add_error(None, _("Skriv grunden ved mindst ét forslag."))
        return cleaned

    def answers(self) -> list[tuple[int, dict[str, Any]]]:
        """What ``answer_proposal`` is called with, by number, for each proposal with a reason."""
        data = self.cleaned_data
        return [
            (
                number,
                {
                    "proposal_id": data[f"proposal_{number}"],
                    "expected_version": data[f"version_{number}"],
                    "outcome": Outcome.LATER,
                    "look_again_on": data["look_again_on"],
                    "body": data[f"reason_{number}"],
                },
            )
            for number in self.numbers
            if data[f"reason_{number}"]
        ]
