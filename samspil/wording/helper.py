"""The whole of it: look at a question, and say what could open it."""

from samspil.wording.findings import Finding
from samspil.wording.recognise import LOOKED_AT, Spot, recognise
from samspil.wording.rewording import rewordings

# A question has room for this much; a wording that does not fit is none.
ROOM = 200
MOST = 3

# When the writer's own words leave nothing to build with.
ALWAYS = (
    "Hvem mærker det i hverdagen, og hvad drømmer de om?",
    "Hvad skal der til, for at hverdagen bliver bedre for dem, det handler om?",
)


def look_at(question: str) -> list[Finding]:
    """What stands in the way of good answers, the most important first; an empty list for most questions.

    Bears any text, and never says more than that another wording may open more doors.
    """
    return [
        Finding(
            kind=spot.kind,
            words=question[spot.start : spot.end],
            start=spot.start,
            end=spot.end,
            rewordings=_offered(question[:LOOKED_AT], spot),
        )
        for spot in recognise(question)
    ]


def _offered(question: str, spot: Spot) -> tuple[str, ...]:
    """Two or three wordings that fit, differ, and leave the helper with nothing to say."""
    taken: list[str] = []
    for wording in (*rewordings(question, spot), *ALWAYS):
        if len(taken) >= (MOST if wording not in ALWAYS else 2):
            break
        if wording not in taken and wording != question and len(wording) <= ROOM and not recognise(wording):
            taken.append(wording)
    return tuple(taken)
