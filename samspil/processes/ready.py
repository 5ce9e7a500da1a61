"""The ways of working that come with the house: texts of our own, copied into a process when it starts.

The bottom-up cycle follows the order in H 2: explore with the users, insight, idea workshop, test, into life.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ReadyStep:
    title: Any
    guidance: Any = ""
    tasks: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    key: str
    name: Any
    lead: Any
    steps: tuple[ReadyStep, ...] = ()


BOTTOM_UP = Ready(
    key="bottom-up",
    name=_("Fra hverdagen og op"),
    lead=_("Fem trin. I begynder hos dem, det handler om, og slutter med noget, der er blevet hverdag."),
    steps=(
        ReadyStep(
            _("Gå på opdagelse hos brugerne"),
            _("Tag derhen, hvor hverdagen er. Se og spørg, før I foreslår noget. To timer er en god begyndelse."),
            (_("Aftal, hvem I besøger, og hvornår"), _("Skriv tre ting ned, I ikke vidste før")),
        ),
        ReadyStep(
            _("Find det, der går igen"),
            _("Læg det, I så, på bordet. Hvad overraskede? Skriv det som ét spørgsmål, andre kan svare på."),
            (_("Saml noterne på ét bord"), _("Skriv det ene spørgsmål")),
        ),
        ReadyStep(
            _("Få idéer sammen"),
            _("Inviter dem, I besøgte, og nogen, der ser anderledes på det. Få mange idéer først. Vælg bagefter."),
            (_("Find en dag og et sted"), _("Inviter dem, det handler om"), _("Vælg to idéer, I vil prøve")),
        ),
        ReadyStep(
            _("Prøv det af"),
            _("Gør det så småt, at det kan begynde i næste uge. Aftal på forhånd, hvordan I mærker, om det virker."),
            (_("Aftal, hvem der gør hvad"), _("Sæt en dag, hvor I ser på det sammen")),
        ),
        ReadyStep(
            _("Gør det til hverdag"),
            _("Virkede det, så bliv ved. Virkede det ikke, så fortæl hvorfor. Begge dele hjælper de næste."),
            (_("Fortæl andre, hvad der skete"), _("Aftal, hvem der holder det i gang")),
        ),
    ),
)
EMPTY = Ready(
    key="empty",
    name=_("Et tomt forløb"),
    lead=_("I skriver selv trinene. Begynd med to, resten kan komme undervejs."),
)
READY = {ready.key: ready for ready in (BOTTOM_UP, EMPTY)}
