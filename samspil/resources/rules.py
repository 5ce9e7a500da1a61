"""Who may do what with fellowships, offers and wishes. Those who provide it say what stands; coordinators help them."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_known, is_staff


@rules.predicate
def provides(viewer, resource) -> bool:
    """Speaks for whoever provides it, or is that person."""
    provider = resource.provider_id
    return provider is not None and (provider == viewer.actor_id or provider in viewer.speaks_for)


@rules.predicate
def told_of_it(viewer, about) -> bool:
    """Wrote it, in the own name or in the name of an actor one speaks for, or wrote it down for somebody."""
    return about.actor_id in viewer.speaks_for or (
        viewer.person_id is not None and viewer.person_id in (about.author_id, about.entered_by_id)
    )


@rules.predicate
def has_provider(_viewer, resource) -> bool:
    return resource.provider_id is not None


@rules.predicate
def was_confirmed(_viewer, resource) -> bool:
    return resource.confirmed_on is not None


@rules.predicate
def is_withdrawn(_viewer, about) -> bool:
    return about.withdrawn_at is not None


@rules.predicate
def is_active(_viewer, resource) -> bool:
    return resource.is_active


@rules.predicate
def is_open(_viewer, wish) -> bool:
    return wish.is_open


@rules.predicate
def is_among_providers(viewer, wish) -> bool:
    """Of a wish: the viewer provides the resource it is for, or speaks for the actor who wishes."""
    if wish.resource_id is not None:
        return provides(viewer, wish.resource) or (
            wish.resource.provider_id is None and told_of_it(viewer, wish.resource)
        )
    return provides(viewer, wish)


@rules.predicate
def speaks_for_it(viewer, actor) -> bool:
    return actor is not None and (actor.pk == viewer.actor_id or actor.pk in viewer.speaks_for)


# Once somebody is named as the provider, what stands is theirs: whoever told of it has no more say than others.
keeps_it = is_coordinator | provides | (told_of_it & ~has_provider)

rules.add_perm("resources.view", can_read)
rules.add_perm("resources.register", is_known)
rules.add_perm("resources.edit", can_read & ~is_withdrawn & keeps_it)
rules.add_perm("resources.confirm", can_read & ~is_withdrawn & keeps_it)
rules.add_perm("resources.end", can_read & ~is_withdrawn & keeps_it)
rules.add_perm("resources.withdraw", can_read & (provides | (told_of_it & (~has_provider | ~was_confirmed))))
rules.add_perm("resources.name_provider", is_coordinator)
rules.add_perm("resources.wish", can_read & is_active & keeps_it)
rules.add_perm("resources.wish_as", can_read & (is_coordinator | speaks_for_it))  # of an actor
rules.add_perm("wishes.view", can_read)
rules.add_perm("wishes.is_open", can_read & is_open)
rules.add_perm("wishes.pledge", can_read & is_known & is_open)
rules.add_perm("wishes.fulfil", can_read & ~is_withdrawn & (is_coordinator | is_among_providers))
rules.add_perm("wishes.withdraw", can_read & (is_among_providers | told_of_it | is_coordinator))
rules.add_perm("wish_pledges.view", can_read)
rules.add_perm("wish_pledges.withdraw", can_read & told_of_it)
rules.add_perm("resources.keep_areas", is_coordinator)
rules.add_perm("resources.bring_codes", is_coordinator)
rules.add_perm("resources.see_staff_contact", is_staff)
