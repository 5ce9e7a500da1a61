"""Forms about surveys: making one, handing it out, and answering it."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samspil.actors.queries import units
from samspil.foundation import clock
from samspil.foundation.addresses import is_email_address
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, EditForm, PlainTextField, VerbForm, set_choices
from samspil.foundation.models import TITLE_LENGTH
from samspil.foundation.traps import TRAPS, check_traps, set_traps
from samspil.surveys.actions import LONGEST_OPEN_LINK, MOST_ADDRESSES, MOST_SLIPS, phases_to_open
from samspil.surveys.catalogue import QuestionSet, may_begin_with
from samspil.surveys.making import SCALES
from samspil.surveys.models import (
    INTRO_LENGTH,
    LABEL_LENGTH,
    NOTE_LENGTH,
    QUESTION_LENGTH,
    WORDS_LENGTH,
    AnswerChannel,
    Design,
    Phase,
    Question,
    QuestionKind,
    Status,
    Survey,
)
from samspil.surveys.queries import SORTS, Filters

SORT_LABELS = {
    "nyeste": gettext_lazy("Nyeste først"),
    "lukker": gettext_lazy("Lukker først"),
    "titel": gettext_lazy("Efter navn"),
}
ABOUT = {
    "trial": gettext_lazy("Afprøvninger"),
    "practice": gettext_lazy("Sådan gør vi nu"),
    "evaluation": gettext_lazy("Evalueringer"),
    "proposal": gettext_lazy("Forslag"),
    "challenge": gettext_lazy("Udfordringer"),
    "actor": gettext_lazy("Foreninger og tilbud"),
}
SCALE_LABELS = {"ti": gettext_lazy("Fra 0 til 10"), "fem": gettext_lazy("Fra 1 til 5")}
BAD_DAY = gettext_lazy("Skriv datoen som dag.måned.år, for eksempel 4.12.2026.")
FIRST_ROUND = timedelta(days=14)


class SurveyFilterForm(FilterForm):
    status = forms.ChoiceField(label=gettext_lazy("Hvor langt"), required=False)
    om = forms.ChoiceField(label=gettext_lazy("Handler om"), required=False)
    mine = forms.ChoiceField(label=gettext_lazy("Hvis"), required=False)
    sorter = forms.ChoiceField(label=gettext_lazy("Rækkefølge"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "status", [("", ALL), *Status.choices])
        set_choices(self, "om", [("", _("Alt")), *ABOUT.items()])
        set_choices(self, "mine", [("", _("Alles")), ("ja", _("Dem, jeg holder"))])

    def filters(self) -> Filters:
        values = self.values()
        return Filters(
            words=values["q"],
            status=values["status"],
            kind=values["om"],
            mine=values["mine"],
            sort=values["sorter"] or next(iter(SORTS)),
        )


# --- making -----------------------------------------------------------------------------------------------------------


class SurveyTexts(VerbForm):
    """The texts that making and editing share."""

    title = PlainTextField(
        label=gettext_lazy("Hvad hedder spørgeskemaet?"),
        help_text=gettext_lazy("De, der svarer, ser navnet."),
        max_length=TITLE_LENGTH,
    )
    intro = PlainTextField(
        label=gettext_lazy("Hvorfor spørger I?"),
        help_text=gettext_lazy("To linjer er nok. Skriv, hvad svarene skal bruges til."),
        max_length=INTRO_LENGTH,
        lines=3,
        required=False,
    )
    unit_id = forms.ChoiceField(
        label=gettext_lazy("Hvilken enhed holder det?"),
        help_text=gettext_lazy("De, der arbejder der, kan også åbne, lukke og taste svar ind."),
        required=False,
    )
    licence_note = PlainTextField(
        label=gettext_lazy("Med hvilken ret bruger I ordene?"),
        help_text=gettext_lazy("Kun når ordene er andres. Skriv licensen, hvem der gav den, og hvornår."),
        max_length=NOTE_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = units(self.viewer).values_list("pk", "actor__name")
        set_choices(self, "unit_id", [("", _("Ingen")), *((str(pk), name) for pk, name in rows)])


class MakeSurveyForm(SurveyTexts):
    question_set = forms.ChoiceField(
        label=gettext_lazy("Hvad vil I begynde med?"), required=False, widget=forms.RadioSelect
    )
    design = forms.ChoiceField(
        label=gettext_lazy("Hvor mange gange spørger I?"),
        help_text=gettext_lazy("To gange viser, om noget er blevet anderledes."),
        choices=Design.choices,
        initial=Design.ONCE,
        widget=forms.RadioSelect,
    )
    field_order = ["question_set", "title", "intro", "design", "unit_id", "licence_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = [(each.key, label_of(each)) for each in may_begin_with()]
        set_choices(self, "question_set", [*sets, ("", _("Et tomt spørgeskema. Vi skriver selv spørgsmålene."))])


def label_of(each: QuestionSet) -> str:
    facts = {"name": each.name, "purpose": each.purpose}
    if each.is_ours:
        return _("%(name)s. %(purpose)s") % facts
    return _("%(name)s. %(purpose)s Ordene skriver I selv ind, hvis I har retten til dem.") % facts


class EditSurveyForm(SurveyTexts, EditForm):
    field_order = ["title", "intro", "unit_id", "licence_note"]

    @staticmethod
    def initial_of(survey: Survey) -> dict[str, Any]:
        return {
            "title": survey.title,
            "intro": survey.intro,
            "unit_id": str(survey.unit_id or ""),
            "licence_note": survey.licence_note,
            "expected_version": survey.version,
        }


class QuestionForm(VerbForm):
    """A question. Which of the fields count follows from the kind; the others may stand empty."""

    kind = forms.ChoiceField(label=gettext_lazy("Hvordan svarer man?"), choices=QuestionKind.choices)
    text = PlainTextField(
        label=gettext_lazy("Spørgsmålet"),
        help_text=gettext_lazy("Spørg om én ting ad gangen, med hverdagens ord."),
        max_length=QUESTION_LENGTH,
        lines=2,
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("Skalaen"),
        help_text=gettext_lazy("Kun når man svarer på en skala."),
        choices=list(SCALE_LABELS.items()),
        required=False,
    )
    low_label = PlainTextField(label=gettext_lazy("Hvad betyder det laveste?"), max_length=LABEL_LENGTH, required=False)
    high_label = PlainTextField(
        label=gettext_lazy("Hvad betyder det højeste?"), max_length=LABEL_LENGTH, required=False
    )
    options = PlainTextField(
        label=gettext_lazy("Svarene, ét på hver linje"),
        help_text=gettext_lazy("Kun når man vælger mellem svar, eller når hvert trin har sit ord."),
        max_length=1000,
        lines=4,
        required=False,
    )

    def __init__(self, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question:
            del self.fields["kind"]
            has_scale = question.kind == QuestionKind.SCALE
            if not has_scale or (question.low, question.high) not in SCALES.values():
                del self.fields["scale"]
            if not has_scale:
                del self.fields["low_label"], self.fields["high_label"]
            if not has_scale and question.kind != QuestionKind.CHOICE:
                del self.fields["options"]

    @staticmethod
    def initial_of(question: Question) -> dict[str, Any]:
        ends = (question.low, question.high)
        return {
            "text": question.text,
            "scale": next((name for name, scale in SCALES.items() if scale == ends), ""),
            "low_label": question.low_label,
            "high_label": question.high_label,
            "options": "\n".join(question.options),
        }


class SumForm(VerbForm):
    name = PlainTextField(label=gettext_lazy("Hvad hedder summen?"), max_length=LABEL_LENGTH)
    items = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvilke spørgsmål lægges sammen?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Vælg mindst to spørgsmål med skala."),
            "invalid_choice": gettext_lazy("Vælg en af mulighederne på listen."),
        },
    )
    turned = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvilke af dem vender modsat?"),
        help_text=gettext_lazy("Så tæller det højeste svar som det laveste."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Vælg en af mulighederne på listen.")},
    )
    multiplier = forms.DecimalField(
        label=gettext_lazy("Gang summen med"), initial=1, min_value=0, max_value=100, max_digits=6, decimal_places=3
    )
    cut_offs = PlainTextField(
        label=gettext_lazy("Grænser, én på hver linje"),
        help_text=gettext_lazy("For eksempel 3-6: let. Summen vises kun, når alle spørgsmål i den er besvaret."),
        max_length=600,
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scales = [(row.pk, row.text) for row in survey.questions.filter(kind=QuestionKind.SCALE)]
        set_choices(self, "items", scales)
        set_choices(self, "turned", scales)


# --- opening and handing out ------------------------------------------------------------------------------------------


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": BAD_DAY, "required": gettext_lazy("Vælg en dag.")},
        **options,
    )


class OpenSurveyForm(EditForm):
    phase = forms.ChoiceField(label=pgettext_lazy("spørgeskema", "Hvilken runde?"), widget=forms.RadioSelect)
    closes_on = day_field(label=gettext_lazy("Sidste dag for svar"))
    next_step = PlainTextField(
        label=gettext_lazy("Hvad sker der med svarene?"),
        help_text=gettext_lazy("De, der svarer, læser det bagefter. Skriv, hvem der gør hvad."),
        max_length=NOTE_LENGTH,
        lines=3,
    )
    next_on = day_field(label=gettext_lazy("Senest hvornår hører de nyt?"))

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {**dict(Phase.choices), Phase.ONCE: _("Den eneste")}
        set_choices(self, "phase", [(phase.value, labels[phase]) for phase in phases_to_open(survey)])

    @staticmethod
    def initial_of(survey: Survey) -> dict[str, Any]:
        is_open, today = survey.status == Status.OPEN, clock.today()
        choices = phases_to_open(survey)
        return {
            "phase": choices[-1].value if choices else "",
            "closes_on": survey.closes_on if is_open else today + FIRST_ROUND,
            "next_step": survey.next_step,
            "next_on": survey.next_on if is_open else today + 2 * FIRST_ROUND,
            "expected_version": survey.version,
        }


class InviteForm(VerbForm):
    emails = forms.CharField(
        label=gettext_lazy("Mailadresser"),
        help_text=gettext_lazy("Én på hver linje, eller med komma imellem. Vi sletter dem 30 dage efter sidste dag."),
        max_length=20_000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv mindst én mailadresse.")},
    )

    def clean_emails(self) -> list[str]:
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        wrong = [word for word in words[: MOST_ADDRESSES + 1] if not is_email_address(word)]
        if wrong:
            raise ValidationError(_("Den her ser ikke rigtig ud: %s") % wrong[0][:80])
        return words


class SlipsForm(VerbForm):
    count = forms.IntegerField(label=gettext_lazy("Hvor mange sedler?"), min_value=1, max_value=MOST_SLIPS, initial=20)


class OpenLinkForm(VerbForm):
    days = forms.IntegerField(
        label=gettext_lazy("Hvor mange dage skal det virke?"),
        help_text=gettext_lazy("Alle, der ser det, kan svare. Brug det, hvor I kender dem, der kommer."),
        min_value=1,
        max_value=LONGEST_OPEN_LINK,
        initial=7,
    )


# --- answering --------------------------------------------------------------------------------------------------------


class AnswerForm(VerbForm):
    """The survey itself. Every question may be skipped; the verb asks for at least one answer."""

    def __init__(self, *args: Any, survey: Survey, is_for_all: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid4  # drawn at random: it holds no time
        for question in survey.questions.all():
            self.fields[question.name] = self.field_for(question)
        if is_for_all:
            set_traps(self)

    def field_for(self, question: Question) -> forms.Field:
        if question.kind == QuestionKind.TEXT:
            hint = _("Skriv ikke navne. Ordene kan blive vist for andre, uden at nogen kan se, at de er dine.")
            return PlainTextField(label=question.text, help_text=hint, max_length=WORDS_LENGTH, lines=4, required=False)
        if question.kind == QuestionKind.NUMBER:
            return self.number(question)
        return self.choice(question)

    def number(self, question: Question) -> forms.Field:
        limits = {"low": question.low, "high": question.high}
        wrong = _("Skriv et helt tal fra %(low)d til %(high)d.") % limits
        return forms.IntegerField(
            label=question.text,
            required=False,
            min_value=question.low,
            max_value=question.high,
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )

    def choice(self, question: Question) -> forms.Field:
        ends = {"low": question.low, "high": question.high, "bad": question.low_label, "good": question.high_label}
        has_ends = bool(question.low_label or question.high_label) and not question.options
        return forms.TypedChoiceField(
            label=question.text,
            help_text=_("%(low)s er %(bad)s, %(high)s er %(good)s") % ends if has_ends else "",
            choices=question.steps,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Vælg et af svarene.")},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if TRAPS[0] in self.fields:
            check_traps(self)
        return cleaned

    @property
    def asked(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith("q")]

    def arguments(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name[0] == "q" and name[1:].isdecimal()}
        return {
            "values": {name: value for name, value in values.items() if value not in (None, "")},
            "key": self.cleaned_data.get("request_id") or "",
        }


class EnterForm(AnswerForm):
    """The same questions for somebody who types in many sheets: numbers and short lists, from the keyboard alone."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Hvordan svarede de?"),
        choices=[(value, AnswerChannel(value).label) for value in (AnswerChannel.PAPER, AnswerChannel.INTERVIEW)],
        widget=forms.RadioSelect,
    )

    def choice(self, question: Question) -> forms.Field:
        if question.kind == QuestionKind.SCALE:
            field = self.number(question)
            field.help_text = cast(Any, super().choice(question)).help_text or _("%(low)s til %(high)s") % {
                "low": question.low,
                "high": question.high,
            }
            return field
        field = super().choice(question)
        field.widget = forms.Select(choices=[("", "-"), *question.steps])
        cast(forms.ChoiceField, field).choices = [("", "-"), *question.steps]
        return field

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "channel": self.cleaned_data["channel"]}


class CodeForm(forms.Form):
    kode = forms.CharField(
        label=gettext_lazy("Koden på sedlen"),
        help_text=gettext_lazy("Tolv tegn. Mellemrum er lige meget."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Skriv koden.")},
    )
