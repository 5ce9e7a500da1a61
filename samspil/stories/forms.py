"""Forms about stories, what is gained, and what the municipality offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Channel, Unit
from samspil.actors.queries import staff
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, AddressField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Theme
from samspil.identity.forms import BAD_CHOICE, NOT_KEPT, ContributionForm
from samspil.identity.people_forms import DayField
from samspil.pictures.forms import PictureFileField
from samspil.pictures.models import ALT_LENGTH
from samspil.stories import queries
from samspil.stories.models import (
    BODY_LENGTH,
    INSTEAD_LENGTH,
    LASTS_YEARS,
    LINE_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Benefit,
    Consent,
    ConsentAnswer,
    Gain,
    OfferKind,
    Story,
    VolunteerOffer,
    Whom,
)

ROWS = (1, 2, 3)  # people in the first form; more are named on the story's own page
GAINS = [(gain.value, gain.label) for gain in Gain if gain != Gain.OWN]
YEARS = [("2", _("To år")), ("1", _("Et år")), ("5", _("Fem år"))]


class StoryFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    hvem = forms.ChoiceField(label=_("Hvem fik noget ud af det?"), required=False, choices=[("", ALL), *Whom.choices])
    gav = forms.ChoiceField(label=_("Hvad gav det?"), required=False, choices=[("", _("Alt")), *GAINS])
    frivillige = forms.ChoiceField(
        label=_("Hvem var med?"), required=False, choices=[("", ALL), ("ja", _("Frivillige var med"))]
    )

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        set_choices(self, "omraade", [("", _("Hele kommunen")), *queries.areas()])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values.get("q", ""),
            theme=values["emne"],
            area=int(values["omraade"]) if values["omraade"] else None,
            whom=values.get("hvem", ""),
            gain=values.get("gav", ""),
            by_volunteers=values.get("frivillige") == "ja",
        )


class WorkFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    enhed = forms.ChoiceField(label=_("Hvor?"), required=False)

    def __init__(self, data: Any, *, units: list[Unit], **options: Any) -> None:
        super().__init__(data, **options)
        set_choices(self, "enhed", [("", _("Alle steder")), *((str(unit.pk), unit.actor.name) for unit in units)])


class WorkForm(EditForm):
    """Where a story may stand for those who look for work, too."""

    unit_id = forms.ChoiceField(label=_("Hvor arbejder du?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", [(str(unit.pk), unit.actor.name) for unit in queries.own_units(self.viewer)])

    @staticmethod
    def initial_of(story: Story) -> dict[str, Any]:
        return {"unit_id": str(story.work_unit_id or ""), "expected_version": story.version}


class PossibleFilterForm(StoryFilterForm):
    """Theme and area alone: what is gained is the page itself."""

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ("q", "hvem", "gav", "frivillige"):
            del self.fields[name]


class GainFields(VerbForm):
    """What each of the three gains: choices and a line of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            Whom.USER: _("Hvad gav det borgeren?"),
            Whom.STAFF: _("Hvad gav det de ansatte?"),
            Whom.VOLUNTEER: _("Hvad gav det den frivillige?"),
        }
        for whom, label in labels.items():
            self.fields[f"{whom}_gains"] = forms.MultipleChoiceField(
                label=label,
                choices=GAINS,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": BAD_CHOICE},
            )
            self.fields[f"{whom}_words"] = PlainTextField(
                label=_("Med dine egne ord"), max_length=WORDS_LENGTH, required=False
            )

    @property
    def gain_fields(self) -> list[forms.BoundField]:
        return [self[f"{whom}_{part}"] for whom in Whom.values for part in ("gains", "words")]

    @property
    def has_gains(self) -> bool:
        return any(field.value() or field.errors for field in self.gain_fields)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data["gains"] = {
            whom: {"gains": list(data.pop(f"{whom}_gains", [])), "words": data.pop(f"{whom}_words", "")}
            for whom in Whom.values
        }
        return data

    @staticmethod
    def gains_of(rows: list[Benefit]) -> dict[str, Any]:
        return {
            **{f"{w}_gains": [row.gain for row in rows if row.whom == w and row.gain != Gain.OWN] for w in Whom.values},
            **{f"{w}_words": "".join(row.words for row in rows if row.whom == w)[:WORDS_LENGTH] for w in Whom.values},
        }


