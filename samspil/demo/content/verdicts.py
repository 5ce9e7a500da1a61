"""What Møllebakken decided on its one assessment. Everybody in it is made up, and so are the figures."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class VerdictText:
    """The days are counted back from today, but for ``evaluated_in``: from the day of the decision."""

    ready_by: str
    ready_days_ago: float
    by: str
    days_ago: float
    outcome: str
    reason: str
    baseline: str
    owner: str
    deputy: str
    evaluated_in: int
    interest: dict[str, str] = field(default_factory=lambda: {"interest": "none"})


VERDICT = VerdictText(
    ready_by="bo",
    ready_days_ago=60,
    by="jonas",
    days_ago=46,
    outcome="try",
    reason="Alle tre sider svarer bedre end i dag, og kroppen mærker det. Men vi har ikke målt, om beboerne klarer "
    "mere selv, og ikke talt uheld før og efter. Derfor prøver vi videre i seks værelser, før vi siger, at andre "
    "skal have det. Vi måler begge dele denne gang.",
    baseline="To løfter sammen, 14 minutter hver gang, talt på ti dage. Fire nærved-uheld på et halvt år. "
    "Tallene er opdigtede.",
    owner="bo",
    deputy="jonas",
    evaluated_in=180,
)
