"""How the questions and sums of a draft are put together. The verbs in ``actions`` call this and write the journal."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from samspil.actors.models import Unit
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Subject
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, clean_texts
from samspil.foundation.viewer import Viewer
from samspil.surveys.catalogue import WHAT_CHANGED, QuestionSet
from samspil.surveys.models import (
    LABEL_LENGTH,
    MOST_QUESTIONS,
    Question,
    QuestionKind,
    SumItem,
    SumScore,
    Survey,
)

ABOUT_KINDS = ("trial", "practice", "evaluation", "proposal", "challenge", "actor")
MOST_OPTIONS = 12
HIGHEST_NUMBER = 10_000
SCALES = {"ti": (0, 10), "fem": (1, 5)}


def find_about(about_id: UUID | str | None, by: Viewer) -> Subject | None:
    """What a survey is to be about, among what ``by`` may read. Raises: NotFound."""
    if not about_id:
        return None
    key = as_uuid(about_id)
    rows = Subject.objects.visible_to(by).filter(kind__in=ABOUT_KINDS).exclude(title="")
    found = rows.filter(pk=key).first() if key else None
    if found is None or (found.kind == "actor" and found.actor.is_person):
        raise NotFound(f"Subject {about_id}")
    return found


def unit_of(unit_id: UUID | str | None, by: Viewer) -> Unit | None:
    """Raises: ValidationError at ``unit_id``."""
    if not unit_id:
        return None
    found = Unit.objects.visible_to(by).filter(pk=as_uuid(unit_id)).first()
    if found is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    return found


# --- questions --------------------------------------------------------------------------------------------------------


def begin(survey: Survey, begun_with: QuestionSet | None) -> None:
    """The questions and sums of a set, copied so that the survey keeps what was asked; and always the open question."""
    made: dict[str, Question] = {}
    for place, each in enumerate(begun_with.questions if begun_with else (), 1):
        made[each.key] = Question.objects.create(
            survey=survey,
            position=place,
            kind=each.kind,
            text=str(each.text),
            low=each.low,
            high=each.high,
            low_label=str(each.ends[0]),
            high_label=str(each.ends[1]),
            options=[str(option) for option in each.options],
        )
    Question.objects.create(
        survey=survey, position=len(made) + 1, kind=QuestionKind.TEXT, text=str(WHAT_CHANGED), is_fixed=True
    )
    for sum_ in begun_with.sums if begun_with else ():
        score = SumScore.objects.create(
            survey=survey,
            name=str(sum_.name),
            multiplier=sum_.multiplier,
            least_items=sum_.least,
            cut_offs=[[low, high, str(label)] for low, high, label in sum_.cut_offs],
            formula=str(sum_.formula),
        )
        SumItem.objects.bulk_create(
            SumItem(score=score, question=made[key], is_reversed=key in sum_.turned) for key in sum_.items
        )


def question_of(survey: Survey, question_id: Any) -> Question:
    """A question of this survey. Raises: NotFound for those of others, too."""
    found = survey.questions.filter(pk=question_id).first() if str(question_id).isdecimal() else None
    if found is None:
        raise NotFound(f"Question {question_id}")
    return found


def shape(
    question: Question, *, text: str, scale: str = "", low_label: str = "", high_label: str = "", options: str = ""
) -> None:
    """Set what a question asks and how it is answered. ``options`` are lines; ``scale`` is one of ``SCALES``.

    Without ``scale`` a scale keeps the ends it has. Raises: ValidationError by field.
    """
    question.text, question.low_label, question.high_label = text, low_label, high_label
    clean_texts(question, ("text", "low_label", "high_label"))
    if not question.text:
        raise ValidationError({"text": [_("Skriv spørgsmålet.")]})
    guard(options=options)
    lines = list(dict.fromkeys(filter(None, (clean_line(line) for line in options.splitlines()))))
    if any(len(line) > LABEL_LENGTH for line in lines):
        raise ValidationError({"options": [_("Hvert svar må højst have %d tegn.") % LABEL_LENGTH]})
    if question.kind == QuestionKind.CHOICE and not 2 <= len(lines) <= MOST_OPTIONS:
        raise ValidationError({"options": [_("Skriv fra 2 til %d svar, ét på hver linje.") % MOST_OPTIONS]})
    if question.kind == QuestionKind.SCALE:
        if scale in SCALES:
            question.low, question.high = SCALES[scale]
        elif question.low is None or question.high is None:
            raise ValidationError({"scale": [_("Vælg en af mulighederne på listen.")]})
        steps = (question.high or 0) - (question.low or 0) + 1
        if lines and len(lines) != steps:
            raise ValidationError({"options": [_("Skriv ét svar for hvert af de %d trin, eller ingen.") % steps]})
    elif question.kind == QuestionKind.NUMBER:
        question.low = question.low or 0
        question.high = question.high or HIGHEST_NUMBER
    question.options = lines if question.kind in (QuestionKind.CHOICE, QuestionKind.SCALE) else []
    question.save()


def add(survey: Survey, kind: str, **facts: str) -> Question:
    """Put a question last, before the open one. Raises: ValidationError by field."""
    if kind not in QuestionKind.values:
        raise ValidationError({"kind": [_("Vælg en af mulighederne på listen.")]})
    if survey.questions.count() >= MOST_QUESTIONS:
        raise ValidationError(_("Der er plads til %d spørgsmål. Færre er bedre.") % MOST_QUESTIONS)
    last = survey.questions.filter(is_fixed=False).aggregate(last=Max("position"))["last"] or 0
    question = Question(survey=survey, position=last + 1, kind=kind)
    shape(question, **facts)
    survey.questions.filter(is_fixed=True).update(position=last + 2)
    return question


def move(survey: Survey, question: Question, *, up: bool) -> None:
    """Change places with the question before or after. The open one stays last."""
    others = survey.questions.filter(is_fixed=False).exclude(pk=question.pk)
    if question.is_fixed:
        return
    if up:
        other = others.filter(position__lte=question.position).order_by("-position", "-pk").first()
    else:
        other = others.filter(position__gte=question.position).order_by("position", "pk").first()
    if other:
        question.position, other.position = other.position, question.position
        question.save(update_fields=["position"])
        other.save(update_fields=["position"])


def remove(question: Question) -> None:
    """Take a question out, and out of its sums; a sum of one question is none. Raises: ValidationError."""
    if question.is_fixed:
        raise ValidationError(_("Det sidste spørgsmål er altid med: Hvad er blevet anderledes?"))
    scores = list(SumScore.objects.filter(items__question=question))
    question.delete()
    for score in scores:
        if score.items.count() < 2:
            score.delete()


# --- sums -------------------------------------------------------------------------------------------------------------


def add_sum(
    survey: Survey, *, name: str, items: list[int], turned: list[int], multiplier: Any = 1, cut_offs: str = ""
) -> SumScore:
    """A sum of some of the scales. ``cut_offs`` are lines such as "3-6: let". Raises: ValidationError by field."""
    scales = {question.pk: question for question in survey.questions.filter(kind=QuestionKind.SCALE)}
    if len(set(items)) < 2 or not set(items) <= set(scales):
        raise ValidationError({"items": [_("Vælg mindst to spørgsmål med skala.")]})
    if not set(turned) <= set(items):
        raise ValidationError({"turned": [_("Vend kun spørgsmål, der er med i summen.")]})
    score = SumScore(survey=survey, name=name, multiplier=multiplier, cut_offs=parse_cut_offs(cut_offs))
    clean_texts(score, ("name",))
    if not score.name:
        raise ValidationError({"name": [_("Skriv, hvad summen hedder.")]})
    if not 0 < score.multiplier <= 100:
        raise ValidationError({"multiplier": [_("Skriv et tal over 0 og højst 100.")]})
    score.save()
    SumItem.objects.bulk_create(
        SumItem(score=score, question=scales[pk], is_reversed=pk in turned) for pk in dict.fromkeys(items)
    )
    return score


def parse_cut_offs(text: str) -> list[list[Any]]:
    """Lines of "from-to: label" as [from, to, label]. Raises: ValidationError at ``cut_offs``."""
    guard(cut_offs=text)
    found: list[list[Any]] = []
    wrong = ValidationError({"cut_offs": [_("Skriv hver grænse som 3-6: navn. De må ikke overlappe.")]})
    for line in filter(None, (clean_line(line) for line in text.splitlines())):
        numbers, colon, label = line.partition(":")
        low, dash, high = (part.strip() for part in numbers.partition("-"))
        if not (colon and dash and low.isdecimal() and high.isdecimal() and label.strip()):
            raise wrong
        found.append([int(low[:6]), int(high[:6]), label.strip()[:LABEL_LENGTH]])
    ordered = sorted(found)
    pairs = zip(ordered, ordered[1:], strict=False)
    if any(low > high for low, high, _label in found) or any(one[1] >= two[0] for one, two in pairs):
        raise wrong
    return ordered
