"""A case as a workbook that a controller can check: what was put in, the formulas as formulas, results and sources.

Figures people gave stand as numbers, everything worked out stands as a formula over them, and beside each result the
number Samspil shows, so that the two can be held against each other. What people typed never runs as a formula.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samspil.business_cases.accounts import Accounts
from samspil.business_cases.models import LineKind, NormKind
from samspil.business_cases.numbers import in_words
from samspil.business_cases.words import FORMULAS, LABELS
from samspil.costing import explain
from samspil.costing.case import CITIZEN, ONCE, RUNNING, SAVING, Case, Money
from samspil.costing.discount import rate_of
from samspil.costing.hours import phase_of
from samspil.costing.sums import Sum
from samspil.foundation import clock
from samspil.foundation.cells import harmless

KRONER, TENTHS, SHARE, FACTOR = "#,##0", "#,##0.0", "0.0%", "0.000000"
FIRST = 2  # the row after the headings


class Page:
    """A sheet one writes row by row."""

    def __init__(self, book: Any, name: str, widths: Sequence[int]) -> None:
        from openpyxl.utils import get_column_letter

        self.name, self.sheet = name, book.create_sheet(name)
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.rows = 0

    def add(self, *values: Any, bold: bool = False, form: str = "") -> int:
        """One row. A ``Formula`` is a formula; everything else is only ever read. Returns its number."""
        from openpyxl.styles import Alignment, Font

        self.rows += 1
        for number, value in enumerate(values, 1):
            cell = self.sheet.cell(self.rows, number)
            if isinstance(value, Formula):
                cell.value, cell.number_format = f"={value.text}", value.form
            else:
                cell.value = harmless(float(value) if isinstance(value, Decimal) else value)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                elif form and cell.value is not None:
                    cell.number_format = form
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if bold:
                cell.font = Font(bold=True)
        return self.rows

    def head(self, *labels: str) -> None:
        self.add(*labels, bold=True)
        self.sheet.freeze_panes = f"A{self.rows + 1}"


class Formula:
    """Text that Excel works out, and how the answer looks."""

    def __init__(self, text: str, form: str = KRONER) -> None:
        self.text, self.form = text, form


def at(page: str, cell: str) -> str:
    return f"'{page}'!{cell}"


def as_xlsx(accounts: Accounts, *, address: str, names_authors: bool) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = str(harmless(accounts.case.title)), "Samspil"
    case = accounts.reckoned.counts
    results = Page(book, _("Resultat"), (46, 20, 20, 60))
    names = given(book, accounts)
    times = of_time(book, case)
    money = of_money(book, case)
    years = year_by_year(book, case, names, times, money)
    fill_results(results, accounts, names, years, address)
    of_quality(book, accounts)
    of_doubts(book, accounts)
    of_sources(book, accounts, names_authors)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- what was put in --------------------------------------------------------------------------------------------------


def given(book: Any, accounts: Accounts) -> dict[str, str]:
    """The assumptions. Returns where each stands."""
    page, case = Page(book, _("Forudsætninger"), (54, 16, 60)), accounts.reckoned.counts
    page.head(_("Hvad"), _("Tal"), _("Bemærkning"))
    unsigned = "" if accounts.reckoned.is_signed else _("Tæller som 0, til en leder har skrevet under.")
    proposed = accounts.reckoned.proposed
    rows: list[tuple[str, str, Any, str, str]] = [
        ("years", _("År i regnestykket"), case.years, "0", ""),
        ("use", _("Så meget bliver det brugt, når det er der"), case.use, SHARE, ""),
        ("cash", _("Andel af timerne, der tages ud af budgettet (tæller)"), case.cash, SHARE, unsigned),
        ("capacity", _("Andel af timerne til andet arbejde (tæller)"), case.capacity, SHARE, unsigned),
        ("cash_proposed", _("Andel ud af budgettet (foreslået)"), proposed.cash, SHARE, ""),
        ("capacity_proposed", _("Andel til andet arbejde (foreslået)"), proposed.capacity, SHARE, ""),
        ("tax", _("Nettoafgiftsfaktor"), case.tax_factor, "0.00", _("Kun i samfundets regnestykke.")),
    ]
    return {
        key: at(page.name, f"$B${page.add(label, value, note, form=form)}") for key, label, value, form, note in rows
    }


def of_time(book: Any, case: Case) -> dict[str, str]:
    """The lines of time. Returns where hours and kroner a year are summed."""
    page = Page(book, _("Tid"), (40, *[13] * 10, 9, 9, 60))
    page.head(
        *(_("Linje"), _("Borgere"), _("Gange om året"), _("Medarbejdere før"), _("Minutter før")),
        *(_("Medarbejdere efter"), _("Minutter efter"), _("Højst timer (minutregnskabet)"), _("Timer om året")),
        *(_("Timepris"), _("Kroner om året"), _("Lavt"), _("Højt"), _("Kilde")),
    )
    for row in case.times:
        n = page.rows + 1
        hours = f"B{n}*C{n}*(D{n}*E{n}-F{n}*G{n})/60"
        page.add(
            *(row.label, row.n, row.f, row.s0, row.t0, row.s1, row.t1, row.cap),
            Formula(hours if row.cap is None else f"MIN({hours},H{n})", TENTHS),
            row.pay,
            Formula(f"I{n}*J{n}"),
            *(row.low, row.high, row.source),
        )
    last = max(page.rows, FIRST)
    return {key: f"SUM({at(page.name, f'{col}{FIRST}:{col}{last}')})" for key, col in (("hours", "I"), ("worth", "K"))}


def sort_label(row: Money) -> str:
    return str(LABELS[row.sort])


def of_money(book: Any, case: Case) -> dict[str, list[tuple[int | None, str]]]:
    """The lines of kroner. Returns the cells of each sort, with the year of what is paid once."""
    page = Page(book, _("Penge"), (40, 26, 16, 10, 9, 9, 60))
    page.head(_("Linje"), _("Slags"), _("Kroner"), _("År"), _("Lavt"), _("Højt"), _("Kilde"))
    cells: dict[str, list[tuple[int | None, str]]] = {sort: [] for sort in (SAVING, RUNNING, ONCE, CITIZEN)}
    for row in case.money:
        year = row.year if row.sort == ONCE else None
        shown = _("hvert år") if year is None else year
        n = page.add(row.label, sort_label(row), row.amount, shown, row.low, row.high, row.source)
        cells[row.sort].append((year, at(page.name, f"C{n}")))
    return cells


# --- what comes of it -------------------------------------------------------------------------------------------------


def year_by_year(
    book: Any,
    case: Case,
    names: dict[str, str],
    times: dict[str, str],
    money: dict[str, list[tuple[int | None, str]]],
) -> dict[str, str]:
    """One row a year, all of it formulas. Returns the ranges of the columns, from year 0."""
    page = Page(book, _("År for år"), (8, *[14] * 19))
    page.head(
        *(_("År"), _("Indfaset"), _("I brug"), _("Timer"), _("Timernes pris"), _("Timer ud af budgettet")),
        *(_("Andre besparelser"), _("Drift"), _("Engangsudgifter"), _("Kasse"), _("Kasse lagt sammen"), _("Rente")),
        *(_("Faktor"), _("Dagens værdi"), _("Borgernes udgift"), _("Samfundet, dagens værdi"), _("Timer til andet")),
        *(_("Dagens værdi lagt sammen"), _("Tjent hjem efter (år)"), _("Tjent hjem efter (år), dagens værdi")),
    )
    for year in case.range:
        n = page.rows + 1

        def paid(sort: str, year: int = year) -> Formula:
            found = [cell for when, cell in money[sort] if (year > 0 if when is None else when == year)]
            return Formula("+".join(found) or "0")

        page.add(
            year,
            phase_of(case.ramp, year) if year else Decimal(0),
            Formula(f"B{n}*{names['use']}", SHARE),
            Formula(f"C{n}*{times['hours']}", TENTHS),
            Formula(f"C{n}*{times['worth']}"),
            Formula(f"E{n}*{names['cash']}"),
            paid(SAVING),
            paid(RUNNING),
            paid(ONCE),
            Formula(f"F{n}+G{n}-H{n}-I{n}"),
            Formula(f"J{n}" if year == 0 else f"K{n - 1}+J{n}"),
            rate_of(case.rates, year) if year else None,
            Formula("1" if year == 0 else f"M{n - 1}/(1+L{n})", FACTOR),
            Formula(f"J{n}*M{n}"),
            paid(CITIZEN),
            Formula(f"(J{n}*{names['tax']}-O{n})*M{n}"),
            Formula(f"D{n}*{names['capacity']}", TENTHS),
            Formula(f"N{n}" if year == 0 else f"R{n - 1}+N{n}"),
            back_in(n, "K", "J", is_first=year == 0),
            back_in(n, "R", "N", is_first=year == 0),
        )
    last = page.rows
    columns = {"hours": "D", "worth": "E", "cash": "J", "factor": "M", "present": "N", "society": "P", "other": "Q"}
    columns |= {"of_time": "F", "savings": "G", "back": "S", "back_discounted": "T"}
    found = {name: at(page.name, f"{col}{FIRST}:{col}{last}") for name, col in columns.items()}
    found["factors_from_1"] = at(page.name, f"M{FIRST + 1}:M{last}")
    found |= {f"last_{name}": at(page.name, f"{columns[name]}{last}") for name in ("hours", "other")}
    return found


def back_in(row: int, total: str, flow: str, *, is_first: bool) -> Formula:
    """When it is paid back, if in this year: where the running total reaches nought, straight between its ends."""
    if is_first:
        return Formula(f'IF({total}{row}>=0,0,"")', TENTHS)
    before = row - 1
    passes = f"AND({total}{before}<0,{total}{row}>=0)"
    return Formula(f'IF({passes},A{before}-{total}{before}/{flow}{row},"")', TENTHS)


def fill_results(page: Page, accounts: Accounts, names: dict[str, str], years: dict[str, str], address: str) -> None:
    case, shown = accounts.reckoned.counts, accounts.case
    state = _("Låst") if shown.is_locked else _("Kan rettes")
    signed = _("Skrevet under") if accounts.reckoned.is_signed else _("Ingen har skrevet under: andelene tæller som 0")
    page.add(shown.title, bold=True)
    for label, value in (
        (_("Hører til"), shown.about.title),
        (_("Enhed"), shown.unit.shown_name),
        (_("Priser fra"), shown.priced_on),
        (_("Tilstand"), f"{state}. {signed}."),
        (_("Siden"), address),
        (_("Hentet"), clock.today()),
    ):
        page.add(label, value)
    page.add()
    page.head(_("Kasse (kroner)"), _("Regnet i arket"), _("Samspils tal"), _("Sådan er det regnet"))
    npv = f"SUM({years['present']})"
    worth = f"SUMPRODUCT({years['worth']},{years['factor']})"
    gains = f"(SUMPRODUCT({years['of_time']},{years['factor']})+SUMPRODUCT({years['savings']},{years['factor']}))"
    benefit_is_time = case.worth * case.cash >= 0
    result(page, explain.undiscounted(case), f"SUM({years['cash']})", KRONER)
    result(page, explain.npv(case), npv, KRONER)
    result(page, explain.annual(case), f"{npv}/SUM({years['factors_from_1']})", KRONER)
    for is_discounted, reached in ((False, years["back"]), (True, years["back_discounted"])):
        first = f'IF(COUNT({reached})>0,MIN({reached}),"–")'
        result(page, explain.paid_back(case, discounted=is_discounted), first, TENTHS)
    ratio = explain.ratio(case)
    result(page, ratio, f"{gains}/({gains}-{npv})" if ratio.value is not None and benefit_is_time else "", "0.00")
    even = explain.breaking_even(case)
    result(page, even, f"-({npv}-{names['cash']}*{worth})/{worth}" if even.value is not None else "", SHARE)
    page.add()
    page.add(_("Kapacitet (timer). Lægges ikke sammen med kassen."), bold=True)
    hours = explain.hours_in(case, case.years)
    cash, other, lost = explain.shared_hours(case, case.years)
    rest = f"{years['last_hours']}*(1-{names['cash']}-{names['capacity']})"
    result(page, hours, years["last_hours"], TENTHS)
    result(page, cash, f"{years['last_hours']}*{names['cash']}", TENTHS)
    result(page, other, years["last_other"], TENTHS)
    result(page, lost, rest, TENTHS)
    page.add()
    page.add(_("Hele samfundet. Lægges ikke sammen med kassen."), bold=True)
    result(page, explain.society(case), f"SUM({years['society']})", KRONER)


def result(page: Page, part: Sum, formula: str, form: str) -> None:
    """One result: what the sheet works out, and what Samspil shows."""
    page.add(
        str(LABELS[part.key]),
        Formula(formula, form) if formula else None,
        part.value if part.value is not None else "–",
        str(FORMULAS[part.key]),
        form=form,
    )


# --- words ------------------------------------------------------------------------------------------------------------


def of_quality(book: Any, accounts: Accounts) -> None:
    page = Page(book, _("Kvalitet"), (46, 90))
    page.head(_("Hvad"), _("Hvad bliver anderledes"))
    for line in accounts.quality:
        page.add(line.title, line.text)


def of_doubts(book: Any, accounts: Accounts) -> None:
    page = Page(book, _("Spørg til"), (110,))
    page.head(_("Spørg til det her, før du tror på tallene"))
    for doubt in accounts.doubts:
        page.add(doubt.text)


def of_sources(book: Any, accounts: Accounts, names_authors: bool) -> None:
    """Where every figure comes from, and the rates as they were reckoned with.

    Who wrote each line is for those who may read the history of the case.
    """
    page = Page(book, _("Kilder"), (46, 24, 24, 80))
    page.head(_("Hvad"), _("Hvordan ved vi det"), _("Skrevet af") if names_authors else "", _("Kilde"))
    for line in accounts.lines:
        if line.kind != LineKind.QUALITY:
            who = line.by.name if names_authors else ""
            page.add(line.title, line.get_source_kind_display(), who, line.source)
    page.add()
    page.add(_("Satser"), _("Tal"), _("Gælder fra"), _("Kilde"), bold=True)
    frozen = accounts.case.frozen.get("norms") if accounts.case.is_locked else None
    if frozen is not None:
        for row in frozen:
            values = " / ".join(in_words(Decimal(each)) for each in row["values"] if each is not None)
            page.add(f"{NormKind(row['kind']).label} {row['name']}".strip(), values, row["valid_from"], row["source"])
        return
    for norm in accounts.norms.used:
        figures = (norm.value, norm.value_36, norm.value_71, norm.hours)
        values = " / ".join(in_words(each) for each in figures if each is not None)
        page.add(f"{norm.get_kind_display()} {norm.name}".strip(), values, norm.valid_from, norm.source)
