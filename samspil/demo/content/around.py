"""What happens around the challenges of Engbæk: asking differently, open questions, invitations, hosts, beacons.

Days count back from today. Whoever is named by key stands in ``people_*``; real places appear only as knowledge.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class WordingText:
    """How a question came to be asked differently: who proposed it, why, and what was said when it was settled."""

    challenge: str
    by: str
    actor: str | None = None
    reason: str
    note: str
    votes: tuple[tuple[str, str, str], ...]  # who, yes or no, a comment


@dataclass(frozen=True, kw_only=True)
class OpenText:
    """A why or a why not, with what people answered."""

    challenge: str
    kind: str
    by: str
    actor: str | None = None
    body: str
    offer: str = ""
    assumption: str = ""
    helper: str = ""
    days_ago: float
    replies: tuple[tuple[str, str | None, str, float], ...] = ()  # who, for whom, what, days ago


@dataclass(frozen=True, kw_only=True)
class InvitedText:
    """Somebody who was invited, why just they, and what they answered, if they did."""

    who: str
    why: str
    channel: str = "mail"
    answer_by: str = ""
    sees: str = ""
    answered_days_ago: float = 0
    declined: str = ""


@dataclass(frozen=True, kw_only=True)
class InvitationText:
    """An invitation in three parts; the two questions are always the same, the view is the inviter's own."""

    challenge: str
    by: str
    actor: str
    view: str
    days_ago: float
    invited: tuple[InvitedText, ...]
    edited_view: str = ""
    edited_days_ago: float = 0


@dataclass(frozen=True, kw_only=True)
class TieText:
    """Something from the library that is of use on a page."""

    item: str
    challenge: str
    by: str
    why: str
    days_ago: float


WORDINGS = (
    WordingText(
        challenge="gode-hverdage",
        by="bent",
        actor="mandeskuret",
        reason="Vi spurgte til besøgsvenner og fik svar om besøgsvenner. Far har ikke bedt om besøg.",
        note="Fem sagde ja. Nu handler det om hverdagen og ikke om ventelisten.",
        votes=(
            ("karen", "yes", "Det er det, jeg hele tiden mente."),
            ("bodil", "yes", ""),
            ("kurt", "yes", "Så er der også plads til en båd."),
        ),
    ),
    WordingText(
        challenge="aftener-aabrinken",
        by="elly",
        actor="beboerraad-aabrinken",
        reason="Frivillige er et svar. Spørgsmålet er, om der er noget at glæde sig til.",
        note="Vi spørger til aftenen. Hvem der hjælper, finder vi ud af bagefter.",
        votes=(
            ("tine", "yes", "Klokken ni er det stille her."),
            ("poul", "yes", ""),
            ("soeren", "no", "Vi mangler hænder."),
        ),
    ),
    WordingText(
        challenge="noget-at-staa-op-til",
        by="amalie",
        reason="Praktik er jeres ord. Jeg vil have noget at stå op til.",
        note="Alle, der var der tirsdag, sagde ja.",
        votes=(("dennis", "yes", ""), ("helle", "yes", "Det er sådan, de selv siger det.")),
    ),
    WordingText(
        challenge="weekend-moellebakken",
        by="dan",
        actor="brugerraad-moellebakken",
        reason="Aktiviteter er for dem, der bor på et sted. Naboen har bare weekend.",
        note="Brugerrådet og forældrene er enige.",
        votes=(("bo", "yes", ""), ("lis", "yes", "Min søn vil hellere køre med til kamp.")),
    ),
    WordingText(
        challenge="en-doer-at-banke-paa",
        by="johnny",
        reason="Når man spørger, hvorfor vi ikke møder op, har man allerede bestemt, hvem der er noget galt med.",
        note="Vi spørger, hvad der skal til. Det er noget, man kan svare på.",
        votes=(("henning", "yes", ""), ("line", "yes", "Tiden klokken 8.15 er også vores.")),
    ),
    WordingText(
        challenge="op-om-morgenen",
        by="kaj",
        reason="Liften er en ting. Det, vi vil, er at komme op uden ondt i ryggen.",
        note="Vi begynder med morgenen og ser på liften bagefter.",
        votes=(("kirsten", "yes", ""), ("anders", "yes", "")),
    ),
    WordingText(
        challenge="skaerm",
        by="viggo",
        reason="Jeg er 84 og vil klare mig. Om jeg bruger selvbetjening, kan være lige meget.",
        note="Vi spørger til at klare sig, også uden skærm.",
        votes=(("freja", "yes", "Det er også det, vi hjælper med."), ("samira", "yes", "")),
    ),
)

