"""Ten cards for leaders: a question, why it matters, and one thing to try this week.

They cover the ground of the ten ways that the strategy names (Herning 2011, "10 enkle veje"), in words of our own.
There is nothing to fill in: what a leader thinks of them is written on paper, or nowhere.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LeaderCard:
    number: int
    title: Any
    question: Any
    why: Any
    task: Any


TEXTS = (
    (
        _("Et billede af en god dag"),
        _("Kan du beskrive en god dag hos jer om tre år, så andre ser den?"),
        _("Mål og planer flytter få. Et billede, man kan se sig selv i, flytter mange."),
        _("Fortæl billedet til én medarbejder i to minutter. Spørg, hvad der mangler i det."),
    ),
    (
        _("Gå med en halv dag"),
        _("Hvornår så du sidst selv, hvordan dagen går for dem, I er her for?"),
        _("Det, der driller, står sjældent i rapporten. Det står i gangen klokken ti."),
        _("Følg en medarbejder eller en bruger en formiddag. Gør ingenting. Skriv tre ting ned."),
    ),
    (
        _("Tid, der ikke er optaget"),
        _("Hvor i ugen kan dine folk tænke, uden at nogen venter på dem?"),
        _("Ingen får en god idé i bilen mellem to besøg. Ro skal stå i kalenderen."),
        _("Aflys et møde, der kan undværes. Giv tiden til én ting, I længe har villet se på."),
    ),
    (
        _("Fra krav til eget valg"),
        _("Hvilket krav udefra kunne I gøre til noget, I selv vil?"),
        _("En besparelse eller en ny lov kommer alligevel. Retningen kan I vælge."),
        _("Tag ét krav med på næste møde. Spørg: Hvad ville vi bruge det til, hvis vi måtte?"),
    ),
    (
        _("Lån det, der virker"),
        _("Hvem har allerede løst det, du er ved at begynde på?"),
        _("At bruge andres løsning er ikke snyd. Det er den hurtigste vej til noget bedre."),
        _("Ring til én i en anden enhed eller kommune. Sig tak højt, når I bruger deres idé."),
    ),
    (
        _("Et andet sted, en anden måde"),
        _("Hvad gør I kun, fordi I plejer?"),
        _("Vaner er gode, til verden er en anden. Et nyt rum giver ofte en ny tanke."),
        _("Hold et fast møde et helt andet sted. Hos en forening, eller mens I går."),
    ),
    (
        _("Mod til at sige det højt"),
        _("Hvad sker der hos jer med den, der prøver noget, som ikke virker?"),
        _("Folk prøver nyt, når det er trygt at tage fejl. De ser på dig først."),
        _("Fortæl om noget, du selv prøvede, og som gik galt. Fortæl, hvad du lærte."),
    ),
    (
        _("Lad den blive deres"),
        _("Hvilken idé kunne blive bedre, hvis du ikke rettede i den?"),
        _("Den, der fik idéen, ved mest om den. Dine rettelser kan gøre den til din."),
        _("Giv én idé videre til den, der fik den. Sig kun, hvilke penge og hvilken tid der er."),
    ),
    (
        _("Sæt de forskellige sammen"),
        _("Hvem ville se på sagen på en måde, som ingen af jer gør?"),
        _("Når alle ligner hinanden, får man det samme svar. Forskel giver flere veje."),
        _("Inviter en pårørende, en frivillig eller en fra en anden faggruppe med til næste møde."),
    ),
    (
        _("Giv slip en uge"),
        _("Hvad ville ske, hvis du ikke skulle spørges først?"),
        _("Du kan ikke styre noget frem, du ikke kender endnu. Rammen er din, vejen er deres."),
        _("Vælg én slags beslutning, som dine folk tager selv i en uge. Tal om den bagefter."),
    ),
)

CARDS = tuple(LeaderCard(number, *texts) for number, texts in enumerate(TEXTS, start=1))


def of_the_week(day: date) -> LeaderCard:
    """The card that stands first this week: the same for all, one after another through the year."""
    return CARDS[day.isocalendar().week % len(CARDS)]
