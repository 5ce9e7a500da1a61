"""A whole case: its figures, its years, and what they come to in cash and in hours. The two are never added.

H_t = H * phase_t * use; cash_t = H_t * w * r_k + other savings - running costs - what is paid once in year t;
capacity_t = H_t * r_c hours. NPV = sum of cash_t * DF_t in real prices, year 0 undiscounted. What citizens pay
themselves is in none of these: it stands alone, and in the view of society.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from samspil.costing.discount import RateStep, factors
from samspil.costing.hours import TimeSaving, phase_of, split
from samspil.costing.sums import total
from samspil.costing.value import break_even, present_value

SAVING, RUNNING, ONCE, CITIZEN = "saving", "running", "once", "citizen"
SORTS = (SAVING, RUNNING, ONCE, CITIZEN)


@dataclass(frozen=True, slots=True)
class Money:
    """Kroner: a ``saving`` or ``running`` cost each year from year 1, something paid ``once`` in ``year``, or what the
    citizens pay each year. ``low`` and ``high`` as in ``TimeSaving``.
    """

    key: str
    sort: str
    amount: Decimal
    year: int = 0
    low: Decimal = Decimal(1)
    high: Decimal = Decimal(1)
    label: str = ""
    source: str = ""

    def in_year(self, year: int) -> Decimal:
        """Kroner in one year, without a sign."""
        paid = year == self.year if self.sort == ONCE else year > 0
        return self.amount if paid else Decimal(0)

    @property
    def sign(self) -> int:
        """What it does to the municipality's cash."""
        return {SAVING: 1, RUNNING: -1, ONCE: -1, CITIZEN: 0}[self.sort]


@dataclass(frozen=True, slots=True)
class Case:
    """``ramp`` is how far it is taken up in the first years; ``use`` how much it is used once it is there (shares).

    ``cash`` and ``capacity`` are r_k and r_c. ``tax_factor`` is the net tax factor of the view of society.
    """

    years: int
    rates: tuple[RateStep, ...]
    times: tuple[TimeSaving, ...] = ()
    money: tuple[Money, ...] = ()
    ramp: tuple[Decimal, ...] = ()
    use: Decimal = Decimal(1)
    use_low: Decimal | None = None
    use_high: Decimal | None = None
    cash: Decimal = Decimal(0)
    capacity: Decimal = Decimal(0)
    tax_factor: Decimal = Decimal("1.28")

    def __post_init__(self) -> None:
        split(self.cash, self.capacity)
        if self.years < 1:
            raise ValueError("A case has at least one year.")

    def at_share(self, r_k: Decimal) -> "Case":
        """The same case where another share becomes a smaller budget; other work gives way."""
        return replace(self, cash=r_k, capacity=min(self.capacity, 1 - r_k))

    # --- years --------------------------------------------------------------------------------------------------------

    @property
    def df(self) -> tuple[Decimal, ...]:
        return factors(self.rates, self.years)

    @property
    def range(self) -> range:
        return range(self.years + 1)

    def taken_up(self, year: int) -> Decimal:
        """phase_t * use; nothing in year 0."""
        return phase_of(self.ramp, year) * self.use if year else Decimal(0)

    def hours_in(self, year: int) -> Decimal:
        """H_t of all lines, hours."""
        return total([saving.hours for saving in self.times]) * self.taken_up(year)

    def worth_in(self, year: int) -> Decimal:
        """H_t * w of all lines, kroner, before any share."""
        return total([saving.hours * saving.pay for saving in self.times]) * self.taken_up(year)

    def money_in(self, year: int, sort: str) -> Decimal:
        return total([row.in_year(year) for row in self.money if row.sort == sort])

    def cash_in(self, year: int) -> Decimal:
        return (
            self.worth_in(year) * self.cash
            + self.money_in(year, SAVING)
            - self.money_in(year, RUNNING)
            - self.money_in(year, ONCE)
        )

    @property
    def flows(self) -> tuple[Decimal, ...]:
        """cash_0 ... cash_years, kroner."""
        return tuple(self.cash_in(year) for year in self.range)

    @property
    def discounted(self) -> tuple[Decimal, ...]:
        return tuple(flow * factor for flow, factor in zip(self.flows, self.df, strict=True))

    @property
    def capacity_hours(self) -> tuple[Decimal, ...]:
        """capacity_1 ... capacity_years, hours."""
        return tuple(self.hours_in(year) * self.capacity for year in self.range[1:])

    # --- sums over the years ------------------------------------------------------------------------------------------

    @property
    def npv(self) -> Decimal:
        return present_value(self.flows, self.df)

    @property
    def worth(self) -> Decimal:
        """PV(H_t * w): what all freed time would be worth if every hour of it left the budget."""
        return present_value([self.worth_in(year) for year in self.range], self.df)

    def present(self, sort: str) -> Decimal:
        return present_value([self.money_in(year, sort) for year in self.range], self.df)

    @property
    def benefits(self) -> Decimal:
        return max(self.worth * self.cash, Decimal(0)) + self.present(SAVING)

    @property
    def costs(self) -> Decimal:
        return self.present(RUNNING) + self.present(ONCE) - min(self.worth * self.cash, Decimal(0))

    @property
    def break_even(self) -> Decimal | None:
        return break_even(self.npv - self.worth * self.cash, self.worth)

    @property
    def society(self) -> tuple[Decimal, ...]:
        """What all of society has of it each year: cash in market prices, less what citizens pay themselves."""
        return tuple(self.cash_in(year) * self.tax_factor - self.money_in(year, CITIZEN) for year in self.range)

    @property
    def parts(self) -> dict[str, Decimal]:
        """What each line adds to NPV, kroner, by its key. They sum to it."""
        taken = present_value([self.taken_up(year) for year in self.range], self.df)
        found = {row.key: row.hours * row.pay * self.cash * taken for row in self.times}
        for row in self.money:
            found[row.key] = row.sign * present_value([row.in_year(year) for year in self.range], self.df)
        return found


# --- to keep what was reckoned with -----------------------------------------------------------------------------------


def plain(thing: Any) -> Any:
    """A case as text, numbers and lists, for a record that stays as it is."""
    if isinstance(thing, Decimal):
        return format(thing.normalize(), "f")
    if isinstance(thing, tuple | list):
        return [plain(each) for each in thing]
    if hasattr(thing, "__dataclass_fields__"):
        return {name: plain(getattr(thing, name)) for name in thing.__dataclass_fields__}
    return thing


def numbers(row: dict[str, Any], words: Sequence[str], whole: Sequence[str] = ()) -> dict[str, Any]:
    return {
        name: value if value is None or name in words or name in whole else Decimal(value)
        for name, value in row.items()
    }


def from_plain(row: dict[str, Any]) -> Case:
    """The case that ``plain`` put away."""
    words = ("key", "sort", "label", "source")
    lists: dict[str, Any] = {
        "rates": tuple(RateStep(each["from_year"], Decimal(each["rate"])) for each in row["rates"]),
        "times": tuple(TimeSaving(**numbers(each, words)) for each in row["times"]),
        "money": tuple(Money(**numbers(each, words, ("year",))) for each in row["money"]),
        "ramp": tuple(Decimal(each) for each in row["ramp"]),
    }
    rest = {name: value for name, value in row.items() if name not in lists}
    return Case(**numbers(rest, (), ("years",)), **lists)
