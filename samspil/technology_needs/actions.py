"""The verbs about needs: note one, join it, look at others' experiences first, and only then go on."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.actors.actions import Voice, voice_of
from samspil.actors.models import Unit
from samspil.actors.queries import units
from samspil.experiences.actions import rely_on
from samspil.experiences.models import Experience
from samspil.experiences.queries import experiences
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, hooks, search, subjects
from samspil.foundation.history import sign
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, Subject, bump
from samspil.foundation.text import guard, tokens
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.technology_needs.models import Joining, NeedStatus, ReuseChoice, ReuseDecision, TechnologyNeed
from samspil.technology_needs.queries import hits, near

TEXTS = ("title", "today", "for_whom", "how_often")
AUDIENCES = (Audience.PUBLIC, Audience.STAFF)
MOST_LOOKED_AT = 50
ADDRESS = re.compile(  # somebody's home
    r"\b(?!(?i:[\w.-]*(?:arbejds|parkerings|praktik|sidde|lege|p-)plads))"
    r"(?:[A-ZÆØÅ][\w.-]*(?:vej|gade|stræde|vænge|allé|plads)(?:en|et|n|t)?"
    r"|[A-ZÆØÅ](?:\w\.|[\w-]+)\s+(?:Vej|Gade|Stræde|Vænge|Allé|Plads))"
    r"\s+(?:nr\.\s*)?\d{1,3}[^\W\d]?\b"
)


def unit_named(unit_id: UUID | str | None, by: Viewer) -> Unit:
    """A unit that ``by`` may speak for here. Raises: Refused, ValidationError."""
    unit = units(by).filter(pk__in=[as_uuid(unit_id)]).first() if unit_id else None
    if unit is None:
        raise ValidationError({"unit_id": [_("Vælg en enhed på listen.")]})
    require("technology_needs.note_for", by, unit)
    return unit


def meeting_named(subject_id: UUID | str | None, by: Viewer) -> Subject | None:
    """The meeting a need was heard at, as far as ``by`` may read it. Raises: NotFound."""
    if not subject_id:
        return None
    found = Subject.objects.visible_to(by).filter(pk__in=[as_uuid(subject_id)], kind="meeting").first()
    if found is None:
        raise NotFound(f"Meeting {subject_id}")
    return found


def searched(need: TechnologyNeed) -> str:
    return f"{need.today} {need.for_whom} {need.unit.actor.name}"


@verb(TechnologyNeed)
def note_need(
    *,
    by: Viewer,
    title: str,
    today: str,
    for_whom: str,
    how_often: str,
    unit_id: UUID | str,
    audience: str = Audience.PUBLIC,
    heard_at: UUID | str | None = None,
) -> TechnologyNeed:
    """Note what a unit needs, in a minute. ``heard_at`` is the meeting it came up at.

    Raises: NotFound, Refused, ValidationError.
    """
    require("technology_needs.note", by)
    unit = unit_named(unit_id, by)
    if audience not in AUDIENCES:
        raise ValidationError({"audience": [_("Vælg en af mulighederne på listen.")]})
    voice = Voice(voice_of(by).author, unit.actor)
    need = TechnologyNeed(
        title=title,
        today=today,
        for_whom=for_whom,
        how_often=how_often,
        unit=unit,
        heard_at=meeting_named(heard_at, by),
        **voice.fields(),
    )
    check(need, audience)
    need.subject = subjects.create(
        "technology_need", title=need.title, by=voice.author.pk, audience=audience, text=searched(need)
    )
    sign(need, by)
    need.save()
    follow_own(need.subject, voice)
    tell_news(journal("technology_needs.noted", need.subject, by=by, actor=unit.pk))
    return need


def check(need: TechnologyNeed, audience: str) -> None:
    """What everybody may read names nobody's road and number, as far as the commonest roads are called.

    Raises: ValidationError by field.
    """
    clean_texts(need, TEXTS)
    told = _("Der står en adresse: %s. Skriv det uden, eller lad kun ansatte se det.")
    if problems := homes_in(audience, told, {name: getattr(need, name) for name in TEXTS}):
        raise ValidationError(problems)


def homes_in(audience: str, told: str, texts: dict[str, str]) -> dict[str, list[str]]:
    """What says a road and number where everybody reads it, by field, with ``told`` about each."""
    found = {name: ADDRESS.search(text) for name, text in texts.items() if audience == Audience.PUBLIC}
    return {name: [told % where.group()] for name, where in found.items() if where}


def homes_beside(need: TechnologyNeed, **texts: str) -> dict[str, list[str]]:
    """The same of what stands on a need's page beside it, and is for all who may read the need."""
    return homes_in(need.subject.audience, _("Der står en adresse: %s. Skriv det uden."), texts)


