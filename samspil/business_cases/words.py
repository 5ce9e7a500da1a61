"""Words for the figures of ``costing``: what each is called, in what it counts, and its formula as a sentence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samspil.business_cases.numbers import in_words
from samspil.costing import sums
from samspil.costing.sums import Line, Sum

FACTOR_DIGITS = 6

LABELS: dict[str, Any] = {
    "citizens": gettext_lazy("Borgernes egen udgift på et år"),
    "occasions": gettext_lazy("Gange på et år"),
    "staff_before": gettext_lazy("Medarbejdere, før"),
    "minutes_before": gettext_lazy("Minutter hver gang, før"),
    "staff_after": gettext_lazy("Medarbejdere, efter"),
    "minutes_after": gettext_lazy("Minutter hver gang, efter"),
    "hours": gettext_lazy("Timer på et år"),
    "hours_wanted": gettext_lazy("Timer, hvis ingen andre regnede med dem"),
    "hours_left": gettext_lazy("Timer, der er tilbage i minutregnskabet"),
    "pay": gettext_lazy("Hvad en time koster"),
    "hours_freed": gettext_lazy("Timer, arbejdet tager mindre på et år"),
    "worth_of_line": gettext_lazy("Hvad timerne koster"),
    "worth_of_hours": gettext_lazy("Hvad alle timerne koster på et år"),
    "taken_up": gettext_lazy("Så meget er det i brug"),
    "hours_in_year": gettext_lazy("Timer i året"),
    "hours_cash": gettext_lazy("Timer, der bliver til et mindre budget"),
    "hours_capacity": gettext_lazy("Timer til andet arbejde"),
    "hours_lost": gettext_lazy("Timer uden en plan"),
    "cash_share": gettext_lazy("Andel, der tages ud af budgettet"),
    "capacity_share": gettext_lazy("Andel til andet arbejde"),
    "rest": gettext_lazy("Resten"),
    "cash_of_time": gettext_lazy("Timer, der tages ud af budgettet, i kroner"),
    "cash_in_year": gettext_lazy("Kasse i året"),
    "cash_of_year": gettext_lazy("Kasse i året"),
    "saving": gettext_lazy("Anden besparelse"),
    "running": gettext_lazy("Drift"),
    "once": gettext_lazy("Engangsudgift"),
    "citizen": gettext_lazy("Borgernes egen udgift"),
    "undiscounted": gettext_lazy("Kasse i alle årene, lagt sammen"),
    "npv": gettext_lazy("Nutidsværdi"),
    "discounted_year": gettext_lazy("Kasse i året i dagens værdi"),
    "factor": gettext_lazy("Diskonteringsfaktor"),
    "annuity": gettext_lazy("Diskonteringsfaktorerne lagt sammen"),
    "annual_equivalent": gettext_lazy("Det samme som hvert år"),
    "payback": gettext_lazy("Tjent hjem efter"),
    "payback_discounted": gettext_lazy("Tjent hjem efter, i dagens værdi"),
    "break_even": gettext_lazy("Det går lige op ved"),
    "npv_at_nought": gettext_lazy("Nutidsværdi, hvis ingen timer tages ud af budgettet"),
    "worth_of_time": gettext_lazy("Dagens værdi af alle timerne"),
    "benefit_cost_ratio": gettext_lazy("Gevinst for hver krone"),
    "present_benefits": gettext_lazy("Gevinster i dagens værdi"),
    "present_costs": gettext_lazy("Udgifter i dagens værdi"),
    "society": gettext_lazy("Hele samfundet, nutidsværdi"),
    "tax_factor": gettext_lazy("Nettoafgiftsfaktor"),
    "citizens_present": gettext_lazy("Borgernes egen udgift i dagens værdi"),
}
OF_YEARS = ("cash_of_year", "discounted_year")
# A line of time says how many citizens, not what they pay.
COUNTED = {"citizens": gettext_lazy("Borgere")}

FORMULAS: dict[str, Any] = {
    "hours": gettext_lazy("borgere × gange × (medarbejdere × minutter før − medarbejdere × minutter efter) ÷ 60"),
    "hours_wanted": gettext_lazy(
        "borgere × gange × (medarbejdere × minutter før − medarbejdere × minutter efter) ÷ 60"
    ),
    "hours_freed": gettext_lazy("timerne på hver linje lagt sammen"),
    "worth_of_line": gettext_lazy("timer × hvad en time koster"),
    "worth_of_hours": gettext_lazy("hver linjes timer × hvad en time koster, lagt sammen"),
    "hours_in_year": gettext_lazy("timer på et år × så meget er det i brug"),
    "hours_cash": gettext_lazy("timer i året × andel, der tages ud af budgettet"),
    "hours_capacity": gettext_lazy("timer i året × andel til andet arbejde"),
    "hours_lost": gettext_lazy("timer i året × resten"),
    "cash_of_time": gettext_lazy("hvad timerne koster × så meget er det i brug × andel, der tages ud af budgettet"),
    "cash_in_year": gettext_lazy("timer taget ud af budgettet + andre besparelser − drift − engangsudgifter"),
    "undiscounted": gettext_lazy("kassen i hvert år lagt sammen"),
    "npv": gettext_lazy("kassen i hvert år × diskonteringsfaktoren, lagt sammen"),
    "discounted_year": gettext_lazy("kassen i året × diskonteringsfaktoren"),
    "annual_equivalent": gettext_lazy("nutidsværdi ÷ diskonteringsfaktorerne lagt sammen"),
    "payback": gettext_lazy("det første tidspunkt, hvor årene tilsammen når op på nul"),
    "payback_discounted": gettext_lazy("det første tidspunkt, hvor årene i dagens værdi når op på nul"),
    "break_even": gettext_lazy("det, der mangler, hvis ingen timer tages ud ÷ dagens værdi af alle timerne"),
    "benefit_cost_ratio": gettext_lazy("gevinster ÷ udgifter, begge i dagens værdi"),
    "society": gettext_lazy("nutidsværdi × nettoafgiftsfaktor − borgernes egen udgift i dagens værdi"),
    "citizens": gettext_lazy("hver linjes udgift lagt sammen"),
}

HOW = {
    sums.KRONER: pgettext_lazy("enhed", "%s kr."),
    sums.PER_YEAR: pgettext_lazy("enhed", "%s kr. om året"),
    sums.PER_HOUR: pgettext_lazy("enhed", "%s kr. i timen"),
    sums.HOURS: pgettext_lazy("enhed", "%s timer"),
    sums.HOURS_PER_YEAR: pgettext_lazy("enhed", "%s timer om året"),
    sums.MINUTES: pgettext_lazy("enhed", "%s minutter"),
    sums.SHARE: pgettext_lazy("enhed", "%s %%"),
    sums.YEARS: pgettext_lazy("enhed", "%s år"),
}
SHORT = {sums.HOURS: 1, sums.HOURS_PER_YEAR: 1, sums.YEARS: 1}  # at most so many decimals, and no noughts
DECIMALS = {
    sums.KRONER: 0,
    sums.PER_YEAR: 0,
    sums.PER_HOUR: 2,
    sums.RATIO: 2,
}


def figure(value: Decimal | None, unit: str) -> str:
    """A figure as it stands on the page, with its unit."""
    if value is None:
        return _("kan ikke regnes ud")
    if unit == sums.SHARE:
        value = round(value * 100, 1)
    decimals = DECIMALS.get(unit)
    text = in_words(value if decimals is not None else round(value, SHORT.get(unit, 2)), decimals)
    return str(HOW[unit]) % text if unit in HOW else text


def said(part: Line | Sum) -> str:
    if part.key == "factor" and part.value is not None:
        return in_words(part.value, FACTOR_DIGITS)
    if part.unit == sums.YEARS and not part.value:
        return _("ikke i den tid") if part.value is None else _("der er ingen udgift at tjene hjem")
    return figure(part.value, part.unit)


@dataclass(frozen=True, slots=True)
class Shown:
    """A sum, or a line of one, as a page shows it."""

    key: str
    label: str
    shown: str
    formula: str = ""
    source: str = ""
    parts: tuple["Shown", ...] = ()


def name_of(part: Line | Sum) -> str:
    """People's own words first; a bare number is the year."""
    known = COUNTED if isinstance(part, Line) and part.unit == sums.COUNT else LABELS
    label = str(known.get(part.key) or LABELS.get(part.key, part.key))
    if part.key in OF_YEARS and part.label:
        return _("År %s") % part.label
    return f"{label}: {part.label}" if part.label else label


