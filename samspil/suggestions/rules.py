"""Anybody may look for help and tell how it went; the coordinators keep the words."""

import rules

from samspil.actors.rules import can_read, is_coordinator, speaks_for_actor


@rules.predicate
def is_nothing_or_readable(viewer, about) -> bool:
    return about is None or about.subject.readable_by(viewer)


@rules.predicate
def provides_it(viewer, resource) -> bool:
    """Of a resource: the viewer speaks for whoever provides it; where nobody is named, told of it for no one else."""
    if resource is None:
        return False
    if resource.provider_id is not None:
        return speaks_for_actor(viewer, resource.provider)
    is_author = viewer.person_id is not None and resource.author_id == viewer.person_id
    return is_author and not resource.provider_name and not viewer.is_staff


rules.add_perm("suggestions.tell", is_nothing_or_readable)
rules.add_perm("suggestions.view_counts", can_read & (is_coordinator | provides_it))
rules.add_perm("suggestions.view_own_counts", can_read & provides_it)
rules.add_perm("suggestions.keep_words", is_coordinator)
rules.add_perm("suggestions.edit_word", can_read & is_coordinator)
