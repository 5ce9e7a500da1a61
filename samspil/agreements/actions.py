"""The verbs of an agreement: make it, send it, say yes to it, look at it again, and end it."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.actors.models import Unit
from samspil.agreements import letters, queries
from samspil.agreements.models import (
    NAME_LENGTH,
    OPEN,
    TITLE_LENGTH,
    WORDS,
    Acceptance,
    Agreement,
    AgreementVersion,
    How,
    Insurance,
    Reply,
    Side,
    Status,
    TextVersion,
    WaitsFor,
)
from samspil.agreements.publishing import CONTENT, RELATED, copied, unit_named
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import check_phone, email_address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, all_told, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer

CONTACTS = ("unit_contact", "unit_phone", "party_contact", "party_phone", "party_email")
NEEDED = ("volunteer_does", "professional_does", "confidentiality", "leaving")
MOST_YEARS = 3  # an agreement that nobody looks at for longer has stopped being one


# --- an agreement -----------------------------------------------------------------------------------------------------


def put_email(agreement: Agreement) -> None:
    """Raises: ValidationError on ``party_email``."""
    agreement.party_email = email_address(agreement.party_email, "party_email")


def check(agreement: Agreement, version: AgreementVersion, title: str) -> str:
    """Raises: ValidationError by field. Returns the clean title."""
    title = clean_line(title)
    guard(title=title)
    clean_texts(version, WORDS)
    clean_texts(agreement, ("unit_contact", "unit_phone", "party_contact", "party_phone"))
    problems: dict[str, list[Any]] = {name: [_("Skriv noget her.")] for name in NEEDED if not getattr(version, name)}
    problems |= {
        name: [_("Skriv et navn.")] for name in ("unit_contact", "party_contact") if not getattr(agreement, name)
    }
    if not title:
        problems["title"] = [_("Skriv noget her.")]
    elif len(title) > TITLE_LENGTH:
        problems["title"] = [_("Teksten er for lang. Der er plads til %d tegn.") % TITLE_LENGTH]
    if version.insurance not in Insurance.values:
        problems["insurance"] = [_("Vælg, hvem der forsikrer den frivillige.")]
    elif version.insurance == Insurance.ASSOCIATION and agreement.party.is_person:
        problems["insurance"] = [_("Aftalen er med en person. Vælg en anden forsikring.")]
    if not agreement.review_on:
        problems["review_on"] = [_("Vælg en dag.")]
    if agreement.is_public and agreement.party.is_person:
        problems["is_public"] = [_("En aftale med én person kan ikke være offentlig.")]
    try:
        all_told(
            partial(put_email, agreement),
            partial(check_phone, agreement.unit_phone, "unit_phone"),
            partial(check_phone, agreement.party_phone, "party_phone"),
        )
    except ValidationError as problem:
        problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)
    return title


def check_review(review_on: date | None) -> None:
    """Raises: ValidationError."""
    today = clock.today()
    if review_on and review_on <= today:
        raise ValidationError({"review_on": [_("Vælg en dag, der kommer.")]})
    if review_on and review_on > today + timedelta(days=366 * MOST_YEARS):
        raise ValidationError({"review_on": [_("Se på aftalen igen inden for tre år.")]})


def readers_of(agreement: Agreement) -> list[UUID]:
    """Whom the agreement names: the person alone; or the association and those who work in the unit."""
    if agreement.party.is_person:
        return [agreement.party.person.pk]
    return [agreement.party_id, agreement.unit_id]


def resting_on(unit: Unit) -> dict[str, TextVersion | None]:
    """The frame and the ground rules of today. Raises: ValidationError where there is no frame yet."""
    frame = queries.newest_frame()
    if frame is None:
        raise ValidationError(_("Skriv kommunens ramme først. Alle aftaler hviler på den."))
    return {"frame": frame, "rules": queries.newest_rules(unit)}


@verb(Agreement)
def make_agreement(
    *,
    by: Viewer,
    unit_id: UUID | str,
    party_id: UUID | str,
    title: str,
    review_on: date | None,
    is_public: bool = False,
    **words: Any,
) -> Agreement:
    """Write an agreement between a unit and an association or one person. Nobody is asked before it is sent.

    Raises: NotFound, Refused, ValidationError.
    """
    unit = unit_named(unit_id, by)
    require("agreements.make", by, unit)
    unknown = set(words) - {*CONTENT, *CONTACTS}
    if unknown:
        raise TypeError(f"make_agreement does not know {unknown}")
    party = queries.party_named(as_uuid(party_id), by)
    if party is None:
        raise ValidationError({"party_id": [_("Vælg, hvem aftalen er med.")]})
    rests = resting_on(unit)
    check_review(review_on)
    agreement = Agreement(
        unit=unit,
        party=party,
        review_on=review_on,  # type: ignore[misc]  # refused by check() where there is none
        is_public=is_public,
        made_by_id=by.known_id,
        **{name: words.get(name, "") for name in CONTACTS},
    )
    version = AgreementVersion(number=1, by_id=by.known_id, **rests, **{name: words.get(name, "") for name in CONTENT})
    title = check(agreement, version, title)
    # A draft is for those who write it; whom it is about reads it once it is sent.
    agreement.subject = subjects.create("agreement", title=title, by=by.known_id, audience=Audience.NAMED)
    agreement.save()
    version.agreement = agreement
    version.save()
    journal("agreements.made", agreement.subject, by=by)
    return agreement


@verb(Agreement)
def edit_agreement(
    *,
    by: Viewer,
    agreement_id: UUID | str,
    expected_version: int | None = None,
    title: str | None = None,
    review_on: date | None = None,
    is_public: bool | None = None,
    **words: Any,
) -> Agreement:
    """Change a draft, or the contacts; other words of what was sent become a draft of a new version.

    Of what was sent, both sides hear another title, day or readers; a mended address gets the letter the other one got.
    Raises: NotFound, Refused, Stale, ValidationError.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.edit", by, agreement)
    check_version(agreement.subject, expected_version)
    unknown = set(words) - {*CONTENT, *CONTACTS}
    if unknown:
        raise TypeError(f"edit_agreement does not change {unknown}")
    newest = agreement.versions.select_related("frame", "rules").first()
    content = {name: words[name] for name in CONTENT if name in words}
    was, wrote_to = said_about(agreement), agreement.party_email
    for name in CONTACTS:
        if name in words:
            setattr(agreement, name, words[name])
    if review_on is not None and review_on != agreement.review_on:
        check_review(review_on)
        agreement.review_on = review_on
    if is_public is not None:
        agreement.is_public = is_public
    version = copied(newest, by, **content) if newest.offered_at else newest
    for name, value in content.items():
        setattr(version, name, value)
    agreement_title = check(agreement, version, agreement.subject.title if title is None else title)
    if newest.offered_at is None or any(getattr(version, name) != getattr(newest, name) for name in CONTENT):
        version.save()
    agreement.save()
    if agreement.subject.title != agreement_title:
        agreement.subject.title = agreement_title
        agreement.subject.save(update_fields=["title"])
    bump(agreement.subject)
    if agreement.status in OPEN:
        show(agreement)
        if agreement.party_email != wrote_to:
            letters.ask_instead(agreement, wrote_to)
        if said_about(agreement) != was:
            letters.tell_changed(agreement, by)
    journal("agreements.edited", agreement.subject, by=by, payload={"version": agreement.subject.version})
    return agreement


