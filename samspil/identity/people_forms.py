"""Forms about people, their roles and their memberships."""

from typing import Any

import rules
from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import NAME_LENGTH, PERSONAL, Actor, Person, Role, RoleKind
from samspil.actors.queries import organisations
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, AmountField, EditForm, PlainTextField, VerbForm, set_choices

KINDS = [(kind.value, kind.label) for kind in PERSONAL]
MOST_MONEY = 100_000_000
# Roles that are about all of the municipality: a unit behind them would promise a limit that is not there.
EVERYWHERE = (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR, RoleKind.COUNCILLOR)


class PeopleFilterForm(FilterForm):
    rolle = forms.ChoiceField(label=_("Rolle"), required=False, choices=[("", ALL), *RoleKind.choices])


class OwnTextsForm(VerbForm):
    """What everybody may change about themselves."""

    name = PlainTextField(label=_("Navn"), max_length=NAME_LENGTH, error_messages={"required": _("Skriv et navn.")})
    function = PlainTextField(
        label=_("Funktion"),
        help_text=_("For eksempel datter, formand eller sygeplejerske. Alle kan læse det."),
        max_length=80,
        required=False,
    )
    phone = PlainTextField(label=_("Telefon"), help_text=_("Den står ikke på siderne."), max_length=30, required=False)


class AddPersonForm(OwnTextsForm):
    kind = forms.ChoiceField(label=_("Hvem er det?"), choices=[("", _("Vælg")), *KINDS])
    email = AddressField(
        label=_("Mail"),
        help_text=_("Med den kan personen logge ind. Lad det stå, hvis der ingen er."),
        required=False,
    )
    field_order = ["name", "kind", "function", "email", "phone"]


class EditMeForm(EditForm, OwnTextsForm):
    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {
            "name": person.name,
            "function": person.function,
            "phone": person.phone,
            "expected_version": person.actor.version,
        }


class EditPersonForm(EditMeForm):
    kind = forms.ChoiceField(label=_("Hvem er det?"), choices=KINDS)
    field_order = ["name", "kind", "function", "email", "phone"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rules.has_perm("identity.change_address", self.viewer, person):
            self.fields["email"] = AddressField(
                label=_("Mail"),
                help_text=_("Et link til den mail logger ind som personen. Vi skriver til den gamle mail."),
                required=False,
            )
        self.order_fields(self.field_order)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return EditMeForm.initial_of(person) | {"kind": person.actor.kind, "email": person.email or ""}


class DayField(forms.DateField):
    """A day, written as in Denmark or chosen in the browser's calendar."""

    default_error_messages = {"invalid": _("Skriv dagen sådan: 24-12-2026.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
        super().__init__(widget=widget, input_formats=formats, required=False, **options)


class ActorChoiceForm(VerbForm):
    """A form in which an organisation is chosen by its id."""

    def offer(self, name: str, empty: Any, kinds: tuple[str, ...] = ()) -> None:
        rows = organisations(self.viewer)
        self.actors = {str(actor.pk): actor for actor in (rows.filter(kind__in=kinds) if kinds else rows)}
        set_choices(self, name, [("", empty), *((pk, actor.name) for pk, actor in self.actors.items())])

    def chosen(self, name: str) -> Actor | None:
        return self.actors.get(self.cleaned_data[name])


class MembershipForm(ActorChoiceForm):
    actor = forms.ChoiceField(label=_("Hvor er personen med?"))
    function = PlainTextField(
        label=_("Som hvad?"), help_text=_("For eksempel formand eller medlem."), max_length=80, required=False
    )
    speaks_for = forms.BooleanField(
        label=_("Må skrive i deres navn"),
        help_text=_("Så kan personen også rette det, der står om dem."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("actor", _("Vælg"))

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"actor": self.chosen("actor")}


class RoleForm(ActorChoiceForm):
    kind = forms.ChoiceField(label=_("Rolle"))
    scope = forms.ChoiceField(
        label=_("Hvor?"),
        help_text=_("En leder og en medarbejder hører til en enhed. De andre roller gælder hele kommunen."),
        required=False,
    )
    since = DayField(label=_("Første dag"))
    until = DayField(label=_("Sidste dag"))
    amount = AmountField(
        label=_("Beløb i kroner"),
        help_text=_("Kun for ledere. Så meget kan personen love ad gangen."),
        required=False,
        min_value=0,
        max_value=MOST_MONEY,
        localize=True,
        error_messages={
            "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
            "min_value": _("Beløbet skal være over 0."),
            "max_value": _("Beløbet er for stort."),
        },
    )
    field_order = ["kind", "scope", "amount", "since", "until"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            choice
            for choice in RoleKind.choices
            if rules.has_perm("actors.give_role", self.viewer, Role(person=person, kind=choice[0]))
        ]
        set_choices(self, "kind", [("", _("Vælg")), *offered])
        self.offer("scope", _("Hele kommunen"), ("unit", "body"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in EVERYWHERE and cleaned.get("scope"):
            self.add_error("scope", _("Den rolle gælder hele kommunen. Vælg ikke en enhed."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"scope": self.chosen("scope")}


class EraseForm(VerbForm):
    """Nobody is erased by a slip of the finger."""

    is_sure = forms.BooleanField(
        label=_("Ja, slet det for altid. Jeg ved, at det ikke kan fortrydes."),
        error_messages={"required": _("Sæt kryds, hvis det skal slettes for altid.")},
    )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data.pop("is_sure")
        return data
