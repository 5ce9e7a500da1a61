"""Who drives when to the café on Tuesdays and Fridays, as nine people said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ASKED_DAYS_AGO = 12.0
TITLE = "Chauffører til cafeen"
NOTE = "Vi kører to ture om ugen i seks uger. Bilen står ved hallen, og nøglen er hos Knud."
CANCELS = "Grethe"
DRIVE: dict[str, Any] = {
    "kind": "transport",
    "title": "Kør til cafeen i Vadkær",
    "does": "Du henter fire i deres hjem, kører dem til cafeen og hjem igen to timer efter.",
    "does_not": "Du følger ingen ind i hjemmet, og du rører ikke ved penge.",
    "for_whom": "Folk, der ikke selv kan køre",
    "contact_name": "Knud",
    "contact_phone": "99 00 00 38",
    "place": "Vadkær",
    "shape": "recurring",
    "recurrence": "FREQ=WEEKLY;BYDAY=TU,FR",
    "starts_at": "13:30",
    "ends_at": "16:30",
    "places": 2,
    "needed": 1,
    "skills": "Kørekort",
    "gains": "Selskab i bilen og kaffe i cafeen.",
    "expenses": "Foreningens bil. Benzin er betalt.",
    "insurance_note": "Foreningens forsikring dækker passagerer.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerText:
    """What somebody said ``after`` so many days. ``days``: levels by day of the week, 1 is Monday."""

    name: str
    after: float = 1
    days: Mapping[str, str] = field(default_factory=dict)
    per_week: int | None = None
    at_most: int | None = None
    together: str = ""
    declined: bool = False


ANSWERS: tuple[AnswerText, ...] = (
    AnswerText(name="Holger", days={"2": "gladly", "5": "can"}, per_week=1),
    AnswerText(name="Grethe", after=2, days={"5": "gladly"}, at_most=4),
    AnswerText(name="Svend", after=1, days={"2": "can", "5": "rather_not"}, at_most=3),
    AnswerText(name="Aase", after=3, days={"2": "can"}, at_most=2, together="Holger"),
    AnswerText(name="Flemming", after=2, days={"5": "can"}, per_week=1, at_most=3),
    AnswerText(name="Birgit", after=4, declined=True),
    AnswerText(name="Tage", after=5, days={"2": "rather_not", "5": "can"}, at_most=2),
)