@verb(TechnologyNeed)
def edit_need(
    *,
    by: Viewer,
    need_id: UUID | str,
    expected_version: int | None = None,
    audience: str | None = None,
    **changes: Any,
) -> TechnologyNeed:
    """Change what a need says, or who may read it. Raises: NotFound, Refused, Stale, ValidationError."""
    need = find(TechnologyNeed, need_id, by, related=("unit__actor",), lock=True)
    require("technology_needs.edit", by, need)
    check_version(need.subject, expected_version)
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_need does not change {unknown}")
    if audience is not None and audience not in AUDIENCES:
        raise ValidationError({"audience": [_("Vælg en af mulighederne på listen.")]})
    for name, value in changes.items():
        setattr(need, name, value)
    check(need, need.subject.audience if audience is None else audience)
    sign(need, by)
    need.save()
    subject = need.subject
    if audience is not None and audience != subject.audience:
        check_opened(need, audience, by)
        subjects.set_audience(subject, audience)
    subject.title = need.title
    subject.save(update_fields=["title"])
    bump(subject)
    search.index(subject, searched(need))
    journal("technology_needs.edited", subject, by=by, payload={"version": subject.version})
    return need


def check_opened(need: TechnologyNeed, audience: str, by: Viewer) -> None:
    """A need that other units have joined, or somebody else wrote a decision in, stays among staff: so they wrote it.

    Raises: ValidationError at ``audience``.
    """
    joined = need.joins.filter(left_at=None).exists()
    if audience == Audience.PUBLIC and (joined or need.decisions.exclude(by=by.known_id).exists()):
        message = _("Andre har skrevet her, fordi kun ansatte kan læse det. Skriv et nyt behov, som alle må se.")
        raise ValidationError({"audience": [message]})
    told = _("Der står en adresse på siden: %s. Skriv et nyt behov, som alle må se.")
    decided = "\n".join(f"{row.why}\n{row.searched}" for row in need.decisions.all())
    if problems := homes_in(audience, told, {"audience": decided}):
        raise ValidationError(problems)


@verb(TechnologyNeed)
def withdraw_need(*, by: Viewer, need_id: UUID | str, expected_version: int | None = None) -> TechnologyNeed:
    """Take a need off the list. While others have joined it is theirs too, and is closed with a reason instead.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    need = find(TechnologyNeed, need_id, by, related=("unit",), lock=True)
    require("technology_needs.withdraw", by, need)
    check_version(need.subject, expected_version)
    if need.joins.filter(left_at=None).exists():
        raise ValidationError(_("Andre enheder har samme behov, så siden er ikke kun jeres. I kan lukke det i stedet."))
    need.withdrawn_at = clock.now()
    sign(need, by)
    need.save()
    subjects.fall_silent(need.subject)
    bump(need.subject)
    journal("technology_needs.withdrawn", need.subject, by=by)
    return need


# --- together ---------------------------------------------------------------------------------------------------------


@verb(Joining)
def join_need(*, by: Viewer, need_id: UUID | str, unit_id: UUID | str, note: str = "") -> Joining:
    """Say that one's own unit has the same need. Raises: NotFound, Refused, ValidationError."""
    need = find(TechnologyNeed, need_id, by, related=("unit",), lock=True)
    require("technology_needs.join", by, need)
    unit = unit_named(unit_id, by)
    if need.status == NeedStatus.CLOSED:
        raise ValidationError(_("Behovet er lukket. Åbn det igen, eller skriv jeres eget."))
    standing = need.joins.filter(unit=unit, left_at=None).first()
    if unit.pk == need.unit_id or standing:
        raise ValidationError({"unit_id": [_("Enheden er allerede med.")]})
    joining = Joining(need=need, unit=unit, note=note, by_id=by.known_id)
    clean_texts(joining, ("note",))
    if problems := homes_beside(need, note=joining.note):
        raise ValidationError(problems)
    joining.save()
    subjects.touch(need.subject)
    follow_own(need.subject, Voice(voice_of(by).author, unit.actor))
    tell_news(journal("technology_needs.joined", need.subject, by=by, actor=unit.pk))
    return joining


