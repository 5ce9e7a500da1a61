"""Forms about building projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.buildings.models import LINE_LENGTH, MOST_ROOMS, TEXT_LENGTH, TITLE_LENGTH, Building, Choice, Work
from samspil.buildings.queries import STATES, Filters, may_keep
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.viewer import Viewer
from samspil.identity.people_forms import DayField
from samspil.technologies.rules import works_there

SORT_LABELS = {
    "dag": _("Kontrolpunktet først"),
    "nyeste": _("Nyeste først"),
    "navn": _("Navn"),
}


class BuildingFilterForm(FilterForm):
    status = forms.ChoiceField(label=_("Hvor det står"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    slags = forms.ChoiceField(label=_("Hvad I bygger"), required=False)
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = units(viewer).values_list("pk", "actor__name")
        set_choices(self, "enhed", [("", _("Alle enheder")), *((str(pk), name) for pk, name in rows)])
        set_choices(self, "status", [("", ALL), *((name, label) for name, (label, _holds) in STATES.items())])
        set_choices(self, "slags", [("", _("Nyt, om og til")), *Work.choices])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            values["q"], values["status"], as_uuid(values["enhed"]), values["slags"], values["sorter"] or "dag"
        )


class BuildingFields(forms.Form):
    title = PlainTextField(
        label=_("Hvad bygger I?"), help_text=_("For eksempel: 24 boliger ved Åhaven."), max_length=TITLE_LENGTH
    )
    work = forms.ChoiceField(label=_("Er det nyt?"), choices=Work.choices, widget=forms.RadioSelect)
    what = PlainTextField(
        label=_("Fortæl om det"),
        help_text=_("Hvem skal bo eller være der, og hvad skal de kunne?"),
        max_length=TEXT_LENGTH,
        lines=4,
    )
    checkpoint_on = DayField(
        label=_("Sidste dag, hvor noget kan tegnes ind"),
        help_text=_("Spørg byggelederen. Efter den dag bliver det dyrt at lave om."),
    )


class PlanForm(VerbForm, BuildingFields):
    unit_id = forms.ChoiceField(label=_("Hvilken enhed er det til?"))
    field_order = ["title", "unit_id", "work", "what", "checkpoint_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [unit for unit in units(self.viewer).select_related("actor") if works_there(self.viewer, unit)]
        set_choices(self, "unit_id", [("", _("Vælg")), *((str(unit.pk), unit.actor.name) for unit in rows)])


class EditBuildingForm(EditForm, BuildingFields):
    keeper_id = forms.ChoiceField(
        label=_("Hvem holder øje med dagen?"),
        help_text=_("Hun eller han får en mail, når dagen er nær."),
        required=False,
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.name) for person in may_keep(unit)]
        set_choices(self, "keeper_id", [("", _("Ingen endnu")), *people])

    @staticmethod
    def initial_of(building: Building) -> dict[str, Any]:
        return {
            "title": building.title,
            "work": building.work,
            "what": building.what,
            "checkpoint_on": building.checkpoint_on,
            "keeper_id": str(building.keeper_id or ""),
            "expected_version": building.version,
        }


class RoomForm(VerbForm):
    name = PlainTextField(
        label=_("Hvilken slags rum?"), help_text=_("For eksempel: boligernes badeværelser."), max_length=TITLE_LENGTH
    )
    many = forms.IntegerField(label=_("Hvor mange?"), min_value=1, max_value=MOST_ROOMS, initial=1)
    nothing_why = PlainTextField(
        label=_("Er der ingen teknologi, der hører til her?"),
        help_text=_("Så skriv hvorfor. Ellers lad feltet være tomt."),
        max_length=LINE_LENGTH,
        required=False,
    )


class ConsiderForm(VerbForm):
    choice = forms.ChoiceField(label=_("Hvad gør I?"), choices=Choice.choices, widget=forms.RadioSelect)
    why = PlainTextField(
        label=_("Hvorfor?"),
        help_text=_("Det er også godt at vide, hvorfor I lod noget være."),
        max_length=LINE_LENGTH,
    )


class PassForm(EditForm):
    conclusion = PlainTextField(
        label=_("Hvad kom I frem til?"),
        help_text=_("Skriv det vigtigste: hvad der bygges ind, og hvad I gør klar til."),
        max_length=TEXT_LENGTH,
        lines=4,
    )
