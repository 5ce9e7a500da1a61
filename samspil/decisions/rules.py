"""Who may decide (rules of power 1 and 2): the owning department, within its amount. Nobody else, here or above.

A host never decides, a councillor never alone, a coordinator not at all. The predicates get the viewer and a ``Case``.

Advising is another right, of a body's members and about a ``Sitting``. Neither right leads to the other.
"""

import rules

from samspil.actors.models import Membership
from samspil.actors.rules import can_read, is_known, is_staff


@rules.predicate
def has_unit(_viewer, case) -> bool:
    return case.unit is not None


@rules.predicate
def leads_its_unit(viewer, case) -> bool:
    return case.unit is not None and viewer.leads(case.unit.line)


@rules.predicate
def is_named_deputy(viewer, case) -> bool:
    return viewer.person_id is not None and viewer.person_id in case.deputies


@rules.predicate
def hosts_its_page(viewer, case) -> bool:
    return viewer.person_id is not None and viewer.person_id in case.hosts


@rules.predicate
def is_party(viewer, case) -> bool:
    """Speaks for somebody outside the municipality whom the case is about (forvaltningsloven § 3)."""
    return not case.parties.isdisjoint({*viewer.speaks_for, viewer.actor_id})


@rules.predicate
def carries_it(viewer, case) -> bool:
    return not case.carriers.isdisjoint({*viewer.speaks_for, viewer.actor_id})


for_the_unit = has_unit & is_staff & ~is_party & (leads_its_unit | is_named_deputy)
among_themselves = ~has_unit & is_known & carries_it

rules.add_perm("decisions.decide", can_read & ~hosts_its_page & (for_the_unit | among_themselves))


@rules.predicate
def sits_in_advising_body(viewer, sitting) -> bool:
    """Is a member of a body that may advise. One query: a role in a body is no seat in it."""
    seats = Membership.objects.current().filter(actor=sitting.body, actor__body__may_advise=True)
    return viewer.is_known and seats.filter(person=viewer.person_id).exists()


rules.add_perm("decisions.advise", can_read & ~is_party & sits_in_advising_body)
