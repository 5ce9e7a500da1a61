"""What Engbæk's cross-cutting group was asked, and what it said. Made up, as Engbæk is. Days count back from today."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class AdviceText:
    """What the group says. ``stakes`` are those who said that they have one: by person, how much and which."""

    by: str
    days_ago: float
    recommendation: str
    together: tuple[str, ...]
    dissent: str = ""
    stakes: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RequestText:
    """A question about ``matter``, the name under which the loader keeps it, or about the project of a need."""

    matter: str
    by: str
    days_ago: float
    question: str
    is_project: bool = False
    advice: AdviceText | None = None


REQUESTS: tuple[RequestText, ...] = (
    RequestText(
        matter="assessment",
        by="jonas",
        days_ago=69,
        question="Alle tre sider er glade for loftliften, men vi har kun haft to i 14 uger. "
        "Skal vi sætte den op overalt, eller prøve den lidt længere? Vi hælder til at prøve længere.",
        advice=AdviceText(
            by="kirsten",
            days_ago=63,
            recommendation="Prøv videre i flere værelser, før andre steder får den.\n\n"
            "Kroppen mærker det, og det er målt. Men ingen har talt uheld før og efter, og ingen har set, om beboerne "
            "klarer mere selv. Tæl begge dele fra første dag. Spørg også Bygninger, hvilke lofter der kan bære.",
            together=("kirsten", "line", "vibeke", "dorthe"),
            dissent="Line: Der er målt nok om ryggen. Hver måned, vi venter, løfter nogen to sammen. "
            "Sæt den op hos dem, der er tungest at flytte, mens I prøver resten.",
            stakes={"ahmed": ("left", "Min bror arbejder hos LøftLet, som sælger loftlifte.")},
        ),
    ),
    RequestText(
        matter="need To ruter mødes for at vende én",
        is_project=True,
        by="mette",
        days_ago=13,
        question="Vi vil låne lagnet fra Møllebakken ud til to hjem. Hvad skal vi se på, som ikke ses på et bosted?",
        advice=AdviceText(
            by="kirsten",
            days_ago=5,
            recommendation="Gå i gang med de to hjem.\n\nSe på strømmen og på sengen derhjemme, før lagnet kommer. "
            "Aftal med familien, hvem de ringer til, når det larmer. Og skriv ned, hvor tit I alligevel kører.",
            together=("kirsten", "line", "ahmed", "dorthe"),
            stakes={"line": ("small", "Jeg kommer hos den ene af de to borgere en gang om ugen.")},
        ),
    ),
    RequestText(
        matter="need At kunne åbne vinduet selv",
        by="bo",
        days_ago=8,
        question="Er der andre afdelinger, der har fået noget til at åbne vinduer, og er de stadig glade for det?",
    ),
    RequestText(
        matter="need Hjælp til at flytte den, der ligger tungt",
        by="mette",
        days_ago=21,
        question="Fire enheder har samme behov. Skal vi se på det sammen, eller skal vi begynde ét sted?",
    ),
)
