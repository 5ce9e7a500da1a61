"""The verbs about fellowships and offers, about what their providers need, and about areas and codes."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samspil.actors.actions import voice_of
from samspil.actors.models import Actor, Person
from samspil.following.actions import follow_own, tell_news
from samspil.foundation import clock, search, subjects
from samspil.foundation.models import Subject, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer
from samspil.moderation.actions import screen, screen_edit
from samspil.resources import facts, letters, queries, recurrence
from samspil.resources.models import (
    AREA_LENGTH,
    CONFIRMED_FOR,
    Area,
    Resource,
    ResourceStatus,
    ThemeCode,
    Wish,
    WishKind,
    WishPledge,
)

RELATED = ("provider__subject", "area", "actor", "author__actor", "entered_by__actor")


@verb(Resource)
def register_resource(
    *,
    by: Viewer,
    kind: str,
    title: str,
    body: str,
    themes: list[str],
    target_groups: list[str] | None = None,
    confirmed_on: date | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
    **more: Any,
) -> Resource:
    """Tell of an activity, an offer, a place or a group. ``more`` are facts of ``facts.FACTS`` (days and times also as
    ISO text).

    Whoever speaks for an organisation provides it, unless another provider is named. What the provider or staff tell
    counts as confirmed today; staff may say that it was ``confirmed_on`` an earlier day. Of the rest, and of rows that
    staff bring in from a file (``external_id``), the provider is asked soon.
    Raises: Refused, ValidationError.
    """
    require("resources.register", by)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    told = {"kind": kind, "title": title, "body": body, "themes": themes, "target_groups": target_groups or [], **more}
    if not voice.actor.is_person and not told.get("provider_id") and not told.get("provider_name"):
        told["provider_id"] = str(voice.actor.pk)
    resource = Resource(**voice.fields())
    facts.put_on(resource, by, told)
    chosen, groups = facts.themes_in(told), facts.groups_in(told)
    put_confirmed(resource, by, confirmed_on)
    resource.subject = subjects.create(
        "resource",
        title=resource.title,
        by=voice.author.pk,
        text=facts.words_of(resource, chosen, groups),
        place=resource.place,
        point=resource.point,
    )
    screen(resource.subject, by=by, voice=voice, text=facts.sentences_of(resource))
    resource.save(force_insert=True)
    facts.name_themes(resource, chosen)
    facts.name_groups(resource, groups)
    if not more.get("external_id"):  # nobody wants a letter about each row they brought in
        follow_own(resource.subject, voice)
    journal(
        "resources.registered",
        resource.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": resource.kind, "provider": str(resource.provider_id) if resource.provider_id else None},
    )
    return resource


def put_confirmed(resource: Resource, by: Viewer, confirmed_on: date | None) -> None:
    """What those behind it say holds, today or on the day staff name. Of others' words the provider is asked first."""
    today = clock.today()
    if confirmed_on and (not by.is_staff or confirmed_on > today):
        raise ValidationError({"confirmed_on": [_("Den dag kan du ikke skrive.")]})
    is_theirs = resource.provider_id is not None and resource.provider_id in {by.actor_id, *by.speaks_for}
    if confirmed_on or is_theirs or (by.is_staff and not resource.external_id):
        resource.confirmed_on = confirmed_on or today
    if resource.confirmed_on or resource.provider_id is None:
        resource.confirm_due = (resource.confirmed_on or today) + CONFIRMED_FOR
    else:
        resource.confirm_due = today


@verb(Resource)
def edit_resource(
    *, by: Viewer, resource_id: UUID | str, expected_version: int | None = None, **changes: Any
) -> Resource:
    """Change what stands about it: facts of ``facts.FACTS``. Only coordinators name another provider.

    What the provider mends is confirmed with it. Raises: NotFound, Refused, Stale, ValidationError.
    """
    resource = find(Resource, resource_id, by, related=RELATED, lock=True)
    require("resources.edit", by, resource)
    check_version(resource.subject, expected_version)
    if str(changes.get("provider_id") or "") != str(resource.provider_id or "") and "provider_id" in changes:
        require("resources.name_provider", by)
    before, place = facts.sentences_of(resource), resource.place
    facts.put_on(resource, by, changes)
    themes = facts.themes_in(changes) if "themes" in changes else [row.theme for row in resource.themes.all()]
    groups = (
        facts.groups_in(changes) if "target_groups" in changes else [row.group for row in resource.target_groups.all()]
    )
    if resource.provider_id and resource.provider_id in {by.actor_id, *by.speaks_for}:
        confirmed_today(resource)
    resource.save()
    facts.name_themes(resource, themes)
    facts.name_groups(resource, groups)
    subject = resource.subject
    subject.title, subject.place = resource.title, resource.place
    subject.latitude, subject.longitude = resource.point or (None, None)
    subject.save(update_fields=["title", "place", "latitude", "longitude"])
    bump(subject)
    search.index(subject, facts.words_of(resource, themes, groups))
    screen_edit(subject, by=by, before=before, text=facts.sentences_of(resource))
    payload = {"version": subject.version, "moved": place != resource.place}
    journal("resources.edited", subject, by=by, actor=by.actor_id, payload=payload)
    return resource


