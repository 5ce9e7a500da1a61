"""The volunteer coordinator may take something off the pages, always with a reason the author gets.

Everything of one sender only where the sender stands outside: whoever holds a role loses it first, by the one who gave
it, and a coordinator silences neither colleagues nor councillors.
"""

import rules

from samspil.actors.models import Role
from samspil.actors.rules import is_coordinator


@rules.predicate
def can_read_subject(viewer, subject) -> bool:
    return subject is not None and subject.readable_by(viewer)


@rules.predicate
def stands_outside(viewer, person) -> bool:
    return (
        person is not None
        and person.pk != viewer.person_id
        and not Role.objects.current().filter(person=person.pk).exists()
    )


rules.add_perm("moderation.hide", is_coordinator)
rules.add_perm("moderation.view_hidden", is_coordinator)
rules.add_perm("moderation.settle", is_coordinator)
rules.add_perm("moderation.hide_all", is_coordinator & stands_outside)
rules.add_perm("moderation.unblock", is_coordinator)
rules.add_perm("moderation.report", can_read_subject)
