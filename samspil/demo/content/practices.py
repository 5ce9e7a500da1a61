"""What Engbæk already does well, who does it too, and what stopped. Days count back from today; nobody here exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class UseText:
    """Somebody does it too. ``stopped`` is why they stopped, ``stopped_days_ago`` when."""

    by: str
    actor: str
    days_ago: float
    how: str = ""
    changes: tuple[str, ...] = ()
    stopped: str = ""
    stopped_days_ago: float = 0


@dataclass(frozen=True, kw_only=True)
class ThanksText:
    actor: str = ""
    name: str = ""
    what_for: str


@dataclass(frozen=True, kw_only=True)
class LookText:
    """A day on which somebody looks again; ``note`` is what they saw, where they have."""

    days_ago: float
    due_in: int
    what: str
    note: str = ""
    noted_days_ago: float = 0


@dataclass(frozen=True, kw_only=True)
class LabelText:
    """The evaluation behind the label, with a user's words, and what is better."""

    days_ago: float
    happened: str
    gains: tuple[str, str, str]
    voice: str
    better: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class PracticeText:
    key: str
    by: str
    home: str
    title: str
    body: str
    recipe: str
    theme: str
    days_ago: float
    since_days_ago: int
    challenge: str = ""
    proposal: str = ""
    cost_neutral: str = "yes"
    cost_per_year: int | None = None
    cost_note: str = ""
    contact: str = ""
    changes: tuple[str, ...] = ()
    devised_by: tuple[str, ...] = ()
    delivers: tuple[str, ...] = ()
    uses: tuple[UseText, ...] = ()
    thanks: tuple[ThanksText, ...] = ()
    looks: tuple[LookText, ...] = ()
    label: LabelText | None = None
    stopped: str = ""
    stopped_days_ago: float = 0


