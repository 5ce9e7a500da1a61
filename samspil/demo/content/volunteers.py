"""Who likes to be asked in Engbæk, and what they answered. None of them exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class VolunteerText:
    """``by`` is somebody we know, or the name of a guest. ``quiet_for`` days from now they want no questions."""

    days_ago: float
    by: str
    can: str
    kinds: tuple[str, ...] = ()
    area: str = ""
    place: str = ""
    reach_km: int | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    drives: bool = False
    languages: tuple[str, ...] = ()
    lived: str = ""
    lived_seen_by: str = "coordinators"
    often: int = 2
    hosts: bool = True
    quiet_for: int = 0
    pauses: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AskText:
    """``answers``: who was asked, and what they said after a day; "" where they have not answered."""

    days_ago: float
    by: str
    task: str
    answers: dict[str, str]
    clubs: dict[str, str]


PROFILES: tuple[VolunteerText, ...] = (
    VolunteerText(
        days_ago=210,
        by="Tage",
        can="Pensioneret buschauffør. Kører gerne og taler med alle.",
        kinds=("transport",),
        area="Engbæk by",
        reach_km=15,
        days=("tue", "thu"),
        drives=True,
        often=4,
    ),
    VolunteerText(
        days_ago=190,
        by="Solveig",
        can="Læser højt, gerne krimier. Har været dansklærer i 34 år.",
        kinds=("task", "teaching"),
        area="Nørre Engbæk",
        days=("tue", "wed"),
        times=("evening",),
        hosts=False,
    ),
    VolunteerText(
        days_ago=160,
        by="Jørgen",
        can="Har varebil og en stærk ryg. Flytter gerne, hvad der skal flyttes.",
        kinds=("transport", "task"),
        area="Sønder Engbæk og Toftlev",
        reach_km=8,
        days=("sat", "sun"),
        drives=True,
    ),
    VolunteerText(
        days_ago=150,
        by="Amina",
        can="Jeg taler arabisk og somali og kan vise vej i byen.",
        kinds=("peer", "task"),
        area="Engbæk by",
        languages=("da", "ar", "so"),
        lived="Jeg kom hertil alene som 19-årig og kendte ingen.",
        lived_seen_by="hosts",
    ),
    VolunteerText(
        days_ago=140,
        by="Hakon",
        can="Kører til koncert og kor. Kan lide sang, selv om jeg ikke kan synge.",
        kinds=("transport",),
        area="Nørre Engbæk",
        drives=True,
        quiet_for=40,
    ),
    VolunteerText(
        days_ago=130,
        by="Magda",
        can="Bager, brygger kaffe og kan få folk til at blive lidt længere.",
        kinds=("task",),
        area="Krathøj og Hestkær",
        times=("morning", "afternoon"),
        often=1,
    ),
    VolunteerText(
        days_ago=120,
        by="Frank",
        can="Tidligere elektriker. Kan forklare en telefon, så man forstår den.",
        kinds=("teaching", "mentor"),
        area="Engsø og Lyngsbro",
        days=("mon", "wed", "fri"),
        lived="Jeg var uden arbejde i to år og ved, hvor lang en tirsdag kan være.",
    ),
    VolunteerText(
        days_ago=100,
        by="Mads",
        can="IT, spil og at lytte. Jeg er i lære og har fri efter klokken fire.",
        kinds=("teaching", "mentor"),
        area="Engbæk by",
        times=("evening",),
    ),
    VolunteerText(
        days_ago=90,
        by="Kirsten",
        can="Revisor på pension. Regnskab, budget og fondsansøgninger.",
        kinds=("board",),
        area="Engbæk by",
        hosts=True,
        often=2,
    ),
    VolunteerText(
        days_ago=80,
        by="Bjarne",
        can="Fisker, går og kender hver en sti langs åen.",
        kinds=("task",),
        area="Vadkær og Vestermølle",
        reach_km=10,
        times=("afternoon",),
    ),
    VolunteerText(
        days_ago=70,
        by="Wanda",
        can="Jeg taler polsk, syer om og kan lære fra mig.",
        kinds=("peer", "teaching"),
        area="Mosevang",
        languages=("da", "pl"),
        pauses=True,
    ),
    VolunteerText(
        days_ago=60,
        by="Sif",
        can="Ungdomsspejder gennem ti år. Bål, bi og båd.",
        kinds=("task", "teaching"),
        area="Krathøj og Hestkær",
        days=("fri", "sat", "sun"),
        hosts=False,
    ),
    VolunteerText(
        days_ago=45,
        by="Poul-Erik",
        can="Kan sidde stille hos en, der har brug for selskab.",
        kinds=("task", "peer"),
        area="Nørre Engbæk",
        lived="Jeg passede min kone de sidste fire år.",
        hosts=False,
    ),
    VolunteerText(
        days_ago=30,
        by="Nadia",
        can="Musik, sang og guitar. Jeg spiller gerne for andre.",
        kinds=("task",),
        area="Engbæk by",
        days=("tue", "thu"),
        times=("evening",),
    ),
    VolunteerText(
        days_ago=14,
        by="Keld",
        can="Har tid om formiddagen og kan lave næsten alt med hænderne.",
        kinds=("task", "mentor"),
        area="Egeskrup",
        times=("morning",),
        drives=True,
    ),
)

ASKS: tuple[AskText, ...] = (
    AskText(
        days_ago=19,
        by="knud",
        task="Kør tre mennesker til koret torsdag",
        answers={"Tage": "not_this", "Jørgen": "yes"},
        clubs={},
    ),
    AskText(
        days_ago=15,
        by="birthe",
        task="En aften med højtlæsning på Åbrinken",
        answers={"Solveig": "yes", "Nadia": "later", "Poul-Erik": "", "Magda": "not_this"},
        clubs={"bibliotekets-venner": "yes"},
    ),
    AskText(
        days_ago=10,
        by="birthe",
        task="Hjælp en med telefonen onsdag eftermiddag",
        answers={"Frank": "yes", "Mads": "yes"},
        clubs={"nordlys-data": "yes"},
    ),
    AskText(
        days_ago=8,
        by="birthe",
        task="Vær mentor for en ung, der er på vej i job",
        answers={"Frank": "", "Keld": "yes"},
        clubs={},
    ),
    AskText(
        days_ago=3,
        by="ruth",
        task="Hold øje med kassen et år i kulturhuset",
        answers={"Kirsten": ""},
        clubs={},
    ),
    AskText(
        days_ago=2,
        by="birthe",
        task="Kaffe med en, der er ny i Danmark",
        answers={"Amina": "", "Poul-Erik": "never"},
        clubs={},
    ),
)
