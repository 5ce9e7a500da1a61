"""Who may look after people, and who may give somebody a way in.

The coordinator brings people in and keeps what stands about them right. A way in to somebody's name, and every role
with power, is handed out by administrators alone. The rules for roles and memberships stand in ``actors.rules``.
"""

import rules
from django.db.models import Q

from samspil.actors.models import Role
from samspil.actors.rules import is_administrator, is_coordinator
from samspil.foundation import clock
from samspil.identity.models import User


@rules.predicate
def is_self(viewer, person) -> bool:
    return viewer.person_id is not None and person is not None and person.pk == viewer.person_id


@rules.predicate
def can_do_nothing_yet(_viewer, person) -> bool:
    """The person has no user and no role, now or later: who takes over the address takes over no power."""
    if person is None or User.objects.filter(person=person.pk).exists():
        return False
    standing = Q(until=None) | Q(until__gte=clock.today())
    return not Role.objects.filter(standing, person=person.pk).exists()


@rules.predicate
def is_erased(_viewer, person) -> bool:
    return person is not None and person.erased_at is not None


rules.add_perm("identity.read_people", is_coordinator)
rules.add_perm("identity.add_person", is_coordinator)
rules.add_perm("identity.edit_person", is_self | is_coordinator)
rules.add_perm("identity.change_address", is_administrator | (is_coordinator & can_do_nothing_yet))
rules.add_perm("identity.erase", (is_self | is_administrator) & ~is_erased)
# Nobody says of themselves that they are somebody else as well.
rules.add_perm("identity.merge", is_coordinator & ~is_self & ~is_erased)
rules.add_perm("identity.create_user", is_administrator)
