"""Reads about people, for those who look after them."""

from django.db.models import Prefetch, Q, QuerySet

from samspil.actors.models import Membership, Person, Role
from samspil.foundation import hooks
from samspil.foundation.models import JournalEntry, Subject
from samspil.identity import erasing

MOST_ALIKE = 20
NUMBER = 8  # digits of a Danish phone number


def people(*, words: str = "", role: str = "") -> QuerySet[Person]:
    """Everybody on record by name, with the roles they hold now. Every word must stand in the name or the function.

    An address is found only whole: letter by letter, the list would tell it without a line in the access log.
    """
    rows = (
        Person.objects.filter(erased_at=None)
        .select_related("actor")
        .prefetch_related(
            Prefetch("roles", Role.objects.current().select_related("scope").order_by("pk"), to_attr="current_roles")
        )
    )
    for word in words.replace("\x00", "").split()[:8]:
        matches = Q(email=word.lower())
        # SQLite knows no capitals beyond ASCII, so Åse is asked for in the ways she may be written.
        for form in {word, word.lower(), word.capitalize()}:
            matches |= Q(actor__name__icontains=form) | Q(function__icontains=form)
        rows = rows.filter(matches)
    if role:
        rows = rows.filter(pk__in=Role.objects.current().filter(kind=role).values("person"))
    return rows.order_by("actor__name", "pk")


def likely_same(person: Person) -> list[Person]:
    """Others on record with the same name or the same phone number, as far as one can tell. Two queries."""
    rows = Person.objects.filter(erased_at=None).exclude(pk=person.pk).select_related("actor")
    # SQLite knows no capitals but A to Z, so the usual ways to write a name are asked for one by one.
    alike = Q()
    for name in (person.actor.name, person.actor.name.lower(), person.actor.name.title()):
        alike |= Q(actor__name__iexact=name)
    found = {row.pk: row for row in rows.filter(alike).order_by("actor__name", "pk")[:MOST_ALIKE]}
    number = digits(person.phone)
    if len(number) == NUMBER:
        # Spaces stand anywhere in a number; the last digit leaves a tenth to look at.
        for row in rows.filter(phone__endswith=number[-1]).order_by("actor__name", "pk"):
            if digits(row.phone) == number:
                found.setdefault(row.pk, row)
    return list(found.values())[:MOST_ALIKE]


def digits(phone: str) -> str:
    """The last eight digits, which is a Danish number without the code of the country."""
    return "".join(sign for sign in phone if sign.isdecimal())[-NUMBER:]


def counted(person: Person) -> int:
    """How much on the pages is the person's own."""
    return Subject.objects.filter(created_by=person.pk).exclude(pk=person.actor_id).count()


def roles_of(person: Person) -> list[Role]:
    """All roles of a person, those that go on first."""
    roles = Role.objects.filter(person=person).select_related("scope").order_by("pk")
    return sorted(roles, key=lambda role: role.is_over)


def memberships_of(person: Person) -> list[Membership]:
    """All memberships of a person, those that go on first."""
    rows = Membership.objects.filter(person=person).select_related("actor").order_by("pk")
    return sorted(rows, key=lambda row: row.is_over)


def is_here_only_for(room: str, person: Person) -> bool:
    """Whether we know somebody only because of something in the app ``room`` that is gone now: no user, no role,
    nothing said or done by them, or about to be, and nothing that others wrote down about them: an agreement on paper,
    an answer that somebody waits for, a nomination.

    Every verb leaves a line in the journal, so one that is not of the room tells of something else.
    """
    if Role.objects.filter(person=person).exists() or Membership.objects.filter(person=person).exists():
        return False
    if erasing.is_awaited(person) or any(held.export(person.pk) for held in hooks.all_of("personal_data")):
        return False
    did = Q(person=person.pk) | Q(on_behalf_of=person.pk) | Q(subject=person.actor_id)
    return not JournalEntry.objects.filter(did).exclude(verb__startswith=f"{room}.").exists()
