"""From the lines people wrote to the figures of ``costing``: what is proposed, and what counts because it is signed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any

from samspil.business_cases.models import ONCE, BusinessCase, CaseLine, LineKind, Signature
from samspil.business_cases.norms import PERCENT, Norms
from samspil.costing import case as costing
from samspil.costing.hours import SIXTY, TimeSaving

NONE = Decimal(0)
SORTS = {
    LineKind.SAVING: costing.SAVING,
    LineKind.RUNNING: costing.RUNNING,
    LineKind.CITIZEN_COST: costing.CITIZEN,
    **dict.fromkeys(ONCE, costing.ONCE),
}


def share(value: Decimal | None) -> Decimal:
    return (value or NONE) / PERCENT


def pay_of(line: CaseLine, norms: Norms) -> Decimal:
    """kr/hour: the group's on the day of the case's prices, or what was typed. Öre, as a pay slip has it."""
    return (norms.hourly(line.pay_group) or line.hourly_pay or NONE).quantize(Decimal("0.01"))


def told(line: CaseLine) -> dict[str, Any]:
    source = ": ".join(filter(None, (str(line.get_source_kind_display()) if line.source_kind else "", line.source)))
    return {"low": share(line.low), "high": share(line.high), "label": line.title, "source": source}


def saving_of(line: CaseLine, norms: Norms) -> TimeSaving:
    return TimeSaving(
        line.key,
        n=line.citizens or NONE,
        f=line.occasions or NONE,
        s0=line.staff_before or NONE,
        t0=line.minutes_before or NONE,
        s1=line.staff_after or NONE,
        t1=line.minutes_after or NONE,
        pay=pay_of(line, norms),
        cap=line.claimed_minutes / SIXTY if line.task_id and line.claimed_minutes is not None else None,
        **told(line),
    )


def amount_of(line: CaseLine, norms: Norms) -> Decimal:
    """Kroner of a line: typed, hours at their pay, or what each citizen pays times the citizens."""
    if line.kind == LineKind.CITIZEN_COST:
        return (line.amount or NONE) * (line.citizens or NONE)
    return line.amount if line.amount is not None else (line.hours or NONE) * pay_of(line, norms)


def money_of(line: CaseLine, norms: Norms) -> costing.Money:
    return costing.Money(line.key, SORTS[LineKind(line.kind)], amount_of(line, norms), year=line.year, **told(line))


def proposed(case: BusinessCase, lines: Iterable[CaseLine], norms: Norms) -> costing.Case:
    """The case as it would be if somebody signed. What is paid once after the last year is paid in the last."""
    rows = sorted(lines, key=lambda line: line.pk)
    money = [money_of(line, norms) for line in rows if line.kind in SORTS]
    low, high = case.use_low, case.use_high
    return costing.Case(
        years=case.years,
        rates=norms.rates,
        times=tuple(saving_of(line, norms) for line in rows if line.kind == LineKind.TIME),
        money=tuple(replace(row, year=min(row.year, case.years)) for row in money),
        ramp=(share(case.ramp_1), share(case.ramp_2)),
        use=share(case.use),
        use_low=None if low is None else share(low),
        use_high=None if high is None else share(high),
        cash=share(case.cash_share),
        capacity=share(case.capacity_share),
        tax_factor=norms.tax_factor.value,
    )


def digest_of(case: costing.Case) -> str:
    text = json.dumps(costing.plain(case), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def yearly_of(case: costing.Case) -> int:
    """The most kroner that leave the budget in one year because of freed time, rounded up: what somebody signs for."""
    most = max(case.worth_in(year) * case.cash for year in case.range)
    return int(max(most, NONE).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A case with its figures. ``counts`` has the shares at nought until somebody has signed these very figures."""

    proposed: costing.Case
    counts: costing.Case
    digest: str
    signature: Signature | None

    @property
    def is_signed(self) -> bool:
        return self.signature is not None

    @property
    def asks_for_shares(self) -> bool:
        return bool(self.proposed.cash or self.proposed.capacity)


def reckon(case: BusinessCase, lines: Iterable[CaseLine], norms: Norms, signature: Signature | None) -> Reckoned:
    """The figures of a case; of a locked one, those it was locked with, whatever the rates are now."""
    if case.is_locked:
        wanted = costing.from_plain(case.frozen["case"])
    else:
        wanted = proposed(case, lines, norms)
    digest = digest_of(wanted)
    holds = signature if signature and signature.fell_at is None and signature.digest == digest else None
    counts = wanted if holds else replace(wanted, cash=NONE, capacity=NONE)
    return Reckoned(wanted, counts, digest, holds)


def frozen(reckoned: Reckoned, norms: Norms) -> dict[str, Any]:
    """What a locked case keeps: its figures, and the sources of the rates in them."""
    return {
        "case": costing.plain(reckoned.proposed),
        "norms": [
            {
                "kind": row.kind,
                "name": row.name,
                "values": [costing.plain(each) for each in (row.value, row.value_36, row.value_71, row.hours)],
                "valid_from": row.valid_from.isoformat(),
                "source": row.source,
            }
            for row in norms.used
        ],
    }
