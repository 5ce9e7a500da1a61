"""What a case should be asked about. Nothing here stops anybody; it stands on the page and in the sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.business_cases.models import IMPLEMENTATION, BusinessCase, CaseLine, LineKind, Signature, SourceKind
from samspil.business_cases.norms import Norms
from samspil.business_cases.numbers import in_words
from samspil.business_cases.reckoning import Reckoned
from samspil.costing.case import CITIZEN, SAVING
from samspil.foundation import clock

MOST_ON_ONE = Decimal("0.8")  # of the benefit; more than that rests on one figure
SIXTY = Decimal(60)
FAR = timedelta(days=366)  # prices of a later day are a guess


@dataclass(frozen=True, slots=True)
class Doubt:
    """``key`` is a name for programs, ``text`` what is wrong, and ``line`` the line it is about, if any."""

    key: str
    text: str
    line: CaseLine | None = None


def benefits(reckoned: Reckoned) -> dict[str, Decimal]:
    """What each line would give in a year when it is fully taken up and every hour counted, by its key."""
    found = {row.key: row.hours * row.pay for row in reckoned.proposed.times}
    found |= {row.key: row.amount for row in reckoned.proposed.money if row.sort == SAVING}
    return {key: worth for key, worth in found.items() if worth > 0}


def of_line(line: CaseLine) -> Iterable[Doubt]:
    if line.kind == LineKind.SAVING and line.today is not None and (line.amount or 0) > line.today:
        text = _("»%(what)s« sparer mere, end det koster i dag: %(saved)s mod %(today)s kr. om året.")
        told = {"what": line.title, "saved": in_words(line.amount), "today": in_words(line.today)}
        yield Doubt("beyond_baseline", text % told, line)
    if line.kind != LineKind.TIME:
        return
    if line.wanted_minutes < 0:
        yield Doubt("slower", _("»%s« tager længere tid end før. Det koster kapacitet.") % line.title, line)
    if line.task is None:
        text = _(
            "»%s« hører ikke til en opgave i minutregnskabet. Ingen kan se, om andre regner med de samme minutter."
        )
        yield Doubt("not_in_ledger", text % line.title, line)
        return
    before = line.wanted_minutes + after_minutes(line)
    if before > line.task.granted:
        text = _("»%(what)s« går ud fra %(before)s timer om året i dag. Der er kun bevilget %(granted)s.")
        told = {
            "what": line.title,
            "before": in_words(round(before / SIXTY, 1)),
            "granted": in_words(round(line.task.granted / SIXTY, 1)),
        }
        yield Doubt("beyond_baseline", text % told, line)
    if line.claimed_minutes is not None and line.claimed_minutes < line.wanted_minutes:
        text = _("»%(what)s« får kun %(got)s af %(wanted)s timer om året. Resten er der andre, der regner med.")
        told = {
            "what": line.title,
            "got": in_words(round(line.claimed_minutes / SIXTY, 1)),
            "wanted": in_words(round(line.wanted_minutes / SIXTY, 1)),
        }
        yield Doubt("double_counting", text % told, line)


def after_minutes(line: CaseLine) -> Decimal:
    figures = (line.citizens, line.occasions, line.staff_after, line.minutes_after)
    product = Decimal(1)
    for value in figures:
        product *= value or 0
    return product


def of_prices(case: BusinessCase, lines: list[CaseLine], norms: Norms) -> Iterable[Doubt]:
    """A rate that holds from a later day than the prices, because there is no older one; and prices of a far day."""
    groups = {line.pay_group for line in lines if line.pay_group}
    for rate in (norms.discount, *(row for name, row in norms.pay.items() if name in groups)):
        if rate.valid_from > case.priced_on:
            text = _("Priserne er fra %(day)s, men den ældste sats for »%(what)s« er fra %(since)s. Den er brugt.")
            told = {
                "day": date_format(case.priced_on),
                "what": rate.name or rate.get_kind_display(),
                "since": date_format(rate.valid_from),
            }
            yield Doubt("younger_rates", text % told)
    if case.priced_on > clock.today() + FAR:
        text = _("Priserne er fra %s. Den dag er langt fremme, og satserne er dem, vi kender i dag.")
        yield Doubt("far_prices", text % date_format(case.priced_on))


def doubts_about(
    case: BusinessCase, lines: list[CaseLine], norms: Norms, reckoned: Reckoned, fell: Signature | None
) -> list[Doubt]:
    """All that a reader should know before believing the figures, the gravest first."""
    found = [warning for line in lines for warning in of_line(line)]
    found += of_prices(case, lines, norms)
    gains = benefits(reckoned)
    whole = sum(gains.values(), Decimal(0))
    by_key = {line.key: line for line in lines}
    if whole and not any(line.kind in IMPLEMENTATION for line in lines):
        text = _("Der er ingen udgift til at komme i gang: oplæring, dobbelt drift, projektledelse eller afvikling.")
        found.append(Doubt("no_implementation", text))
    if whole:
        key, most = max(gains.items(), key=lambda item: item[1])
        if most > whole * MOST_ON_ONE:
            percent = in_words(round(most / whole * 100))
            text = _("Det hele hviler på ét tal: »%(what)s« er %(percent)s %% af gevinsten.")
            found.append(Doubt("one_figure", text % {"what": by_key[key].title, "percent": percent}, by_key[key]))
        of_supplier = [line for line in lines if line.source_kind == SourceKind.SUPPLIER and line.key in gains]
        if sum((gains[line.key] for line in of_supplier), Decimal(0)) * 2 > whole:
            found.append(Doubt("suppliers_figures", _("Mere end halvdelen af gevinsten er leverandørens egne tal.")))
        if reckoned.proposed.taken_up(1) == 1:
            text = _("Regnestykket går ud fra, at det bliver brugt fuldt ud fra den første dag.")
            found.append(Doubt("full_from_day_one", text))
    if any(row.sort == CITIZEN and row.amount for row in reckoned.proposed.money):
        text = _("Borgerne skal selv betale. Det er ikke en besparelse for dem.")
        found.append(Doubt("cost_shift", text))
    if fell is not None and not reckoned.is_signed:
        text = _("Tallene er ændret, siden %s skrev under. Underskriften gælder ikke længere.")
        found.append(Doubt("signature_fell", text % fell.by.name))
    return found
