"""What waits in the coordinator's queue when the demo opens: two neighbours, and somebody who sells."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class WaitingText:
    """Written by somebody new, on the page of a challenge, this morning."""

    challenge: str
    name: str
    function: str
    email: str
    body: str
    days_ago: float


WAITING = (
    WaitingText(
        challenge="gode-hverdage",
        name="Birgit",
        function="nabo",
        email="birgit@engbaek.example",
        body=(
            "Naboen i nummer 14 har fået demens og går ud om natten. Jeg har fulgt ham hjem to gange. "
            "Hvem må jeg ringe til? Jeg vil gerne hjælpe, men jeg vil ikke tage det fra hans kone."
        ),
        days_ago=0.4,
    ),
    WaitingText(
        challenge="gode-hverdage",
        name="Lasse",
        function="sælger",
        email="lasse@tilbud.example",
        body=(
            "Vi har den helt rigtige løsning til jer. Få 30 procent på alle tryghedsalarmer i december. "
            "Bestil på www.trygtilbud.example, og skriv kode JUL."
        ),
        days_ago=0.3,
    ),
    WaitingText(
        challenge="den-der-passer",
        name="Jytte",
        function="hustru",
        email="jytte@engbaek.example",
        body="Min mand har haft Parkinson i ni år. Jeg har ikke sovet en hel nat siden maj.",
        days_ago=0.1,
    ),
)