OPEN_QUESTIONS = (
    OpenText(
        challenge="gode-hverdage",
        kind="why",
        by="karen",
        body="Hvorfor er en besøgsven løsningen for en mand, der aldrig har drukket eftermiddagskaffe?",
        offer="Besøgsven fra ventelisten",
        assumption="Vi går ud fra, at den, der er alene, helst vil have besøg.",
        days_ago=30,
        replies=(
            (
                "bodil",
                "besoegsvennerne",
                "Fordi det er det, vi bliver bedt om. Kun en ud af tre beder selv om det.",
                29,
            ),
            ("ole", None, "Jeg sagde ja, fordi hun spurgte så pænt.", 28),
        ),
    ),
    OpenText(
        challenge="gode-hverdage",
        kind="why",
        by="jytte",
        body="Hvorfor skal man visiteres til noget, naboen gerne vil?",
        offer="Visitation til aktivitetscentret",
        assumption="Vi går ud fra, at man skal måle et behov, før man må være med.",
        days_ago=14,
    ),
    OpenText(
        challenge="gode-hverdage",
        kind="why_not",
        by="jytte",
        body="Hvorfor ikke lystfiskerne? De sidder der alligevel hver torsdag.",
        helper="Engbæk Lystfiskerforening",
        days_ago=32,
        replies=(("kurt", "lystfiskerne", "Det har ingen spurgt os om før. Vi har stænger nok.", 31),),
    ),
    OpenText(
        challenge="gode-hverdage",
        kind="why_not",
        by="frede",
        body="Hvorfor ikke dem, der selv er blevet alene? Vi ved, hvad klokken fire er for en time.",
        helper="Herreværelset",
        days_ago=11,
    ),
    OpenText(
        challenge="skaerm",
        kind="why",
        by="asta",
        body="Hvorfor er et kursus svaret, når det, man mangler, er et menneske ved siden af?",
        offer="It-kursus på biblioteket",
        assumption="Vi går ud fra, at man lærer det én gang og så kan det.",
        days_ago=180,
    ),
    OpenText(
        challenge="weekend-moellebakken",
        kind="why_not",
        by="bo",
        body="Hvorfor ikke hjemmeholdet? De har 40 tomme pladser til hver kamp.",
        helper="Engbæk Idrætsforening",
        days_ago=44,
        replies=(("hans-erik", "handicapraadet", "Der er fladt fra p-pladsen. Døren er problemet.", 40),),
    ),
    OpenText(
        challenge="aftener-aabrinken",
        kind="why",
        by="elly",
        body="Hvorfor slutter dagen klokken fem i et hus, hvor ingen sover før ti?",
        offer="Aktiviteter fra klokken 9 til 17",
        assumption="Vi går ud fra, at aftenen er til at blive gjort klar til natten.",
        days_ago=83,
    ),
    OpenText(
        challenge="klokken-ni",
        kind="why_not",
        by="tove",
        actor="bibliotekets-venner",
        body="Hvorfor ikke biblioteket? Døren kan åbnes til klokken 22, og kaffen er billig.",
        helper="Bibliotekets Venner",
        days_ago=6,
    ),
)