def confirmed_today(resource: Resource) -> None:
    resource.confirmed_on = clock.today()
    resource.confirm_due = resource.confirmed_on + CONFIRMED_FOR
    resource.asked_on = resource.reminded_on = None


@verb(Resource)
def confirm_resource(*, by: Viewer, resource_id: UUID | str) -> Resource:
    """Say that it still holds, for a year. What had ended is there again. Raises: NotFound, Refused."""
    resource = find(Resource, resource_id, by, related=RELATED, lock=True)
    require("resources.confirm", by, resource)
    confirmed_today(resource)
    resource.status = ResourceStatus.ACTIVE
    resource.next_on = next(iter(recurrence.next_dates(resource, clock.today(), 1)), None)
    resource.save()
    bump(resource.subject)
    index(resource)
    journal("resources.confirmed", resource.subject, by=by, actor=by.actor_id)
    return resource


def index(resource: Resource) -> None:
    themes = resource.themes.values_list("theme", flat=True)
    groups = resource.target_groups.values_list("group", flat=True)
    search.index(resource.subject, facts.words_of(resource, themes, groups))


@verb(Resource)
def end_resource(*, by: Viewer, resource_id: UUID | str, expected_version: int | None = None) -> Resource:
    """It is there no longer: its page says so, and no list and no suggestion shows it. Those who follow hear.

    Raises: NotFound, Refused, Stale.
    """
    resource = find(Resource, resource_id, by, related=RELATED, lock=True)
    require("resources.end", by, resource)
    check_version(resource.subject, expected_version)
    if not resource.is_active:
        return resource  # pressed twice
    resource.status = ResourceStatus.INACTIVE
    resource.next_on = None
    resource.save(update_fields=["status", "next_on"])
    bump(resource.subject)
    search.forget(resource.subject)
    entry = journal("resources.ended", resource.subject, by=by, actor=by.actor_id)
    tell_news(entry)
    return resource


@verb(Resource)
def withdraw_resource(*, by: Viewer, resource_id: UUID | str) -> Resource:
    """Take it back: its words are deleted. What others have built on ends instead.

    Raises: NotFound, Refused, ValidationError.
    """
    resource = find(Resource, resource_id, by, related=RELATED, lock=True)
    require("resources.withdraw", by, resource)
    if resource.withdrawn_at:
        return resource  # pressed twice
    if subjects.built_on(resource.subject, but=resource.author_id):
        raise ValidationError(_("Andre har skrevet på siden. Sig i stedet, at det ikke findes længere."))
    empty(resource)
    journal("resources.withdrawn", resource.subject, by=by, actor=by.actor_id)
    return resource


def empty(resource: Resource) -> None:
    """Nothing is left of what was said, and no way to whom it named."""
    for name in (*facts.TEXTS, "recurrence"):
        if name not in ("kind", "contact_visibility"):
            setattr(resource, name, "")
    resource.lat = resource.lon = resource.next_on = resource.first_on = None
    resource.status = ResourceStatus.INACTIVE
    resource.withdrawn_at = resource.withdrawn_at or clock.now()
    resource.save()
    for wish in resource.wishes.filter(withdrawn_at=None).select_related("subject"):
        empty_wish(wish)
    subjects.move(resource.subject, "")
    subjects.fall_silent(resource.subject)


# --- what providers need ----------------------------------------------------------------------------------------------


