"""Forms about being somebody one may ask, and about asking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.ambassadors import queries
from samspil.ambassadors.models import LASTS, TOPICS_LENGTH, WORDS_LENGTH, Ambassador
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import ContributionForm

WRONG_DAY = _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026.")


class AmbassadorFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    fra = forms.ChoiceField(label=_("Enhed eller forening"), required=False)
    sted = forms.ChoiceField(label=_("Sted"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("navn", _("Efter navn")), ("nyeste", _("Nyeste først")), ("slut", _("Slutter først"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        belongs, places = queries.choices_in(viewer)
        set_choices(self, "fra", [("", ALL), *belongs])
        set_choices(self, "sted", [("", _("Alle steder")), *places])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            theme=values["emne"],
            belongs=as_uuid(values["fra"]),
            place=values["sted"],
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


class CardFields(VerbForm):
    """What stands on a card."""

    topics = PlainTextField(
        label=_("Hvad kan man spørge dig om?"),
        help_text=_("Med dine egne ord. Fx: at få unge med, at søge lokaler, hverdagen med demens."),
        max_length=TOPICS_LENGTH,
        lines=3,
    )
    themes = forms.MultipleChoiceField(
        label=_("Hvilke dele af livet handler det om?"), choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    belongs_id = forms.ChoiceField(
        label=_("Hvor er du med?"),
        help_text=_("Så står du også på den enheds eller forenings side."),
        required=False,
    )
    place = PlainTextField(label=_("Hvor?"), help_text=_("En by eller et sted."), max_length=120, required=False)
    phone = PlainTextField(
        label=_("Telefon, hvis du vil ringes op"),
        help_text=_("Alle kan se nummeret. Lad feltet stå tomt, hvis man skal skrive. Din mail viser vi aldrig."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    until = forms.DateField(
        label=_("Til hvornår?"),
        help_text=_("Højst to år. Du får en mail, før det slutter."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRONG_DAY, "required": WRONG_DAY},
    )

    field_order = ["topics", "themes", "belongs_id", "place", "phone", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = queries.may_belong(self.viewer) if self.viewer.is_known else []
        if known:
            rows = [("", _("Jeg svarer som mig selv")), *((str(row.pk), row.name) for row in known)]
            set_choices(self, "belongs_id", rows)
        else:
            del self.fields["belongs_id"]
        if not self.is_bound:
            self.fields["until"].initial = clock.today() + LASTS


class VolunteerForm(ContributionForm, CardFields):
    """Anybody may step forward; nobody can do it for another, so nothing asks in whose name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.voice_fields:
            self.fields.pop(name, None)
        self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {**data, "until": data["until"].isoformat()}  # a guest's words wait in a link, as text


class EditCardForm(EditForm, CardFields):
    @staticmethod
    def initial_of(ambassador: Ambassador) -> dict[str, Any]:
        return {
            "topics": ambassador.topics,
            "themes": [row.theme for row in ambassador.themes.all()],
            "belongs_id": str(ambassador.belongs_id or ""),
            "place": ambassador.subject.place,
            "phone": ambassador.phone,
            "until": ambassador.until,
            "expected_version": ambassador.version,
        }


class AskForm(ContributionForm):
    body = PlainTextField(
        label=_("Dit spørgsmål"),
        help_text=_("Skriv som du taler. Skriv ikke navne på andre."),
        max_length=WORDS_LENGTH,
        lines=6,
    )

    field_order = ["body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.voice_fields:  # one asks for oneself
            self.fields.pop(name, None)
        if "guest_name" in self.fields:
            self.fields["guest_name"].help_text = _("Fornavn er nok. Det står i mailen.")
            self.fields["guest_email"].help_text = _("Vi sender et link, så du kan bekræfte. Svaret kommer samme sted.")


class AnswerForm(VerbForm):
    body = PlainTextField(label=_("Dit svar"), max_length=WORDS_LENGTH, lines=6)
    shares_mail = forms.BooleanField(
        label=_("Skriv min mail i svaret, så vi kan skrive videre uden om Samspil"), required=False
    )


class InviteForm(VerbForm):
    name = PlainTextField(
        label=_("Hvem vil du spørge?"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = AddressField(label=_("Mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    why = PlainTextField(
        label=_("Hvad ved de noget om?"),
        help_text=_("De får dine ord i mailen. De bestemmer selv, om de vil."),
        max_length=500,
        lines=3,
    )
