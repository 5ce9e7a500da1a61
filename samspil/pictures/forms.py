"""Forms about pictures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import EditForm, PlainTextField, VerbForm
from samspil.pictures.imaging import Prepared, prepare
from samspil.pictures.models import ALT_LENGTH, Picture


class PictureFileField(forms.FileField):
    """A file that becomes a picture of ours. Its name and the type the browser claims count for nothing."""

    default_error_messages = {
        "required": _("Vælg et billede."),
        "invalid": _("Vælg et billede."),
        "missing": _("Vælg et billede."),
        "empty": _("Filen er tom. Prøv at vælge billedet igen."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": "image/*"}), **options)

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Prepared:
        return prepare(super().clean(data, initial))


class AboutPicture(forms.Form):
    """The words that go with a picture."""

    alt = PlainTextField(
        label=_("Hvad kan man se på billedet?"),
        help_text=_("Læses højt for dem, der ikke kan se det. Fx: Tre mænd griner ved et bord i køkkenet."),
        max_length=ALT_LENGTH,
    )
    credit = PlainTextField(label=_("Hvem har taget det?"), max_length=120, required=False)
    consent = forms.BooleanField(
        label=_("De, der er med på billedet, har sagt ja"),
        help_text=_("Spørg dem først. Er der ingen med, skal du ikke gøre noget her."),
        required=False,
    )


class AddPictureForm(VerbForm, AboutPicture):
    picture = PictureFileField(
        label=_("Billedet"),
        help_text=_("Et foto eller en tegning, højst 12 MB. Vi fjerner sted, tid og andet, som kameraet har skrevet."),
    )
    field_order = ("picture", "alt", "credit", "consent")

    def clean(self) -> dict[str, Any]:
        # A browser never sends a file back: who only forgot the words must know that the picture is to be chosen again.
        if self.errors and self.cleaned_data.get("picture"):
            self.add_error("picture", self.again())
        return self.cleaned_data

    def take_errors(self, problem: ValidationError) -> None:
        super().take_errors(problem)
        if not self.has_error("picture"):
            self.add_error("picture", self.again())

    @staticmethod
    def again() -> ValidationError:
        return ValidationError(_("Vælg billedet igen. Browseren husker det ikke."))


class EditPictureForm(EditForm, AboutPicture):
    @staticmethod
    def initial_of(picture: Picture) -> dict[str, Any]:
        return {
            "alt": picture.alt,
            "credit": picture.credit,
            "consent": picture.consent,
            "expected_version": picture.version,
        }
