"""What the answers show: per criterion and side, side by side, and never pooled by headcount.

A figure is shown only where enough people stand behind it. What is hidden takes no part in anything that is worked out
either, so that no disagreement, profile or total tells what the table does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.assessments.models import AskedCriterion, Assessment, Criterion, Perspective
from samspil.responses.models import (
    SIDE_OF,
    SMALLEST_GROUP,
    CountedResponse,
    HandledDisagreement,
    Respondent,
    Side,
    Statement,
)
from samspil.weighing import (
    FEWEST_ALIKE,
    HALF_WIDTHS,
    Band,
    Disagreement,
    Profile,
    Score,
    Split,
    Tally,
    Unknown,
    disagreement,
    joined,
    profile,
    robustness,
    split,
    total,
    unknown,
    weights,
)

FEWEST_FUNCTIONS = 2
MOST_STATEMENTS = 200
BANDS: dict[Band, Any] = {
    Band.WORSE: gettext_lazy("dårligere"),
    Band.NOT_BETTER: gettext_lazy("dårligere eller som i dag"),
    Band.SAME: gettext_lazy("som i dag"),
    Band.NOT_WORSE: gettext_lazy("som i dag eller bedre"),
    Band.BETTER: gettext_lazy("bedre"),
}
HALF_OF_ONE = 0.005  # of a hundred: nearer to all or none than a whole figure tells


@dataclass(slots=True)
class Turnout:
    """How many answered to the end from one side. The organisation is counted by function."""

    side: Side
    least: int
    people: int = 0
    proxies: int = 0
    functions: list[str] = field(default_factory=list)

    @property
    def counted(self) -> int:
        return len(self.functions) if self.side == Side.ORGANISATION else self.people

    @property
    def is_enough(self) -> bool:
        return self.counted >= self.least

    @property
    def shown_from(self) -> int:
        """How many there must be before figures are shown: never fewer than five citizens or employees."""
        return max(self.least, FEWEST_FUNCTIONS if self.side == Side.ORGANISATION else SMALLEST_GROUP)

    @property
    def is_shown(self) -> bool:
        return self.counted >= self.shown_from

    @property
    def in_words(self) -> str:
        if self.side == Side.ORGANISATION:
            return ngettext("%d funktion har svaret", "%d funktioner har svaret", self.counted) % self.counted
        told = ngettext("%d person har svaret", "%d personer har svaret", self.people) % self.people
        if self.proxies:
            told += ", " + _("heraf %d pårørende på borgerens vegne") % self.proxies
        return told


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says about one criterion; ``tally`` is None where it was not asked or may not be shown.

    ``least`` must have given a figure before the middle, or how the answers fall, is told: one figure beside many who
    do not know is one person's answer.
    """

    side: Side
    tally: Tally | None = None
    why: str = ""
    least: int = 0

    @property
    def median(self) -> float | None:
        return self.tally.median if self.tally and self.tally.n >= self.least else None

    @property
    def n(self) -> int | None:
        """How many gave a figure: of people only where they are enough for the middle."""
        is_told = self.tally and (self.median is not None or self.side == Side.ORGANISATION)
        return self.tally.n if self.tally and is_told else None

    @property
    def fewest(self) -> int:
        """Functions were told that theirs are shown; people are never fewer than three alike."""
        return 0 if self.side == Side.ORGANISATION else FEWEST_ALIKE

    @property
    def split(self) -> Split:
        """How the answers fall."""
        if self.tally is None or self.median is None:
            return Split()
        return split(self.tally.counts, self.fewest)

    @property
    def unknown(self) -> Unknown:
        """How many gave no figure."""
        return unknown(self.tally, self.fewest) if self.tally else Unknown()

    @property
    def is_mostly_unknown(self) -> bool:
        """Whether more than half do not know: of five that is three at least."""
        return self.tally is not None and 2 * self.tally.dont_know > self.tally.asked

    @property
    def unknown_in_words(self) -> list[str]:
        found = self.unknown
        if found.together and found.is_least:
            return [_("ved ikke eller ikke relevant: mindst %(n)s") % {"n": found.together}]
        if found.together:
            return [_("ved ikke eller ikke relevant: %(n)s") % {"n": found.together}]
        kinds = ((_("ved ikke: %(n)s"), found.dont_know), (_("ikke relevant: %(n)s"), found.not_relevant))
        return [words % {"n": many} for words, many in kinds if many]

    @property
    def split_in_words(self) -> list[str]:
        told = _("%(band)s: mindst %(n)d") if self.split.is_least else "%(band)s: %(n)d"
        words = [told % {"band": BANDS[band], "n": many} for band, many in self.split.told if many]
        return words or ([] if self.median is None else [_("hvordan de fordeler sig, vises ikke")])


