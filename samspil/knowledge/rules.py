"""Everybody reads; the coordinator adds and edits; whoever may write on a page ties knowledge to it."""

import rules

from samspil.actors.rules import can_read, is_coordinator
from samspil.foundation import hooks


@rules.predicate
def may_write_there(viewer, about) -> bool:
    """Of a challenge or a proposal: what its own app says, by the name in its manifest."""
    kind = hooks.kinds().get(about.subject.kind) if about else None
    return kind is not None and bool(kind.may_write) and rules.has_perm(kind.may_write, viewer, about)


@rules.predicate
def keeps_page(viewer, about) -> bool:
    """Whoever may put pictures on a page keeps it."""
    kind = hooks.kinds().get(about.subject.kind) if about else None
    return kind is not None and bool(kind.may_illustrate) and rules.has_perm(kind.may_illustrate, viewer, about)


@rules.predicate
def keeps_its_page(viewer, tie) -> bool:
    return keeps_page(viewer, hooks.thing(tie.subject))


@rules.predicate
def tied_it(viewer, tie) -> bool:
    return viewer.person_id is not None and tie.by_id == viewer.person_id


rules.add_perm("knowledge.view", can_read)
rules.add_perm("knowledge.add", is_coordinator)
rules.add_perm("knowledge.edit", can_read & is_coordinator)
rules.add_perm("knowledge.tie", can_read & may_write_there)
rules.add_perm("knowledge.untie_all", can_read & (is_coordinator | keeps_page))  # asked once for all ties of a page
rules.add_perm("knowledge.untie", can_read & (tied_it | is_coordinator | keeps_its_page))
