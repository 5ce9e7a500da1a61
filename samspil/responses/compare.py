"""What was expected beside what was measured: a decided assessment, and the round that asked the same once more.

Both are results of their own, so what is hidden in either is hidden here; and where one is missing, there is no
difference to tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.assessments.models import AskedCriterion, Criterion, to_show
from samspil.responses.models import Side
from samspil.responses.results import Cell, Result, Turnout, is_asked
from samspil.weighing import Profile


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure before and after, from -2 to +2; ``why_*`` is why there is none.

    ``unlike`` is why the two tell of different things.
    """

    side: Side
    expected: float | None
    measured: float | None
    why_expected: str = ""
    why_measured: str = ""
    unlike: str = ""

    @property
    def difference(self) -> float | None:
        """Between the two as they are shown, so that whoever subtracts them finds the same."""
        if self.expected is None or self.measured is None or self.unlike:
            return None
        return to_show(to_show(self.measured) - to_show(self.expected))

    @property
    def in_words(self) -> str:
        if self.difference is None:
            return self.unlike or _("Kan ikke sammenlignes.")
        if not self.difference:
            return _("Som ventet.")
        return _("Bedre end ventet.") if self.difference > 0 else _("Dårligere end ventet.")


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One criterion, by side, with what became of the evidence for it."""

    asked: AskedCriterion
    again: AskedCriterion
    pairs: list[Pair]

    @property
    def criterion(self) -> Criterion:
        return self.asked.criterion

    @property
    def evidence(self) -> str:
        before, now = self.asked.grade, self.again.grade
        return f"{before} → {now}" if before != now else before


@dataclass(frozen=True, slots=True)
class Comparison:
    first: Result
    second: Result
    lines: list[ComparedLine]
    profiles: list[Pair]

    @property
    def turnouts(self) -> list[tuple[Turnout, Turnout]]:
        return list(zip(self.first.turnouts, self.second.turnouts, strict=True))

    @property
    def not_compared(self) -> list[Pair]:
        """The profiles without a difference: too few answered then or now, or to other questions."""
        return [pair for pair in self.profiles if pair.difference is None]

    @property
    def pairs(self) -> Iterator[Pair]:
        return (pair for line in self.lines for pair in line.pairs)

    @property
    def better(self) -> int:
        return sum((pair.difference or 0) > 0 for pair in self.pairs)

    @property
    def worse(self) -> int:
        return sum((pair.difference or 0) < 0 for pair in self.pairs)

    @property
    def as_expected(self) -> int:
        return sum(pair.difference == 0 for pair in self.pairs)


def compared(first: Result, second: Result) -> Comparison:
    """Lay two counted results of the same questions beside each other."""
    later = {line.criterion.pk: line for line in second.lines}
    lines = []
    for line in first.lines:
        if line.criterion.is_computed or line.criterion.pk not in later:
            continue
        again = later[line.criterion.pk]
        cells = zip(line.cells, again.cells, strict=True)
        pairs = [pair_of(*both) for both in cells if is_asked(line.asked, both[0].side)]
        lines.append(ComparedLine(line.asked, again.asked, pairs))
    return Comparison(first, second, lines, [profiles_of(first, second, side) for side in Side])


def pair_of(before: Cell, after: Cell) -> Pair:
    return Pair(before.side, before.median, after.median, before.why, after.why)


def profiles_of(first: Result, second: Result, side: Side) -> Pair:
    """The two profiles of a side. Where they rest on different questions, a difference would be of the questions."""
    before, after = profile_of(first, side), profile_of(second, side)
    known = scored(first, side), scored(second, side)
    unlike = _("De to tal bygger ikke på de samme spørgsmål.") if all(known) and known[0] != known[1] else ""
    return Pair(side, before.value, after.value, unlike=unlike)


def profile_of(result: Result, side: Side) -> Profile:
    return next(told for turnout, told in result.profiles if turnout.side == side)


def scored(result: Result, side: Side) -> set[str]:
    """What counts in the profile of a side."""
    return {
        number
        for number, median in result.medians[side.value].items()
        if median is not None and result.shares.get(number)
    }
