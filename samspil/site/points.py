"""The strategy point by point, with the state worked out from the manifests."""

from dataclasses import dataclass

from samspil.foundation.hooks import Capability, all_of
from samspil.site.point_texts import POINTS, SECTIONS


@dataclass(frozen=True, slots=True)
class PointState:
    """A point, and who carries it: ``state`` is whole, part or none."""

    id: str
    quote: str
    text: str
    state: str
    carriers: list[Capability]


def states() -> list[PointState]:
    carriers: dict[str, list[Capability]] = {}
    for capability in all_of("capabilities"):
        carriers.setdefault(capability.id, []).append(capability)
    return [
        PointState(
            point.id,
            point.quote,
            point.text,
            state_of(carriers.get(point.id, [])),
            carriers.get(point.id, []),
        )
        for point in POINTS
    ]


def state_of(carriers: list[Capability]) -> str:
    if not carriers:
        return "none"
    return "whole" if any(carrier.is_whole for carrier in carriers) else "part"


def sections() -> list[tuple[str, list[PointState]]]:
    by_id = {state.id: state for state in states()}
    return [(title, [by_id[pk] for pk in ids]) for title, ids in SECTIONS]


def tally() -> dict[str, int]:
    all_states = [state.state for state in states()]
    return {name: all_states.count(name) for name in ("whole", "part", "none")}
