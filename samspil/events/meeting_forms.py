"""Forms about meetings: whom to invite, the agenda, the minutes, and what was agreed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import units
from samspil.events import inviting, queries
from samspil.events.models import (
    BODY_LENGTH,
    LINE_LENGTH,
    MOST_PEOPLE,
    NOTES_LENGTH,
    WORD_LENGTH,
    AgendaPoint,
    Event,
    MeetingPromise,
)
from samspil.foundation.choosing import OneOfManyField, choose_among
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.resources.forms import NUMBER_WRONG
from samspil.resources.rule_forms import DATE_INPUT, DATE_WRONG

GUESTS_LENGTH = 6000


class InviteForm(VerbForm):
    """By role. The letters go when the preview has been seen."""

    circles = forms.MultipleChoiceField(
        label=_("Hvem skal inviteres?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg, hvem der skal inviteres.")},
    )
    unit_id = forms.ChoiceField(label=_("Hvilken enhed?"), required=False)
    guests = PlainTextField(
        label=_("Navngivne gæster"),
        help_text=_("En på hver linje. For eksempel: Anna Holm, anna@post.dk"),
        max_length=GUESTS_LENGTH,
        lines=4,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "circles", inviting.circles(self.viewer).items())
        if self.viewer.is_staff:
            named = [(str(unit.pk), unit.actor.name) for unit in units(self.viewer).order_by("actor__name")]
            set_choices(self, "unit_id", [("", _("Ikke valgt")), *named])
        else:
            del self.fields["unit_id"]


class SuggestPointForm(VerbForm):
    title = PlainTextField(label=_("Hvad skal vi tale om?"), max_length=LINE_LENGTH)
    text = PlainTextField(
        label=_("Vil du sige lidt mere?"),
        help_text=_("Kun værten læser det, til det kommer på dagsordenen."),
        max_length=BODY_LENGTH,
        lines=3,
        required=False,
    )


class PointForm(VerbForm):
    """One's own point, or one taken from a challenge or a wish."""

    about_id = OneOfManyField(
        label=_("En udfordring eller et behov"),
        help_text=_("Eller skriv jeres eget punkt nedenfor."),
        required=False,
    )
    title = PlainTextField(
        label=_("Jeres egne ord"),
        help_text=_("Kan stå tomt, når I har valgt en udfordring eller et behov."),
        max_length=LINE_LENGTH,
        required=False,
    )
    text = PlainTextField(label=_("Lidt mere om punktet"), max_length=BODY_LENGTH, lines=3, required=False)
    minutes = forms.IntegerField(
        label=_("Hvor mange minutter?"),
        required=False,
        min_value=1,
        max_value=480,
        error_messages={"invalid": NUMBER_WRONG},
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "about_id", queries.to_put_on(event, self.viewer), _("Ikke valgt"))


class EditPointForm(EditForm):
    title = PlainTextField(label=_("Overskrift"), max_length=LINE_LENGTH, required=False)
    text = PlainTextField(label=_("Lidt mere om punktet"), max_length=BODY_LENGTH, lines=3, required=False)
    minutes = forms.IntegerField(
        label=_("Hvor mange minutter?"),
        required=False,
        min_value=1,
        max_value=480,
        error_messages={"invalid": NUMBER_WRONG},
    )

    @staticmethod
    def initial_of(point: AgendaPoint) -> dict[str, Any]:
        return {
            "title": point.title,
            "text": point.text,
            "minutes": point.minutes,
            "expected_version": point.event.subject.version,
        }


class MinutesForm(EditForm):
    """A field for each point, named by its id."""

    attended = forms.IntegerField(
        label=_("Hvor mange var med?"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": NUMBER_WRONG},
    )

    def __init__(self, *args: Any, points: list[AgendaPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in points:
            field = PlainTextField(label=point.heading, max_length=NOTES_LENGTH, lines=6, required=False)
            self.fields[f"notes-{point.pk}"] = field

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        names = [name for name in data if name.startswith("notes-")]
        notes = {name.removeprefix("notes-"): data.pop(name) for name in names}
        return {**data, "notes": notes}

    @staticmethod
    def initial_of(event: Event, points: list[AgendaPoint]) -> dict[str, Any]:
        return {
            "attended": event.attended,
            "expected_version": event.subject.version,
            **{f"notes-{point.pk}": point.notes for point in points},
        }


class AgreeForm(VerbForm):
    what = PlainTextField(
        label=_("Hvad blev I enige om?"),
        help_text=_("En ting, som en gør. For eksempel: Spørge hallen om et rum om torsdagen."),
        max_length=LINE_LENGTH,
    )
    owner = OneOfManyField(
        label=_("Hvem gør det?"), help_text=_("Vi spørger vedkommende. Det er først et løfte, når de siger ja.")
    )
    due_on = forms.DateField(label=_("Til hvornår?"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG})
    point_id = forms.ChoiceField(label=_("Til hvilket punkt?"), required=False)

    def __init__(self, *args: Any, event: Event, points: list[AgendaPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "owner", queries.possible_owners(event, self.viewer), _("Vælg"))
        named = [(str(point.pk), point.heading) for point in points]
        set_choices(self, "point_id", [("", _("Ikke et bestemt punkt")), *named])

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if isinstance(data["due_on"], date):
            data["due_on"] = data["due_on"].isoformat()
        return data


class EditPromiseForm(EditForm):
    what = PlainTextField(label=_("Hvad blev I enige om?"), max_length=LINE_LENGTH)
    due_on = forms.DateField(label=_("Til hvornår?"), widget=DATE_INPUT, error_messages={"invalid": DATE_WRONG})

    @staticmethod
    def initial_of(promise: MeetingPromise) -> dict[str, Any]:
        return {"what": promise.what, "due_on": promise.due_on, "expected_version": promise.subject.version}


class PromiseWordForm(VerbForm):
    """What the owner says: yes or no, done or not, with a word."""

    word = PlainTextField(
        label=_("Vil du sige et par ord?"),
        help_text=_("De står på siden. Blev det ikke til noget, så skriv kort hvorfor."),
        max_length=WORD_LENGTH,
        lines=3,
        required=False,
    )
