"""Forms about associations, companies, units and bodies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors import queries
from samspil.actors.actions import ORGANISATION_KINDS, POWERS
from samspil.actors.models import NAME_LENGTH, PERSONAL, Actor, ActorKind, BodyKind, ContactVisibility
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices

KINDS = [(kind.value, kind.label) for kind in ORGANISATION_KINDS]
POWER_LABELS = {
    "decide": _("Beslutter (kun chefgruppe og politiske udvalg)"),
    "spend": _("Kan bruge penge (kun chefgruppe og politiske udvalg)"),
    "advise": _("Giver råd"),
    "respond": _("Bliver hørt"),
    "discuss": _("Drøfter principper"),
}


class ActorFilterForm(FilterForm):
    slags = forms.ChoiceField(
        label=_("Slags"),
        required=False,
        choices=[("", ALL), *(choice for choice in ActorKind.choices if choice[0] not in PERSONAL)],
    )


class ActorTextsForm(VerbForm):
    """What can be told about every organisation."""

    name = PlainTextField(
        label=_("Navn"), max_length=NAME_LENGTH, error_messages={"required": _("Skriv, hvad de hedder.")}
    )
    description = PlainTextField(
        label=_("Hvad laver de?"),
        help_text=_("Et par sætninger. Alle kan læse det."),
        max_length=2000,
        lines=5,
        required=False,
    )
    place = PlainTextField(
        label=_("Hvor holder de til?"), help_text=_("En by eller et sted."), max_length=120, required=False
    )
    phone = PlainTextField(label=_("Telefon"), max_length=30, required=False)
    email = AddressField(label=_("Mail"), required=False)
    contact_visibility = forms.ChoiceField(
        label=_("Hvem må se telefon og mail?"), choices=ContactVisibility.choices, initial=ContactVisibility.PUBLIC
    )


class PowersForm(VerbForm):
    powers = forms.MultipleChoiceField(
        label=_("Hvad kan de?"),
        help_text=_("Et råd kan ikke beslutte eller bruge penge. Det giver råd eller bliver hørt."),
        choices=[(power, POWER_LABELS[power]) for power in POWERS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AddActorForm(ActorTextsForm):
    kind = forms.ChoiceField(label=_("Slags"), choices=[("", _("Vælg")), *KINDS])
    field_order = ["name", "kind"]


class AddUnitForm(ActorTextsForm):
    parent = forms.ChoiceField(
        label=_("Hvilken enhed hører den under?"), help_text=_("Lad det stå, hvis den ligger øverst."), required=False
    )
    field_order = ["name", "parent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in queries.units(self.viewer)}
        set_choices(self, "parent", [("", _("Ingen")), *((pk, unit.actor.name) for pk, unit in self.units.items())])

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data["parent"] = self.units.get(data["parent"])
        return data


class AddBodyForm(PowersForm, ActorTextsForm):
    body_kind = forms.ChoiceField(label=_("Hvad er det for et råd eller udvalg?"))
    field_order = ["name", "body_kind", "powers"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "body_kind", [("", _("Vælg")), *BodyKind.choices])


class EditActorForm(EditForm, PowersForm, ActorTextsForm):
    """Those who speak for an actor change its texts; what it is and may do, only who may add actors."""

    kind = forms.ChoiceField(label=_("Slags"), choices=KINDS)
    deputy_id = forms.ChoiceField(
        label=_("Stedfortræder"),
        help_text=_("Svarer lederen ikke inden syv dage, kan stedfortræderen også svare."),
        required=False,
    )
    field_order = ["name", "kind", "powers", "deputy_id"]

    def __init__(
        self, *args: Any, actor: Actor, may_change_kind: bool, may_choose_deputy: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unit = getattr(actor, "unit", None)
        if may_choose_deputy and unit:
            staff = [(str(person.pk), person.name) for person in queries.staff_of(unit)]
            set_choices(self, "deputy_id", [("", _("Ingen")), *staff])
        else:
            del self.fields["deputy_id"]
        if not may_change_kind or actor.kind != ActorKind.BODY:
            del self.fields["powers"]
        if not may_change_kind or actor.kind not in ORGANISATION_KINDS:
            del self.fields["kind"]

    @staticmethod
    def initial_of(actor: Actor) -> dict[str, Any]:
        body = getattr(actor, "body", None)
        return {
            "name": actor.name,
            "kind": actor.kind,
            "powers": [power for power in POWERS if getattr(body, f"may_{power}", False)],
            "description": actor.description,
            "place": actor.subject.place,
            "phone": actor.phone,
            "email": actor.email,
            "contact_visibility": actor.contact_visibility,
            "deputy_id": str(getattr(getattr(actor, "unit", None), "deputy_id", None) or ""),
            "expected_version": actor.version,
        }
