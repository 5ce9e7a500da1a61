"""The verbs about actors, people and roles."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
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
    Unit,
)
from samspil.foundation import subjects
from samspil.foundation.ids import as_uuid
from samspil.foundation.models import Audience
from samspil.foundation.text import clean_line, clean_text, guard
from samspil.foundation.verbs import NotFound, Refused, journal, require, verb
from samspil.foundation.viewer import Viewer


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
    name, description, place, phone = named(name), clean_text(description), clean_line(place), clean_line(phone)
    guard(description=description, place=place, phone=phone)
    personal = kind in PERSONAL
    subject = subjects.create(
        "actor",
        title=name,
        by=by,
        text="" if personal else description,
        # A single person has no page of their own: the record is there for the chain, not for a directory.
        audience=Audience.NAMED if personal else Audience.PUBLIC,
        place=place,
        point=point,
    )
    return Actor.objects.create(
        subject=subject,
        name=name,
        kind=ActorKind(kind),
        description=description,
        phone=phone,
        email=email,
        contact_visibility=contact_visibility,
    )


@verb(Actor)
def add_actor(*, by: Viewer, name: str, kind: str, **facts) -> Actor:
    """Add an association, company or group. Raises: Refused, ValidationError."""
    require("actors.add", by)
    if kind in PERSONAL or kind in (ActorKind.UNIT, ActorKind.BODY):
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
    body = Body(kind=kind, **{f"may_{power}": True for power in powers})
    body.clean_fields(exclude=["actor"])
    if (body.may_decide or body.may_spend) and kind not in (BodyKind.EXECUTIVE_GROUP, BodyKind.COMMITTEE):
        raise ValidationError({"powers": [_("Et rådgivende organ kan ikke beslutte eller bruge penge.")]})
    body.actor = make_actor(by=by.person_id, name=name, kind=ActorKind.BODY, **facts)
    body.save()
    journal("actors.added", body.actor.subject, by=by, actor=body.actor_id)
    return body


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
    address = email.strip().lower()
    if address:
        validate_email(address)
        known = Person.objects.select_related("actor").filter(email=address).first()
        if known:
            return known
    function, phone = clean_line(function), clean_line(phone)
    guard(function=function, phone=phone)
    actor = make_actor(by=None, name=name, kind=kind, contact_visibility=ContactVisibility.NOBODY)
    person = Person.objects.create(
        actor=actor, email=address or None, phone=phone, function=function[:80], language=language
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
    """Give somebody a role in a scope, for leaders up to an amount in DKK. Raises: Refused, ValidationError."""
    require("actors.give_role", by)
    role = Role(person=person, kind=kind, scope=scope, amount=amount, since=since, until=until)
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
    """Tie a person to an actor. Raises: Refused, ValidationError."""
    require("actors.add", by)
    if actor.is_person:
        raise ValidationError({"actor": [_("Man kan ikke være medlem af en person.")]})
    function = clean_line(function)
    guard(function=function)
    membership = Membership(person=person, actor=actor, function=function[:80], speaks_for=speaks_for)
    membership.full_clean()
    membership.save()
    journal("actors.member_added", actor.subject, by=by, actor=actor.pk, payload={"person": str(person.pk)})
    return membership


def voice_of(by: Viewer, *, speaks_as: UUID | str | None = None, behalf: dict[str, str] | None = None) -> Voice:
    """Whose words these are, if ``by`` may speak so.

    ``speaks_as`` is the id of an actor the viewer speaks for. ``behalf`` (name, function, kind, channel) is somebody
    whose words staff write down after a call, a letter or a meeting; that person needs no address and no user.
    Raises: Refused, ValidationError.
    """
    if by.person_id is None:
        raise Refused("actors.speak_for")
    me = Person.objects.select_related("actor").get(pk=by.person_id)
    if behalf:
        require("actors.enter_for_others", by)
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
    if not speaks_as or str(speaks_as) == str(me.actor_id):
        return Voice(me, me.actor)
    actor = Actor.objects.filter(pk=as_uuid(speaks_as)).first()
    if actor is None:
        raise NotFound(f"Actor {speaks_as}")
    require("actors.speak_for", by, actor)
    return Voice(me, actor)
