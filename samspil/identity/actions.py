"""The verbs about people and their users: who is on record, who reads about them, and who has a way in.

A person's address is a way in: a link sent there signs in as them. So it is guarded like a key.
"""

from typing import Any
from uuid import UUID

import rules
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import give_role, named, register_person
from samspil.actors.models import ERASED, PERSONAL, Actor, ActorKind, Person, Role, RoleKind
from samspil.foundation import clock, mail
from samspil.foundation.addresses import email_address
from samspil.foundation.hooks import all_of
from samspil.foundation.ids import as_uuid, uuid7
from samspil.foundation.models import AccessEntry, OneTimeLink, bump
from samspil.foundation.verbs import NotFound, check_version, clean_texts, journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.identity import erasing, merging
from samspil.identity.models import DemoPerson, User
from samspil.identity.queries import is_here_only_for


def person_named(person_id: UUID | str, *, lock: bool = False) -> Person:
    """Raises: NotFound, also of somebody who was erased."""
    rows = Person.objects.select_related("actor__subject")
    if lock:
        rows = rows.select_for_update(of=("self", "actor", "actor__subject"), no_key=True)
    key = as_uuid(person_id)
    person = rows.filter(pk=key, erased_at=None).first() if key else None
    if person is None:
        raise NotFound(f"Person {person_id}")
    return person


def require_free(address: str, person: Person | None = None) -> None:
    """Raises: ValidationError when somebody else has this e-mail address."""
    key = person.pk if person else None
    taken = Person.objects.filter(email=address).exclude(pk__in=[key]).exists()
    if taken or User.objects.filter(email=address).exclude(person=key).exists():
        raise ValidationError({"email": [_("En anden person har den mailadresse. Find personen på listen.")]})


@verb(Person)
def add_person(
    *, by: Viewer, name: str, kind: str = ActorKind.INDIVIDUAL, email: str = "", phone: str = "", function: str = ""
) -> Person:
    """Put somebody on record. Raises: Refused, ValidationError (an address that somebody has already)."""
    require("identity.add_person", by)
    if email:
        require_free(email.strip().lower())
    person = register_person(name=name, kind=kind, email=email, phone=phone, function=function)
    journal("identity.person_added", person.actor.subject, by=by)
    return person


@verb(Person, for_oneself=True)
def read_person(*, by: Viewer, person_id: UUID | str) -> Person:
    """What is held about somebody, for whoever looks after it. The reading stands in the person's access log.

    Raises: NotFound, Refused.
    """
    require("identity.read_people", by)
    person = person_named(person_id)
    if person.pk != by.person_id:
        AccessEntry.objects.create(reader=by.known_id, person=person.pk, what="person")
    return person


@verb(Person)
def edit_person(*, by: Viewer, person_id: UUID | str, expected_version: int | None = None, **changes: Any) -> Person:
    """Change name, function and phone, one's own too; the kind and the address, for whoever may.

    Raises: NotFound, Refused, Stale, ValidationError.
    """
    person = person_named(person_id, lock=True)
    require("identity.edit_person", by, person)
    check_version(person.actor.subject, expected_version)
    unknown = set(changes) - {"name", "function", "phone", "kind", "email"}
    if unknown:
        raise TypeError(f"edit_person does not change {unknown}")
    actor, subject = person.actor, person.actor.subject
    kind = changes.get("kind", actor.kind)
    if kind != actor.kind:
        require("identity.add_person", by)
        if kind not in PERSONAL:
            raise ValidationError({"kind": [_("Vælg, hvem personen er.")]})
    actor.kind, actor.name = kind, named(changes.get("name", actor.name))
    person.function, person.phone = changes.get("function", person.function), changes.get("phone", person.phone)
    clean_texts(person, ("function", "phone"))
    address = (changes.get("email", person.email) or "").strip().lower()
    if address != (person.email or ""):
        move_address(person, address, by)
    actor.save(update_fields=["name", "kind"])
    person.save()
    subject.title = actor.name
    subject.save(update_fields=["title"])
    bump(subject)
    journal("identity.person_edited", subject, by=by, payload={"version": subject.version})
    return person


def move_address(person: Person, address: str, by: Viewer) -> None:
    """Let the person, and the user where there is one, go by another address. The old one is told.

    Raises: Refused, ValidationError.
    """
    require("identity.change_address", by, person)
    user, before, address = User.objects.filter(person=person).first(), person.email, email_address(address)
    if address:
        require_free(address, person)
    elif user:
        raise ValidationError({"email": [_("Personen logger ind med sin mail. Skriv en anden i stedet.")]})
    person.email = address or None
    if user:
        user.email = address
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
        for session in UserSession.objects.filter(user=user):
            session.end()  # whoever had the old mailbox may be signed in
    # A link on its way to the old address opens nothing more.
    OneTimeLink.objects.filter(person=person.pk, purpose="sign-in", used_at=None).update(used_at=clock.now())
    if before:
        mail.post(
            "identity/mail/address_changed.txt",
            {"person": person},
            to=before,
            person=person.pk,
            dedupe_key=f"address-changed:{uuid7()}",
            language=person.language,
        )