def show(part: Line | Sum) -> Shown:
    """The whole tree in words."""
    if isinstance(part, Line):
        return Shown(part.key, name_of(part), said(part), source=part.source)
    return Shown(
        part.key,
        name_of(part),
        said(part),
        formula=str(FORMULAS.get(part.key, part.formula)) if part.inputs else "",
        parts=tuple(show(each) for each in part.inputs),
    )


# What the fields are called where somebody reads what was changed.
FIELDS: dict[str, Any] = {
    "title": gettext_lazy("Navn"),
    "text": gettext_lazy("Ord"),
    "compared_with": gettext_lazy("Sammenlignet med"),
    "capacity_plan": gettext_lazy("Hvad timerne skal bruges til"),
    "years": gettext_lazy("År"),
    "ramp_1": gettext_lazy("I brug det første år, procent"),
    "ramp_2": gettext_lazy("I brug det andet år, procent"),
    "use": gettext_lazy("Hvor meget det bliver brugt, procent"),
    "use_low": gettext_lazy("Brug, hvis det går dårligt"),
    "use_high": gettext_lazy("Brug, hvis det går godt"),
    "cash_share": gettext_lazy("Andel ud af budgettet, procent"),
    "capacity_share": gettext_lazy("Andel til andet arbejde, procent"),
    "priced_on": gettext_lazy("Priser fra"),
    "locked_at": gettext_lazy("Låst"),
    "withdrawn_at": gettext_lazy("Trukket tilbage"),
    "removed_at": gettext_lazy("Fjernet"),
    "source_kind": gettext_lazy("Hvordan ved vi det"),
    "source": gettext_lazy("Kilde"),
    "citizens": gettext_lazy("Borgere"),
    "task": gettext_lazy("Opgave i minutregnskabet"),
    "pay_group": gettext_lazy("Løngruppe"),
    "hourly_pay": gettext_lazy("Hvad en time koster"),
    "amount": gettext_lazy("Kroner"),
    "hours": gettext_lazy("Timer"),
    "year": gettext_lazy("I år"),
    "today": gettext_lazy("Koster i dag"),
    "low": gettext_lazy("Lavt, procent"),
    "high": gettext_lazy("Højt, procent"),
}


def field_name(name: str) -> str:
    return str(FIELDS.get(name) or LABELS.get(name, name))