def said_about(agreement: Agreement) -> tuple[Any, ...]:
    """What stands outside the words that both sides say yes to, and is theirs all the same."""
    return agreement.subject.title, agreement.is_public, agreement.review_on


def show(agreement: Agreement) -> None:
    """Let those read it who may: everybody, or those it names."""
    audience = Audience.PUBLIC if agreement.is_public else Audience.NAMED
    subjects.set_audience(agreement.subject, audience, readers_of(agreement))
    search.index(agreement.subject, agreement.party.name if agreement.is_public else "")


@verb(Agreement)
def offer_agreement(*, by: Viewer, agreement_id: UUID | str) -> Agreement:
    """Send the newest words to both sides. Raises: NotFound, Refused, ValidationError when there is nothing to send."""
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.offer", by, agreement)
    version = agreement.versions.select_related("frame", "rules").first()
    if version.offered_at:
        raise ValidationError(_("Aftalen er sendt. Ret den først, hvis noget skal være anderledes."))
    version.offered_at = clock.now()
    for name, text in resting_on(agreement.unit).items():
        setattr(version, name, text)
    version.save()
    if agreement.status == Status.DRAFT:
        agreement.status = Status.WAITING
    agreement.waits_for = WaitsFor.BOTH
    agreement.save(update_fields=["status", "waits_for"])
    show(agreement)
    bump(agreement.subject)
    journal("agreements.offered", agreement.subject, by=by, payload={"number": version.number})
    letters.ask(version)
    return agreement


