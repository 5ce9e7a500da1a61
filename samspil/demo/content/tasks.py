"""What one can help with in Engbæk, who comes, and what came of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComingText:
    """``by`` is somebody we know, or the name of a guest. ``hours`` are their own, ``came`` how many were there.

    ``members`` are the names of those an association sends, put on its own list first.
    """

    days_ago: float
    by: str
    actor: str = ""  # whom they come for, where it has a page
    party: str = "person"
    party_name: str = ""
    people: int = 1
    note: str = ""
    came: int = 0
    hours: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskText:
    """``first_in`` is the first day, counted from the day it was made, or the ``weekday`` (1 is Monday) that follows;
    ``thanks`` what the host wrote afterwards.
    """

    days_ago: float
    by: str
    host: str
    challenge: str = ""
    kind: str = "task"
    title: str
    does: str
    does_not: str = ""
    for_whom: str = ""
    contact: tuple[str, str]
    place: str = ""
    address: str = ""
    shape: str = "once"
    rule: str = ""
    first_in: int
    weekday: int = 0
    until_in: int = 0
    starts: str = "10:00"
    ends: str = "12:00"
    places: int = 2
    needed: int = 1
    gains: str = ""
    skills: str = ""
    requirements: tuple[str, ...] = ()
    youngest: int | None = None
    criteria: tuple[str, ...] = ()
    criteria_reason: str = ""
    expenses: str = ""
    insurance: str = "association"
    insurance_note: str = ""
    access: tuple[str, ...] = ()
    asks_first: bool = False
    paid_work: bool = False
    med_note: str = ""  # what MED talked about, before anybody was asked
    coming: tuple[ComingText, ...] = ()
    thanks: str = ""


TASKS: tuple[TaskText, ...] = (
    TaskText(
        days_ago=6,
        by="kurt",
        host="lystfiskerne",
        title="Ryd op langs åen lørdag formiddag",
        does="Vi går to og to fra broen til bænken og samler op. Der er handsker, sække og suppe bagefter.",
        does_not="Du går ikke ud i vandet.",
        for_whom="Alle, der går tur ved åen",
        contact=("Kurt", "99 00 00 30"),
        place="Nørre Engbæk",
        address="Bænken ved broen",
        first_in=7,
        weekday=6,
        starts="10:00",
        ends="12:00",
        places=12,
        needed=4,
        gains="Suppe, frisk luft og nye naboer.",
        insurance_note="Lystfiskernes egen forsikring.",
        coming=(ComingText(days_ago=2, by="Vibeke", people=2, note="Jeg har min søn med. Han er ti."),),
    ),
    TaskText(
        days_ago=30,
        by="kurt",
        host="lystfiskerne",
        challenge="gode-hverdage",
        title="Følges med en ny ned til åen",
        does="Du henter én på Åbrinken, går med til åen og bliver på bænken en times tid. Vi har stænger og kaffe.",
        does_not="Du løfter ingen, og du giver ikke medicin.",
        for_whom="Folk, der gerne vil med, men ikke går alene",
        contact=("Kurt", "99 00 00 30"),
        place="Nørre Engbæk",
        address="Bænken ved broen",
        first_in=10,
        starts="16:00",
        ends="18:00",
        places=12,
        needed=3,
        gains="Kaffe, frisk luft og en historie om den, der slap væk.",
        expenses="Ingen udgifter. Vi har det hele.",
        insurance_note="Foreningens ulykkesforsikring.",
        access=("step_free",),
        coming=(
            ComingText(24, "gerda", came=1, hours="2"),
            ComingText(23, "bent", came=1, hours="2,5"),
            ComingText(22, "Solvej", came=1, hours="2"),
            ComingText(22, "amalie", came=1, hours="2"),
            ComingText(21, "freja", came=1, hours="3"),
            ComingText(21, "lone", party="school_class", party_name="8. b på Engbæk Skole", people=4, came=4),
        ),
        thanks="Tak for en eftermiddag, hvor ingen gik alene. To af dem har spurgt, hvornår vi ses igen.",
    ),
    TaskText(
        days_ago=21,
        by="knud",
        host="frivillig-koersel",
        challenge="gode-hverdage",
        kind="transport",
        title="Kør tre mennesker til koret torsdag",
        does="Du henter tre i Vadkær, kører dem til kulturhuset og hjem igen. Du behøver ikke synge.",
        does_not="Du følger ikke nogen ind i hjemmet, og du rører ikke ved penge.",
        for_whom="Folk, der ikke selv kan køre",
        contact=("Knud", "99 00 00 38"),
        place="Vadkær",
        shape="recurring",
        rule="FREQ=WEEKLY;BYDAY=TH",
        first_in=9,
        until_in=130,
        starts="18:30",
        ends="21:30",
        places=1,
        skills="Kørekort og egen bil",
        gains="Gode snakke i bilen. Kaffe i pausen.",
        expenses="Kørsel efter statens takst.",
        insurance_note="Foreningens forsikring dækker passagerer.",
        coming=(ComingText(18, "palle"), ComingText(17, "Jørgen"), ComingText(10, "ejvind")),
    ),
    TaskText(
        days_ago=16,
        by="hanne",
        host="aabrinken",
        challenge="aftener-aabrinken",
        title="En aften med højtlæsning på Åbrinken",
        does="Du læser højt i dagligstuen en time. Bogen vælger I sammen.",
        does_not="Du deltager ikke i pleje, og du er ikke alene med nogen.",
        for_whom="Beboerne på Åbrinken",
        contact=("Hanne", "99 00 00 12"),
        place="Nørre Engbæk",
        shape="recurring",
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        first_in=20,
        until_in=150,
        starts="19:00",
        ends="20:00",
        places=2,
        requirements=("confidentiality",),
        gains="Aftenkaffe og et publikum, der lytter.",
        expenses="Bus eller kørsel.",
        insurance="municipal",
        insurance_note="Byrådet har besluttet, at kommunens ulykkesforsikring dækker.",
        access=("step_free", "no_phone_needed"),
        asks_first=True,
        paid_work=True,
        med_note="Vi talte om aftenvagten. Ingen vagt bliver kortere. De frivillige læser højt og hjælper ikke i seng.",
    ),
    TaskText(
        days_ago=12,
        by="birthe",
        host="jobcenter",
        challenge="noget-at-staa-op-til",
        kind="mentor",
        title="Vær mentor for en ung, der er på vej i job",
        does=(
            "I mødes en time om ugen et sted, I selv vælger. Du lytter, spørger og tager måske med til det første møde."
        ),
        does_not="Du er ikke sagsbehandler. Du skriver ikke noget ned om den unge.",
        for_whom="En ung mellem 18 og 29 år",
        contact=("Birthe", "99 00 00 10"),
        place="Engbæk",
        shape="period",
        first_in=30,
        until_in=210,
        places=4,
        gains="Du lærer en at kende, du ellers ikke havde mødt.",
        requirements=("course",),
        expenses="Kaffe for op til 200 kr. om måneden.",
        insurance="municipal",
        asks_first=True,
    ),
    TaskText(
        days_ago=11,
        by="freja",
        host="it-hjaelperne",
        challenge="skaerm",
        kind="teaching",
        title="Hjælp en med telefonen onsdag eftermiddag",
        does=(
            "Du sidder ved siden af og viser det én gang til. Vi er altid to, så du er ikke alene med et "
            "svært spørgsmål."
        ),
        does_not="Du skriver ikke andres koder, og du ser ikke deres bank.",
        for_whom="Alle, der har et spørgsmål om deres telefon",
        contact=("Freja", "99 00 00 40"),
        place="Engbæk",
        address="Biblioteket, bordet ved vinduet",
        shape="recurring",
        rule="FREQ=WEEKLY;BYDAY=WE",
        first_in=13,
        until_in=120,
        starts="15:00",
        ends="17:00",
        places=6,
        needed=2,
        gains="En reference, hvis du søger job. Og kage.",
        access=("step_free",),
        coming=(
            ComingText(9, "oliver"),
            ComingText(8, "kasper", actor="nordlys-data", people=2),
            ComingText(7, "kurt", actor="lystfiskerne", people=2, members=("Villy", "Poul")),
        ),
    ),
    TaskText(
        days_ago=9,
        by="majbritt",
        host="spejderne",
        challenge="fredag-aften-14",
        title="Bål og snobrød fredag aften",
        does="Du står ved bålet sammen med en af vores ledere og hjælper dem, der kommer.",
        does_not="Du har ikke ansvaret alene.",
        for_whom="Børn og unge fra Krathøj",
        contact=("Majbritt", "99 00 00 35"),
        place="Krathøj",
        first_in=24,
        weekday=5,
        starts="19:00",
        ends="21:30",
        places=4,
        youngest=11,
        gains="Snobrød og en aften ude.",
        insurance_note="Spejdernes ulykkesforsikring.",
    ),
    TaskText(
        days_ago=5,
        by="samira",
        host="kvinder-lergaarden",
        kind="peer",
        title="Kaffe med en, der er ny i Danmark",
        does="Du har selv været ny. I drikker kaffe, taler dansk og går måske på biblioteket sammen.",
        for_whom="Kvinder, der er nye i Danmark",
        contact=("Samira", "99 00 00 41"),
        place="Lergården",
        shape="period",
        first_in=14,
        until_in=120,
        places=6,
        criteria=("sex",),
        criteria_reason="Nogle af dem, der kommer, taler kun frit med en kvinde.",
        gains="En ny bekendt.",
        access=("interpreter",),
        coming=(ComingText(3, "Amina"),),
    ),
    TaskText(
        days_ago=4,
        by="ruth",
        host="kulturhuset",
        kind="board",
        title="Hold øje med kassen et år i kulturhuset",
        does="Fire møder om året. Du ser regnskabet igennem og siger til, hvis noget ser mærkeligt ud.",
        contact=("Ruth", "99 00 00 33"),
        place="Nørre Engbæk",
        shape="period",
        first_in=25,
        until_in=390,
        places=1,
        skills="Du kan læse et regnskab.",
        gains="Gratis billet til alt i huset.",
    ),
)
