"""The verbs about actors, people and roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samspil.actors.models import (
    NAME_LENGTH,
    PERSONAL,
    Actor,
    ActorKind,
    Body,
    BodyKind,
    Channel,
    ContactVisibility,
    Membership,
    Person,
    Role,
    RoleKind,
    Unit,
)
from samspil.actors.queries import staff_of
from samspil.foundation import clock, search, subjects
from samspil.foundation.addresses import email_address
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience, bump
from samspil.foundation.text import clean_line, guard
from samspil.foundation.verbs import NotFound, Refused, check_version, clean_texts, find, journal, require, verb
from samspil.foundation.viewer import Viewer

POWERS = ("decide", "spend", "advise", "respond", "discuss")
# Kinds that say what an organisation is; units and bodies are made by verbs of their own and stay what they are.
ORGANISATION_KINDS = tuple(
    kind for kind in ActorKind if kind not in PERSONAL and kind not in (ActorKind.UNIT, ActorKind.BODY)
)
TEXTS = ("name", "kind", "description", "phone", "email", "contact_visibility")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a contribution holds, resolved and allowed."""

    author: Person
    actor: Actor
    entered_by: Person | None = None
    channel: str = ""

    def fields(self) -> dict[str, object]:
        return {
            "author": self.author,
            "actor": self.actor,
            "entered_by": self.entered_by,
            "channel": self.channel,
        }


def named(name: str, limit: int = NAME_LENGTH) -> str:
    """A name fit to show. Raises: ValidationError on the field ``name``."""
    name = clean_line(name)
    guard(name=name)
    if not name:
        raise ValidationError({"name": [_("Skriv et navn.")]})
    if len(name) > limit:
        raise ValidationError({"name": [_("Navnet er for langt.")]})
    return name


def placed(place: str) -> str:
    """A place fit to show. Raises: ValidationError on the field ``place``."""
    place = clean_line(place)
    guard(place=place)
    return place[:120]


def make_actor(
    *,
    by: UUID | None,
    name: str,
    kind: str,
    description: str = "",
    place: str = "",
    point: tuple[float, float] | None = None,
    phone: str = "",
    email: str = "",
    contact_visibility: str = ContactVisibility.PUBLIC,
) -> Actor:
    name, place, personal = named(name), placed(place), kind in PERSONAL
    actor = Actor(
        name=name,
        kind=ActorKind(kind),
        description=description,
        phone=phone,
        email=email,
        contact_visibility=contact_visibility,
    )
    clean_texts(actor, TEXTS)
    actor.subject = subjects.create(
        "actor",
        title=name,
        by=by,
        text=actor.description,
        is_searchable=not personal,
        # A single person has no page of their own: the record is there for the chain, not for a directory.
        audience=Audience.NAMED if personal else Audience.PUBLIC,
        place=place,
        point=point,
    )
    actor.save(force_insert=True)
    return actor


@verb(Actor)
def add_actor(*, by: Viewer, name: str, kind: str, **facts) -> Actor:
    """Add an association, company or group. Raises: Refused, ValidationError."""
    require("actors.add", by)
    if kind not in ORGANISATION_KINDS:
        raise ValidationError({"kind": [_("Vælg en slags organisation.")]})
    actor = make_actor(by=by.person_id, name=name, kind=kind, **facts)
    journal("actors.added", actor.subject, by=by, actor=actor.pk)
    return actor


@verb(Unit)
def add_unit(*, by: Viewer, name: str, parent: Unit | None = None, **facts) -> Unit:
    """Add a part of the municipality below ``parent``. Raises: Refused, ValidationError."""
    require("actors.add", by)
    actor = make_actor(by=by.person_id, name=name, kind=ActorKind.UNIT, **facts)
    journal("actors.added", actor.subject, by=by, actor=actor.pk)
    return Unit.objects.create(actor=actor, parent=parent)


@verb(Body)
def add_body(*, by: Viewer, name: str, body_kind: str, powers: tuple[str, ...] = (), **facts) -> Body:
    """Add a council, committee or group with its powers.

    ``powers`` are among decide, spend, advise, respond, discuss.
    Raises: Refused, ValidationError (an advisory body cannot decide or spend).
    """
    require("actors.add", by)
    kind = BodyKind(body_kind)
    body = Body(kind=kind)
    empower(body, powers)
    body.clean_fields(exclude=["actor"])
    body.actor = make_actor(by=by.person_id, name=name, kind=ActorKind.BODY, **facts)
    body.save()
    journal("actors.added", body.actor.subject, by=by, actor=body.actor_id)
    return body


def empower(body: Body, powers: Iterable[str]) -> None:
    """Let the body do these things and no others. Raises: ValidationError."""
    for power in POWERS:
        setattr(body, f"may_{power}", power in powers)
    if (body.may_decide or body.may_spend) and body.kind not in (BodyKind.EXECUTIVE_GROUP, BodyKind.COMMITTEE):
        raise ValidationError({"powers": [_("Et rådgivende organ kan ikke beslutte eller bruge penge.")]})