@verb(Wish)
def wish_for(
    *,
    by: Viewer,
    kind: str,
    what: str,
    resource_id: UUID | str | None = None,
    provider_id: UUID | str | None = None,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> Wish:
    """Say what a resource needs, or an actor as a whole. Raises: NotFound, Refused, ValidationError."""
    resource, provider, about = wished_by(by, resource_id, provider_id)
    require("resources.wish" if resource else "resources.wish_as", by, resource or provider)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    wish = Wish(resource=resource, provider=provider, kind=kind, what=what, **voice.fields())
    check_wish(wish)
    wish.subject = subjects.create("wish", title=wish.what, by=voice.author.pk, context=about, text=wish.what)
    screen(wish.subject, by=by, voice=voice, text=wish.what)
    wish.save(force_insert=True)
    follow_own(wish.subject, voice)
    journal(
        "resources.wished",
        wish.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
        payload={"kind": wish.kind},
    )
    return wish


def wished_by(
    by: Viewer, resource_id: UUID | str | None, provider_id: UUID | str | None
) -> tuple[Resource | None, Actor | None, Subject]:
    """What the wish is for, and the page it stands on. Raises: NotFound."""
    if resource_id:
        resource = find(Resource, resource_id, by, related=RELATED)
        return resource, resource.provider, resource.subject
    provider = find(Actor, provider_id, by)
    return None, provider, provider.subject


def check_wish(wish: Wish) -> None:
    """Raises: ValidationError by field."""
    if wish.kind not in WishKind.values:
        raise ValidationError({"kind": [_("Vælg, hvad I har brug for.")]})
    clean_texts(wish, ("what",))
    if not wish.what:
        raise ValidationError({"what": [_("Skriv kort, hvad I har brug for.")]})


@verb(WishPledge)
def pledge_to_wish(
    *,
    by: Viewer,
    wish_id: UUID | str,
    body: str,
    speaks_as: UUID | str | None = None,
    behalf: dict[str, str] | None = None,
) -> WishPledge:
    """Say what one will do about a wish. Those who need it hear at once. Raises: NotFound, Refused, ValidationError."""
    wish = find(Wish, wish_id, by, related=("resource__provider", "provider", "author"))
    require("wishes.pledge", by, wish)
    voice = voice_of(by, speaks_as=speaks_as, behalf=behalf)
    pledge = WishPledge(wish=wish, body=body, **voice.fields())
    clean_texts(pledge, ("body",))
    if not pledge.body:
        raise ValidationError({"body": [_("Skriv kort, hvad du kan hjælpe med.")]})
    pledge.subject = subjects.create(
        "wish_pledge", title=pledge.body, by=voice.author.pk, context=wish.subject, text=pledge.body
    )
    screen(pledge.subject, by=by, voice=voice, text=pledge.body)
    pledge.save(force_insert=True)
    follow_own(wish.subject, voice)
    journal(
        "resources.pledged",
        pledge.subject,
        by=by,
        actor=voice.actor.pk,
        on_behalf_of=voice.author.pk if voice.entered_by else None,
    )
    if pledge.subject.shown:
        letters.tell_pledged(pledge)
    return pledge


def pledge_published(subject: Subject) -> None:
    """Somebody looked at it first, and now it shows: those who need it hear."""
    rows = WishPledge.objects.select_related("subject", "actor", "author__actor", "wish__resource__provider")
    letters.tell_pledged(rows.select_related("wish__subject", "wish__provider", "wish__author").get(pk=subject.pk))


@verb(Wish)
def fulfil_wish(*, by: Viewer, wish_id: UUID | str) -> Wish:
    """Say that it is there now. Those who helped hear, with thanks. Raises: NotFound, Refused."""
    wish = find(Wish, wish_id, by, related=("resource__provider", "provider"), lock=True)
    require("wishes.fulfil", by, wish)
    if wish.fulfilled_at:
        return wish  # pressed twice
    wish.fulfilled_at = clock.now()
    wish.save(update_fields=["fulfilled_at"])
    bump(wish.subject)
    journal("resources.fulfilled", wish.subject, by=by, actor=by.actor_id)
    for pledge in pledged(wish):
        letters.tell_fulfilled(pledge)
    return wish


def pledged(wish: Wish) -> list[WishPledge]:
    rows = wish.pledges.filter(withdrawn_at=None, subject__shown=True).select_related("author__actor")
    for pledge in rows:
        pledge.wish = wish
    return list(rows)


@verb(Wish)
def withdraw_wish(*, by: Viewer, wish_id: UUID | str) -> Wish:
    """Take a wish back; its words are deleted. Those who would help hear it first. Raises: NotFound, Refused."""
    wish = find(Wish, wish_id, by, related=("resource__provider", "provider"), lock=True)
    require("wishes.withdraw", by, wish)
    if wish.withdrawn_at:
        return wish  # pressed twice
    for pledge in pledged(wish):
        letters.tell_not_needed(pledge)
    empty_wish(wish)
    journal("resources.wish_withdrawn", wish.subject, by=by)
    return wish


def empty_wish(wish: Wish) -> None:
    wish.what = ""
    wish.withdrawn_at = wish.withdrawn_at or clock.now()
    wish.save(update_fields=["what", "withdrawn_at"])
    subjects.fall_silent(wish.subject)


@verb(WishPledge)
def withdraw_wish_pledge(*, by: Viewer, pledge_id: UUID | str) -> WishPledge:
    """Take back what one would do; the words are deleted. Raises: NotFound, Refused."""
    pledge = find(WishPledge, pledge_id, by, related=("wish",), lock=True)
    require("wish_pledges.withdraw", by, pledge)
    if pledge.withdrawn_at:
        return pledge  # pressed twice
    empty_pledge(pledge)
    journal("resources.pledge_withdrawn", pledge.subject, by=by)
    return pledge


def empty_pledge(pledge: WishPledge) -> None:
    pledge.body = ""
    pledge.withdrawn_at = pledge.withdrawn_at or clock.now()
    pledge.save(update_fields=["body", "withdrawn_at"])
    subjects.fall_silent(pledge.subject)


# --- areas and codes --------------------------------------------------------------------------------------------------


def own_subject(by: Viewer) -> Subject:
    """Where the journal notes what somebody did to what has no page: at themselves."""
    return Person.objects.select_related("actor__subject").get(pk=by.known_id).actor.subject


def area_locked(area_id: int | str) -> Area:
    """Raises: NotFound."""
    key = str(area_id)
    area = Area.objects.select_for_update().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    if area is None:
        raise NotFound(f"Area {area_id}")
    return area


@verb(Area)
def set_area(
    *,
    by: Viewer,
    name: str,
    area_id: int | str | None = None,
    lat: float | str | None = None,
    lon: float | str | None = None,
    order: int | str | None = 0,
) -> Area:
    """Name a part of the municipality, or change what stands. Raises: NotFound, Refused, ValidationError."""
    require("resources.keep_areas", by)
    area = area_locked(area_id) if area_id else Area()
    area.name = clean_line(name)
    guard(name=area.name)
    if not area.name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if len(area.name) > AREA_LENGTH:
        raise ValidationError({"name": [_("Navnet er for langt.")]})
    taken = ValidationError({"name": [_("Der er et område med det navn i forvejen.")]})
    if Area.objects.filter(name__iexact=area.name).exclude(pk=area.pk).exists():
        raise taken
    area.lat, area.lon = facts.coordinate_of(lat, "lat", 90), facts.coordinate_of(lon, "lon", 180)
    if (area.lat is None) != (area.lon is None):
        raise ValidationError({"lat": [_("Skriv begge tal, eller lad begge stå tomme.")]})
    area.order = facts.number_of(order, "order", 1000) or 0
    try:
        with transaction.atomic():
            area.save()
    except IntegrityError:  # somebody else took the name at the same moment
        raise taken from None
    journal("resources.area_set", own_subject(by), by=by, payload={"area": area.pk})
    return area


@verb(Person)
def remove_area(*, by: Viewer, area_id: int | str) -> Person:
    """Take an area off the list while nothing lies in it. Raises: NotFound, Refused, ValidationError."""
    require("resources.keep_areas", by)
    area = area_locked(area_id)
    pk, is_used = area.pk, ValidationError(_("Der ligger noget i området. Flyt det først."))
    if area.resources.exists():
        raise is_used
    try:
        area.delete()
    except ProtectedError:  # a task or an event
        raise is_used from None
    me = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    journal("resources.area_removed", me.actor.subject, by=by, payload={"area": pk})
    return me


@verb(Person)
def bring_codes(*, by: Viewer, rows: Iterable[dict[str, str]]) -> Person:
    """Bring the codes of a classification the municipality uses: dicts of scheme, code, label and theme.

    A code that is here already gets the new label. All rows come in, or none.
    Raises: Refused, ValidationError that names each wrong row.
    """
    require("resources.bring_codes", by)
    codes, problems = facts.checked_codes(list(rows))
    if problems:
        raise ValidationError({"file": problems[:20]})
    ThemeCode.objects.bulk_create(
        codes, update_conflicts=True, unique_fields=["scheme", "code", "theme"], update_fields=["label"]
    )
    me = Person.objects.select_related("actor__subject").get(pk=by.known_id)
    journal("resources.codes_brought", me.actor.subject, by=by, payload={"count": len(codes)})
    return me


# --- what time does ---------------------------------------------------------------------------------------------------


def find_next_days() -> None:
    """Move what has happened on to its next day. Nobody said anything, so nothing is journalled."""
    today = clock.today()
    for resource in queries.passed(today).iterator():
        following = next(iter(recurrence.next_dates(resource, today, 1)), None)
        # Only where it still stands as we read it: somebody may have mended or ended it meanwhile.
        Resource.objects.filter(pk=resource.pk, next_on=resource.next_on).update(next_on=following)
