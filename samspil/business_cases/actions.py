"""The verbs about a business case: its assumptions, its lines, who signs, and when it is locked."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Unit
from samspil.business_cases import ledger, queries, reckoning
from samspil.business_cases.models import (
    HIGHEST,
    HUNDRED,
    MOST_YEARS,
    ONCE,
    BusinessCase,
    CaseLine,
    LineKind,
    Signature,
    SourceKind,
)
from samspil.business_cases.numbers import in_words
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign as sign_history
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import bump
from samspil.foundation.verbs import NotFound, Stale, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen

TEXTS = ("title", "compared_with", "capacity_plan")
SETTINGS = (
    *TEXTS,
    *("years", "ramp_1", "ramp_2", "use", "use_low", "use_high", "cash_share", "capacity_share", "priced_on"),
)
MOST_LINES = 60
# More is a slip of the finger: citizens of one municipality, occasions and minutes for each, and staff at once.
MOST_OF = {
    "citizens": Decimal(1_000_000),
    "occasions": Decimal(100_000),
    "staff_before": HUNDRED,
    "staff_after": HUNDRED,
    "minutes_before": Decimal(10_000),
    "minutes_after": Decimal(10_000),
    "hourly_pay": Decimal(100_000),
}
PRICED = ("pay_group", "hourly_pay")
TIME = ("citizens", "occasions", "staff_before", "minutes_before", "staff_after", "minutes_after", *PRICED)
TOLD = ("title", "source_kind", "source", "low", "high")
# What each kind of line holds besides its title and source.
FIGURES: dict[str, tuple[str, ...]] = {
    LineKind.TIME: TIME,
    LineKind.SAVING: ("amount", "today"),
    LineKind.RUNNING: ("amount",),
    LineKind.INVESTMENT: ("amount", "year"),
    **{kind: ("amount", "hours", "year", *PRICED) for kind in ONCE if kind != LineKind.INVESTMENT},
    LineKind.CITIZEN_COST: ("citizens", "amount"),
    LineKind.QUALITY: ("text",),
}


def unit_named(unit_id: UUID | str | None, by: Viewer) -> Unit:
    """Raises: Refused, ValidationError at ``unit_id``."""
    found = Unit.objects.visible_to(by).filter(pk=as_uuid(unit_id)).select_related("actor").first()
    if found is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    require("business_cases.own", by, found)
    return found


def words_of(case: BusinessCase) -> str:
    return "\n".join(filter(None, (case.title, case.compared_with, case.capacity_plan)))


def check_settings(case: BusinessCase) -> None:
    """Raises: ValidationError by field."""
    all_told(partial(clean_texts, case, TEXTS), partial(wrong_figures, case))


def wrong_figures(case: BusinessCase) -> dict[str, list[str]]:
    """What is assumed and cannot be, by field; the form asks as well, so that all is told at once."""
    problems: dict[str, list[str]] = {}
    if not case.title:
        problems["title"] = [_("Skriv, hvad I regner på.")]
    if not isinstance(case.years, int) or not 1 <= case.years <= MOST_YEARS:
        problems["years"] = [_("Vælg fra 1 til %d år.") % MOST_YEARS]
    for name in ("ramp_1", "ramp_2", "use", "use_low", "use_high", "cash_share", "capacity_share"):
        value = getattr(case, name)
        if value is None and name in ("use_low", "use_high"):
            continue
        if value is None or not 0 <= value <= HUNDRED:
            problems[name] = [_("Skriv fra 0 til 100 %.")]
    if not case.priced_on:
        problems["priced_on"] = [_("Vælg den dag, priserne gælder fra.")]
    return wrong_together(case, problems) | problems


def wrong_together(case: BusinessCase, wrong: Iterable[str]) -> dict[str, list[str]]:
    """What does not fit together, among the figures that are not ``wrong`` by themselves."""
    problems = {}
    if not ({"cash_share", "capacity_share"} & set(wrong)) and case.cash_share + case.capacity_share > HUNDRED:
        problems["capacity_share"] = [_("De to andele kan højst være 100 % tilsammen.")]
    if {"use", "use_low", "use_high"} & set(wrong):
        return problems
    if (case.use_low is None) != (case.use_high is None):
        problems["use_low"] = [_("Skriv både det laveste og det højeste, eller ingen af dem.")]
    elif case.use_low is not None and not case.use_low <= case.use <= case.use_high:
        problems["use_low"] = [_("Det laveste, det ventede og det højeste skal stå i den rækkefølge.")]
    return problems


def changed(case: BusinessCase) -> None:
    """After any change of figures: a signature that was given to others falls."""
    signature = queries.standing(queries.signatures_of(case))
    if signature and queries.reckoned(case).digest != signature.digest:
        fall(signature)
    subjects.touch(case.subject)


def fall(signature: Signature) -> None:
    signature.fell_at = clock.now()
    signature.save(update_fields=["fell_at"])


@verb(BusinessCase)
def begin_case(*, by: Viewer, about_id: UUID | str, unit_id: UUID | str | None = None, title: str) -> BusinessCase:
    """Begin to reckon on a page, in the name of a unit. Whoever may read the page may read the case.

    Raises: NotFound, Refused, ValidationError.
    """
    thing = queries.page_named(about_id, by)
    require("business_cases.begin", by, thing)
    voice = voice_of(by)
    case = BusinessCase(about=thing.subject, title=title, priced_on=clock.today(), **voice.fields())

    def choose_unit() -> None:
        case.unit = unit_named(unit_id, by)

    all_told(choose_unit, partial(check_settings, case))
    case.subject = subjects.create(
        "business_case", title=case.title, by=voice.author.pk, context=thing.subject, text=words_of(case)
    )
    screen(case.subject, by=by, voice=voice, text=words_of(case))
    sign_history(case, by)
    case.save()
    follow_own(case.subject, voice)
    entry = journal("business_cases.begun", case.subject, by=by, payload={"about": str(thing.subject.pk)})
    tell_news(entry)
    return case


def kept(case_id: UUID | str, by: Viewer, *, permission: str = "business_cases.edit") -> BusinessCase:
    """A case, locked in the database until the transaction ends. Raises: NotFound, Refused, ValidationError."""
    case: BusinessCase = find(BusinessCase, case_id, by, related=("unit",), lock=True)
    if case.is_locked and permission != "business_cases.unlock":
        require("business_cases.view", by, case)
        raise ValidationError(_("Regnestykket er låst. Lås det op, før I retter det."))
    require(permission, by, case)
    return case


@verb(BusinessCase)
def edit_case(*, by: Viewer, case_id: UUID | str, expected_version: int | None = None, **changes: Any) -> BusinessCase:
    """Change what is assumed: years, how far it is taken up, the shares, the day of the prices, the words.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    case = kept(case_id, by)
    require("business_cases.edit", by, case)
    check_version(case.subject, expected_version)
    if unknown := set(changes) - set(SETTINGS):
        raise TypeError(f"edit_case does not change {unknown}")
    for name, value in changes.items():
        setattr(case, name, value)
    check_settings(case)
    sign_history(case, by)
    case.save()
    case.subject.title = case.title
    case.subject.save(update_fields=["title"])
    bump(case.subject)
    search.index(case.subject, words_of(case))
    changed(case)
    journal("business_cases.edited", case.subject, by=by, payload={"version": case.subject.version})
    return case