def version_to_accept(agreement: Agreement, number: int | str) -> AgreementVersion:
    """The newest version that was sent, if it is the one the person read. Raises: ValidationError."""
    version = agreement.versions.exclude(offered_at=None).first()
    if version is None or str(version.number) != str(number):
        raise ValidationError(_("Aftalen er ændret, siden du åbnede den. Læs den igen, før du svarer."))
    return version


def accept(version: AgreementVersion, side: str, **how: Any) -> None:
    """One side's yes. With the other's it holds from now on. Raises: ValidationError when it was said already."""
    if version.acceptances.filter(side=side).exists():
        raise ValidationError(_("Der er sagt ja for den side."))
    Acceptance.objects.create(version=version, side=side, **how)
    said = set(version.acceptances.values_list("side", flat=True))
    agreement = version.agreement
    if said == {Side.UNIT, Side.PARTY}:
        version.agreed_at = clock.now()
        version.save(update_fields=["agreed_at"])
        agreement.status, agreement.waits_for = Status.RUNNING, ""
    else:
        agreement.waits_for = WaitsFor.PARTY if side == Side.UNIT else WaitsFor.UNIT
    agreement.save(update_fields=["status", "waits_for"])
    bump(agreement.subject)
    letters.close_links(version, side)
    if version.agreed_at:
        letters.tell_agreed(version)


@verb(Agreement)
def accept_agreement(
    *, by: Viewer, agreement_id: UUID | str, side: str, number: int | str, by_link: bool = False, signed_by: str = ""
) -> Agreement:
    """Say yes for one's side to the version one has read. ``signed_by`` is for the holder of a link we do not know.

    Raises: NotFound, Refused, ValidationError.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    if side not in Side.values:
        raise NotFound(f"side {side}")
    if side == Side.UNIT:
        require("agreements.accept_unit", by, agreement)
    else:
        require("agreements.accept_party", by, agreement)
    version = version_to_accept(agreement, number)
    if by.person_id and version.acceptances.filter(person=by.person_id).exists():
        raise ValidationError(_("Du har sagt ja for den ene side. En anden skal sige ja for den anden."))
    how = How.LINK if by_link else How.PAGE
    name = "" if by.person_id else signed_by
    accept(version, side, how=how, person_id=by.person_id, signed_by=name, signed_on=clock.today())
    if side == Side.PARTY and by.actor_id == agreement.party_id:
        agreement.party_is_known = True
        agreement.save(update_fields=["party_is_known"])
    journal(
        "agreements.accepted",
        agreement.subject,
        by=by,
        payload={"side": side, "number": version.number, "how": how},
    )
    return agreement


def replied(version: AgreementVersion, reply: Reply, words: str) -> None:
    """Keep what the volunteer side said, and close the links to say yes. Raises: ValidationError by field."""
    version.reply, version.reply_words, version.replied_on = reply, words, clock.today()
    try:
        clean_texts(version, ("reply_words",))
    except ValidationError as problem:
        raise ValidationError({"words": problem.error_dict["reply_words"]}) from problem
    if reply == Reply.CHANGE and not version.reply_words:
        raise ValidationError({"words": [_("Skriv, hvad der skal være anderledes.")]})
    version.save(update_fields=["reply", "reply_words", "replied_on"])
    letters.close_links(version)


@verb(Agreement)
def decline_agreement(*, by: Viewer, agreement_id: UUID | str, number: int | str, words: str = "") -> Agreement:
    """The volunteer side says no. What both said yes to before still holds; where there is nothing, it ends here.

    Raises: NotFound, Refused, ValidationError by field.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.decline", by, agreement)
    version = version_to_accept(agreement, number)
    replied(version, Reply.NO, words)
    agreement.waits_for = ""
    if agreement.status == Status.WAITING:
        agreement.status, agreement.ended_on = Status.ENDED, clock.today()
    agreement.save(update_fields=["status", "waits_for", "ended_on"])
    bump(agreement.subject)
    journal("agreements.declined", agreement.subject, by=by, payload={"number": version.number})
    letters.tell_reply(version)
    return agreement


