"""The verbs about others' results: put one on record, mend it, take it off the lists. None of them scores anything."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.queries import organisations
from samspil.external_results.models import (
    FIRST_YEAR,
    LINE_LENGTH,
    MOST_OF_OTHERS,
    MOST_PARTNERS,
    Evidence,
    ExternalResult,
    Partnership,
    ResultPartner,
)
from samspil.external_results.queries import partners_of
from samspil.following.actions import tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.models import Audience, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.technologies.models import Technology

TEXTS = ("title", "method", "carried_out_by", "place", "found", "link", "lies_at", "agreement", "permission")
FACTS = (*TEXTS, "partnership", "year", "since", "is_public", "evidence")
NEEDED = ("title", "method", "carried_out_by", "found")

Problems = dict[str, list[str]]


@verb(ExternalResult)
def attach_result(
    *, by: Viewer, technology_id: UUID | str, partners: Iterable[str] = (), **facts: Any
) -> ExternalResult:
    """Put on record what an assessment made elsewhere, or with another's method, found about a technology (C60).

    ``facts`` are the fields of the model; ``partners`` are names, and one we know is linked.
    Raises: NotFound, Refused, ValidationError by field.
    """
    technology = find(Technology, technology_id, by)
    require("external_results.attach", by)
    if not technology.is_open:
        raise ValidationError(_("Teknologien er taget af listen. Vælg en, der står der."))
    result = ExternalResult(technology=technology, by_id=by.known_id)
    rows = fill(result, facts, partners, by)
    result.subject = subjects.create(
        "external_result", title=result.title, by=by.person_id, context=technology.subject, text=searched(result)
    )
    sign(result, by)
    result.save()
    put_partners(result, rows)
    let_read(result)
    entry = journal("external_results.attached", result.subject, by=by, payload={"public": result.is_public})
    tell_news(entry)
    return result


@verb(ExternalResult)
def edit_result(
    *,
    by: Viewer,
    result_id: UUID | str,
    expected_version: int | None = None,
    partners: Iterable[str] | None = None,
    **changes: Any,
) -> ExternalResult:
    """Change what is on record; who may read it follows at once. Raises: NotFound, Refused, Stale, ValidationError."""
    result = find(ExternalResult, result_id, by, related=("technology__subject",), lock=True)
    require("external_results.edit", by, result)
    check_version(result.subject, expected_version)
    # Whoever mends it sees no partner that is hidden, and so takes none of them off.
    told = [] if partners is None else [row.pk for row in partners_of(result, by)]
    kept = list(result.partners.exclude(pk__in=told))
    rows = fill(result, changes, partners or (), by, kept)
    sign(result, by)
    result.save()
    result.partners.filter(pk__in=told).delete()
    put_partners(result, rows)
    subject = result.subject
    subject.title = result.title
    subject.save(update_fields=["title"])
    let_read(result)
    bump(subject)
    search.index(subject, searched(result))
    journal("external_results.edited", subject, by=by, payload={"public": result.is_public})
    return result


@verb(ExternalResult)
def withdraw_result(
    *, by: Viewer, result_id: UUID | str, reason: str, expected_version: int | None = None
) -> ExternalResult:
    """Take a result off the lists, with the reason. Staff alone read it then: perhaps it is the permission that ended.

    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    result = find(ExternalResult, result_id, by, related=("technology__subject",), lock=True)
    require("external_results.withdraw", by, result)
    check_version(result.subject, expected_version)
    result.withdrawn_reason = reason
    clean_texts(result, ("withdrawn_reason",))
    if not result.withdrawn_reason:
        raise ValidationError({"reason": [_("Skriv, hvorfor.")]})
    result.withdrawn_at, result.is_public = clock.now(), False
    sign(result, by)
    result.save()
    let_read(result)
    search.forget(result.subject)
    bump(result.subject)
    journal("external_results.withdrawn", result.subject, by=by)
    return result


