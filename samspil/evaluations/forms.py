"""Forms about evaluations, voices and lessons."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.queries import organisations, units
from samspil.evaluations import queries
from samspil.evaluations.actions import SECTIONS
from samspil.evaluations.models import (
    FIRST_NAME_LENGTH,
    LESSON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    VOICE_LENGTH,
    Evaluation,
    VoiceKind,
    VoiceOf,
)
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import Theme
from samspil.foundation.viewer import Viewer
from samspil.identity.forms import ContributionForm


class EvaluationFilterForm(FilterForm):
    om = forms.ChoiceField(
        label=_("Hvad er evalueret?"),
        required=False,
        choices=[
            ("", _("Alt")),
            ("trial", _("Afprøvninger")),
            ("practice", _("Det, vi gør nu")),
            ("offer", _("Tilbud, vi har i forvejen")),
        ],
    )
    emne = forms.ChoiceField(label=_("Emne"), required=False, choices=[("", _("Alle emner")), *Theme.choices])
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    status = forms.ChoiceField(
        label=_("Hvor langt?"),
        required=False,
        choices=[("", ALL), ("completed", _("Færdige")), ("ongoing", _("I gang"))],
    )
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"),
        required=False,
        choices=[("nyeste", _("Sidst begyndt")), ("afsluttet", _("Sidst færdige"))],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", [("", _("Alle enheder")), *((str(row.pk), str(row)) for row in units(viewer))])

    def filters(self) -> queries.Filters:
        values = self.values()
        return queries.Filters(
            words=values["q"],
            about=values["om"],
            theme=values["emne"],
            unit=values["enhed"],
            state=values["status"],
            sort=values["sorter"] or next(iter(queries.SORTS)),
        )


class BeginForm(ContributionForm):
    """An offer that people use already, and that has no page of its own here."""

    offer = PlainTextField(
        label=_("Hvad hedder tilbuddet?"),
        help_text=_("Det navn, som de, der bruger det, kender."),
        max_length=TITLE_LENGTH,
    )
    theme = forms.ChoiceField(
        label=_("Hvilken del af livet handler det om?"), choices=[("", _("Vælg")), *Theme.choices]
    )
    unit_id = forms.ChoiceField(
        label=_("Hvilken enhed hører det til?"),
        help_text=_("Spring over, hvis kommunen ikke står for det."),
        required=False,
    )

    field_order = ["offer", "theme", "unit_id"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit_id", [("", _("Ingen enhed")), *((str(row.pk), str(row)) for row in units(self.viewer))])


class BeginAboutForm(ContributionForm):
    """What is evaluated is known; left is in whose name."""


def part(label: Any, help_text: Any, lines: int = 4, most: int = TEXT_LENGTH) -> PlainTextField:
    return PlainTextField(label=label, help_text=help_text, max_length=most, lines=lines, required=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its heading, what it is for, and its fields."""

    title: Any
    lead: Any
    fields: list[forms.BoundField]


