"""The ready-made indicators: what the strategy itself hopes for (C90), in our own plain words.

No instrument of others is built in. Each is one question or one count that anybody may use; who measures with a
recognised instrument has its licence and names it as the source.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspil.indicators.models import IndicatorKind


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """``why`` is what it tells, ``how`` the way to measure it; the rest is what an indicator of it starts with."""

    why: Any
    how: Any
    unit: Any
    higher_is_better: bool
    about_people: bool


READY_MADE: dict[str, ReadyMade] = {
    IndicatorKind.INDEPENDENCE: ReadyMade(
        why=_("Klarer folk mere af det, de gerne selv vil?"),
        how=_(
            "Spørg dem, det handler om: “Hvor meget kan du selv klare af det, du gerne vil?” "
            "1 er næsten intet, 5 er det hele. Skriv gennemsnittet. Spørg de samme før og efter."
        ),
        unit=_("point fra 1 til 5"),
        higher_is_better=True,
        about_people=True,
    ),
    IndicatorKind.STRAIN: ReadyMade(
        why=_("Bliver medarbejderne mindre slidt?"),
        how=_(
            "Spørg dem, der gør arbejdet: “Hvor slidt er du efter en almindelig arbejdsdag?” "
            "1 er slet ikke, 5 er meget. Skriv gennemsnittet. Svar er frivillige og uden navn."
        ),
        unit=_("point fra 1 til 5"),
        higher_is_better=False,
        about_people=True,
    ),
    IndicatorKind.RECRUITMENT: ReadyMade(
        why=_("Vil flere gerne arbejde her?"),
        how=_("Tæl egnede ansøgere til de seneste opslag. Del med antallet af opslag. Brug lige lange perioder."),
        unit=_("egnede ansøgere pr. opslag"),
        higher_is_better=True,
        about_people=False,
    ),
    IndicatorKind.RETENTION: ReadyMade(
        why=_("Bliver de, der arbejder her?"),
        how=_(
            "Tæl dem, der var her for et år siden. Hvor mange af dem er her stadig? "
            "Skriv det i procent. Det første antal er, hvor mange tallet bygger på."
        ),
        unit=_("procent, der er her efter et år"),
        higher_is_better=True,
        about_people=True,
    ),
    IndicatorKind.LONELINESS: ReadyMade(
        why=_("Savner færre nogen at være sammen med?"),
        how=_(
            "Spørg dem, det handler om: “Hvor tit har du savnet selskab den sidste uge?” "
            "1 er aldrig, 5 er hele tiden. Skriv gennemsnittet. Det er frivilligt at svare."
        ),
        unit=_("point fra 1 til 5"),
        higher_is_better=False,
        about_people=True,
    ),
    IndicatorKind.TIME: ReadyMade(
        why=_("Hvor lang tid går der til det?"),
        how=_("Vælg én opgave. Tag tid på den i en almindelig uge. Gør det på samme måde før og efter."),
        unit=_("minutter om ugen"),
        higher_is_better=False,
        about_people=False,
    ),
}
OWN_HOW = _("Mål på samme måde før og efter. Skriv, hvem der talte eller spurgte, og hvor tallet står.")


def how_to_measure(kind: str) -> str:
    ready = READY_MADE.get(kind)
    return str(ready.how if ready else OWN_HOW)