@verb(Actor)
def edit_actor(
    *,
    by: Viewer,
    actor_id: UUID | str,
    expected_version: int | None = None,
    place: str | None = None,
    powers: Iterable[str] | None = None,
    deputy_id: UUID | str | None = None,
    **changes: Any,
) -> Actor:
    """Change what stands about an association, company, unit or body. What it is and may do, coordinators alone change.

    ``deputy_id`` names who may answer for a unit whose leader is silent; an empty text, nobody.
    Links of the chain keep the part of society that held when they were written.
    Raises: NotFound (also for a single person), Refused, Stale, ValidationError.
    """
    actor = find(Actor, actor_id, by, lock=True)
    if actor.is_person:
        raise NotFound(f"Actor {actor_id}")
    require("actors.edit", by, actor)
    check_version(actor.subject, expected_version)
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise TypeError(f"edit_actor does not change {unknown}")
    if changes.get("kind", actor.kind) != actor.kind:
        require("actors.add", by)
        if not {actor.kind, changes["kind"]} <= set(ORGANISATION_KINDS):
            raise ValidationError({"kind": [_("Vælg en slags organisation.")]})
    for field, value in changes.items():
        setattr(actor, field, value)
    actor.name = named(actor.name)
    clean_texts(actor, TEXTS)
    if powers is not None:
        require("actors.add", by)
        empower(actor.body, powers)
        actor.body.save()
    if deputy_id is not None:
        name_deputy(actor, deputy_id, by)
    actor.save()
    subject = actor.subject
    subject.title = actor.name
    if place is not None:
        subject.place = placed(place)
    subject.save(update_fields=["title", "place"])
    bump(subject)
    search.index(subject, actor.description)
    journal("actors.edited", subject, by=by, actor=actor.pk, payload={"version": subject.version})
    return actor


def name_deputy(actor: Actor, deputy_id: UUID | str, by: Viewer) -> None:
    """Let one of the unit's own staff answer when its leader is silent. Raises: Refused, ValidationError."""
    unit = Unit.objects.select_related("actor").filter(pk=actor.pk).first()
    if unit is None:
        raise ValidationError({"deputy_id": [_("Kun en enhed har en stedfortræder.")]})
    if str(deputy_id) == str(unit.deputy_id or ""):
        return
    require("actors.choose_deputy", by, actor)
    deputy = next((person for person in staff_of(unit) if str(person.pk) == str(deputy_id)), None)
    if deputy_id and deputy is None:
        raise ValidationError({"deputy_id": [_("Vælg en, der arbejder i enheden.")]})
    unit.deputy = deputy
    unit.save(update_fields=["deputy"])


def register_person(
    *,
    name: str,
    kind: str = ActorKind.INDIVIDUAL,
    email: str = "",
    phone: str = "",
    function: str = "",
    language: str = "da",
) -> Person:
    """The person with this confirmed e-mail address, or a new one.

    A known person keeps the name and function on record: an address in a form is no right to rename somebody.
    Raises: ValidationError.
    """
    if kind not in PERSONAL:
        raise ValidationError({"kind": [_("Vælg, hvem du er.")]})
    address = email_address(email)
    if address:
        known = Person.objects.select_related("actor").filter(email=address).first()
        if known:
            return known
    try:
        with transaction.atomic():
            return new_person(name=name, kind=kind, email=address, phone=phone, function=function, language=language)
    except IntegrityError:  # two links from one mailbox were pressed at the same moment
        return Person.objects.select_related("actor").get(email=address)


def new_person(*, name: str, kind: str, email: str, phone: str, function: str, language: str) -> Person:
    function, phone = clean_line(function), clean_line(phone)
    guard(function=function, phone=phone)
    actor = make_actor(by=None, name=name, kind=kind, contact_visibility=ContactVisibility.NOBODY)
    person = Person.objects.create(
        actor=actor, email=email or None, phone=phone, function=function[:80], language=language
    )
    actor.subject.created_by = person.pk
    actor.subject.save(update_fields=["created_by"])
    subjects.name_readers(actor.subject, [person.pk])
    return person


