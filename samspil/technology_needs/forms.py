"""Forms about needs. Noting one takes a minute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.viewer import Viewer
from samspil.technology_needs import queries
from samspil.technology_needs.models import (
    LINE_LENGTH,
    TITLE_LENGTH,
    TODAY_LENGTH,
    WHY_LENGTH,
    HowOften,
    NeedStatus,
    ReuseChoice,
    TechnologyNeed,
)

BODY_LENGTH = 3000  # of a proposal
PROPOSAL_LENGTH = 120  # of its title


class NeedFilterForm(FilterForm):
    status = forms.ChoiceField(label=_("Hvor det står"), required=False, choices=[("", ALL), *NeedStatus.choices])
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("aktiv", _("Sidst der skete noget")), ("nyeste", _("Nyeste først"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(unit.pk), unit.actor.name) for unit in units(viewer)]
        set_choices(self, "enhed", [("", _("Alle enheder")), *choices])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            status=values["status"],
            unit=as_uuid(values["enhed"]) if values["enhed"] else None,
            sort=values["sorter"] or "aktiv",
        )


def choose_unit(form: forms.Form, mine: list[Unit]) -> None:
    """Whoever works in one unit is not asked which."""
    choices: list[tuple[str, Any]] = [(str(unit.pk), unit.actor.name) for unit in mine]
    set_choices(form, "unit_id", choices if len(choices) == 1 else [("", _("Vælg")), *choices])


class NeedTexts(VerbForm):
    today = PlainTextField(
        label=_("Hvad er svært i dag?"),
        help_text=_("Skriv, som I sagde det. Ingen må kunne kende en bestemt person."),
        max_length=TODAY_LENGTH,
        lines=4,
    )
    title = PlainTextField(
        label=_("Sig det kort"),
        help_text=_("For eksempel: Hjælp til at vende den, der ligger tungt."),
        max_length=TITLE_LENGTH,
    )
    for_whom = PlainTextField(
        label=_("Hvem er det svært for?"),
        help_text=_("For eksempel: beboere med lammelser, og os der løfter."),
        max_length=LINE_LENGTH,
    )
    how_often = forms.ChoiceField(label=_("Hvor tit?"), choices=HowOften.choices, widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=_("Hvem må se det?"),
        choices=[(Audience.PUBLIC, _("Alle")), (Audience.STAFF, _("Kun ansatte"))],
        initial=Audience.PUBLIC,
        widget=forms.RadioSelect,
    )


class NoteForm(NeedTexts):
    unit_id = forms.ChoiceField(label=_("Hvilken enhed?"))
    field_order = ["today", "title", "for_whom", "how_often", "unit_id", "audience"]

    def __init__(self, *args: Any, mine: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self, mine)


class EditNeedForm(EditForm, NeedTexts):
    field_order = ["today", "title", "for_whom", "how_often", "audience"]

    @staticmethod
    def initial_of(need: TechnologyNeed) -> dict[str, Any]:
        return {
            **{name: getattr(need, name) for name in ("today", "title", "for_whom", "how_often")},
            "audience": need.subject.audience,
            "expected_version": need.version,
        }


class JoinForm(VerbForm):
    unit_id = forms.ChoiceField(label=_("Hvilken enhed?"))
    note = PlainTextField(label=_("Er noget anderledes hos jer?"), max_length=LINE_LENGTH, required=False)

    def __init__(self, *args: Any, mine: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self, mine)


class ReuseForm(EditForm):
    """Which experiences were looked at, and what they lead to (C47)."""

    looked_at = forms.MultipleChoiceField(
        label=_("Hvilke erfaringer har I set på?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    searched = PlainTextField(
        label=_("Fandt I ingen? Hvad søgte I på?"),
        help_text=_("Vi søger selv efter med de samme ord. De står der, hvis de intet finder, og I prøver noget nyt."),
        max_length=LINE_LENGTH,
        required=False,
        tells_when=True,
    )
    choice = forms.ChoiceField(label=_("Hvad gør I så?"), choices=ReuseChoice.choices, widget=forms.RadioSelect)
    why = PlainTextField(
        label=_("Hvorfor?"), help_text=_("To-tre linjer. Dit navn står ved."), max_length=WHY_LENGTH, lines=4
    )

    def __init__(self, *args: Any, offered: queries.Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(row.pk), " · ".join(filter(None, (row.title, row.technology.title, row.place_and_year))))
            for row, _why in offered.rows
        ]
        set_choices(self, "looked_at", choices)


class GoOnForm(EditForm):
    title = PlainTextField(
        label=_("Hvad foreslår I?"),
        help_text=_("Én linje om det, I vil gøre. Behovet står allerede i teksten."),
        max_length=PROPOSAL_LENGTH,
    )
    body = PlainTextField(label=_("Fortæl om det"), max_length=BODY_LENGTH, lines=8)


class CloseForm(EditForm):
    reason = PlainTextField(
        label=_("Hvorfor lukker I det?"),
        help_text=_("For eksempel: Vi fandt en anden måde. Andre med samme behov lærer af det."),
        max_length=LINE_LENGTH,
    )
