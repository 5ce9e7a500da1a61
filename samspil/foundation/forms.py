"""The base of every form: guards against CPR numbers and over-long text, and against double presses."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samspil.foundation.addresses import BAD_EMAIL, LONGEST
from samspil.foundation.choosing import OneOfManyField
from samspil.foundation.ids import as_uuid, uuid7
from samspil.foundation.text import CPR_MESSAGE, clean_line, clean_text, find_cpr
from samspil.foundation.viewer import NOBODY, Viewer

ALL = pgettext_lazy("filter", "Alle")  # of things; "Alle" of people is another word in English


def set_choices(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Fill a choice field with what this viewer may choose among."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def tell_when(form: forms.Form, *names: str) -> None:
    """The page says when these are needed, so they are not marked as ones to leave out (``tells_when``)."""
    for name in names:
        cast(Any, form.fields[name]).tells_when = True


class PlainTextField(forms.CharField):
    """Free text as people type it: kept as text, never as HTML, and without CPR numbers."""

    default_error_messages = {"required": _("Skriv noget her.")}

    def __init__(self, *, max_length: int, lines: int = 1, tells_when: bool = False, **options: Any) -> None:
        self.lines, self.most = lines, max_length
        self.tells_when = tells_when  # its own words say when it is needed, so it is not marked as one to leave out
        if lines > 1:
            options.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(max_length=max_length, strip=False, **options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return clean_text(text) if self.lines > 1 else clean_line(text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if find_cpr(value):
            raise ValidationError(CPR_MESSAGE, code="cpr")

    def run_validators(self, value: str) -> None:
        if value and len(value) > self.most:
            over = len(value) - self.most
            raise ValidationError(
                ngettext(
                    "Teksten er %(over)d tegn for lang. Der er plads til %(most)d tegn.",
                    "Teksten er %(over)d tegn for lang. Der er plads til %(most)d tegn.",
                    over,
                )
                % {"over": over, "most": self.most},
                code="max_length",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength in the page: a browser would cut pasted text in silence. Counter and message tell instead.
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs["data-most"] = str(self.most)
        return attrs


class AmountField(forms.IntegerField):
    """Whole DKK as people write them: "5000", "5.000" or "5 000 kr.". Django alone reads "5.000" as five."""

    GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")

    def to_python(self, value: Any) -> int | None:
        text = re.sub(r"\s*(?:kr\.?|,-)$", "", str(value or "").strip(), flags=re.IGNORECASE)
        return super().to_python(re.sub(r"\D", "", text) if self.GROUPED.fullmatch(text) else text)


class AddressField(forms.EmailField):
    """An e-mail address in small letters, as ``email_address`` keeps it, and with its words for what is wrong."""

    default_error_messages = {"invalid": BAD_EMAIL}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **options})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").lower()


SAID_BY_DJANGO = forms.Field.default_error_messages["required"]


def said_when_empty(field: forms.Field) -> Any:
    """What to do about a field that was left empty, where nobody wrote words of their own for it."""
    if isinstance(field, forms.ChoiceField):
        return _("Vælg en af mulighederne.")
    if isinstance(field, forms.DateField):
        return _("Vælg en dag.")
    if isinstance(field, forms.IntegerField):
        return _("Skriv et tal.")
    return _("Skriv noget her.")


class VerbForm(forms.Form):
    """A form that ends in a verb. Its ``request_id`` makes a second press harmless."""

    request_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, viewer: Viewer = NOBODY, **kwargs: Any) -> None:
        self.viewer = viewer
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid7
        for field in self.fields.values():
            if field.error_messages["required"] is SAID_BY_DJANGO:
                field.error_messages["required"] = said_when_empty(field)
            if isinstance(field, forms.IntegerField):
                field.error_messages.setdefault("min_value", _("Tallet skal være mindst %(limit_value)s."))
                field.error_messages.setdefault("max_value", _("Tallet må højst være %(limit_value)s."))
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("Vælg en af mulighederne på listen.")

    def clean_request_id(self) -> str | None:
        key = as_uuid(self.cleaned_data["request_id"])
        return str(key) if key else None

    def arguments(self) -> dict[str, Any]:
        """What the verb is called with: the cleaned fields, named as the verb names them."""
        return dict(self.cleaned_data)

    def take_errors(self, problem: ValidationError) -> None:
        """Show what a verb refused at the field it is about."""
        if not hasattr(problem, "error_dict"):
            self.add_error(None, problem)
            return
        for name, errors in problem.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class EditForm(VerbForm):
    """A form over something that stands already; ``expected_version`` is the version the person saw."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def overtaken_by(self, current: dict[str, Any]) -> list[dict[str, Any]]:
        """Somebody else changed the text meanwhile: what was typed stays, the next press is over the new version.

        Returns where the two differ, as label, theirs, mine.
        """
        # The cleaned text is compared: a browser's line ends alone are no difference.
        differences = [
            {"label": field.label, "theirs": shown(field, current[field.name]), "mine": shown(field, field.value())}
            for field in self.visible_fields()
            if field.name in current and plain(current[field.name]) != plain(self.cleaned_data.get(field.name))
        ]
        data = cast(QueryDict, self.data).copy()
        data["expected_version"] = str(current["expected_version"])
        data["request_id"] = str(uuid7())
        self.data = data
        return differences


def plain(value: Any) -> list[str]:
    """A field's value, one or several, as text in a settled order."""
    values = value if isinstance(value, list | tuple) else [value]
    return sorted(str(each) for each in values if each)


def shown(field: forms.BoundField, value: Any) -> str:
    """A field's value in words: the label of a choice rather than its code."""
    if isinstance(field.field, OneOfManyField):
        return field.field.in_words(str(value or ""))
    choices = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(choices.get(each, each)) for each in values if each)


def overtaken(form: EditForm, current: dict[str, Any], url_name: str, pk: Any) -> dict[str, Any]:
    """The context of ``components/stale.html`` for a form that somebody else overtook."""
    return {"fields": form.overtaken_by(current), "form_id": "skema", "keep_url": reverse(url_name, args=[pk])}
