"""Whoever may edit a page puts pictures on it; whoever put one up may take it down again."""

import rules

from samspil.actors.rules import can_read
from samspil.foundation import hooks


@rules.predicate
def may_illustrate(viewer, about) -> bool:
    """Of a challenge, a proposal and so on: what its own app says, by the name in its manifest."""
    kind = hooks.kinds().get(about.subject.kind) if about else None
    return kind is not None and bool(kind.may_illustrate) and rules.has_perm(kind.may_illustrate, viewer, about)


@rules.predicate
def may_illustrate_its_page(viewer, picture) -> bool:
    return may_illustrate(viewer, hooks.thing(picture.subject.context))


@rules.predicate
def put_it_up(viewer, picture) -> bool:
    return viewer.person_id is not None and picture.subject.created_by == viewer.person_id


rules.add_perm("pictures.view", can_read)
rules.add_perm("pictures.add", can_read & may_illustrate)
rules.add_perm("pictures.edit", can_read & (put_it_up | may_illustrate_its_page))
rules.add_perm("pictures.remove", can_read & (put_it_up | may_illustrate_its_page))
