"""Forms about practices. Each ends in one verb and asks no more than it needs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Actor
from samspil.actors.queries import organisations
from samspil.codetermination.models import Touch
from samspil.decisions.forms import DecisionFields
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import AmountField, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.people_forms import DayField
from samspil.practices import queries
from samspil.practices.models import (
    ADAPTATION_LENGTH,
    BODY_LENGTH,
    LINE_LENGTH,
    MOST_MONEY,
    RECIPE_LENGTH,
    CostNeutral,
    Practice,
    Use,
)

SORT_LABELS = {
    "aktiv": _("Sidst der skete noget"),
    "nyeste": _("Nyeste først"),
    "udbredt": _("Flest steder"),
    "laengst": _("Længst i brug"),
}
LOOK_AGAIN_AFTER = timedelta(days=182)


class PracticeFilterForm(FilterForm):
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    sted = forms.ChoiceField(label=_("Hvor"), required=False)
    brug = forms.ChoiceField(
        label=_("I brug"),
        required=False,
        choices=[("", _("Alt")), ("nu", _("Bliver gjort nu")), ("stoppet", _("Er stoppet"))],
    )
    maerke = forms.ChoiceField(
        label=_("Mærke"), required=False, choices=[("", _("Med og uden")), ("ja", _("Social innovation"))]
    )
    sorter = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = queries.places(viewer).values_list("pk", "name")
        set_choices(self, "sted", [("", _("Alle steder")), *((str(pk), name) for pk, name in places)])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            theme=values["emne"],
            place=as_uuid(values["sted"]),
            lives=values["brug"],
            label=bool(values["maerke"]),
            sort=values["sorter"] or "aktiv",
        )


def several(label: Any, help_text: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        error_messages={"invalid_choice": _("Vælg dem, der var med, på listen.")},
    )


def changes_field(label: Any, help_text: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=Touch.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class CostField(AmountField):
    """DKK a year on top of before; a minus where it saves."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Kroner om året mere end før"),
            help_text=_("Skriv minus foran, hvis det sparer penge."),
            required=False,
            min_value=-MOST_MONEY,
            max_value=MOST_MONEY,
            localize=True,
            error_messages={
                "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
                "min_value": _("Beløbet er for stort."),
                "max_value": _("Beløbet er for stort."),
            },
        )

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip().replace("−", "-")
        amount = super().to_python(text.removeprefix("-"))
        return -amount if amount is not None and text.startswith("-") else amount


class PracticeTexts(VerbForm):
    """The fields that registering and editing share."""

    title = PlainTextField(label=_("Hvad gør I?"), help_text=_("Én linje, som man forstår alene."), max_length=120)
    body = PlainTextField(
        label=_("Fortæl om det"),
        help_text=_("Hvad gør I nu, og hvad betyder det for dem, det handler om?"),
        max_length=BODY_LENGTH,
        lines=6,
    )
    recipe = PlainTextField(
        label=_("Hvordan kommer andre i gang?"),
        help_text=_("Tre-fire korte trin er nok."),
        max_length=RECIPE_LENGTH,
        required=False,
        lines=4,
    )
    theme = forms.ChoiceField(label=_("Emne"), choices=[("", _("Vælg")), *Theme.choices])
    since = DayField(
        label=_("Siden hvornår?"), help_text=_("Cirka er godt nok."), error_messages={"required": _("Vælg en dag.")}
    )
    contact = PlainTextField(
        label=_("Hvem kan man spørge?"),
        help_text=_("Navn og telefon. Alle, der kan se siden, kan læse det."),
        max_length=LINE_LENGTH,
        required=False,
    )
    cost_neutral = forms.ChoiceField(
        label=_("Koster det mere end før?"),
        choices=CostNeutral.choices,
        initial=CostNeutral.UNKNOWN,
        widget=forms.RadioSelect,
    )
    cost_per_year = CostField()
    cost_note = PlainTextField(
        label=_("Om prisen, med ord"),
        help_text=_("For eksempel: to timer om ugen, men færre besøg."),
        max_length=LINE_LENGTH,
        required=False,
    )
    changes = changes_field(
        _("Hvad er nyt for dem, der arbejder der?"),
        _("Sæt kryds, hvis andre enheder skal drøfte det i MED, før de begynder."),
    )
    field_order = ("home_id", "title", "body", "recipe", "theme", "since", "contact", "cost_neutral")
    seldom: tuple[str, ...] = ("cost_per_year", "cost_note", "changes", "devised_by", "delivers", "audience")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True
        self.order_fields(self.field_order)

    @property
    def often_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.seldom]

    @property
    def seldom_fields(self) -> list[forms.BoundField]:
        """The fields that most leave alone: they stand folded."""
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        usual: tuple[object, ...] = ("", None, [], Audience.PUBLIC)
        return any(field.errors or field.value() not in usual for field in self.seldom_fields)


