"""Reads about people, for those who look after them."""

from django.db.models import Prefetch, Q, QuerySet

from samspil.actors.models import Membership, Person, Role


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


def roles_of(person: Person) -> list[Role]:
    """All roles of a person, those that go on first."""
    roles = Role.objects.filter(person=person).select_related("scope").order_by("pk")
    return sorted(roles, key=lambda role: role.is_over)


def memberships_of(person: Person) -> list[Membership]:
    """All memberships of a person, those that go on first."""
    rows = Membership.objects.filter(person=person).select_related("actor").order_by("pk")
    return sorted(rows, key=lambda row: row.is_over)
