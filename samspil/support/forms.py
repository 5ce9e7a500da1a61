"""Forms about help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import units
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import ContributionForm
from samspil.support import queries
from samspil.support.models import BODY_LENGTH, LINKS_LENGTH, TITLE_LENGTH, HelpKind, HelpRequest, HelpStatus


def unit_choices(viewer: Viewer, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(pk), name) for pk, name in units(viewer).values_list("pk", "actor__name"))]


class HelpFilterForm(FilterForm):
    status = forms.ChoiceField(
        label=_("Hvor langt er det?"),
        required=False,
        choices=[
            ("", _("Alt")),
            ("waiting", _("Venter på svar")),
            ("overdue", _("Ubesvaret")),
            *HelpStatus.choices,
        ],
    )
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alt")), *HelpKind.choices])
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    hvis = forms.ChoiceField(
        label=_("Hvis?"),
        required=False,
        choices=[("", _("Alles")), ("hos-mig", _("Dem, jeg er på")), ("mine", _("Dem, jeg har stillet"))],
    )
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("nyeste", _("Nyeste først")), ("frist", _("Fristen først")), ("aktiv", _("Sidst der skete noget"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))
        if not viewer.is_known:
            del self.fields["hvis"]

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            status=values["status"],
            kind=values["slags"],
            unit=as_uuid(values["enhed"]),
            mine=values.get("hvis", ""),
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


class AskHelpForm(ContributionForm):
    kind = forms.ChoiceField(label=_("Hvad har du brug for?"), choices=HelpKind.choices, widget=forms.RadioSelect)
    title = PlainTextField(
        label=_("Sig det i én linje"),
        help_text=_("Fx: Hvem har fået penge til en cykel med lad?"),
        max_length=TITLE_LENGTH,
    )
    body = PlainTextField(
        label=_("Fortæl lidt mere"),
        help_text=_("Hvad vil I gøre, og hvad har I prøvet? Skriv aldrig navne på borgere."),
        max_length=BODY_LENGTH,
        lines=6,
    )
    unit_id = forms.ChoiceField(
        label=_("Hvilken enhed hører det til?"),
        help_text=_("Hører det ingen steder til, så lad det stå."),
        required=False,
    )
    only_staff = forms.BooleanField(
        label=_("Kun de ansatte og jeg må læse det"),
        help_text=_("Ellers kan alle læse det, så andre kan bruge svaret."),
        required=False,
    )
    about_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    field_order = ["kind", "title", "body", "unit_id", "only_staff"]

    def __init__(self, *args: Any, about: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", unit_choices(self.viewer, _("Ved ikke")))
        self.fields["about_id"].initial = str(about.pk) if about else ""
        if about and about.audience != "public":
            del self.fields["only_staff"]  # it is for staff alone already

    def clean_about_id(self) -> str | None:
        key = as_uuid(self.cleaned_data["about_id"]) if self.cleaned_data["about_id"] else None
        return str(key) if key else None


class AssignForm(EditForm):
    person_id = forms.ChoiceField(label=_("Hvem tager den?"))

    def __init__(self, *args: Any, help_request: HelpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (str(person.pk), f"{person.name}, {person.function}" if person.function else person.name)
            for person in queries.helpers()
            if person.pk != help_request.author_id
        ]
        set_choices(self, "person_id", [("", _("Vælg")), *rows])

    @staticmethod
    def initial_of(help_request: HelpRequest) -> dict[str, Any]:
        return {
            "person_id": str(help_request.assigned_to_id or ""),
            "expected_version": help_request.version,
        }


class AnswerHelpForm(EditForm):
    body = PlainTextField(
        label=_("Hvad fandt du ud af?"),
        help_text=_("Skriv det, så en, der står med det samme, kan bruge det."),
        max_length=BODY_LENGTH,
        lines=8,
    )
    links = PlainTextField(
        label=_("Links"),
        help_text=_("Ét på hver linje. De skal begynde med https://."),
        max_length=LINKS_LENGTH,
        lines=3,
        required=False,
    )

    @staticmethod
    def initial_of(help_request: HelpRequest) -> dict[str, Any]:
        return {"expected_version": help_request.version}


class ReopenForm(VerbForm):
    why = PlainTextField(
        label=_("Hvad mangler du stadig?"),
        help_text=_("Så ved den, der hjælper, hvor det slap."),
        max_length=BODY_LENGTH,
        lines=5,
    )
