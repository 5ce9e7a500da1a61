"""Who may ask, type in and count. A link that came to somebody is a key of its own, and asks no rule about people.

Nobody may see who answered what: there is no permission for it, and no page.
"""

import rules

from samspil.actors.rules import can_read, is_coordinator
from samspil.assessments.rules import is_collecting, is_undecided, keeps, stands


@rules.predicate
def is_counted(_viewer, assessment) -> bool:
    return assessment.is_counted


rules.add_perm("responses.view", can_read & stands)
rules.add_perm("responses.ask", can_read & stands & is_collecting & keeps)
rules.add_perm("responses.count", can_read & stands & is_collecting & keeps)
rules.add_perm("responses.handle", can_read & stands & is_counted & is_undecided & keeps)
rules.add_perm("responses.release", can_read & stands & is_counted & keeps)
# For whoever has a link: answering while it is open, and taking words back for as long as there are any.
rules.add_perm("responses.answer", is_collecting)
rules.add_perm("responses.take_back", rules.predicates.always_true)
# Work that runs by the clock: the installation itself, and nobody by hand.
rules.add_perm("responses.tidy", is_coordinator)
