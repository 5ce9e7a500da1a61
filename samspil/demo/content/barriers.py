"""What stands in the way in Engbæk, and what somebody does about it. Days count back from today."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BarrierText:
    """A barrier on a challenge's page, perhaps with its response."""

    challenge: str
    kind: str
    by: str
    actor: str | None = None
    body: str
    days_ago: float
    status: str = ""
    response: str = ""
    answered_by: str = ""
    answered_days_ago: float = 0


BARRIERS = (
    BarrierText(
        challenge="gode-hverdage",
        kind="society",
        by="bent",
        actor="mandeskuret",
        body="Mange siger, at det må kommunen tage sig af. Vi er selv blevet vant til, at nogen andre gør det.",
        days_ago=30,
        status="tackled",
        response=(
            "Vi spørger først, hvem der selv har lyst, og går ikke videre, før nogen siger ja. Det tager længere tid."
        ),
        answered_by="birthe",
        answered_days_ago=24,
    ),
    BarrierText(
        challenge="gode-hverdage",
        kind="habit",
        by="mette",
        body="Vi plejer at skrive folk på ventelisten til en besøgsven. Så er samtalen slut, og vi kører videre.",
        days_ago=21,
        status="gone",
        response="Nu spørger vi, hvad man plejede at glæde sig til. Ventelisten kommer først bagefter.",
        answered_by="lene",
        answered_days_ago=9,
    ),
    BarrierText(
        challenge="aftener-aabrinken",
        kind="power",
        by="poul",
        body="Jeg har nøglen til salen, men må ikke give den videre. Efter klokken fire kan ingen komme ind.",
        days_ago=60,
        status="gone",
        response="Venneforeningen har fået sin egen nøgle. De skriver sig ind og ud i bogen i gangen.",
        answered_by="hanne",
        answered_days_ago=52,
    ),
    BarrierText(
        challenge="weekend-moellebakken",
        kind="structure",
        by="jonas",
        body="Vagtplanen laves seks uger frem. Hvis nogen får lyst til en tur i morgen, er der ikke en ekstra hånd.",
        days_ago=33,
        status="stays",
        response=(
            "Det ligger i aftalen om varsling, og den holder vi. To vagter om måneden kan dog vente med at få indhold."
        ),
        answered_by="pernille",
        answered_days_ago=28,
    ),
    BarrierText(
        challenge="noget-at-staa-op-til",
        kind="structure",
        by="marianne",
        actor="bageren",
        body="Jeg skal tale med tre forskellige i kommunen, før en ung kan prøve en morgen hos mig.",
        days_ago=26,
        status="tackled",
        response="Fra næste måned er der ét nummer at ringe til. Vi prøver det med fire virksomheder først.",
        answered_by="klaus",
        answered_days_ago=20,
    ),
    BarrierText(
        challenge="snakke-sammen",
        kind="habit",
        by="susanne",
        body="Vi er vant til, at møder er noget, man får løn for at sidde til. Ti minutter ved bilen tæller ikke.",
        days_ago=8,
    ),
)
