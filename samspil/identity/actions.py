"""The verbs about users: giving somebody a way in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspil.actors.actions import give_role, register_person
from samspil.actors.models import ActorKind, Person, Role, RoleKind
from samspil.foundation.verbs import journal, require, verb
from samspil.foundation.viewer import SYSTEM, Viewer
from samspil.identity.models import DemoPerson, User


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
