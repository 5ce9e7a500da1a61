"""Forms about challenges."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Sphere
from samspil.actors.queries import units
from samspil.challenges.actions import NEXT_STAGES
from samspil.challenges.models import (
    DESCRIPTION_LENGTH,
    NEXT_STEP_LENGTH,
    TODAY_LENGTH,
    Challenge,
    Stage,
)
from samspil.challenges.queries import SORTS, Filters
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import TITLE_LENGTH, Audience, Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import BAD_CHOICE, ContributionForm

SORT_LABELS = {"aktiv": _("Sidst der skete noget"), "nyeste": _("Nyeste først"), "aeldste": _("Ældste først")}


def unit_choices(viewer: Viewer, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))]


class ChallengeFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False)
    trin = forms.ChoiceField(label=_("Trin"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    rejst = forms.ChoiceField(label=_("Rejst af"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "emne", [("", _("Alle emner")), *Theme.choices])
        stages = [choice for choice in Stage.choices if choice[0] != Stage.DRAFT]
        set_choices(self, "trin", [("", _("Alle trin")), *stages])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        set_choices(self, "rejst", [("", _("Alle")), *Sphere.choices])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            theme=values["emne"],
            stage=values["trin"],
            unit=as_uuid(values["enhed"]),
            sphere=values["rejst"],
            sort=values["sorter"] or next(iter(SORTS)),
        )


class ChallengeTextsForm(VerbForm):
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


class RaiseChallengeForm(ContributionForm, ChallengeTextsForm):
    field_order = ["question", "description", "today", "theme", "unit_id", "place", "audience", "is_draft"]

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

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not data.get("audience"):
            data.pop("audience", None)
        return data


class EditChallengeForm(EditForm, ChallengeTextsForm):
    @staticmethod
    def initial_of(challenge: Challenge) -> dict[str, Any]:
        return {
            "question": challenge.question,
            "description": challenge.description,
            "today": challenge.today,
            "theme": challenge.theme,
            "unit_id": str(challenge.unit_id or ""),
            "place": challenge.subject.place,
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
        help_text=_("Skriv hvad, hvem og hvornår. De, der følger med, får det på mail."),
        max_length=NEXT_STEP_LENGTH,
        lines=3,
    )

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "stage", [(stage.value, stage.label) for stage in NEXT_STAGES[Stage(challenge.stage)]])


class HostForm(VerbForm):
    person_id = forms.ChoiceField(
        label=_("Mødeleder"),
        help_text=_("Vælg en af dem, der er med på siden. Mødelederen holder orden og beslutter ikke noget."),
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            "person_id",
            [
                ("", _("Vælg")),
                *((str(person.pk), ", ".join(filter(None, (person.name, person.function)))) for person in people),
            ],
        )


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
