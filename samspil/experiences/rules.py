"""Staff tell what was tried: of a unit, those who work there; from elsewhere with its source. Everybody reads."""

import rules

from samspil.actors.rules import can_read, is_coordinator, is_staff
from samspil.challenges.rules import entered_it, is_author, is_open, leads_unit
from samspil.technologies.rules import works_there


@rules.predicate
def is_from_elsewhere(_viewer, experience) -> bool:
    return not experience.is_own


keeps_it = is_author | entered_it | leads_unit | is_coordinator

rules.add_perm("experiences.view", can_read)
rules.add_perm("experiences.tell", is_staff)
rules.add_perm("experiences.tell_of", is_staff & works_there)
rules.add_perm("experiences.edit", can_read & is_open & is_staff & keeps_it)
rules.add_perm("experiences.withdraw", can_read & is_open & is_staff & keeps_it)
rules.add_perm("experiences.match", can_read & is_open & is_staff & is_from_elsewhere)
