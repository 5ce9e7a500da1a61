"""Who may give somebody a way in."""

import rules


@rules.predicate
def is_administrator(viewer, _about=None) -> bool:
    return viewer.holds("administrator")


rules.add_perm("identity.create_user", is_administrator)