@dataclass(slots=True)
class Line:
    """One criterion, the sides beside each other."""

    asked: AskedCriterion
    cells: list[Cell]
    handled: list[HandledDisagreement] = field(default_factory=list)

    @property
    def criterion(self) -> Criterion:
        return self.asked.criterion

    @property
    def disagreement(self) -> Disagreement | None:
        return disagreement({cell.side.value: cell.median for cell in self.cells})

    @property
    def known(self) -> list[Cell]:
        """The sides that a median may be shown of."""
        return [cell for cell in self.cells if cell.median is not None]

    @property
    def disagreement_words(self) -> str:
        kind = self.disagreement
        if kind is None:
            return ""
        low = min(self.known, key=lambda cell: cell.median or 0)
        high = max(self.known, key=lambda cell: cell.median or 0)
        sides = {"high": high.side.label, "low": str(low.side.label).lower()}
        if kind == Disagreement.OPPOSITE:
            return _("Uenighed: %(high)s svarer bedre end i dag, %(low)s svarer dårligere.") % sides
        return _("Uenighed: %(high)s ser meget lysere på det end %(low)s.") % sides

    @property
    def split_words(self) -> list[str]:
        """The sides that are split within themselves, where enough of each kind answered. How many stands beside."""
        return [
            _("%s er delt: nogle svarer bedre, andre dårligere.") % cell.side.label
            for cell in self.cells
            if cell.split.is_divided
        ]


@dataclass(frozen=True, slots=True)
class Robust:
    """How often one side, or all of them joined (``side`` None), comes out better than today when what is uncertain
    moves.

    ``share`` is of all samples, 0 to 1; None where there is nothing that may be shown. ``criteria`` took part.
    """

    side: Side | None
    share: float | None
    criteria: int

    @property
    def label(self) -> str:
        return str(self.side.label) if self.side else _("Alle tre, hver side én gang")

    @property
    def of_hundred(self) -> str:
        """How many of a hundred, and never a whole hundred or none of what only nearly is."""
        if self.share is None:
            return "–"
        if 0 < self.share < HALF_OF_ONE:
            return _("under 1")
        if 1 - HALF_OF_ONE < self.share < 1:
            return _("over 99")
        return str(round(100 * self.share))

    @property
    def in_words(self) -> str:
        if self.share is None:
            return _("Ingen tal at vise.")
        return _("I %s af 100 tænkte udfald er den bedre end i dag.") % self.of_hundred


