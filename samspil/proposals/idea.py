"""An employee's minute: one field on a phone, and the unit that is remembered (H "de små ting", C10, C36)."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import leaders_of, units
from samspil.challenges.forms import unit_choices
from samspil.foundation.forms import PlainTextField
from samspil.foundation.http import Request
from samspil.foundation.ids import as_uuid
from samspil.identity.forms import ContributionForm
from samspil.pictures.forms import AddPictureForm, PictureFileField
from samspil.pictures.imaging import Prepared
from samspil.pictures.models import ALT_LENGTH
from samspil.proposals.models import Object

TITLE_LENGTH = 120
TEXT_LENGTH = 2000
UNIT_COOKIE = "samspil_enhed"
REMEMBERED = 60 * 60 * 24 * 365
# A full stop before a small letter or a number is an abbreviation: "3.500 kr. om året", "kl. 7".
SENTENCE = re.compile(r"(?<=[?!])\s+|(?<=\.)\s+(?=[A-ZÆØÅ])|\n+")


def split(text: str) -> dict[str, str]:
    """The first sentence as the title, the rest as the body. One that is too long stands whole in the body."""
    first, *_rest = SENTENCE.split(text, maxsplit=1)
    first = first.strip()
    if len(first) > TITLE_LENGTH:
        return {"title": Truncator(first).chars(TITLE_LENGTH), "body": text}
    rest = text[len(first) :].strip()
    return {"title": first, "body": rest or text}


class PictureIfAny(PictureFileField):
    """A picture that may be left out."""

    def clean(self, data: Any, initial: Any = None) -> Prepared | None:  # type: ignore[override]
        return super().clean(data, initial) if data else None


class IdeaForm(ContributionForm):
    """One field. The unit stands there until it is known; the picture is for staff who are signed in.

    Other people's words may wait, in the link of a letter or to be looked at, and a picture cannot wait with them.
    """

    text = PlainTextField(
        label=_("Hvad kunne være lidt bedre?"),
        help_text=_("En sætning er nok."),
        max_length=TEXT_LENGTH,
        lines=4,
        error_messages={"required": _("Skriv din idé her. En sætning er nok.")},
    )
    field_order = ["text", "unit_id", "picture", "alt", "consent"]
    picture_fields = ("picture", "alt", "consent")

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.voice_fields:  # whoever writes for others takes the long form
            self.fields.pop(name, None)
        self.unit = unit
        if unit is None:
            self.fields["unit_id"] = forms.ChoiceField(
                label=_("Hvor arbejder du?"),
                help_text=_("Lederen der svarer dig. Vi husker det til næste gang."),
                choices=unit_choices(self.viewer, _("Vælg enhed")),
                error_messages={
                    "required": _("Vælg den enhed, der skal svare."),
                    "invalid_choice": _("Vælg den enhed, der skal svare."),
                },
            )
        if self.viewer.is_staff:
            self.fields["picture"] = PictureIfAny(
                label=_("Billedet"),
                help_text=_("Højst 12 MB. Vi fjerner sted og tid fra det. Undgå borgere og papirer med navne."),
                required=False,
            )
            self.fields["alt"] = PlainTextField(
                label=_("Hvad kan man se på billedet?"),
                help_text=_("Læses højt for dem, der ikke kan se det."),
                max_length=ALT_LENGTH,
                required=False,
            )
            self.fields["consent"] = forms.BooleanField(
                label=_("De, der er med på billedet, har sagt ja"), required=False
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("picture") and not cleaned.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Skriv kort, hvad man kan se."))
        if self.errors and cleaned.get("picture"):
            self.add_error("picture", AddPictureForm.again())
        return cleaned

    def take_errors(self, problem: ValidationError) -> None:
        """What the verb says of title and body is about the one field there is."""
        for name, errors in getattr(problem, "error_dict", {None: problem.messages}).items():
            own = "text" if name in ("title", "body") else name
            self.add_error(own if own in self.fields else None, errors)
        if self.cleaned_data.get("picture") and not self.has_error("picture"):
            self.add_error("picture", AddPictureForm.again())

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        for name in self.picture_fields:
            data.pop(name, None)
        unit_id = data.pop("unit_id", None) or str(self.unit.pk if self.unit else "")
        words = split(data.pop("text"))
        return {**data, **words, "unit_id": unit_id, "object": Object.PROCESS.value}

    def picture_arguments(self) -> dict[str, Any] | None:
        """What ``add_picture`` is called with, when there is a picture."""
        if not self.cleaned_data.get("picture"):
            return None
        return {name: self.cleaned_data[name] for name in self.picture_fields}

    @property
    def is_picture_open(self) -> bool:
        """Whether the part about the picture should stand open: something in it is wrong or written already."""
        return any(self[name].errors or self[name].value() for name in self.picture_fields if name in self.fields)


def known_unit(request: Request) -> Unit | None:
    """The unit of the address, else of the own role, else the one that was chosen here before. An empty one in the
    address asks again.
    """
    wanted = request.GET.get("enhed")
    if wanted == "":
        return None
    roles = [
        str(grant.scope) for grant in request.viewer.grants if grant.kind in ("employee", "leader") and grant.scope
    ]
    keys = [wanted] if wanted else [*sorted(roles), request.COOKIES.get(UNIT_COOKIE, "")]
    ids: list[UUID] = [pk for key in keys if (pk := as_uuid(key))]
    if not ids:
        return None
    found = {unit.pk: unit for unit in units(request.viewer).filter(pk__in=ids)}
    return next((found[pk] for pk in ids if pk in found), None)


def remember_unit(response: HttpResponse, unit_id: UUID | str, *, is_secure: bool) -> None:
    """Keep the unit in this browser for a year: nothing about who uses it."""
    response.set_cookie(UNIT_COOKIE, str(unit_id), max_age=REMEMBERED, httponly=True, samesite="Lax", secure=is_secure)


def who_answers(unit: Unit | None) -> str:
    """The name of the leader who will answer, where there is one."""
    leader = next(iter(leaders_of(unit)), None) if unit else None
    return leader.name if leader else ""