INVITATIONS = (
    InvitationText(
        challenge="gode-hverdage",
        by="lene",
        actor="hp-nord",
        view="… dagen bliver lang for dem, der er blevet alene. Vi kommer et kvarter og går igen.",
        edited_view=(
            "… dagen bliver lang for dem, der er blevet alene. Det er ikke flere besøg, de beder om. "
            "De savner at blive ventet et sted."
        ),
        edited_days_ago=21,
        days_ago=37,
        invited=(
            InvitedText(
                who="mandeskuret",
                why="De har et sted, hvor man kan komme uden at være syg.",
                answer_by="bent",
                sees="Vi ser mænd, der kommer for at lave noget. Snakken kommer af sig selv, når hænderne er i gang.",
                answered_days_ago=30,
            ),
            InvitedText(
                who="vandrelauget",
                why="De går fra torvet hver onsdag, og det er gratis at gå med.",
                answer_by="gerda",
                sees="Vi ser folk, der stopper, når benene bliver langsomme. Det er os, der går for hurtigt.",
                answered_days_ago=25,
            ),
            InvitedText(
                who="koret",
                channel="print",
                why="De synger hver tirsdag, og man behøver ikke kunne noget.",
                declined="Vi er fyldt op til jul. Spørg igen i januar.",
            ),
            InvitedText(who="koebmanden-vadkaer", channel="print", why="Han kender dem, der ikke kommer andre steder."),
        ),
    ),
    InvitationText(
        challenge="den-der-passer",
        by="aksel",
        actor="paaroerende-demens",
        view="… der er hjælp til den, der er syg, og ingen til den, der ikke sover.",
        days_ago=22,
        invited=(
            InvitedText(
                who="sundhed",
                why="Det er jer, vi møder, når vi beder om aflastning.",
                answer_by="charlotte",
                sees=(
                    "Vi ser, at aflastning gives om dagen, fordi det er dér, vi har folk. "
                    "Det er natten, I spørger om. Det har vi ikke spurgt jer om før."
                ),
                answered_days_ago=13,
            ),
        ),
    ),
    InvitationText(
        challenge="en-doer-at-banke-paa",
        by="johnny",
        actor="gadens-folk",
        view="… døren er åben, når man ikke er på gaden, og lukket, når man er.",
        days_ago=24,
        invited=(InvitedText(who="sundhed", why="I bestemmer åbningstiden på sygeplejeklinikken."),),
    ),
    InvitationText(
        challenge="klokken-ni",
        by="grethe",
        actor="naermest",
        view="… det bliver værst om aftenen, og at alle telefoner svarer om dagen.",
        days_ago=9,
        invited=(InvitedText(who="stoettecentret", why="Jeres folk kender dem, vi er bange for."),),
    ),
)

BEACONS = (
    (
        "eget-liv",
        "I 2035 bestemmer man selv over sin dag, også når man får hjælp",
        "Man vælger selv, hvornår man står op, spiser og går i seng. Hjælpen passer sig ind. "
        "Vi ser det på, hvor tit nogen siger: det var min egen dag.",
        2035,
    ),
    (
        "nogen-der-venter",
        "Ingen ung i Engbæk er uden nogen, der venter på dem",
        "Et job er godt. Nogen, der spørger, hvor du blev af, er bedre. Vi begynder med dem, ingen venter på i dag.",
        2030,
    ),
)
STEERS_BY = {"op-om-morgenen": "eget-liv", "noget-at-staa-op-til": "nogen-der-venter"}

