"""Forms about what is looked at, hidden and reported."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.traps import HONEY, TRAPS, check_traps, set_traps
from samspil.foundation.viewer import Viewer
from samspil.moderation.models import ReportReason
from samspil.moderation.queries import Filters, kinds_waiting, senders


class HideForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor skjuler du det?"),
        help_text=_("Har den, der skrev, en mail, får de din forklaring."),
        max_length=500,
        lines=3,
    )


class HideAllForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor skjuler du det hele?"),
        help_text=_("Har personen en mail, kommer din forklaring i én mail."),
        max_length=500,
        lines=3,
    )


class ReportForm(VerbForm):
    """Anybody may send it. A guest gives no name: what counts is what is wrong."""

    reason = forms.ChoiceField(
        label=_("Hvad er galt?"),
        choices=[choice for choice in ReportReason.choices if choice[0] != ReportReason.CHANGED],
        widget=forms.RadioSelect,
    )
    note = PlainTextField(
        label=_("Fortæl kort"),
        help_text=_("En linje er nok. Skriv ikke navne."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.viewer.is_known:
            set_traps(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if HONEY in self.fields:
            check_traps(self)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in super().arguments().items() if name not in TRAPS}

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != HONEY]


class QueueFilterForm(FilterForm):
    hvorfor = forms.ChoiceField(
        label=_("Hvorfor"),
        required=False,
        choices=[("", _("Alt")), ("held", _("Venter på at blive vist")), ("reported", _("Nogen har sagt til"))],
    )
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    fra = forms.ChoiceField(label=_("Fra"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "slags", [("", _("Alle slags")), *kinds_waiting(viewer)])
        set_choices(self, "fra", [("", ALL), *senders(viewer)])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"], why=values["hvorfor"], kind=values["slags"], sender=as_uuid(values["fra"] or "")
        )
