"""Forms for those who ask, and for those who answer: one question on a page, or all of a sheet to type in."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.assessments.models import Perspective
from samspil.assessments.queries import Question
from samspil.foundation.addresses import is_email_address
from samspil.foundation.forms import PlainTextField, VerbForm
from samspil.responses.actions import MOST_ADDRESSES
from samspil.responses.models import (
    FIRST_NAME_LENGTH,
    FUNCTION_LENGTH,
    HANDLED_LENGTH,
    REASON_LENGTH,
    WORDS_LENGTH,
    Channel,
    Unknown,
)


def function_field() -> PlainTextField:
    return PlainTextField(
        label=gettext_lazy("Hvilken funktion svarer de som?"),
        help_text=gettext_lazy("Kun for organisationen, for eksempel it, økonomi eller arbejdsmiljø."),
        max_length=FUNCTION_LENGTH,
        required=False,
    )


def reason_field() -> PlainTextField:
    return PlainTextField(
        label=gettext_lazy("Hvorfor svarer borgeren ikke selv?"),
        help_text=gettext_lazy("Kun for pårørende. Skriv ingen navne og ingen diagnoser."),
        max_length=REASON_LENGTH,
        required=False,
    )


class AskForm(VerbForm):
    perspective = forms.ChoiceField(
        label=gettext_lazy("Hvem er det?"), choices=Perspective.choices, widget=forms.RadioSelect
    )
    emails = forms.CharField(
        label=gettext_lazy("Mailadresser"),
        help_text=gettext_lazy("Én på hver linje. Hver får sit eget link. Adresserne bliver slettet igen."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv mindst én mailadresse.")},
    )
    function = function_field()
    in_place_why = reason_field()

    def clean_emails(self) -> list[str]:
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        wrong = [word for word in words[: MOST_ADDRESSES + 1] if not is_email_address(word)]
        if wrong:
            raise ValidationError(_("Den her ser ikke rigtig ud: %s") % wrong[0][:80])
        return words


def choices_of(question: Question) -> list[tuple[str, str]]:
    """The five steps in words, and the two answers that are no figure."""
    steps = [(str(step), label) for step, label in question.criterion.steps]
    return [*steps, *((value, str(label)) for value, label in Unknown.choices)]


class QuestionForm(forms.Form):
    """One question. Its choices are the steps in words."""

    svar = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Vælg et af svarene. Ved du det ikke, er det også et svar."),
            "invalid_choice": gettext_lazy("Vælg et af svarene."),
        },
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["svar"]
        field.label = question.text
        field.choices = choices_of(question)  # type: ignore[attr-defined]

    @property
    def options(self) -> list[dict[str, Any]]:
        """Each choice with its step, for the picture beside it."""
        return [
            {"widget": option, "step": int(value) if value.lstrip("-").isdecimal() else None}
            for option in self["svar"].subwidgets
            for value in [str(option.data["value"])]
        ]


class EnterForm(VerbForm):
    """All questions of a sheet for whoever types it in: short lists, from the keyboard alone."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Hvordan svarede de?"),
        choices=[(value, Channel(value).label) for value in (Channel.PAPER, Channel.INTERVIEW)],
        widget=forms.RadioSelect,
    )
    function = function_field()
    in_place_why = reason_field()

    def __init__(self, *args: Any, questions: list[Question], perspective: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid4  # drawn at random: it holds no time
        for name, only in (("function", Perspective.ORGANISATION), ("in_place_why", Perspective.RELATIVE)):
            if perspective == only:
                self.fields[name].required = True
            else:
                del self.fields[name]
        self.numbers = [question.criterion.number for question in questions]
        for question in questions:
            self.fields[question.criterion.number] = forms.ChoiceField(
                label=f"{question.criterion.number} {question.text}",
                choices=[("", "-"), *choices_of(question)],
                required=False,
                error_messages={"invalid_choice": _("Vælg et af svarene.")},
            )

    def clean(self) -> dict[str, Any]:
        """An empty sheet is told at its first question, where one can go from the message. One that asks nothing has
        none: the verb refuses it.
        """
        cleaned = super().clean() or self.cleaned_data
        is_empty = self.errors.keys().isdisjoint(self.numbers) and not any(map(cleaned.get, self.numbers))
        if self.numbers and is_empty:
            self.add_error(self.numbers[0], _("Arket er tomt. Vælg mindst ét svar. »Ved ikke« er også et."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "channel": cleaned["channel"],
            "function": cleaned.get("function", ""),
            "in_place_why": cleaned.get("in_place_why", ""),
            "values": {number: cleaned[number] for number in self.numbers if cleaned.get(number)},
            "key": cleaned.get("request_id") or "",
        }


class WordsForm(VerbForm):
    """One's own words. They show with a first name at most, and only with a yes."""

    text = PlainTextField(
        label=gettext_lazy("Vil du sige noget med dine egne ord?"),
        help_text=gettext_lazy("Skriv ikke andres navne. Andre kan læse det, når svarene er talt."),
        max_length=WORDS_LENGTH,
        lines=4,
    )
    first_name = PlainTextField(label=gettext_lazy("Dit fornavn"), max_length=FIRST_NAME_LENGTH, required=False)
    consent = forms.BooleanField(
        label=gettext_lazy("Ja, I må vise mine ord på siden. Jeg kan altid tage dem tilbage her."),
        error_messages={"required": gettext_lazy("Vi kan kun vise ordene, når du siger ja til det.")},
    )

    def __init__(self, *args: Any, has_function: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_function:
            del self.fields["first_name"]

    def arguments(self) -> dict[str, Any]:
        """Without the number of the form: the verb knows a second press by the words."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class HandleForm(VerbForm):
    text = PlainTextField(
        label=gettext_lazy("Hvad gør I ved uenigheden?"),
        help_text=gettext_lazy("Skriv, hvad I tror, den kommer af, og hvad I gør. Alle kan læse det."),
        max_length=HANDLED_LENGTH,
        lines=5,
    )