@dataclass
class Result:
    """The whole of it. Before the count there are no lines."""

    assessment: Assessment
    turnouts: list[Turnout]
    lines: list[Line] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def has_basis(self) -> bool:
        """Whether enough have spoken from all three sides."""
        return all(turnout.is_enough for turnout in self.turnouts)

    @property
    def silent_sides(self) -> list[Turnout]:
        return [turnout for turnout in self.turnouts if not turnout.is_enough]

    @cached_property
    def shares(self) -> dict[str, float]:
        points = {
            line.criterion.number: line.asked.points or 0 for line in self.lines if not line.criterion.is_computed
        }
        return weights(points) if any(points.values()) else {}

    @cached_property
    def medians(self) -> dict[str, dict[str, float | None]]:
        return {
            turnout.side.value: {
                line.criterion.number: cell.median
                for line in self.lines
                for cell in line.cells
                if cell.side == turnout.side
            }
            for turnout in self.turnouts
        }

    @cached_property
    def profiles(self) -> list[tuple[Turnout, Profile]]:
        return [(turnout, profile(self.medians[turnout.side.value], self.shares)) for turnout in self.turnouts]

    @cached_property
    def total(self) -> float | None:
        """All sides together, each counting once. Only where all three may be shown."""
        if not self.shares or any(told.value is None for _turnout, told in self.profiles):
            return None
        return total(joined(self.medians), self.shares)

    @cached_property
    def robustness(self) -> list[Robust]:
        """How sure the profiles are, side by side, and at last of all three joined. Nothing hidden takes part."""
        of_all = joined(self.medians) if self.total is not None else {}
        told = [self.robust(turnout.side, self.medians[turnout.side.value]) for turnout in self.turnouts]
        return [*told, self.robust(None, of_all)]

    def robust(self, side: Side | None, scores: Mapping[str, float | None]) -> Robust:
        """The evidence says how far a median may be off, and of the points only their order is trusted."""
        points, known = {}, {}
        for line in self.lines:
            number, score = line.criterion.number, scores.get(line.criterion.number)
            if score is not None and line.asked.points:
                points[number] = line.asked.points
                known[number] = Score(score, HALF_WIDTHS[line.asked.grade])
        if not points:
            return Robust(side, None, 0)
        return Robust(side, robustness({"it": known}, points).positive["it"], len(points))

    @property
    def disagreements(self) -> list[Line]:
        return [line for line in self.lines if line.disagreement]

    @property
    def unhandled(self) -> list[Line]:
        return [line for line in self.disagreements if not line.handled]


def turnouts_of(assessment: Assessment) -> list[Turnout]:
    """One query. Nothing of what anybody answered."""
    found = {
        Side.CITIZENS: Turnout(Side.CITIZENS, assessment.least_citizens),
        Side.EMPLOYEES: Turnout(Side.EMPLOYEES, assessment.least_employees),
        Side.ORGANISATION: Turnout(Side.ORGANISATION, assessment.least_organisation),
    }
    rows = Respondent.objects.filter(assessment=assessment, answered_on__isnull=False)
    for perspective, function, why in rows.order_by("function").values_list("perspective", "function", "in_place_why"):
        turnout = found[SIDE_OF[Perspective(perspective)]]
        turnout.people += 1
        if function and function.casefold() not in {name.casefold() for name in turnout.functions}:
            turnout.functions.append(function)
        if why:
            turnout.proxies += 1
    return list(found.values())


def result_of(assessment: Assessment) -> Result:
    """What the answers show, once they are counted. Five queries."""
    result = Result(assessment, turnouts_of(assessment))
    if not assessment.is_counted or not assessment.stands:
        return result
    counted = {
        (row.asked_id, Side(row.side)): row.tally
        for row in CountedResponse.objects.filter(asked__assessment=assessment)
    }
    handled: dict[int, list[HandledDisagreement]] = {}
    for each in HandledDisagreement.objects.filter(asked__assessment=assessment).select_related("by__actor"):
        handled.setdefault(each.asked_id, []).append(each)
    result.lines = [
        Line(row, [cell_of(row, turnout, counted) for turnout in result.turnouts], handled.get(row.pk, []))
        for row in assessment.asked.select_related("criterion")
    ]
    said = Statement.objects.filter(respondent__assessment=assessment, is_released=True).select_related("respondent")
    result.statements = list(said.order_by("respondent__perspective", "pk")[:MOST_STATEMENTS])
    return result


def is_asked(asked: AskedCriterion, side: Side) -> bool:
    return any(SIDE_OF[Perspective(each)] == side for each in asked.perspectives)


def cell_of(asked: AskedCriterion, turnout: Turnout, counted: Mapping[tuple[int, Side], Tally]) -> Cell:
    """A side's cell: its tally where enough stand behind it, else in words why not."""
    if not is_asked(asked, turnout.side):
        return Cell(turnout.side, why=_("ikke spurgt"))
    found = counted.get((asked.pk, turnout.side))
    if found is None or not found.asked:
        return Cell(turnout.side, why=_("ingen svar"))
    least = turnout.shown_from
    if not turnout.is_shown or found.asked < least:
        return Cell(turnout.side, why=_("for få til at vise"))
    return Cell(turnout.side, found, "" if found.n >= least else _("for få gav et tal"), least)
