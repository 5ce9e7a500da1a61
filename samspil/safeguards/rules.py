"""Who asks for a check, who says that it was seen, and who declares for an association.

Responsible is whoever answers for the host and nobody else: the unit's leader, the coordinator, or those who speak for
the association. An administrator looks after the machine, not after people's certificates (need to know, GDPR art. 5).
"""

import rules

from samspil.actors.models import Actor, ActorKind
from samspil.actors.rules import coordinates, is_known

ASSOCIATIONS = (
    ActorKind.ASSOCIATION,
    ActorKind.VOLUNTEER_GROUP,
    ActorKind.RELATIVES_GROUP,
    ActorKind.USER_GROUP,
    ActorKind.INFORMAL_GROUP,
    ActorKind.HOUSING_ASSOCIATION,
    ActorKind.VOLUNTEER_CENTRE,
    ActorKind.FOUNDATION,
    ActorKind.COMPANY,
    ActorKind.EDUCATION,
)


def answers_for(viewer, host: Actor | None) -> bool:
    """Whether ``viewer`` is responsible for the people of this host."""
    if host is None:
        return False
    if host.kind != ActorKind.UNIT:
        return host.pk in viewer.speaks_for
    return viewer.answers_for(host.unit.line)


@rules.predicate
def is_responsible(viewer, host) -> bool:
    return answers_for(viewer, host)


@rules.predicate
def is_host(_viewer, host) -> bool:
    return host is not None and (host.kind == ActorKind.UNIT or host.kind in ASSOCIATIONS)


@rules.predicate
def is_association(_viewer, host) -> bool:
    return host is not None and host.kind in ASSOCIATIONS


@rules.predicate
def speaks_for_it(viewer, host) -> bool:
    return host is not None and host.pk in viewer.speaks_for


@rules.predicate
def is_responsible_for_row(viewer, row) -> bool:
    return answers_for(viewer, row.host)


@rules.predicate
def is_of_a_person(_viewer, row) -> bool:
    return row.person_id is not None


@rules.predicate
def is_own(viewer, row) -> bool:
    """Nobody sees their own certificate."""
    return row.person_id is not None and row.person_id == viewer.person_id


@rules.predicate
def is_anybodys_business(viewer, _about=None) -> bool:
    return viewer.holds("coordinator", "leader") or bool(viewer.speaks_for)


rules.add_perm("safeguards.read", is_known & is_anybodys_business)
rules.add_perm("safeguards.require", is_known & is_host & is_responsible)
rules.add_perm("safeguards.mark", is_known & is_of_a_person & ~is_own & is_responsible_for_row)
rules.add_perm("safeguards.drop", is_known & (is_responsible_for_row | (coordinates & ~is_of_a_person)))
rules.add_perm("safeguards.ask_declaration", is_known & is_association & coordinates)
rules.add_perm("safeguards.declare", is_known & is_association & (speaks_for_it | coordinates))
