"""Others' results for tests, through the verbs."""

from datetime import date
from typing import Any

from samspil.actors.models import Person
from samspil.external_results.actions import attach_result
from samspil.external_results.models import ExternalResult
from samspil.technologies.models import Technology
from tests.factories import make_person, viewer
from tests.technologies.making import make_technology

READ: dict[str, Any] = {
    "title": "Løftene blev færre",
    "method": "Instituttets egen metode",
    "carried_out_by": "Instituttet",
    "year": 2019,
    "found": "De fandt, at to løft ud af tre blev til ét.",
    "evidence": 1,
    "lies_at": "Sag 19/4711",
    "partnership": "read",
}
TOOK_PART: dict[str, Any] = {
    **READ,
    "partnership": "took_part",
    "partners": ["Instituttet"],
    "agreement": "Aftale af 3. maj 2019, sag 19/4700",
    "since": "2019-05-03",
}


def make_result(
    technology: Technology | None = None, *, by: Person | None = None, kind: str = "read", **facts: Any
) -> ExternalResult:
    told = {**(READ if kind == "read" else TOOK_PART), **facts}
    if isinstance(told.get("since"), str):
        told["since"] = date.fromisoformat(told["since"])
    by = by or make_person(role="coordinator")
    return attach_result(by=viewer(by), technology_id=(technology or make_technology()).pk, **told)
