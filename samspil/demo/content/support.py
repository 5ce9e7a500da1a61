"""Help that was asked for in Engbæk, in every state it can have. Days count back from today; nobody here exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class HelpText:
    """What somebody asked, about which page, who was put on it, and what came of it."""

    by: str
    actor: str | None = None
    kind: str
    title: str
    body: str
    unit: str = ""
    challenge: str = ""
    proposal: str = ""
    only_staff: bool = False
    days_ago: float
    helper: str = ""
    assigned_days_ago: float = 0
    answer: str = ""
    links: str = ""
    answered_days_ago: float = 0
    missing: str = ""
    missing_days_ago: float = 0
    closed_days_ago: float = 0


HELP = (
    HelpText(
        by="kurt",
        actor="lystfiskerne",
        kind="funding",
        title="Hvem giver penge til redningsveste i små størrelser?",
        body="Vi mangler seks veste, før vi tør tage flere med i båden. De koster omkring 900 kr. stykket. "
        "Foreningen har aldrig søgt en fond før.",
        proposal="en-plads-i-baaden",
        days_ago=74,
        helper="gitte",
        assigned_days_ago=73,
        answer="Foreninger kan søge kommunens pulje efter folkeoplysningsloven til udstyr. Fristen er den 1. i hver "
        "måned. Jeg har lagt et udkast på to sider i jeres postkasse. I skal selv skrive, hvem der får glæde af det, "
        "og hvad I lægger til. Ring, så læser vi det igennem sammen.",
        answered_days_ago=68,
        closed_days_ago=61,
    ),
    HelpText(
        by="mette",
        kind="knowledge",
        title="Har andre fået frokosten til at vare længere end 12 minutter?",
        body="Vi spiser stående, og beboerne kan mærke det. Har nogen i landet gjort noget ved det uden flere timer?",
        unit="hp-nord",
        challenge="gode-hverdage",
        days_ago=51,
        helper="gitte",
        assigned_days_ago=49,
        answer="Jeg har ledt i bibliotekets databaser og ringet til to kommuner. Begge steder begyndte de med at "
        "flytte medicinen væk fra frokosten. Se også det, der står under Viden om fælles bord.",
        answered_days_ago=45,
        missing="Medicinen kan vi ikke flytte. Er der nogen, der har gjort det på en anden måde?",
        missing_days_ago=6,
    ),
    HelpText(
        by="karen",
        actor="paaroerende-noerre",
        kind="facilitation",
        title="Kan nogen udefra lede vores møde den første tirsdag?",
        body="Vi bliver let uvenner om, hvem der skal gøre hvad. En, der ikke er en af os, kunne hjælpe.",
        challenge="den-der-passer",
        days_ago=19,
    ),
    HelpText(
        by="jonas",
        kind="funding",
        title="Hvordan skriver man en ansøgning til en ladcykel?",
        body="Vi har set en fond, der giver til ture ud i det fri. Skemaet er på elleve sider, og vi går i stå på side "
        "to.",
        unit="moellebakken",
        challenge="weekend-moellebakken",
        days_ago=9,
        helper="gitte",
        assigned_days_ago=8,
    ),
    HelpText(
        by="rasmus",
        kind="knowledge",
        title="Hvad må vi vide om de unge, der dropper ud?",
        body="Vi vil gerne ringe til dem, der holder op. Hvad må vi skrive ned, og hvor længe må vi gemme det?",
        unit="ungeenheden",
        only_staff=True,
        days_ago=5,
    ),
    HelpText(
        by="villy",
        actor="udviklingsraad-noerre",
        kind="other",
        title="Kan vi låne et lokale med projektor en torsdag i næste måned?",
        body="Vi bliver omkring 40. Skolen er lukket om aftenen, og forsamlingshuset er lejet ud.",
        days_ago=2,
    ),
    HelpText(
        by="soeren",
        actor="venner-aabrinken",
        kind="other",
        title="Hvem hæfter, hvis en frivillig vælter kaffen ud over klaveret?",
        body="Vi holder sang hver onsdag. Ingen af os har spurgt, om vi er forsikret.",
        challenge="aftener-aabrinken",
        days_ago=95,
        helper="birthe",
        assigned_days_ago=94,
        answer="I er dækket af kommunens forsikring, når det er aftalt med lederen, og når I gør det, der er aftalt. "
        "Hanne skriver aftalen med jer på en side. Den ligger hos hende på fredag.",
        answered_days_ago=90,
    ),
)
