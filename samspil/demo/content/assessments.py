"""One assessment of Engbæk: is the lift that covers the whole room worth using? Everybody in it is made up.

Sheets are rows of answers in the order of the questions: "?" is "don't know", "-" is "not relevant".
"""

from dataclasses import dataclass, field

TECHNOLOGY = "Loftlift, der dækker hele rummet"
WHAT = "En skinne i loftet når hele rummet. Én medarbejder kan løfte borgeren fra seng til stol og til badet."
FACTS = {
    "what": WHAT,
    "for_whom": "Borgere, der ikke kan flytte sig selv.",
    "targets": ["older_people", "disability"],
    "purposes": ["better_life", "smarter_work"],
    "group": "moving",
    "maturity": "common",
}
TODAY = (
    "To medarbejdere løfter med en lift på gulvet. Borgeren venter, til den anden er fremme. "
    "Liften fylder i de små lejligheder."
)


@dataclass(frozen=True, kw_only=True)
class SheetText:
    """One person's answers. ``function`` for the organisation, ``why`` where a relative answers."""

    perspective: str
    answers: str
    function: str = ""
    why: str = ""
    channel: str = "paper"


@dataclass(frozen=True, kw_only=True)
class WordsText:
    email: str
    answers: str
    perspective: str
    text: str
    first_name: str = ""


GATE = {
    "G1": (True, "Otte beboere på Møllebakken skal løftes hver dag. De fleste vil gerne prøve."),
    "G2": (True, "Den har været i brug i mange år andre steder. Vi har selv haft to i 14 uger."),
    "G3": (True, "CE-mærket er set. Liften gemmer ingen data om borgeren."),
    "G4": (True, "Vi har talt løft med to personer i fire uger, før vi begyndte."),
}
POINTS = {
    "1.1": 90,
    "1.2": 100,
    "1.3": 90,
    "2.1": 60,
    "2.2": 50,
    "2.3": 40,
    "3.1": 80,
    "3.2": 60,
    "3.3": 10,
    "4.1": 90,
    "4.2": 60,
    "4.3": 40,
    "5.1": 50,
    "5.2": 30,
    "5.3": 40,
    "6.1": 60,
    "6.3": 20,
}
AGREED_BY = "Jonas og Bo fra Møllebakken, to beboere, en fra Handicaprådet og en fra økonomi"
AGREED_WHY = "Beboernes hverdag og medarbejdernes kroppe vejer mest. Data vejer lidt, for liften gemmer ingen."
GRADES = {
    "4.1": ("E2", "Talt på Møllebakken i fire uger før og fire uger efter."),
    "6.1": ("E2", "Målt på ti udvalgte dage før og efter, uden navne."),
    "3.2": ("E1", "Leverandørens tal. Vi har kun haft to i 14 uger."),
}

SHEETS = (
    SheetText(perspective="citizen", answers="1 2 1 1 1 1"),
    SheetText(perspective="citizen", answers="1 1 2 0 0 1", channel="interview"),
    SheetText(perspective="citizen", answers="0 1 1 -1 ? 1", channel="interview"),
    SheetText(perspective="citizen", answers="2 1 1 1 1 2"),
    SheetText(
        perspective="relative", answers="1 1 0 1", why="Borgeren har ikke ord til at svare med.", channel="interview"
    ),
    SheetText(perspective="relative", answers="0 1 1 ?", why="Borgeren bliver for træt af at svare."),
    *(
        SheetText(perspective="employee", answers=answers)
        for answers in (
            "1 1 -1 1 2 1 2 1 -1 0 0 -1",
            "1 1 -1 1 1 0 2 1 -1 0 -1 -1",
            "0 0 0 1 2 1 1 0 -2 1 0 -1",
            "1 1 -2 0 1 1 2 -1 -1 0 0 0",
            "1 ? -1 1 2 0 2 1 0 1 - -2",
            "1 1 -1 2 1 1 2 0 -1 0 1 -1",
        )
    ),
    SheetText(perspective="organisation", answers="1 1 1 1 - 0 1 0 1 1 -1", function="Arbejdsmiljø"),
    SheetText(perspective="organisation", answers="0 1 1 0 0 -1 0 0 1 2 0", function="Økonomi"),
    SheetText(perspective="organisation", answers="1 1 1 1 0 0 0 -1 0 1 -1", function="Bygninger og drift"),
)
SPOKEN = (
    WordsText(
        email="gerda@borger.example",
        perspective="citizen",
        answers="2 2 2 1 1 1",
        text="Nu skal jeg ikke vente på, at der kommer to. Jeg kommer op, når jeg er vågen.",
        first_name="Gerda",
    ),
    WordsText(
        email="medarbejder@engbaek.example",
        perspective="employee",
        answers="1 0 -1 1 1 1 2 0 -1 0 0 -1",
        text="Ryggen mærker det med det samme. Men de første uger tog det længere tid, og vi manglede én at spørge.",
    ),
)
HANDLED = {
    "6.1": "De tæller forskelligt. Medarbejderne tænker på de første uger, organisationen på et helt år. "
    "Vi måler igen om tre måneder, på de samme ti dage.",
    "2.1": "Knapperne sidder forskelligt i rummene. Leverandøren retter det, og vi spørger igen bagefter.",
}


@dataclass(frozen=True, kw_only=True)
class DaysText:
    begun: float = 120
    opened: float = 110
    answered: float = 92
    counted: float = 80
    handled: float = 70


@dataclass(frozen=True, kw_only=True)
class AssessmentText:
    unit: str = "moellebakken"
    by: str = "jonas"
    days: DaysText = field(default_factory=DaysText)


ASSESSMENT = AssessmentText()