@verb(TechnologyNeed)
def leave_need(*, by: Viewer, joining_id: int | str) -> TechnologyNeed:
    """Say that one's own unit no longer has the need. Raises: NotFound, Refused."""
    key = int(joining_id) if str(joining_id).isdecimal() else 0
    need_id = Joining.objects.filter(pk=key).values_list("need", flat=True).first()
    if need_id is None:
        raise NotFound(f"Joining {joining_id}")
    need = held(need_id, by)
    joining = need.joins.select_related("unit").get(pk=key)
    require("technology_needs.leave", by, joining)
    joining.left_at = clock.now()
    joining.save(update_fields=["left_at"])
    bump(need.subject)
    journal("technology_needs.left", need.subject, by=by, actor=joining.unit_id)
    return need


# --- what others have tried comes first -------------------------------------------------------------------------------


def held(need_id: UUID | str, by: Viewer) -> TechnologyNeed:
    """The need, held until the transaction ends. Raises: NotFound."""
    return find(TechnologyNeed, need_id, by, related=("unit__actor",), lock=True)


@verb(TechnologyNeed)
def look_at_others(*, by: Viewer, need_id: UUID | str) -> TechnologyNeed:
    """Say that one of us is looking at what others have tried. Raises: NotFound, Refused."""
    need = held(need_id, by)
    require("technology_needs.see_to", by, need)
    need.status = NeedStatus.LOOKING
    sign(need, by)
    need.save()
    bump(need.subject)
    journal("technology_needs.looking", need.subject, by=by)
    return need


@verb(ReuseDecision)
def decide_reuse(
    *,
    by: Viewer,
    need_id: UUID | str,
    choice: str,
    why: str,
    looked_at: Iterable[UUID | str] = (),
    searched: str = "",
    expected_version: int | None = None,
) -> ReuseDecision:
    """Record which of others' experiences were looked at, and what they lead to (C47).

    Without any, ``searched`` holds the words that found none. It is refused where the words do find some, or where some
    fit the need by itself: those are to be looked at first. Whoever then tries something new keeps the words as well;
    beside what was looked at, words that find some, or lead to doing as others did, are not kept.
    Raises: NotFound, Refused, Stale, ValidationError by field.
    """
    need = held(need_id, by)
    require("technology_needs.see_to", by, need)
    check_version(need.subject, expected_version)
    chosen = experiences_named(looked_at, by)
    decision = ReuseDecision(need=need, choice=choice, searched=searched, why=why, by_id=by.known_id)
    all_told(partial(clean_texts, decision, ("why", "searched")), partial(wrong_in, decision, by, bool(chosen)))
    if chosen and not (choice == ReuseChoice.NEW and is_in_vain(decision, by)):
        decision.searched = ""
    decision.save()
    decision.looked_at.set(chosen)
    rely_on([row.pk for row in chosen])
    need.reuse = decision
    need.status = NeedStatus.LOOKING
    sign(need, by)
    need.save()
    bump(need.subject)
    payload = {"choice": decision.choice, "looked_at": [str(row.pk) for row in chosen]}
    tell_news(journal("technology_needs.reuse_decided", need.subject, by=by, payload=payload))
    return decision


def experiences_named(ids: Iterable[UUID | str], by: Viewer) -> list[Experience]:
    """The standing experiences with these ids. Raises: ValidationError for any other."""
    wanted = {as_uuid(pk) for pk in ids}
    if len(wanted) > MOST_LOOKED_AT:
        raise ValidationError({"looked_at": [_("Vælg de vigtigste. Der er plads til %d.") % MOST_LOOKED_AT]})
    found = list(experiences(by).filter(pk__in=wanted - {None})) if wanted else []
    if len(found) != len(wanted):
        raise ValidationError({"looked_at": [_("Vælg erfaringer på listen.")]})
    return found


def wrong_in(decision: ReuseDecision, by: Viewer, has_looked: bool) -> dict[str, list[str]]:
    problems = {} if has_looked else unlooked(decision, by)
    if decision.choice not in ReuseChoice.values:
        problems["choice"] = [_("Vælg en af mulighederne.")]
    if not decision.why:
        problems["why"] = [_("Skriv kort hvorfor.")]
    return homes_beside(decision.need, why=decision.why, searched=decision.searched) | problems


def is_in_vain(decision: ReuseDecision, by: Viewer) -> bool:
    return bool(tokens(decision.searched)) and not hits(decision.searched, by).exists()