@verb(Person, for_oneself=True)
def erase_person(*, by: Viewer, person_id: UUID | str) -> Person:
    """Forget somebody for good (GDPR art. 17): oneself, or for an administrator anybody.

    Every app says what it holds of a person and lets go of it. What others built on stays, without the name.
    Raises: NotFound, Refused, ValidationError (the last who can give others a way in).
    """
    person = person_named(person_id, lock=True)
    require("identity.erase", by, person)
    administrators = Role.objects.current().filter(kind=RoleKind.ADMINISTRATOR, person__erased_at=None)
    if administrators.filter(person=person).exists() and not administrators.exclude(person=person).exists():
        raise ValidationError(_("Du er den eneste administrator. Giv en anden rollen først."))
    journal("identity.person_erased", person.actor.subject, by=by)
    before, begun = erasing.titles_of(person), clock.now()
    forget(person)
    after = erasing.titles_of(person)
    gone = {title.rstrip("…") for pk, title in before.items() if title and not after.get(pk)}
    erasing.forget_letters(person, gone, begun)
    erasing.empty(person)
    return person


def forget(person: Person) -> None:
    for hook in all_of("personal_data"):
        if hook.erase:
            hook.erase(person.pk)
    erasing.forget_ways_in(person)


@transaction.atomic
def let_go(person: Person, *, room: str) -> None:
    """Forget somebody we knew only because of something in the app ``room``, once that is gone; else do nothing.

    Nobody asked for it, and the name is what somebody typed, perhaps of another, perhaps a common word. So the name
    goes first: what others wrote with such a name in it stays, and of letters only those to the person go.
    """
    rows = Person.objects.select_related("actor__subject").filter(pk=person.pk, erased_at=None)
    # Locked before the question: whoever names them for something else at the same moment waits, or is seen.
    held = rows.select_for_update(of=("self", "actor", "actor__subject"), no_key=True).first()
    if held is None or not is_here_only_for(room, held):
        return
    held.actor.name = ERASED
    Actor.objects.filter(pk=held.actor_id).update(name=ERASED)
    journal("identity.person_erased", held.actor.subject, by=SYSTEM)
    forget(held)
    erasing.letters_to(held).delete()
    erasing.empty(held)


@verb(Person)
def merge_people(*, by: Viewer, kept_id: UUID | str, gone_id: UUID | str) -> Person:
    """Say that two on record are one human being (GDPR art. 16). What either wrote, promised and follows is ``kept``'s.

    Both addresses are told, because it cannot be undone.
    Raises: NotFound, Refused, ValidationError (``merging.check``, ``merging.turn_over``).
    """
    for key in sorted((str(kept_id), str(gone_id))):  # always in the same order, so that two at once do not wait
        person_named(key, lock=True)
    kept, gone = person_named(kept_id), person_named(gone_id)
    require("identity.merge", by, kept)
    require("identity.merge", by, gone)
    merging.check(kept, gone)
    told = {address for address in (kept.email, gone.email) if address}
    may_take = rules.has_perm("identity.change_address", by, kept)
    merging.turn_over(kept, gone)
    merging.fill_in(kept, gone, address=may_take)
    gone_key = str(gone.pk)
    merging.let_go(gone)
    bump(kept.actor.subject)
    journal("identity.people_merged", kept.actor.subject, by=by, payload={"gone": gone_key})
    for address in told:
        mail.post(
            "identity/mail/people_merged.txt",
            {"person": kept},
            to=address,
            person=kept.pk,
            dedupe_key=f"people-merged:{gone_key}:{address}",
            language=kept.language,
        )
    return kept


def user_of(person: Person) -> tuple[User, bool]:
    """The person's user, and whether it was made just now. Without a password: the way in is a one-time link.

    Raises: ValidationError when the person has no e-mail address, or when it belongs to somebody else's user.
    """
    user = User.objects.filter(person=person).first()
    if user:
        return user, False
    if not person.email:
        raise ValidationError({"email": [_("Personen har ingen mailadresse. Den skal bruges til at logge ind.")]})
    if User.objects.filter(email__iexact=person.email).exists():
        raise ValidationError({"email": [_("En anden bruger har allerede den mailadresse.")]})
    return User.objects.create_user(email=person.email, person=person), True


@verb(User)
def create_user_for(*, by: Viewer, person: Person, password: str | None = None) -> User:
    """Let a person sign in; without ``password`` by one-time link only. A person has one user, however often called.

    Raises: Refused, ValidationError (no address, or a password that is too easy).
    """
    require("identity.create_user", by)
    user, is_new = user_of(person)
    if password:
        try:
            validate_password(password, user)
        except ValidationError as problem:
            raise ValidationError({"password": problem.messages}) from problem
        user.set_password(password)
        user.save(update_fields=["password"])
    if is_new:
        journal("identity.user_created", person.actor.subject, by=by, payload={"user": str(user.pk)})
    return user


@transaction.atomic
def join(person: Person) -> User:
    """The user of somebody who has proved that the address is theirs, made when they have none.

    Raises: ValidationError as ``user_of``.
    """
    user, is_new = user_of(person)
    if is_new:
        by = Viewer(person_id=person.pk, actor_id=person.actor_id)
        journal("identity.joined", person.actor.subject, by=by, payload={"user": str(user.pk)})
    return user


@transaction.atomic
def create_administrator(name: str, email: str, password: str) -> User:
    """The first way into a new installation, from the command line. Raises: ValidationError."""
    person = register_person(name=name, email=email, kind=ActorKind.EMPLOYEE)
    if not Role.objects.current().filter(person=person, kind=RoleKind.ADMINISTRATOR, scope=None).exists():
        give_role(by=SYSTEM, person=person, kind=RoleKind.ADMINISTRATOR)
    return create_user_for(by=SYSTEM, person=person, password=password)


def mark_demo_person(person: Person, *, role: str, order: int, line: str = "") -> DemoPerson:
    """Let visitors of the demo become this person. Harmless elsewhere: the page is only there in the demo."""
    return DemoPerson.objects.update_or_create(person=person, defaults={"role": role, "order": order, "line": line})[0]
