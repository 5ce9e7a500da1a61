"""Forms about asking differently and about the open lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.challenges import asking
from samspil.challenges.models import Challenge
from samspil.foundation.forms import PlainTextField, VerbForm
from samspil.foundation.models import TITLE_LENGTH
from samspil.identity.forms import ContributionForm
from samspil.reframing.models import (
    COMMENT_LENGTH,
    NOTE_LENGTH,
    OFFER_LENGTH,
    QUESTION_LENGTH,
    REASON_LENGTH,
    REPLY_LENGTH,
    ListKind,
    Vote,
)


class WordingForm(ContributionForm):
    question = PlainTextField(
        label=_("Hvordan vil du spørge?"),
        help_text=_("Skriv det som et spørgsmål om menneskers liv, ikke om et tilbud."),
        max_length=TITLE_LENGTH,
    )
    reason = PlainTextField(
        label=_("Hvorfor hellere sådan?"),
        help_text=_("Hvad kan vi få øje på, når vi spørger på den måde?"),
        max_length=REASON_LENGTH,
        lines=4,
    )
    field_order = ["question", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asking.listen(self.fields["question"])

    def clean_question(self) -> str:
        """The question as it was typed, or the wording that the helper offered and the writer picked."""
        return asking.chosen(self.cleaned_data["question"], self.data)


class AnswerForm(VerbForm):
    """Two buttons and a line. Each button is the vote."""

    vote = forms.ChoiceField(label=_("Dit svar"), choices=Vote.choices)
    comment = PlainTextField(
        label=_("Vil du sige hvorfor?"),
        help_text=_("En linje er nok. Den står med dit navn på siden."),
        max_length=COMMENT_LENGTH,
        required=False,
    )


class SettleForm(VerbForm):
    note = PlainTextField(
        label=_("Hvad vil du sige til dem, der svarede?"),
        help_text=_("Det står ved svaret på siden og i mailen til dem, der følger med."),
        max_length=NOTE_LENGTH,
        lines=3,
    )


class WhyForm(ContributionForm):
    body = PlainTextField(
        label=_("Skriv dit hvorfor"),
        help_text=_("Spørg til det, vi plejer at gøre. Der er ingen dumme spørgsmål."),
        max_length=QUESTION_LENGTH,
        lines=3,
    )
    offer = PlainTextField(
        label=_("Hvilket tilbud eller hvilken vane handler det om?"),
        help_text=_("For eksempel: Besøgsven fra ventelisten."),
        max_length=OFFER_LENGTH,
        required=False,
    )
    assumption = PlainTextField(
        label=_("Hvad går vi ud fra?"),
        help_text=_("For eksempel: Vi går ud fra, at han helst vil have besøg."),
        max_length=QUESTION_LENGTH,
        lines=2,
        required=False,
    )
    field_order = ["body", "offer", "assumption"]


class WhyNotForm(ContributionForm):
    body = PlainTextField(
        label=_("Skriv dit hvorfor ikke"),
        help_text=_("Tænk højt. Det må gerne være noget, ingen har prøvet."),
        max_length=QUESTION_LENGTH,
        lines=3,
    )
    helper = PlainTextField(
        label=_("Hvem eller hvad kunne hjælpe?"),
        help_text=_("For eksempel lystfiskerforeningen eller et sted, hvor folk allerede mødes."),
        max_length=OFFER_LENGTH,
        required=False,
    )
    field_order = ["body", "helper"]


ASK_FORMS: dict[str, type[ContributionForm]] = {ListKind.WHY: WhyForm, ListKind.WHY_NOT: WhyNotForm}

LONGEST_OFFER = 60  # a longer first sentence about today is no name of an offer


def starters(challenge: Challenge, kind: str) -> list[dict[str, str]]:
    """Questions to begin with: what the fields of the form would hold. The first asks about today's own practice."""
    if kind == ListKind.WHY_NOT:
        return [
            {"body": gettext("Hvorfor ikke en forening, der allerede mødes her?")},
            {"body": gettext("Hvorfor ikke lokale fællesskaber?")},
            {"body": gettext("Kunne man ikke spørge naboerne?")},
        ]
    offer = challenge.today.partition(". ")[0].strip().rstrip(".")
    asked = [
        {"body": gettext("Hvorfor gør vi sådan i dag?")},
        {"body": gettext("Hvorfor hver for sig og ikke sammen?")},
    ]
    if not 0 < len(offer) <= LONGEST_OFFER:
        return asked
    named = offer if offer[1:2].isupper() else offer[0].lower() + offer[1:]
    return [{"body": gettext("Hvorfor er %s løsningen for …?") % named, "offer": offer}, *asked]


class ReplyForm(ContributionForm):
    body = PlainTextField(
        label=_("Hvad svarer du?"),
        help_text=_("Skriv som du taler. Skriv ikke navne på andre."),
        max_length=REPLY_LENGTH,
        lines=5,
    )
    field_order = ["body"]
