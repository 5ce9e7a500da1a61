"""Who may ask the cross-cutting group, and who may answer for it. None of these rights decides or spends (C54).

Whoever keeps a matter asks: those of an assessment, those who plan a technology project, the units that have a need. A
member of the group may put it before the group too. ``decisions.advise`` alone says who may answer.
"""

import rules

from samspil.actors.models import BodyKind, Membership
from samspil.actors.rules import can_read
from samspil.assessments.rules import is_undecided
from samspil.foundation import hooks
from samspil.technology_advice.queries import sitting_of
from samspil.technology_projects.models import TechnologyProject
from samspil.technology_projects.rules import may_change

KEEPING = {
    "assessment": "assessments.keep",
    "trial": "technology_projects.edit",
    "technology_need": "technology_needs.see_to",
}


@rules.predicate
def is_open_matter(viewer, matter) -> bool:
    """Something may still come of it: no advice about what is decided, over or taken back."""
    kind = matter.subject.kind
    if kind == "assessment":
        return matter.stands and is_undecided(viewer, matter)
    if kind == "trial":
        return may_change(viewer, matter) and TechnologyProject.objects.filter(trial=matter).exists()
    return kind == "technology_need" and matter.is_waiting


@rules.predicate
def keeps_matter(viewer, matter) -> bool:
    return rules.has_perm(KEEPING[matter.subject.kind], viewer, matter)


@rules.predicate
def sits_in_group(viewer, _matter) -> bool:
    """Is a member of the cross-cutting group; a role is no seat in it. One query."""
    seats = Membership.objects.current().filter(person=viewer.person_id, actor__body__may_advise=True)
    return viewer.is_known and seats.filter(actor__body__kind=BodyKind.TECHNOLOGY_GROUP).exists()


@rules.predicate
def is_waiting(_viewer, asked) -> bool:
    return asked.is_waiting


@rules.predicate
def advises(viewer, asked) -> bool:
    return rules.has_perm("decisions.advise", viewer, sitting_of(asked))


@rules.predicate
def asked_it(viewer, asked) -> bool:
    return viewer.is_known and asked.by_id == viewer.person_id


@rules.predicate
def keeps_what_was_asked(viewer, asked) -> bool:
    return keeps_matter(viewer, hooks.thing(asked.subject))


@rules.predicate
def is_the_installation(viewer, _asked) -> bool:
    return viewer.person_id is None and viewer.holds("administrator")


rules.add_perm("technology_advice.view", can_read)
rules.add_perm("technology_advice.ask", can_read & is_open_matter & (keeps_matter | sits_in_group))
rules.add_perm("technology_advice.give", can_read & is_waiting & advises)
rules.add_perm("technology_advice.withdraw", can_read & is_waiting & (asked_it | keeps_what_was_asked))
rules.add_perm("technology_advice.pass_on", is_the_installation)