# --- lines ------------------------------------------------------------------------------------------------------------


def fill(line: CaseLine, by: Viewer, task_id: UUID | str | None, figures: dict[str, Any]) -> None:
    """Put figures on a line and check them. Raises: ValidationError by field."""
    takes = (*TOLD, *FIGURES[line.kind])
    if unknown := {name for name, value in figures.items() if name not in takes and value not in (None, "")}:
        raise TypeError(f"A line of {line.kind} has no {unknown}")
    for name, value in figures.items():
        if name in takes:
            setattr(line, name, value)
    all_told(
        partial(choose_task, line, by, task_id),
        partial(clean_texts, line, ("title", "text", "source", "pay_group", "source_kind")),
        partial(wrong_in, line),
    )


def choose_task(line: CaseLine, by: Viewer, task_id: UUID | str | None) -> None:
    """Raises: ValidationError at ``task_id``."""
    line.task = None
    if line.kind == LineKind.TIME and task_id:
        line.task = queries.tasks_for(line.case.unit, by).filter(pk__in=[as_uuid(task_id)]).first()
        if line.task is None:
            raise ValidationError({"task_id": [_("Vælg en opgave på listen.")]})


def wrong_in(line: CaseLine) -> dict[str, list[str]]:
    """What a line lacks or cannot say, by field; the form asks as well, so that all is told at once."""
    problems: dict[str, list[str]] = {}
    if not line.title:
        problems["title"] = [_("Skriv, hvad linjen er.")]
    if line.kind == LineKind.QUALITY:
        if not line.text:
            problems["text"] = [_("Skriv, hvad der bliver anderledes.")]
        return problems
    if line.source_kind not in SourceKind.values:
        problems["source_kind"] = [_("Vælg, hvordan I ved det.")]
    if not line.source:
        problems["source"] = [_("Skriv, hvor tallet kommer fra.")]
    needed = {LineKind.TIME: TIME[:6], LineKind.CITIZEN_COST: ("citizens", "amount")}.get(LineKind(line.kind))
    for name in needed or (("amount",) if "hours" not in FIGURES[line.kind] else ()):
        if getattr(line, name) is None:
            problems[name] = [_("Skriv et tal.")]
    for name in (*FIGURES[line.kind], "low", "high"):
        value = getattr(line, name)
        most = MOST_OF.get(name, HIGHEST)
        if isinstance(value, Decimal | int) and not 0 <= value <= most:
            problems[name] = [_("Skriv et tal fra 0 til %s.") % in_words(most)]
    if "hours" in FIGURES[line.kind] and (line.amount is None) == (line.hours is None):
        problems["amount"] = [_("Skriv enten kroner eller timer.")]
    if line.kind == LineKind.TIME or line.hours is not None:
        problems |= check_pay(line)
    if not (Decimal(0) <= line.low <= HUNDRED <= line.high <= 10 * HUNDRED):
        problems["low"] = [_("Det laveste er højst 100 %, og det højeste er mindst 100 og højst 1.000.")]
    if line.year > line.case.years:
        problems["year"] = [_("Regnestykket har kun %d år.") % line.case.years]
    return problems


