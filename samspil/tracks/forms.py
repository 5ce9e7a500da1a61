"""Forms about beacons, and the fields that choose a track."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.tracks.models import BEACON_LENGTH, Beacon, Track
from samspil.tracks.queries import lit_beacons


class LightBeaconForm(VerbForm):
    title = PlainTextField(
        label=_("Hvad vil vi frem til?"),
        help_text=_("Én linje, som alle kan huske. For eksempel: Ingen skal spise alene mod sin vilje."),
        max_length=120,
    )
    body = PlainTextField(
        label=_("Fortæl, hvad det betyder"),
        help_text=_("Hvad ser anderledes ud for mennesker, når vi er der?"),
        max_length=BEACON_LENGTH,
        lines=6,
    )
    year = forms.IntegerField(
        label=_("Hvilket år ser vi frem til?"),
        help_text=_("Du kan lade det stå tomt."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        required=False,
        error_messages={"invalid": _("Skriv et årstal med fire cifre.")},
    )


class EditBeaconForm(EditForm, LightBeaconForm):
    @staticmethod
    def initial_of(beacon: Beacon) -> dict[str, Any]:
        return {
            "title": beacon.title,
            "body": beacon.body,
            "year": beacon.year,
            "expected_version": beacon.version,
        }


class TrackFields(VerbForm):
    """The two fields that ``tracks.actions.set_track`` reads. Left alone, it is the small steps."""

    track = forms.ChoiceField(
        label=_("Hvad bærer det?"),
        help_text=_("De fleste ting begynder hos medarbejdere og brugere. Så lad det stå."),
        choices=Track.choices,
        initial=Track.EMPLOYEE_USER,
        widget=forms.RadioSelect,
        required=False,
    )
    beacon_id = forms.ChoiceField(
        label=_("Hvilken sigtepejle styrer det efter?"),
        help_text=_("Kun når det er båret af en vision."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lit = [(str(beacon.pk), beacon.title) for beacon in lit_beacons(self.viewer)]
        chosen = str(self.initial.get("beacon_id") or "")
        if chosen and chosen not in dict(lit):
            lit += [(str(row.pk), row.title) for row in Beacon.objects.visible_to(self.viewer).filter(pk=chosen)]
        if lit:
            set_choices(self, "beacon_id", [("", _("Ingen")), *lit])
        else:  # with nothing to steer by there is nothing to choose
            del self.fields["track"], self.fields["beacon_id"]

    def clean_track(self) -> str:
        return self.cleaned_data["track"] or self.initial.get("track") or Track.EMPLOYEE_USER
