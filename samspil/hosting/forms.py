"""Forms about who holds the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.challenges.models import HOSTS_FOR
from samspil.foundation import clock
from samspil.foundation.forms import VerbForm, set_choices


def day_field(label: Any, help_text: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026."),
            "required": _("Vælg en dag."),
        },
    )


class PersonForm(VerbForm):
    """Chooses one of those taking part."""

    person_id = forms.ChoiceField(label=_("Mødeleder"), help_text=_("En af dem, der er med på siden."))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), ", ".join(filter(None, (person.name, person.function)))) for person in people]
        set_choices(self, "person_id", [("", _("Vælg")), *named])


class TurnForm(VerbForm):
    host_until = day_field(_("Til og med"), _("Så går mødeledelsen videre til den næste."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host_until"].initial = clock.today() + HOSTS_FOR


class AppointForm(TurnForm, PersonForm):
    field_order = ["person_id", "host_until"]


class NextForm(PersonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].label = _("Den næste mødeleder")
        self.fields["person_id"].help_text = _(
            "En af dem, der er med på siden. Vedkommende får en mail og kan sige nej."
        )
