"""Small, named building blocks: a need, a unit that joins it, and the decision on others' experiences."""

from typing import Any

from samspil.actors.models import Person, Unit
from samspil.technology_needs.actions import decide_reuse, join_need, note_need
from samspil.technology_needs.models import Joining, ReuseDecision, TechnologyNeed
from tests.factories import make_person, make_unit, viewer

NOTED = {
    "title": "Hjælp til at spise selv",
    "today": "Vi mader fire beboere tre gange om dagen.",
    "for_whom": "beboere, der ryster på hånden",
    "how_often": "daily",
}


def make_need(*, by: Person | None = None, unit: Unit | None = None, **facts: Any) -> TechnologyNeed:
    by = by or make_person(role="coordinator")
    return note_need(by=viewer(by), unit_id=(unit or make_unit()).pk, **{**NOTED, **facts})


def make_joining(need: TechnologyNeed, *, by: Person | None = None, unit: Unit | None = None) -> Joining:
    by = by or make_person(role="coordinator")
    return join_need(by=viewer(by), need_id=need.pk, unit_id=(unit or make_unit()).pk, note="Også om natten.")


def make_reuse(need: TechnologyNeed, *looked_at: Any, by: Person | None = None, **facts: Any) -> ReuseDecision:
    by = by or make_person(role="coordinator")
    told = {"choice": "adapted", "why": "De har samme slags beboere.", **facts}
    return decide_reuse(by=viewer(by), need_id=need.pk, looked_at=[row.pk for row in looked_at], **told)
