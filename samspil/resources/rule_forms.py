"""The form about when something happens again, shown in parts; resources and tasks have it in common."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.foundation.forms import VerbForm, set_choices
from samspil.resources import recurrence
from samspil.resources.models import Day

DATE_WRONG = _("Skriv datoen som dag.måned.år, for eksempel 4.12.2026.")
TIME_WRONG = _("Skriv tiden som time:minut, for eksempel 19:30.")
DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME_INPUT = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RuleForm(VerbForm):
    """Asks for a pattern, days, and for a month which of them; the verb gets the rule (``recurrence``) they make.

    A rule that these questions cannot make is the pattern "own": it stays as it is.
    """

    pattern = forms.ChoiceField(label=_("Hvor tit sker det?"), required=False)
    days = forms.MultipleChoiceField(
        label=_("På hvilke dage?"), choices=Day.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    order = forms.TypedChoiceField(
        label=_("Hvilken uge i måneden?"),
        help_text=_("Kun når det er hver måned."),
        choices=[
            ("1", _("Den første")),
            ("2", _("Den anden")),
            ("3", _("Den tredje")),
            ("4", _("Den fjerde")),
            ("-1", _("Den sidste")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_at = forms.TimeField(
        label=_("Begynder klokken"), required=False, widget=TIME_INPUT, error_messages={"invalid": TIME_WRONG}
    )
    ends_at = forms.TimeField(
        label=_("Slutter klokken"), required=False, widget=TIME_INPUT, error_messages={"invalid": TIME_WRONG}
    )

    # The parts of the page: heading, whether it is folded away, fields.
    PARTS: tuple[tuple[Any, bool, tuple[str, ...]], ...] = ()
    CHIPS: tuple[str, ...] = ("days",)  # fields whose choices stand beside each other
    PATTERNS: Mapping[str, Any] = recurrence.PATTERNS
    rule_of: Callable[..., str] = staticmethod(recurrence.rule_of)
    # What the verb names otherwise than the form: where its errors stand.
    STANDS_AT: Mapping[str, str] = {"recurrence": "pattern"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        patterns = list(self.PATTERNS.items())
        if self.initial.get("pattern") == "own":
            patterns.append(("own", _("Som det står nu")))
        set_choices(self, "pattern", patterns)
        self.order_fields([name for _label, _is_folded, names in self.PARTS for name in names])

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts that have fields here; a fold stands open when something in it is filled in or wrong."""
        shown = []
        for label, is_folded, names in self.PARTS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                is_open = any(field.errors or field.value() for field in fields)
                shown.append({"label": label, "is_folded": is_folded, "is_open": is_open, "fields": fields})
        return shown

    def repeats(self, cleaned: dict[str, Any]) -> bool:
        """Whether what is asked about a rule counts."""
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.repeats(cleaned) and {"pattern", "days"} <= cleaned.keys():
            try:
                self.rule_of(cleaned["pattern"], cleaned["days"], cleaned.get("order") or 1)
            except ValidationError as problem:
                self.take_errors(problem)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The facts as the verb takes them; days and times as text, because they may have to wait in a link."""
        data = super().arguments()
        pattern, days, order = data.pop("pattern"), data.pop("days"), data.pop("order") or 1
        if not self.repeats(data):
            data["recurrence"] = ""
        elif pattern != "own":
            data["recurrence"] = self.rule_of(pattern, days, order)
        return {key: each.isoformat() if isinstance(each, date | time) else each for key, each in data.items()}

    def take_errors(self, problem: ValidationError) -> None:
        """What the verb says of the rule stands at the field people filled in."""
        if not hasattr(problem, "error_dict"):
            super().take_errors(problem)
            return
        for name, errors in problem.error_dict.items():
            super().take_errors(ValidationError({self.STANDS_AT.get(name, name): errors}))