def check_pay(line: CaseLine) -> dict[str, list[str]]:
    if line.pay_group and line.hourly_pay is not None:
        return {"hourly_pay": [_("Vælg en løngruppe, eller skriv en timeløn. Ikke begge.")]}
    if not line.pay_group and line.hourly_pay is None:
        return {"hourly_pay": [_("Vælg en løngruppe, eller skriv, hvad en time koster.")]}
    if line.pay_group and line.pay_group not in queries.pay_groups(line.case.priced_on):
        return {"pay_group": [_("Vælg en af mulighederne på listen.")]}
    return {}


@verb(CaseLine)
def write_line(
    *, by: Viewer, case_id: UUID | str, kind: str, task_id: UUID | str | None = None, **figures: Any
) -> CaseLine:
    """Add a line. One of time takes its minutes from its task in the ledger, as many as are left.

    Raises: NotFound, Refused, ValidationError.
    """
    case = kept(case_id, by)
    require("business_cases.edit", by, case)
    if kind not in LineKind.values:
        raise NotFound(kind)
    if case.lines.filter(removed_at=None).count() >= MOST_LINES:
        raise ValidationError(_("Der er allerede %d linjer. Fjern en, før I skriver en ny.") % MOST_LINES)
    line = CaseLine(case=case, kind=kind, by_id=by.known_id)
    fill(line, by, task_id, figures)
    ledger.claim(line)
    sign_history(line, by)
    line.save()
    changed(case)
    journal("business_cases.line_written", case.subject, by=by, payload={"line": line.pk, "kind": kind})
    return line


def line_found(line_id: int | str, by: Viewer, *, lock: bool = False) -> CaseLine:
    """A line that stands, in a case ``by`` may read. Raises: NotFound."""
    text = str(line_id)
    key = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    rows = CaseLine.objects.filter(pk=key, removed_at=None, case__in=BusinessCase.objects.visible_to(by))
    rows = rows.select_related("case__subject", "case__unit__actor", "case__about", "task")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.first()
    if found is None:
        raise NotFound(f"CaseLine {line_id}")
    return found


def line_kept(line_id: int | str, by: Viewer) -> CaseLine:
    """A line and its case, both locked in the database. Raises: NotFound, Refused, ValidationError."""
    case = kept(line_found(line_id, by).case_id, by)
    line = line_found(line_id, by, lock=True)
    line.case = case
    return line


@verb(CaseLine)
def edit_line(
    *,
    by: Viewer,
    line_id: int | str,
    expected_version: int | None = None,
    task_id: UUID | str | None = None,
    **figures: Any,
) -> CaseLine:
    """Change a line; what stood before stays in its history. Raises: NotFound, Refused, Stale, ValidationError."""
    line = line_kept(line_id, by)
    require("business_cases.edit", by, line.case)
    if expected_version is not None and str(expected_version) != str(line.version):
        raise Stale(line.case.subject)
    fill(line, by, task_id, figures)
    ledger.claim(line)
    line.version += 1
    sign_history(line, by)
    line.save()
    changed(line.case)
    journal("business_cases.line_edited", line.case.subject, by=by, payload={"line": line.pk})
    return line


@verb(CaseLine)
def remove_line(*, by: Viewer, line_id: int | str) -> CaseLine:
    """Take a line out; its minutes are free again. Raises: NotFound, Refused, ValidationError."""
    line = line_kept(line_id, by)
    require("business_cases.edit", by, line.case)
    line.removed_at = clock.now()
    sign_history(line, by)
    line.save()
    changed(line.case)
    journal("business_cases.line_removed", line.case.subject, by=by, payload={"line": line.pk})
    return line