class EditEvaluationForm(EditForm):
    what_happened = part(_("Hvad skete der?"), _("Kort, så en, der ikke var med, forstår det."))
    relation = part(
        _("Hvad skete der mellem bruger, pårørende og personale?"),
        _("Kom de tættere på hinanden? Blev noget sværere? Hvem fik mere at sige?"),
    )
    gain_solutions = part(_("Bedre løsninger"), _("Hvad er blevet bedre i folks liv?"))
    gain_legitimacy = part(_("Mere opbakning"), _("Hvem var med til at bestemme? Synes de, at det er rimeligt?"))
    gain_welfare = part(
        _("Mere velfærd for de samme penge"), _("Hvad blev der tid eller råd til? “Ingen” er også et svar.")
    )
    side_effects = part(_("Hvad skete der ved siden af?"), _("Godt eller skidt, for nogen, I ikke havde tænkt på."))
    surprise = part(_("Hvad overraskede jer?"), _("Det er tit her, man lærer mest."))
    lesson = part(
        _("Hvad skal de næste vide?"),
        _("Én lære, som andre kan bruge. De får den vist, når de planlægger."),
        lines=3,
        most=LESSON_LENGTH,
    )
    no_figures_why = part(
        _("Kan I ikke måle før og efter? Skriv hvorfor"), _("Kun når der ikke er noget tal, der kan vises."), lines=3
    )
    assessors = forms.MultipleChoiceField(
        label=_("Hvem vurderer sammen med jer?"),
        help_text=_("For eksempel brugerrådet, pårørendegruppen eller foreningen. Vælg gerne flere."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        error_messages={"invalid_choice": _("Vælg dem, der vurderer med, på listen.")},
    )

    parts = (
        (_("Det skete"), "", ("what_happened", "relation")),
        (_("Gevinsterne"), _("Tre slags. Penge er kun en del af den ene."), SECTIONS[2:5]),
        (_("Det, I ikke ventede"), "", ("side_effects", "surprise")),
        (_("Tallene"), _("Tallene skriver I på deres egen side."), ("no_figures_why",)),
        (_("Til dem, der kommer efter jer"), "", ("lesson", "assessors")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(pk), name) for pk, name in organisations(self.viewer).values_list("pk", "name")]
        set_choices(self, "assessors", chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in SECTIONS):
            self.add_error(None, _("Skriv noget et af stederne, eller tryk Fortryd."))
        return cleaned

    @property
    def sections(self) -> list[Section]:
        return [Section(title, lead, [self[name] for name in names]) for title, lead, names in self.parts]

    @staticmethod
    def initial_of(evaluation: Evaluation) -> dict[str, Any]:
        return {
            **{name: getattr(evaluation, name) for name in SECTIONS},
            "assessors": sorted(str(pk) for pk in evaluation.assessors.values_list("pk", flat=True)),
            "expected_version": evaluation.version,
        }


class CompleteForm(EditForm):
    """Nothing to fill in: the version that was read when somebody pressed."""


class VoiceForm(ContributionForm):
    """The words of somebody who lives with it. A guest speaks of themselves; others may write down what they heard."""

    kind = forms.ChoiceField(
        label=_("Hvad har I?"), choices=VoiceKind.choices, widget=forms.RadioSelect, initial=VoiceKind.QUOTE
    )
    who = forms.ChoiceField(label=_("Hvem taler?"), choices=VoiceOf.choices, widget=forms.RadioSelect)
    text = PlainTextField(
        label=_("Hvad siger de?"),
        help_text=_("Så tæt på deres egne ord som muligt. Ingen efternavne, adresser eller diagnoser."),
        max_length=VOICE_LENGTH,
        lines=5,
    )
    first_name = PlainTextField(
        label=_("Fornavn"),
        help_text=_("Kun fornavnet. Lad det stå tomt, så står der “En bruger”."),
        max_length=FIRST_NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    survey_id = forms.ChoiceField(
        label=_("Hvilket spørgeskema?"), help_text=_("Mindst fem skal have svaret."), required=False
    )
    is_own = forms.BooleanField(label=_("Det er mine egne ord, og jeg er ikke med som ansat"), required=False)
    is_assessor = forms.BooleanField(
        label=_("Mit navn må stå blandt dem, der har vurderet"),
        help_text=_("Kun når det er dine egne ord. Ellers står kun fornavnet eller “En bruger”."),
        required=False,
    )
    consent = forms.BooleanField(
        label=_("Den, der taler, har sagt ja til, at ordene står her"),
        help_text=_("De kan altid sige nej igen. Så fjerner vi ordene."),
        required=False,
    )

    field_order = ["kind", "who", "text", "first_name", "survey_id", "is_own", "is_assessor", "consent"]

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("behalf_name", "behalf_function", "behalf_channel"):
            self.fields.pop(name, None)  # what staff write down is a voice without an account
        surveys = queries.surveys_for(evaluation, self.viewer) if self.viewer.is_known else []
        if surveys:
            set_choices(self, "survey_id", [("", _("Vælg")), *((str(row.pk), row.title) for row in surveys)])
        else:
            del self.fields["survey_id"]
            kinds = [choice for choice in VoiceKind.choices if choice[0] != VoiceKind.SURVEY]
            set_choices(self, "kind", kinds)
        if not self.viewer.is_known:
            del self.fields["kind"], self.fields["is_own"]
            self.fields["text"].label = _("Hvad vil du sige?")
            self.fields["who"].label = _("Hvem er du?")
            self.fields["consent"].label = _("Jeg siger ja til, at mine ord står på siden")
            self.fields["consent"].help_text = _("Du kan altid sige nej igen. Så fjerner vi dem.")
            self.fields["is_assessor"].label = _("Mit navn må stå blandt dem, der har vurderet")
            self.fields["is_assessor"].help_text = _("Ellers står kun fornavnet eller “En bruger”.")
            self.fields["guest_name"].help_text = _("Fornavn er nok. Det står ikke ved dine ord.")
            del self.fields["guest_function"]
        elif "is_own" in self.fields:
            self.fields["is_own"].initial = not self.viewer.is_staff
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.setdefault("guest_function", "")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        if not self.viewer.is_known:
            data |= {"kind": VoiceKind.QUOTE.value, "is_own": True}
        return data


class LessonForm(VerbForm):
    text = PlainTextField(
        label=_("Hvad skal de næste vide?"),
        help_text=_("Én lære ad gangen. Skriv, så en, der ikke var med, kan bruge den."),
        max_length=LESSON_LENGTH,
        lines=4,
    )


class AcknowledgeForm(VerbForm):
    text = PlainTextField(
        label=_("Hvad gør I ved det?"),
        help_text=_("Én linje. Det er også fint, hvis I gør noget andet. Skriv hvorfor."),
        max_length=LESSON_LENGTH,
        lines=3,
    )


class AdditionForm(VerbForm):
    text = PlainTextField(
        label=_("Hvad er nyt?"),
        help_text=_("Noget, I har lært siden, eller noget, der var forkert. Evalueringen selv bliver stående."),
        max_length=TEXT_LENGTH,
        lines=5,
    )
