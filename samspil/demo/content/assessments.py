"""Two assessments of Engbæk: is the lift that covers the whole room worth using, and the toilet that rinses and dries?

Everybody in them is made up. Sheets are rows of answers in the order of the questions: "?" is "don't know", "-" is
"not relevant".
"""

from dataclasses import dataclass, field


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


LIFT_TODAY = (
    "To medarbejdere løfter med en lift på gulvet. Borgeren venter, til den anden er fremme. "
    "Liften fylder i de små lejligheder."
)
LIFT_GATE = {
    "G1": (True, "Otte beboere på Møllebakken skal løftes hver dag. De fleste vil gerne prøve."),
    "G2": (True, "Den har været i brug i mange år andre steder. Vi har selv haft to i 14 uger."),
    "G3": (True, "CE-mærket er set. Liften gemmer ingen data om borgeren."),
    "G4": (True, "Vi har talt løft med to personer i fire uger, før vi begyndte."),
}
LIFT_POINTS = {
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
LIFT_AGREED_BY = "Jonas og Bo fra Møllebakken, to beboere, en fra Handicaprådet og en fra økonomi"
LIFT_AGREED_WHY = "Beboernes hverdag og medarbejdernes kroppe vejer mest. Data vejer lidt, for liften gemmer ingen."
LIFT_GRADES = {
    "4.1": ("E2", "Talt på Møllebakken i fire uger før og fire uger efter."),
    "6.1": ("E2", "Målt på ti udvalgte dage før og efter, uden navne."),
    "3.2": ("E1", "Leverandørens tal. Vi har kun haft to i 14 uger."),
}

LIFT_SHEETS = (
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
LIFT_SPOKEN = (
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
LIFT_HANDLED = {
    "6.1": "De tæller forskelligt. Medarbejderne tænker på de første uger, organisationen på et helt år. "
    "Vi måler igen om tre måneder, på de samme ti dage.",
    "2.1": "Knapperne sidder forskelligt i rummene. Leverandøren retter det, og vi spørger igen bagefter.",
}


# --- the toilet: decided on long ago, and asked about once more -------------------------------------------------------

TOILET_TODAY = (
    "En medarbejder går med på toilettet og hjælper med at tørre. Nogle venter, til der kommer en, "
    "og nogle drikker mindre for at slippe."
)
TOILET_GATE = {
    "G1": (True, "Elleve borgere i Nord får hjælp til toilettet flere gange om dagen. Fem har selv spurgt."),
    "G2": (True, "Sædet har været solgt i mange år og passer på et almindeligt toilet."),
    "G3": (True, "CE-mærket er set. Sædet gemmer ingen oplysninger."),
    "G4": (True, "Mette har skrevet minutter på toiletbesøg i to uger."),
}
TOILET_POINTS = {
    "1.1": 90,
    "1.2": 80,
    "1.3": 100,
    "2.1": 70,
    "2.2": 50,
    "2.3": 40,
    "3.1": 60,
    "3.2": 40,
    "3.3": 5,
    "4.1": 40,
    "4.2": 50,
    "4.3": 30,
    "5.1": 20,
    "5.2": 30,
    "5.3": 40,
    "6.1": 60,
    "6.3": 20,
}
TOILET_GRADES = {
    "1.3": ("E1", "Åbrinken fortæller, at beboerne er glade for at være alene derinde."),
    "6.1": ("E1", "Leverandøren siger, at der bliver sparet 12 minutter om dagen. Det har vi ikke målt."),
}
TOILET_SHEETS = (
    SheetText(perspective="citizen", answers="2 1 2 1 1 0"),
    SheetText(perspective="citizen", answers="1 1 2 1 1 0"),
    SheetText(perspective="citizen", answers="1 1 2 0 1 1", channel="interview"),
    SheetText(perspective="citizen", answers="2 1 1 1 1 0"),
    SheetText(perspective="citizen", answers="1 0 2 1 ? 0", channel="interview"),
    SheetText(perspective="citizen", answers="1 1 1 1 1 0"),
    SheetText(perspective="employee", answers="1 2 1 1 0 0 1 1 0 0 1 1"),
    SheetText(perspective="employee", answers="1 2 1 1 0 0 0 1 0 0 1 2"),
    SheetText(perspective="employee", answers="1 1 1 0 0 -1 1 1 0 0 0 1"),
    SheetText(perspective="employee", answers="2 2 0 1 0 0 1 0 0 0 1 2"),
    SheetText(perspective="employee", answers="1 1 1 1 ? 0 1 1 0 - 1 1"),
    SheetText(perspective="employee", answers="1 2 1 1 0 0 1 0 0 0 1 1"),
    SheetText(perspective="organisation", answers="1 1 0 0 0 0 0 0 1 1 0", function="Hjælpemidler"),
    SheetText(perspective="organisation", answers="1 1 0 0 0 0 0 1 1 2 0", function="Økonomi"),
)
TOILET_SHEETS_AGAIN = (
    SheetText(perspective="citizen", answers="2 2 2 0 1 0"),
    SheetText(perspective="citizen", answers="2 1 2 1 1 0"),
    SheetText(perspective="citizen", answers="1 1 2 0 0 0", channel="interview"),
    SheetText(perspective="citizen", answers="2 2 2 1 1 1"),
    SheetText(perspective="citizen", answers="2 1 2 0 0 0", channel="interview"),
    SheetText(perspective="citizen", answers="1 2 2 -1 1 0"),
    SheetText(perspective="employee", answers="2 2 0 1 0 -1 1 1 0 0 0 0"),
    SheetText(perspective="employee", answers="1 2 0 1 0 -1 1 0 0 0 1 0"),
    SheetText(perspective="employee", answers="2 1 1 1 0 -1 1 1 -1 0 0 1"),
    SheetText(perspective="employee", answers="1 2 0 0 0 0 1 1 0 0 0 0"),
    SheetText(perspective="employee", answers="2 2 0 1 ? -1 0 1 0 - 0 -1"),
    SheetText(perspective="employee", answers="1 2 0 1 0 0 1 1 0 0 0 0"),
    SheetText(perspective="organisation", answers="1 1 0 -1 0 0 0 0 1 0 0", function="Hjælpemidler"),
    SheetText(perspective="organisation", answers="1 1 0 0 0 0 0 0 1 1 0", function="Økonomi"),
)


# --- both of them -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class DaysText:
    begun: float
    opened: float
    answered: float
    counted: float
    handled: float


@dataclass(frozen=True, kw_only=True)
class AgainText:
    """The same asked once more, after the decision."""

    opened: float
    answered: float
    counted: float
    sheets: tuple[SheetText, ...]


@dataclass(frozen=True, kw_only=True)
class AssessmentText:
    """``key`` is what the loader keeps it under; ``technology`` is the catalogue's key, ``tried_for`` a need's title.

    Where nothing was tried, nothing is known from a trial.
    """

    key: str
    technology: str
    unit: str
    by: str
    days: DaysText
    today: str
    gate: dict[str, tuple[bool, str]]
    points: dict[str, int]
    agreed_by: str
    agreed_why: str
    grades: dict[str, tuple[str, str]]
    sheets: tuple[SheetText, ...]
    tried_for: str = ""
    spoken: tuple[WordsText, ...] = ()
    handled: dict[str, str] = field(default_factory=dict)
    again: AgainText | None = None


ASSESSMENT = AssessmentText(
    key="assessment",
    technology="rumlift",
    unit="moellebakken",
    by="jonas",
    tried_for="Vi venter på nummer to for at løfte",
    days=DaysText(begun=120, opened=110, answered=92, counted=80, handled=70),
    today=LIFT_TODAY,
    gate=LIFT_GATE,
    points=LIFT_POINTS,
    agreed_by=LIFT_AGREED_BY,
    agreed_why=LIFT_AGREED_WHY,
    grades=LIFT_GRADES,
    sheets=LIFT_SHEETS,
    spoken=LIFT_SPOKEN,
    handled=LIFT_HANDLED,
)
LOOKED_BACK_ON = AssessmentText(
    key="assessment:toilet",
    technology="toilet",
    unit="hp-nord",
    by="mette",
    days=DaysText(begun=350, opened=342, answered=330, counted=318, handled=312),
    today=TOILET_TODAY,
    gate=TOILET_GATE,
    points=TOILET_POINTS,
    agreed_by="Lene og Mette fra Nord, to borgere, en fra Ældrerådet og en fra hjælpemidler",
    agreed_why="At være alene på toilettet vejer mest. Tiden vejer også, for der er mange besøg.",
    grades=TOILET_GRADES,
    sheets=TOILET_SHEETS,
    again=AgainText(opened=58, answered=48, counted=34, sheets=TOILET_SHEETS_AGAIN),
)
ASSESSMENTS = (LOOKED_BACK_ON, ASSESSMENT)