# --- signing and locking ----------------------------------------------------------------------------------------------


@verb(Signature)
def sign_case(*, by: Viewer, case_id: UUID | str, digest: str = "", note: str = "") -> Signature:
    """Stand behind the shares of a case, as leader of its unit and within one's amount. ``digest`` is what was read.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    case = kept(case_id, by, permission="business_cases.sign")
    require("business_cases.sign", by, case)
    reckoned = queries.reckoned(case)
    if digest and digest != reckoned.digest:
        raise Stale(case.subject)
    if not reckoned.asks_for_shares:
        raise ValidationError(_("Der er ingen andele at skrive under på. Skriv først, hvad timerne skal blive til."))
    if reckoned.is_signed:
        raise ValidationError(_("Der er allerede skrevet under på de tal."))
    yearly = reckoning.yearly_of(reckoned.proposed)
    if yearly > by.may_spend(case.unit.line):
        told = {"amount": in_words(yearly)}
        raise ValidationError(
            _("%(amount)s kr. om året er mere, end du kan skrive under på alene. Bed lederen over dig.") % told
        )
    for row in Signature.objects.filter(case=case, fell_at=None):
        fall(row)
    signature = Signature(
        case=case,
        cash_share=case.cash_share,
        capacity_share=case.capacity_share,
        yearly=yearly,
        digest=reckoned.digest,
        note=note,
        by_id=by.known_id,
    )
    clean_texts(signature, ("note",))
    signature.save()
    subjects.touch(case.subject)
    entry = journal("business_cases.signed", case.subject, by=by, payload={"signature": signature.pk})
    tell_news(entry)
    return signature


@verb(BusinessCase)
def take_signature_back(*, by: Viewer, case_id: UUID | str) -> BusinessCase:
    """No longer stand behind the shares: from now on they count as nought again.

    Raises: NotFound, Refused, ValidationError.
    """
    case = kept(case_id, by, permission="business_cases.sign")
    require("business_cases.sign", by, case)
    signature = queries.standing(queries.signatures_of(case))
    if signature is None:
        raise ValidationError(_("Der er ingen underskrift at tage tilbage."))
    fall(signature)
    subjects.touch(case.subject)
    journal("business_cases.signature_taken_back", case.subject, by=by, payload={"signature": signature.pk})
    return case


@verb(BusinessCase)
def lock_case(*, by: Viewer, case_id: UUID | str, digest: str = "") -> BusinessCase:
    """Freeze the figures, so that somebody can decide on them. Later rates change nothing in it.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    case = kept(case_id, by, permission="business_cases.lock")
    require("business_cases.lock", by, case)
    lines, norms = queries.lines_of(case), queries.norms(case.priced_on)
    if not lines:
        raise ValidationError(_("Der er ingen linjer at låse. Skriv den første."))
    signature = queries.standing(queries.signatures_of(case))
    reckoned = reckoning.reckon(case, lines, norms, signature)
    if digest and digest != reckoned.digest:
        raise Stale(case.subject)
    case.frozen = reckoning.frozen(reckoned, norms)
    case.locked_at, case.locked_by_id = clock.now(), by.known_id
    sign_history(case, by)
    case.save()
    bump(case.subject)
    entry = journal("business_cases.locked", case.subject, by=by, payload={"version": case.subject.version})
    tell_news(entry)
    return case


@verb(BusinessCase)
def unlock_case(*, by: Viewer, case_id: UUID | str) -> BusinessCase:
    """Let the figures be changed again. The rates are those of the day of its prices, as they stand now.

    Raises: NotFound, Refused.
    """
    case = kept(case_id, by, permission="business_cases.unlock")
    require("business_cases.unlock", by, case)
    case.locked_at, case.locked_by, case.frozen = None, None, {}
    sign_history(case, by)
    case.save()
    bump(case.subject)
    changed(case)
    journal("business_cases.unlocked", case.subject, by=by, payload={"version": case.subject.version})
    return case


@verb(BusinessCase)
def withdraw_case(*, by: Viewer, case_id: UUID | str) -> BusinessCase:
    """Take a case back: its minutes are free for others, and nobody reckons with it. Raises: NotFound, Refused."""
    case = kept(case_id, by, permission="business_cases.withdraw")
    require("business_cases.withdraw", by, case)
    withdraw(case, by)
    journal("business_cases.withdrawn", case.subject, by=by)
    return case


def withdraw(case: BusinessCase, by: Viewer) -> None:
    case.withdrawn_at = clock.now()
    sign_history(case, by)
    case.save()
    for row in Signature.objects.filter(case=case, fell_at=None):
        fall(row)
    subjects.fall_silent(case.subject)
    bump(case.subject)
