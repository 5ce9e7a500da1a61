"""What a survey showed: the same figures for the page, the table and the files, so that all hide the same.

Nothing is shown of a round before it is over, nor of fewer than five answers: neither of a round, a question or a sum.
Distributions with a small group in them are left out whole. Where a sum and its questions, or two sums of the same
question, were answered by groups that differ by one to four people, only one of them is shown: otherwise those few
could be found by subtraction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.surveys.models import Answer, Phase, Question, QuestionKind, SumScore, Survey, Words
from samspil.surveys.scoring import (
    SMALLEST_GROUP,
    Estimate,
    Item,
    counted_in,
    difference,
    estimate,
    may_stand_beside,
    range_of,
    shown_counts,
    sum_of,
)

Group = dict[UUID, float]  # what each answer gave; the keys tell which groups differ


def said(value: float, *, signed: bool = False) -> str:
    """A figure with one decimal, as people read it."""
    text = number_format(round(value, 1) + 0.0, decimal_pos=1)
    return f"+{text}" if signed and round(value, 1) > 0 else text


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave an answer, of those who answered the question."""

    label: str
    count: int
    n: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.n)


@dataclass(slots=True)
class Figure:
    """One question or sum in one round. Without ``n`` nothing of it is shown, and ``why`` says so."""

    phase: str
    label: str
    n: int | None = None
    mean: Estimate | None = None
    shares: list[Share] = field(default_factory=list)
    why: str = ""
    bar: str = "0%"  # where the mean and the ends of its interval lie between the ends of the scale
    least: str = "0%"
    most: str = "0%"

    @property
    def mean_said(self) -> str:
        return said(self.mean.mean) if self.mean else ""

    @property
    def interval_said(self) -> str:
        if self.mean is None:
            return ""
        return _("%(low)s til %(high)s") % {"low": said(self.mean.low), "high": said(self.mean.high)}


@dataclass(slots=True)
class Line:
    """A question or a sum through the rounds, with what changed between them."""

    key: str
    text: str
    low: float = 0
    high: float = 0
    note: str = ""
    ends: str = ""
    is_sum: bool = False
    figures: list[Figure] = field(default_factory=list)
    change: Estimate | None = None

    @property
    def is_shown(self) -> bool:
        return any(figure.n for figure in self.figures)

    @property
    def has_means(self) -> bool:
        return any(figure.mean for figure in self.figures)

    @property
    def change_said(self) -> str:
        return said(self.change.mean, signed=True) if self.change else ""

    @property
    def change_interval(self) -> str:
        if self.change is None:
            return ""
        ends = {"low": said(self.change.low, signed=True), "high": said(self.change.high, signed=True)}
        return _("%(low)s til %(high)s") % ends

    @property
    def change_words(self) -> str:
        if self.change is None:
            return ""
        if self.change.is_clear:
            return _("Forskellen er større, end tilfældet plejer at give.")
        return _("Forskellen kan være tilfældig.")


@dataclass(slots=True)
class Round:
    """One round: whether it is over, and how many answered, where that may be told."""

    phase: str
    label: str
    is_over: bool
    n: int | None

    @property
    def is_shown(self) -> bool:
        return self.n is not None


