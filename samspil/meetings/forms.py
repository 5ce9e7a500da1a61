"""Forms about meetings, notes, and what is made of them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person, Unit
from samspil.foundation import clock
from samspil.foundation.forms import EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import TITLE_LENGTH as QUESTION_LENGTH
from samspil.foundation.models import Audience, Theme
from samspil.identity.people_forms import DayField
from samspil.meetings import queries
from samspil.meetings.models import (
    CODE_LENGTH,
    GROUP_LENGTH,
    NOTE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    TRIES_LENGTH,
    Meeting,
    NoteChannel,
)
from samspil.proposals.idea import split
from samspil.proposals.models import BODY_LENGTH

LIST_LENGTH = 20_000  # of notes, one on each line
REASON_LENGTH = 500
NOT_ON_THE_LIST = _("Vælg en af mulighederne på listen.")


class MeetingForm(EditForm):
    """When, and who chairs. Who works in several units chooses one of them."""

    title = PlainTextField(label=_("Hvad kalder I mødet?"), max_length=TITLE_LENGTH, initial=_("Personalemøde"))
    unit_id = forms.ChoiceField(label=_("Enhed"))
    day = DayField(label=_("Dag"), error_messages={"required": _("Vælg den dag, I mødes.")})
    at = forms.TimeField(
        label=_("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={
            "required": _("Skriv, hvornår I begynder."),
            "invalid": _("Skriv klokken sådan: 14.30."),
        },
    )
    chair_id = forms.ChoiceField(
        label=_("Hvem styrer mødet?"),
        help_text=_("Alle i enheden kan. Den, der styrer, viser sedlerne og samler dem."),
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = True
        set_choices(self, "unit_id", [(str(unit.pk), str(unit)) for unit in units])
        if len(units) == 1:
            self.fields["unit_id"].widget = forms.HiddenInput()
            self.fields["unit_id"].initial = str(units[0].pk)
        people = {person.pk: person for unit in units for person in queries.chairs_of(unit)}
        set_choices(self, "chair_id", [(str(person.pk), person.name) for person in people.values()])
        if self.viewer.person_id in people:
            self.fields["chair_id"].initial = str(self.viewer.person_id)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        day: date = data.pop("day")
        at: time = data.pop("at")
        data["starts_at"] = timezone.make_aware(datetime.combine(day, at))
        return data

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        starts = timezone.localtime(meeting.starts_at)
        return {
            "title": meeting.title,
            "unit_id": str(meeting.unit_id),
            "day": starts.date(),
            "at": starts.time().replace(second=0, microsecond=0),
            "chair_id": str(meeting.chair_id),
            "expected_version": meeting.version,
        }


class AgendaForm(VerbForm):
    """The ideas of the unit that the meeting takes up again."""

    proposal_ids = forms.MultipleChoiceField(
        label=_("Idéer, I tager op igen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_ON_THE_LIST},
    )

    def __init__(self, *args: Any, ideas: list[queries.Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(idea.proposal.pk), f"{idea.proposal.title} ({idea.label})") for idea in ideas]
        set_choices(self, "proposal_ids", choices)


class CodeForm(forms.Form):
    """The code as it is read off the wall."""

    kode = forms.CharField(
        label=_("Mødets kode"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Skriv koden, der står på skærmen.")},
    )

    def clean_kode(self) -> str:
        code = "".join(letter for letter in self.cleaned_data["kode"].upper() if letter.isalnum())
        return code[: CODE_LENGTH * 2]


class NoteForm(VerbForm):
    """A note from a phone."""

    body = PlainTextField(
        label=_("Din seddel"),
        help_text=_("Én tanke på hver seddel. Skriv ikke navne på borgere."),
        max_length=NOTE_LENGTH,
        lines=3,
        error_messages={"required": _("Skriv noget på sedlen, før du sender den.")},
    )


class TakeNotesForm(VerbForm):
    """What is said or stands on paper, a note for each line."""

    text = PlainTextField(
        label=_("Sedlerne"),
        help_text=_("Skriv én seddel på hver linje. Ingen navne."),
        max_length=LIST_LENGTH,
        lines=8,
        error_messages={"required": _("Skriv mindst én seddel.")},
    )
    channel = forms.ChoiceField(
        label=_("Hvor kommer de fra?"),
        choices=[
            (NoteChannel.NOTE_TAKER, NoteChannel.NOTE_TAKER.label),
            (NoteChannel.PAPER, NoteChannel.PAPER.label),
        ],
        initial=NoteChannel.NOTE_TAKER,
        widget=forms.RadioSelect,
    )


def audience_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hvem må se det?"),
        help_text=_("Sedlerne er skrevet til jer i rummet. Tænk over, hvem der nu kan læse med."),
        choices=[
            (Audience.STAFF, _("Alle ansatte")),
            (Audience.UNIT, _("Enheden og dem over den")),
            (Audience.PUBLIC, _("Alle")),
        ],
        initial=Audience.STAFF,
        widget=forms.RadioSelect,
    )


class IdeaOfNoteForm(VerbForm):
    title = PlainTextField(label=_("Idéen på én linje"), max_length=120)
    body = PlainTextField(label=_("Fortæl om den"), max_length=BODY_LENGTH, lines=5)
    audience = audience_field()


class ChallengeOfNoteForm(VerbForm):
    question = PlainTextField(
        label=_("Spørgsmålet"),
        help_text=_("Spørg, så andre får lyst til at svare. For eksempel: Hvordan får vi …?"),
        max_length=QUESTION_LENGTH,
    )
    description = PlainTextField(label=_("Fortæl om det"), max_length=3000, lines=5, required=False)
    theme = forms.ChoiceField(label=_("Emne"), choices=[("", _("Vælg et emne")), *Theme.choices])
    audience = audience_field()


def words_from(lines: list[str]) -> dict[str, str]:
    """The first suggestion for an idea, from what the notes say."""
    if len(lines) == 1:
        return split(lines[0])
    return {"title": lines[0][:120], "body": "\n".join(f"- {line}" for line in lines[1:])}


class TryForm(VerbForm):
    """The one thing they try, as a light trial where it is one."""

    proposal_id = forms.ChoiceField(label=_("Hvilken idé?"), error_messages={"required": _("Vælg en idé.")})
    tries = PlainTextField(
        label=_("Det prøver vi"), help_text=_("Skriv det, så alle kan se det for sig."), max_length=TRIES_LENGTH
    )
    who_id = forms.ChoiceField(label=_("Hvem sørger for det?"))
    tries_on = DayField(
        label=_("Hvornår ser I på det igen?"), error_messages={"required": _("Vælg den dag, I ser på det igen.")}
    )
    noticing = PlainTextField(
        label=_("Hvordan mærker I, om det virker?"), max_length=REASON_LENGTH, lines=2, required=False
    )
    reason = PlainTextField(
        label=_("Hvorfor det frem for det, I gør i dag?"), max_length=REASON_LENGTH, lines=2, required=False
    )
    is_light = forms.BooleanField(
        label=_("Det er en let afprøvning"),
        help_text=_("I kan stoppe fra dag til dag. Pleje, medicin og bemanding er som før. Ingen personoplysninger."),
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, ideas: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "proposal_id", [("", _("Vælg en idé")), *((str(row.pk), row.title) for row in ideas)])
        people: list[Person] = queries.chairs_of(meeting.unit)
        set_choices(self, "who_id", [(str(person.pk), person.name) for person in people])
        self.fields["tries_on"].required = True
        self.fields["tries_on"].initial = lambda: clock.today() + timedelta(days=28)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_light"):
            for name, text in (
                ("noticing", _("Skriv, hvordan I mærker, om det virker.")),
                ("reason", _("Skriv, hvorfor I vælger det.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, text)
        return cleaned


class HandleNotesForm(VerbForm):
    """What the chair does with chosen notes. The button says what: ``do``; ``one`` is the note beside a button."""

    note_ids = forms.MultipleChoiceField(required=False)
    group_id = forms.ChoiceField(label=_("Læg dem i"), required=False)
    title = PlainTextField(label=_("eller i en ny bunke, der hedder"), max_length=GROUP_LENGTH, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notes = meeting.notes.values_list("pk", "body") if self.is_bound else []
        set_choices(self, "note_ids", [(str(pk), body) for pk, body in notes])
        groups = meeting.groups.values_list("pk", "title")
        set_choices(self, "group_id", [("", _("Ingen bunke")), *((str(pk), title) for pk, title in groups)])


class EndForm(VerbForm):
    summary = PlainTextField(
        label=_("Skal der stå mere i referatet?"),
        help_text=_("Idéerne og det, I prøver, står der allerede."),
        max_length=SUMMARY_LENGTH,
        lines=3,
        required=False,
    )
