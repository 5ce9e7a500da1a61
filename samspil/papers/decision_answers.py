"""What was answered, on a paper about a decision: the sides beside each other, where they disagree, and how sure it is.

All of it is the result's own: what may not be shown on its page is not in it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspil.assessments.models import Grade, in_figures
from samspil.assessments.templatetags.assessing import percent
from samspil.papers.decision_basis import Basis
from samspil.papers.decision_need import signed
from samspil.papers.gather import as_text
from samspil.papers.report import Block, Chapter, Grid, Head, Quote, Said, Text, Words, grid, note, points
from samspil.responses.results import Cell, Line, Result, Turnout


def answers_chapter(basis: Basis) -> Chapter:
    return Chapter(_("Det svarede de"), list(answers(basis)))


def answers(basis: Basis) -> Iterator[Block]:
    result = basis.result
    if not result.lines:
        yield Text(Words(_("Ingen ser tal, før der er lukket for svar, og alle svar er talt.")))
        return
    yield Head(Words(_("Hvem har svaret?")))
    yield points(f"{turnout.side.label}: {turnout_words(turnout)}" for turnout in result.turnouts)
    if not result.has_basis:
        yield Text(
            Words(" ".join(silent(turnout) for turnout in result.silent_sides)), label=_("Utilstrækkeligt grundlag.")
        )
    yield Head(Words(_("Tre profiler")))
    yield note(
        _("Vægtet med de point, der var aftalt på forhånd. Fra −2, meget dårligere end i dag, til +2, meget bedre.")
    )
    yield profiles(result)
    yield Text(Words(total_words(result)))
    yield from weights(basis)
    yield Head(Words(_("Side om side")))
    yield note(_("Tallet er midten: halvdelen svarede det eller mere. n er, hvor mange der gav et tal."))
    yield side_by_side(result)
    yield from disagreements(basis)
    yield Head(Words(_("Hvor sikkert er det?")))
    yield from certainty(basis)
    if result.statements:
        yield Head(Words(_("Med deres egne ord")))
        for said in result.statements:
            yield Quote(Words(said.text, basis.language), said.speaks)


def turnout_words(turnout: Turnout) -> str:
    told = f"{turnout.in_words}."
    if turnout.functions:
        told += f" {', '.join(turnout.functions)}."
    return told if turnout.is_shown else f"{told} {_('Det er for få til at vise tal.')}"


def silent(turnout: Turnout) -> str:
    told = {"side": turnout.side.label.lower(), "n": turnout.least, "have": turnout.counted}
    return _("Fra %(side)s kom %(have)s, og der skulle være mindst %(n)s.") % told


def profiles(result: Result) -> Grid:
    rows = []
    for turnout, profile in result.profiles:
        if profile.value is None:
            rows.append([str(turnout.side.label), _("Ingen tal at vise."), "–", "–"])
        else:
            shown = (in_figures(profile.value), in_figures(profile.lowest), percent(profile.covered))
            rows.append([str(turnout.side.label), *shown])
    columns = [_("Side"), _("Profil"), _("Laveste spørgsmål"), _("Dækker af vægten")]
    return grid(columns, rows)


def total_words(result: Result) -> str:
    if result.total is None:
        return _("Et samlet tal viser vi kun, når alle tre sider kan vises.")
    told = {"total": in_figures(result.total)}
    return _("I gennemsnit, hver side én gang: %(total)s. Det tal siger mindst. Se profilerne først.") % told


def weights(basis: Basis) -> Iterator[Block]:
    assessment = basis.assessment
    if assessment.agreed_on:
        told = {"when": as_text(assessment.agreed_on), "who": assessment.agreed_by}
        agreed = _("Vægtene er aftalt %(when)s af: %(who)s.") % told
        yield Text(Words(assessment.agreed_why, basis.language), label=agreed)


def side_by_side(result: Result) -> Grid:
    columns = [_("Hvad"), *(str(turnout.side.label) for turnout in result.turnouts), _("Point"), _("Grad")]
    rows: list[list[Said]] = []
    for line in result.lines:
        if line.criterion.is_computed:
            shown = [_("regnes ud")] * len(line.cells)
        else:
            shown = [cell_words(cell) for cell in line.cells]
        points = "–" if line.asked.points is None else str(line.asked.points)
        rows.append([str(line.criterion), *shown, points, line.asked.grade])
    return grid(columns, rows)


def cell_words(cell: Cell) -> str:
    if cell.tally is None:
        return cell.why
    told = [str(cell.why) or in_figures(cell.median), *([] if cell.n is None else [f"n = {cell.n}"])]
    return ", ".join([*told, *cell.unknown_in_words])


# --- where they disagree ----------------------------------------------------------------------------------------------


def disagreements(basis: Basis) -> Iterator[Block]:
    result = basis.result
    yield Head(Words(_("Her er de uenige")))
    if not result.disagreements:
        yield note(_("De sider, der kan vises, er ikke uenige om noget."))
    for line in result.disagreements:
        yield from disagreement(line, basis.language)
    split = [f"{line.criterion}: {told}" for line in result.lines for told in line.split_words]
    if split:
        yield Head(Words(_("Her er en side delt med sig selv")))
        yield points(split)


def disagreement(line: Line, language: str) -> Iterator[Block]:
    yield Head(Words(str(line.criterion)), is_part=True)
    sides = " · ".join(f"{cell.side.label} {in_figures(cell.median)}" for cell in line.known)
    yield Text(Words(f"{line.disagreement_words} {sides}"))
    for handled in line.handled:
        yield Text(Words(handled.text, language), label=_("Det gør vi ved det:"))
        yield note(signed(handled.by.name, handled.at))
    if not line.handled:
        yield note(_("Ingen har skrevet, hvad der gøres ved det, endnu."))


# --- how sure it is ---------------------------------------------------------------------------------------------------


def certainty(basis: Basis) -> Iterator[Block]:
    result = basis.result
    yield Text(Words(_("Vi lader det usikre flytte sig mange gange og tæller, hvor tit den er bedre end i dag.")))
    rows = [[told.label, told.in_words] for told in result.robustness]
    yield grid([_("Side"), _("Hvor tit")], rows)
    yield Head(Words(_("Hvor godt ved vi det?")), is_part=True)
    yield points(str(grade.label) for grade in Grade)
    known = [line for line in result.lines if line.asked.grade != Grade.E0 or line.asked.grade_why]
    if known:
        columns = [_("Hvad"), _("Grad"), _("Hvor vi ved det fra")]
        told: list[list[Said]] = [
            [str(line.criterion), line.asked.grade, Words(line.asked.grade_why, basis.language)] for line in known
        ]
        yield grid(columns, told, _("Det, der hviler på mere end det, vi mener"))