@dataclass(slots=True)
class Result:
    survey: Survey
    rounds: list[Round]
    lines: list[Line]
    words: list[Words]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see."""
        return any(row.is_shown for row in self.rounds)

    @property
    def shown_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_shown]

    @property
    def main_lines(self) -> list[Line]:
        """The few to show where there is little room: the sums, or the first questions."""
        return [line for line in self.shown_lines if line.is_sum] or self.shown_lines[:3]

    @property
    def hidden_lines(self) -> list[Line]:
        return [line for line in self.lines if not line.is_shown]


def results_of(surveys: Sequence[Survey]) -> dict[UUID, Result]:
    """The results of some surveys: four queries, however many they are."""
    ids = [survey.pk for survey in surveys if not survey.is_draft]
    questions = by_survey(Question.objects.filter(survey__in=ids))
    sums = by_survey(SumScore.objects.filter(survey__in=ids).prefetch_related("items__question"))
    # Each answer's own key is drawn at random, so no order of the database is an order of people.
    answers = by_survey(Answer.objects.filter(survey__in=ids).only("id", "survey_id", "phase", "values"))
    words = by_survey(Words.objects.filter(survey__in=ids, is_released=True).select_related("question").order_by("pk"))
    return {
        survey.pk: result_from(
            survey,
            questions.get(survey.pk, []),
            sums.get(survey.pk, []),
            answers.get(survey.pk, []),
            words.get(survey.pk, []),
        )
        for survey in surveys
    }


def by_survey(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.survey_id, []).append(row)
    return found


def result_from(
    survey: Survey, questions: list[Question], sums: list[SumScore], answers: list[Answer], words: list[Words]
) -> Result:
    given = {phase: [row for row in answers if row.phase == phase] for phase in survey.phases}
    rounds = []
    for phase in survey.phases:
        n, is_over = len(given[phase]), survey.is_over(phase)
        rounds.append(Round(phase, str(Phase(phase).label), is_over, n if is_over and n >= SMALLEST_GROUP else None))
    open_to_all = {Phase(row.phase) for row in rounds if row.is_shown}
    shown = {phase: given[phase] if phase in open_to_all else [] for phase in survey.phases}
    lines = [*sum_lines(survey, sums, shown), *question_lines(survey, questions, shown)]
    for phase in open_to_all:
        leave_out_differences(phase, lines, sums, shown[phase])
    for line in lines:
        compare(line, groups_of(line, survey, questions, sums, shown))
    return Result(survey, rounds, lines, [row for row in words if row.phase in open_to_all])


# --- groups: what each answer gave ------------------------------------------------------------------------------------


def group_of_question(question: Question, answers: list[Answer]) -> Group:
    key = str(question.pk)
    return {row.pk: row.values[key] for row in answers if key in row.values}


def group_of_sum(score: SumScore, answers: list[Answer]) -> Group:
    rows = list(score.items.all())
    items = items_of(score)
    found: Group = {}
    for answer in answers:
        values = [answer.values.get(str(row.question_id)) for row in rows]
        total = sum_of(values, items, multiplier=score.multiplier, least=score.least_items)
        if total is not None:
            found[answer.pk] = float(total)
    return found


def items_of(score: SumScore) -> list[Item]:
    return [Item(row.question.low or 0, row.question.high or 0, row.is_reversed) for row in score.items.all()]


def groups_of(
    line: Line, survey: Survey, questions: list[Question], sums: list[SumScore], shown: dict[Phase, list[Answer]]
) -> list[Group]:
    """What each answer gave to a line, in the order of the rounds."""
    number = int(line.key[1:])
    if line.is_sum:
        score = next(row for row in sums if row.pk == number)
        return [group_of_sum(score, shown[phase]) for phase in survey.phases]
    question = next(row for row in questions if row.pk == number)
    return [group_of_question(question, shown[phase]) for phase in survey.phases]


# --- lines ------------------------------------------------------------------------------------------------------------


def question_lines(survey: Survey, questions: list[Question], shown: dict[Phase, list[Answer]]) -> list[Line]:
    lines = []
    for question in questions:
        if question.kind == QuestionKind.TEXT:
            continue
        line = Line(key=question.name, text=question.text, low=question.low or 0, high=question.high or 0)
        if question.kind == QuestionKind.SCALE:
            ends = {"low": question.low, "high": question.high, "bad": question.low_label, "good": question.high_label}
            has_ends = question.low_label or question.high_label
            line.ends = _("%(low)s er %(bad)s, %(high)s er %(good)s") % ends if has_ends else ""
        for phase in survey.phases:
            group = group_of_question(question, shown[phase])
            line.figures.append(figure_of(question, phase, group))
        if question.kind == QuestionKind.NUMBER:
            line.low, line.high = 0, max([1.0, *(row.mean.high for row in line.figures if row.mean)])
        place(line)
        lines.append(line)
    return lines


def figure_of(question: Question, phase: Phase, group: Group) -> Figure:
    figure = Figure(phase=phase, label=str(phase.label))
    if len(group) < SMALLEST_GROUP:
        figure.why = too_few()
        return figure
    values = list(group.values())
    if question.kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
        figure.mean = estimate(values)
    if question.kind != QuestionKind.NUMBER:
        figure.shares = shares_of(question, values)
    if not figure.mean and not figure.shares:
        figure.why = _("Nogle svar er givet af færre end fem. Derfor viser vi ikke, hvordan de fordeler sig.")
    else:
        figure.n = len(group)
    return figure


def too_few() -> str:
    return _("Færre end fem svar. Derfor viser vi intet.")


def shares_of(question: Question, values: list[float]) -> list[Share]:
    """How the answers spread: step by step, else in low, middle and high; else not at all."""
    parts = [[(value, label)] for value, label in question.steps]
    rows = counted(parts, [str(label) for _value, label in question.steps], values)
    if not rows and question.kind == QuestionKind.SCALE and len(parts) > 3:
        thirds = [question.steps[at * len(parts) // 3 : (at + 1) * len(parts) // 3] for at in range(3)]
        labels = [_("%(low)s til %(high)s") % {"low": part[0][0], "high": part[-1][0]} for part in thirds]
        rows = counted(thirds, labels, values)
    return rows


def counted(parts: Sequence[Sequence[tuple[int, str]]], labels: list[str], values: list[float]) -> list[Share]:
    counts = shown_counts([sum(1 for value in values if value in {step for step, _label in part}) for part in parts])
    return [Share(label, count, len(values)) for label, count in zip(labels, counts, strict=True)] if counts else []


def sum_lines(survey: Survey, sums: list[SumScore], shown: dict[Phase, list[Answer]]) -> list[Line]:
    lines = []
    for score in sums:
        low, high = (float(end) for end in range_of(items_of(score), score.multiplier))
        line = Line(key=f"s{score.pk}", text=score.name, low=low, high=high, note=score.formula, is_sum=True)
        line.ends = _("Fra %(low)s til %(high)s") % {"low": number_format(low, 0), "high": number_format(high, 0)}
        bands = [(Decimal(one), Decimal(two), str(label)) for one, two, label in score.cut_offs]
        for phase in survey.phases:
            group = group_of_sum(score, shown[phase])
            figure = Figure(phase=phase, label=str(phase.label), mean=estimate(list(group.values())))
            if figure.mean is None:
                figure.why = too_few()
            else:
                figure.n = len(group)
                counts = shown_counts(counted_in([Decimal(str(value)) for value in group.values()], bands))
                # What lies between two cut-offs is in neither; then the parts would not add up to the whole.
                if bands and counts and sum(counts) == len(group):
                    figure.shares = [
                        Share(label, count, len(group))
                        for (_one, _two, label), count in zip(bands, counts, strict=True)
                    ]
            line.figures.append(figure)
        place(line)
        lines.append(line)
    return lines


def place(line: Line) -> None:
    """Where the means lie between the ends of the scale, in percent for the drawing."""
    width = (line.high - line.low) or 1

    def at(value: float) -> str:
        return f"{100 * (min(max(value, line.low), line.high) - line.low) / width:.1f}%"

    for figure in line.figures:
        if figure.mean:
            mean = figure.mean
            figure.bar, figure.least, figure.most = at(mean.mean), at(mean.low), at(mean.high)


def compare(line: Line, groups: list[Group]) -> None:
    """What changed from the first round to the last, where both may be shown."""
    means = [figure for figure in line.figures if figure.mean]
    if len(groups) == 2 and len(means) == 2:
        line.change = difference(list(groups[0].values()), list(groups[1].values()))


# --- nobody is found by subtraction -----------------------------------------------------------------------------------


def leave_out_differences(phase: Phase, lines: list[Line], sums: list[SumScore], answers: list[Answer]) -> None:
    """Of a sum, its questions and other sums of the same questions, show only those whose groups may stand together."""
    by_key = {line.key: line for line in lines}
    kept: list[tuple[SumScore, frozenset]] = []
    for score in sums:
        group = frozenset(group_of_sum(score, answers))
        asked = {row.question_id for row in score.items.all()}
        if len(group) < SMALLEST_GROUP:
            continue
        beside = [other for one, other in kept if asked & {row.question_id for row in one.items.all()}]
        if all(may_stand_beside(group, other) for other in beside):
            kept.append((score, group))
        else:
            leave_out(by_key[f"s{score.pk}"], phase)
    for score, group in kept:
        for row in score.items.all():
            if not may_stand_beside(group, frozenset(group_of_question(row.question, answers))):
                leave_out(by_key[row.question.name], phase)


def leave_out(line: Line, phase: Phase) -> None:
    for at, figure in enumerate(line.figures):
        if figure.phase == phase:
            why = _("Udeladt: Sammen med summen ville tallet vise, hvad ganske få har svaret.")
            line.figures[at] = Figure(phase=phase, label=str(phase.label), why=why)
