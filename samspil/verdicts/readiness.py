"""What an assessment lacks before anybody may decide on it, and the facts that a verdict freezes.

The limits are those of the research note (A): at least 80 % of what a side was asked has an answer, and at most half of
all its answers are "don't know". Nothing is waived; what lacks leads to one verdict only.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.assessments.models import Assessment, Criterion, Grade
from samspil.business_cases.models import BusinessCase
from samspil.responses.compare import compared
from samspil.responses.models import CountedResponse, Side
from samspil.responses.queries import cases_behind
from samspil.responses.results import Line, Result, Robust, is_asked, result_of
from samspil.verdicts.models import GRADE_TO_ROLL_OUT, Verdict

LEAST_ANSWERED = 80  # percent of the criteria a side was asked
MOST_UNKNOWN = 50  # percent of all answers of a side
INDEPENDENCE, HARM, TIME, SPREADS = "1.1", "3.1", "6.1", "5.3"  # numbers in the model
JOINED = "joined"  # all three sides, each once
GRADED = {"grade_independence": INDEPENDENCE, "grade_harm": HARM, "grade_time": TIME}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that lacks: its code, and what it is about: a side, or the number of a gate or a criterion.

    ``name`` says more than the number, in the reader's language; it is not kept.
    """

    code: str
    about: str = ""
    name: str = ""

    @property
    def in_words(self) -> str:
        named = Side(self.about).label if self.about in Side.values else self.name or self.about
        return str(WORDS[self.code]) % {"what": named}


WORDS = {
    "gate": gettext_lazy("%(what)s er ikke besvaret med ja."),
    "few": gettext_lazy("%(what)s: for få har svaret."),
    "blank": gettext_lazy("%(what)s: mindst 80 %% af spørgsmålene skal have et svar, der kan vises."),
    "unknown": gettext_lazy("%(what)s: mere end halvdelen svarede »ved ikke«."),
    "unhandled": gettext_lazy("Der er en uenighed, I skal skrive noget om: %(what)s"),
    "untried": gettext_lazy("Noget står som E2, målt hos os, men vurderingen bygger ikke på en afprøvning."),
    "unlocked": gettext_lazy("En business case bag vurderingen er ikke låst."),
}


def missing(assessment: Assessment, result: Result) -> list[Lack]:
    """Everything that lacks. A number of queries that does not grow."""
    yes = set(assessment.gate_answers.filter(is_yes=True).values_list("gate", flat=True))
    found = [Lack("gate", gate.number, str(gate)) for gate in assessment.model.gates.all() if gate.pk not in yes]
    tallies = list(CountedResponse.objects.filter(asked__assessment=assessment))
    for turnout in result.turnouts:
        side = turnout.side
        if not (turnout.is_enough and turnout.is_shown):
            found.append(Lack("few", side.value))  # and nothing more is told of so few
            continue
        asked = [line for line in result.lines if is_asked(line.asked, side) and not line.criterion.is_computed]
        if not asked or 100 * sum(has_median(line, side) for line in asked) < LEAST_ANSWERED * len(asked):
            found.append(Lack("blank", side.value))
        of_side = [row for row in tallies if row.side == side]
        everything = sum(row.tally.asked for row in of_side)
        if 100 * sum(row.dont_know for row in of_side) > MOST_UNKNOWN * everything:
            found.append(Lack("unknown", side.value))
    found += [Lack("unhandled", line.criterion.number, str(line.criterion)) for line in result.unhandled]
    if assessment.trial_id is None and any(line.asked.grade == Grade.E2 for line in result.lines):
        found.append(Lack("untried"))  # from before it was asked for: what is graded today needs a trial
    return found + ([Lack("unlocked")] if is_unlocked(assessment) else [])


def lacks(assessment: Assessment, result: Result) -> list[str]:
    """The same in words, for those who mend it."""
    return [lack.in_words for lack in missing(assessment, result)]


def has_median(line: Line, side: Side) -> bool:
    return any(cell.side == side and cell.median is not None for cell in line.cells)


def is_unlocked(assessment: Assessment) -> bool:
    """Whether figures may still change in a case of its own unit behind it: others have no say in what it decides.

    Nobody can lock a case that was hidden, so it stands in nobody's way.
    """
    own = BusinessCase.objects.filter(cases_behind(assessment), unit=assessment.unit_id, subject__shown=True)
    return own.filter(locked_at=None).exists()