class RegisterForm(PracticeTexts):
    home_id = forms.ChoiceField(label=_("Hvem gør det?"))
    devised_by = several(_("Hvem fandt på det?"), _("Vælg gerne flere. Er det jer selv, så lad det stå."))
    delivers = several(_("Hvem er ellers med til at gøre det?"), _("For eksempel en forening eller et firma."))
    look_again_on = DayField(
        label=_("Hvornår ser I på det igen?"),
        help_text=_("Vi skriver til dig den dag. Lad feltet stå tomt, hvis I ikke vil."),
        initial=lambda: clock.today() + LOOK_AGAIN_AFTER,
    )

    def __init__(self, *args: Any, homes: list[Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today
        choices = [(str(actor.pk), actor.name) for actor in homes]
        empty = [] if len(choices) == 1 else [("", _("Vælg"))]
        set_choices(self, "home_id", [*empty, *choices])
        named = [(str(pk), name) for pk, name in organisations(self.viewer).values_list("pk", "name")]
        set_choices(self, "devised_by", named)
        set_choices(self, "delivers", named)
        if self.viewer.is_staff:
            self.fields["audience"] = forms.ChoiceField(
                label=_("Hvem må se det?"),
                choices=[
                    (Audience.PUBLIC, _("Alle")),
                    (Audience.STAFF, _("Alle ansatte")),
                    (Audience.UNIT, _("Enheden og dem over den")),
                ],
                initial=Audience.PUBLIC,
                required=False,
                error_messages={"invalid_choice": _("Vælg en af mulighederne på listen.")},
            )

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not data.get("audience"):
            data.pop("audience", None)
        return data


class EditPracticeForm(EditForm, PracticeTexts):
    @staticmethod
    def initial_of(practice: Practice) -> dict[str, Any]:
        fields = ("title", "body", "recipe", "theme", "since", "contact", "cost_neutral", "cost_per_year", "cost_note")
        return {
            **{name: getattr(practice, name) for name in fields},
            "changes": practice.changes,
            "expected_version": practice.version,
        }


class AdoptForm(DecisionFields):
    """Filled in beforehand, but for what one has at stake oneself: who wants nothing else says that, and presses."""

    actor_id = forms.ChoiceField(label=_("Hvor?"))
    since = DayField(label=_("Fra hvornår?"))
    adaptation = PlainTextField(
        label=_("Hvordan gør I det hos jer?"),
        help_text=_("Lad det stå tomt, hvis I gør som de andre."),
        max_length=ADAPTATION_LENGTH,
        required=False,
        lines=3,
    )
    changes = changes_field(
        _("Hvad ændrer sig hos jer?"), _("Sæt kryds, og MED får det på dagsordenen, før I begynder.")
    )
    amount = AmountField(
        label=_("Hvad koster det jer om året?"),
        help_text=_("I kroner. Lad det stå tomt, hvis det ikke koster mere."),
        required=False,
        min_value=0,
        max_value=MOST_MONEY,
        localize=True,
        error_messages={
            "invalid": _("Skriv beløbet i hele kroner, for eksempel 5.000."),
            "min_value": _("Beløbet kan ikke være under 0."),
            "max_value": _("Beløbet er for stort."),
        },
    )
    field_order = ("actor_id", "adaptation", "changes", "reason", "interest", "since", "amount", "interest_note")
    seldom = ("since", "amount", "interest_note")
    FOR_UNITS = ("changes", "amount", "reason", "interest", "interest_note")

    def __init__(self, *args: Any, practice: Practice, places: list[Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(actor.pk) for actor in places if actor.kind == "unit"}
        set_choices(self, "actor_id", [(str(actor.pk), actor.name) for actor in places])
        self.fields["since"].initial = clock.today
        self.fields["changes"].initial = practice.changes
        # The verb asks for it where somebody decides for a unit.
        for name in ("reason", "interest"):
            self.fields[name].required = len(self.units) == len(places)
        self.fields["reason"].initial = _("Det virker hos %s. Vi har det samme behov.") % practice.actor.name
        if (practice.cost_per_year or 0) > 0:
            self.fields["amount"].initial = practice.cost_per_year
        if not self.units:
            for name in self.FOR_UNITS:
                del self.fields[name]

    @property
    def often_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.seldom]

    @property
    def seldom_fields(self) -> list[forms.BoundField]:
        """What most leave as it is: folded."""
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors or (field.name != "since" and field.value()) for field in self.seldom_fields)


class BeginForm(DecisionFields):
    since = DayField(label=_("Fra hvornår?"), initial=clock.today)
    amount = AdoptForm.base_fields["amount"]
    field_order = ("since", "amount", "reason", "interest", "interest_note")


class EditUseForm(EditForm):
    adaptation = PlainTextField(label=_("Hvordan gør I det hos jer?"), max_length=ADAPTATION_LENGTH, lines=5)

    @staticmethod
    def initial_of(use: Use) -> dict[str, Any]:
        return {"adaptation": use.adaptation, "expected_version": use.version}


class StopForm(VerbForm):
    reason = PlainTextField(
        label=_("Hvorfor stopper I?"), help_text=_("Én linje. Andre lærer af det."), max_length=LINE_LENGTH
    )
    until = DayField(label=_("Hvad var den sidste dag?"), initial=clock.today)


class FollowUpForm(VerbForm):
    what = PlainTextField(
        label=_("Hvad vil I se på?"), help_text=_("For eksempel: Kommer der stadig nogen?"), max_length=LINE_LENGTH
    )
    due = DayField(
        label=_("Hvornår?"),
        help_text=_("Den, der skal se på det, får en mail den dag."),
        initial=lambda: clock.today() + LOOK_AGAIN_AFTER,
        error_messages={"required": _("Vælg en dag.")},
    )
    person_id = forms.ChoiceField(label=_("Hvem ser på det?"))

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].required = True
        people = queries.may_follow_up(practice, self.viewer)
        set_choices(self, "person_id", [(str(person.pk), person.name) for person in people])


