"""The overview as it is shown: the figures in words, as charts, and as one table for a spreadsheet."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.challenges.models import ChainStep
from samspil.effects import figures, paths, queries
from samspil.effects.figures import HOLDERS, STEPS, Balance, Chain, Filters, Ideas, Step, Time, holder_label, percent
from samspil.effects.models import Halt
from samspil.effects.queries import BarrierRow, Effect, Gains, ThemeView
from samspil.foundation import clock
from samspil.foundation.viewer import Viewer

MOST_YEARS = 8
FRESH_FOR = 60  # seconds


@dataclass(slots=True)
class Overview:
    """All that the page says. ``behind`` is set while there is more to read in the journal than a page waits for."""

    filters: Filters
    ideas: Ideas
    funnel: list[Step]
    times: list[Time]
    chain: Chain
    balances: list[Balance]
    practices: int
    places: int
    effects: list[Effect]
    gains: Gains
    barriers: list[BarrierRow]
    theme: ThemeView | None
    behind: datetime | None

    @property
    def is_empty(self) -> bool:
        asked = self.theme.challenges if self.theme else []
        return not (self.ideas.total or self.practices or self.gains.n or self.barriers or asked)

    @property
    def running(self) -> int:
        return self.ideas.halt[Halt.RUNNING]

    @property
    def stopped(self) -> int:
        return self.ideas.halt[Halt.STOPPED]

    @property
    def headline(self) -> list[str]:
        """What came out of it, in whole sentences. The first thing on the page."""
        places = ngettext("%(n)d sted", "%(n)d steder", self.places) % {"n": self.places}
        lives = ngettext(
            "%(n)d løsning lever i hverdagen, %(places)s.",
            "%(n)d løsninger lever i hverdagen, %(places)s.",
            self.practices,
        )
        said = [
            lives % {"n": self.practices, "places": places}
            if self.practices
            else _("Ingen løsning lever i hverdagen endnu.")
        ]
        if self.running:
            said.append(
                ngettext("%(n)d idé bliver prøvet af nu.", "%(n)d idéer bliver prøvet af nu.", self.running)
                % {"n": self.running}
            )
        if self.stopped:
            said.append(
                ngettext(
                    "%(n)d er prøvet og stoppet. Det lærte vi noget af.",
                    "%(n)d er prøvet og stoppet. Det lærte vi noget af.",
                    self.stopped,
                )
                % {"n": self.stopped}
            )
        return said


def counted(viewer: Viewer, filters: Filters) -> tuple[list[tuple], dict[str, Counter[int]], list[tuple]]:
    """The three grouped reads. Four queries, or one while they are kept.

    What was counted stands until something more has been read in the journal, and for a minute at most: the counts are
    the same for everybody who may read the same, and at a hundred thousand ideas they are what takes time.
    """
    told = f"{viewer.is_staff} {filters} {clock.today()} {paths.last_read()}"
    key = f"overview:{hashlib.sha256(told.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        days = figures.day_rows(viewer, filters)
        found = figures.cube(viewer, filters), days, figures.chain_rows(viewer, filters)
        cache.set(key, found, FRESH_FOR)
    return found


def overview(viewer: Viewer, filters: Filters) -> Overview:
    """Ten queries, or eleven with a theme, however many ideas there are."""
    behind = paths.catch_up()
    cube, days, chain = counted(viewer, filters)
    found = figures.ideas(cube, filters.year)
    practices, places = queries.living(viewer, filters)
    return Overview(
        filters=filters,
        ideas=found,
        funnel=found.funnel(),
        times=found.times(days),
        chain=figures.chain(chain, filters.year),
        balances=figures.balances(found, is_one_track=bool(filters.track)),
        practices=practices,
        places=places,
        effects=[] if filters.theme else queries.latest(viewer, filters),
        gains=queries.gains(viewer, filters),
        barriers=queries.barriers(viewer, filters),
        theme=queries.theme_view(viewer, filters) if filters.theme else None,
        behind=behind,
    )


# --- as charts --------------------------------------------------------------------------------------------------------


def with_share(n: int, share: int | None) -> str:
    return f"{n} · {share} %" if share is not None else str(n)


def described(rows: list[dict[str, Any]]) -> str:
    return "; ".join(f"{row['label']}: {row['shown']}" for row in rows)


def funnel_chart(found: Overview) -> dict[str, Any]:
    rows = [
        {"label": step.label, "value": step.n, "shown": with_share(step.n, step.percent), "strong": True}
        for step in found.funnel
    ]
    return {
        "id": "fra-ide",
        "title": _("Så mange kom mindst hertil"),
        "description": described(rows),
        "n": found.ideas.total,
        "unit": _("Idéer"),
        "max": found.ideas.total or 1,
        "rows": rows,
    }


def stops_chart(found: Overview) -> dict[str, Any]:
    """Where ideas are now: the furthest first. What lives is the one to look at."""
    halts = [halt for halt in reversed(Halt) if found.ideas.halt[halt]]
    most = max((found.ideas.halt[halt] for halt in halts), default=1)
    rows = [
        {
            "label": str(halt.label),
            "value": found.ideas.halt[halt],
            "shown": with_share(found.ideas.halt[halt], percent(found.ideas.halt[halt], found.ideas.total)),
            "strong": halt == Halt.LIVES,
        }
        for halt in halts
    ]
    return {
        "id": "her-staar",
        "title": _("Her er idéerne nu"),
        "description": described(rows),
        "n": found.ideas.total,
        "unit": _("Idéer"),
        "max": most,
        "rows": rows,
    }


def segments(counts: Counter[str]) -> list[dict[str, Any]]:
    made, offset, n = [], 0.0, counts.total()
    for code in HOLDERS:
        share = 100 * counts[code] / n if n else 0.0
        made.append(
            {"label": holder_label(code), "sphere": code, "value": counts[code], "percent": share, "offset": offset}
        )
        offset += share
    return made


def holders_chart(chart_id: str, title: str, rows: list[tuple[str, Counter[str]]]) -> dict[str, Any]:
    total = sum((counts for _label, counts in rows), Counter())
    return {
        "id": chart_id,
        "title": title,
        "description": "; ".join(f"{holder_label(code)}: {total[code]}" for code in HOLDERS),
        "parts": [{"label": holder_label(code), "sphere": code} for code in HOLDERS],
        "rows": [{"label": label, "n": counts.total(), "segments": segments(counts)} for label, counts in rows],
    }


def chain_chart(found: Overview) -> dict[str, Any]:
    rows = [(str(step.label), found.chain.steps[step]) for step in STEPS if found.chain.steps[step]]
    return holders_chart("kaeden", _("Hvem holder hvert trin?"), rows)


def chain_by_year(found: Overview) -> list[dict[str, Any]]:
    """The same, year by year: one chart for each step."""
    charts = []
    for step in STEPS:
        years = found.chain.by_year[step]
        rows = [(str(year), years[year]) for year in sorted(years)[-MOST_YEARS:]]
        if len(rows) > 1:
            charts.append(holders_chart(f"kaeden-{step.value}", str(ChainStep(step).label), rows))
    return charts


def balance_chart(balance: Balance) -> dict[str, Any]:
    most = max((n for _label, n in balance.parts), default=0)
    rows = [
        {"label": label, "value": n, "shown": with_share(n, percent(n, balance.n)), "strong": n == most and n > 0}
        for label, n in balance.parts
    ]
    return {
        "id": f"balance-{balance.name}",
        "title": balance.label,
        "description": described(rows),
        "n": balance.n,
        "unit": _("Idéer"),
        "max": balance.n or 1,
        "rows": rows,
    }


def barriers_chart(found: Overview) -> dict[str, Any]:
    rows = [
        {
            "label": row.label,
            "value": row.n,
            "shown": _("%(n)d · %(open)d uden svar") % {"n": row.n, "open": row.open},
            "strong": row.open > 0,
        }
        for row in found.barriers
    ]
    n = sum(row.n for row in found.barriers)
    most = max((row.n for row in found.barriers), default=1)
    return {
        "id": "barrierer",
        "title": _("Hvad står i vejen?"),
        "description": described(rows),
        "n": n,
        "unit": _("Antal"),
        "max": most,
        "rows": rows,
    }


# --- as one table -----------------------------------------------------------------------------------------------------

Row = tuple[str, str, int | float | None, int | None, str]


def as_rows(found: Overview) -> list[Row]:
    """Every figure of the page: part, what, the number, out of how many, and a remark."""
    few = _("for få til at sige noget")
    rows: list[Row] = [
        (_("Hverdagen nu"), _("Løsninger, der lever"), found.practices, None, ""),
        (_("Hverdagen nu"), _("Steder, de lever"), found.places, None, ""),
        (_("Evalueringer"), _("Færdige"), found.gains.n, None, ""),
    ]
    read = _("i de nyeste %(n)d evalueringer") % {"n": found.gains.read}
    for label, n in (
        (_("Målinger, der blev bedre"), found.gains.better),
        (_("Målinger, der står stille"), found.gains.same),
        (_("Målinger, der blev dårligere"), found.gains.worse),
        (_("Målinger med færre end 5 svar, vises ikke"), found.gains.kept_back),
    ):
        rows.append((_("Evalueringer"), label, n, None, read))
    for step in found.funnel:
        rows.append((_("Fra idé til hverdag"), step.label, step.n, step.of, "" if step.percent is not None else few))
    for halt in Halt:
        rows.append((_("Her er idéerne nu"), str(halt.label), found.ideas.halt[halt], found.ideas.total, ""))
    for time in found.times:
        rows.append(
            (_("Dage"), f"{time.label}: {_('median')}", time.median, time.n, "" if time.quick is not None else few)
        )
        rows.append((_("Dage"), f"{time.label}: {_('hurtigste fjerdedel, højst')}", time.quick, time.n, ""))
        rows.append((_("Dage"), f"{time.label}: {_('langsomste fjerdedel, mindst')}", time.slow, time.n, ""))
        rows.append((_("Dage"), f"{time.label}: {_('venter endnu')}", time.waiting, found.ideas.total, ""))
    for step_of_chain in STEPS:
        for year, counts in sorted(found.chain.by_year[step_of_chain].items()):
            for code in HOLDERS:
                what = f"{ChainStep(step_of_chain).label}, {year}: {holder_label(code)}"
                rows.append((_("Hvem holder kæden"), what, counts[code], counts.total(), ""))
    for year, whole in sorted(found.chain.whole_by_year.items()):
        municipal = found.chain.municipal_by_year[year]
        rows.append((_("Hele kæden i kommunen"), str(year), municipal, whole, "" if whole >= figures.FEW else few))
    for balance in found.balances:
        for label, n in balance.parts:
            rows.append((balance.label, label, n, balance.n, balance.warning))
    for barrier in found.barriers:
        for label, n in barrier.states:
            rows.append((_("Det, der står i vejen"), f"{barrier.label}: {label}", n, barrier.n, ""))
    return rows
