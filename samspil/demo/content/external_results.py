"""What others found, beside Engbæk's own assessment. Places, methods and findings are made up, as Engbæk is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ResultText:
    """``technology`` is its title; ``since`` counts back from today, as ``days_ago`` does."""

    technology: str
    by: str
    days_ago: float
    facts: dict[str, Any]
    partners: tuple[str, ...] = ()
    since: float | None = None


LIFT = "Loftlift, der dækker hele rummet"

RESULTS: tuple[ResultText, ...] = (
    ResultText(
        technology=LIFT,
        by="kirsten",
        days_ago=75,
        since=400,
        partners=("Instituttet for Hverdagsforskning", "Hedevang Kommune"),
        facts={
            "title": "Otte hjem fulgt i et halvt år: færre løft, og en oplæring, der blev sprunget over",
            "method": "Hverdagsmetoden, som Instituttet for Hverdagsforskning ejer",
            "carried_out_by": "Instituttet for Hverdagsforskning med to af vores medarbejdere",
            "place": "Hedevang og Engbæk",
            "year": 2025,
            "found": "I otte hjem blev der talt løft før og efter. Løft med to medarbejdere blev sjældnere i "
            "seks af dem."
            "\n\nI to hjem skete der ingenting. Dér havde nattevagterne ikke været med til oplæringen, og liften blev "
            "stående. Instituttet råder til at lære alle hold op, før den bliver sat op.",
            "evidence": 2,
            "lies_at": "Sag 2025-114, bilag 3",
            "partnership": "took_part",
            "agreement": "Samarbejdsaftale om afprøvning, sag 2025-114",
            "is_public": True,
            "permission": "Instituttets leder skrev i aftalen, at alle må se det i vores ord.",
        },
    ),
    ResultText(
        technology=LIFT,
        by="jonas",
        days_ago=71,
        facts={
            "title": "Bredå Kommune satte den op i alle nye boliger og ville have gjort det i færre",
            "method": "Bredå Kommunes eget skema",
            "carried_out_by": "Bredå Kommune",
            "place": "Bredå",
            "year": 2024,
            "found": "De skriver, at halvdelen af skinnerne ikke var i brug efter et år. De ville have ventet "
            "med resten, "
            "til nogen flyttede ind.",
            "evidence": 1,
            "lies_at": "Mail fra Bredå af 4. marts, sag 2026-021",
            "partnership": "read",
        },
    ),
)