TIES = (
    TieText(
        item="Hvorfor? og hvorfor ikke lystfiskerne?",
        challenge="gode-hverdage",
        by="birthe",
        why="Det er præcis det spørgsmål, Kurt svarede på.",
        days_ago=33,
    ),
    TieText(
        item="Aktiviteterne i Den gl. Købmandsgård i Lunde flyttede",
        challenge="gode-hverdage",
        by="villy",
        why="Dér fik de hverdagen til at foregå et sted, man selv har nøglen til.",
        days_ago=18,
    ),
    TieText(
        item="Venneforeninger giver liv på plejecentre",
        challenge="aftener-aabrinken",
        by="soeren",
        why="Vi kan se, hvordan andre har delt aftenerne mellem sig.",
        days_ago=70,
    ),
    TieText(
        item="Mentorer, der selv har været der",
        challenge="noget-at-staa-op-til",
        by="helle",
        why="Oliver kunne ringe om morgenen. Han har prøvet det.",
        days_ago=25,
    ),
    TieText(
        item="Gratis tandpleje for socialt udsatte",
        challenge="en-doer-at-banke-paa",
        by="henning",
        why="Stolen er ledig fredag. Det er den her måde, vi vil gøre det på.",
        days_ago=58,
    ),
    TieText(
        item="Samarbejde med vågetjenester",
        challenge="den-der-passer",
        by="birgit",
        why="Vågekoner kan sidde hos, så den anden kan sove.",
        days_ago=15,
    ),
)

# The next host offers, or the turn has gone on already: (challenge, who, days ago, handed over).
HOSTS = (
    ("gode-hverdage", "gerda", 7, False),
    ("aftener-aabrinken", "soeren", 20, True),
    ("weekend-moellebakken", "bo", 12, False),
    ("noget-at-staa-op-til", "helle", 16, True),
)
DEPUTIES = (
    ("hp-nord", "mette"),
    ("aabrinken", "tine"),
    ("sundhed", "line"),
    ("jobcenter", "ahmed"),
    ("stoettecentret", "sofie"),
    ("moellebakken", "bo"),
    ("borgerservice", "gitte"),
)
OUTCOMES = {
    "fredag-aften-14": (
        "De unge ville hjem fra byen, ikke have et nyt sted at være. Syv forældre kører nu på skift fredag aften. "
        "Ungeenheden står for listen. Klubben blev ikke til noget, og det er de unge enige i."
    ),
}
NEXT_WHO = {
    "gode-hverdage": "Inger og dem, der har foreslået noget. Alle på siden er med til at vælge.",
    "aftener-aabrinken": "Hanne, Elly og koret, for beboerne på Åbrinken.",
    "noget-at-staa-op-til": "Ahmed og Amalie, for de unge i Lergården.",
    "weekend-moellebakken": "Brugerrådet og Jonas, for dem, der bor på Møllebakken.",
    "en-doer-at-banke-paa": "Udsatterådet, Vibeke og Henning, for dem, der bor ude.",
    "snakke-sammen": "Lene og dem, der møder onsdag.",
    "skaerm": "Gitte og Freja, for alle, der kommer på biblioteket.",
    "fredag-aften-14": "Syv forældre i Krathøj, for de unge, der skal hjem.",
}
# What volunteers would do: the role, who plans it, and whether it belongs to a municipal offer.
VOLUNTEER_ROLES = {
    "frivillige-i-vagtplanen": ("Være til stede på Åbrinken fra 17 til 21", "municipality", True),
    "en-plads-i-baaden": ("Tage en med i båden om torsdagen", "volunteers", False),
    "hold-paa-en-stige": ("Hjælpe en nabo med en ting ad gangen", "volunteers", False),
    "den-der-ringer": ("Ringe til en ung om morgenen", "together", False),
    "roer-ikke-musen": ("Sidde ved siden af, når andre bruger skærmen", "together", True),
}
# A leader asks back before answering: (proposal, who asks, what, days ago, the answer, days ago).
ASKED = (
    (
        "hold-paa-en-stige",
        "lene",
        "Hvem passer på listen, når du er på ferie?",
        9,
        "Bakkevej gør. Vi er tre, der kan låse den op.",
        8,
    ),
)
REPORTS = (("gode-hverdage", "jytte", "tove", "private", "Man kan se, hvem det er. Spørg ham først."),)