# --- what a verdict freezes -------------------------------------------------------------------------------------------


def frozen(assessment: Assessment, result: Result, lacking: list[Lack]) -> dict[str, Any]:
    """The facts that a verdict is checked by, by the names of its fields."""
    turnouts = {turnout.side: turnout for turnout in result.turnouts}
    grades = {line.criterion.number: int(line.asked.grade[1:]) for line in result.lines}
    spreads = next((line for line in result.lines if line.criterion.number == SPREADS), None)
    return {
        "was_ready": not lacking,
        "lacks": [[lack.code, lack.about] for lack in lacking],
        "lacking": len(lacking),
        "citizens": turnouts[Side.CITIZENS].counted,
        "relatives": turnouts[Side.CITIZENS].proxies,
        "employees": turnouts[Side.EMPLOYEES].counted,
        "functions": turnouts[Side.ORGANISATION].counted,
        "least_citizens": assessment.least_citizens,
        "least_employees": assessment.least_employees,
        "least_functions": assessment.least_organisation,
        "gates_passed": not any(lack.code == "gate" for lack in lacking),
        "unhandled": len(result.unhandled),
        **{name: grades.get(number) for name, number in GRADED.items()},
        "spreads_known": spreads is not None and has_median(spreads, Side.ORGANISATION),
    }


def snapshot(result: Result) -> dict[str, Any]:
    """The result as it was shown, in plain figures. What was too little to show is not in it."""
    return {
        "sides": {
            turnout.side.value: {
                "profile": told.value,
                "covered": told.covered,
                "lowest": told.lowest,
                "medians": result.medians[turnout.side.value],
            }
            for turnout, told in result.profiles
        },
        "total": result.total,
        "better_than_today": {robust.side or JOINED: robust.share for robust in result.robustness},
        "shares": result.shares,
        "grades": {line.criterion.number: line.asked.grade for line in result.lines},
        "disagreements": {line.criterion.number: str(line.disagreement) for line in result.disagreements},
    }


def not_measured(facts: dict[str, Any]) -> list[str]:
    """Why it cannot be rolled out, in words. Empty where it can. Source: research note, A."""
    told: list[str] = []
    for name, number in GRADED.items():
        if facts[name] is None:
            told.append(_("Modellen spørger ikke om %s.") % number)
        elif facts[name] < GRADE_TO_ROLL_OUT:
            told.append(_("%s er ikke målt hos os før og efter. Det skal være mindst E2.") % number)
    if not facts["spreads_known"]:
        told.append(_("Organisationen har ikke svaret på, om det kan bruges andre steder (%s).") % SPREADS)
    return told


def not_compared(first: Assessment, again: Assessment | None) -> list[str]:
    """The sides that too few answered from, then or when they were asked again. Nothing where nobody was."""
    if again is None:
        return []
    return [pair.side.value for pair in compared(result_of(first), result_of(again)).not_compared]


# --- what a verdict rested on, to show --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RestedOn:
    """One side as it stood on the day: how many had to answer and did, and the profile, where it could be shown."""

    label: str
    least: int
    counted: int
    proxies: int
    profile: float | None
    lowest: float | None
    better: str  # in how many of a hundred samples it came out better than today


def sides_of(verdict: Verdict) -> list[RestedOn]:
    counts = {
        Side.CITIZENS: (verdict.least_citizens, verdict.citizens, verdict.relatives),
        Side.EMPLOYEES: (verdict.least_employees, verdict.employees, 0),
        Side.ORGANISATION: (verdict.least_functions, verdict.functions, 0),
    }
    told = {side: verdict.result["sides"][side.value] for side in counts}
    return [
        RestedOn(
            str(side.label),
            *counted,
            told[side]["profile"],
            told[side]["lowest"],
            Robust(side, verdict.result["better_than_today"][side.value], 0).of_hundred,
        )
        for side, counted in counts.items()
    ]


def grades_of(verdict: Verdict) -> list[tuple[str, str]]:
    """The grades that rolling out asks for: the criterion, and the grade as it is written. One query."""
    held = {number: getattr(verdict, name) for name, number in GRADED.items()}
    rows = Criterion.objects.filter(model=verdict.assessment.model_id, number__in=GRADED.values())
    return [(str(row), f"E{held[row.number]}") for row in rows if held[row.number] is not None]
