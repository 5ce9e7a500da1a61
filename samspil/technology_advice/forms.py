"""Forms of the cross-cutting group: a question to it, and its advice with what each member has at stake."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.actors.models import Person
from samspil.challenges.forms import unit_choices
from samspil.decisions.models import ADVICE_LENGTH, INTEREST_LENGTH, UNSAID, Stake
from samspil.foundation import clock
from samspil.foundation.filtering import FilterForm
from samspil.foundation.forms import ALL, PlainTextField, VerbForm, set_choices
from samspil.foundation.ids import as_uuid
from samspil.identity.people_forms import DayField
from samspil.technology_advice.models import ANSWER_WITHIN, QUESTION_LENGTH
from samspil.technology_advice.queries import STATES, Filters

AWAY = "away"  # took no part, and states nothing


class RequestFilterForm(FilterForm):
    status = forms.ChoiceField(label=_("Hvor det står"), required=False, choices=[("", ALL), *STATES.items()])
    enhed = forms.ChoiceField(label=_("Enhed"), required=False)
    sorter = forms.ChoiceField(
        label=_("Rækkefølge"), required=False, choices=[("nyeste", _("Nyeste først")), ("frist", _("Efter frist"))]
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "enhed", unit_choices(viewer, _("Alle enheder")))

    def filters(self) -> Filters:
        values = self.values()
        return Filters(values["q"], values["status"], as_uuid(values["enhed"]), values["sorter"] or "nyeste")


class AskForm(VerbForm):
    question = PlainTextField(
        label=_("Hvad vil I have råd om?"),
        help_text=_("Skriv, hvad I er i tvivl om, og hvad I selv hælder til."),
        max_length=QUESTION_LENGTH,
        lines=5,
    )
    due = DayField(label=_("Hvornår senest?"), help_text=_("I venter ikke på rådet. I kan gå videre uden."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].initial = clock.today() + ANSWER_WITHIN


class GiveForm(VerbForm):
    """The advice, and two fields for each member: whether they were there with an interest, and which.

    Nobody's statement is filled in beforehand, and each label names whom it is about.
    """

    meeting_on = DayField(label=_("Hvornår talte I om det?"))
    recommendation = PlainTextField(
        label=_("Hvad råder I til?"),
        help_text=_("Skriv også, hvad I lægger vægt på. Det er et råd. Enheden beslutter."),
        max_length=ADVICE_LENGTH,
        lines=6,
    )
    dissent = PlainTextField(
        label=_("Var nogen uenige?"),
        help_text=_("Skriv det med deres egne ord. Det står ved siden af rådet."),
        max_length=ADVICE_LENGTH,
        lines=4,
        required=False,
    )

    def __init__(self, *args: Any, members: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        self.fields["meeting_on"].required = True
        for person in self.members:
            told, name = {"who": person.name}, str(person.pk)
            is_own = person.pk == self.viewer.person_id
            away = [] if is_own else [(AWAY, _("Var ikke med"))]
            self.fields[f"stake_{name}"] = forms.ChoiceField(
                label=_("Har du selv noget på spil?") if is_own else _("Var %(who)s med, og er noget på spil?") % told,
                choices=[("", _("Vælg")), *away, *Stake.choices],
                error_messages={"required": UNSAID if is_own else _("Sig, om %(who)s var med.") % told},
            )
            self.fields[f"note_{name}"] = PlainTextField(
                label=_("Hvad har du på spil?") if is_own else _("Hvad har %(who)s på spil?") % told,
                help_text=_("Kun når der er noget. Skriv det kort."),
                max_length=INTEREST_LENGTH,
                required=False,
                tells_when=True,
            )

    @property
    def own_fields(self) -> list[Any]:
        return [self[name] for name in ("meeting_on", "recommendation", "dissent")]

    @property
    def stakes(self) -> list[tuple[Any, Any]]:
        return [(self[f"stake_{person.pk}"], self[f"note_{person.pk}"]) for person in self.members]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            **{name: told[name] for name in ("request_id", "meeting_on", "recommendation", "dissent")},
            "statements": {
                str(person.pk): (told[f"stake_{person.pk}"], told[f"note_{person.pk}"])
                for person in self.members
                if told[f"stake_{person.pk}"] != AWAY
            },
        }
