"""Who brings files in: coordinators all of them, whoever speaks for an association its own."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known


@rules.predicate
def speaks_for_somebody(viewer, _about=None) -> bool:
    return bool(viewer.speaks_for)


@rules.predicate
def may_bring(viewer, provider) -> bool:
    """Of the provider whose things they are; None is everybody's."""
    if provider is None:
        return bool(is_coordinator(viewer))
    return provider.pk in viewer.speaks_for


@rules.predicate
def brought_it(viewer, run) -> bool:
    """The run is for an association the viewer speaks for, or for all and the viewer is a coordinator."""
    return run is not None and bool(may_bring(viewer, run.provider))


@rules.predicate
def is_unfinished(_viewer, run) -> bool:
    return not run.is_over


rules.add_perm("exchange.view", can_read)
rules.add_perm("exchange.bring_any", is_known & (is_coordinator | speaks_for_somebody))
rules.add_perm("exchange.bring", is_known & may_bring)
rules.add_perm("exchange.keep", can_read & brought_it)
rules.add_perm("exchange.go_on", can_read & brought_it & is_unfinished)
