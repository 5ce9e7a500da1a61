"""The sums by year of what companies promised and gave, as a table."""

from decimal import Decimal

from django.utils.translation import gettext as _

from samspil.company_pledges.queries import Year
from samspil.papers.tables import Cell, Table


def number(value: Decimal) -> Cell:
    """Whole hours stay whole numbers."""
    return int(value) if value == int(value) else float(value)


def company_table(years: list[Year]) -> Table:
    columns = [_("År"), _("Virksomheder"), _("Løfter"), _("Timer lovet"), _("Timer brugt"), _("Bekræftet")]
    rows: list[list[Cell]] = [
        [row.year, row.companies, row.promised, number(row.hours), number(row.used), number(row.confirmed)]
        for row in years
    ]
    return Table(_("Virksomheder"), columns, rows)
