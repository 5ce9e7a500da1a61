"""The writing helper on the page: says kindly why another wording may open more doors, and never stands in the way.

The rules are in ``samspil.wording``, which knows no language but Danish. The words around them are here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from samspil.foundation.text import clean_line, find_cpr
from samspil.wording import Kind, look_at

# Longer is no question any more, and the form says so itself.
LOOKED_AT = 1000
SHOWN_WORDS = 60

WHY = {
    Kind.ACTOR: _(
        "Spørgsmålet begynder med dem, der skal gøre noget. Begynder det med livet, kan også andre melde sig."
    ),
    Kind.SERVICE: _("Spørgsmålet begynder med et tilbud. Begynder det med mennesker, er der flere veje at gå."),
    Kind.TECHNOLOGY: _("Redskabet er valgt på forhånd. Spørg til hverdagen, så bliver det ét svar blandt flere."),
    Kind.SOLUTION: _("Svaret står allerede i spørgsmålet. Uden det kan andre få øje på noget nyt."),
    Kind.CLOSED: _("Det kan besvares med ja eller nej. Et åbent spørgsmål giver flere idéer."),
    Kind.BLAME: _("Det kan lyde, som om nogen har skylden. Uden skyld tør flere fortælle, hvad de ser."),
    Kind.DEFICIT: _("De, det handler om, læser måske med. De er mere end det, de mangler."),
    Kind.STATEMENT: _("Det er et godt emne. Som spørgsmål inviterer det andre til at svare."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    words: str  # the writer's own, or nothing when they are the whole question
    why: Any


@dataclass(frozen=True, slots=True)
class Asking:
    """What the helper offers about one question. ``picked`` is the number of the wording chosen so far."""

    question: str
    reasons: list[Reason]
    wordings: tuple[str, ...]
    picked: str = ""


def about(question: str, picked: str = "") -> Asking | None:
    """What to offer, or None: most questions are left alone, and what holds a CPR number is repeated nowhere."""
    question = clean_line(question[:LOOKED_AT])
    findings = [finding for finding in look_at(question) if finding.rewordings]
    if not findings or find_cpr(question):
        return None
    reasons = [
        Reason(each.words if len(each.words) <= SHOWN_WORDS and each.words != question else "", WHY[each.kind])
        for each in findings
    ]
    return Asking(question, reasons, findings[0].rewordings, picked)


def is_asked(data: Mapping[str, Any]) -> bool:
    """Whether the form has carried the helper's offer once. It is not made again, whatever became of it."""
    return bool(data.get("asked"))


def chosen(question: str, data: Mapping[str, Any]) -> str:
    """The wording picked for this very question; the question itself when none was, or when it was typed anew."""
    number = str(data.get("wording", ""))
    if clean_line(str(data.get("asked", ""))[:LOOKED_AT]) != question or number not in ("1", "2", "3"):
        return question
    offered = about(question)
    wordings = offered.wordings if offered else ()
    return wordings[int(number) - 1] if int(number) <= len(wordings) else question


def listen(field: forms.Field) -> None:
    """Let the helper read along while somebody writes in this field, which is called ``question`` on its form.

    The template puts ``challenges/asking_live.html`` behind the field. Only the question is sent.
    """
    field.widget.attrs |= {
        "hx-post": reverse_lazy("challenges:asking"),
        "hx-trigger": "input changed delay:800ms",
        "hx-target": "#asking",
        "hx-params": "question,csrfmiddlewaretoken",
        "hx-sync": "this:replace",
    }
