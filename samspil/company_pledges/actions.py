"""The verbs about what companies promise: promise, edit, note what was used, confirm it, end and withdraw."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import ERASED, Actor
from samspil.actors.queries import organisations
from samspil.company_pledges import letters
from samspil.company_pledges.contacts import forget_contact, name_contact  # noqa: F401 - the verbs about the contact
from samspil.company_pledges.models import ABOUT_KINDS, COUNTED, CompanyPledge, PledgeUse, PromiseKind
from samspil.company_pledges.rules import gives, is_contact
from samspil.foundation import clock, search, subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, OneTimeLink, Subject, Theme, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit

TEXTS = ("kind", "title", "body", "theme", "boundary")
FACTS = ("hours", "from_on", "until_on")
MOST_YEARS = 10
PLACE_LENGTH = 120
UUID_IN = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def company(company_id: UUID | str, by: Viewer) -> Actor:
    found = Actor.objects.visible_to(by).filter(pk__in=[as_uuid(company_id)]).first()
    if found is None:
        raise NotFound(f"Actor {company_id}")
    return found


def check(pledge: CompanyPledge) -> None:
    """Raises: ValidationError by field."""
    clean_texts(pledge, TEXTS)
    problems: dict[str, list[Any]] = {
        name: [_("Skriv noget her.")] for name in ("title", "body") if not getattr(pledge, name)
    }
    if pledge.kind not in PromiseKind.values:
        problems["kind"] = [_("Vælg, hvad I lover.")]
    if pledge.theme and pledge.theme not in Theme.values:
        problems["theme"] = [_("Vælg et emne på listen.")]
    if pledge.hours is None and pledge.kind in COUNTED:
        problems["hours"] = [_("Skriv, hvor mange timer I lover i alt.")]
    if pledge.hours is not None and pledge.hours < Decimal("0.5"):
        problems["hours"] = [_("Skriv mindst en halv time, eller lad feltet stå tomt.")]
    if not pledge.from_on or not pledge.until_on:
        problems |= {name: [_("Vælg en dag.")] for name in ("from_on", "until_on") if not getattr(pledge, name)}
    elif pledge.until_on < pledge.from_on:
        problems["until_on"] = [_("Den sidste dag skal ligge efter den første.")]
    elif pledge.until_on.year - pledge.from_on.year > MOST_YEARS:
        problems["until_on"] = [_("Et løfte kan højst gælde i ti år.")]
    if problems:
        raise ValidationError(problems)
    pledge.clean_fields(exclude=["subject", "author", "actor", "entered_by", "channel"])


@verb(CompanyPledge)
def promise(
    *,
    by: Viewer,
    company_id: UUID | str,
    kind: str,
    title: str,
    body: str,
    from_on: date | None,
    until_on: date | None,
    hours: Decimal | None = None,
    theme: str = "",
    place: str = "",
    boundary: str = "",
    behalf: dict[str, str] | None = None,
) -> CompanyPledge:
    """Promise something in a company's name. ``hours`` are for the whole period.

    Staff who write it down say who told them (``behalf``). Raises: NotFound, Refused, ValidationError.
    """
    promises = company(company_id, by)
    require("company_pledges.promise", by, promises)
    speaks = promises.pk in by.speaks_for
    if not speaks and not behalf:
        raise ValidationError({"behalf_name": [_("Skriv, hvem fra virksomheden der fortalte dig det.")]})
    voice = voice_of(by, speaks_as=promises.pk if speaks and not behalf else None, behalf=behalf)
    lasts: dict[str, Any] = {"from_on": from_on, "until_on": until_on}
    facts = {**voice.fields(), "actor": promises}
    pledge = CompanyPledge(
        kind=kind,
        title=title,
        body=body,
        theme=theme,
        hours=hours,
        boundary=boundary,
        **lasts,
        **facts,
    )
    check(pledge)
    place = place_said(place)
    pledge.subject = subjects.create(
        "company_pledge",
        title=pledge.title,
        by=voice.author.pk,
        text=f"{pledge.body} {promises.name}",
        place=place,
    )
    screen(pledge.subject, by=by, voice=voice, text=f"{pledge.title}.\n{pledge.body}\n{pledge.boundary}")
    pledge.save()
    journal(
        "company_pledges.promised",
        pledge.subject,
        by=by,
        actor=promises.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": pledge.kind},
    )
    return pledge


@verb(CompanyPledge)
def edit_pledge(
    *, by: Viewer, pledge_id: UUID | str, expected_version: int | None = None, place: str | None = None, **changes: Any
) -> CompanyPledge:
    """Change what was promised. Never to fewer hours than were used. Raises: NotFound, Refused, Stale,
    ValidationError.
    """
    pledge = find(CompanyPledge, pledge_id, by, related=("actor",), lock=True)
    require("company_pledges.edit", by, pledge)
    check_version(pledge.subject, expected_version)
    unknown = set(changes) - {*TEXTS, *FACTS}
    if unknown:
        raise TypeError(f"edit_pledge does not change {unknown}")
    before = f"{pledge.title}.\n{pledge.body}\n{pledge.boundary}"
    promised = pledge.hours
    place = None if place is None else place_said(place)
    for field, value in changes.items():
        setattr(pledge, field, value)
    check(pledge)
    used = hours_used(pledge)
    # What was used beyond the promise was said aloud then; only a lower promise makes it untrue.
    if pledge.hours is not None and pledge.hours < used and (promised is None or pledge.hours < promised):
        told = _("I har brugt %s timer. Løftet kan ikke blive mindre end det.") % floatformat(used, -1)
        raise ValidationError({"hours": [told]})
    pledge.save()
    subject = pledge.subject
    subject.title = pledge.title
    subject.save(update_fields=["title"])
    if place is not None and place != subject.place:
        subjects.move(subject, place)
    bump(subject)
    search.index(subject, f"{pledge.body} {pledge.actor.name}")
    screen_edit(subject, by=by, before=before, text=f"{pledge.title}.\n{pledge.body}\n{pledge.boundary}")
    journal("company_pledges.edited", subject, by=by, actor=pledge.actor_id, payload={"version": subject.version})
    return pledge


def place_said(place: str) -> str:
    """Raises: ValidationError on the field ``place``."""
    place = clean_line(place)
    guard(place=place)
    if len(place) > PLACE_LENGTH:
        raise ValidationError({"place": [_("Teksten er for lang. Der er plads til %d tegn.") % PLACE_LENGTH]})
    return place


def hours_used(pledge: CompanyPledge) -> Decimal:
    return pledge.uses.aggregate(sum=Sum("hours"))["sum"] or Decimal(0)


def page_meant(link: str, by: Viewer) -> Subject | None:
    """The page an address or an id names. What only some may read is not named on a public page.

    Raises: ValidationError on the field ``page``.
    """
    if not link.strip():
        return None
    ids = [as_uuid(found) for found in UUID_IN.findall(link)[:1]]
    rows = Subject.objects.visible_to(by).filter(pk__in=ids, kind__in=ABOUT_KINDS, audience=Audience.PUBLIC)
    about = rows.exclude(title="").first()
    if about is None:
        raise ValidationError(
            {"page": [_("Vi kender ikke siden. Kopiér adressen på en udfordring, et forslag eller et tilbud.")]}
        )
    return about


@verb(PledgeUse)
def record_use(
    *,
    by: Viewer,
    pledge_id: UUID | str,
    receiver: str,
    what: str,
    on: date | None,
    hours: Decimal | None = None,
    page: str = "",
    beyond: bool = False,
) -> PledgeUse:
    """Note what was used: by whom, for what, when. ``page`` is the address of what it was for.

    More than was promised only with ``beyond``. What the receiver notes is confirmed by that.
    Raises: NotFound, Refused, ValidationError.
    """
    pledge = find(CompanyPledge, pledge_id, by, related=("actor",), lock=True)
    require("company_pledges.use", by, pledge)
    name = clean_line(receiver)
    known = organisations(by).filter(name__iexact=name).first() if name else None
    use = PledgeUse(
        pledge=pledge,
        receiver=known,
        receiver_name="" if known else name,
        what=what,
        hours=hours,
        about=page_meant(page, by),
        by_id=by.known_id,
    )
    check_use(use, name, on, beyond=beyond, by=by)
    use.on = on  # type: ignore[assignment]
    if known and known.pk in by.speaks_for and not gives(by, pledge):
        use.confirmed_by_id, use.confirmed_at = by.known_id, clock.now()
    use.save()
    bump(pledge.subject)
    # It stands on the company's page, so the page is looked at.
    screen_edit(pledge.subject, by=by, before="", text=".\n".join(filter(None, (use.receiver_name, use.what))))
    journal("company_pledges.used", pledge.subject, by=by, actor=pledge.actor_id, payload={"use": use.pk})
    if use.confirmed_at is None:
        letters.ask_receiver(use)
    else:
        letters.tell_company(use)
    if is_contact(by, pledge):
        letters.tell_keeper(use)
    return use


def check_use(use: PledgeUse, name: str, on: date | None, *, beyond: bool, by: Viewer) -> None:
    """Raises: ValidationError by field."""
    pledge = use.pledge
    try:
        clean_texts(use, ("receiver_name", "what"))
    except ValidationError as problem:
        renamed = {"receiver" if key == "receiver_name" else key: said for key, said in problem.error_dict.items()}
        raise ValidationError(renamed) from problem
    problems: dict[str, list[Any]] = {}
    if not name:
        problems["receiver"] = [_("Skriv, hvem der fik hjælpen.")]
    elif use.receiver_id == pledge.actor_id:
        problems["receiver"] = [_("Det skal være en anden end virksomheden selv.")]
    elif not by.is_staff and not gives(by, pledge) and use.receiver_id not in by.speaks_for:
        problems["receiver"] = [_("Skriv navnet på den forening, du taler for.")]
    if not use.what:
        problems["what"] = [_("Skriv, hvad det blev brugt til.")]
    if not on:
        problems["on"] = [_("Vælg en dag.")]
    elif on > clock.today():
        problems["on"] = [_("Dagen ligger i fremtiden. Skriv det ned, når det er sket.")]
    elif not pledge.from_on <= on <= (pledge.ended_on or pledge.until_on):
        problems["on"] = [_("Løftet gjaldt ikke den dag.")]
    if use.hours is None and pledge.hours is not None:
        problems["hours"] = [_("Skriv, hvor mange timer der blev brugt.")]
    elif use.hours is not None and use.hours < Decimal("0.5"):
        problems["hours"] = [_("Skriv mindst en halv time.")]
    elif use.hours is not None and pledge.hours is not None and not beyond:
        left = max(pledge.hours - hours_used(pledge), Decimal(0))
        if use.hours > left:
            told = _("Der er %s timer tilbage. Sæt kryds, hvis I gav mere, end I lovede.") % floatformat(left, -1)
            problems["hours"] = [told]
    if problems:
        raise ValidationError(problems)


def used(use_id: int | str, by: Viewer, *, lock: bool = True) -> PledgeUse:
    """Raises: NotFound."""
    rows = PledgeUse.objects.select_related("pledge__subject", "pledge__actor", "receiver", "by__actor")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    use = rows.filter(pk=use_id, pledge__in=CompanyPledge.objects.visible_to(by)).first()
    if use is None:
        raise NotFound(f"PledgeUse {use_id}")
    return use


@verb(PledgeUse)
def confirm_use(*, by: Viewer, use_id: int | str) -> PledgeUse:
    """Whoever received it says that they did. Raises: NotFound, Refused."""
    use = used(use_id, by)
    require("company_pledges.confirm_use", by, use)
    use.confirmed_by_id, use.confirmed_at = by.known_id, clock.now()
    use.save(update_fields=["confirmed_by", "confirmed_at"])
    bump(use.pledge.subject)
    journal(
        "company_pledges.use_confirmed",
        use.pledge.subject,
        by=by,
        actor=use.receiver_id,
        payload={"use": use.pk},
    )
    return use


@verb(CompanyPledge)
def correct_use(*, by: Viewer, use_id: int | str, hours: Decimal | None) -> CompanyPledge:
    """Whoever received it counted wrong: another number of hours, or nothing at all (``hours`` none).

    The company hears. Raises: NotFound, Refused.
    """
    use = used(use_id, by)
    require("company_pledges.correct_use", by, use)
    use.hours = hours
    letters.tell_corrected(use)
    if hours is None:
        use.delete()
    else:
        use.save(update_fields=["hours"])
    bump(use.pledge.subject)
    journal("company_pledges.use_corrected", use.pledge.subject, by=by, payload={"use": int(use_id)})
    return use.pledge


@verb(CompanyPledge)
def remove_use(*, by: Viewer, use_id: int | str) -> CompanyPledge:
    """It was not so: take a use away. Where it was confirmed, both sides hear. Raises: NotFound, Refused."""
    use = used(use_id, by)
    require("company_pledges.remove_use", by, use)
    pledge, key = use.pledge, use.pk
    if use.confirmed_at:
        letters.tell_removed(use, by)
    use.delete()
    bump(pledge.subject)
    journal("company_pledges.use_removed", pledge.subject, by=by, payload={"use": key})
    return pledge


@verb(CompanyPledge)
def end_pledge(
    *, by: Viewer, pledge_id: UUID | str, note: str = "", expected_version: int | None = None
) -> CompanyPledge:
    """It ends today; what was used stays. Raises: NotFound, Refused, Stale, ValidationError."""
    pledge = find(CompanyPledge, pledge_id, by, lock=True)
    require("company_pledges.end", by, pledge)
    check_version(pledge.subject, expected_version)
    pledge.ended_on, pledge.end_note = clock.today(), note
    try:
        clean_texts(pledge, ("end_note",))
    except ValidationError as problem:
        raise ValidationError({"note": problem.error_dict["end_note"]}) from problem
    pledge.save(update_fields=["ended_on", "end_note"])
    bump(pledge.subject)
    journal("company_pledges.ended", pledge.subject, by=by, actor=pledge.actor_id)
    return pledge


@verb(CompanyPledge)
def withdraw_pledge(*, by: Viewer, pledge_id: UUID | str) -> CompanyPledge:
    """Take a promise back that nobody has used: its words are deleted. Raises: NotFound, Refused."""
    pledge = find(CompanyPledge, pledge_id, by, lock=True)
    require("company_pledges.withdraw", by, pledge)
    pledge.title = pledge.body = pledge.boundary = pledge.end_note = ""
    pledge.withdrawn_at = clock.now()
    pledge.save(update_fields=["title", "body", "boundary", "end_note", "withdrawn_at"])
    subjects.fall_silent(pledge.subject)
    journal("company_pledges.withdrawn", pledge.subject, by=by)
    return pledge


# --- one's own data ---------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(person_id: UUID) -> None:
    """What a company promised stays the company's, and what was used was used. The name goes with the person's own, and
    so does the link by which they noted hours.

    A single person who received something stood here by name: that goes.
    """
    own = Actor.objects.filter(person=person_id).values_list("name", flat=True).first()
    CompanyPledge.objects.filter(contact=person_id).update(contact=None, contact_called="")
    OneTimeLink.objects.filter(purpose=letters.PURPOSE, person=person_id).delete()
    if own and own != ERASED:
        PledgeUse.objects.filter(receiver=None, receiver_name__iexact=own).update(receiver_name="–")


def export(person_id: UUID) -> list[dict[str, Any]]:
    """What one promised in a company's name, and the uses one wrote down or confirmed."""
    promised = CompanyPledge.objects.filter(author=person_id).select_related("actor")
    holds = CompanyPledge.objects.filter(contact=person_id).select_related("actor")
    noted = PledgeUse.objects.filter(Q(by=person_id) | Q(confirmed_by=person_id))
    return [
        *({"promised": row.title, "text": row.body, "company": row.actor.name} for row in promised),
        *({"contact_for": row.title, "company": row.actor.name, "called": row.contact_called} for row in holds),
        *({"used_for": row.what, "on": row.on.isoformat(), "at": row.at.isoformat()} for row in noted),
    ]