def unlooked(decision: ReuseDecision, by: Viewer) -> dict[str, list[str]]:
    """What speaks against a decision without experiences, by field: it says what was searched for, in vain, and
    nothing else that fits was left lying.
    """
    if not tokens(decision.searched):
        message = _("Sæt kryds ved mindst én erfaring, I har set på. Fandt I ingen, så skriv, hvad I søgte på.")
        return {"looked_at": [message]}
    problems: dict[str, list[str]] = {}
    if decision.choice != ReuseChoice.NEW:
        problems["choice"] = [_("I kan kun gøre som andre, når I har set på andres erfaringer.")]
    if n := hits(decision.searched, by).count():
        told = ngettext(
            "Den søgning finder %(n)d erfaring. Se på den først, og sæt kryds ved den.",
            "Den søgning finder %(n)d erfaringer. Se på dem først, og sæt kryds ved mindst én.",
            n,
        )
        problems["searched"] = [told % {"n": n}]
    elif fits := near(decision.need, by):
        told = _(
            "En erfaring ligner jeres behov: »%s«. Se på den først, og sæt kryds. Passer den ikke, så skriv hvorfor."
        )
        problems["looked_at"] = [told % fits[0][0].title]
    return problems


@verb(TechnologyNeed)
def go_on(
    *,
    by: Viewer,
    need_id: UUID | str,
    title: str,
    body: str,
    expected_version: int | None = None,
) -> TechnologyNeed:
    """Make a proposal of a need. Refused until others' experiences were looked at and the decision recorded (C47).

    The proposal is for those who may read the need, and its leader owes an answer like any other's.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    need = held(need_id, by)
    require("technology_needs.see_to", by, need)
    check_version(need.subject, expected_version)
    require_reuse(need)
    guard(title=title, body=body)
    # The proposals stand on the same floor; the manifest names their verb.
    propose = hooks.confirmables()["proposal"].verb
    told = {"title": title, "body": body, "unit_id": need.unit_id, "audience": need.subject.audience}
    made = propose(by=by, speaks_as=speaks_as(by, need), **told)
    need.proposal, need.status = made.subject, NeedStatus.GOES_ON
    sign(need, by)
    need.save()
    bump(need.subject)
    tell_news(journal("technology_needs.went_on", need.subject, by=by, payload={"proposal": str(made.pk)}))
    return need


def require_reuse(need: TechnologyNeed) -> None:
    """Raises: ValidationError while nobody has recorded that others' experiences were looked at."""
    if need.reuse_id is None:
        message = _("Se først på andres erfaringer, og skriv, hvad I vil bruge dem til. Så kan I gå videre.")
        raise ValidationError(message)


def speaks_as(by: Viewer, need: TechnologyNeed) -> UUID | None:
    """In the unit's name, where ``by`` speaks for it; else in one's own."""
    return need.unit_id if need.unit_id in by.speaks_for else None


@verb(TechnologyNeed)
def close_need(*, by: Viewer, need_id: UUID | str, reason: str, expected_version: int | None = None) -> TechnologyNeed:
    """Say why nothing more comes of it here. Raises: NotFound, Refused, Stale, ValidationError."""
    need = held(need_id, by)
    require("technology_needs.see_to", by, need)
    check_version(need.subject, expected_version)
    need.closed_reason = reason
    clean_texts(need, ("closed_reason",))
    if not need.closed_reason:
        raise ValidationError({"reason": [_("Skriv kort hvorfor. Andre med samme behov lærer af det.")]})
    if problems := homes_beside(need, reason=need.closed_reason):
        raise ValidationError(problems)
    need.status = NeedStatus.CLOSED
    sign(need, by)
    need.save()
    bump(need.subject)
    tell_news(journal("technology_needs.closed", need.subject, by=by))
    return need


@verb(TechnologyNeed)
def reopen_need(*, by: Viewer, need_id: UUID | str) -> TechnologyNeed:
    """Take a closed need up again. Raises: NotFound, Refused."""
    need = held(need_id, by)
    require("technology_needs.reopen", by, need)
    need.status = NeedStatus.LOOKING if need.reuse_id else NeedStatus.OPEN
    need.closed_reason = ""
    sign(need, by)
    need.save()
    bump(need.subject)
    journal("technology_needs.reopened", need.subject, by=by)
    return need


@transaction.atomic
def erase(_person_id: UUID) -> None:
    """What a unit needs is the unit's, and a recorded decision the municipality's: both stay, without the name."""
