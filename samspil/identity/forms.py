"""The part of every contribution form that says who is speaking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Channel
from samspil.actors.queries import voices
from samspil.foundation.forms import AddressField, PlainTextField, VerbForm
from samspil.foundation.traps import HONEY, TRAPS, check_traps, set_traps

# Who somebody is, is remembered neither by the browser nor by the draft that samspil.js keeps.
NOT_KEPT = {"autocomplete": "off"}
BAD_CHOICE = _("Vælg en af mulighederne på listen.")


class ContributionForm(VerbForm):
    """A form that anybody can send. The viewer decides which of these fields are there:

    without an account: name and e-mail; with one: in whose name; for staff: on whose behalf, and how it reached us.
    """

    voice_fields = ("speaks_as", "behalf_name", "behalf_function", "behalf_channel")
    guest_fields = ("guest_name", "guest_function", "guest_email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        viewer = self.viewer
        if not viewer.is_known:
            self.add_guest_fields()
            return
        actors = voices(viewer)
        if len(actors) > 1:
            self.fields["speaks_as"] = forms.ChoiceField(
                label=_("Du skriver som"),
                choices=[(str(actor.pk), actor.name) for actor in actors],
                required=False,
                error_messages={"invalid_choice": BAD_CHOICE},
            )
        if viewer.is_staff:
            self.add_behalf_fields()

    def add_guest_fields(self) -> None:
        self.fields["guest_name"] = PlainTextField(
            label=_("Dit navn"),
            help_text=_("Fornavn er nok. Det står ved det, du skriver."),
            max_length=80,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Skriv dit navn. Fornavn er nok.")},
        )
        self.fields["guest_function"] = PlainTextField(
            label=_("Hvem er du i den her sag?"),
            help_text=_("For eksempel datter, nabo eller frivillig. Du kan lade det stå tomt."),
            max_length=80,
            widget=forms.TextInput(attrs=NOT_KEPT),
            required=False,
        )
        self.fields["guest_email"] = AddressField(
            label=_("Din mail"),
            help_text=_("Vi sender et link, så du kan bekræfte. Din mail står ikke på siden."),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={"required": _("Skriv din mail, så vi kan sende dig et link.")},
        )
        set_traps(self)

    def add_behalf_fields(self) -> None:
        self.fields["behalf_name"] = PlainTextField(
            label=_("Hvem fortalte dig det?"),
            help_text=_("Kun når du skriver for en anden. Fornavn er nok."),
            max_length=80,
            widget=forms.TextInput(attrs=NOT_KEPT),
            required=False,
        )
        self.fields["behalf_function"] = PlainTextField(
            label=_("Hvem er vedkommende i den her sag?"),
            help_text=_("For eksempel datter, nabo eller beboer."),
            max_length=80,
            widget=forms.TextInput(attrs=NOT_KEPT),
            required=False,
        )
        self.fields["behalf_channel"] = forms.ChoiceField(
            label=_("Hvordan fik du det at vide?"),
            choices=[("", _("Vælg")), *Channel.choices],
            required=False,
            error_messages={"invalid_choice": BAD_CHOICE},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.was_signed_in:
            self.add_error(None, _("Du er logget ud. Kopiér din tekst, og log ind igen, før du sender."))
        if cleaned.get("behalf_name") and not cleaned.get("behalf_channel"):
            self.add_error("behalf_channel", _("Vælg, hvordan du fik det at vide."))
        is_nameless = not cleaned.get("behalf_name") and "behalf_name" not in self.errors
        if is_nameless and (cleaned.get("behalf_channel") or cleaned.get("behalf_function")):
            self.add_error("behalf_name", _("Skriv, hvem der fortalte dig det."))
        if HONEY in self.fields:
            check_traps(self)
        return cleaned

    @property
    def was_signed_in(self) -> bool:
        """Whether somebody we knew opened the form, for fewer readers or in another's name, and has lost the session.

        Sent as a guest's, the words would come out for everybody, or in the wrong name.
        """
        is_limited = self.data.get("audience", "") not in ("", "public") or self.data.get("is_draft")
        return not self.viewer.is_known and bool(is_limited or self.data.get("behalf_name"))

    def arguments(self) -> dict[str, Any]:
        """The verb's arguments, with ``speaks_as`` and ``behalf`` in place of the fields about the speaker."""
        data = super().arguments()
        for name in (*self.guest_fields, *TRAPS):
            data.pop(name, None)
        speaks_as = data.pop("speaks_as", "")
        behalf = {name.removeprefix("behalf_"): data.pop(name, "") for name in self.voice_fields[1:]}
        if speaks_as:
            data["speaks_as"] = speaks_as
        if behalf["name"]:
            data["behalf"] = behalf
        return data

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The visible fields about the matter itself."""
        others = {*self.voice_fields, *self.guest_fields, *TRAPS}
        return [field for field in self.visible_fields() if field.name not in others]

    @property
    def speaker_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in ("speaks_as", *self.guest_fields)]

    @property
    def behalf_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.voice_fields[1:]]

    @property
    def is_for_somebody_else(self) -> bool:
        """Whether the part about somebody else should stand open: it holds something, or something is wrong in it."""
        return any(field.value() or field.errors for field in self.behalf_fields)