def fill(
    result: ExternalResult,
    facts: dict[str, Any],
    partners: Iterable[str],
    by: Viewer,
    kept: Iterable[ResultPartner] = (),
) -> list[ResultPartner]:
    """Put facts on record, and give the partners that are new, ready to be saved; those ``kept`` stand already.

    Raises: ValidationError by field.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"an external result has no {unknown}")
    for name, value in facts.items():
        setattr(result, name, value)
    problems: Problems = {}
    try:
        clean_texts(result, TEXTS)
    except ValidationError as problem:
        problems |= problem.message_dict
    problems |= {name: [_("Skriv noget her.")] for name in NEEDED if not getattr(result, name) and name not in problems}
    rows: list[ResultPartner] = []
    try:
        rows = partners_named(partners, by)
    except ValidationError as problem:
        problems |= problem.message_dict
    for more in (wrong_place(result), wrong_numbers(result), wrong_partnership(result, [*kept, *rows])):
        problems = {**more, **problems}
    if problems:
        raise ValidationError(problems)
    return rows


def wrong_place(result: ExternalResult) -> Problems:
    """Somebody else must be able to find the report."""
    if not (result.link or result.lies_at):
        return {"lies_at": [_("Skriv, hvor rapporten ligger, eller sæt et link.")]}
    if result.link and urlsplit(result.link).scheme != "https":
        return {"link": [_("Skriv hele adressen. Den begynder med https://.")]}
    return {}


def wrong_numbers(result: ExternalResult) -> Problems:
    problems: Problems = {}
    year = result.year
    if not isinstance(year, int) or not FIRST_YEAR <= year <= clock.today().year:
        problems["year"] = [_("Skriv et år, for eksempel 2019.")]
    if str(result.evidence) not in map(str, Evidence.values):
        problems["evidence"] = [_("Vælg en af mulighederne på listen.")]
        return problems
    result.evidence = int(result.evidence)
    if result.partnership != Partnership.TOOK_PART and result.evidence > MOST_OF_OTHERS:
        problems["evidence"] = [_("Andres resultat tæller højst som E1. Det kan kun være mere, når I selv var med.")]
    return problems


def wrong_partnership(result: ExternalResult, rows: list[ResultPartner]) -> Problems:
    """The partnership stands on record before anything is shown (C60)."""
    if result.partnership not in Partnership.values:
        return {"partnership": [_("Vælg en af mulighederne på listen.")]}
    problems: Problems = {}
    if result.partnership != Partnership.READ:
        if not rows:
            problems["partners"] = [_("Skriv, hvem I samarbejder med.")]
        if not result.agreement:
            problems["agreement"] = [_("Skriv, hvor aftalen står.")]
        if result.since is None:
            problems["since"] = [_("Skriv, hvornår samarbejdet begyndte.")]
    if result.since and result.since > clock.today():
        problems["since"] = [_("Datoen er ikke kommet endnu.")]
    if result.is_public and not result.permission:
        problems["permission"] = [_("Skriv, hvem der har givet lov til, at alle ser det, eller at det er offentligt.")]
    return problems


def partners_named(names: Iterable[str], by: Viewer) -> list[ResultPartner]:
    """Partners by name: the organisation with that name, or the name itself. Raises: ValidationError by field."""
    names = list(dict.fromkeys(name for name in map(clean_line, names) if name))
    guard(partners="\n".join(names))
    if len(names) > MOST_PARTNERS or any(len(name) > LINE_LENGTH for name in names):
        raise ValidationError({"partners": [_("Skriv højst %d, én på hver linje.") % MOST_PARTNERS]})
    known = {actor.name: actor for actor in organisations(by).filter(name__in=names)}
    return [ResultPartner(actor=known.get(name), name="" if name in known else name) for name in names]


def put_partners(result: ExternalResult, rows: list[ResultPartner]) -> None:
    for row in rows:
        row.result = result
    ResultPartner.objects.bulk_create(rows)


def let_read(result: ExternalResult) -> None:
    """Everybody who reads the technology, once somebody allowed it; until then staff alone."""
    subject = result.subject
    subject.audience = result.technology.subject.audience if result.is_public else Audience.STAFF
    subject.save(update_fields=["audience"])


def searched(result: ExternalResult) -> str:
    """What a result is found by, besides its title."""
    return f"{result.technology.title} {result.method} {result.carried_out_by} {result.place} {result.found}"
