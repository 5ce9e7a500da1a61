"""Forms about challenges."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Sphere
from samspil.actors.queries import units
from samspil.challenges import asking
from samspil.challenges.actions import NEXT_STAGES
from samspil.challenges.models import (
    DESCRIPTION_LENGTH,
    NEXT_STEP_LENGTH,
    OUTCOME_LENGTH,
    TODAY_LENGTH,
    WHO_LENGTH,
    Challenge,
    Stage,
)
from samspil.challenges.queries import SORTS, Filters
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import TITLE_LENGTH, Audience, Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import BAD_CHOICE, ContributionForm
from samspil.tracks.actions import track_facts
from samspil.tracks.forms import TrackFields
from samspil.tracks.models import Track
from samspil.tracks.queries import chosen_beacon

SORT_LABELS = {"aktiv": _("Sidst der skete noget"), "nyeste": _("Nyeste først"), "aeldste": _("Ældste først")}


def unit_choices(viewer: Viewer, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))]


class ChallengeFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False)
    trin = forms.ChoiceField(label=_("Trin"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    rejst = forms.ChoiceField(label=_("Rejst af"), required=False)
    spor = forms.ChoiceField(label=_("Spor"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        stages = [choice for choice in Stage.choices if choice[0] != Stage.DRAFT]
        set_choices(self, "trin", [("", _("Alle trin")), *stages])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        set_choices(self, "rejst", [("", ALL), *Sphere.choices])
        steered = chosen_beacon(viewer, self.data.get("spor", ""))
        set_choices(self, "spor", [("", _("Begge spor")), *Track.choices, *steered])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            theme=values["emne"],
            stage=values["trin"],
            unit=as_uuid(values["enhed"]),
            sphere=values["rejst"],
            track=values["spor"],
            sort=values["sorter"] or next(iter(SORTS)),
        )


class ChallengeTextsForm(TrackFields):
    """The texts that raising and editing share."""

    question = PlainTextField(
        label=_("Hvad vil du spørge om?"),
        help_text=_("Skriv det som et spørgsmål om menneskers liv. Vi finder løsningerne sammen bagefter."),
        max_length=TITLE_LENGTH,
    )
    description = PlainTextField(
        label=_("Fortæl lidt mere"),
        help_text=_("Hvem mærker det, hvornår og hvordan? Skriv aldrig navne på borgere."),
        max_length=DESCRIPTION_LENGTH,
        lines=6,
        required=False,
    )
    today = PlainTextField(
        label=_("Hvad gør man i dag?"),
        help_text=_("Det står ved siden af forslagene, så alle kan sammenligne."),
        max_length=TODAY_LENGTH,
        lines=3,
        required=False,
    )
    theme = forms.ChoiceField(
        label=_("Hvilken del af livet handler det om?"), choices=[("", _("Vælg")), *Theme.choices]
    )
    unit_id = forms.ChoiceField(
        label=_("Hvilken enhed ligger det nærmest?"),
        help_text=_("Den enhed svarer på forslag. Er du i tvivl, så lad det stå."),
        required=False,
    )
    place = PlainTextField(
        label=_("Hvor?"),
        help_text=_("En by eller et sted. Kender vi stedet, kommer det på kortet."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "kendte-steder"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", unit_choices(self.viewer, _("Ved ikke")))
        asking.listen(self.fields["question"])


class RaiseChallengeForm(ContributionForm, ChallengeTextsForm):
    field_order = [
        "question",
        "description",
        "today",
        "theme",
        "unit_id",
        "place",
        "track",
        "beacon_id",
        "audience",
        "is_draft",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.viewer.is_staff:
            self.fields["audience"] = forms.ChoiceField(
                label=_("Hvem må se den?"),
                choices=[
                    (Audience.PUBLIC, _("Alle")),
                    (Audience.STAFF, _("Alle ansatte")),
                    (Audience.UNIT, _("Enheden og dem over den")),
                ],
                required=False,
                error_messages={"invalid_choice": BAD_CHOICE},
            )
        if self.viewer.is_known:
            self.fields["is_draft"] = forms.BooleanField(
                label=_("Gem som kladde. Kun du kan se den, til du åbner den."), required=False
            )
        self.order_fields(self.field_order)

    def clean_question(self) -> str:
        """The question, or the wording that was chosen in its place."""
        return asking.chosen(self.cleaned_data["question"], self.data)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not data.get("audience"):
            data.pop("audience", None)
        return data


class EditChallengeForm(EditForm, ChallengeTextsForm):
    field_order = ["question", "description", "today", "theme", "unit_id", "place", "track", "beacon_id"]

    def __init__(self, *args: Any, keeps_question: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keeps_question:
            self.fields["question"].disabled = True
            self.fields["question"].help_text = _(
                "Andre har svaret på spørgsmålet. Foreslå en ny måde at spørge på på siden i stedet."
            )

    @staticmethod
    def initial_of(challenge: Challenge) -> dict[str, Any]:
        return {
            "question": challenge.question,
            "description": challenge.description,
            "today": challenge.today,
            "theme": challenge.theme,
            "unit_id": str(challenge.unit_id or ""),
            "place": challenge.subject.place,
            **track_facts(challenge),
            "expected_version": challenge.version,
        }


class StageField(forms.ChoiceField):
    """Any stage may come in. Which may follow now is for the verb to say: it knows double presses and stale forms."""

    def valid_value(self, value: Any) -> bool:
        return value in Stage.values


class StageForm(EditForm):
    stage = StageField(label=_("Næste trin"), widget=forms.RadioSelect)
    next_step = PlainTextField(
        label=_("Hvad sker der nu?"),
        help_text=_("De, der følger med, får det på mail."),
        max_length=NEXT_STEP_LENGTH,
        lines=3,
    )
    next_who = PlainTextField(
        label=_("Hvem gør det, og hvem mærker det?"),
        help_text=_("For eksempel: Lene og tre frivillige, for dem på Åvænget."),
        max_length=WHO_LENGTH,
    )
    next_on = forms.DateField(
        label=_("Hvornår?"),
        help_text=_("Kender du ikke dagen, så lad det stå tomt."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026.")},
    )
    outcome = PlainTextField(
        label=_("Hvad kom der ud af det?"),
        help_text=_("Kun når du lukker udfordringen. Svaret står øverst på siden bagefter."),
        max_length=OUTCOME_LENGTH,
        lines=4,
        required=False,
    )

    @staticmethod
    def initial_of(challenge: Challenge) -> dict[str, Any]:
        names = ("next_step", "next_who", "next_on", "outcome")
        return {**{name: getattr(challenge, name) for name in names}, "expected_version": challenge.version}

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "stage", [(stage.value, stage.label) for stage in NEXT_STAGES[Stage(challenge.stage)]])


class PerspectiveForm(ContributionForm):
    body = PlainTextField(
        label=_("Hvad ser du?"),
        help_text=_("Skriv som du taler. Skriv ikke navne på andre."),
        max_length=DESCRIPTION_LENGTH,
        lines=6,
    )
    reply_to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    field_order = ["body"]

    def clean_reply_to(self) -> UUID | None:
        return as_uuid(self.cleaned_data["reply_to"]) if self.cleaned_data["reply_to"] else None