PRACTICES: tuple[PracticeText, ...] = (
    PracticeText(
        key="bogbussen",
        by="gitte",
        home="borgerservice",
        proposal="bogbussen-med-skaerm",
        title="Bogbussen har skærm, printer og en hjælper med",
        body="Bussen holder 40 minutter i ti byer. En fra IT-hjælperne kører med. Man kan bestille pas, læse sin post"
        " og låne en krimi på samme tur. Hjælperen rører ikke ved skærmen. Det gør man selv.",
        recipe="1. Spørg, hvor bussen holder længst.\n2. Find to hjælpere, der gider køre med.\n"
        "3. Aftal, at hjælperen sidder på hænderne.\n4. Skriv aldrig andres koder ned.",
        theme="community",
        days_ago=150,
        since_days_ago=170,
        cost_neutral="no",
        cost_per_year=6200,
        cost_note="Net og papir. Skærmene blev købt én gang.",
        contact="Gitte på biblioteket, 99 00 00 25",
        delivers=("it-hjaelperne",),
        uses=(
            UseText(
                by="mikkel",
                actor="hedevang",
                days_ago=64,
                how="Vi har ingen bogbus. Vi bruger sundhedsbussen, og den holder kun 25 minutter. Vi nåede det"
                " ikke, før vi satte stole udenfor.",
            ),
        ),
        thanks=(
            ThanksText(actor="it-hjaelperne", what_for="Fordi I sidder på hænderne, også når det tager lang tid."),
            ThanksText(name="Ejner, chauffør", what_for="Fordi du venter, til den sidste er færdig."),
        ),
        looks=(
            LookText(
                days_ago=140,
                due_in=60,
                what="Kommer der nogen i Bavnhuse, eller holder vi der for vores egen skyld?",
                note="Ni hver gang. Fire af dem kommer for at snakke, og det er også i orden.",
                noted_days_ago=78,
            ),
            LookText(days_ago=70, due_in=130, what="Kan flere selv nu, eller kommer de samme?"),
        ),
        label=LabelText(
            days_ago=40,
            happened="212 besøg på et halvt år. 61 har selv klaret det, de kom med, anden gang de kom.",
            gains=(
                "Man får ordnet sin post, hvor man bor.",
                "De, der aldrig kom på rådhuset, siger, at kommunen nu også er deres.",
                "Bussen kørte i forvejen. Der er færre, der ringer om det samme.",
            ),
            voice="Jeg troede, jeg var for gammel. Det var bare ingen, der ventede på mig.",
            better=(
                "Flere i de små byer klarer selv deres post. Før måtte de køre til Engbæk eller spørge et barnebarn."
            ),
            lesson="Regn med det halve på den første tur. Rygtet skal nå rundt først.",
        ),
    ),
    PracticeText(
        key="tirsdagstur",
        by="gerda",
        home="vandrelauget",
        title="Tirsdagstur, hvor de langsomste går forrest",
        body="Vi går hver tirsdag klokken ti fra stationen i Nørre Engbæk. De langsomste går forrest, så ingen bliver"
        " tilbage. Man behøver ikke melde sig ind. Mange kommer, fordi lægen eller naboen sagde det.",
        recipe="1. Vælg en fast dag og et fast sted.\n2. Lad de langsomste gå forrest.\n3. Slut med kaffe.\n"
        "4. Ring til den, der mangler to gange.",
        theme="health",
        days_ago=135,
        since_days_ago=1460,
        contact="Gerda i Vandrelauget",
        uses=(
            UseText(
                by="charlotte",
                actor="sundhed",
                days_ago=90,
                how="Vi går fra genoptræningen hver torsdag. Terapeuten går med de tre første gange, så slipper hun.",
            ),
            UseText(by="anders", actor="hp-syd", days_ago=48),
        ),
        thanks=(ThanksText(actor="vandrelauget", what_for="Fire års tirsdage. Også dem med slud."),),
    ),
    PracticeText(
        key="vil-du-med-ned",
        by="tine",
        home="aabrinken",
        challenge="aftener-aabrinken",
        title="Vi spørger: Vil du med ned?",
        body="Før spurgte vi, om man ville i seng. Nu spørger vi klokken syv, om man vil med ned i stuen. De fleste"
        " siger ja tre dage om ugen. Dem, der siger nej, bliver spurgt igen næste dag.",
        recipe="1. Skift ét spørgsmål ud.\n2. Skriv det på døren til køkkenet.\n3. Spørg igen næste dag.",
        theme="older",
        days_ago=75,
        since_days_ago=80,
        contact="Tine, aftenvagt på Åbrinken",
        devised_by=("beboerraad-aabrinken",),
        uses=(
            UseText(
                by="jonas", actor="moellebakken", days_ago=33, how="Hos os er det klokken seks, og vi spiller kort."
            ),
        ),
        thanks=(
            ThanksText(name="Elly", what_for="Fordi du spurgte, hvorfor vi altid spørger om sengen."),
            ThanksText(name="Tine", what_for="Fordi du gav Elly ret foran alle os andre."),
        ),
        looks=(LookText(days_ago=70, due_in=56, what="Spørger vi stadig, også når der er travlt?"),),
    ),
    PracticeText(
        key="nye-i-skuret",
        by="bent",
        home="mandeskuret",
        title="En ny får en opgave, før han får kaffe",
        body="Vi holdt op med at vise rundt. Når en ny mand kommer, rækker en ham et stykke værktøj. Så har han noget"
        " at gøre med hænderne. De fleste siger først noget i tredje uge.",
        recipe="1. Hav altid én ting liggende, som mangler at blive gjort.\n2. Ræk den til den nye.\n3. Vent.",
        theme="older",
        days_ago=110,
        since_days_ago=700,
        contact="Bent i skuret, tirsdage fra ni",
        uses=(
            UseText(
                by="dan", actor="brugerraad-moellebakken", days_ago=52, how="Her er det gryder i stedet for hamre."
            ),
        ),
    ),
    PracticeText(
        key="ring-samme-dag",
        by="mette",
        home="hp-nord",
        title="Vi ringer til de pårørende samme dag",
        body="Er der sket noget, ringer den, der var der, inden vagten slutter. Før stod det i systemet, og datteren så"
        " det om aftenen. Samtalen tager fire minutter. Vi får færre vrede mails.",
        recipe="1. Aftal med hver pårørende, hvad de vil ringes op om.\n2. Skriv nummeret på planen.\n"
        "3. Sæt fire minutter af.",
        theme="relatives",
        days_ago=98,
        since_days_ago=140,
        cost_note="Fire minutter pr. gang. Det går op med færre opkald den næste dag.",
        contact="Mette Skov, Hjemmeplejen Nord",
        devised_by=("paaroerende-noerre",),
        changes=("tasks",),
        uses=(UseText(by="anders", actor="hp-syd", days_ago=6, how="Vi begynder i Toftlev.", changes=("tasks",)),),
        thanks=(ThanksText(actor="paaroerende-noerre", what_for="I sagde det rent ud, og I hjalp med listen."),),
        looks=(LookText(days_ago=95, due_in=90, what="Når vi det stadig i weekenden?"),),
    ),
    PracticeText(
        key="morgenmad-i-laere",
        by="rasmus",
        home="ungeenheden",
        title="Fredagsmorgenmad for unge i lære",
        body="Vi spiste morgenmad hver fredag klokken seks, før de skulle møde. Mestrene kom også. Man talte om det,"
        " der var svært, mens man smurte rundstykker.",
        recipe="1. Find et sted, der har åbent klokken seks.\n2. Inviter også mestrene.",
        theme="employment",
        days_ago=88,
        since_days_ago=400,
        cost_neutral="no",
        cost_per_year=9000,
        stopped="Mestrene begyndte at møde klokken halv syv. Så var der ingen tilbage ved bordet.",
        stopped_days_ago=21,
        thanks=(ThanksText(actor="bageren", what_for="Rundstykker i tretten måneder."),),
    ),
    PracticeText(
        key="lektier-i-vaskeriet",
        by="samira",
        home="kvinder-lergaarden",
        title="Lektiehjælp i vaskeriet",
        body="Maskinen kører 48 minutter. Så længe sidder en af os ved bordet i vaskeriet og læser med. Ingen skal"
        " sige, at de har brug for hjælp. De har jo vasketøj.",
        recipe="1. Sæt et bord ind, hvor folk alligevel venter.\n2. Vær der på faste tider.\n3. Hav kiks.",
        theme="children_youth",
        days_ago=120,
        since_days_ago=300,
        delivers=("lergaarden",),
        uses=(
            UseText(
                by="helle", actor="lergaarden", days_ago=57, how="Også i opgang 14, og der er det regnskab og breve."
            ),
        ),
        thanks=(ThanksText(actor="lergaarden", what_for="For bordet, og fordi I lod nøglen hænge."),),
    ),
    PracticeText(
        key="cv-paa-biblioteket",
        by="ahmed",
        home="jobcenter",
        title="Vi skriver CV på biblioteket, ikke på jobcentret",
        body="Man møder sin konsulent ved et bord på biblioteket. Ingen kan se, hvad man laver. Flere kommer, og de"
        " bliver længere. Vi taler om, hvad folk kan, før vi taler om, hvad de mangler.",
        recipe="1. Lån et bord to formiddage om ugen.\n2. Lad jakken blive på jobcentret.\n"
        "3. Begynd med: Hvad spørger andre dig om hjælp til?",
        theme="employment",
        days_ago=60,
        since_days_ago=90,
        cost_neutral="unknown",
        contact="Ahmed, jobkonsulent",
        uses=(UseText(by="vibeke", actor="stoettecentret", days_ago=18),),
        looks=(LookText(days_ago=58, due_in=120, what="Kommer de, der før blev væk?"),),
    ),
)
