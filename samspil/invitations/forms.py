"""Forms about invitations. Society fills in the same one as the municipality."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.challenges.models import DESCRIPTION_LENGTH
from samspil.foundation.forms import AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import TITLE_LENGTH, Theme
from samspil.identity.forms import ContributionForm
from samspil.invitations.actions import MUNICIPALITY, OTHER
from samspil.invitations.models import NAME_LENGTH, NOTE_LENGTH, VIEW_LENGTH, WHY_LENGTH, Channel, Invitation
from samspil.invitations.queries import choices_of
from samspil.proposals.models import BODY_LENGTH

UNSURE = _("Kommunen (ved ikke hvem)")


class ViewForm(VerbForm):
    view = PlainTextField(
        label=_("Vi ser problemet, som …"),
        help_text=_("Skriv, hvordan I ser det. Det er et bud, ikke et facit. Du kan rette det senere."),
        max_length=VIEW_LENGTH,
        lines=5,
    )


class WhomForm(VerbForm):
    """Who is invited, and why just they."""

    who = forms.ChoiceField(label=_("Hvem inviterer du?"))
    name = PlainTextField(
        label=_("Navn, hvis de ikke står på listen"),
        help_text=_("Et menneske eller en gruppe. Navnet står ikke på siden, før de selv svarer."),
        max_length=NAME_LENGTH,
        required=False,
    )
    email = AddressField(
        label=_("Deres mail, hvis de ikke står på listen"),
        help_text=_("Kun du og frivilligkoordinatoren kan se den."),
        required=False,
    )
    why = PlainTextField(
        label=_("Hvorfor netop dem?"),
        help_text=_("Alle kan læse det. Skriv, hvad de kan eller ved, som andre ikke gør."),
        max_length=WHY_LENGTH,
        lines=2,
    )
    channel = forms.ChoiceField(
        label=_("Hvordan skal den frem?"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.MAIL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, others = choices_of(self.viewer)
        set_choices(
            self,
            "who",
            [
                ("", _("Vælg")),
                (OTHER, _("En, der ikke står på listen")),
                (_("Kommunen"), [(MUNICIPALITY, UNSURE), *((str(actor.pk), actor.name) for actor in units)]),
                (_("Foreninger, grupper og andre"), [(str(actor.pk), actor.name) for actor in others]),
            ],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("who") == OTHER:
            if not cleaned.get("name") and "name" not in self.errors:
                self.add_error("name", _("Skriv, hvem du inviterer."))
            if cleaned.get("channel") == Channel.MAIL and not cleaned.get("email") and "email" not in self.errors:
                self.add_error("email", _("Skriv deres mail, eller vælg et brev på papir."))
        return cleaned


class InviteForm(ContributionForm, ViewForm, WhomForm):
    field_order = ["view", "who", "name", "email", "why", "channel"]


class AddInviteeForm(WhomForm):
    field_order = ["who", "name", "email", "why", "channel"]


class InviteMunicipalityForm(ContributionForm, ViewForm):
    """The challenge and the invitation in one go."""

    question = PlainTextField(
        label=_("Hvad vil I spørge om?"),
        help_text=_("Skriv det som et spørgsmål om menneskers liv."),
        max_length=TITLE_LENGTH,
    )
    theme = forms.ChoiceField(
        label=_("Hvilken del af livet handler det om?"), choices=[("", _("Vælg")), *Theme.choices]
    )
    who = forms.ChoiceField(
        label=_("Hvem i kommunen?"), help_text=_("Er du i tvivl, så lad det stå. Så finder vi den rigtige.")
    )
    why = PlainTextField(
        label=_("Hvorfor netop dem?"),
        help_text=_("Hvad kan eller ved de, som I har brug for?"),
        max_length=WHY_LENGTH,
        lines=2,
    )

    field_order = ["question", "theme", "view", "who", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, _others = choices_of(self.viewer)
        set_choices(self, "who", [(MUNICIPALITY, UNSURE), *((str(actor.pk), actor.name) for actor in units)])


class EditViewForm(EditForm, ViewForm):
    @staticmethod
    def initial_of(invitation: Invitation) -> dict[str, Any]:
        return {"view": invitation.view, "expected_version": invitation.version}


class AnswerTextsForm(VerbForm):
    """The two questions that every invitation asks. One of them is enough."""

    sees = PlainTextField(
        label=_("Hvad ser I?"),
        help_text=_("Skriv som I taler. Skriv ikke navne på andre."),
        max_length=DESCRIPTION_LENGTH,
        lines=6,
        required=False,
    )
    title = PlainTextField(
        label=_("Hvilke løsninger foreslår I?"),
        help_text=_("Jeres forslag på én linje. Har I flere, kan I skrive dem bagefter."),
        max_length=120,
        required=False,
    )
    body = PlainTextField(
        label=_("Fortæl om forslaget"),
        help_text=_("Hvad skal ske, og hvad vil det ændre for nogen?"),
        max_length=BODY_LENGTH,
        lines=5,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if not (cleaned.get("sees") or cleaned.get("title") or cleaned.get("body")):
            self.add_error("sees", _("Skriv, hvad I ser, eller hvad I foreslår."))
        elif cleaned.get("title") and not cleaned.get("body"):
            self.add_error("body", _("Fortæl lidt om forslaget, så andre kan forstå det."))
        elif cleaned.get("body") and not cleaned.get("title"):
            self.add_error("title", _("Skriv forslaget på én linje."))
        return cleaned


class AnswerForm(ContributionForm, AnswerTextsForm):
    """Signed in, or with a printed letter in the hand."""

    field_order = ["sees", "title", "body"]


class LetterAnswerForm(AnswerTextsForm):
    """The link came to an address: somebody we do not know yet says their name, and need not prove it once more."""

    name = PlainTextField(
        label=_("Dit navn"),
        help_text=_("Fornavn er nok. Det står ved det, du skriver."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv dit navn. Fornavn er nok.")},
    )
    function = PlainTextField(
        label=_("Hvem er du i den her sag?"),
        help_text=_("For eksempel formand, nabo eller datter. Du kan lade det stå tomt."),
        max_length=80,
        required=False,
    )

    field_order = ["sees", "title", "body", "name", "function"]

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["name"], self.fields["function"]


class DeclineForm(VerbForm):
    note = PlainTextField(
        label=_("Vil du skrive hvorfor?"),
        help_text=_("Den, der inviterede, kan læse det."),
        max_length=NOTE_LENGTH,
        lines=2,
        required=False,
    )
