"""Forms about MED's agenda and about myths."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import units
from samspil.codetermination.models import BODY_LENGTH, NOTE_LENGTH, MedItem, Myth
from samspil.codetermination.queries import DISCUSSED, OPEN, SORTS, Filters, MythFilters, committees
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import TITLE_LENGTH, Subject
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import ContributionForm
from samspil.identity.people_forms import DayField
from samspil.moderation.actions import REASON_LENGTH

AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LINKS_LENGTH = 1000


def unit_choices(viewer: Viewer, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))]


class MedFilterForm(FilterForm):
    udvalg = forms.ChoiceField(label=_("Udvalg"), required=False)
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[("", _("Alt")), (OPEN, _("Mangler at blive drøftet")), (DISCUSSED, _("Drøftet"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "udvalg", [("", _("Alle udvalg")), *((str(row.pk), row.name) for row in committees())])
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            committee=as_uuid(values["udvalg"]),
            unit=as_uuid(values["enhed"]),
            state=values["vis"],
        )


class DiscussionForm(VerbForm):
    committee_id = forms.ChoiceField(label=_("Hvilket udvalg drøftede det?"))
    discussed_on = DayField(label=_("Hvornår?"))
    note = PlainTextField(
        label=_("Hvad talte I om?"),
        help_text=_("Kort. Skriv også, hvor referatet står. Skriv ikke navne på borgere."),
        max_length=NOTE_LENGTH,
        lines=4,
    )

    def __init__(self, *args: Any, item: MedItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads = item.unit is not None and self.viewer.leads(item.unit.line)
        may = [row for row in committees() if leads or item.committee_id is None or row.pk in self.viewer.speaks_for]
        set_choices(self, "committee_id", [("", _("Vælg")), *((str(row.pk), row.name) for row in may)])
        self.fields["committee_id"].initial = str(item.committee_id or "")


class CorrectionForm(EditForm):
    """What was written of a discussion, mended. Which committee it was stays."""

    discussed_on = DayField(label=_("Hvornår?"))
    note = PlainTextField(
        label=_("Hvad talte I om?"),
        help_text=_("Det, der stod før, bliver stående nedenunder."),
        max_length=NOTE_LENGTH,
        lines=4,
    )

    @staticmethod
    def initial_of(item: MedItem) -> dict[str, Any]:
        return {"discussed_on": item.discussed_on, "note": item.note, "expected_version": item.version}


class TakeAwayForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor tages teksten væk?"),
        help_text=_("Alle kan læse det. Skriv ikke det, der ikke måtte stå der."),
        max_length=REASON_LENGTH,
        lines=3,
    )


class MythFilterForm(FilterForm):
    svar = forms.ChoiceField(
        label=_("Svar"),
        required=False,
        choices=[("", ALL), ("aabne", _("Mangler svar")), ("svaret", _("Har fået svar"))],
    )
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[
            ("aktiv", _("Sidst der skete noget")),
            ("nyeste", _("Nyeste først")),
            ("frist", _("Nærmeste svarfrist")),
        ],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))

    def filters(self) -> MythFilters:
        values = self.values()
        return MythFilters(
            words=values["q"],
            state=values["svar"],
            unit=as_uuid(values["enhed"]),
            sort=values["sorter"] or next(iter(SORTS)),
        )


class MythTextsForm(VerbForm):
    claim = PlainTextField(
        label=_("Hvad siger folk?"),
        help_text=_("Skriv det, som du har hørt det. For eksempel: De frivillige tager vores arbejde."),
        max_length=TITLE_LENGTH,
    )
    body = PlainTextField(
        label=_("Hvor kommer det fra?"),
        help_text=_("Hvornår bliver det sagt, og hvad gør det ved jer? Skriv ikke, hvem der sagde det."),
        max_length=BODY_LENGTH,
        lines=4,
        required=False,
    )
    unit_id = forms.ChoiceField(
        label=_("Hvor er det mest sagt?"),
        help_text=_("Så finder vi det rigtige MED-udvalg. Er du i tvivl, så lad det stå."),
        required=False,
    )

    field_order = ["claim", "body", "unit_id"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", unit_choices(self.viewer, _("Flere steder")))


class RaiseMythForm(ContributionForm, MythTextsForm):
    pass


class EditMythForm(EditForm, MythTextsForm):
    def __init__(self, *args: Any, keeps_claim: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices, now = unit_choices(self.viewer, _("Flere steder")), self.initial["unit_id"]
        if now not in dict(choices):
            set_choices(self, "unit_id", [*choices, (now, _("En enhed, der er skjult"))])
        if keeps_claim:
            self.fields["claim"].disabled = True
            self.fields["claim"].help_text = _("Andre har skrevet om den, så den bliver stående.")

    @staticmethod
    def initial_of(myth: Myth) -> dict[str, Any]:
        return {
            "claim": myth.claim,
            "body": myth.body,
            "unit_id": str(myth.unit_id or ""),
            "expected_version": myth.version,
        }


class ReplyForm(ContributionForm):
    body = PlainTextField(
        label=_("Hvad har du selv oplevet?"),
        help_text=_("Skriv som du taler. Skriv ikke navne på andre."),
        max_length=BODY_LENGTH,
        lines=6,
    )

    field_order = ["body"]


class AnswerForm(VerbForm):
    body = PlainTextField(
        label=_("Hvad er svaret?"),
        help_text=_("Skriv, hvad I ved, og hvad I ikke ved. Begynd gerne med det, der er rigtigt i det."),
        max_length=BODY_LENGTH,
        lines=8,
    )
    suggested = forms.MultipleChoiceField(
        label=_("Hvad bygger svaret på?"),
        help_text=_("Det her handler om noget af det samme."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    links = PlainTextField(
        label=_("Andre sider her på Samspil"),
        help_text=_("Sæt adressen ind på viden eller på noget, I gør nu. Én på hver linje."),
        max_length=LINKS_LENGTH,
        lines=2,
        required=False,
    )

    def __init__(self, *args: Any, suggested: list[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suggested:
            set_choices(self, "suggested", [(str(row.pk), row.title) for row in suggested])
        else:
            del self.fields["suggested"]

    def clean_links(self) -> list[UUID]:
        found: list[UUID] = []
        for line in self.cleaned_data["links"].splitlines():
            match = AN_ID.search(line)
            if line.strip() and match is None:
                raise ValidationError(_("Vi kan ikke finde en af siderne. Kopiér adressen fra siden selv."))
            if match:
                found.append(UUID(match.group()))
        return found

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        sources = [*data.pop("suggested", []), *(str(key) for key in data.pop("links"))]
        return {**data, "sources": sources}