@verb(Role)
def give_role(
    *,
    by: Viewer,
    person: Person,
    kind: str,
    scope: Actor | None = None,
    amount: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Role:
    """Give somebody a role in a scope, for leaders up to an amount in DKK. A role that ended begins again.

    Raises: Refused, ValidationError.
    """
    require("actors.give_role", by, Role(person=person, kind=kind))
    role = Role.objects.filter(person=person, kind=kind, scope=scope).first() or Role(
        person=person, kind=kind, scope=scope
    )
    if role.pk and not role.is_over:
        raise ValidationError({"kind": [_("Den rolle har personen. Stop den først, hvis noget skal ændres.")]})
    if amount is not None and kind != RoleKind.LEADER:
        raise ValidationError({"amount": [_("Kun en leder kan have et beløb.")]})
    if since and until and until < since:
        raise ValidationError({"until": [_("Den sidste dag kan ikke ligge før den første.")]})
    role.amount, role.since, role.until = amount, since, until
    role.full_clean()
    role.save()
    journal(
        "actors.role_given",
        person.actor.subject,
        by=by,
        payload={"role": kind, "scope": str(scope.pk) if scope else None, "amount": amount},
    )
    return role


@verb(Membership)
def add_member(*, by: Viewer, person: Person, actor: Actor, function: str = "", speaks_for: bool = False) -> Membership:
    """Tie a person to an actor. A membership that ended begins again. Raises: Refused, ValidationError."""
    require("actors.add_member", by, Membership(person=person, actor=actor, speaks_for=speaks_for))
    if actor.is_person:
        raise ValidationError({"actor": [_("Man kan ikke være medlem af en person.")]})
    function = clean_line(function)
    guard(function=function)
    membership = Membership.objects.filter(person=person, actor=actor).first() or Membership(person=person, actor=actor)
    if membership.pk:
        if not membership.is_over:
            raise ValidationError({"actor": [_("Personen er med der i forvejen.")]})
        membership.since, membership.until = clock.today(), None
    membership.function, membership.speaks_for = function[:80], speaks_for
    membership.full_clean()
    membership.save()
    journal("actors.member_added", actor.subject, by=by, actor=actor.pk, payload={"person": str(person.pk)})
    return membership


def yesterday() -> date:
    """The last day of what ends now: a day named as the last still counts until midnight."""
    return clock.today() - timedelta(days=1)


@verb(Membership)
def end_membership(*, by: Viewer, membership_id: int) -> Membership:
    """Somebody is no longer with an actor, from now on. Raises: NotFound, Refused."""
    membership = Membership.objects.select_related("person", "actor__subject").filter(pk=membership_id).first()
    if membership is None:
        raise NotFound(f"Membership {membership_id}")
    require("actors.end_member", by, membership)
    if not membership.is_over:
        membership.until = yesterday()
        membership.save(update_fields=["until"])
        actor, payload = membership.actor, {"person": str(membership.person_id)}
        journal("actors.member_ended", actor.subject, by=by, actor=actor.pk, payload=payload)
    return membership


@verb(Role)
def end_role(*, by: Viewer, role_id: int) -> Role:
    """Take a role back, from now on. Raises: NotFound, Refused, ValidationError (the last administrator stays)."""
    role = Role.objects.select_related("person__actor__subject").filter(pk=role_id).first()
    if role is None:
        raise NotFound(f"Role {role_id}")
    require("actors.end_role", by, role)
    if role.is_over:
        return role
    if role.kind == RoleKind.ADMINISTRATOR:
        # Locked, so that two administrators cannot end each other in the same moment.
        left = list(Role.objects.current().filter(kind=RoleKind.ADMINISTRATOR).select_for_update())
        if not [other for other in left if other.pk != role.pk]:
            raise ValidationError(_("Der skal altid være en administrator. Giv først rollen til en anden."))
    role.until = yesterday()
    role.save(update_fields=["until"])
    payload = {"role": role.kind, "scope": str(role.scope_id) if role.scope_id else None}
    journal("actors.role_ended", role.person.actor.subject, by=by, payload=payload)
    return role


def noted(me: Person, behalf: dict[str, str]) -> Voice:
    """Somebody who rang, as ``me`` wrote them down. Whoever calls has asked the rule. Raises: ValidationError."""
    if behalf.get("channel") not in Channel.values:
        raise ValidationError({"behalf_channel": [_("Vælg, hvordan du fik det at vide.")]})
    try:
        author = register_person(
            name=behalf.get("name", ""),
            kind=behalf.get("kind") or ActorKind.INDIVIDUAL,
            function=behalf.get("function", ""),
        )
    except ValidationError as problem:
        raise ValidationError(
            {f"behalf_{field}": errors for field, errors in problem.message_dict.items()}
        ) from problem
    return Voice(author, author.actor, entered_by=me, channel=behalf["channel"])


def voice_of(by: Viewer, *, speaks_as: UUID | str | None = None, behalf: dict[str, str] | None = None) -> Voice:
    """Whose words these are, if ``by`` may speak so.

    ``speaks_as`` is the id of an actor the viewer speaks for. ``behalf`` (name, function, kind, channel) is somebody
    whose words staff write down after a call, a letter or a meeting; that person needs no address and no user.
    Raises: Refused, ValidationError.
    """
    if by.person_id is None:
        raise Refused("actors.speak_for")
    me = Person.objects.select_related("actor").get(pk=by.person_id)
    if me.blocked_at:
        raise ValidationError(_("Du kan ikke skrive her for tiden. Ring til os, hvis du mener, det er en fejl."))
    if behalf:
        require("actors.enter_for_others", by)
        return noted(me, behalf)
    if not speaks_as or str(speaks_as) == str(me.actor_id):
        return Voice(me, me.actor)
    actor = Actor.objects.filter(pk=as_uuid(speaks_as)).first()
    if actor is None:
        raise NotFound(f"Actor {speaks_as}")
    require("actors.speak_for", by, actor)
    return Voice(me, actor)
