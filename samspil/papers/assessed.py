"""The result of an assessment as a table, and what was expected beside what was measured: the pages' own figures.

What is hidden there, is not here either.
"""

from django.http import Http404, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.assessments.queries import assessment_of
from samspil.foundation.cells import Cell
from samspil.foundation.http import Request
from samspil.foundation.verbs import require
from samspil.papers.tables import Table
from samspil.papers.views import table_as
from samspil.responses.compare import Comparison, Pair, compared
from samspil.responses.queries import both_of
from samspil.responses.results import BANDS, Result, result_of

DIGITS = 1  # as the pages tell figures


def result_table(result: Result) -> Table:
    """A row per criterion and side that was asked, then the profiles. No row is about a person."""
    bands = [capfirst(label) for label in BANDS.values()]
    columns = [_("Kriterium"), _("Side"), _("Midten"), _("n"), *bands, _("Ved ikke"), _("Ikke relevant")]
    columns += [_("Point"), _("Hvor godt ved vi det"), _("Bemærkning")]
    rows: list[list[Cell]] = []
    for line in result.lines:
        for cell in line.cells:
            fallen = {} if cell.split.is_least else dict(cell.split.told)
            figures: list[Cell] = [cell.median, cell.n, *(fallen.get(band) for band in BANDS)]
            unknown: list[Cell] = [cell.unknown.dont_know, cell.unknown.not_relevant]
            side = str(cell.side.label)
            in_columns = cell.split.told and not cell.split.is_least
            notes = [cell.why or line.disagreement_words, *(() if in_columns else cell.split_in_words)]
            notes += [] if cell.unknown.together is None else cell.unknown_in_words
            note = " · ".join(filter(None, map(str, notes)))
            rows.append([str(line.criterion), side, *figures, *unknown, line.asked.points, line.asked.grade, note])
    for turnout, profile in result.profiles if result.lines else []:
        value = None if profile.value is None else round(profile.value, DIGITS)
        rows.append([_("Profil"), str(turnout.side.label), value, turnout.counted, *[None] * 9, turnout.in_words])
    for sure in result.robustness if result.lines else []:
        rows.append([_("Hvor sikkert er det?"), sure.label, *[None] * 11, sure.in_words])
    return Table(result.assessment.technology.title, columns, rows)


def compared_table(comparison: Comparison) -> Table:
    """A row per criterion and side that was asked: expected, measured, and the difference where there is one."""
    columns = [_("Kriterium"), _("Side"), _("Forventet"), _("Målt"), _("Forskel"), _("Hvor godt ved vi det")]
    columns.append(_("Bemærkning"))
    rows = [row_of(str(line.criterion), pair, line.evidence) for line in comparison.lines for pair in line.pairs]
    rows += [row_of(_("Profil"), pair, "") for pair in comparison.profiles]
    return Table(comparison.first.assessment.technology.title, columns, rows)


def row_of(what: str, pair: Pair, evidence: str) -> list[Cell]:
    figures = [
        None if each is None else round(each, DIGITS) for each in (pair.expected, pair.measured, pair.difference)
    ]
    return [what, str(pair.side.label), *figures, evidence, pair.in_words]


@require_safe
def assessment(request: Request, pk, kind: str) -> HttpResponse:
    found = assessment_of(pk, request.viewer)
    require("responses.view", request.viewer, found)
    return table_as(kind, result_table(result_of(found)), request)


@require_safe
def expected_and_measured(request: Request, pk, kind: str) -> HttpResponse:
    found = assessment_of(pk, request.viewer)
    require("responses.view", request.viewer, found)
    first, again = both_of(found, request.viewer)
    if again is None:
        raise Http404
    return table_as(kind, compared_table(compared(result_of(first), result_of(again))), request)
