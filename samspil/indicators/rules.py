"""Who may measure: those who take part in what is measured. Whoever reads the page reads the figures."""

import rules
from django.db.models import Q

from samspil.actors.rules import can_read, is_coordinator, is_known
from samspil.foundation import hooks
from samspil.foundation.models import Subject


def spoke_on(subject: Subject, person_id) -> bool:
    """Whether the person has said something on this very page, or on what belongs to it, that still stands."""
    below = Subject.objects.filter(Q(context=subject) | Q(context__context=subject))
    return below.filter(created_by=person_id, shown=True).exclude(title="").exists()


def part_in(viewer, thing) -> bool:
    """Has begun it, speaks for who did, works in its unit, said something on its page, or its own app says so."""
    kind = hooks.kinds()[thing.subject.kind]
    unit = getattr(thing, "unit", None)
    line = unit.line if unit else ()
    return (
        viewer.person_id in (thing.author_id, thing.entered_by_id)
        or thing.actor_id in viewer.speaks_for
        or any(grant.scope in line for grant in viewer.grants if grant.kind in ("leader", "employee"))
        or (bool(kind.takes_part) and rules.has_perm(kind.takes_part, viewer, thing))
        or spoke_on(thing.subject, viewer.person_id)
    )


@rules.predicate
def takes_part(viewer, about) -> bool:
    """``about`` is a thing with figures, or something that belongs to its subject."""
    if viewer.person_id is None:
        return False
    known = about.subject.__dict__.setdefault("_takes_part", {})  # a page asks for several permissions
    if viewer.person_id not in known:
        thing = hooks.thing(about.subject)
        known[viewer.person_id] = thing is not None and part_in(viewer, thing)
    return known[viewer.person_id]


@rules.predicate
def stands(_viewer, about) -> bool:
    """What the figures are about has not been taken back."""
    thing = hooks.thing(about.subject)
    return thing is not None and thing.withdrawn_at is None


rules.add_perm("indicators.measure", is_known & can_read & stands & (is_coordinator | takes_part))
