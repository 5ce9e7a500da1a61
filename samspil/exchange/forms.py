"""Forms about imports."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor
from samspil.exchange.actions import Upload
from samspil.exchange.columns import COLUMNS
from samspil.exchange.models import SOURCE_LENGTH, ImportRow, ImportRun, TwinChoice
from samspil.foundation.forms import PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Theme
from samspil.resources.models import ResourceKind

SAMPLES = 3  # cells shown below a heading
SAMPLE_LENGTH = 40


class ListFileField(forms.FileField):
    """A list or a calendar. Its name and the type the browser claims count for nothing."""

    default_error_messages = {
        "required": _("Vælg en fil."),
        "invalid": _("Vælg en fil."),
        "missing": _("Vælg en fil."),
        "empty": _("Filen er tom. Vælg en anden."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.json,.ics"}), **options)

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Upload:
        file = super().clean(data, initial)
        if file.size > settings.IMPORT_BYTES:
            most = settings.IMPORT_BYTES // 1024 // 1024
            raise ValidationError(_now("Filen fylder over %d MB. Del den op i flere, og prøv igen.") % most)
        upload = Upload(file.name, file.read())
        _looked_into = upload.format
        return upload


class UploadForm(VerbForm):
    file = ListFileField(
        label=_("Filen"), help_text=_("Et regneark (XLSX), CSV, HSDS (JSON) eller jeres egen kalender (.ics).")
    )
    source = PlainTextField(
        label=_("Hvor kommer den fra?"),
        help_text=_("Skriv det samme hver gang. Så ved vi, hvad vi har fået før. Fx: Frivilligcentrets liste."),
        max_length=SOURCE_LENGTH,
    )
    speaks_as = forms.ChoiceField(label=_("Hvis ting er det?"), required=False)

    def __init__(self, *args: Any, voices: list[Actor], may_bring_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("Flere foreningers"))] if may_bring_all else []
        choices += [(str(actor.pk), actor.name) for actor in voices]
        set_choices(self, "speaks_as", choices)
        # Whoever can only speak for one is not asked.
        self.only_voice = choices[0][0] or None if len(choices) == 1 else None
        if len(choices) == 1:
            del self.fields["speaks_as"]

    def clean(self) -> dict[str, Any]:
        # A browser never sends a file back: who only forgot the words must know that it is to be chosen again.
        if self.errors and self.cleaned_data.get("file"):
            self.add_error("file", _now("Vælg filen igen. Browseren husker den ikke."))
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "speaks_as": told.get("speaks_as") or self.only_voice}


class ColumnsForm(VerbForm):
    """A choice for each column of the file, and what holds where the file says nothing."""

    kind = forms.ChoiceField(label=_("Hvad er det, når filen ikke siger det?"), choices=ResourceKind.choices)
    theme = forms.ChoiceField(label=_("Hvilken del af livet, når filen ikke siger det?"), choices=Theme.choices)

    def __init__(self, *args: Any, run: ImportRun, samples: list[ImportRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Brug ikke kolonnen")), *((column.field, column.label) for column in COLUMNS)]
        self.places = [place for place, header in enumerate(run.headers) if header or str(place) in run.columns]
        for place in self.places:
            seen = [row.cells[place] for row in samples if place < len(row.cells) and row.cells[place].strip()]
            said = " · ".join(cell.strip()[:SAMPLE_LENGTH] for cell in seen[:SAMPLES])
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=run.headers[place],
                help_text=said or _("Kolonnen er tom i de første rækker."),
                choices=options,
                required=False,
                initial=run.columns.get(str(place), ""),
                error_messages={"invalid_choice": _("Vælg en af mulighederne på listen.")},
            )
        self.order_fields([*(f"column_{place}" for place in self.places), "kind", "theme"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "request_id": data["request_id"],
            "kind": data["kind"],
            "theme": data["theme"],
            "columns": {str(place): data[f"column_{place}"] for place in self.places if data[f"column_{place}"]},
        }


class TwinsForm(VerbForm):
    """What each row on the page is: the same as what stands here, another, or to be left out."""

    def __init__(self, *args: Any, rows: list[ImportRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"row_{row.pk}"] = forms.ChoiceField(
                label=row.values.get("title", ""),
                choices=TwinChoice.choices,
                widget=forms.RadioSelect,
                initial=row.choice or TwinChoice.LEAVE,
                error_messages={
                    "required": _("Vælg en af mulighederne."),
                    "invalid_choice": _("Vælg en af mulighederne på listen."),
                },
            )

    def arguments(self) -> dict[str, Any]:
        choices = {
            name.removeprefix("row_"): value for name, value in self.cleaned_data.items() if name != "request_id"
        }
        return {"request_id": self.cleaned_data["request_id"], "choices": choices}