@verb(Agreement)
def ask_for_change(*, by: Viewer, agreement_id: UUID | str, number: int | str, words: str = "") -> Agreement:
    """The volunteer side asks for other words. Nobody says yes to these any more; the unit mends them and sends anew.

    Raises: NotFound, Refused, ValidationError by field.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.ask_for_change", by, agreement)
    version = version_to_accept(agreement, number)
    replied(version, Reply.CHANGE, words)
    agreement.waits_for = WaitsFor.EDIT
    agreement.save(update_fields=["waits_for"])
    bump(agreement.subject)
    journal("agreements.change_asked", agreement.subject, by=by, payload={"number": version.number})
    letters.tell_reply(version)
    return agreement


@verb(Agreement)
def record_paper(
    *, by: Viewer, agreement_id: UUID | str, side: str, number: int | str, signed_by: str, signed_on: date | None
) -> Agreement:
    """Write down that one side has signed on paper: who, and on which day. The paper stays with the unit.

    Raises: NotFound, Refused, ValidationError.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.record_paper", by, agreement)
    version = version_to_accept(agreement, number)
    name = clean_line(signed_by)
    guard(signed_by=name)
    problems: dict[str, list[Any]] = {}
    if side not in Side.values:
        problems["side"] = [_("Vælg, hvem der har skrevet under.")]
    if not name:
        problems["signed_by"] = [_("Skriv, hvem der har skrevet under.")]
    elif len(name) > NAME_LENGTH:
        problems["signed_by"] = [_("Teksten er for lang. Der er plads til %d tegn.") % NAME_LENGTH]
    if not signed_on:
        problems["signed_on"] = [_("Vælg en dag.")]
    elif signed_on > clock.today():
        problems["signed_on"] = [_("Dagen ligger i fremtiden.")]
    elif signed_on < clock.today() - timedelta(days=366):
        problems["signed_on"] = [_("Det er mere end et år siden. Lad dem skrive under på den nye.")]
    if problems:
        raise ValidationError(problems)
    accept(version, side, how=How.PAPER, signed_by=name, signed_on=signed_on, entered_by_id=by.known_id)
    journal(
        "agreements.accepted",
        agreement.subject,
        by=by,
        payload={"side": side, "number": version.number, "how": How.PAPER},
    )
    return agreement


@verb(Agreement)
def review_agreement(
    *, by: Viewer, agreement_id: UUID | str, review_on: date | None, expected_version: int | None = None
) -> Agreement:
    """They have looked at it together and it still holds; and when they look again. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.review", by, agreement)
    check_version(agreement.subject, expected_version)
    if not review_on:
        raise ValidationError({"review_on": [_("Vælg en dag.")]})
    check_review(review_on)
    agreement.review_on = review_on
    agreement.save(update_fields=["review_on"])
    bump(agreement.subject)
    journal("agreements.reviewed", agreement.subject, by=by)
    return agreement


@verb(Agreement)
def end_agreement(
    *, by: Viewer, agreement_id: UUID | str, note: str = "", expected_version: int | None = None
) -> Agreement:
    """Either side may stop, today and without a reason. The other side is told. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.end", by, agreement)
    check_version(agreement.subject, expected_version)
    agreement.status, agreement.waits_for = Status.ENDED, ""
    agreement.ended_on, agreement.end_note = clock.today(), note
    try:
        clean_texts(agreement, ("end_note",))
    except ValidationError as problem:
        raise ValidationError({"note": problem.error_dict["end_note"]}) from problem
    agreement.save()
    bump(agreement.subject)
    letters.close_links(agreement.versions.first())
    journal("agreements.ended", agreement.subject, by=by)
    letters.tell_ended(agreement, by)
    return agreement


@verb(Unit)
def drop_draft(*, by: Viewer, agreement_id: UUID | str) -> Unit:
    """Throw a draft away that nobody was sent; nothing is left of it. Raises: NotFound, Refused."""
    agreement = find(Agreement, agreement_id, by, related=RELATED, lock=True)
    require("agreements.drop", by, agreement)
    unit, subject = agreement.unit, agreement.subject
    journal("agreements.dropped", unit.actor.subject, by=by, payload={"agreement": str(subject.pk)})
    agreement.delete()
    search.forget(subject)
    subject.delete()
    return unit
