"""The rates and norms of a day: what administrators have put on their page, on top of what comes with the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from samspil.business_cases.models import Norm, NormKind
from samspil.costing.discount import RateStep
from samspil.costing.hours import hourly_pay

STEPS = (0, 36, 71)  # the years from which each of the three rates holds
PERCENT = Decimal(100)
TIMEPRIS = _("timeprisberegning.dk, set november 2026. Træk selv sygdom og oplæring fra.")
FM = _("Finansministeriet, den samfundsøkonomiske diskonteringsrente, 22. juni 2023.")


def base() -> list[Norm]:
    """What holds before anybody has added anything. Pay is not in it: it is each municipality's own."""
    rates = {"value": Decimal("3.5"), "value_36": Decimal("2.5"), "value_71": Decimal("1.5")}
    years = ((_("37 timer i 52 uger"), 1924), (_("Uden 5 ugers ferie"), 1739), (_("Uden 6 ugers ferie"), 1702))
    since = date(2021, 1, 1)
    return [
        Norm(kind=NormKind.DISCOUNT, valid_from=since, source=str(FM), **rates),
        Norm(kind=NormKind.TAX_FACTOR, valid_from=since, source=str(FM), value=Decimal("1.28")),
        *(
            Norm(kind=NormKind.HOURS, valid_from=since, source=str(TIMEPRIS), name=str(name), value=Decimal(hours))
            for name, hours in years
        ),
    ]


@dataclass(frozen=True, slots=True)
class Norms:
    """What holds on one day."""

    discount: Norm
    tax_factor: Norm
    hours: tuple[Norm, ...]
    pay: dict[str, Norm]

    @property
    def rates(self) -> tuple[RateStep, ...]:
        values = (self.discount.value, self.discount.value_36, self.discount.value_71)
        return tuple(
            RateStep(year, value / PERCENT) for year, value in zip(STEPS, values, strict=True) if value is not None
        )

    def hourly(self, group: str) -> Decimal | None:
        """kr/hour of a pay group: yearly pay with pension over effective hours."""
        found = self.pay.get(group)
        return hourly_pay(found.value, found.hours) if found and found.hours else None

    @property
    def used(self) -> tuple[Norm, ...]:
        return (self.discount, self.tax_factor, *self.pay.values())


def norms_on(day: date, added: Iterable[Norm]) -> Norms:
    """The newest of each kind and name that holds on ``day``; of two from the same day, the one added last.

    A day before the first one has the first: there is nothing older to go by.
    """
    rows = sorted([*base(), *added], key=lambda row: (row.valid_from, str(row.subject_id or "")))
    newest: dict[tuple[str, str], Norm] = {}
    for row in rows:
        if row.valid_from <= day or (row.kind, row.name) not in newest:
            newest[row.kind, row.name] = row

    def of(kind: str) -> list[Norm]:
        return [row for (found, _name), row in newest.items() if found == kind]

    return Norms(
        discount=of(NormKind.DISCOUNT)[0],
        tax_factor=of(NormKind.TAX_FACTOR)[0],
        hours=tuple(sorted(of(NormKind.HOURS), key=lambda row: -row.value)),
        pay={row.name: row for row in sorted(of(NormKind.PAY), key=lambda row: row.name)},
    )