class NoteForm(VerbForm):
    note = PlainTextField(
        label=_("Hvad så du?"), help_text=_("Et par linjer er nok."), max_length=ADAPTATION_LENGTH, lines=4
    )


class ThanksForm(VerbForm):
    actor_id = forms.ChoiceField(label=_("En forening, en enhed eller et firma"), required=False)
    name = PlainTextField(
        label=_("Eller en person, ved navn"),
        help_text=_("En medarbejder, en frivillig eller en anden."),
        max_length=120,
        required=False,
    )
    has_agreed = forms.BooleanField(label=_("Personen har sagt ja til at stå her med navn"), required=False)
    what_for = PlainTextField(
        label=_("Tak for hvad?"),
        help_text=_("For eksempel: fordi du fandt på det og blev ved."),
        max_length=LINE_LENGTH,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = organisations(self.viewer).values_list("pk", "name")
        set_choices(self, "actor_id", [("", _("Ingen")), *((str(pk), name) for pk, name in named)])


class LabelForm(VerbForm):
    """The three tests, each with the evidence there is."""

    evaluation_id = forms.ChoiceField(
        label=_("1. Nyt og bedre: Hvilken evaluering viser det?"), widget=forms.RadioSelect
    )
    better = PlainTextField(
        label=_("Hvad er blevet bedre, og for hvem?"),
        help_text=_("Skriv det, som evalueringen viser."),
        max_length=ADAPTATION_LENGTH,
        lines=3,
    )
    use_id = forms.ChoiceField(label=_("2. Ført ud i livet: Hvor bliver det gjort nu?"), widget=forms.RadioSelect)
    link_id = forms.ChoiceField(
        label=_("3. Af eller med - ikke for: Hvem uden for kommunen var med?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, evidence: queries.Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "evaluation_id": [(str(row.pk), row.subject.title) for row in evidence.evaluations],
            "use_id": [(str(row.pk), row.actor.name) for row in evidence.uses],
            "link_id": [(str(row.pk), f"{row.get_step_display()}: {queries.name_on(row)}") for row in evidence.links],
        }
        for name, rows in choices.items():
            set_choices(self, name, rows)
            if rows:
                self.fields[name].initial = rows[0][0]