class StoryTexts(GainFields):
    title = PlainTextField(
        label=_("Overskrift"), help_text=_("For eksempel: Nu kommer Kaj til bingo igen."), max_length=TITLE_LENGTH
    )
    body = PlainTextField(
        label=_("Hvad skete der?"),
        help_text=_("Fortæl kort: før, nu, og hvem der gjorde hvad. Skriv som du taler."),
        max_length=BODY_LENGTH,
        lines=8,
    )
    theme = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Vælg")), *Theme.choices])
    area_id = forms.ChoiceField(label=_("Hvor?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area_id", [("", _("Hele kommunen eller ved ikke")), *queries.areas()])

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "body", "theme", "area_id")]


class TellForm(ContributionForm, StoryTexts):
    subject_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    all_named = forms.BooleanField(
        label=_("Alle, man kan kende i historien, står her ovenfor"),
        help_text=_("Er der ingen, sætter du også et kryds."),
        error_messages={"required": _("Sæt et kryds, når alle er nævnt. Vi spørger dem først.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in ROWS:
            self.fields[f"person{row}_name"] = PlainTextField(
                label=_("Navn"), max_length=NAME_LENGTH, required=False, widget=forms.TextInput(attrs=NOT_KEPT)
            )
            self.fields[f"person{row}_email"] = AddressField(
                label=_("Mail"),
                help_text=_("For et barn: en forælders. Har du ingen, så noterer vi svaret for jer."),
                required=False,
                widget=forms.EmailInput(attrs=NOT_KEPT),
            )
            self.fields[f"person{row}_is_child"] = forms.BooleanField(
                label=_("Et barn under 15 år. Skriv kun fornavnet."), required=False
            )

    @property
    def people_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "number": row,
                "fields": [self[f"person{row}_{name}"] for name in ("name", "email", "is_child")],
                "is_open": row == 1 or any(self[f"person{row}_{name}"].value() for name in ("name", "email")),
            }
            for row in ROWS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for row in ROWS:
            if not cleaned.get(f"person{row}_name") and (
                cleaned.get(f"person{row}_email") or cleaned.get(f"person{row}_is_child")
            ):
                self.add_error(f"person{row}_name", _("Skriv, hvem det er."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data.pop("all_named", None)
        rows = [{name: data.pop(f"person{row}_{name}") for name in ("name", "email", "is_child")} for row in ROWS]
        # The verb names what is wrong by the number in this list, so an empty row in between moves up.
        data["people"] = [row for row in rows if row["name"]]
        return data


class EditStoryForm(StoryTexts, EditForm):
    @staticmethod
    def initial_of(story: Story) -> dict[str, Any]:
        return {
            "title": story.title,
            "body": story.body,
            "theme": story.theme,
            "area_id": str(story.area_id or ""),
            **GainFields.gains_of(queries.benefits_on(story.subject)),
            "expected_version": story.version,
        }


class SayGainsForm(GainFields):
    pass


class StoryPictureForm(VerbForm):
    picture = PictureFileField(
        label=_("Billedet"),
        help_text=_("Et foto eller en tegning, højst 12 MB. Vi fjerner sted, tid og andet, som kameraet har skrevet."),
    )
    alt = PlainTextField(
        label=_("Hvad kan man se på billedet?"),
        help_text=_("Læses højt for dem, der ikke kan se det."),
        max_length=ALT_LENGTH,
    )
    credit = PlainTextField(label=_("Hvem har taget det?"), max_length=120, required=False)
    all_named = forms.BooleanField(
        label=_("Alle, man kan kende på billedet, er nævnt i historien"),
        error_messages={"required": _("Nævn dem først. De skal sige ja til billedet.")},
    )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        data.pop("all_named", None)
        return data


class PersonForm(VerbForm):
    name = PlainTextField(label=_("Navn"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs=NOT_KEPT))
    email = AddressField(
        label=_("Mail"),
        help_text=_("For et barn: en forælders. Uden mail spørger I selv og skriver svaret ned."),
        required=False,
        widget=forms.EmailInput(attrs=NOT_KEPT),
    )
    is_child = forms.BooleanField(label=_("Et barn under 15 år. Skriv kun fornavnet."), required=False)
    instead = PlainTextField(
        label=_("Hvad kan der stå i stedet for navnet?"),
        help_text=_("For eksempel: en frivillig."),
        max_length=INSTEAD_LENGTH,
        required=False,
    )


class AnswerForm(EditForm):
    """What somebody in a story says to it. ``expected_version`` is the text they read."""

    answer = forms.ChoiceField(
        label=_("Hvad siger du?"),
        choices=[
            (ConsentAnswer.YES, _("Ja, gerne")),
            (ConsentAnswer.UNNAMED, _("Ja, men uden mit navn")),
            (ConsentAnswer.NO, _("Nej")),
        ],
        widget=forms.RadioSelect,
    )
    years = forms.ChoiceField(
        label=_("Hvor længe må den stå?"), choices=YEARS, help_text=_("Vi spørger igen, før tiden er gået.")
    )
    parent_name = PlainTextField(
        label=_("Dit navn"),
        help_text=_("Du svarer for dit barn. Navnet står ikke på siden."),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not consent.is_child:
            del self.fields["parent_name"]
        else:
            set_choices(
                self,
                "answer",
                [
                    (ConsentAnswer.YES, _("Ja, gerne med fornavn")),
                    (ConsentAnswer.UNNAMED, _("Ja, men uden navn")),
                    (ConsentAnswer.NO, _("Nej")),
                ],
            )


class NoteForm(VerbForm):
    answer = forms.ChoiceField(label=_("Hvad sagde de?"), choices=ConsentAnswer.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Hvordan fik du svaret?"), choices=[("", _("Vælg")), *Channel.choices])
    on = DayField(label=_("Hvilken dag?"))
    years = forms.ChoiceField(label=_("Hvor længe gælder det?"), choices=YEARS)
    parent_name = PlainTextField(
        label=_("Hvem af forældrene?"),
        help_text=_("Navnet står ikke på siden."),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        self.fields["years"].initial = str(LASTS_YEARS)
        if not consent.is_child:
            del self.fields["parent_name"]


class OfferTexts(VerbForm):
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=[("", _("Vælg")), *OfferKind.choices])
    title = PlainTextField(
        label=_("Overskrift"), help_text=_("For eksempel: Søg § 18-midler."), max_length=TITLE_LENGTH
    )
    body = PlainTextField(
        label=_("Fortæl kort"),
        help_text=_("Hvad kan man få, hvem kan få det, og hvad skal man gøre?"),
        max_length=BODY_LENGTH,
        lines=5,
        required=False,
    )
    person_id = forms.ChoiceField(label=_("Hvem spørger man?"), required=False)
    who = PlainTextField(
        label=_("Eller en anden"), help_text=_("Et navn eller et sted."), max_length=LINE_LENGTH, required=False
    )
    phone = PlainTextField(
        label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = AddressField(label=_("Mail"), required=False)
    hours = PlainTextField(
        label=_("Hvornår?"), help_text=_("For eksempel: Hverdage 9-14."), max_length=LINE_LENGTH, required=False
    )
    deadline = DayField(label=_("Frist"))
    deadline_note = PlainTextField(
        label=_("Mere om fristen"),
        help_text=_("For eksempel: Hvert år den 1. oktober."),
        max_length=LINE_LENGTH,
        required=False,
    )
    link = PlainTextField(
        label=_("Læs mere"),
        help_text=_("En adresse, der begynder med https://."),
        max_length=300,
        required=False,
        widget=forms.URLInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (str(person.pk), f"{person.name}, {person.function}" if person.function else person.name)
            for person in staff()
        ]
        set_choices(self, "person_id", [("", _("Ingen bestemt")), *people])


class AddOfferForm(OfferTexts):
    pass


class EditOfferForm(OfferTexts, EditForm):
    @staticmethod
    def initial_of(offer: VolunteerOffer) -> dict[str, Any]:
        names = ("kind", "title", "body", "who", "phone", "email", "hours", "deadline", "deadline_note", "link")
        return {
            **{name: getattr(offer, name) for name in names},
            "person_id": str(offer.person_id or ""),
            "expected_version": offer.version,
        }
